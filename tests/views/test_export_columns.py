"""The customer list goes into a file with all fields, or with the columns that it shows, in their order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from crm_desktop.core.i18n import N_
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.customers.list_view import CustomerList
from crm_desktop.views.widgets import Menu


@pytest.fixture
def shop(qtbot: Any, window: MainWindow) -> MainWindow:
    services = window.ctx.services
    with services.write(N_("undo", "Test data")) as work:
        services.custom_fields.add(work, "customers", "taste", "text")
        ann = services.customers.create(work, {"name": "Ann", "phone": ["13812345678"], "region": "East"})
        services.custom_fields.set(work, "customers", ann, {"taste": "light"})
    window.ctx.navigator.go("customers")
    qtbot.waitUntil(lambda: window.findChild(QAbstractButton, "export") is not None)
    return window


def written(qtbot: Any, shop: MainWindow, entry: str, target: Path) -> list[tuple[object, ...]]:
    shop.ctx.prompter.answer("save_file", target)
    qtbot.mouseClick(shop.findChild(QAbstractButton, "export"), Qt.MouseButton.LeftButton)
    menu = shop.findChildren(Menu, "export_menu")[-1]
    action = next(action for action in menu.actions() if action.objectName() == entry)
    menu.close()
    action.trigger()
    qtbot.waitUntil(target.exists)
    return list(openpyxl.load_workbook(target).worksheets[0].iter_rows(values_only=True))


def test_the_columns_shown_are_written_in_their_order(qtbot: Any, shop: MainWindow, tmp_path: Path) -> None:
    shop.findChild(CustomerList).set_columns(["name", "taste", "usual_days", "region"])
    rows = written(qtbot, shop, "export_shown", tmp_path / "shown.xlsx")
    assert rows == [("Name", "taste", "Region"), ("Ann", "light", "East")]
    every = written(qtbot, shop, "export_customers", tmp_path / "all.xlsx")
    assert {"Name", "taste", "Region", "Phone", "Address"} < set(every[0])
