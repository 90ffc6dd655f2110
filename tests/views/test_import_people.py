"""Lists of people through the wizard: pasted or opened, told to be no table, called by the words of the fields."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from crm_desktop.views.pages.importing.session import CHECK, COLUMNS, FILE, RESULT
from tests.views.importing import open_wizard, rest, to_step

if TYPE_CHECKING:
    from crm_desktop.views.main_window import MainWindow

LIST = "#接龙\n\n1. 王芳 13805712046 2盒\n2、李强 13905712047\n"


def test_a_list_is_pasted_and_imported(qtbot: Any, window: MainWindow) -> None:
    data = QMimeData()
    data.setText(LIST)
    QGuiApplication.clipboard().setMimeData(data)
    wizard = open_wizard(qtbot, window)
    qtbot.mouseClick(wizard.findChild(QPushButton, "import_paste"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.session.preview is not None and not wizard.busy(), timeout=30_000)
    assert wizard.step == FILE
    model = wizard.file_step.model
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(1, model.columnCount())]
    assert heads == ["Name", "Phone", "Notes"]
    assert [model.index(0, at).data() for at in range(4)] == ["3", "王芳", "13805712046", "2盒"]
    said = [one.text() for one in wizard.file_step.findChildren(QLabel) if not one.isHidden()]
    assert "This is no table: every line, or every address, is read as a person." in said
    assert not wizard.file_step.reading.header.isVisible()
    while wizard.step < RESULT:
        before = wizard.step
        wizard.accept()
        qtbot.waitUntil(lambda before=before: wizard.step > before and not wizard.busy(), timeout=30_000)
    rows = window.ctx.services.db.execute_sql("SELECT name, notes FROM customer ORDER BY id").fetchall()
    assert rows == [("王芳", "2盒"), ("李强", "")]
    wizard.reject()


def test_it_can_be_taken_for_a_table_all_the_same(qtbot: Any, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("王芳 13805712046\n李强 13905712047\n", "utf-8")
    wizard = open_wizard(qtbot, window)
    to_step(qtbot, wizard, path, COLUMNS)
    names = {one.text() for one in wizard.findChildren(QLabel)}
    assert {"Name", "Phone"} <= names
    while wizard.step > FILE:
        wizard.back_button.click()
    reading = wizard.file_step.reading
    reading.show_all()
    separator = wizard.findChild(QComboBox, "import_separator")
    separator.setCurrentIndex(separator.findData(","))
    separator.activated.emit(separator.currentIndex())
    rest(qtbot, wizard)
    assert wizard.session.preview is not None
    assert wizard.session.preview.kind == "txt"
    assert wizard.step < CHECK
    wizard.reject()
