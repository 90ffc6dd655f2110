"""Who stays away longer than usual, measured by each customer's own rhythm."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from statistics import median_low
from typing import Any

from crm_desktop.core.i18n import N_, Text, count_text
from crm_desktop.services.reports.base import ChartSpec, Report, ReportColumn, ReportResult, Series, Source, Total
from crm_desktop.services.reports.buyers import Buyer, buyers
from crm_desktop.services.reports.period import WHOLE, Period
from crm_desktop.services.reports.rfm import grouped, orders_of_customer
from crm_desktop.services.reports.words import count

LEAST = 3
"""Days: nobody is called late before that, however often they used to come."""
STEPS = 5
"""Bars of the chart, each for a fifth of the range of risk."""
DEFAULT_GAP = 60
"""Days between visits assumed while no customer of the shop has come twice."""

EVERY = N_("report", "Every {usual} days, now {days} days away")
IN_TIME = N_("report", "Every {usual} days, last here {days} days ago")
ONCE = N_("report", "Came once, {days} days ago")


def risk(days: int, usual: int) -> float:
    """0 to 1: 0.2 when the usual gap is over, 0.5 at twice the gap, 0.9 at six times."""
    late = (days / (2 * max(usual, LEAST))) ** 2
    return round(late / (1 + late), 3)


def run(source: Source, period: Period) -> ReportResult:
    """One row a customer that ever bought, the most money at risk first; ``usual_days`` is empty for one buying day."""
    found = buyers(source, period)
    gaps = [buyer[5] for buyer in found if buyer[5] is not None]
    typical = median_low(gaps) if gaps else DEFAULT_GAP
    score = _Scorer(period.end, typical).score
    scored = [score(buyer) for buyer in found]
    scored.sort(key=itemgetter(2))
    rows = tuple([row for row, _amount, _rank in scored])
    away = [amount for row, amount, _rank in scored if row[5] >= 0.5]
    orders, monetary = sum(map(itemgetter(3), found)), sum(map(itemgetter(4), found))
    sentence = N_("report", "Nobody bought yet.")
    if rows:
        stay = N_("report", "All customers come as usual.")
        sentence = stay if not away else _sentence(source, len(away), sum(away))
    found_steps = [min(int(row[5] * 5), 4) for row in rows]
    steps = [found_steps.count(step) for step in range(STEPS)]
    names = tuple(f"{step * 20}–{step * 20 + 20}%" for step in range(STEPS))
    return ReportResult(
        "churn", CHURN.title, period, COLUMNS, rows,
        {"customers": Total(len(rows)), "orders": Total(orders), "monetary": Total(monetary, "money")},
        sentence,
        chart=ChartSpec(
            "bar", names, (Series(N_("report", "Customers by risk"), tuple(float(n) for n in steps)),), unit="count",
            groups=grouped(found_steps, range(STEPS)),
        ) if rows else None,
        keys=tuple(row[0] for row in rows), links=tuple(("customer", row[0]) for row in rows),
    )  # fmt: skip


class _Scorer:
    """Makes the rows; the same days and words come up again and again, so they are made once."""

    def __init__(self, end: date, typical: int) -> None:
        self._end, self._typical = end, typical
        self._days: dict[str, tuple[date, int]] = {}
        self._told: dict[tuple[int | None, int], tuple[float, Text]] = {}

    def score(self, buyer: Buyer) -> tuple[tuple[Any, ...], int, float]:
        """The row, what the customer spent, and the key to sort by."""
        customer, name, last, _orders, amount, usual = buyer
        if last not in self._days:
            day = date.fromisoformat(last)
            self._days[last] = (day, (self._end - day).days)
        day, days = self._days[last]
        if (usual, days) not in self._told:
            gap = self._typical if usual is None else usual
            self._told[usual, days] = (risk(days, gap), _reason(usual, days))
        found, reason = self._told[usual, days]
        return (customer, name, day, usual, days, found, reason), amount, -found * amount


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
    ReportColumn("usual_days", N_("report", "Usual gap"), "number"),
    ReportColumn("days_since", N_("report", "Days away"), "number"),
    ReportColumn("risk", N_("report", "Risk"), "percent"),
    ReportColumn("reason", N_("report", "Why")),
)

CHURN = Report(
    "churn", N_("report_group", "Customers"), N_("report", "Who may be leaving"),
    N_(
        "report",
        "Customers who stay away longer than their own rhythm. The sentence counts all who are twice as late as usual, "
        "however long ago; after a single order, twice as late as customers of the shop usually come. Today counts "
        "those with at least three orders from one and a half times their rhythm up to a year.",
    ),
    run,
    default="all", presets=WHOLE, behind=orders_of_customer,
)  # fmt: skip
