"""The import wizard through its real widgets: from a dropped file to an undone import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QPushButton, QTableView

from crm_desktop.core.i18n import N_
from crm_desktop.views import actions
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import CHECK, COLUMNS, FILE, RESULT, ImportWizard


@pytest.fixture
def shop_file(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["客户名单"],
        ["客户姓名", "联系电话", "生日", "累计消费"],
        ["何明", "17911029976", "1977.10.4", 120],
        ["曾芳艳", "15923505557", "农历八月十五", ""],
        ["李错", "139O5718842", "", ""],
        ["何明", "179 1102 9976", "", ""],
    ):
        sheet.append(row)
    path = tmp_path / "客户.xlsx"
    book.save(path)
    return path


@pytest.fixture
def wizard(qtbot: Any, window: MainWindow) -> ImportWizard:
    dialog = actions.open_dialog(window.ctx, "crm_desktop.views.pages.importing.wizard:ImportWizard")
    assert isinstance(dialog, ImportWizard)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


@pytest.fixture
def reach(qtbot: Any, wizard: ImportWizard) -> Callable[[int], None]:
    """Press the primary button and wait until the step is reached and nothing runs."""

    def go(step: int) -> None:
        qtbot.mouseClick(wizard.verb_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: wizard.step == step and wizard._job is None, timeout=30_000)

    return go


def look_at(qtbot: Any, wizard: ImportWizard, path: Path) -> None:
    wizard.open_file(path)
    qtbot.waitUntil(lambda: wizard._job is None, timeout=30_000)


def names(window: MainWindow) -> list[str]:
    rows = window.ctx.services.db.execute_sql("SELECT name FROM customer WHERE deleted_at IS NULL ORDER BY id")
    return [row[0] for row in rows]


def test_a_file_from_drop_to_undo(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, reach: Callable[[int], None], shop_file: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(shop_file))])
    copy, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    wizard.file_step.zone.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), copy, data, button, keys))
    wizard.file_step.zone.dropEvent(QDropEvent(QPoint(5, 5).toPointF(), copy, data, button, keys))
    qtbot.waitUntil(lambda: wizard.state.preview is not None and wizard._job is None, timeout=30_000)
    assert wizard.file_step.kind.currentData() == "customers"
    reach(COLUMNS)
    combos = [wizard.findChild(QComboBox, f"import_column_{index}") for index in range(4)]
    assert [combo.currentData() for combo in combos] == ["name", "phone", "birthday", ""]
    reach(CHECK)
    cards = {name: card.figure() for name, card in wizard.check_step.cards.items()}
    assert cards == {"created": 2, "updated": 0, "unchanged": 0, "repeated": 1, "doubtful": 0, "failed": 1}
    assert names(window) == []
    table = wizard.findChild(QTableView, "import_errors")
    model = table.model()
    assert [model.index(0, column).data() for column in range(4)] == ["5", "李错", "联系电话", "139O5718842"]
    model.setData(model.index(0, 3), "13905718842")
    qtbot.waitUntil(lambda: wizard._job is None, timeout=30_000)
    assert wizard.check_step.cards["created"].figure() == 3
    reach(RESULT)
    assert names(window) == ["何明", "曾芳艳", "李错"]
    qtbot.mouseClick(wizard.findChild(QPushButton, "import_undo"), Qt.MouseButton.LeftButton)
    assert names(window) == []
    assert not wizard.findChild(QPushButton, "import_undo").isVisible()
    qtbot.mouseClick(wizard.verb_button, Qt.MouseButton.LeftButton)


def test_by_keyboard_alone(qtbot: Any, window: MainWindow, wizard: ImportWizard, shop_file: Path) -> None:
    window.ctx.prompter.answer("open_file", shop_file)
    assert wizard.file_step.zone.state.button.hasFocus()
    qtbot.keyClick(wizard.file_step.zone.state.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: wizard.state.preview is not None and wizard._job is None, timeout=30_000)
    for step in (COLUMNS, CHECK, RESULT):
        qtbot.keyClick(wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda wanted=step: wizard.step == wanted and wizard._job is None, timeout=30_000)
    assert names(window) == ["何明", "曾芳艳"]
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)


def test_a_table_from_the_clipboard(qtbot: Any, wizard: ImportWizard, reach: Callable[[int], None]) -> None:
    QGuiApplication.clipboard().setText("姓名\t电话\n张伟\t13812345678\n")
    qtbot.keyClick(wizard.file_step.zone.state.button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: wizard.state.preview is not None and wizard._job is None, timeout=30_000)
    reach(COLUMNS)
    reach(CHECK)
    assert wizard.check_step.cards["created"].figure() == 1
    wizard.reject()


def test_a_missing_name_column_stops_with_a_sentence(
    qtbot: Any, wizard: ImportWizard, reach: Callable[[int], None], shop_file: Path
) -> None:
    look_at(qtbot, wizard, shop_file)
    reach(COLUMNS)
    wizard.columns_step.set_target(0, "")
    assert not wizard.verb_button.isEnabled()
    assert "Name" in wizard.error_label.text()
    wizard.columns_step.set_target(0, "phone")
    wizard.columns_step.set_target(2, "name")
    assert wizard.verb_button.isEnabled()
    wizard.reject()


def test_a_file_that_can_not_be_read_is_told_in_words(qtbot: Any, wizard: ImportWizard, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("姓名,电话")
    look_at(qtbot, wizard, path)
    assert wizard.step == FILE
    assert "not a workbook" in wizard.error_label.text()
    wizard.reject()


def test_old_and_new_values_stand_behind_the_figure(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, reach: Callable[[int], None], tmp_path: Path
) -> None:
    with window.ctx.services.write(N_("undo", "Test")) as work:
        window.ctx.services.customers.create(work, {"name": "张伟", "phone": ["13812345678"], "notes": "旧"})
    path = tmp_path / "a.csv"
    path.write_text("姓名,电话,备注,公司\n张伟,13812345678,新,小店\n张伟,13812345678,,\n", encoding="utf-8")
    look_at(qtbot, wizard, path)
    reach(COLUMNS)
    wizard.columns_step.existing.set_current("overwrite")
    reach(CHECK)
    model = wizard.check_step.list.model()
    rows = [[model.index(row, column).data() for column in range(5)] for row in range(model.rowCount())]
    assert sorted(rows) == [["2", "张伟", "Company", "", "小店"], ["2", "张伟", "Notes", "旧", "新"]]
    qtbot.keyClick(wizard.check_step.cards["repeated"], Qt.Key.Key_Space)
    assert model.index(0, 1).data() == "Repeats row 2"
    wizard.reject()


def test_day_or_month_first_is_asked_once(
    qtbot: Any, wizard: ImportWizard, reach: Callable[[int], None], tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Name,Birthday\nAna,03/04/1988\nBob,05/06/1990\n")
    look_at(qtbot, wizard, path)
    reach(COLUMNS)
    reach(CHECK)
    assert wizard.check_step.cards["failed"].figure() == 2
    assert wizard.check_step.question.isVisible()
    qtbot.mouseClick(wizard.findChild(QPushButton, "import_day_first"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard._job is None, timeout=30_000)
    assert wizard.check_step.cards["created"].figure() == 2
    wizard.reject()


def test_failed_rows_are_saved(
    qtbot: Any, window: MainWindow, wizard: ImportWizard, reach: Callable[[int], None], shop_file: Path, tmp_path: Path
) -> None:
    look_at(qtbot, wizard, shop_file)
    reach(COLUMNS)
    reach(CHECK)
    out = tmp_path / "failed.xlsx"
    window.ctx.prompter.answer("save_file", out)
    qtbot.mouseClick(wizard.check_step.save, Qt.MouseButton.LeftButton)
    sheet = openpyxl.load_workbook(out).active
    assert [cell.value for cell in sheet[2]][:2] == ["李错", "139O5718842"]
    wizard.reject()


def test_everything_fits_into_a_small_window(
    qtbot: Any, window: MainWindow, shop_file: Path, make_window: Callable[..., MainWindow]
) -> None:
    window.resize(1024, 700)
    dialog = actions.open_dialog(window.ctx, "crm_desktop.views.pages.importing.wizard:ImportWizard", path=shop_file)
    qtbot.waitUntil(lambda: dialog.state.preview is not None and dialog._job is None, timeout=30_000)
    for step in (COLUMNS, CHECK):
        dialog.accept()
        qtbot.waitUntil(lambda wanted=step: dialog.step == wanted and dialog._job is None, timeout=30_000)
        assert dialog.width() <= 1024
        assert dialog.card_rect().height() <= 700
    dialog.reject()
