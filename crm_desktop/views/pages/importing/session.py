"""What the wizard holds between its steps: the file, what was found in it, and everything decided so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from crm_desktop.services.importing.memory import SavedMapping
from crm_desktop.services.importing.model import FilePreview, ImportOptions, ImportResult, Recipe, SheetTable

FILE, HOW, COLUMNS, VALUES, CHECK, RESULT = range(6)


@dataclass(slots=True)
class Session:
    """``options`` says how the file is read and what is done with it; the steps replace it as they are left.

    ``remembered`` is how such a file was read before, ``plan`` what an import would do, found out with the options
    ``checked``, ``result`` what it did. ``by_hand`` says that a person matched columns or values,
    ``kind`` which kind of record the screen or the person asked for; without one it is recognised. ``tables`` are the
    sheets of a workbook that can be imported, ``brought`` those that were; both stay for all sheets of one file.
    ``given_up`` is where columns went before they were cut or joined.
    """

    options: ImportOptions = field(default_factory=ImportOptions)
    path: Path | None = None
    preview: FilePreview | None = None
    remembered: SavedMapping | None = None
    plan: ImportResult | None = None
    checked: ImportOptions | None = None
    result: ImportResult | None = None
    tried_memory: bool = False
    by_hand: bool = False
    kind: str = ""
    kind_by_hand: bool = False
    surveyed: bool = False
    tables: tuple[SheetTable, ...] = ()
    brought: frozenset[str] = frozenset()
    given_up: Mapping[int, str] = field(default_factory=dict)

    def another_sheet(self, table: SheetTable) -> Session:
        """The same file at another sheet, opened as this one was; what it holds is recognised anew."""
        was = self.options
        options = ImportOptions(
            entity="", sheet=table.sheet, encoding=was.encoding, delimiter=was.delimiter, password=was.password
        )
        return Session(options, self.path, surveyed=True, tables=self.tables, brought=self.brought)

    def waiting(self) -> list[SheetTable]:
        """The other sheets of the file that were not imported yet, those that the rest links to first."""
        current = self.preview.sheet if self.preview is not None else ""
        return [table for table in self.tables if table.sheet not in self.brought and table.sheet != current]

    def next_sheet(self) -> SheetTable | None:
        """What is brought in next; a sheet whose import was undone comes again."""
        return next((table for table in self.tables if table.sheet not in self.brought), None)

    def took(self, result: ImportResult) -> None:
        """The sheet was imported."""
        self.result, self.brought = result, self.brought | {result.sheet}

    def took_back(self) -> None:
        """The import was undone."""
        if self.result is not None:
            self.brought -= {self.result.sheet}

    def rows(self) -> int:
        return self.preview.data_rows if self.preview is not None else 0

    def look(self, **changes: object) -> None:
        """Read the file in another way: another sheet, encoding, header row, kind of record."""
        self.options = replace(self.options, **changes)  # type: ignore[arg-type]

    def found(self, preview: FilePreview) -> None:
        """The file was looked at: what is in it settles what was left open."""
        text = bool(preview.encoding) and preview.kind != "vcf"
        self.preview = preview
        self.tables, self.surveyed = preview.tables or self.tables, True
        self.options = replace(
            self.options,
            entity=preview.entity,
            sheet=preview.sheet if not preview.encoding else None,
            encoding=preview.encoding if text else None,
            delimiter=preview.delimiter or None,
            recipes=preview.recipes,
        )

    def add_recipe(self, recipe: Recipe, columns: Mapping[int, str]) -> None:
        """Make columns of others; those that a cut or join uses up are not imported themselves."""
        self.given_up = {**self.given_up, **{at: columns[at] for at in recipe.columns if columns.get(at)}}
        kept = {**columns, **dict.fromkeys(recipe.columns, "")}
        self.options = replace(self.options, recipes=(*self.options.recipes, recipe), columns=kept)

    def drop_recipe(self, at: int, columns: Mapping[int, str], own: int) -> None:
        """Take the columns of recipe ``at`` back; what was made of later recipes keeps its target."""
        recipes = self.options.recipes
        start = own + sum(recipe.parts for recipe in recipes[:at])
        gone = recipes[at].parts
        kept = {c if c < start else c - gone: target for c, target in columns.items() if not start <= c < start + gone}
        for column in recipes[at].columns:
            kept.pop(column, None)
            if column in self.given_up:
                kept[column] = self.given_up[column]
        self.options = replace(self.options, recipes=(*recipes[:at], *recipes[at + 1 :]), columns=kept)
