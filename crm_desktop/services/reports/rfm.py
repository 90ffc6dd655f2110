"""Who is worth most: how recently, how often and for how much each customer bought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

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
from crm_desktop.services.reports.buyers import buyers, fifths
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


CLASS_OF = {(r, f, m): classify(r, f, m) for r in range(1, 6) for f in range(1, 6) for m in range(1, 6)}


def run(source: Source, period: Period) -> ReportResult:
    """A score of 5 is the best fifth. Recency counts to the period's last day."""
    found = buyers(source, period)
    found.sort(key=itemgetter(4), reverse=True)
    days = {last: (period.end - date.fromisoformat(last)).days for last in set(map(itemgetter(2), found))}
    by_r = fifths([days[buyer[2]] for buyer in found], high=False)
    by_f, by_m = fifths([buyer[3] for buyer in found]), fifths([buyer[4] for buyer in found])
    rows: tuple[tuple[Any, ...], ...] = tuple(
        [
            (
                key,
                name,
                away := days[last],
                orders,
                amount,
                r := by_r[away],
                f := by_f[orders],
                m := by_m[amount],
                CLASS_OF[r, f, m],
            )
            for key, name, last, orders, amount, _usual in found
        ]
    )
    orders, amount = sum(map(itemgetter(3), found)), sum(map(itemgetter(4), found))
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
            groups=grouped([row[8].key for row in rows], shown),
        ),
        keys=tuple(row[0] for row in rows), links=tuple(("customer", row[0]) for row in rows),
    )  # fmt: skip


def grouped(keys: Iterable[object], shown: Sequence[object]) -> tuple[tuple[int, ...], ...]:
    """The places at which each of ``shown`` stands in ``keys``."""
    places: dict[object, list[int]] = {key: [] for key in shown}
    for place, key in enumerate(keys):
        places[key].append(place)
    return tuple(tuple(places[key]) for key in shown)


COLUMNS = (
    ReportColumn("customer", N_("report", "Id"), "number", hidden=True),
    ReportColumn("name", N_("report", "Customer")),
    ReportColumn("recency_days", N_("report", "Days away"), "number"),
    ReportColumn("frequency", N_("report", "Orders"), "number"),
    ReportColumn("monetary", N_("report", "Sales"), "money"),
    ReportColumn("r", N_("report", "Recency"), "number"),
    ReportColumn("f", N_("report", "Frequency"), "number"),
    ReportColumn("m", N_("report", "Spend"), "number"),
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
