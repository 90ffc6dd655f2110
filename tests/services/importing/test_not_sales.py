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


def test_a_phone_beside_such_a_word_is_somebody_and_others_are_still_nobody(shop: Services, tmp_path: Path) -> None:
    head = "单号,日期,会员手机,客户姓名,商品,金额\n"
    rows = "A1,2026-10-01,13900001111,散客,茶,10\nA2,2026-10-01,,散客,茶,10\nA3,2026-10-01,无,李四,茶,10\n"
    path = csv_file(tmp_path / "s.csv", head + rows)
    sales(shop, path, unknown="create")
    assert [numbers(shop)[number][2] for number in ("A1", "A2", "A3")] == [2, None, 3]
    assert [shop.customers.get(one).name for one in (2, 3)] == ["13900001111", "李四"]


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


def test_a_row_that_was_given_back_says_nothing_of_the_others_of_its_order(shop: Services, tmp_path: Path) -> None:
    text = (
        "单号,日期,客户,商品,金额,实收,售后状态\nA1,2026-10-01,张伟,茶,10,60,\nA1,2026-10-01,张伟,杯,20,,退款成功\n"
        "A1,2026-10-01,张伟,碗,30,,\nA2,2026-10-01,张伟,茶,10,10,退款成功\n"
    )
    result = sales(shop, csv_file(tmp_path / "s.csv", text))
    assert numbers(shop) == {"A1": (4000, 4000, 1)}, "and the money for it went back"
    assert (result.created, [skip.row for skip in result.skips]) == (2, [3, 5])


def test_a_state_written_once_is_that_of_the_whole_order(shop: Services, tmp_path: Path) -> None:
    text = (
        "单号,日期,商品,金额,订单状态\nA1,2026-10-01,茶,10,已取消\nA1,2026-10-01,杯,20,\n"
        "A2,2026-10-01,茶,10,已完成\nA2,2026-10-01,杯,20,已取消\n"
    )
    result = sales(shop, csv_file(tmp_path / "s.csv", text))
    assert numbers(shop) == {"A2": (1000, 1000, None)}
    assert sorted(skip.row for skip in result.skips) == [2, 3, 5]


BEFORE = "A1,2026-10-01,张伟,茶,1,100,10,90\nA2,2026-10-01,张伟,茶,2,100,20,80\nA3,2026-10-02,张伟,茶,1,50,5,0\n"
AFTER = "A1,2026-10-01,张伟,茶,1,90,10,90\nA2,2026-10-01,张伟,茶,2,80,20,80\nA3,2026-10-02,张伟,茶,1,45,5,0\n"
BACK = "A1,2026-10-01,张伟,茶,-1,-100,-10,-90\n"


@pytest.mark.parametrize("amount", ["金额", "消费金额", "订单金额"])
@pytest.mark.parametrize("discount", ["优惠金额", "优惠总额"])
@pytest.mark.parametrize("rows", [BEFORE, AFTER])
def test_what_was_paid_tells_whether_amounts_are_before_the_discount(
    shop: Services, tmp_path: Path, amount: str, discount: str, rows: str
) -> None:
    """Nobody owes what was taken off; an order that is not paid yet is read as the others of its list."""
    text = f"单号,日期,客户,商品,数量,{amount},{discount},实收\n{rows}"
    path = csv_file(tmp_path / "s.csv", text)
    sales(shop, path)
    assert numbers(shop) == {"A1": (9000, 9000, 1), "A2": (8000, 8000, 1), "A3": (4500, 0, 1)}
    assert sales(shop, path, existing="overwrite").updated == 0


@pytest.mark.parametrize("amount", ["金额", "订单金额"])
@pytest.mark.parametrize("discount", ["优惠金额", "优惠总额"])
def test_a_return_gives_back_what_was_paid(shop: Services, tmp_path: Path, amount: str, discount: str) -> None:
    sales(shop, csv_file(tmp_path / "s.csv", f"单号,日期,客户,商品,数量,{amount},{discount},实收\n{BACK}"))
    assert numbers(shop) == {"A1": (-9000, -9000, 1)}


def test_a_discount_beside_a_price_and_an_amount_to_be_paid(shop: Services, tmp_path: Path) -> None:
    head = "单号,日期,商品,数量,单价,商品金额,优惠,应收金额,实收金额\n"
    sales(shop, csv_file(tmp_path / "s.csv", head + "A1,2026-10-01,茶,2,50,100,10,90,90\n"))
    assert numbers(shop) == {"A1": (9000, 9000, None)}


def test_the_amount_of_an_order_tells_it_where_nothing_is_paid(shop: Services, tmp_path: Path) -> None:
    head = "单号,日期,商品,商品金额,优惠金额,订单金额,支付方式\n"
    sales(shop, csv_file(tmp_path / "s.csv", head + "A1,2026-10-01,茶,100,10,140,赊账\nA1,2026-10-01,杯,50,,,\n"))
    assert numbers(shop)["A1"][0] == 14000


def test_whole_amounts_that_differ_are_those_of_rows(shop: Services, tmp_path: Path) -> None:
    text = "单号,日期,商品,数量,订单金额\nA1,2026-10-01,茶,2,90\nA1,2026-10-01,杯,1,40\n"
    sales(shop, csv_file(tmp_path / "s.csv", text))
    assert numbers(shop)["A1"][0] == 13000


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
