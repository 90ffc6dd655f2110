"""People of one name in the check: told, new all the same, and up to a person, one by one or all at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.importing import meetings
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.check_step import CheckStep
from crm_desktop.views.pages.importing.wizard import CHECK, RESULT, ImportWizard
from tests.services.importing.files import csv_file
from tests.views.importing import open_wizard, rest, to_step


@pytest.fixture
def checked(qtbot: Any, window: MainWindow, tmp_path: Path) -> ImportWizard:
    services = window.ctx.services
    with services.write(N_("undo", "Test")) as work:
        services.customers.create(work, {"name": "Ann", "phone": ["+8613812345678"]})
        for _ in range(2):
            services.customers.create(work, {"name": "Sam"})
    wizard = open_wizard(qtbot, window)
    window.ctx.prompter.answer("confirm", True)
    path = csv_file(tmp_path / "a.csv", "Name,Notes\nAnn,x\nSam,y\nZoe,\nZoe,\nZoe,\nCy,\n")
    to_step(qtbot, wizard, path, CHECK)
    return wizard


def figures(step: CheckStep) -> list[int]:
    return [step.cards[name].figure() for name in ("created", "updated", "unchanged", "repeated", "doubtful", "failed")]


def names(window: MainWindow) -> list[str]:
    rows = window.ctx.services.db.execute_sql("SELECT name FROM customer WHERE deleted_at IS NULL ORDER BY id")
    return [row[0] for row in rows]


def test_they_are_listed_and_new(qtbot: Any, window: MainWindow, checked: ImportWizard) -> None:
    step = checked.check_step
    assert figures(step) == [6, 0, 0, 0, 0, 0]
    assert step.same_names.text() == "Same name: 4"
    assert step.views.currentWidget() is step.duplicates, "it is what there is to look at"
    rows = [step.duplicates.rows.row_at(at) for at in range(4)]
    assert [(row.title, row.line, row.right) for row in rows] == [
        ("Ann", "Row 2 · There already", "created"),
        ("Sam", "Row 3 · 2 are called so", "created"),
        ("Zoe", "Row 5 · as row 4", "created"),
        ("Zoe", "Row 6 · as row 4", "created"),
    ]
    checked.accept()
    qtbot.waitUntil(lambda: checked.step == RESULT and not checked.busy(), timeout=30_000)
    assert names(window) == ["Ann", "Sam", "Sam", "Ann", "Sam", "Zoe", "Zoe", "Zoe", "Cy"]


def test_one_by_one(qtbot: Any, window: MainWindow, checked: ImportWizard) -> None:
    step = checked.check_step
    fate = step.duplicates.fate
    step.duplicates.rows.choose(3)
    assert [key for key, _ in fate_choices(step)] == ["skip", "create"], "nobody knows which Sam is meant"
    step.duplicates.rows.choose(2)
    assert [key for key, _ in fate_choices(step)] == ["skip", "update", "create"]
    fate.set_current("update")
    fate.chosen.emit("update")
    rest(qtbot, checked)
    assert figures(step) == [5, 1, 0, 0, 0, 0]
    assert step.has_answers()
    checked.accept()
    qtbot.waitUntil(lambda: checked.step == RESULT and not checked.busy(), timeout=30_000)
    assert names(window) == ["Ann", "Sam", "Sam", "Sam", "Zoe", "Zoe", "Zoe", "Cy"]


def fate_choices(step: CheckStep) -> list[tuple[str, str]]:
    return list(zip(step.duplicates.fate._keys, step.duplicates.fate._texts, strict=True))


def test_all_at_once_also_those_that_are_not_listed(
    qtbot: Any, window: MainWindow, checked: ImportWizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = checked.check_step
    monkeypatch.setattr(meetings, "SHOWN", 2)
    step.duplicates.rows.choose(2)
    step.duplicates.fate.set_current("update")
    step.duplicates.for_all.click()
    rest(qtbot, checked)
    assert step.duplicates.for_all.text() == "The same for all 4"
    assert figures(step) == [3, 1, 0, 2, 0, 0]
    assert "The first 2 of 4 are listed." in step.duplicates._line.text()
    checked.accept()
    qtbot.waitUntil(lambda: checked.step == RESULT and not checked.busy(), timeout=30_000)
    assert names(window) == ["Ann", "Sam", "Sam", "Sam", "Zoe", "Cy"]


def test_another_file_knows_nothing_of_the_answer(qtbot: Any, checked: ImportWizard, tmp_path: Path) -> None:
    step = checked.check_step
    step.duplicates.fate.set_current("skip")
    step.duplicates.for_all.click()
    rest(qtbot, checked)
    assert figures(step) == [2, 0, 0, 4, 0, 0]
    to_step(qtbot, checked, csv_file(tmp_path / "b.csv", "Name,Notes\nAnn,x\n"), CHECK)
    assert figures(step) == [1, 0, 0, 0, 0, 0]


def test_whom_nothing_sets_apart_comes_first(qtbot: Any, window: MainWindow, tmp_path: Path) -> None:
    """In a long list many people have one name, each with a phone: that alone is nothing to look at."""
    wizard = open_wizard(qtbot, window)
    window.ctx.prompter.answer("confirm", True)
    text = "Name,Phone\nAnn,13900000001\nAnn,13900000002\n"
    to_step(qtbot, wizard, csv_file(tmp_path / "a.csv", text), CHECK)
    assert wizard.check_step.same_names.text() == "Same name: 1"
    assert wizard.check_step.views.currentWidget() is not wizard.check_step.duplicates
    to_step(qtbot, wizard, csv_file(tmp_path / "b.csv", text + "Ann,\n"), CHECK)
    assert wizard.check_step.views.currentWidget() is wizard.check_step.duplicates
    rows = wizard.check_step.duplicates.rows
    assert [rows.row_at(at).key for at in range(2)] == [4, 3]
