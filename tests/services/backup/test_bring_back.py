"""What is brought back from an earlier state is as it was then, or as it is now: never half of each."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.i18n import N_
from crm_desktop.services.backup.bring_back import Brought, bring_back
from crm_desktop.services.backup.past import Past
from crm_desktop.services.context import Services, open_services
from crm_desktop.services.orders_model import NewLine
from tests.conftest import NOW
from tests.services.random_shop import RandomShop, unsound
from tests.services.test_history import snapshot

EDIT = N_("undo", "Edit order")
How = Literal["keep", "replace"]
Back = Callable[[How], Brought]


@pytest.fixture
def shop(data_dir: Path) -> Iterator[Services]:
    """张伟 (1) with an order (1) of two lines, paid, and a deal (1) in the second stage; a copy lies in ``past``."""
    clock = FixedClock(NOW)
    with closing(open_services(data_dir, clock=clock)) as first, first.write(EDIT) as work:
        first.custom_fields.add(work, "customers", "Plate", "text")
        customer = first.customers.create(work, {"name": "张伟", "plate": "浙A88"})
        lines = [NewLine(product="茶", price=10_000), NewLine(product="杯", price=5_000)]
        first.orders.create(work, {"customer": customer, "lines": lines, "paid": 15_000})
        stage = first.pipelines.stages()[1].id
        first.deals.create(work, {"title": "门头", "customer": customer, "stage": stage, "amount": 100})
    shutil.copytree(data_dir, data_dir.parent / "past")
    with closing(open_services(data_dir, clock=clock)) as live:
        yield live


@pytest.fixture
def back(shop: Services) -> Iterator[Back]:
    """Bring 张伟 back."""
    with closing(open_services(shop.data_dir.parent / "past", clock=shop.clock)) as then:
        yield lambda how: bring_back(shop, Past(then, shop, "", None), {"customer": [1]}, conflict=how)


def sell_otherwise(shop: Services) -> None:
    """One line goes, another comes; the payment is replaced by another one."""
    order = shop.orders.get(1)
    with shop.write(EDIT) as work:
        lines = [NewLine(product="茶", price=10_000, id=order.lines[0].id), NewLine(product="壶", price=900)]
        shop.orders.update(work, 1, {"lines": lines})
        shop.orders.delete_payment(work, order.payments[0].id)
        shop.orders.pay(work, 1, 700)


def figures(shop: Services) -> tuple[int, int, list[int], list[int]]:
    order = shop.orders.get(1)
    return order.total, order.paid, [one.amount for one in order.lines], [one.amount for one in order.payments]


NOW_ = (10_900, 700, [10_000, 900], [700])
THEN = (15_000, 15_000, [10_000, 5_000], [15_000])


def test_an_order_that_is_kept_keeps_its_lines_and_payments(shop: Services, back: Back) -> None:
    sell_otherwise(shop)
    assert back("keep").kept == 1
    assert figures(shop) == NOW_


@pytest.mark.parametrize(("how", "binned"), [("replace", False), ("keep", True), ("replace", True)])
def test_an_order_of_then_has_the_lines_and_payments_of_then(
    shop: Services, back: Back, how: How, binned: bool
) -> None:
    sell_otherwise(shop)
    if binned:
        with shop.write(EDIT) as work:
            shop.orders.delete(work, 1)
    before = snapshot(shop)
    change = back(how).change
    assert figures(shop) == THEN
    assert shop.orders.get(1).deleted_at is None
    assert change is not None
    shop.history.undo(change)
    assert snapshot(shop) == before


def test_an_order_of_which_only_the_lines_differ_is_replaced_too(shop: Services, back: Back) -> None:
    order = shop.orders.get(1)
    with shop.write(EDIT) as work:
        lines = [NewLine(product="茶", price=5_000, id=order.lines[0].id), NewLine(product="壶", price=10_000)]
        shop.orders.update(work, 1, {"lines": lines})
    assert back("keep").change is None
    assert figures(shop)[2] == [5_000, 10_000]
    back("replace")
    assert figures(shop) == THEN


@pytest.mark.parametrize("how", ["keep", "replace"])
def test_own_fields_go_with_their_customer(shop: Services, back: Back, how: How) -> None:
    with shop.write(EDIT) as work:
        shop.custom_fields.add(work, "customers", "Size", "text")
    with shop.write(EDIT) as work:
        shop.customers.update(work, 1, {"plate": "", "size": "42", "name": "张大伟"})
    back(how)
    (found,) = shop.customers.rows([1])
    expected = ("张大伟", None, "42") if how == "keep" else ("张伟", "浙A88", "42")
    assert (found.name, found.custom.get("plate"), found.custom.get("size")) == expected


@pytest.mark.parametrize("pipeline_gone", [False, True])
def test_a_deal_of_a_stage_deleted_since_comes_into_a_live_one(shop: Services, back: Back, pipeline_gone: bool) -> None:
    stages = shop.pipelines.stages()
    with shop.write(EDIT) as work:
        shop.deals.delete(work, 1)
        if pipeline_gone:
            other = shop.pipelines.add_pipeline(work, "展会")
            target = shop.pipelines.stages(other)[0]
            shop.deals.move(work, 1, target.id)
            shop.pipelines.delete_pipeline(work, stages[0].pipeline_id)
        else:
            target = stages[0]
            shop.pipelines.delete_stage(work, stages[1].id, stages[2].id)
    back("keep")
    deal = shop.deals.get(1)
    assert (deal.deleted, deal.pipeline_id, deal.stage_id) == (False, target.pipeline_id, target.id)
    assert deal.probability == target.probability
    assert [move.to_stage_id for move in shop.deals.moves(1)] == [stages[1].id, target.id]
    assert shop.deals.columns(target.pipeline_id)[target.id].count == 1


@settings(max_examples=20)
@given(seed=st.integers(0, 10**6))
def test_records_brought_back_leave_a_sound_shop(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, clock = tmp_path_factory.mktemp("shop"), FixedClock(NOW)
    with closing(open_services(folder / "data", clock=clock)) as first:
        shop = RandomShop(first, seed)
        shop.begin()
    shutil.copytree(folder / "data", folder / "past")
    with (
        closing(open_services(folder / "data", clock=clock)) as live,
        closing(open_services(folder / "past", clock=clock)) as then,
    ):
        shop.s = live
        shop.live_on(30)
        for how in ("keep", "replace"):
            before = snapshot(live)
            roots = shop.pick.sample(shop.customers[:6], 3)
            change = bring_back(live, Past(then, live, "", None), {"customer": roots}, conflict=how).change
            assert unsound(live) == []
            if change is not None:
                live.history.undo(change)
                assert snapshot(live) == before
