"""Stopping work of the import wizard, and undoing an import in its result."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.views import actions
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.runs import ImportRunsDialog
from crm_desktop.views.pages.importing.wizard import CHECK, COLUMNS, RESULT, ImportWizard
from crm_desktop.views.pages.importing.working import Writing
from crm_desktop.views.widgets import ModalDialog
from tests.views.importing import open_wizard, rest, to_step

LEFT = Qt.MouseButton.LeftButton
STOPPED = Writing("Stop?", "Nothing is lost.", "Go on", "Stopped.", "Something runs.")


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

    wizard.working.run("Importing", work, answers.append, "database", writing=STOPPED)
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


def test_whether_to_stop_is_asked_only_while_something_runs(qtbot: Any, wizard: ImportWizard) -> None:
    """A question that stayed promised to undo what is in by then."""
    over, answers, asked = threading.Event(), list[int](), list[str]()

    def work(job: JobContext) -> int:
        over.wait(10)
        return 5

    def look() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, ModalDialog)
        asked.append(question.title_label.text())
        QTimer.singleShot(5_000, question, question.accept)
        question.accepted.connect(lambda: asked.append("stayed"))
        over.set()

    wizard.working.run("Importing", work, answers.append, "database", writing=STOPPED)
    QTimer.singleShot(100, wizard, look)
    wizard.reject()
    assert (asked, answers) == (["Stop?"], [5])
    assert wizard.isVisible()
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


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.csv"
    lines = "".join(f"客{n},139{n:08d}\n" for n in range(20_000))
    path.write_text("姓名,电话\n" + lines, encoding="utf-8")
    return path


def begun(qtbot: Any, wizard: ImportWizard, path: Path) -> None:
    """The import of ``path`` runs."""
    to_step(qtbot, wizard, path, CHECK)
    wizard.accept()
    assert wizard.working.busy()


def asked(window: MainWindow) -> list[str]:
    return [title for method, title in window.ctx.prompter.asked if method == "confirm"]


def test_leaving_while_an_import_runs_asks(qtbot: Any, window: MainWindow, wizard: ImportWizard, many: Path) -> None:
    begun(qtbot, wizard, many)
    window.ctx.prompter.answer("confirm", False)
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert asked(window) == ["Stop the import?"]
    assert wizard.working.busy()
    window.ctx.prompter.answer("confirm", True)
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    rest(qtbot, wizard)
    assert wizard.error_label.text() == "Stopped. Nothing was stored."
    assert wizard.step == CHECK
    assert people(window) == 0
    assert wizard.focusWidget() is wizard.verb_button
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()


def test_what_only_reads_is_stopped_at_once(qtbot: Any, window: MainWindow, wizard: ImportWizard, many: Path) -> None:
    to_step(qtbot, wizard, many, COLUMNS)
    wizard.accept()
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.working.busy()
    assert asked(window) == []
    assert wizard.step == COLUMNS
    wizard.reject()


def test_closing_the_program_asks_while_an_import_runs(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, many: Path
) -> None:
    begun(qtbot, wizard, many)
    window.ctx.prompter.answer("confirm", False)
    qtbot.keyClick(wizard, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert asked(window) == ["Stop it and close the program?"]
    assert window.isVisible()
    rest(qtbot, wizard)
    assert wizard.step == RESULT
    assert people(window) == 20_000
    wizard.reject()


def test_an_import_that_is_stopped_by_closing_the_program_stores_nothing(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, many: Path, open_shop: Any
) -> None:
    begun(qtbot, wizard, many)
    folder = window.ctx.services.data_dir
    window.ctx.prompter.answer("confirm", True)
    assert window.close()
    assert asked(window) == ["Stop it and close the program?"]
    rows = open_shop(folder).db.execute_sql("SELECT count(*) FROM customer").fetchone()
    assert rows[0] == 0


def test_an_import_that_ends_while_it_is_asked_about_is_shown(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, many: Path
) -> None:
    begun(qtbot, wizard, many)

    def answer() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, ModalDialog)
        told.append(" ".join(label.text() for label in question.findChildren(QLabel)))
        rest(qtbot, wizard)
        question.accept()

    told: list[str] = []
    QTimer.singleShot(100, wizard, answer)
    assert not window.close()
    assert "An import is running. Nothing of it is stored if it is stopped now." in told[0]
    assert wizard.step == RESULT
    assert people(window) == 20_000
    wizard.reject()


@pytest.fixture
def runs(qtbot: Any, window: MainWindow, imported: ImportWizard) -> ImportRunsDialog:
    imported.reject()
    dialog = actions.open_dialog(window.ctx, "crm_desktop.views.pages.importing.runs:ImportRunsDialog")
    assert isinstance(dialog, ImportRunsDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def what(dialog: ImportRunsDialog) -> str:
    return dialog.findChild(QLabel, "import_run_what").text()


def test_a_large_import_is_undone_from_the_list_in_the_background(
    qtbot: Any, window: MainWindow, runs: ImportRunsDialog
) -> None:
    assert what(runs) == "Looking at 2,000 records …"
    assert not runs.verb_button.isEnabled()
    qtbot.waitUntil(runs.verb_button.isEnabled, timeout=30_000)
    assert what(runs) == "What it brought goes away, what it changed becomes what it was."
    qtbot.keyClick(runs.verb_button, Qt.Key.Key_Return)
    assert runs.working.busy()
    assert runs.working.bar.isVisible()
    assert not runs.verb_button.isEnabled()
    assert people(window) == 2_000, "it is not waited for"
    qtbot.waitUntil(lambda: not runs.working.busy(), timeout=30_000)
    assert people(window) == 0
    assert runs.list.row_at(0).right == "undone"
    assert runs.list.hasFocus()
    assert window.ctx.toasts.text() == "Undone: many.csv"
    qtbot.waitUntil(runs.verb_button.isEnabled, timeout=30_000)
    assert runs.verb_button.text() == "Bring it back"
    runs.accept()
    window.ctx.prompter.answer("confirm", True)
    qtbot.keyClick(runs, Qt.Key.Key_Escape)
    assert asked(window) == ["Stop bringing it back?"]
    qtbot.waitUntil(lambda: not runs.working.busy(), timeout=30_000)
    assert runs.error_label.text() == "Stopped. Nothing was brought back."
    assert people(window) == 0
    runs.reject()


def test_records_changed_since_are_taken_back_too_where_that_is_said(
    qtbot: Any, window: MainWindow, imported: ImportWizard
) -> None:
    with window.ctx.services.write(N_("undo", "Edit")) as work:
        window.ctx.services.customers.update(work, 1, {"notes": "changed since"})
    window.ctx.prompter.answer("choose", 1)
    imported.after.undo()
    rest(qtbot, imported)
    qtbot.waitUntil(lambda: not imported.result_step.undo_button.isVisible(), timeout=30_000)
    assert people(window) == 0
    imported.reject()


def test_the_list_asks_about_records_changed_since(qtbot: Any, window: MainWindow, runs: ImportRunsDialog) -> None:
    services = window.ctx.services
    with services.write(N_("undo", "Edit")) as work:
        services.customers.update(work, 1, {"notes": "changed since"})
    runs._judge()
    qtbot.waitUntil(runs.verb_button.isEnabled, timeout=30_000)
    assert what(runs) == "1 record was changed since: 客0"
    for answer, left in ((None, 2_000), (0, 1)):
        window.ctx.prompter.answer("choose", answer)
        runs.accept()
        qtbot.waitUntil(lambda left=left: not runs.working.busy() and people(window) == left, timeout=30_000)
    runs.reject()
