"""A month to pick a day from."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.core.i18n import language, tr_
from crm_desktop.views import theme
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.button import Button, icon_button
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.menu import Popover

_CELL = 34


def month_title(day: date) -> str:
    """``2026年9月`` or ``September 2026``."""
    if language().startswith("zh"):
        return f"{day.year}年{day.month}月"
    return f"{calendar.month_name[day.month]} {day.year}"


def weekday_initials() -> list[str]:
    """Monday first."""
    if language().startswith("zh"):
        return list("一二三四五六日")
    return ["M", "T", "W", "T", "F", "S", "S"]


class MonthGrid(QWidget):
    """Six weeks of days; arrow keys move, Enter or a click picks."""

    picked = Signal(object)
    month_changed = Signal()

    def __init__(self, chosen: date | None, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen, self._today = chosen, today
        self._at = chosen or today
        self._over: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(7 * _CELL, 24 + 6 * _CELL)

    def month(self) -> date:
        return self._at.replace(day=1)

    def at(self) -> date:
        return self._at

    def move_months(self, by: int) -> None:
        index = self._at.year * 12 + self._at.month - 1 + by
        year, month = divmod(index, 12)
        if 1 <= year <= 9998:
            last = calendar.monthrange(year, month + 1)[1]
            self._go(date(year, month + 1, min(self._at.day, last)))

    def _go(self, day: date) -> None:
        self._at = day
        self.setAccessibleName(day.isoformat())
        self.month_changed.emit()
        self.update()

    def _first(self) -> date:
        first = self.month()
        return first - timedelta(days=first.weekday())

    def _day_at(self, x: float, y: float) -> date | None:
        column, row = int(x // _CELL), int((y - 24) // _CELL)
        if 0 <= column < 7 and 0 <= row < 6 and y >= 24:
            return self._first() + timedelta(days=row * 7 + column)
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._over = self._day_at(event.position().x(), event.position().y())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().x(), event.position().y())
        if day is not None:
            self.picked.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        key = Qt.Key(event.key())
        if key in steps:
            self._go(self._at + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.move_months(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self._at)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text_2"))
        for column, word in enumerate(weekday_initials()):
            painter.drawText(QRectF(column * _CELL, 0, _CELL, 22), Qt.AlignmentFlag.AlignCenter, word)
        first = self._first()
        for index in range(42):
            self._paint_day(painter, first + timedelta(days=index), index)
        painter.end()

    def _paint_day(self, painter: QPainter, day: date, index: int) -> None:
        box = QRectF(index % 7 * _CELL + 2, 24 + index // 7 * _CELL + 2, _CELL - 4, _CELL - 4)
        ink = "text" if day.month == self._at.month else "text_3"
        painter.setPen(Qt.PenStyle.NoPen)
        if day == self._chosen:
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(box, 15, 15)
            ink = "accent_text"
        elif day == self._over:
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(box, 15, 15)
        if day == self._today and day != self._chosen:
            ink = "accent"
        if day == self._at and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 14, 14)
        painter.setPen(theme.color(ink))
        painter.setFont(theme.font("number_strong" if day == self._today else "number"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))


class MonthPopup(Popover):
    """A month with arrows and "today" in a popover; ``picked(date)`` and gone. ``None`` means no day."""

    picked = Signal(object)

    def __init__(self, parent: QWidget, chosen: date | None, today: date, *, clearable: bool = True) -> None:
        super().__init__(parent, width=7 * _CELL + 24)
        self._title = label("", "strong")
        self.grid = MonthGrid(chosen, today, self)
        back, ahead = (
            icon_button("chevron-left", tr_("widgets", "Earlier month")),
            icon_button("chevron-right", tr_("widgets", "Later month")),
        )
        back.clicked.connect(lambda: self.grid.move_months(-1))
        ahead.clicked.connect(lambda: self.grid.move_months(1))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(back)
        head.addWidget(ahead)
        self.body.addLayout(head)
        self.body.addWidget(self.grid)
        foot = QHBoxLayout()
        now = Button(tr_("widgets", "Today"), "quiet", small=True)
        now.clicked.connect(lambda: self._pick(today))
        foot.addWidget(now)
        foot.addStretch(1)
        if clearable:
            none = Button(tr_("widgets", "No date"), "quiet", small=True)
            none.clicked.connect(lambda: self._pick(None))
            foot.addWidget(none)
        self.body.addLayout(foot)
        self.grid.picked.connect(self._pick)
        self.grid.month_changed.connect(self._show_month)
        self._show_month()
        self.grid.setFocus()

    def _show_month(self) -> None:
        self._title.setText(month_title(self.grid.at()))

    def _pick(self, day: date | None) -> None:
        self.picked.emit(day)
        self.close()
