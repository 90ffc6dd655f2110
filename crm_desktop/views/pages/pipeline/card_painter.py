"""The look of a card: title, customer and amount, two quiet facts; colour only for the next step and for rot."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.services.deals import Card
from crm_desktop.views import theme
from crm_desktop.views.pages.pipeline.card_model import CARD, GAP, SLOT
from crm_desktop.views.pages.pipeline.words import Words, initials
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.pills import STATE_ROLE, paint_state

HEIGHT, HEIGHT_COMPACT = 92, 68
SPACE = 8
"""Between two cards and beside them."""
_PAD = measures.CARD_PADDING
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CardDelegate(QStyledItemDelegate):
    """Paints the rows of one column. ``words`` and ``compact`` are set by the board before a refresh."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.compact = False
        self.marked: set[int] = set()
        """Ids of the cards that move together."""

    def height(self) -> int:
        return HEIGHT_COMPACT if self.compact else HEIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, self.height() + SPACE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found = index.data(CARD)
        rect = option.rect
        box = QRectF(rect).adjusted(SPACE + 0.5, 0.5, -SPACE - 0.5, -SPACE - 0.5)
        if found in (GAP, SLOT):
            paint_hole(painter, box, target=found == SLOT)
            return
        state = option.state
        flag = QStyle.StateFlag
        chosen = bool(state & flag.State_Selected) and bool(state & flag.State_HasFocus)
        chosen = chosen or found.id in self.marked
        over = bool(state & flag.State_MouseOver)
        paint_card(painter, box, found, self.words, over=over, chosen=chosen, compact=self.compact)


def paint_hole(painter: QPainter, box: QRectF, *, target: bool) -> None:
    """Where the lifted card was, or (``target``) where it would land."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.color("accent" if target else "line_strong"), 1, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(theme.color("accent_soft") if target else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, measures.RADIUS_CARD, measures.RADIUS_CARD)
    painter.restore()


def paint_card(
    painter: QPainter, box: QRectF, card: Card, words: Words, *, over: bool = False, chosen: bool = False,
    compact: bool = False, lifted: bool = False,
) -> None:  # fmt: skip
    """Draw ``card`` into ``box``; ``lifted`` is the one under the mouse during a drag."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rotten = card.rotten_days > 0
    fill = theme.color("bad_soft" if rotten and not lifted else "raised" if lifted else "surface")
    painter.setBrush(fill)
    painter.setPen(QPen(_border(rotten, over or lifted), 1))
    painter.drawRoundedRect(box, measures.RADIUS_CARD, measures.RADIUS_CARD)
    if chosen:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), measures.RADIUS_CARD, measures.RADIUS_CARD)
    inside = box.adjusted(_PAD, 11.5, -_PAD, -10)
    line = QRectF(inside.x(), inside.y(), inside.width(), 20)
    _text(painter, line, card.title, theme.font("strong"), "text")
    line.translate(0, 20)
    amount = words.money(card.amount)
    bold = theme.font("number_strong")
    width = QFontMetrics(bold).horizontalAdvance(amount) + 1 if amount else 0
    _text(painter, QRectF(line.right() - width, line.y(), width, 20), amount, bold, "text", _RIGHT)
    left = 0
    if compact:
        paint_state(painter, card.state, QRectF(line.x() - 2, line.y() + 2, 16, 16))
        left = 18
    _text(painter, line.adjusted(left, 0, -width - 8, 0), card.customer, theme.font("small"), "text_2")
    if not compact:
        _next_line(painter, line.translated(0, 28), card, words)
    painter.restore()


def _next_line(painter: QPainter, line: QRectF, card: Card, words: Words) -> None:
    who = initials(card.owner)
    small = theme.font("small")
    width = QFontMetrics(small).horizontalAdvance(who) + 1 if who else 0
    _text(painter, QRectF(line.right() - width, line.y(), width, 20), who, small, "text_2", _RIGHT)
    paint_state(painter, card.state, QRectF(line.x() - 2, line.y() + 2, 16, 16))
    role = "bad" if card.rotten_days else STATE_ROLE[card.state]
    _text(painter, line.adjusted(18, 0, -width - 6, 0), words.next_step(card), small, role)


def _border(rotten: bool, strong: bool) -> QColor:
    if not rotten:
        return theme.color("line_strong" if strong else "line")
    colour = theme.color("bad")
    colour.setAlpha(150 if strong else 90)
    return colour


def _text(painter: QPainter, box: QRectF, text: str, font: QFont, role: str, align: Qt.AlignmentFlag = _LEFT) -> None:
    painter.setFont(font)
    painter.setPen(theme.color(role))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
    painter.drawText(box, align, shown)
