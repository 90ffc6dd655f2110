"""Tables of web pages: copied from a browser or a spreadsheet, or saved by tills that call a web page ``.xls``.

The old XML workbooks of Excel 2003 are read here too: they come under the same ending.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from crm_desktop.core.i18n import N_
from crm_desktop.services.importing.model import SheetInfo
from crm_desktop.services.importing.reading import encodings
from crm_desktop.services.importing.reading.failure import NO_SHEET, FileRefused, damaged
from crm_desktop.services.importing.reading.guards import MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, too_many
from crm_desktop.services.importing.reading.source import Merge, Row, Source

_CHUNK = 1 << 16
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_LOST = re.compile(r"\d(?:[.,]\d+)?E\+?\d+|#+", re.IGNORECASE)
_MAX_DEPTH = 400
_SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_BREAKS = frozenset({"br", "p", "div", "li"})
_SILENT = frozenset({"script", "style", "head", "title"})


def open_page(path: Path, encoding: str | None = None, sheet: str | None = None) -> Source:
    """Open the largest table of a page, or the one that ``sheet`` names by its number; raises :class:`FileRefused`."""
    name = encodings.resolve(encoding) if encoding else _declared(path)
    parser = _Tables()
    with path.open(encoding=name, errors="replace", newline="") as file:
        while chunk := file.read(_CHUNK):
            parser.feed(chunk)
    parser.close()
    tables = [table for table in parser.tables if table.rows]
    if not tables:
        raise FileRefused("bad_file", N_("import", "There is no table in this page."))
    infos = tuple(SheetInfo(str(n), len(t.rows), t.width) for n, t in enumerate(tables, start=1))
    chosen = max(range(len(tables)), key=lambda index: tables[index].filled)
    if sheet is not None:
        if not (sheet.isdecimal() and 1 <= int(sheet) <= len(tables)):
            raise FileRefused(
                "not_found", N_("import", "There is no sheet “{name}” in this workbook.").fill(name=sheet)
            )
        chosen = int(sheet) - 1
    table = tables[chosen]

    def read() -> Iterator[Row]:
        return enumerate(table.rows, start=1)

    return Source("html", read, infos, infos[chosen].name, name, merges=table.merges, total=len(table.rows))


def _declared(path: Path) -> str:
    """The encoding that the page names, where it is right; else what it looks like."""
    with path.open("rb") as file:
        found = _CHARSET.search(file.read(4096))
    name = encodings.NAMES.get(found[1].decode("ascii", "replace").lower()) if found else None
    if name and encodings.fits(path, name):
        return name
    return encodings.detect(path).name


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self.merges: list[Merge] = []
        self.width = self.filled = 0
        self._covered: dict[int, int] = {}

    def start_row(self) -> None:
        if len(self.rows) >= MAX_ROWS:
            raise too_many()
        self.rows.append([])

    def place(self, value: Any, across: int, down: int) -> None:
        """Put a cell at the next place that no cell from above covers."""
        if not self.rows:
            self.start_row()
        row, number = self.rows[-1], len(self.rows)
        while self._covered.get(len(row), 0) >= number:
            row.append("")
        left = len(row)
        row.extend([value, *[""] * (across - 1)])
        if len(row) > MAX_COLUMNS:
            raise too_many()
        if down > 1:
            self.merges.append((number, number + down - 1, left, left + across - 1))
            for column in range(left, left + across):
                self._covered[column] = number + down - 1
        elif across > 1:
            self.merges.append((number, number, left, left + across - 1))
        self.width = max(self.width, len(row))
        self.filled += value != ""


class _Tables(HTMLParser):
    """Collects every table; one inside a cell is a table of its own, as layouts of old pages nest the real one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[tuple[_Table, list[str] | None, tuple[int, int, str]]] = []
        self._table: _Table | None = None
        self._text: list[str] | None = None
        self._cell = (1, 1, "")
        self._silent = 0
        self._cells = self._length = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            if len(self._open) >= _MAX_DEPTH:
                raise damaged()
            if self._table is not None:
                self._open.append((self._table, self._text, self._cell))
            self._table, self._text = _Table(), None
            self.tables.append(self._table)
        elif self._table is None:
            return
        elif tag == "tr":
            self._finish_cell()
            self._table.start_row()
        elif tag in ("td", "th"):
            self._finish_cell()
            known = dict(attrs)
            number = known.get("x:num") or known.get("sdval") or ""
            self._text, self._length = [], 0
            self._cell = (_span(known.get("colspan"), MAX_COLUMNS), _span(known.get("rowspan"), MAX_ROWS), number)
        elif tag in _BREAKS and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in ("td", "th", "tr"):
            self._finish_cell()
        elif tag == "table" and self._table is not None:
            self._finish_cell()
            self._table, self._text, self._cell = self._open.pop() if self._open else (None, None, (1, 1, ""))

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._silent and self._length <= MAX_CELL:
            self._text.append(data)
            self._length += len(data)

    def close(self) -> None:
        super().close()
        while self._table is not None:
            self.handle_endtag("table")

    def _finish_cell(self) -> None:
        if self._text is None or self._table is None:
            return
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise too_many()
        lines = [" ".join(line.split()) for line in "".join(self._text).split("\n")]
        text = "\n".join(line for line in lines if line)
        across, down, number = self._cell
        self._table.place(_whole(text, number), across, down)
        self._text = None


def _span(text: str | None, limit: int) -> int:
    return min(int(text), limit) if text and text.isdecimal() and 0 < len(text) < 8 and int(text) else 1


def _whole(text: str, number: str) -> Any:
    """The number behind what is shown, where the shown text has lost digits (``1.38E+10``, ``####``)."""
    if number and _LOST.fullmatch(text):
        try:
            return float(number)
        except ValueError:
            return text
    return text


def open_xml(path: Path, sheet: str | None = None) -> Source:
    """Open a workbook of Excel 2003's XML; raises :class:`FileRefused`."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException

    try:
        tables = _xml_tables(path)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise damaged() from error
    filled = {name: table for name, table in tables.items() if table.filled}
    if sheet is not None and sheet not in tables:
        raise FileRefused("not_found", NO_SHEET.fill(name=sheet))
    if not filled:
        raise FileRefused("bad_file", N_("import", "There is nothing in this workbook."))
    name = sheet if sheet is not None else max(filled, key=lambda one: filled[one].filled)
    table = tables[name]
    infos = tuple(SheetInfo(one, len(t.rows), t.width) for one, t in tables.items())
    return Source(
        "xml", lambda: enumerate(table.rows, start=1), infos, name, merges=table.merges, total=len(table.rows)
    )


def _xml_tables(path: Path) -> dict[str, _Table]:
    from defusedxml.ElementTree import iterparse

    tables: dict[str, _Table] = {}
    table = _Table()
    cells = 0
    for event, element in iterparse(path, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            if element.tag == _SPREADSHEET + "Worksheet":
                table = tables.setdefault(element.get(_SPREADSHEET + "Name", str(len(tables) + 1)), _Table())
        elif element.tag == _SPREADSHEET + "Row":
            cells += len(element)
            if cells > MAX_CELLS:
                raise too_many()
            _xml_row(table, element)
            element.clear()
    return tables


def _xml_row(table: _Table, row: Any) -> None:
    number = _index(row, "Index", MAX_ROWS)
    while number and len(table.rows) < number - 1:
        table.start_row()
    table.start_row()
    for cell in row:
        place = _index(cell, "Index", MAX_COLUMNS + 1)
        while place and len(table.rows[-1]) < place - 1:
            table.place("", 1, 1)
        data = cell.find(_SPREADSHEET + "Data")
        kind = data.get(_SPREADSHEET + "Type") if data is not None else ""
        text = "".join(data.itertext()) if data is not None else ""
        across, down = _index(cell, "MergeAcross", MAX_COLUMNS), _index(cell, "MergeDown", MAX_ROWS)
        table.place(_typed(text, kind), across + 1, down + 1)


def _index(element: Any, name: str, limit: int) -> int:
    text = element.get(_SPREADSHEET + name) or "0"
    number = int(text) if text.isdecimal() and len(text) < 9 else 0
    if number > limit:
        raise too_many()
    return number


def _typed(text: str, kind: str | None) -> Any:
    if kind == "Number":
        return float(text)
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "DateTime":
        return text.removesuffix(".000").replace("T00:00:00", "").replace("T", " ")
    return text
