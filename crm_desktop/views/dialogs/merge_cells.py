"""The cells of the merge table: a value that can be chosen, a customer that can be the one that stays."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.views import theme
from crm_desktop.views.theme import measures

RADIO = 16
INSET = 8
MOST_LINES = 3


_JOINT = re.compile(r"([@._/-])(?=\S)")
_LONG_WORD = re.compile(r"[!-~]{16,}")
BREAK = "\u200b"


def breakable(text: str) -> str:
    """``text`` with places where an address or a very long word may go on in the next line."""
    text = _JOINT.sub(rf"\1{BREAK}", text)
    return _LONG_WORD.sub(lambda found: BREAK.join(re.findall(".{1,10}", found.group())), text)


class ChoiceCell(QAbstractButton):
    """A value beside a radio mark; ``record_id`` is the customer it comes from. The words may take three lines."""

    def __init__(self, record_id: int, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record_id = record_id
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(140, self.heightForWidth(max(140, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, measures.CONTROL)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetrics(theme.font("body"))
        room = QRect(0, 0, max(40, width - RADIO - 3 * INSET), 10_000)
        needed = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), breakable(self.text())).height()
        lines = min(MOST_LINES, max(1, round(needed / metrics.lineSpacing())))
        self.setToolTip(self.text() if needed > MOST_LINES * metrics.lineSpacing() else "")
        return max(measures.CONTROL, lines * metrics.lineSpacing() + 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected" if self.isChecked() else "hover"))
            painter.drawRoundedRect(box, measures.RADIUS, measures.RADIUS)
        self._paint_radio(painter, QRectF(INSET, (measures.CONTROL - RADIO) / 2, RADIO, RADIO))
        painter.setPen(theme.color("text" if self.isChecked() else "text_2"))
        painter.setFont(theme.font("body"))
        left = RADIO + 2 * INSET
        place = QRectF(left, 6, self.width() - left - INSET, self.height() - 9)
        painter.drawText(place, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), breakable(self.text()))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.drawRoundedRect(box, measures.RADIUS, measures.RADIUS)
        painter.end()

    def _paint_radio(self, painter: QPainter, box: QRectF) -> None:
        on = self.isChecked()
        painter.setPen(QPen(theme.color("accent" if on else "line_strong"), 5 if on else 1))
        painter.setBrush(theme.color("surface"))
        shrink = 2.5 if on else 0.5
        painter.drawEllipse(box.adjusted(shrink, shrink, -shrink, -shrink))


class HeadCell(ChoiceCell):
    """The head of a customer's column; the chosen one is the one that stays."""

    def __init__(self, record_id: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(record_id, name, tr_("merge", "Keep {name}", name=name), parent)
        self.setToolTip(name)
        self.toggled.connect(self.update)

    def heightForWidth(self, width: int) -> int:
        return measures.ROW_TWO_LINES

    def sizeHint(self) -> QSize:
        return QSize(140, measures.ROW_TWO_LINES)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, measures.ROW_TWO_LINES)

    def note(self) -> str:
        return tr_("merge", "stays") if self.isChecked() else tr_("merge", "is merged in")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(box, measures.RADIUS, measures.RADIUS)
        self._paint_radio(painter, QRectF(INSET, 8, RADIO, RADIO))
        left = RADIO + 2 * INSET
        room = self.width() - left - INSET
        self._line(painter, QRectF(left, 6, room, 20), self.text(), "strong", "text")
        self._line(painter, QRectF(left, 27, room, 18), self.note(), "small", "text_2")
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.drawRoundedRect(box, measures.RADIUS, measures.RADIUS)
        painter.end()

    @staticmethod
    def _line(painter: QPainter, place: QRectF, text: str, font: str, ink: str) -> None:
        painter.setFont(theme.font(font))
        painter.setPen(theme.color(ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
