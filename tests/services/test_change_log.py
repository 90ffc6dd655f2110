"""Finding a change, seeing what it touched, and taking back what still can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.errors import ConflictError
from crm_desktop.core.i18n import N_, render
from crm_desktop.core.settings import KEEP_HISTORY_DAYS
from crm_desktop.services.change_details import details
from crm_desktop.services.change_log import ChangeFilter, users
from crm_desktop.services.context import Services
from tests.people import add_people

ADD, EDIT = N_("undo", "Add customer"), N_("undo", "Edit customer")


@pytest.fixture
def shop(services: Services, clock: FixedClock) -> Services:
    """Changes 2 to 6 by two people on two days."""
    services.user = "林岚"
    with services.write(ADD) as work:
        services.customers.create(work, {"name": "张伟", "phone": ["13805712046"], "region": "杭州"})
    with services.write(ADD) as work:
        services.customers.create(work, {"name": "Ann Lee"})
    clock.advance(timedelta(days=3))
    services.user = "Zoe"
    with services.write(EDIT) as work:
        services.customers.update(work, 1, {"phone": ["13805712047"], "region": ""})
    with services.write(N_("undo", "Log a call")) as work:
        services.activities.log(work, 1, "call", "问茶叶")
    with services.write(N_("undo", "Import {n} rows").fill(n=2), kind="import") as work:
        add_people(services, work, [{"name": "Bob"}, {"name": "Cid"}])
    return services


def found(services: Services, **where: object) -> list[int]:
    return [change.id for change in services.history.changes(50, where=ChangeFilter(**where))]  # type: ignore[arg-type]


def test_changes_are_found_by_words_kind_person_and_period(shop: Services) -> None:
    assert found(shop, kind="import") == [6]
    assert found(shop, user="林岚") == [3, 2]
    assert found(shop, since=date(2026, 9, 26)) == [6, 5, 4]
    assert found(shop, until=date(2026, 9, 23)) == [3, 2]
    assert found(shop, text="edit") == [4]
    assert found(shop, text="张伟") == [5, 4, 2]
    assert found(shop, text="zhangwei") == [5, 4, 2]
    assert found(shop, text="zoe 张伟") == [5, 4]
    assert found(shop, text="5712046") == [4], "the number that it was before"
    assert found(shop, text="茶叶") == [5]
    assert found(shop, text="bob") == [6]
    assert found(shop, text="100%") == found(shop, text="nowhere") == []
    assert [change.id for change in shop.history.changes(1, before=5, where=ChangeFilter(text="张伟"))] == [4]
    assert users(shop) == ["Zoe", "林岚"]


def test_signs_that_are_no_text_part_words(shop: Services) -> None:
    assert found(shop, text="\0") == [6, 5, 4, 3, 2]
    assert found(shop, text="Ann\0\udcffLee") == [3]


def test_labels_are_found_in_the_language_that_is_shown(shop: Services, zh: None) -> None:
    shown = render(shop.history.get(4).label)
    assert found(shop, text=shown) == [4]


def test_what_a_change_touched_field_by_field(shop: Services) -> None:
    one = details(shop, 4).records[0]
    assert (one.name, one.happened, render(one.what)) == ("张伟", "changed", "Customer")
    assert {delta.spec.name: (delta.before, delta.after) for delta in one.fields} == {
        "phone": (("+8613805712046",), ("+8613805712047",)),
        "region": ("杭州", None),
    }
    assert [(one.name, one.happened) for one in details(shop, 2).records] == [("张伟", "made")]
    assert [(one.name, one.happened, one.table) for one in details(shop, 5).records][:1] == [
        ("张伟", "made", "activity")
    ]
    with shop.write(N_("undo", "Delete")) as work:
        shop.customers.delete(work, 2)
    assert [(one.name, one.happened) for one in details(shop, work.id).records] == [("Ann Lee", "deleted")]
    shop.history.undo(work.id)
    assert [one.happened for one in details(shop, work.id + 1).records] == ["restored"]


def test_own_fields_orders_and_deals_are_told_by_what_they_are(services: Services) -> None:
    with services.write(ADD) as work:
        services.custom_fields.add(work, "customers", "Shoe", "number")
        customer = services.customers.create(work, {"name": "张伟", "shoe": 38})
        deal = services.deals.create(work, {"title": "门头", "customer": customer, "amount": 100})
    with services.write(EDIT) as work:
        services.customers.update(work, customer, {"shoe": 39, "owner": "林岚"})
        stages = services.pipelines.stages(services.pipelines.first().id)
        services.deals.move(work, deal, stages[1].id)
    told = {(one.name, delta.spec.name): (delta.before, delta.after) for one in details(services, work.id).records
            for delta in one.fields}  # fmt: skip
    assert [str(value) for value in told["张伟", "shoe"]] == ["38", "39"]
    assert told["张伟", "owner"] == (None, "林岚")
    assert told["门头", "stage"] == (stages[0].name, stages[1].name)


def test_a_large_change_is_told_by_its_first_records_and_a_count(services: Services) -> None:
    with services.write(N_("undo", "Import"), kind="import") as work:
        add_people(services, work, [{"name": f"客户{n}"} for n in range(5_000)])
    told = details(services, work.id, most=20)
    assert len(told.records) == 20
    assert told.counts["customer"] == 5_000
    assert told.more() == 4_980


def test_what_belonged_to_somebody_who_is_gone_is_a_named_conflict(services: Services) -> None:
    with services.write(ADD) as first:
        ann = services.customers.create(first, {"name": "Ann"})
    with services.write(ADD) as work:
        bob = services.customers.create(work, {"name": "Bob"})
        deal = services.deals.create(work, {"title": "Sign", "customer": ann})
    with services.write(EDIT) as moved:
        services.deals.update(moved, deal, {"customer": bob})
    services.history.undo(first.id)
    with pytest.raises(ConflictError) as caught:
        services.history.undo(moved.id)
    assert [(one["reason"], one["name"]) for one in caught.value.conflicts] == [("link_gone", "Sign")]
    assert services.history.undo(moved.id, later="keep").kept
    assert services.deals.get(deal).customer_id == bob


def test_pruned_changes_end_ctrl_z_instead_of_blocking_it(
    services: Services, clock: FixedClock, open_shop: Callable[..., Services]
) -> None:
    with services.write(ADD) as work:
        services.customers.create(work, {"name": "张伟"})
        services.settings.set(work, KEEP_HISTORY_DAYS, 10)
    assert services.history.last_undoable() == work.id
    clock.advance(timedelta(days=20))
    assert services.history.prune() > 0
    assert services.history.last_undoable() is None
    assert services.history.undo_last() is None
    assert details(services, work.id).records == ()
