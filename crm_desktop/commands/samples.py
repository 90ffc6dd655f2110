"""The files that the tour brings in: made up, but as untidy as what shops really bring."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random


@dataclass(frozen=True, slots=True)
class Sample:
    """One language's texts. ``people`` are rows under ``header``; ``sales`` the columns of the till's file."""

    title: str
    header: tuple[str, ...]
    people: tuple[tuple[object, ...], ...]
    total: str
    sales: tuple[str, ...]
    products: tuple[tuple[str, int], ...]
    channels: tuple[str, ...]
    staff: tuple[str, ...]
    deal: str
    follow_up: str
    result: str
    next_step: str
    shop: str
    currency: str
    region: str


ZH = Sample(
    "松间茶舍 老客户名单",
    ("姓名", "手机", "邮箱", "微信", "性别", "生日", "地址", "等级", "来源", "标签", "备注"),
    (
        ("王小红", 13812345678, "wxh@example.cn", "hong_1988", "女", "农历1988-08-15", "文化路 12 号", "VIP 客户", "朋友介绍",
         "老客户、团购", "只喝春茶"),
        ("张伟", "139 1234 5679", "zhangwei@example.cn", "zw139", "男", "1990-05-03", "解放路 8 号", "普通客户", "路过", "周末", ""),
        ("李娜", "13712345680/021-65432100", "", "lina", "女", "1985/11/20", "", "VIP 客户", "微信", "礼盒", "公司采购，要发票"),
        ("陈磊", "+86 136 1234 5681", "chenlei@example.cn", "", "男", date(1979, 2, 28), "建设路 3 号", "潜在客户", "展会", "", ""),
        (" 王小红 ", "138-1234-5678", "", "", "", "", "", "", "", "VIP", "重复的一行"),
        ("赵敏", "1351234568", "", "zhaomin", "女", "", "", "", "广告", "", "电话少一位"),
        ("上海小红花文具店", "021-5555 8888", "shop@example.cn", "", "", "", "南京东路 100 号", "普通客户", "拜访", "企业", "每季度一单"),
        ("周婷", "13412345682", "", "zt_134", "女", "1999-12-31", "", "潜在客户", "微信", "学生", ""),
    ),
    "合计",
    ("订单号", "日期", "会员手机", "商品", "数量", "单价", "金额", "渠道", "店员", "已付", "备注"),
    (("明前龙井", 168), ("正山小种", 98), ("手冲茶具", 320), ("节庆礼盒", 258), ("便签本", 12)),
    ("门店", "微信", "企业"),
    ("小林", "阿芳"),
    "中秋礼盒 200 份", "确认礼盒样式和发票抬头", "样式选定，下周二付定金", "催付定金",
    "松间茶舍", "CNY", "CN",
)  # fmt: skip

EN = Sample(
    "Songjian Tea, customer list",
    ("Name", "Mobile", "E-mail", "WeChat", "Gender", "Birthday", "Address", "Grade", "Source", "Tags", "Notes"),
    (
        ("Alice Ward", "(415) 555-2671", "alice.ward@example.com", "", "F", "1988-08-15", "12 Mission St", "VIP", "Friend",
         "regular, gifts", "Spring tea only"),
        ("Ben Carter", 4155552672, "ben@example.com", "", "M", "1990-05-03", "8 Market St", "Regular", "Walk-in", "weekend", ""),
        ("Chloe Diaz", "415-555-2673 / 415-555-2674", "", "", "F", "1985/11/20", "", "VIP", "Web", "gift box", "Needs invoices"),
        ("Daniel Evans", "+1 415 555 2675", "dan@example.com", "", "M", date(1979, 2, 28), "3 Castro St", "Potential customer",
         "Fair", "", ""),
        (" Alice Ward ", "415.555.2671", "", "", "", "", "", "", "", "VIP", "twice in the list"),
        ("Emma Fox", "555", "", "", "F", "", "", "", "Ad", "", "phone cut off"),
        ("Bay Stationery", "415 555 2676", "shop@example.com", "", "", "", "100 Broadway", "Regular", "Visit", "company", ""),
        ("Grace Hall", "415-555-2677", "", "", "F", "1999-12-31", "", "Potential customer", "Web", "student", ""),
    ),
    "Total",
    ("Order number", "Date", "Member phone", "Product", "Quantity", "Price", "Amount", "Channel", "Staff", "Paid", "Notes"),
    (("Dragon Well", 168), ("Lapsang Souchong", 98), ("Pour-over set", 320), ("Holiday box", 258), ("Note pad", 12)),
    ("Shop", "Online", "Business"),
    ("Laura", "Mia"),
    "200 holiday boxes", "Agree on the box and the invoice", "Box chosen, deposit on Tuesday", "Ask for the deposit",
    "Songjian Tea", "USD", "US",
)  # fmt: skip


def sample(lang: str) -> Sample:
    return ZH if lang == "zh_CN" else EN


def write_customers(texts: Sample, path: Path) -> int:
    """A workbook with a note sheet first, a title row, untidy cells and a totals row; returns the rows of people."""
    from openpyxl import Workbook

    book = Workbook()
    note = book.active
    assert note is not None
    note.title = "README"
    note["A1"] = texts.title
    sheet = book.create_sheet(texts.title[:31])
    sheet.append([texts.title])
    sheet.append([])
    sheet.append(list(texts.header))
    for row in texts.people:
        sheet.append(list(row))
    sheet.append([texts.total, f"=COUNTA(A4:A{3 + len(texts.people)})"])
    book.save(path)
    return len(texts.people)


def write_sales(texts: Sample, path: Path, today: date, phones: Sequence[str]) -> int:
    """The till's file over the last fourteen months, one to three lines an order; returns the rows."""
    pick = Random(11)
    rows: list[list[object]] = []
    for number in range(90):
        day = today - timedelta(days=pick.randint(0, 425))
        phone = pick.choice([*phones, ""])
        channel, staff = pick.choice(texts.channels), pick.choice(texts.staff)
        for product, price in pick.sample(texts.products, pick.randint(1, 3)):
            count = pick.randint(1, 5)
            amount = count * price
            rows.append(
                [f"S{number:04d}", day.isoformat(), phone, product, count, price, amount, channel, staff, amount, ""]
            )
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(texts.sales)
        writer.writerows(rows)
    return len(rows)
