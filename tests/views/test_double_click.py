"""A double click on a customer in the list opens the page, and that is all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.views.test_customers_page import Shop

LEFT = Qt.MouseButton.LeftButton
CLICKS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class Clicks(QObject):
    """What reached the record."""

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self.shop, self.seen = shop, 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        record = self.shop.page.record
        if isinstance(event, QMouseEvent) and event.type() in CLICKS and watched.isWidgetType():
            self.seen += watched is record or record.isAncestorOf(watched)  # type: ignore[arg-type]
        return False


@pytest.fixture
def shop(window: Any, qtbot: QtBot, add_customer: Callable[..., int]) -> Shop:
    return Shop(window, qtbot, add_customer)


@pytest.fixture
def clicks(shop: Shop) -> Any:
    watcher = Clicks(shop)
    QApplication.instance().installEventFilter(watcher)
    yield watcher
    QApplication.instance().removeEventFilter(watcher)


def test_the_second_click_goes_nowhere(shop: Shop, clicks: Clicks, qtbot: QtBot) -> None:
    for number in range(8):
        shop.add(name=f"Ann {number}", phone=["13588124460"], address="Long Street 1")
    table = shop.page.list.table
    name = shop.page.list.model.column_index("name")
    middle = table.visualRect(table.model().index(6, name)).center()
    place = next(QPoint(x, middle.y()) for x in range(middle.x()) if table.on_link(QPoint(x, middle.y())) == 6)
    place += QPoint(4, 0)
    on_screen = table.viewport().mapToGlobal(place)
    assert table.on_link(place) == 6
    handle = shop.window.windowHandle()
    at = handle.mapFromGlobal(on_screen)
    QTest.mouseClick(handle, LEFT, pos=at)
    shop.settle()
    assert shop.page.shows_record()
    QTest.mouseDClick(handle, LEFT, pos=at)
    shop.settle()
    assert clicks.seen == 0
    assert not shop.page.is_editing()
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    QTest.mouseClick(handle, LEFT, pos=at)
    assert clicks.seen > 0, "later clicks count again"
