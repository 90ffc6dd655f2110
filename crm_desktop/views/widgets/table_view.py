"""A table as it looks and keeps its place: calm rows, the ring around the chosen one, buttons on the hovered one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTableView, QToolTip, QWidget

from crm_desktop.views import theme
from crm_desktop.views.delegates.table import INSET, TablePainter
from crm_desktop.views.qtmodels.paged_model import CheckedRole, Index, PagedModel
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.row_actions import RowActions
from crm_desktop.views.widgets.table_columns import TableColumns
from crm_desktop.views.widgets.table_header import TableHeader


class TableView(QTableView):
    """Shows a :class:`PagedModel` and keeps the current row by its id. ``columns`` remembers what a person did with
    the columns; ``laid_out`` is sent whenever they were given their widths.
    """

    laid_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = TablePainter()
        self._header = TableHeader(self)
        self.setHorizontalHeader(self._header)
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
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.columns = TableColumns(self)
        self._actions: RowActions | None = None
        self._in_cells = False
        self._keep: tuple[int | None, int] = (None, 0)
        self._kept_row, self._kept_key = -1, ""
        self._late: tuple[int, int | None] | None = None

    # Model --------------------------------------------------------------------------------

    def setModel(self, model: PagedModel) -> None:  # type: ignore[override]
        super().setModel(model)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        model.loaded.connect(self._restore_late)
        model.checks_changed.connect(self._header.viewport().update)
        self.columns.fit_anew()

    def paged(self) -> PagedModel:
        model = self.model()
        assert isinstance(model, PagedModel)
        return model

    def head(self) -> TableHeader:
        return self._header

    def current_id(self) -> int | None:
        index = self.currentIndex()
        return self.paged().id_at(index.row()) if index.isValid() else None

    def select_id(self, record_id: int) -> bool:
        """Make the record current and show it, as soon as the list knows where; False where it is not in it yet."""
        row = self.paged().row_of(record_id)
        if row < 0:
            self._late = None if self.paged().complete() else (record_id, None)
            return False
        self.make_current(row)
        self.scrollTo(self.model().index(row, self.currentIndex().column()))
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

    def make_current(self, row: int, column: int | None = None) -> None:
        """Choose ``row``; the column stays where none is given."""
        if column is None:
            column = self.currentIndex().column() if self.currentIndex().isValid() else self.data_columns()[0]
        index = self.model().index(row, min(column, self.model().columnCount() - 1))
        both = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, both)

    def data_columns(self) -> list[int]:
        """The places of the columns that show a field."""
        kinds = [column.kind for column in self.paged().columns()]
        return [at for at, kind in enumerate(kinds) if kind not in ("check", "actions")] or [0]

    def _remember(self) -> None:
        self._keep = (self.current_id(), self.verticalScrollBar().value())
        self._kept_row = self.currentIndex().row()
        self._kept_key = self.paged().columns()[self.currentIndex().column()].key if self._kept_row >= 0 else ""

    def _restore(self) -> None:
        record_id, scroll = self._keep
        self.columns.fit_anew()
        column = max(self.paged().column_index(self._kept_key), self.data_columns()[0])
        if record_id is not None:
            row = self.paged().row_of(record_id)
            if row >= 0:
                self.make_current(row, column)
            elif not self.paged().complete():
                self._late = (record_id, scroll)
            else:
                self._choose_next()
        self.verticalScrollBar().setValue(scroll)
        self._painter.hover_row = self._painter.link_row = -1
        if self._actions is not None:
            self._actions.hide()

    def _choose_next(self) -> None:
        """The chosen record is gone: where the keyboard is here, the one that took its place is chosen."""
        last = self.paged().rowCount() - 1
        if self.hasFocus() and self._kept_row >= 0 and last >= 0:
            self.make_current(min(self._kept_row, last))

    def _restore_late(self) -> None:
        """The rows beyond the first ones are there now: go where the person was."""
        late, self._late = self._late, None
        if late is None:
            return
        record_id, scroll = late
        row = self.paged().row_of(record_id)
        if row < 0:
            if scroll is not None:
                self._choose_next()
        elif scroll is None:
            self.select_id(record_id)
        else:
            self.make_current(row)
            self.verticalScrollBar().setValue(scroll)

    # Columns ------------------------------------------------------------------------------

    def fit_columns(self) -> None:
        self.columns.fit()

    def cell_width(self, row: int, column: int) -> int:
        """What the cell needs to show everything."""
        return self._painter.needs(self.paged().cell(row, column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()
        if self._actions is not None and self._actions.isVisible():
            self._place_actions()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Ticks repaint the rows that they are on; Qt would repaint everything."""
        if list(roles) != [CheckedRole]:
            super().dataChanged(first, last, roles)
            return
        top = max(0, self.rowViewportPosition(first.row()))
        end = min(self.viewport().height(), self.rowViewportPosition(last.row()) + self.rowHeight(last.row()))
        if end > top:
            self.viewport().update(0, top, self.viewport().width(), end - top)

    # Looks -----------------------------------------------------------------------------------

    def is_editing(self) -> bool:
        """Whether a cell is being changed."""
        return False

    def in_cells(self) -> bool:
        """Whether the arrows have gone from the row into its cells."""
        return self._in_cells

    def go_into_cells(self, on: bool) -> None:
        self._in_cells = on
        self.viewport().update()

    def on_link(self, at: QPoint) -> int:
        """The row whose linked text is at that place of the viewport, else -1."""
        index = self.indexAt(at)
        if not index.isValid() or not self.paged().columns()[index.column()].link:
            return -1
        left = self.columnViewportPosition(index.column()) + INSET
        wide = self._painter.text_width(self.paged().cell(index.row(), index.column()))
        inside = left <= at.x() <= left + min(wide, self.columnWidth(index.column()) - 2 * INSET)
        return index.row() if inside else -1

    def viewportEvent(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self._tooltip(event)
        if kind in (QEvent.Type.MouseMove, QEvent.Type.HoverMove) and isinstance(event, QMouseEvent):
            self._hover(self.indexAt(event.position().toPoint()).row())
            self._hover_link(self.on_link(event.position().toPoint()))
        elif kind == QEvent.Type.Leave:
            QTimer.singleShot(0, self, self._left)
        return super().viewportEvent(event)

    def _tooltip(self, event: QHelpEvent) -> bool:
        index = self.indexAt(event.pos())
        if index.isValid():
            cell = self.paged().cell(index.row(), index.column())
            if self._painter.is_cut(cell, self.columnWidth(index.column())):
                parts = [*cell.pills, cell.text, cell.secondary]
                QToolTip.showText(event.globalPos(), "  ".join(part for part in parts if part), self)
                return True
        QToolTip.hideText()
        return True

    def _left(self) -> None:
        if not self.viewport().underMouse() and not (self._actions and self._actions.underMouse()):
            self._hover(-1)
        self._hover_link(-1)

    def _hover(self, row: int) -> None:
        if row != self._painter.hover_row:
            for changed in (row, self._painter.hover_row):
                self._update_row(changed)
            self._painter.hover_row = row
        self._place_actions()

    def _hover_link(self, row: int) -> None:
        if row != self._painter.link_row:
            for changed in (row, self._painter.link_row):
                self._update_row(changed)
            self._painter.link_row = row
            hand = Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(hand)

    def _update_row(self, row: int) -> None:
        if row >= 0:
            top = self.rowViewportPosition(row)
            self.viewport().update(0, top, self.viewport().width(), self.rowHeight(row))

    def _place_actions(self) -> None:
        if self._actions is None:
            return
        row = self._painter.hover_row
        if row < 0 and self.hasFocus() and self.currentIndex().isValid():
            row = self.currentIndex().row()
        record_id = self.paged().id_at(row) if row >= 0 and not self.is_editing() else None
        if record_id is None:
            self._actions.hide()
        else:
            chosen = self.selectionModel().isRowSelected(row)
            marked = self.paged().is_checked(row) or (chosen and self._painter.ground == "raised")
            over = chosen or row == self._painter.hover_row
            ground = "selected" if marked else "hover" if over else self._painter.ground
            last = self._header.logicalIndex(self._header.count() - 1)
            top, left = self.rowViewportPosition(row), self.columnViewportPosition(last)
            self._actions.show_at(record_id, top, self.rowHeight(row), ground, left)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._place_actions()
        for index in (current, previous):  # the ring goes around whole rows, of which Qt repaints single cells
            self._update_row(index.row())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()  # the ring is as wide as the table and does not move sideways

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.paged().rowCount():
            self.make_current(0)
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """In a dialog a table lies on the dialog's own ground."""
        self._painter.ground = self._header.ground = "raised" if isinstance(self.window(), QDialog) else "surface"
        super().showEvent(event)

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The viewport is opaque, so that scrolling moves what is painted instead of painting it again."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color(self._painter.ground))
        if self.model() is not None:
            self._paint_rows(painter, event.region())
        if self.hasFocus() and self.currentIndex().isValid():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._ring().adjusted(1, 1, -1, -2), measures.RADIUS, measures.RADIUS)
        painter.end()

    def _paint_rows(self, painter: QPainter, region: QRegion) -> None:
        model, area = self.paged(), region.boundingRect()
        places = []
        for place in range(self._header.count()):
            column = self._header.logicalIndex(place)
            left, width = self.columnViewportPosition(column), self.columnWidth(column)
            if width > 0 and left <= area.right() and left + width > area.left():
                places.append((column, left, width))
        if not places:
            return
        left, end = places[0][1], places[-1][1] + places[-1][2]
        chosen = self.selectionModel()
        for row in self._rows_in(region):
            box = QRect(left, self.rowViewportPosition(row), end - left, self.rowHeight(row))
            self._painter.paint_row(painter, model, row, box, places, current=chosen.isRowSelected(row))

    def _rows_in(self, region: QRegion) -> list[int]:
        """The rows that any part of ``region`` touches."""
        found: set[int] = set()
        for rect in region:  # type: ignore[attr-defined]
            first, last = self.rowAt(max(0, rect.top())), self.rowAt(rect.bottom())
            if first >= 0:
                found.update(range(first, (last if last >= 0 else self.model().rowCount() - 1) + 1))
        return sorted(found)

    def _ring(self) -> QRectF:
        """Where the keyboard is: the whole row, or the cell that the arrows have gone to."""
        index = self.currentIndex()
        if self._in_cells:
            return QRectF(self.visualRect(index))
        return QRectF(0, self.rowViewportPosition(index.row()), self.viewport().width(), self.rowHeight(index.row()))
