"""Painting of the check step: a count at the right of a word, and a cell that can't be imported."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from crm_desktop.views import theme
from crm_desktop.views.pages.importing.rows_grid import EDITED_ROLE, WRONG_ROLE
from crm_desktop.views.pages.importing.table_model import LinedDelegate
from crm_desktop.views.theme import measures

COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
LINE_ROLE = Qt.ItemDataRole.UserRole + 4
_BAR = 2
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)

Index = QModelIndex | QPersistentModelIndex


class CountDelegate(QStyledItemDelegate):
    """A list item with its count at the right, and a quieter second line where it has one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, measures.ROW_TWO_LINES - 4 if index.data(LINE_ROLE) else measures.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected" if selected else "hover"))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(0, 1, 0, -1), measures.RADIUS, measures.RADIUS)
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 2, -1, -2), measures.RADIUS, measures.RADIUS)
        self._texts(painter, option.rect.adjusted(12, 4, -12, -4), index, selected)
        painter.restore()

    @staticmethod
    def _texts(painter: QPainter, box: QRect, index: Index, selected: bool) -> None:
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        count, line = str(index.data(COUNT_ROLE)), str(index.data(LINE_ROLE) or "")
        upper = QRect(box.left(), box.top(), box.width(), box.height() // 2) if line else box
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text" if selected else "text_2"))
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        upper.setRight(upper.right() - painter.fontMetrics().horizontalAdvance(count) - 8)
        elide = Qt.TextElideMode.ElideRight
        painter.setPen(theme.color("text"))
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.drawText(upper, flags, painter.fontMetrics().elidedText(text, elide, upper.width()))
        if line:
            lower = QRect(box.left(), box.top() + box.height() // 2, box.width(), box.height() // 2)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text" if selected else "text_2"))
            painter.drawText(lower, flags, painter.fontMetrics().elidedText(line, elide, lower.width()))


class WrongCellDelegate(LinedDelegate):
    """A wrong cell has a tint and a bar at its left, so that colour is not the only sign; so has a corrected one.

    ``tabbed`` says that Tab (True) or Shift+Tab ended the typing: what was typed is kept.
    """

    tabbed = Signal(bool)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        pressed = event if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed is not None and pressed.key() in _TABS and isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, self.EndEditHint.NoHint)
            self.tabbed.emit(pressed.key() == Qt.Key.Key_Tab)
            return True
        return super().eventFilter(editor, event)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        edited, wrong = bool(index.data(EDITED_ROLE)), bool(index.data(WRONG_ROLE))
        if edited or wrong:
            painter.fillRect(option.rect.adjusted(0, 0, 0, -1), theme.color("info_soft" if edited else "bad_soft"))
            bar = QRect(option.rect.left(), option.rect.top(), _BAR, option.rect.height() - 1)
            painter.fillRect(bar, theme.color("info" if edited else "bad"))
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        plain = QStyleOptionViewItem(option)
        plain.state &= ~QStyle.StateFlag.State_Selected
        super().paint(painter, plain, index)
        if current:  # a ring: what is wrong with the cell stays to be seen
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -2))
