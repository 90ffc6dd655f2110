"""The check says what new orders come to, to be held against the total of the list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import CHECK
from tests.services.importing.files import csv_file
from tests.views.importing import open_wizard, to_step

HEAD = "单号,日期,商品,金额,整单优惠,订单状态\n"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "A,2026-06-01,茶,1200,50,\nA,2026-06-01,杯,30,,\nB,2026-06-09,茶,20,,\nC,2026-07-01,茶,99,,已取消\n",
            "2 orders, ¥1,200.00 together, 2026-06-01 to 2026-06-09",
        ),
        ("A,2026-06-01,茶,12,,\n", "1 order, ¥12.00, on 2026-06-01"),
        ("A,2026-06-01,茶,12,,已取消\n", ""),
    ],
)
def test_orders_are_added_up(qtbot: Any, window: MainWindow, tmp_path: Path, rows: str, said: str) -> None:
    wizard = open_wizard(qtbot, window, entity="orders")
    to_step(qtbot, wizard, csv_file(tmp_path / "a.csv", HEAD + rows), CHECK)
    assert wizard.check_step.control.text() == said
    assert wizard.check_step.control.isVisible() == bool(said)
    wizard.reject()


def test_people_have_no_sum(qtbot: Any, window: MainWindow, tmp_path: Path) -> None:
    wizard = open_wizard(qtbot, window, entity="customers")
    to_step(qtbot, wizard, csv_file(tmp_path / "a.csv", "name,phone\nAnn,13812345678\n"), CHECK)
    assert not wizard.check_step.control.isVisible()
    wizard.reject()
