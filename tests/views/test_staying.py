"""Dialogs open over the page one is on, and closing them leaves one there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm_desktop.core.i18n import N_
from crm_desktop.services.orders_model import NewLine
from crm_desktop.views.dialogs.backup import BackupDialog
from crm_desktop.views.dialogs.deal import DealDialog
from crm_desktop.views.dialogs.followup import FollowUpDialog
from crm_desktop.views.dialogs.followup_done import LogDialog
from crm_desktop.views.dialogs.order import OrderDialog
from crm_desktop.views.pages.customers.form import CustomerForm
from crm_desktop.views.pages.customers.record_tabs import RecordTabs
from crm_desktop.views.pages.reports.behind import BehindDialog

if TYPE_CHECKING:
    from crm_desktop.views.main_window import MainWindow

TODAY = date(2026, 9, 23)
LABEL = N_("undo", "Test")


@pytest.fixture
def shop(window: MainWindow) -> MainWindow:
    """Anna with a deal, a follow-up and an order."""
    services = window.ctx.services
    with services.write(LABEL) as work:
        anna = services.customers.create(work, {"name": "Anna"})
        services.deals.create(work, {"title": "Ten boxes", "customer": anna})
        services.followups.create(work, {"subject": "Call", "due": TODAY, "customer": anna})
        services.orders.create(
            work,
            {"date": TODAY, "customer": anna,
             "lines": [NewLine("Tea", None, 2000, 5000), NewLine("Cup", None, 1000, 900)]}
        )  # fmt: skip
    return window


def opened(window: MainWindow, kind: type) -> Any:
    found = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("tab", "kind"), [("deals", DealDialog), ("followups", FollowUpDialog), ("orders", OrderDialog)]
)
def test_what_stands_on_a_customer_opens_over_it(shop: MainWindow, tab: str, kind: type) -> None:
    shop.ctx.navigator.open("customer", 1)
    tabs = shop.page("customers").findChild(RecordTabs)
    tabs.show_tab(tab)
    tabs.lists[tab].opened.emit({"deals": "deal", "followups": "followup", "orders": "order"}[tab], 1)
    assert shop.ctx.navigator.current() == "customers"
    opened(shop, kind).reject()
    assert shop.current_page() is shop.page("customers")
    assert shop.page("customers").shows_record()


def test_an_order_of_a_report_opens_over_the_list_behind_its_figure(shop: MainWindow, qtbot: Any) -> None:
    shop.ctx.navigator.show_part("reports", "sales_by_month")
    page = shop.page("reports")
    qtbot.waitUntil(lambda: page._result is not None and page._result.name == "sales_by_month", timeout=20_000)
    page.open_behind(len(page._result.rows) - 1)
    behind = opened(shop, BehindDialog)
    assert behind.title_label.text() == "Sep: orders"
    assert behind.subtitle_label.text() == "1 order"
    assert "Tea, Cup" in [str(cell) for cell in behind._result.rows[0]]
    behind.rows.opened.emit(0)
    order = opened(shop, OrderDialog)
    assert behind.isVisible()
    with shop.ctx.services.write(LABEL) as work:
        shop.ctx.services.orders.delete(work, 1)
    assert behind.subtitle_label.text() == "0 orders"
    order.reject()
    assert behind.isVisible()
    assert shop.ctx.navigator.current() == "reports"
    behind.reject()


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("today", LogDialog),
        ("customers", CustomerForm),
        ("pipeline", DealDialog),
        ("calendar", FollowUpDialog),
        ("settings", BackupDialog),
    ],
)
def test_ctrl_n_does_what_the_button_of_the_page_says(shop: MainWindow, page: str, kind: type) -> None:
    shop.ctx.navigator.go(page)
    shop.activateWindow()
    QTest.keyClick(shop, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    opened(shop, kind).reject()
    assert shop.ctx.navigator.current() == page


def test_a_new_customer_of_the_search_leaves_the_page_where_it_is(shop: MainWindow) -> None:
    shop.ctx.navigator.go("calendar")
    shop.ctx.command("new_customer")
    opened(shop, CustomerForm).reject()
    assert shop.ctx.navigator.current() == "calendar"
