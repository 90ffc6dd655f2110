"""How the list at the left of a page with parts looks: reports, sections of the settings."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.views import theme
from crm_desktop.views.theme import measures

NameRole = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex


class SideDelegate(QStyledItemDelegate):
    """Groups in small quiet type, entries (those with a name under :data:`NameRole`) as rounded items with a ring."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, measures.CONTROL if index.data(NameRole) else 36)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        name = bool(index.data(NameRole))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if name and (chosen or option.state & QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected" if chosen else "hover"))
            painter.drawRoundedRect(box, measures.RADIUS, measures.RADIUS)
        view = option.widget
        if chosen and view is not None and view.hasFocus():
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), measures.RADIUS, measures.RADIUS)
        font = theme.font(("strong" if chosen else "body") if name else "small")
        painter.setFont(font)
        painter.setPen(theme.color("text" if name else "text_2"))
        inner = box.adjusted(12, 0 if name else 8, -8, 0)
        shown = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
