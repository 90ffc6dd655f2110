"""Orders with their lines and payments. The rounding rule stands in :mod:`crm_desktop.services.orders_model`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.limits import TOO_LARGE, TOO_LONG, is_too_large, is_too_long
from crm_desktop.core.text import whole
from crm_desktop.models.order import OrderLine as LineTable
from crm_desktop.models.order import Payment as PaymentTable
from crm_desktop.models.order import SalesOrder
from crm_desktop.services.list_sources import paid_by
from crm_desktop.services.numbers import NumberGiver
from crm_desktop.services.orders_bulk import Refused, import_orders
from crm_desktop.services.orders_lifecycle import bump
from crm_desktop.services.orders_model import LineRow, NewLine, NewOrder, Order, OrderLine, Payment, line_amount

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

_SQL = (
    "SELECT o.id, o.number, o.date, o.time, o.customer_id, coalesce(c.name, ''), o.channel, o.staff_id, "
    "coalesce(s.name, ''), o.discount, o.total, o.paid, o.due, o.deal_id, o.notes, o.row_version, o.created_at, "
    "o.updated_at, o.deleted_at FROM sales_order o LEFT JOIN customer c ON c.id = o.customer_id "
    "LEFT JOIN staff s ON s.id = o.staff_id"
)
_LINE_SQL = (
    "SELECT l.id, o.id, o.number, o.date, coalesce(c.name, ''), o.customer_id, l.product_name, l.product_id, "
    "l.quantity, l.price, l.amount, l.discount, o.channel, coalesce(s.name, ''), o.paid, o.notes, o.time, "
    f"coalesce({paid_by('o')}, ''), o.due, d.id, coalesce(d.title, '') FROM order_line l "
    "JOIN sales_order o ON o.id = l.order_id LEFT JOIN customer c ON c.id = o.customer_id "
    "LEFT JOIN staff s ON s.id = o.staff_id LEFT JOIN deal d ON d.id = o.deal_id AND d.deleted_at IS NULL"
)
_TEXTS = ("number", "channel", "notes")
_PLAIN = ("time", "discount")


class OrdersService:
    """``values`` and patches take the entity's field names, besides ``lines`` (:class:`NewLine` or mappings),
    ``paid`` (all that was paid, minor units), ``method``, ``time``, ``due`` and ``deal`` (an id).
    """

    def __init__(self, services: Services) -> None:
        self._s = services

    # -- reading

    def get(self, order_id: int) -> Order:
        """With lines and payments; raises :class:`UserError` ``not_found``."""
        orders = self._load(f"{_SQL} WHERE o.id = ?", (order_id,))
        if not orders:
            raise UserError("not_found", N_("order", "This order does not exist any more."))
        return orders[0]

    def for_customer(self, customer_id: int, limit: int = 200) -> list[Order]:
        """The customer's live orders with lines and payments, newest first."""
        return self._load(
            f"{_SQL} WHERE o.customer_id = ? AND o.deleted_at IS NULL "
            "ORDER BY o.date DESC, o.time DESC, o.id DESC LIMIT ?",
            (customer_id, limit),
        )

    def for_deal(self, deal_id: int) -> list[int]:
        """The live orders written for a won deal, the oldest first."""
        rows = self._s.db.execute_sql(
            "SELECT id FROM sales_order WHERE deal_id = ? AND deleted_at IS NULL ORDER BY id", (deal_id,)
        )
        return [row[0] for row in rows]

    def many(self, ids: Sequence[int]) -> list[Order]:
        """The orders ``ids`` in that order; unknown ones are left out."""
        marks = ",".join("?" * len(ids))
        found = {order.id: order for order in self._load(f"{_SQL} WHERE o.id IN ({marks})", tuple(ids))}
        return [found[order_id] for order_id in ids if order_id in found]

    def line_rows(self, ids: Sequence[int]) -> list[LineRow]:
        """The order lines ``ids`` in that order, for lists and exports."""
        found: dict[int, LineRow] = {}
        for start in range(0, len(ids), 500):
            part = tuple(ids[start : start + 500])
            for row in self._s.db.execute_sql(f"{_LINE_SQL} WHERE l.id IN ({','.join('?' * len(part))})", part):
                values: list[Any] = [*row[:3], date.fromisoformat(row[3]), *row[4:]]
                found[row[0]] = LineRow(*values)
        return [found[line_id] for line_id in ids if line_id in found]

    def next_number(self, day: date) -> str:
        """The number that the next order of ``day`` gets."""
        return NumberGiver(self._s.db, "sales_order").give(day.isoformat())

    def suggestions(self, field: str, limit: int = 50) -> list[str]:
        """Sales channels (``channel``) or ways to pay (``method``) of the latest orders, most used first."""
        sources = {
            "channel": "SELECT channel AS word FROM sales_order WHERE deleted_at IS NULL AND channel <> ''",
            "method": "SELECT method AS word FROM payment WHERE method <> ''",
        }
        latest = f"{sources[field]} ORDER BY id DESC LIMIT 2000"
        sql = f"SELECT word FROM ({latest}) GROUP BY word ORDER BY count(*) DESC, word LIMIT ?"
        rows = self._s.db.execute_sql(sql, (limit,))
        return [row[0] for row in rows]

    # -- changing

    def create(self, work: UnitOfWork, values: Mapping[str, Any]) -> int:
        """A new order with its lines; ``paid`` missing counts as unpaid. The customer moves on in the lifecycle.

        Raises :class:`ValidationError`.
        """
        values = {"date": self._s.clock.today(), "discount": 0, **values}
        columns = self._columns(work, values)
        lines = self._checked_lines(work, values.get("lines", ()))
        columns["number"] = columns.get("number") or work.numbers("sales_order").give(columns["date"])
        columns["total"] = sum(line.total() for line in lines) - columns["discount"]
        columns["paid"] = 0
        order_id = work.insert(SalesOrder, **columns)
        for position, line in enumerate(lines):
            work.insert(LineTable, order=order_id, position=position, **_line_columns(line))
        if values.get("paid"):
            self.pay(work, order_id, int(values["paid"]), method=values.get("method", ""), day=columns["date"])
        if columns.get("customer") is not None and columns["total"] > 0:
            bump(work, (columns["customer"],), self._s.settings)
        return order_id

    def update(self, work: UnitOfWork, order_id: int, patch: Mapping[str, Any], version: int | None = None) -> None:
        """Change the order; ``lines`` replaces them all (those with an ``id`` are kept and changed in place),
        ``paid`` adds a payment or refund of the difference. Raises :class:`ValidationError`, and
        :class:`ConflictError` where the order, or a line of it, was changed since ``version``.
        """
        order = self.get(order_id)
        work.expect(SalesOrder, order_id, version)
        columns = self._columns(work, patch, order_id)
        total, other_lines = sum(line.amount for line in order.lines), False
        if "lines" in patch:
            lines = self._checked_lines(work, patch["lines"])
            total, other_lines = sum(line.total() for line in lines), self._replace_lines(work, order, lines)
        if "lines" in patch or "discount" in patch:
            columns["total"] = total - columns.get("discount", order.discount)
        if not work.update(SalesOrder, order_id, columns) and other_lines:
            work.touch(SalesOrder, order_id)
        if patch.get("paid") is not None and int(patch["paid"]) != order.paid:
            self.pay(work, order_id, int(patch["paid"]) - order.paid, method=patch.get("method", ""))
        customer = columns.get("customer")
        if customer is not None and customer != order.customer_id:
            bump(work, (customer,), self._s.settings)

    def pay(
        self, work: UnitOfWork, order_id: int, amount: int, *, method: str = "", day: date | str | None = None,
        notes: str = "",
    ) -> int:  # fmt: skip
        """Record money received (negative: given back); returns the payment's id."""
        if amount == 0:
            problem = N_("order", "A payment needs an amount.")
            raise ValidationError(problem, {"paid": problem})
        if is_too_large(amount):
            raise ValidationError(TOO_LARGE, {"paid": TOO_LARGE})
        on = _iso(day or self._s.clock.today())
        payment_id = work.insert(PaymentTable, order=order_id, date=on, amount=amount, method=method, notes=notes)
        self._sum_payments(work, order_id)
        return payment_id

    def change_payment(self, work: UnitOfWork, payment_id: int, patch: Mapping[str, Any]) -> None:
        """Correct ``amount``, ``date``, ``method`` or ``notes`` of a payment; raises :class:`ValidationError`."""
        if patch.get("amount") == 0:
            problem = N_("order", "A payment needs an amount.")
            raise ValidationError(problem, {"paid": problem})
        row = work.execute("SELECT order_id FROM payment WHERE id = ?", (payment_id,)).fetchone()
        if row is None:
            raise UserError("not_found", N_("order", "This payment does not exist any more."))
        columns = {**patch, "date": _iso(patch["date"])} if "date" in patch else dict(patch)
        work.update(PaymentTable, payment_id, columns)
        self._sum_payments(work, row[0])

    def delete_payment(self, work: UnitOfWork, payment_id: int) -> None:
        row = work.execute("SELECT order_id FROM payment WHERE id = ?", (payment_id,)).fetchone()
        if row:
            work.delete(PaymentTable, payment_id)
            self._sum_payments(work, row[0])

    def delete(self, work: UnitOfWork, order_id: int) -> None:
        """Into the recycle bin with its lines and payments; it counts nowhere any more."""
        work.delete(SalesOrder, order_id)

    def restore(self, work: UnitOfWork, order_id: int) -> None:
        """Out of the recycle bin; a number that was given again meanwhile is replaced by a free one."""
        order = self.get(order_id)
        if self._taken(order.number, order_id):
            work.update(SalesOrder, order_id, {"number": work.numbers("sales_order").give(order.date)})
        work.put_back(SalesOrder, order_id)

    def import_rows(self, work: UnitOfWork, orders: Iterable[NewOrder], refused: Refused | None = None) -> list[int]:
        """Write many orders at once (an imported file), see :func:`import_orders`; returns their ids in order."""
        return import_orders(work, self._s, orders, refused)

    # -- parts

    def _load(self, sql: str, params: tuple[Any, ...]) -> list[Order]:
        rows = self._s.db.execute_sql(sql, params).fetchall()
        if not rows:
            return []
        ids = ",".join(str(row[0]) for row in rows)
        lines: dict[int, list[OrderLine]] = {row[0]: [] for row in rows}
        for line in self._s.db.execute_sql(
            "SELECT order_id, id, product_id, product_name, quantity, price, discount, amount FROM order_line "
            f"WHERE order_id IN ({ids}) ORDER BY order_id, position, id"
        ):
            lines[line[0]].append(OrderLine(*line[1:]))
        payments: dict[int, list[Payment]] = {row[0]: [] for row in rows}
        for payment in self._s.db.execute_sql(
            f"SELECT order_id, id, date, amount, method, notes FROM payment WHERE order_id IN ({ids}) ORDER BY date, id"
        ):
            payments[payment[0]].append(Payment(*payment[1:]))
        return [replace(Order(*row), lines=tuple(lines[row[0]]), payments=tuple(payments[row[0]])) for row in rows]

    def _columns(self, work: UnitOfWork, patch: Mapping[str, Any], own_id: int | None = None) -> dict[str, Any]:
        problems: dict[str, Text] = {}
        values: dict[str, Any] = {name: str(patch[name] or "").strip() for name in _TEXTS if name in patch}
        problems.update({name: TOO_LONG for name, value in values.items() if is_too_long(value)})
        values.update({name: patch[name] for name in _PLAIN if name in patch})
        if is_too_large(values.get("discount")):
            problems["discount"] = TOO_LARGE
        for name in ("date", "due"):
            if name in patch:
                values[name] = _iso(patch[name]) if patch[name] else None
        if "date" in values and not values["date"]:
            problems["date"] = N_("order", "An order needs a date.")
        if "customer" in patch:
            values["customer"] = patch["customer"] or None
        if "deal" in patch:
            values["deal_id"] = patch["deal"] or None
        if "staff" in patch:
            staff = patch["staff"]
            values["staff"] = staff if isinstance(staff, int) else self._s.staff.id_of(work, staff or "")
        if values.get("number") and self._taken(values["number"], own_id):
            problems["number"] = N_("order", "Another order has this number.")
        if problems:
            raise ValidationError(next(iter(problems.values())), problems)
        work.numbers("sales_order").reserve(values.get("number", ""))
        return values

    def _taken(self, number: str, own_id: int | None) -> bool:
        sql = "SELECT 1 FROM sales_order WHERE number = ? AND number <> '' AND deleted_at IS NULL AND id IS NOT ?"
        return bool(number) and self._s.db.execute_sql(sql, (number, own_id)).fetchone() is not None

    def _checked_lines(self, work: UnitOfWork, given: Iterable[NewLine | Mapping[str, Any]]) -> list[NewLine]:
        """The lines with their products found or made; raises :class:`ValidationError`."""
        lines = [line if isinstance(line, NewLine) else NewLine(**line) for line in given]
        problem: Text | None = None
        if not lines:
            problem = N_("order", "An order needs at least one product.")
        elif any(line.product_id is None and not whole(line.product).strip() for line in lines):
            problem = N_("order", "Each line needs a product.")
        elif any(line.quantity == 0 for line in lines):
            problem = N_("order", "Each line needs a quantity.")
        elif any(line.is_too_large() for line in lines) or is_too_large(sum(line.total() for line in lines)):
            problem = TOO_LARGE
        if problem:
            raise ValidationError(problem, {"lines": problem})
        return [self._with_product(work, line) for line in lines]

    def _with_product(self, work: UnitOfWork, line: NewLine) -> NewLine:
        product_id, name = line.product_id, line.product.strip()
        if line.free:
            return line
        if product_id is None:
            product_id = self._s.products.find_or_create(work, name, price=line.price)
        if product_id is None:
            return replace(line, product=name)
        if not name or product_id != line.product_id:
            name = self._s.products.get(product_id).name
        return replace(line, product=name, product_id=product_id)

    def _replace_lines(self, work: UnitOfWork, order: Order, lines: list[NewLine]) -> bool:
        """Returns whether any line is another one now."""
        known = {line.id for line in order.lines}
        gone = known - {line.id for line in lines}
        for line_id in gone:
            work.delete(LineTable, line_id)
        changed = bool(gone)
        for position, line in enumerate(lines):
            columns = {**_line_columns(line), "position": position}
            if line.id in known and line.id is not None:
                changed |= work.update(LineTable, line.id, columns)
            else:
                work.insert(LineTable, order=order.id, **columns)
                changed = True
        return changed

    def _sum_payments(self, work: UnitOfWork, order_id: int) -> None:
        row = work.execute("SELECT coalesce(sum(amount), 0) FROM payment WHERE order_id = ?", (order_id,)).fetchone()
        work.update(SalesOrder, order_id, {"paid": row[0]})


def _line_columns(line: NewLine) -> dict[str, Any]:
    return {
        "product": line.product_id,
        "product_name": line.product,
        "quantity": line.quantity,
        "price": line.price,
        "discount": line.discount,
        "amount": line.total(),
    }


def _iso(day: date | str) -> str:
    return day if isinstance(day, str) else day.isoformat()


__all__ = ["NewLine", "NewOrder", "Order", "OrderLine", "OrdersService", "Payment", "line_amount"]
