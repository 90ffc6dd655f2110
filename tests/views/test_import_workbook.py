"""A workbook with several sheets of data is brought in sheet after sheet, those that the others link to first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt

from crm_desktop.services.demo import make_demo
from crm_desktop.services.exporting import export_everything
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import CHECK, COLUMNS, FILE, HOW, RESULT, ImportWizard
from tests.views.importing import choose, open_wizard, rest, to_step

LEFT = Qt.MouseButton.LeftButton
TABLES = ("customer", "product", "deal", "sales_order", "order_line", "payment", "follow_up", "activity")


@pytest.fixture
def everything(open_shop: Any, tmp_path: Path) -> tuple[Path, dict[str, int]]:
    """The workbook with everything of a demo shop, and what the shop holds."""
    shop = open_shop(tmp_path / "demo")
    make_demo(shop, 60, language="en")
    path = tmp_path / "everything.xlsx"
    export_everything(shop, path)
    return path, counts(shop)


def counts(services: Any) -> dict[str, int]:
    live = {"order_line": "", "payment": ""}
    return {
        table: services.db.execute_sql(
            f"SELECT count(*) FROM {table} {live.get(table, 'WHERE deleted_at IS NULL')}"
        ).fetchone()[0]
        for table in TABLES
    }


def on(qtbot: Any, wizard: ImportWizard, step: int) -> None:
    """Enter, Enter … until ``step``."""
    for _press in range(12):
        if wizard.step == step:
            return
        assert wizard.verb_button.isEnabled(), wizard.error_label.text()
        qtbot.keyClick(wizard.verb_button, Qt.Key.Key_Return)
        rest(qtbot, wizard)
    raise AssertionError(wizard.step)


def test_everything_of_a_shop_comes_into_an_empty_one(
    qtbot: Any, window: MainWindow, everything: tuple[Path, dict[str, int]]
) -> None:
    path, there = everything
    wizard = open_wizard(qtbot, window)
    to_step(qtbot, wizard, path, FILE)
    assert wizard.file_step.reading.sheet.currentText() == "Customers", "though there are more orders"
    later = ["Products", "Deals", "Follow-ups", "Orders", "Contact log", "Payments"]
    assert wizard.file_step.sheets.text() == f"More sheets to import after this one: {', '.join(later)}"
    done, offers = [], []
    while True:
        on(qtbot, wizard, RESULT)
        result = wizard.session.result
        assert result.failed == 0, result.errors[:3]
        done.append((wizard.session.options.entity, result.created))
        offers.append(wizard.verb_button.text())
        assert wizard.verb_button.hasFocus()
        if wizard.session.next_sheet() is None:
            break
        qtbot.keyClick(wizard.verb_button, Qt.Key.Key_Return)
        rest(qtbot, wizard)
        assert wizard.step == HOW
        assert wizard.how_step.mode.hasFocus() or wizard.how_step.isAncestorOf(wizard.focusWidget())
    assert [kind for kind, _created in done] == [
        "customers", "products", "deals", "followups", "orders", "activities", "payments",
    ]  # fmt: skip
    assert offers == [
        f"Next: Products, {there['product']} rows",
        f"Next: Deals, {there['deal']} rows",
        f"Next: Follow-ups, {there['follow_up']} rows",
        f"Next: Orders, {dict(done)['orders']:,} rows",
        f"Next: Contact log, {there['activity']} rows",
        f"Next: Payments, {there['payment']} rows",
        "Close",
    ]
    assert counts(window.ctx.services) == there
    assert not wizard.cancel_button.isVisible()
    wizard.accept()
    assert not wizard.isVisible()


@pytest.fixture
def two(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    del book["Sheet"]
    sheets = {
        "Notes": (["Read me"], ["This came from the old till."]),
        "Sales": (
            ["Order number", "Customer", "Date", "Product", "Quantity", "Price"],
            *([f"A-{n}", "Ann", "2026-01-20", "Tea", 1, 30] for n in range(9)),
        ),
        "People": (["Name", "Phone"], ["Ann", "13812345678"], ["Bob", "139O5718842"]),
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.create_sheet("Hidden").append(["Name", "Phone"])
    book["Hidden"].append(["Cid", "13812345679"])
    book["Hidden"].sheet_state = "hidden"
    path = tmp_path / "two.xlsx"
    book.save(path)
    return path


def test_the_next_sheet_is_offered_once(qtbot: Any, window: MainWindow, two: Path) -> None:
    wizard = open_wizard(qtbot, window)
    to_step(qtbot, wizard, two, FILE)
    assert wizard.file_step.reading.sheet.currentText() == "Sales", "a sheet of any other name may be anything"
    assert wizard.file_step.sheets.text() == "More sheets to import after this one: People"
    choose(wizard.file_step.reading.sheet, "People")
    rest(qtbot, wizard)
    assert wizard.file_step.sheets.text() == "More sheets to import after this one: Sales"
    on(qtbot, wizard, RESULT)
    assert wizard.verb_button.text() == "Next: Sales, 9 rows"
    assert wizard.cancel_button.text() == "Close"
    qtbot.mouseClick(wizard.result_step.undo_button, LEFT)
    rest(qtbot, wizard)
    assert wizard.verb_button.text() == "Next: People, 2 rows", "it is not there any more"
    wizard.reject()
    assert not wizard.isVisible()


def test_the_next_sheet_stands_on_its_own(qtbot: Any, window: MainWindow, two: Path) -> None:
    wizard = open_wizard(qtbot, window, entity="customers")
    to_step(qtbot, wizard, two, CHECK)
    assert wizard.session.preview.sheet == "People"
    errors = wizard.check_step.errors
    errors.model.setData(errors.model.index(0, 2), "13912345678")
    rest(qtbot, wizard)
    on(qtbot, wizard, RESULT)
    assert wizard.session.result.created == 2
    qtbot.mouseClick(wizard.verb_button, LEFT)
    rest(qtbot, wizard)
    assert wizard.title_label.text() == "Import: orders"
    assert wizard.how_step.kind.currentData() == "orders"
    assert not wizard.check_step.has_answers()
    qtbot.mouseClick(wizard.back_button, LEFT)
    assert wizard.file_step.reading.sheet.currentText() == "Sales"
    assert not wizard.file_step.sheets.isVisible()
    choose(wizard.file_step.reading.header, 2)
    rest(qtbot, wizard)
    assert wizard.session.preview.sheet == "Sales"
    choose(wizard.file_step.reading.header, 1)
    rest(qtbot, wizard)
    on(qtbot, wizard, COLUMNS)
    assert wizard.columns_step.columns()[1] == "customer"
    on(qtbot, wizard, RESULT)
    assert wizard.session.result.created == 9
    assert wizard.verb_button.text() == "Close"
    wizard.accept()


def test_stopping_the_look_at_the_next_sheet_leaves_the_result(qtbot: Any, window: MainWindow, two: Path) -> None:
    wizard = open_wizard(qtbot, window, entity="customers")
    to_step(qtbot, wizard, two, RESULT)
    wizard.accept()
    assert wizard.working.busy()
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert wizard.step == RESULT
    assert wizard.verb_button.text() == "Next: Sales, 9 rows"
    qtbot.mouseClick(wizard.result_step.undo_button, LEFT)
    rest(qtbot, wizard)
    assert counts(window.ctx.services)["customer"] == 0
    wizard.reject()
