"""The rows at the left of the Today page: what is to do, birthdays, what was done."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.core.dates import format_birthday, plain_date
from crm_desktop.core.i18n import language, tr_
from crm_desktop.services.birthdays import BirthdayOf
from crm_desktop.services.care_plan import CareDue
from crm_desktop.services.context import Services
from crm_desktop.services.followups import FollowUp
from crm_desktop.views import theme
from crm_desktop.views.dialogs.followup_parts import TYPE_ICON, money_text, near_day, type_label, who
from crm_desktop.views.pages.today.rows import INSET, Row, width_of
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.pills import paint_state

WHEN_X, WHEN_WIDTH = 30, 88
NAME_LEAST, NAME_MOST, NAME_MOST_NARROW = 64, 184, 136
_NARROW = 640
"""Pixels of a row below which names leave room for what is to do."""
_GAP = 12


def spoken(*parts: str) -> str:
    """What a screen reader says of a row."""
    return ", ".join(part for part in parts if part)


def name_width(names: list[str]) -> int:
    """The column of names of the page: as wide as the longest, within limits."""
    return max([NAME_LEAST, *(min(NAME_MOST, width_of(name, "strong") + 2) for name in names)])


def _share(names: int, row: int) -> int:
    """What a row of that width gives to the column of names."""
    return names if row >= _NARROW else min(names, NAME_MOST_NARROW)


class TaskRow(Row):
    """Something to do, or done: icon of its type, when, who, what, and what is at stake."""

    keys = "DSN"

    def __init__(
        self, services: Services, follow_up: FollowUp, today: date, names: int, parent: QWidget | None = None
    ) -> None:
        self.follow_up = follow_up
        self._state = follow_up.state(today)
        self._names = names
        self._when = self._moment(today)
        self._side = self._stake(services)
        text = ", ".join(
            part
            for part in (self._when, who(follow_up), type_label(follow_up.type), follow_up.subject, self._side)
            if part
        )
        super().__init__(text, parent)
        self.setObjectName(f"task_{follow_up.id}")
        self.setToolTip("\n".join(part for part in (follow_up.subject, follow_up.notes, follow_up.result) if part))

    def _moment(self, today: date) -> str:
        found = self.follow_up
        if self._state == "today":
            return found.time or tr_("today", "All day")
        return near_day(found.due, today) if found.due else ""

    def _stake(self, services: Services) -> str:
        found = self.follow_up
        if found.status == "done":
            return found.result
        if found.deal_id is not None and found.amount:
            return tr_("today", "deal {amount}", amount=money_text(services, found.amount))
        if found.owed > 0:
            return tr_("today", "owes {amount}", amount=money_text(services, found.owed))
        return ""

    def words_end(self) -> int:
        left = WHEN_X + WHEN_WIDTH + _GAP + _share(self._names, self.width()) + _GAP
        return INSET + left + width_of(self.follow_up.subject) + 1

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        found = self.follow_up
        middle = box.center().y()
        theme.paint_icon(painter, TYPE_ICON.get(found.type, "note"), QRectF(box.x(), middle - 9, 18, 18), "text_2")
        x = box.x() + WHEN_X
        if self._state in ("overdue", "done"):
            paint_state(painter, self._state, QRectF(x, middle - 8, 16, 16))
            ink = "text_2" if self._state == "done" else "text" if self.hasFocus() else "bad"
            self.words(painter, QRectF(x + 20, 0, WHEN_WIDTH - 24, box.height()), self._when, "number", ink)
        else:
            self.words(painter, QRectF(x, 0, WHEN_WIDTH, box.height()), self._when, "number", "text_2")
        x += WHEN_WIDTH + _GAP
        names = _share(self._names, self.width())
        self.words(painter, QRectF(x, 0, names, box.height()), who(found), "strong")
        x += names + _GAP
        done = found.status == "done"
        used = self.words(
            painter, QRectF(x, 0, box.right() - x, box.height()), found.subject, ink="text_2" if done else "text"
        )
        x += used + 8
        if done or width_of(self._side, "small") + 2 <= box.right() - x:  # half an amount is a wrong one
            self.words(painter, QRectF(x, 0.5, box.right() - x, box.height()), self._side, "small", "text_2")


class BirthdayRow(Row):
    """Whose birthday, when, what age; a button copies a greeting."""

    keys = "CN"
    greet = Signal()

    def __init__(
        self, services: Services, birthday: BirthdayOf, today: date, names: int, parent: QWidget | None = None
    ) -> None:
        self.birthday = birthday
        self._names = names
        self._when = near_day(birthday.day, today)
        self._text = self._words()
        grade = services.choices.label("grade", birthday.grade) if birthday.grade else ""
        likes = birthday.preferences.split("\n")[0]
        self._side = " · ".join(part for part in (grade, likes) if part)
        super().__init__(
            ", ".join(part for part in (self._when, birthday.name, self._text, self._side) if part), parent
        )
        self.setObjectName(f"birthday_{birthday.customer_id}")
        self.copy = Button(tr_("today", "Copy greeting"), "quiet", "copy", self, small=True)
        self.copy.setObjectName(f"greet_{birthday.customer_id}")
        self.copy.setAccessibleName(tr_("today", "Copy a greeting for {name}", name=birthday.name))
        self.copy.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.copy.setToolTip(tr_("today", "Copy a greeting to paste into WeChat or a message (C)"))
        self.copy.clicked.connect(self.greet)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 4, 0)
        line.addStretch(1)
        line.addWidget(self.copy)
        self.reserved = self.copy.sizeHint().width() + 8

    def _words(self) -> str:
        found = self.birthday
        if found.birthday.lunar:
            plain = str(found.birthday).replace(f"L{found.birthday.year:04d}-", "L--") if found.birthday.year else ""
            day = format_birthday(plain or str(found.birthday), language())
            day = day[:1].upper() + day[1:]
        else:
            day = plain_date(found.day, language(), year=False)
        if found.age is None:
            return day
        if found.age <= 0:
            return tr_("today", "{day}, is born", day=day)
        return tr_("today", "{day}, turns {age}", day=day, age=found.age)

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        middle = box.center().y()
        theme.paint_icon(painter, "cake", QRectF(box.x(), middle - 9, 18, 18), "text_2")
        x = box.x() + WHEN_X
        self.words(painter, QRectF(x, 0, WHEN_WIDTH, box.height()), self._when, "number", "text_2")
        x += WHEN_WIDTH + _GAP
        names = _share(self._names, self.width())
        self.words(painter, QRectF(x, 0, names, box.height()), self.birthday.name, "strong")
        x += names + _GAP
        x += self.words(painter, QRectF(x, 0, box.right() - x, box.height()), self._text) + 8
        self.words(painter, QRectF(x, 0.5, box.right() - x, box.height()), self._side, "small", "text_2")


class CareRow(Row):
    """Somebody to get in touch with by the plan of the grade; a button plans it."""

    keys = "PN"
    plan = Signal()

    def __init__(self, services: Services, due: CareDue, names: int, parent: QWidget | None = None) -> None:
        self.due = due
        self._names = names
        self._when = tr_("today", "1 day ago") if due.days == 1 else tr_("today", "{n} days ago", n=due.days)
        grade = services.choices.label("grade", due.grade)
        self._text = tr_("today", "{grade}, every {n} days", grade=grade, n=due.every_days)
        if due.every_days == 1:
            self._text = tr_("today", "{grade}, every day", grade=grade)
        self._side = due.preferences.split("\n")[0]
        super().__init__(spoken(due.name, self._when, self._text, self._side), parent)
        self.setObjectName(f"care_{due.customer_id}")
        self.button = Button(tr_("today", "Plan"), "quiet", "calendar", self, small=True)
        self.button.setObjectName(f"plan_{due.customer_id}")
        self.button.setAccessibleName(tr_("today", "Plan the next step with {name}", name=due.name))
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setToolTip(tr_("today", "Plan when and how to get in touch (P); N writes down a contact"))
        self.button.clicked.connect(self.plan)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 4, 0)
        line.addStretch(1)
        line.addWidget(self.button)
        self.reserved = self.button.sizeHint().width() + 8

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        middle = box.center().y()
        theme.paint_icon(painter, "repeat", QRectF(box.x(), middle - 9, 18, 18), "text_2")
        x = box.x() + WHEN_X
        self.words(painter, QRectF(x, 0, WHEN_WIDTH, box.height()), self._when, "number", "text_2")
        x += WHEN_WIDTH + _GAP
        names = _share(self._names, self.width())
        self.words(painter, QRectF(x, 0, names, box.height()), self.due.name, "strong")
        x += names + _GAP
        x += self.words(painter, QRectF(x, 0, box.right() - x, box.height()), self._text) + 8
        self.words(painter, QRectF(x, 0.5, box.right() - x, box.height()), self._side, "small", "text_2")


class SideRow(Row):
    """Name, a quiet word, a value at the right. ``record`` is what opens."""

    height_px = 36
    keys = "N"

    def __init__(
        self,
        record: tuple[str, int],
        name: str,
        word: str,
        value: str,
        *,
        bad: bool = False,
        tip: str = "",
    ) -> None:
        super().__init__(spoken(name, tip, word, value))
        self.setToolTip(spoken(name, tip))
        self.record = record
        self._name, self._word, self._value, self._bad = name, word, value, bad
        self.setObjectName(f"side_{record[0]}_{record[1]}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        box = box.adjusted(-8, 0, 8, 0) if not (self.hasFocus() or self.underMouse()) else box
        value = width_of(self._value, "number_strong")
        ink = "bad" if self._bad and not self.hasFocus() else "text"
        self.words(
            painter,
            QRectF(box.right() - value - 2, 0, value + 2, box.height()),
            self._value,
            "number_strong",
            ink,
            right=True,
        )
        room = box.width() - value - 12
        word = min(width_of(self._word), room * 0.5)
        used = self.words(painter, QRectF(box.x(), 0, room - word - 12, box.height()), self._name, "strong")
        x = box.x() + used + 12
        self.words(painter, QRectF(x, 0, box.x() + room - x, box.height()), self._word, ink="text_2")

    def mouseReleaseEvent(self, event) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def mouseDoubleClickEvent(self, event) -> None:
        """The first click has opened it already."""


class MoneyRow(SideRow):
    """Somebody who owes; while it has the pointer or the focus a button takes a payment."""

    keys = "NP"

    def __init__(self, record: tuple[str, int], name: str, word: str, value: str, *, bad: bool = False) -> None:
        super().__init__(record, name, word, value, bad=bad)
        self.button = Button(tr_("today", "Collect"), "plain", parent=self, small=True)
        self.button.setObjectName(f"collect_{record[1]}")
        self.button.setAccessibleName(tr_("today", "Record a payment of {name}", name=name))
        self.button.setToolTip(tr_("today", "Record a payment (P)"))
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(lambda: self.acted.emit("P"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 4, 0)
        line.addStretch(1)
        line.addWidget(self.button)
        self.button.hide()
        self.active.connect(self._show_button)

    def _show_button(self, on: bool) -> None:
        """Over what stands between name and amount; the amount moves aside."""
        self.button.setVisible(on)
        self.reserved = self.button.sizeHint().width() + 8 if on else 0
        self.update()
