"""What a change did not touch is not made anew, and what it did touch is."""

from __future__ import annotations

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.errors import Cancelled
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.models.base import JSONListField
from crm_desktop.models.customer import Customer
from crm_desktop.models.registry import BY_TABLE
from crm_desktop.models.search_index import SEARCHED
from crm_desktop.services.change_details import details
from crm_desktop.services.change_log import ChangeFilter
from crm_desktop.services.context import Services
from tests.services.test_index_of_imports import indexed, rebuilt

EDIT = N_("undo", "Edit")
_KEPT = ("id", "uid", "row_version", "created_at", "updated_at")


@pytest.fixture
def shop(services: Services, clock: FixedClock) -> Services:
    """One record of each kind that is searched."""
    with services.write(EDIT) as work:
        ann = services.customers.create(work, {"name": "Ann Tan", "phone": ["13805712046"], "tags": ["old"]})
        services.deals.create(work, {"title": "Sign", "customer": ann})
        services.followups.create(work, {"subject": "Call", "customer": ann, "due": clock.today()})
        services.orders.create(work, {"customer": ann, "lines": [{"product": "Tea", "price": 900}]})
        services.activities.log(work, ann, "call", content="about tea")
    return services


@pytest.mark.parametrize("table", SEARCHED)
def test_each_column_that_is_searched_counts(shop: Services, table: str) -> None:
    for number, field in enumerate(BY_TABLE[table]._meta.sorted_fields):
        column = field.column_name
        if column in _KEPT or column.endswith(("_id", "_at", "_on")) or field.field_type != "TEXT":
            continue
        value = f'["13{number:09d}"]' if isinstance(field, JSONListField) else f"Quartz{number}"
        with shop.write(EDIT) as work:
            work.execute(f'UPDATE "{table}" SET "{column}" = ?', (value,))
        assert indexed(shop) == rebuilt(shop), column
    with shop.write(EDIT) as work:
        work.execute(f'UPDATE "{table}" SET deleted_at = 1')
    assert indexed(shop) == rebuilt(shop)


def test_a_line_of_an_order_and_a_customers_name_reach_what_is_found_by_them(shop: Services) -> None:
    with shop.write(EDIT) as work:
        work.execute("UPDATE order_line SET product_name = 'Granite'")
    assert shop.search.find("granite").total == 1
    with shop.write(EDIT) as work:
        work.execute("UPDATE customer SET name = 'Zoe Lee'")
    assert indexed(shop) == rebuilt(shop)
    assert {hit.kind for hit in shop.search.find("zoe").results} == {"customer", "deal", "followup", "order"}


def test_keys_follow_phones_tags_and_the_bin(shop: Services) -> None:
    def keys() -> list[tuple[str, str]]:
        return shop.db.execute_sql("SELECT kind, value FROM lookup_key ORDER BY 1, 2").fetchall()

    assert keys() == [("phone", "13805712046"), ("tag", "old")]
    with shop.write(EDIT) as work:
        work.execute("UPDATE customer SET tags = '[\"mid\"]'")
        work.execute("UPDATE customer SET tags = '[\"new\"]', phones = '[\"+8613805712047\"]'")
    assert keys() == [("phone", "13805712047"), ("tag", "new")]
    with shop.write(EDIT) as work:
        work.execute("UPDATE customer SET deleted_at = 1")
    assert keys() == []
    shop.history.undo_last()
    shop.history.undo_last()
    assert keys() == [("phone", "13805712046"), ("tag", "old")]


@pytest.fixture
def many(services: Services) -> Services:
    with services.write(EDIT, kind="import") as work:
        work.insert_many(Customer, ["name", "code"], ((f"客户{n}", f"N{n}") for n in range(5_000)))
    return services


def test_many_rows_made_at_once_are_told_and_found_in_the_history(many: Services) -> None:
    change = many.history.changes(1)[0]
    told = details(many, change.id, most=20)
    assert (change.rows, told.counts, len(told.records)) == (5_000, {"customer": 5_000}, 20)
    assert [found.id for found in many.history.changes(10, where=ChangeFilter(text="客户4321"))] == [change.id]
    assert many.history.changes(10, where=ChangeFilter(text="99999")) == []


def test_a_change_can_be_stopped_while_it_is_finished(many: Services) -> None:
    before = many.history.changes(10)
    job = JobContext(lambda _done, _total, _text: job.cancel())
    with pytest.raises(Cancelled), many.write(EDIT, job=job) as work:
        work.execute("UPDATE customer SET region = '上海', row_version = row_version + 1")
    assert many.db.execute_sql("SELECT count(*) FROM customer WHERE region <> ''").fetchone()[0] == 0
    assert many.history.changes(10) == before
    assert many.search.find("上海").total == 0
