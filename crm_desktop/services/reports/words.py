"""The words that several reports share: columns, and clauses that compare with the year before."""

from __future__ import annotations

from crm_desktop.core.i18n import N_, Text
from crm_desktop.services.reports.base import ReportColumn, Source, Strong
from crm_desktop.services.reports.period import Period

MINUS = "\u2212"

DAY = ReportColumn("day", N_("report", "Day"), "date")
MONTH = ReportColumn("month", N_("report", "Month"), "month")
ORDERS = ReportColumn("orders", N_("report", "Orders"), "number")
AMOUNT = ReportColumn("amount", N_("report", "Sales"), "money")
BEFORE = ReportColumn("year_before", N_("report", "A year before"), "money", compare=True)
DIFFERENCE = ReportColumn("difference", N_("report", "Difference"), "money", compare=True, signed=True)
CHANGE = ReportColumn("change", N_("report", "Change"), "percent", compare=True, signed=True)
SHARE = ReportColumn("share", N_("report", "Share"), "percent")

THIS = N_("report", "This period")
LAST = N_("report", "Year before")
NOTHING = N_("report", "{period}: nothing sold yet.")


def ratio(part: float, whole: float) -> float | None:
    """``part`` ÷ ``whole`` rounded to a thousandth of a per cent, ``None`` where there is nothing to divide by."""
    return round(part / whole, 5) if whole else None


def change(now: int, before: int) -> float | None:
    """Growth as a fraction; ``None`` where there was nothing before."""
    return ratio(now - before, before)


def percent(value: float | None, *, signed: bool = False) -> Strong:
    """``12.3%``, with ``+`` or a minus sign where it tells a change."""
    if value is None:
        return Strong("")
    number = f"{abs(value) * 100:,.{0 if abs(value) >= 10 else 1}f}%"
    if number == "0.0%":
        return Strong(number)  # what rounds to nothing has no sign
    sign = MINUS if value < 0 else "+" if signed else ""
    return Strong(sign + number)


def count(value: int) -> Strong:
    return Strong(f"{value:,}")


def joined(first: Text, second: Text | None) -> Text:
    """Two sentences in a row."""
    return first if second is None else N_("report", "{first} {second}").fill(first=first, second=second)


def sold(source: Source, period: Period, total: int, orders: int, before: int) -> tuple[Text, Text]:
    """How much was sold: (compared with the year before, by itself)."""
    plain = N_("report", "{period}: {total} sold in {orders} orders.").fill(
        period=period.label(), total=source.money(total), orders=count(orders)
    )
    if not orders and not before:
        nothing = NOTHING.fill(period=period.label())
        return nothing, nothing
    if not before:
        return plain, plain
    difference = total - before
    sentence = (
        N_("report", "{period}: {total} sold, {difference} more than in the same days a year before ({change}).")
        if difference >= 0
        else N_("report", "{period}: {total} sold, {difference} less than in the same days a year before ({change}).")
    )
    compared = sentence.fill(
        period=period.label(),
        total=source.money(total),
        difference=source.money(abs(difference)),
        change=percent(change(total, before), signed=True),
    )
    return compared, plain
