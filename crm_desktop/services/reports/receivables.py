"""Who owes money."""

from __future__ import annotations

from datetime import date, timedelta

from crm_desktop.core.i18n import N_
from crm_desktop.services.reports import drill
from crm_desktop.services.reports.base import ChartSpec, Report, ReportColumn, ReportResult, Rows, Series, Source, Total
from crm_desktop.services.reports.period import Period
from crm_desktop.services.reports.words import count
from crm_desktop.services.today import days_overdue

LATE_AFTER = timedelta(days=30)

OWED = """
SELECT coalesce(c.id, 0), c.name, sum(o.total > o.paid),
       sum(CASE WHEN c.id IS NULL THEN max(o.total - o.paid, 0) ELSE o.total - o.paid END) AS rest,
       min(CASE WHEN o.total > o.paid THEN o.date END), min(CASE WHEN o.total > o.paid THEN o.due END),
       sum(CASE WHEN coalesce(o.due, o.date) < ? THEN max(o.total - o.paid, 0) ELSE 0 END)
FROM sales_order o LEFT JOIN customer c ON c.id = o.customer_id AND c.deleted_at IS NULL
WHERE o.deleted_at IS NULL AND o.total <> o.paid AND o.date <= ? GROUP BY 1 HAVING rest > 0 ORDER BY 4 DESC, 1
"""


def owed(source: Source, period: Period) -> ReportResult:
    """Unpaid rest of all orders up to the period's end, by customer; what one paid too much elsewhere is set off.

    A customer in the recycle bin is nobody's name any more, as on the Today page, but the money is not forgotten: it
    stands among the sales without a customer, where it stays when the customer is deleted for good. Those are
    strangers' to each other: nobody's overpaid order pays another's.

    Overdue is what has a day agreed on that is past. Money waits from that day, where there is none from the sale;
    what was paid too much pays what waits longest.
    """
    out = Rows()
    links: list[tuple[str, int] | None] = []
    late = 0
    days = ((source.today - LATE_AFTER).isoformat(), period.end.isoformat())
    for customer, name, orders, rest, oldest, due, waiting in source.query(OWED, *days):
        overdue = days_overdue(date.fromisoformat(due) if due else None, source.today)
        out.add(customer, name or drill.WALK_IN, orders, rest, date.fromisoformat(oldest), overdue or None)
        links.append(("customer", customer) if customer else None)
        late += min(waiting, rest)
    total = sum(int(str(row[2])) for row in out.rows)
    sentence = N_("report", "Nobody owes anything.")
    if out.rows:
        sentence = N_("report", "{people} customers owe {total}.").fill(
            people=count(len(out.rows)), total=source.money(total)
        )
    if late:
        older = N_("report", "{amount} of it has been waiting for more than 30 days.").fill(amount=source.money(late))
        if late == total:
            older = N_("report", "All of it has been waiting for more than 30 days.")
        sentence = N_("report", "{first} {second}").fill(first=sentence, second=older)
    top = out.rows[:10]
    return ReportResult(
        "receivables", RECEIVABLES.title, period,
        (
            drill.CUSTOMER,
            ReportColumn("orders", N_("report", "Unpaid orders"), "number"),
            ReportColumn("owed", N_("report", "Owed"), "money"),
            ReportColumn("oldest", N_("report", "Oldest order"), "date"),
            ReportColumn("days", N_("report", "Days overdue"), "number"),
        ),
        tuple(out.rows),
        {"orders": Total(sum(int(str(row[1])) for row in out.rows)), "owed": Total(total, "money")},
        sentence,
        chart=ChartSpec(
            "barh", tuple(drill.WALK_IN if row[0] is drill.WALK_IN else str(row[0]) for row in top),
            (Series(N_("report", "Owed"), tuple(source.units(int(str(row[2]))) for row in top)),),
        ),
        keys=tuple(out.keys), links=tuple(links),
    )  # fmt: skip


def _behind(source: Source, period: Period, key: object) -> ReportResult:
    found = source.query("SELECT name FROM customer WHERE id = ?", key)
    title = found[0][0] if found else drill.WALK_IN
    where = "o.date <= ? AND o.total <> o.paid AND o.customer_id = ?"
    if not key:
        where = "o.date <= ? AND o.total > o.paid AND (c.id IS NULL OR c.deleted_at IS NOT NULL) AND ? = 0"
    return drill.orders(source, period, title, where, (period.end.isoformat(), key), amount="o.total - o.paid")


RECEIVABLES = Report(
    "receivables", N_("report_group", "Sales"), N_("report", "Who owes"),
    N_("report", "What customers have not paid yet"), owed, default="all", presets=(), behind=_behind,
)  # fmt: skip
