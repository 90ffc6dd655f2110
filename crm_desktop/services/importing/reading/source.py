"""What every kind of file looks like once it is open: numbered rows of cells that can be read again."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crm_desktop.services.importing.model import SheetInfo

Row = tuple[int, list[Any]]
"""The row number as Excel shows it, and its cells (text, float, bool, date, datetime, time, timedelta or "")."""

Book = Path | io.BytesIO
"""A workbook: the file, or where it was decrypted to."""

Merge = tuple[int, int, int, int]
"""First and last row (from 1), first and last column (from 0)."""


@dataclass(slots=True)
class Source:
    """``read`` starts from the first row each time it is called; ``total`` is the number of rows, 0 if unknown.

    ``formats`` holds the number format of the date cells of a column; ``headers`` names the columns where
    the format itself does (contact cards, lists of people). ``hidden_rows`` counts rows that a filter or a person hid,
    ``no_results`` formulas that were never worked out, whose cells are blank. ``read_as`` is header → how the file says
    that the column is read, see :class:`crm_desktop.services.importing.evidence.Evidence`. ``at`` opens another sheet
    of the same book, without these figures; it raises :class:`FileRefused` for one that is too large.
    """

    kind: str
    read: Callable[[], Iterator[Row]]
    sheets: tuple[SheetInfo, ...] = ()
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    unsure: tuple[str, ...] = ()
    merges: list[Merge] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=dict)
    total: int = 0
    headers: tuple[str, ...] = ()
    hidden_rows: int = 0
    no_results: int = 0
    read_as: Mapping[str, str] = field(default_factory=dict)
    at: Callable[[str], Source] | None = None
