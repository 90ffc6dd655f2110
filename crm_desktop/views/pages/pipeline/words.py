"""How the board says amounts, days and states: read once a refresh, so that painting asks no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm_desktop.core.dates import short_date
from crm_desktop.core.i18n import language, tr_
from crm_desktop.core.money import decimals, format_money
from crm_desktop.core.settings import CURRENCY
from crm_desktop.core.text import has_han
from crm_desktop.services.context import Services
from crm_desktop.services.deals import Card


@dataclass(frozen=True)
class Words:
    """The shop's currency and the day on which the board is shown."""

    currency: str
    today: date

    @staticmethod
    def of(services: Services) -> Words:
        return Words(services.settings.get(CURRENCY), services.clock.today())

    def money(self, minor: int | None) -> str:
        """``¥12,600``: decimals only where there are any."""
        if minor is None:
            return ""
        text = format_money(minor, self.currency, language())
        places = decimals(self.currency)
        return text[: -places - 1] if places and minor % 10**places == 0 else text

    def about(self, minor: int) -> str:
        """An estimate: without decimals, rounded half up."""
        unit = 10 ** decimals(self.currency)
        return self.money((minor + unit // 2) // unit * unit)

    def change(self, minor: int) -> str:
        """``+¥23,600`` or ``−¥23,600``."""
        return ("+" if minor >= 0 else "−") + self.money(abs(minor))

    def day(self, day: date) -> str:
        shown = short_date(day, self.today, language())
        return shown[:1].upper() + shown[1:]

    def next_step(self, card: Card) -> str:
        """The words beside the state's shape."""
        if card.rotten_days:
            return tr_("pipeline", "{n} days idle", n=card.rotten_days)
        if card.state == "none" or card.next_follow_up is None:
            return tr_("pipeline", "No next step")
        if card.state == "overdue":
            days = (self.today - card.next_follow_up).days
            return tr_("pipeline", "1 day overdue") if days == 1 else tr_("pipeline", "{n} days overdue", n=days)
        day = self.day(card.next_follow_up)
        return f"{day} {card.next_time}" if card.next_time and card.state == "today" else day


def initials(name: str) -> str:
    """``林`` for 林岚, ``LL`` for Laura Lin: who looks after a card."""
    if has_han(name[:1]):
        return name[:1]
    return "".join(part[:1] for part in name.split()[:2]).upper()
