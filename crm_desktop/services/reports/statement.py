"""A customer's account: orders and payments of some days in turn, with what was owed before and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from crm_desktop.core.clock import FIRST_DAY
from crm_desktop.core.dates import plain_date
from crm_desktop.core.i18n import N_, Text, language
from crm_desktop.core.money import format_quantity
from crm_desktop.services.reports.base import ReportColumn, ReportResult, Source, Total
from crm_desktop.services.reports.period import Period

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

COLUMNS = (
    ReportColumn("date", N_("report", "Date"), "date"),
    ReportColumn("number", N_("report", "Order")),
    ReportColumn("what", N_("report", "What")),
    ReportColumn("charged", N_("statement", "Charged"), "money"),
    ReportColumn("received", N_("statement", "Received"), "money"),
    ReportColumn("balance", N_("statement", "Owed then"), "money"),
)
_BEFORE = """
SELECT coalesce((SELECT sum(total) FROM sales_order WHERE customer_id = ? AND deleted_at IS NULL AND date < ?), 0)
    - coalesce((SELECT sum(p.amount) FROM payment p JOIN sales_order o ON o.id = p.order_id
        WHERE o.customer_id = ? AND o.deleted_at IS NULL AND p.date < ?), 0)
"""
_ENTRIES = """
SELECT o.date AS day, 0 AS kind, o.id, o.number, o.total AS amount, '' AS words
FROM sales_order o WHERE o.customer_id = ? AND o.deleted_at IS NULL AND o.date BETWEEN ? AND ?
UNION ALL
SELECT p.date, 1, o.id, o.number, p.amount, p.method FROM payment p JOIN sales_order o ON o.id = p.order_id
WHERE o.customer_id = ? AND o.deleted_at IS NULL AND p.date BETWEEN ? AND ? ORDER BY day, kind, 3
"""


def statement(services: Services, customer_id: int, period: Period) -> ReportResult:
    """What was charged and received in ``period``. Payments count on the day they were made."""
    source = services.reports.source()
    with services.snapshot():
        name = source.query("SELECT name FROM customer WHERE id = ?", customer_id)[0][0]
        first, last = period.start.isoformat(), period.end.isoformat()
        balance = source.query(_BEFORE, customer_id, first, customer_id, first)[0][0]
        entries = source.query(_ENTRIES, customer_id, first, last, customer_id, first, last)
        products = _products(services, sorted({entry[2] for entry in entries if entry[1] == 0}))
    rows: list[tuple[object, ...]] = []
    links: list[tuple[str, int] | None] = []
    if period.start > FIRST_DAY:
        rows.append((period.start, "", N_("statement", "Owed before"), None, None, balance))
        links.append(None)
    charged = received = 0
    for day, kind, order_id, number, amount, method in entries:
        if kind == 0:
            charged, balance = charged + amount, balance + amount
            rows.append((date.fromisoformat(day), number, products.get(order_id, ""), amount, None, balance))
        else:
            received, balance = received + amount, balance - amount
            rows.append((date.fromisoformat(day), number, _payment(amount, method), None, amount, balance))
        links.append(("order", order_id))
    totals = {"charged": Total(charged, "money"), "received": Total(received, "money"),
              "balance": Total(balance, "money")}  # fmt: skip
    title = N_("statement", "Statement of {name}").fill(name=name)
    sentence = _sentence(source, name, balance, period)
    result = ReportResult("statement", title, period, COLUMNS, tuple(rows), totals, sentence, links=tuple(links))
    return replace(result, currency=source.currency, money_digits=source.money_digits)


def _payment(amount: int, method: str) -> Text:
    if amount < 0:
        return N_("statement", "Given back ({method})").fill(method=method) if method else N_("statement", "Given back")
    return N_("statement", "Payment ({method})").fill(method=method) if method else N_("statement", "Payment")


def _products(services: Services, ids: list[int]) -> dict[int, str]:
    """What stands on each order, in words."""
    between = "、" if language().startswith("zh") else "; "
    return {
        order.id: between.join(f"{line.product} × {format_quantity(line.quantity)}" for line in order.lines)
        for start in range(0, len(ids), 500)
        for order in services.orders.many(ids[start : start + 500])
    }


def _sentence(source: Source, name: str, balance: int, period: Period) -> Text:
    day, amount = plain_date(period.end, language()), source.money(abs(balance))
    if balance > 0:
        return N_("statement", "{name} owes {amount} on {day}.").fill(name=name, amount=amount, day=day)
    if balance < 0:
        return N_("statement", "{name} has {amount} to come on {day}.").fill(name=name, amount=amount, day=day)
    return N_("statement", "{name} owes nothing on {day}.").fill(name=name, day=day)
