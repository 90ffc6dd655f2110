"""Stopping work of the import wizard, and undoing an import in its result."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import CHECK, RESULT, ImportWizard
from tests.views.importing import open_wizard, rest, to_step

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def wizard(qtbot: Any, window: MainWindow) -> ImportWizard:
    return open_wizard(qtbot, window)


@pytest.mark.parametrize("hears", [True, False])
def test_what_was_written_before_it_could_be_stopped_is_not_denied(
    qtbot: Any, wizard: ImportWizard, hears: bool
) -> None:
    begun, over, answers = threading.Event(), threading.Event(), list[int]()

    def work(job: JobContext) -> int:
        begun.set()
        over.wait(10)
        if hears:
            job.check()
        return 5

    wizard.working.run("Importing", work, answers.append, "database", stopped="Stopped.")
    qtbot.waitUntil(begun.is_set)
    qtbot.mouseClick(wizard.working.stop_button, LEFT)
    assert wizard.working.isVisible(), "it is not over yet"
    assert not wizard.working.stop_button.isEnabled()
    over.set()
    rest(qtbot, wizard)
    assert answers == ([] if hears else [5])
    assert wizard.error_label.text() == ("Stopped." if hears else "")
    assert not wizard.working.isVisible()
    wizard.reject()


@pytest.fixture
def imported(qtbot: Any, wizard: ImportWizard, tmp_path: Path) -> ImportWizard:
    path = tmp_path / "many.csv"
    lines = "".join(f"客{n},139{n:08d}\n" for n in range(2_000)) + "错,139O5718842\n"
    path.write_text("姓名,电话\n" + lines, encoding="utf-8")
    to_step(qtbot, wizard, path, RESULT)
    assert wizard.result_step.cards["created"].figure() == 2_000
    return wizard


def people(window: MainWindow) -> int:
    row = window.ctx.services.db.execute_sql("SELECT count(*) FROM customer WHERE deleted_at IS NULL").fetchone()
    return int(row[0])


def test_a_large_undo_shows_that_it_works_and_what_is_left(
    qtbot: Any, window: MainWindow, imported: ImportWizard
) -> None:
    step = imported.result_step
    qtbot.mouseClick(step.undo_button, LEFT)
    assert imported.working.isVisible()
    assert imported.working.bar.isVisible()
    assert not step.save_button.isEnabled()
    assert not imported.verb_button.isEnabled()
    rest(qtbot, imported)
    assert people(window) == 0
    assert step.sentence.text() == "The import was undone"
    assert [step.cards[name].figure() for name in ("created", "updated", "failed")] == [0, 0, 1]
    assert step.list.model().rowCount() == 1, "what was not imported is still there to be saved"
    assert step.save_button.isEnabled()
    assert not step.undo_button.isVisible()
    assert imported.verb_button.hasFocus()
    imported.reject()


def test_a_large_undo_asks_about_records_changed_since(qtbot: Any, window: MainWindow, imported: ImportWizard) -> None:
    services = window.ctx.services
    with services.write(N_("undo", "Edit")) as work:
        services.customers.update(work, 1, {"notes": "changed since"})
    window.ctx.prompter.answer("choose", None)
    imported.after.undo()
    rest(qtbot, imported)
    assert people(window) == 2_000
    assert imported.result_step.cards["created"].figure() == 2_000
    window.ctx.prompter.answer("choose", 0)
    imported.after.undo()
    rest(qtbot, imported)
    qtbot.waitUntil(lambda: not imported.result_step.undo_button.isVisible(), timeout=30_000)
    assert people(window) == 1
    assert imported.result_step.details.text() == "1 record was changed since and stayed as it is."
    imported.reject()


def test_a_second_enter_does_not_stop_what_the_first_began(
    qtbot: Any, window: MainWindow, imported: ImportWizard
) -> None:
    undo = imported.result_step.undo_button
    undo.setFocus()
    qtbot.keyClick(undo, Qt.Key.Key_Return)
    assert imported.working.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert imported.working.stop_button.isEnabled()
    rest(qtbot, imported)
    assert people(window) == 0
    imported.reject()


def test_a_stopped_import_gives_the_focus_back(qtbot: Any, wizard: ImportWizard, messy_file: Path) -> None:
    to_step(qtbot, wizard, messy_file, CHECK)
    wizard.verb_button.setFocus()
    qtbot.keyClick(wizard.verb_button, Qt.Key.Key_Return)
    assert wizard.busy()
    assert QApplication.focusWidget() not in (wizard.working.stop_button, wizard.cancel_button)
    wizard.working.stop()
    rest(qtbot, wizard)
    assert QApplication.focusWidget() is wizard.verb_button
    wizard.reject()
