"""Many orders at once: what an imported file and the demo shop are written with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from crm_desktop.models.order import OrderLine, Payment, SalesOrder
from crm_desktop.services.orders_lifecycle import bump
from crm_desktop.services.orders_model import NewLine, NewOrder
from crm_desktop.services.orders_number import NumberGiver

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

ORDER_COLUMNS = (
    "id", "number", "date", "time", "customer_id", "channel", "staff_id", "discount", "total", "paid", "notes",
)  # fmt: skip
LINE_COLUMNS = ("order_id", "product_id", "product_name", "quantity", "price", "discount", "amount", "position")
PAYMENT_COLUMNS = ("order_id", "date", "amount", "method")

Row = tuple[Any, ...]


def import_orders(work: UnitOfWork, services: Services, orders: Iterable[NewOrder]) -> list[int]:
    """Insert ``orders`` with lines and payments; products are found by name or made. Returns the ids in order."""
    products: dict[str, tuple[int, str]] = {}
    numbers = NumberGiver(services.db)
    next_id = work.next_id(SalesOrder)
    heads: list[Row] = []
    lines: list[Row] = []
    payments: list[Row] = []
    customers: set[int] = set()
    for order_id, order in enumerate(orders, next_id):
        total = order.total()
        paid = total if order.paid is None else order.paid
        number = order.number or numbers.give(order.date)
        heads.append((
            order_id, number, order.date, order.time, order.customer_id, order.channel, order.staff_id,
            order.discount, total, paid, order.notes,
        ))  # fmt: skip
        for position, line in enumerate(order.lines):
            product_id, name = _product(work, services, products, line)
            lines.append((
                order_id, product_id, name, line.quantity, line.price, line.discount, line.total(), position,
            ))  # fmt: skip
        if paid:
            payments.append((order_id, order.date, paid, order.method))
        if order.customer_id is not None:
            customers.add(order.customer_id)
    work.insert_many(SalesOrder, ORDER_COLUMNS, heads)
    work.insert_many(OrderLine, LINE_COLUMNS, lines)
    work.insert_many(Payment, PAYMENT_COLUMNS, payments)
    bump(work, customers, services.settings)
    return [head[0] for head in heads]


def _product(
    work: UnitOfWork, services: Services, known: dict[str, tuple[int, str]], line: NewLine
) -> tuple[int | None, str]:
    """Id and name of the line's product."""
    if line.product_id is not None:
        return line.product_id, line.product or services.products.get(line.product_id).name
    name = line.product.strip()
    if not name:
        return None, ""
    if name not in known:
        product_id = services.products.find_or_create(work, name, price=line.price)
        known[name] = (product_id, services.products.get(product_id).name)
    return known[name]
