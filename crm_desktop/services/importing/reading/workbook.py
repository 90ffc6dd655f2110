"""Workbooks through calamine, through openpyxl where calamine gives up with an ordinary error."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import unescape

from crm_desktop.core.i18n import N_
from crm_desktop.services.importing.model import SheetInfo
from crm_desktop.services.importing.reading.failure import FileRefused, damaged
from crm_desktop.services.importing.reading.guards import MAX_COLUMNS, MAX_ROWS, TOO_MANY, check_archive
from crm_desktop.services.importing.reading.source import Merge, Row, Source

_FORMAT_SAMPLE = 1 << 20
_CELL = re.compile(rb'<c r="([A-Z]{1,3})\d+"[^>]*?\bs="(\d+)"')
_XF = re.compile(rb"<xf [^>]*?numFmtId=\"(\d+)\"")
_NUM_FMT = re.compile(rb'<numFmt [^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"')
_NUM_FMT_SWAPPED = re.compile(rb'<numFmt [^>]*?formatCode="([^"]*)"[^>]*?numFmtId="(\d+)"')


def open_workbook(path: Path, kind: str, sheet: str | None = None, engine: str = "calamine") -> Source:
    """Open the sheet named ``sheet``, by default the visible one with the most data; raises :class:`FileRefused`."""
    if kind != "xls":
        check_archive(path)
    if engine == "openpyxl":
        return _through_openpyxl(path, kind, sheet)
    try:
        return _through_calamine(path, kind, sheet)
    except FileRefused:
        raise
    except Exception as error:
        if kind not in ("xlsx", "xlsm"):
            raise _explained(error) from error
        try:
            return _through_openpyxl(path, kind, sheet)
        except FileRefused:
            raise
        except Exception as second:
            raise _explained(second) from error


def _explained(error: Exception) -> FileRefused:
    if "password" in str(error).lower():
        return FileRefused("unsupported", N_("import", "This workbook is protected by a password."))
    return damaged()


def _through_calamine(path: Path, kind: str, wanted: str | None) -> Source:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_path(str(path))
    infos: dict[str, SheetInfo] = {}
    filled: dict[str, int] = {}
    sheets = {}
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = sheets[meta.name] = book.get_sheet_by_name(meta.name)
        height, width = sheet.total_height, sheet.total_width
        infos[meta.name] = SheetInfo(meta.name, height, width, meta.visible != SheetVisibleEnum.Visible)
        filled[meta.name] = _filled(sheet, height, width)
    name = _choose(infos, filled, wanted)
    _check_size(infos[name].rows, infos[name].columns)
    chosen = sheets[name]
    merges: list[Merge] = []
    ranges = getattr(chosen, "merged_cell_ranges", None)
    for (top, left), (bottom, right) in ranges or ():
        merges.append((top + 1, bottom + 1, left, right))
    rows: list[list[Any]] = chosen.to_python(skip_empty_area=False)
    formats = date_formats(path, name) if kind in ("xlsx", "xlsm") else {}

    def read() -> Iterator[Row]:
        return enumerate(rows, start=1)

    return Source(kind, read, tuple(infos.values()), name, merges=merges, formats=formats, total=len(rows))


def _check_size(height: int, width: int) -> None:
    if height > MAX_ROWS + 100 or width > MAX_COLUMNS:
        raise FileRefused("too_large", TOO_MANY.fill(rows=f"{MAX_ROWS:,}", columns=MAX_COLUMNS))


def _filled(sheet: Any, height: int, width: int) -> int:
    """How much stands in a sheet, judged by its first rows."""
    if not height or not width:
        return 0
    count = 0
    looked = 0
    for looked, row in enumerate(sheet.iter_rows(), start=1):
        count += sum(1 for cell in row if cell not in ("", None))
        if looked == 200:
            break
    return round(count * max(1.0, height / max(1, looked)))


def _choose(infos: dict[str, SheetInfo], filled: dict[str, int], wanted: str | None) -> str:
    if wanted is not None:
        for name in infos:
            if name == wanted or name.strip().lower() == wanted.strip().lower():
                return name
        known = ", ".join(infos)
        raise FileRefused(
            "not_found",
            N_("import", "There is no sheet “{name}” in this workbook.").fill(name=wanted),
            N_("import", "It has these: {names}.").fill(names=known),
        )
    visible = [name for name, info in infos.items() if not info.hidden and filled[name]]
    candidates = visible or [name for name in infos if filled[name]]
    if not candidates:
        raise FileRefused("bad_file", N_("import", "There is nothing in this workbook."))
    return max(candidates, key=lambda name: filled[name])


def _through_openpyxl(path: Path, kind: str, wanted: str | None) -> Source:
    import openpyxl

    if kind not in ("xlsx", "xlsm"):
        raise damaged()
    if not openpyxl.xml.DEFUSEDXML:
        raise RuntimeError("defusedxml must be installed")
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    infos: dict[str, SheetInfo] = {}
    tables: dict[str, list[list[Any]]] = {}
    for sheet in book.worksheets:
        _check_size(sheet.max_row or 0, sheet.max_column or 0)
        rows = [[_plain(cell) for cell in row] for row in sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)]
        tables[sheet.title] = rows
        width = max((len(row) for row in rows), default=0)
        infos[sheet.title] = SheetInfo(sheet.title, len(rows), width, sheet.sheet_state != "visible")
    filled = {name: sum(1 for row in rows for cell in row if cell != "") for name, rows in tables.items()}
    name = _choose(infos, filled, wanted)
    rows = tables[name]
    return Source(
        kind,
        lambda: enumerate(rows, start=1),
        tuple(infos.values()),
        name,
        formats=date_formats(path, name),
        total=len(rows),
    )


def _plain(cell: Any) -> Any:
    if cell is None:
        return ""
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def date_formats(path: Path, sheet: str) -> dict[int, str]:
    """The number format that the date cells of each column have most; empty where it can't be told."""
    try:
        with zipfile.ZipFile(path) as archive:
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
            found.setdefault(_column(letters), Counter())[code] += 1
    return {column: counts.most_common(1)[0][0] for column, counts in found.items()}


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


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
        if name and key and unescape(name[1], {"&quot;": '"', "&apos;": "'"}) == sheet:
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
            found[index] = unescape(code, {"&quot;": '"'})
    return found
