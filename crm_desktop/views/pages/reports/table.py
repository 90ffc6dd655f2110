"""The table of a report with its totals row directly beneath the last one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.reports.base import ReportResult
from crm_desktop.views import theme
from crm_desktop.views.pages.reports import cells
from crm_desktop.views.qtmodels.paged_model import PagedModel
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets import DataTable

INSET = 8


class TotalsRow(QWidget):
    """The sums, each under its column."""

    def __init__(self, table: DataTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self._texts: dict[str, str] = {}
        self.setFixedHeight(measures.ROW)
        table.laid_out.connect(self.update)
        table.horizontalScrollBar().valueChanged.connect(self._scrolled)

    def set_texts(self, texts: dict[str, str]) -> None:
        """Column key → sum as shown."""
        self._texts = texts
        self.setVisible(bool(texts))
        self.setAccessibleName(", ".join(texts.values()))
        self.update()

    def texts(self) -> dict[str, str]:
        return dict(self._texts)

    @Slot(int)
    def _scrolled(self, _value: int) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, measures.ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.color("line_strong"))
        painter.setFont(theme.font("number_strong"))
        painter.setPen(theme.color("text"))
        for place, column in enumerate(self._table.paged().columns()):
            left = self._table.columnViewportPosition(place)
            box = QRectF(left + INSET, 0, self._table.columnWidth(place) - 2 * INSET, self.height())
            side = Qt.AlignmentFlag.AlignRight if column.right_aligned() else Qt.AlignmentFlag.AlignLeft
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, self._texts.get(column.key, ""))
        painter.end()


class ReportTable(QWidget):
    """``table`` is named ``report_table``. ``opened(row)`` gives the place of the row in the result."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, name: str = "report_table") -> None:
        super().__init__(parent)
        self.table = DataTable(self)
        self.table.setObjectName(name)
        self.model = PagedModel([], self)
        self.table.setModel(self.model)
        self.table.opened.connect(self._opened)
        self.table.sort_wanted.connect(self._sort)
        self.totals = TotalsRow(self.table, self)
        self._result: ReportResult | None = None
        self.setMinimumHeight(measures.CONTROL + 3 * measures.ROW)

    def show_result(self, result: ReportResult, today: date, *, compare: bool = True) -> None:
        """Show rows and sums of ``result``, sorted as it gives them."""
        self._result = result
        self.table.set_sorted("", False)
        self.model.set_columns(cells.columns(result, today, compare=compare))
        self.model.load(cells.ResultRows(result))
        shown = {column.key for column in self.model.columns()}
        texts: dict[str, str] = {}
        for column in result.columns:
            total = result.totals.get(column.name)
            if total is not None and column.name in shown and total.value is not None:
                texts[column.name] = cells.formatter(result, column, today)(total.value)
        if texts and result.rows:
            texts.setdefault(self.model.columns()[0].key, tr_("report", "Total"))
        self.totals.set_texts(texts if result.rows else {})
        self._place()

    def _place(self) -> None:
        """The sums follow the last row; with more rows than room whole ones are shown and the table scrolls."""
        sums = 0 if self.totals.isHidden() else measures.ROW
        whole = (self.height() - sums - measures.CONTROL) // measures.ROW
        rows = max(1, min(self.model.rowCount(), whole))
        height = measures.CONTROL + rows * measures.ROW
        self.table.setGeometry(0, 0, self.width(), height)
        self.totals.setGeometry(0, height, self.width(), measures.ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @Slot(object)
    def _opened(self, row: int) -> None:
        self.opened.emit(row)

    @Slot(str, bool)
    def _sort(self, key: str, descending: bool) -> None:
        if self._result is not None:
            self.table.set_sorted(key, descending)
            self.model.load(cells.ResultRows(self._result, key, descending))
