"""The lists behind the figures say whom or what each row is about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QTableView

from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import CHECK, RESULT
from tests.services.importing.files import csv_file
from tests.views.importing import open_wizard, rest, to_step

PEOPLE = "Name,Phone,Birthday\nAnn,13900000001,x\nBob,13900000002,\nBob,13900000002,\n"
ORDERS = "Order number,Date,Product,Price\nA1,2026-06-01,Mug,x\nA2,2026-06-01,Pen,2\n"


def shown(table: QTableView) -> list[list[str]]:
    model = table.model()
    heads = [model.headerData(column, table.horizontalHeader().orientation(), 0) for column in range(4)]
    rows = [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]
    return [heads, *rows]


@pytest.mark.parametrize(
    ("text", "failed", "left_out"),
    [
        (
            PEOPLE,
            [["Row", "Name", "Column", "In the file"], ["2", "Ann", "Birthday", "x"]],
            [["Row", "Name", "Why it is left out", None], ["4", "Bob", "Repeats row 3", None]],
        ),
        (
            ORDERS,
            [["Row", "Order number", "Column", "In the file"], ["2", "A1", "Price", "x"]],
            None,
        ),
    ],
)
def test_in_the_result(
    qtbot: Any, window: MainWindow, tmp_path: Path, text: str, failed: list[list[str]], left_out: list[list[str]] | None
) -> None:
    wizard = open_wizard(qtbot, window, entity="orders" if text == ORDERS else "customers")
    to_step(qtbot, wizard, csv_file(tmp_path / "a.csv", text), CHECK)
    if left_out is not None:
        wizard.check_step.cards["repeated"].clicked.emit()
        assert shown(wizard.check_step.list) == left_out
    wizard.accept()
    qtbot.waitUntil(lambda: wizard.step == RESULT and not wizard.busy(), timeout=30_000)
    rest(qtbot, wizard)
    assert shown(wizard.result_step.list) == failed
    if left_out is not None:
        wizard.result_step.open_list("skipped")
        assert shown(wizard.result_step.list) == left_out
