"""Who is worth most: how recently, how often and for how much each customer bought."""

from __future__ import annotations

from crm_desktop.core.i18n import N_
from crm_desktop.services.reports import drill
from crm_desktop.services.reports.base import (
    ChartSpec,
    Keyed,
    Report,
    ReportColumn,
    ReportResult,
    Series,
    Source,
    Total,
)
from crm_desktop.services.reports.period import WHOLE, Period
from crm_desktop.services.reports.words import count, percent, ratio

CLASSES = {
    key: Keyed(key, label)
    for key, label in (
        ("best", N_("rfm", "Best")),
        ("loyal", N_("rfm", "Loyal")),
        ("big", N_("rfm", "Big spender")),
        ("new", N_("rfm", "New")),
        ("regular", N_("rfm", "Regular")),
        ("at_risk", N_("rfm", "Slipping away")),
        ("asleep", N_("rfm", "Asleep")),
    )
}

SCORES = """
WITH bought AS (
    SELECT o.customer_id AS id, max(o.date) AS last, count(*) AS orders, sum(o.total) AS amount
    FROM sales_order o WHERE o.deleted_at IS NULL AND o.customer_id IS NOT NULL AND o.date BETWEEN ? AND ?
    GROUP BY o.customer_id
), scored AS (
    SELECT b.id, c.name, b.last, b.orders, b.amount, count(*) OVER () AS n,
           rank() OVER (ORDER BY b.last DESC) AS by_last,
           rank() OVER (ORDER BY b.orders DESC) AS by_orders,
           rank() OVER (ORDER BY b.amount DESC) AS by_amount
    FROM bought b JOIN customer c ON c.id = b.id AND c.deleted_at IS NULL
)
SELECT id, name, CAST(julianday(?) - julianday(last) AS INTEGER), orders, amount,
       5 - (by_last - 1) * 5 / n, 5 - (by_orders - 1) * 5 / n, 5 - (by_amount - 1) * 5 / n
FROM scored ORDER BY amount DESC, id
"""


def classify(r: int, f: int, m: int) -> Keyed:
    """The class for three scores of 1 to 5; equal values always get equal scores."""
    if r >= 4 and f >= 4 and m >= 4:
        name = "best"
    elif r <= 2:
        name = "at_risk" if f >= 4 or m >= 4 else "asleep"
    elif f >= 4:
        name = "loyal"
    elif m >= 4:
        name = "big"
    elif r >= 4 and f <= 2:
        name = "new"
    else:
        name = "regular"
    return CLASSES[name]


def run(source: Source, period: Period) -> ReportResult:
    """A score of 5 is the best fifth. Recency counts to the period's last day."""
    end = period.end.isoformat()
    found = source.query(SCORES, period.start.isoformat(), end, end)
    rows = tuple((*line, classify(line[5], line[6], line[7])) for line in found)
    orders, amount = sum(line[3] for line in found), sum(line[4] for line in found)
    people: dict[str, int] = dict.fromkeys(CLASSES, 0)
    money: dict[str, int] = dict.fromkeys(CLASSES, 0)
    for row in rows:
        people[row[8].key] += 1
        money[row[8].key] += row[4]
    sentence = N_("report", "Nobody bought in these days.")
    if rows:
        sentence = N_(
            "report", "{best} best customers of {all} bring {share} of the sales; {risk} good ones are slipping away."
        ).fill(
            best=count(people["best"]), all=count(len(rows)),
            share=percent(ratio(money["best"], amount)), risk=count(people["at_risk"]),
        )  # fmt: skip
    shown = [key for key in CLASSES if people[key]]
    return ReportResult(
        "rfm", RFM.title, period, COLUMNS, rows,
        {"customers": Total(len(rows)), "orders": Total(orders), "monetary": Total(amount, "money")},
        sentence,
        chart=ChartSpec(
            "barh", tuple(CLASSES[key].label for key in shown),
            (Series(N_("report", "Sales"), tuple(source.units(money[key]) for key in shown)),),
            groups=tuple(tuple(i for i, row in enumerate(rows) if row[8].key == key) for key in shown),
        ),
        keys=tuple(row[0] for row in rows), links=tuple(("customer", row[0]) for row in rows),
    )  # fmt: skip


COLUMNS = (
    ReportColumn("customer", N_("report", "Id"), "number", hidden=True),
    ReportColumn("name", N_("report", "Customer")),
    ReportColumn("recency_days", N_("report", "Days since last order"), "number"),
    ReportColumn("frequency", N_("report", "Orders"), "number"),
    ReportColumn("monetary", N_("report", "Sales"), "money"),
    ReportColumn("r", N_("report", "R"), "number"),
    ReportColumn("f", N_("report", "F"), "number"),
    ReportColumn("m", N_("report", "M"), "number"),
    ReportColumn("class", N_("report", "Class")),
)


def orders_of_customer(source: Source, period: Period, key: object) -> ReportResult:
    name = source.query("SELECT name FROM customer WHERE id = ?", key)[0][0]
    days = (period.start.isoformat(), period.end.isoformat())
    return drill.orders(source, period, name, "o.date BETWEEN ? AND ? AND o.customer_id = ?", (*days, key))


RFM = Report(
    "rfm", N_("report_group", "Customers"), N_("report", "Who is worth most"),
    N_("report", "How recently, how often and for how much each customer bought"), run,
    default="all", presets=WHOLE, behind=orders_of_customer,
)  # fmt: skip
