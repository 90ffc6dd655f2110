"""What a customer has bought so far, product by product: for service, for recommending, for "the same again"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.services.context import Services


@dataclass(frozen=True, slots=True)
class Owned:
    """``quantity`` thousandths, ``amount`` minor units, ``times`` days on which it was bought; ``last_order`` an id.

    ``usual_days`` is the mean gap between those days, None below two.
    """

    product: str
    quantity: int
    amount: int
    times: int
    first: date
    last: date
    last_order: int

    @property
    def usual_days(self) -> int | None:
        return round((self.last - self.first).days / (self.times - 1)) if self.times > 1 else None


def products_of(services: Services, customer_id: int) -> list[Owned]:
    """The products of the customer's live orders, the latest bought first; what was given back in full is left out."""
    rows = services.db.execute_sql(
        "SELECT l.product_name, sum(l.quantity), sum(l.amount), count(DISTINCT o.date), min(o.date), max(o.date), "
        "max(o.date || printf('%020d', o.id)) FROM sales_order o JOIN order_line l ON l.order_id = o.id "
        "WHERE o.customer_id = ? AND o.deleted_at IS NULL GROUP BY l.product_name HAVING sum(l.quantity) > 0 "
        "ORDER BY max(o.date) DESC, sum(l.amount) DESC, l.product_name",
        (customer_id,),
    )
    return [
        Owned(name, quantity, amount, times, date.fromisoformat(first), date.fromisoformat(last), int(latest[10:]))
        for name, quantity, amount, times, first, last, latest in rows
    ]
