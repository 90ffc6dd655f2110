"""The recycle bin: found, brought back whole, and gone for good only when one says so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.errors import ConflictError, UserError
from crm_desktop.core.i18n import N_, render
from crm_desktop.services.change_details import details
from crm_desktop.services.context import Services
from crm_desktop.services.history import ERASED
from crm_desktop.services.listing import ListQuery
from crm_desktop.services.merging import Merger
from crm_desktop.services.orders import NewLine
from crm_desktop.services.recycle_bin import ENTITIES, RecycleBin
from crm_desktop.services.upkeep.check import check
from tests.people import add_people
from tests.services.test_history import derived, snapshot

ADD, DELETE = N_("undo", "Add customer"), N_("undo", "Delete")


@pytest.fixture
def shop(services: Services) -> Services:
    """张伟 (1) with one of everything, Ann (2), Bob (3)."""
    with services.write(ADD) as work:
        services.custom_fields.add(work, "customers", "Plate", "text")
        one = services.customers.create(
            work, {"name": "张伟", "phone": ["13805712046"], "code": "A1", "company": "墨池书院", "plate": "浙A88"}
        )
        services.customers.create(work, {"name": "Ann", "referrer": one})
        services.customers.create(work, {"name": "Bob"})
        deal = services.deals.create(work, {"title": "门头", "customer": one, "amount": 9_900})
        services.followups.create(
            work, {"subject": "回访", "customer": one, "due": services.clock.today(), "deal": deal}
        )
        services.activities.log(work, one, "call", "问茶叶", deal_id=deal)
        services.orders.create(work, {"customer": one, "lines": [{"product": "茶", "price": 5_000}], "paid": 2_000})
    return services


def delete(services: Services, *keys: tuple[str, int]) -> None:
    with services.write(DELETE) as work:
        for entity, record_id in keys:
            getattr(services, entity).delete(work, record_id)


def test_everything_that_belonged_comes_back(shop: Services) -> None:
    before, figures = snapshot(shop), derived(shop)
    delete(shop, ("customers", 1))
    assert shop.search.find("2046", kinds=["customer"]).total == 0
    assert RecycleBin(shop).counts() == {**dict.fromkeys(ENTITIES, 0), "customers": 1}
    with shop.write(N_("undo", "Restore")) as work:
        RecycleBin(shop).restore(work, [("customers", 1)])
    assert (snapshot(shop), derived(shop)) == (before, figures)
    assert shop.search.find("2046", kinds=["customer"]).total == 1


def test_a_number_given_away_meanwhile_is_replaced(shop: Services) -> None:
    delete(shop, ("customers", 1))
    with shop.write(ADD) as work:
        other = shop.customers.create(work, {"name": "Cid", "code": "A1"})
    with shop.write(N_("undo", "Restore")) as work:
        RecycleBin(shop).restore(work, [("customers", 1)])
    codes = [one.code for one in shop.customers.rows([1, other])]
    assert codes[1] == "A1"
    assert codes[0] not in ("", "A1")


@pytest.mark.parametrize(
    ("entity", "table", "column", "values"),
    [
        ("customers", "customer", "code", {"name": "壶"}),
        ("deals", "deal", "number", {"title": "壶"}),
        ("orders", "sales_order", "number", {"lines": [{"product": "壶", "price": 1}]}),
        ("products", "product", "code", {"name": "壶"}),
    ],
)
def test_records_that_had_one_number_come_back_together(
    shop: Services, entity: str, table: str, column: str, values: dict[str, Any]
) -> None:
    made = []
    for _ in range(3):
        with shop.write(ADD) as work:
            made.append(getattr(shop, entity).create(work, {**values, column: "T1"}))
        delete(shop, (entity, made[-1]))
    with shop.write(N_("undo", "Restore")) as work:
        RecycleBin(shop).restore(work, [(entity, record_id) for record_id in made])
    sql = f"SELECT {column} FROM {table} WHERE deleted_at IS NULL AND id IN (?, ?, ?) ORDER BY id"
    numbers = [row[0] for row in shop.db.execute_sql(sql, made)]
    assert numbers[0] == "T1"
    assert len(set(numbers)) == 3
    assert all(numbers)


def test_a_product_comes_back_with_a_number_like_its_own(shop: Services) -> None:
    with shop.write(ADD) as work:
        ids = [shop.products.create(work, {"name": f"壶{n}", "code": code}) for n, code in enumerate(("T1", "T1-2"))]
    delete(shop, ("products", ids[0]))
    with shop.write(ADD) as work:
        shop.products.create(work, {"name": "杯", "code": "T1"})
    with shop.write(N_("undo", "Restore")) as work:
        RecycleBin(shop).restore(work, [("products", ids[0])])
    assert shop.products.get(ids[0]).code == "T1-3"


def test_the_bin_is_searched_and_sorted(shop: Services, clock: FixedClock) -> None:
    for record_id in (1, 3, 2):
        delete(shop, ("customers", record_id))
        clock.advance(timedelta(hours=1))
    bin_ = RecycleBin(shop)
    assert [one.title for one in bin_.find("customers").entries] == ["Ann", "Bob", "张伟"]
    assert [one.title for one in bin_.find("customers", sort="name").entries] == ["Ann", "Bob", "张伟"]
    for text in ("伟", "zw", "zhang", "2046", "墨池", "a1 张"):
        assert [one.id for one in bin_.find("customers", text).entries] == [1], text
    assert bin_.find("customers", "nobody").total == 0
    page = bin_.find("customers", limit=1)
    assert (page.total, len(page.entries)) == (3, 1)
    delete(shop, ("deals", 1), ("followups", 1), ("orders", 1), ("products", 1))
    shown = {entity: bin_.find(entity).entries[0] for entity in ENTITIES}
    assert (shown["deals"].title, shown["deals"].amount) == ("门头", 9_900)
    assert shown["followups"].line.startswith("张伟")
    assert shown["orders"].line.startswith("张伟")


def images_of(services: Services, word: str) -> int:
    sql = "SELECT count(*) FROM change_row WHERE before LIKE ? OR after LIKE ?"
    return int(services.db.execute_sql(sql, (f"%{word}%", f"%{word}%")).fetchone()[0])


def test_gone_for_good_is_gone_from_everywhere_but_the_figures(shop: Services) -> None:
    with shop.write(N_("undo", "Edit")) as work:
        shop.customers.update(work, 1, {"notes": "要发票"})
    delete(shop, ("customers", 1))
    spent = shop.db.execute_sql("SELECT sum(total), sum(paid) FROM sales_order").fetchone()
    assert images_of(shop, "发票")
    assert RecycleBin(shop).erase([("customers", 1), ("customers", 2)]) == 1, "only what lies in the bin"
    assert shop.customers.rows([1]) == []
    assert shop.customers.get(2).referrer_id is None
    for table in ("activity", "follow_up", "custom_value"):
        assert shop.db.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0] == 0, table
    assert shop.db.execute_sql("SELECT sum(total), sum(paid) FROM sales_order").fetchone() == spent
    assert shop.deals.get(1).customer_id is None
    assert shop.orders.get(1).customer_id is None
    assert images_of(shop, "发票") == images_of(shop, "2046") == 0
    assert shop.search.find("张伟").total == shop.search.find("茶叶").total == 0
    change = shop.history.changes(1)[0]
    assert (change.kind, details(shop, change.id).records) == (ERASED, ())
    with pytest.raises(UserError) as caught:
        shop.history.undo(change.id)
    assert caught.value.code == "unsupported"
    assert check(shop).problems == []


def test_what_came_before_can_be_taken_back_as_far_as_it_is_there(shop: Services) -> None:
    with shop.write(N_("undo", "Merge")) as merged:
        Merger(shop).merge(merged, [3, 1])
    assert RecycleBin(shop).erase([("customers", 1)]) == 1
    with pytest.raises(ConflictError) as caught:
        shop.history.undo(merged.id)
    assert {one["reason"] for one in caught.value.conflicts} == {"link_gone"}
    shop.history.undo(merged.id, later="keep")
    assert check(shop).problems == []
    assert shop.customers.get(3).phone == ()


def test_the_whole_bin_is_emptied(shop: Services) -> None:
    delete(shop, ("orders", 1), ("deals", 1), ("products", 1), ("followups", 1), ("customers", 2))
    bin_ = RecycleBin(shop)
    assert bin_.empty("deals") == 1
    assert bin_.empty() == 4
    assert shop.db.execute_sql("SELECT count(*) FROM product").fetchone() == (0,), "no order holds it any more"
    assert set(bin_.counts().values()) == {0}
    assert bin_.empty() == 0
    assert check(shop).problems == []
    assert shop.history.last_undoable() is not None


def test_a_large_bin_is_emptied(services: Services, clock: FixedClock) -> None:
    with services.write(ADD) as work:
        ids = add_people(services, work, [{"name": f"客户{n}"} for n in range(3_000)])
    delete(services, *(("customers", one) for one in ids))
    assert RecycleBin(services).empty() == 3_000
    left = "SELECT count(*) FROM change_row WHERE tbl = 'customer' AND (before IS NOT NULL OR op <> 'R')"
    assert services.db.execute_sql(left).fetchone()[0] == 0, "but for the numbers of the rows that were made"


def test_the_figures_of_the_shop_stay_when_everything_is_deleted_for_good(services: Services) -> None:
    days = (date(2024, 1, 1), date(2027, 1, 1))
    with services.write(ADD) as work:
        buyer = services.customers.create(work, {"name": "王芳"})
        tea, cup, other = (
            services.products.create(work, {"name": name, "category": kind, "price": 100, "notes": "secret"})
            for name, kind in (("红茶", "茶叶"), ("茶杯", "茶具"), ("茶壶", "茶具"))
        )
        for product in (tea, cup):
            lines = [NewLine(product_id=product, price=100), NewLine(product_id=other, price=50)]
            services.orders.create(work, {"customer": buyer, "date": date(2026, 9, 1), "lines": lines})
        services.products.update(work, tea, {"name": "祁门红茶"})
    delete(services, ("products", tea), ("products", cup), ("customers", buyer))

    def figures() -> list[tuple[object, ...]]:
        found = [services.reports.run(one.name, *days) for one in services.reports.list()]
        return [(one.name, one.rows, dict(one.totals), render(one.sentence)) for one in found]

    before = figures()
    bin_ = RecycleBin(services)
    assert bin_.empty() == 3
    assert figures() == before
    assert not any(bin_.counts().values())
    assert bin_.find("products").entries == ()
    assert bin_.empty() == 0
    assert check(services).problems == []
    assert services.listing.count(ListQuery("products", deleted=True)) == 0
    assert services.products.find("茶杯") is None
    assert services.db.execute_sql("SELECT count(*) FROM product WHERE notes <> ''").fetchone() == (1,)
    assert services.search.find("祁门", kinds=("product",)).total == 0
    with services.write(ADD) as work:
        again = services.products.create(work, {"name": "茶杯"})
    assert services.products.get(again).category == ""
