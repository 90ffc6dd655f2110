"""The window as a test knows it that has read only the names of the interface; and what keys do there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QTableView, QWidget

from crm_desktop.core.entities import ENTITIES
from crm_desktop.services.demo import make_demo
from crm_desktop.views.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
ALWAYS = ("nav", "search", "search_results", "undo", "redo", "job_progress", "job_cancel", "toast")
ON_PAGES = {
    "today": (),
    "customers": ("customer_table", "customer_filter"),
    "pipeline": ("board", "stage_new", "stage_quoted"),
    "calendar": ("calendar",),
    "reports": ("report_list", "report_chart", "report_table", "export_excel"),
    "settings": (),
}


def named(window: QWidget, name: str) -> QWidget:
    found: QWidget | None = window.findChild(QWidget, name)
    assert found is not None, name
    return found


def go(window: QWidget, number: int) -> None:
    QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def shop(window: MainWindow) -> MainWindow:
    """The window of a demo shop."""
    make_demo(window.ctx.services, customers=60)
    return window


def test_keys_reach_the_pages_as_soon_as_the_window_is_there(make_window: Callable[..., MainWindow]) -> None:
    window = make_window()
    for number, (key, names) in enumerate(ON_PAGES.items(), 1):
        go(window, number)
        assert named(window, f"page_{key}").isVisible()
        for name in (*ALWAYS, *names):
            named(window, name)


def test_every_page_is_built_without_being_asked_for(qtbot: Any, window: MainWindow) -> None:
    names = [f"page_{key}" for key in ON_PAGES]
    qtbot.waitUntil(lambda: all(window.findChild(QWidget, name) is not None for name in names))


def test_only_pages_and_columns_have_names_like_theirs(shop: MainWindow) -> None:
    go(shop, 3)
    named_so = [each.objectName() for each in shop.findChildren(QWidget)]
    stages = {row[0] for row in shop.ctx.services.db.execute_sql("SELECT key FROM stage")}
    assert {name for name in named_so if name.startswith("stage_")} <= {f"stage_{key}" for key in stages}
    assert {name for name in named_so if name.startswith("page_")} <= {f"page_{key}" for key in ON_PAGES}


def test_the_form_has_an_editor_for_every_field_one_may_write(window: MainWindow) -> None:
    go(window, 2)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = named(window, "customer_form")
    for field in next(spec for spec in ENTITIES if spec.name == "customers").fields:
        if not field.read_only:
            assert named(form, f"field_{field.name}").isEnabled()
    QTest.keyClicks(named(form, "field_name"), "Ann Lee")
    QTest.mouseClick(named(form, "save"), Qt.MouseButton.LeftButton)
    assert window.ctx.services.customers.by_name("Ann Lee")


def test_typing_in_the_filter_leaves_what_find_finds(qtbot: Any, shop: MainWindow) -> None:
    go(shop, 2)
    table = named(shop, "customer_table")
    assert isinstance(table, QTableView)
    qtbot.waitUntil(lambda: table.model().rowCount() == 60)
    digits = shop.ctx.services.db.execute_sql("SELECT value FROM lookup_key WHERE kind='phone'").fetchone()[0][-4:]
    QTest.keyClicks(named(shop, "customer_filter"), digits)
    total = shop.ctx.services.search.find(digits, 100, kinds=("customer",)).total
    assert 0 < total < 60
    qtbot.waitUntil(lambda: table.model().rowCount() == total)


def test_the_first_letter_shows_no_commands_that_do_not_match(qtbot: Any, shop: MainWindow) -> None:
    QTest.keyClick(shop, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field, results = named(shop, "search"), named(shop, "search_results")
    assert isinstance(results, QListView)
    assert results.model().rowCount() > 0
    QTest.keyClicks(field, shop.ctx.services.db.execute_sql("SELECT name FROM customer").fetchone()[0].split()[0])
    assert results.model().rowCount() == 0
    qtbot.waitUntil(lambda: results.model().rowCount() > 0)


@pytest.mark.parametrize(
    ("number", "name"), [(2, "customer_table"), (4, "calendar"), (5, "report_list"), (6, "settings_sections")]
)
def test_a_page_chosen_by_its_key_has_the_arrow_keys(shop: MainWindow, number: int, name: str) -> None:
    go(shop, 7 - number)
    go(shop, number)
    assert QApplication.focusWidget() is named(shop, name)


def test_the_navigation_keeps_the_arrow_keys(shop: MainWindow) -> None:
    nav = named(shop, "nav")
    nav.setFocus()
    for key in ("customers", "pipeline", "calendar"):
        QTest.keyClick(nav, Qt.Key.Key_Down)
        assert named(shop, f"page_{key}").isVisible()
        assert nav.hasFocus()


def test_after_a_delete_the_next_row_is_chosen(qtbot: Any, shop: MainWindow) -> None:
    go(shop, 2)
    table = named(shop, "customer_table")
    assert isinstance(table, QTableView)
    qtbot.waitUntil(lambda: table.model().rowCount() == 60)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down)
    row = table.currentIndex().row()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: table.model().rowCount() == 59)
    assert table.currentIndex().row() == row > 0


def test_a_note_and_the_next_step_by_tab_and_enter_and_taken_back_by_ctrl_z(
    window: MainWindow, add_customer: Callable[..., int]
) -> None:
    services = window.ctx.services
    customer = add_customer(services, name="Ann Lee")
    window.ctx.navigator.note("customer", customer)
    for words in ("Wants red tea", "Call about tea", "+2"):
        at = QApplication.focusWidget()
        assert isinstance(at, QLineEdit)
        QTest.keyClicks(at, words)
        if words != "+2":
            QTest.keyClick(at, Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    count = "SELECT count(*) FROM follow_up WHERE deleted_at IS NULL"
    assert services.db.execute_sql(count).fetchone()[0] == 1
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert services.db.execute_sql(count).fetchone()[0] == 0


def test_a_script_that_ends_with_the_window_open_ends_well(tmp_path: Path) -> None:
    script = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from crm_desktop.app import open_window; window = open_window(sys.argv[1], now='2026-09-23'); print('end')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "data")],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "end"), done.stderr


def test_today_has_the_arrow_keys_in_its_first_row(shop: MainWindow) -> None:
    go(shop, 6)
    go(shop, 1)
    at = QApplication.focusWidget()
    assert at is not None
    assert at.objectName().startswith(("task_", "birthday_"))
    QTest.keyClick(at, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is not at
    assert named(shop, "page_today").isVisible()
