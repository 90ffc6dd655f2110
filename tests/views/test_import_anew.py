"""Going back in the import wizard and reading something else: what was corrected by hand is not dropped unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import CHECK, FILE, HOW, ImportWizard
from tests.views.importing import choose, open_wizard, rest, to_step

LEFT = Qt.MouseButton.LeftButton
ROWS = (("姓名", "电话"), ("甲", "13812345601"), ("乙", "139O5718842"), ("丙", "1391O718843"))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    for name in ("客户", "老客户"):
        sheet = made.create_sheet(name)
        for row in ROWS:
            sheet.append(row)
    del made["Sheet"]
    path = tmp_path / "book.xlsx"
    made.save(path)
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.csv"
    path.write_text("姓名,电话\n丁,13812345604\n", encoding="utf-8")
    return path


def back(qtbot: Any, wizard: ImportWizard, step: int) -> None:
    while wizard.step > step:
        qtbot.mouseClick(wizard.back_button, LEFT)


@pytest.fixture
def corrected(qtbot: Any, window: MainWindow, book: Path) -> ImportWizard:
    """A cell corrected, a row left out, and back at the file."""
    wizard = open_wizard(qtbot, window)
    to_step(qtbot, wizard, book, CHECK)
    errors = wizard.check_step.errors
    errors.model.setData(errors.model.index(0, 2), "13912345678")
    rest(qtbot, wizard)
    qtbot.mouseClick(errors.leave_out, LEFT)
    rest(qtbot, wizard)
    back(qtbot, wizard, FILE)
    return wizard


def kept(wizard: ImportWizard) -> bool:
    errors = wizard.check_step.errors
    return errors.edits == {(3, 1): "13912345678"} and errors.excluded == {4}


def asked(window: MainWindow) -> list[str]:
    return [title for method, title in window.ctx.prompter.asked if method == "confirm"]


def take_another(qtbot: Any, window: MainWindow, wizard: ImportWizard, other: Path) -> None:
    window.ctx.prompter.answer("open_file", other)
    wizard.file_step.choose.emit()


def paste(qtbot: Any, window: MainWindow, wizard: ImportWizard, _other: Path) -> None:
    data = QMimeData()
    data.setText("姓名\t电话\n戊\t13812345605\n")
    QGuiApplication.clipboard().setMimeData(data)
    qtbot.keyClick(wizard.file_step, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def pick_sheet(qtbot: Any, _window: MainWindow, wizard: ImportWizard, _other: Path) -> None:
    choose(wizard.file_step.reading.sheet, "老客户")


ANEW: list[tuple[Callable[..., None], str]] = [
    (take_another, "Take another file?"),
    (paste, "Take another file?"),
    (pick_sheet, "Read the file in another way?"),
]


@pytest.mark.parametrize(("way", "title"), ANEW)
def test_corrections_are_asked_about(
    qtbot: Any, window: MainWindow, corrected: ImportWizard, other: Path, way: Callable[..., None], title: str
) -> None:
    window.ctx.prompter.answer("confirm", False)
    way(qtbot, window, corrected, other)
    rest(qtbot, corrected)
    assert asked(window) == [title]
    assert kept(corrected)
    assert corrected.session.path.name == "book.xlsx"
    assert corrected.file_step.reading.sheet.currentText() == "客户"
    window.ctx.prompter.answer("confirm", True)
    way(qtbot, window, corrected, other)
    rest(qtbot, corrected)
    assert asked(window) == [title] * 2
    assert not corrected.check_step.has_answers()
    assert corrected.session.preview.sheet != "客户"
    way(qtbot, window, corrected, other)
    rest(qtbot, corrected)
    assert asked(window) == [title] * 2, "there is nothing to lose any more"
    corrected.reject()


def test_going_back_and_on_keeps_them(qtbot: Any, window: MainWindow, corrected: ImportWizard) -> None:
    while corrected.step < CHECK:
        corrected.accept()
        rest(qtbot, corrected)
    assert kept(corrected)
    assert corrected.check_step.cards["created"].figure() == 2
    assert asked(window) == []
    corrected.done(0)


def test_another_kind_is_asked_about(qtbot: Any, window: MainWindow, corrected: ImportWizard) -> None:
    corrected.accept()
    assert corrected.step == HOW
    for answer, kind in ((False, "customers"), (True, "products")):
        window.ctx.prompter.answer("confirm", answer)
        choose(corrected.how_step.kind, "products")
        rest(qtbot, corrected)
        assert corrected.how_step.kind.currentData() == kind
        assert corrected.session.options.entity == kind
    assert asked(window) == ["Read the file in another way?"] * 2
    assert not corrected.check_step.has_answers()
    corrected.reject()


def test_a_file_that_can_not_be_read_leaves_the_old_one(
    qtbot: Any, window: MainWindow, corrected: ImportWizard, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 broken")
    window.ctx.prompter.answer("confirm", True)
    take_another(qtbot, window, corrected, broken)
    rest(qtbot, corrected)
    assert corrected.error_label.text()
    assert kept(corrected)
    assert corrected.session.path.name == "book.xlsx"
    corrected.accept()
    assert corrected.step == HOW
    corrected.done(0)


def test_after_an_import_nothing_is_asked(qtbot: Any, window: MainWindow, corrected: ImportWizard, other: Path) -> None:
    while corrected.result_step is not corrected.pages.currentWidget():
        corrected.accept()
        rest(qtbot, corrected)
    window.ctx.prompter.answer("open_file", other)
    qtbot.mouseClick(corrected.result_step.again_button, LEFT)
    rest(qtbot, corrected)
    assert asked(window) == []
    assert corrected.session.path == other
    corrected.reject()


def test_going_back_at_once_after_a_correction_checks_nothing(qtbot: Any, window: MainWindow, book: Path) -> None:
    wizard = open_wizard(qtbot, window)
    to_step(qtbot, wizard, book, CHECK)
    errors = wizard.check_step.errors
    errors.model.setData(errors.model.index(0, 2), "13912345678")
    assert wizard.busy()
    back(qtbot, wizard, FILE)
    assert not wizard.busy(), "it would stop what is read next"
    wizard.done(0)
