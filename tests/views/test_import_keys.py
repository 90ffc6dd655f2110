"""The import wizard by keyboard: what has the focus is what Enter presses, and Tab leads through what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import COLUMNS, FILE, HOW, RESULT
from tests.views.importing import open_wizard, to_step

Key = Qt.Key


def test_enter_presses_the_button_that_has_the_focus(qtbot: Any, window: MainWindow, tmp_path: Path) -> None:
    wizard = open_wizard(qtbot, window)
    window.ctx.prompter.answer("save_file", tmp_path / "t.xlsx")
    window.ctx.prompter.answer("open_file", None)  # what another button would ask
    template = wizard.findChild(QPushButton, "import_template")
    template.setFocus()
    qtbot.keyClick(template, Key.Key_Return)
    assert (tmp_path / "t.xlsx").exists()
    assert wizard.step == FILE
    wizard.cancel_button.setFocus()
    qtbot.keyClick(wizard.cancel_button, Key.Key_Enter)
    assert not wizard.isVisible()


def test_enter_from_elsewhere_goes_on(qtbot: Any, window: MainWindow, messy_file: Path) -> None:
    wizard = open_wizard(qtbot, window)
    to_step(qtbot, wizard, messy_file, HOW)
    wizard.how_step.tag.setFocus()
    qtbot.keyClick(wizard.how_step.tag, Key.Key_Return)
    assert wizard.step == COLUMNS
    wizard.reject()


def test_enter_in_the_result_after_an_undo(qtbot: Any, window: MainWindow, messy_file: Path, tmp_path: Path) -> None:
    wizard = open_wizard(qtbot, window)
    to_step(qtbot, wizard, messy_file, RESULT)
    undo, save = wizard.result_step.undo_button, wizard.result_step.save_button
    undo.setFocus()
    qtbot.keyClick(undo, Key.Key_Return)
    qtbot.waitUntil(lambda: not undo.isVisible() and not wizard.busy(), timeout=30_000)
    assert wizard.isVisible()
    window.ctx.prompter.answer("save_file", tmp_path / "failed.xlsx")
    save.setFocus()
    qtbot.keyClick(save, Key.Key_Return)
    assert (tmp_path / "failed.xlsx").exists()
    assert wizard.isVisible()
    wizard.reject()
