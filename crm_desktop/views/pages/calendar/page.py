"""The Calendar page: month, week, day and agenda, the chosen day at the right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, language, render
from crm_desktop.core.settings import CLOSES, OPENS, REGION
from crm_desktop.services.followups_quick import read_line
from crm_desktop.services.holidays import Almanac
from crm_desktop.views import theme
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs import followup_parts as parts
from crm_desktop.views.dialogs.followup import FollowUpDialog
from crm_desktop.views.dialogs.followup_done import DoneDialog
from crm_desktop.views.jobrunner import Job
from crm_desktop.views.page import Page
from crm_desktop.views.pages.calendar import acting, layout
from crm_desktop.views.pages.calendar.days import DaysWidget
from crm_desktop.views.pages.calendar.grid import DayGrid
from crm_desktop.views.pages.calendar.load import Loaded, Wanted, load
from crm_desktop.views.pages.calendar.panel import Agenda, DayPanel, RowList
from crm_desktop.views.pages.calendar.times import TimeGrid
from crm_desktop.views.prefs import Pref
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.editors.month import month_title
from crm_desktop.views.widgets.labels import Line, label
from crm_desktop.views.widgets.menu import Menu
from crm_desktop.views.widgets.tabs import Segmented

PANEL, PANEL_NARROW = 312, 272
WITH_PANEL = 800
"""Narrower than this the page belongs to the grid alone."""
NOW_MS = 20_000
"""How often the line of now is moved."""
VIEWS = ("month", "week", "day", "agenda")
VIEW: Pref[str] = Pref("calendar/view", "month")


class CalendarPage(Page):
    """Named ``page_calendar``; the month in it ``calendar``, week and day ``calendar_times``, the agenda ``agenda``."""

    key = "calendar"
    touches = ("followups", "customers", "deals", "settings", "staff")

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.day: date = ctx.services.clock.today()
        self.owner: str | None = None
        self._job: Job | None = None
        self._asked: Wanted | None = None
        self._shown_days: tuple[date, date] | None = None
        self._choose_next: int | None = None
        self._new = QAction(theme.icon("plus", "accent_text"), "", self)
        self._new.setObjectName("new_follow_up")
        self._new.triggered.connect(self._create_here)
        self.back = Button("", "plain", "chevron-left")
        self.ahead = Button("", "plain", "chevron-right")
        self.now = Button("", "plain")
        self.staff = Button("", "quiet", "user", menu_arrow=True)
        self.month = label("", "section")
        self.view = Segmented([(key, "") for key in VIEWS])
        for widget, name in (
            (self.back, "calendar_back"), (self.ahead, "calendar_ahead"), (self.now, "calendar_today"),
            (self.staff, "calendar_staff"), (self.view, "calendar_view"), (self.month, "calendar_month"),
        ):  # fmt: skip
            widget.setObjectName(name)
        self.grid = DayGrid()
        self.times = TimeGrid()
        self.agenda = Agenda()
        self.panel = DayPanel()
        self._build()
        self._connect()
        self.view.set_current(ctx.prefs.get(VIEW) if ctx.prefs.get(VIEW) in VIEWS else "month")
        self._minute = QTimer(self)
        self._minute.setInterval(NOW_MS)
        self._minute.timeout.connect(self._show_now)
        self._minute.start()
        self.retranslate()

    def _build(self) -> None:
        self._bar = QHBoxLayout()
        self._bar.setSpacing(8)
        for widget in (self.back, self.ahead, self.now):
            self._bar.addWidget(widget)
        self._bar.addSpacing(8)
        self._bar.addWidget(self.month)
        self._bar.addStretch(1)
        self._bar.addWidget(self.staff)
        self._bar.addWidget(self.view)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.grid)
        self.stack.addWidget(self.times)
        self.stack.addWidget(self.agenda)
        self._left = QVBoxLayout()
        self._left.setSpacing(8)
        self._left.addLayout(self._bar)
        self._left.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._left, 1)
        row.addWidget(Line(self, vertical=True))
        row.addWidget(self.panel)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.turn(-1))
        self.ahead.clicked.connect(lambda: self.turn(1))
        self.now.clicked.connect(self.go_today)
        self.staff.clicked.connect(self._choose_staff)
        self.view.chosen.connect(self._view_chosen)
        for grid in (self.grid, self.times):
            grid.day_chosen.connect(self.go)
            grid.turned.connect(self.turn)
            grid.create_wanted.connect(self._create_on)
            grid.opened.connect(self._open)
            grid.moved.connect(self._move)
            grid.acted.connect(self._act)
            grid.menu_wanted.connect(self._menu)
            grid.rest_wanted.connect(self._show_rest)
            theme.signals.changed.connect(grid.lay_out)
        for rows in (self.panel.list, self.agenda.list):
            self._connect_list(rows)
        self.panel.quick.connect(self._quick_add)
        self.agenda.plan_wanted.connect(self._create_here)

    def _connect_list(self, rows: RowList) -> None:
        rows.acted.connect(self._act)
        rows.opened.connect(self._open)
        rows.ticked.connect(self._tick)
        rows.shifted.connect(self._shift)
        rows.menu_wanted.connect(self._menu)
        rows.birthday_opened.connect(self._open_customer)

    # What the window asks -----------------------------------------------------------------

    def title(self) -> str:
        return self.tr("Calendar")

    def primary(self) -> QAction:
        return self._new

    def retranslate(self) -> None:
        self._new.setText(self.tr("New follow-up"))
        self.back.set_tooltip(self.tr("Back (PageUp)"))
        self.ahead.set_tooltip(self.tr("Ahead (PageDown)"))
        self.now.setText(self.tr("Today"))
        self.now.setToolTip(self.tr("Back to today (Home)"))
        words = (self.tr("Month"), self.tr("Week"), self.tr("Day"), self.tr("Agenda"))
        self.view.set_choices(list(zip(VIEWS, words, strict=True)))
        self._show_staff()
        self.panel.retranslate()

    def open_record(self, record_id: int) -> None:
        """Go to the follow-up's day and open its form."""
        found = self.ctx.services.followups.get(record_id)
        if found.due is not None:
            self._choose_next = found.id
            self.go(found.due)
        FollowUpDialog(self.ctx, self.window(), record_id).open()

    def refresh(self) -> None:
        self.month.setText(self._title())
        self.stack.setCurrentWidget(self.shown_days() or self.agenda)
        self._ask()

    def shown_days(self) -> DaysWidget | None:
        """The grid of the view: the month, or week and day with their hours; None in the agenda."""
        view = self.view.current()
        return None if view == "agenda" else self.grid if view == "month" else self.times

    def _title(self) -> str:
        """The month; the day itself where only that is shown."""
        return parts.long_day(self.day) if self.view.current() == "day" else month_title(self.day)

    def _ask(self, *, only_day: bool = False) -> None:
        """Load what is shown; of several questions under way only the last one is answered."""
        services = self.ctx.services
        wanted = Wanted(self.view.current(), self.day, self.owner, services.clock.today(), only_day)
        if self._job is not None:
            if self._asked is not None and not self._asked.only_day:
                wanted = replace(wanted, only_day=False)  # the grid was still on its way
            self._job.cancel()
            self._job = None
        self._asked = wanted
        if not services.today.is_big():
            self._loaded(load(services, wanted))
            return
        if wanted.view != "agenda" and wanted.days() != self._shown_days:
            self._show_grid(Loaded(wanted))  # the days at once, what stands on them in a moment
        self._job = self.ctx.jobs.run(
            lambda _job: load(services, wanted), self.title(), on_done=self._loaded, quiet=True
        )

    @Slot(object)
    def _loaded(self, answer: Loaded) -> None:
        self._job = None
        if not answer.wanted.only_day:
            if answer.wanted.view == "agenda":
                self.agenda.show_list(answer.overdue, answer.coming, answer.ahead, self._almanac(), answer.wanted.today)
            else:
                self._show_grid(answer)
        almanac = self._almanac()
        day = almanac.day(answer.wanted.day)
        again = answer.ahead.get(day.day, [])
        self.panel.show_day(day, almanac, answer.listed, again, answer.birthdays, answer.wanted.today)
        if self._choose_next is not None:
            for grid in (self.grid, self.times):
                grid.choose(self._choose_next)
            self._choose_next = None

    def _show_grid(self, answer: Loaded) -> None:
        start, end = self._shown_days = answer.wanted.days()
        infos = self._almanac().days(start, end)
        shown = (answer.items, answer.ahead, infos, answer.wanted.today)
        if answer.wanted.view == "month":
            self.grid.show_month((start, end), self.day.month, *shown)
            self.grid.choose_day(self.day)
            return
        settings = self.ctx.services.settings
        self.times.set_open_hours(settings.get(OPENS), settings.get(CLOSES))
        self.times.words.tell_owner = self.owner is None
        self._show_now()
        self.times.show_days((start, end), *shown)
        self.times.choose_day(self.day)

    @Slot()
    def _show_now(self) -> None:
        clock = self.ctx.services.clock
        now = clock.now().astimezone()
        self.times.set_now(now.hour * 60 + now.minute)
        if self._asked is not None and self._asked.today != clock.today():
            self.refresh_now()

    # Going --------------------------------------------------------------------------------

    @Slot(object)
    def go(self, day: date) -> None:
        """Choose ``day``; another month or week is loaded only where it is not shown yet."""
        shown = self._days()
        self.day = day
        grid = self.shown_days()
        if grid is None or self._days() != shown:
            self.refresh()
        else:
            grid.choose_day(day)
            self._ask(only_day=True)

    @Slot(int)
    def turn(self, step: int) -> None:
        """A month, a week (in the agenda too) or a day back or ahead."""
        if self.view.current() == "month":
            self.go(layout.add_months(self.day, step))
        else:
            self.go(self.day + timedelta(days=step if self.view.current() == "day" else 7 * step))

    @Slot(object)
    def _show_rest(self, day: date) -> None:
        """All of that day: the panel has it already; where there is no room for that, the day alone."""
        if self.panel.isHidden() and self.view.current() != "day":
            self.day = day
            self.view.set_current("day")
            self._view_chosen("day")

    @Slot()
    def go_today(self) -> None:
        self.go(self.ctx.services.clock.today())

    def _days(self) -> tuple[date, date]:
        return Wanted(self.view.current(), self.day, self.owner, self.day).days()

    def _almanac(self) -> Almanac:
        return Almanac(self.ctx.services.settings.get(REGION), language())

    @Slot(str)
    def _view_chosen(self, key: str) -> None:
        self.ctx.prefs.set(VIEW, key)
        self.refresh()

    # Whose calendar -----------------------------------------------------------------------

    def _show_staff(self) -> None:
        self.staff.setText(self.owner or self.tr("Everybody"))
        self.staff.setToolTip(self.tr("Whose follow-ups are shown"))
        self.staff.setAccessibleName(self.tr("Shown: {who}").format(who=self.staff.text()))
        self.staff.updateGeometry()

    @Slot()
    def _choose_staff(self) -> None:
        menu = Menu(self)
        menu.add(self.tr("Everybody"), partial(self.set_owner, None), checked=self.owner is None)
        for member in self.ctx.services.staff.all():
            menu.add(member.name, partial(self.set_owner, member.name), checked=self.owner == member.name)
        menu.show_under(self.staff, right=True)

    def set_owner(self, name: str | None) -> None:
        """Show only what belongs to that person; None for all."""
        self.owner = name
        self._show_staff()
        self.refresh()

    # Acting -------------------------------------------------------------------------------

    def new_record(self, **defaults: Any) -> None:
        dialog = FollowUpDialog(self.ctx, self.window(), None, **defaults)
        dialog.created.connect(self._made)
        dialog.open()

    @Slot(object)
    def _made(self, follow_up_id: int) -> None:
        """Its day is shown and the keyboard goes on to it."""
        day = self.ctx.services.followups.get(follow_up_id).due
        if day is not None:
            self._choose_next = follow_up_id
            self.go(day)
        grid = self.shown_days()
        if grid is not None:
            grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.agenda.list.focus_on(follow_up_id)

    @Slot()
    def _create_here(self) -> None:
        self._create_on(max(self.day, self.ctx.services.clock.today()))

    @Slot(object, str)
    def _create_on(self, day: date, at: str = "") -> None:
        self.new_record(due=day, time=at, **({"owner": self.owner} if self.owner else {}))

    @Slot(object)
    def _open(self, follow_up_id: int) -> None:
        FollowUpDialog(self.ctx, self.window(), follow_up_id).open()

    @Slot(object)
    def _open_customer(self, customer_id: int) -> None:
        self.ctx.navigator.open("customer", customer_id)

    @Slot(object)
    def _tick(self, follow_up_id: int) -> None:
        DoneDialog(self.ctx, self.window(), follow_up_id).open()

    @Slot(object, object, object)
    def _move(self, follow_up_id: int, day: date, at: str | None = None) -> None:
        parts.move(self.ctx, follow_up_id, day, at)

    @Slot(object, int)
    def _shift(self, follow_up_id: int, days: int) -> None:
        found = self.ctx.services.followups.get(follow_up_id)
        if found.due is not None:
            self._move(follow_up_id, found.due + timedelta(days=days))

    @Slot(str, object)
    def _act(self, key: str, follow_up_id: int) -> None:
        acting.act(self.ctx, key, follow_up_id, self._tick)

    @Slot(object, object)
    def _menu(self, follow_up_id: int, point: QPoint) -> None:
        acting.menu(self.ctx, follow_up_id, self, self._tick, self._open, self._open_customer).popup(point)

    @Slot(str)
    def _quick_add(self, text: str) -> None:
        """A line such as ``周五 10点 电话 何佳`` becomes a follow-up; without a day it is the chosen one."""
        services = self.ctx.services
        values = read_line(services, text, services.clock.today(), self.day)
        try:
            with services.write(N_("undo", "Add follow-up")) as work:
                services.followups.create(work, {**values, "owner": self.owner or services.user})
        except UserError as error:
            self.ctx.toasts.show(render(error.message), kind="bad")
            return
        self.panel.quick_field.setText("")
        day = values["due"]
        self.ctx.toasts.show(
            self.tr("Planned for {day}: {subject}").format(day=parts.long_day(day), subject=values["subject"]), work.id
        )
        self.go(day)

    def keyboard_place(self) -> QWidget | None:
        return self.shown_days() or self.view

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margin = measures.page_margin(self.window().width())
        self._left.setContentsMargins(margin, 16, margin, margin - 4)
        self.panel.set_margin(margin)
        self.panel.setVisible(self.width() >= WITH_PANEL)
        self.panel.setFixedWidth(PANEL if margin == measures.MARGIN else PANEL_NARROW)
