"""A :class:`ChartSpec` as a chart that the spreadsheet program draws itself, so that it can be changed there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_desktop.core.i18n import render
from crm_desktop.core.money import symbol
from crm_desktop.services.reports.base import ChartSpec, ReportResult
from crm_desktop.services.reports.cells import put

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COLOURS = ("2463EB", "0E9384", "E07A1F", "8B5CF6", "D6457F", "64748B")
_COMPARED, _GRID, _TEXT = "1A2330", "E3E7EC", "566273"


def add_chart(sheet: Worksheet, data: Worksheet, result: ReportResult, *, anchor_column: int, anchor_row: int) -> None:
    """Write the chart's numbers to ``data`` and draw them on ``sheet``."""
    from openpyxl.utils import get_column_letter

    spec = result.chart
    assert spec is not None
    _fill(data, spec, _format(spec, result))
    chart = _main(data, spec)
    compared = [i for i, series in enumerate(spec.series) if series.compared]
    if compared and spec.kind != "barh":
        chart += _line(data, spec, compared)
    _axes(chart, spec, _format(spec, result))
    chart.title = None
    chart.legend.position = "b"
    if len(spec.series) < 2:
        chart.legend = None
    chart.width, chart.height = 22, max(9.5, 0.8 * len(spec.categories) if spec.kind == "barh" else 9.5)
    sheet.add_chart(chart, f"{get_column_letter(anchor_column)}{anchor_row}")


def _format(spec: ChartSpec, result: ReportResult) -> str:
    if spec.unit == "percent":
        return "0%"
    return f'"{symbol(result.currency).strip()}"#,##0' if spec.unit == "money" else "#,##0"


def _fill(data: Worksheet, spec: ChartSpec, number_format: str) -> None:
    for place, series in enumerate(spec.series, 2):
        put(data, 1, place, render(series.label))
        for row, value in enumerate(series.values, 2):
            cell = put(data, row, place, value)
            cell.number_format = number_format
    for row, name in enumerate(spec.categories, 2):
        put(data, row, 1, render(name))
    data.column_dimensions["A"].width = 24


def _main(data: Worksheet, spec: ChartSpec) -> Any:
    from openpyxl.chart import BarChart, LineChart

    chart: Any
    if spec.kind == "line":
        chart = LineChart()
    else:
        chart = BarChart()
        chart.type = "bar" if spec.kind == "barh" else "col"
        chart.gapWidth = 60
        if spec.kind == "stacked":
            chart.grouping, chart.overlap = "stacked", 100
    shown = [i for i, series in enumerate(spec.series) if not series.compared or spec.kind == "barh"]
    _add(chart, data, spec, shown)
    for i, series in zip(shown, chart.series, strict=True):
        own = spec.series[i].colour
        colour = "A3AFBF" if spec.series[i].compared else COLOURS[(i if own is None else own) % len(COLOURS)]
        if spec.kind == "line":
            series.graphicalProperties.line.solidFill = colour
            series.graphicalProperties.line.width = 25_400
            series.smooth = False
        else:
            series.graphicalProperties.solidFill = colour
            series.graphicalProperties.line.noFill = True
            series.invertIfNegative = False
    return chart


def _line(data: Worksheet, spec: ChartSpec, shown: list[int]) -> Any:
    from openpyxl.chart import LineChart
    from openpyxl.chart.marker import Marker

    chart: Any = LineChart()
    _add(chart, data, spec, shown)
    for series in chart.series:
        series.graphicalProperties.line.solidFill = _COMPARED
        series.graphicalProperties.line.width = 12_700
        series.marker = Marker("circle", size=5)
        series.marker.graphicalProperties.solidFill = "FFFFFF"
        series.marker.graphicalProperties.line.solidFill = _COMPARED
        series.smooth = False
    return chart


def _add(chart: Any, data: Worksheet, spec: ChartSpec, shown: list[int]) -> None:
    from openpyxl.chart import Reference

    last = len(spec.categories) + 1
    for i in shown:
        chart.add_data(Reference(data, min_col=i + 2, min_row=1, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(data, min_col=1, min_row=2, max_row=last))


def _axes(chart: Any, spec: ChartSpec, number_format: str) -> None:
    """Light grid, no lines at the axes, the first bar of a horizontal chart on top."""
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = number_format
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    chart.y_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    chart.x_axis.tickLblPos = "low"
    if spec.kind == "barh":
        chart.x_axis.scaling.orientation = "maxMin"
        chart.y_axis.crosses = "max"
