"""Words that say that an order is paid in part: nobody guesses how much, the wizard asks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox

from crm_desktop.services.importing.model import SKIP
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import CHECK, RESULT, VALUES
from tests.services.importing.files import csv_file
from tests.views.importing import choose, open_wizard, to_step

ORDERS = (
    "订单号,日期,商品,单价,付款状态\n"
    "A,2026-06-01,杯子,10,部分付款\nB,2026-06-01,杯子,10,已付款\nC,2026-06-01,杯子,10,已退款\nD,2026-06-01,杯子,10,未付款\n"
)


def test_the_wizard_asks_once_a_word(qtbot: Any, window: MainWindow, tmp_path: Path) -> None:
    wizard = open_wizard(qtbot, window, entity="orders")
    to_step(qtbot, wizard, csv_file(tmp_path / "a.csv", ORDERS), VALUES)
    asked = {combo.accessibleName(): combo for combo in wizard.values_step.findChildren(QComboBox)}
    assert {"部分付款", "已退款"} <= set(asked)
    combo = asked["部分付款"]
    assert [combo.itemData(at) for at in range(combo.count())] == ["", "1", "0", SKIP]
    choose(combo, "0")
    choose(asked["已退款"], SKIP)
    while wizard.step < RESULT:
        before = wizard.step
        wizard.accept()
        qtbot.waitUntil(lambda before=before: wizard.step > before and not wizard.busy(), timeout=30_000)
        if wizard.step == CHECK:
            assert wizard.check_step.cards["failed"].figure() == 0
    rows = window.ctx.services.db.execute_sql("SELECT number, paid FROM sales_order ORDER BY number").fetchall()
    assert rows == [("A", 0), ("B", 1000), ("D", 0)]
