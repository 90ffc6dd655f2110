"""A shop in which every feature was used, brought into an empty one by its workbook: table by table the same.

What does not come back, and why: the instants at which records were made (that is when the other shop got them) and the
way of a deal through the stages before the present one; the discount on a whole order, which its lines share so that
columns add up (totals stay); that a line is no product of the catalogue; the day of a series for which a moved
occurrence stands; what a backup is for: staff's roles, settings, lists, stages, views, files, own fields themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.exporting import entities
from crm_desktop.services.exporting.entities import export_everything
from crm_desktop.services.importing import api
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.services.not_same import NotSameService
from crm_desktop.services.orders import NewLine
from crm_desktop.services.unit_of_work import UnitOfWork

TABLES = {
    "customer": "SELECT c.code, c.name, c.kind, c.company, c.phones, c.emails, c.wechat, c.gender, c.birthday, "
    "c.address, c.region, c.industry, c.source, c.grade, c.stage, o.name, c.tags, c.preferred_channel, r.code, "
    "c.preferences, c.special_requirements, c.notes, c.verified_on FROM customer c "
    "LEFT JOIN staff o ON o.id = c.owner_id LEFT JOIN customer r ON r.id = c.referrer_id",
    "own values": "SELECT c.code, f.key, v.text, v.number FROM custom_value v "
    "JOIN custom_field f ON f.id = v.field_id JOIN customer c ON c.id = v.record_id",
    "relation": "SELECT a.code, b.code, r.kind FROM relation r "
    "JOIN customer a ON a.id = r.customer_id JOIN customer b ON b.id = r.other_id",
    "not_same": "SELECT a.code, b.code FROM not_same r "
    "JOIN customer a ON a.id = r.customer_id JOIN customer b ON b.id = r.other_id",
    "product": "SELECT code, name, category, unit, price, cost, active, notes FROM product WHERE name <> 'Sundries'",
    "deal": "SELECT d.number, d.title, c.code, p.key, s.key, d.amount, d.probability, d.probability_manual, "
    "d.expected_close, o.name, d.source, d.competitor, d.tags, d.status, d.reason, d.closed, d.notes FROM deal d "
    "LEFT JOIN customer c ON c.id = d.customer_id JOIN pipeline p ON p.id = d.pipeline_id "
    "JOIN stage s ON s.id = d.stage_id LEFT JOIN staff o ON o.id = d.owner_id",
    "sales_order": "SELECT x.number, x.date, x.time, c.code, x.channel, s.name, x.total, x.paid, x.due, d.number, "
    "x.notes FROM sales_order x LEFT JOIN customer c ON c.id = x.customer_id LEFT JOIN staff s ON s.id = x.staff_id "
    "LEFT JOIN deal d ON d.id = x.deal_id",
    "order_line": "SELECT x.number, l.position, l.product_name, l.quantity, l.price "
    "FROM order_line l JOIN sales_order x ON x.id = l.order_id",
    "payment": "SELECT x.number, p.date, p.amount, p.method, p.notes FROM payment p "
    "JOIN sales_order x ON x.id = p.order_id",
    "follow_up": "SELECT f.subject, c.code, d.number, f.type, f.due, f.time, f.remind_at, o.name, f.priority, "
    "f.status, f.result, f.done_at, substr(f.recurrence, 1, 12), f.notes FROM follow_up f "
    "LEFT JOIN customer c ON c.id = f.customer_id LEFT JOIN deal d ON d.id = f.deal_id "
    "LEFT JOIN staff o ON o.id = f.owner_id",
    "activity": "SELECT c.code, a.type, a.at, d.number, a.content, a.response, s.name FROM activity a "
    "LEFT JOIN customer c ON c.id = a.customer_id LEFT JOIN deal d ON d.id = a.deal_id "
    "LEFT JOIN staff s ON s.id = a.staff_id",
    "staff": "SELECT name FROM staff",
}


def own_fields(services: Services, work: UnitOfWork) -> dict[str, str]:
    kinds: dict[str, tuple[Any, ...]] = {
        "text": ("鞋码", "text"), "long": ("Story", "longtext"), "number": ("Score", "number"),
        "money": ("额度", "money"), "day": ("纪念日", "date"), "yes": ("开票", "bool"),
        "choice": ("口味", "choice", ["甜", "辣"]), "link": ("网店", "link"),
    }  # fmt: skip
    return {name: services.custom_fields.add(work, "customers", *kind) for name, kind in kinds.items()}


def people(services: Services, work: UnitOfWork, own: dict[str, str]) -> list[int]:
    make = services.customers.create
    ann = make(work, {
        "name": "安妮", "phone": ["13805712046", "+14155550100", "0571-87654321"], "email": ["a@b.cn", "c@d.cn"],
        "wechat": "annie", "gender": "F", "birthday": "L1990-08-15", "address": "杭州市西湖区文三路1号",
        "region": "杭州", "industry": "餐饮", "source": "朋友", "grade": "A", "stage": "loyal", "owner": "小林",
        "tags": ["常客", "VIP 一级"],
        "preferred_channel": "wechat", "preferences": "红茶\n不要糖", "special_requirements": "=下午送",
        "notes": "第一行\n第二行", "company": "安记", "next_follow_up": services.clock.today(),
        own["text"]: "38", own["long"]: "很长\n的故事", own["number"]: Decimal("12.5"), own["money"]: 12345,
        own["day"]: date(2024, 2, 29), own["yes"]: True, own["choice"]: "甜", own["link"]: "https://x.cn",
    })  # fmt: skip
    firm = make(work, {"name": "安记", "kind": "company", "birthday": "--05-06", "referrer": ann})
    one = make(work, {"name": "张伟", "phone": ["13805712048"], "birthday": "L1987-06+-10"})
    two = make(work, {"name": "张伟", "phone": ["13805712049"], "birthday": "1988-02-29", "referrer": one})
    services.customers.mark_verified(work, ann)
    for first, second, kind in ((ann, firm, "boss"), (one, two, "sibling"), (ann, one, "child")):
        services.relations.add(work, first, second, kind)
    NotSameService(services).keep_apart(work, one, two)
    return [ann, firm, one, two]


def sales(services: Services, work: UnitOfWork, ids: list[int]) -> int:
    ann, firm, one, two = ids
    products, deals, orders = services.products, services.deals, services.orders
    tea = products.create(work, {"code": "6901234567892", "name": "红茶", "category": "茶", "unit": "盒", "price": 9900,
                                 "cost": 4000, "notes": "好"})  # fmt: skip
    products.create(work, {"name": "旧茶", "active": False, "price": 100})
    today = services.clock.today()
    large = deals.create(work, {
        "title": "年货", "customer": ann, "amount": 500000, "probability": 35, "owner": "小林", "source": "展会",
        "expected_close": today + timedelta(days=20), "competitor": "隔壁", "tags": ["大单"], "notes": "n",
    })  # fmt: skip
    deals.move(work, large, services.pipelines.stages()[2].id)
    deals.lose(work, deals.create(work, {"title": "年货", "customer": one, "amount": 100}), "price")
    won = deals.create(work, {"title": "中秋", "customer": firm, "amount": 880000})
    deals.win(work, won)
    lines = [NewLine("红茶", tea, 2000, 9900, discount=300), NewLine("茶杯", quantity=1500, price=1999)]
    order = orders.create(work, {
        "customer": ann, "date": date(2026, 9, 1), "time": "11:17", "deal": won, "due": date(2026, 10, 1),
        "channel": "门店", "staff": "老王", "discount": 500, "notes": "急", "lines": lines,
    })  # fmt: skip
    for amount, day, method, notes in ((100_00, 2, "微信", "定金"), (50_00, 10, "现金", ""), (-10_00, 11, "微信", "")):
        orders.pay(work, order, amount, method=method, day=date(2026, 9, day), notes=notes)
    back = orders.create(
        work, {"customer": one, "date": date(2026, 9, 3), "lines": [NewLine("红茶", tea, -1000, 9900)]}
    )
    orders.pay(work, back, -9900, method="现金")
    orders.create(work, {"date": date(2026, 9, 3), "lines": [NewLine("Sundries", free=True, price=100)]})
    orders.create(work, {"customer": two, "date": date(2026, 9, 4), "lines": [NewLine("红茶", tea, 1000, 9900)],
                         "paid": 9900, "method": "支付宝"})  # fmt: skip
    return large


def plans(services: Services, work: UnitOfWork, ids: list[int], deal: int) -> None:
    today, follow_ups = services.clock.today(), services.followups
    ann, _, one, _ = ids
    series = follow_ups.create(work, {
        "subject": "回访", "customer": ann, "deal": deal, "type": "visit", "due": today + timedelta(days=3),
        "time": "14:30", "remind_at": datetime(2026, 9, 25, 9, 0).astimezone(), "owner": "小林", "priority": "high",
        "recurrence": "FREQ=MONTHLY", "notes": "带样品",
    })  # fmt: skip
    follow_ups.move(work, series, today + timedelta(days=4))
    follow_ups.complete(work, follow_ups.create(work, {"subject": "电话", "customer": one, "due": today}), "很好")
    follow_ups.create(work, {"subject": "取消的", "customer": one, "due": today, "status": "cancelled"})
    follow_ups.create(work, {"subject": "内部盘点", "type": "todo"})
    at = datetime(2026, 9, 10, 9, 30).astimezone()
    for kind in ("call", "visit", "wechat", "sms", "email", "meeting", "note"):
        services.activities.log(work, ann, kind, f"内容 {kind}\n行二", response="好", at=at, staff="老王",
                                deal_id=deal if kind == "call" else None)  # fmt: skip
    services.activities.log(work, one, "call", "", response="只有答复", at=at)


@pytest.fixture
def shop(services: Services) -> Services:
    with services.write(N_("undo", "Fill")) as work:
        ids = people(services, work, own_fields(services, work))
        plans(services, work, ids, sales(services, work, ids))
    return services


def moved(shop: Services, other: Services, book: Path) -> None:
    """Bring the workbook of everything in as the wizard does, sheet after sheet, then once more: nothing is new."""
    export_everything(shop, book)
    tables = api.inspect(book, survey=True, services=other).tables
    for again in (False, True):
        for table in tables:
            options = ImportOptions(
                entity=table.entity, sheet=table.sheet, tag=False, existing="overwrite" if again else "fill"
            )
            result = api.import_file(other, book, options)
            told = (table.sheet, result.errors[:3], [change.fields for change in result.updates[:3]])
            assert result.failed == result.skipped == 0, told
            assert not again or (result.created, result.updated) == (0, 0), told


def assert_same(shop: Services, other: Services) -> None:
    for name, sql in TABLES.items():
        rows = [sorted(map(repr, one.db.execute_sql(sql).fetchall())) for one in (shop, other)]
        assert rows[0] == rows[1], name


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_shop_comes_back_from_its_workbook(
    shop: Services, open_shop: Callable[..., Services], tmp_path: Path, request: pytest.FixtureRequest, language: str
) -> None:
    if language == "zh_CN":
        request.getfixturevalue("zh")
    other = open_shop(tmp_path / "other")
    with other.write(N_("undo", "Fields")) as work:
        own_fields(other, work)
    moved(shop, other, tmp_path / "all.xlsx")
    assert_same(shop, other)


def test_what_an_import_does_not_read_from_one_sheet_goes_on_to_the_next(
    shop: Services, open_shop: Callable[..., Services], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines and payments of one order stay together, links lead to the right sheet."""
    monkeypatch.setattr(entities, "MAX_ROWS", 3)
    other = open_shop(tmp_path / "other")
    with other.write(N_("undo", "Fields")) as work:
        own_fields(other, work)
    book = tmp_path / "all.xlsx"
    moved(shop, other, book)
    assert_same(shop, other)
    sheets = {sheet.name: sheet.rows - 1 for sheet in api.inspect(book).sheets}
    assert {name: rows for name, rows in sheets.items() if name.startswith(("Orders", "Payments"))} == {
        "Orders": 3, "Orders (2)": 2, "Payments": 3, "Payments (2)": 2,
    }  # fmt: skip
