"""Undo of any change from the list of all, and getting back what was deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from crm_desktop.core.i18n import N_
from crm_desktop.services.orders_model import NewLine
from crm_desktop.views.dialogs.history import HistoryDialog
from crm_desktop.views.dialogs.recycle_bin import RecycleBinDialog
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.two_line_list import TwoLineList
from crm_desktop.views.widgets.empty_state import EmptyState
from tests.people import add_people


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


def test_an_order_that_would_lose_its_lines_is_named_and_stays_whole(window: MainWindow) -> None:
    services = window.ctx.services

    def write(order: int | None, *prices: tuple[int, int | None]) -> int:
        lines = [NewLine(product="Tea", price=price, id=line, free=True) for price, line in prices]
        with services.write(N_("undo", "Edit order")) as work:
            if order is None:
                return services.orders.create(work, {"lines": lines})
            services.orders.update(work, order, {"lines": lines})
        return order

    order = write(None, (100, None))
    (first,) = services.orders.get(order).lines
    write(order, (50, None), (100, first.id))
    second, _ = services.orders.get(order).lines
    write(order, (50, second.id))
    dialog, rows, undo = history(window)
    rows.setCurrentRow(1)
    number = services.orders.get(order).number
    assert f"{number}  no line would be left on it" in touched(dialog)
    window.ctx.prompter.answer("choose", 0)
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    found = services.orders.get(order)
    assert ([line.amount for line in found.lines], found.total) == ([50], 50)
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


def test_an_undone_change_can_be_done_again(shop: tuple[MainWindow, int, int]) -> None:
    window, _first, second = shop
    dialog, rows, undo = history(window)
    rows.setCurrentRow(1)
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    rows.setCurrentRow(2)
    assert (rows.row_at(2).right, undo.text()) == ("undone", "Do it again")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert window.ctx.services.customers.get(second) is not None
    assert window.ctx.toasts.text() == "Done again: New customer"
    dialog.reject()


def touched(dialog: HistoryDialog) -> list[str]:
    rows = dialog.findChild(TwoLineList, "history_touched")
    assert rows is not None
    return [rows.row_at(number).text() for number in range(rows.count())]


def test_what_a_change_touched_stands_beside_it(shop: tuple[MainWindow, int, int]) -> None:
    window, first, _second = shop
    services = window.ctx.services
    with services.write(N_("undo", "Edit customer")) as work:
        services.customers.update(work, first, {"phone": ["13805712046"], "region": "杭州"})
    dialog, rows, _undo = history(window)
    assert touched(dialog) == ["Anna Lee  Customer · changed", "Phone: – → 138 0571 2046", "Region: – → 杭州"]
    rows.setCurrentRow(1)
    assert touched(dialog) == ["Anna Lee  Customer · changed", "Name: Ann Lee → Anna Lee"]
    rows.setCurrentRow(2)
    assert touched(dialog) == ["Bob Ray  Customer · new"]
    dialog.reject()


def test_conflicts_are_named_before_anything_is_done(shop: tuple[MainWindow, int, int]) -> None:
    window, first, _second = shop
    services = window.ctx.services
    with services.write(N_("undo", "Edit customer")) as work:
        services.customers.update(work, first, {"name": "Anna Maria"})
    dialog, rows, undo = history(window)
    rows.setCurrentRow(1)
    assert touched(dialog)[0] == "Anna Maria  Name: now Anna Maria, not Anna Lee any more"
    window.ctx.prompter.answer("choose", 0)
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert services.customers.get(first).name == "Anna Maria"  # type: ignore[union-attr]
    dialog.reject()


def test_an_import_of_thousands_is_judged_and_taken_back_in_the_background(
    shop: tuple[MainWindow, int, int], qtbot: Any
) -> None:
    window = shop[0]
    services = window.ctx.services
    with services.write(N_("undo", "Import {n} rows").fill(n=3000), kind="import") as work:
        add_people(services, work, [{"name": f"Guest {n}"} for n in range(3000)])
    dialog, rows, undo = history(window)
    assert not undo.isEnabled()
    qtbot.waitUntil(undo.isEnabled, timeout=20_000)
    assert touched(dialog)[-1] == "In all: 3,000 Customers"
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert not undo.isEnabled()
    qtbot.waitUntil(lambda: rows.row_at(0).title.startswith("Undo"), timeout=20_000)
    assert services.search.find("guest").total == 0
    qtbot.waitUntil(undo.isEnabled, timeout=20_000)
    dialog.reject()
    window.run_command("redo")
    qtbot.waitUntil(lambda: services.search.find("guest").total == 3000, timeout=20_000)
    window.run_command("undo")
    qtbot.waitUntil(lambda: services.search.find("guest").total == 0, timeout=20_000)
    qtbot.waitUntil(window.ctx.jobs.idle, timeout=20_000)


def test_changes_are_found_by_kind_person_and_name(shop: tuple[MainWindow, int, int], qtbot: Any) -> None:
    window, first, _second = shop
    services = window.ctx.services
    services.user = "林岚"
    with services.write(N_("undo", "Edit customers"), kind="bulk") as work:
        services.customers.update(work, first, {"region": "杭州"})
    dialog, rows, _undo = history(window)
    kind, person = dialog.findChild(QComboBox, "history_kind"), dialog.findChild(QComboBox, "history_person")
    for box, index in ((kind, kind.findData("bulk")), (person, person.findData("林岚"))):
        box.setFocus()
        box.setCurrentIndex(index)
        box.activated.emit(index)
        assert rows.count() == 1
    for box in (kind, person):
        box.setCurrentIndex(0)
        box.activated.emit(0)
    assert rows.count() == 4
    field = dialog.findChild(QLineEdit, "history_filter")
    QTest.keyClicks(field, "bob")
    qtbot.waitUntil(lambda: rows.count() == 1)
    assert "Bob Ray" in rows.row_at(0).line
    QTest.keyClicks(field, "zzz")
    qtbot.waitUntil(lambda: rows.count() == 0)
    assert not dialog.verb_button.isEnabled()
    nothing = dialog.findChild(EmptyState, "history_empty")
    assert nothing.sentence.text() == "No change is like that."
    QTest.mouseClick(nothing.button, Qt.MouseButton.LeftButton)
    assert rows.count() == 4
    assert rows.isVisible()
    dialog.reject()


def test_a_shop_without_changes_says_so(window: MainWindow) -> None:
    dialog, rows, undo = history(window)
    nothing = dialog.findChild(EmptyState, "history_empty")
    assert rows.count() == 0
    assert nothing.isVisible()
    assert nothing.sentence.text().startswith("No changes yet.")
    assert not nothing.button.isVisible()
    assert not dialog.findChild(QLineEdit, "history_filter").isVisible(), "there is nothing to look through"
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
