"""Orders from rows that are lines: grouped by order number, linked to their customers, paid or on credit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from crm_desktop.core import money
from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import Text
from crm_desktop.services.importing import control, discounts, not_sales, reasons, titles
from crm_desktop.services.importing.clean import clean_line
from crm_desktop.services.importing.comparing import called, compared, says_the_same
from crm_desktop.services.importing.customer_keys import CustomerKeys
from crm_desktop.services.importing.deal_keys import DealKeys
from crm_desktop.services.importing.defaults import clean_defaults, new_customer
from crm_desktop.services.importing.mapping import ALTERNATIVE
from crm_desktop.services.importing.model import KEYS, ImportOptions, ImportResult, RowError
from crm_desktop.services.importing.order_rows import line_of, paid_of, whole_discount, with_total
from crm_desktop.services.orders_model import NewOrder

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

_LARGEST = 10**17
"""In minor units; what is worked out from a quantity and a price may be far more than the database can hold."""

_COLUMNS = {"name": "product", "code": "product", "lines": "product"}
"""What services call the fields of an order and its products, where the columns of a file are called otherwise."""


@dataclass(slots=True)
class _Line:
    number: int
    values: dict[str, Any]


@dataclass(slots=True)
class _Group:
    """The rows of one order; ``bad`` when a row of it had an error already, ``left_out`` why it is not wanted,
    ``in_part`` when only some of its rows were sold.
    """

    name: str
    lines: list[_Line] = field(default_factory=list)
    bad: bool = False
    left_out: Text | None = None
    in_part: bool = False

    def is_sold(self) -> bool:
        """Whether one of its rows says of itself that it was sold: another one that was not says nothing of it then."""
        return any(line.values.get(not_sales.SOLD) for line in self.lines)

    def said(self, name: str) -> str:
        """What its rows say of the order as a whole; many programs write that into the first row only."""
        return str(next((line.values[name] for line in self.lines if line.values.get(name)), ""))


class OrderImport:
    """Collects rows and writes whole orders at the end: an order with a wrong line is left out as a whole."""

    def __init__(
        self, services: Services, work: UnitOfWork, options: ImportOptions, fields: Sequence[str], result: ImportResult
    ) -> None:
        self._s, self._work, self._options, self._result = services, work, options, result
        self._fields = list(fields)
        self._groups: dict[str, _Group] = {}
        self._keys = CustomerKeys(services, KEYS, options.picks)
        self._deals = DealKeys(services, work, options.link("deal"))
        self._given = clean_defaults(services, "orders", options)
        self._in_bin: tuple[str, Text, str] | None = None
        self._members: dict[str, tuple[int | None, Text | None]] = {}
        self._staff: dict[str, int | None] = {}
        self._new: list[tuple[_Group, NewOrder]] = []
        self._walk_ins: list[tuple[int, str]] = []

    def take(self, columns: Sequence[Sequence[Any]]) -> None:
        for row in zip(*columns, strict=True):
            values = dict(zip(self._fields, row[1:], strict=True))
            name = values.get("number") or ""
            key = name or f"\0{row[0]}"
            self._groups.setdefault(key, _Group(name)).lines.append(_Line(row[0], values))

    def finish(self) -> None:
        self._mark_bad()
        known = self._known_orders()
        self._take_off()
        loose = self._loose_lines()
        for group in self._groups.values():
            if group.left_out is not None:
                self._skip_all(group, group.left_out)
                continue
            if group.bad:
                self._fail_all(group, reasons.ORDER_LINE_BAD.fill(number=group.name))
                continue
            self._in_bin = None
            order = self._order(group)
            if order is None or not self._may_name(group, order, known.get(group.name)):
                continue
            if group.name and group.name in known:
                self._existing(group, order, known[group.name])
            elif not group.name and self._is_loose(order, loose):
                self._unchanged(group)
            elif self._options.mode == "update":
                self._skip_all(group, reasons.NOT_THERE)
            else:
                self._new.append((group, order))
        products = self._count("product")
        refused: set[int] = set()

        def refuse(place: int, line: int, error: ValidationError) -> None:
            refused.add(place)
            self._refuse(self._new[place][0], error, {line})

        self._s.orders.import_rows(self._work, [order for _, order in self._new], refuse)
        written = [new for place, new in enumerate(self._new) if place not in refused]
        self._result.control = control.total([order for _, order in written])
        self._result.created += sum(len(group.lines) for group, _ in written)
        for group, _ in written:
            for line in group.lines:
                self._result.note("created", line.number, _title(line))
        self._result.entities["orders"] = self._result.entities.get("orders", 0) + len(written)
        self._result.entities["products"] = self._count("product") - products
        if self._walk_ins and self._options.dry_run:
            self._result.notes.append(not_sales.note(self._result, self._walk_ins))

    def _take_off(self) -> None:
        groups = list(self._groups.values())
        read = discounts.taken_off([[line.values for line in group.lines] for group in groups])
        for group, rows in zip(groups, read, strict=True):
            for line, values in zip(group.lines, rows, strict=True):
                line.values = values

    def _may_name(self, group: _Group, order: NewOrder, there: int | None) -> bool:
        """Whether what an order names is live, or lies in the recycle bin and is what the order names already."""
        if self._in_bin is None:
            return True
        stored = self._s.orders.get(there) if group.name and there is not None else None
        if stored and (stored.customer_id, stored.deal_id) == (order.customer_id, order.deal_id):
            return True
        column, problem, value = self._in_bin
        self._fail_all(group, problem, column, value)
        return False

    def _count(self, table: str) -> int:
        return int(self._work.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    # -- what is wrong with an order

    def _mark_bad(self) -> None:
        """Orders one of whose lines could not be read or is not wanted; their numbers are taken from the raw cells."""
        columns = [index for index, target in self._result.targets.items() if target == "number"]
        if not columns:
            return
        unwanted = {skip.row: skip.reason for skip in self._result.skips if skip.reason.source in reasons.NOT_WANTED}
        for number, cells in self._result.raw.items():
            name = clean_line(cells[columns[0]]) if columns[0] < len(cells) else ""
            group = self._groups.get(name)
            if group is not None and number in unwanted:
                group.in_part = unwanted[number].source == reasons.NEVER_SOLD.source and group.is_sold()
                group.left_out = None if group.in_part else unwanted[number]
            elif group is not None:
                group.bad = True

    def _fail_all(self, group: _Group, reason: Text, column: str = "number", value: str = "") -> None:
        for line in group.lines:
            self._result.errors.append(RowError(line.number, column, value or group.name, reason))
        self._result.failed += len(group.lines)

    def _fail_lines(self, group: _Group, bad: Collection[int], problems: Mapping[str, Text]) -> None:
        """Tell the lines at the places ``bad`` what is wrong in which column, the others that one of theirs is."""
        for place, line in enumerate(group.lines):
            told = problems if place in bad else {"number": reasons.ORDER_LINE_BAD.fill(number=group.name)}
            for column, reason in told.items():
                self._result.errors.append(RowError(line.number, column, str(line.values.get(column) or ""), reason))
        self._result.failed += len(group.lines)

    def _refuse(self, group: _Group, error: ValidationError, bad: Collection[int]) -> None:
        """What a service will not store is an error of its rows, never of the whole import."""
        self._fail_lines(group, bad, {_COLUMNS.get(name, name): reason for name, reason in error.problems.items()})

    def _skip_all(self, group: _Group, reason: Text) -> None:
        for line in group.lines:
            error = RowError(line.number, "number", group.name, reason, kind="skipped", name=_title(line))
            self._result.skips.append(error)
        self._result.skipped += len(group.lines)

    def _order(self, group: _Group) -> NewOrder | None:
        """The order of a group, or None after its errors were noted."""
        moments = {str(line.values["date"])[:10] for line in group.lines if line.values.get("date")}
        member = max((str(line.values.get("customer") or "") for line in group.lines), key=len)
        if len(moments) > 1 or not all(_is_part(line.values.get("customer"), member) for line in group.lines):
            self._fail_all(group, reasons.ORDER_DISAGREES.fill(number=group.name))
            return None
        if not moments:
            self._fail_all(group, reasons.DATE_MISSING, "date")
            return None
        if not all(line.values.get("product") for line in group.lines):
            self._fail_all(group, reasons.PRODUCT_MISSING, "product")
            return None
        lines = tuple(map(line_of, with_total([line.values for line in group.lines])))
        huge = {at for at, line in enumerate(lines) if max(abs(line.price), abs(line.total())) > _LARGEST}
        if huge:
            column = next((name for name in ("amount", "price", "paid") if name in self._fields), "quantity")
            self._fail_lines(group, huge, {column: money.TOO_LARGE})
            return None
        customer, problem = self._member(member)
        if problem is not None and (customer := self._known_in_bin(self._keys, "customer", member, problem)) is None:
            self._fail_all(group, problem, "customer", member.partition(ALTERNATIVE)[0])
            return None
        named = group.said("deal")
        deal, problem = self._deals.find(named, customer)
        if problem is not None and (deal := self._known_in_bin(self._deals, "deal", named, problem)) is None:
            self._fail_all(group, problem, "deal", named)
            return None
        if customer is None and member and not_sales.is_nobody(member):
            self._walk_ins += [(line.number, member.partition(ALTERNATIVE)[0]) for line in group.lines]
        day, _, clock = group.said("date").partition(" ")
        discount = whole_discount([line.values for line in group.lines])
        totals = [line.total() for line in lines]
        paid, method = paid_of([line.values for line in group.lines], [totals[0] - discount, *totals[1:]])
        if group.in_part and paid is not None:
            whole = sum(totals) - discount
            paid = min(paid, whole) if whole >= 0 else paid  # the money for the other rows went back
        return NewOrder(
            date=day,
            time=clock or group.said("time_of_day") or None,
            lines=lines,
            customer_id=customer,
            number=group.name,
            channel=group.said("channel") or self._given.get("channel", ""),
            staff_id=self._staff_id(group.said("staff") or self._given.get("staff", "")),
            discount=discount,
            paid=paid,
            method=method,
            due=group.said("due") or None,
            deal_id=deal,
            notes=group.said("notes"),
        )

    def _known_in_bin(self, keys: CustomerKeys | DealKeys, column: str, text: str, problem: Text) -> int | None:
        found = keys.in_bin(text) if reasons.is_missing(problem) else None
        if found is not None:
            self._in_bin = (column, problem, text.partition(ALTERNATIVE)[0])
        return found

    # -- who bought

    def _member(self, text: str) -> tuple[int | None, Text | None]:
        if not text:
            return None, None
        if text not in self._members:
            self._members[text] = self._find_member(text)
        return self._members[text]

    def _find_member(self, text: str) -> tuple[int | None, Text | None]:
        text = not_sales.somebody(text)
        found, problem = self._keys.link(text, reasons.UNKNOWN_MEMBER, reasons.SEVERAL_MEMBERS)
        several = problem is not None and problem.source == reasons.SEVERAL_MEMBERS.source
        link = self._options.link("customer")
        if found is None and not several and not_sales.is_nobody(text):
            return None, None
        if found is not None or link == "error" or several:
            return found, problem
        if link == "walk_in":
            return None, None
        try:
            customer = new_customer(self._s, self._work, self._keys, text, self._options.region)
        except ValidationError as error:
            return None, next(iter(error.problems.values()))
        self._result.entities["customers"] = self._result.entities.get("customers", 0) + 1
        return customer, None

    def _staff_id(self, name: str) -> int | None:
        if name and name not in self._staff:
            self._staff[name] = self._s.staff.id_of(self._work, name)
        return self._staff.get(name)

    # -- orders that are there

    def _known_orders(self) -> dict[str, int]:
        names = {group.name for group in self._groups.values() if group.name}
        if not names:
            return {}
        rows = self._work.execute("SELECT number, id FROM sales_order WHERE deleted_at IS NULL AND number <> ''")
        return {number: order for number, order in rows.fetchall() if number in names}

    def _existing(self, group: _Group, order: NewOrder, order_id: int) -> None:
        if self._options.mode == "new":
            self._skip_all(group, reasons.ORDER_EXISTS.fill(number=group.name))
            return
        if self._options.existing == "never":
            self._unchanged(group)
            return
        patch = self._patch(order, order_id)
        if patch:
            stored = self._s.orders.get(order_id)
            current = {name: getattr(stored, name) for name in ("date", "time", "channel", "staff", "notes", "paid")}
            current |= {"number": group.name, "customer": stored.customer_id, "due": stored.due, "deal": stored.deal_id}
            row = group.lines[0].number
            try:
                self._s.orders.update(self._work, order_id, patch)
            except ValidationError as error:
                none = {at for at, line in enumerate(order.lines) if "lines" in error.problems and not line.quantity}
                if none:
                    self._fail_lines(group, none, {"quantity": error.problems["lines"]})
                else:
                    self._refuse(group, error, range(len(group.lines)))
                return
            self._result.updates.append(compared(self._s, "orders", row, current, patch, "number"))
            self._result.updated += len(group.lines)
            self._result.entities["orders"] = self._result.entities.get("orders", 0) + 1
        else:
            self._unchanged(group)

    def _unchanged(self, group: _Group) -> None:
        self._result.unchanged += len(group.lines)
        for line in group.lines:
            self._result.note("unchanged", line.number, _title(line))

    def _patch(self, order: NewOrder, order_id: int) -> dict[str, Any]:
        """What the file adds to an order: empty facts only, everything where existing values are overwritten."""
        stored = self._s.orders.get(order_id)
        over = self._options.existing == "overwrite"
        patch: dict[str, Any] = {}
        other = order.customer_id is not None and stored.customer_id != order.customer_id
        if other and (stored.customer_id is None or over):
            patch["customer"] = order.customer_id
        if order.staff_id is not None and stored.staff_id != order.staff_id and (stored.staff_id is None or over):
            patch["staff"] = next(name for name, found in self._staff.items() if found == order.staff_id)
        if order.due and stored.due != order.due and (stored.due is None or over):
            patch["due"] = order.due
        if order.deal_id and stored.deal_id != order.deal_id and (stored.deal_id is None or over):
            patch["deal"] = order.deal_id
        for name in ("channel", "notes"):
            value, old = getattr(order, name), getattr(stored, name)
            if value and not says_the_same(old, value) and (not old or over):
                patch[name] = value
        if over:
            if stored.date != order.date:
                patch["date"] = order.date
            if order.time and stored.time != order.time:
                patch["time"] = order.time
            # An export spreads the order's discount over its lines: the same total means the same order.
            before = [(called(one.product), one.quantity, one.price) for one in stored.lines]
            after = [(called(one.product), one.quantity, one.price) for one in order.lines]
            if before != after or order.total() != stored.total:
                patch["lines"] = list(order.lines)
                patch["discount"] = order.discount
            if order.paid is not None and order.paid != stored.paid:
                patch["paid"] = order.paid
        return patch

    def _loose_lines(self) -> Counter[tuple[Any, ...]]:
        """Orders of one line by what they say, to know rows without an order number again."""
        loose = [line for group in self._groups.values() if not group.name for line in group.lines]
        days = {str(line.values.get("date") or "")[:10] for line in loose}
        found: Counter[tuple[Any, ...]] = Counter()
        for day in days:
            rows = self._work.execute(
                "SELECT o.date, o.customer_id, l.product_name, l.quantity, l.amount FROM sales_order o "
                "JOIN order_line l ON l.order_id = o.id WHERE o.deleted_at IS NULL AND o.date = ? "
                "AND (SELECT count(*) FROM order_line n WHERE n.order_id = o.id) = 1",
                (day,),
            )
            for date, customer, product, quantity, amount in rows.fetchall():
                found[date, customer, called(product), quantity, amount] += 1
        return found

    @staticmethod
    def _is_loose(order: NewOrder, loose: Counter[tuple[Any, ...]]) -> bool:
        line = order.lines[0]
        key = (order.date, order.customer_id, called(line.product), line.quantity, line.total())
        if loose[key] > 0:
            loose[key] -= 1
            return True
        return False


def _title(line: _Line) -> str:
    return titles.of_values("orders", line.values.get)


def _is_part(text: str | None, whole: str) -> bool:
    """Whether a row names the same customer as another one does, or fewer of the ways to find them, or none."""
    return not text or set(text.split(ALTERNATIVE)) <= set(whole.split(ALTERNATIVE))
