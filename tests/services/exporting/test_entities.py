"""Exporting records, and bringing what was exported in again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from crm_desktop.core.entities import EXCHANGED, exchanged
from crm_desktop.core.errors import Cancelled, UserError
from crm_desktop.core.i18n import N_, install, render
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.exporting import export_entity, export_everything
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.services.listing import Filter, ListQuery
from crm_desktop.services.orders import NewLine, NewOrder

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

LABEL = N_("undo", "Test data")
NAMES = [spec.name for spec in EXCHANGED]
HANGING = ("activities", "payments", "relations")

CUSTOMERS = (
    {
        "name": "沈若兰",
        "phone": ["13805712046", "0571-87654321"],
        "email": ["a@b.cn", "c@d.cn"],
        "tags": ["白茶", "=茶友"],
        "birthday": "L1988-08-15",
        "gender": "F",
        "grade": "A",
        "owner": "周倩",
        "notes": '第一行\n第二行, "quoted"',
    },
    {
        "name": "张伟",
        "kind": "company",
        "company": "-5 折 & <伟业>",
        "birthday": "1985-02-28",
        "region": "'=杭州",
        "preferred_channel": "wechat",
    },
    {"name": "张伟", "birthday": "--05-03", "phone": ["+1 415 555 3233"]},
    {"name": "Anna 😀", "birthday": "L1987-06+-10", "special_requirements": "@home", "wechat": "+86_x"},
)


@pytest.fixture
def filled(services: Services) -> Services:
    fill(services)
    return services


def fill(services: Services) -> None:
    """Two customers of one name, orders with a discount, part payments and walk-ins, a deal, follow-ups."""
    with services.write(LABEL) as work:
        ids = [services.customers.create(work, values) for values in CUSTOMERS]
        services.customers.update(work, ids[3], {"referrer": ids[0]})
        services.products.create(work, {"code": "001", "name": "龙井", "price": 128_00, "cost": 60_05, "active": True})
        services.products.create(work, {"name": "=茶杯", "category": "茶具", "active": False})
        lines = (
            NewLine("龙井", None, 2500, 100_00, 10_00),
            NewLine("=茶杯", None, 1000, 33_33),
            NewLine("龙井", None, 1000, 1),
        )
        services.orders.import_rows(
            work,
            [
                NewOrder("2026-09-01", lines, ids[0], discount=7_77, paid=100_00, channel="门店", notes="急"),
                NewOrder("2026-09-02", lines[:2], ids[1], paid=0),
                NewOrder(
                    "2026-09-03",
                    (NewLine("龙井", None, 1000, 50_00), NewLine("=茶杯", None, 1000, 50_00)),
                    ids[2],
                    paid=50_00,
                ),
                NewOrder("2026-09-04", lines[:1]),
            ],
        )
        stage = services.pipelines.stages()[1]
        services.deals.create(work, {"title": "A5 定制", "customer": ids[1], "stage": stage.key, "amount": 1500_00})
        services.followups.create(
            work, {"customer": ids[0], "subject": "回访", "due": date(2026, 9, 25), "time": "14:30"}
        )
        done = services.followups.create(work, {"customer": ids[2], "subject": "+1", "due": date(2026, 9, 20)})
        services.followups.complete(work, done, result="好")
        services.activities.log(work, ids[0], "call", "=问候", response="好")
        services.relations.add(work, ids[0], ids[1], "friend")


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("name", NAMES)
def test_columns_are_the_fields_in_order(filled: Services, tmp_path: Path, name: str, kind: str) -> None:
    spec = exchanged(name)
    path = tmp_path / f"x.{kind}"
    result = export_entity(filled, name, path)
    assert result.rows == filled.listing.count(ListQuery(name)) > 0
    if kind == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file))
    else:
        header = [cell.value for cell in openpyxl.load_workbook(path).worksheets[0][1]]
    assert header == [render(field.label) for field in spec.fields]


def test_a_product_has_no_name_of_a_person(filled: Services, zh: None, tmp_path: Path) -> None:
    """In Chinese those are two words; workbooks with the other one, written before, come in all the same."""
    export_entity(filled, "products", tmp_path / "p.xlsx")
    book = openpyxl.load_workbook(tmp_path / "p.xlsx")
    assert [cell.value for cell in book.worksheets[0][1]][:2] == ["编号", "商品名称"]
    book.worksheets[0]["B1"] = "姓名"
    book.save(tmp_path / "old.xlsx")
    for name in ("p.xlsx", "old.xlsx"):
        result = import_file(filled, tmp_path / name, ImportOptions(entity="products", existing="overwrite"))
        assert (result.created, result.updated, result.failed) == (0, 0, 0)
        assert "name" in result.targets.values()


def test_values_of_customers(filled: Services, tmp_path: Path) -> None:
    export_entity(filled, "customers", tmp_path / "c.csv")
    rows = {(row["Name"], row["Birthday"]): row for row in read_csv(tmp_path / "c.csv")}
    first = rows["沈若兰", "L1988-08-15"]
    assert first["Phone"] == "138 0571 2046;0571 8765 4321"
    assert first["E-mail"] == "a@b.cn;c@d.cn"
    assert first["Tags"] == "白茶;=茶友"
    assert first["Gender"] == "Female"
    assert first["Grade"] == "VIP"
    assert first["Total spent"] == "265.57"
    assert first["Owed"] == "165.57"
    assert first["Notes"] == '第一行\n第二行, "quoted"'
    second = rows["张伟", "1985-02-28"]
    assert second["Company"] == "'-5 折 & <伟业>"
    assert second["Region"] == "''=杭州"
    assert second["Preferred channel"] == "WeChat"
    assert rows["张伟", "'--05-03"]["Phone"] == "'+1 415-555-3233"
    assert rows["Anna 😀", "L1987-06+-10"]["Referred by"] == "沈若兰"


def test_types_of_cells(filled: Services, tmp_path: Path) -> None:
    export_entity(filled, "customers", tmp_path / "c.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx").worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(row, heads["Name"]).value: row for row in range(2, sheet.max_row + 1)}
    row = rows["沈若兰"]
    assert sheet.cell(row, heads["Phone"]).data_type == "s"
    assert sheet.cell(row, heads["Birthday"]).value == "L1988-08-15"
    assert sheet.cell(row, heads["Total spent"]).value == 265.57
    assert sheet.cell(row, heads["Created"]).value == datetime(2026, 9, 23, 10, 0)
    birthdays = {sheet.cell(number, heads["Birthday"]).value for number in rows.values()}
    assert birthdays & {"--05-03", datetime(1985, 2, 28)}


def test_an_orders_discount_and_payment_are_told_by_its_lines(filled: Services, tmp_path: Path) -> None:
    export_entity(filled, "orders", tmp_path / "o.csv")
    rows = read_csv(tmp_path / "o.csv")
    number = rows[0]["Order number"]
    lines = [row for row in rows if row["Order number"] == number]
    assert [row["Paid"] for row in lines] == ["100.00", "", ""]
    assert sum(round(float(row["Amount"]) * 100) for row in lines) == 265_57
    assert sum(round(float(row["Discount"]) * 100) for row in lines) == 10_00 + 7_77
    assert [row["Quantity"] for row in lines] == ["2.5", "1", "1"]
    assert rows[-1]["Customer"] == ""


def test_customers_of_one_name_are_told_apart(filled: Services, tmp_path: Path) -> None:
    export_entity(filled, "orders", tmp_path / "o.csv")
    customers = {row["Customer"] for row in read_csv(tmp_path / "o.csv")}
    codes = {filled.customers.rows([key])[0].code for key in filled.customers.by_name("张伟")}
    assert customers == {"沈若兰", "", *codes}


@pytest.mark.parametrize(("kind", "language"), [("xlsx", "zh_CN"), ("csv", "en")])
def test_what_we_export_we_import_unchanged(filled: Services, tmp_path: Path, kind: str, language: str) -> None:
    _speak(language)
    for name in ("products", "customers", "deals", "followups", "orders"):
        path = tmp_path / f"{name}.{kind}"
        exported = export_entity(filled, name, path)
        result = import_file(filled, path, ImportOptions(entity=name))
        assert (result.read, result.unchanged) == (exported.rows, exported.rows), (name, result.errors, result.skips)
        assert result.change is None


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_deals_of_two_pipelines_with_renamed_stages_stay_where_they_are(
    services: Services, tmp_path: Path, kind: str
) -> None:
    """The second pipeline has the stage keys of the first under other names."""
    with services.write(LABEL) as work:
        first, second, third = services.pipelines.stages()[:3]
        other = services.pipelines.add_pipeline(work, "Zweite")
        services.pipelines.update_stage(work, first.id, {"name": "Erstkontakt"})
        services.pipelines.update_stage(work, second.id, {"name": "New enquiry"})
        same = next(one for one in services.pipelines.stages(other) if one.key == third.key)
        services.pipelines.update_stage(work, same.id, {"name": "=Angebot"})
        stages = [*services.pipelines.stages(first.pipeline_id), *services.pipelines.stages(other)]
        for stage in stages:
            services.deals.create(work, {"title": f"D{stage.id}", "stage": stage.id})
    before = services.db.execute_sql("SELECT id, pipeline_id, stage_id FROM deal ORDER BY id").fetchall()
    path = tmp_path / f"deals.{kind}"
    export_entity(services, "deals", path)
    if kind == "csv":
        shown = {row["Title"]: row["Stage"] for row in read_csv(path)}
        assert (shown[f"D{first.id}"], shown[f"D{third.id}"]) == ("Erstkontakt", third.name)
        assert shown[f"D{second.id}"] == second.key, "the other pipeline calls its first stage like this"
        assert shown[f"D{same.id}"] == "'=Angebot"
    result = import_file(services, path, ImportOptions(entity="deals", existing="overwrite"))
    assert (result.read, result.unchanged) == (len(stages), len(stages)), result.errors
    assert services.db.execute_sql("SELECT id, pipeline_id, stage_id FROM deal ORDER BY id").fetchall() == before


@pytest.mark.parametrize("language", ["zh_CN"])
def test_a_shop_moves_by_its_exports(
    filled: Services, open_shop: Callable[..., Services], tmp_path: Path, language: str
) -> None:
    """Next follow-ups stay out: they come with the follow-ups themselves."""
    other = open_shop(tmp_path / "other")
    for number, name in enumerate(("products", "customers", "deals", "followups", "orders", *HANGING)):
        _speak(language)
        path = tmp_path / f"{name}.{'csv' if number % 2 else 'xlsx'}"
        fields = [field.name for field in exchanged(name).fields if field.name != "next_follow_up"]
        export_entity(filled, name, path, columns=fields)
        result = import_file(other, path, ImportOptions(entity=name, tag=False))
        assert result.failed == 0, result.errors
        assert result.read == (result.unchanged + result.updated if name == "payments" else result.created)
    install("en")
    for name in NAMES:
        export_entity(filled, name, tmp_path / "before.csv")
        export_entity(other, name, tmp_path / "after.csv")
        assert _comparable(tmp_path / "after.csv") == _comparable(tmp_path / "before.csv"), name
    before, after = (one.reports.run("sales_by_month").totals for one in (filled, other))
    assert before == after


def _comparable(path: Path) -> list[dict[str, str]]:
    rows = [{key: value for key, value in row.items() if key != "Created"} for row in read_csv(path)]
    return sorted(rows, key=lambda row: tuple(row.values()))


def _speak(language: str) -> None:
    from crm_desktop.core import catalogue

    install(language, catalogue.lookup(language) if language != "en" else None)


def test_only_some_columns_and_rows(filled: Services, tmp_path: Path) -> None:
    query = ListQuery("customers", filters=(Filter("name", "eq", "张伟"),), sort="birthday")
    export_entity(filled, "customers", tmp_path / "c.csv", query=query, columns=["birthday", "name"])
    assert read_csv(tmp_path / "c.csv") == [
        {"Birthday": "'--05-03", "Name": "张伟"}, {"Birthday": "1985-02-28", "Name": "张伟"},
    ]  # fmt: skip
    ids = filled.customers.by_name("Anna 😀") + [999_999]
    assert export_entity(filled, "customers", tmp_path / "c.csv", ids=ids).rows == 1


def test_more_rows_than_one_statement_reads(services: Services, tmp_path: Path) -> None:
    with services.write(LABEL) as work:
        for i in range(2300):
            services.products.create(work, {"name": f"p{i:05d}"})
    assert export_entity(services, "products", tmp_path / "p.csv").rows == 2300
    assert [row["Product name"] for row in read_csv(tmp_path / "p.csv")] == [f"p{i:05d}" for i in range(2300)]


def test_everything_in_one_workbook(filled: Services, tmp_path: Path) -> None:
    result = export_everything(filled, tmp_path / "all.xlsx")
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    assert book.sheetnames == [render(spec.plural) for spec in EXCHANGED]
    assert sum(sheet.max_row - 1 for sheet in book.worksheets) == result.rows
    with pytest.raises(UserError):
        export_everything(filled, tmp_path / "all.csv")


def test_the_workbook_of_everything_leads_from_record_to_record(filled: Services, tmp_path: Path) -> None:
    export_everything(filled, tmp_path / "all.xlsx")
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    led = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if cell.hyperlink is None:
                    continue
                name, _, place = cell.hyperlink.location.rpartition("!")
                target = book[name.strip("'")]
                assert cell.value in [other.value for other in target[target[place].row]]
                led += 1
    assert led >= 4


@pytest.mark.parametrize(
    ("name", "file", "columns", "code"),
    [("nonsense", "x.csv", None, "not_found"), ("customers", "x.csv", ["nonsense"], "not_found"),
     ("customers", "x.doc", None, "unsupported"), ("customers", "missing/x.csv", None, "not_found")],
)  # fmt: skip
def test_refused(filled: Services, tmp_path: Path, name: str, file: str, columns: list[str] | None, code: str) -> None:
    with pytest.raises(UserError) as caught:
        export_entity(filled, name, tmp_path / file, columns=columns)
    assert caught.value.code == code
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_an_empty_shop_gives_headers(services: Services, tmp_path: Path) -> None:
    assert export_entity(services, "deals", tmp_path / "d.xlsx").rows == 0
    assert openpyxl.load_workbook(tmp_path / "d.xlsx").worksheets[0]["B1"].value == "Title"


def test_cancelling_keeps_the_old_file(filled: Services, tmp_path: Path) -> None:
    path = tmp_path / "c.xlsx"
    path.write_bytes(b"old")
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        export_entity(filled, "customers", path, ctx=ctx)
    assert path.read_bytes() == b"old"


def test_progress_reaches_the_total(filled: Services, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    ctx = JobContext(lambda done, total, _text: seen.append((done, total)))
    export_entity(filled, "customers", tmp_path / "c.xlsx", ctx=ctx)
    assert seen[-1] == (4, 4)
