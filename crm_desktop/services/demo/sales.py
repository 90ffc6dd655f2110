"""What was bought: orders of members and of people who walk in, with the seasons in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import Any

from crm_desktop.services.demo.days import Days, clock_time, opening_minute, uid
from crm_desktop.services.demo.people import Member, bigness
from crm_desktop.services.demo.words import Words, pick
from crm_desktop.services.orders_model import QUANTITY_ONE, line_amount

_LINES = (0.12, 0.32, 0.54, 0.73, 0.87, 1.0)
"""Chances of up to 1, 2 … 6 lines: three on average once repeated products are one line."""
_SEASON = 4

ORDER_COLUMNS = (
    "id", "uid", "created_at", "updated_at", "number", "date", "time", "customer_id", "channel", "staff_id", "discount",
    "total", "paid", "due", "deal_id", "notes",
)  # fmt: skip
LINE_COLUMNS = (
    "uid", "created_at", "updated_at", "order_id", "product_id", "product_name", "quantity", "price", "discount",
    "amount", "position",
)  # fmt: skip
PAYMENT_COLUMNS = ("uid", "created_at", "updated_at", "order_id", "date", "amount", "method")

Row = tuple[Any, ...]


@dataclass(slots=True)
class Batch:
    orders: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    payments: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WonDeal:
    """An order that came out of a deal."""

    deal_id: int
    title: str
    amount: int
    staff_id: int


@dataclass(frozen=True, slots=True)
class Sale:
    day: int
    minute: int
    member: Member | None
    won: WonDeal | None = None


def plan_sales(rng: Random, days: Days, members: list[Member], won: list[tuple[int, Member, WonDeal]]) -> list[Sale]:
    """Every sale in the order of time: members' visits, won deals, and walk-ins that fill up the day."""
    sales = [Sale(day, opening_minute(rng), member) for member in members for day in member.visits if day <= days.today]
    sales += [Sale(day, opening_minute(rng), member, deal) for day, member, deal in won]
    big = bigness(len(members))
    wanted = round(len(sales) * 1.3 * (1 - big) + 1.5 * len(members) * big)
    for _ in range(max(0, wanted - len(sales))):
        sales.append(Sale(days.busy(rng), opening_minute(rng), None))
    for minute in range(9 * 60 + 12, 10 * 60, 16):
        sales.append(Sale(days.today, minute, None))
    sales.sort(key=lambda sale: (sale.day, sale.minute))
    return sales


class Counter:
    """The till: turns sales into rows."""

    def __init__(self, rng: Random, words: Words, days: Days, products: list[int], staff: list[int]) -> None:
        self._rng = rng
        self._words = words
        self._days = days
        self._products = products
        self._staff = staff
        self._monthly = [list(accumulate(self._weights(month))) for month in range(13)]
        self._numbers: dict[int, int] = {}

    def _weights(self, month: int) -> Iterator[int]:
        for item in self._words.items:
            yield item.weight * (_SEASON if month in item.season else 1)

    def batches(self, sales: list[Sale], first_id: int, size: int = 5000) -> Iterator[Batch]:
        """Rows of about ``size`` orders at a time; adds what each member spent to the member."""
        batch = Batch()
        for order_id, sale in enumerate(sales, first_id):
            self._sell(batch, order_id, sale)
            if len(batch.orders) == size:
                yield batch
                batch = Batch()
        yield batch

    def _sell(self, batch: Batch, order_id: int, sale: Sale) -> None:
        rng, days = self._rng, self._days
        at = days.at(sale.day, sale.minute)
        lines = self._deal_line(sale.won) if sale.won else self._basket(sale)
        total = 0
        for position, (product_id, name, quantity, price, discount) in enumerate(lines):
            amount = line_amount(quantity, price, discount)
            total += amount
            batch.lines.append(
                (uid(rng), at, at, order_id, product_id, name, quantity, price, discount, amount, position)
            )
        rounding = total % 100 if total > 5000 and rng.random() < 0.3 else 0
        total -= rounding
        payments = self._payments(sale, total)
        paid = sum(amount for _, amount in payments)
        day = days.iso[sale.day]
        due = days.iso[min(sale.day + 30, len(days.iso) - 1)] if paid < total else None
        number = self._numbers[sale.day] = self._numbers.get(sale.day, 0) + 1
        member = sale.member
        staff = sale.won.staff_id if sale.won else self._staff[int(rng.random() * len(self._staff))]
        batch.orders.append((
            order_id, uid(rng), at, at, f"S-{day.replace('-', '')}-{number:02d}", day, clock_time(sale.minute),
            member.id if member else None, pick(rng, self._words.sales_channels), staff, rounding, total, paid, due,
            sale.won.deal_id if sale.won else None, sale.won.title if sale.won else "",
        ))  # fmt: skip
        for paid_on, amount in payments:
            paid_at = days.at(paid_on, sale.minute)
            method = pick(rng, self._words.methods)
            batch.payments.append((uid(rng), paid_at, paid_at, order_id, days.iso[paid_on], amount, method))
        if member is not None:
            member.spent += total

    def _deal_line(self, won: WonDeal) -> list[tuple[int | None, str, int, int, int]]:
        return [(self._products[-1], self._words.custom, QUANTITY_ONE, won.amount, 0)]

    def _basket(self, sale: Sale) -> list[tuple[int | None, str, int, int, int]]:
        rng, items, member = self._rng, self._words.items, sale.member
        sums = self._monthly[self._days.dates[sale.day].month]
        company = member is not None and member.company
        found: dict[int, tuple[int | None, str, int, int, int]] = {}
        for _ in range(1 + bisect_right(_LINES, rng.random())):
            if member is not None and rng.random() < 0.35:
                place = member.tastes[int(rng.random() * 3)]
            else:
                place = bisect_right(sums, rng.random() * sums[-1])
            item = items[place]
            count = 1 if rng.random() < 0.72 else 1 + int(rng.random() * item.most)
            if company and rng.random() < 0.4:
                count *= 2 + int(rng.random() * 4)
            discount = item.price * count // 10 if member is not None and member.habit == "loyal" else 0
            found[place] = (self._products[place], item.name, count * QUANTITY_ONE, item.price, discount)
        return list(found.values())

    def _payments(self, sale: Sale, total: int) -> list[tuple[int, int]]:
        """Day and amount of each payment: most pay at once, companies often at the end of the month, few owe."""
        rng, today = self._rng, self._days.today
        member = sale.member
        if total <= 0:
            return []
        on_account = member is not None and rng.random() < (0.4 if member.company or sale.won else 0.02)
        if not on_account:
            return [(sale.day, total)]
        later = sale.day + 12 + int(rng.random() * 40)
        if later < today:
            return [(later, total)]
        if rng.random() < 0.45:
            return [(sale.day, total * 3 // 10 // 100 * 100)] if total > 1000 else []
        return []
