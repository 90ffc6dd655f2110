"""How the rows of a timeline look and how high they are."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from crm_desktop.views import theme
from crm_desktop.views.pages.customers.timeline_items import Item
from crm_desktop.views.pages.customers.timeline_model import ITEM
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.pills import paint_state

_LEFT = 36
_RIGHT = 4
_TOP, _BOTTOM = 6, 8
_DAY_TOP, _DAY_HEIGHT = 8, 34
_NAME = 200
_ACTION = 28
_REMEMBERED = 10_000
_WRAP = Qt.TextFlag.TextWordWrap

Index = QModelIndex | QPersistentModelIndex


class TimelineDelegate(QStyledItemDelegate):
    """What was measured once is not measured again while fonts and width stay."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._measured: dict[int, tuple[Item, int]] = {}
        self._width = 0
        self._fonts()
        theme.signals.changed.connect(self.forget)

    def _fonts(self) -> None:
        self._body, self._strong, self._small = theme.font("body"), theme.font("strong"), theme.font("small")
        self._body_metrics = QFontMetrics(self._body)
        self._line = max(measures.LINE, self._body_metrics.height())

    def forget(self) -> None:
        """Measure everything again: other fonts."""
        self._measured.clear()
        self._fonts()

    def set_width(self, width: int) -> bool:
        """Whether the rows may be of another height now."""
        if width == self._width:
            return False
        self._width = width
        self._measured.clear()
        return True

    # Size -----------------------------------------------------------------------------

    def height(self, item: Item) -> int:
        """How high the row of ``item`` is."""
        known = self._measured.get(id(item))
        if known is None:
            if len(self._measured) > _REMEMBERED:
                self._measured.clear()
            known = (item, self._height(item))  # the item is kept, so that its id stays its own
            self._measured[id(item)] = known
        return known[1]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.height(index.data(ITEM)))

    def _height(self, item: Item) -> int:
        if item.entry is None:
            return _DAY_HEIGHT
        lines = len(item.lines) + bool(item.more_lines)
        return _TOP + self._line * (1 + lines) + self._text_height(item.text) + _BOTTOM

    def _text_height(self, text: str) -> int:
        if not text:
            return 0
        room = max(80, self._width - _LEFT - _RIGHT)
        metrics = self._body_metrics
        if "\n" not in text and metrics.horizontalAdvance(text) <= room:
            return self._line
        return metrics.boundingRect(QRect(0, 0, room, 100_000), _WRAP, text).height() + 3

    # Paint ----------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: Item = index.data(ITEM)
        painter.save()
        if item.entry is None:
            self._paint_day(painter, QRect(option.rect), item)
        else:
            self._paint_entry(painter, option, item)
        painter.restore()

    def _paint_day(self, painter: QPainter, box: QRect, item: Item) -> None:
        place = box.adjusted(0, _DAY_TOP, -_RIGHT, 0)
        place.setHeight(20)
        painter.setFont(self._strong)
        painter.setPen(theme.color("text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, item.heading)
        x = painter.fontMetrics().horizontalAdvance(item.heading) + 8
        painter.setFont(self._small)
        painter.setPen(theme.color("text_2"))
        painter.drawText(place.adjusted(x, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, item.note)
        painter.fillRect(box.left(), box.bottom() - 1, box.width() - _RIGHT, 1, theme.color("line"))

    def _paint_entry(self, painter: QPainter, option: QStyleOptionViewItem, item: Item) -> None:
        box = QRect(option.rect).adjusted(0, 0, -_RIGHT, 0)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if over or current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(QRectF(box).adjusted(0, 1, 0, -1), 6, 6)
        if current:
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 2, -1, -2), 6, 6)
        theme.paint_icon(painter, item.icon, QRectF(box.left() + 6, box.top() + _TOP + 1, 18, 18), "text_2")
        actions = _ACTION * 2 if (over or current) and can_edit(item) else 0
        head = QRect(box.left() + _LEFT, box.top() + _TOP, box.width() - _LEFT - actions - 4, self._line)
        self._paint_head(painter, head, item)
        if actions:
            for name, place in zip(("pencil", "trash"), action_rects(box), strict=True):
                theme.paint_icon(painter, name, QRectF(place).adjusted(5, 5, -5, -5), "text_2")
        top = head.bottom() + 1
        for line in item.lines:
            self._paint_line(painter, QRect(head.left(), top, box.width() - _LEFT, self._line), line)
            top += self._line
        if item.more_lines:
            painter.setFont(self._small)
            painter.drawText(QRect(head.left(), top, 300, self._line), Qt.AlignmentFlag.AlignVCenter, item.more_lines)
            top += self._line
        if item.text:
            painter.setFont(self._body)
            painter.setPen(theme.color("text"))
            place = QRect(head.left(), top, max(80, self._width - _LEFT - _RIGHT), box.bottom() - top)
            painter.drawText(place, _WRAP, item.text)

    def _paint_head(self, painter: QPainter, place: QRect, item: Item) -> None:
        right = place.right()
        for text, font, role in (
            (item.state, self._small, item.tone or "text_2"),
            (item.amount, self._strong, "text"),
        ):
            if not text:
                continue
            painter.setFont(font)
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.setPen(theme.color(role))
            at = QRect(right - width, place.top(), width + 2, place.height())
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, text)
            right -= width + 8
            if item.tone == "good" and text == item.state:
                paint_state(painter, "done", QRectF(right - 14, place.center().y() - 8, 16, 16))
                right -= 20
        note_width = QFontMetrics(self._small).horizontalAdvance(item.note)
        painter.setFont(self._strong)
        painter.setPen(theme.color("text"))
        room = max(40, right - place.left() - note_width - 16)
        heading = painter.fontMetrics().elidedText(item.heading, Qt.TextElideMode.ElideRight, room)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, heading)
        x = painter.fontMetrics().horizontalAdvance(heading) + 8
        painter.setFont(self._small)
        painter.setPen(theme.color("text_2"))
        painter.drawText(place.adjusted(x, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, item.note)

    def _paint_line(self, painter: QPainter, place: QRect, line: tuple[str, str, str]) -> None:
        painter.setFont(self._body)
        painter.setPen(theme.color("text_2"))
        name = self._body_metrics.elidedText(line[0], Qt.TextElideMode.ElideRight, _NAME)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
        painter.drawText(place.adjusted(_NAME + 16, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, line[1])
        amount = QRect(place.left() + _NAME + 16, place.top(), 136, place.height())
        painter.drawText(amount, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, line[2])


def can_edit(item: Item) -> bool:
    """Whether the entry itself is changed and taken away here: what was written down by hand."""
    return item.entry is not None and item.entry.kind == "activity"


def action_rects(box: QRect) -> tuple[QRect, QRect]:
    """Where the pencil and the bin of an entry stand in its row (without the right margin)."""
    top = box.top() + _TOP - 4
    return (
        QRect(box.right() - 2 * _ACTION, top, _ACTION, _ACTION),
        QRect(box.right() - _ACTION, top, _ACTION, _ACTION),
    )


def entry_rect(row: QRect) -> QRect:
    """The part of a row that its entry takes."""
    return row.adjusted(0, 0, -_RIGHT, 0)
