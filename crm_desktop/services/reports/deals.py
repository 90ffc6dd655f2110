"""What the open deals promise, month by month."""

from __future__ import annotations

from datetime import date

from crm_desktop.core.i18n import N_, Text
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
from crm_desktop.services.reports.words import count

GROUP = N_("report_group", "Deals")

OVERDUE = Keyed("overdue", N_("report", "Should have closed before"))
LATER = Keyed("later", N_("report", "Later"))
UNDATED = Keyed("undated", N_("report", "No date"))

BUCKET = """
CASE WHEN expected_close IS NULL OR expected_close = '' THEN 'undated' WHEN expected_close < ? THEN 'overdue'
     WHEN expected_close > ? THEN 'later' ELSE substr(expected_close, 1, 7) END
"""
WEIGHTED = "CAST(round(coalesce(amount, 0) * probability / 100.0) AS INTEGER)"
FORECAST = f"""
SELECT {BUCKET}, count(*), sum(coalesce(amount, 0)), sum({WEIGHTED}) FROM deal
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
    if OVERDUE.key in found:
        out.add(OVERDUE, OVERDUE, *found[OVERDUE.key])
    for month in months:
        chart_rows.append(len(out.rows))
        key = Keyed(f"{month:%Y-%m}", month_label(month, with_year=not period.one_year()))
        out.add(key, key, *found.get(key.key, (0, 0, 0)))
    for key in (LATER, UNDATED):
        if key.key in found:
            out.add(key, key, *found[key.key])
    lines = [found.get(f"{month:%Y-%m}", (0, 0, 0)) for month in months]
    deals, amount, weighted = (sum(line[i] for line in found.values()) for i in (0, 1, 2))
    return ReportResult(
        "pipeline_forecast", FORECAST_REPORT.title, period,
        (
            ReportColumn("month", N_("report", "Should close in")),
            ReportColumn("deals", N_("report", "Deals"), "number"),
            ReportColumn("amount", N_("report", "Amount"), "money"),
            ReportColumn("weighted", N_("report", "Weighted by chance"), "money"),
        ),
        tuple(out.rows),
        {"deals": Total(deals), "amount": Total(amount, "money"), "weighted": Total(weighted, "money")},
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
SELECT d.id, d.title, c.name, d.expected_close, d.amount, d.probability, {WEIGHTED}
FROM deal d LEFT JOIN customer c ON c.id = d.customer_id
WHERE d.deleted_at IS NULL AND d.status = 'open' AND {BUCKET} = ? ORDER BY d.expected_close, d.id LIMIT {drill.MOST}
"""
    rows: list[tuple[object, ...]] = []
    links: list[tuple[str, int] | None] = []
    for deal, title, customer, close, amount, probability, weighted in source.query(
        sql, period.start.isoformat(), period.end.isoformat(), key.key
    ):
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
    return drill.detail(period, key.label, columns, rows, links, ("amount", "weighted"))


FORECAST_REPORT = Report(
    "pipeline_forecast", GROUP, N_("report", "What the deals promise"),
    N_("report", "Open deals by the month they should close in, weighted by their chance"),
    forecast, default="next_6_months", presets=FUTURE, behind=_behind,
)  # fmt: skip
