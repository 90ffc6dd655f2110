"""The rows of a report as the table shows them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from PySide6.QtGui import QFontMetrics

from crm_desktop.core.i18n import Text, language, render
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.money import format_money, format_quantity
from crm_desktop.services.exporting.table import NUMERIC
from crm_desktop.services.reports.base import Keyed, ReportColumn, ReportResult
from crm_desktop.services.reports.period import month_label
from crm_desktop.services.reports.words import percent
from crm_desktop.views import theme
from crm_desktop.views.qtmodels.columns import Cell, Column, ColumnKind
from crm_desktop.views.widgets import words

MINUS = "\u2212"
BESIDE = 20
"""Left and right of a text in its column."""
NARROWEST, TEXT_WIDTH, NAME_WIDTH = 60, 140, 160
"""Columns are as wide as what stands in them, texts at most so; what room is left over is shared out."""
_SEEN = 100
"""Rows that are looked at for the width of a column."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row of a result; ``id`` is its place there."""

    id: int
    values: tuple[object, ...]


class ResultRows:
    """A result as the source of a table, in the order of one column or its own."""

    def __init__(self, result: ReportResult, sort: str = "", descending: bool = False) -> None:
        self._result = result
        order = list(range(len(result.rows)))
        if sort:
            at = result.column(sort)
            order.sort(key=lambda row: _sortable(result.rows[row][at]), reverse=descending)
            empty = [row for row in order if result.rows[row][at] is None]
            order = [row for row in order if result.rows[row][at] is not None] + empty
        self._order = array("q", order)

    def first(self, limit: int) -> Sequence[ReportRow]:
        return self.rows(self._order[:limit])

    def ids(self, ctx: JobContext | None = None) -> array[int]:  # noqa: ARG002 - the model's interface
        return self._order

    def rows(self, ids: Sequence[int]) -> Sequence[ReportRow]:
        return [ReportRow(row, self._result.rows[row]) for row in ids]


def _sortable(value: object) -> tuple[int, Any]:
    if value is None:
        return (2, "")
    if isinstance(value, (int, float)):
        return (0, value)
    if isinstance(value, date):
        return (0, value.toordinal())
    return (1, plain(value))


def plain(value: object) -> str:
    """A text of a row in the language in force."""
    if isinstance(value, Keyed):
        return render(value.label)
    return render(value) if isinstance(value, Text) else str(value)


def whole_amounts(result: ReportResult, name: str) -> bool:
    """Whether every amount of a column is without cents, so that none need be shown."""
    at, unit = result.column(name), 10**result.money_digits
    return all(not isinstance(row[at], int) or row[at] % unit == 0 for row in result.rows)


def columns(result: ReportResult, today: date, *, compare: bool) -> list[Column]:
    """The columns of the table; without ``compare`` those of the year before are left out."""
    made: list[Column] = []
    shown = [c for c in result.columns if not c.hidden and (compare or not c.compare)]
    for place, column in enumerate(shown):
        kind: ColumnKind = "number" if column.type in NUMERIC else "date" if column.type == "date" else "text"
        wide = _wide(result, column, today, first=place == 0)
        most = wide if kind != "text" else NAME_WIDTH if place == 0 else TEXT_WIDTH
        made.append(
            Column(
                column.name,
                column.label,
                _cell(result, column, today, first=place == 0),
                kind,
                width=max(NARROWEST, min(wide, most)),
                stretch=_share(kind, first=place == 0, lack=wide - most),
                sort=column.name,
            )  # fmt: skip
        )
    return made


def _wide(result: ReportResult, column: ReportColumn, today: date, *, first: bool) -> int:
    """What the column needs for its head, its first rows and its sum."""
    at, show = result.column(column.name), formatter(result, column, today)
    longest = max((show(row[at]) for row in result.rows[:_SEEN]), key=text_units, default="")
    total = result.totals.get(column.name)
    strong = QFontMetrics(theme.font("strong"))
    body = strong if first else QFontMetrics(theme.font("number"))
    sum_wide = strong.horizontalAdvance(show(total.value)) if total is not None else 0
    head = QFontMetrics(theme.font("small")).horizontalAdvance(render(column.label))
    return max(head, body.horizontalAdvance(longest), sum_wide) + BESIDE


def text_units(text: str) -> int:
    """About how wide a text is: a Chinese character counts for two letters."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _share(kind: ColumnKind, *, first: bool, lack: int) -> int:
    """The column's part of the room left over: most for texts that ``lack`` some, then for what the row is called."""
    if kind != "text":
        return 1
    return max(3 if first else 2, min(lack, 200) // 2)


def _cell(result: ReportResult, column: ReportColumn, today: date, *, first: bool) -> Callable[[Any], Cell]:
    at = result.column(column.name)
    show = formatter(result, column, today)

    def cell(row: ReportRow) -> Cell:
        value = row.values[at]
        text = show(value)
        tone = "text_2" if column.compare and not column.signed else ""
        if column.signed and text.startswith(MINUS):
            tone = "bad"
        return Cell(text, strong=first, tone=tone)

    return cell


def formatter(result: ReportResult, column: ReportColumn, today: date) -> Callable[[object], str]:
    """How values of a column are written."""
    kind, signed = column.type, column.signed
    if kind == "money":
        cut = result.money_digits + 1 if whole_amounts(result, column.name) and result.money_digits else 0
        return lambda value: _money(value, result.currency, cut, signed=signed)
    if kind == "percent":
        return lambda value: "" if value is None else percent(float(str(value)), signed=signed)
    if kind == "quantity":
        return lambda value: "" if value is None else format_quantity(int(str(value)))
    if kind == "number":
        return lambda value: "" if value is None else f"{value:,}"
    if kind == "month":
        months = [row[result.column(column.name)] for row in result.rows]
        several = len({month.year for month in months if isinstance(month, date)}) > 1
        return lambda value: render(month_label(value, with_year=several)) if isinstance(value, date) else ""
    if kind == "date":
        return lambda value: words.short_day(value, today) if isinstance(value, date) else plain(value or "")
    if kind == "datetime":
        return lambda value: value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else ""
    return lambda value: "" if value is None else plain(value)


def _money(value: object, currency: str, cut: int, *, signed: bool) -> str:
    if not isinstance(value, int):
        return ""
    text = format_money(abs(value), currency, language())
    text = text[:-cut] if cut else text
    return (MINUS if value < 0 else "+" if signed and value else "") + text
