"""Lists: filters stack, every column sorts, saved views come back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.list_sources import SOURCES
from crm_desktop.services.listing import Filter, ListQuery

ADD = N_("undo", "Add customer")
PEOPLE = [
    {"name": "张伟", "tags": ["茶友", "VIP"], "region": "杭州", "phone": ["13805712046"], "birthday": "1990-09-25"},
    {"name": "安娜", "tags": ["茶友"], "region": "上海", "email": ["anna@example.com"], "owner": "周倩"},
    {"name": "Bob", "region": "", "grade": "A", "notes": "50% off"},
    {"name": "曾芳", "region": "杭州", "tags": ["50_off"]},
]


@pytest.fixture
def shop(services: Services) -> Services:
    with services.write(ADD) as work:
        for person in PEOPLE:
            services.customers.create(work, person)
    return services


def names(services: Services, *filters: Filter, **query: object) -> list[str]:
    return [row.name for row in services.listing.first(ListQuery("customers", filters=filters, **query))]


def test_names_sort_by_pinyin_with_surname_readings(shop: Services) -> None:
    assert names(shop) == ["安娜", "Bob", "曾芳", "张伟"]
    assert names(shop, descending=True) == ["张伟", "曾芳", "Bob", "安娜"]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (Filter("tags", "eq", "茶友"), {"张伟", "安娜"}),
        (Filter("tags", "eq", "50_off"), {"曾芳"}),
        (Filter("tags", "ne", "茶友"), {"Bob", "曾芳"}),
        (Filter("region", "eq", "杭州"), {"张伟", "曾芳"}),
        (Filter("region", "empty"), {"Bob"}),
        (Filter("region", "not_empty"), {"张伟", "安娜", "曾芳"}),
        (Filter("region", "any_of", ["上海", "杭州"]), {"张伟", "安娜", "曾芳"}),
        (Filter("notes", "contains", "50%"), {"Bob"}),
        (Filter("notes", "contains", "5_%"), set()),
        (Filter("phone", "eq", "+86 138 0571 2046"), {"张伟"}),
        (Filter("email", "eq", "ANNA@example.com"), {"安娜"}),
        (Filter("owner", "eq", "周倩"), {"安娜"}),
        (Filter("birth_key", "month", 9), {"张伟"}),
        (Filter("last_contact", "older_than_days", 60), {"张伟", "安娜", "Bob", "曾芳"}),
        (Filter("total_spent", "gt", 0), set()),
    ],
)
def test_each_filter(shop: Services, one: Filter, expected: set[str]) -> None:
    assert set(names(shop, one)) == expected
    assert shop.listing.count(ListQuery("customers", filters=(one,))) == len(expected)


def test_filters_stack_with_search(shop: Services) -> None:
    assert names(shop, Filter("region", "eq", "杭州"), search="zf") == ["曾芳"]
    assert names(shop, Filter("tags", "eq", "茶友"), Filter("region", "eq", "杭州")) == ["张伟"]


def test_no_contact_for_days(shop: Services, clock: FixedClock) -> None:
    with shop.write(ADD) as work:
        shop.activities.log(work, 1, "call", "问候")
    clock.advance(timedelta(days=59))
    assert "张伟" not in names(shop, Filter("last_contact", "older_than_days", 60))
    clock.advance(timedelta(days=2))
    assert "张伟" in names(shop, Filter("last_contact", "older_than_days", 60))


@pytest.mark.parametrize("field", sorted(SOURCES["customers"].columns))
def test_every_column_sorts_with_empty_values_last(shop: Services, field: str) -> None:
    for descending in (False, True):
        query = ListQuery("customers", sort=field, descending=descending)
        rows = shop.listing.first(query)
        assert len(rows) == len(PEOPLE)
        assert [row.id for row in rows] == list(shop.listing.ids(query))
    if field == "region":
        assert names(shop, sort=field)[-1] == "Bob"


def test_recycle_bin_is_a_list_of_its_own(shop: Services) -> None:
    with shop.write(ADD) as work:
        shop.customers.delete(work, 1)
    assert "张伟" not in names(shop)
    assert names(shop, deleted=True) == ["张伟"]
    assert names(shop, search="张伟") == []


def test_totals_and_unknown_names(shop: Services) -> None:
    assert shop.listing.totals(ListQuery("customers"), ["total_spent", "owed"]) == {"total_spent": 0, "owed": 0}
    for query in (ListQuery("nothing"), ListQuery("customers", sort="nothing")):
        with pytest.raises(UserError) as caught:
            shop.listing.first(query)
        assert caught.value.code == "not_found"


def test_saved_views_come_back_as_they_were(shop: Services) -> None:
    query = ListQuery("customers", "zw", (Filter("region", "any_of", ["杭州"]),), "total_spent", descending=True)
    with shop.write(N_("undo", "Save view")) as work:
        view = shop.saved_views.save(work, "茶友老客", query)
    assert [(v.name, v.query) for v in shop.saved_views.for_entity("customers")] == [("茶友老客", query)]
    shop.history.undo_last()
    assert shop.saved_views.for_entity("customers") == []
    shop.history.redo_last()
    with shop.write(N_("undo", "Delete view")) as work:
        shop.saved_views.delete(work, view)
    assert shop.saved_views.for_entity("customers") == []
