"""Lists beside and instead of the grid: the chosen day, and the agenda of the weeks to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from crm_desktop.core.dates import format_birthday, plain_date
from crm_desktop.core.i18n import language, render, tr_
from crm_desktop.services.birthdays import BirthdayOf
from crm_desktop.services.followups import FollowUp
from crm_desktop.services.holidays import Almanac, DayInfo, day_line
from crm_desktop.views.dialogs.followup_parts import long_day, near_day
from crm_desktop.views.pages.calendar.rows import AgendaRow, FollowUpRow, PreviewRow
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.card import ScrollArea
from crm_desktop.views.widgets.empty_state import EmptyState
from crm_desktop.views.widgets.labels import SectionHeader, label

MOST = 200
"""Rows shown in the agenda."""
IN_PANEL = 60
"""Rows of a kind shown beside the grid."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """The first of a list, and how many there are in all."""

    first: list[T]
    total: int


class RowList(QWidget):
    """Groups of rows under heads, rebuilt as a whole; passes on what rows say together with their follow-up."""

    acted = Signal(str, object)
    opened = Signal(object)
    ticked = Signal(object)
    shifted = Signal(object, int)
    menu_wanted = Signal(object, object)
    birthday_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, wide: bool = False) -> None:
        """``wide`` leaves room for days at the left."""
        super().__init__(parent)
        self._wide = wide
        self.rows: list[AgendaRow] = []
        self._parts: list[QWidget] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addStretch(1)

    def clear(self) -> None:
        for part in self._parts:
            self._box.removeWidget(part)
            part.setObjectName("")
            part.hide()
            part.deleteLater()
        self._parts, self.rows = [], []

    def add(self, part: QWidget, gap: int = 0) -> None:
        if gap and self._parts:
            part.setContentsMargins(0, gap, 0, 0)
        self._box.insertWidget(self._box.count() - 1, part)
        part.show()
        self._parts.append(part)

    def add_head(self, title: str, count: int | None = None, *, tone: str = "", note: str = "") -> None:
        head = SectionHeader(title, tone=tone)
        head.set_count(str(count) if count is not None else "")
        head.set_note(note)
        self.add(head, measures.GAP_L)

    def add_follow_up(self, follow_up: FollowUp, today: date, when: str = "") -> None:
        row = FollowUpRow(follow_up, today, when)
        found = follow_up.id
        row.acted.connect(lambda key: self.acted.emit(key, found))
        row.opened.connect(lambda: self.opened.emit(found))
        row.ticked.connect(lambda: self.ticked.emit(found))
        row.shifted.connect(lambda days: self.shifted.emit(found, days))
        row.menu_wanted.connect(lambda point: self.menu_wanted.emit(found, point))
        self._add_row(row)

    def add_again(self, follow_up: FollowUp, day: date) -> None:
        """A later day of a series, which opens the one that is planned."""
        row = PreviewRow(follow_up, day)
        row.opened.connect(lambda found=follow_up.id: self.opened.emit(found))
        self._add_row(row)

    def add_birthday(self, birthday: BirthdayOf) -> None:
        kind = tr_("calendar", "Lunar") if birthday.birthday.lunar else ""
        row = AgendaRow(kind, "cake", birthday.name, _birthday_words(birthday))
        row.setObjectName(f"calendar_birthday_{birthday.customer_id}")
        found = birthday.customer_id
        row.opened.connect(lambda: self.birthday_opened.emit(found))
        self._add_row(row)

    def add_words(self, text: str) -> None:
        """A quiet sentence between the rows."""
        words = label(text, "body", "2")
        words.setWordWrap(True)
        words.setContentsMargins(0, 12, 0, 12)
        self.add(words)

    def _add_row(self, row: AgendaRow) -> None:
        row.walked.connect(lambda step, at=row: self._walk(at, step))
        row.focused.connect(lambda at=row: self._rove(at))
        if self.rows:
            row.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if self._wide:
            row.set_wide()
        self.rows.append(row)
        self.add(row)

    def _rove(self, to: AgendaRow) -> None:
        """Tab stops once in the list: at ``to``; the arrow keys walk on from there."""
        for row in self.rows:
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if row is to else Qt.FocusPolicy.ClickFocus)

    def _walk(self, row: AgendaRow, step: int) -> None:
        at = self.rows.index(row) + step if row in self.rows else -1
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def focused_at(self) -> int:
        """The place of the row with the focus, or -1."""
        return next((at for at, row in enumerate(self.rows) if row.hasFocus()), -1)

    def focus_on(self, record_id: int) -> None:
        """Put the focus on the row of that follow-up, where it is shown."""
        name = f"agenda_{record_id}"
        self.focus(next((at for at, row in enumerate(self.rows) if row.objectName() == name), -1))

    def focus(self, at: int) -> None:
        if self.rows and at >= 0:
            self.rows[min(at, len(self.rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)


def _birthday_words(birthday: BirthdayOf) -> str:
    born = birthday.birthday
    if born.lunar:
        day = format_birthday(str(born).replace(f"L{born.year:04d}-", "L--") if born.year else str(born), language())
        day = day[:1].upper() + day[1:]
    else:
        day = plain_date(birthday.day, language(), year=False)
    if not birthday.age:
        return day
    return tr_("today", "{day}, turns {age}", day=day, age=birthday.age)


class DayPanel(QWidget):
    """The chosen day: its names, its follow-ups, its birthdays, and a line to add one more."""

    quick = Signal(str)
    """What was typed into the line at the foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("day_panel")
        self.title = label("", "section")
        self.line = label("", "small")
        self.line.setWordWrap(True)
        self.line.setObjectName("day_line")
        self.note = label("", "small")
        self.note.setWordWrap(True)
        self.list = RowList()
        self.quick_field = QLineEdit()
        self.quick_field.setObjectName("quick_add")
        self.quick_field.setFixedHeight(measures.CONTROL)
        self.quick_field.returnPressed.connect(self._send)
        self.area = ScrollArea(self.list)
        self._box = box = QVBoxLayout(self)
        self.set_margin(24)
        box.setSpacing(4)
        box.addWidget(self.title)
        box.addWidget(self.line)
        box.addSpacing(12)
        box.addWidget(self.area, 1)
        box.addSpacing(8)
        box.addWidget(self.note)
        box.addWidget(self.quick_field)
        self.retranslate()

    def set_margin(self, margin: int) -> None:
        self._box.setContentsMargins(margin, 12, margin, 16)

    def retranslate(self) -> None:
        self.quick_field.setPlaceholderText(tr_("calendar", "Add: Fri 10am call Anna"))
        self.quick_field.setAccessibleName(tr_("calendar", "Add a follow-up in words"))
        self.quick_field.setToolTip(self.quick_field.placeholderText())

    def show_day(
        self,
        info: DayInfo,
        almanac: Almanac,
        follow_ups: Listed[FollowUp],
        again: list[FollowUp],
        birthdays: Listed[BirthdayOf],
        today: date,
    ) -> None:
        day = info.day
        shown = long_day(day, today)
        self.title.setText(tr_("calendar", "Today, {day}", day=shown) if day == today else shown)
        words = [day_line(info, language())]
        festival = almanac.next_festival(day)
        if festival is not None:
            name, days = festival
            words.append(
                tr_("calendar", "{name} tomorrow", name=render(name))
                if days == 1
                else tr_("calendar", "{name} in {n} days", name=render(name), n=days)
            )
        self.line.setText(" · ".join(word for word in words if word))
        self.line.setVisible(bool(self.line.text()))
        year = almanac.unannounced(day, day)
        self.note.setText(
            tr_("calendar", "The days off of {year} are not announced yet; working weekends are missing.", year=year)
            if year
            else ""
        )
        self.note.setVisible(year is not None)
        self._fill(follow_ups, again, birthdays, day, today)

    def _fill(
        self,
        follow_ups: Listed[FollowUp],
        again: list[FollowUp],
        birthdays: Listed[BirthdayOf],
        day: date,
        today: date,
    ) -> None:
        at = self.list.focused_at()
        self.list.clear()
        self.list.add_head(tr_("calendar", "Follow-ups"), follow_ups.total)
        if not follow_ups.total and not again:
            self.list.add_words(tr_("calendar", "Nothing planned. Double click the day or press Enter."))
        for follow_up in follow_ups.first:
            self.list.add_follow_up(follow_up, today)
        self._add_rest(follow_ups)
        for follow_up in again[:IN_PANEL]:
            self.list.add_again(follow_up, day)
        if birthdays.total:
            self.list.add_head(tr_("calendar", "Birthdays"), birthdays.total)
            for birthday in birthdays.first:
                self.list.add_birthday(birthday)
            self._add_rest(birthdays)
        self.list.focus(at)

    def _add_rest(self, listed: Listed) -> None:
        if listed.total > len(listed.first):
            self.list.add_words(tr_("calendar", "{n} more", n=listed.total - len(listed.first)))

    def _send(self) -> None:
        text = self.quick_field.text().strip()
        if text:
            self.quick.emit(text)


class Agenda(QWidget):
    """What is overdue, then day by day what comes."""

    plan_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agenda")
        self.list = RowList(wide=True)
        self.area = ScrollArea(self.list)
        self.empty = EmptyState("calendar", "", "", self, primary=False, button_icon="plus")
        self.empty.clicked.connect(self.plan_wanted)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.addWidget(self.area)
        box.addWidget(self.empty)

    def show_list(
        self,
        overdue: list[FollowUp],
        coming: list[FollowUp],
        ahead: dict[date, list[FollowUp]],
        infos: Almanac,
        today: date,
    ) -> None:
        at = self.list.focused_at()
        self.list.clear()
        if overdue:
            self.list.add_head(tr_("today", "Overdue"), len(overdue), tone="bad")
            for follow_up in overdue:
                shown = near_day(follow_up.due, today) if follow_up.due else ""
                self.list.add_follow_up(follow_up, today, shown)
        planned: dict[date, list[FollowUp]] = {}
        for follow_up in coming:
            if follow_up.due is not None:
                planned.setdefault(follow_up.due, []).append(follow_up)
        for day in sorted({*planned, *ahead}):
            shown = long_day(day, today)
            title = tr_("calendar", "Today, {day}", day=shown) if day == today else shown
            self.list.add_head(title, note=day_line(infos.day(day), language()))
            for follow_up in planned.get(day, []):
                self.list.add_follow_up(follow_up, today)
            for follow_up in ahead.get(day, []):
                self.list.add_again(follow_up, day)
        bare = not overdue and not planned and not ahead
        if bare:
            self.empty.set_texts(tr_("calendar", "Nothing is planned in this time."), tr_("today", "Plan a follow-up"))
        self.empty.setVisible(bare)
        self.area.setVisible(not bare)
        self.list.focus(at)
