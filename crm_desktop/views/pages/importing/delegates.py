"""Painting of the check step: a count at the right of a word, and a cell that can't be imported."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from crm_desktop.views import theme

COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
_BAR = 2

Index = QModelIndex | QPersistentModelIndex


class CountDelegate(QStyledItemDelegate):
    """A list item with its count at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        painter.setPen(theme.color("text_2"))
        box = option.rect.adjusted(0, 0, -12, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(index.data(COUNT_ROLE)))


class WrongCellDelegate(QStyledItemDelegate):
    """The wrong cell has a tint and a bar at its left, so that colour is not the only sign."""

    def __init__(self, parent: QWidget, column: int) -> None:
        super().__init__(parent)
        self._column = column

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column() == self._column:
            painter.fillRect(option.rect.adjusted(0, 0, 0, -1), theme.color("bad_soft"))
            painter.fillRect(
                QRect(option.rect.left(), option.rect.top(), _BAR, option.rect.height() - 1), theme.color("bad")
            )
        super().paint(painter, option, index)
        painter.setPen(theme.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
