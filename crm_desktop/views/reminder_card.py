"""The card of the reminders that wait for an answer: it stays, takes no focus and stops nobody from working."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm_desktop.core.dates import short_date
from crm_desktop.core.i18n import language, tr_
from crm_desktop.services.followups import FollowUp
from crm_desktop.services.followups_values import local_moment
from crm_desktop.views import theme
from crm_desktop.views.dialogs.followup_parts import TYPE_ICON, type_label, who
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.card import ScrollArea, float_over
from crm_desktop.views.widgets.labels import ElidedLabel, Line, label
from crm_desktop.views.widgets.menu import Menu

WIDTH = 360
MARGIN = 24
FOOT = 60
"""Left free below the card: there pages have their totals and the line that adds a follow-up."""
HIGHEST, HIGHEST_IN_LOW = 285, 190
"""Pixels of the list: three of them, two in a window below ``LOW``; the others are scrolled to."""
LOW = 760
MOST = 50
"""Rows made at once; the others come as these are answered."""


class ReminderRow(QWidget):
    """Named ``reminder_<id>``: who, what and when, with the three answers."""

    opened = Signal(object)
    done = Signal(object)
    put_off = Signal(object, object)
    """The follow-up, and the moment to remind again."""

    def __init__(self, follow_up: FollowUp, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.follow_up = follow_up
        self._now = now
        self.setObjectName(f"reminder_{follow_up.id}")
        sign = label(parent=self)
        sign.setPixmap(theme.pixmap(TYPE_ICON.get(follow_up.type, "note"), "text_2", 18, self.devicePixelRatioF()))
        when = label(_moment(follow_up, now), "small", "2")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(sign)
        head.addWidget(ElidedLabel(who(follow_up), "strong"), 1)
        head.addWidget(when)
        subject = ElidedLabel(follow_up.subject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.done_button = _answer(tr_("reminder", "Done"), "check", "done")
        self.done_button.clicked.connect(lambda: self.done.emit(self.follow_up))
        self.open_button = _answer(tr_("reminder", "Open"), None, "open")
        self.open_button.clicked.connect(lambda: self.opened.emit(self.follow_up))
        self.later_button = _answer(tr_("reminder", "Later"), None, "later", arrow=True)
        self.later_button.clicked.connect(self._choose)
        for button in (self.done_button, self.open_button, self.later_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 8)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(subject)
        box.addLayout(buttons)
        self.setAccessibleName(", ".join((type_label(follow_up.type), who(follow_up), follow_up.subject, when.text())))

    @Slot()
    def _choose(self) -> None:
        later_menu(self, self._now, lambda until: self.put_off.emit(self.follow_up, until)).show_under(
            self.later_button
        )


class ReminderCard(QFrame):
    """Named ``reminders``, at the lower right of ``host``. It shows what :meth:`show_rows` was given until that is
    empty; folded, it leaves the page free and only says by ``tucked`` how many wait.
    """

    opened = Signal(object)
    done = Signal(object)
    put_off = Signal(object, object)
    """Follow-ups as a list, and the moment to remind again."""
    tucked = Signal(int)
    """How many wait unseen in the folded card; 0 where it is open or none wait."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._now: datetime | None = None
        self.rows: list[ReminderRow] = []
        self._found: list[FollowUp] = []
        self.setObjectName("reminders")
        self.setProperty("role", "floating")
        self.setFixedWidth(WIDTH)
        self._sign = label(parent=self)
        self._title = QLabel(self)
        self._title.setProperty("role", "strong")
        self.all_later = _answer("", None, "all_later", arrow=True)
        self.all_later.clicked.connect(self._all_later)
        self.fold = Button("", "quiet", "chevron-up", self, small=True, tooltip=" ")
        self.fold.setObjectName("reminders_fold")
        self.fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fold.clicked.connect(self.turn)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._sign)
        head.addWidget(self._title, 1)
        head.addWidget(self.all_later)
        head.addWidget(self.fold)
        self._area = ScrollArea(parent=self, gap=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._area)
        self._folded = False
        self._retranslate()
        float_over(self)
        theme.signals.changed.connect(self._follow_theme)
        self.hide()
        host.installEventFilter(self)

    def show_rows(self, found: Sequence[FollowUp], now: datetime) -> None:
        """These wait, none: nothing is shown. One that is new unfolds the card; several that lay there from the start
        wait folded, so that they don't cover what is worked on.
        """
        known = {follow_up.id for follow_up in self._found}
        new = [follow_up.id for follow_up in found if follow_up.id not in known]
        if new:
            self._folded = self._now is None and len(found) > 1
        self._found, self._now = list(found), now
        body = QWidget()
        lines = QVBoxLayout(body)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self.rows = []
        for follow_up in self._found[:MOST]:
            if self.rows:
                lines.addWidget(Line())
            row = ReminderRow(follow_up, now, body)
            row.opened.connect(self.opened)
            row.done.connect(self.done)
            row.put_off.connect(lambda one, until: self.put_off.emit([one], until))
            lines.addWidget(row)
            self.rows.append(row)
        before = self._area.takeWidget()
        if before is not None:  # the press of one of its buttons may be what brought us here
            before.setParent(self)
            before.hide()
            before.deleteLater()
        self._area.setWidget(body)
        body.setAutoFillBackground(False)
        self._retranslate()
        self._fold_or_show()
        came = next((row for row in self.rows if row.follow_up.id in new), None)
        if came is not None and known and not self._folded:
            self._area.ensureWidgetVisible(came, 0, 0)

    def place(self) -> None:
        """At the lower right, above the bar of a running job."""
        body = self._area.widget()
        if body is not None:
            most = HIGHEST if self._host.height() >= LOW else HIGHEST_IN_LOW
            self._area.setFixedHeight(min(body.sizeHint().height(), most))
        column = self.layout()
        assert column is not None
        column.activate()
        self.resize(WIDTH, self.sizeHint().height())
        bottom = self._host.height() - FOOT
        panel = self._host.window().findChild(QWidget, "job_panel")
        if panel is not None and panel.isVisible() and panel.parentWidget() is self._host.window():
            panel.installEventFilter(self)
            bottom = panel.geometry().top() - 12
        self.move(self._host.width() - WIDTH - MARGIN, bottom - self.height())

    def put_away(self) -> None:
        """Shows nothing and says nothing until :meth:`show_rows` is called again."""
        self.hide()
        self.tucked.emit(0)

    @Slot()
    def turn(self) -> None:
        """Fold what is open, unfold what is folded."""
        self._folded = not self._folded
        self._fold_or_show()

    def _fold_or_show(self) -> None:
        self.setVisible(bool(self._found) and not self._folded)
        if not self.isHidden():
            self.place()
            self.raise_()
        self.tucked.emit(len(self._found) if self._folded else 0)

    @Slot()
    def _all_later(self) -> None:
        if self._now is not None:
            everything = list(self._found)
            menu = later_menu(self, self._now, lambda until: self.put_off.emit(everything, until))
            menu.show_under(self.all_later)

    @Slot()
    def _follow_theme(self) -> None:
        float_over(self)
        if self._now is not None:
            self.show_rows(self._found, self._now)

    def _retranslate(self) -> None:
        self._sign.setPixmap(theme.pixmap("bell", "accent", 18, self.devicePixelRatioF()))
        count = len(self._found)
        self._title.setText(tr_("reminder", "Reminder") if count < 2 else tr_("reminder", "{n} reminders", n=count))
        self.all_later.setText(tr_("reminder", "All later"))
        self.all_later.setVisible(count > 1)
        self.fold.set_tooltip(tr_("reminder", "Fold into the bar above"))
        self.setAccessibleName(self._title.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._now is not None:
            self.show_rows(self._found, self._now)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moved = (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move)
        if event.type() in moved and self.isVisible():
            self.place()
        return False


def later_menu(parent: QWidget, now: datetime, put_off: Callable[[datetime], object]) -> Menu:
    """When to remind again; ``put_off(moment)`` is told what was chosen. ``now`` is aware."""
    local = now.astimezone()
    tomorrow = local_moment(local.date() + timedelta(days=1), None).astimezone()
    menu = Menu(parent)
    menu.add(tr_("reminder", "In 10 minutes"), lambda: put_off(local + timedelta(minutes=10)), "clock")
    menu.add(tr_("reminder", "In an hour"), lambda: put_off(local + timedelta(hours=1)), "clock")
    menu.add(tr_("reminder", "Tomorrow at 9:00"), lambda: put_off(tomorrow), "calendar")
    return menu


def _answer(text: str, icon: str | None, name: str, *, arrow: bool = False) -> Button:
    """A small button that a click does not give the focus: who types goes on typing. Tab reaches it."""
    made = Button(text, "plain" if icon else "quiet", icon, small=True, menu_arrow=arrow)
    made.setObjectName(f"reminder_answer_{name}")
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(False)
    return made


def _moment(follow_up: FollowUp, now: datetime) -> str:
    """When it is due: the time alone today, else with the day."""
    today = now.astimezone().date()
    if follow_up.due is None:
        return ""
    if follow_up.due == today and follow_up.time:
        return follow_up.time
    day = short_date(follow_up.due, today, language())
    day = day[:1].upper() + day[1:]
    return f"{day} {follow_up.time}".strip()
