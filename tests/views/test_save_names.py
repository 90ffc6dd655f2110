"""The name that is typed for a file to be written, through Qt's own chooser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from crm_desktop.services.listing import ListQuery
from crm_desktop.views.list_export import export_query
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.widgets import ModalDialog


@pytest.fixture
def shop(window: MainWindow, add_customer: Callable[..., int]) -> MainWindow:
    add_customer(window.ctx.services, name="Ann")
    return window


def save_as(qtbot: Any, shop: MainWindow, *answers: str | bool) -> list[str]:
    """Export the customers; names go to the chooser, a truth to the question. Returns what was asked and typed over."""
    waiting, seen = list(answers), []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog) and (not waiting or isinstance(waiting[0], str)):
            field = dialog.findChild(QLineEdit, "fileNameEdit")
            seen.append(Path(field.text()).name)
            if not waiting:
                dialog.reject()
                return
            field.setText(str(waiting.pop(0)))
            dialog.accept()
        elif isinstance(dialog, ModalDialog):
            seen.append(dialog.title_label.text())
            (dialog.verb_button if waiting.pop(0) else dialog.cancel_button).click()

    timer = QTimer(shop)
    timer.timeout.connect(act)
    timer.start(20)
    export_query(shop.ctx, ListQuery("customers"))
    timer.stop()
    qtbot.waitUntil(shop.ctx.jobs.idle)
    return seen


def test_a_name_that_gets_its_ending_does_not_replace_a_file_unasked(
    qtbot: Any, shop: MainWindow, tmp_path: Path
) -> None:
    there, typed = tmp_path / "list.xlsx", str(tmp_path / "list")
    there.write_text("last year's")
    asked = save_as(qtbot, shop, typed, False)
    assert asked[1:] == ["Replace “list.xlsx”?", "list.xlsx"], "and the chooser comes again with that name"
    assert there.read_text() == "last year's"
    save_as(qtbot, shop, typed, True)
    assert openpyxl.load_workbook(there).worksheets[0]["B2"].value == "Ann"


def test_a_name_with_dots_gets_its_ending_too(qtbot: Any, shop: MainWindow, tmp_path: Path) -> None:
    save_as(qtbot, shop, str(tmp_path / "customers 2026.11"))
    assert [path.name for path in tmp_path.glob("customers*")] == ["customers 2026.11.xlsx"]


def test_the_ending_of_another_kind_that_can_be_written_stays(qtbot: Any, shop: MainWindow, tmp_path: Path) -> None:
    save_as(qtbot, shop, str(tmp_path / "customers.CSV"))
    assert (tmp_path / "customers.CSV").read_bytes().startswith(b"\xef\xbb\xbf")
