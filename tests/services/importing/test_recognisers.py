# ruff: noqa: E501 - columns and records as they are
"""Files of other programs, with the columns that those really write."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from crm_desktop.core.i18n import N_, render
from crm_desktop.services.context import Services
from crm_desktop.services.importing.api import import_file, inspect
from crm_desktop.services.importing.choices import unknown_words
from crm_desktop.services.importing.model import ImportOptions, Recipe
from crm_desktop.services.importing.recognisers import SYSTEMS, recognise
from crm_desktop.services.importing.systems import System
from crm_desktop.services.importing.tables import spec_of, targets_of
from tests.services.importing.files import csv_file

GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,"
    "Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,"
    "Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,"
    "Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Website 1 - Value"
)
OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business Street 2,"
    "Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home Street 2,Home City,"
    "Home State,Home Postal Code,Home Country/Region,Business Fax,Business Phone,Business Phone 2,Car Phone,Home Fax,"
    "Home Phone,Mobile Phone,Other Phone,Primary Phone,Account,Anniversary,Birthday,Categories,E-mail Address,"
    "E-mail Type,E-mail Display Name,E-mail 2 Address,Gender,Initials,Language,Location,Notes,Priority,Referred By"
)
HUBSPOT = (
    "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Contact owner,Lifecycle Stage,Lead Status,"
    "Create Date,Associated Company,Street Address,City,State/Region,Postal Code,Country/Region"
)
ZOHO = (
    "Record Id,Contact Owner.id,Contact Owner,Lead Source,First Name,Last Name,Account Name.id,Account Name,Email,"
    "Title,Department,Phone,Home Phone,Other Phone,Fax,Mobile,Date of Birth,Mailing Street,Mailing City,"
    "Mailing State,Mailing Zip,Mailing Country,Description,Tag"
)
ESPO = (
    "id,name,deleted,salutationName,firstName,lastName,accountId,title,description,emailAddress,phoneNumber,"
    "doNotCall,addressStreet,addressCity,addressState,addressCountry,addressPostalCode,createdAt,assignedUserId,"
    "assignedUserName,teamsIds"
)
ODOO = "External ID,Name,Phone,Mobile,Email,Salesperson,Street,Street2,City,State,Zip,Country,Tags,Is a Company,Company,Notes"
YOUZAN = (
    "客户姓名,客户昵称,客户手机号,客户生日,客户性别,标签,是否会员,成长值,免费等级,付费等级,权益卡,客户积分,客户储值余额,消费次数,消费金额,"
    "累计退款金额,累计退款订单数,笔单价,上次消费时间,分销员,导购员,企微好友,来源渠道,来源方式,成为客户时间,成为会员时间,微信地域,所属区域,"
)
YOUZAN_ORDERS = (
    "订单号,销售渠道,归属店铺,订单类型,订单状态,订单创建时间,买家付款时间,付款方式,商品金额合计,运费,订单实付金额,全部商品名称,商品种类数,"
    "收货人省份,收货人/提货人,收货人手机号/提货人手机号,买家备注,买家昵称,买家手机号,收银员,商家订单备注"
)
POSPAL = "会员编号,会员姓名,会员等级,折扣,积分,余额,联系电话,生日,QQ,邮箱,地址,备注,开卡日期,到期日期,导购员"
WECOM = "客户名称,客户备注名,标签,添加人,添加时间,来源,手机号,企业,描述"
PIPEDRIVE = "Person - ID,Person - Name,Person - Email - Work,Person - Phone - Work,Person - Phone - Mobile,Organization - Name,Person - Owner,Person - Labels"
SHOPIFY = (
    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,"
    "Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,"
    "Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags"
)


def file(path: Path, header: str, *records: dict[str, str]) -> Path:
    """A file with these columns and records, by the names of the columns."""
    names = header.split(",")
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    for record in records:
        assert set(record) <= set(names)
        writer.writerow([record.get(name, "") for name in names])
    return csv_file(path, out.getvalue(), "utf-8-sig")


def imported(services: Services, path: Path) -> list[dict[str, object]]:
    result = import_file(services, path, ImportOptions(entity=inspect(path, services=services).entity, tag=False))
    assert not result.errors, result.errors
    return [
        {field: getattr(customer, field) for field in FIELDS}
        for (record,) in services.db.execute_sql("SELECT id FROM customer ORDER BY id").fetchall()
        if (customer := services.customers.get(record))
    ]


FIELDS = ("name", "phone", "email", "company", "birthday", "address", "region", "tags", "owner", "notes", "gender",
          "stage", "kind", "source", "code")  # fmt: skip


def test_google_contacts(services: Services, tmp_path: Path) -> None:
    path = file(
        tmp_path / "contacts.csv",
        GOOGLE,
        {
            "First Name": "Ana", "Last Name": "Müller", "Organization Name": "Ola Yoga", "Birthday": "--05-03",
            "Labels": "* myContacts ::: Friends ::: * starred", "E-mail 1 - Value": "ana@x.org ::: ana@y.org",
            "Phone 1 - Label": "Mobile", "Phone 1 - Value": "+1 415-555-3233 ::: +1 415-555-3234",
            "Phone 2 - Value": "138 1234 5678", "Address 1 - Formatted": "12 Main St.\nSpringfield",
            "Address 1 - City": "Springfield",
        },
        {"Nickname": "小红", "Phone 1 - Value": "13912345678", "Labels": "* myContacts"},
    )  # fmt: skip
    assert inspect(path).system == "Google Contacts"
    ana, red = imported(services, path)
    assert ana["name"] == "Ana Müller"
    assert ana["phone"] == ("+14155553233", "+14155553234", "+8613812345678")
    assert ana["email"] == ("ana@x.org", "ana@y.org")
    assert (ana["birthday"], ana["region"], ana["tags"]) == ("--05-03", "Springfield", ("Friends",))
    assert (red["name"], red["tags"]) == ("小红", ())


def test_outlook(services: Services, tmp_path: Path) -> None:
    path = file(
        tmp_path / "contacts.csv",
        OUTLOOK,
        {
            "Title": "Mr.", "First Name": "Lars", "Middle Name": "B.", "Last Name": "Dubois", "Business Fax": "12345",
            "Home Street": "12 Main St.", "Home City": "Springfield", "Home Postal Code": "62701", "Anniversary": "0/0/00",
            "Mobile Phone": "+1 415 555 7908", "Home Phone": "+1 415 555 7909", "Birthday": "0/0/00", "Priority": "Normal",
            "E-mail Address": "lars@x.org", "E-mail Type": "SMTP", "E-mail 2 Address": "lars@y.org",
            "Gender": "Unspecified", "Categories": "VIP;Red", "Account": "A-7",
        },
        {"Company": "Ola Yoga", "Business Phone": "+1 415 555 7910", "Birthday": "0/0/00", "Gender": "Female"},
    )  # fmt: skip
    found = inspect(path)
    assert (found.system, found.entity) == ("Outlook", "customers")
    again = inspect(path, recipes=found.recipes)
    assert (again.headers, again.recipes) == (found.headers, found.recipes)
    assert [column.target for column in again.columns] == [column.target for column in found.columns]
    other = inspect(path, recipes=(Recipe("join", (1, 3), " "),))
    assert other.own_columns == found.own_columns == len(OUTLOOK.split(","))
    lars, yoga = imported(services, path)
    assert (lars["name"], lars["address"]) == ("Lars B. Dubois", "12 Main St., Springfield, 62701")
    assert lars["phone"] == ("+14155557909", "+14155557908") or lars["phone"] == ("+14155557908", "+14155557909")
    assert (lars["birthday"], lars["gender"], lars["tags"]) == ("", "", ("VIP", "Red"))
    assert (yoga["name"], yoga["company"], yoga["gender"]) == ("Ola Yoga", "Ola Yoga", "F")


def test_hubspot_zoho_espo_and_odoo(services: Services, tmp_path: Path) -> None:
    hubspot = file(
        tmp_path / "hubspot.csv",
        HUBSPOT,
        {
            "Record ID": "901", "First Name": "Olga", "Last Name": "Haddad", "Email": "olga@x.org", "City": "Lyon",
            "Lifecycle Stage": "Marketing Qualified Lead", "Lead Status": "NEW", "Create Date": "2024-03-12 09:14",
            "Contact owner": "Sam", "Associated Company": "Ola Yoga", "Street Address": "1 Rue X", "Postal Code": "69001",
        },
        {"Record ID": "902", "Email": "info@x.org", "Lifecycle Stage": "Customer"},
    )  # fmt: skip
    zoho = file(
        tmp_path / "zoho.csv",
        ZOHO,
        {
            "Record Id": "zcrm_5", "Contact Owner": "Alex", "First Name": "Ben", "Last Name": "García", "Fax": "1",
            "Account Name.id": "zcrm_9", "Account Name": "Bright Garage", "Phone": "+1 415 555 1399", "Tag": "VIP,Bike",
            "Mobile": "+1 415 555 1400", "Date of Birth": "1965-03-20", "Mailing Street": "5 Elm", "Mailing City": "Reno",
        },
    )  # fmt: skip
    espo = file(
        tmp_path / "espo.csv",
        ESPO,
        {
            "id": "5f1", "name": "Eve O'Brien", "firstName": "Eve", "lastName": "O'Brien", "emailAddress": "eve@x.org",
            "phoneNumber": "+14155555366", "assignedUserName": "Sam", "addressStreet": "7 Oak", "addressCity": "Cork",
            "createdAt": "2024-01-01 10:00:00", "deleted": "0",
        },
    )  # fmt: skip
    odoo = file(
        tmp_path / "odoo.csv",
        ODOO,
        {
            "Name": "Azure Interior", "Is a Company": "True", "Phone": "+1 415 555 7777", "City": "Fremont",
            "Street": "4557 De Silva St", "Zip": "94538", "Tags": "Services,Wholesale", "Salesperson": "Sam",
            "Company": "My Shop", "External ID": "base.res_partner_12",
        },
        {"Name": "Brandon Freeman", "Is a Company": "False", "Email": "brandon@x.org"},
    )  # fmt: skip
    assert [inspect(p).system for p in (hubspot, zoho, espo, odoo)] == ["HubSpot", "Zoho CRM", "EspoCRM", "Odoo"]
    olga, info = imported(services, hubspot)
    assert (olga["name"], olga["stage"], olga["owner"], olga["company"]) == ("Olga Haddad", "lead", "Sam", "Ola Yoga")
    assert (olga["address"], olga["region"]) == ("1 Rue X, Lyon, 69001", "Lyon")
    assert (info["name"], info["stage"], info["email"]) == ("info@x.org", "first", ("info@x.org",))
    ben = imported(services, zoho)[-1]
    assert (ben["name"], ben["company"], ben["tags"]) == ("Ben García", "Bright Garage", ("VIP", "Bike"))
    assert set(ben["phone"]) == {"+14155551399", "+14155551400"}
    assert (ben["address"], ben["birthday"]) == ("5 Elm, Reno", "1965-03-20")
    eve = imported(services, espo)[-1]
    assert (eve["name"], eve["owner"], eve["address"], eve["region"]) == ("Eve O'Brien", "Sam", "7 Oak, Cork", "Cork")
    azure, brandon = imported(services, odoo)[-2:]
    assert (azure["name"], azure["kind"], azure["company"]) == ("Azure Interior", "company", "")
    assert (azure["address"], azure["tags"]) == ("4557 De Silva St, Fremont, 94538", ("Services", "Wholesale"))
    assert brandon["kind"] == "person"


def test_tills_and_messengers(services: Services, tmp_path: Path) -> None:
    youzan = file(
        tmp_path / "有赞.csv",
        YOUZAN,
        {
            "客户姓名": "李四", "客户昵称": "小李", "客户手机号": "13900139000", "客户生日": "1990-01-01", "客户性别": "女",
            "标签": "生日蛋糕", "免费等级": "VIP2", "消费金额": "300.00", "所属区域": "朝阳区", "来源渠道": "微信小程序",
        },
        {"客户昵称": "沙拉", "客户手机号": "13200000000", "客户性别": "其他"},
    )  # fmt: skip
    pospal = file(
        tmp_path / "银豹.csv",
        POSPAL,
        {
            "会员编号": "0001",
            "会员姓名": "何明",
            "会员等级": "金卡",
            "联系电话": "13912345678",
            "余额": "12.5",
            "QQ": "12345",
        },
    )
    wecom = file(
        tmp_path / "企微.csv",
        WECOM,
        {"客户名称": "阳光", "客户备注名": "曾芳艳", "标签": "老客,送货", "添加人": "小李", "手机号": "15923505557"},
        {"客户名称": "晴天", "添加人": "小李"},
    )
    assert [inspect(path).system for path in (youzan, pospal, wecom)] == ["有赞", "银豹", "企业微信"]
    li, salad = imported(services, youzan)
    assert (li["name"], li["gender"], li["tags"]) == ("李四", "F", ("生日蛋糕", "VIP2"))
    assert (li["region"], li["source"]) == ("朝阳区", "微信小程序")
    assert (salad["name"], salad["gender"]) == ("沙拉", "")
    member = imported(services, pospal)[-1]
    assert (member["code"], member["name"], member["tags"]) == ("0001", "何明", ("金卡",))
    friend, sunny = imported(services, wecom)[-2:]
    assert (friend["name"], friend["owner"], friend["tags"]) == ("曾芳艳", "小李", ("老客", "送货"))
    assert sunny["name"] == "晴天"


def test_orders_of_a_shop_online(services: Services, tmp_path: Path) -> None:
    path = file(
        tmp_path / "订单.csv",
        YOUZAN_ORDERS,
        {
            "订单号": "E2026", "订单创建时间": "2026-06-19 10:00:00", "付款方式": "微信支付", "订单实付金额": "100.00",
            "全部商品名称": "草莓蛋糕", "收货人手机号/提货人手机号": "", "销售渠道": "网店", "收银员": "小李",
            "订单状态": "交易完成",
        },
        {"订单号": "E2027", "订单创建时间": "2026-06-20 10:00:00", "订单实付金额": "9", "全部商品名称": "糖", "订单状态": "交易关闭"},
    )  # fmt: skip
    found = inspect(path)
    assert (found.system, found.entity) == ("有赞", "orders")
    result = import_file(services, path, ImportOptions(entity="orders"))
    assert (result.read, result.created, result.skipped, result.failed) == (2, 1, 1, 0)
    assert [(skip.row, render(skip.reason)) for skip in result.skips] == [
        (3, "Not a sale: “交易关闭” in the other program")
    ]
    assert services.db.execute_sql("SELECT total FROM sales_order").fetchone()[0] == 10_000


def test_more_programs_by_their_columns() -> None:
    for header, system in ((PIPEDRIVE, "Pipedrive"), (SHOPIFY, "Shopify")):
        found = recognise(header.split(","))
        assert found is not None
        assert found.system == system
    assert recognise(["姓名", "电话", "生日"]) is None
    assert recognise(["First Name", "Last Name", "Company", "Mobile", "E-mail"]) is None
    deal = recognise(["Record ID", "Deal Name", "Deal Stage", "Amount", "Close Date", "Deal owner"])
    assert deal is not None
    assert (deal.system, deal.entity, deal.columns[1]) == ("HubSpot", "deals", "title")
    assert recognise(["Record ID", "Deal Name", "Deal Stage"], "customers") is None


def test_what_a_person_says_goes_before_what_the_program_is_known_for(tmp_path: Path, services: Services) -> None:
    path = file(tmp_path / "a.csv", POSPAL, {"会员姓名": "何明", "备注": "A", "QQ": "12345", "联系电话": "13912345678"})
    result = import_file(services, path, ImportOptions(mapping={"QQ": "notes"}, tag=False))
    assert result.mapping["QQ"] == "notes"
    assert result.mapping["备注"] == "ignored"
    assert services.db.execute_sql("SELECT notes FROM customer").fetchone()[0] == "12345"


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: f"{system.name} {system.entity}")
def test_every_column_named_is_one_of_ours(system: System) -> None:
    known = {*targets_of(spec_of(system.entity)), "-"}
    for line in [*system.columns.split("\n"), *(f"{target}: x" for target, _ in system.join)]:
        assert line.strip().partition(": ")[0] in known, line
    assert all("|" in sign for sign in system.signs), "one column alone tells of no program"


SHOPIFY_ORDERS = (
    "Name,Email,Financial Status,Phone,Billing Name,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Lineitem discount,Payment Method,Notes"
)


def test_further_lines_of_an_online_order_follow_its_first(services: Services, tmp_path: Path) -> None:
    """Shopify writes the facts of an order into its first row only, and what became of it too."""
    with services.write(N_("undo", "Add")) as work:
        anna = services.customers.create(work, {"name": "Anna", "email": ["anna@example.com"]})
    one = {"Name": "#1001", "Email": "anna@example.com"}
    gone = {"Name": "#1002", "Email": "anna@example.com"}
    path = file(
        tmp_path / "orders.csv",
        SHOPIFY_ORDERS,
        {
            **one, "Financial Status": "paid", "Phone": "+14155552671", "Billing Name": "Anna Smith",
            "Created at": "2026-06-19 10:00:00 +0200", "Lineitem quantity": "2", "Lineitem name": "Tea",
            "Lineitem price": "5.00", "Payment Method": "Card",
        },
        {**one, "Lineitem quantity": "1", "Lineitem name": "Cup", "Lineitem price": "7.50"},
        {
            **gone, "Financial Status": "voided", "Phone": "+14155552671", "Billing Name": "Anna Smith",
            "Created at": "2026-06-20 10:00:00 +0200", "Lineitem quantity": "1", "Lineitem name": "Pot",
            "Lineitem price": "30.00", "Payment Method": "Card",
        },
        {**gone, "Lineitem quantity": "1", "Lineitem name": "Lid", "Lineitem price": "3.00"},
    )  # fmt: skip
    result = import_file(services, path, ImportOptions(entity="orders"))
    assert (result.read, result.created, result.skipped, result.failed) == (4, 2, 2, 0), result.errors
    assert [(skip.row, render(skip.reason)) for skip in result.skips] == [
        (4, "Not a sale: “voided” in the other program"),
        (5, "Not a sale: “voided” in the other program"),
    ]
    rows = services.db.execute_sql("SELECT number, customer_id, date, total FROM sales_order").fetchall()
    assert rows == [("#1001", anna, "2026-06-19", 1_750)]


@pytest.mark.parametrize(
    ("status", "paid"),
    [("paid", 500), ("partially_refunded", 500), ("partially_paid", None), ("unpaid", 0)],
)
def test_what_shopify_says_of_the_payment(services: Services, tmp_path: Path, status: str, paid: int | None) -> None:
    order = {"Name": "#1", "Created at": "2026-06-19 10:00:00 +0200", "Financial Status": status}
    line = {"Lineitem quantity": "1", "Lineitem name": "Tea", "Lineitem price": "2.50"}
    path = file(
        tmp_path / "orders.csv", SHOPIFY_ORDERS, {**order, **line}, {"Name": "#1", **line, "Lineitem name": "Cup"}
    )
    result = import_file(services, path, ImportOptions(entity="orders"))
    assert (result.created, result.failed) == ((0, 2) if paid is None else (2, 0))
    stored = services.db.execute_sql("SELECT total, paid FROM sales_order").fetchall()
    assert stored == ([] if paid is None else [(500, paid)])
    assert [one.word for one in unknown_words(result)] == (["partially_paid"] if paid is None else [])


WOOCOMMERCE = (
    "Order Number,Order Status,Order Date,Customer Note,First Name (Billing),Last Name (Billing),Email (Billing),"
    "Phone (Billing),Payment Method Title,Order Total Amount,SKU,Item #,Item Name,Quantity (- Refund),Item Cost"
)


def test_orders_of_woocommerce(services: Services, tmp_path: Path) -> None:
    names = ("Completed", "On hold", "Processing", "Cancelled")
    path = file(
        tmp_path / "orders.csv",
        WOOCOMMERCE,
        *(
            {
                "Order Number": str(100 + at), "Order Status": status, "Order Date": "2026-06-19 10:00",
                "Payment Method Title": "Card", "Item Name": "Tea", "Quantity (- Refund)": "2", "Item Cost": "2.50",
            }
            for at, status in enumerate(names)
        ),
    )  # fmt: skip
    seen = inspect(path, services=services)
    assert (seen.system, seen.entity) == ("WooCommerce", "orders")
    result = import_file(services, path, ImportOptions(entity="orders"))
    assert (result.created, result.skipped, result.failed) == (2, 1, 1)
    assert services.db.execute_sql("SELECT number, total, paid FROM sales_order").fetchall() == [
        ("100", 500, 500),
        ("101", 500, 0),
    ]
    assert [one.word for one in unknown_words(result)] == ["Processing"]
