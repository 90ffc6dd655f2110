"""The strip over the board: open value, weighted value, what needs doing, days in a stage. A click filters."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.deals import Sums
from crm_desktop.views import theme
from crm_desktop.views.pages.pipeline.column_head import Aim
from crm_desktop.views.pages.pipeline.words import Words
from crm_desktop.views.theme import measures


class Figure(QWidget):
    """A quiet word, a strong figure, a quiet note; ``clicked`` where it filters."""

    clicked = Signal()

    def __init__(self, name: str, parent: QWidget, *, active: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._word = self._value = self._note = ""
        self._on = False
        self._noted = True
        self._can_click = active
        if active:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_Hover, True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_texts(self, word: str, value: str, note: str = "", *, on: bool = False) -> None:
        """``on``: the board is filtered by this figure."""
        self._word, self._value, self._note, self._on = word, value, note, on
        self.setAccessibleName(" ".join(part for part in (word, value, note) if part))
        self.updateGeometry()
        self.update()

    def set_noted(self, noted: bool) -> None:
        """Whether there is room for the note; it is a tooltip otherwise."""
        if noted != self._noted:
            self._noted = noted
            self.setToolTip("" if noted else self._note)
            self.updateGeometry()
            self.update()

    def value(self) -> str:
        return self._value

    def _parts(self) -> list[tuple[str, str, str, int]]:
        """Text, font, colour and the space after it."""
        return [
            (self._word, "body", "text_2", 9),
            (self._value, "number_strong", "text", 9),
            (self._note if self._noted else "", "small", "text_2", 0),
        ]

    def sizeHint(self) -> QSize:
        width = sum(
            QFontMetrics(theme.font(font)).horizontalAdvance(text) + gap
            for text, font, _role, gap in self._parts()
            if text
        )
        return QSize(width + 2, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0.0
        for text, font, role, gap in self._parts():
            if text:
                painter.setFont(theme.font(font))
                painter.setPen(theme.color(role))
                width = QFontMetrics(painter.font()).horizontalAdvance(text)
                painter.drawText(QRectF(x, 0, width + 2, 32), Qt.AlignmentFlag.AlignVCenter, text)
                x += width + gap
        if self._on or (self._can_click and self.underMouse()):
            painter.fillRect(QRectF(0, 29, x - 2, 2), theme.color("accent" if self._on else "line_strong"))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._can_click and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._can_click and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


class Strip(QWidget):
    """``attention``, ``rotten`` and ``goals`` are asked for by clicks."""

    attention = Signal()
    rotten = Signal()
    everything = Signal()
    goals = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.open = Figure("figure_open", self, active=True)
        self.weighted = Figure("figure_weighted", self)
        self.todo = Figure("figure_attention", self, active=True)
        self.rot = Figure("figure_rotten", self, active=True)
        self.days = Figure("figure_days", self)
        self.goal = Figure("figure_goal", self, active=True)
        self._figures = (self.open, self.weighted, self.goal, self.todo, self.rot, self.days)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for figure in self._figures:
            row.addWidget(figure)
        row.addStretch(1)
        self.open.clicked.connect(self.everything)
        self.todo.clicked.connect(self.attention)
        self.rot.clicked.connect(self.rotten)
        self.goal.clicked.connect(self.goals)
        self.goal.hide()
        self.setFixedHeight(48)

    def show_sums(self, sums: Sums, words: Words, *, attention: bool, rotten: bool) -> None:
        count = tr_("pipeline", "1 deal") if sums.count == 1 else tr_("pipeline", "{n} deals", n=sums.count)
        self.open.set_texts(tr_("pipeline", "Open"), words.money(sums.amount), count)
        self.weighted.set_texts(tr_("pipeline", "Weighted"), words.about(sums.weighted))
        parts = []
        if sums.overdue:
            parts.append(tr_("pipeline", "{n} overdue", n=sums.overdue))
        if sums.none:
            parts.append(tr_("pipeline", "{n} without next step", n=sums.none))
        note = tr_("pipeline", ", ").join(parts)
        self.todo.set_texts(tr_("pipeline", "Need doing"), str(sums.attention), note, on=attention)
        self.rot.set_texts(tr_("pipeline", "Idle"), str(sums.rotten), on=rotten)
        days = f"{sums.average_days:.1f}"
        self.days.set_texts(tr_("pipeline", "On average"), days, tr_("pipeline", "days in a stage"))
        self._fit()

    def show_aim(self, aim: Aim | None, words: Words) -> None:
        """How much of this month's goal is won; nothing where there is none."""
        self.goal.setVisible(aim is not None)
        if aim is not None:
            percent = aim.won * 100 // aim.goal
            won = tr_("pipeline", "of {goal}, {percent}%", goal=words.about(aim.goal), percent=percent)
            self.goal.set_texts(tr_("pipeline", "Won this month"), words.about(aim.won), won)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where it gets narrow the gaps shrink first, then the notes go, then the average."""
        figures = [figure for figure in self._figures if figure is not self.goal or not figure.isHidden()]
        self.days.show()
        for gap, notes in ((30, True), (18, True), (18, False)):
            for figure in figures:
                figure.set_noted(notes or figure in (self.open, self.days, self.goal))
            self._row.setSpacing(gap)
            if sum(figure.sizeHint().width() + gap for figure in figures) <= self.width() + gap:
                return
        self.days.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
        painter.end()
