"""Thinking better of it in the import wizard: a search given up, a correction put back, an import undone elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.runs import ImportRunsDialog
from crm_desktop.views.pages.importing.target_combo import TargetCombo
from crm_desktop.views.pages.importing.wizard import CHECK, COLUMNS, RESULT, ImportWizard
from tests.services.importing.files import csv_file
from tests.views.importing import open_wizard, rest, to_step

WRONG = (
    "name,phone,birthday,notes\nAnn,139O5718842,1990-05-06,\nBob,13812345679,1990-13-01,\nCid,139O5718842,,\n"
    "Dan,139O5718842,,\n"
)


@pytest.fixture
def wizard(qtbot: Any, window: MainWindow) -> ImportWizard:
    dialog = open_wizard(qtbot, window, entity="customers")
    window.ctx.prompter.answer("confirm", True)
    return dialog


def search(qtbot: Any, wizard: ImportWizard, column: int, text: str) -> TargetCombo:
    wizard.columns_step.set_target(0, wizard.columns_step.columns()[0])  # all columns are there by now
    combo = wizard.findChild(TargetCombo, f"import_column_{column}")
    qtbot.waitUntil(combo.isVisible)
    combo.setFocus()
    assert combo.lineEdit().selectedText() == combo.currentText(), "typing takes its place"
    qtbot.keyClicks(combo, text)
    return combo


def test_esc_gives_up_a_search_and_not_the_import(qtbot: Any, wizard: ImportWizard, tmp_path: Path) -> None:
    to_step(qtbot, wizard, csv_file(tmp_path / "a.csv", WRONG), COLUMNS)
    combo = search(qtbot, wizard, 3, "no such field")
    qtbot.keyClick(combo, Qt.Key.Key_Escape)
    assert (wizard.isVisible(), wizard.step) == (True, COLUMNS)
    assert (combo.currentText(), combo.currentData()) == ("Notes", "notes")
    qtbot.keyClick(combo, Qt.Key.Key_Escape)
    assert not wizard.isVisible(), "with nothing to give up it closes, as it does elsewhere"


@pytest.mark.parametrize("typed", ["diqu", "dq", "region"])
def test_a_field_is_found_by_its_pinyin(qtbot: Any, window: MainWindow, tmp_path: Path, typed: str) -> None:
    window.ctx.command("lang_zh_CN")
    wizard = open_wizard(qtbot, window, entity="customers")
    to_step(qtbot, wizard, csv_file(tmp_path / "a.csv", WRONG), COLUMNS)
    combo = search(qtbot, wizard, 3, typed)
    popup = combo.completer().popup()
    assert popup.isVisible()
    assert "region" in [
        combo.itemData(combo.findText(popup.model().index(at, 0).data())) for at in range(popup.model().rowCount())
    ]
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert (combo.currentData(), combo.currentText()) == ("region", "地区")
    window.ctx.prompter.answer("confirm", True)
    wizard.reject()


def test_a_correction_can_be_put_back(qtbot: Any, wizard: ImportWizard, tmp_path: Path) -> None:
    to_step(qtbot, wizard, csv_file(tmp_path / "a.csv", WRONG), CHECK)
    errors = wizard.check_step.errors
    at = errors.model.index(0, errors.model.section_of(1))
    errors.table.setCurrentIndex(at)
    assert not errors.put_back.isVisible()
    errors.model.setData(at, "nobody knows")
    assert errors.put_back.isVisible()
    assert errors.put_back.text() == "Back to “139O5718842”"
    rest(qtbot, wizard)
    assert errors.edits == {(2, 1): "nobody knows"}
    assert errors.put_back.isVisible(), "after the check too, as the row is still wrong"
    errors.model.setData(errors.table.currentIndex(), "nobody else")
    rest(qtbot, wizard)
    qtbot.mouseClick(errors.put_back, Qt.MouseButton.LeftButton)
    rest(qtbot, wizard)
    assert errors.edits == {}
    assert errors.model.text(errors.model.row(0), 1) == "139O5718842"
    assert not errors.put_back.isVisible()
    wizard.reject()


def test_a_button_that_goes_leaves_the_keys_to_the_table(qtbot: Any, wizard: ImportWizard, tmp_path: Path) -> None:
    to_step(qtbot, wizard, csv_file(tmp_path / "a.csv", WRONG), CHECK)
    errors = wizard.check_step.errors
    qtbot.waitUntil(errors.table.isVisible)
    errors.table.setCurrentIndex(errors.model.index(0, errors.model.section_of(1)))
    errors.model.setData(errors.table.currentIndex(), "13812345670")
    rest(qtbot, wizard)
    errors.same.setFocus()
    qtbot.keyClick(errors.same, Qt.Key.Key_Space)
    rest(qtbot, wizard)
    assert not errors.same.isVisible()
    assert errors.table.hasFocus()
    assert not errors.excluded
    wizard.reject()


def test_the_columns_stay_where_they_are_when_one_is_right_by_now(
    qtbot: Any, wizard: ImportWizard, tmp_path: Path
) -> None:
    head = "name,phone,email,company,address,wechat,birthday,source,region,industry,notes\n"
    row = "Ann,139O5718842,,,,,{},,,,\n"
    path = csv_file(tmp_path / "a.csv", head + row.format("1990-13-01") + row.format("") + row.format(""))
    to_step(qtbot, wizard, path, CHECK)
    errors = wizard.check_step.errors
    qtbot.waitUntil(lambda: errors.model.columnCount() > 6)
    place = errors.model.section_of(6)
    assert place
    errors.model.setData(errors.model.index(0, place), "1990-12-01")
    rest(qtbot, wizard)
    assert errors.model.section_of(6) == place
    wizard.reject()


def test_an_import_undone_among_the_others_is_shown_so(qtbot: Any, wizard: ImportWizard, tmp_path: Path) -> None:
    to_step(qtbot, wizard, csv_file(tmp_path / "a.csv", "name,phone\nAnn,13812345678\nBob,13812345679\n"), RESULT)

    def turn() -> None:
        wizard.after.show_runs()
        runs = wizard.findChildren(ImportRunsDialog)[-1]
        text = runs.findChild(QLabel, "import_run_what").text()
        expected = "comes back" if wizard.result_step.undone else "goes away"
        assert expected in text
        runs.accept()
        rest(qtbot, wizard)
        runs.reject()

    turn()
    assert wizard.result_step.sentence.text() == "The import was undone"
    assert not wizard.result_step.undo_button.isVisible()
    turn()
    assert wizard.result_step.sentence.text() == "2 rows imported"
    assert wizard.result_step.cards["created"].figure() == 2
    assert wizard.result_step.undo_button.isVisible()
    wizard.accept()
