"""Tags as soft pills, chips that can be taken away, and the shapes of the states."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.views import theme
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.button import icon_button
from crm_desktop.views.widgets.labels import label

State = Literal["overdue", "today", "later", "none", "done", "cancelled"]
STATE_ROLE: dict[str, str] = {
    "overdue": "bad",
    "today": "good",
    "later": "text_2",
    "none": "warn",
    "done": "good",
    "cancelled": "text_2",
}


def paint_state(painter: QPainter, state: str, rect: QRectF, role: str | None = None) -> None:
    """Draw the shape of ``state`` centred in ``rect``: triangle overdue, disc today, ring later, diamond no next
    step, tick done, cross what came to nothing. ``role`` overrides the colour that goes with the state."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = theme.color(role or STATE_ROLE.get(state, "text_2"))
    centre, side = rect.center(), 11.0
    box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    if state == "overdue":
        painter.setPen(QPen(colour, 1.2, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(colour)
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(centre.x(), box.top() + 0.6),
                    QPointF(box.right(), box.bottom() - 0.6),
                    QPointF(box.left(), box.bottom() - 0.6),
                ]
            )
        )
        painter.setPen(QPen(theme.color("surface"), 1.3))
        painter.drawLine(QPointF(centre.x(), centre.y() - 1.6), QPointF(centre.x(), centre.y() + 1.3))
        painter.drawPoint(QPointF(centre.x(), centre.y() + 3.2))
    elif state == "today":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    elif state == "none":
        painter.setPen(QPen(colour, 1.4, j=Qt.PenJoinStyle.MiterJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(centre.x(), box.top()),
                    QPointF(box.right(), centre.y()),
                    QPointF(centre.x(), box.bottom()),
                    QPointF(box.left(), centre.y()),
                ]
            )
        )
    elif state == "done":
        theme.paint_icon(painter, "check", box.adjusted(-1.5, -1.5, 1.5, 1.5), role or STATE_ROLE["done"])
    elif state == "cancelled":
        theme.paint_icon(painter, "x", box.adjusted(-1, -1, 1, 1), role or STATE_ROLE["cancelled"])
    else:
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    painter.restore()


def state_word(state: str) -> str:
    """What a screen reader says for the shape."""
    words = {
        "overdue": tr_("widgets", "Overdue"),
        "today": tr_("widgets", "Today"),
        "later": tr_("widgets", "Later"),
        "none": tr_("widgets", "No next step"),
        "done": tr_("widgets", "Done"),
        "cancelled": tr_("widgets", "Came to nothing"),
    }
    return words.get(state, "")


class StateShape(QWidget):
    """The shape of a state, 16 by 16."""

    def __init__(self, state: str = "later", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setFixedSize(16, 16)
        self.set_state(state)

    def state(self) -> str:
        return self._state

    def set_state(self, state: str) -> None:
        self._state = state
        self.setAccessibleName(state_word(state))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_state(painter, self._state, QRectF(self.rect()))
        painter.end()


def pill_width(text: str) -> int:
    return QFontMetrics(theme.font("small")).horizontalAdvance(text) + 16


def paint_pill(painter: QPainter, rect: QRectF, text: str, ground: str = "hover", ink: str = "text_2") -> None:
    """Draw ``text`` in a pill that fills ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setPen(theme.color(ink))
    painter.setFont(theme.font("small"))
    shown = QFontMetrics(theme.font("small")).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()) - 12)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


class Pill(QWidget):
    """A tag, 20 high. With ``removable`` it can be taken away by its cross or by Delete."""

    removed = Signal()

    def __init__(
        self, text: str, parent: QWidget | None = None, *, removable: bool = False, ground: str = "hover"
    ) -> None:
        super().__init__(parent)
        self._text, self._removable, self._ground = text, removable, ground
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setToolTip(text if len(text) > 16 else "")
        if removable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setToolTip(tr_("widgets", "Remove {text}", text=text))

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(min(200, pill_width(self._text)) + (14 if self._removable else 0), 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_pill(painter, box, "", self._ground)
        room = box.adjusted(0, 0, -14, 0) if self._removable else box
        paint_pill(painter, room, self._text, self._ground)
        if self._removable:
            theme.paint_icon(painter, "x", QRectF(box.right() - 18, box.center().y() - 5, 10, 10), "text_2")
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.tokens().accent), measures.FOCUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 9, 9)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._removable and event.position().x() > self.width() - 20:
            self.removed.emit()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class Chip(QWidget):
    """A filter in force: quiet field name, value, a cross. Outlined, 32 high, as the field beside it."""

    removed = Signal()
    clicked = Signal()

    def __init__(self, name: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._value = label(name, "body", "2"), label(value)
        cross = icon_button("x", tr_("widgets", "Remove the condition {name} {value}", name=name, value=value), self)
        cross.setFixedSize(22, 22)
        cross.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 0, 4, 0)
        row.setSpacing(6)
        for part in (self._name, self._value, cross):
            row.addWidget(part)
        self.setFixedHeight(measures.CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line_strong"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), measures.RADIUS, measures.RADIUS)
        painter.end()
