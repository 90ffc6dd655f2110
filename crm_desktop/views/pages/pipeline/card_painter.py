"""The look of a card: title, customer and amount, two quiet facts; colour only for the next step and for rot."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.core.i18n import tr_
from crm_desktop.services.deals import Card
from crm_desktop.services.pipeline_setup import USUAL_CARD
from crm_desktop.views import theme
from crm_desktop.views.pages.pipeline.card_model import CARD, GAP, SLOT
from crm_desktop.views.pages.pipeline.words import Words, initials
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.pills import STATE_ROLE, paint_state

SPACE = 8
"""Between two cards and beside them."""
_LINE = 20
_AROUND = 28
"""Over the first and under the last line, together."""
_TO_NEXT = 4
"""The next step stands a little apart."""
_NARROW, _NARROW_PAD = 176, 8
"""A card narrower than this spares some of its padding for the words."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CardDelegate(QStyledItemDelegate):
    """Paints the rows of one column. ``words`` and ``compact`` are set by the board before a refresh."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.compact = False
        self.fields = USUAL_CARD
        """What the cards say besides their title."""
        self.marked: set[int] = set()
        """Ids of the cards that move together."""
        self.lifted = 0
        """Height of the card under the mouse during a drag: that of the gap it left and of the slot it would take."""

    def height(self, row: Card | str | None = None) -> int:
        """How high a row is; without one how high a card can be."""
        if isinstance(row, str):
            return self.lifted or self.height()
        fields = self.fields if row is None else said(row, self.fields)
        return card_height(fields, compact=self.compact)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, self.height(index.data(CARD)) + SPACE)

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
        paint_card(
            painter, box, found, self.words, over=over, chosen=chosen, compact=self.compact, fields=self.fields
        )  # fmt: skip


def said(card: Card, fields: frozenset[str]) -> frozenset[str]:
    """What of ``fields`` this card has something to say on: no card keeps a line empty."""
    left = fields if card.tags else fields - {"tags"}
    return left if card.expected_close is not None else left - {"closing"}


def card_height(fields: frozenset[str], *, compact: bool) -> int:
    """How high a card is that says ``fields``; compact ones have at most two lines."""
    lines = 1 + bool(fields & {"customer", "amount"})
    if compact:
        return _AROUND + _LINE * lines
    lines += bool(fields & {"probability", "closing", "days"}) + ("tags" in fields)
    last = bool(fields & {"next", "owner"})
    return _AROUND + _LINE * (lines + last) + (_TO_NEXT if last and lines > 1 else 0)


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
    compact: bool = False, lifted: bool = False, fields: frozenset[str] = USUAL_CARD,
) -> None:  # fmt: skip
    """Draw ``card`` into ``box``; ``lifted`` is the one under the mouse during a drag, ``fields`` what it says."""
    fields = said(card, fields)
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
    pad = _NARROW_PAD if box.width() < _NARROW else measures.CARD_PADDING
    inside = box.adjusted(pad, 11.5, -pad, -10)
    line = QRectF(inside.x(), inside.y(), inside.width(), _LINE)
    _text(painter, line, card.title, theme.font("strong"), "text")
    if fields & {"customer", "amount"}:
        line.translate(0, _LINE)
        _who_and_how_much(painter, line, card, words, fields, compact=compact)
    if not compact:
        _further_lines(painter, line, card, words, fields)
    painter.restore()


def _who_and_how_much(
    painter: QPainter, line: QRectF, card: Card, words: Words, fields: frozenset[str], *, compact: bool
) -> None:
    amount = words.money(card.amount) if "amount" in fields else ""
    bold = theme.font("number_strong")
    width = QFontMetrics(bold).horizontalAdvance(amount) + 1 if amount else 0
    _text(painter, QRectF(line.right() - width, line.y(), width, _LINE), amount, bold, "text", _RIGHT)
    left = 0
    if compact and "next" in fields:
        paint_state(painter, card.state, QRectF(line.x() - 2, line.y() + 2, 16, 16))
        left = 18
    if "customer" in fields:
        _text(painter, line.adjusted(left, 0, -width - 8, 0), card.customer, theme.font("small"), "text_2")


def _further_lines(painter: QPainter, line: QRectF, card: Card, words: Words, fields: frozenset[str]) -> None:
    """Facts in words, tags, and the next step with whose it is."""
    if fields & {"probability", "closing", "days"}:
        line.translate(0, _LINE)
        _text(painter, line, _facts(card, words, fields), theme.font("small"), "text_2")
    if "tags" in fields:
        line.translate(0, _LINE)
        _tags(painter, line, card.tags)
    if fields & {"next", "owner"}:
        line.translate(0, _LINE + (2 * _TO_NEXT if fields - {"next", "owner"} else 0))
        _next_line(painter, line, card, words, fields)


def _facts(card: Card, words: Words, fields: frozenset[str]) -> str:
    """``75%  28 Sep  3 days``: cards are narrow."""
    parts = [f"{card.probability}%" if "probability" in fields else ""]
    if card.expected_close is not None and "closing" in fields:
        parts.append(words.day(card.expected_close))
    if "days" in fields:
        days = card.days_in_stage
        parts.append(tr_("pipeline", "1 day") if days == 1 else tr_("pipeline", "{n} days", n=days))
    return "  ".join(part for part in parts if part)


def _tags(painter: QPainter, line: QRectF, tags: tuple[str, ...]) -> None:
    """As many pills as there is room for."""
    x = line.x()
    painter.setFont(theme.font("small"))
    metrics = QFontMetrics(painter.font())
    for tag in tags:
        width = metrics.horizontalAdvance(tag) + 14
        if x + width > line.right():
            return
        pill = QRectF(x, line.y() + 1, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("hover"))
        painter.drawRoundedRect(pill, 9, 9)
        painter.setPen(theme.color("text_2"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, tag)
        x += width + 4


def _next_line(painter: QPainter, line: QRectF, card: Card, words: Words, fields: frozenset[str]) -> None:
    who = initials(card.owner) if "owner" in fields else ""
    small = theme.font("small")
    width = QFontMetrics(small).horizontalAdvance(who) + 1 if who else 0
    _text(painter, QRectF(line.right() - width, line.y(), width, _LINE), who, small, "text_2", _RIGHT)
    if "next" not in fields:
        return
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
