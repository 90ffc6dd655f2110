"""Making the demo shop and writing it in one unit of work."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import TYPE_CHECKING, Any

from crm_desktop.core import i18n
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.settings import CURRENCY, LOYAL_ORDERS, REGION, SHOP_NAME
from crm_desktop.core.text import sort_key
from crm_desktop.models.customer import Activity, Customer
from crm_desktop.models.deal import Deal, DealMove
from crm_desktop.models.follow_up import FollowUp
from crm_desktop.models.order import OrderLine, Payment, Product, SalesOrder
from crm_desktop.models.shop import Staff
from crm_desktop.services.demo import people, pipeline, sales, touches
from crm_desktop.services.demo.days import Days, uid
from crm_desktop.services.demo.words import Words

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

_STEPS = 8
_VIP_FROM = 150
"""Who spent this many times the middle price of a product is a VIP."""


def words_of(shop_language: str) -> Words:
    if shop_language.startswith("zh"):
        from crm_desktop.services.demo.words_zh import WORDS

        return WORDS
    from crm_desktop.services.demo.words_en import WORDS as ENGLISH

    return ENGLISH


def make_demo(
    services: Services, customers: int = 500, seed: int = 1, language: str | None = None, ctx: JobContext | None = None
) -> dict[str, int]:
    """Fill an empty data folder; returns how many customers, deals, follow-ups and orders were made.

    The same ``seed`` on the same day of the clock gives the same shop. ``language`` is ``en`` or ``zh_CN`` (without
    it the one in force). Raises :class:`UserError` ``not_empty`` when there are records already.
    """
    _check_empty(services)
    shop = _Shop(services, max(1, customers), seed, words_of(language or i18n.language()), ctx)
    with services.write(N_("undo", "Make a demo shop"), kind="demo") as work:
        return shop.write(work)


def _check_empty(services: Services) -> None:
    for table in ("customer", "deal", "sales_order", "follow_up", "product", "activity"):
        if services.db.execute_sql(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
            raise UserError(
                "not_empty",
                N_("demo", "This data folder already holds records."),
                N_("demo", "Choose an empty folder for the demo shop."),
            )


class _Shop:
    def __init__(self, services: Services, count: int, seed: int, words: Words, ctx: JobContext | None) -> None:
        self._s = services
        self._count = count
        self._words = words
        self._ctx = ctx or JobContext()
        self._rng = Random(f"{seed}/{count}/{words.region}")
        self._days = Days(services.clock.today())
        self._done = 0

    def write(self, work: UnitOfWork) -> dict[str, int]:
        rng, words, days = self._rng, self._words, self._days
        self._settings(work)
        staff = self._staff(work)
        products = self._products(work)
        stages = self._s.pipelines.stages(self._s.pipelines.first().id)
        members = people.make_members(rng, words, days, self._count, work.next_id(Customer), staff)
        deals = pipeline.make_deals(rng, words, days, members, stages, work.next_id(Deal))
        self._step()
        plan = sales.plan_sales(rng, days, members, deals.won)
        counter = sales.Counter(rng, words, days, products, staff)
        for batch in counter.batches(plan, work.next_id(SalesOrder)):
            work.insert_many(SalesOrder, sales.ORDER_COLUMNS, batch.orders)
            work.insert_many(OrderLine, sales.LINE_COLUMNS, batch.lines)
            work.insert_many(Payment, sales.PAYMENT_COLUMNS, batch.payments)
            self._ctx.check()
        self._step()
        loyal = self._s.settings.get(LOYAL_ORDERS)
        vip_from = _VIP_FROM * sorted(item.price for item in words.items)[len(words.items) // 2]
        rows = people.customer_rows(rng, words, days, members, loyal_orders=loyal, vip_from=vip_from)
        self._many(work, Customer, people.CUSTOMER_COLUMNS, rows)
        self._many(work, Deal, pipeline.DEAL_COLUMNS, deals.rows)
        self._many(work, DealMove, pipeline.MOVE_COLUMNS, deals.moves)
        self._many(work, Activity, touches.ACTIVITY_COLUMNS, touches.activity_rows(rng, words, days, members, staff))
        other = list(touches.follow_up_rows(rng, words, days, members))
        follow_ups = self._many(work, FollowUp, pipeline.FOLLOW_UP_COLUMNS, [*deals.follow_ups, *other])
        return {"customers": len(members), "deals": len(deals.rows), "followups": follow_ups, "orders": len(plan)}

    def _many(self, work: UnitOfWork, model: Any, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> int:
        count = work.insert_many(model, columns, rows)
        self._step()
        return count

    def _step(self) -> None:
        self._done += 1
        self._ctx.progress(self._done, _STEPS, N_("demo", "Making the demo shop …"))

    def _settings(self, work: UnitOfWork) -> None:
        """What the owner has chosen already stays: samples are looked at with one's own name and currency."""
        words = self._words
        for setting, value in ((SHOP_NAME, words.shop), (CURRENCY, words.currency), (REGION, words.region)):
            if not (self._s.settings.chosen(setting) and self._s.settings.get(setting)):
                self._s.settings.set(work, setting, value)

    def _staff(self, work: UnitOfWork) -> list[int]:
        return [
            self._s.staff.find(name) or work.insert(Staff, name=name, role=role, uid=uid(self._rng), **self._stamp())
            for name, role in self._words.staff
        ]

    def _products(self, work: UnitOfWork) -> list[int]:
        """Ids in the order of the words' items, the one for custom orders last."""
        words = self._words
        made = [
            work.insert(
                Product, code=item.code, name=item.name, name_key=sort_key(item.name), category=item.category,
                unit=item.unit, price=item.price, cost=item.cost, uid=uid(self._rng), **self._stamp(),
            )
            for item in words.items
        ]  # fmt: skip
        made.append(
            work.insert(
                Product, code="X001", name=words.custom, name_key=sort_key(words.custom),
                category=words.custom_category, uid=uid(self._rng), **self._stamp(),
            )
        )  # fmt: skip
        return made

    def _stamp(self) -> dict[str, int]:
        at = self._days.at(0, 540)
        return {"created_at": at, "updated_at": at}
