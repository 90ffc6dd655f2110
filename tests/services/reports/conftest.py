"""A small random shop written through the services, and the same facts as plain Python lists."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.orders import NewLine, NewOrder

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

LABEL = N_("undo", "Test data")


@dataclass(frozen=True)
class Sale:
    """One live order: ``lines`` are (product, quantity in thousandths, amount)."""

    day: date
    customer: int | None
    channel: str
    staff: str
    lines: tuple[tuple[str, int, int], ...]
    discount: int
    paid: int

    @property
    def total(self) -> int:
        return sum(amount for _p, _q, amount in self.lines) - self.discount


@dataclass
class Facts:
    today: date
    names: dict[int, str] = field(default_factory=dict)
    regions: dict[int, str] = field(default_factory=dict)
    categories: dict[str, str] = field(default_factory=dict)
    sales: list[Sale] = field(default_factory=list)

    def between(self, start: date, end: date) -> list[Sale]:
        return [sale for sale in self.sales if start <= sale.day <= end]


MakeShop = Callable[..., Facts]


@pytest.fixture
def make_shop(services: Services) -> MakeShop:
    """``make_shop(seed, orders=120)`` fills the shop; deleted orders are in it but not in the facts."""

    def make(seed: int, orders: int = 120) -> Facts:
        rng = random.Random(seed)
        facts = Facts(services.clock.today())
        with services.write(LABEL) as work:
            for i in range(15):
                region = rng.choice(("杭州", "上海", ""))
                values = {"name": f"客户{i}", "region": region, "grade": rng.choice(("A", "B", ""))}
                key = services.customers.create(work, values)
                facts.names[key], facts.regions[key] = values["name"], region
            for name, category in (("龙井", "茶叶"), ("=钢笔", "文具"), ("茶杯", "")):
                services.products.create(work, {"name": name, "category": category, "price": 100})
                facts.categories[name] = category
            _orders(services, work, rng, facts, orders)
        return facts

    return make


def _orders(services: Services, work: object, rng: random.Random, facts: Facts, count: int) -> None:
    staff = {name: services.staff.id_of(work, name) for name in ("周倩", "陈杰")}  # type: ignore[arg-type]
    made: list[tuple[NewOrder, Sale]] = []
    for _ in range(count):
        lines = tuple(
            (rng.choice(tuple(facts.categories)), rng.choice((1000, 2500, 12000)), rng.randint(100, 90_000))
            for _ in range(rng.randint(1, 3))
        )
        total = sum(amount for _p, _q, amount in lines)
        discount = rng.choice((0, 0, 0, min(500, total)))
        paid = rng.choice((None, None, None, 0, (total - discount) // 2))
        sale = Sale(
            facts.today - timedelta(days=rng.randint(0, 800)), rng.choice((None, *facts.names)),
            rng.choice(("门店", "网店", "")), rng.choice(("周倩", "陈杰", "")), lines, discount,
            total - discount if paid is None else paid,
        )  # fmt: skip
        order = NewOrder(
            sale.day.isoformat(), tuple(NewLine(p, None, q, 100, 0, a) for p, q, a in lines), sale.customer,
            channel=sale.channel, staff_id=staff.get(sale.staff), discount=discount, paid=paid,
        )  # fmt: skip
        made.append((order, sale))
    ids = services.orders.import_rows(work, [order for order, _sale in made])  # type: ignore[arg-type]
    for order_id, (_order, sale) in zip(ids, made, strict=True):
        if rng.random() < 0.1:
            services.orders.delete(work, order_id)  # type: ignore[arg-type]
        else:
            facts.sales.append(sale)
