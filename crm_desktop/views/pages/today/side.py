"""The rows at the right of the Today page: money to collect, deals going cold, customers past their rhythm."""

from __future__ import annotations

from datetime import date

from crm_desktop.core.dates import short_date
from crm_desktop.core.i18n import language, tr_
from crm_desktop.services.context import Services
from crm_desktop.services.rhythm import LEAST_ORDERS
from crm_desktop.services.today import TodayData
from crm_desktop.views.dialogs.followup_parts import money_column
from crm_desktop.views.pages.today.task_rows import MoneyRow, SideRow


def money_rows(services: Services, data: TodayData) -> list[MoneyRow]:
    amounts = money_column(services, [owing.owed for owing in data.receivables])
    return [
        MoneyRow(
            ("customer", owing.customer_id), owing.name, _due_word(owing.due, owing.since, data.day),
            amount, bad=owing.days_late(data.day) > 0,
        )
        for owing, amount in zip(data.receivables, amounts, strict=True)
    ]  # fmt: skip


def cold_rows(services: Services, data: TodayData) -> list[SideRow]:
    rows = []
    amounts = money_column(services, [deal.amount for deal in data.cold_deals])
    for deal, amount in zip(data.cold_deals, amounts, strict=True):
        idle = tr_("today", "1 day idle") if deal.days == 1 else tr_("today", "{n} days idle", n=deal.days)
        rows.append(SideRow(("deal", deal.deal_id), deal.title, idle, amount, tip=deal.customer))
    return rows


def late_rule() -> str:
    """By which rule the customers are counted who are missed, and by which others count."""
    return tr_(
        "today",
        "At least {orders} orders, and now one and a half times their usual days without one, up to a year. The tab "
        "“Not seen lately” counts everybody without an order for 60 days, the report “Who may be leaving” those twice "
        "as late as usual, however long ago and also after a single order.",
        orders=LEAST_ORDERS,
    )


def rhythm_rows(data: TodayData) -> list[SideRow]:
    rows = []
    for late in data.late_customers:
        usual, days = late.usual_days, late.days
        often = tr_("today", "every day") if usual == 1 else tr_("today", "every {n} days", n=usual)
        gone = tr_("today", "1 day") if days == 1 else tr_("today", "{n} days", n=days)
        rows.append(SideRow(("customer", late.customer_id), late.name, often, gone))
    return rows


def _due_word(due: date | None, since: date, today: date) -> str:
    if due is None:
        return tr_("today", "since {day}", day=short_date(since, today, language()))
    if due < today:
        days = (today - due).days
        return tr_("today", "1 day overdue") if days == 1 else tr_("today", "{n} days overdue", n=days)
    return tr_("today", "due today") if due == today else short_date(due, today, language())
