"""What an import is asked and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from crm_desktop.core.dates import Order
from crm_desktop.core.entities import FieldSpec
from crm_desktop.core.i18n import Text, render

Mode = Literal["upsert", "new", "update"]
Existing = Literal["fill", "overwrite", "never"]
OnError = Literal["skip", "abort"]
Unknown = Literal["error", "create", "walk_in"]
Decision = Literal["skip", "update", "create"]
RowsByKey = dict[int, int | set[int]]
"""Key → the row that has it, or the rows."""

EMPTY, SKIP, CREATE = "\0empty", "\0skip", "\0create"
"""What may become of a word that no choice has, beside becoming a choice: nothing, no row, a new choice."""

IGNORED = "ignored"
"""What ``mapping`` says of a column that is not imported."""

KEYS = ("phone", "email", "code")

SHOWN_ROWS = 2_000
"""Rows of one kind that are kept for showing."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """New columns made of the file's own: one column cut into ``parts`` at ``by``, or several joined with ``by``.

    The new columns stand behind those of the file, in the order of the recipes. For ``by`` of a cut see
    :data:`crm_desktop.services.importing.recipes.CUTS`.
    """

    kind: Literal["split", "join"]
    columns: tuple[int, ...]
    by: str
    parts: int = 1


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a file is read and what happens with its rows.

    ``mapping`` names targets by header (an empty target ignores the column), ``columns`` by position and
    wins; both add to what is recognised. ``edits`` replaces cells before they are cleaned, ``(row, column) →
    text`` with the row as Excel counts and the column from 0; ``excluded`` rows are skipped.

    ``blank_clears`` lets a blank cell empty what is there (with ``overwrite`` only). ``defaults`` are given to
    rows that say nothing themselves, field → text: new records get them, known ones where they have nothing.
    ``values`` says what a word of a choice field means: field → word → key, :data:`EMPTY`, :data:`SKIP` or
    :data:`CREATE`. ``orders`` and ``decimals`` decide for one column what ``date_order`` decides for all.

    ``keep_totals`` takes rows of sums for data. ``unknown`` says what becomes of an order whose member is not known;
    ``links`` says the same for one field that names another record. ``picks`` says who is meant where several are
    called so: name → id.
    ``doubtful`` is what happens with rows that may be somebody known, ``same_name`` with new ones of somebody who is
    called as another but has nothing else in common, ``decisions`` the same for one row.
    ``only`` leaves all other rows of the file aside. ``password`` opens a workbook that has one; it is kept nowhere.
    ``new_fields`` are fields of the shop's own that the import makes, as far as a column goes to them.
    """

    entity: str = "customers"
    sheet: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[int, str] = field(default_factory=dict)
    keys: tuple[str, ...] = KEYS
    mode: Mode = "upsert"
    existing: Existing = "fill"
    on_error: OnError = "skip"
    date_order: Order | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    region: str | None = None
    dry_run: bool = False
    errors_to: Path | None = None
    unknown: Unknown = "error"
    tag: bool = True
    edits: Mapping[tuple[int, int], str] = field(default_factory=dict)
    excluded: frozenset[int] = frozenset()
    blank_clears: bool = False
    defaults: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    orders: Mapping[int, Order] = field(default_factory=dict)
    decimals: Mapping[int, str] = field(default_factory=dict)
    links: Mapping[str, Unknown] = field(default_factory=dict)
    picks: Mapping[str, int] = field(default_factory=dict)
    doubtful: Decision = "skip"
    same_name: Decision = "create"
    decisions: Mapping[int, Decision] = field(default_factory=dict)
    recipes: tuple[Recipe, ...] = ()
    keep_totals: bool = False
    only: frozenset[int] = frozenset()
    password: str = field(default="", repr=False)
    new_fields: tuple[FieldSpec, ...] = ()

    def link(self, target: str) -> Unknown:
        """What becomes of a row whose ``target`` names nobody that is there."""
        return self.links.get(target, self.unknown)


@dataclass(frozen=True, slots=True)
class ColumnInfo:
    """A column of the file: its header, the first values in it, and the field it is taken for ("" for none)."""

    index: int
    header: str
    samples: tuple[str, ...]
    target: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SheetInfo:
    name: str
    rows: int
    columns: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet whose columns are those of a kind of record, with how many rows there are to import."""

    sheet: str
    entity: str
    rows: int


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What was found in a file before anything is imported.

    ``header_row`` counts from 1 as Excel does, 0 where the file has none; ``rows`` are the first rows as read with
    their row numbers; ``data_rows`` counts without empty and totals rows. ``encoding`` and ``delimiter`` are
    set for text files; ``unsure`` lists other encodings that the file may have. ``totals`` are the first rows of sums,
    which are left out; ``hidden_rows`` counts rows that a filter hides, which are not. ``no_results`` counts formulas
    that were never worked out: their cells are blank. ``system`` names the program
    that the file comes from, where its columns tell. ``tables`` are the sheets with something to import, in the order
    in which one links to the other, where that was asked for and there are several.
    """

    path: Path
    kind: str
    sheets: tuple[SheetInfo, ...]
    sheet: str
    encoding: str
    delimiter: str
    unsure: tuple[str, ...]
    header_row: int
    headers: tuple[str, ...]
    columns: tuple[ColumnInfo, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    data_rows: int
    entity: str
    recipes: tuple[Recipe, ...] = ()
    totals: tuple[int, ...] = ()
    hidden_rows: int = 0
    no_results: int = 0
    system: str = ""
    tables: tuple[SheetTable, ...] = ()

    @property
    def own_columns(self) -> int:
        """How many columns the file itself has; the others are made by ``recipes``."""
        return len(self.headers) - sum(recipe.parts for recipe in self.recipes)


@dataclass(frozen=True, slots=True)
class ColumnFormat:
    """How a column writes its days or numbers, with its first text and what that is read as (empty if it can't be).

    ``order`` is that of day, month and year, ``sign`` the decimal sign; both empty where the column does not show it.
    """

    column: int
    target: str
    type: str
    order: str
    sign: str
    example: str
    meaning: str


@dataclass(frozen=True, slots=True)
class RowError:
    """A cell (or a row, with an empty column) that was not imported and why; ``index`` is the column from 0 or -1.

    ``name`` is who or what the row is about, see :mod:`crm_desktop.services.importing.titles`.
    """

    row: int
    column: str
    value: str
    reason: Text
    index: int = -1
    kind: Literal["failed", "skipped"] = "failed"
    name: str = ""

    def to_json(self) -> dict[str, Any]:
        told = {"row": self.row, "column": self.column, "value": self.value, "reason": render(self.reason)}
        return {**told, "name": self.name}


@dataclass(slots=True)
class Change:
    """What an import did to a record that was there before: field → (old, new), for the preview."""

    row: int
    name: str
    fields: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CleaningNote:
    """What cleaning did to ``count`` cells of a column and why; ``examples`` are (row, before, after)."""

    column: int
    header: str
    reason: Text
    count: int
    examples: tuple[tuple[int, str, str], ...]

    def to_json(self) -> dict[str, Any]:
        examples = [{"row": row, "before": before, "after": after} for row, before, after in self.examples]
        return {"column": self.header, "reason": render(self.reason), "count": self.count, "examples": examples}


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row beside the record that it may be: a customer who is there (``known``) or an earlier row of the file.

    ``fields`` holds both sides, field → (in the row, there now); ``fate`` is what happens with the row. A ``doubtful``
    one has another name than who is known by the same phone, e-mail or number; ``same_name`` is set where nothing but
    the name is the same, to how many are called so; such a row is ``bare`` where it has no phone, e-mail or number of
    its own, which would speak for somebody else. The others say the same again.
    """

    row: int
    name: str
    known: int | None
    earlier: int | None
    fields: Mapping[str, tuple[str, str]]
    fate: Decision
    doubtful: bool
    same_name: int = 0
    bare: bool = False


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """What new orders come to together, to be held against the total of the list: ``amount`` in minor units, the days
    as ``YYYY-MM-DD``.
    """

    orders: int
    amount: int
    first: str
    last: str


@dataclass(slots=True)
class ImportResult:
    """Counts are data rows of the file: ``read`` is the sum of the five others.

    ``entities`` counts records written by kind; ``change`` is the id to undo, None when nothing changed. ``planned``
    are the rows by which a follow-up is planned.
    ``skips`` tells of rows left out without being wrong, ``duplicates`` of those that may be known and
    ``rows_of`` of the first new and unchanged rows (row, name). ``own_columns`` counts the file's own, without those
    of recipes. ``raw`` keeps the cells of failed and doubtful rows as they were read, ``read_as`` how their columns
    are. A check of customers also tells what became of each
    row (``fates``), which rows hang together (``rows_by_key``), which would be new but for their name (``same_names``)
    and whether numbers in the file look like those that new customers get (``numbered_like_ours``).
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    errors: list[RowError] = field(default_factory=list)
    skips: list[RowError] = field(default_factory=list)
    updates: list[Change] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    formats: list[ColumnFormat] = field(default_factory=list)
    notes: list[CleaningNote] = field(default_factory=list)
    rows_of: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    raw: dict[int, list[Any]] = field(default_factory=dict)
    read_as: dict[int, str] = field(default_factory=dict)
    headers: list[str] = field(default_factory=list)
    targets: dict[int, str] = field(default_factory=dict)
    mapping: dict[str, str] = field(default_factory=dict)
    entities: dict[str, int] = field(default_factory=dict)
    change: int | None = None
    sheet: str = ""
    encoding: str = ""
    header_row: int = 0
    own_columns: int = 0
    seconds: float = 0.0
    dry_run: bool = False
    fates: dict[int, str] = field(default_factory=dict)
    rows_by_key: RowsByKey = field(default_factory=dict)
    numbered_like_ours: bool = False
    control: ControlTotal | None = None
    same_names: set[int] = field(default_factory=set)
    planned: set[int] = field(default_factory=set)

    def note(self, kind: str, row: int, name: str) -> None:
        """Remember one of the first rows that were created or found unchanged, for showing."""
        listed = self.rows_of.setdefault(kind, [])
        if len(listed) < SHOWN_ROWS:
            listed.append((row, name))

    @property
    def read(self) -> int:
        return self.created + self.updated + self.unchanged + self.skipped + self.failed

    def to_json(self) -> dict[str, Any]:
        same_names = {"same_names": len(self.same_names)} if self.dry_run else {}
        return {
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "failed": self.failed,
            "errors": [error.to_json() for error in self.errors],
            "skips": [skip.to_json() for skip in self.skips],
            "mapping": dict(self.mapping),
            "entities": self.entities,
            "change": self.change,
            "sheet": self.sheet,
            "encoding": self.encoding,
            "header_row": self.header_row,
            "dry_run": self.dry_run,
            "cleaned": [note.to_json() for note in self.notes],
            **same_names,
        }
