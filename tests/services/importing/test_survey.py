"""What the sheets of a workbook hold, and with which one an import begins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from crm_desktop.services.demo import make_demo
from crm_desktop.services.exporting import export_everything
from crm_desktop.services.importing import api
from crm_desktop.services.importing.model import SheetTable

PEOPLE = (("姓名", "手机"), ("张伟", "13812345678"), ("何明", "13912345678"))
ORDERS = (("订单号", "客户", "商品", "数量"), *((f"A{n}", "张伟", "绿茶", n) for n in range(1, 30)))


def workbook(path: Path, sheets: dict[str, Any], hidden: str = "") -> Path:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
    book.save(path)
    return path


def test_every_sheet_of_everything_is_known(services: Any, tmp_path: Path, zh: None) -> None:
    made = make_demo(services, 40)
    path = tmp_path / "全部.xlsx"
    export_everything(services, path)
    found = api.inspect(path, survey=True)
    assert [table.entity for table in found.tables] == [
        "customers", "products", "deals", "followups", "orders", "activities", "payments",
    ]  # fmt: skip
    rows = {table.entity: table.rows for table in found.tables}
    assert {name: rows[name] for name in ("customers", "deals", "followups")} == {
        name: made[name] for name in ("customers", "deals", "followups")
    }
    for table in found.tables:
        alone = api.inspect(path, sheet=table.sheet)
        assert (alone.entity, alone.data_rows) == (table.entity, table.rows)
    assert found.sheet == "客户"
    assert api.inspect(path).sheet == "订单"


@pytest.mark.parametrize(
    ("name", "asked", "begins"), [("客户", "", "客户"), ("店员", "", "流水"), ("店员", "customers", "店员")]
)
def test_what_is_linked_to_comes_first_where_it_bears_its_name(
    tmp_path: Path, name: str, asked: str, begins: str
) -> None:
    path = workbook(tmp_path / "a.xlsx", {"流水": ORDERS, name: PEOPLE})
    found = api.inspect(path, entity=asked, survey=True)
    assert found.tables == (SheetTable(name, "customers", 2), SheetTable("流水", "orders", 29))
    assert found.sheet == begins
    assert api.inspect(path, sheet="流水", survey=True).sheet == "流水"


def test_notes_hidden_and_empty_sheets_are_no_tables(tmp_path: Path) -> None:
    sheets = {"客户": PEOPLE * 5, "说明": (("先看这里",), ("旧系统导出",)), "订单": ORDERS[:1], "旧": PEOPLE}
    found = api.inspect(workbook(tmp_path / "a.xlsx", sheets, hidden="旧"), survey=True)
    assert found.sheet == "客户"
    assert found.tables == (), "one alone is nothing to choose from"
