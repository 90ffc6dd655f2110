"""Filters that move with the day, several values, what is missing, and what people bought; fixed segments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.services.birthdays import BirthdayService
from crm_desktop.services.context import Services
from crm_desktop.services.list_periods import PERIODS, kept_keys, month_of, period
from crm_desktop.services.listing import Filter, ListQuery
from crm_desktop.services.merging import Merger

ADD = N_("undo", "Add customer")
TODAY = date(2026, 9, 23)
"""A Wednesday; the lunar 13th of the eighth month."""


@pytest.fixture
def shop(services: Services) -> Services:
    """Ann buys and owes; Bob was born by the moon; Cid is new and empty."""
    people: list[dict[str, Any]] = [
        {"name": "Ann", "tags": ["tea", "club"], "phone": ["13805712046"], "birthday": "1990-09-25",
         "next_follow_up": date(2026, 9, 20), "stage": "repeat"},
        {"name": "Bob", "tags": ["tea"], "birthday": "L1960-08-15", "grade": "A", "notes": "no sugar",
         "next_follow_up": date(2026, 9, 28)},
        {"name": "Cid", "birthday": "--02-29"},
    ]  # fmt: skip
    with services.write(ADD) as work:
        for person in people:
            services.customers.create(work, person)
        lines = [{"product": "White Peony", "price": 1000}]
        services.orders.create(work, {"date": TODAY - timedelta(days=3), "customer": 1, "lines": lines, "paid": 400})
        services.deals.create(work, {"title": "Gift boxes", "customer": 2})
        size = services.custom_fields.add(work, "customers", "Size", "number")
        since = services.custom_fields.add(work, "customers", "Member since", "date")
        services.customers.update(work, 1, {size: "38.5", since: "2026-09-01"})
        services.customers.update(work, 2, {size: "41", since: "2020-01-31"})
        services.customers.update(work, 2, {since: ""})
    return services


def names(services: Services, *filters: Filter) -> set[str]:
    query = ListQuery("customers", filters=filters)
    found = {row.name for row in services.listing.first(query)}
    assert services.listing.count(query) == len(found)
    return found


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (Filter("tags", "any_of", ["club", "wine"]), {"Ann"}),
        (Filter("tags", "all_of", ["tea", "club"]), {"Ann"}),
        (Filter("tags", "none_of", ["club"]), {"Bob", "Cid"}),
        (Filter("tags", "empty"), {"Cid"}),
        (Filter("grade", "none_of", ["A"]), {"Ann", "Cid"}),
        (Filter("notes", "not_contains", "sugar"), {"Ann", "Cid"}),
        (Filter("phone", "contains", "138 0571"), {"Ann"}),
        (Filter("owed", "gt", 0), {"Ann"}),
        (Filter("owed", "between", [500, 700]), {"Ann"}),
        (Filter("created", "within_days", 7), {"Ann", "Bob", "Cid"}),
        (Filter("created", "period", "yesterday"), set()),
        (Filter("created", "le", "2026-09-23"), {"Ann", "Bob", "Cid"}),
        (Filter("created", "gt", "2026-09-23"), set()),
        (Filter("created", "between", ["2026-09-22", "2026-09-23"]), {"Ann", "Bob", "Cid"}),
        (Filter("next_follow_up", "past"), {"Ann"}),
        (Filter("next_follow_up", "next_days", 5), {"Bob"}),
        (Filter("next_follow_up", "period", "next_week"), {"Bob"}),
        (Filter("birthday", "born_period", "this_month"), {"Ann", "Bob"}),
        (Filter("birthday", "born_days", 1), set()),
        (Filter("birthday", "born_days", 2), {"Ann", "Bob"}),
        (Filter("birthday", "month", 2), {"Cid"}),
        (Filter("birthday", "age_ge", 40), {"Bob"}),
        (Filter("birthday", "age_lt", 36), {"Ann"}),
        (Filter("birthday", "age_ge", 36), {"Bob"}),
        (Filter("orders", "bought", "White Peony"), {"Ann"}),
        (Filter("orders", "not_bought", "White Peony"), {"Bob", "Cid"}),
        (Filter("id", "open_deal"), {"Bob"}),
        (Filter("id", "no_open_deal"), {"Ann", "Cid"}),
        (Filter("size", "between", [38, 40]), {"Ann"}),
        (Filter("size", "empty"), {"Cid"}),
        (Filter("member_since", "lt", "2026-12-31"), {"Ann"}),
        (Filter("member_since", "older_than_days", 10), {"Ann", "Bob", "Cid"}),
        (Filter("member_since", "within_days", 30), {"Ann"}),
    ],
)  # fmt: skip
def test_each_condition(shop: Services, one: Filter, expected: set[str]) -> None:
    assert names(shop, one) == expected


def test_a_day_counts_to_its_last_minute(shop: Services, clock: FixedClock) -> None:
    clock.advance(timedelta(hours=13, minutes=59))
    with shop.write(ADD) as work:
        shop.customers.create(work, {"name": "Late"})
    assert "Late" in names(shop, Filter("created", "le", TODAY.isoformat()))
    clock.advance(timedelta(minutes=2))
    assert "Late" in names(shop, Filter("created", "period", "yesterday"))


def test_periods_touch_and_contain_the_day() -> None:
    for day in (TODAY, date(2026, 1, 31), date(2024, 2, 29), date(2026, 12, 31)):
        found = {name: period(name, day) for name in PERIODS}
        assert found["today"] == (day, day)
        for name in ("week", "month"):
            last, this, following = (found[f"{when}_{name}"] for when in ("last", "this", "next"))
            assert this[0] <= day <= this[1]
            assert last[1] + timedelta(days=1) == this[0]
            assert this[1] + timedelta(days=1) == following[0]
    with pytest.raises(KeyError):
        period("someday", TODAY)


def test_birthdays_that_do_not_exist_this_year_are_kept_the_day_before() -> None:
    assert "S0229" in kept_keys(date(2026, 2, 28), date(2026, 2, 28))
    assert "S0229" not in kept_keys(date(2024, 2, 28), date(2024, 2, 28))


@pytest.mark.parametrize("year", [2025, 2026, 2028])
def test_whoever_is_born_in_a_leap_month_is_found_when_the_birthday_is_kept(
    services: Services, clock: FixedClock, year: int
) -> None:
    """2025 has a second sixth month, 2026 none, 2028 a second fifth."""
    texts = [
        "L1987-06+-10",
        "L1987-06-10",
        "L--06+-29",
        "L--06+-30",
        "L1960-06-30",
        "L2009-05+-01",
        "L--05-28",
        "--07-25",
    ]
    with services.write(ADD) as work:
        for text in texts:
            services.customers.create(work, {"name": text, "birthday": text})
    clock.advance(date(year, 3, 1) - TODAY)
    for month in range(1, 13):
        kept = {one.name for one in BirthdayService(services).between(*month_of(month, date(year, 3, 1)))}
        assert names(services, Filter("birthday", "month", month)) == kept, month
    if year == 2025:
        assert "L1987-06+-10" in names(services, Filter("birthday", "month", 8))


@pytest.mark.parametrize(
    ("field", "values", "expected"),
    [
        ("tags", [f"tag {n}" for n in range(40_000)] + ["CLUB"], {"Ann"}),
        ("grade", [f"grade {n}" for n in range(40_000)] + ["A"], {"Bob"}),
        ("grade", [f"grade {n}" for n in range(1_500)] + [""], {"Ann", "Cid"}),
        ("size", [*range(50, 1_600), 41], {"Bob"}),
        ("next_follow_up", [date(2020, 1, 1) + timedelta(days=n) for n in range(2_459)], {"Ann"}),
        ("created", [TODAY + timedelta(days=n) for n in range(1_500)], {"Ann", "Bob", "Cid"}),
        ("referrer", [f"nobody {n}" for n in range(1_500)], set()),
        ("grade", ["B", "A"], {"Bob"}),
        ("tags", [], set()),
    ],
)
def test_one_of_very_many_values(shop: Services, field: str, values: list[Any], expected: set[str]) -> None:
    assert names(shop, Filter(field, "any_of", values)) == expected
    assert names(shop, Filter(field, "none_of", values)) == {"Ann", "Bob", "Cid"} - expected
    assert names(shop, Filter("tags", "all_of", ["tea"] * 1_500)) == {"Ann", "Bob"}


def test_an_unknown_operator_is_refused(shop: Services) -> None:
    with pytest.raises(UserError) as caught:
        names(shop, Filter("name", "sounds_like", "Ann"))
    assert caught.value.code == "unsupported"


# Views and segments -------------------------------------------------------------------------


def save(services: Services, name: str, query: ListQuery, members: list[int] | None = None) -> int:
    with services.write(N_("undo", "Save view")) as work:
        return services.saved_views.save(work, name, query, members)


@pytest.mark.parametrize(
    "one",
    [
        Filter("next_follow_up", "eq", date(2026, 9, 20)),
        Filter("created", "between", (date(2026, 9, 1), TODAY)),
        Filter("created", "ge", datetime(2026, 9, 1, 8, tzinfo=timezone.utc)),
        Filter("size", "ge", Decimal("38.5")),
        Filter("tags", "any_of", ("club", "tea")),
    ],
)
def test_a_view_finds_the_same_after_it_is_saved(shop: Services, one: Filter) -> None:
    query = ListQuery("customers", filters=(one,))
    save(shop, "Saved", query)
    (view,) = shop.saved_views.for_entity("customers")
    assert shop.listing.count(view.query) == shop.listing.count(query) > 0
    save(shop, "Saved again", view.query)
    assert shop.saved_views.for_entity("customers")[1].query == view.query


def test_a_self_updating_view_follows_and_a_fixed_segment_does_not(shop: Services) -> None:
    tea = ListQuery("customers", filters=(Filter("tags", "any_of", ["tea"]),))
    moving, fixed = save(shop, "Tea", tea), save(shop, "Tea of today", tea, [1, 2])
    with shop.write(ADD) as work:
        shop.customers.update(work, 3, {"tags": ["tea"]})
    queries = {view.id: view.query for view in shop.saved_views.for_entity("customers")}
    assert shop.listing.count(queries[moving]) == 3
    assert list(shop.listing.ids(queries[fixed])) == [1, 2]
    assert [view.fixed for view in shop.saved_views.for_entity("customers")] == [False, True]
    with shop.write(ADD) as work:
        shop.customers.delete(work, 1)
    assert list(shop.listing.ids(queries[fixed])) == [2], "who is in the recycle bin is not counted"


def test_people_join_and_leave_a_fixed_segment(shop: Services) -> None:
    fixed = save(shop, "Party", ListQuery("customers"), [1])
    views = shop.saved_views
    with shop.write(N_("undo", "Add to segment")) as work:
        assert views.add_members(work, fixed, [1, 2, 3]) == 2
    with shop.write(N_("undo", "Take out of segment")) as work:
        assert views.remove_members(work, fixed, [1]) == 1
    assert views.members(fixed) == [2, 3]
    shop.history.undo_last()
    assert views.members(fixed) == [1, 2, 3]
    query = views.for_entity("customers")[0].query
    with shop.write(N_("undo", "Change view")) as work:
        views.update(work, fixed, query=query.with_(sort="owed", descending=True))
    again = views.for_entity("customers")[0]
    assert (again.query.sort, again.query.filters) == ("owed", query.filters)
    assert views.members(fixed) == [1, 2, 3]
    moving = save(shop, "All", ListQuery("customers"))
    with pytest.raises(UserError), shop.write(N_("undo", "Add to segment")) as work:
        views.add_members(work, moving, [1])


def test_after_a_merge_the_one_that_stays_is_in_the_segment(shop: Services) -> None:
    fixed = save(shop, "Party", ListQuery("customers"), [2, 3])
    with shop.write(N_("undo", "Merge")) as work:
        Merger(shop).merge(work, [1, 2])
    assert shop.saved_views.members(fixed) == [1, 3]
    shop.history.undo_last()
    assert shop.saved_views.members(fixed) == [2, 3]


def test_names_of_views_are_one_of_a_kind_and_their_order_is_kept(shop: Services) -> None:
    first, second = save(shop, "One", ListQuery("customers")), save(shop, "Two", ListQuery("customers"))
    for bad, error in ((" ", ValidationError), ("one", UserError)):
        with pytest.raises(error):
            save(shop, bad, ListQuery("customers"))
    with shop.write(N_("undo", "Rename view")) as work:
        shop.saved_views.update(work, first, name="one")
    with shop.write(N_("undo", "Move view")) as work:
        shop.saved_views.put_in_order(work, [second, first])
    assert [view.name for view in shop.saved_views.for_entity("customers")] == ["Two", "one"]
    shop.history.undo_last()
    assert [view.name for view in shop.saved_views.for_entity("customers")] == ["one", "Two"]


def test_orders_are_sorted_and_found_by_the_ways_they_were_paid(services: Services) -> None:
    paid: dict[str, list[tuple[str, str]]] = {
        "A1": [("2026-09-02", "WeChat"), ("2026-09-01", "Cash"), ("2026-09-03", "WeChat")], "A2": [],
        "A3": [("2026-09-01", "Alipay")],
    }  # fmt: skip
    with services.write(N_("undo", "Test")) as work:
        for number, payments in paid.items():
            made = services.orders.create(work, {"number": number, "lines": [{"product": "Tea", "price": 9_000}]})
            for day, method in payments:
                services.orders.pay(work, made, 100, method=method, day=day)
    query = ListQuery("orders", sort="method")
    rows = services.listing.first(query)
    assert [(row.number, row.method) for row in rows] == [("A3", "Alipay"), ("A1", "Cash, WeChat"), ("A2", "")]
    found = services.listing.first(replace(query, filters=(Filter("method", "contains", "wechat"),)))
    assert [row.number for row in found] == ["A1"]
    plan = "\n".join(
        row[3] for row in services.db.execute_sql(f"EXPLAIN QUERY PLAN {services.listing._select(query).sql()}")
    )
    assert "CORRELATED" not in plan, "not asked once a line"
