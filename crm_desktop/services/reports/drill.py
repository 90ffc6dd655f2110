"""The records behind one row of a report: what a click on a bar or a row opens."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date

from crm_desktop.core.i18n import N_, Text, count_text
from crm_desktop.services.reports.base import Keyed, ReportColumn, ReportResult, Source, Total
from crm_desktop.services.reports.period import Period, month_label

MOST = 2000
"""Rows listed behind one figure; the totals still count all of them."""

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

Behind = Callable[[Source, Period, object], ReportResult]


def clip(month: date, period: Period) -> tuple[str, str]:
    """The days of ``month`` inside the period, as the database writes them."""
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    return max(month, period.start).isoformat(), min(last, period.end).isoformat()


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
SELECT o.date, o.number, c.name, o.customer_id, {amount} AS amount, max(o.total - o.paid, 0),
       (SELECT group_concat(product_name, '; ') FROM order_line WHERE order_id = o.id)
FROM sales_order o LEFT JOIN customer c ON c.id = o.customer_id
WHERE o.deleted_at IS NULL AND {where} ORDER BY o.date DESC, o.id DESC LIMIT {MOST}
"""
    rows: list[tuple[object, ...]] = []
    links: list[tuple[str, int] | None] = []
    for day, number, name, customer, total, owed, what in source.query(sql, *params):
        rows.append((date.fromisoformat(day), number, name or WALK_IN, what or "", total, owed or None))
        links.append(("customer", customer) if customer else None)
    return detail(period, title, ORDER_COLUMNS, rows, links, ("amount",))


def detail(
    period: Period,
    title: Text | str,
    columns: tuple[ReportColumn, ...],
    rows: list[tuple[object, ...]],
    links: list[tuple[str, int] | None],
    summed: tuple[str, ...] = (),
) -> ReportResult:
    """A plain list as a result without a chart; ``summed`` columns get a total."""
    names = [column.name for column in columns]
    totals = {
        name: Total(sum(int(str(row[names.index(name)] or 0)) for row in rows), columns[names.index(name)].type)
        for name in summed
    }
    heading = title if isinstance(title, Text) else Text("report", "{name}", {"name": title})
    shown = rows_text(len(rows), more=len(rows) == MOST)
    return ReportResult("behind", heading, period, columns, tuple(rows), totals, shown, links=tuple(links))


def rows_text(count: int, *, more: bool = False) -> Text:
    """How many rows are listed; ``more`` where the list stops before the end."""
    shown = f"{count:,}+" if more else f"{count:,}"
    return count_text(count, N_("report", "1 row"), N_("report", "{count} rows")).fill(count=shown)


def orders_of_month(source: Source, period: Period, key: object) -> ReportResult:
    if not isinstance(key, date):
        raise KeyError(key)
    title = month_label(key, with_year=True)
    return orders(source, period, title, "o.date BETWEEN ? AND ?", clip(key, period))


def _days(period: Period) -> tuple[str, str]:
    return period.start.isoformat(), period.end.isoformat()


def _by_column(column: str) -> Behind:
    def behind(source: Source, period: Period, key: object) -> ReportResult:
        return orders(source, period, ORDERS, f"o.date BETWEEN ? AND ? AND {column} = ?", (*_days(period), key))

    return behind


def _by_line(column: str) -> Behind:
    """Orders with a line of one product or category; the amount is that of those lines alone."""

    def behind(source: Source, period: Period, key: object) -> ReportResult:
        if isinstance(key, Keyed):
            return orders(
                source, period, key.label, "o.date BETWEEN ? AND ? AND amount <> 0", _days(period),
                amount="o.total - (SELECT coalesce(sum(amount), 0) FROM order_line WHERE order_id = o.id)",
            )  # fmt: skip
        inner = f"FROM order_line l LEFT JOIN product p ON p.id = l.product_id WHERE l.order_id = o.id AND {column} = ?"
        return orders(
            source, period, ORDERS, f"o.date BETWEEN ? AND ? AND EXISTS (SELECT 1 {inner})",
            (key, *_days(period), key), amount=f"(SELECT sum(l.amount) {inner})",
        )  # fmt: skip

    return behind


SPLIT: dict[str, Behind] = {
    "sales_by_product": _by_line("coalesce(l.product_id, '=' || l.product_name)"),
    "sales_by_category": _by_line("coalesce(p.category, '')"),
    "sales_by_channel": _by_column("o.channel"),
    "sales_by_staff": _by_column("coalesce(o.staff_id, 0)"),
}


def customers(
    source: Source, period: Period, title: Text | str, where: str, params: tuple[object, ...]
) -> ReportResult:
    """Live customers that match ``where``, with what they ever bought."""
    sql = f"""
SELECT c.id, c.name, c.region, coalesce(s.orders, 0), coalesce(s.total_spent, 0), s.last_order
FROM customer c LEFT JOIN customer_stats s ON s.customer_id = c.id
WHERE c.deleted_at IS NULL AND {where} ORDER BY 5 DESC, c.id LIMIT {MOST}
"""
    rows: list[tuple[object, ...]] = []
    links: list[tuple[str, int] | None] = []
    for key, name, region, count, spent, last in source.query(sql, *params):
        rows.append((name, region, count or None, spent or None, date.fromisoformat(last) if last else None))
        links.append(("customer", key))
    columns = (
        CUSTOMER,
        ReportColumn("region", N_("report", "Region")),
        ReportColumn("orders", N_("report", "Orders"), "number"),
        ReportColumn("amount", N_("report", "Total spent"), "money"),
        ReportColumn("last_order", N_("report", "Last order"), "date"),
    )
    return detail(period, title, columns, rows, links, ("orders", "amount"))
