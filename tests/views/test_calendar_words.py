"""The words in the calendar's cells and rows: nothing is cut while there is room for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from crm_desktop.core.i18n import N_
from crm_desktop.views import theme
from crm_desktop.views.pages.calendar import layout
from crm_desktop.views.pages.calendar.chip_text import ChipText, broken, lines_of

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.views.main_window import MainWindow
    from crm_desktop.views.pages.calendar.layout import Chip
    from crm_desktop.views.pages.calendar.page import CalendarPage

TODAY = date(2026, 9, 23)
NAME, TASK = "Northgate Art Studio", "Write the invoice and send it"


@pytest.fixture
def services(window: MainWindow) -> Services:
    return window.ctx.services


@pytest.fixture
def page(window: MainWindow) -> CalendarPage:
    window.resize(1280, 800)
    window.ctx.navigator.go("calendar")
    page = window.page("calendar")
    QApplication.processEvents()
    return page  # type: ignore[return-value]


def plan(services: Services, count: int = 1, day: date = TODAY, **values: object) -> list[int]:
    with services.write(N_("undo", "Test")) as work:
        customer = services.customers.create(work, {"name": NAME})
        task = {"subject": TASK, "due": day, "customer": customer, **values}
        return [services.followups.create(work, task) for _ in range(count)]


def chips(page: CalendarPage, day: date = TODAY) -> list[Chip]:
    return next(cell for cell in page.grid.cells if cell.day == day).chips


def cut(chip: Chip) -> list[str]:
    """Its lines that are too long for it."""
    metrics = QFontMetrics(theme.font("small"))
    room = chip.rect.width() - layout.INSET
    return [line.text for line in chip.lines if metrics.horizontalAdvance(line.text) > room]


def test_one_follow_up_of_a_month_takes_the_lines_it_needs(page: CalendarPage, services: Services) -> None:
    plan(services, time="09:30")
    (chip,) = chips(page)
    assert len(chip.lines) > 2
    assert chip.lines[0].text.startswith("Northgate")
    assert not cut(chip)[:-1], "only the last line may be cut"
    assert chip.rect.bottom() <= page.grid.day_rect(TODAY).bottom()


def test_several_share_the_room_of_a_day(page: CalendarPage, services: Services) -> None:
    plan(services, 2)
    first, second = chips(page)
    assert first.rect.bottom() < second.rect.top()
    assert second.rect.bottom() <= page.grid.day_rect(TODAY).bottom()
    assert len(first.lines) >= len(second.lines) >= 1
    plan(services, 3)
    cell = next(cell for cell in page.grid.cells if cell.day == TODAY)
    assert len(cell.chips) + cell.more == 5
    assert cell.more_rect.bottom() <= cell.rect.bottom()


def test_a_long_name_of_a_day_stands_below_its_number(page: CalendarPage, services: Services) -> None:
    festival = date(2026, 9, 25)
    plan(services, day=festival)
    cell = next(cell for cell in page.grid.cells if cell.day == festival)
    assert " ".join(cell.names) == "Mid-Autumn Festival"
    (chip,) = cell.chips
    assert chip.rect.top() >= cell.rect.top() + layout.NAME_TOP + layout.NAME_LINE * len(cell.names)
    assert not next(cell for cell in page.grid.cells if cell.day == festival + timedelta(days=3)).names


def test_rows_of_the_panel_grow_with_their_text(page: CalendarPage, services: Services) -> None:
    plan(services, subject="Send")
    page.go(TODAY)
    low = page.panel.list.rows[0].height()
    plan(services, subject="Send a picture of the osmanthus oolong and ask whether to keep some")
    QApplication.processEvents()
    assert [row.height() for row in page.panel.list.rows] == [low, low + 18]


def test_lines_break_between_words_and_keep_all_of_them() -> None:
    font = theme.font("small")
    width = QFontMetrics(font).horizontalAdvance("Northgate Art")
    assert broken("", font, width) == ("",)
    assert lines_of(NAME, font, width, 5) == ("Northgate Art", "Studio")
    assert lines_of(NAME, font, width, 1) == (NAME,)
    assert "".join(lines_of("🙂桂花乌龙到货图发给客户再约时间🙂", font, 60, 9)) == "🙂桂花乌龙到货图发给客户再约时间🙂"


def test_few_lines_hold_the_rest() -> None:
    text = ChipText("Ann Lee call her", ("Ann Lee", "Lee"), ("call her", "her"))
    assert [line.text for line in text.lines(1)] == ["Ann Lee call her"]
    assert [(line.text, line.quiet) for line in text.lines(2)] == [("Ann Lee", False), ("call her", True)]
    assert [line.text for line in text.lines(3)] == ["Ann", "Lee", "call her"]
    assert [line.text for line in text.lines(4)] == ["Ann", "Lee", "call", "her"]
