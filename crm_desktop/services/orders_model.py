"""Orders as callers see them, and the one rule by which their amounts are worked out.

Rounding: each line is rounded on its own, half up to the minor unit (returns alike, away from zero), then the
lines are added and the order's discount is taken off. Totals are stored and never worked out again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - fields are called date
from typing import Literal

from crm_desktop.core.limits import is_too_large

QUANTITY_ONE = 1000
"""One piece: quantities are thousandths."""

PaidState = Literal["paid", "partly", "unpaid"]
Settlement = Literal["free", "paid", "owing", "overpaid", "to_give_back", "given_back", "gave_too_much"]

BOUGHT = "total >= 0"
"""Of an order: that it is no return. What cost nothing counts, for somebody came and took something."""


def settlement(total: int, paid: int) -> Settlement:
    """How ``total`` and ``paid`` stand to each other. Below zero it is a return: money goes the other way."""
    rest = total - paid
    if total < 0:
        return "given_back" if rest == 0 else "to_give_back" if rest < 0 else "gave_too_much"
    if rest:
        return "owing" if rest > 0 else "overpaid"
    return "paid" if total else "free"


def line_amount(quantity: int, price: int, discount: int = 0) -> int:
    """What a line costs in minor units: ``quantity`` thousandths at ``price``, rounded half up, less ``discount``."""
    product = quantity * price
    rounded = (abs(product) * 2 + QUANTITY_ONE) // (2 * QUANTITY_ONE)
    return (rounded if product >= 0 else -rounded) - discount


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to be written. The product by ``product_id``, or by ``product`` (name or code; made when unknown, but
    for a ``price`` below zero: such a line, a discount, keeps the name only).

    ``amount`` is worked out unless given (a file may state it); ``id`` names a line that is there already.
    """

    product: str = ""
    product_id: int | None = None
    quantity: int = QUANTITY_ONE
    price: int = 0
    discount: int = 0
    amount: int | None = None
    id: int | None = None
    free: bool = False
    """The name is no product of the catalogue and shall not become one."""

    def total(self) -> int:
        return line_amount(self.quantity, self.price, self.discount) if self.amount is None else self.amount

    def is_too_large(self) -> bool:
        """Whether one of its numbers, or what they make together, is more than the database holds."""
        return is_too_large(self.quantity, self.price, self.discount, self.total())


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order to be written in bulk: ids resolved by the caller, ``date`` as ``YYYY-MM-DD``.

    An empty ``number`` gets the next free one; ``paid`` None counts as paid in full.
    """

    date: str
    lines: tuple[NewLine, ...]
    customer_id: int | None = None
    number: str = ""
    time: str | None = None
    channel: str = ""
    staff_id: int | None = None
    discount: int = 0
    paid: int | None = None
    method: str = ""
    due: str | None = None
    deal_id: int | None = None
    notes: str = ""

    def total(self) -> int:
        return sum(line.total() for line in self.lines) - self.discount


@dataclass(frozen=True, slots=True)
class OrderLine:
    """``quantity`` in thousandths; money in minor units; ``product`` is the name it was sold under."""

    id: int
    product_id: int | None
    product: str
    quantity: int
    price: int
    discount: int
    amount: int


@dataclass(frozen=True, slots=True)
class Payment:
    """Money received on a local ``date`` (``YYYY-MM-DD``), negative for a refund."""

    id: int
    date: str
    amount: int
    method: str
    notes: str


@dataclass(frozen=True, slots=True)
class Order:
    """One sale; ``customer_id`` None is a walk-in. ``date`` and ``due`` are ``YYYY-MM-DD``, ``time`` ``HH:MM``."""

    id: int
    number: str
    date: str
    time: str | None
    customer_id: int | None
    customer: str
    channel: str
    staff_id: int | None
    staff: str
    discount: int
    total: int
    paid: int
    due: str | None
    deal_id: int | None
    notes: str
    version: int
    created_at: int
    updated_at: int
    deleted_at: int | None
    lines: tuple[OrderLine, ...] = field(default=())
    payments: tuple[Payment, ...] = field(default=())

    @property
    def owed(self) -> int:
        """What is still to be paid; negative when too much was."""
        return self.total - self.paid

    @property
    def settlement(self) -> Settlement:
        """Whether money is to come, to go back, or all is even."""
        return settlement(self.total, self.paid)

    @property
    def status(self) -> PaidState:
        """``paid``, ``partly`` or ``unpaid``, from the payments alone."""
        if self.paid >= self.total:
            return "paid"
        return "partly" if self.paid > 0 else "unpaid"


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line with its order, as lists and exports show it: ``paid`` and ``discount`` of the order repeat."""

    id: int
    order_id: int
    number: str
    date: Day
    customer: str
    customer_id: int | None
    product: str
    product_id: int | None
    quantity: int
    price: int
    amount: int
    discount: int
    channel: str
    staff: str
    paid: int
    notes: str
    time_of_day: str | None
    method: str
    due: str | None
    deal_id: int | None
    deal: str
