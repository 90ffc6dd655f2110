"""The Today page: what is due, one key each; money, deals and customers that need a look at the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from crm_desktop.core.i18n import language, render
from crm_desktop.core.settings import REGION, SHOP_NAME
from crm_desktop.services.birthdays import BirthdayOf
from crm_desktop.services.followups import FollowUp
from crm_desktop.services.holidays import Almanac
from crm_desktop.services.today import TodayData
from crm_desktop.views import theme
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs import followup_parts as parts
from crm_desktop.views.dialogs.followup_done import DoneDialog, LogDialog
from crm_desktop.views.dialogs.payment import collect_from
from crm_desktop.views.jobrunner import Job
from crm_desktop.views.page import Page
from crm_desktop.views.pages.today import menus, side
from crm_desktop.views.pages.today.empty import AllDone, NewShop
from crm_desktop.views.pages.today.figures import Figures
from crm_desktop.views.pages.today.rows import Row
from crm_desktop.views.pages.today.sections import FoldedSection, RowActions, Section, focus_near, walk
from crm_desktop.views.pages.today.task_rows import BirthdayRow, CareRow, MoneyRow, SideRow, TaskRow, name_width
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.card import ScrollArea

SIDE_WIDTH, SIDE_WIDTH_NARROW = 304, 292
MINUTE_MS = 60_000
_NAMES_AFTER_MS = 300


def _names_in(data: TodayData) -> list[str]:
    """Whoever stands in the left column: their names begin at one line in all of its sections."""
    tasks = [parts.who(found) for found in (*data.overdue, *data.due, *data.done)]
    return tasks + [due.name for due in data.care] + [found.name for found in data.birthdays]


class TodayPage(Page):
    """Named ``page_today``. Rows are named ``task_<id>``, ``birthday_<customer id>``, ``care_<customer id>``,
    ``side_<kind>_<id>``.
    """

    key = "today"
    touches = ("followups", "customers", "deals", "orders", "activities", "settings", "pipelines", "choices")

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.data: TodayData | None = None
        self._job: Job | None = None
        self._log = QAction(theme.icon("plus", "accent_text"), "", self)
        self._log.setObjectName("log_contact")
        self._log.triggered.connect(self._log_contact)
        self.figures = Figures()
        self.overdue = Section("today_overdue", tone="bad")
        self.due = Section("today_due")
        self.care = Section("today_care")
        self.birthdays = Section("today_birthdays")
        self.done = FoldedSection("today_done")
        self.all_done = AllDone(ctx)
        self.money, self.cold = Section("today_money"), Section("today_cold")
        self.rhythm = Section("today_rhythm")
        self.new_shop = NewShop(ctx)
        self._build()
        self.actions_bar = RowActions(self)
        self.actions_bar.pressed.connect(self._bar_pressed)
        for section in (self.overdue, self.due):
            section.more.connect(self._show_calendar)
        self.money.more.connect(self._show_owing)
        self.rhythm.more.connect(self._show_late)
        self._names_wanted = False
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._new_day)
        self._minute.start()
        theme.signals.changed.connect(self.update)
        self.retranslate()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(16)
        for widget in (self.overdue, self.due, self.all_done, self.care, self.birthdays, self.done):
            left.addWidget(widget)
        left.addStretch(1)
        self._side = QWidget()
        right = QVBoxLayout(self._side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(16)
        for section in (self.money, self.cold, self.rhythm):
            right.addWidget(section)
        right.addStretch(1)
        self._columns = QHBoxLayout()
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self._side)
        body = QWidget()
        self._box = QVBoxLayout(body)
        self._box.setSpacing(16)
        self._box.addWidget(self.figures)
        self._box.addLayout(self._columns, 1)
        self.area = ScrollArea(body)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.area)
        self._stack.addWidget(self.new_shop)

    # What the window asks ----------------------------------------------------------------

    def title(self) -> str:
        return self.tr("Today")

    def subtitle(self) -> str:
        services = self.ctx.services
        today = services.clock.today()
        almanac = Almanac(services.settings.get(REGION), language())
        day = parts.long_day(today)
        if not (almanac.at_hand() or self._names_wanted):
            QTimer.singleShot(_NAMES_AFTER_MS, self, self._want_names)  # the window is shown first
            return day
        name = almanac.named(today).name()
        return f"{day} · {render(name)}" if name else day

    @Slot()
    def _want_names(self) -> None:
        if not self._names_wanted:
            self._names_wanted = True
            self.head_changed.emit()

    def primary(self) -> QAction:
        return self._log

    def keyboard_place(self) -> QWidget | None:
        """The row that was left, else the first one there is."""
        rows = [row for section in (self.overdue, self.due, self.care, self.birthdays) for row in section.rows]
        kept = self.focusWidget()
        return kept if kept in rows else next(iter(rows), None)

    def primary_steps_back(self) -> bool:
        return self.data is not None and self.data.is_new_shop

    def retranslate(self) -> None:
        self._log.setText(self.tr("Log"))
        self._log.setToolTip(self.tr("Log a call, a visit or a message"))
        self.actions_bar.retranslate()
        self.new_shop.retranslate()
        self.all_done.retranslate()

    def refresh(self) -> None:
        """Loads at once, in a big shop in the background."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        service, today = self.ctx.services.today, self.ctx.services.clock.today()
        if not service.is_big():
            self._show(service.load(today))
            return
        self._job = self.ctx.jobs.run(lambda _job: service.load(today), self.title(), on_done=self._loaded, quiet=True)

    def _loaded(self, data: TodayData) -> None:
        self._job = None
        self._show(data)
        self.head_changed.emit()

    def _show(self, data: TodayData) -> None:
        focused = self._place_of_focus()
        self.actions_bar.detach(self)
        self.data = data
        self._stack.setCurrentWidget(self.new_shop if data.is_new_shop else self.area)
        if not data.is_new_shop:
            self.figures.show_data(self.ctx.services, data)
            names = name_width(_names_in(data))
            self._show_tasks(data, names)
            self._show_care(data, names)
            self._show_birthdays(data, names)
            self._show_side(data)
        if focused is not None:
            focus_near(self._walkable(focused[0]), focused[1])

    # Filling -----------------------------------------------------------------------------

    def _show_tasks(self, data: TodayData, names: int) -> None:
        hidden = data.overdue_count - len(data.overdue)
        rows = self._tasks(data.overdue, data.day, names)
        self.overdue.fill(rows, self.tr("Overdue"), str(data.overdue_count), hidden=hidden)
        hidden = data.due_count - len(data.due)
        self.due.fill(self._tasks(data.due, data.day, names), self.tr("Today"), str(data.due_count), hidden=hidden)
        self.done.fill(self._tasks(data.done, data.day, names), self.tr("Done today"), str(data.done_count))
        self.all_done.setVisible(not data.todo())
        self.all_done.show_state(
            never=data.never_planned,
            any_today=data.done_count > 0,
            bare=not (data.done_count or data.birthday_count or data.care_count),
        )

    def _tasks(self, found: list[FollowUp], today: date, names: int) -> list[Row]:
        return [self._wired(TaskRow(self.ctx.services, follow_up, today, names)) for follow_up in found]

    def _show_care(self, data: TodayData, names: int) -> None:
        rows: list[Row] = []
        for due in data.care:
            row = CareRow(self.ctx.services, due, names)
            row.plan.connect(lambda at=row: self._plan(at.due.customer_id))
            rows.append(self._wired(row))
        self.care.fill(rows, self.tr("Get in touch"), str(data.care_count))

    def _show_birthdays(self, data: TodayData, names: int) -> None:
        rows: list[Row] = []
        for found in data.birthdays:
            row = BirthdayRow(self.ctx.services, found, data.day, names)
            row.greet.connect(lambda at=row: self._copy_greeting(at.birthday))
            rows.append(self._wired(row))
        self.birthdays.fill(rows, self.tr("Birthdays this week"), str(data.birthday_count))

    def _show_side(self, data: TodayData) -> None:
        services = self.ctx.services
        total, cold = parts.money_text(services, data.receivable_total), parts.money_text(services, data.cold_total)
        owing, left = side.money_rows(services, data), data.receivable_count - len(data.receivables)
        self._fill_side(self.money, owing, self.tr("Money to collect"), total, hidden=left)
        self.money.set_leads(self.tr("Show all who owe"))
        self._fill_side(self.cold, side.cold_rows(services, data), self.tr("Deals going cold"), cold)
        late = side.rhythm_rows(data)
        gone = max(0, data.late_count - len(late))
        self._fill_side(self.rhythm, late, self.tr("Missed for a while"), self.tr("usually · now"), hidden=gone)
        self.rhythm.head.set_count(str(data.late_count))
        self.rhythm.set_leads(side.late_rule())
        self._side.setVisible(any(section.rows for section in (self.money, self.cold, self.rhythm)))

    def _fill_side(self, section: Section, rows: Sequence[Row], title: str, note: str, *, hidden: int = 0) -> None:
        more = self.tr("… and {n} more").format(n=hidden)
        section.fill([self._wired(row) for row in rows], title, "", hidden=hidden, more=more)
        section.head.set_note(note)

    def _wired(self, row: Row) -> Row:
        row.acted.connect(lambda key, at=row: self._act(at, key))
        row.opened.connect(lambda at=row: self._open(at))
        row.walked.connect(lambda step, at=row: walk(self._walkable(at), at, step))
        row.active.connect(lambda on, at=row: self._active(at, on))
        return row

    # Walking -----------------------------------------------------------------------------

    def _walkable(self, row: Row) -> list[Row]:
        """The rows of the column in which ``row`` lies."""
        side = (self.money, self.cold, self.rhythm)
        left = (self.overdue, self.due, self.care, self.birthdays, self.done)
        sections = side if isinstance(row, SideRow) else left
        return [found for section in sections for found in section.rows]

    def _place_of_focus(self) -> tuple[Row, int] | None:
        found = self.focusWidget()
        if not isinstance(found, Row) or not found.hasFocus():
            return None
        rows = self._walkable(found)
        return (found, rows.index(found)) if found in rows else None

    def _active(self, row: Row, on: bool) -> None:
        if row.hasFocus():
            for section in self.findChildren(Section):
                section.rove(row)
        if on and isinstance(row, TaskRow) and row.follow_up.status == "open":
            self.actions_bar.attach(row)
            if row.hasFocus():
                self.area.ensureWidgetVisible(row, 0, 40)
        elif self.actions_bar.row is row or on:
            self.actions_bar.detach()

    # Acting ------------------------------------------------------------------------------

    @Slot(str)
    def _bar_pressed(self, key: str) -> None:
        if self.actions_bar.row is not None:
            self._act(self.actions_bar.row, key)

    def _act(self, row: Row, key: str) -> None:
        if isinstance(row, BirthdayRow):
            if key == "C":
                self._copy_greeting(row.birthday)
            else:
                LogDialog(self.ctx, self.window(), row.birthday.customer_id, "wechat").open()
        elif isinstance(row, CareRow):
            if key == "P":
                self._plan(row.due.customer_id)
            else:
                LogDialog(self.ctx, self.window(), row.due.customer_id).open()
        elif isinstance(row, SideRow) and key == "P":
            self._collect(row)
        elif isinstance(row, SideRow):
            if row.record[0] == "customer":
                LogDialog(self.ctx, self.window(), row.record[1]).open()
        elif isinstance(row, TaskRow) and row.follow_up.status == "open":
            self._act_on_task(row.follow_up, key)

    def _collect(self, row: SideRow) -> None:
        collect_from(self.ctx, self.window(), row.record[1])

    def _plan(self, customer_id: int) -> None:
        self.ctx.navigator.new("follow_up", customer_id=customer_id)

    def _act_on_task(self, follow_up: FollowUp, key: str) -> None:
        if key == "D":
            parts.complete(self.ctx, follow_up.id)
        elif key == "S":
            parts.snooze(self.ctx, follow_up.id, parts.snooze_days(self.ctx.services.clock.today())[0][1])
        else:
            DoneDialog(self.ctx, self.window(), follow_up.id).open()

    def _open(self, row: Row) -> None:
        if isinstance(row, SideRow):
            self.ctx.navigator.open(*row.record)
        elif isinstance(row, BirthdayRow):
            self.ctx.navigator.open("customer", row.birthday.customer_id)
        elif isinstance(row, CareRow):
            self.ctx.navigator.open("customer", row.due.customer_id)
        elif isinstance(row, TaskRow):
            if row.follow_up.customer_id is not None:
                self.ctx.navigator.open("customer", row.follow_up.customer_id)
            else:
                self.ctx.navigator.open("follow_up", row.follow_up.id)

    def _copy_greeting(self, birthday: BirthdayOf) -> None:
        shop = self.ctx.services.settings.get(SHOP_NAME)
        text = self.tr("Dear {name}, happy birthday! We wish you good health and all the best.")
        text = text.format(name=birthday.name)
        if shop:
            text += self.tr(" – {shop}").format(shop=shop)
        QGuiApplication.clipboard().setText(text)
        self.ctx.toasts.show(self.tr("Greeting for {name} copied: paste it with Ctrl+V").format(name=birthday.name))

    @Slot()
    def _log_contact(self) -> None:
        LogDialog(self.ctx, self.window()).open()

    @Slot()
    def _show_calendar(self) -> None:
        self.ctx.navigator.go("calendar")

    @Slot()
    def _show_late(self) -> None:
        self.ctx.navigator.show_part("customers", "past_rhythm")

    @Slot()
    def _show_owing(self) -> None:
        self.ctx.navigator.show_part("customers", "owing")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = self.childAt(event.pos())
        while at is not None and not isinstance(at, Row):
            at = at.parentWidget()
        focused = self.focusWidget()
        row = at if event.reason() == QContextMenuEvent.Reason.Mouse else focused
        if isinstance(row, TaskRow) and row.follow_up.status == "open":
            note = partial(self._act_on_task, row.follow_up, "N")
            menus.of_task(self.ctx, row.follow_up, note, self).popup(event.globalPos())
        elif isinstance(row, TaskRow) and row.follow_up.status == "done":
            menus.of_done_task(self.ctx, row.follow_up, self).popup(event.globalPos())
        elif isinstance(row, MoneyRow):
            steps = (partial(self._collect, row), partial(self._act, row, "N"), partial(self._open, row))
            menus.of_money(*steps, self).popup(event.globalPos())

    # The clock and the size --------------------------------------------------------------

    @Slot()
    def _new_day(self) -> None:
        if self.data is not None and self.data.day != self.ctx.services.clock.today():
            self.refresh_now()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margin = measures.page_margin(self.window().width())
        self._box.setContentsMargins(margin, 12, margin, margin)
        wide = margin == measures.MARGIN
        self._columns.setSpacing(measures.GAP_XXL if wide else measures.GAP_XL)
        self._side.setFixedWidth(SIDE_WIDTH if wide else SIDE_WIDTH_NARROW)
        for section in (self.overdue, self.due):
            section.setMinimumWidth(280)
