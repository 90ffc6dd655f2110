"""Undo of any change from the list of all, and getting back what was deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from crm_desktop.core.i18n import N_
from crm_desktop.views.dialogs.history import HistoryDialog
from crm_desktop.views.dialogs.recycle_bin import RecycleBinDialog
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.two_line_list import TwoLineList


@pytest.fixture
def shop(window: MainWindow, add_customer: Callable[..., int]) -> tuple[MainWindow, int, int]:
    services = window.ctx.services
    first = add_customer(services, name="Ann Lee")
    second = add_customer(services, name="Bob Ray")
    with services.write(N_("undo", "Edit customer")) as work:
        services.customers.update(work, first, {"name": "Anna Lee"})
    return window, first, second


def history(window: MainWindow) -> tuple[HistoryDialog, TwoLineList, QPushButton]:
    window.run_command("history")
    dialog = window.findChild(HistoryDialog, "history")
    assert dialog is not None
    rows, undo = dialog.findChild(TwoLineList, "history_list"), dialog.findChild(QPushButton, "accept")
    assert rows is not None
    assert undo is not None
    return dialog, rows, undo


def test_any_change_can_be_taken_back(shop: tuple[MainWindow, int, int]) -> None:
    window, first, second = shop
    dialog, rows, undo = history(window)
    assert [rows.row_at(row).title for row in range(rows.count())] == ["Edit customer", "New customer", "New customer"]
    rows.setCurrentRow(1)
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    services = window.ctx.services
    assert services.customers.get(second) is None
    assert services.customers.get(first).name == "Anna Lee"  # type: ignore[union-attr]
    assert rows.row_at(0).title == "Undo: New customer"
    assert rows.row_at(2).right == "undone"
    dialog.reject()


def test_a_change_made_again_later_asks_first(shop: tuple[MainWindow, int, int]) -> None:
    window, first, _second = shop
    dialog, rows, undo = history(window)
    rows.setCurrentRow(2)
    window.ctx.prompter.answer("choose", None)
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert window.ctx.services.customers.get(first) is not None
    assert dialog.error_label.text()
    dialog.reject()


def test_an_undone_change_cannot_be_undone_twice(shop: tuple[MainWindow, int, int]) -> None:
    dialog, rows, undo = history(shop[0])
    rows.setCurrentRow(1)
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    rows.setCurrentRow(2)
    assert not undo.isEnabled()
    dialog.reject()


def test_the_list_can_be_filtered(shop: tuple[MainWindow, int, int], qtbot: Any) -> None:
    dialog, rows, _undo = history(shop[0])
    field = dialog.findChild(QLineEdit, "history_filter")
    assert field is not None
    QTest.keyClicks(field, "edit")
    qtbot.waitUntil(lambda: rows.count() == 1)
    dialog.reject()


def test_deleted_records_come_back(shop: tuple[MainWindow, int, int], qtbot: Any) -> None:
    window, first, second = shop
    services = window.ctx.services
    with services.write(N_("undo", "Delete customers")) as work:
        services.customers.delete(work, first)
        services.customers.delete(work, second)
    window.run_command("recycle_bin")
    dialog = window.findChild(RecycleBinDialog, "recycle_bin")
    assert dialog is not None
    rows, restore = dialog.findChild(TwoLineList, "recycle_list"), dialog.findChild(QPushButton, "accept")
    field = dialog.findChild(QLineEdit, "recycle_search")
    assert rows is not None
    assert restore is not None
    assert field is not None
    assert {rows.row_at(row).title for row in range(rows.count())} == {"Anna Lee", "Bob Ray"}
    QTest.keyClicks(field, "bob")
    qtbot.waitUntil(lambda: rows.count() == 1)
    rows.setCurrentRow(0)
    QTest.mouseClick(restore, Qt.MouseButton.LeftButton)
    assert not services.customers.get(second).deleted  # type: ignore[union-attr]
    assert services.customers.get(first).deleted  # type: ignore[union-attr]
    dialog.reject()
