"""Rows of the day's panel and of the agenda: time, type, who over what, and a ring to tick off."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.followups import FollowUp
from crm_desktop.views import theme
from crm_desktop.views.dialogs.followup_parts import TYPE_ICON, repeat_words, type_label, who
from crm_desktop.views.pages.calendar.chip_text import lines_of
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.pills import paint_state, state_word

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RING = 16.0
WHEN, WHEN_WIDE = 42, 76
"""Room for a time, and for a day such as “yesterday”."""
_NAME_LINE, _TEXT_LINE = 20, 18
_MOST = 2
"""Lines that the name and the text may take each; what is longer is cut."""


class AgendaRow(QWidget):
    """One line of two: ``when`` at the left, an icon, a name over a text. With ``ring`` it can be ticked off.

    ``acted(key)``: D S N or Delete · ``opened``: Enter, double click · ``ticked``: the ring · ``walked(step)``: Up and
    Down · ``shifted(days)``: Ctrl+Left and Ctrl+Right.
    """

    acted = Signal(str)
    opened = Signal()
    ticked = Signal()
    walked = Signal(int)
    shifted = Signal(int)
    menu_wanted = Signal(object)
    focused = Signal()

    def __init__(
        self,
        when: str,
        icon: str,
        name: str,
        text: str,
        *,
        state: str = "",
        ring: bool = False,
        spoken: str = "",
        repeats: bool = False,
    ) -> None:
        super().__init__()
        self._when, self._icon, self._name, self._text = when, icon, name, text
        self._state, self._ring = state, ring
        self._over_ring = False
        self._repeats = repeats
        self._own_tip = ""
        self._left = WHEN
        self._names: tuple[str, ...] = (name,)
        self._texts: tuple[str, ...] = (text,)
        self.setFixedHeight(measures.ROW_TWO_LINES)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, True)
        self.setMouseTracking(True)
        self.setAccessibleName(", ".join(part for part in (when, name, text, spoken) if part))

    def set_wide(self) -> None:
        """Leave room for a day before the icon."""
        self._left = WHEN_WIDE
        self._break()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    def _break(self) -> None:
        """Break name and text into lines, and be as high as they need."""
        left, right = self._words_between()
        self._names = lines_of(self._name, theme.font("strong"), right - left, _MOST)
        self._texts = lines_of(self._text, theme.font("small"), right - left, _MOST)
        if self._repeats:
            self._names = lines_of(self._name, theme.font("strong"), right - left - 18, _MOST)
        more = (len(self._names) - 1) * _NAME_LINE + (len(self._texts) - 1) * _TEXT_LINE
        self.setFixedHeight(measures.ROW_TWO_LINES + more)
        self.update()

    def _words_between(self) -> tuple[float, float]:
        """Where name and text begin and end."""
        mark = self._ring or self._state in ("done", "overdue")
        return 32.0 + self._left, (self.ring_rect().x() if mark else self.width()) - 8

    def sizeHint(self) -> QSize:
        return QSize(240, measures.ROW_TWO_LINES)

    def ring_rect(self) -> QRectF:
        return QRectF(self.width() - 8 - _RING - 4, (self.height() - _RING) / 2, _RING, _RING)

    # Keys and mouse -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        if plain and key in (Qt.Key.Key_D, Qt.Key.Key_S, Qt.Key.Key_N):
            self.acted.emit(chr(key))
        elif plain and key == Qt.Key.Key_Delete:
            self.acted.emit("Delete")
        elif plain and key == Qt.Key.Key_Space and self._ring:
            self.ticked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and plain:
            self.walked.emit(1 if key == Qt.Key.Key_Down else -1)
        elif control and sideways:
            self.shifted.emit(sideways)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_wanted.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._ring and self._in_ring(event.position()):
            self.ticked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not (self._ring and self._in_ring(event.position())):
            self.opened.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._ring and self._in_ring(event.position())
        if over != self._over_ring:
            self._over_ring = over
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            self._tip_of_ring(over)
            self.update()

    def _tip_of_ring(self, over: bool) -> None:
        if not over:
            self.setToolTip(self._own_tip)
            return
        self._own_tip = self.toolTip()
        self.setToolTip(tr_("calendar", "Done: note the result and the next step"))

    def _in_ring(self, point: QPointF) -> bool:
        return self.ring_rect().adjusted(-8, -10, 8, 10).contains(point)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._over_ring = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # Painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.fillRect(QRectF(0, box.bottom() - 1, box.width(), 1), theme.color("line"))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.setBrush(theme.color("selected"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), measures.RADIUS, measures.RADIUS)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -2), measures.RADIUS, measures.RADIUS)
        middle = box.center().y()
        ink = "bad" if self._state == "overdue" and not self.hasFocus() else "text_2"
        when = "number" if len(self._when) < 6 else "small"
        self._line(painter, QRectF(6, middle - 12, self._left, 24), self._when, when, ink)
        theme.paint_icon(painter, self._icon, QRectF(6 + self._left, middle - 9, 18, 18), "text_2")
        left, right = self._words_between()
        line = QRectF(left, 4, right - left, 22)
        if self._repeats:
            sign = min(right - 14, left + QFontMetrics(theme.font("strong")).horizontalAdvance(self._names[0]) + 6)
            theme.paint_icon(painter, "repeat", QRectF(sign, 8, 13, 13), "text_2")
            line.setRight(right - 18)
        quiet = self._state in ("done", "preview")
        for text in self._names:
            self._line(
                painter, line, text, "body" if self._state == "preview" else "strong", "text_2" if quiet else "text"
            )
            line.translate(0, _NAME_LINE)
        line.translate(0, 1)
        line.setRight(right)
        line.setHeight(20)
        for text in self._texts:
            self._line(painter, line, text, "small", "text_2")
            line.translate(0, _TEXT_LINE)
        self._paint_mark(painter)
        painter.end()

    def _paint_mark(self, painter: QPainter) -> None:
        ring = self.ring_rect()
        if self._state == "done":
            paint_state(painter, "done", ring)
        elif self._ring:
            if self._state == "overdue" and not self._over_ring:
                paint_state(painter, "overdue", ring)
                return
            painter.setPen(QPen(theme.color("accent" if self._over_ring else "line_strong"), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(ring.adjusted(0.7, 0.7, -0.7, -0.7))
            if self._over_ring:
                theme.paint_icon(painter, "check", ring.adjusted(2, 2, -2, -2), "accent")

    def _line(self, painter: QPainter, box: QRectF, text: str, font: str, ink: str) -> None:
        painter.setFont(theme.font(font))
        painter.setPen(theme.color(ink))
        shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, _LEFT, shown)


class FollowUpRow(AgendaRow):
    """A follow-up; named ``agenda_<id>``."""

    def __init__(self, follow_up: FollowUp, today: date, when: str = "") -> None:
        """``when`` stands for the time, such as the day of what is overdue."""
        state = follow_up.state(today)
        text = follow_up.subject
        if follow_up.status == "done" and follow_up.result:
            text = f"{text} · {follow_up.result}"
        super().__init__(
            when or follow_up.time, TYPE_ICON.get(follow_up.type, "note"), who(follow_up), text, state=state,
            ring=follow_up.status == "open",
            spoken=", ".join(
                part for part in (type_label(follow_up.type), state_word(state), repeat_words(follow_up)) if part
            ),
            repeats=bool(follow_up.recurrence) and follow_up.status == "open",
        )  # fmt: skip
        self.follow_up = follow_up
        self.setToolTip(repeat_words(follow_up) if follow_up.status == "open" else "")
        self.setObjectName(f"agenda_{follow_up.id}")


class PreviewRow(AgendaRow):
    """A later day of a series; named ``again_<id>_<day>``. A click opens the one that is planned."""

    def __init__(self, follow_up: FollowUp, day: date) -> None:
        words = repeat_words(follow_up, again=True)
        super().__init__(follow_up.time, "repeat", who(follow_up), follow_up.subject, state="preview", spoken=words)
        self.setObjectName(f"again_{follow_up.id}_{day.isoformat()}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(words)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click has opened it already."""
