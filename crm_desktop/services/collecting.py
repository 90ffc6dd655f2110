"""Collecting money: what a customer owes order by order, and one payment that settles several of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.services.orders_model import Order

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Balance:
    """Minor units: ``owing`` is the rest of all unpaid orders, ``credit`` what was paid too much or is to be given
    back on others.
    """

    owing: int
    credit: int

    @property
    def net(self) -> int:
        """What is owed when all is set off; negative where the customer has money to come."""
        return self.owing - self.credit


def balance_of(services: Services, customer_id: int) -> Balance:
    """Over all live orders of the customer."""
    row = services.db.execute_sql(
        "SELECT coalesce(sum(max(total - paid, 0)), 0), coalesce(sum(max(paid - total, 0)), 0) "
        "FROM sales_order WHERE customer_id = ? AND deleted_at IS NULL",
        (customer_id,),
    ).fetchone()
    return Balance(row[0], row[1])


def unpaid_orders(services: Services, customer_id: int) -> list[Order]:
    """The customer's orders with something still to pay: by the day agreed on, those without one by their own day."""
    rows = services.db.execute_sql(
        "SELECT id FROM sales_order WHERE customer_id = ? AND deleted_at IS NULL AND total > paid "
        "ORDER BY coalesce(due, date), date, id",
        (customer_id,),
    )
    return services.orders.many([row[0] for row in rows])


def collect(
    work: UnitOfWork, services: Services, customer_id: int, amount: int, *, method: str = "",
    day: date | None = None, notes: str = "",
) -> list[int]:  # fmt: skip
    """Settle the unpaid orders one after the other with ``amount``; what is left over goes to the last of them.

    Returns the ids of the payments. Raises :class:`ValidationError` for nothing, and where nothing is owed.
    """
    orders = unpaid_orders(services, customer_id)
    if amount <= 0 or not orders:
        problem = N_("order", "A payment needs an amount.") if orders else N_("order", "Nothing is owed.")
        raise ValidationError(problem, {"paid": problem})
    made = []
    for order in orders:
        part = amount if order is orders[-1] else min(amount, order.owed)
        if part:
            made.append(services.orders.pay(work, order.id, part, method=method, day=day, notes=notes))
            amount -= part
    return made
