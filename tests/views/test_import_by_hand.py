"""The import wizard as a shop owner goes through it: what is refused, cut and taken back, and what is told where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from crm_desktop.core.i18n import N_
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.customers.list_view import CustomerList
from crm_desktop.views.pages.importing.column_menu import ColumnMenu
from crm_desktop.views.pages.importing.wizard import COLUMNS, RESULT, ImportWizard
from crm_desktop.views.widgets import ModalDialog
from tests.views.importing import open_wizard, rest, to_step

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def wizard(qtbot: Any, window: MainWindow) -> ImportWizard:
    return open_wizard(qtbot, window)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_that_is_refused_is_named_where_another_one_is_shown(
    qtbot: Any, wizard: ImportWizard, tmp_path: Path
) -> None:
    """What was wrong seemed to be said of the file that is shown, which can be imported."""
    bad = tmp_path / "broken.xlsx"
    bad.write_bytes(b"PK\x03\x04 and no more")
    wizard.open_file(bad)
    rest(qtbot, wizard)
    assert wizard.error_label.text().startswith("This file is damaged"), "nothing else is shown yet"
    wizard.open_file(written(tmp_path / "good.csv", "Name\nAnn\n"))
    rest(qtbot, wizard)
    wizard.open_file(bad)
    rest(qtbot, wizard)
    assert wizard.error_label.text().startswith("broken.xlsx: This file is damaged")


def test_a_file_that_is_dropped_is_taken_or_told_why_not(qtbot: Any, wizard: ImportWizard, tmp_path: Path) -> None:
    """A workbook of WPS was turned away without a word."""
    book, table = written(tmp_path / "customers.et", "x"), written(tmp_path / "good.csv", "Name\nAnn\n")
    _drop(qtbot, wizard, book)
    assert wizard.error_label.text().startswith(
        "Files of the kind “.et” can't be imported. Open it in your spreadsheet"
    )
    _drop(qtbot, wizard, book, table)
    assert wizard.session.path == table


def _drop(qtbot: Any, wizard: ImportWizard, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(9, 9), copy, data, LEFT, none)
    QApplication.sendEvent(wizard.file_step.zone, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(wizard.file_step.zone, QDropEvent(QPointF(9, 9), copy, data, LEFT, none))
    rest(qtbot, wizard)


@pytest.mark.parametrize(("people", "told"), [(1, "1 contact to import"), (2, "2 contacts to import")])
def test_contacts_of_a_phone_are_no_rows_without_column_names(
    qtbot: Any, wizard: ImportWizard, tmp_path: Path, people: int, told: str
) -> None:
    cards = "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:Ann {n}\nEND:VCARD\n" for n in range(people))
    wizard.open_file(written(tmp_path / "phone.vcf", cards))
    rest(qtbot, wizard)
    assert told in {one.text() for one in wizard.file_step.findChildren(QLabel)}


def test_after_a_cut_one_stands_at_what_it_made_and_taking_it_back_brings_the_choice_back(
    qtbot: Any, wizard: ImportWizard, tmp_path: Path
) -> None:
    """The first column had the keyboard, and what was chosen for the column by hand was forgotten."""
    others = ",".join(f"Other {n}" for n in range(14))
    text = f"Name,Where,{others}\nAnn,West Lake,{'x,' * 13}x\nBob,North Gate,{'y,' * 13}y\n"
    to_step(qtbot, wizard, written(tmp_path / "people.csv", text), COLUMNS)
    step = wizard.columns_step
    step.set_target(1, "address")
    _choose(qtbot, wizard, 1, "Cut at spaces")
    qtbot.waitUntil(lambda: _has_keyboard(wizard) == "import_column_16")
    made = wizard.focusWidget()
    qtbot.waitUntil(lambda: not made.visibleRegion().isEmpty())
    assert step.columns()[1] == ""
    _choose(qtbot, wizard, 17, "Take this back")
    qtbot.waitUntil(lambda: _has_keyboard(wizard) == "import_column_1")
    assert step.columns()[1] == "address"


def _has_keyboard(wizard: ImportWizard) -> str:
    focus = wizard.focusWidget()
    return focus.objectName() if focus is not None else ""


def _choose(qtbot: Any, wizard: ImportWizard, column: int, entry: str) -> None:
    button = wizard.findChild(QAbstractButton, f"import_more_{column}")
    button.click()
    menu = next(one for one in button.findChildren(ColumnMenu) if one.isVisible())
    action = next(one for one in menu.actions() if one.text() == entry)
    menu.close()
    action.trigger()
    rest(qtbot, wizard)


def test_what_was_saved_is_told_beside_the_buttons_that_come_next(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, tmp_path: Path
) -> None:
    """The line lay over them for six seconds; who pressed one pressed the line away."""
    to_step(qtbot, wizard, written(tmp_path / "a.csv", "Name,Phone\nAnn,13812345678\nBob,1381234O679\n"), RESULT)
    window.ctx.prompter.answer("save_file", tmp_path / "failed.xlsx")
    qtbot.mouseClick(wizard.result_step.save_button, LEFT)
    toast = wizard.findChild(type(window.ctx.toasts._toast), "toast")
    assert toast.isVisible()
    for button in wizard.result_step.buttons():
        place = QRect(button.mapTo(wizard, QPoint(0, 0)), button.size())
        assert not button.isVisible() or not place.intersects(toast.geometry()), button.text()
    window.ctx.toasts.dismiss()


def test_records_changed_since_are_not_named_as_those_that_are_undone(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, tmp_path: Path
) -> None:
    """“… while the rest is undone: Ann” said the opposite of what happens to Ann."""
    to_step(qtbot, wizard, written(tmp_path / "a.csv", "Name,Phone\nAnn,13812345678\nBob,13812345679\n"), RESULT)
    services = window.ctx.services
    (ann,) = services.db.execute_sql("SELECT id FROM customer WHERE name = 'Ann'").fetchone()
    with services.write(N_("undo", "Test data")) as work:
        services.customers.update(work, ann, {"notes": "changed"})
    said: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ModalDialog)
        said.extend(one.text() for one in dialog.findChildren(QLabel))
        dialog.reject()

    QTimer.singleShot(100, wizard, look)
    qtbot.mouseClick(wizard.result_step.undo_button, LEFT)
    words = [line for text in said for line in text.split("\n")]
    assert "Ann: these can stay as they are while the rest is undone." in words
    assert "If they are undone too, what was changed in them since is lost." in words


def test_a_line_that_is_shown_makes_way_for_buttons_that_come(
    qtbot: Any, window: MainWindow, add_customer: Callable[..., int]
) -> None:
    """What can be done with customers comes up when one is chosen; the line stayed over it."""
    for n in range(30):
        add_customer(window.ctx.services, name=f"Ann {n}")
    window.resize(1024, 700)
    window.ctx.navigator.go("customers")
    qtbot.waitUntil(lambda: window.findChild(CustomerList) is not None)
    shown = window.findChild(CustomerList)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 30)
    window.ctx.toasts.show("Saved: everything 2026-09-23.xlsx, in the folder of the shop")
    toast = window.ctx.toasts._toast
    shown.model.check_all(True)
    buttons = shown.footer.buttons.values()
    qtbot.waitUntil(lambda: any(button.isVisible() for button in buttons))

    def clear() -> bool:
        places = [
            QRect(one.mapTo(toast.parentWidget(), QPoint(0, 0)), one.size()) for one in buttons if one.isVisible()
        ]
        return not any(place.intersects(toast.geometry()) for place in places)

    qtbot.waitUntil(clear)
    window.ctx.toasts.dismiss()
