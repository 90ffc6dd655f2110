"""Reminders wait for an answer: open, done or later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from crm_desktop.core.i18n import N_
from crm_desktop.services.followups_values import to_instant
from crm_desktop.views.dialogs.followup import FollowUpDialog
from crm_desktop.views.dialogs.followup_done import LogDialog
from crm_desktop.views.dialogs.followup_reminders import EVERY_MS
from crm_desktop.views.reminder_card import ReminderRow, later_menu

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.views.main_window import MainWindow

TODAY = date(2026, 9, 23)
LABEL = N_("undo", "Test")


@pytest.fixture
def services(window: MainWindow) -> Services:
    return window.ctx.services


def add(services: Services, subject: str, at: str = "09:30", **values: Any) -> int:
    moment = to_instant(datetime.fromisoformat(f"{TODAY}T{at}"))
    with services.write(LABEL) as work:
        given = {"subject": subject, "due": TODAY, "time": at, "remind_at": moment, **values}
        return services.followups.create(work, given)


def waiting(window: MainWindow) -> list[str]:
    """On the card, be it open or folded into the bar."""
    card = window.reminders.card
    told = card.isVisible() or window.bar.bell.isVisible()
    return [row.follow_up.subject for row in card.rows] if told else []


def row(window: MainWindow, follow_up_id: int) -> ReminderRow:
    return next(found for found in window.reminders.card.rows if found.follow_up.id == follow_up_id)


def choose_later(window: MainWindow, follow_up_id: int, which: int) -> None:
    found = row(window, follow_up_id)
    now = window.ctx.services.clock.now()
    menu = later_menu(found, now, lambda until: found.put_off.emit(found.follow_up, until))
    menu.actions()[which].trigger()
    menu.deleteLater()


def test_it_is_shown_within_seconds(window: MainWindow, services: Services, qtbot: Any) -> None:
    assert EVERY_MS <= 3_000
    add(services, "Parcel")
    qtbot.waitUntil(lambda: waiting(window) == ["Parcel"], timeout=EVERY_MS + 2_000)


def test_several_stay_until_each_is_answered(window: MainWindow, services: Services) -> None:
    first, second, third = (add(services, word, at) for word, at in (("A", "09:10"), ("B", "09:20"), ("C", "09:30")))
    later = add(services, "D", "11:00")
    window.reminders.look()
    assert waiting(window) == ["A", "B", "C"]
    window.reminders.look()
    assert waiting(window) == ["A", "B", "C"]
    row(window, second).done_button.click()
    assert services.followups.get(second).status == "done"
    assert waiting(window) == ["A", "C"]
    row(window, first).open_button.click()
    window.findChildren(FollowUpDialog)[-1].reject()
    assert waiting(window) == ["C"]
    choose_later(window, third, 0)
    assert waiting(window) == []
    assert services.followups.get(third).due == TODAY
    services.clock.advance(timedelta(minutes=9))
    window.reminders.look()
    assert waiting(window) == []
    services.clock.advance(timedelta(minutes=1))
    window.reminders.look()
    assert waiting(window) == ["C"]
    services.clock.advance(timedelta(hours=1))
    window.reminders.look()
    assert waiting(window) == ["C", "D"]
    assert later


def test_done_by_mistake_comes_back_with_ctrl_z(window: MainWindow, services: Services) -> None:
    found = add(services, "Parcel")
    window.reminders.look()
    row(window, found).done_button.click()
    window.run_command("undo")
    assert waiting(window) == ["Parcel"]


@pytest.mark.parametrize(("which", "wait"), [(1, timedelta(hours=1)), (2, timedelta(hours=23))])
def test_later_is_an_hour_or_tomorrow_at_nine(
    window: MainWindow, services: Services, which: int, wait: timedelta
) -> None:
    found = add(services, "Parcel")
    window.reminders.look()
    choose_later(window, found, which)
    services.clock.advance(wait - timedelta(minutes=1))
    window.reminders.look()
    assert waiting(window) == []
    services.clock.advance(timedelta(minutes=1))
    window.reminders.look()
    assert waiting(window) == ["Parcel"]


def test_what_nobody_answered_is_there_at_the_next_start(make_window: Callable[..., MainWindow]) -> None:
    first = make_window()
    answered, unanswered = add(first.ctx.services, "A"), add(first.ctx.services, "B")
    first.reminders.look()
    row(first, answered).open_button.click()
    first.findChildren(FollowUpDialog)[-1].reject()
    first.close()
    second = make_window(now="2026-09-26T09:00:00")
    second.reminders.look()
    assert waiting(second) == ["B"]
    assert unanswered


def test_several_from_before_wait_in_the_bar_and_cover_nothing(make_window: Callable[..., MainWindow]) -> None:
    first = make_window()
    first.reminders.look()
    for subject in ("A", "B", "C"):
        add(first.ctx.services, subject)
    first.close()
    second = make_window()
    second.reminders.look()
    card, bell = second.reminders.card, second.bar.bell
    assert waiting(second) == ["A", "B", "C"]
    assert card.isHidden()
    assert bell.text() == "3"
    bell.click()
    assert card.isVisible()
    assert not bell.isVisible()
    card.fold.click()
    assert card.isHidden()
    assert bell.isVisible()
    second.reminders.hold(True)
    assert waiting(second) == [], "nothing is told on the lock screen"


def test_in_a_low_window_the_card_leaves_more_of_the_page(window: MainWindow, services: Services) -> None:
    window.reminders.look()
    for subject in ("A", "B", "C", "D"):
        add(services, subject)
    card = window.reminders.card
    window.resize(1280, 800)
    QApplication.processEvents()
    tall = card.height()
    window.resize(1024, 700)
    QApplication.processEvents()
    assert card.height() < tall - 80
    assert card.geometry().bottom() < window.height() - 50


def test_a_closed_window_reminds_nobody(window: MainWindow, services: Services) -> None:
    add(services, "Parcel")
    window.close()
    window.reminders.look()
    assert waiting(window) == []


def test_who_types_goes_on_typing(window: MainWindow, services: Services) -> None:
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    found = add(services, "Parcel")
    window.reminders.look()
    assert field.hasFocus()
    QTest.mouseClick(row(window, found).done_button, Qt.MouseButton.LeftButton)
    assert field.hasFocus()
    QTest.keyClicks(field, "tea")
    assert field.text() == "tea"


def test_another_moment_reminds_again_and_a_series_keeps_its_lead(window: MainWindow, services: Services) -> None:
    found = add(services, "Stock", recurrence="FREQ=WEEKLY;BYDAY=WE")
    window.reminders.look()
    choose_later(window, found, 0)
    with services.write(LABEL) as work:
        following = services.followups.complete(work, found)
    assert following is not None
    assert services.followups.get(following).remind_at == to_instant(datetime(2026, 9, 30, 9, 30))
    moved = add(services, "Parcel", "09:40")
    window.reminders.look()
    choose_later(window, moved, 2)
    with services.write(LABEL) as work:
        services.followups.update(work, moved, {"remind_at": to_instant(datetime(2026, 9, 23, 9, 50))})
    assert waiting(window) == ["Parcel"]


def test_an_open_dialog_says_it_in_a_line(window: MainWindow, services: Services) -> None:
    dialog = LogDialog(window.ctx, window)
    dialog.open()
    add(services, "Parcel")
    window.reminders.look()
    assert "Parcel" in window.ctx.toasts.text()
    dialog.reject()
    assert waiting(window) == ["Parcel"]


def test_the_card_folds_and_a_new_one_unfolds_it(window: MainWindow, services: Services) -> None:
    window.reminders.look()
    for subject in ("A", "B", "C", "D"):
        add(services, subject)
    card = window.reminders.card
    card.fold.click()
    assert card.isHidden()
    assert window.bar.bell.text() == "4"
    added = add(services, "E")
    assert not card.isHidden()
    assert window.rect().contains(card.geometry())
    QApplication.processEvents()
    assert not row(window, added).visibleRegion().isEmpty(), "the new one is seen without scrolling"
