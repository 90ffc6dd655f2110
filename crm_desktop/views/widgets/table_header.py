"""The head of a table."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from crm_desktop.views import theme
from crm_desktop.views.qtmodels.paged_model import PagedModel
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.checkmark import paint_check


class TableHeader(QHeaderView):
    """Column heads in small quiet type, an arrow at the sorted one, the tick for "all" at the left."""

    check_clicked = Signal()
    dragged = Signal()
    """A person has let go of the edge of a column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.ground = "surface"
        """The colour on which the table lies."""
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setFixedHeight(measures.CONTROL)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(32)
        self.sorted_key, self.descending = "", False
        self._held, self._sized = False, False
        self.sectionResized.connect(self._on_sized)

    def is_dragging(self) -> bool:
        """Whether a person holds the edge of a column."""
        return self._held

    def title_width(self, index: int) -> int:
        """What the title needs, with room for the arrow."""
        text = str(self.model().headerData(index, Qt.Orientation.Horizontal))
        return QFontMetrics(theme.font("small")).horizontalAdvance(text) + 16 + 16

    def _on_sized(self) -> None:
        self._sized = self._sized or self._held

    def _model(self) -> PagedModel | None:
        found = self.model()
        return found if isinstance(found, PagedModel) else None

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        model = self._model()
        painter.save()
        painter.fillRect(rect, theme.color(self.ground))
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held, self._sized = True, False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        model = self._model()
        at = self.logicalIndexAt(event.position().toPoint())
        if model is not None and 0 <= at < model.columnCount() and model.columns()[at].kind == "check":
            self.check_clicked.emit()
        super().mouseReleaseEvent(event)
        self._held = False
        if self._sized:
            self._sized = False
            self.dragged.emit()
