"""Payments on their own, money given back, what is set off, and what a return counts for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.services.collecting import Balance, balance_of, collect, unpaid_orders
from crm_desktop.services.exporting.entities import export_everything
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.services.orders import NewLine, NewOrder, Order
from crm_desktop.services.orders_model import settlement

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

LABEL = N_("undo", "Test")
TODAY = date(2026, 9, 23)


def customer(services: Services, name: str = "Ann") -> int:
    with services.write(LABEL) as work:
        return services.customers.create(work, {"name": name})


def order(services: Services, price: int, quantity: int = 1000, **values: Any) -> Order:
    line = {"product": "Tea", "price": price, "quantity": quantity}
    with services.write(LABEL) as work:
        made = services.orders.create(work, {"lines": [line], **values})
    return services.orders.get(made)


@pytest.mark.parametrize(
    ("total", "paid", "state"),
    [
        (100, 100, "paid"), (100, 40, "owing"), (100, -40, "owing"), (100, 120, "overpaid"), (0, 0, "free"),
        (0, 5, "overpaid"), (-450, 0, "to_give_back"), (-450, -450, "given_back"), (-450, -500, "gave_too_much"),
    ],
)  # fmt: skip
def test_how_an_order_stands(total: int, paid: int, state: str) -> None:
    assert settlement(total, paid) == state


def test_a_payment_is_corrected_and_the_sum_follows(services: Services) -> None:
    made = order(services, 1_000, paid=300, method="Cash")
    with services.write(LABEL) as work:
        services.orders.pay(work, made.id, 200, method="Card")
    first, second = services.orders.get(made.id).payments
    assert (first.method, second.method) == ("Cash", "Card")
    with services.write(LABEL) as work:
        patch = {"amount": 350, "date": TODAY - timedelta(days=1), "method": "WeChat", "notes": "deposit"}
        services.orders.change_payment(work, first.id, patch)
    found = services.orders.get(made.id)
    assert [(one.date, one.amount, one.method, one.notes) for one in found.payments] == [
        ("2026-09-22", 350, "WeChat", "deposit"), ("2026-09-23", 200, "Card", ""),
    ]  # fmt: skip
    assert found.paid == 550
    services.history.undo(work.id)
    assert services.orders.get(made.id).paid == 500
    with pytest.raises(ValidationError), services.write(LABEL) as work:
        services.orders.change_payment(work, first.id, {"amount": 0})
    with pytest.raises(UserError) as caught, services.write(LABEL) as work:
        services.orders.change_payment(work, 999, {"amount": 1})
    assert caught.value.code == "not_found"


def test_one_payment_settles_the_orders_that_wait_longest(services: Services) -> None:
    ann = customer(services)
    late = order(services, 500, customer=ann, date=TODAY - timedelta(days=9))
    agreed = order(services, 300, customer=ann, date=TODAY - timedelta(days=30), due=TODAY - timedelta(days=12))
    new = order(services, 200, customer=ann, date=TODAY)
    order(services, 200, customer=ann, paid=250)
    assert [one.id for one in unpaid_orders(services, ann)] == [agreed.id, late.id, new.id]
    assert balance_of(services, ann) == Balance(1_000, 50)
    assert balance_of(services, ann).net == services.customers.get(ann).owed == 950  # type: ignore[union-attr]
    with services.write(LABEL) as work:
        made = collect(work, services, ann, 400, method="Card", notes="by phone")
    assert len(made) == 2
    assert [services.orders.get(one.id).paid for one in (agreed, late, new)] == [300, 100, 0]
    assert services.orders.get(late.id).payments[0].notes == "by phone"
    services.history.undo(work.id)
    assert balance_of(services, ann).owing == 1_000
    with services.write(LABEL) as work:
        collect(work, services, ann, 1_020)
    assert [services.orders.get(one.id).owed for one in (agreed, late, new)] == [0, 0, -20]
    for amount in (0, 10):
        with pytest.raises(ValidationError), services.write(LABEL) as work:
            collect(work, services, ann, amount)


def test_returns_and_gifts_are_no_purchases(services: Services) -> None:
    ann, bob = customer(services), customer(services, "Bob")

    def stage(who: int) -> str:
        return services.customers.get(who).stage  # type: ignore[union-attr]

    order(services, 0, customer=ann)
    assert stage(ann) == "lead"
    order(services, 450, customer=ann)
    order(services, 450, -1000, customer=ann, paid=-450)
    assert stage(ann) == "first"
    with services.write(LABEL) as work:
        lines = (NewLine("Tea", price=450), NewLine("Tea", price=450, quantity=-1000))
        services.orders.import_rows(work, [NewOrder("2026-09-01", (line,), bob) for line in lines])
        services.customers.update(work, bob, {"stage": "lost"})
    with services.write(LABEL) as work:
        services.orders.import_rows(work, [NewOrder("2026-09-02", lines[1:], bob)])
    assert stage(bob) == "lost", "who brings goods back is not back"


def test_a_return_and_money_given_back_leave_and_come_back_in_a_file(
    services: Services, open_shop: Callable[..., Services], tmp_path: Path
) -> None:
    ann = customer(services)
    order(services, 450, -1000, customer=ann)
    order(services, 450, -2000, customer=ann, paid=-450, method="Cash")
    over = order(services, 300, customer=ann, paid=500)
    order(services, 0, customer=ann)
    with services.write(LABEL) as work:
        services.orders.pay(work, over.id, -50, method="Card")
    book = tmp_path / "all.xlsx"
    export_everything(services, book)
    other = open_shop(tmp_path / "other")
    for again in (False, True):
        for sheet, entity in (("Products", "products"), ("Customers", "customers"), ("Orders", "orders")):
            result = import_file(
                other, book, ImportOptions(entity=entity, sheet=sheet, existing="overwrite", tag=False)
            )
            assert result.failed == 0
            assert not again or (result.created, result.updated) == (0, 0), entity
    for shop in (services, other):
        found = shop.orders.for_customer(1)
        assert sorted((one.total, one.paid) for one in found) == [(-900, -450), (-450, 0), (0, 0), (300, 450)]
        assert shop.customers.get(1).owed == -1_050  # type: ignore[union-attr]
        assert not shop.reports.run("receivables").rows


def test_the_order_of_a_won_deal(services: Services) -> None:
    ann = customer(services)
    with services.write(LABEL) as work:
        deal = services.deals.create(work, {"title": "Gift boxes", "customer": ann, "amount": 900})
        services.deals.win(work, deal)
    assert services.orders.for_deal(deal) == []
    made = order(services, 900, customer=ann, deal=deal)
    assert services.orders.for_deal(deal) == [made.id]
    with services.write(LABEL) as work:
        services.orders.delete(work, made.id)
    assert services.orders.for_deal(deal) == []
