"""The head of a column: name, count, sums over all its cards, and the bar of next steps."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.core.text import has_han
from crm_desktop.services.deals import Sums
from crm_desktop.services.deals_model import STATES
from crm_desktop.views import theme
from crm_desktop.views.pages.pipeline.words import Words
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.button import icon_button
from crm_desktop.views.widgets.pills import state_word

_BAR_ROLES = {"overdue": "bad", "today": "good", "later": "line_strong", "none": "warn"}
_DOTS = (5, 0, 3, 2, 1)
"""Which chart colour each stage's dot has."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SIDE = 12


@dataclass(frozen=True, slots=True)
class Aim:
    """What should be won in a month, and what is won of it already; minor units."""

    goal: int
    won: int

    def share(self, amount: int) -> float:
        """``amount`` as a part of the goal, at most 1."""
        return min(1.0, amount / self.goal)


class ColumnHead(QWidget):
    """``part_clicked(state)`` asks to filter by a part of the bar; ``add_clicked`` for a new deal in this stage.

    Keys: Ctrl+arrows ask for the column's move (``step_asked``), plain arrows for the head beside (``walked``),
    Enter folds.
    """

    part_clicked = Signal(str)
    add_clicked = Signal()
    fold_clicked = Signal()
    step_asked = Signal(int)
    walked = Signal(int)

    def __init__(self, place: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._name = ""
        self._note = ""
        self._sums = Sums()
        self._moved = 0
        self._words: Words | None = None
        self._aim: Aim | None = None
        self._folded = False
        self._addable = True
        self.dotted = True
        """Whether a dot in the colour of the stage stands before the name: months have none."""
        self._add = icon_button("plus", "", self)
        self._add.setFixedSize(26, 26)
        self._add.clicked.connect(self.add_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_stage(
        self, name: str, note: str, sums: Sums, words: Words, *, addable: bool = True, aim: Aim | None = None
    ) -> None:
        """``note`` stands at the right of the weighted sum: the probability. With ``aim`` the bar shows its way."""
        self._name, self._note, self._sums, self._words = name, note, sums, words
        self._aim = aim
        self._moved = 0
        self._addable = addable
        self._add.setVisible(addable and not self._folded)
        self._add.set_tooltip(tr_("pipeline", "New deal in “{stage}”", stage=name))
        self.setAccessibleName(self._spoken())
        self.update()

    def set_place(self, place: int) -> None:
        """Which column it is, from the left: gives the dot its colour."""
        self._place = place

    def set_folded(self, folded: bool) -> None:
        """A folded head only says its name, from top to bottom."""
        self._folded = folded
        self._add.setVisible(self._addable and not folded)
        vertical = QSizePolicy.Policy.Expanding if folded else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        self.setCursor(Qt.CursorShape.PointingHandCursor if folded else Qt.CursorShape.ArrowCursor)
        self.update()

    def name(self) -> str:
        return self._name

    def sums(self) -> Sums:
        """What the head says, over all cards of the column."""
        return self._sums

    def announce(self, moved: int) -> None:
        """During a drag: how the sum would change; 0 says nothing."""
        if moved != self._moved:
            self._moved = moved
            self.update()

    def announced(self) -> int:
        return self._moved

    def _spoken(self) -> str:
        assert self._words is not None
        words = self._words
        told = tr_(
            "pipeline", "{stage}: {n} deals, {amount}, weighted {weighted}, {rotten} idle", stage=self._name,
            n=self._sums.count, amount=words.money(self._sums.amount),
            weighted=words.money(self._sums.weighted), rotten=self._sums.rotten,
        )  # fmt: skip
        if self._aim is None:
            return told
        goal, won = words.money(self._aim.goal), words.money(self._aim.won)
        return told + tr_("pipeline", "; goal {goal}, won {won}", goal=goal, won=won)

    def sizeHint(self) -> QSize:
        return QSize(160, 92)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._add.move(self.width() - 34, 6)

    # Painting -------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._words is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._folded:
            self._paint_folded(painter)
            self._paint_focus(painter)
            painter.end()
            return
        self._paint_name(painter)
        sums, words = self._sums, self._words
        line = QRectF(_SIDE, 30, self.width() - 2 * _SIDE, 20)
        painter.setFont(theme.font("number_strong"))
        painter.setPen(theme.color("text"))
        painter.drawText(line, _LEFT, words.money(sums.amount))
        if self._moved:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("accent" if self._moved > 0 else "text_2"))
            painter.drawText(line, _RIGHT, words.change(self._moved))
        elif self._aim is not None:
            self._paint_note(painter, line, tr_("pipeline", "goal {amount}", amount=words.about(self._aim.goal)))
        elif sums.rotten:
            self._paint_note(painter, line, tr_("pipeline", "{n} idle", n=sums.rotten), "bad")
        line.translate(0, 20)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text_2"))
        note_width = QFontMetrics(theme.font("small")).horizontalAdvance(self._note) + 8
        painter.drawText(line, _RIGHT, self._note)
        weighted = tr_("pipeline", "weighted {amount}", amount=words.about(sums.weighted))
        room = int(line.width()) - note_width
        shown = QFontMetrics(theme.font("small")).elidedText(weighted, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, _LEFT, shown)
        if self._aim is not None:
            self._paint_aim(painter, self._aim)
        else:
            self._paint_bar(painter)
        self._paint_focus(painter)
        painter.end()

    def _paint_focus(self, painter: QPainter) -> None:
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            painter.drawRoundedRect(ring, measures.RADIUS, measures.RADIUS)

    def _paint_name(self, painter: QPainter) -> None:
        left = _SIDE
        if self.dotted:
            self._paint_dot(painter, QPointF(_SIDE + 4, 19))
            left += 17
        font = theme.font("strong")
        count = str(self._sums.count)
        small = QFontMetrics(theme.font("small"))
        room = self.width() - left - 36 - small.horizontalAdvance(count) - 8
        name = QFontMetrics(font).elidedText(self._name, Qt.TextElideMode.ElideRight, max(20, room))
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(QRectF(left, 9, room + 8, 20), _LEFT, name)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text_2"))
        x = left + QFontMetrics(font).horizontalAdvance(name) + 7
        painter.drawText(QRectF(x, 9, 60, 20), _LEFT, count)

    def _paint_folded(self, painter: QPainter) -> None:
        if self.dotted:
            self._paint_dot(painter, QPointF(self.width() / 2, 19))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text_2"))
        painter.drawText(QRectF(0, 30, self.width(), 20), Qt.AlignmentFlag.AlignCenter, str(self._sums.count))
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        if has_han(self._name):
            for at, char in enumerate(self._name[: max(1, (self.height() - 66) // 18)]):
                painter.drawText(QRectF(0, 56 + at * 18, self.width(), 18), Qt.AlignmentFlag.AlignCenter, char)
            return
        painter.translate(self.width() / 2, 58)
        painter.rotate(90)
        room = self.height() - 66
        name = QFontMetrics(painter.font()).elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(0, -10, room, 20), _LEFT, name)

    def _paint_dot(self, painter: QPainter, centre: QPointF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().chart[_DOTS[self._place % len(_DOTS)]]))
        painter.drawEllipse(centre, 4, 4)

    def _paint_note(self, painter: QPainter, line: QRectF, text: str, role: str = "text_2") -> None:
        """At the right of the sum, where there is room beside it."""
        amount = self._words.money(self._sums.amount) if self._words else ""
        room = line.width() - QFontMetrics(theme.font("number_strong")).horizontalAdvance(amount)
        painter.setFont(theme.font("small"))
        if QFontMetrics(painter.font()).horizontalAdvance(text) + 10 < room:
            painter.setPen(theme.color(role))
            painter.drawText(line, _RIGHT, text)

    def _paint_aim(self, painter: QPainter, aim: Aim) -> None:
        """How far the month is: what is won, and pale what the open deals promise by their chances."""
        whole = QRectF(_SIDE, 77, self.width() - 2 * _SIDE, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, share in (
            (theme.color("line"), 1.0),
            (theme.color("line_strong"), aim.share(aim.won + self._sums.weighted)),
            (theme.color("good"), aim.share(aim.won)),
        ):
            if share:
                painter.setBrush(colour)
                painter.drawRoundedRect(QRectF(whole.x(), whole.y(), whole.width() * share, 4), 2, 2)

    def _parts(self) -> list[tuple[str, QRectF]]:
        """The parts of the bar with their places, those without cards left out."""
        shares = [(state, self._sums.share(state)) for state in STATES if self._sums.share(state)]
        total = sum(count for _, count in shares)
        width = self.width() - 2 * _SIDE - 2 * max(0, len(shares) - 1)
        found: list[tuple[str, QRectF]] = []
        x = float(_SIDE)
        for state, count in shares:
            part = width * count / total
            found.append((state, QRectF(x, 77, part, 4)))
            x += part + 2
        return found

    def _paint_bar(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        parts = self._parts()
        if not parts:
            painter.setBrush(theme.color("line"))
            painter.drawRoundedRect(QRectF(_SIDE, 77, self.width() - 2 * _SIDE, 4), 2, 2)
        for state, box in parts:
            painter.setBrush(theme.color(_BAR_ROLES[state]))
            painter.drawRoundedRect(box, 2, 2)

    # The bar is a filter --------------------------------------------------------------

    def _part_at(self, x: float, y: float) -> str:
        if self._aim is not None or not 68 <= y <= 90:
            return ""
        return next((state for state, box in self._parts() if box.left() - 1 <= x <= box.right() + 1), "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._folded:
            self.fold_clicked.emit()
            return
        state = self._part_at(event.position().x(), event.position().y())
        if state and event.button() == Qt.MouseButton.LeftButton:
            self.part_clicked.emit(state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            (self.step_asked if ctrl else self.walked).emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.fold_clicked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._folded and event.position().y() < 68:
            self.fold_clicked.emit()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            state = self._part_at(event.pos().x(), event.pos().y())
            text = f"{state_word(state)}: {self._sums.share(state)}" if state else self._spoken()  # type: ignore[arg-type]
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)
