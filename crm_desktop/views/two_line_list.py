"""A calm list with two lines a row: what it is, and quietly when or where; chosen by mouse or arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QMetaMethod, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from crm_desktop.views import theme

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """``key`` is what the row stands for; a ``dimmed`` row is over and done with; a ``line`` that is a ``path`` gives
    up its middle where it does not fit.
    """

    key: Any
    title: str
    line: str = ""
    right: str = ""
    icon: str = ""
    dimmed: bool = False
    path: bool = False

    def text(self) -> str:
        return "  ".join(part for part in (self.title, self.line, self.right) if part)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW_ROLE)
        return QSize(0, theme.measures.ROW_TWO_LINES if row.line else theme.measures.ROW_LIST)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        box = QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or hovered:
            painter.fillRect(box, theme.color("selected" if selected else "hover"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        left = box.left() + 8
        if row.icon:
            theme.paint_icon(painter, row.icon, QRect(left, box.center().y() - 9, 18, 18))
            left += 30
        right = box.right() - 8
        if row.right:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text" if selected else "text_2"))
            width = painter.fontMetrics().horizontalAdvance(row.right)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRect(right - width - 2, box.top(), width + 2, box.height()), flags, row.right)
            right -= width + 16
        self._texts(painter, row, QRect(left, box.top(), right - left, box.height()), selected)
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -2), 6, 6)
        painter.restore()

    def _texts(self, painter: QPainter, row: Row, place: QRect, selected: bool) -> None:
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(theme.font("body" if row.dimmed else "strong"))
        painter.setPen(theme.color("text_2" if row.dimmed and not selected else "text"))
        top = QRect(place) if not row.line else QRect(place.left(), place.top() + 6, place.width(), 20)
        painter.drawText(top, flags, painter.fontMetrics().elidedText(row.title, elide, place.width()))
        if row.line:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text" if selected else "text_2"))
            low = QRect(place.left(), place.top() + 27, place.width(), 18)
            elide = Qt.TextElideMode.ElideMiddle if row.path else elide
            painter.drawText(low, flags, painter.fontMetrics().elidedText(row.line, elide, place.width()))


class TwoLineList(QListWidget):
    """``chosen()`` when another row is current, ``opened(key)`` on Enter or a double click."""

    chosen = Signal()
    opened = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None, *, several: bool = False) -> None:
        super().__init__(parent)
        self._natural = 0
        self.setObjectName(name)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.itemSelectionChanged.connect(self.chosen)
        self.itemActivated.connect(self._open)

    def showEvent(self, event: QShowEvent) -> None:
        """In a dialog a list lies on the dialog's own ground."""
        if self.property("ground") is None and isinstance(self.window(), QDialog):
            theme.set_ground(self, "raised")
        super().showEvent(event)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace the rows; the chosen one stays chosen where it is still there."""
        keep = self.key()
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)
        self.add_rows(rows)
        self.choose(keep)

    def add_rows(self, rows: Sequence[Row]) -> None:
        for row in rows:
            item = QListWidgetItem(row.text(), self)
            item.setData(ROW_ROLE, row)
            item.setToolTip(f"{row.title}\n{row.line}" if row.path else row.title)

    def fit(self, rows: int = 8) -> None:
        """As high as its rows, up to ``rows`` of them."""
        self.setFixedHeight(self._height_of(rows))

    def fit_room(self, least: int = 4) -> None:
        """As high as its rows where the layout has the room, else at least ``least`` of them."""
        self._natural = self._height_of(self.count())
        self.setMinimumHeight(min(self._natural, self._height_of(least)))
        self.setMaximumHeight(self._natural)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        found = super().sizeHint()
        return QSize(found.width(), self._natural) if self._natural else found

    def _height_of(self, rows: int) -> int:
        height = sum(self.sizeHintForRow(row) for row in range(min(self.count(), rows)))
        return max(height, theme.measures.ROW_LIST) + 2

    def choose(self, key: Any) -> None:
        """Choose the row of ``key``, else the first."""
        at = next((number for number in range(self.count()) if self.row_at(number).key == key), 0)
        if self.count():
            self.setCurrentRow(at)
        self.chosen.emit()

    def row_at(self, number: int) -> Row:
        row: Row = self.item(number).data(ROW_ROLE)
        return row

    def key(self) -> Any:
        """What the current row stands for; None where there is none."""
        item = self.currentItem()
        return item.data(ROW_ROLE).key if item is not None else None

    def keys(self) -> list[Any]:
        """What the chosen rows stand for, in their order."""
        return [self.row_at(index.row()).key for index in sorted(self.selectedIndexes())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens once: left to Qt it would go on and press the default button of a dialog as well."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.currentItem() is not None and self.isSignalConnected(QMetaMethod.fromSignal(self.opened)):
            self._open(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(ROW_ROLE).key)
