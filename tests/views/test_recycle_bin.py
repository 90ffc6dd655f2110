"""The window of the recycle bin, and how long the history is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from crm_desktop.core.i18n import N_
from crm_desktop.core.settings import KEEP_HISTORY_DAYS
from crm_desktop.services.orders_model import NewLine
from crm_desktop.views.dialogs.recycle_bin import RecycleBinDialog
from crm_desktop.views.idle_upkeep import IdleUpkeep
from crm_desktop.views.two_line_list import TwoLineList
from tests.people import add_people

if TYPE_CHECKING:
    from crm_desktop.views.main_window import MainWindow


@pytest.fixture
def bin_(window: MainWindow, add_customer: Callable[..., int]) -> RecycleBinDialog:
    """Three customers and a deal lie in it."""
    services = window.ctx.services
    ids = [add_customer(services, name=name, phone=[phone]) for name, phone in
           (("张伟", "13805712046"), ("Ann", "13911112222"), ("Bob", "13911113333"))]  # fmt: skip
    with services.write(N_("undo", "Delete customers")) as work:
        deal = services.deals.create(work, {"title": "Sign", "customer": ids[0]})
        services.deals.delete(work, deal)
        for record_id in ids:
            services.customers.delete(work, record_id)
    window.run_command("recycle_bin")
    dialog = window.findChild(RecycleBinDialog, "recycle_bin")
    assert dialog is not None
    return dialog


def titles(dialog: RecycleBinDialog) -> list[str]:
    rows = dialog.findChild(TwoLineList, "recycle_list")
    return [rows.row_at(number).title for number in range(rows.count())]


def test_the_main_menu_leads_to_it(window: MainWindow) -> None:
    names = [action.objectName() for action in window.menu.actions()]
    assert {"menu_recycle_bin", "menu_history", "menu_duplicates", "menu_quality"} <= set(names)


def test_it_is_searched_and_sorted(bin_: RecycleBinDialog, qtbot: Any) -> None:
    assert titles(bin_) == ["Bob", "Ann", "张伟"]
    sort = bin_.findChild(QComboBox, "recycle_sort")
    sort.setCurrentIndex(1)
    sort.activated.emit(1)
    assert titles(bin_) == ["Ann", "Bob", "张伟"]
    QTest.keyClicks(bin_.findChild(QLineEdit, "recycle_search"), "2046")
    qtbot.waitUntil(lambda: titles(bin_) == ["张伟"])
    QTest.keyClicks(bin_.findChild(QLineEdit, "recycle_search"), "9")
    qtbot.waitUntil(lambda: titles(bin_) == [])
    assert not bin_.verb_button.isEnabled()
    assert not bin_.findChild(QPushButton, "recycle_erase").isEnabled()


def test_what_is_listed_is_written_out_and_the_order_is_kept(
    bin_: RecycleBinDialog, window: MainWindow, tmp_path: Path, qtbot: Any
) -> None:
    sort = bin_.findChild(QComboBox, "recycle_sort")
    sort.setCurrentIndex(1)
    sort.activated.emit(1)
    QTest.keyClicks(bin_.findChild(QLineEdit, "recycle_search"), "ann")
    qtbot.waitUntil(lambda: titles(bin_) == ["Ann"])
    window.ctx.prompter.answer("save_file", tmp_path / "bin.csv")
    bin_.findChild(QPushButton, "recycle_export").click()
    qtbot.waitUntil((tmp_path / "bin.csv").exists)
    lines = (tmp_path / "bin.csv").read_text(encoding="utf-8-sig").splitlines()
    assert (len(lines), "Ann" in lines[1]) == (2, True)
    services = window.ctx.services
    with services.write(N_("undo", "Sell")) as work:
        lines = [NewLine("Tea", price=100), NewLine("Cups", price=200)]
        order = services.orders.create(work, {"date": services.clock.today(), "lines": lines})
        services.orders.delete(work, order)
    bin_._search.clear()
    bin_._tabs.set_current("orders")
    bin_._reload()
    window.ctx.prompter.answer("save_file", tmp_path / "orders.csv")
    bin_.findChild(QPushButton, "recycle_export").click()
    qtbot.waitUntil((tmp_path / "orders.csv").exists)
    assert len((tmp_path / "orders.csv").read_text(encoding="utf-8-sig").splitlines()) == 3
    bin_.reject()
    window.run_command("recycle_bin")
    again = [one for one in window.findChildren(RecycleBinDialog, "recycle_bin") if one.isVisible()][-1]
    assert titles(again) == ["Ann", "Bob", "张伟"]


def test_for_good_only_when_one_says_so(bin_: RecycleBinDialog, window: MainWindow, qtbot: Any) -> None:
    services = window.ctx.services
    rows = bin_.findChild(TwoLineList, "recycle_list")
    rows.setCurrentRow(0)
    rows.setFocus()
    window.ctx.prompter.answer("confirm", False)
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert titles(bin_) == ["Bob", "Ann", "张伟"]
    window.ctx.prompter.answer("confirm", True)
    bin_.findChild(QPushButton, "recycle_erase").click()
    qtbot.waitUntil(lambda: titles(bin_) == ["Ann", "张伟"])
    assert services.customers.get(3) is None
    window.ctx.prompter.answer("confirm", True)
    bin_.findChild(QPushButton, "recycle_empty").click()
    qtbot.waitUntil(lambda: titles(bin_) == [])
    assert services.customers.rows([1, 2]) == []
    assert not bin_.findChild(QPushButton, "recycle_empty").isEnabled()
    bin_.reject()
    qtbot.waitUntil(window.ctx.jobs.idle, timeout=20_000)


def test_a_restore_can_be_taken_back(bin_: RecycleBinDialog, window: MainWindow) -> None:
    services = window.ctx.services
    bin_.findChild(TwoLineList, "recycle_list").selectAll()
    assert bin_.verb_button.text() == "Restore 3 records"
    bin_.verb_button.click()
    assert not any(one.deleted for one in services.customers.rows([1, 2, 3]))
    window.findChild(QPushButton, "toast_undo").click()
    assert all(one.deleted for one in services.customers.rows([1, 2, 3]))


def test_how_long_the_history_is_kept_is_set_in_settings(window: MainWindow, add_customer: Callable[..., int]) -> None:
    services = window.ctx.services
    add_customer(services, name="Ann")
    window.ctx.navigator.show_part("settings", "data")
    box = window.findChild(QComboBox, "keep_history")
    assert box.currentText() == "2 years"
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert services.settings.get(KEEP_HISTORY_DAYS) == 180
    window.run_command("undo")
    assert services.settings.get(KEEP_HISTORY_DAYS) == 730
    assert window.findChild(QComboBox, "keep_history").currentText() == "2 years"


def test_old_changes_are_forgotten_while_one_works_on(
    window: MainWindow, add_customer: Callable[..., int], qtbot: Any
) -> None:
    services = window.ctx.services
    with services.write(N_("undo", "Import"), kind="import") as work:
        add_people(services, work, [{"name": f"Guest {n}"} for n in range(3000)])
        services.settings.set(work, KEEP_HISTORY_DAYS, 10)
    services.clock.advance(timedelta(days=20))
    upkeep = IdleUpkeep(window.ctx, window)
    upkeep.run()
    upkeep.run()
    added = [add_customer(services, name=f"New {n}") for n in range(5)]
    qtbot.waitUntil(window.ctx.jobs.idle, timeout=20_000)
    counted = "SELECT count(*) FROM change_row WHERE change_id = ?"
    assert services.db.execute_sql(counted, (work.id,)).fetchone()[0] == 0
    assert len(services.customers.rows(added)) == 5
    assert services.customers.get(3000).name == "Guest 2999"
    upkeep.stop()
