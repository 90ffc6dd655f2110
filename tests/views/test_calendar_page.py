"""The Calendar page as a person uses it: planned, dragged, moved by keys, done with a result and a next step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest

from crm_desktop.core.i18n import N_
from crm_desktop.core.settings import REGION
from crm_desktop.services.followups_quick import read_line
from crm_desktop.services.today import TodayService
from crm_desktop.views import theme
from crm_desktop.views.dialogs.followup import FollowUpDialog
from crm_desktop.views.dialogs.followup_done import DoneDialog
from crm_desktop.views.pages.calendar import layout
from crm_desktop.views.pages.calendar.paint import info_word
from crm_desktop.views.pages.calendar.rows import AgendaRow
from crm_desktop.views.pages.customers.next_step import TypeIcon
from crm_desktop.views.pages.customers.related import LineRow, follow_up_lines

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.views.main_window import MainWindow
    from crm_desktop.views.pages.calendar.page import CalendarPage

TODAY = date(2026, 9, 23)
LABEL = N_("undo", "Test")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def services(window: MainWindow) -> Services:
    return window.ctx.services


@pytest.fixture
def page(window: MainWindow) -> CalendarPage:
    window.resize(1280, 800)
    window.ctx.navigator.go("calendar")
    return window.page("calendar")


def add(services: Services, **values: Any) -> int:
    with services.write(LABEL) as work:
        return services.followups.create(work, {"subject": "Call about tea", "due": TODAY, **values})


def person(services: Services, name: str, **values: Any) -> int:
    with services.write(LABEL) as work:
        return services.customers.create(work, {"name": name, **values})


def dialog(window: MainWindow, kind: type) -> Any:
    found = window.findChildren(kind)
    assert found, kind
    return found[-1]


def drag(page: CalendarPage, found: int, day: date) -> None:
    grid = page.grid
    start = grid.chip_rect(found).center().toPoint()
    end = grid.day_rect(day).center().toPoint()
    QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(grid, start + QPoint(20, 4))
    for step in (start + QPoint(30, 8), end):
        move(grid, step)
    QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=end)


def move(grid: Any, point: QPoint) -> None:
    """A move with the button held, as the window system sends it."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(point), QPointF(grid.mapToGlobal(point)), Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(grid, event)


def test_the_month_shows_whole_weeks_with_the_almanac(page: CalendarPage) -> None:
    grid = page.grid
    assert grid.objectName() == "calendar"
    assert (grid.cells[0].day, grid.cells[-1].day) == (date(2026, 8, 31), date(2026, 10, 4))
    assert page.month.text() == "September 2026"
    infos = grid._infos
    assert info_word(infos[date(2026, 9, 25)])[0] == "Mid-Autumn Festival"
    assert infos[date(2026, 9, 20)].work
    assert infos[date(2026, 10, 1)].off
    assert "Mid-Autumn Festival in 2 days" in page.panel.line.text()


def test_a_year_without_announced_days_says_so(page: CalendarPage) -> None:
    assert not page.panel.note.isVisible()
    page.go(date(2090, 5, 1))
    assert page.panel.note.isVisible()
    assert "2090" in page.panel.note.text()


def test_a_drag_moves_to_the_day_and_undo_brings_it_back(
    page: CalendarPage, services: Services, window: MainWindow
) -> None:
    found = add(services, time="09:30")
    drag(page, found, TODAY + timedelta(days=2))
    record = services.followups.get(found)
    assert (record.due, record.time) == (TODAY + timedelta(days=2), "09:30")
    assert page.day == TODAY + timedelta(days=2)
    assert page.grid.chosen == found
    window.ctx.command("undo")
    assert services.followups.get(found).due == TODAY


def test_a_click_or_a_drag_back_moves_nothing(page: CalendarPage, services: Services) -> None:
    found = add(services)
    version = services.followups.get(found).version
    drag(page, found, TODAY)
    QTest.mouseClick(page.grid, Qt.MouseButton.LeftButton, pos=page.grid.chip_rect(found).center().toPoint())
    assert services.followups.get(found).version == version
    assert page.grid.chosen == found


def test_escape_ends_a_drag(page: CalendarPage, services: Services) -> None:
    found = add(services)
    grid = page.grid
    start = grid.chip_rect(found).center().toPoint()
    QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=start)
    move(grid, start + QPoint(140, 0))
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=start + QPoint(140, 0))
    assert services.followups.get(found).due == TODAY


def test_moved_by_the_keyboard_across_the_month(page: CalendarPage, services: Services) -> None:
    found = add(services, due=date(2026, 9, 30))
    page.go(date(2026, 9, 30))
    grid = page.grid
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert grid.chosen == found
    QTest.keyClick(grid, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(grid, Qt.Key.Key_Down, CTRL)
    assert services.followups.get(found).due == date(2026, 10, 8)
    assert page.month.text() == "October 2026"
    assert grid.chosen == found


def test_days_are_walked_with_the_arrows(page: CalendarPage) -> None:
    grid = page.grid
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert page.day == date(2026, 10, 1)
    assert page.panel.title.text() == "Thu 1 Oct"
    QTest.keyClick(grid, Qt.Key.Key_PageUp)
    assert page.day == date(2026, 9, 1)
    QTest.keyClick(grid, Qt.Key.Key_Home)
    assert page.day == TODAY
    page.ahead.click()
    page.ahead.click()
    assert page.month.text() == "November 2026"
    page.now.click()
    assert page.day == TODAY


def test_double_click_and_enter_make_one_on_that_day(
    page: CalendarPage, services: Services, window: MainWindow
) -> None:
    day = date(2026, 9, 29)
    QTest.mouseDClick(page.grid, Qt.MouseButton.LeftButton, pos=page.grid.day_rect(day).center().toPoint())
    form = dialog(window, FollowUpDialog)
    QTest.keyClicks(form.form.editor("subject"), "Bring samples")
    form.verb_button.click()
    (found,) = services.followups.between(day, day)
    assert (found.subject, found.type, found.status) == ("Bring samples", "call", "open")
    assert not page.grid.chip_rect(found.id).isEmpty()
    page.go(day)
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    form = window.findChildren(FollowUpDialog)[-1]
    assert form.form.editor("due").value() == day
    form.reject()


def test_an_empty_subject_is_asked_for(page: CalendarPage, window: MainWindow, services: Services) -> None:
    page.primary().trigger()
    form = dialog(window, FollowUpDialog)
    form.verb_button.click()
    assert set(form.form.errors()) == {"subject"}
    assert form.isVisible()
    form.reject()
    assert services.followups.between(TODAY, TODAY) == []


def test_the_ring_notes_result_and_next_step(page: CalendarPage, services: Services, window: MainWindow) -> None:
    anna = person(services, "Anna")
    found = add(services, customer=anna)
    line = page.panel.findChild(AgendaRow, f"agenda_{found}")
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.ring_rect().center().toPoint())
    asked = dialog(window, DoneDialog)
    QTest.keyClicks(asked.result_field, "Wants a quote")
    asked.next.choose("3days")
    asked.verb_button.click()
    record = services.followups.get(found)
    assert (record.status, record.result) == ("done", "Wants a quote")
    (step,) = services.followups.for_customer(anna, only_open=True)
    assert step.due == TODAY + timedelta(days=3)
    assert not page.grid.chip_rect(step.id).isEmpty()


def test_before_a_contact_the_last_one_is_shown(page: CalendarPage, services: Services, window: MainWindow) -> None:
    anna = person(services, "Anna")
    found = add(services, customer=anna)
    with services.write(LABEL) as work:
        services.activities.log(work, anna, "wechat", "Sent the picture")
    page._tick(found)
    asked = dialog(window, DoneDialog)
    assert asked.findChild(object, "last_contact").full_text() == "Today, WeChat: Sent the picture"
    asked.reject()


def test_in_a_low_window_the_form_scrolls(page: CalendarPage, window: MainWindow) -> None:
    window.resize(800, 560)
    page.new_record(due=TODAY)
    form = dialog(window, FollowUpDialog)
    assert form.card_rect().height() <= 560
    assert form.card_rect().contains(form.verb_button.geometry())
    form.reject()


def test_another_day_without_a_day_is_asked_for(page: CalendarPage, services: Services, window: MainWindow) -> None:
    found = add(services)
    page._tick(found)
    asked = dialog(window, DoneDialog)
    asked.next.choose("other")
    asked.verb_button.click()
    assert asked.next.form.errors() == {"due": "Choose a day."}
    assert services.followups.get(found).status == "open"
    asked.reject()


def test_keys_on_the_row_of_the_day(page: CalendarPage, services: Services) -> None:
    found = add(services)
    line = page.panel.findChild(AgendaRow, f"agenda_{found}")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Right, CTRL)
    assert services.followups.get(found).due == TODAY + timedelta(days=1)
    page.go(TODAY + timedelta(days=1))
    line = page.panel.findChild(AgendaRow, f"agenda_{found}")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    assert services.followups.get(found).deleted


def test_more_than_fits_is_counted(page: CalendarPage, services: Services) -> None:
    with services.write(LABEL) as work:
        for n in range(70):
            services.followups.create(work, {"subject": f"Task {n}", "due": TODAY})
    cell = next(cell for cell in page.grid.cells if cell.day == TODAY)
    assert cell.chips
    assert len(cell.chips) + cell.more == 70
    assert all(cell.rect.contains(chip.rect) for chip in cell.chips)
    assert len(page.panel.list.rows) == 60


def test_a_long_day_scrolls_after_every_refill(page: CalendarPage, services: Services, qtbot: Any) -> None:
    with services.write(LABEL) as work:
        for n in range(40):
            services.followups.create(work, {"subject": f"Task {n}", "due": TODAY})
    rows = page.panel.list
    for day in (TODAY + timedelta(days=1), TODAY, TODAY):
        page.go(day)
        page.refresh()
    qtbot.waitUntil(lambda: rows.height() >= 40 * 52)
    tops = [row.y() for row in rows.rows]
    assert all(lower - upper >= 52 for upper, lower in zip(tops, tops[1:], strict=False))


def test_week_day_and_agenda(page: CalendarPage, services: Services) -> None:
    late, now = add(services, due=TODAY - timedelta(days=10)), add(services)
    later = add(services, due=TODAY + timedelta(days=20))
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    assert len(page.times.plan.columns) == 7
    assert not page.times.chip_rect(now).isEmpty()
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    assert [column.day for column in page.times.plan.columns] == [TODAY]
    page.ahead.click()
    assert (page.day, page.times.plan.columns[0].day) == (TODAY + timedelta(days=1), TODAY + timedelta(days=1))
    page.go_today()
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    assert page.agenda.isVisible()
    assert [row.follow_up.id for row in page.agenda.list.rows] == [late, now, later]


def test_only_one_persons(page: CalendarPage, services: Services) -> None:
    mine, other = add(services, owner="Zhou"), add(services, owner="Lin")
    page.set_owner("Zhou")
    assert not page.grid.chip_rect(mine).isEmpty()
    assert page.grid.chip_rect(other).isEmpty()
    page.set_owner(None)
    assert not page.grid.chip_rect(other).isEmpty()


def test_open_record_goes_to_its_day(page: CalendarPage, services: Services, window: MainWindow) -> None:
    found = add(services, due=date(2027, 2, 3), subject="Contract ends")
    window.ctx.navigator.open("follow_up", found)
    assert page.day == date(2027, 2, 3)
    form = dialog(window, FollowUpDialog)
    assert form.form.editor("subject").value() == "Contract ends"
    form.reject()


def test_a_repeating_one_keeps_its_weekday_when_edited(
    page: CalendarPage, services: Services, window: MainWindow
) -> None:
    found = add(services, due=date(2026, 9, 22), recurrence="FREQ=WEEKLY;BYDAY=MO")
    form = FollowUpDialog(window.ctx, window, found)
    form.open()
    assert form.repeat.value() == "weekly"
    form.form.editor("subject").set_value("Weekly call")
    form.verb_button.click()
    assert services.followups.get(found).recurrence == "FREQ=WEEKLY;BYDAY=MO"
    form = FollowUpDialog(window.ctx, window, found)
    form.open()
    form.repeat.set_value("monthly")
    form.until.set_value(date(2026, 12, 31))
    form.remind.set_value("60")
    form.verb_button.click()
    record = services.followups.get(found)
    assert record.recurrence == "FREQ=MONTHLY;BYMONTHDAY=22;UNTIL=20261231"
    assert record.remind_at is not None


def test_a_form_over_a_newer_version_says_so(page: CalendarPage, services: Services, window: MainWindow) -> None:
    found = add(services)
    form = FollowUpDialog(window.ctx, window, found)
    form.open()
    with services.write(LABEL) as work:
        services.followups.update(work, found, {"subject": "Changed elsewhere"})
    form.form.editor("subject").set_value("Mine")
    form.verb_button.click()
    assert form.isVisible()
    assert form.error_label.text()
    assert services.followups.get(found).subject == "Changed elsewhere"
    form.reject()


def test_birthdays_of_the_day(page: CalendarPage, services: Services) -> None:
    anna = person(services, "Anna", birthday="2001-09-23")
    line = page.panel.findChild(AgendaRow, f"calendar_birthday_{anna}")
    assert line is not None
    assert "turns 25" in line.accessibleName()


def test_a_region_without_lunar_days(page: CalendarPage, services: Services) -> None:
    with services.write(LABEL) as work:
        services.settings.set(work, REGION, "US")
    assert page.grid._infos[date(2026, 9, 7)].festival == "Labor Day"
    assert info_word(page.grid._infos[TODAY]) == ("", "text_2")


def test_a_line_of_words_is_planned(page: CalendarPage, services: Services) -> None:
    person(services, "何佳")
    page.panel.quick_field.setText("周五 10点 电话 何佳 问茶")
    QTest.keyClick(page.panel.quick_field, Qt.Key.Key_Return)
    (found,) = services.followups.between(date(2026, 9, 25), date(2026, 9, 25))
    assert (found.customer, found.type, found.time, found.subject) == ("何佳", "call", "10:00", "问茶")
    assert page.day == date(2026, 9, 25)
    assert page.panel.quick_field.text() == ""


@pytest.mark.parametrize(
    ("line", "due", "time", "kind", "subject"),
    [
        ("Fri 10am call Anna", date(2026, 9, 25), "10:00", "call", "Anna"),
        ("tomorrow 14:30 visit the mill", date(2026, 9, 24), "14:30", "visit", "the mill"),
        ("下周一 下午3点 拜访 看样品", date(2026, 9, 28), "15:00", "visit", "看样品"),
        ("10月8日 交报表", date(2026, 10, 8), "", "todo", "交报表"),
        ("明天发邮件给老李", date(2026, 9, 24), "", "email", "给老李"),
        ("12pm meeting with 12 guests", TODAY, "12:00", "meeting", "with 12 guests"),
        ("order tea", TODAY, "", "todo", "order tea"),
        ("周三 9点半", date(2026, 9, 30), "09:30", "todo", "周三 9点半"),
    ],
)
def test_what_a_line_means(services: Services, line: str, due: date, time: str, kind: str, subject: str) -> None:
    found = read_line(services, line, TODAY, TODAY)
    assert (found["due"], found["time"], found["type"], found["subject"]) == (due, time, kind, subject)


def test_months_of_four_five_and_six_weeks() -> None:
    for day, weeks in ((date(2027, 2, 10), 4), (date(2026, 9, 1), 5), (date(2026, 8, 31), 6)):
        start, end = layout.month_days(day)
        assert ((end - start).days + 1) // 7 == weeks
        assert start.weekday() == 0
    assert layout.add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert layout.add_months(date(2026, 1, 31), -1) == date(2025, 12, 31)


def test_a_big_shop_turns_its_months_in_the_background(
    page: CalendarPage, services: Services, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    october = add(services, due=date(2026, 10, 8))
    november = add(services, due=date(2026, 11, 3))
    monkeypatch.setattr(TodayService, "is_big", lambda _self: True)
    page.turn(1)
    assert page.month.text() == "October 2026", "the days stand there at once"
    assert page.grid.follow_up(october) is None
    page.turn(1)
    qtbot.waitUntil(lambda: page.grid.follow_up(november) is not None, timeout=5000)
    assert page.month.text() == "November 2026"
    assert page.grid.follow_up(october) is None, "an answer to an older question is dropped"
    page.go(date(2026, 11, 3))
    qtbot.waitUntil(lambda: "3 Nov" in page.panel.title.text(), timeout=5000)
    assert page.grid.follow_up(november) is not None


def test_an_empty_agenda_offers_the_next_step(page: CalendarPage, services: Services, window: MainWindow) -> None:
    page.view.set_current("agenda")
    page.view.chosen.emit("agenda")
    assert page.agenda.empty.isVisible()
    page.agenda.empty.button.click()
    dialog = window.findChild(FollowUpDialog)
    assert dialog is not None
    dialog.reject()
    add(services, due=TODAY)
    assert not page.agenda.empty.isVisible()
    assert page.agenda.area.isVisible()


def test_the_day_of_what_is_overdue_is_not_cut(page: CalendarPage, services: Services) -> None:
    add(services, due=TODAY - timedelta(days=1))
    page.view.set_current("agenda")
    page.view.chosen.emit("agenda")
    row = page.agenda.list.rows[0]
    assert QFontMetrics(theme.font("small")).horizontalAdvance(row._when) <= row._left


def test_a_day_alone_says_which(page: CalendarPage) -> None:
    page.view.set_current("day")
    page.view.chosen.emit("day")
    assert "23" in page.month.text()
    page.view.set_current("month")
    page.view.chosen.emit("month")
    assert page.month.text() == "September 2026"


def test_later_days_of_a_series_are_shown_quietly(page: CalendarPage, services: Services, window: MainWindow) -> None:
    first = date(2026, 9, 24)
    found = add(services, due=first, recurrence="FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", customer=person(services, "Anna"))
    page.go(date(2026, 10, 1))
    grid = page.grid
    assert not grid.preview_rect(found, date(2026, 10, 8)).isEmpty()
    assert not grid.preview_rect(found, date(2026, 10, 22)).isEmpty()
    assert grid.preview_rect(found, date(2026, 10, 15)).isEmpty()
    assert grid._totals == {}
    page.go(date(2026, 10, 8))
    assert [row.objectName() for row in page.panel.list.rows] == [f"again_{found}_2026-10-08"]
    assert "Every 2 weeks" in page.panel.list.rows[0].toolTip()
    point = grid.preview_rect(found, date(2026, 10, 22)).center().toPoint()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=point)
    opened = dialog(window, FollowUpDialog)
    assert opened.form.values()["due"] == first
    opened.reject()
    for view in ("week", "agenda"):
        page.view.set_current(view)
        page._view_chosen(view)
        names = [row.objectName() for row in page.agenda.list.rows]
        drawn = not page.times.preview_rect(found, date(2026, 10, 22)).isEmpty()
        shown = f"again_{found}_2026-10-22" in names if view == "agenda" else drawn
        assert shown, view


def test_an_overdue_series_comes_after_today_and_a_moved_one_keeps_its_days(services: Services) -> None:
    add(services, due=date(2026, 9, 1), recurrence="FREQ=DAILY;COUNT=30")
    ahead = services.followups.ahead(date(2026, 9, 1), date(2026, 10, 31), TODAY)
    assert sorted(ahead) == [date(2026, 9, 24) + timedelta(days=n) for n in range(7)]
    moved = add(services, due=date(2026, 10, 5), recurrence="FREQ=MONTHLY;BYMONTHDAY=5")
    with services.write(LABEL) as work:
        services.followups.move(work, moved, date(2026, 10, 3))
    ahead = services.followups.ahead(date(2026, 10, 1), date(2026, 11, 30), TODAY)
    assert [day for day, rows in ahead.items() if moved in [one.id for one in rows]] == [date(2026, 11, 5)]


def test_the_completion_says_when_a_series_comes_again(
    page: CalendarPage, services: Services, window: MainWindow
) -> None:
    found = add(services, recurrence="FREQ=WEEKLY;INTERVAL=2;BYDAY=WE")
    page._tick(found)
    asked = dialog(window, DoneDialog)
    assert "7 Oct" in asked.next.series.text()
    assert "None" not in dict(asked.next._choices()).values()
    asked.verb_button.click()
    assert "again Wed 7 Oct" in window.ctx.toasts.text()
    assert [one.due for one in services.followups.between(TODAY, date(2026, 12, 1), statuses=("open",))] == [
        date(2026, 10, 7)
    ]


def test_a_series_is_marked_in_the_record(services: Services) -> None:
    anna = person(services, "Anna")
    add(services, customer=anna, recurrence="FREQ=WEEKLY;INTERVAL=2;BYDAY=WE")
    row = LineRow(follow_up_lines(services.followups.for_customer(anna), TODAY)[0])
    assert "Every 2 weeks" in row.accessibleName()
    assert [sign.toolTip() for sign in row.findChildren(TypeIcon)] == ["", "Every 2 weeks"]
    row.deleteLater()
