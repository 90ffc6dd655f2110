"""Whether what was planned gets done."""

from __future__ import annotations

from datetime import date

from crm_desktop.core.entities import FOLLOW_UP_STATUS
from crm_desktop.core.i18n import N_, Text
from crm_desktop.services.followups import LIVE
from crm_desktop.services.reports import drill
from crm_desktop.services.reports.base import (
    ChartSpec,
    Report,
    ReportColumn,
    ReportResult,
    Rows,
    Series,
    Source,
    Total,
)
from crm_desktop.services.reports.period import Period, month_label, month_labels
from crm_desktop.services.reports.words import MONTH, count, percent, ratio

GROUP = N_("report_group", "Follow-ups")

LATE = "status = 'done' AND date(done_at / 1000, 'unixepoch', 'localtime') > due"
COUNTS = f"""
count(*), sum(status = 'done'), sum({LATE}), sum(status = 'open' AND due < ?)
FROM follow_up f LEFT JOIN staff s ON s.id = f.owner_id
WHERE {LIVE} AND f.status <> 'cancelled' AND f.due BETWEEN ? AND ?
"""
BY_MONTH = f"SELECT substr(due, 1, 7), {COUNTS} GROUP BY 1"
BY_STAFF = f"SELECT coalesce(f.owner_id, 0), coalesce(s.name, ''), {COUNTS} GROUP BY 1 ORDER BY 3 DESC, 2"

COLUMNS = (
    ReportColumn("planned", N_("report", "Planned"), "number"),
    ReportColumn("done", N_("report", "Done"), "number"),
    ReportColumn("late", N_("report", "Done late"), "number"),
    ReportColumn("overdue", N_("report", "Overdue"), "number"),
    ReportColumn("rate", N_("report", "Done of planned"), "percent"),
)

_Counts = tuple[int, int, int, int]


def _params(source: Source, period: Period) -> tuple[str, str, str]:
    return source.today.isoformat(), period.start.isoformat(), period.end.isoformat()


def by_month(source: Source, period: Period) -> ReportResult:
    """Follow-ups by the month they were due in; cancelled ones don't count."""
    found: dict[date, _Counts] = {}
    for month, planned, done, late, overdue in source.query(BY_MONTH, *_params(source, period)):
        found[date.fromisoformat(month + "-01")] = (planned, done, late or 0, overdue)
    out = Rows()
    for month in period.months():
        numbers = found.get(month, (0, 0, 0, 0))
        out.add(month, month, *numbers, ratio(numbers[1], numbers[0]))
    return _result(DONE, period, MONTH, out, list(found.values()), tuple(month_labels(period)))


def by_staff(source: Source, period: Period) -> ReportResult:
    out = Rows()
    numbers: list[_Counts] = []
    nobody = N_("report", "Nobody named")
    for staff, name, planned, done, late, overdue in source.query(BY_STAFF, *_params(source, period)):
        numbers.append((planned, done, late or 0, overdue))
        out.add(staff, name or nobody, *numbers[-1], ratio(done, planned))
    names = tuple(name if isinstance(name, Text) else str(name) for name, *_rest in out.rows)
    first = ReportColumn("staff", N_("report", "Staff"))
    return _result(STAFF, period, first, out, numbers, names)


def _result(
    report: Report,
    period: Period,
    first: ReportColumn,
    out: Rows,
    numbers: list[_Counts],
    names: tuple[Text | str, ...],
) -> ReportResult:
    planned, done, late, overdue = (sum(line[i] for line in numbers) for i in range(4))
    shown = [row[1:5] for row in out.rows]
    series: tuple[Series, ...] = (
        Series(N_("report", "Done"), tuple(float(str(line[1])) for line in shown)),
        Series(N_("report", "Overdue"), tuple(float(str(line[3])) for line in shown), colour=2),
    )
    if any(int(str(line[0])) > int(str(line[1])) + int(str(line[3])) for line in shown):
        rest = tuple(float(int(str(line[0])) - int(str(line[1])) - int(str(line[3]))) for line in shown)
        series = (*series, Series(N_("report", "Still to come"), rest, colour=5))
    return ReportResult(
        report.name, report.title, period, (first, *COLUMNS), tuple(out.rows),
        {
            "planned": Total(planned), "done": Total(done), "late": Total(late), "overdue": Total(overdue),
            "rate": Total(ratio(done, planned), "percent"),
        },
        _sentence(period, planned, done, overdue),
        chart=ChartSpec("stacked", names, series, unit="count", unordered=first.name == "staff"), keys=tuple(out.keys),
    )  # fmt: skip


def _sentence(period: Period, planned: int, done: int, overdue: int) -> Text:
    if not planned:
        return N_("report", "{period}: no follow-ups planned.").fill(period=period.label())
    return N_("report", "{period}: {done} of {planned} follow-ups done ({rate}), {overdue} overdue.").fill(
        period=period.label(), done=count(done), planned=count(planned),
        rate=percent(ratio(done, planned)), overdue=count(overdue),
    )  # fmt: skip


_STATUS = {choice.key: choice.label for choice in FOLLOW_UP_STATUS}


def _list(source: Source, period: Period, title: Text | str, where: str, params: tuple[object, ...]) -> ReportResult:
    sql = f"""
SELECT f.due, f.subject, c.name, f.id, s.name, f.status
FROM follow_up f LEFT JOIN customer c ON c.id = f.customer_id LEFT JOIN staff s ON s.id = f.owner_id
WHERE {LIVE} AND f.status <> 'cancelled' AND {where} ORDER BY f.due, f.id
"""
    rows: list[tuple[object, ...]] = []
    links: list[tuple[str, int] | None] = []
    found = drill.read(source, sql, params)
    for due, subject, name, follow_up, staff, status in found.rows:
        rows.append((date.fromisoformat(due), subject, name or "", staff or "", _STATUS.get(status, status)))
        links.append(("follow_up", follow_up))
    columns = (
        ReportColumn("due", N_("report", "Due"), "date"),
        ReportColumn("subject", N_("report", "What")),
        drill.CUSTOMER,
        ReportColumn("staff", N_("report", "Staff")),
        ReportColumn("status", N_("report", "State")),
    )
    return drill.detail("followups", period, title, columns, rows, links, found)


def _of_month(source: Source, period: Period, key: object) -> ReportResult:
    if not isinstance(key, date):
        raise KeyError(key)
    return _list(source, period, month_label(key, with_year=True), "f.due BETWEEN ? AND ?", drill.clip(key, period))


def _of_staff(source: Source, period: Period, key: object) -> ReportResult:
    found = source.query("SELECT name FROM staff WHERE id = ?", key)
    title = found[0][0] if found else N_("report", "Nobody named")
    days = (period.start.isoformat(), period.end.isoformat())
    return _list(source, period, title, "coalesce(f.owner_id, 0) = ? AND f.due BETWEEN ? AND ?", (key, *days))


DONE = Report(
    "followups_done", GROUP, N_("report", "Follow-ups over time"),
    N_("report", "How many planned follow-ups were done, late or not yet"), by_month,
    presets=("this_month", "last_month", "this_quarter", "this_year", "last_year", "last_12_months", "custom"),
    behind=_of_month,
)  # fmt: skip
STAFF = Report(
    "followups_by_staff", GROUP, N_("report", "Follow-ups by staff"), N_("report", "Who keeps up with the follow-ups"),
    by_staff, default="this_quarter", behind=_of_staff,
)  # fmt: skip
