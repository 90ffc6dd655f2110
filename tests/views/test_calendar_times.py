"""Week and day with their hours: planned at a time, dragged to another, moved by keys, side by side where they meet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from crm_desktop.core.i18n import N_
from crm_desktop.core.settings import CLOSES, OPENS
from crm_desktop.views.dialogs.followup import FollowUpDialog

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.views.main_window import MainWindow
    from crm_desktop.views.pages.calendar.page import CalendarPage
    from crm_desktop.views.pages.calendar.times import TimeGrid

TODAY = date(2026, 9, 23)
THURSDAY = TODAY + timedelta(days=1)
LABEL = N_("undo", "Test")
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def services(window: MainWindow) -> Services:
    return window.ctx.services


@pytest.fixture
def page(window: MainWindow) -> CalendarPage:
    window.resize(1280, 800)
    window.ctx.navigator.go("calendar")
    page = window.page("calendar")
    show(page, "week")
    return page  # type: ignore[return-value]


@pytest.fixture
def grid(page: CalendarPage) -> TimeGrid:
    page.times.setFocus()
    return page.times


def show(page: Any, view: str) -> None:
    page.view.set_current(view)
    page.view.chosen.emit(view)
    QApplication.processEvents()


def add(services: Services, **values: Any) -> int:
    with services.write(LABEL) as work:
        return services.followups.create(work, {"subject": "Call about tea", "due": TODAY, **values})


def when(services: Services, found: int) -> tuple[date | None, str]:
    record = services.followups.get(found)
    return record.due, record.time


def hold(grid: TimeGrid, point: QPoint) -> None:
    """A move with the button held, as the window system sends it."""
    held = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(point), QPointF(grid.mapToGlobal(point)), Qt.MouseButton.NoButton, LEFT,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(grid, held)


def drag(grid: TimeGrid, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(grid, LEFT, pos=start)
    for point in (start + QPoint(12, 3), end):
        hold(grid, point)
    QTest.mouseRelease(grid, LEFT, pos=end)


def middle(rect: Any) -> QPoint:
    assert not rect.isEmpty()
    return rect.center().toPoint()


def test_what_has_a_time_stands_at_it_and_the_rest_on_top(grid: TimeGrid, services: Services) -> None:
    timed, whole = add(services, time="10:30"), add(services, due=THURSDAY)
    slot = grid.slot_rect(TODAY, "10:30")
    assert slot.contains(grid.chip_rect(timed).topLeft())
    band = grid.slot_rect(THURSDAY, "")
    assert band.contains(grid.chip_rect(whole))
    assert band.bottom() <= grid.plan.top


def test_the_shops_hours_are_seen_first(grid: TimeGrid, page: CalendarPage, services: Services) -> None:
    assert 0 <= grid.slot_rect(TODAY, "09:00").top() - grid.plan.top <= 12
    with services.write(LABEL) as work:
        services.settings.set(work, OPENS, 11 * 60)
        services.settings.set(work, CLOSES, 21 * 60)
    assert 0 <= grid.slot_rect(TODAY, "11:00").top() - grid.plan.top <= 12
    before = grid.bar.value() - 40
    grid.bar.setValue(before)
    page.turn(1)
    assert grid.bar.value() == before, "another week is seen at the same hours"


def test_double_click_and_enter_plan_at_that_time(grid: TimeGrid, services: Services, window: MainWindow) -> None:
    QTest.mouseDClick(grid, LEFT, pos=middle(grid.slot_rect(THURSDAY, "14:30")))
    form = window.findChildren(FollowUpDialog)[-1]
    QTest.keyClicks(form.form.editor("subject"), "Bring samples")
    form.verb_button.click()
    (found,) = services.followups.between(THURSDAY, THURSDAY)
    assert found.time == "14:30"
    assert grid.chosen == found.id
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    form = window.findChildren(FollowUpDialog)[-1]
    assert (form.values()["due"], form.values()["time"]) == (THURSDAY, "15:00")
    form.reject()
    QTest.mouseDClick(grid, LEFT, pos=middle(grid.slot_rect(TODAY, "")))
    form = window.findChildren(FollowUpDialog)[-1]
    assert (form.values()["due"], form.values()["time"]) == (TODAY, "")
    form.reject()


def test_a_drag_changes_day_and_time_and_undo_takes_it_back(
    grid: TimeGrid, services: Services, window: MainWindow
) -> None:
    found = add(services, time="10:10")
    start = middle(grid.chip_rect(found))
    hour = QPoint(round(grid.plan.columns[0].width), round(grid.plan.hour))
    drag(grid, start, start + hour)
    assert when(services, found) == (THURSDAY, "11:10"), "by whole quarters of an hour, its odd minutes are kept"
    assert grid.chosen == found
    assert "11:10" in window.ctx.toasts.text()
    window.ctx.command("undo")
    assert when(services, found) == (TODAY, "10:10")


def test_dragged_to_the_band_and_out_of_it(grid: TimeGrid, services: Services) -> None:
    found = add(services, time="10:00")
    drag(grid, middle(grid.chip_rect(found)), middle(grid.slot_rect(THURSDAY, "")))
    assert when(services, found) == (THURSDAY, "")
    target = grid.slot_rect(TODAY, "16:00").topLeft().toPoint() + QPoint(20, 3)
    drag(grid, middle(grid.chip_rect(found)), target)
    assert when(services, found) == (TODAY, "16:00")


def test_a_click_moves_nothing_and_escape_ends_a_drag(grid: TimeGrid, services: Services) -> None:
    found = add(services, time="10:00")
    version = services.followups.get(found).version
    start = middle(grid.chip_rect(found))
    QTest.mouseClick(grid, LEFT, pos=start)
    assert grid.chosen == found
    drag(grid, start, start + QPoint(3, 2))
    QTest.mousePress(grid, LEFT, pos=start)
    QTest.mouseMove(grid, start + QPoint(0, 90))
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    QTest.mouseRelease(grid, LEFT, pos=start + QPoint(0, 90))
    assert services.followups.get(found).version == version


def test_moved_by_keys(grid: TimeGrid, services: Services) -> None:
    found = add(services, time="10:00")
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert grid.chosen == found
    QTest.keyClick(grid, Qt.Key.Key_Down, CTRL)
    QTest.keyClick(grid, Qt.Key.Key_Right, CTRL)
    assert when(services, found) == (THURSDAY, "10:15")
    assert grid.chosen == found
    whole = add(services, due=THURSDAY + timedelta(days=1))
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    QTest.keyClick(grid, Qt.Key.Key_Up, CTRL)
    assert when(services, whole)[1] == ""
    QTest.keyClick(grid, Qt.Key.Key_Down, CTRL)
    assert when(services, whole)[1] == "09:00", "what had no time gets the one at which the shop opens"


def test_the_arrows_walk_through_days_and_half_hours(grid: TimeGrid, page: CalendarPage) -> None:
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(grid, key)
    assert (page.day, grid.minute) == (THURSDAY, 9 * 60 + 30)
    assert grid.accessibleName().startswith("09:30, Thu 24 Sep")
    for _ in range(40):
        QTest.keyClick(grid, Qt.Key.Key_Up)
    assert grid.minute is None
    assert grid.accessibleName().startswith("All day, ")
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.minute == 9 * 60
    for _ in range(40):
        QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.minute == 23 * 60 + 30
    assert grid.slot_rect(THURSDAY, "23:30").bottom() <= grid.height(), "what is chosen is scrolled to"


def test_a_chosen_one_is_said_with_its_own_time(grid: TimeGrid, services: Services) -> None:
    add(services, time="10:10")
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert grid.accessibleName().startswith("10:10, Own task, Call about tea, Wed 23 Sep")


def test_a_drag_to_the_lower_edge_scrolls_on(grid: TimeGrid, services: Services, qtbot: Any) -> None:
    found = add(services, time="16:00")
    start = middle(grid.chip_rect(found))
    before = grid.bar.value()
    QTest.mousePress(grid, LEFT, pos=start)
    hold(grid, QPoint(start.x(), grid.height() - 4))
    qtbot.waitUntil(lambda: grid.bar.value() > before + 40, timeout=3000)
    QTest.mouseRelease(grid, LEFT, pos=QPoint(start.x(), grid.height() - 4))
    due, time = when(services, found)
    assert due == TODAY
    assert time > "17:00"
    stopped = grid.bar.value()
    qtbot.wait(120)
    assert grid.bar.value() == stopped


def test_what_falls_together_stands_side_by_side(grid: TimeGrid, services: Services) -> None:
    first, second = add(services, time="10:00"), add(services, time="10:15")
    alone = add(services, time="12:00")
    one, other = grid.chip_rect(first), grid.chip_rect(second)
    assert one.right() <= other.left()
    assert grid.chip_rect(alone).width() > one.width() + other.width()
    many = [add(services, due=THURSDAY, time="10:00") for _ in range(9)]
    column = grid.plan.column(THURSDAY)
    assert column is not None
    (crowd,) = column.crowds
    assert len(column.timed) + len(crowd.follow_ups) == len(many)
    assert column.timed[-1].rect.right() <= crowd.rect.left()
    assert "10:00" in grid.tip_at(QPointF(middle(grid._shown(crowd.rect))))


def test_growing_stops_at_the_next_one_and_at_midnight(grid: TimeGrid, services: Services) -> None:
    long = "Ask whether the osmanthus oolong may go to the other shop"
    first, next_one = add(services, time="10:00", subject=long), add(services, time="10:45", subject=long)
    last = add(services, time="23:45", subject=long)
    assert grid.chip_rect(first).bottom() <= grid.chip_rect(next_one).top()
    assert grid.chip_rect(next_one).height() > grid.chip_rect(first).height()
    assert grid.chip_rect(last).bottom() - grid.plan.top + grid.bar.value() <= grid.plan.height


def test_more_than_the_band_holds_is_counted(grid: TimeGrid, services: Services) -> None:
    with services.write(LABEL) as work:
        for n in range(60):
            services.followups.create(work, {"subject": f"Task {n}", "due": TODAY})
    column = grid.plan.column(TODAY)
    assert column is not None
    assert column.band
    assert len(column.band) + column.more == 60
    assert grid.plan.top < grid.height() / 2
    QTest.mouseDClick(grid, LEFT, pos=middle(column.more_rect))
    assert not grid.window().findChildren(FollowUpDialog)


def test_without_the_panel_the_rest_of_a_day_opens_the_day(
    page: CalendarPage, grid: TimeGrid, services: Services
) -> None:
    with services.write(LABEL) as work:
        for n in range(20):
            services.followups.create(work, {"subject": f"Task {n}", "due": THURSDAY})
    column = grid.plan.column(THURSDAY)
    assert column is not None
    QTest.mouseClick(grid, LEFT, pos=middle(column.more_rect))
    assert (page.view.current(), page.day) == ("week", THURSDAY)
    page.go(TODAY)
    page.window().resize(800, 560)
    QApplication.processEvents()
    column = grid.plan.column(THURSDAY)
    assert column is not None
    QTest.mouseClick(grid, LEFT, pos=middle(column.more_rect))
    assert (page.view.current(), page.day) == ("day", THURSDAY)
    assert [column.day for column in grid.plan.columns] == [THURSDAY]


def test_what_is_beyond_the_hours_seen_is_counted_and_scrolled_to(grid: TimeGrid, services: Services) -> None:
    early, late = add(services, time="05:00"), add(services, time="23:00")
    above, below = grid.beyond()
    assert (above.count, above.below, below.count, below.below) == (1, False, 1, True)
    QTest.mouseClick(grid, LEFT, pos=middle(below.rect))
    assert grid.chip_rect(late).top() + 20 <= grid.height()
    QTest.mouseClick(grid, LEFT, pos=middle(grid.beyond()[0].rect))
    assert grid.chip_rect(early).top() >= grid.plan.top


def test_what_is_done_is_shown_and_moved_by_nobody(page: CalendarPage, grid: TimeGrid, services: Services) -> None:
    found = add(services, time="10:00")
    page.go(TODAY)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    QTest.keyClick(grid, Qt.Key.Key_D)
    assert services.followups.get(found).status == "done"
    assert not grid.chip_rect(found).isEmpty()


def test_everybodys_day_says_whose_it_is(page: CalendarPage, grid: TimeGrid, services: Services) -> None:
    mine, other = add(services, time="10:00", owner="Zhou"), add(services, time="12:00", owner="Lin")
    show(page, "day")
    (column,) = page.times.plan.columns
    assert [grid.words.lines(chip)[-1].text for chip in column.timed] == [
        "Call about tea · Zhou",
        "Call about tea · Lin",
    ]
    page.set_owner("Zhou")
    assert not grid.chip_rect(mine).isEmpty()
    assert grid.chip_rect(other).isEmpty()
    (column,) = page.times.plan.columns
    assert grid.words.lines(column.timed[0])[-1].text == "Call about tea"


def test_a_later_day_of_a_series_opens_the_planned_one(grid: TimeGrid, services: Services, window: MainWindow) -> None:
    found = add(services, time="15:00", recurrence="FREQ=DAILY;COUNT=9")
    QTest.mouseClick(grid, LEFT, pos=middle(grid.preview_rect(found, THURSDAY)))
    form = window.findChildren(FollowUpDialog)[-1]
    assert form.values()["due"] == TODAY
    form.reject()


def test_the_line_of_now_follows_the_clock(page: CalendarPage, grid: TimeGrid, services: Services) -> None:
    assert grid._now == 10 * 60
    services.clock.advance(timedelta(minutes=25))  # type: ignore[attr-defined]
    page._show_now()
    assert grid._now == 10 * 60 + 25
    services.clock.advance(timedelta(days=1))  # type: ignore[attr-defined]
    page._show_now()
    assert grid.today == THURSDAY


def test_in_a_small_window_everything_keeps_its_place(page: CalendarPage, grid: TimeGrid, services: Services) -> None:
    page.window().resize(1024, 700)
    for time in ("09:00", "09:00", "09:10", ""):
        add(services, time=time)
    QApplication.processEvents()
    column = grid.plan.column(TODAY)
    assert column is not None
    assert all(chip.rect.width() >= 30 for chip in column.timed)
    assert all(
        column.left <= chip.rect.left() < chip.rect.right() <= column.left + column.width for chip in column.timed
    )
    assert grid.plan.hour >= 48


def test_hours_of_the_shop_are_set_in_the_settings(window: MainWindow, services: Services) -> None:
    window.ctx.navigator.go("settings")
    window.page("settings").show_part("shop")
    opens, closes = (window.findChild(QComboBox, name) for name in ("shop_opens", "shop_closes"))
    assert opens is not None
    assert closes is not None
    opens.setCurrentIndex(opens.findData(10 * 60 + 30))
    opens.activated.emit(opens.currentIndex())
    assert services.settings.get(OPENS) == 10 * 60 + 30
    assert closes.findData(10 * 60) == -1, "nobody closes before opening"
    closes.setCurrentIndex(closes.findData(21 * 60))
    closes.activated.emit(closes.currentIndex())
    assert services.settings.get(CLOSES) == 21 * 60
