"""Damage that shows itself while the window is open: said in words, mended once it is closed, then opened again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop import app as starting
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.models.db import DatabaseError
from crm_desktop.services.context import Services
from crm_desktop.views.dialogs.damage import DamageDialog
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.widgets.modal import ModalDialog

NAMES = ["罗文清", "潘越", "Ann"]


@pytest.fixture
def break_shop(open_shop: Callable[..., Services], data_dir: Path) -> Callable[[str], None]:
    """``break_shop(table)`` makes a shop of three in which the first page of a table can't be read."""

    def make(table: str) -> None:
        services = open_shop(data_dir)
        with services.write(N_("undo", "Add")) as work:
            for name in NAMES:
                services.customers.create(work, {"name": name})
        sql = "SELECT rootpage, (SELECT page_size FROM pragma_page_size()) FROM sqlite_master WHERE name = ?"
        root, size = services.db.execute_sql(sql, (table,)).fetchone()
        services.close()
        with DataFolder(data_dir).database_path().open("r+b") as file:
            file.seek((root - 1) * size)
            file.write(b"\xde\xad" * (size // 2))

    return make


def names(services: Services) -> list[str]:
    rows = services.db.execute_sql("SELECT name FROM customer WHERE deleted_at IS NULL ORDER BY id").fetchall()
    return [row[0] for row in rows]


def test_it_is_mended_and_opened_again(qtbot: QtBot, break_shop: Callable[[str], None], data_dir: Path) -> None:
    break_shop("search_customer_data")
    said: list[str] = []
    met: list[Any] = []
    free: list[bool] = []

    def act() -> None:
        """What a person does, looked for again and again."""
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ModalDialog):
            said.append(dialog.title_label.text())
            if isinstance(dialog, DamageDialog) and dialog.list.isEnabled():
                free.append(not windows and not DataFolder(data_dir).is_locked())
                dialog.list.choose(("salvage", ""))
            if dialog.verb_button.isEnabled():
                dialog.verb_button.click()
            return
        if windows and any(title.startswith("What was saved") for title in said):
            met.append(names(windows[0].ctx.services))
            windows[0].close()
        elif windows:
            windows[0].ctx.navigator.go("customers")

    timer = QTimer()
    timer.timeout.connect(act)
    timer.start(150)
    try:
        assert starting.main(data_dir, lang="en") == 0
    finally:
        timer.stop()
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow):
                window.deleteLater()
        QApplication.setQuitOnLastWindowClosed(True)
    assert met == [NAMES]
    assert free == [True]
    assert said[0] == "The shop's data is damaged"
    assert not DataFolder(data_dir).is_locked()


def test_whoever_waits_goes_on_working(qtbot: QtBot, break_shop: Callable[[str], None], make_window: Any) -> None:
    break_shop("search_customer_data")
    window = make_window()
    window.ctx.prompter.answer("confirm", False)
    qtbot.waitUntil(lambda: ("confirm", "The shop's data is damaged") in window.ctx.prompter.asked, timeout=20_000)
    qtbot.wait(100)
    assert names(window.ctx.services) == NAMES
    assert window.isVisible()
    assert window.session.damage is None
    with pytest.raises(DatabaseError) as caught:
        window.ctx.services.search.find("Ann")
    window.ctx.prompter.answer("confirm", True)
    window.session.hook.handle(caught.value)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.session.damage.code == "damaged"


def test_one_question_however_many_readings_fail(
    qtbot: QtBot, break_shop: Callable[[str], None], make_window: Any
) -> None:
    break_shop("search_customer_data")
    window = make_window()
    window.ctx.prompter.answer("confirm", False)
    qtbot.waitUntil(lambda: bool(window.ctx.prompter.asked), timeout=20_000)
    asked: list[str] = []

    def read_on() -> None:
        """While the question is open."""
        dialog = QApplication.activeModalWidget()
        asked.append(dialog.title_label.text())  # type: ignore[union-attr]
        window.session._tell(UserError("damaged", N_("test", "Damaged.")))
        QTimer.singleShot(100, dialog.reject)  # type: ignore[union-attr]

    QTimer.singleShot(200, read_on)
    window.session._tell(UserError("damaged", N_("test", "Damaged.")))
    assert asked == ["The shop's data is damaged"]
    assert [method for method, _ in window.ctx.prompter.asked] == ["confirm", "confirm"]


def test_data_that_can_be_read_stay_open(qtbot: QtBot, make_window: Any) -> None:
    window = make_window()
    window.ctx.prompter.answer("inform", None)
    window.session.hook.handle(DatabaseError("database is locked"))
    qtbot.waitUntil(lambda: window.ctx.prompter.asked == [("inform", "That did not work")])
    assert window.isVisible()
