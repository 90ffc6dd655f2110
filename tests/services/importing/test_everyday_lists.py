"""Lists as shops keep them by hand and as ways to pay send them: words, remarks, lunar days, times, whole amounts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.importing import notes
from crm_desktop.services.importing.api import import_file, inspect
from crm_desktop.services.importing.model import IGNORED, ImportOptions, ImportResult
from tests.services.importing.files import csv_file, workbook


def bring(services: Services, path: Path, entity: str, **options: object) -> ImportResult:
    result = import_file(services, path, ImportOptions(entity=entity, **options))  # type: ignore[arg-type]
    assert result.read == result.created + result.updated + result.unchanged + result.skipped + result.failed
    return result


def orders(services: Services) -> dict[str, tuple[str, int, str]]:
    rows = services.db.execute_sql("SELECT number, date, total, coalesce(time, '') FROM sales_order")
    return {row[0]: row[1:] for row in rows}


WECHAT = """微信支付账单明细,,,,,,,,
微信昵称：[小店],,,,,,,,
收入：2笔 256.50元
----------------------微信支付账单明细列表--------------------,,,,,,,,
交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注
2026-10-05 12:01:02,二维码收款,张三,收款,收入,¥156.50,/,已收钱,"100\t","200\t","/"
2026-10-07 13:01:02,商户消费,批发市场,进货,支出,¥20.00,零钱,支付成功,"101\t","201\t","/"
2026-10-08 13:01:02,转账,李四,转账,收入,¥100.00,/,已存入零钱,"102\t","202\t","/"
"""

ALIPAY = """支付宝交易记录明细查询
账号:[shop@example.com]
---------------------------------交易记录明细列表------------------------------------
交易号 ,商家订单号 ,交易创建时间 ,付款时间 ,交易对方 ,商品名称 ,金额（元） ,收/支 ,交易状态 ,备注 ,
20261005001 ,T1 ,2026-10-05 10:00:00 ,2026-10-05 10:00:10 ,张三 ,奶茶 ,36.00 ,收入 ,交易成功 , ,
20261005002 ,T2 ,2026-10-05 11:00:00 , ,钱七 ,蛋糕 ,128.00 ,收入 ,交易关闭 , ,
20261005003 ,T3 ,2026-10-06 11:00:00 ,2026-10-06 11:00:00 ,房东 ,房租 ,900.00 ,支出 ,交易成功 , ,
------------------------------------------------------------------------------------
共3笔记录
已收入:1笔,36.00元
导出时间:[2026-11-01 10:00:00] 用户:小店
"""

MERCHANT = """交易时间,公众账号ID,商户号,微信订单号,商户订单号,交易类型,交易状态,订单金额,商品名称,商户数据包
`2026-10-05 12:01:02,`wx1,`16,`420000123456789012345678,`A1,`JSAPI,`SUCCESS,`12.50,`奶茶,`
`2026-10-05 12:11:02,`wx1,`16,`420000123456789012345679,`A2,`JSAPI,`REFUND,`0.00,`奶茶,`
"""


def test_a_mark_before_one_name_is_part_of_it(services: Services, tmp_path: Path) -> None:
    """Only statements have it before every cell, which is no part of what they say."""
    path = csv_file(tmp_path / "a.csv", "姓名,电话,备注\n`小店,13912345678,`常客\n`阿明,,\n")
    assert bring(services, path, "customers").created == 2
    names = services.db.execute_sql("SELECT name, notes FROM customer ORDER BY id").fetchall()
    assert names == [("`小店", "`常客"), ("`阿明", "")]


@pytest.mark.parametrize(
    ("name", "text", "system", "found"),
    [
        ("w.csv", WECHAT, "微信支付", {"100": ("2026-10-05", 15650, "12:01"), "102": ("2026-10-08", 10000, "13:01")}),
        ("a.csv", ALIPAY, "支付宝", {"20261005001": ("2026-10-05", 3600, "10:00")}),
        ("m.csv", MERCHANT, "微信支付", {"A1": ("2026-10-05", 1250, "12:01")}),
    ],
)
def test_statements_of_ways_to_pay_are_sales(
    services: Services, tmp_path: Path, name: str, text: str, system: str, found: dict[str, tuple[str, int, str]]
) -> None:
    path = csv_file(tmp_path / name, text, "gb18030")
    preview = inspect(path, services=services)
    assert (preview.system, preview.entity) == (system, "orders")
    result = bring(services, path, "orders", unknown="create")
    assert (orders(services), result.failed) == (found, 0)
    assert bring(services, path, "orders").created == 0


def test_remarks_among_the_rows_are_told_and_left_out(services: Services, tmp_path: Path) -> None:
    rows = [
        ["姓名", "电话", "地址"], ["张三", "13812345678", None], ["备注：以下为外地客户", None, None],
        ["李四", "13812345679", None], ["说明文", "13812345670", None], ["合计", 3, None],
        ["注：以上资料保密", None, None], [None, None, "共 3 位客户"],
    ]  # fmt: skip
    path = workbook(tmp_path / "c.xlsx", rows)
    assert inspect(path, services=services).totals == (4 - 1, 6, 7, 8)
    result = bring(services, path, "customers")
    assert (result.read, result.created) == (3, 3)
    assert bring(services, path, "customers", keep_totals=True, dry_run=True).read == 7


def test_days_under_a_lunar_header_are_lunar(services: Services, tmp_path: Path) -> None:
    rows = [
        ["姓名", "农历生日"], ["一", "1990.1.8"], ["二", datetime(1988, 12, 3)], ["三", "公历1990-05-06"],
        ["四", "五月初五"], ["五", "1990-02-31"],
    ]  # fmt: skip
    path = workbook(tmp_path / "c.xlsx", rows)
    tried = bring(services, path, "customers", dry_run=True)
    assert [note.count for note in tried.notes if note.reason.source == notes.LUNAR.source] == [3]
    result = bring(services, path, "customers")
    assert [error.row for error in result.errors] == [6]
    born = [services.customers.get(one).birthday for one in range(1, 5)]
    assert born == ["L1990-01-08", "L1988-12-03", "1990-05-06", "L--05-05"]


def test_a_header_that_names_both_calendars_says_neither(services: Services, tmp_path: Path) -> None:
    path = workbook(tmp_path / "c.xlsx", [["姓名", "生日（公历/农历）"], ["一", "1990.1.8"]])
    bring(services, path, "customers")
    assert services.customers.get(1).birthday == "1990-01-08"


def test_calls_that_were_made_keep_their_time_and_are_done(services: Services, tmp_path: Path) -> None:
    with services.write(N_("undo", "Test")) as work:
        services.customers.create(work, {"name": "张三", "phone": ["13857120461"]})
    rows = [
        ["回访时间", "客户", "联系电话", "方式", "回访内容", "回访结果", "回访人"],
        ["2026.9.3 16:00", "张三", "13857120461", "上门", "送样品", "很满意", "小李"],
        [datetime(2026, 12, 1), "张三", "13857120461", "电话", "问用得怎样", None, "小李"],
    ]
    path = workbook(tmp_path / "v.xlsx", rows)
    assert bring(services, path, "followups").created == 2
    sql = "SELECT subject, due, coalesce(time, ''), status, done_at IS NOT NULL FROM follow_up ORDER BY id"
    assert services.db.execute_sql(sql).fetchall() == [
        ("送样品", "2026-09-03", "16:00", "done", 1), ("问用得怎样", "2026-12-01", "", "open", 0),
    ]  # fmt: skip
    assert bring(services, path, "followups").unchanged == 2


def test_a_call_that_is_still_to_come_is_not_done(services: Services, tmp_path: Path) -> None:
    """What came of the last one stands beside it in such lists."""
    text = "跟进日期,主题,结果\n2026-09-23,问价,有意向\n2026-09-24,再问,有意向\n"
    path = csv_file(tmp_path / "v.csv", text)
    bring(services, path, "followups")
    rows = services.db.execute_sql("SELECT subject, status, result FROM follow_up ORDER BY id").fetchall()
    assert rows == [("问价", "done", "有意向"), ("再问", "open", "有意向")]
    assert bring(services, path, "followups").unchanged == 2


def test_an_amount_of_the_whole_order_stands_once(services: Services, tmp_path: Path) -> None:
    text = "单号,日期,商品,数量,订单金额\nA1,2026-10-01,茶,2,90\nA1,2026-10-01,杯,1,90\nA2,2026-10-01,茶,2,40\n"
    bring(services, csv_file(tmp_path / "s.csv", text), "orders")
    assert {number: total for number, (_, total, _) in orders(services).items()} == {"A1": 9000, "A2": 4000}


def test_a_contact_without_a_name_is_called_by_its_company_or_address(services: Services, tmp_path: Path) -> None:
    text = (
        "First Name,Last Name,Nickname,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value\n"
        "Ann,Lee,,Acme,,,ann@acme.com,\n,,,Bakery Ltd,,,info@bakery.com,\n,,,,,,only@x.com,\n,,Bo,Club,,,,\n"
    )
    assert bring(services, csv_file(tmp_path / "g.csv", text), "customers").failed == 0
    assert [services.customers.get(one).name for one in range(1, 5)] == ["Ann Lee", "Bakery Ltd", "only@x.com", "Bo"]


def test_a_deal_in_a_customers_row_keeps_its_stage_and_day(services: Services, tmp_path: Path) -> None:
    rows = [
        ["客户名称", "手机", "意向产品", "预计金额", "销售阶段", "预计成交日期"],
        ["张三", "13857120461", "展柜", "3.5万", "已报价", "2026-12-20"],
    ]
    assert bring(services, workbook(tmp_path / "d.xlsx", rows), "customers").entities["deals"] == 1
    sql = "SELECT d.title, s.key, d.amount, d.expected_close FROM deal d JOIN stage s ON s.id = d.stage_id"
    assert services.db.execute_sql(sql).fetchall() == [("展柜", "quoted", 3500000, "2026-12-20")]


@pytest.mark.parametrize("column", ["跟进阶段,意向强", "预计成交日期,下个月", "报价金额,面议"])
def test_columns_of_a_deal_without_one_stop_no_customer(services: Services, tmp_path: Path, column: str) -> None:
    header, word = column.split(",")
    path = csv_file(tmp_path / "c.csv", f"姓名,手机,{header}\n张三,13857120461,{word}\n")
    result = bring(services, path, "customers")
    assert (result.created, result.failed, result.mapping[header]) == (1, 0, "ignored")


def test_last_stages_of_other_programs_close_the_deal(services: Services, tmp_path: Path) -> None:
    text = (
        "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount\n9001,Site,Contract Sent,2026-12-01 00:00,,1200\n"
        "9002,Chairs,Closed Won,2026-10-01 00:00,,3400\n9003,Desk,Closed Lost,2026-09-01 00:00,,\n"
    )
    path = csv_file(tmp_path / "h.csv", text)
    (told,) = [note for note in bring(services, path, "deals", dry_run=True).notes if note.header == "Deal Stage"]
    assert [after for _, _, after in told.examples] == ["Negotiating", "Won", "Lost"]
    assert bring(services, path, "deals").created == 3
    sql = "SELECT title, status, reason FROM deal ORDER BY id"
    assert services.db.execute_sql(sql).fetchall() == [
        ("Site", "open", ""), ("Chairs", "won", ""), ("Desk", "lost", "other"),
    ]  # fmt: skip
    again = bring(services, path, "deals", existing="overwrite")
    assert (again.updated, again.unchanged) == (0, 3)
    lost = csv_file(tmp_path / "l.csv", text.replace("Contract Sent", "Closed Lost"))
    assert bring(services, lost, "deals").unchanged == 3, (
        "a deal that goes on here is neither closed nor given a reason"
    )
    assert bring(services, lost, "deals", existing="overwrite").updated == 1
    assert services.db.execute_sql("SELECT status, reason FROM deal WHERE title = 'Site'").fetchall() == [
        ("lost", "other")
    ]
    rows = [["客户名称", "手机", "意向产品", "销售阶段"], ["张三", "13857120461", "展柜", "已成交"]]
    assert bring(services, workbook(tmp_path / "d.xlsx", rows), "customers").entities["deals"] == 1
    assert services.db.execute_sql("SELECT status FROM deal WHERE title = '展柜'").fetchall() == [("won",)]


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("家庭住址", "address"),
        ("居住地址", "address"),
        ("上次到店", IGNORED),
        ("最近光临", IGNORED),
        ("办卡日期", IGNORED),
        ("会员卡等级", "grade"),
        ("顾客电话", "phone"),
        ("电子信箱", "email"),
        ("会员备注", "notes"),
        ("推荐者", "referrer"),
    ],
)
def test_more_names_of_columns_are_known(tmp_path: Path, header: str, target: str) -> None:
    """Where someone lives was not imported, unless a person saw it and chose the field."""
    path = tmp_path / "a.csv"
    path.write_text(f"姓名,生日,{header}\n沈若兰,1985-03-04,某某\n周建,1979-06-05,别的\n", encoding="utf-8")
    assert inspect(path, entity="customers").columns[2].target == target


def test_a_blank_next_step_of_a_closed_deal_clears_nothing(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "d.csv", "商机名称,销售阶段,下次跟进\n展柜,赢单,\n")
    bring(services, path, "deals")
    assert bring(services, path, "deals", existing="overwrite", blank_clears=True).unchanged == 1


@pytest.mark.parametrize(
    ("entity", "wanted", "others"),
    [
        ("products", "商品编号", ("条形码", "国际条码")),
        ("orders", "商品名称", ("商品信息", "商品详情", "服务")),
        ("orders", "业务员", ("制单人", "操作员")),
        ("orders", "实收", ("实付金额", "顾客实付")),
        ("orders", "应收金额", ("商品金额", "消费金额", "销售额")),
        ("customers", "出生日期", ("农历生日", "公历生日")),
        ("customers", "城市", ("片区",)),
    ],
)
def test_columns_that_were_known_first_stay_the_ones_that_are_read(
    services: Services, tmp_path: Path, entity: str, wanted: str, others: tuple[str, ...]
) -> None:
    """A list that is brought in again means the same: with another number its products would all be new."""
    for other in others:
        path = csv_file(tmp_path / "l.csv", f"{other},{wanted}\n1,2\n")
        found = {column.header: column.target for column in inspect(path, entity=entity, services=services).columns}
        assert [bool(found[wanted]), bool(found[other])] == [True, False], found


def test_whether_somebody_was_verified_is_no_day(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "c.csv", "Name,Email,Verified\nAnn,ann@x.com,TRUE\n")
    assert bring(services, path, "customers").created == 1


def test_follow_ups_that_name_a_deal_only_are_met_again(services: Services, tmp_path: Path) -> None:
    with services.write(N_("undo", "Test")) as work:
        ann = services.customers.create(work, {"name": "Ann"})
        services.deals.create(work, {"title": "展柜", "customer": ann})
    path = csv_file(tmp_path / "f.csv", "商机,日期,主题\n展柜,2026-10-01,送样品\n")
    assert bring(services, path, "followups").created == 1
    assert bring(services, path, "followups").unchanged == 1
