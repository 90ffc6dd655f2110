"""Many orders at once: what an imported file and the demo shop are written with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from crm_desktop.core.errors import ValidationError
from crm_desktop.core.limits import TOO_LARGE, TOO_LONG, is_too_large, is_too_long
from crm_desktop.models.order import OrderLine, Payment, SalesOrder
from crm_desktop.services.orders_lifecycle import bump
from crm_desktop.services.orders_model import NewLine, NewOrder

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

ORDER_COLUMNS = (
    "id", "number", "date", "time", "customer_id", "channel", "staff_id", "discount", "total", "paid", "notes",
    "due", "deal_id",
)  # fmt: skip
LINE_COLUMNS = ("order_id", "product_id", "product_name", "quantity", "price", "discount", "amount", "position")
PAYMENT_COLUMNS = ("order_id", "date", "amount", "method")

Row = tuple[Any, ...]
Product = tuple[int | None, str]
"""Its id and name; no id where a line has a name only."""
Refused = Callable[[int, int, ValidationError], None]
"""Told which order can't be written, which of its lines is the reason, both by their places, and why."""


def import_orders(
    work: UnitOfWork, services: Services, orders: Iterable[NewOrder], refused: Refused | None = None
) -> list[int]:
    """Insert ``orders`` with lines and payments; products are found by name or made. Returns the ids in order.

    An order that can't be stored, or whose product can't be made, is left out and told to ``refused``; without it the
    error is raised.
    """
    orders = list(orders)
    maker = _Products(work, services, orders)
    numbers = work.numbers("sales_order")
    for order in orders:
        numbers.reserve(order.number)
    next_id = work.next_id(SalesOrder)
    heads: list[Row] = []
    lines: list[Row] = []
    payments: list[Row] = []
    customers: set[int] = set()
    for at, order in enumerate(orders):
        products: list[Product] = []
        try:
            for line in order.lines:
                if line.is_too_large():
                    raise ValidationError(TOO_LARGE, {"price": TOO_LARGE})
                products.append(maker.of(line))
            if is_too_large(order.total(), order.discount, order.paid):
                raise ValidationError(TOO_LARGE, {"price": TOO_LARGE})
            if is_too_long(order.notes):
                raise ValidationError(TOO_LONG, {"notes": TOO_LONG})
        except ValidationError as error:
            if refused is None:
                raise
            refused(at, min(len(products), len(order.lines) - 1), error)
            continue
        order_id = next_id + len(heads)
        total = order.total()
        paid = total if order.paid is None else order.paid
        number = order.number or numbers.give(order.date)
        heads.append((
            order_id, number, order.date, order.time, order.customer_id, order.channel, order.staff_id,
            order.discount, total, paid, order.notes,
            order.due, order.deal_id,
        ))  # fmt: skip
        for position, (line, (product_id, name)) in enumerate(zip(order.lines, products, strict=True)):
            lines.append((
                order_id, product_id, name, line.quantity, line.price, line.discount, line.total(), position,
            ))  # fmt: skip
        if paid:
            payments.append((order_id, order.date, paid, order.method))
        if order.customer_id is not None and total > 0:
            customers.add(order.customer_id)
    work.insert_many(SalesOrder, ORDER_COLUMNS, heads)
    work.insert_many(OrderLine, LINE_COLUMNS, lines)
    work.insert_many(Payment, PAYMENT_COLUMNS, payments)
    bump(work, customers, services.settings)
    return [head[0] for head in heads]


class _Products:
    """The products of lines, each looked up once.

    One whose first line takes something back is made at the price of the next that sells it. A line with a price
    below zero whose product nobody sells, a discount, keeps its name only.
    """

    def __init__(self, work: UnitOfWork, services: Services, orders: Sequence[NewOrder]) -> None:
        self._work, self._products = work, services.products
        self._known: dict[str, Product] = {}
        self._prices: dict[str, int] = {}
        for order in orders:
            for line in order.lines:
                if line.price >= 0:
                    self._prices.setdefault(line.product.strip(), line.price)

    def of(self, line: NewLine) -> Product:
        """Raises :class:`ValidationError` where it can't be made."""
        if line.product_id is not None:
            return line.product_id, line.product or self._products.get(line.product_id).name
        name = line.product.strip()
        if not name or line.free:
            return None, name
        if name not in self._known:
            found = self._products.find_or_create(self._work, name, price=self._prices.get(name, line.price))
            self._known[name] = (found, name if found is None else self._products.get(found).name)
        return self._known[name]
