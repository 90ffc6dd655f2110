"""Days, amounts and choices as the pages show them, in the language in force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from crm_desktop.core import dates, money
from crm_desktop.core.entities import Choice
from crm_desktop.core.i18n import language, render, tr_
from crm_desktop.services.orders_model import settlement


def _chinese() -> bool:
    return language().startswith("zh")


def short_day(day: date | None, today: date) -> str:
    """``今天``, ``9月18日``; ``Today``, ``18 Sep``; empty for no day."""
    if day is None:
        return ""
    text = dates.short_date(day, today, language())
    return text[:1].upper() + text[1:]


def list_day(day: date | None, today: date) -> str:
    """As :func:`short_day`, but a day of another year in figures, so that it fits into a narrow column."""
    if day is None:
        return ""
    return short_day(day, today) if day.year == today.year or abs((day - today).days) <= 1 else day.isoformat()


def weekday(day: date) -> str:
    """``周五`` or ``Friday``."""
    if _chinese():
        return "周" + "一二三四五六日"[day.weekday()]
    words = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return words[day.weekday()]


def day_heading(day: date, today: date) -> str:
    """``9月18日 周五``: over the entries of a day."""
    shown = dates.plain_date(day, language(), year=day.year != today.year)
    return f"{shown} {weekday(day)}" if _chinese() else f"{weekday(day)} {shown}"


def ago(day: date, today: date) -> str:
    """``5 天前``, ``yesterday``; empty for today and for days to come."""
    days = (today - day).days
    if days <= 0:
        return tr_("widgets", "today") if days == 0 else ""
    if days == 1:
        return tr_("widgets", "yesterday")
    return tr_("widgets", "{n} days ago", n=days)


def clock_time(instant: datetime) -> str:
    """``14:20`` in local time."""
    return instant.astimezone().strftime("%H:%M")


def amount(minor: int | None, currency: str) -> str:
    """``¥1,268.00``; empty for no amount."""
    return "" if minor is None else money.format_money(minor, currency, language())


def settled(total: int, paid: int, currency: str) -> tuple[str, str]:
    """How an order stands, such as ``owes ¥20.00``, ``overpaid ¥5.00`` or ``paid``, and in which tone."""
    state, rest = settlement(total, paid), amount(abs(total - paid), currency)
    if state == "owing":
        return tr_("money", "owes {amount}", amount=rest), "bad"
    if state == "overpaid":
        return tr_("money", "overpaid {amount}", amount=rest), "warn"
    if state == "to_give_back":
        return tr_("money", "to give back {amount}", amount=rest), "warn"
    if state == "gave_too_much":
        return tr_("money", "gave back {amount} too much", amount=rest), "bad"
    if state == "given_back":
        return tr_("money", "given back"), ""
    return (tr_("money", "paid") if state == "paid" else tr_("money", "free")), ""


def overpaid(minor: int, currency: str) -> str:
    """``overpaid ¥1,200.00``."""
    return tr_("money", "overpaid {amount}", amount=amount(minor, currency))


def balance(owed: int, currency: str) -> tuple[str, str]:
    """What a customer owes, all orders taken together (``¥20.00``, ``overpaid ¥5.00``, ``nothing``), and its tone."""
    if owed > 0:
        return amount(owed, currency), "bad"
    return (overpaid(-owed, currency), "warn") if owed else (tr_("money", "nothing"), "")


def day_state(day: date | None, today: date) -> str:
    """The name of the shape for something due on ``day``."""
    if day is None:
        return "none"
    return "overdue" if day < today else "today" if day == today else "later"


def choice_label(choices: Iterable[Choice], key: str) -> str:
    """The word for ``key``; the key itself where it is not in the list."""
    return next((render(choice.label) for choice in choices if choice.key == key), key)


def people_join(names: Iterable[str]) -> str:
    """``罗文清、潘越`` or ``Ann, Bob``."""
    return ("、" if _chinese() else ", ").join(names)
