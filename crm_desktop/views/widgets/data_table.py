"""The table of the program: calm rows, whole-row choice, ticks, copy, actions on the hovered row."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from crm_desktop.views import theme
from crm_desktop.views.delegates.table import TableDelegate
from crm_desktop.views.qtmodels.paged_model import Index, PagedModel
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.row_actions import RowActions
from crm_desktop.views.widgets.table_header import TableHeader

MOST_COPIED = 10_000
"""Rows that Ctrl+C takes at most."""


class DataTable(QTableView):
    """Shows a :class:`PagedModel`.

    ``opened(id)`` on Enter or double click, ``sort_wanted(key, descending)`` on a click on a column head,
    ``menu_wanted(id, QPoint)`` on right click or the menu key, ``delete_wanted`` and ``edit_wanted(id)`` on Delete
    and F2. Space ticks the row.
    """

    opened = Signal(object)
    edit_wanted = Signal(object)
    delete_wanted = Signal()
    menu_wanted = Signal(object, object)
    sort_wanted = Signal(str, bool)
    laid_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = TableDelegate(self)
        self.setItemDelegate(self._delegate)
        self._header = TableHeader(self)
        self.setHorizontalHeader(self._header)
        self._header.sectionClicked.connect(self._sort_by)
        self._header.check_clicked.connect(self.toggle_all)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(measures.ROW)
        self.verticalHeader().setMinimumSectionSize(measures.ROW_COMPACT)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self._actions: RowActions | None = None
        self._keep: tuple[int | None, int] = (None, 0)
        self._kept_row = -1
        self._late: tuple[int, int | None] | None = None
        self.doubleClicked.connect(self._double_clicked)

    # Model --------------------------------------------------------------------------------

    def setModel(self, model: PagedModel) -> None:  # type: ignore[override]
        super().setModel(model)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        model.loaded.connect(self._restore_late)
        model.checks_changed.connect(self._header.viewport().update)
        self.fit_columns()

    def paged(self) -> PagedModel:
        model = self.model()
        assert isinstance(model, PagedModel)
        return model

    def current_id(self) -> int | None:
        index = self.currentIndex()
        return self.paged().id_at(index.row()) if index.isValid() else None

    def select_id(self, record_id: int) -> bool:
        """Make the record current and show it, as soon as the list knows where; False where it is not in it yet."""
        row = self.paged().row_of(record_id)
        if row < 0:
            self._late = None if self.paged().complete() else (record_id, None)
            return False
        self._make_current(row)
        self.scrollTo(self.model().index(row, 0))
        return True

    def set_sorted(self, key: str, descending: bool) -> None:
        """Show by which column the list is sorted."""
        self._header.sorted_key, self._header.descending = key, descending
        self._header.viewport().update()

    def height_of_rows(self) -> int:
        """What the head and all rows need, for a table that ends under its last row."""
        bar = self.horizontalScrollBar()
        rows = self.verticalHeader().defaultSectionSize() * min(self.model().rowCount(), 400)
        return self._header.height() + rows + (bar.sizeHint().height() if bar.maximum() > 0 else 0) + 1

    def set_compact(self, on: bool) -> None:
        self.verticalHeader().setDefaultSectionSize(measures.ROW_COMPACT if on else measures.ROW)

    def set_row_actions(self, actions: list[tuple[str, str, Callable[[int], object]]]) -> None:
        """``(icon, tooltip, call(id))`` for buttons that appear on the hovered and on the current row."""
        if self._actions is not None:
            self._actions.hide()
            self._actions.deleteLater()
        self._actions = RowActions(self.viewport(), actions)

    def _make_current(self, row: int) -> None:
        index = self.model().index(row, 0)
        both = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, both)

    def _remember(self) -> None:
        self._keep = (self.current_id(), self.verticalScrollBar().value())
        self._kept_row = self.currentIndex().row()

    def _restore(self) -> None:
        record_id, scroll = self._keep
        self.fit_columns()
        if record_id is not None:
            row = self.paged().row_of(record_id)
            if row >= 0:
                self._make_current(row)
            elif not self.paged().complete():
                self._late = (record_id, scroll)
            else:
                self._choose_next()
        self.verticalScrollBar().setValue(scroll)
        self._delegate.hover_row = -1
        if self._actions is not None:
            self._actions.hide()

    def _choose_next(self) -> None:
        """The chosen record is gone: where the keyboard is here, the one that took its place is chosen."""
        last = self.paged().rowCount() - 1
        if self.hasFocus() and self._kept_row >= 0 and last >= 0:
            self._make_current(min(self._kept_row, last))

    def _restore_late(self) -> None:
        """The rows beyond the first ones are there now: go where the person was."""
        late, self._late = self._late, None
        if late is None:
            return
        record_id, scroll = late
        if self.paged().row_of(record_id) < 0:
            if scroll is not None:
                self._choose_next()
            return
        if scroll is None:
            self.select_id(record_id)
        else:
            self._make_current(self.paged().row_of(record_id))
            self.verticalScrollBar().setValue(scroll)

    # Columns ------------------------------------------------------------------------------

    def fit_columns(self) -> None:
        """Give each column its width and share what is left over among those that stretch."""
        if self.model() is None or not self.paged().columns():
            return
        columns = self.paged().columns()
        room = self.viewport().width() - sum(column.width for column in columns)
        shares = sum(column.stretch for column in columns)
        for at, column in enumerate(columns):
            extra = 0
            if room > 0 and shares:
                extra = room * column.stretch // shares
            elif room < 0:
                extra = self._shrink(room, column.width, columns)
            self.setColumnWidth(at, max(32, column.width + extra))
        rest = self.viewport().width() - sum(self.columnWidth(at) for at in range(len(columns)))
        if 0 < rest < len(columns):
            self.setColumnWidth(len(columns) - 1, self.columnWidth(len(columns) - 1) + rest)
        self.laid_out.emit()

    def _shrink(self, room: int, width: int, columns: list) -> int:
        """Columns give way in proportion to their width, down to three quarters; then the table scrolls."""
        total = sum(column.width for column in columns)
        return -min(width // 4, round(-room * width / max(1, total)) + 1) if width > 48 else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def _sort_by(self, section: int) -> None:
        key = self.paged().columns()[section].sort
        if key:
            down = not self._header.descending if key == self._header.sorted_key else False
            self.sort_wanted.emit(key, down)

    def toggle_all(self) -> None:
        self.paged().check_all(not self.paged().all_checked())

    # Mouse and keys -------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.paged().columns()[index.column()].kind == "check":
            self._toggle(index.row())
            self._make_current(index.row())
            return
        super().mousePressEvent(event)

    def _toggle(self, row: int) -> None:
        record_id = self.paged().id_at(row)
        if record_id is not None:
            self.paged().set_checked(record_id, not self.paged().is_checked(record_id))

    def _double_clicked(self, index: QModelIndex) -> None:
        if self.paged().columns()[index.column()].kind != "check":
            self.opened.emit(self.paged().id_at(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        record_id, key = self.current_id(), event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.paged().check_all(True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and record_id is not None:
            self.opened.emit(record_id)
        elif key == Qt.Key.Key_F2 and record_id is not None:
            self.edit_wanted.emit(record_id)
        elif key == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif key == Qt.Key.Key_Space and record_id is not None:
            self._toggle(self.currentIndex().row())
        elif key == Qt.Key.Key_Menu and record_id is not None:
            self.menu_wanted.emit(record_id, self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))
        elif key == Qt.Key.Key_Escape and self.paged().checked_count():
            self.paged().check_all(False)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event) -> None:
        index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
        if index.isValid():
            self._make_current(index.row())
            self.menu_wanted.emit(self.paged().id_at(index.row()), event.globalPos())

    def copy_rows(self) -> None:
        """Put the ticked rows (else the current one) on the clipboard, cells divided by tabs."""
        model = self.paged()
        ticked = (row for row, record_id in enumerate(model.ids()) if model.is_checked(record_id))
        rows = list(islice(ticked, MOST_COPIED)) if model.checked_count() else [self.currentIndex().row()]
        shown = [at for at, column in enumerate(model.columns()) if column.kind not in ("check", "actions")]
        lines = ["\t".join(str(model.headerData(at, Qt.Orientation.Horizontal)) for at in shown)]
        for row in rows:
            texts = (model.index(row, at).data() or "" for at in shown)
            lines.append("\t".join(" ".join(str(text).split()) for text in texts))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def viewportEvent(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self._tooltip(event)
        if kind in (QEvent.Type.MouseMove, QEvent.Type.HoverMove) and isinstance(event, QMouseEvent):
            self._hover(self.indexAt(event.position().toPoint()).row())
        elif kind == QEvent.Type.Leave:
            QTimer.singleShot(0, self, self._left)
        return super().viewportEvent(event)

    def _tooltip(self, event: QHelpEvent) -> bool:
        index = self.indexAt(event.pos())
        if index.isValid():
            column = self.paged().columns()[index.column()]
            cell = self.paged().cell(index.row(), index.column())
            if self._delegate.is_cut(cell, column.kind, self.columnWidth(index.column())):
                parts = [*cell.pills, cell.text, cell.secondary]
                QToolTip.showText(event.globalPos(), "  ".join(part for part in parts if part), self)
                return True
        QToolTip.hideText()
        return True

    def _left(self) -> None:
        if not self.viewport().underMouse() and not (self._actions and self._actions.underMouse()):
            self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hover_row:
            for changed in (row, self._delegate.hover_row):
                if changed >= 0:
                    self._update_row(changed)
            self._delegate.hover_row = row
        self._place_actions()

    def _update_row(self, row: int) -> None:
        top = self.rowViewportPosition(row)
        self.viewport().update(0, top, self.viewport().width(), self.rowHeight(row))

    def _place_actions(self) -> None:
        if self._actions is None:
            return
        row = self._delegate.hover_row
        if row < 0 and self.hasFocus() and self.currentIndex().isValid():
            row = self.currentIndex().row()
        record_id = self.paged().id_at(row) if row >= 0 else None
        if record_id is None:
            self._actions.hide()
        else:
            chosen = self.paged().is_checked(record_id)
            self._actions.show_at(record_id, self.rowViewportPosition(row), self.rowHeight(row), chosen)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._place_actions()
        self.viewport().update()  # the ring goes around whole rows, of which Qt repaints single cells

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.paged().rowCount():
            self._make_current(0)
        self.viewport().update()

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if self.hasFocus() and index.isValid():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            box = QRectF(0, self.rowViewportPosition(index.row()), self.viewport().width(), self.rowHeight(index.row()))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), measures.RADIUS, measures.RADIUS)
            painter.end()
