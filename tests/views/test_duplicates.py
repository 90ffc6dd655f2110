"""The window of look-alikes: what it finds, keys, keeping apart, merging and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QPushButton

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services.not_same import NotSameService
from crm_desktop.views.actions import matching
from crm_desktop.views.dialogs import duplicates
from crm_desktop.views.dialogs.duplicates import DuplicatesDialog
from crm_desktop.views.dialogs.merge import MergeDialog
from crm_desktop.views.dialogs.recycle_bin import RecycleBinDialog
from crm_desktop.views.widgets.tabs import Tabs

if TYPE_CHECKING:
    from crm_desktop.views.main_window import MainWindow


@pytest.fixture
def pairs(window: MainWindow, add_customer: Callable[..., int]) -> list[int]:
    """Two pairs of look-alikes and somebody else; the ids of the look-alikes."""
    services = window.ctx.services
    ids = [
        add_customer(services, name="张伟", phone=["13805712046"], birthday="1990-05-03"),
        add_customer(services, name="张 伟", phone=["+86 138 0571 2046"], birthday="1990-05-03", company="墨池书院"),
        add_customer(services, name="Anna Smith", email=["anna@x.com"]),
        add_customer(services, name="Smith Anna", email=["ANNA@x.com"]),
    ]
    add_customer(services, name="李娜", phone=["13900001111"])
    return ids


@pytest.fixture
def dialog(window: MainWindow, qtbot: Any, pairs: list[int]) -> DuplicatesDialog:
    made = DuplicatesDialog(window.ctx, window)
    made.open()
    qtbot.waitUntil(made.list.isVisible)
    return made


def test_pairs_stand_with_the_surest_first_in_words(dialog: DuplicatesDialog, pairs: list[int]) -> None:
    assert dialog.pairs() == [(pairs[0], pairs[1]), (pairs[2], pairs[3])]
    assert "2 pairs" in dialog.subtitle_label.text()
    first, second = dialog.list.row_at(0).text(), dialog.list.row_at(1).text()
    assert "Almost certainly the same" in first
    assert "same phone" in first
    assert "墨池书院" in first
    assert "first and last name swapped" in second


def test_enter_compares_and_merging_takes_the_pair_away(
    window: MainWindow, dialog: DuplicatesDialog, pairs: list[int], qtbot: Any
) -> None:
    services = window.ctx.services
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    merges = window.findChildren(MergeDialog)
    assert len(merges) == 1
    merges[0].accept()
    assert dialog.pairs() == [(pairs[2], pairs[3])]
    assert services.customers.get(pairs[1]).deleted
    undo = dialog.findChild(QPushButton, "duplicates_undo")
    assert undo.isVisible()
    undo.click()
    qtbot.waitUntil(lambda: len(dialog.pairs()) == 2)
    assert not services.customers.get(pairs[1]).deleted


def test_who_looked_like_the_merged_one_looks_like_the_one_that_stayed(
    window: MainWindow, add_customer: Callable[..., int], qtbot: Any
) -> None:
    services = window.ctx.services
    ids = [
        add_customer(services, name="刘洋", phone=["13900001111"]),
        add_customer(services, name="刘洋", phone=["13900001111", "13900002222"]),
        add_customer(services, name="刘阳", phone=["13900002222"]),
    ]
    dialog = DuplicatesDialog(window.ctx, window)
    dialog.open()
    qtbot.waitUntil(dialog.list.isVisible)
    assert dialog.pairs() == [(ids[0], ids[1]), (ids[1], ids[2])]
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    window.findChild(MergeDialog).accept()
    assert dialog.pairs() == [(ids[0], ids[2])]
    assert dialog.list.row_at(0).title == "刘洋"


def test_d_keeps_a_pair_apart_for_good_until_it_is_taken_back(
    window: MainWindow, dialog: DuplicatesDialog, pairs: list[int], qtbot: Any
) -> None:
    undo = dialog.findChild(QPushButton, "duplicates_undo")
    qtbot.keyClick(dialog.list, Qt.Key.Key_D)
    assert dialog.pairs() == [(pairs[2], pairs[3])]
    undo.click()
    qtbot.waitUntil(lambda: len(dialog.pairs()) == 2)
    qtbot.keyClick(dialog.list, Qt.Key.Key_D)
    dialog.reject()
    again = DuplicatesDialog(window.ctx, window)
    again.open()
    qtbot.waitUntil(again.list.isVisible)
    assert again.pairs() == [(pairs[2], pairs[3])]
    qtbot.keyClick(again.list, Qt.Key.Key_Delete)
    assert again.pairs() == []
    assert not again.verb_button.isEnabled()
    alike, apart = again.findChild(Tabs, "duplicates_tabs").findChildren(QAbstractButton)
    apart.click()
    assert set(again.pairs()) == {(pairs[0], pairs[1]), (pairs[2], pairs[3])}
    assert again.findChild(QPushButton, "duplicates_apart").text() == "May be the same"
    again.list.setCurrentRow(0)
    back = again.list.key()
    again.findChild(QPushButton, "duplicates_apart").click()
    assert len(again.pairs()) == 1
    alike.click()
    assert again.pairs() == [back]


def test_two_that_were_compared_can_be_kept_apart(
    window: MainWindow, dialog: DuplicatesDialog, pairs: list[int], qtbot: Any
) -> None:
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    merge = window.findChild(MergeDialog)
    merge.findChild(QPushButton, "merge_apart").click()
    assert dialog.pairs() == [(pairs[2], pairs[3])]
    assert window.ctx.toasts.text() == "Kept apart for good."
    assert NotSameService(window.ctx.services).pairs() == {(pairs[0], pairs[1])}
    assert not window.ctx.services.customers.get(pairs[1]).deleted


def test_the_score_explains_itself(dialog: DuplicatesDialog) -> None:
    assert "same phone +60 same name +30 same birthday +20 = 100 / 100" in dialog.list.item(0).toolTip()


def test_a_shop_without_look_alikes_says_so(window: MainWindow, qtbot: Any) -> None:
    dialog = DuplicatesDialog(window.ctx, window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog._stack.currentIndex() == duplicates.NOTHING)
    assert not dialog.verb_button.isEnabled()


def test_closing_while_it_looks_stops_looking(window: MainWindow, qtbot: Any) -> None:
    dialog = DuplicatesDialog(window.ctx, window)
    dialog.open()
    dialog.reject()
    qtbot.waitUntil(window.ctx.jobs.idle)


def test_a_pair_that_is_gone_meanwhile_is_told(
    window: MainWindow, dialog: DuplicatesDialog, pairs: list[int], qtbot: Any
) -> None:
    with window.ctx.services.write(N_("undo", "Delete customer")) as work:
        window.ctx.services.customers.delete(work, pairs[1])
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert window.findChildren(MergeDialog) == []
    assert dialog.error_label.text()
    with pytest.raises(UserError):
        MergeDialog(window.ctx, [pairs[0]], window)


def test_the_search_finds_the_commands(window: MainWindow) -> None:
    assert [spec.name for spec in matching("look-alikes")] == ["duplicates"]
    assert [spec.name for spec in matching("data quality")] == ["quality"]
    assert "settings_fields" in [spec.name for spec in matching("custom fields")]
    for name, title in (("duplicates", "Look-alikes"), ("quality", "Data quality")):
        window.run_command(name)
        dialog = window.findChild(QDialog, name)
        assert dialog.windowTitle() == title
        dialog.reject()
    window.run_command("settings_fields")
    assert window.page("settings").section().key == "fields"


def test_enter_in_the_recycle_bin_restores_one(
    window: MainWindow, add_customer: Callable[..., int], qtbot: Any
) -> None:
    services = window.ctx.services
    ids = [add_customer(services, name=f"客户{n}") for n in range(3)]
    with services.write(N_("undo", "Delete customers")) as work:
        for customer_id in ids:
            services.customers.delete(work, customer_id)
    dialog = RecycleBinDialog(window.ctx, window)
    dialog.open()
    dialog._list.setFocus()
    qtbot.keyClick(dialog._list, Qt.Key.Key_Return)
    assert sum(services.customers.get(customer_id).deleted for customer_id in ids) == 2
