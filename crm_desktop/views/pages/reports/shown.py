"""Which part of a result the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crm_desktop.services.reports import ReportResult, drill
from crm_desktop.services.reports.base import ChartSpec


def is_empty(result: ReportResult) -> bool:
    """Whether there is nothing to see: no rows, or only noughts in chart and sums."""
    if not result.rows:
        return True
    if result.chart is not None and any(value for series in result.chart.series for value in series.values):
        return False
    return not any(total.value for total in result.totals.values())


def chart_of(result: ReportResult, *, compare: bool) -> ChartSpec | None:
    """The chart with or without the year before."""
    spec = result.chart
    if spec is None or compare or not spec.growth:
        return spec
    return replace(spec, series=tuple(series for series in spec.series if not series.compared))


def part_of(result: ReportResult, rows: Sequence[int]) -> ReportResult:
    """The same table with some of its rows only; sums of the whole would mislead and are left out."""
    return replace(
        result,
        rows=tuple(result.rows[row] for row in rows),
        keys=tuple(result.keys[row] for row in rows) if result.keys else (),
        links=tuple(result.links[row] for row in rows) if result.links else (),
        totals={},
        sentence=drill.rows_text(len(rows)),
        chart=None,
    )
