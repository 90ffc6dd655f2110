"""The table of the program: calm rows, whole-row choice, ticks, copy, actions on the hovered row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, QRectF, Qt, QTimer, Signal
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
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QToolTip, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.views import theme
from crm_desktop.views.delegates.table import TableDelegate
from crm_desktop.views.qtmodels.paged_model import Index, PagedModel
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.checkmark import paint_check


class TableHeader(QHeaderView):
    """Column heads in small quiet type, an arrow at the sorted one, the tick for "all" at the left."""

    check_clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setFixedHeight(measures.CONTROL)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(32)
        self.sorted_key, self.descending = "", False

    def _model(self) -> PagedModel | None:
        found = self.model()
        return found if isinstance(found, PagedModel) else None

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        model = self._model()
        painter.save()
        painter.fillRect(rect, theme.color("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line_strong"))
        if model is not None and index < model.columnCount():
            column = model.columns()[index]
            box = QRectF(rect).adjusted(8, 0, -8, -1)
            if column.kind == "check":
                some = model.checked_count() > 0
                state: Literal["on", "off", "some"] = "on" if model.all_checked() else "some" if some else "off"
                paint_check(painter, QRectF(box.left(), box.center().y() - 8, 16, 16), state)
            else:
                self._paint_title(painter, box, index, column.right_aligned(), column.sort)
        painter.restore()

    def _paint_title(self, painter: QPainter, box: QRectF, index: int, right: bool, sort: str) -> None:
        painter.setFont(theme.font("small"))
        chosen = bool(sort) and sort == self.sorted_key
        painter.setPen(theme.color("text" if chosen else "text_2"))
        text = str(self.model().headerData(index, Qt.Orientation.Horizontal))
        room = box.width() - (14 if chosen else 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room) + 1)
        used = painter.fontMetrics().horizontalAdvance(shown)
        if chosen:
            x = box.right() - used - 15 if right else box.left() + used + 3
            arrow = "arrow-down" if self.descending else "arrow-up"
            theme.paint_icon(painter, arrow, QRectF(x, box.center().y() - 6, 12, 12), "text_2")
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        model = self._model()
        at = self.logicalIndexAt(event.position().toPoint())
        if model is not None and 0 <= at < model.columnCount() and model.columns()[at].kind == "check":
            self.check_clicked.emit()
        super().mouseReleaseEvent(event)


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
        self.doubleClicked.connect(self._double_clicked)

    # Model --------------------------------------------------------------------------------

    def setModel(self, model: PagedModel) -> None:  # type: ignore[override]
        super().setModel(model)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
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
        """Make the record current and show it; False where it is not in the list."""
        row = self.paged().row_of(record_id)
        if row < 0:
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
        self._actions = RowActions(self, actions)

    def _make_current(self, row: int) -> None:
        index = self.model().index(row, 0)
        both = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, both)

    def _remember(self) -> None:
        self._keep = (self.current_id(), self.verticalScrollBar().value())

    def _restore(self) -> None:
        record_id, scroll = self._keep
        self.fit_columns()
        if record_id is not None:
            row = self.paged().row_of(record_id)
            if row >= 0:
                self._make_current(row)
        self.verticalScrollBar().setValue(scroll)
        self._delegate.hover_row = -1
        if self._actions is not None:
            self._actions.hide()

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
        rows = [model.row_of(record_id) for record_id in model.checked_ids()[:10_000]] or [self.currentIndex().row()]
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


class RowActions(QWidget):
    """The buttons at the right end of a row; they lie over the last column where it is narrow."""

    def __init__(self, table: DataTable, actions: list[tuple[str, str, Callable[[int], object]]]) -> None:
        super().__init__(table.viewport())
        self._record_id = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(2)
        for icon, tooltip, call in actions:
            made = Button("", "quiet", icon, self, small=True, tooltip=tooltip)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(lambda _checked=False, do=call: do(self._record_id))
            row.addWidget(made)
        self.setAccessibleName(tr_("widgets", "Actions of the row"))
        self.hide()

    def show_at(self, record_id: int, top: int, height: int, chosen: bool) -> None:
        self._record_id = record_id
        theme.set_ground(self, "selected" if chosen else "hover")
        width = self.sizeHint().width()
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.width() - width - 3, top + 3, width, height - 7)
        self.show()
        self.raise_()
