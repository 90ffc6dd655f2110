"""Dialogs are as high as what they hold, and never higher than the window they lie over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from crm_desktop.views.dialogs.deal import DealDialog
from crm_desktop.views.dialogs.keys import KeysDialog
from crm_desktop.views.pages.customers.form import CustomerForm
from crm_desktop.views.pages.customers.tag_stock import TagStock
from crm_desktop.views.widgets.modal import GrowingArea, ModalDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.views.main_window import MainWindow


def deal(window: MainWindow) -> ModalDialog:
    return DealDialog(window.ctx, window)


def customer(window: MainWindow) -> ModalDialog:
    return CustomerForm(window.ctx, TagStock(window.ctx), window)


def shown(window: MainWindow, make: Callable[[MainWindow], ModalDialog], size: tuple[int, int]) -> ModalDialog:
    window.resize(*size)
    QApplication.processEvents()
    made = make(window)
    made.open()
    for _ in range(4):
        QApplication.processEvents()
    return made


@pytest.mark.parametrize("make", [deal, customer])
def test_in_a_tall_window_a_form_is_seen_whole(window: MainWindow, make: Callable[[MainWindow], ModalDialog]) -> None:
    dialog = shown(window, make, (1600, 1500))
    area = dialog.findChild(GrowingArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() == 0
    assert area.widget().height() - area.widget().layout().totalSizeHint().height() < 24, "and nothing of it is empty"
    dialog.reject()


@pytest.mark.parametrize("make", [deal, customer, lambda window: KeysDialog(window.ctx, window)])
def test_in_the_least_window_it_scrolls(window: MainWindow, make: Callable[[MainWindow], ModalDialog]) -> None:
    dialog = shown(window, make, (800, 560))
    assert dialog.card_rect().height() <= 560 - 16
    assert dialog.card_rect().bottom() >= dialog.foot_top() + 32, "the buttons stay in it"
    dialog.reject()


def test_an_error_makes_the_form_of_a_deal_higher(window: MainWindow) -> None:
    dialog = shown(window, deal, (1280, 1000))
    before = dialog.height()
    dialog.verb_button.click()
    for _ in range(4):
        QApplication.processEvents()
    assert dialog.height() > before
    dialog.reject()
