"""Lists of an encrypted base, which two threads read: the same rows in the same order as one thread finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.i18n import N_
from crm_desktop.models.db import DatabaseError
from crm_desktop.services import list_halves
from crm_desktop.services.context import Services
from crm_desktop.services.demo import make_demo
from crm_desktop.services.list_sources import SOURCES
from crm_desktop.services.listing import Filter, ListQuery
from crm_desktop.services.vault import convert
from tests.services.vault.conftest import make_vault

FILTERS = (
    (),
    (Filter("region", "not_empty"),),
    (Filter("notes", "contains", "a"),),
    (Filter("last_contact", "older_than_days", 30),),
    (Filter("phone", "contains", "138"), Filter("referrer", "not_empty")),
)


@pytest.fixture
def shop(tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """Two hundred customers, encrypted, which count as many."""
    vault = make_vault(tmp_path / "data", clock)
    services = vault.open()
    make_demo(services, 200, seed=4, language="zh_CN")
    with services.write(N_("undo", "Own field")) as work:
        field = services.custom_fields.add(work, "customers", "Shoe size", "number")
        for customer in range(10, 60):
            services.customers.update(work, customer, {field: customer % 7})
        services.customers.delete(work, 20)
    services.close()
    convert.encrypt(vault.folder, vault.key)
    monkeypatch.setattr(list_halves, "_MANY", 1)
    services = vault.open()
    yield services
    services.close()


def parted(services: Services, query: ListQuery) -> bool:
    select = services.listing._select(query)
    return bool(list_halves._middle(services, select, f"{select.sql()} LIMIT ?", (*select.params, 7)))


def test_every_order_is_that_of_one_thread(shop: Services) -> None:
    in_two = set()
    for name in shop.listing.source("customers").columns:
        for filters in FILTERS:
            for down in (False, True):
                query = ListQuery("customers", filters=filters, sort=name, descending=down)
                whole = list(shop.listing.ids(query))
                for limit in (7, 1000):
                    found = [row.id for row in shop.listing.first(query, limit)]
                    assert found == whole[:limit], query
                if parted(shop, query):
                    in_two.add(name)
    assert {"notes", "birthday", "address", "phone", "tags", "verified_on"} <= in_two


@pytest.mark.parametrize("entity", [name for name, source in SOURCES.items() if source.rows and name != "customers"])
def test_other_lists_are_those_of_one_thread(shop: Services, entity: str) -> None:
    for name in shop.listing.source(entity).columns:
        for down in (False, True):
            query = ListQuery(entity, sort=name, descending=down)
            assert [row.id for row in shop.listing.first(query, 9)] == list(shop.listing.ids(query))[:9], query


def test_who_brought_them_sorts_as_in_a_plain_base(shop: Services) -> None:
    with shop.write(N_("undo", "Tie")) as work:
        for customer, referrer in ((30, 40), (31, 41), (32, 40), (33, 42)):
            shop.customers.update(work, customer, {"referrer": shop.customers.get(referrer).code})
        shop.customers.delete(work, 41)
    sql = (
        "SELECT t.id FROM customer t LEFT JOIN customer cu ON cu.id = t.referrer_id WHERE t.deleted_at IS NULL "
        "ORDER BY (cu.name_key IS NULL OR cu.name_key = ''), cu.name_key {0}, t.id {0}"
    )
    for down in (False, True):
        wanted = [row[0] for row in shop.db.execute_sql(sql.format("DESC" if down else "ASC"))]
        found = shop.listing.first(ListQuery("customers", sort="referrer", descending=down), 1000)
        assert [row.id for row in found] == wanted


def test_what_is_being_written_is_seen(shop: Services) -> None:
    query = ListQuery("customers", sort="notes", filters=(Filter("notes", "contains", "not yet"),))
    with shop.write(N_("undo", "Note")) as work:
        shop.customers.update(work, 150, {"notes": "not yet kept"})
        assert [row.id for row in shop.listing.first(query)] == [150]


def test_a_failure_of_the_second_thread_is_told(shop: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = list_halves._ids

    def damaged(services: Services, sql: str, params: tuple[object, ...]) -> list[int]:
        if " > " in sql:
            raise DatabaseError("database disk image is malformed")
        return ids(services, sql, params)

    monkeypatch.setattr(list_halves, "_ids", damaged)
    with pytest.raises(DatabaseError, match="malformed"):
        shop.listing.first(ListQuery("customers", sort="notes"))
    monkeypatch.undo()
    assert shop.listing.first(ListQuery("customers", sort="notes"), 3)


def test_only_reading_all_records_is_parted(shop: Services) -> None:
    assert parted(shop, ListQuery("customers", sort="notes"))
    for query in (ListQuery("customers", sort="name"), ListQuery("customers", search="张", sort="name")):
        assert not parted(shop, query)
    with shop.snapshot():
        assert not parted(shop, ListQuery("customers", sort="notes"))
