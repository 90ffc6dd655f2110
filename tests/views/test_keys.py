"""The sheet of keys says what is declared, and every declared key does something where it is said to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.core.i18n import N_
from crm_desktop.views.actions import ALIASES, COMMANDS
from crm_desktop.views.dialogs.keys import KeysDialog, groups, key_text
from crm_desktop.views.dialogs.quality import QualityDialog
from crm_desktop.views.pages.today.rows import Row
from crm_desktop.views.pages.today.task_rows import CareRow

if TYPE_CHECKING:
    from crm_desktop.views.main_window import MainWindow

LABEL = N_("undo", "Test")


@pytest.fixture
def shop(window: MainWindow) -> MainWindow:
    services = window.ctx.services
    with services.write(LABEL) as work:
        for name in ("Anna", "Bob", "Cid"):
            at = services.customers.create(work, {"name": name, "birthday": "1990-09-23"})
            services.deals.create(work, {"title": name, "customer": at})
        services.followups.create(work, {"subject": "Call", "due": date(2026, 9, 23), "customer": 1})
    return window


def sheet(window: MainWindow) -> KeysDialog:
    found = [dialog for dialog in window.findChildren(KeysDialog) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def press(target: QWidget, keys: str) -> bool:
    """Whether the widget takes the key."""
    combination = QKeySequence(keys)[0]
    event = QKeyEvent(QEvent.Type.KeyPress, combination.key(), combination.keyboardModifiers())
    target.keyPressEvent(event)
    return event.isAccepted()


def test_f1_and_the_menu_show_every_key(shop: MainWindow) -> None:
    shop.activateWindow()
    QTest.keyClick(shop, Qt.Key.Key_F1)
    opened = sheet(shop)
    texts = opened.shown()
    for spec in COMMANDS:
        if spec.shortcut:
            assert any(spec.title.source in text and key_text(spec.shortcut) in text for text in texts), spec.name
    assert "Redo: Ctrl Y, Ctrl Shift Z" in texts
    opened.filter.setText("pinyin nothing at all")
    opened.filter.send_now()
    assert opened.shown() == []
    opened.filter.setText("quality")
    opened.filter.send_now()
    assert opened.shown() == ["Data quality"]
    opened.findChild(QWidget, "how_quality").click()
    assert [one.close() for one in shop.findChildren(QualityDialog)] == [True]
    assert "menu_keys" in [action.objectName() for action in shop.menu.actions()]


def test_a_question_mark_is_a_letter_in_a_field(shop: MainWindow) -> None:
    shop.ctx.navigator.go("customers")
    field = shop.findChild(QLineEdit, "customer_filter")
    field.setFocus()
    QTest.keyClicks(field, "?")
    assert field.text() == "?"
    assert not shop.findChildren(KeysDialog)


def test_keys_of_pages_are_short_cuts_there(shop: MainWindow) -> None:
    shop.ctx.navigator.go("customers")
    made = {shortcut.key().toString() for shortcut in shop.findChildren(QShortcut)}
    of_pages = {keys for spec in (*groups()[0].keys, *groups()[1].keys) for keys in spec.keys}
    assert {QKeySequence(keys).toString() for keys in of_pages} <= made
    assert {name for _keys, name in ALIASES} <= {spec.name for spec in COMMANDS}


@pytest.mark.parametrize("at", [2, 3, 4, 5])
def test_every_key_of_a_list_is_taken_there(shop: MainWindow, at: int) -> None:
    found = groups()[at]
    for spec in found.keys:
        for keys in spec.keys:
            target = place(shop, at)
            assert any(press(one, keys) for one in target), (spec.title.source, keys)
            for dialog in shop.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                if dialog.isWindow():
                    dialog.close()


def place(shop: MainWindow, at: int) -> list[Any]:
    """Where the keys of a group work, with something chosen."""
    if at == 2:
        shop.ctx.navigator.go("customers")
        table = shop.page("customers").list.table
        table.go_to(0)
        return [table]
    if at == 3:
        shop.ctx.navigator.go("today")
        care = Row("Get in touch", shop)
        care.keys = CareRow.keys
        return [*shop.page("today").findChildren(Row), care]
    if at == 4:
        shop.ctx.navigator.go("pipeline")
        cards = next(iter(shop.page("pipeline").board.columns)).list
        cards.choose(0)
        return [cards]
    shop.ctx.navigator.go("calendar")
    page = shop.page("calendar")
    for grid in (page.grid, page.times):
        grid.choose(1)
    return [page.grid, page.times]
