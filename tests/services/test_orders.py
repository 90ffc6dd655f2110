"""Orders: rounding, totals, payments, numbers, the customer's way from potential to loyal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.services.orders import NewLine, NewOrder, Order, line_amount

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

LABEL = N_("undo", "Test")
TODAY = date(2026, 9, 23)


def order(services: Services, *lines: dict[str, Any], **values: Any) -> Order:
    wanted = list(lines) or [{"product": "Jasmine tea", "price": 1_600}]
    with services.write(LABEL) as work:
        made = services.orders.create(work, {"lines": wanted, **values})
    return services.orders.get(made)


def customer(services: Services, name: str = "Ann") -> int:
    with services.write(LABEL) as work:
        return services.customers.create(work, {"name": name})


# Rounding -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quantity", "price", "discount", "amount"),
    [
        (1000, 995, 0, 995),
        (1500, 995, 0, 1493),
        (500, 1, 0, 1),
        (499, 1, 0, 0),
        (333, 1000, 0, 333),
        (2000, 1250, 300, 2200),
        (-1500, 995, 0, -1493),
        (-500, 1, 0, -1),
    ],
)
def test_a_line_is_rounded_half_up(quantity: int, price: int, discount: int, amount: int) -> None:
    assert line_amount(quantity, price, discount) == amount


@given(st.integers(-(10**7), 10**7), st.integers(0, 10**7))
def test_rounding_is_never_off_by_more_than_half_a_unit_and_returns_mirror_sales(quantity: int, price: int) -> None:
    amount = line_amount(quantity, price)
    assert abs(amount * 1000 - quantity * price) <= 500
    assert line_amount(-quantity, price) == -amount


# Writing --------------------------------------------------------------------------------------


def test_totals_come_from_rounded_lines_less_the_discount(services: Services) -> None:
    made = order(
        services, {"product": "Tea", "price": 995, "quantity": 1500},
        {"product": "Cup", "price": 1_500, "discount": 100}, discount=93, paid=1_000, method="Cash",
    )  # fmt: skip
    assert [line.amount for line in made.lines] == [1_493, 1_400]
    assert (made.total, made.paid, made.owed, made.status) == (2_800, 1_000, 1_800, "partly")
    assert [(payment.amount, payment.method, payment.date) for payment in made.payments] == [
        (1_000, "Cash", "2026-09-23")
    ]


def test_a_walk_in_needs_no_customer_and_unknown_products_are_made(services: Services) -> None:
    made = order(services, {"product": "New tea", "price": 700})
    assert (made.customer_id, made.customer, made.status) == (None, "", "unpaid")
    found = services.products.find("new tea")
    assert found is not None
    assert (found.id, found.price) == (made.lines[0].product_id, 700)
    again = order(services, {"product": "New tea", "price": 650})
    assert again.lines[0].product_id == found.id


def test_a_free_line_makes_no_product(services: Services) -> None:
    made = order(services, {"product": "Wedding, all in", "price": 90_000, "free": True})
    assert made.lines[0].product_id is None
    assert services.products.find("Wedding, all in") is None


@pytest.mark.parametrize(
    ("lines", "values", "field"),
    [
        ([], {}, "lines"),
        ([{"product": " ", "price": 1}], {}, "lines"),
        ([{"product": "Tea", "quantity": 0}], {}, "lines"),
        ([{"product": "Tea"}], {"date": ""}, "date"),
        ([{"product": "Tea"}], {"number": "S-1"}, "number"),
    ],
)
def test_what_can_not_be_stored_leaves_nothing(
    services: Services, lines: list[dict[str, Any]], values: dict[str, Any], field: str
) -> None:
    order(services, number="S-1")
    with pytest.raises(ValidationError) as caught, services.write(LABEL) as work:
        services.orders.create(work, {"lines": lines, **values})
    assert field in caught.value.problems
    assert services.db.execute_sql("SELECT count(*) FROM sales_order").fetchone()[0] == 1


def test_a_discount_is_a_line_and_no_product(services: Services) -> None:
    made = order(services, {"product": "Tea", "price": 1_600}, {"product": " Discount ", "price": -500}, date=TODAY)
    assert (made.total, [(line.product, line.product_id) for line in made.lines]) == (
        1_100,
        [("Tea", 1), ("Discount", None)],
    )
    with services.write(LABEL) as work:
        services.orders.update(work, made.id, {"lines": [{"product": "Rebate", "price": -100}]})
        services.orders.import_rows(work, [NewOrder(TODAY.isoformat(), (NewLine("Rebate", None, 1000, -100),))])
    assert [product.name for product in services.products.all()] == ["Tea"]
    report = services.reports.run("sales_by_product")
    assert ("Rebate", -200) in [(row[0], getattr(cell, "value", cell)) for row in report.rows for cell in row[1:]]


@pytest.mark.parametrize("by_import", [False, True])
def test_the_number_of_an_order_in_the_bin_that_was_moved_to_another_day_stays_used(
    services: Services, by_import: bool
) -> None:
    moved = order(services)
    assert moved.number == "S-20260923-01"
    with services.write(LABEL) as work:
        services.orders.update(work, moved.id, {"date": date(2026, 9, 28)})
        services.orders.delete(work, moved.id)
    assert services.orders.next_number(TODAY) == "S-20260923-02"
    if by_import:
        with services.write(LABEL) as work:
            (made,) = services.orders.import_rows(work, [NewOrder("2026-09-23", (NewLine("Tea", price=500),))])
    else:
        made = order(services).id
    assert services.orders.get(made).number == "S-20260923-02"
    with services.write(LABEL) as work:
        services.orders.restore(work, moved.id)
    assert services.orders.get(moved.id).number == "S-20260923-01"


def test_a_number_typed_by_hand_does_not_disturb_the_count(services: Services) -> None:
    for typed in ("S-20260923-x", "S-20260923-", "S-", "s-20260923-44", "S-20260923-3-7"):
        made = order(services, number=typed)
        with services.write(LABEL) as work:
            services.orders.delete(work, made.id)
    assert services.orders.next_number(TODAY) == "S-20260923-01"


def test_numbers_count_by_day_and_are_never_given_twice(services: Services) -> None:
    first, second = order(services), order(services)
    assert (first.number, second.number) == ("S-20260923-01", "S-20260923-02")
    with services.write(LABEL) as work:
        services.orders.delete(work, second.id)
    assert order(services).number == "S-20260923-03"
    assert order(services, date=date(2026, 9, 22)).number == "S-20260922-01"
    assert order(services, number="S-20260923-120").number == "S-20260923-120"
    assert services.orders.next_number(TODAY) == "S-20260923-121"


def test_lines_are_changed_in_place_and_paid_grows_by_a_payment(services: Services) -> None:
    made = order(services, {"product": "Tea", "price": 100}, {"product": "Cup", "price": 50}, paid=100)
    keep = made.lines[1]
    with services.write(LABEL) as work:
        services.orders.update(
            work, made.id,
            {"lines": [NewLine("Cup", keep.product_id, 3000, 50, id=keep.id), NewLine("Pen", price=10)], "paid": 160},
            made.version,
        )  # fmt: skip
    found = services.orders.get(made.id)
    assert [(line.id == keep.id, line.product, line.amount) for line in found.lines] == [
        (True, "Cup", 150),
        (False, "Pen", 10),
    ]
    assert (found.total, found.paid, found.status) == (160, 160, "paid")
    assert [payment.amount for payment in found.payments] == [100, 60]
    services.history.undo(work.id)
    back = services.orders.get(made.id)
    assert (back.lines, back.payments, back.total, back.paid) == (made.lines, made.payments, 150, 100)


def test_a_stale_form_is_refused(services: Services) -> None:
    made = order(services)
    with services.write(LABEL) as work:
        services.orders.update(work, made.id, {"notes": "x"}, made.version)
    with pytest.raises(UserError) as caught, services.write(LABEL) as work:
        services.orders.update(work, made.id, {"notes": "y"}, made.version)
    assert caught.value.code == "conflict"


def test_refunds_and_deleted_payments(services: Services) -> None:
    made = order(services, {"product": "Tea", "price": 100}, paid=100)
    with services.write(LABEL) as work:
        services.orders.pay(work, made.id, -40, method="Cash")
    assert services.orders.get(made.id).owed == 40
    with services.write(LABEL) as work:
        services.orders.delete_payment(work, services.orders.get(made.id).payments[0].id)
    assert (services.orders.get(made.id).paid, services.orders.get(made.id).status) == (-40, "unpaid")
    with pytest.raises(ValidationError), services.write(LABEL) as work:
        services.orders.pay(work, made.id, 0)


# The customer ---------------------------------------------------------------------------------


def test_buying_moves_a_customer_on_and_never_back(services: Services) -> None:
    who = customer(services)
    seen = []
    for _ in range(5):
        last = order(services, customer=who)
        seen.append(services.customers.get(who).stage)  # type: ignore[union-attr]
    assert seen == ["first", "repeat", "repeat", "repeat", "loyal"]
    with services.write(LABEL) as work:
        services.orders.delete(work, last.id)
    assert services.customers.get(who).stage == "loyal"  # type: ignore[union-attr]
    with services.write(LABEL) as work:
        services.customers.update(work, who, {"stage": "lost"})
    order(services, customer=who)
    assert services.customers.get(who).stage == "loyal"  # type: ignore[union-attr]


def test_the_customers_figures_follow_orders_and_their_undo(services: Services) -> None:
    who = customer(services)
    made = order(services, {"product": "Tea", "price": 1_000}, customer=who, paid=300)
    found = services.customers.get(who)
    assert found is not None
    assert (found.total_spent, found.owed, found.orders, found.last_order) == (1_000, 700, 1, TODAY)
    assert [listed.id for listed in services.orders.for_customer(who)] == [made.id]
    with services.write(LABEL) as work:
        services.orders.delete(work, made.id)
    assert services.customers.get(who).total_spent == 0  # type: ignore[union-attr]
    assert services.orders.for_customer(who) == []
    services.history.undo(work.id)
    assert services.customers.get(who).total_spent == 1_000  # type: ignore[union-attr]


# Many at once -----------------------------------------------------------------------------------


def test_many_orders_at_once_are_like_single_ones(services: Services) -> None:
    who = customer(services)
    wanted = [
        NewOrder("2026-09-01", (NewLine("Tea", price=500), NewLine("Cup", price=100, quantity=2000)), who, paid=None),
        NewOrder("2026-09-01", (NewLine("Tea", price=500),), paid=0),
        NewOrder("2026-09-02", (NewLine("Tea", price=500, amount=450),), who, number="A-7", discount=50, paid=100),
    ]
    with services.write(LABEL, kind="import") as work:
        ids = services.orders.import_rows(work, wanted)
    found = services.orders.many(ids)
    assert [one.number for one in found] == ["S-20260901-01", "S-20260901-02", "A-7"]
    assert [(one.total, one.paid, one.status) for one in found] == [
        (700, 700, "paid"), (500, 0, "unpaid"), (400, 100, "partly"),
    ]  # fmt: skip
    assert len(services.products.all()) == 2
    assert services.customers.get(who).stage == "repeat"  # type: ignore[union-attr]
    assert services.customers.get(who).owed == 300  # type: ignore[union-attr]
    services.history.undo(work.id)
    assert services.orders.many(ids) == []
    assert services.customers.get(who).stage == "lead"  # type: ignore[union-attr]


def test_rows_of_the_list_are_lines(services: Services) -> None:
    made = order(
        services, {"product": "Tea", "price": 100}, {"product": "Cup", "price": 50}, channel="Shop", staff="Amy"
    )
    rows = services.orders.line_rows([line.id for line in reversed(made.lines)])
    assert [(row.product, row.number, row.date, row.channel, row.staff) for row in rows] == [
        ("Cup", made.number, TODAY, "Shop", "Amy"), ("Tea", made.number, TODAY, "Shop", "Amy"),
    ]  # fmt: skip
    assert services.orders.suggestions("channel") == ["Shop"]


def test_numbers_given_in_a_batch_leave_those_of_the_batch_alone(services: Services) -> None:
    """Also those that come later, and those that are no numbers of ours."""
    line = (NewLine("Tea", price=100),)
    given = ["", "S-20260301-02", "", "S-20260301-01", "", "S-2026", "S-20260301-x"]
    with services.write(LABEL) as work:
        first = services.orders.import_rows(work, [NewOrder("2026-03-01", line, number=one) for one in given])
        more = services.orders.import_rows(work, [NewOrder("2026-03-01", line)])
    assert [one.number for one in services.orders.many([*first, *more])] == [
        "S-20260301-03", "S-20260301-02", "S-20260301-04", "S-20260301-01", "S-20260301-05", "S-2026", "S-20260301-x",
        "S-20260301-06",
    ]  # fmt: skip
