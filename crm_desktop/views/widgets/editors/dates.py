"""Editors of days, birthdays and times: typed in the words people use, or picked from a month."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.core import dateforms, dates, daywords
from crm_desktop.core.dateforms import DateError
from crm_desktop.core.i18n import language, render, tr_
from crm_desktop.views import theme
from crm_desktop.views.widgets.editors.base import LineEditor
from crm_desktop.views.widgets.editors.month import MonthPopup

_YESTERDAY = ("昨天", "yesterday")


def read_day(text: str, today: date) -> date:
    """A day as typed: ``今天``, ``tomorrow``, ``+3``, ``周五``, ``fri``, ``9-18``, ``2026-09-18``; raises
    :class:`DateError`. A weekday is the next one after today; a day without a year the nearest to come."""
    bare = text.strip().lower()
    if bare in _YESTERDAY:
        return today - timedelta(days=1)
    said = daywords.read(bare, today)
    if said is not None:
        return said
    short = re.fullmatch(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?", bare)
    if short:
        return _nearest(int(short[1]), int(short[2]), today)
    return dates.parse_date(text, today=today)


def _nearest(month: int, day: int, today: date) -> date:
    for year in (today.year, today.year + 1, today.year + 2, today.year + 3, today.year + 4):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today - timedelta(days=60):
            return found
    raise DateError(dateforms.IMPOSSIBLE)


class DateEditor(LineEditor):
    """A day or ``None``. ``today`` is the clock's; Alt+Down opens the month, Up and Down move by a day."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, today: Callable[[], date]) -> None:
        super().__init__(parent)
        self._today = today
        self.setPlaceholderText(tr_("widgets", "Date"))
        self._pick = QAction(theme.icon("calendar"), tr_("widgets", "Pick a day"), self)
        self._pick.triggered.connect(self.open_month)
        self.addAction(self._pick, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self.changed)
        self.editingFinished.connect(self._tidy)
        self._popup: MonthPopup | None = None

    def value(self) -> date | None:
        if not self.text().strip():
            return None
        try:
            return read_day(self.text(), self._today())
        except DateError:
            return None

    def set_value(self, value: Any) -> None:
        day = date.fromisoformat(value) if isinstance(value, str) and value else value
        self.setText(dates.plain_date(day, language()) if day else "")

    def problem(self) -> str:
        if self.text().strip():
            try:
                read_day(self.text(), self._today())
            except DateError as error:
                return render(error.reason)
        return ""

    @staticmethod
    def room(today: date) -> int:
        """The width that the longest day needs in a field, the calendar at its end included."""
        days = (dates.plain_date(date(today.year, month, 28), language()) for month in range(1, 13))
        return max(map(QFontMetrics(theme.font("body")).horizontalAdvance, days)) + 2 * 12 + 32

    def open_month(self) -> None:
        self._popup = MonthPopup(self, self.value(), self._today())
        self._popup.picked.connect(self.set_value)
        self._popup.show_under(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_month()
        elif step:
            self.set_value((self.value() or self._today()) + timedelta(days=step if self.value() else 0))
        else:
            super().keyPressEvent(event)

    def _tidy(self) -> None:
        day = self.value()
        if day is not None and self.text() != dates.plain_date(day, language()):
            self.set_value(day)


class BirthdayEditor(LineEditor):
    """A birthday as stored text (``1988-08-15``, ``--05-03``, ``L1988-08-15``), empty for none.

    Typed as people say it: ``1988-8-15``, ``5月3日``, ``农历八月十五``, ``lunar 8-15``. The moon at the right
    switches between the sun's and the moon's calendar.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, today: Callable[[], date]) -> None:
        super().__init__(parent)
        self._today = today
        self.setPlaceholderText(tr_("widgets", "1988-8-15, 5-3, lunar 8-15"))
        self._moon = QAction(theme.icon("lunar", role_on="accent"), tr_("widgets", "Lunar calendar"), self)
        self._moon.setCheckable(True)
        self._moon.setToolTip(tr_("widgets", "Lunar calendar"))
        self._moon.triggered.connect(self._switch)
        self.addAction(self._moon, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self.changed)
        self.textEdited.connect(self._follow)
        self.editingFinished.connect(self._tidy)

    def _read(self) -> str:
        text = self.text().strip()
        if not text:
            return ""
        bare = re.sub(r"^(lunar|阴历|陰曆|旧历)\s*", "农历", text, flags=re.IGNORECASE)
        marked = bare.startswith(("农历", "L"))
        moon = marked or self._moon.isChecked()
        numbers = re.fullmatch(r"(?:农历)?\s*(?:(\d{4})[-/.年])?(\d{1,2})(\+?)[-/.月](\d{1,2})日?", bare)
        if numbers:
            year = f"{numbers[1]}-" if numbers[1] else "--"
            stored = f"{'L' if moon else ''}{year}{int(numbers[2]):02d}{numbers[3]}-{int(numbers[4]):02d}"
            return str(dates.read_birthday(stored))
        return dates.parse_birthday(bare if marked or not moon else f"农历{bare}", today=self._today())

    def value(self) -> str:
        try:
            return self._read()
        except (DateError, ValueError):
            return self.text().strip()

    def set_value(self, value: Any) -> None:
        stored = str(value or "")
        self._moon.setChecked(stored.startswith("L"))
        self.setText(self._shown(stored))

    def _shown(self, stored: str) -> str:
        try:
            birthday = dates.read_birthday(stored)
        except DateError:
            return stored
        if language().startswith("zh"):
            return dates.format_birthday(stored, language())
        year = f"{birthday.year}-" if birthday.year else ""
        leap = "+" if birthday.leap else ""
        return f"{'lunar ' if birthday.lunar else ''}{year}{birthday.month}{leap}-{birthday.day}"

    def problem(self) -> str:
        try:
            self._read()
        except DateError as error:
            return render(error.reason)
        except ValueError:
            return tr_("widgets", "There is no such day")
        return ""

    def _switch(self, on: bool) -> None:
        text = re.sub(r"^(lunar|阴历|陰曆|旧历|农历|L)\s*", "", self.text().strip(), flags=re.IGNORECASE)
        if text:
            self.setText(text)
            self._tidy()
        self.changed.emit()

    def _follow(self, text: str) -> None:
        if re.match(r"(lunar|阴历|陰曆|旧历|农历)", text.strip(), re.IGNORECASE):
            self._moon.setChecked(True)

    def _tidy(self) -> None:
        if self.text().strip() and not self.problem():
            self.set_value(self.value())


class TimeEditor(LineEditor):
    """A time of day as :class:`datetime.time` or ``None``."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("14:30")
        self.textChanged.connect(self.changed)
        self.editingFinished.connect(self._tidy)

    def value(self) -> time | None:
        text = self.text().strip()
        if not text:
            return None
        if re.fullmatch(r"\d{1,2}", text) and int(text) < 24:
            return time(int(text))
        if re.fullmatch(r"\d{3,4}", text) and int(text[:-2]) < 24 and int(text[-2:]) < 60:
            return time(int(text[:-2]), int(text[-2:]))
        try:
            return dates.parse_time(text).replace(second=0, microsecond=0)
        except DateError:
            return None

    def set_value(self, value: Any) -> None:
        found = time.fromisoformat(value) if isinstance(value, str) and value else value
        self.setText(found.strftime("%H:%M") if found else "")

    def problem(self) -> str:
        if self.text().strip() and self.value() is None:
            return tr_("widgets", "This is not a time of day")
        return ""

    def _tidy(self) -> None:
        if self.value() is not None:
            self.set_value(self.value())
