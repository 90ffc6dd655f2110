"""Workbooks of several sheets in the import wizard: what each of them holds is recognised by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import COLUMNS, FILE, HOW, ImportWizard
from tests.views.importing import choose, open_wizard, rest, to_step


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    del book["Sheet"]
    sheets = {
        "Customers": (["Name", "Phone", "Birthday"], *(["Ann", f"1381234567{n}", "1990-01-01"] for n in range(9))),
        "Orders": (["Order number", "Customer", "Date", "Total"], ["A-1", "Ann", "2026-01-02", 30]),
        "Deals": (["Title", "Customer", "Amount", "Stage", "Expected close"], ["Fair", "Bob", 10, "", ""]),
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = tmp_path / "everything.xlsx"
    book.save(path)
    return path


def pick(qtbot: Any, wizard: ImportWizard, sheet: str) -> None:
    choose(wizard.file_step.reading.sheet, sheet)
    rest(qtbot, wizard)


@pytest.mark.parametrize("asked", ["", "customers"])
def test_another_sheet_is_recognised_anew(qtbot: Any, window: MainWindow, everything: Path, asked: str) -> None:
    wizard = open_wizard(qtbot, window, entity=asked)
    to_step(qtbot, wizard, everything, FILE)
    assert wizard.title_label.text() == "Import: customers"
    for sheet, kind in (("Orders", "orders"), ("Deals", "deals"), ("Customers", "customers")):
        pick(qtbot, wizard, sheet)
        assert wizard.title_label.text() == f"Import: {kind}"
    pick(qtbot, wizard, "Orders")
    wizard.accept()
    assert wizard.step == HOW
    assert wizard.how_step.kind.currentData() == "orders"
    wizard.accept()
    assert wizard.step == COLUMNS
    assert wizard.columns_step.columns()[1] == "customer"
    wizard.reject()


def test_a_kind_chosen_by_hand_stays(qtbot: Any, window: MainWindow, everything: Path) -> None:
    wizard = open_wizard(qtbot, window)
    to_step(qtbot, wizard, everything, HOW)
    choose(wizard.how_step.kind, "followups")
    rest(qtbot, wizard)
    wizard.back_button.click()
    pick(qtbot, wizard, "Orders")
    assert wizard.title_label.text() == "Import: follow-ups"
    wizard.reject()


@pytest.mark.parametrize(
    ("sums", "text"),
    [
        (1, "Sum or remark left out: row 5. Take it for data after all"),
        (2, "Sums and remarks left out: rows 5, 9. Take them for data after all"),
        (7, "Sums and remarks left out: rows 5, 9, 13, 17, 21, 25 …. Take them for data after all"),
    ],
)
def test_rows_of_sums_are_named_by_their_numbers(
    qtbot: Any, window: MainWindow, tmp_path: Path, sums: int, text: str
) -> None:
    group = "".join(f"客{n},139{n:08d},100\n" for n in range(3)) + "合计,,300\n"
    path = tmp_path / "sums.csv"
    path.write_text("姓名,电话,累计消费\n" + group * sums + "甲,13912345678,5\n", encoding="utf-8")
    wizard = open_wizard(qtbot, window)
    to_step(qtbot, wizard, path, FILE)
    assert wizard.file_step.totals.text() == text
    wizard.reject()
