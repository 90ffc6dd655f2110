"""What an import is asked and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from crm_desktop.core.dates import Order
from crm_desktop.core.i18n import Text, render

Mode = Literal["upsert", "new", "update"]
Existing = Literal["fill", "overwrite"]
OnError = Literal["skip", "abort"]
Unknown = Literal["error", "create", "walk_in"]

IGNORED = "ignored"
"""What ``mapping`` says of a column that is not imported."""

KEYS = ("phone", "email", "code")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a file is read and what happens with its rows.

    ``mapping`` names targets by header (an empty target ignores the column), ``columns`` by position and
    wins; both add to what is recognised. ``edits`` replaces cells before they are cleaned, ``(row, column) →
    text`` with the row as Excel counts and the column from 0; ``excluded`` rows are skipped.
    ``unknown`` says what becomes of an order whose member is not known.
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
class FilePreview:
    """What was found in a file before anything is imported.

    ``header_row`` counts from 1 as Excel does, 0 where the file has none; ``rows`` are the first rows as read with
    their row numbers; ``data_rows`` counts without empty and totals rows. ``encoding`` and ``delimiter`` are
    set for text files; ``unsure`` lists other encodings that the file may have.
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


@dataclass(frozen=True, slots=True)
class RowError:
    """A cell (or a row, with an empty column) that was not imported and why; ``index`` is the column from 0 or -1."""

    row: int
    column: str
    value: str
    reason: Text
    index: int = -1
    kind: Literal["failed", "skipped"] = "failed"

    def to_json(self) -> dict[str, Any]:
        return {"row": self.row, "column": self.column, "value": self.value, "reason": render(self.reason)}


@dataclass(slots=True)
class Change:
    """What an import did to a record that was there before: field → (old, new), for the preview."""

    row: int
    name: str
    fields: dict[str, tuple[str, str]]


@dataclass(slots=True)
class ImportResult:
    """Counts are data rows of the file: ``read`` is the sum of the five others.

    ``entities`` counts records written by kind; ``change`` is the id to undo, None when nothing changed.
    ``skips`` tells of rows left out without being wrong. ``raw`` keeps the cells of failed and doubtful rows.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    errors: list[RowError] = field(default_factory=list)
    skips: list[RowError] = field(default_factory=list)
    updates: list[Change] = field(default_factory=list)
    raw: dict[int, list[Any]] = field(default_factory=dict)
    headers: list[str] = field(default_factory=list)
    targets: dict[int, str] = field(default_factory=dict)
    mapping: dict[str, str] = field(default_factory=dict)
    entities: dict[str, int] = field(default_factory=dict)
    change: int | None = None
    sheet: str = ""
    encoding: str = ""
    header_row: int = 0
    seconds: float = 0.0
    dry_run: bool = False

    @property
    def read(self) -> int:
        return self.created + self.updated + self.unchanged + self.skipped + self.failed

    def to_json(self) -> dict[str, Any]:
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
        }
