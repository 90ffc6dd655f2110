"""The Today page as a person uses it: keys on rows, greetings, what leads on, a shop that begins."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.i18n import N_
from crm_desktop.core.settings import REGION, SHOP_NAME
from crm_desktop.services.orders_model import NewLine
from crm_desktop.views.dialogs.followup_done import DoneDialog, LogDialog
from crm_desktop.views.dialogs.followup_parts import money_column
from crm_desktop.views.pages.today import menus

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.views.main_window import MainWindow
    from crm_desktop.views.pages.today.page import TodayPage

TODAY = date(2026, 9, 23)
LABEL = N_("undo", "Test")


@pytest.fixture
def services(window: MainWindow) -> Services:
    return window.ctx.services


@pytest.fixture
def page(window: MainWindow) -> TodayPage:
    window.ctx.navigator.go("today")
    return window.page("today")


def add(services: Services, **values: Any) -> int:
    with services.write(LABEL) as work:
        return services.followups.create(work, {"subject": "Call about tea", "due": TODAY, **values})


def row(page: TodayPage, name: str) -> Any:
    from crm_desktop.views.pages.today.rows import Row

    found = page.findChild(Row, name)
    assert found is not None, name
    return found


def press(page: TodayPage, name: str, key: Qt.Key) -> None:
    target = row(page, name)
    target.setFocus()
    QTest.keyClick(target, key)


def dialog(window: MainWindow, kind: type) -> Any:
    found = window.findChildren(kind)
    assert found, kind
    return found[-1]


def test_a_new_shop_is_shown_the_ways_to_begin(page: TodayPage, services: Services) -> None:
    assert page.new_shop.isVisible()
    assert page.primary_steps_back()
    names = ("start_import", "start_customer", "start_sample")
    assert all(page.findChild(object, name).isVisible() for name in names)
    with services.write(LABEL) as work:
        services.customers.create(work, {"name": "Anna"})
    assert not page.new_shop.isVisible()
    assert page.all_done.isVisible()
    assert not page.primary_steps_back()


def test_what_is_due_in_order_with_figures(page: TodayPage, services: Services) -> None:
    late, noon, morning = (
        add(services, due=TODAY - timedelta(days=1)),
        add(services, time="12:00"),
        add(services, time="09:00"),
    )
    assert [r.follow_up.id for r in page.overdue.rows] == [late]
    assert [r.follow_up.id for r in page.due.rows] == [morning, noon]
    assert page.figures.todo.text() == "3"
    assert page.figures.late.text() == "1 overdue"
    assert not page.birthdays.isVisible()


def test_d_marks_done_and_the_toast_takes_it_back(page: TodayPage, services: Services, window: MainWindow) -> None:
    first, second = add(services, time="09:00"), add(services, time="10:00")
    press(page, f"task_{first}", Qt.Key.Key_D)
    assert services.followups.get(first).status == "done"
    assert "Call about tea" in window.ctx.toasts.text()
    assert row(page, f"task_{second}").hasFocus()
    assert [r.follow_up.id for r in page.done.rows] == [first]
    window.ctx.toasts._toast._undo.click()
    assert services.followups.get(first).status == "open"
    assert [r.follow_up.id for r in page.due.rows] == [first, second]


def test_s_puts_off_to_tomorrow(page: TodayPage, services: Services) -> None:
    found = add(services, due=TODAY - timedelta(days=3), time="16:00")
    press(page, f"task_{found}", Qt.Key.Key_S)
    record = services.followups.get(found)
    assert (record.due, record.time) == (TODAY + timedelta(days=1), "16:00")
    assert not page.overdue.isVisible()


def test_n_writes_down_the_result_and_the_next_step(page: TodayPage, services: Services, window: MainWindow) -> None:
    with services.write(LABEL) as work:
        customer = services.customers.create(work, {"name": "Anna"})
    found = add(services, customer=customer, type="visit")
    press(page, f"task_{found}", Qt.Key.Key_N)
    asked = dialog(window, DoneDialog)
    QTest.keyClicks(asked.result_field, "Likes the white tea")
    asked.next.choose("usual")
    asked.verb_button.click()
    record = services.followups.get(found)
    assert (record.status, record.result) == ("done", "Likes the white tea")
    (step,) = services.followups.for_customer(customer, only_open=True)
    assert (step.type, step.due, step.subject) == ("call", TODAY + timedelta(days=3), "Call about tea")


def test_letters_go_to_the_row_only_while_it_has_the_focus(
    page: TodayPage, services: Services, window: MainWindow
) -> None:
    found = add(services)
    search = window.findChild(object, "search")
    search.setFocus()
    QTest.keyClicks(search, "dsn")
    assert services.followups.get(found).status == "open"
    assert not row(page, f"task_{found}").testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    target = row(page, f"task_{found}")
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert services.followups.get(found).status == "open"


def test_arrow_keys_walk_through_the_sections(page: TodayPage, services: Services) -> None:
    late, now = add(services, due=TODAY - timedelta(days=1)), add(services)
    press(page, f"task_{late}", Qt.Key.Key_Down)
    assert row(page, f"task_{now}").hasFocus()
    QTest.keyClick(row(page, f"task_{now}"), Qt.Key.Key_Down)
    assert row(page, f"task_{now}").hasFocus()
    QTest.keyClick(row(page, f"task_{now}"), Qt.Key.Key_Up)
    assert row(page, f"task_{late}").hasFocus()


def test_tab_stops_once_in_a_list_where_one_left_it(page: TodayPage, services: Services) -> None:
    ids = [add(services, time=f"{hour:02d}:00") for hour in (9, 10, 11)]
    rows = [row(page, f"task_{found}") for found in ids]
    tab = [bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) for one in rows]
    assert tab == [True, False, False]
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Down)
    assert [bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) for one in rows] == [False, True, False]


def test_the_buttons_lie_over_the_row_with_the_focus(page: TodayPage, services: Services) -> None:
    found = add(services)
    target = row(page, f"task_{found}")
    target.setFocus()
    assert page.actions_bar.row is target
    assert page.actions_bar.isVisible()
    QTest.mouseClick(page.actions_bar.buttons["D"], Qt.MouseButton.LeftButton)
    assert services.followups.get(found).status == "done"
    assert page.actions_bar.row is None


def test_enter_opens_the_customer(page: TodayPage, services: Services, window: MainWindow) -> None:
    with services.write(LABEL) as work:
        customer = services.customers.create(work, {"name": "Anna"})
    found = add(services, customer=customer)
    went: list[Any] = []
    window.ctx.navigator.open = lambda kind, record_id: went.append((kind, record_id))  # type: ignore[method-assign]
    press(page, f"task_{found}", Qt.Key.Key_Return)
    assert went == [("customer", customer)]


def test_a_greeting_is_copied_with_the_name_of_the_shop(page: TodayPage, services: Services) -> None:
    with services.write(LABEL) as work:
        services.settings.set(work, SHOP_NAME, "Pine Tea")
        customer = services.customers.create(work, {"name": "Anna", "birthday": "L1964-08-13"})
    (found,) = page.birthdays.rows
    assert "turns 62" in found.accessibleName()
    press(page, f"birthday_{customer}", Qt.Key.Key_C)
    text = QGuiApplication.clipboard().text()
    assert "Anna" in text
    assert text.endswith("Pine Tea")
    QGuiApplication.clipboard().clear()
    found.copy.click()
    assert "Anna" in QGuiApplication.clipboard().text()


def test_money_cold_deals_and_missed_customers_at_the_side(
    page: TodayPage, services: Services, window: MainWindow
) -> None:
    with services.write(LABEL) as work:
        customer = services.customers.create(work, {"name": "Anna"})
        for gap in (90, 70, 47):
            day = TODAY - timedelta(days=gap)
            services.orders.create(
                work, {"customer": customer, "date": day, "lines": [NewLine("Tea", price=126_000)], "paid": 0}
            )
    assert page.money.isVisible()
    assert page.money.head._note.text() == "¥3,780"
    assert page.rhythm.rows[0].accessibleName() == "Anna, every 22 days, 47 days"
    press(page, f"side_customer_{customer}", Qt.Key.Key_N)
    asked = dialog(window, LogDialog)
    assert asked.customer.value() == customer
    asked.reject()


def test_a_contact_out_of_the_blue_with_a_next_step(page: TodayPage, services: Services, window: MainWindow) -> None:
    with services.write(LABEL) as work:
        customer = services.customers.create(work, {"name": "Anna"})
    page.primary().trigger()
    asked = dialog(window, LogDialog)
    asked.verb_button.click()
    assert set(asked.form.errors()) == {"customer"}
    asked.customer.set_value(customer)
    asked.verb_button.click()
    assert set(asked.form.errors()) == {"content"}
    QTest.keyClicks(asked.content, "Rang about the order")
    asked.next.choose("tomorrow")
    asked.verb_button.click()
    assert [entry.text for entry in services.activities.timeline(customer)] == ["Rang about the order"]
    assert [f.due for f in services.followups.for_customer(customer)] == [TODAY + timedelta(days=1)]


def test_what_was_typed_survives_esc(page: TodayPage, services: Services, window: MainWindow) -> None:
    found = add(services)
    press(page, f"task_{found}", Qt.Key.Key_N)
    asked = dialog(window, DoneDialog)
    QTest.keyClicks(asked.result_field, "Half a sentence")
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert "draft" in window.ctx.toasts.text()
    assert services.followups.get(found).status == "open"
    press(page, f"task_{found}", Qt.Key.Key_N)
    asked = dialog(window, DoneDialog)
    assert asked.result_field.value() == "Half a sentence"
    asked.verb_button.click()
    assert services.followups.get(found).result == "Half a sentence"
    assert services.drafts.get(f"followup-done:{found}") is None


def test_a_draft_can_be_thrown_away(page: TodayPage, services: Services, window: MainWindow) -> None:
    services.drafts.keep("contact:new", {"content": "Old words"})
    page.primary().trigger()
    asked = dialog(window, LogDialog)
    assert asked.content.value() == "Old words"
    asked.findChild(object, "drop_draft").click()
    assert asked.content.value() == ""
    asked.reject()
    assert services.drafts.get("contact:new") is None


def test_the_menu_offers_other_days(page: TodayPage, services: Services) -> None:
    found = add(services)
    menu = menus.of_task(page.ctx, services.followups.get(found), lambda: None, page)
    monday = next(action for action in menu.actions() if action.text().startswith("Next Monday"))
    monday.trigger()
    assert services.followups.get(found).due == date(2026, 9, 28)
    menu.deleteLater()


def test_a_change_elsewhere_shows_at_once(page: TodayPage, services: Services) -> None:
    found = add(services)
    with services.write(LABEL) as work:
        services.followups.update(work, found, {"subject": "Send the offer"})
    assert "Send the offer" in page.due.rows[0].accessibleName()


def test_a_big_shop_loads_in_the_background(
    page: TodayPage, services: Services, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    monkeypatch.setattr("crm_desktop.services.today.BIG", 1)
    with services.write(LABEL) as work:
        services.customers.create(work, {"name": "Anna"})
    found = add(services)
    qtbot.waitUntil(lambda: [row.follow_up.id for row in page.due.rows] == [found])
    assert page.figures.todo.text() == "1"


def test_both_languages_and_themes_paint(make_window: Callable[..., MainWindow]) -> None:
    from crm_desktop.views import theme

    window = make_window(lang="zh_CN")
    services = window.ctx.services
    page = window.page("today")
    window.ctx.navigator.go("today")
    add(services, due=TODAY - timedelta(days=1))
    for scheme in ("light", "dark"):
        theme.apply(QGuiApplication.instance(), scheme)
        for width in (1280, 1024):
            window.resize(width, 700)
            assert not page.grab().isNull()
    assert page.childAt(QPoint(40, 20)) is not None


def test_a_shop_that_never_planned_is_invited_and_not_praised(page: TodayPage, services: Services) -> None:
    with services.write(LABEL) as work:
        services.customers.create(work, {"name": "Anna"})
    assert page.all_done.isVisible()
    assert "Plan the first" in page.all_done._text.text()
    planned = add(services, due=TODAY + timedelta(days=3))
    assert page.all_done._text.text() == "Nothing is planned for today."
    with services.write(LABEL) as work:
        services.followups.complete(work, planned, "said yes")
    assert page.all_done._text.text() == "All of today is done."


def test_a_deal_alone_is_a_beginning(page: TodayPage, services: Services) -> None:
    with services.write(LABEL) as work:
        services.deals.create(work, {"title": "100 gift boxes", "amount": 100_00})
    assert not page.new_shop.isVisible()


def test_a_foreign_festival_stands_in_the_head_once_the_window_is_shown(
    page: TodayPage, services: Services, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.clock = FixedClock(date(2026, 12, 25))
    with services.write(N_("undo", "Region")) as work:
        services.settings.set(work, REGION, "US")
    monkeypatch.delitem(sys.modules, "holidays", raising=False)
    assert "Christmas" not in page.subtitle()
    qtbot.waitUntil(lambda: "Christmas" in page.subtitle())


def test_names_begin_at_one_line_in_all_sections(page: TodayPage, services: Services) -> None:
    with services.write(LABEL) as work:
        ann = services.customers.create(work, {"name": "Ann"})
        services.customers.create(work, {"name": "Larkspur Community Center", "birthday": "1980-09-24"})
    task = add(services, customer=ann)
    born = next(found for found in page.birthdays.rows)
    assert born._names == row(page, f"task_{task}")._names > 64  # type: ignore[attr-defined]


def test_buttons_of_a_row_leave_room_for_its_words(page: TodayPage, services: Services) -> None:
    short, long = add(services, subject="Call"), add(services, subject="Ask what the wedding party wants " * 3)
    bar = page.actions_bar
    row(page, f"task_{short}").setFocus()
    assert bar.row is row(page, f"task_{short}")
    wide = bar.width()
    row(page, f"task_{long}").setFocus()
    assert bar.row is row(page, f"task_{long}")
    assert bar.width() < wide, "the keys are left out before a word is cut"
    assert bar.geometry().right() < bar.row.width()
    row(page, f"task_{short}").setFocus()
    assert bar.width() == wide


def test_amounts_under_each_other_have_the_same_places(services: Services) -> None:
    assert money_column(services, [11100, 85680]) == ["¥111.00", "¥856.80"]
    assert money_column(services, [11100, 85600]) == ["¥111", "¥856"]


def test_the_link_of_the_late_ones_leads_to_exactly_these(
    page: TodayPage, services: Services, window: MainWindow, qtbot: Any
) -> None:
    with services.write(LABEL) as work:
        for name, days in {
            "Late": (10, 30, 50, 90),
            "In time": (2, 10, 18),
            "Once": (80,),
            "Gone": (400, 410, 420),
        }.items():
            customer = services.customers.create(work, {"name": name})
            for ago in days if name != "Late" else (50, 60, 70):
                order = {
                    "date": TODAY - timedelta(days=ago),
                    "customer": customer,
                    "lines": [NewLine("Tea", None, 1000, 500)],
                }
                services.orders.create(work, order)
    assert [row.record for row in page.rhythm.rows] == [("customer", 1)]
    assert "one and a half times" in page.rhythm.head.toolTip()
    page.findChild(object, "today_rhythm_more").click()
    assert window.ctx.navigator.current() == "customers"
    found = window.page("customers").list
    assert services.listing.count(found.query) == page.data.late_count == 1
    assert [row.name for row in services.listing.first(found.query)] == ["Late"]
    tab = next(tab for tab in found.tabs._tabs if tab.key == "late")
    assert "60 days" in tab.toolTip()
