"""Sales over time, and split by what was sold, where, and by whom. Deleted orders don't count; walk-in sales do. A
return lowers the amount, but is no order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from crm_desktop.core.i18n import N_, Text
from crm_desktop.services.orders_model import BOUGHT
from crm_desktop.services.reports import drill
from crm_desktop.services.reports.base import (
    ChartSpec,
    Keyed,
    Report,
    ReportColumn,
    ReportResult,
    Rows,
    Series,
    Source,
    Total,
)
from crm_desktop.services.reports.period import PAST, Period, month_label, month_labels, shift_year
from crm_desktop.services.reports.words import (
    AMOUNT,
    BEFORE,
    CHANGE,
    DAY,
    DIFFERENCE,
    LAST,
    MONTH,
    NOTHING,
    ORDERS,
    SHARE,
    THIS,
    change,
    joined,
    percent,
    ratio,
    sold,
)

GROUP = N_("report_group", "Sales")
TOP = 10
"""Bars of a chart by kind; the table has them all."""

MONTHLY = f"""
SELECT substr(date, 1, 7), count(*) FILTER (WHERE {BOUGHT}), sum(total) FROM sales_order
WHERE deleted_at IS NULL AND date BETWEEN ? AND ? GROUP BY 1
"""


DAILY = f"""
SELECT date, count(*) FILTER (WHERE {BOUGHT}), sum(total) FROM sales_order
WHERE deleted_at IS NULL AND date BETWEEN ? AND ? GROUP BY 1
"""


def monthly(source: Source, period: Period) -> dict[date, tuple[int, int]]:
    """First day of the month → (orders, amount)."""
    found = source.query(MONTHLY, period.start.isoformat(), period.end.isoformat())
    return {date.fromisoformat(month + "-01"): (orders, amount) for month, orders, amount in found}


def clipped(source: Source, period: Period) -> Period:
    """``period`` without the years before the first order, so that a far start makes no empty months."""
    first = source.query("SELECT min(date) FROM sales_order WHERE deleted_at IS NULL AND date >= ?", str(period.start))
    if not first or first[0][0] is None:
        return period
    started = date.fromisoformat(first[0][0]).replace(day=1)
    if started <= period.start or started > period.end or len(period.months()) <= 24:
        return period
    return Period(started, period.end, period.preset)


def daily(source: Source, period: Period) -> dict[date, tuple[int, int]]:
    """Day → (orders, amount)."""
    found = source.query(DAILY, period.start.isoformat(), period.end.isoformat())
    return {date.fromisoformat(day): (orders, amount) for day, orders, amount in found}


def by_month(source: Source, period: Period) -> ReportResult:
    """Month by month; day by day where the days all lie in one month."""
    period = clipped(source, period)
    days = period.in_one_month()
    read, spans = (daily, period.days()) if days else (monthly, period.months())
    now = read(source, period)
    before: dict[date, tuple[int, int]] = {}
    for first, (count, amount) in read(source, period.year_before()).items():
        at = shift_year(first, 1)
        known = before.get(at, (0, 0))
        before[at] = (known[0] + count, known[1] + amount)
    out = Rows()
    for month in spans:
        orders, amount = now.get(month, (0, 0))
        last = before.get(month, (0, 0))[1]
        out.add(month, month, orders, amount, last, amount - last, change(amount, last))
    orders, total = sum(o for o, _a in now.values()), sum(a for _o, a in now.values())
    last = sum(a for _o, a in before.values())
    sentence, short = sold(source, period, total, orders, last)
    if last and len(out.rows) > 1 and not days:
        sentence = joined(sentence, _driver(source, period, now, before, total - last))
    return ReportResult(
        "sales_by_month", BY_MONTH.title, period,
        (DAY if days else MONTH, ORDERS, AMOUNT, BEFORE, DIFFERENCE, CHANGE), tuple(out.rows),
        {
            "orders": Total(orders), "amount": Total(total, "money"), "year_before": Total(last, "money"),
            "difference": Total(total - last, "money"), "change": Total(change(total, last), "percent"),
        },
        sentence, short,
        ChartSpec(
            "bar", tuple(str(day.day) for day in spans) if days else tuple(month_labels(period)),
            (
                Series(THIS, tuple(source.units(now.get(month, (0, 0))[1]) for month in spans)),
                Series(LAST, tuple(source.units(before.get(month, (0, 0))[1]) for month in spans), True),
            ),
            growth=True,
        ),
        tuple(out.keys),
    )  # fmt: skip


def _driver(
    source: Source, period: Period, now: dict[date, tuple[int, int]], before: dict[date, tuple[int, int]], total: int
) -> Text | None:
    """The month that explains most of the difference, if one goes the same way."""
    gaps = {month: now.get(month, (0, 0))[1] - before.get(month, (0, 0))[1] for month in period.months()}
    month = max(gaps, key=lambda one: gaps[one] if total > 0 else -gaps[one])
    gap = gaps[month]
    if not total or gap * total <= 0:
        return None
    clause = (
        N_("report", "{month} did most for it: {amount} more.")
        if gap > 0
        else N_("report", "{month} weighs most: {amount} less.")
    )
    return clause.fill(month=month_label(month, with_year=not period.one_year()), amount=source.money(abs(gap)))


@dataclass(frozen=True, slots=True)
class Split:
    """A way of splitting sales: ``sql`` gives (key, name, orders, amount, quantity) for two bound days."""

    name: str
    label: Text
    sql: str
    missing: Text
    lines: bool = False


def _of_orders(key: str, name: str, join: str = "") -> str:
    return f"""
SELECT {key}, {name}, count(*) FILTER (WHERE o.{BOUGHT}), sum(o.total), 0 FROM sales_order o {join}
WHERE o.deleted_at IS NULL AND o.date BETWEEN ? AND ? GROUP BY 1
"""


_LINE_SUMS = (
    "count(DISTINCT o.id) FILTER (WHERE l.amount >= 0) AS orders, sum(l.amount) AS amount, sum(l.quantity) AS quantity"
)
_LINES_SOLD = """
FROM sales_order o JOIN order_line l ON l.order_id = o.id
WHERE o.deleted_at IS NULL AND o.date BETWEEN ?1 AND ?2
"""
# A line of a product is read from the index alone; what it is called is asked once a product.
_OF_PRODUCTS = f"""
SELECT g.product_id, p.name, g.orders, g.amount, g.quantity
FROM (SELECT l.product_id, {_LINE_SUMS} {_LINES_SOLD} AND l.product_id IS NOT NULL GROUP BY 1) g
JOIN product p ON p.id = g.product_id
UNION ALL
SELECT '=' || l.product_name, l.product_name, {_LINE_SUMS} {_LINES_SOLD} AND l.product_id IS NULL GROUP BY 1
"""
_OF_CATEGORIES = f"""
SELECT coalesce(p.category, ''), coalesce(p.category, ''), {_LINE_SUMS}
FROM sales_order o JOIN order_line l ON l.order_id = o.id LEFT JOIN product p ON p.id = l.product_id
WHERE o.deleted_at IS NULL AND o.date BETWEEN ?1 AND ?2 GROUP BY 1
"""


SPLITS = {
    "sales_by_product": Split(
        "product", N_("report", "Product"), _OF_PRODUCTS, N_("report", "Without a product"), lines=True,
    ),
    "sales_by_category": Split(
        "category", N_("report", "Category"), _OF_CATEGORIES, N_("report", "Without a category"), lines=True,
    ),
    "sales_by_channel": Split(
        "channel", N_("report", "Sales channel"), _of_orders("o.channel", "o.channel"),
        N_("report", "Without a channel"),
    ),
    "sales_by_staff": Split(
        "staff", N_("report", "Staff"),
        _of_orders("coalesce(o.staff_id, 0)", "coalesce(s.name, '')", "LEFT JOIN staff s ON s.id = o.staff_id"),
        N_("report", "Nobody named"),
    ),
}  # fmt: skip

DISCOUNTS = Keyed("order_discounts", N_("report", "Discounts on whole orders"))
QUANTITY = ReportColumn("quantity", N_("report", "Quantity"), "quantity")

_Line = tuple[object, str, int, int, int]


def split(source: Source, period: Period, report: Report) -> ReportResult:
    """Sales by one split against the same days a year before, the largest first; sums to the sales by month."""
    spec = SPLITS[report.name]
    now = _lines(source, spec, period)
    earlier = _lines(source, spec, period.year_before())
    before = {key: amount for key, _name, _orders, amount, _quantity in earlier}
    total, orders = _grand(source, period)
    last_total = _grand(source, period.year_before())[0]
    known = {line[0] for line in now}
    now += [(key, name, 0, 0, 0) for key, name, *_rest in earlier if key not in known]
    now.sort(key=lambda line: (line[0] is DISCOUNTS, -line[3], line[1]))
    out = Rows()
    for key, name, count, amount, quantity in now:
        last = before.get(key, 0)
        label: object = key if isinstance(key, Keyed) else name or spec.missing
        quantities = (quantity,) if spec.lines else ()
        compared = (last, amount - last, change(amount, last))
        out.add(key, label, count or None, *quantities, amount, *compared, ratio(amount, total))
    totals = {
        "orders": Total(orders), "amount": Total(total, "money"), "year_before": Total(last_total, "money"),
        "difference": Total(total - last_total, "money"), "change": Total(change(total, last_total), "percent"),
    }  # fmt: skip
    if total:
        totals["share"] = Total(1.0, "percent")
    if spec.lines:
        totals["quantity"] = Total(sum(line[4] for line in now), "quantity")
    columns = (
        ReportColumn(spec.name, spec.label), ORDERS, *((QUANTITY,) if spec.lines else ()),
        AMOUNT, BEFORE, DIFFERENCE, CHANGE, SHARE,
    )  # fmt: skip
    best = _best_row(now)
    return ReportResult(
        report.name, report.title, period, columns, tuple(out.rows), totals,
        _best(source, period, None if best is None else (out.rows[best][0], now[best][3]), total),
        chart=_top_chart(source, now, out, before), keys=tuple(out.keys),
    )  # fmt: skip


def _lines(source: Source, spec: Split, period: Period) -> list[_Line]:
    days = (period.start.isoformat(), period.end.isoformat())
    found: list[_Line] = [
        (key, name, n, amount, quantity) for key, name, n, amount, quantity in source.query(spec.sql, *days)
    ]
    if spec.lines:
        rest = _grand(source, period)[0] - sum(line[3] for line in found)
        if rest:
            found.append((DISCOUNTS, "", 0, rest, 0))
    return found


def _grand(source: Source, period: Period) -> tuple[int, int]:
    """(amount, orders) of the period."""
    sql = (
        f"SELECT coalesce(sum(total), 0), count(*) FILTER (WHERE {BOUGHT}) FROM sales_order "
        "WHERE deleted_at IS NULL AND date BETWEEN ? AND ?"
    )
    amount, orders = source.query(sql, period.start.isoformat(), period.end.isoformat())[0]
    return amount, orders


def _best_row(lines: list[_Line]) -> int | None:
    """The line with the greatest sales; one with a name rather than what nobody named."""
    sold_lines = [i for i, line in enumerate(lines) if line[3] > 0 and line[0] is not DISCOUNTS]
    return next((i for i in sold_lines if lines[i][1]), sold_lines[0] if sold_lines else None)


def _best(source: Source, period: Period, best: tuple[object, int] | None, total: int) -> Text:
    if best is None:
        return NOTHING.fill(period=period.label())
    name, amount = best
    return N_("report", "{period}: {name} sold best with {amount}, {share} of {total}.").fill(
        period=period.label(), name=name, amount=source.money(amount),
        share=percent(ratio(amount, total)), total=source.money(total),
    )  # fmt: skip


def _top_chart(source: Source, lines: Iterable[_Line], out: Rows, before: dict[object, int]) -> ChartSpec:
    top = [(i, line) for i, line in enumerate(lines) if line[0] is not DISCOUNTS and line[3]][:TOP]
    names = tuple(name if isinstance(name := out.rows[i][0], (Text, str)) else "" for i, _line in top)
    return ChartSpec(
        "barh", names,
        (
            Series(THIS, tuple(source.units(line[3]) for _i, line in top)),
            Series(LAST, tuple(source.units(before.get(line[0], 0)) for _i, line in top), True),
        ),
        rows=tuple(i for i, _line in top), growth=True,
    )  # fmt: skip


BY_MONTH = Report(
    "sales_by_month", GROUP, N_("report", "Sales over time"),
    N_("report", "What was sold each month, and each day within one, against the year before"),
    by_month, presets=(*PAST[:-1], "all", "custom"),
    behind=drill.orders_of_span, compares=True,
)  # fmt: skip


def _split_report(name: str, title: Text, description: Text) -> Report:
    def run(source: Source, period: Period) -> ReportResult:
        return split(source, period, report)

    report = Report(name, GROUP, title, description, run, behind=drill.SPLIT[name], compares=True)
    return report


SALES_REPORTS: tuple[Report, ...] = (
    BY_MONTH,
    _split_report(
        "sales_by_product", N_("report", "By product"), N_("report", "Which products sell, and which sell less")
    ),
    _split_report("sales_by_category", N_("report", "By category"), N_("report", "Sales by kind of product")),
    _split_report(
        "sales_by_channel", N_("report", "By channel"), N_("report", "Sales in the shop, online and elsewhere")
    ),
    _split_report("sales_by_staff", N_("report", "By staff"), N_("report", "Who sold how much")),
)
