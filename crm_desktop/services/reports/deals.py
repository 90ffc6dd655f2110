"""What the open deals promise, month by month, and which were won and lost."""

from __future__ import annotations

from datetime import date

from crm_desktop.core.entities import DEAL_STATUS, DEFAULT_LISTS
from crm_desktop.core.i18n import N_, Text
from crm_desktop.services.deals_model import WEIGHTED
from crm_desktop.services.pipeline_setup import goals_of_all
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
from crm_desktop.services.reports.period import FUTURE, Period, month_label, month_labels
from crm_desktop.services.reports.words import MONTH, count, percent, ratio

GROUP = N_("report_group", "Deals")

OVERDUE = Keyed("overdue", N_("report", "Should have closed before"))
LATER = Keyed("later", N_("report", "Later"))
UNDATED = Keyed("undated", N_("report", "No date"))

BUCKET = """
CASE WHEN expected_close IS NULL OR expected_close = '' THEN 'undated' WHEN expected_close < ? THEN 'overdue'
     WHEN expected_close > ? THEN 'later' ELSE substr(expected_close, 1, 7) END
"""
AIMED = (
    ReportColumn("won", N_("report", "Won so far"), "money"),
    ReportColumn("goal", N_("report", "Goal"), "money"),
)
"""Only where the shop has goals."""
FORECAST = f"""
SELECT {BUCKET}, count(*), sum(coalesce(amount, 0)), sum({WEIGHTED}) FROM deal d
WHERE deleted_at IS NULL AND status = 'open' GROUP BY 1
"""


def forecast(source: Source, period: Period) -> ReportResult:
    """Open deals by the month they should close in; weighted = amount × probability."""
    days = (period.start.isoformat(), period.end.isoformat())
    found = {bucket: tuple(rest) for bucket, *rest in source.query(FORECAST, *days)}
    out = Rows()
    months = period.months()
    labels = month_labels(period)
    chart_rows: list[int] = []
    goals = goals_of_all(source.query, [f"{month:%Y-%m}" for month in months])
    won = {month: amount for month, _count, amount, *_lost in source.query(CLOSED, *days)} if goals else {}
    none = (None, None) if goals else ()
    if OVERDUE.key in found:
        out.add(OVERDUE, OVERDUE, *found[OVERDUE.key], *none)
    for month in months:
        chart_rows.append(len(out.rows))
        key = Keyed(f"{month:%Y-%m}", month_label(month, with_year=not period.one_year()))
        aimed = (won.get(key.key, 0), goals[key.key]) if goals else ()
        out.add(key, key, *found.get(key.key, (0, 0, 0)), *aimed)
    for key in (LATER, UNDATED):
        if key.key in found:
            out.add(key, key, *found[key.key], *none)
    totals = {"won": Total(sum(won.values()), "money"), "goal": Total(sum(goals.values()), "money")} if goals else {}
    lines = [found.get(f"{month:%Y-%m}", (0, 0, 0)) for month in months]
    deals, amount, weighted = (sum(line[i] for line in found.values()) for i in (0, 1, 2))
    return ReportResult(
        "pipeline_forecast", FORECAST_REPORT.title, period,
        (
            ReportColumn("month", N_("report", "Should close in")),
            ReportColumn("deals", N_("report", "Deals"), "number"),
            ReportColumn("amount", N_("report", "Amount"), "money"),
            ReportColumn("weighted", N_("report", "Weighted by chance"), "money"),
            *(AIMED if goals else ()),
        ),
        tuple(out.rows),
        {"deals": Total(deals), "amount": Total(amount, "money"), "weighted": Total(weighted, "money"), **totals},
        _sentence(source, deals, amount, weighted, found.get(OVERDUE.key)),
        chart=ChartSpec(
            "bar", tuple(labels),
            (
                Series(N_("report", "Weighted"), tuple(source.units(line[2]) for line in lines)),
                Series(N_("report", "If all are won"), tuple(source.units(line[1]) for line in lines), True),
            ),
            rows=tuple(chart_rows),
        ),
        keys=tuple(out.keys),
    )  # fmt: skip


def _sentence(source: Source, deals: int, amount: int, weighted: int, overdue: tuple[int, ...] | None) -> Text:
    if not deals:
        return N_("report", "No open deals.")
    sentence = N_("report", "{deals} open deals over {amount}; by their chances {weighted} can be expected.").fill(
        deals=count(deals), amount=source.money(amount), weighted=source.money(weighted)
    )
    if not overdue:
        return sentence
    late = N_("report", "{count} of them should have closed already.").fill(count=count(overdue[0]))
    return N_("report", "{first} {second}").fill(first=sentence, second=late)


def _behind(source: Source, period: Period, key: object) -> ReportResult:
    if not isinstance(key, Keyed):
        raise KeyError(key)
    sql = f"""
SELECT d.id, d.title, c.name, d.expected_close, d.amount, d.probability, {WEIGHTED} AS weighted
FROM deal d LEFT JOIN customer c ON c.id = d.customer_id
WHERE d.deleted_at IS NULL AND d.status = 'open' AND {BUCKET} = ? ORDER BY d.expected_close, d.id
"""
    rows: list[tuple[object, ...]] = []
    links: list[tuple[str, int] | None] = []
    days = (period.start.isoformat(), period.end.isoformat())
    found = drill.read(source, sql, (*days, key.key), ("amount", "weighted"))
    for deal, title, customer, close, amount, probability, weighted in found.rows:
        expected = date.fromisoformat(close) if close else None
        rows.append((title, customer or "", expected, amount, probability / 100, weighted))
        links.append(("deal", deal))
    columns = (
        ReportColumn("title", N_("report", "Deal")),
        drill.CUSTOMER,
        ReportColumn("expected_close", N_("report", "Should close"), "date"),
        ReportColumn("amount", N_("report", "Amount"), "money"),
        ReportColumn("probability", N_("report", "Chance"), "percent"),
        ReportColumn("weighted", N_("report", "Weighted by chance"), "money"),
    )
    return drill.detail("deals", period, key.label, columns, rows, links, found)


FORECAST_REPORT = Report(
    "pipeline_forecast", GROUP, N_("report", "Deal forecast"),
    N_("report", "Open deals by the month they should close in, weighted by their chance"),
    forecast, default="next_6_months", presets=FUTURE, behind=_behind,
)  # fmt: skip

CLOSED = """
SELECT substr(closed, 1, 7), sum(status = 'won'), sum(CASE WHEN status = 'won' THEN coalesce(amount, 0) ELSE 0 END),
       sum(status = 'lost'), sum(CASE WHEN status = 'lost' THEN coalesce(amount, 0) ELSE 0 END)
FROM deal WHERE deleted_at IS NULL AND status IN ('won', 'lost') AND closed BETWEEN ? AND ? GROUP BY 1
"""


def won_lost(source: Source, period: Period) -> ReportResult:
    """Deals by the month they were closed in; the win rate counts deals, not money."""
    found = {
        date.fromisoformat(month + "-01"): tuple(rest)
        for month, *rest in source.query(CLOSED, period.start.isoformat(), period.end.isoformat())
    }
    months = period.months()
    lines = [found.get(month, (0, 0, 0, 0)) for month in months]
    out = Rows()
    for month, (won, won_amount, lost, lost_amount) in zip(months, lines, strict=True):
        out.add(month, month, won, lost, won_amount, lost_amount, ratio(won, won + lost))
    won, won_amount, lost, lost_amount = (sum(line[i] for line in lines) for i in range(4))
    sentence = N_("report", "{period}: no deals were closed.").fill(period=period.label())
    if won or lost:
        sentence = N_("report", "{period}: {won} deals won over {amount} and {lost} lost, a win rate of {rate}.").fill(
            period=period.label(), won=count(won), amount=source.money(won_amount), lost=count(lost),
            rate=percent(ratio(won, won + lost)),
        )  # fmt: skip
    return ReportResult(
        "deals_won_lost", WON_LOST.title, period,
        (
            MONTH,
            ReportColumn("won", N_("report", "Won"), "number"),
            ReportColumn("lost", N_("report", "Lost"), "number"),
            ReportColumn("won_amount", N_("report", "Amount won"), "money"),
            ReportColumn("lost_amount", N_("report", "Amount lost"), "money"),
            ReportColumn("rate", N_("report", "Win rate"), "percent"),
        ),
        tuple(out.rows),
        {
            "won": Total(won), "lost": Total(lost), "won_amount": Total(won_amount, "money"),
            "lost_amount": Total(lost_amount, "money"), "rate": Total(ratio(won, won + lost), "percent"),
        },
        sentence,
        chart=ChartSpec(
            "stacked", tuple(month_labels(period)),
            (
                Series(N_("report", "Won"), tuple(float(line[0]) for line in lines)),
                Series(N_("report", "Lost"), tuple(float(line[2]) for line in lines), colour=5),
            ),
            unit="count",
        ),
        keys=tuple(out.keys),
    )  # fmt: skip


def _closed_in(source: Source, period: Period, key: object) -> ReportResult:
    if not isinstance(key, date):
        raise KeyError(key)
    sql = """
SELECT d.id, d.closed, d.title, c.name, d.status, d.reason, d.amount
FROM deal d LEFT JOIN customer c ON c.id = d.customer_id
WHERE d.deleted_at IS NULL AND d.status IN ('won', 'lost') AND d.closed BETWEEN ? AND ?
ORDER BY d.closed DESC, d.id DESC
"""
    rows: list[tuple[object, ...]] = []
    links: list[tuple[str, int] | None] = []
    own = dict(source.query("SELECT key, label FROM choice WHERE list_name = 'lost_reason' AND label <> ''"))
    found = drill.read(source, sql, drill.clip(key, period), ("amount",))
    for deal, closed, title, customer, status, reason, amount in found.rows:
        why = own.get(reason) or _REASONS.get(reason, reason)
        rows.append((date.fromisoformat(closed), title, customer or "", _STATUS.get(status, status), why, amount))
        links.append(("deal", deal))
    columns = (
        ReportColumn("closed", N_("report", "Closed"), "date"),
        ReportColumn("what", N_("report", "Deal")),
        drill.CUSTOMER,
        ReportColumn("status", N_("report", "State")),
        ReportColumn("reason", N_("report", "Why")),
        ReportColumn("amount", N_("report", "Amount"), "money"),
    )
    return drill.detail("deals", period, month_label(key, with_year=True), columns, rows, links, found)


_STATUS = {choice.key: choice.label for choice in DEAL_STATUS}
_REASONS = {choice.key: choice.label for choice in DEFAULT_LISTS["lost_reason"]}

WON_LOST = Report(
    "deals_won_lost", GROUP, N_("report", "Won and lost"),
    N_("report", "How many deals were won and lost each month, and why"), won_lost,
    presets=("this_quarter", "this_year", "last_year", "last_12_months", "custom"), behind=_closed_in,
)  # fmt: skip
