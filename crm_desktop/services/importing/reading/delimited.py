"""CSV, TSV and other text tables: separator found, ``sep=`` line obeyed, formula guard taken off."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from crm_desktop.core.i18n import N_
from crm_desktop.services.importing.model import SheetInfo
from crm_desktop.services.importing.reading import encodings, people
from crm_desktop.services.importing.reading.failure import FileRefused
from crm_desktop.services.importing.reading.guards import MAX_CELL, MAX_COLUMNS
from crm_desktop.services.importing.reading.source import Row, Source

SEPARATORS = (",", "\t", ";", "|", "，")
_SAMPLE_ROWS = 60
_SEP_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_GUARDED = re.compile(r"'+[=+\-@\t\r\0]").match


def open_text(
    path: Path, kind: str, encoding: str | None = None, delimiter: str | None = None, *, as_table: bool = False
) -> Source:
    """Open a text table, or a ``txt`` that is a list of people unless somebody says that it is a table; raises
    :class:`FileRefused`.
    """
    found = encodings.Encoding(encodings.resolve(encoding)) if encoding else encodings.detect(path)
    skip = 0
    with path.open(encoding=found.name, errors="replace", newline="") as file:
        head = file.read(1 << 16)
        listed = None if kind != "txt" or delimiter or as_table else people.find(head + file.read(people.MAX_TEXT + 1))
    if listed is not None:
        return _people(path, listed, found)
    line = _SEP_LINE.match(head.lstrip("\ufeff").split("\n", 1)[0].split("\r", 1)[0])
    if line:
        delimiter, skip = delimiter or line[1], 1
    delimiter = delimiter or _sniff(head, "\t" if kind == "tsv" else ",")

    def read() -> Iterator[Row]:
        return _rows(path, found.name, delimiter, skip)

    return Source(kind, read, (SheetInfo(path.stem, 0, 0),), path.stem, found.name, delimiter, found.unsure)


def _people(path: Path, listed: people.People, found: encodings.Encoding) -> Source:
    sheet = SheetInfo(path.stem, len(listed.rows), len(listed.headers))
    return Source(
        "people", lambda: people.rows(listed), (sheet,), path.stem, found.name, unsure=found.unsure,
        total=len(listed.rows), headers=listed.headers,
    )  # fmt: skip


def _rows(path: Path, encoding: str, delimiter: str, skip: int) -> Iterator[Row]:
    csv.field_size_limit(4 * MAX_CELL)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        for _ in range(skip):
            file.readline()
        reader = csv.reader(file, delimiter=delimiter, skipinitialspace=True)
        number = 0
        try:
            for number, cells in enumerate(reader, start=1):
                if number == 1 and cells:
                    cells[0] = cells[0].removeprefix("\ufeff")
                if cells and cells[0][:1] == "`" and _all_marked(cells):
                    cells = [cell.removeprefix("`") for cell in cells]
                yield number, [_unguard(cell) for cell in _limited(cells)]
        except csv.Error as error:
            raise FileRefused(
                "bad_file",
                N_("import", "The text after row {row} can't be read as a table.").fill(row=number),
                N_("import", "A quotation mark may be missing there."),
            ) from error


def _all_marked(cells: list[str]) -> bool:
    """Whether a row is one of a statement, which keeps spreadsheets from reading numbers by a mark before each cell."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 2 and all(cell[0] == "`" for cell in filled)


def _limited(cells: list[str]) -> list[str]:
    if len(cells) > MAX_COLUMNS:
        if any(cell.strip() for cell in cells[MAX_COLUMNS:]):
            raise FileRefused(
                "too_large", N_("import", "This table has more than {columns} columns.").fill(columns=MAX_COLUMNS)
            )
        return cells[:MAX_COLUMNS]
    return cells


def _unguard(cell: str) -> str:
    """Take off the ``'`` that our export puts before formula-like texts."""
    return cell[1:] if cell[:1] == "'" and _GUARDED(cell) else cell


def _sniff(head: str, default: str) -> str:
    """The separator that cuts the most rows into the same number (two or more) of columns."""
    best, best_score = default, 0.0
    complete = head.rsplit("\n", 1)[0] if len(head) >= 1 << 16 else head
    for separator in SEPARATORS:
        if separator not in head:
            continue
        try:
            rows = [row for row in csv.reader(complete.splitlines(keepends=True), delimiter=separator) if any(row)]
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows[:_SAMPLE_ROWS])
        wide = [(count, width) for width, count in widths.items() if width > 1]
        if not wide:
            continue
        count, width = max(wide)
        score = count / sum(widths.values()) + min(width, 12) / 100 + (0.02 if separator == default else 0)
        if score > best_score:
            best, best_score = separator, score
    return best
