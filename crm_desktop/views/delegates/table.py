"""Paints the cells of a table from :class:`Cell`: one delegate for every kind of column."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from crm_desktop.views import theme
from crm_desktop.views.qtmodels.columns import Cell
from crm_desktop.views.qtmodels.paged_model import CellRole, CheckedRole
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.checkmark import paint_check
from crm_desktop.views.widgets.pills import paint_pill, paint_state, pill_width

Index = QModelIndex | QPersistentModelIndex
INSET = 8


class TableDelegate(QStyledItemDelegate):
    """Paints ground and line of the row, then the cell as its column's kind wants it.

    The view tells the hovered row by ``hover_row``; ``actions`` is the width kept free at the right of that row.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hover_row = -1
        self.link_row = -1
        """The row whose linked text the mouse is on."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, measures.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(index.data(CheckedRole))
        over = index.row() == self.hover_row or bool(option.state & QStyle.StateFlag.State_Selected)
        rect = QRectF(option.rect)
        ground = "selected" if chosen else "hover" if over else "surface"
        painter.fillRect(rect, theme.color(ground))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.color("line"))
        columns = getattr(index.model(), "columns", None)
        column = columns()[index.column()] if columns else None
        kind = column.kind if column else "text"
        if kind == "check":
            box = QRectF(rect.left() + INSET, rect.center().y() - 8.5, 16, 16)
            paint_check(painter, box, "on" if index.data(CheckedRole) else "off")
        else:
            cell = index.data(CellRole)
            if isinstance(cell, Cell):
                over = bool(column and column.link) and index.row() == self.link_row
                self._paint_cell(painter, rect.adjusted(INSET, 0, -INSET, -1), cell, kind, ground, linked=over)
        painter.restore()

    def _paint_cell(
        self, painter: QPainter, rect: QRectF, cell: Cell, kind: str, ground: str, *, linked: bool = False
    ) -> None:
        if cell.pills:
            self._paint_pills(painter, rect, cell.pills, "hover" if ground == "surface" else "surface")
            return
        if cell.state and cell.text:
            paint_state(painter, cell.state, QRectF(rect.left(), rect.center().y() - 6, 12, 12))
            rect = rect.adjusted(18, 0, 0, 0)
        right = kind in ("money", "number")
        font = theme.font("number" if right or kind in ("date", "state") else "body")
        if cell.strong:
            font = theme.font("strong")
        if linked:
            font = QFont(font)
            font.setUnderline(True)
        painter.setFont(font)
        tone = cell.tone if cell.tone and ground != "selected" else "text"
        painter.setPen(theme.color(tone))
        metrics = QFontMetrics(font)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, int(rect.width()) + 1)
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)
        if cell.secondary and shown == cell.text:
            left = rect.left() + metrics.horizontalAdvance(cell.text) + 8
            small = theme.font("small")
            room = rect.right() - left
            if room > 24:
                painter.setFont(small)
                painter.setPen(theme.color("text_2"))
                rest = QFontMetrics(small).elidedText(cell.secondary, Qt.TextElideMode.ElideRight, int(room))
                painter.drawText(
                    QRectF(left, rect.top() + 0.5, room, rect.height()), Qt.AlignmentFlag.AlignVCenter, rest
                )

    def _paint_pills(self, painter: QPainter, rect: QRectF, pills: tuple[str, ...], ground: str) -> None:
        x, more_width = rect.left(), pill_width("+9")
        for at, text in enumerate(pills):
            left_over = len(pills) - at - 1
            room = rect.right() - x - (more_width + 4 if left_over else 0)
            width = pill_width(text)
            if width > room and (at or room < 28):
                rest = f"+{len(pills) - at}"
                paint_pill(painter, QRectF(x, rect.center().y() - 10, pill_width(rest), 20), rest, ground)
                return
            paint_pill(painter, QRectF(x, rect.center().y() - 10, min(width, room), 20), text, ground)
            x += min(width, room) + 4

    def needs(self, cell: Cell, kind: str) -> int:
        """The width in which the cell shows everything."""
        used = 2 * INSET + (18 if cell.state and cell.text else 0)
        if cell.pills:
            return used + sum(pill_width(text) + 4 for text in cell.pills)
        used += self.text_width(cell)
        if cell.secondary:
            used += 8 + QFontMetrics(theme.font("small")).horizontalAdvance(cell.secondary)
        return used + 2

    def text_width(self, cell: Cell) -> int:
        """What the text itself takes, without what follows it."""
        return QFontMetrics(theme.font("strong" if cell.strong else "body")).horizontalAdvance(cell.text)

    def is_cut(self, cell: Cell, kind: str, width: int) -> bool:
        """Whether the cell's text does not fit into ``width``: then it has a tooltip."""
        room = width - 2 * INSET - (18 if cell.state else 0)
        if cell.pills:
            return sum(pill_width(text) + 4 for text in cell.pills) - 4 > room
        used = QFontMetrics(theme.font("strong" if cell.strong else "body")).horizontalAdvance(cell.text)
        if cell.secondary:
            used += 8 + QFontMetrics(theme.font("small")).horizontalAdvance(cell.secondary)
        return used > room + 1
