"""The figures and lists of the morning, against what was put in."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.orders_model import NewLine
from crm_desktop.services.rhythm import LATE_FACTOR
from crm_desktop.services.today import TodayData

TODAY = date(2026, 9, 23)
LABEL = N_("undo", "Test")


def load(services: Services) -> TodayData:
    return services.today.load(TODAY)


def person(services: Services, name: str = "沈若兰", **values: Any) -> int:
    with services.write(LABEL) as work:
        return services.customers.create(work, {"name": name, **values})


def order(services: Services, customer: int | None, day: date, amount: int, **values: Any) -> int:
    with services.write(LABEL) as work:
        lines = [NewLine("茶", price=amount)]
        return services.orders.create(work, {"customer": customer, "date": day, "lines": lines, **values})


def deal(services: Services, title: str, amount: int, **values: Any) -> int:
    with services.write(LABEL) as work:
        return services.deals.create(work, {"title": title, "amount": amount, **values})


def task(services: Services, due: date, **values: Any) -> int:
    with services.write(LABEL) as work:
        return services.followups.create(work, {"subject": "Call", "due": due, **values})


def test_an_empty_shop_is_new(services: Services) -> None:
    data = load(services)
    assert data.is_new_shop
    assert (data.todo(), data.month_sales, data.open_deals_total, data.sales_change()) == (0, 0, 0, None)
    person(services)
    assert not load(services).is_new_shop


def test_what_is_due(services: Services) -> None:
    late, now = task(services, TODAY - timedelta(days=1)), task(services, TODAY)
    task(services, TODAY + timedelta(days=1))
    finished = task(services, TODAY)
    with services.write(LABEL) as work:
        services.followups.complete(work, finished)
    data = load(services)
    assert [f.id for f in data.overdue] == [late]
    assert [f.id for f in data.due] == [now]
    assert [f.id for f in data.done] == [finished]
    assert data.todo() == 2


def test_long_lists_are_cut_but_counted(services: Services) -> None:
    with services.write(LABEL) as work:
        for _ in range(60):
            services.followups.create(work, {"subject": "Call", "due": TODAY - timedelta(days=3)})
    data = load(services)
    assert (len(data.overdue), data.overdue_count) == (50, 60)


def test_month_against_the_same_days_of_last_year(services: Services) -> None:
    order(services, None, date(2026, 9, 1), 70_000)
    order(services, None, TODAY, 70_000)
    order(services, None, date(2026, 8, 31), 999)
    order(services, None, date(2025, 9, 1), 40_000)
    order(services, None, date(2025, 9, 23), 60_000)
    order(services, None, date(2025, 9, 24), 999)
    data = load(services)
    assert (data.month_sales, data.month_sales_before) == (140_000, 100_000)
    assert data.sales_change() == pytest.approx(0.4)


def test_on_29_february_last_year_ends_on_the_28th(services: Services) -> None:
    order(services, None, date(2027, 2, 28), 100)
    order(services, None, date(2027, 3, 1), 999)
    order(services, None, date(2028, 2, 29), 150)
    data = services.today.load(date(2028, 2, 29))
    assert (data.month_sales, data.month_sales_before) == (150, 100)


def test_a_deleted_order_counts_nowhere(services: Services) -> None:
    customer = person(services)
    gone = order(services, customer, TODAY, 5_000)
    with services.write(LABEL) as work:
        services.orders.delete(work, gone)
    data = load(services)
    assert (data.month_sales, data.receivable_total, data.receivables) == (0, 0, [])


def test_money_to_collect_the_most_pressing_first(services: Services) -> None:
    school, wang, firm, paid = (person(services, name) for name in ("启明小学", "王秀英", "瑞安会计所", "张伟"))
    order(services, firm, TODAY - timedelta(days=9), 5_740_00)
    order(services, wang, TODAY - timedelta(days=3), 1_260_00, due=TODAY)
    order(services, school, TODAY - timedelta(days=30), 10_000_00, due=TODAY - timedelta(days=2), paid=3_520_00)
    order(services, school, TODAY - timedelta(days=1), 100, due=TODAY + timedelta(days=20), paid=100)
    order(services, paid, TODAY, 500, paid=500)
    data = load(services)
    assert [(r.name, r.owed, r.days_late(TODAY)) for r in data.receivables] == [
        ("启明小学", 6_480_00, 2), ("王秀英", 1_260_00, 0), ("瑞安会计所", 5_740_00, 0),
    ]  # fmt: skip
    assert (data.receivable_count, data.receivable_total) == (3, 13_480_00)
    assert data.receivables[2].due is None
    assert data.receivables[2].since == TODAY - timedelta(days=9)


def test_what_is_not_due_yet_stands_by_its_amount(services: Services) -> None:
    """Six are shown: the newest and the largest are among them, however many small ones have a day agreed on."""
    for number in range(8):
        order(
            services, person(services, f"Later {number}"), TODAY, 100 + number, due=TODAY + timedelta(days=number + 1)
        )
    order(services, person(services, "Large"), TODAY, 9_000)
    order(services, person(services, "Due"), TODAY, 1, due=TODAY)
    order(services, person(services, "Overdue"), TODAY, 2, due=TODAY - timedelta(days=2))
    data = load(services)
    assert [r.name for r in data.receivables] == ["Overdue", "Due", "Large", "Later 7", "Later 6", "Later 5"]
    assert data.receivable_count == 11


def test_what_a_customer_in_the_bin_owes_is_left_out(services: Services) -> None:
    customer = person(services)
    order(services, customer, TODAY, 5_000)
    with services.write(LABEL) as work:
        services.customers.delete(work, customer)
    assert load(services).receivable_total == 0


def test_deals_going_cold_as_the_board_sees_them(services: Services, clock: FixedClock) -> None:
    """Nobody touched them for as long as their stage allows; a step ahead keeps them warm."""
    customer = person(services)
    clock.advance(timedelta(days=-12))
    cold = deal(services, "毕业册纸张", 6_300_00)
    warm = deal(services, "礼盒", 9_000_00)
    touched = deal(services, "茶席布置", 6_800_00, customer=customer)
    with services.write(LABEL) as work:
        services.followups.create(work, {"deal": warm, "subject": "Call", "due": TODAY})
    clock.advance(timedelta(days=12))
    with services.write(LABEL) as work:
        services.activities.log(work, customer, "call", "Still thinking")
    data = load(services)
    assert [(d.deal_id, d.days) for d in data.cold_deals] == [(cold, 12)]
    assert (data.cold_count, data.cold_total) == (1, 6_300_00)
    assert (data.open_deals, data.open_deals_total) == (3, 22_100_00)
    board = services.deals.columns(services.pipelines.first().id)
    assert sum(sums.rotten for sums in board.values()) == data.cold_count
    assert touched not in [d.deal_id for d in data.cold_deals]


def test_won_deals_are_neither_open_nor_cold(services: Services, clock: FixedClock) -> None:
    clock.advance(timedelta(days=-40))
    won = deal(services, "台历", 1_000_00)
    with services.write(LABEL) as work:
        services.deals.win(work, won)
    clock.advance(timedelta(days=40))
    data = load(services)
    assert (data.open_deals, data.cold_deals) == (0, [])


def test_customers_past_their_own_rhythm(services: Services) -> None:
    late, regular, new = person(services, "沈若兰"), person(services, "张伟"), person(services, "何佳")
    for gap in (83, 65, 47):
        order(services, late, TODAY - timedelta(days=gap), 100)
    for gap in (40, 20, 5):
        order(services, regular, TODAY - timedelta(days=gap), 100)
    for gap in (300, 299):
        order(services, new, TODAY - timedelta(days=gap), 100)
    data = load(services)
    assert [(c.name, c.usual_days, c.days) for c in data.late_customers] == [("沈若兰", 18, 47)]
    assert data.late_count == 1


@pytest.mark.parametrize(("gap", "is_late"), [(27, False), (28, True), (366, False)])
def test_when_the_rhythm_is_missed(services: Services, gap: int, is_late: bool) -> None:
    assert LATE_FACTOR == 1.5
    customer = person(services)
    for n in range(3):
        order(services, customer, TODAY - timedelta(days=gap + 18 * n), 100)
    assert bool(load(services).late_count) is is_late


def test_birthdays_of_the_week(services: Services) -> None:
    person(services, "陈国华", birthday="L1964-08-13")
    person(services, "刘思琪", birthday="2001-09-29")
    person(services, "张伟", birthday="2001-09-30")
    assert [(b.name, b.age) for b in load(services).birthdays] == [("陈国华", 62), ("刘思琪", 25)]


def test_done_today_counts_what_was_overdue(services: Services) -> None:
    old = task(services, TODAY - timedelta(days=5))
    with services.write(LABEL) as work:
        services.followups.complete(work, old, "Spoke")
    data = load(services)
    assert [f.result for f in data.done] == ["Spoke"]
    assert data.done_count == 1
    assert data.todo() == 0


def test_one_state_of_the_data(services: Services) -> None:
    """Reading happens in one snapshot and leaves no transaction open."""
    load(services)
    task(services, TODAY)
    assert load(services).due_count == 1
    assert datetime(2026, 9, 23).date() == TODAY
