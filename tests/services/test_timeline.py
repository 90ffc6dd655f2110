"""The timeline narrowed by kind and words and read on page by page; lifecycle, conversion, what was bought."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from crm_desktop.core.clock import local_date, to_ms
from crm_desktop.core.errors import ConflictError, ValidationError
from crm_desktop.core.i18n import N_, render
from crm_desktop.services.context import Services
from crm_desktop.services.lifecycle import conversion, judge, moves_on, priorities
from crm_desktop.services.owned import products_of

TODAY = date(2026, 9, 23)


@pytest.fixture
def ann(services: Services) -> int:
    with services.write(N_("undo", "New customer")) as work:
        return services.customers.create(work, {"name": "Ann", "preferred_channel": "wechat"})


def order(services: Services, customer: int, days: int, *lines: tuple[str, int, int]) -> int:
    with services.write(N_("undo", "New order")) as work:
        made = [{"product": name, "quantity": number, "price": price} for name, number, price in lines]
        values = {"date": TODAY - timedelta(days=days), "customer": customer, "lines": made}
        return services.orders.create(work, values)


def log(services: Services, customer: int, kind: str, text: str, days: int = 0, **more: Any) -> int:
    with services.write(N_("undo", "Log a contact")) as work:
        at = datetime(2026, 9, 23, 2, 0, tzinfo=UTC) - timedelta(days=days)
        return services.activities.log(work, customer, kind, text, at=at, **more)


def test_pages_join_without_gap_or_double_also_at_the_same_instant(services: Services, ann: int) -> None:
    for number in range(25):
        log(services, ann, "call", f"call {number}", days=number // 5)
    order(services, ann, 2, ("Tea", 1000, 500))
    whole = services.activities.timeline(ann, limit=100)
    read: list[Any] = []
    while page := services.activities.timeline(ann, limit=4, before=read[-1] if read else None):
        read += page
    assert read == whole
    assert len(whole) == 26


def test_narrowed_by_kind_type_and_words(services: Services, ann: int) -> None:
    log(services, ann, "call", "Asked about 100% cotton", response="yes_please")
    log(services, ann, "visit", "Came in")
    order(services, ann, 3, ("White Peony", 1000, 900))
    words = services.activities.timeline
    assert [one.type for one in words(ann, kinds=("activity",), types=("visit",))] == ["visit"]
    assert [one.kind for one in words(ann, text="peony")] == ["order"]
    assert [one.text for one in words(ann, text="100%")] == ["Asked about 100% cotton\nyes_please"]
    assert words(ann, text="100_") == []
    assert words(ann, kinds=("order",), text="cotton") == []


def test_a_deal_stands_where_it_began_and_where_it_ended(services: Services, ann: int) -> None:
    with services.write(N_("undo", "Deals")) as work:
        won = services.deals.create(work, {"title": "Boxes", "customer": ann, "amount": 900})
        lost = services.deals.create(work, {"title": "Cups", "customer": ann})
        services.deals.create(work, {"title": "Open", "customer": ann})
        services.deals.win(work, won, closed=TODAY - timedelta(days=4))
        services.deals.lose(work, lost, "price")
    found = [(one.kind, one.title, one.status, local_date(to_ms(one.at))) for one in services.activities.timeline(ann)]
    assert found == [
        ("closed_deal", "Cups", "lost", TODAY), ("deal", "Open", "open", TODAY), ("deal", "Cups", "", TODAY),
        ("deal", "Boxes", "", TODAY), ("closed_deal", "Boxes", "won", TODAY - timedelta(days=4)),
    ]  # fmt: skip
    assert services.activities.timeline_count(ann) == 5


def test_a_lost_deal_says_why(services: Services, ann: int) -> None:
    with services.write(N_("undo", "Deals")) as work:
        cups, boxes, bags = (
            services.deals.create(work, {"title": t, "customer": ann}) for t in ("Cups", "Boxes", "Bags")
        )
        services.deals.lose(work, cups, "price")
        services.deals.lose(work, boxes, "Moved to another town", competitor="Teahouse Lin")
        services.deals.win(work, bags)
    ended = services.activities.timeline(ann, kinds=("closed_deal",))
    assert {one.title: one.text for one in ended} == {
        "Cups": "Price", "Boxes": "Moved to another town · Competitor: Teahouse Lin", "Bags": "",
    }  # fmt: skip
    assert {one.title: one.reason for one in ended}["Cups"] == "price"
    for text, titles in (("price", ["Cups"]), ("another town", ["Boxes"]), ("teahouse", ["Boxes"])):
        assert [one.title for one in services.activities.timeline(ann, text=text)] == titles


def test_last_contacts_leave_notes_out(services: Services, ann: int) -> None:
    for days, kind in ((3, "call"), (2, "note"), (1, "wechat"), (4, "visit"), (5, "email")):
        log(services, ann, kind, kind, days)
    assert [one.type for one in services.activities.last_contacts(ann)] == ["wechat", "call", "visit"]


def test_an_entry_is_changed_and_refused_when_emptied_or_stale(services: Services, ann: int) -> None:
    made = log(services, ann, "call", "Hello")
    entry = services.activities.get(made)
    with services.write(N_("undo", "Change an entry of the timeline")) as work:
        services.activities.update(work, made, {"type": "visit", "content": "Hello again"}, entry.version)
    assert services.activities.get(made).content == "Hello again"
    with pytest.raises(ConflictError), services.write(N_("undo", "Change an entry of the timeline")) as stale:
        services.activities.update(stale, made, {"content": "Too late"}, entry.version)
    with pytest.raises(ValidationError), services.write(N_("undo", "Change an entry of the timeline")) as empty:
        services.activities.update(empty, made, {"content": "  "})
    services.history.undo(work.id)
    assert (services.activities.get(made).type, services.activities.get(made).content) == ("call", "Hello")


def test_the_stage_that_the_figures_say_and_why(services: Services, ann: int) -> None:
    def judged() -> tuple[str, str]:
        customer = services.customers.get(ann)
        assert customer is not None
        found = judge(customer, TODAY)
        return found.stage, render(found.why)

    assert judged() == ("lead", "has not bought yet")
    order(services, ann, 200, ("Tea", 1000, 500))
    assert judged() == ("first", "bought once")
    order(services, ann, 190, ("Tea", 1000, 500))
    assert judged() == ("lost", "usually every 10 days, now 190 days away")
    order(services, ann, 5, ("Tea", 1000, 500))
    assert judged() == ("repeat", "bought 3 times")
    order(services, ann, 4, ("Tea", 1000, 500))
    order(services, ann, 3, ("Tea", 1000, 500))
    assert judged() == ("loyal", "bought 5 times")


def test_one_purchase_long_ago_is_lost_after_a_year(services: Services, ann: int) -> None:
    order(services, ann, 400, ("Tea", 1000, 500))
    customer = services.customers.get(ann)
    assert customer is not None
    assert judge(customer, TODAY).stage == "lost"


def test_purchases_of_visits(services: Services, ann: int) -> None:
    order(services, ann, 10, ("Tea", 1000, 500))
    order(services, ann, 10, ("Pen", 1000, 500))
    log(services, ann, "visit", "Came and bought", days=10)
    log(services, ann, "visit", "Only looked", days=5)
    found = conversion(services, ann)
    assert (found.bought, found.visits) == (1, 2)


def test_products_owned_with_their_rhythm(services: Services, ann: int) -> None:
    order(services, ann, 40, ("Tea", 2000, 500), ("Lamp", 1000, 9000))
    last = order(services, ann, 10, ("Tea", 1500, 500))
    order(services, ann, 5, ("Lamp", -1000, 9000))
    (tea,) = products_of(services, ann)
    assert (tea.product, tea.quantity, tea.amount, tea.times, tea.usual_days) == ("Tea", 3500, 1750, 2, 30)
    assert tea.last_order == last


def test_the_next_day_of_a_form_goes_through_follow_ups(services: Services, ann: int) -> None:
    with services.write(N_("undo", "Edit customer")) as work:
        services.customers.update(work, ann, {"next_follow_up": TODAY + timedelta(days=2)})
    (planned,) = services.followups.for_customer(ann)
    assert (planned.type, planned.due) == ("wechat", TODAY + timedelta(days=2)), "the channel the customer prefers"
    with services.write(N_("undo", "Edit customer")) as work:
        assert not services.customers.update(work, ann, {"next_follow_up": TODAY + timedelta(days=2)})
    with services.write(N_("undo", "Edit customer")) as work:
        services.customers.update(work, ann, {"next_follow_up": None})
    assert services.followups.for_customer(ann)[0].status == "cancelled"


def test_priorities_by_what_all_buyers_spent(services: Services) -> None:
    assert priorities(services).of(0) == ""
    for number in range(10):
        with services.write(N_("undo", "New customer")) as work:
            made = services.customers.create(work, {"name": f"Buyer {number}"})
        order(services, made, 5, ("Tea", 1000, 100 * (number + 1)))
    limits = priorities(services)
    letters = "".join(limits.of(100 * (number + 1)) for number in range(10))
    assert letters == "CCCCCBBBAA"


def test_the_figures_only_move_a_customer_on() -> None:
    assert moves_on("lead", "loyal")
    assert moves_on("loyal", "lost")
    assert moves_on("lost", "repeat")
    assert not moves_on("loyal", "repeat"), "won deals count as well"
    assert not moves_on("Asleep", "loyal"), "a stage of the shop's own"
    assert not moves_on("lost", "lost")
