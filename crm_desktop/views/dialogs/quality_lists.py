"""What the data quality report shows of the customers that have one kind of trouble."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from crm_desktop.core.dates import format_birthday
from crm_desktop.core.entities import CUSTOMERS
from crm_desktop.core.i18n import N_, language, tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.phones import is_usual, national
from crm_desktop.core.settings import REGION
from crm_desktop.services.customers import Customer
from crm_desktop.views.qtmodels.columns import Cell, Column
from crm_desktop.views.widgets import words

if TYPE_CHECKING:
    from crm_desktop.services.context import Services


class Chosen:
    """The customers of a list of ids, as a table reads them."""

    def __init__(self, services: Services, ids: Sequence[int]) -> None:
        self._s, self._ids = services, array("q", ids)

    def first(self, limit: int) -> Sequence[Any]:
        return self._s.customers.rows(self._ids[:limit].tolist())

    def ids(self, ctx: JobContext | None = None) -> array[int]:
        return self._ids

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        return self._s.customers.rows(list(ids))


def columns(kind: str, services: Services) -> list[Column]:
    """Name, what is wrong, and when somebody last spoke with the customer."""
    today, region = services.clock.today(), services.settings.get(REGION)
    wrong = {
        "no_phone": _column("wechat", lambda row: row.wechat or (row.email[0] if row.email else "")),
        "odd_phone": _column("phone", lambda row: _odd(row, region)),
        "odd_birthday": _column(
            "birthday",
            lambda row: Cell(format_birthday(row.birthday, language()), state="overdue", tone="bad"),
            "state",
        ),
        "stale": Column("verified", N_("quality", "Last verified"), lambda row: _verified(row, today), "text", 150, 1),
    }
    last = Column(
        "last_contact",
        CUSTOMERS.field("last_contact").label,
        lambda row: words.list_day(row.last_contact, today),
        "date",
        110,
    )
    name = Column(
        "name",
        CUSTOMERS.field("name").label,
        lambda row: Cell(row.name, secondary=row.company, strong=True),
        "name",
        180,
        2,
    )
    return [name, *([wrong[kind]] if kind in wrong else []), last]


def _column(name: str, cell: Callable[[Customer], Cell | str], kind: Any = "text") -> Column:
    return Column(name, CUSTOMERS.field(name).label, cell, kind, 170, 1)


def _odd(row: Customer, region: str) -> Cell:
    """The number that looks wrong, not the ones that are all right."""
    odd = [phone for phone in row.phone if not is_usual(phone, region)]
    return Cell(national(odd[0], region) if odd else "", tone="bad")


def _verified(row: Customer, today: date) -> str:
    return words.list_day(row.verified_on, today) if row.verified_on else tr_("quality", "never")
