"""Orders, products, deals and follow-ups out of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.exporting.entities import export_entity
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions, ImportResult
from tests.services.importing.files import csv_file

HEAD = "单号,日期,会员手机,商品,数量,单价,金额,支付方式,店员\n"
SALES = (
    HEAD + "XS1,2026-06-29 11:17,13812345678,A4纸,2,24.8,49.60,赊账,小李\n"
    "XS1,2026-06-29 11:17,13812345678,中性笔,5,2.5,12.50,赊账,小李\n"
    "XS2,2026-07-07 14:19,,计算器,3,39,117.00,支付宝,阿芳\n"
    "XS3,2026-07-08 09:00,13900000000,书包,1,128,128.00,现金,阿芳\n"
)


@pytest.fixture
def shop(services: Services) -> Services:
    with services.write(N_("undo", "Test")) as work:
        services.customers.create(work, {"name": "张伟", "phone": ["13812345678"], "code": "K1"})
    return services


def sales(shop: Services, tmp_path: Path, text: str = SALES, **options: object) -> ImportResult:
    path = csv_file(tmp_path / "sales.csv", text, "gb18030")
    result = import_file(shop, path, ImportOptions(entity="orders", **options))  # type: ignore[arg-type]
    assert result.read == result.created + result.updated + result.unchanged + result.skipped + result.failed
    return result


def numbers(shop: Services) -> dict[str, tuple[int, int, object]]:
    rows = shop.db.execute_sql("SELECT number, total, paid, customer_id FROM sales_order WHERE deleted_at IS NULL")
    return {row[0]: row[1:] for row in rows}


def test_lines_become_orders_with_payments_and_debts(shop: Services, tmp_path: Path) -> None:
    result = sales(shop, tmp_path)
    assert (result.read, result.created, result.failed) == (4, 3, 1)
    assert result.entities["orders"] == 2
    assert (result.errors[0].row, result.errors[0].column, result.errors[0].value) == (5, "会员手机", "13900000000")
    assert numbers(shop) == {"XS1": (6210, 0, 1), "XS2": (11700, 11700, None)}
    assert shop.customers.get(1).owed == 6210
    again = sales(shop, tmp_path)
    assert (again.created, again.updated, again.unchanged, again.change) == (0, 0, 3, None)


def test_unknown_members_are_created_or_walk_in_as_asked(shop: Services, tmp_path: Path) -> None:
    assert sales(shop, tmp_path, unknown="walk_in").created == 4
    assert numbers(shop)["XS3"][2] is None
    more = SALES.replace("XS", "YS")
    assert sales(shop, tmp_path, more, unknown="create").entities["customers"] == 1
    assert numbers(shop)["YS3"][2] == shop.customers.with_key("phone", "13900000000")[0]


def test_lines_that_disagree_and_lines_with_errors_stop_their_order_only(shop: Services, tmp_path: Path) -> None:
    text = (
        HEAD + "A,2026-01-02,13812345678,笔,1,1,1,现金,\nA,2026-01-03,13812345678,本,1,1,1,现金,\n"
        "B,2026-01-02,13812345678,笔,一个,1,1,现金,\nB,2026-01-02,13812345678,本,1,1,1,现金,\n"
        "C,2026-01-02,K1,笔,1,1,1,现金,\nD,2026-01-02,张伟,笔,1,1,1,现金,\n"
    )
    result = sales(shop, tmp_path, text)
    assert set(numbers(shop)) == {"C", "D"}
    assert (result.created, result.failed) == (2, 4)
    assert {error.row for error in result.errors} == {2, 3, 4, 5}


def test_a_member_named_in_several_columns(shop: Services, tmp_path: Path) -> None:
    text = (
        "单号,日期,会员姓名,会员手机,商品,数量,金额\n"
        "E1,2026-01-02,张三,13812345678,笔,1,2\nE2,2026-01-02,张伟,,笔,1,2\nE3,2026-01-02,,,笔,1,2\n"
        "E4,2026-01-02,李娜,13700000000,笔,1,2\n"
    )
    result = sales(shop, tmp_path, text)
    assert (result.mapping["会员姓名"], result.mapping["会员手机"]) == ("customer", "customer")
    assert {number: row[2] for number, row in numbers(shop).items()} == {"E1": 1, "E2": 1, "E3": None}
    assert (result.failed, result.errors[0].value) == (1, "李娜")
    sales(shop, tmp_path, text, unknown="create")
    made = shop.customers.get(numbers(shop)["E4"][2])
    assert (made.name, made.phone) == ("李娜", ("+8613700000000",))


def test_rows_without_a_number_are_known_again(shop: Services, tmp_path: Path) -> None:
    text = "日期,商品,数量,金额\n2026-01-02,笔,2,5\n2026-01-02,笔,2,5\n"
    assert sales(shop, tmp_path, text).created == 2
    again = sales(shop, tmp_path, text)
    assert (again.created, again.unchanged) == (0, 2)


@pytest.mark.parametrize("entity", ["orders", "products", "deals", "followups"])
@pytest.mark.parametrize("existing", ["fill", "overwrite"])
def test_every_entity_comes_back_unchanged(shop: Services, tmp_path: Path, entity: str, existing: str) -> None:
    sales(shop, tmp_path)
    with shop.write(N_("undo", "Test")) as work:
        shop.deals.create(work, {"title": "办公用品", "customer": 1, "amount": 120_000, "tags": ["大单"]})
        won = shop.deals.create(work, {"title": "开学", "customer": 1, "status": "won"})
        shop.followups.create(work, {"subject": "回访", "customer": 1, "due": "2026-10-01", "time": "09:30"})
        shop.followups.create(work, {"subject": "送货", "deal": won, "due": "2026-10-02", "status": "done"})
        lines = [{"product": "壶", "price": 22_800}, {"product": "杯", "price": 9_900, "quantity": 2_000}]
        shop.orders.create(work, {"customer": 1, "lines": lines, "discount": 810, "paid": 10_000, "notes": "送货"})
        shop.products.create(work, {"name": "=橡皮", "code": "007", "price": 150, "active": False})
    for ending in ("xlsx", "csv"):
        out = tmp_path / f"{entity}.{ending}"
        export_entity(shop, entity, out)
        result = import_file(shop, out, ImportOptions(entity=entity, existing=existing))  # type: ignore[arg-type]
        assert [str(error.reason) for error in result.errors] == []
        assert (result.created, result.updated) == (0, 0)
        assert result.unchanged == result.read > 0
