"""The shop's own fields in the import wizard are called as the shop calls them; new ones come with the import."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton

from crm_desktop.core.i18n import N_
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.new_field import NewFieldDialog
from crm_desktop.views.pages.importing.wizard import CHECK, COLUMNS, RESULT, ImportWizard
from tests.views.importing import open_wizard, rest, to_step

LEFT = Qt.MouseButton.LeftButton


def test_side_by_side(qtbot: Any, window: MainWindow, tmp_path: Path) -> None:
    services = window.ctx.services
    with services.write(N_("undo", "Prepare")) as work:
        services.custom_fields.add(work, "customers", "Customer since", "text")
        services.customers.create(work, {"name": "Ann Fletcher", "phone": ["+8613812345678"]})
    path = tmp_path / "people.csv"
    path.write_text("Name,Phone,Customer since\nBob Turner,13812345678,2019\n", encoding="utf-8")
    wizard = open_wizard(qtbot, window)
    to_step(qtbot, wizard, path, CHECK)
    step = wizard.check_step
    qtbot.mouseClick(step.cards["doubtful"], Qt.MouseButton.LeftButton)
    model = step.duplicates.table.model()
    shown = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert "Customer since" in shown
    assert not [text for text in shown if "_" in text]


@pytest.fixture
def tastes(tmp_path: Path) -> Path:
    path = tmp_path / "tastes.csv"
    path.write_text("姓名,电话,口味\n张伟,13812345678,辣\n何明,13912345678,甜\n张三,139O5718842,淡\n", encoding="utf-8")
    return path


def buttons(wizard: ImportWizard) -> list[QPushButton]:
    """The one of the third column, once its row is built."""
    return [one for one in wizard.findChildren(QPushButton, "import_more_2") if one.isVisible()]


def asked_to_describe(qtbot: Any, window: MainWindow, wizard: ImportWizard) -> NewFieldDialog:
    qtbot.waitUntil(lambda: bool(buttons(wizard)))
    button = buttons(wizard)[-1]
    qtbot.mouseClick(button, LEFT)
    menu = button.findChild(QMenu)
    entries = {action.text(): action for action in menu.actions()}
    menu.close()
    entries["New field “口味” …"].trigger()
    dialog = window.ctx.dialog()
    assert isinstance(dialog, NewFieldDialog)
    return dialog


def describe(qtbot: Any, window: MainWindow, wizard: ImportWizard, kind: str = "text") -> NewFieldDialog:
    """Make the third column a field of its own."""
    wizard.columns_step.set_target(2, "")
    dialog = asked_to_describe(qtbot, window, wizard)
    dialog.form.set_values({"kind": kind})
    qtbot.mouseClick(dialog.verb_button, LEFT)
    return dialog


def own(window: MainWindow) -> list[str]:
    return [str(field.spec.label) for field in window.ctx.services.custom_fields.fields("customers")]


def forward(qtbot: Any, wizard: ImportWizard, step: int) -> None:
    while wizard.step < step:
        assert wizard.verb_button.isEnabled(), wizard.error_label.text()
        wizard.accept()
        rest(qtbot, wizard)


def test_a_new_field_of_an_import_that_is_left_is_not_made(qtbot: Any, window: MainWindow, tastes: Path) -> None:
    before = window.ctx.services.history.last_undoable()
    wizard = open_wizard(qtbot, window)
    to_step(qtbot, wizard, tastes, COLUMNS)
    describe(qtbot, window, wizard)
    forward(qtbot, wizard, CHECK)
    assert wizard.check_step.cards["created"].figure() == 2
    assert own(window) == []
    window.ctx.prompter.answer("confirm", True)
    wizard.reject()
    assert own(window) == []
    assert window.ctx.services.history.last_undoable() == before


def test_a_new_field_comes_and_goes_with_its_import(qtbot: Any, window: MainWindow, tastes: Path) -> None:
    wizard = open_wizard(qtbot, window)
    to_step(qtbot, wizard, tastes, COLUMNS)
    describe(qtbot, window, wizard, "choice")
    assert wizard.columns_step.columns()[2] == "口味"
    forward(qtbot, wizard, RESULT)
    services = window.ctx.services
    assert own(window) == ["口味"]
    assert [one.custom for one in services.customers.rows([1, 2])] == [{"口味": "辣"}, {"口味": "甜"}]
    qtbot.mouseClick(wizard.result_step.undo_button, LEFT)
    rest(qtbot, wizard)
    assert own(window) == []
    services.history.redo_last()
    assert own(window) == ["口味"]
    assert services.customers.get(1).custom == {"口味": "辣"}
    wizard.reject()


def test_a_described_field_is_there_for_the_whole_wizard(qtbot: Any, window: MainWindow, tastes: Path) -> None:
    services = window.ctx.services
    with services.write(N_("undo", "Prepare")) as work:
        services.customers.create(work, {"name": "李四光", "phone": ["+8613812345678"]})
    wizard = open_wizard(qtbot, window)
    to_step(qtbot, wizard, tastes, COLUMNS)
    describe(qtbot, window, wizard)
    forward(qtbot, wizard, CHECK)
    qtbot.mouseClick(wizard.check_step.cards["doubtful"], LEFT)
    model = wizard.check_step.duplicates.table.model()
    assert "口味" in [model.index(row, 0).data() for row in range(model.rowCount())]
    while wizard.step > COLUMNS:
        wizard.back_button.click()
    wizard.back_button.click()
    wizard.accept()
    assert wizard.columns_step.columns()[2] == "口味"
    again = asked_to_describe(qtbot, window, wizard)
    qtbot.mouseClick(again.verb_button, LEFT)
    assert again.error_label.text().startswith("There is a field called “口味” already.")
    again.reject()
    wizard.columns_step.set_target(2, "notes")
    forward(qtbot, wizard, RESULT)
    assert own(window) == [], "no column goes to it any more"
    wizard.reject()
