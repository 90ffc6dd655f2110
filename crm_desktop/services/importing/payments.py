"""Payments of orders that are there: what was received on which day, and how.

An import of orders writes what was paid as one payment on the day of the sale. Where a file tells the payments one by
one and they come to the same, they take its place; nothing is counted twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import Text
from crm_desktop.core.text import fold
from crm_desktop.services.importing import reasons, titles
from crm_desktop.services.importing.comparing import compared, says_the_same
from crm_desktop.services.importing.defaults import clean_defaults
from crm_desktop.services.importing.model import ImportOptions, ImportResult, RowError
from crm_desktop.services.orders_model import Order, Payment

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

Values = dict[str, Any]


@dataclass(slots=True)
class _Row:
    number: int
    values: Values


class PaymentImport:
    """Collects rows and looks at the payments of each order together at the end."""

    def __init__(
        self, services: Services, work: UnitOfWork, options: ImportOptions, fields: Sequence[str], result: ImportResult
    ) -> None:
        self._s, self._work, self._options, self._result = services, work, options, result
        self._fields = list(fields)
        self._given = clean_defaults(services, "payments", options)
        self._orders: dict[str, list[_Row]] = {}

    def take(self, columns: Sequence[Sequence[Any]]) -> None:
        for row in zip(*columns, strict=True):
            values = {name: value for name, value in zip(self._fields, row[1:], strict=True) if value not in (None, "")}
            if not values.get("order"):
                self._fail(_Row(row[0], values), "order", reasons.ORDER_MISSING)
            elif not values.get("amount"):
                self._fail(_Row(row[0], values), "amount", reasons.AMOUNT_MISSING)
            else:
                self._orders.setdefault(values["order"], []).append(_Row(row[0], values))

    def finish(self) -> None:
        known = dict(
            self._work.execute(
                "SELECT number, id FROM sales_order WHERE deleted_at IS NULL AND number <> ''"
            ).fetchall()
        )
        for number, rows in self._orders.items():
            order = known.get(number)
            if order is None:
                for row in rows:
                    self._fail(row, "order", reasons.NO_ORDER.fill(value=number))
            else:
                self._one(self._s.orders.get(order), rows)
        written = self._result.created + self._result.updated
        self._result.entities["payments"] = self._result.entities.get("payments", 0) + written

    def _one(self, order: Order, rows: list[_Row]) -> None:
        """The rows of one order beside the payments that it has."""
        left = list(order.payments)
        more = []
        for row in rows:
            there = next((one for one in left if _is_same(order, one, row.values)), None)
            if there is None:
                more.append(row)
            else:
                left.remove(there)
                self._complete(order, there, row)
        lump = len(order.payments) == 1 and len(left) == 1 and left[0].date == order.date
        if lump and more and sum(row.values["amount"] for row in more) == order.paid:
            self._told_apart(order, left[0], more)
            return
        owed = order.owed - sum(row.values["amount"] for row in more)
        takes_back = any((row.values["amount"] > 0) != (order.total >= 0) for row in more)
        for row in more:
            self._add(order.id, row, together=takes_back and abs(owed) <= abs(order.owed))

    def _complete(self, order: Order, there: Payment, row: _Row) -> None:
        """What the file adds to a payment that is known: how it was paid, and notes."""
        over = self._options.existing == "overwrite"
        patch = {}
        for name in ("method", "notes"):
            old, value = getattr(there, name), row.values.get(name)
            if value and self._may_change() and (not old or (over and not says_the_same(old, value))):
                patch[name] = value
        if patch:
            self._change(order, there, row, patch)
        else:
            self._result.unchanged += 1
            self._result.note("unchanged", row.number, _title(row))

    def _told_apart(self, order: Order, lump: Payment, rows: list[_Row]) -> None:
        """One payment of an import becomes those that it came from; it stays the first of them.

        It bears the ways of payment of them all, so that of each comes from its own row.
        """
        if not self._may_change():
            for row in rows:
                self._skip(row, reasons.EXISTS)
            return
        first, *others = rows
        method = "" if others and "method" in self._fields else lump.method
        wanted = {"date": order.date, "method": method, "notes": lump.notes, **first.values}
        patch = {name: wanted[name] for name in ("amount", "date", "method", "notes")}
        changed = {name: value for name, value in patch.items() if getattr(lump, name) != value}
        self._change(order, lump, first, changed)
        for row in others:
            self._write(order.id, row)

    def _may_change(self) -> bool:
        return self._options.mode != "new" and self._options.existing != "never"

    def _change(self, order: Order, there: Payment, row: _Row, patch: Values) -> None:
        self._s.orders.change_payment(self._work, there.id, patch)
        current = {"order": order.number, **{name: getattr(there, name) for name in patch}}
        self._result.updates.append(compared(self._s, "payments", row.number, current, patch, "order"))
        self._result.updated += 1

    def _add(self, order_id: int, row: _Row, *, together: bool) -> None:
        """Write a payment, unless the order would be paid twice; ``together`` the rows of it may be right: one of them
        takes back what another says.
        """
        if self._options.mode == "update":
            self._skip(row, reasons.NOT_THERE)
            return
        order = self._s.orders.get(order_id)
        amount = row.values["amount"]
        before, after = abs(order.owed), abs(order.owed - amount)
        if not together and order.payments and after > before and (amount > 0) == (order.total >= 0):
            self._fail(row, "amount", reasons.OVERPAID.fill(number=order.number))
        else:
            self._write(order_id, row)

    def _write(self, order_id: int, row: _Row) -> None:
        values = {**self._given, **row.values}
        day = values.get("date") or self._s.orders.get(order_id).date
        try:
            self._s.orders.pay(
                self._work,
                order_id,
                values["amount"],
                method=values.get("method", ""),
                day=day,
                notes=values.get("notes", ""),
            )
        except ValidationError as error:
            self._fail(row, "amount", next(iter(error.problems.values())))
            return
        self._result.created += 1
        self._result.note("created", row.number, _title(row))

    def _fail(self, row: _Row, field: str, reason: Text) -> None:
        self._result.errors.append(RowError(row.number, field, str(row.values.get(field, "")), reason))
        self._result.failed += 1

    def _skip(self, row: _Row, reason: Text) -> None:
        self._result.skips.append(RowError(row.number, "", "", reason, kind="skipped", name=_title(row)))
        self._result.skipped += 1


def _title(row: _Row) -> str:
    return titles.of_values("payments", row.values.get)


def _is_same(order: Order, there: Payment, values: Values) -> bool:
    """Whether a row says what a payment is; how it was paid only counts where both say it."""
    method = values.get("method", "")
    return (
        there.amount == values["amount"]
        and there.date == values.get("date", order.date)
        and (not method or not there.method or fold(method) == fold(there.method))
    )
