"""Who buys for the first time and who comes back, and where the customers are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from crm_desktop.core.entities import DEFAULT_LISTS
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
from crm_desktop.services.reports.period import WHOLE, Period, month_label, month_labels
from crm_desktop.services.reports.sales import clipped
from crm_desktop.services.reports.words import AMOUNT, MONTH, SHARE, count, percent, ratio

GROUP = N_("report_group", "Customers")

NEW = N_("report", "New")
BACK = N_("report", "Came back")

PRESENT = "o.customer_id NOT IN (SELECT id FROM customer WHERE deleted_at IS NOT NULL)"
"""Customers in the recycle bin leave the reports on customers when they are put there, not when it is emptied."""
NEW_REPEAT = f"""
SELECT substr(o.date, 1, 7) AS month, coalesce(substr(s.first_order, 1, 7) = substr(o.date, 1, 7), 0) AS is_new,
       count(DISTINCT o.customer_id) FILTER (WHERE o.{BOUGHT}), sum(o.total)
FROM sales_order o JOIN customer_stats s ON s.customer_id = o.customer_id
WHERE o.deleted_at IS NULL AND o.date BETWEEN ? AND ? AND {PRESENT} GROUP BY 1, 2
"""
DISTINCT_BACK = f"""
SELECT count(DISTINCT o.customer_id)
FROM sales_order o JOIN customer_stats s ON s.customer_id = o.customer_id
WHERE o.deleted_at IS NULL AND o.date BETWEEN ? AND ? AND {PRESENT}
    AND o.{BOUGHT} AND substr(s.first_order, 1, 7) < substr(o.date, 1, 7)
"""


def new_repeat(source: Source, period: Period) -> ReportResult:
    """A customer is new in the month of the first order ever, and comes back in every later month with an order."""
    period = clipped(source, period)
    days = (period.start.isoformat(), period.end.isoformat())
    found: dict[tuple[date, int], tuple[int, int]] = {}
    for month, is_new, people, amount in source.query(NEW_REPEAT, *days):
        found[date.fromisoformat(month + "-01"), is_new] = (people, amount)
    back_people = source.query(DISTINCT_BACK, *days)[0][0]
    out = Rows()
    for month in period.months():
        new, new_sales = found.get((month, 1), (0, 0))
        back, back_sales = found.get((month, 0), (0, 0))
        out.add(month, month, new, back, new_sales, back_sales, ratio(back_sales, new_sales + back_sales))
    new_people, new_sales = (sum(v[i] for (_m, k), v in found.items() if k == 1) for i in (0, 1))
    back_sales = sum(v[1] for (_m, k), v in found.items() if k == 0)
    share = ratio(back_sales, new_sales + back_sales)
    sentence = N_("report", "{period}: nobody bought yet.").fill(period=period.label())
    if found:
        sentence = N_(
            "report",
            "{period}: {new} customers bought for the first time, {back} came back and brought {share} of the sales.",
        ).fill(period=period.label(), new=count(new_people), back=count(back_people), share=percent(share))
    return ReportResult(
        "customers_new_repeat", NEW_REPEAT_REPORT.title, period,
        (
            MONTH,
            ReportColumn("new", N_("report", "New customers"), "number"),
            ReportColumn("repeat", N_("report", "Came back"), "number"),
            ReportColumn("new_amount", N_("report", "Sales to new ones"), "money"),
            ReportColumn("repeat_amount", N_("report", "Sales to returning ones"), "money"),
            ReportColumn("share", N_("report", "Returning share"), "percent"),
        ),
        tuple(out.rows),
        {
            "new": Total(new_people), "repeat_customers": Total(back_people), "new_amount": Total(new_sales, "money"),
            "repeat_amount": Total(back_sales, "money"), "share": Total(share, "percent"),
        },
        sentence,
        chart=ChartSpec(
            "stacked", tuple(month_labels(period)),
            (
                Series(BACK, tuple(float(found.get((m, 0), (0, 0))[0]) for m in period.months())),
                Series(NEW, tuple(float(found.get((m, 1), (0, 0))[0]) for m in period.months())),
            ),
            unit="count",
        ),
        keys=tuple(out.keys),
    )  # fmt: skip


def _buyers_of_month(source: Source, period: Period, key: object) -> ReportResult:
    if not isinstance(key, date):
        raise KeyError(key)
    return drill.customers(source, period, month_label(key, with_year=True), drill.clip(key, period))


NEW_REPEAT_REPORT = Report(
    "customers_new_repeat", GROUP, N_("report", "New and returning"),
    N_("report", "How many buy for the first time and how many come back each month"),
    new_repeat, presets=("this_quarter", "this_year", "last_year", "last_12_months", "all", "custom"),
    behind=_buyers_of_month,
)  # fmt: skip

BY_FIELD = f"""
WITH bought AS (
    SELECT customer_id, sum(total) AS amount, max({BOUGHT}) AS bought FROM sales_order
    WHERE deleted_at IS NULL AND customer_id IS NOT NULL AND date BETWEEN ? AND ? GROUP BY customer_id
)
SELECT c.{{field}}, count(*), count(*) FILTER (WHERE b.bought), coalesce(sum(b.amount), 0)
FROM customer c LEFT JOIN bought b ON b.customer_id = c.id
WHERE c.deleted_at IS NULL GROUP BY 1 ORDER BY 4 DESC, 2 DESC, 1
"""
GRADES = "SELECT key, label FROM choice WHERE list_name = 'grade'"


def _names(source: Source, field: str) -> Callable[[str], object]:
    """How a stored value is shown: grades by their labels, an empty one in words."""
    missing = N_("report", "Not given")
    if field != "grade":
        return lambda value: value or missing
    shipped: dict[str, Text | str] = {choice.key: choice.label for choice in DEFAULT_LISTS["grade"]}
    own = {key: label for key, label in source.query(GRADES) if label}

    def show(value: str) -> object:
        label = own.get(value) or shipped.get(value) or value
        if not value:
            return missing
        return (
            Keyed(value, label) if isinstance(label, Text) else Keyed(value, Text("report", "{name}", {"name": label}))
        )

    return show


def by_field(source: Source, period: Period, report: Report, field: str, label: Text) -> ReportResult:
    show = _names(source, field)
    out = Rows()
    found = source.query(BY_FIELD.format(field=field), period.start.isoformat(), period.end.isoformat())
    people, buyers, total = (sum(line[i] for line in found) for i in (1, 2, 3))
    for value, members, bought, amount in found:
        out.add(
            value,
            show(value),
            members,
            bought,
            amount,
            ratio(amount, total),
            round(amount / bought) if bought else None,
        )
    sentence = N_("report", "No customers yet.")
    if people and total:
        best = out.rows[0]
        sentence = N_("report", "{period}: {name} brought {share} of the sales with {buyers} of {people} buyers.").fill(
            period=period.label(), name=_plain(best[0]), share=percent(ratio(found[0][3], total)),
            buyers=count(found[0][2]), people=count(buyers),
        )  # fmt: skip
    elif people:
        sentence = N_("report", "{people} customers, none of them bought in these days.").fill(people=count(people))
    top = found[:10]
    return ReportResult(
        report.name, report.title, period,
        (
            ReportColumn(field, label),
            ReportColumn("customers", N_("report", "Customers"), "number"),
            ReportColumn("buyers", N_("report", "Bought"), "number"),
            AMOUNT, SHARE,
            ReportColumn("average", N_("report", "Per buyer"), "money"),
        ),
        tuple(out.rows),
        {
            "customers": Total(people), "buyers": Total(buyers), "amount": Total(total, "money"),
            "average": Total(round(total / buyers) if buyers else None, "money"),
        },
        sentence,
        chart=ChartSpec(
            "barh", tuple(_plain(out.rows[i][0]) for i in range(len(top))),
            (Series(N_("report", "Sales"), tuple(source.units(line[3]) for line in top)),),
        ),
        keys=tuple(out.keys),
    )  # fmt: skip


def _plain(value: object) -> Text | str:
    return value.label if isinstance(value, Keyed) else value if isinstance(value, Text) else str(value)


def _field_report(name: str, field: str, title: Text, description: Text, label: Text) -> Report:
    def run(source: Source, period: Period) -> ReportResult:
        return by_field(source, period, report, field, label)

    def behind(source: Source, period: Period, key: object) -> ReportResult:
        title = _plain(_names(source, field)(str(key)))
        return drill.customers(source, period, title, drill.days_of(period), f"c.{field} = ?", (key,))

    report = Report(name, GROUP, title, description, run, presets=WHOLE, behind=behind)
    return report


BY_REGION = _field_report(
    "customers_by_region", "region", N_("report", "By region"),
    N_("report", "Where customers live and what they spend"), N_("report", "Region"),
)  # fmt: skip
BY_GRADE = _field_report(
    "customers_by_grade", "grade", N_("report", "By grade"), N_("report", "What each grade of customers spends"),
    N_("report", "Grade"),
)  # fmt: skip
