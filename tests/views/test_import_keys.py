"""The import wizard by keyboard: what has the focus is what Enter presses, and Tab leads through what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import CHECK, COLUMNS, FILE, HOW, RESULT, ImportWizard
from tests.views.importing import open_wizard, rest, to_step

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


@pytest.fixture
def checked(qtbot: Any, window: MainWindow, messy_file: Path) -> ImportWizard:
    """At the table of wrong cells: rows 3, 4, 5 (two of them) and 7."""
    wizard = open_wizard(qtbot, window)
    to_step(qtbot, wizard, messy_file, CHECK)
    wizard.check_step.errors.table.setFocus()
    window.ctx.prompter.answer("confirm", True)
    return wizard


def place(wizard: ImportWizard) -> tuple[str, str]:
    """The row's number and the head of the chosen cell."""
    index = wizard.check_step.errors.table.currentIndex()
    head = index.model().headerData(index.column(), Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
    return index.siblingAtColumn(0).data(), head


def editor_of(wizard: ImportWizard) -> QLineEdit:
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert wizard.check_step.errors.table.isAncestorOf(editor)
    return editor


def test_tab_leads_through_what_is_wrong(qtbot: Any, checked: ImportWizard) -> None:
    table = checked.check_step.errors.table
    found = [place(checked)]
    for _ in range(4):
        qtbot.keyClick(table, Key.Key_Tab)
        found.append(place(checked))
    assert found == [("3", "电话"), ("4", "生日"), ("5", "电话"), ("5", "生日"), ("7", "生日")]
    qtbot.keyClick(table, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert place(checked) == ("5", "生日")
    assert table.hasFocus()
    qtbot.keyClick(table, Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert not table.hasFocus()
    checked.reject()


def test_typing_and_tab_correct_one_cell_after_the_other(qtbot: Any, checked: ImportWizard) -> None:
    errors = checked.check_step.errors
    qtbot.keyClick(errors.table, Key.Key_Return)
    editor_of(checked).selectAll()
    qtbot.keyClicks(editor_of(checked), "13905718842")
    qtbot.keyClick(editor_of(checked), Key.Key_Tab)
    assert errors.edits == {(3, 1): "13905718842"}
    assert place(checked) == ("4", "生日")
    assert errors.table.hasFocus()
    qtbot.keyClick(errors.table, Key.Key_Return)
    editor = editor_of(checked)
    editor.selectAll()
    qtbot.keyClicks(editor, "1990")
    rest(qtbot, checked)  # row 3 is right by now, the table waits for the typing
    assert checked.session.plan.failed == 3
    assert editor_of(checked) is editor
    qtbot.keyClicks(editor, "-01-02")
    qtbot.keyClick(editor, Key.Key_Tab)
    assert errors.edits == {(3, 1): "13905718842", (4, 2): "1990-01-02"}
    rest(qtbot, checked)
    qtbot.waitUntil(lambda: errors.model.rowCount() == 2)
    assert place(checked) == ("5", "电话")
    checked.reject()


def test_a_cell_is_kept_when_the_focus_leaves_it(qtbot: Any, checked: ImportWizard) -> None:
    errors = checked.check_step.errors
    qtbot.keyClick(errors.table, Key.Key_Return)
    editor_of(checked).selectAll()
    qtbot.keyClicks(editor_of(checked), "13905718842")
    qtbot.keyClick(editor_of(checked), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert errors.edits == {(3, 1): "13905718842"}
    assert checked.step == CHECK, "it is checked first"
    rest(qtbot, checked)
    qtbot.keyClick(errors.table, Key.Key_Return)
    editor_of(checked).setText("1990-01-01")
    errors.reasons.setFocus()
    assert errors.edits[4, 2] == "1990-01-01"
    rest(qtbot, checked)
    checked.reject()


def test_delete_empties_the_cell(qtbot: Any, checked: ImportWizard) -> None:
    errors = checked.check_step.errors
    qtbot.keyClick(errors.table, Key.Key_Delete)
    assert errors.edits == {(3, 1): ""}
    assert errors.excluded == set()
    rest(qtbot, checked)
    assert checked.check_step.cards["failed"].figure() == 3
    assert checked.check_step.cards["created"].figure() == 3
    checked.reject()
