"""What is kept when the rest of a change is undone is kept whole, and orders come to what their rows come to."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.errors import ConflictError, UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services, open_services
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.services.orders_model import NewLine
from crm_desktop.services.undo_plan import Later
from tests.conftest import NOW
from tests.services.random_shop import RandomShop, unsound

EDIT = N_("undo", "Edit order")


def order_of(services: Services, *prices: int, **values: object) -> int:
    with services.write(EDIT) as work:
        lines = [NewLine(product=f"茶{at}", price=price, free=True) for at, price in enumerate(prices)]
        return services.orders.create(work, {"lines": lines, **values})


def newest(services: Services) -> int:
    return services.history.changes(1)[0].id


def edit_lines(
    services: Services, order: int, *, leave_out: int | None = None, add: int | None = None, first: bool = False
) -> int:
    """Take a line out by its place, or add one of that price as the last or the first; returns the change."""
    lines = [
        NewLine(product=line.product, price=line.price, id=line.id, free=True)
        for at, line in enumerate(services.orders.get(order).lines)
        if at != leave_out
    ]
    if add is not None:
        lines.insert(0 if first else len(lines), NewLine(product="新", price=add, free=True))
    with services.write(EDIT) as work:
        services.orders.update(work, order, {"lines": lines})
    return work.id


def test_an_imported_order_that_was_changed_stays_with_lines_and_payments(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("order number,date,customer,product,quantity,price,paid\n"
                    "A1,2026-03-01,张伟,tea,2,10,20\nA2,2026-03-01,李娜,cup,1,5,5\n", encoding="utf-8")  # fmt: skip
    change = import_file(services, path, ImportOptions(entity="orders", unknown="create")).change
    assert change is not None
    ids = {number: one for one, number in services.db.execute_sql("SELECT id, number FROM sales_order").fetchall()}
    with services.write(EDIT) as work:
        services.orders.update(work, ids["A1"], {"notes": "customer called"})
        services.orders.pay(work, ids["A1"], 5)
    undone = services.history.undo(change, later="keep")
    assert {(one["entity"], one["name"]) for one in undone.kept} == {("orders", "A1"), ("products", "tea"),
                                                                     ("customers", "张伟")}  # fmt: skip
    assert len(undone.kept) > undone.kept_records == 3
    order = services.orders.get(ids["A1"])
    assert (order.notes, order.total, order.paid, len(order.lines)) == ("customer called", 2000, 2005, 1)
    assert {payment.amount for payment in order.payments} == {2000, 5}
    assert order.customer_id is not None
    with pytest.raises(UserError):
        services.orders.get(ids["A2"])
    assert services.customers.rows([order.customer_id])[0].stage == "first"
    assert unsound(services) == []


LATER: tuple[Later, ...] = ("refuse", "keep", "undo")


@pytest.mark.parametrize("later", LATER)
def test_the_first_of_two_payments_is_taken_back(services: Services, later: Later) -> None:
    order = order_of(services, 30_000)
    with services.write(EDIT) as work:
        services.orders.pay(work, order, 10_000)
    first = work.id
    with services.write(EDIT) as work:
        services.orders.pay(work, order, 5_000)
    services.history.undo(first, later=later)
    found = services.orders.get(order)
    assert ([payment.amount for payment in found.payments], found.paid, found.owed) == ([5_000], 5_000, 25_000)


def test_what_was_taken_back_and_paid_again_comes_to_both_when_done_again(services: Services) -> None:
    order = order_of(services, 30_000)
    with services.write(EDIT) as work:
        services.orders.pay(work, order, 700)
    undo = services.history.undo(work.id).change
    assert undo is not None
    with services.write(EDIT) as work:
        services.orders.pay(work, order, 700)
    services.history.undo(undo)
    assert services.orders.get(order).paid == 1_400


def test_a_line_taken_back_leaves_the_sum_of_the_others(services: Services) -> None:
    order = order_of(services, 100)
    first = edit_lines(services, order, add=50)
    edit_lines(services, order, add=7)
    services.history.undo(first)
    found = services.orders.get(order)
    assert (found.total, [line.amount for line in found.lines]) == (107, [100, 7])


def test_an_order_is_not_left_without_lines(services: Services) -> None:
    order = order_of(services, 100)
    first = edit_lines(services, order, add=50, first=True)
    edit_lines(services, order, leave_out=1)
    with pytest.raises(ConflictError) as caught:
        services.history.undo(first)
    number = services.orders.get(order).number
    assert [(one["reason"], one["name"]) for one in caught.value.conflicts] == [("emptied", number)]
    services.history.undo(first, later="keep")
    assert [line.amount for line in services.orders.get(order).lines] == [50]


def test_a_line_that_was_changed_keeps_its_order_and_is_told_by_its_number(services: Services) -> None:
    order = order_of(services, 100, 50, paid=30)
    created = newest(services)
    found = services.orders.get(order)
    with services.write(EDIT) as work:
        lines = [NewLine(product=line.product, price=price, id=line.id, free=True)
                 for line, price in zip(found.lines, (90, 50), strict=True)]  # fmt: skip
        services.orders.update(work, order, {"lines": lines})
    kept = services.history.undo(created, later="keep").kept
    assert ("orders", order, found.number) in {(one["entity"], one["id"], one["name"]) for one in kept}
    now = services.orders.get(order)
    assert (now.total, now.paid, [line.amount for line in now.lines]) == (140, 30, [90, 50])


def test_a_customer_stays_with_own_fields_and_plans_and_a_deal_with_its_way(services: Services) -> None:
    with services.write(EDIT) as work:
        shoe = services.custom_fields.add(work, "customers", "Shoe size", "number")
    due = services.clock.today() + timedelta(days=2)
    with services.write(N_("undo", "Import"), kind="import") as work:
        customer = services.customers.create(work, {"name": "张伟", shoe: "42", "next_follow_up": due})
        other = services.customers.create(work, {"name": "李娜", shoe: "38", "next_follow_up": due})
        services.activities.log(work, customer, "call", "问茶叶")
        deal = services.deals.create(work, {"title": "门头", "customer": customer, "amount": 100})
    created = work.id
    with services.write(EDIT) as work:
        services.customers.update(work, customer, {"name": "张大伟"})
        services.deals.update(work, deal, {"amount": 200})
    services.history.undo(created, later="keep")
    (found,) = services.customers.rows([customer, other])
    assert (found.name, found.next_follow_up, int(found.custom[shoe])) == ("张大伟", due, 42)
    assert services.db.execute_sql("SELECT content FROM activity").fetchall() == [("问茶叶",)]
    assert services.db.execute_sql("SELECT record_id FROM custom_value").fetchall() == [(customer,)]
    assert (services.deals.get(deal).amount, len(services.deals.moves(deal))) == (200, 1)


def test_a_changed_own_field_keeps_its_customer(services: Services) -> None:
    with services.write(EDIT) as work:
        shoe = services.custom_fields.add(work, "customers", "Shoe size", "number")
    with services.write(EDIT) as work:
        customer = services.customers.create(work, {"name": "张伟", shoe: "42"})
    created = work.id
    with services.write(EDIT) as work:
        services.customers.update(work, customer, {shoe: "43"})
    kept = services.history.undo(created, later="keep").kept
    assert [(one["entity"], one["id"], one["name"]) for one in kept] == [("customers", customer, "张伟")]
    (found,) = services.customers.rows([customer])
    assert int(found.custom[shoe]) == 43


def test_a_deal_does_not_go_back_into_a_stage_deleted_since(services: Services) -> None:
    with services.write(EDIT) as work:
        deal = services.deals.create(work, {"title": "门头"})
    first, second, third, *_ = services.pipelines.stages()
    with services.write(EDIT) as work:
        services.deals.move(work, deal, second.id)
    moved = work.id
    with services.write(EDIT) as work:
        services.pipelines.delete_stage(work, first.id, third.id)
    deleted = work.id
    with pytest.raises(ConflictError) as caught:
        services.history.undo(moved)
    assert [(one["reason"], one["name"]) for one in caught.value.conflicts] == [("link_gone", "门头")]
    again = services.history.undo(deleted).change
    services.history.undo(moved)
    assert services.deals.get(deal).stage_id == first.id
    assert again is not None
    with pytest.raises(ConflictError) as caught:
        services.history.undo(again)
    assert "used_by" in {one["reason"] for one in caught.value.conflicts}
    assert unsound(services) == []


@settings(max_examples=30)
@given(seed=st.integers(0, 10**6), later=st.sampled_from(LATER))
def test_old_changes_taken_back_leave_a_sound_shop(
    seed: int, later: Later, tmp_path_factory: pytest.TempPathFactory
) -> None:
    services = open_services(tmp_path_factory.mktemp("shop") / "data", clock=FixedClock(NOW))
    try:
        shop = RandomShop(services, seed)
        shop.begin()
        shop.live_on(25)
        assert unsound(services) == []
        for _ in range(10):
            change = shop.pick.choice([one.id for one in services.history.changes(200) if one.kind != "setup"])
            try:
                services.history.undo(change, later=later)
            except ConflictError:
                continue
            assert unsound(services) == [], change
    finally:
        services.close()
