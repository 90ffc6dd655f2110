"""A streaming workbook writer: constant memory, any number of rows, nothing that could run as a formula.

Measured on a two-core machine, 100,000 rows of 12 columns (write only): XlsxWriter in constant memory 10.9 s,
a compiled writer 1.3 s, this one 1.5 s with no dependency and full control over styles and cancelling.
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO

from crm_desktop.core.jobs import JobContext
from crm_desktop.core.limits import LONGEST, fitting, is_too_long
from crm_desktop.services.exporting import xlsx_parts as parts
from crm_desktop.services.exporting.cuts import Cuts
from crm_desktop.services.exporting.table import NUMERIC, Column, Row, Table, decimal_text, number_text, quantity_text
from crm_desktop.services.importing.reading import guards

MAX_ROWS = 1_048_576
"""Rows of one sheet, header included, as Excel limits them; what is more goes on to a further sheet."""
MAX_LINKS = 60_000
"""Links of one sheet; Excel takes 65,530 and opens none beyond."""
CHUNK = 256
"""Rows joined before they are compressed; also how often the cancel button is looked at."""
SAMPLE = 200
"""First rows looked at to choose the column widths."""
LEVEL = 3
"""Compression: level 6 makes files 10 % smaller and takes 60 % longer."""

_SHORT = LONGEST // 2
"""No text of so many signs is too long, whatever they are."""

_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_SAFE = date(1900, 3, 1)
"""Before this day spreadsheets disagree about serial numbers, so earlier dates are written as texts."""

_SPECIAL = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_").search
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\0", "'")

Cell = Callable[[object, str], str]
"""``(value, reference) -> <c …>…</c>``; an empty text for an empty cell."""


def write_xlsx(
    tables: Sequence[Table],
    out: Path | IO[bytes],
    *,
    ctx: JobContext | None = None,
    total: int = 0,
    properties: Mapping[str, str] | None = None,
    cuts: Cuts | None = None,
) -> int:
    """Write one sheet a table to ``out`` and return the number of rows. Raises ``Cancelled``.

    ``properties`` are kept beside the sheets: what a program that reads the workbook again is to know. ``cuts`` is
    told which texts are longer than a cell holds.
    """
    writer = _Writer(ctx, total, cuts if cuts is not None else Cuts())
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for table in tables:
            writer.table(archive, table)
        digits = tables[0].money_digits if tables else 2
        archive.writestr("xl/styles.xml", parts.styles(digits))
        archive.writestr("xl/workbook.xml", parts.workbook(writer.sheets))
        archive.writestr("xl/_rels/workbook.xml.rels", parts.workbook_relations(len(writer.sheets)))
        if properties:
            archive.writestr("docProps/custom.xml", parts.properties(properties))
        archive.writestr("_rels/.rels", parts.root_relations(properties=bool(properties)))
        archive.writestr("[Content_Types].xml", parts.content_types(len(writer.sheets), properties=bool(properties)))
        writer.look_at_size(archive)
    return writer.rows


class _Writer:
    def __init__(self, ctx: JobContext | None, total: int, cuts: Cuts) -> None:
        self._ctx = ctx
        self._cuts = cuts
        self._total = total
        self.rows = 0
        self.sheets: list[tuple[str, str, int]] = []
        self._links: list[tuple[str, str]] = []
        self._cells = 0

    def look_at_size(self, archive: zipfile.ZipFile) -> None:
        """Note whether the whole is more than an import reads."""
        members = archive.infolist()
        packed = sum(member.compress_size for member in members)
        if packed > guards.MAX_WORKBOOK or sum(member.file_size for member in members) > guards.MAX_UNPACKED:
            self._cuts.too_large = True

    def table(self, archive: zipfile.ZipFile, table: Table) -> None:
        rows = iter(table.rows)
        sample = list(itertools.islice(rows, SAMPLE))
        widths = column_widths(table.columns, sample)
        rest: Iterator[Row] | None = itertools.chain(sample, rows)
        last = parts.column_letters(len(table.columns) - 1)
        while rest is not None:
            member = f"xl/worksheets/sheet{len(self.sheets) + 1}.xml"
            name = sheet_name(table.title, [name for name, _c, _r in self.sheets])
            with archive.open(member, "w", force_zip64=True) as out:
                count, rest = self._sheet(out, name, table, rest, widths)
                out.write(parts.sheet_end(last, count + 1, self._links).encode())
            self.sheets.append((name, last, count + 1))
            if count > guards.MAX_ROWS or self._cells > guards.MAX_CELLS:
                self._cuts.too_large = True

    def _sheet(
        self, out: IO[bytes], name: str, table: Table, rows: Iterator[Row], widths: Sequence[float]
    ) -> tuple[int, Iterator[Row] | None]:
        """Rows up to the limit of a sheet; the number written and what is left, if anything."""
        out.write(parts.sheet_start(widths).encode())
        self._links, self._cells = [], 0
        letters = [parts.column_letters(i) for i in range(len(table.columns))]
        left, right = _text_cell(parts.HEADER), _text_cell(parts.HEADER_RIGHT)
        labels = "".join(
            (right if column.type in NUMERIC else left)(column.label, f"{letter}1")
            for letter, column in zip(letters, table.columns, strict=True)
        )
        out.write(f'<row r="1" ht="20" customHeight="1">{labels}</row>'.encode())
        long: list[str] = []
        cells = [
            (letter, _linked(column, self._links, long) if column.to else _cell(column, table.money_digits, long))
            for letter, column in zip(letters, table.columns, strict=True)
        ]
        number = 1
        while number < MAX_ROWS:
            chunk = list(itertools.islice(rows, min(CHUNK, MAX_ROWS - number)))
            if not chunk:
                return number - 1, None
            lines = _rows_xml(chunk, number + 1, cells)
            self._cells += lines.count("<c ")
            out.write(lines.encode())
            for ref in long:
                letter = ref.rstrip("0123456789")
                row = int(ref.removeprefix(letter))
                self._cuts.note(name, row, table.columns, chunk[row - number - 1], letters.index(letter))
            long.clear()
            number += len(chunk)
            self.rows += len(chunk)
            if self._ctx is not None:
                self._ctx.progress(self.rows, self._total)
        following = next(rows, None)
        return number - 1, None if following is None else itertools.chain([following], rows)


def _rows_xml(chunk: Sequence[Row], first: int, cells: Sequence[tuple[str, Cell]]) -> str:
    lines = []
    for number, row in enumerate(chunk, first):
        tail = str(number)
        body = "".join(
            [cell(value, letter + tail) for (letter, cell), value in zip(cells, row, strict=True) if value is not None]
        )
        lines.append(f'<row r="{tail}">{body}</row>')
    return "".join(lines)


def _clean(text: str) -> str:
    """``text`` as XML can carry it: markup escaped, control characters as ``_xHHHH_``, cut to what a cell holds."""
    text = fitting(text)
    if not _SPECIAL(text):
        return text
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_" if found[0] < "\x20" else "\ufffd", text)


def _text_cell(style: int, quoted: int | None = None, long: list[str] | None = None) -> Cell:
    """Texts are always inline strings, never formulas; ``quoted`` is the style of formula-like ones, ``long`` gets the
    references of cells whose texts are cut.
    """
    plain = f'" s="{style}" t="inlineStr"><is><t>'
    spaced = f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">'

    def cell(value: object, ref: str) -> str:
        text = str(value)
        if not text:
            return ""
        if len(text) > _SHORT and long is not None and is_too_long(text):
            long.append(ref)
        if _SPECIAL(text) or len(text) > _SHORT:
            text = _clean(text)
        opening = spaced if text[0].isspace() or text[-1].isspace() or "\n" in text else plain
        if quoted is not None and text.startswith(_FORMULA_SIGNS):
            opening = f'" s="{quoted}" t="inlineStr"><is><t xml:space="preserve">'
        return f'<c r="{ref}{opening}{text}</t></is></c>'

    return cell


def _linked(column: Column, links: list[tuple[str, str]], long: list[str]) -> Cell:
    """A text that leads to another place of the workbook; what leads nowhere looks like any text."""
    plain, leading = _text_cell(parts.TEXT, long=long), _text_cell(parts.LINK, long=long)
    to = column.to

    def cell(value: object, ref: str) -> str:
        place = to(value) if to is not None and len(links) < MAX_LINKS else None
        if place is None:
            return plain(value, ref)
        links.append((ref, place))
        return leading(value, ref)

    return cell


def _value_cell(style: int, show: Callable[[object], str]) -> Cell:
    opening = f'" s="{style}"><v>'

    def cell(value: object, ref: str) -> str:
        return f'<c r="{ref}{opening}{show(value)}</v></c>'

    return cell


def _date_cell(style: int) -> Cell:
    opening = f'" s="{style}"><v>'
    text = _text_cell(parts.TEXT)

    def cell(value: object, ref: str) -> str:
        if isinstance(value, date) and value >= _FIRST_SAFE:
            return f'<c r="{ref}{opening}{value.toordinal() - _EPOCH}</v></c>'
        return text(value.isoformat() if isinstance(value, date) else value, ref)

    return cell


def _instant(value: object) -> str:
    if not isinstance(value, datetime):
        raise TypeError(f"a datetime column got {type(value).__name__}")
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return f"{value.toordinal() - _EPOCH + seconds / 86400:.11f}"


def _any_cell(long: list[str]) -> Cell:
    """Each value as what it is; a day that spreadsheets can't hold and an endless number are texts."""
    text, number, day = (
        _text_cell(parts.TEXT, long=long),
        _value_cell(parts.GENERAL, number_text),
        _date_cell(parts.DATE),
    )
    instant, clock = _value_cell(parts.INSTANT, _serial), _value_cell(parts.TIME, _serial)
    lasting = _value_cell(parts.DURATION, _serial)

    def cell(value: object, ref: str) -> str:
        if isinstance(value, bool):
            return _bool_cell(value, ref)
        if isinstance(value, (int, float)) and math.isfinite(value):
            return number(value, ref)
        if isinstance(value, datetime):
            return instant(value, ref) if value.date() >= _FIRST_SAFE else text(value.isoformat(" "), ref)
        if isinstance(value, date):
            return day(value, ref)
        if isinstance(value, time):
            return clock(value, ref)
        return lasting(value, ref) if isinstance(value, timedelta) else text(value, ref)

    return cell


def _serial(value: object) -> str:
    """An instant, a time or a duration in days, exact to the millisecond."""
    if isinstance(value, datetime):
        value -= datetime.combine(date.fromordinal(_EPOCH), time())
    elif isinstance(value, time):
        value = datetime.combine(date.min, value) - datetime.min
    assert isinstance(value, timedelta)
    return f"{value / timedelta(days=1):.11f}"


def _bool_cell(value: object, ref: str) -> str:
    return f'<c r="{ref}" t="b"><v>{int(bool(value))}</v></c>'


def _cell(column: Column, digits: int, long: list[str]) -> Cell:
    match column.type:
        case "text":
            return _text_cell(parts.TEXT, long=long)
        case "longtext":
            return _text_cell(parts.LONG_TEXT, parts.QUOTED, long)
        case "money":
            return _value_cell(parts.MONEY, lambda value: decimal_text(value, digits))  # type: ignore[arg-type]
        case "quantity":
            return _value_cell(parts.QUANTITY, quantity_text)  # type: ignore[arg-type]
        case "percent":
            return _value_cell(parts.PERCENT, number_text)
        case "date":
            return _date_cell(parts.DATE)
        case "month":
            return _date_cell(parts.MONTH)
        case "datetime":
            return _value_cell(parts.INSTANT, _instant)
        case "bool":
            return _bool_cell
        case "any":
            return _any_cell(long)
    return _value_cell(parts.GENERAL, number_text)


_WIDTHS = {"date": 11.5, "month": 9.5, "datetime": 16.5, "money": 12.0, "quantity": 9.0, "percent": 9.0, "bool": 8.0}


def text_width(text: str) -> int:
    """Columns of a fixed-pitch font that the widest line takes; a Chinese character takes two."""
    widest = 0
    for line in text.split("\n"):
        widest = max(widest, sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line))
    return widest


def column_widths(columns: Sequence[Column], sample: Sequence[Row]) -> list[float]:
    """Widths that show the header with its filter button and most values, in Excel's unit (characters)."""
    widths = []
    for i, column in enumerate(columns):
        width = float(text_width(column.label) + 4)
        if column.type in _WIDTHS:
            width = max(width, _WIDTHS[column.type])
        else:
            lengths = sorted(text_width(str(row[i])) for row in sample if row[i] is not None)
            if lengths:
                width = max(width, lengths[int(len(lengths) * 0.95)] + 2.0)
        widths.append(min(max(width, 8.0), 48.0))
    return widths


def sheet_name(title: str, taken: Sequence[str]) -> str:
    """``title`` as Excel allows sheet names: 31 characters, none of ``[]:*?/\\``, unique without regard to case."""
    base = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip().strip("'")[:31] or "Sheet"
    name, number = base, 1
    lowered = {other.lower() for other in taken}
    while name.lower() in lowered:
        number += 1
        suffix = f" ({number})"
        name = base[: 31 - len(suffix)] + suffix
    return name
