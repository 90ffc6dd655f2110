"""Leaving the import wizard: what a person corrected is not thrown away unasked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import CHECK, COLUMNS, ImportWizard
from crm_desktop.views.widgets import ModalDialog
from tests.views.importing import open_wizard, rest, to_step

Key = Qt.Key
TITLE = "Leave this import?"


@pytest.fixture
def wizard(qtbot: Any, window: MainWindow, messy_file: Path) -> ImportWizard:
    dialog = open_wizard(qtbot, window)
    to_step(qtbot, dialog, messy_file, CHECK)
    return dialog


def asked(window: MainWindow) -> list[str]:
    return [title for method, title in window.ctx.prompter.asked if method == "confirm"]


def test_without_answers_it_closes_at_once(qtbot: Any, window: MainWindow, wizard: ImportWizard) -> None:
    qtbot.keyClick(wizard, Key.Key_Escape)
    assert not wizard.isVisible()
    assert asked(window) == []


@pytest.mark.parametrize("answer", ["edit", "leave out"])
def test_corrections_are_asked_about(qtbot: Any, window: MainWindow, wizard: ImportWizard, answer: str) -> None:
    errors = wizard.check_step.errors
    if answer == "edit":
        errors.model.setData(errors.model.index(0, 2), "13912345678")
    else:
        qtbot.mouseClick(errors.leave_out, Qt.MouseButton.LeftButton)
    rest(qtbot, wizard)
    window.ctx.prompter.answer("confirm", False)
    qtbot.keyClick(wizard, Key.Key_Escape)
    assert asked(window) == [TITLE]
    assert wizard.isVisible()
    assert wizard.check_step.has_answers()
    window.ctx.prompter.answer("confirm", False)
    qtbot.mouseClick(wizard.cancel_button, Qt.MouseButton.LeftButton)
    assert wizard.isVisible()
    window.ctx.prompter.answer("confirm", True)
    wizard.reject()
    assert not wizard.isVisible()
    assert asked(window) == [TITLE] * 3


def test_enter_and_esc_go_on_correcting(qtbot: Any, wizard: ImportWizard) -> None:
    wizard.check_step.errors.excluded.add(3)
    shown: list[str] = []

    def press(key: Qt.Key) -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, ModalDialog)
        shown.append(f"{question.title_label.text()} {question.verb_button.text()} / {question.cancel_button.text()}")
        assert question.focusWidget() is question.cancel_button
        qtbot.keyClick(question.focusWidget(), key)

    for key in (Key.Key_Return, Key.Key_Escape):
        QTimer.singleShot(100, wizard, lambda key=key: press(key))
        wizard.reject()
        assert wizard.isVisible()
    assert shown == [f"{TITLE} Leave / Go on correcting"] * 2
    wizard.done(0)


def test_columns_matched_by_hand_are_asked_about(qtbot: Any, window: MainWindow, messy_file: Path) -> None:
    wizard = open_wizard(qtbot, window)
    to_step(qtbot, wizard, messy_file, COLUMNS)
    wizard.columns_step.set_target(2, "notes")
    window.ctx.prompter.answer("confirm", True)
    qtbot.keyClick(wizard, Key.Key_Escape)
    assert asked(window) == [TITLE]
    assert not wizard.isVisible()


def test_the_program_ends_without_a_question(window: MainWindow, wizard: ImportWizard) -> None:
    wizard.check_step.errors.excluded.add(3)
    window.close()
    assert asked(window) == []
    assert not wizard.isVisible()


def test_the_key_that_closes_the_program_asks_about_corrections(
    qtbot: Any, window: MainWindow, wizard: ImportWizard
) -> None:
    wizard.check_step.errors.excluded.add(3)
    for answer in (False, True):
        window.ctx.prompter.answer("confirm", answer)
        qtbot.keyClick(wizard, Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        assert window.isVisible() is not answer
    assert asked(window) == [TITLE] * 2
