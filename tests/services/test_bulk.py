"""Many customers changed at once: the same result as one by one, one change, one undo."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from crm_desktop.core.errors import ConflictError, UserError, ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.services.bulk import BulkCustomers, fields_for_many
from crm_desktop.services.context import Services
from crm_desktop.services.listing import Filter, ListQuery
from tests.people import add_people

MANY = 1203
"""More than two portions."""
LABEL = N_("undo", "Change customers")


@pytest.fixture
def shop(services: Services) -> Services:
    people = ({"name": f"Person {n}", "tags": ["tea"] if n % 2 else []} for n in range(MANY))
    with services.write(N_("undo", "Import")) as work:
        add_people(services, work, people)
        services.custom_fields.add(work, "customers", "Milk", "bool")
        services.staff.add(work, "Mei")
    return services


def ids(services: Services) -> list[int]:
    return list(services.listing.ids(ListQuery("customers", sort="id")))


def count(services: Services, *filters: Filter) -> int:
    return services.listing.count(ListQuery("customers", filters=filters))


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("grade", "A", Filter("grade", "eq", "A")),
        ("region", "Hangzhou", Filter("region", "eq", "Hangzhou")),
        ("stage", "loyal", Filter("stage", "eq", "loyal")),
        ("owner", "Mei", Filter("owner", "eq", "Mei")),
        ("preferred_channel", "wechat", Filter("preferred_channel", "eq", "wechat")),
        ("notes", "Moved", Filter("notes", "contains", "Moved")),
        ("tags", ["new"], Filter("tags", "eq", "new")),
        ("milk", True, Filter("milk", "eq", True)),
    ],
)
def test_a_field_is_set_cleared_and_undone(shop: Services, field: str, value: Any, found: Filter) -> None:
    bulk, everyone = BulkCustomers(shop), ids(shop)
    with shop.write(LABEL) as work:
        assert bulk.set_field(work, everyone[1:], field, value) == MANY - 1
    assert count(shop, found) == MANY - 1
    with shop.write(LABEL) as work:
        assert bulk.set_field(work, everyone, field, value) == 1, "only what differs is written"
    with shop.write(LABEL) as work:
        assert bulk.set_field(work, everyone, field, [] if field == "tags" else None) == MANY
    assert count(shop, found) == 0
    for expected in (MANY, MANY - 1, 0):
        shop.history.undo_last()
        assert count(shop, found) == expected


def test_the_record_is_that_of_a_single_edit(shop: Services) -> None:
    bulk = BulkCustomers(shop)
    with shop.write(LABEL) as work:
        bulk.set_field(work, [1, 2], "owner", "Mei")
    with shop.write(LABEL) as work:
        shop.customers.update(work, 3, {"owner": "Mei"})
    first, third = shop.customers.get(1), shop.customers.get(3)
    assert first is not None
    assert third is not None
    assert (first.owner_id, first.version) == (third.owner_id, third.version)


def test_what_does_not_fit_is_refused_and_changes_nothing(shop: Services) -> None:
    bulk = BulkCustomers(shop)
    with pytest.raises(ValidationError), shop.write(LABEL) as work:
        bulk.set_field(work, [1], "grade", "Z")
    with pytest.raises(UserError), shop.write(LABEL) as work:
        bulk.set_field(work, [1], "name", "All the same")
    assert not {"name", "phone", "code"} & {spec.name for spec in fields_for_many(shop)}
    with shop.write(LABEL) as work:
        assert bulk.set_field(work, [1, 2], "referrer", 1) == 1, "nobody refers themselves"


def test_tags_come_and_go(shop: Services) -> None:
    bulk, everyone = BulkCustomers(shop), ids(shop)
    with shop.write(LABEL) as work:
        assert bulk.add_tags(work, everyone, ["tea", "club"]) == MANY
    assert count(shop, Filter("tags", "all_of", ["tea", "club"])) == MANY
    with shop.write(LABEL) as work:
        assert bulk.remove_tags(work, everyone, ["tea"]) == MANY
    assert count(shop, Filter("tags", "eq", "tea")) == 0
    shop.history.undo_last()
    shop.history.undo_last()
    assert count(shop, Filter("tags", "eq", "tea")) == MANY // 2


def test_delete_and_plan(shop: Services) -> None:
    bulk, everyone = BulkCustomers(shop), ids(shop)
    with shop.write(LABEL) as work:
        shop.customers.update(work, 2, {"owner": "Mei"})
    plan = {"subject": "Send the card", "due": date(2026, 10, 1), "type": "wechat"}
    with shop.write(LABEL) as work:
        assert bulk.plan_follow_up(work, everyone, plan) == MANY
    assert count(shop, Filter("next_follow_up", "eq", "2026-10-01")) == MANY
    (mine,) = shop.followups.for_customer(2)
    assert (mine.subject, mine.type, mine.owner, mine.status) == ("Send the card", "wechat", "Mei", "open")
    with shop.write(LABEL) as work:
        assert bulk.delete(work, everyone) == MANY
    assert count(shop) == 0
    shop.history.undo_last()
    assert count(shop) == MANY


def test_somebody_who_came_with_the_change_goes_with_its_undo(shop: Services) -> None:
    bulk = BulkCustomers(shop)
    with shop.write(LABEL) as work:
        bulk.set_field(work, [1, 2], "owner", "Zoe")
    with shop.write(LABEL) as work:
        shop.customers.update(work, 3, {"owner": "Zoe"})
    shop.history.undo_last()
    shop.history.undo_last()
    assert shop.staff.find("Zoe") is None
    assert count(shop, Filter("owner", "not_empty")) == 0
    again = shop.history.redo_last()
    assert count(shop, Filter("owner", "eq", "Zoe")) == 2
    with shop.write(LABEL) as work:
        shop.customers.update(work, 4, {"owner": "Zoe"})
    with pytest.raises(ConflictError) as caught:
        shop.history.undo(again.change)
    assert [(one["entity"], one["reason"]) for one in caught.value.conflicts] == [("staff", "used_by")]
