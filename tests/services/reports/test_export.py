"""Reports as files, opened again by openpyxl."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, render
from crm_desktop.core.settings import CURRENCY
from crm_desktop.services.reports import export, to_json
from crm_desktop.services.reports.export import export_report
from crm_desktop.services.reports.registry import REPORTS

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from tests.services.reports.conftest import MakeShop


@pytest.mark.parametrize("name", [report.name for report in REPORTS])
def test_every_report_as_a_workbook(services: Services, make_shop: MakeShop, tmp_path: Path, name: str) -> None:
    make_shop(5)
    path = tmp_path / "r.xlsx"
    result = services.reports.run(name)
    written = export_report(services, name, path)
    assert written.rows == len(result.rows)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet["A1"].value == render(result.title)
    assert sheet["A2"].value == render(result.sentence)
    shown = [column for column in result.columns if not column.hidden]
    assert [cell.value for cell in sheet[4]] == [render(column.label) for column in shown]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    if result.chart is not None and result.rows:
        assert len(sheet._charts) == 1
    for place, column in enumerate(shown, 1):
        at = result.columns.index(column)
        for number, row in enumerate(result.rows, 5):
            if column.type == "money" and row[at] is not None:
                cell = sheet.cell(number, place)
                assert cell.value == pytest.approx(int(str(row[at])) / 100)
                assert "¥" in cell.number_format
    assert sheet.freeze_panes == "A5"


def test_sums_stand_under_the_columns(services: Services, make_shop: MakeShop, tmp_path: Path) -> None:
    make_shop(5)
    result = services.reports.run("sales_by_product")
    export_report(services, "sales_by_product", tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0]
    last = sheet[sheet.max_row]
    assert last[0].value == "Total"
    assert last[3].value == pytest.approx(int(str(result.totals["amount"].value)) / 100)
    assert last[3].font.b
    assert last[3].value == pytest.approx(sum(sheet.cell(row, 4).value for row in range(5, sheet.max_row)))


def test_months_are_dates(services: Services, make_shop: MakeShop, tmp_path: Path) -> None:
    make_shop(5)
    export_report(services, "sales_by_month", tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0]
    assert sheet["A5"].value == datetime(2026, 1, 1)
    assert sheet["A5"].number_format == "yyyy-mm"


def test_csv(services: Services, make_shop: MakeShop, tmp_path: Path) -> None:
    make_shop(5)
    export_report(services, "sales_by_product", tmp_path / "r.csv")
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:3] == ["Product", "Orders", "Quantity"]
    assert rows[-1][0] == "Total"
    assert {row[0] for row in rows} >= {"'=钢笔", "龙井"}


def test_long_reports_are_streamed(
    services: Services, make_shop: MakeShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_shop(5)
    monkeypatch.setattr(export, "LONG", 3)
    assert export_report(services, "rfm", tmp_path / "r.xlsx").rows == 15
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0]
    assert sheet["A1"].value == "Customer"
    assert sheet["A17"].value == "Total"


def test_a_currency_without_decimals(services: Services, make_shop: MakeShop, tmp_path: Path) -> None:
    make_shop(5)
    with services.write(N_("undo", "Test data")) as work:
        services.settings.set(work, CURRENCY, "JPY")
    result = services.reports.run("sales_by_month")
    total = int(str(result.totals["amount"].value))
    assert f"¥{total:,} " in render(result.sentence)
    assert to_json(result)["totals"]["amount"] == f"{total}.00"  # type: ignore[index]
    export_report(services, "sales_by_month", tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0]
    assert sheet.cell(sheet.max_row, 3).value == total
    assert "." not in sheet.cell(sheet.max_row, 3).number_format


def test_in_chinese(services: Services, make_shop: MakeShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from crm_desktop.core import i18n

    make_shop(5)
    i18n.install("zh_CN", lambda _context, source: {"Product": "商品", "Total": "合计"}.get(source, source))
    export_report(services, "sales_by_product", tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0]
    assert sheet["A4"].value == "商品"
    assert sheet.cell(sheet.max_row, 1).value == "合计"


def test_names_that_look_like_formulas_stay_names(services: Services, tmp_path: Path) -> None:
    from crm_desktop.services.orders import NewLine, NewOrder

    with services.write(N_("undo", "Test data")) as work:
        customer = services.customers.create(work, {"name": '=HYPERLINK("http://x")', "region": "+1"})
        services.orders.import_rows(work, [NewOrder("2026-09-01", (NewLine("@x", None, 1000, 100),), customer, paid=0)])
    for name in ("receivables", "rfm", "customers_by_region", "sales_by_product"):
        export_report(services, name, tmp_path / "r.xlsx")
        book = openpyxl.load_workbook(tmp_path / "r.xlsx")
        assert not [c for s in book.worksheets for row in s.iter_rows() for c in row if c.data_type == "f"]


@pytest.mark.parametrize(("name", "code"), [("r.pdf", "unsupported"), ("missing/r.xlsx", "not_found")])
def test_refused(services: Services, tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(UserError) as caught:
        export_report(services, "sales_by_month", tmp_path / name)
    assert caught.value.code == code
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
