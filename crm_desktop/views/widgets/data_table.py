"""The table of the program: ticks, cells changed in their place, copying, and what keys and the mouse do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.core.jobs import JobContext
from crm_desktop.views.qtmodels.paged_model import PagedModel
from crm_desktop.views.second_click import SecondClick
from crm_desktop.views.widgets import table_copy, table_keys
from crm_desktop.views.widgets.cell_editing import CellEditor, CellEdits
from crm_desktop.views.widgets.table_view import TableView

Background = Callable[[Callable[[JobContext], Any], Callable[[Any], None]], None]
"""Runs the first in the background and hands its result to the second."""


class DataTable(TableView):
    """What a person does in a table.

    ``opened(id)`` on Enter, a click on linked text or a double click, ``sort_wanted(key, descending)`` on a click on
    a column head, ``menu_wanted(id, QPoint)`` on right click or the menu key, ``delete_wanted``,
    ``duplicate_wanted(id)`` and ``edit_wanted(id)`` on Delete, Ctrl+D and F2 (where cells are not changed in their
    place). Space, Ctrl+click and Shift with arrows or a click tick rows; ``copied(rows, of)`` after Ctrl+C.
    """

    opened = Signal(object)
    edit_wanted = Signal(object)
    duplicate_wanted = Signal(object)
    delete_wanted = Signal()
    menu_wanted = Signal(object, object)
    sort_wanted = Signal(str, bool)
    copied = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits: CellEdits | None = None
        self._editor: CellEditor | None = None
        self._background: Background | None = None
        self._anchor = -1
        self._link_pressed: QModelIndex | None = None
        self._second_click = SecondClick(self)
        self._header.sectionClicked.connect(self._sort_by)
        self._header.check_clicked.connect(self.toggle_all)
        self.doubleClicked.connect(self._double_clicked)

    def setModel(self, model: PagedModel) -> None:  # type: ignore[override]
        super().setModel(model)
        model.modelReset.connect(self._forget_anchor)
        model.checks_changed.connect(self._place_actions)

    def _forget_anchor(self) -> None:
        self._anchor = -1

    def _sort_by(self, section: int) -> None:
        key = self.paged().columns()[section].sort
        if key:
            down = not self._header.descending if key == self._header.sorted_key else False
            self.sort_wanted.emit(key, down)

    # Ticks --------------------------------------------------------------------------------

    def toggle_all(self) -> None:
        self.paged().check_all(not self.paged().all_checked())

    def toggle(self, row: int) -> None:
        """Tick the row, or take its tick away."""
        record_id = self.paged().id_at(row)
        if record_id is not None:
            self.paged().set_checked(record_id, not self.paged().is_checked(row))
        self._anchor = row

    def tick_to(self, row: int) -> None:
        """Tick from the row where it began to ``row``, which becomes current."""
        if self._anchor < 0:
            self._anchor = max(0, self.currentIndex().row())
        self.make_current(row)
        self.paged().check_rows(self._anchor, row)

    def go_to(self, row: int) -> None:
        """Choose ``row``, from where a span of ticks would begin."""
        self.make_current(row)
        self._anchor = row

    # Cells changed in their place -----------------------------------------------------------

    def set_cell_edits(self, edits: CellEdits) -> None:
        """Let a person change the cells of ``editable`` columns."""
        self._edits = edits

    def is_editing(self) -> bool:
        return self._editor is not None

    def editor(self) -> CellEditor | None:
        return self._editor

    def edit_current(self) -> None:
        """The editor of the current cell, else of the first cell of its row that can be changed."""
        index = self.currentIndex()
        if self._edits is None:
            if index.isValid():
                self.edit_wanted.emit(self.current_id())
        elif not self.edit_cell(index.row(), index.column()):
            first = next((at for at, one in enumerate(self.paged().columns()) if one.editable), -1)
            self.edit_cell(index.row(), first)

    def edit_cell(self, row: int, column: int) -> bool:
        """Put the editor over a cell; False where it can't be changed."""
        columns = self.paged().columns()
        record = self.paged().row_at(row)
        if self._edits is None or record is None or not 0 <= column < len(columns) or not columns[column].editable:
            return False
        if self._editor is not None and not self._editor.commit():
            return False
        made = self._edits.editor(columns[column].key, record, self.viewport())
        if made is None:
            return False
        self.make_current(row, column)
        self.scrollTo(self.currentIndex())
        self._editor = CellEditor(self.viewport(), self._edits, columns[column].key, record, made)
        self._editor.finished.connect(self._edited)
        if self._actions is not None:
            self._actions.hide()
        self._editor.open_at(self.visualRect(self.currentIndex()))
        return True

    def _edited(self, step: int) -> None:
        editor, self._editor = self._editor, None
        index = self.currentIndex()
        had_focus = editor is not None and (QApplication.focusWidget() is None or step or not self._focus_elsewhere())
        if editor is not None:
            editor.deleteLater()
        if step and self._edit_beside(index.row(), index.column(), step):
            return
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._edits is not None:
            self._edits.ended()

    def _focus_elsewhere(self) -> bool:
        """Whether another control of the window took the keyboard meanwhile."""
        now = QApplication.focusWidget()
        return now is not None and now is not self and not self.isAncestorOf(now)

    def _edit_beside(self, row: int, column: int, step: int) -> bool:
        """The next cell that can be changed, in the next row after the last one."""
        places = [at for at, one in enumerate(self.paged().columns()) if one.editable]
        ahead = [at for at in places if (at > column if step > 0 else at < column)]
        if ahead:
            return self.edit_cell(row, ahead[0] if step > 0 else ahead[-1])
        return 0 <= row + step < self.paged().rowCount() and self.edit_cell(row + step, places[0 if step > 0 else -1])

    # Copying --------------------------------------------------------------------------------

    def set_background(self, run: Background) -> None:
        """Where copying many rows is done."""
        self._background = run

    def copy_rows(self) -> None:
        """Put the ticked rows (else the current one) on the clipboard, as text and as a table."""
        model = self.paged()
        columns, source = table_copy.shown(model.columns()), model.source()
        if not model.checked_count():
            current = model.row_at(self.currentIndex().row())
            if current is not None:
                table_copy.put(*table_copy.texts(columns, table_copy.cells(columns, [current])))
                self.copied.emit(1, 1)
            return
        chosen, ids, total = model.chosen(), model.ids(), model.checked_count()

        def work(ctx: JobContext) -> tuple[str, str, int]:
            wanted = chosen.of(ids)[: table_copy.MOST]
            rows = source.rows(wanted) if source is not None else ()
            ctx.check()
            return *table_copy.texts(columns, table_copy.cells(columns, rows)), len(rows)

        def done(made: tuple[str, str, int]) -> None:
            table_copy.put(*made[:2])
            self.copied.emit(made[2], total)

        if self._background is None or (total <= table_copy.AT_ONCE and len(ids) <= table_copy.SHORT_LIST):
            done(work(JobContext()))
        else:
            self._background(work, done)

    # Mouse and keys -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not table_keys.pressed(self, event):
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters do not search here: Qt would read every row of a large shop for it."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index, keys = self.indexAt(event.position().toPoint()), event.modifiers()
        self._link_pressed = None
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._in_cells = False
        on_tick = self.paged().columns()[index.column()].kind == "check"
        if keys & Qt.KeyboardModifier.ShiftModifier:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.tick_to(index.row())
        elif on_tick or keys & Qt.KeyboardModifier.ControlModifier:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.make_current(index.row())
            self.toggle(index.row())
        else:
            self._anchor = index.row()
            if self.on_link(event.position().toPoint()) >= 0:
                self._link_pressed = index
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._link_pressed = self._link_pressed, None
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        if pressed is not None and self.on_link(at) == pressed.row() and self.indexAt(at) == pressed:
            self._second_click.swallow(event.globalPosition().toPoint())
            self.opened.emit(self.paged().id_at(pressed.row()))

    def _double_clicked(self, index: QModelIndex) -> None:
        column = self.paged().columns()[index.column()]
        keys = QApplication.keyboardModifiers()
        if column.kind == "check" or keys & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            return
        if not (column.editable and self.edit_cell(index.row(), index.column())):
            self.opened.emit(self.paged().id_at(index.row()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            if QApplication.activePopupWidget() is None:
                table_keys.open_menu(self)
            return
        index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
        if index.isValid():
            self.make_current(index.row())
            self.menu_wanted.emit(self.paged().id_at(index.row()), event.globalPos())
