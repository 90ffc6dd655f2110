"""Shops in which much happens by chance, made with the public services; and what must hold in any shop."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.orders_model import NewLine
from crm_desktop.services.unit_of_work import UnitOfWork

STEP = N_("undo", "Step")
PRODUCTS = ("茶", "咖啡", "cup", "gift box")


def unsound(services: Services) -> list[tuple[Any, ...]]:
    """What contradicts itself: sums of orders, orders without lines, deals in no stage, links to nowhere."""
    questions = {
        "paid": "SELECT id FROM sales_order o WHERE paid <> "
        "(SELECT coalesce(sum(amount), 0) FROM payment WHERE order_id = o.id)",
        "total": "SELECT id FROM sales_order o WHERE total <> "
        "(SELECT coalesce(sum(amount), 0) FROM order_line WHERE order_id = o.id) - discount",
        "no lines": "SELECT id FROM sales_order WHERE id NOT IN (SELECT order_id FROM order_line)",
        "stage": "SELECT d.id FROM deal d JOIN stage s ON s.id = d.stage_id "
        "WHERE (s.deleted_at IS NOT NULL AND d.deleted_at IS NULL) OR s.pipeline_id <> d.pipeline_id",
        "closed": "SELECT id FROM deal WHERE (status = 'open') <> (closed IS NULL)",
        "no moves": "SELECT id FROM deal WHERE id NOT IN (SELECT deal_id FROM deal_move)",
        "links": "PRAGMA foreign_key_check",
    }
    return [(what, *row) for what, sql in questions.items() for row in services.db.execute_sql(sql).fetchall()]


class RandomShop:
    """Keeps doing things to ``services``, always the same ones for one ``seed``."""

    def __init__(self, services: Services, seed: int) -> None:
        self.s, self.pick = services, random.Random(seed)
        self.customers: list[int] = []

    def begin(self) -> None:
        with self.s.write(STEP) as work:
            for _ in range(6):
                self.customer(work)
            for _ in range(8):
                self.order(work)
            for _ in range(5):
                self.deal(work)

    def live_on(self, steps: int) -> None:
        for _ in range(steps):
            self.step()

    def step(self) -> None:
        """One change of the shop; what the program refuses is left."""
        ways = (self.customer, self.order, self.order, self.deal, self.pay, self.pay, self.take_payment_back,
                self.edit_order, self.edit_order, self.edit_order, self.bin, self.restore, self.move_deal,
                self.move_deal, self.close_deal, self.edit_customer, self.edit_customer, self.stage)  # fmt: skip
        way: Callable[[UnitOfWork], None] = self.pick.choice(ways)
        try:
            with self.s.write(STEP) as work:
                way(work)
        except UserError:
            pass

    # -- what happens

    def customer(self, work: UnitOfWork) -> None:
        values: dict[str, Any] = {"name": f"客户{self.pick.randrange(99)}"}
        if self.pick.random() < 0.3:
            values["next_follow_up"] = self._day()
        self.customers.append(self.s.customers.create(work, values))

    def order(self, work: UnitOfWork) -> None:
        values: dict[str, Any] = {"date": self._day(), "lines": self._lines(), "discount": self.pick.choice((0, 0, 50))}
        if self.pick.random() < 0.8:
            values["customer"] = self.pick.choice(self.customers)
        if self.pick.random() < 0.6:
            values["paid"] = self.pick.choice((100, 1, 5000, -30))
        self.s.orders.create(work, values)

    def deal(self, work: UnitOfWork) -> None:
        stage = self.pick.choice(self.s.pipelines.stages())
        values = {"title": f"门头{self.pick.randrange(99)}", "amount": self.pick.choice((None, 900, 3333)),
                  "customer": self.pick.choice(self.customers), "stage": stage.id}  # fmt: skip
        self.s.deals.create(work, values)

    def pay(self, work: UnitOfWork) -> None:
        self.s.orders.pay(work, self._one("sales_order"), self.pick.choice((100, -50, 33)), day=self._day())

    def take_payment_back(self, work: UnitOfWork) -> None:
        self.s.orders.delete_payment(work, self._one("payment"))

    def edit_order(self, work: UnitOfWork) -> None:
        order = self.s.orders.get(self._one("sales_order"))
        patch: dict[str, Any] = {}
        if self.pick.random() < 0.6:
            same = [NewLine(product=line.product, product_id=line.product_id, price=line.price + 1, id=line.id)
                    for line in order.lines[:2]]  # fmt: skip
            patch["lines"] = [*same[self.pick.randrange(2) :], *self._lines()]
        if self.pick.random() < 0.4:
            patch["discount"] = self.pick.choice((0, 10, 99))
        if self.pick.random() < 0.4:
            patch["paid"] = self.pick.choice((0, 5, 100))
        if self.pick.random() < 0.4:
            patch["customer"] = self.pick.choice(self.customers)
        self.s.orders.update(work, order.id, patch)

    def move_deal(self, work: UnitOfWork) -> None:
        self.s.deals.move(work, self._one("deal"), self.pick.choice(self.s.pipelines.stages()).id)

    def close_deal(self, work: UnitOfWork) -> None:
        deal = self._one("deal")
        if self.pick.random() < 0.4:
            self.s.deals.win(work, deal, create_order=True)
        elif self.pick.random() < 0.5:
            self.s.deals.lose(work, deal, "price", contact_again=self._day())
        else:
            self.s.deals.reopen(work, deal)

    def edit_customer(self, work: UnitOfWork) -> None:
        patch = {"region": self.pick.choice(("", "广州")), "next_follow_up": self.pick.choice((None, self._day()))}
        self.s.customers.update(work, self._one("customer"), patch)

    def stage(self, work: UnitOfWork) -> None:
        stages = self.s.pipelines.stages()
        if self.pick.random() < 0.4 or len(stages) < 3:
            self.s.pipelines.add_stage(work, stages[0].pipeline_id, f"阶段{self.pick.randrange(10**6)}")
        else:
            gone, target = self.pick.sample(stages, 2)
            self.s.pipelines.delete_stage(work, gone.id, target.id)

    def bin(self, work: UnitOfWork) -> None:
        table = self.pick.choice(("customer", "deal", "sales_order"))
        self._service(table).delete(work, self._one(table, "deleted_at IS NULL"))

    def restore(self, work: UnitOfWork) -> None:
        table = self.pick.choice(("customer", "deal", "sales_order"))
        self._service(table).restore(work, self._one(table, "deleted_at IS NOT NULL"))

    # -- parts

    def _service(self, table: str) -> Any:
        return {"customer": self.s.customers, "deal": self.s.deals, "sales_order": self.s.orders}[table]

    def _one(self, table: str, where: str = "1") -> int:
        """Any row; raises :class:`UserError` where there is none."""
        ids = [row[0] for row in self.s.db.execute_sql(f"SELECT id FROM {table} WHERE {where} ORDER BY id")]
        if not ids:
            raise UserError("not_found", STEP)
        return self.pick.choice(ids)

    def _day(self) -> date:
        return self.s.clock.today() - timedelta(days=self.pick.randrange(-60, 400))

    def _lines(self) -> list[NewLine]:
        return [
            NewLine(product=self.pick.choice(PRODUCTS), price=self.pick.choice((199, 1, 0, 33_333)),
                    quantity=self.pick.choice((1000, 500, 2000)), discount=self.pick.choice((0, 0, 5)))
            for _ in range(self.pick.randrange(1, 4))
        ]  # fmt: skip
