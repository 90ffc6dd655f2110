"""Workbooks through calamine, through openpyxl where calamine gives up with an ordinary error."""

from __future__ import annotations

import html
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from crm_desktop.core.i18n import N_
from crm_desktop.services.importing.evidence import READ_AS
from crm_desktop.services.importing.model import SheetInfo
from crm_desktop.services.importing.reading.failure import NO_SHEET, PASSWORD, SAVE_WITHOUT, FileRefused, damaged
from crm_desktop.services.importing.reading.guards import (
    MAX_AREA,
    MAX_COLUMNS,
    MAX_ROWS,
    check_archive,
    column_number,
    too_many,
)
from crm_desktop.services.importing.reading.layout import header_text
from crm_desktop.services.importing.reading.locked import needed
from crm_desktop.services.importing.reading.source import Book, Merge, Row, Source

_FORMAT_SAMPLE = 1 << 20
_LOOK_AT = 200
_HEADERS_IN = 30
_CELL = re.compile(rb'<c r="([A-Z]{1,3})\d+"[^>]*?\bs="(\d+)"')
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_XF = re.compile(rb"<xf [^>]*?numFmtId=\"(\d+)\"")
_NUM_FMT = re.compile(rb'<numFmt [^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"')
_NUM_FMT_SWAPPED = re.compile(rb'<numFmt [^>]*?formatCode="([^"]*)"[^>]*?numFmtId="(\d+)"')
_PROPERTY = re.compile(
    r'<(?:\w+:)?property [^>]{0,300}?\bname="([^"]{0,300})"[^>]{0,300}>\s{0,9}<(?:\w+:)?lpwstr>([^<]{0,300})<'
)
_PROPERTIES = 1 << 18

Recognise = Callable[[str], str]


def open_workbook(
    book: Book,
    kind: str,
    sheet: str | None = None,
    engine: str = "calamine",
    recognise: Recognise | None = None,
) -> Source:
    """Open the sheet named ``sheet``, by default the visible one with the most data; raises :class:`FileRefused`.

    With ``recognise`` a sheet counts for more, the more of its headers are known.
    """
    sheets = check_archive(book) if kind != "xls" else {}
    if engine == "openpyxl":
        source = _through_openpyxl(book, kind, sheet, recognise)
    else:
        source = _through_either(book, kind, sheet, recognise)
    source.read_as = _read_as(book) if kind in ("xlsx", "xlsm") else {}
    seen = sheets.get(_part_of(book, source.sheet)) if kind in ("xlsx", "xlsm") else None
    if seen is not None:
        source.hidden_rows, source.no_results = seen.hidden, seen.no_results
        if seen.errors:
            source.read = _with_errors(source.read, seen.errors)
    return source


def _read_as(book: Book) -> dict[str, str]:
    """How columns are read, as a workbook with failed rows says in its properties; by their headers."""
    try:
        with zipfile.ZipFile(book) as archive, archive.open("docProps/custom.xml") as file:
            text = file.read(_PROPERTIES).decode("utf-8", "replace")
    except (KeyError, zipfile.BadZipFile, OSError, ValueError):
        return {}
    found = ((html.unescape(name), html.unescape(said)) for name, said in _PROPERTY.findall(text))
    return {name.removeprefix(READ_AS): said for name, said in found if name.startswith(READ_AS)}


def _with_errors(
    read: Callable[[], Iterator[Row]], errors: Mapping[tuple[int, int], str]
) -> Callable[[], Iterator[Row]]:
    """Rows in which failed formulas show their error: the reader gives blank cells, which would pass for blank."""
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in errors.items():
        by_row.setdefault(row, {})[column] = text

    def told() -> Iterator[Row]:
        for number, cells in read():
            for column, text in by_row.get(number, {}).items():
                if column < len(cells) and cells[column] in ("", None):
                    cells[column] = text
            yield number, cells

    return told


def _through_either(book: Book, kind: str, sheet: str | None, recognise: Recognise | None) -> Source:
    try:
        return _through_calamine(book, kind, sheet, recognise)
    except FileRefused:
        raise
    except Exception as error:
        if kind not in ("xlsx", "xlsm"):
            raise _explained(error, kind) from error
        try:
            return _through_openpyxl(book, kind, sheet, recognise)
        except FileRefused:
            raise
        except Exception as second:
            raise _explained(second, kind) from error


def _part_of(book: Book, sheet: str) -> str:
    try:
        with zipfile.ZipFile(book) as archive:
            return _sheet_part(archive, sheet) or ""
    except (KeyError, zipfile.BadZipFile, OSError, ValueError):
        return ""


def _explained(error: Exception, kind: str) -> FileRefused:
    if "password" in str(error).lower():
        return needed() if kind == "xls" else FileRefused("unsupported", PASSWORD, SAVE_WITHOUT)
    return damaged()


def _through_calamine(place: Book, kind: str, wanted: str | None, recognise: Recognise | None) -> Source:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    if isinstance(place, Path):
        book = CalamineWorkbook.from_path(str(place))
    else:
        place.seek(0)
        book = CalamineWorkbook.from_filelike(place)
    infos: dict[str, SheetInfo] = {}
    filled: dict[str, int] = {}
    sheets = {}
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = sheets[meta.name] = book.get_sheet_by_name(meta.name)
        height, width = _size(sheet)
        infos[meta.name] = SheetInfo(meta.name, height, width, meta.visible != SheetVisibleEnum.Visible)
        if height and width:
            filled[meta.name] = _filled(sheet.iter_rows(), height, recognise)
        else:
            filled[meta.name] = 0
    name = _choose(infos, filled, wanted)
    source = _of_calamine(place, kind, infos, sheets[name])
    source.at = lambda other: _of_calamine(place, kind, infos, sheets[other])
    return source


def _of_calamine(place: Book, kind: str, infos: Mapping[str, SheetInfo], chosen: Any) -> Source:
    info = infos[chosen.name]
    _check_size(info.rows, info.columns)
    merges: list[Merge] = []
    ranges = getattr(chosen, "merged_cell_ranges", None)
    for (top, left), (bottom, right) in ranges or ():
        merges.append((top + 1, bottom + 1, left, right))
    left = [""] * (chosen.start[1] if chosen.start else 0)  # blank columns before the first, which are not iterated
    formats = date_formats(place, info.name) if kind in ("xlsx", "xlsm") else {}

    def read() -> Iterator[Row]:
        rows = chosen.iter_rows()  # cells become objects row by row: all of them at once would take the most memory
        return enumerate((left + row for row in rows) if left else rows, start=1)

    return Source(kind, read, tuple(infos.values()), info.name, merges=merges, formats=formats, total=info.rows)


def _size(sheet: Any) -> tuple[int, int]:
    """Rows and columns up to the last cell; the reader's own totals are those of the last index."""
    last = sheet.end
    return (0, 0) if last is None else (last[0] + 1, last[1] + 1)


def _check_size(height: int, width: int) -> None:
    if height > MAX_ROWS + 100 or width > MAX_COLUMNS or height * width > MAX_AREA:
        raise too_many()


def _filled(rows: Iterator[Any], height: int, recognise: Recognise | None) -> int:
    """How much stands in a sheet, judged by its first rows, times the headers in one of them that are known."""
    count = looked = known = 0
    for looked, row in enumerate(islice(rows, _LOOK_AT), start=1):
        texts = [cell for cell in row if cell not in ("", None)]
        count += len(texts)
        if recognise is not None and looked <= _HEADERS_IN:
            heads = {header_text(text) for text in texts if isinstance(text, str) and len(text) < 60}
            known = max(known, len({field for head in heads if head and (field := recognise(head))}))
    return round(count * max(1.0, height / max(1, looked))) * (known + 1)


def _choose(infos: Mapping[str, SheetInfo], filled: Mapping[str, int], wanted: str | None) -> str:
    if wanted is not None:
        for name in infos:
            if name == wanted or name.strip().lower() == wanted.strip().lower():
                return name
        known = ", ".join(infos)
        raise FileRefused(
            "not_found",
            NO_SHEET.fill(name=wanted),
            N_("import", "It has these: {names}.").fill(names=known),
        )
    visible = [name for name, info in infos.items() if not info.hidden and filled[name]]
    candidates = visible or [name for name in infos if filled[name]]
    if not candidates:
        raise FileRefused("bad_file", N_("import", "There is nothing in this workbook."))
    return max(candidates, key=lambda name: filled[name])


def _through_openpyxl(place: Book, kind: str, wanted: str | None, recognise: Recognise | None) -> Source:
    import openpyxl

    if kind not in ("xlsx", "xlsm"):
        raise damaged()
    if not openpyxl.xml.DEFUSEDXML:
        raise RuntimeError("defusedxml must be installed")
    book = openpyxl.load_workbook(place, read_only=True, data_only=True)
    infos: dict[str, SheetInfo] = {}
    tables: dict[str, list[list[Any]]] = {}
    for sheet in book.worksheets:
        _check_size(sheet.max_row or 0, sheet.max_column or 0)
        rows = [_filled_part(row) for row in sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)]
        tables[sheet.title] = rows
        width = max((len(row) for row in rows), default=0)
        infos[sheet.title] = SheetInfo(sheet.title, len(rows), width, sheet.sheet_state != "visible")
    filled = {name: _filled(iter(rows), len(rows), recognise) for name, rows in tables.items()}

    def opened(name: str) -> Source:
        rows = tables[name]
        return Source(
            kind,
            lambda: enumerate(rows, start=1),
            tuple(infos.values()),
            name,
            merges=_merges(place, name),
            formats=date_formats(place, name),
            total=len(rows),
        )

    source = opened(_choose(infos, filled, wanted))
    source.at = opened
    return source


def _merges(book: Book, sheet: str) -> list[Merge]:
    """The merged cells of a sheet, which openpyxl does not tell when it streams."""
    found: list[Merge] = []
    try:
        with zipfile.ZipFile(book) as archive:
            part = _sheet_part(archive, sheet)
            text = archive.read(part) if part else b""
    except (KeyError, zipfile.BadZipFile, OSError, ValueError):
        return []
    for left, top, right, bottom in _MERGED.findall(text):
        found.append((int(top), int(bottom), column_number(left), column_number(right)))
    return found


def _filled_part(row: Sequence[Any]) -> list[Any]:
    """The cells of a row up to the last that holds something."""
    cells = [_plain(cell) for cell in row]
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def _plain(cell: Any) -> Any:
    if cell is None:
        return ""
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def date_formats(book: Book, sheet: str) -> dict[int, str]:
    """The number format that the date cells of each column have most; empty where it can't be told."""
    try:
        with zipfile.ZipFile(book) as archive:
            part = _sheet_part(archive, sheet)
            styles = _style_formats(archive)
            if part is None or not styles:
                return {}
            with archive.open(part) as file:
                sample = file.read(_FORMAT_SAMPLE)
    except (KeyError, zipfile.BadZipFile, OSError, ValueError):
        return {}
    found: dict[int, Counter[str]] = {}
    for letters, style in _CELL.findall(sample):
        code = styles.get(int(style))
        if code:
            found.setdefault(column_number(letters), Counter())[code] += 1
    return {column: counts.most_common(1)[0][0] for column, counts in found.items()}


def _sheet_part(archive: zipfile.ZipFile, sheet: str) -> str | None:
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for tag in re.findall(r"<Relationship [^>]*>", relations):
        key, target = re.search(r'\bId="([^"]*)"', tag), re.search(r'\bTarget="([^"]*)"', tag)
        if key and target:
            targets[key[1]] = target[1]
    for tag in re.findall(r"<(?:\w+:)?sheet [^>]*>", book):
        name, key = re.search(r'\bname="([^"]*)"', tag), re.search(r'\b\w+:id="([^"]*)"', tag)
        if name and key and html.unescape(name[1]) == sheet:
            place = targets.get(key[1], "")
            return place.lstrip("/") if place.startswith("/") else "xl/" + place
    return None


def _style_formats(archive: zipfile.ZipFile) -> dict[int, str]:
    """Style number → format code, for styles that show a date with day and month."""
    styles = archive.read("xl/styles.xml")
    own = {int(key): code.decode("utf-8", "replace") for key, code in _NUM_FMT.findall(styles)}
    own.update({int(key): code.decode("utf-8", "replace") for code, key in _NUM_FMT_SWAPPED.findall(styles)})
    start = styles.find(b"<cellXfs")
    end = styles.find(b"</cellXfs>")
    found = {}
    for index, number in enumerate(_XF.findall(styles[start:end])):
        code = own.get(int(number), "")
        if "d" in code.lower() and "m" in code.lower():
            found[index] = html.unescape(code)
    return found
