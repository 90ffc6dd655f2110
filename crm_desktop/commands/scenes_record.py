"""The parts of a customer's page, the dialogs over it, the records behind a figure, and the word after a restore."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_desktop.commands import stage
from crm_desktop.commands.scenes import Scene, best_customer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from crm_desktop.services.customers import Customer
    from crm_desktop.views.main_window import MainWindow

Make = Callable[["MainWindow", "Customer"], "QDialog | None"]


def scenes() -> Iterator[Scene]:
    from crm_desktop.views.pages.customers.record_tabs import TABS

    for tab in TABS[1:]:
        yield Scene(f"customer-{tab}", partial(_tab, tab))
    for name, make in (("edit", _form), ("relation", _relation), ("entry", _entry)):
        yield Scene(f"customer-{name}", partial(_over, make))
    yield Scene("report-behind", _behind)
    yield Scene("restored", _restored)


def _open(window: MainWindow) -> Customer | None:
    services = window.ctx.services
    found = best_customer(services)
    if found is None:
        return None
    window.ctx.navigator.open("customer", found)
    stage.settle(window)
    return services.customers.get(found)


def _tab(tab: str, window: MainWindow) -> bool:
    if _open(window) is None:
        return False
    page: Any = window.current_page()
    tabs = page.record.side
    tabs.tabs.set_current(tab)
    tabs.show_tab(tab)
    return True


def _over(make: Make, window: MainWindow) -> bool:
    customer = _open(window)
    dialog = make(window, customer) if customer is not None else None
    if dialog is not None:
        dialog.open()
    return dialog is not None


def _form(window: MainWindow, customer: Customer) -> QDialog | None:
    from crm_desktop.views.pages.customers.form import CustomerForm

    page: Any = window.current_page()
    return CustomerForm(window.ctx, page.tags, parent=page, customer=customer)


def _relation(window: MainWindow, customer: Customer) -> QDialog | None:
    from crm_desktop.views.pages.customers.people import RelationDialog

    return RelationDialog(window.ctx, window, customer)


def _entry(window: MainWindow, customer: Customer) -> QDialog | None:
    from crm_desktop.views.pages.customers.entry_dialog import EntryDialog

    sql = "SELECT id FROM activity WHERE customer_id = ? AND deleted_at IS NULL ORDER BY at DESC LIMIT 1"
    row = window.ctx.services.db.execute_sql(sql, (customer.id,)).fetchone()
    return EntryDialog(window.ctx, window, row[0]) if row else None


def _behind(window: MainWindow) -> bool:
    window.ctx.navigator.show_part("reports", "sales_by_month")
    stage.settle(window)
    page: Any = window.current_page()
    page.open_behind(0)
    return bool(stage.open_dialogs(window))


def _restored(window: MainWindow) -> bool:
    from crm_desktop.services.backup.restore import RestoreResult
    from crm_desktop.views.dialogs.restore_preview import RestoredDialog
    from crm_desktop.views.moments import moment

    window.ctx.navigator.show_part("settings", "backup")
    clock = window.ctx.services.clock
    result = RestoreResult({"customers": 486, "deals": 15, "followups": 1248, "orders": 3962}, "gen-000001")
    RestoredDialog(window.ctx, moment(clock.now(), clock.today()), result, window).open()
    return True
