"""The records behind one row of a report: what a click on a bar or a row opens."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm_desktop.core.dates import plain_date
from crm_desktop.core.i18n import N_, Text, count_text, language, render
from crm_desktop.services.orders_model import BOUGHT
from crm_desktop.services.reports.base import Keyed, ReportColumn, ReportResult, Source, Total
from crm_desktop.services.reports.period import Period, month_label

MOST = 2000
"""Rows listed behind one figure; its count and totals are of all."""

ORDERS = N_("report", "Orders")
WALK_IN = N_("report", "Walk-in")
CUSTOMER = ReportColumn("customer", N_("report", "Customer"))

ORDER_COLUMNS = (
    ReportColumn("date", N_("report", "Date"), "date"),
    ReportColumn("number", N_("report", "Order")),
    CUSTOMER,
    ReportColumn("what", N_("report", "What")),
    ReportColumn("amount", N_("report", "Amount"), "money"),
    ReportColumn("owed", N_("report", "Owed"), "money"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """The records behind a figure: the first ``rows``, but ``count`` and ``sums`` (by column) of all."""

    rows: list[tuple[Any, ...]]
    count: int
    sums: dict[str, int]


Behind = Callable[[Source, Period, object], ReportResult]


def clip(month: date, period: Period) -> tuple[str, str]:
    """The days of ``month`` inside the period, as the database writes them."""
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    return max(month, period.start).isoformat(), min(last, period.end).isoformat()


def read(source: Source, sql: str, params: Sequence[object], summed: Sequence[str] = ()) -> Found:
    """What ``sql`` finds; ``summed`` names columns of it."""
    rows = source.query(f"{sql} LIMIT {MOST}", *params)
    sums = "".join(f", coalesce(sum({name}), 0)" for name in summed)
    count, *totals = source.query(f"SELECT count(*){sums} FROM ({sql})", *params)[0]
    return Found(rows, count, dict(zip(summed, totals, strict=True)))


def orders(
    source: Source,
    period: Period,
    title: Text | str,
    where: str,
    params: tuple[object, ...],
    *,
    amount: str = "o.total",
) -> ReportResult:
    """Live orders that match ``where``; ``amount`` is what of each counts for the figure that was clicked."""
    sql = f"""
SELECT o.date, o.number, c.name, o.id, {amount} AS amount, max(o.total - o.paid, 0),
       (SELECT group_concat(product_name, char(31)) FROM order_line WHERE order_id = o.id), o.total < 0 AS is_return
FROM sales_order o LEFT JOIN customer c ON c.id = o.customer_id
WHERE o.deleted_at IS NULL AND {where} ORDER BY o.date DESC, o.id DESC
"""
    found = read(source, sql, params, ("amount", "is_return"))
    back = found.sums.pop("is_return")
    rows: list[tuple[object, ...]] = []
    links: list[tuple[str, int] | None] = []
    between = "、" if language().startswith("zh") else ", "
    for day, number, name, order, total, owed, what, _is_return in found.rows:
        products = between.join((what or "").split("\x1f"))
        rows.append((date.fromisoformat(day), number, name or WALK_IN, products, total, owed or None))
        links.append(("order", order))
    return detail("orders", period, title, ORDER_COLUMNS, rows, links, found, returns=back)


def detail(
    of: str,
    period: Period,
    title: Text | str,
    columns: tuple[ReportColumn, ...],
    rows: list[tuple[object, ...]],
    links: list[tuple[str, int] | None],
    found: Found,
    *,
    returns: int = 0,
) -> ReportResult:
    """A plain list of records of the kind ``of`` as a result without a chart; what was summed gets a total. ``returns``
    of the orders are counted apart.
    """
    types = {column.name: column.type for column in columns}
    totals = {name: Total(value, types[name]) for name, value in found.sums.items()}
    heading = title if isinstance(title, Text) else Text("report", "{name}", {"name": title})
    told = rows_text(found.count, listed=len(rows))
    if found.count == len(rows):
        told = _counted(of, found.count - returns)
    if found.count == len(rows) and returns:
        back = _counted("returns", returns)
        told = back if found.count == returns else N_("report", "{orders}, {returns}").fill(orders=told, returns=back)
    return ReportResult(f"behind_{of}", heading, period, columns, tuple(rows), totals, told, links=tuple(links))


def _counted(of: str, count: int) -> Text:
    return count_text(count, *_COUNTED[of]).fill(count=f"{count:,}")


_COUNTED = {
    "returns": (N_("report", "1 return"), N_("report", "{count} returns")),
    "orders": (N_("report", "1 order"), N_("report", "{count} orders")),
    "customers": (N_("report", "1 customer"), N_("report", "{count} customers")),
    "deals": (N_("report", "1 deal"), N_("report", "{count} deals")),
    "followups": (N_("report", "1 follow-up"), N_("report", "{count} follow-ups")),
}
_TITLES = {
    "behind_orders": N_("report", "{what}: orders"),
    "behind_customers": N_("report", "{what}: customers"),
    "behind_deals": N_("report", "{what}: deals"),
    "behind_followups": N_("report", "{what}: follow-ups"),
}


def title_of(behind: ReportResult, what: str) -> str:
    """What stands over the records behind ``what``, such as "April: orders"; ``what`` alone over other rows."""
    return render(_TITLES[behind.name].fill(what=what)) if what and behind.name in _TITLES else what


def rows_text(count: int, *, listed: int | None = None) -> Text:
    """How many rows there are, and how many of them are ``listed`` where the list stops before the end."""
    if listed is not None and listed < count:
        return N_("report", "{count} rows, the first {listed} of them listed").fill(
            count=f"{count:,}", listed=f"{listed:,}"
        )
    return count_text(count, N_("report", "1 row"), N_("report", "{count} rows")).fill(count=f"{count:,}")


def orders_of_span(source: Source, period: Period, key: object) -> ReportResult:
    """Of the month that begins on ``key``; of that day where the days all lie in one month."""
    if not isinstance(key, date):
        raise KeyError(key)
    if period.in_one_month():
        return orders(source, period, plain_date(key, language()), "o.date = ?", (key.isoformat(),))
    title = month_label(key, with_year=True)
    return orders(source, period, title, "o.date BETWEEN ? AND ?", clip(key, period))


def days_of(period: Period) -> tuple[str, str]:
    return period.start.isoformat(), period.end.isoformat()


def _by_column(column: str) -> Behind:
    def behind(source: Source, period: Period, key: object) -> ReportResult:
        return orders(source, period, ORDERS, f"o.date BETWEEN ? AND ? AND {column} = ?", (*days_of(period), key))

    return behind


def _by_line(column: str) -> Behind:
    """Orders with a line of one product or category; the amount is that of those lines alone."""

    def behind(source: Source, period: Period, key: object) -> ReportResult:
        if isinstance(key, Keyed):
            return orders(
                source, period, key.label, "o.date BETWEEN ? AND ? AND amount <> 0", days_of(period),
                amount="o.total - (SELECT coalesce(sum(amount), 0) FROM order_line WHERE order_id = o.id)",
            )  # fmt: skip
        inner = f"FROM order_line l LEFT JOIN product p ON p.id = l.product_id WHERE l.order_id = o.id AND {column} = ?"
        return orders(
            source, period, ORDERS, f"o.date BETWEEN ? AND ? AND EXISTS (SELECT 1 {inner})",
            (key, *days_of(period), key), amount=f"(SELECT sum(l.amount) {inner})",
        )  # fmt: skip

    return behind


SPLIT: dict[str, Behind] = {
    "sales_by_product": _by_line("coalesce(l.product_id, '=' || l.product_name)"),
    "sales_by_category": _by_line("coalesce(p.category, '')"),
    "sales_by_channel": _by_column("o.channel"),
    "sales_by_staff": _by_column("coalesce(o.staff_id, 0)"),
}


def customers(
    source: Source,
    period: Period,
    title: Text | str,
    days: tuple[str, str],
    where: str = "b.orders > 0",
    params: tuple[object, ...] = (),
) -> ReportResult:
    """Live customers that match ``where``, with what they bought in ``days``; without it those who bought then."""
    sql = f"""
SELECT c.id, c.name, c.region, coalesce(b.orders, 0) AS orders, coalesce(b.amount, 0) AS amount, b.last
FROM customer c LEFT JOIN (
    SELECT customer_id, count(*) FILTER (WHERE {BOUGHT}) AS orders, sum(total) AS amount,
        max(date) FILTER (WHERE {BOUGHT}) AS last
    FROM sales_order WHERE deleted_at IS NULL AND customer_id IS NOT NULL AND date BETWEEN ? AND ? GROUP BY customer_id
) b ON b.customer_id = c.id
WHERE c.deleted_at IS NULL AND {where} ORDER BY 5 DESC, c.id
"""
    found = read(source, sql, (*days, *params), ("orders", "amount"))
    rows: list[tuple[object, ...]] = []
    links: list[tuple[str, int] | None] = []
    for key, name, region, count, spent, last in found.rows:
        rows.append(
            (name, region, count or None, spent if count or spent else None, date.fromisoformat(last) if last else None)
        )
        links.append(("customer", key))
    columns = (
        CUSTOMER,
        ReportColumn("region", N_("report", "Region")),
        ReportColumn("orders", N_("report", "Orders"), "number"),
        ReportColumn("amount", N_("report", "Amount"), "money"),
        ReportColumn("last_order", N_("report", "Last order"), "date"),
    )
    return detail("customers", period, title, columns, rows, links, found)
