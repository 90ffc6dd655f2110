"""The demo shop: deterministic, believable, valid, and only into an empty folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import phonenumbers
import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.dates import read_birthday
from crm_desktop.core.errors import Cancelled, UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.lunar import next_birthday
from crm_desktop.core.settings import CURRENCY, REGION, SHOP_NAME
from crm_desktop.core.text import has_han
from crm_desktop.services.demo import make_demo

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

TODAY = date(2026, 9, 23)
_TABLES = (
    "staff", "customer", "product", "sales_order", "order_line", "payment", "activity", "deal", "deal_move",
    "follow_up",
)  # fmt: skip


def dump(services: Services, table: str) -> list[tuple[Any, ...]]:
    columns = [row[1] for row in services.db.execute_sql(f"PRAGMA table_info({table})") if row[1] != "row_version"]
    rows: list[tuple[Any, ...]] = services.db.execute_sql(
        f"SELECT {', '.join(columns)} FROM {table} ORDER BY id"
    ).fetchall()
    return rows


def one(services: Services, sql: str) -> Any:
    return services.db.execute_sql(sql).fetchone()[0]


@pytest.fixture(params=["zh_CN", "en"])
def shop(request: pytest.FixtureRequest, services: Services) -> Services:
    make_demo(services, 300, seed=1, language=request.param)
    return services


def test_counts_are_what_was_asked_for_and_said(services: Services) -> None:
    made = make_demo(services, 120, seed=3, language="zh_CN")
    assert made["customers"] == 120 == one(services, "SELECT count(*) FROM customer")
    assert made["deals"] == one(services, "SELECT count(*) FROM deal")
    assert made["followups"] == one(services, "SELECT count(*) FROM follow_up")
    assert made["orders"] == one(services, "SELECT count(*) FROM sales_order")
    assert one(services, "SELECT count(*) FROM activity") == 600


@pytest.mark.parametrize("count", [1, 5, 40])
def test_small_shops_work_too(services: Services, count: int) -> None:
    assert make_demo(services, count, seed=2, language="en")["customers"] == count


def test_the_same_seed_and_day_give_the_same_shop(open_shop: Callable[..., Services], tmp_path: Path) -> None:
    first, second, third = (open_shop(tmp_path / name) for name in ("a", "b", "c"))
    morning = FixedClock(TODAY)
    later = open_shop(tmp_path / "d", clock=FixedClock(morning.now() + timedelta(hours=7)))
    for services, seed in ((first, 7), (second, 7), (third, 8), (later, 7)):
        make_demo(services, 60, seed=seed, language="zh_CN")
    for table in _TABLES:
        assert dump(first, table) == dump(second, table) == dump(later, table), table
    assert dump(first, "customer") != dump(third, "customer")


def test_only_an_empty_folder_is_filled(services: Services) -> None:
    with services.write(N_("undo", "Test")) as work:
        services.customers.create(work, {"name": "Ann"})
    with pytest.raises(UserError) as caught:
        make_demo(services, 10)
    assert caught.value.code == "not_empty"
    assert one(services, "SELECT count(*) FROM customer") == 1


def test_cancelling_leaves_an_empty_folder(services: Services) -> None:
    ctx = JobContext(lambda done, _total, _text: ctx.cancel() if done == 3 else None)
    with pytest.raises(Cancelled):
        make_demo(services, 50, ctx=ctx)
    assert one(services, "SELECT count(*) FROM customer") == 0
    assert one(services, "SELECT count(*) FROM staff") == 0


def test_it_speaks_the_language_it_was_asked_for(open_shop: Callable[..., Services], tmp_path: Path) -> None:
    zh, en = open_shop(tmp_path / "zh"), open_shop(tmp_path / "en")
    make_demo(zh, 50, language="zh_CN")
    make_demo(en, 50, language="en")
    assert (zh.settings.get(SHOP_NAME), zh.settings.get(CURRENCY)) == ("松间文具茶铺", "CNY")
    assert (en.settings.get(SHOP_NAME), en.settings.get(CURRENCY)) == ("Songjian Tea & Stationery", "USD")
    texts = " ".join(
        row[0] for row in en.db.execute_sql("SELECT content FROM activity UNION ALL SELECT title FROM deal")
    )
    assert not has_han(texts)


def test_every_phone_is_valid_and_every_birthday_can_be_read(shop: Services) -> None:
    region = "CN" if shop.settings.get(CURRENCY) == "CNY" else "US"
    numbers = [n for row in shop.db.execute_sql("SELECT phones FROM customer") for n in json.loads(row[0])]
    assert len(numbers) > 250
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(number, region)) for number in numbers)
    birthdays = [row[0] for row in shop.db.execute_sql("SELECT birthday FROM customer WHERE birthday <> ''")]
    days = [next_birthday(read_birthday(stored), TODAY) for stored in birthdays]
    assert sum(day is not None and (day - TODAY).days < 7 for day in days) >= 4
    assert TODAY in days
    if region == "CN":
        assert any(stored.startswith("L") for stored in birthdays)
    assert any("--" in stored for stored in birthdays)


def test_the_books_add_up(shop: Services) -> None:
    wrong = (
        "SELECT count(*) FROM sales_order o "
        "WHERE o.{} <> coalesce((SELECT sum(amount) FROM {} x WHERE x.order_id = o.id), 0){}"
    )
    assert one(shop, wrong.format("total", "order_line", " - o.discount")) == 0
    assert one(shop, wrong.format("paid", "payment", "")) == 0
    assert one(shop, "SELECT count(*) FROM sales_order WHERE paid > total") == 0
    assert one(shop, "SELECT count(*) FROM sales_order WHERE customer_id IS NULL") > 100
    assert one(shop, "SELECT count(*) FROM customer_stats WHERE owed > 0") >= 1
    assert one(shop, "SELECT count(*) FROM (SELECT number FROM sales_order GROUP BY 1 HAVING count(*) > 1)") == 0


def test_nothing_happened_tomorrow_nor_before_a_customer_was_known(shop: Services) -> None:
    today = f"'{TODAY}'"
    assert one(shop, f"SELECT count(*) FROM sales_order WHERE date > {today}") == 0
    assert one(shop, f"SELECT count(*) FROM follow_up WHERE status = 'done' AND due > {today}") == 0
    early = (
        "SELECT count(*) FROM sales_order o JOIN customer c ON c.id = o.customer_id "
        "WHERE o.date < date(c.created_at / 1000, 'unixepoch')"
    )
    assert one(shop, early) == 0
    assert one(shop, "SELECT count(*) FROM deal WHERE status <> 'open' AND closed >= " + today) == 0


def test_there_is_something_of_everything(shop: Services) -> None:
    stages = {row[0] for row in shop.db.execute_sql("SELECT DISTINCT stage FROM customer")}
    assert stages == {"lead", "first", "repeat", "loyal", "lost"}
    sums = shop.deals.columns(1).values()
    assert all(found.count for found in sums)
    assert sum(found.rotten for found in sums) >= 1
    assert {row[0] for row in shop.db.execute_sql("SELECT DISTINCT status FROM deal")} == {"open", "won", "lost"}
    for condition in ("due < '{}'", "due = '{}'", "due > '{}'"):
        assert one(shop, f"SELECT count(*) FROM follow_up WHERE status = 'open' AND {condition.format(TODAY)}") >= 2
    assert one(shop, "SELECT count(DISTINCT content) FROM activity") > 200
    months = shop.db.execute_sql("SELECT substr(date, 1, 7), count(*) FROM sales_order GROUP BY 1").fetchall()
    assert len(months) >= 24


def test_what_the_owner_has_chosen_stays(services: Services) -> None:
    with services.write(N_("undo", "Set up the shop")) as work:
        for setting, value in ((SHOP_NAME, ""), (CURRENCY, "EUR"), (REGION, "DE")):
            services.settings.set(work, setting, value)
    make_demo(services, 20, language="en")
    chosen = [services.settings.get(setting) for setting in (SHOP_NAME, CURRENCY, REGION)]
    assert chosen == ["Songjian Tea & Stationery", "EUR", "DE"]


def test_the_shop_can_be_undone(services: Services) -> None:
    make_demo(services, 40, language="en")
    change = services.history.last_undoable()
    assert change is not None
    services.history.undo(change)
    assert one(services, "SELECT count(*) FROM customer") == 0
    assert one(services, "SELECT count(*) FROM order_line") == 0
