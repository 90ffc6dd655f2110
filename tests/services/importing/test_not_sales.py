"""Rows of tills and shops online that are no sales, buyers who are nobody, and what is taken off a whole order."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.importing import reasons
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions, ImportResult
from tests.services.importing.files import csv_file, workbook


@pytest.fixture
def shop(services: Services) -> Services:
    with services.write(N_("undo", "Test")) as work:
        services.customers.create(work, {"name": "张伟", "phone": ["13812345678"], "code": "K1"})
    return services


def sales(shop: Services, path: Path, **options: object) -> ImportResult:
    result = import_file(shop, path, ImportOptions(entity="orders", **options))  # type: ignore[arg-type]
    assert result.read == result.created + result.updated + result.unchanged + result.skipped + result.failed
    return result


def numbers(shop: Services) -> dict[str, tuple[int, int, object]]:
    rows = shop.db.execute_sql("SELECT number, total, paid, customer_id FROM sales_order WHERE deleted_at IS NULL")
    return {row[0]: row[1:] for row in rows}


@pytest.mark.parametrize("header", ["订单状态", "状态", "Order status"])
@pytest.mark.parametrize("word", ["已取消", "交易关闭", "已退款", "作废", "Refunded"])
def test_what_was_called_off_is_no_sale_whatever_program_it_comes_from(
    shop: Services, tmp_path: Path, header: str, word: str
) -> None:
    text = f"单号,日期,商品,数量,金额,{header}\nA1,2026-10-01,茶,1,10,已完成\nA2,2026-10-01,茶,1,20,{word}\n"
    result = sales(shop, csv_file(tmp_path / "s.csv", text))
    assert set(numbers(shop)) == {"A1"}
    assert (result.created, result.skipped, result.skips[0].row) == (1, 1, 3)
    assert result.skips[0].reason.source == reasons.NEVER_SOLD.source
    assert result.skips[0].reason.params["value"] == word


def test_money_that_went_out_is_no_sale(shop: Services, tmp_path: Path) -> None:
    text = "单号,日期,商品,收/支,金额\nA1,2026-10-01,茶,收入,10\nA2,2026-10-01,纸袋,支出,20\nA3,2026-10-01,零钱,/,30\n"
    result = sales(shop, csv_file(tmp_path / "s.csv", text))
    assert (set(numbers(shop)), result.skipped) == ({"A1"}, 2)


def test_a_buyer_whom_nobody_knows_is_a_walk_in(shop: Services, tmp_path: Path) -> None:
    text = "单号,日期,客户,商品,金额\nA1,2026-10-01,散客,茶,10\nA2,2026-10-01,张伟,茶,20\nA3,2026-10-01,李四,茶,30\n"
    path = csv_file(tmp_path / "s.csv", text)
    (told,) = [note for note in sales(shop, path, dry_run=True).notes if note.reason.source == reasons.WALK_IN.source]
    assert (told.header, told.count, told.examples) == ("客户", 1, ((2, "散客", ""),))
    result = sales(shop, path, unknown="create")
    assert result.entities["customers"] == 1
    assert numbers(shop) == {"A1": (1000, 1000, None), "A2": (2000, 2000, 1), "A3": (3000, 3000, 2)}


def test_a_customer_who_is_called_so_gets_the_sale(shop: Services, tmp_path: Path) -> None:
    with shop.write(N_("undo", "Test")) as work:
        nobody = shop.customers.create(work, {"name": "散客"})
    sales(shop, csv_file(tmp_path / "s.csv", "单号,日期,客户,商品,金额\nA1,2026-10-01,散客,茶,10\n"))
    assert numbers(shop)["A1"][2] == nobody


def test_what_is_taken_off_the_whole_order_is_taken_off_once(shop: Services, tmp_path: Path) -> None:
    head = "单号,日期,客户,商品,金额,整单优惠,{paid}\n"
    once = "A1,2026-10-01,张伟,瓷砖,550,50,{all}\nA1,2026-10-01,张伟,水泥,500,,\n"
    each = "A2,2026-10-01,张伟,瓷砖,550,-50,{all}\nA2,2026-10-01,张伟,水泥,500,-50,{all}\n"
    path = csv_file(tmp_path / "s.csv", head.format(paid="实收") + once.format(all=800) + each.format(all=800))
    sales(shop, path)
    assert numbers(shop) == {"A1": (100000, 80000, 1), "A2": (100000, 80000, 1)}
    again = sales(shop, path, existing="overwrite")
    assert (again.updated, again.unchanged) == (0, 4)
    whole = head.format(paid="是否付清") + (once + each).format(all="是").replace("A", "B")
    sales(shop, csv_file(tmp_path / "t.csv", whole))
    assert [numbers(shop)[number][:2] for number in ("B1", "B2")] == [(100000, 100000), (100000, 100000)]


@pytest.mark.parametrize("number", ["6.92174E+12", 2601234567890123456, 2601234567890120])
def test_a_number_of_which_the_end_is_lost_is_an_error(shop: Services, tmp_path: Path, number: object) -> None:
    """Two orders, articles or cards would be one otherwise."""
    rows = [["订单号", "日期", "商品", "金额"], [number, "2026-10-01", "茶", 10], ["A2", "2026-10-01", "茶", 20]]
    result = sales(shop, workbook(tmp_path / "s.xlsx", rows))
    assert (result.created, result.errors[0].row, result.errors[0].column) == (1, 2, "订单号")
    products = [["商品名称", "条码", "售价"], ["毛尖", number, 10], ["龙井", "6921168509256", 20]]
    result = import_file(shop, workbook(tmp_path / "p.xlsx", products), ImportOptions(entity="products"))
    assert (result.created, result.errors[0].column) == (1, "条码")


def test_long_numbers_that_are_whole_stay(services: Services, tmp_path: Path) -> None:
    rows = [["姓名", "会员卡号", "微信"], ["张伟", 6222021234567891, "1.5E+3"], ["李四", 888800001, "3E12"]]
    result = import_file(services, workbook(tmp_path / "c.xlsx", rows), ImportOptions())
    assert (result.created, result.failed) == (2, 0)
    assert [services.customers.get(one).code for one in (1, 2)] == ["6222021234567891", "888800001"]
