"""A report as a file: a styled workbook with a native chart, or csv."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.money import symbol
from crm_desktop.services.exporting.csv_writer import write_csv
from crm_desktop.services.exporting.cuts import Cuts
from crm_desktop.services.exporting.entities import ExportResult, file_kind
from crm_desktop.services.exporting.files import replacing
from crm_desktop.services.exporting.sealing import check_password, written
from crm_desktop.services.exporting.table import NUMERIC, CellType, Column, Table
from crm_desktop.services.exporting.xlsx_writer import column_widths, sheet_name, write_xlsx
from crm_desktop.services.reports.base import Keyed, ReportColumn, ReportResult
from crm_desktop.services.reports.cells import put
from crm_desktop.services.reports.native_chart import add_chart

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from crm_desktop.services.context import Services

LONG = 5_000
"""Rows from which on a report is written as a plain list by the streaming writer, without a chart."""
HEADER_ROW = 4
TOTAL = N_("report", "Total")

FONT = "Calibri"
_MUTED = "FF566273"


def export_report(
    services: Services,
    name: str,
    path: Path,
    start: date | None = None,
    end: date | None = None,
    ctx: JobContext | None = None,
    password: str = "",
) -> ExportResult:
    """Run a report and write it to an xlsx or csv file. Raises as ``export_entity`` and ``ReportsService.run`` do."""
    return export_result(services.reports.run(name, start, end), path, ctx, password)


def export_result(result: ReportResult, path: Path, ctx: JobContext | None = None, password: str = "") -> ExportResult:
    """Write a report that was run already; ``password`` encrypts a workbook."""
    kind = file_kind(path)
    check_password(path, password)
    columns = tuple(column for column in result.columns if not column.hidden)
    places = [result.columns.index(column) for column in columns]
    rows = [[_cell(row[i], columns[n].type) for n, i in enumerate(places)] for row in result.rows]
    cuts = Cuts()
    with replacing(path) as part:
        if kind == "csv":
            write_csv(_table(result, columns, rows), part, ctx=ctx, total=len(rows))
        else:
            with written(part, password, ctx) as out:
                if len(rows) > LONG:
                    write_xlsx([_table(result, columns, rows)], out, ctx=ctx, total=len(rows), cuts=cuts)
                else:
                    _Workbook(result, columns, rows).write(out, ctx)
    return ExportResult(len(rows), path, cuts)


def _cell(value: object, kind: CellType) -> object:
    """A value as cells take it: words in the language in force; text columns hold texts only."""
    if isinstance(value, Keyed):
        return render(value.label)
    if isinstance(value, Text):
        return render(value)
    return str(value) if kind == "text" and value is not None else value


def _totals_row(result: ReportResult, columns: Sequence[ReportColumn]) -> list[object] | None:
    values: list[object] = [
        result.totals[column.name].value if column.name in result.totals else None for column in columns
    ]
    if not result.rows or all(value is None for value in values):
        return None
    if values[0] is None:
        values[0] = render(TOTAL)
    return values


def _table(result: ReportResult, columns: Sequence[ReportColumn], rows: list[list[object]]) -> Table:
    totals = _totals_row(result, columns)
    heads = tuple(Column(column.name, render(column.label), column.type) for column in columns)
    return Table(render(result.title), heads, [*rows, totals] if totals else rows, result.money_digits)


class _Workbook:
    """The table with its sentence and totals on the first sheet, the chart beside it, its numbers on the second."""

    def __init__(self, result: ReportResult, columns: Sequence[ReportColumn], rows: list[list[object]]) -> None:
        self._result = result
        self._columns = columns
        self._rows = rows

    def write(self, out: Path | IO[bytes], ctx: JobContext | None) -> None:
        from openpyxl import Workbook

        result = self._result
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = sheet_name(render(result.title), [])
        self._heading(sheet)
        self._table(sheet, ctx)
        if result.chart is not None and result.chart.categories and result.rows:
            data = book.create_sheet(sheet_name(tr_("report", "Chart data"), [sheet.title]))
            add_chart(sheet, data, result, anchor_column=len(self._columns) + 2, anchor_row=HEADER_ROW)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            _in_memory(book, archive).write_data()

    def _heading(self, sheet: Worksheet) -> None:
        from openpyxl.styles import Font

        period = self._result.period
        put(sheet, 1, 1, render(self._result.title)).font = Font(FONT, 16, bold=True)
        put(sheet, 2, 1, render(self._result.sentence)).font = Font(FONT, 11)
        days = tr_("report", "{start} to {end}", start=period.start.isoformat(), end=period.end.isoformat())
        put(sheet, 3, 1, days).font = Font(FONT, 10, color=_MUTED)

    def _table(self, sheet: Worksheet, ctx: JobContext | None) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import PageSetupProperties

        line, fill = Side("thin", color="FFC9D0D9"), PatternFill("solid", fgColor="FFEEF1F5")
        heads = [Column(column.name, render(column.label), column.type) for column in self._columns]
        widths = column_widths(heads, self._rows[:200])
        for place, head in enumerate(heads, 1):
            cell = put(sheet, HEADER_ROW, place, head.label)
            cell.font, cell.fill, cell.border = Font(FONT, 11, bold=True), fill, Border(bottom=line)
            right = head.type in NUMERIC
            cell.alignment = Alignment("right" if right else "left", vertical="center")
            sheet.column_dimensions[get_column_letter(place)].width = widths[place - 1]
        sheet.row_dimensions[HEADER_ROW].height = 20
        number = HEADER_ROW
        for number, row in enumerate(self._rows, HEADER_ROW + 1):  # noqa: B007
            for place, value in enumerate(row, 1):
                self._value(sheet, number, place, value)
            if ctx is not None and number % 500 == 0:
                ctx.progress(number, len(self._rows))
        totals = _totals_row(self._result, self._columns)
        last = get_column_letter(len(heads))
        sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}{max(number, HEADER_ROW)}"
        for place, value in enumerate(totals or (), 1):
            cell = self._value(sheet, number + 1, place, value)
            cell.font, cell.border = Font(FONT, 11, bold=True), Border(top=line)
        sheet.freeze_panes = f"A{HEADER_ROW + 1}"
        sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = "9"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.sheet_view.showGridLines = False

    def _value(self, sheet: Worksheet, row: int, place: int, value: object) -> Any:
        from openpyxl.styles import Alignment

        column = self._columns[place - 1]
        if isinstance(value, int) and column.type == "money":
            value = value / 10**self._result.money_digits
        elif isinstance(value, int) and column.type == "quantity":
            value = value / 1000
        cell = put(sheet, row, place, value)
        if not isinstance(value, str):
            cell.number_format = _number_format(column, self._result)
        if column.type not in NUMERIC:
            cell.alignment = Alignment("left")
        return cell


def _in_memory(book: Any, archive: zipfile.ZipFile) -> Any:
    """A writer of ``book`` that makes its sheets in memory; openpyxl's own lays each down in a temporary file."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class Writer(ExcelWriter):
        def write_worksheet(self, ws: Any) -> None:
            ws._drawing = SpreadsheetDrawing()
            ws._drawing.charts = ws._charts
            writer: Any = WorksheetWriter(ws, io.BytesIO())
            writer.write()
            ws._rels = writer._rels
            archive.writestr(ws.path[1:], writer.read())
            self.manifest.append(ws)

    return Writer(book, archive)


def _number_format(column: ReportColumn, result: ReportResult) -> str:
    match column.type:
        case "money":
            digits = "." + "0" * result.money_digits if result.money_digits else ""
            number = f'"{symbol(result.currency).strip()}"#,##0{digits}'
            return f"+{number};-{number};{number}" if column.signed else f"{number};-{number}"
        case "percent":
            return "+0.0%;-0.0%;0.0%" if column.signed else "0.0%"
        case "quantity":
            return "#,##0.###"
        case "date":
            return "yyyy-mm-dd"
        case "month":
            return "yyyy-mm"
        case "datetime":
            return "yyyy-mm-dd hh:mm"
        case "number":
            return "#,##0"
    return "General"
