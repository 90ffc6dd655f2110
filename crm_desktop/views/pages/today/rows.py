"""Rows of the Today page: painted, focusable, with keys of their own.

Letters act only while a row has the focus; a row takes no text, so no input method is ever cut short.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.core.i18n import N_
from crm_desktop.views import theme
from crm_desktop.views.key_spec import KeySpec
from crm_desktop.views.theme import measures

INSET = 8
KEYS = (
    KeySpec(N_("keys", "Row by row"), ("Up", "Down")),
    KeySpec(N_("keys", "Open"), ("Return",)),
    KeySpec(N_("keys", "Done"), ("D",)),
    KeySpec(N_("keys", "Put off to tomorrow"), ("S",)),
    KeySpec(N_("keys", "Note and next step"), ("N",)),
    KeySpec(N_("keys", "Copy a greeting, on a birthday"), ("C",)),
    KeySpec(N_("keys", "Plan when to get in touch"), ("P",)),
)


class Row(QWidget):
    """The base: ground, line, focus ring, keys. Subclasses paint :meth:`paint_content`.

    ``acted(key)`` is sent for a letter of ``keys`` (``D``, ``S`` …), ``opened`` for Enter or a double click,
    ``walked(step)`` for Up and Down, ``active`` when the row has the pointer or the focus.
    """

    acted = Signal(str)
    opened = Signal()
    walked = Signal(int)
    active = Signal(bool)
    keys = ""
    height_px = measures.ROW_LIST

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(self.height_px)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, True)
        self.setAccessibleName(text)
        self.reserved = 0
        """Pixels at the right that something else covers at the moment."""

    def sizeHint(self) -> QSize:
        return QSize(320, self.height_px)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.height_px)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), event.modifiers() == Qt.KeyboardModifier.NoModifier
        letter = chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else ""
        if plain and letter and letter in self.keys:
            self.acted.emit(letter)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_Down:
            self.walked.emit(1)
        elif key == Qt.Key.Key_Up:
            self.walked.emit(-1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.active.emit(True)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.active.emit(self.underMouse())
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.active.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.active.emit(self.hasFocus())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.fillRect(QRectF(0, box.bottom() - 1, box.width(), 1), theme.color("line"))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.setBrush(theme.color("selected"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), measures.RADIUS, measures.RADIUS)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -2), measures.RADIUS, measures.RADIUS)
        self.paint_content(painter, box.adjusted(INSET, 0, -INSET - self.reserved, 0))
        painter.end()

    def words_end(self) -> int:
        """Where what the row says ends if nothing is cut, in its own pixels."""
        return 0

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Draw what the row says into ``box``."""
        raise NotImplementedError

    def words(
        self, painter: QPainter, box: QRectF, text: str, font: str = "body", ink: str = "text", *, right: bool = False
    ) -> float:
        """Draw one line of text, elided to ``box``; returns its width."""
        if box.width() < 8 or not text:
            return 0.0
        shown_font: QFont = theme.font(font)
        metrics = QFontMetrics(shown_font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.setFont(shown_font)
        painter.setPen(theme.color(ink))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)
        return float(metrics.horizontalAdvance(shown))


def width_of(text: str, font: str = "body") -> int:
    return QFontMetrics(theme.font(font)).horizontalAdvance(text)
