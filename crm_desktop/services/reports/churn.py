"""Who stays away longer than usual, measured by each customer's own rhythm."""

from __future__ import annotations

from datetime import date
from statistics import median_low
from typing import Any

from crm_desktop.core.i18n import N_, Text, count_text
from crm_desktop.services.reports.base import ChartSpec, Report, ReportColumn, ReportResult, Series, Source, Total
from crm_desktop.services.reports.period import WHOLE, Period
from crm_desktop.services.reports.rfm import orders_of_customer
from crm_desktop.services.reports.words import count

RHYTHM = """
SELECT o.customer_id, c.name, max(o.date), count(*), sum(o.total), count(DISTINCT o.date),
       CAST(julianday(max(o.date)) - julianday(min(o.date)) AS INTEGER)
FROM sales_order o JOIN customer c ON c.id = o.customer_id AND c.deleted_at IS NULL
WHERE o.deleted_at IS NULL AND o.date BETWEEN ? AND ? GROUP BY o.customer_id
"""
LEAST = 3
"""Days: nobody is called late before that, however often they used to come."""
STEPS = (0.2, 0.4, 0.6, 0.8, 1.01)
DEFAULT_GAP = 60
"""Days between visits assumed while no customer of the shop has come twice."""

EVERY = N_("report", "Comes every {usual} days, now {days} days away")
IN_TIME = N_("report", "Comes every {usual} days, last here {days} days ago")
ONCE = N_("report", "Came once, {days} days ago")


def risk(days: int, usual: int) -> float:
    """0 to 1: 0.2 when the usual gap is over, 0.5 at twice the gap, 0.9 at six times."""
    late = (days / (2 * max(usual, LEAST))) ** 2
    return round(late / (1 + late), 3)


def run(source: Source, period: Period) -> ReportResult:
    """One row a customer that ever bought, the most money at risk first; ``usual_days`` is empty for one buying day."""
    found = source.query(RHYTHM, period.start.isoformat(), period.end.isoformat())
    gaps = [_usual(days, span) for *_rest, days, span in found if days > 1]
    typical = median_low(gaps) if gaps else DEFAULT_GAP
    scored = [_score(line, period.end, typical) for line in found]
    scored.sort(key=lambda item: (-item[0][5] * item[1], item[0][0]))
    rows = tuple(row for row, _amount in scored)
    away = [(row, amount) for row, amount in scored if row[5] >= 0.5]
    orders, monetary = sum(line[3] for line in found), sum(line[4] for line in found)
    sentence = N_("report", "Nobody bought yet.")
    if rows:
        stay = N_("report", "All customers come as usual.")
        sentence = stay if not away else _sentence(source, len(away), sum(amount for _row, amount in away))
    found_steps = [next(i for i, step in enumerate(STEPS) if row[5] < step) for row in rows]
    steps = [found_steps.count(i) for i in range(len(STEPS))]
    names = tuple(
        f"{round((STEPS[i - 1] if i else 0) * 100)}–{min(round(step * 100), 100)} %" for i, step in enumerate(STEPS)
    )
    return ReportResult(
        "churn", CHURN.title, period, COLUMNS, rows,
        {"customers": Total(len(rows)), "orders": Total(orders), "monetary": Total(monetary, "money")},
        sentence,
        chart=ChartSpec(
            "bar", names, (Series(N_("report", "Customers by risk"), tuple(float(n) for n in steps)),), unit="count",
            groups=tuple(tuple(j for j, step in enumerate(found_steps) if step == i) for i in range(len(STEPS))),
        ) if rows else None,
        keys=tuple(row[0] for row in rows), links=tuple(("customer", row[0]) for row in rows),
    )  # fmt: skip


def _score(line: tuple[Any, ...], end: date, typical: int) -> tuple[tuple[Any, ...], int]:
    customer, name, last, _orders, amount, buying_days, span = line
    last_day = date.fromisoformat(last)
    days = (end - last_day).days
    usual = _usual(buying_days, span) if buying_days > 1 else None
    found = risk(days, typical if usual is None else usual)
    return (customer, name, last_day, usual, days, found, _reason(usual, days)), amount


def _usual(buying_days: int, span: int) -> int:
    """The mean gap between buying days, rounded half up as in the customer's own figures."""
    return int(span / (buying_days - 1) + 0.5)


def _reason(usual: int | None, days: int) -> Text:
    if usual is None:
        return ONCE.fill(days=days)
    return (EVERY if days > usual else IN_TIME).fill(usual=max(usual, 1), days=days)


def _sentence(source: Source, people: int, amount: int) -> Text:
    return count_text(
        people,
        N_("report", "One customer has stayed away twice as long as usual or longer; it brought {amount} so far."),
        N_(
            "report",
            "{people} customers have stayed away twice as long as usual or longer; they brought {amount} so far.",
        ),
    ).fill(people=count(people), amount=source.money(amount))


COLUMNS = (
    ReportColumn("customer", N_("report", "Id"), "number", hidden=True),
    ReportColumn("name", N_("report", "Customer")),
    ReportColumn("last_order", N_("report", "Last order"), "date"),
    ReportColumn("usual_days", N_("report", "Usual gap in days"), "number"),
    ReportColumn("days_since", N_("report", "Days since"), "number"),
    ReportColumn("risk", N_("report", "Risk"), "percent"),
    ReportColumn("reason", N_("report", "Why")),
)

CHURN = Report(
    "churn", N_("report_group", "Customers"), N_("report", "Who may be leaving"),
    N_("report", "Customers who stay away longer than their own rhythm"), run,
    default="all", presets=WHOLE, behind=orders_of_customer,
)  # fmt: skip
