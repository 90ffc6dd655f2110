"""The states of the window that pictures are taken of: every page, its parts, its dialogs and menus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.commands import stage
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, tr_

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from crm_desktop.services.context import Services
    from crm_desktop.views.main_window import MainWindow

_SEARCHED = "a"


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: ``show`` brings the window into the state; a scene whose record does not exist says False."""

    name: str
    show: Callable[[MainWindow], bool]


def _page(key: str) -> Scene:
    def show(window: MainWindow) -> bool:
        window.ctx.navigator.go(key)
        return True

    return Scene(key, show)


def _part(page: str, part: str) -> Scene:
    def show(window: MainWindow) -> bool:
        window.ctx.navigator.show_part(page, part)
        return True

    return Scene(f"{page}-{part}", show)


def _command(name: str, page: str) -> Scene:
    """A dialog that a command of the window opens, over the page where a person would call it."""

    def show(window: MainWindow) -> bool:
        window.ctx.navigator.go(page)
        window.run_command(name)
        return True

    return Scene(name.replace("_", "-"), show)


def _record(name: str, kind: str, find: Callable[[Services], int | None]) -> Scene:
    def show(window: MainWindow) -> bool:
        record_id = find(window.ctx.services)
        if record_id is None:
            return False
        window.ctx.navigator.open(kind, record_id)
        return True

    return Scene(name, show)


def best_customer(services: Services) -> int | None:
    """The customer with most to show."""
    from crm_desktop.services.listing import ListQuery

    found = services.listing.first(ListQuery("customers", sort="total_spent", descending=True), 1)
    return found[0].id if found else None


def _first(entity: str) -> Callable[[Services], int | None]:
    def find(services: Services) -> int | None:
        from crm_desktop.services.listing import Filter, ListQuery

        query = ListQuery(entity, filters=(Filter("status", "eq", "open"),))
        found = services.listing.first(query, 1)
        return found[0].id if found else None

    return find


def _dialog(name: str, page: str, make: Callable[[MainWindow], QDialog | None]) -> Scene:
    """A dialog that a page opens for one of its records; None where there is no such record."""

    def show(window: MainWindow) -> bool:
        window.ctx.navigator.go(page)
        made = make(window)
        if made is not None:
            if made.parent() is None:
                made.setParent(window, made.windowFlags())  # so that it lives on
            made.open()
        return made is not None

    return Scene(name, show)


def _merge(window: MainWindow) -> QDialog | None:
    from crm_desktop.services.listing import ListQuery
    from crm_desktop.views.dialogs.merge import MergeDialog

    pair = [customer.id for customer in window.ctx.services.listing.first(ListQuery("customers"), 2)]
    return MergeDialog(window.ctx, pair, window) if len(pair) == 2 else None


def _won(window: MainWindow) -> QDialog | None:
    from crm_desktop.views.dialogs.deal_close import WonDialog

    deal = _first("deals")(window.ctx.services)
    return WonDialog(window.ctx, window, deal) if deal is not None else None


def _lost(window: MainWindow) -> QDialog | None:
    from crm_desktop.views.dialogs.deal_close import LostDialog

    deal = _first("deals")(window.ctx.services)
    return LostDialog(window.ctx, window, deal) if deal is not None else None


def _done(window: MainWindow) -> QDialog | None:
    from crm_desktop.views.dialogs.followup_done import DoneDialog

    follow_up = _first("followups")(window.ctx.services)
    return DoneDialog(window.ctx, window, follow_up) if follow_up is not None else None


def _contact(window: MainWindow) -> QDialog | None:
    from crm_desktop.views.dialogs.followup_done import LogDialog

    return LogDialog(window.ctx, window, best_customer(window.ctx.services))


def _stages(window: MainWindow) -> QDialog | None:
    from crm_desktop.views.dialogs.deal_stages import StagesDialog

    return StagesDialog(window.ctx, window, window.ctx.services.pipelines.first().id)


def _recovery_code(window: MainWindow) -> QDialog | None:
    from crm_desktop.services.backup import recovery_code
    from crm_desktop.views.dialogs.backup_code import RecoveryCodeDialog

    return RecoveryCodeDialog(window.ctx, recovery_code.generate(), window)


def _damage(window: MainWindow) -> QDialog | None:
    from crm_desktop.views.dialogs.damage import DamageDialog

    error = UserError("damaged", N_("database", "The shop's data file is damaged."))
    return DamageDialog(error, window.ctx.services.data_dir, window)


def _search(window: MainWindow) -> bool:
    window.ctx.navigator.go("today")
    window.search.open()
    window.search.field.setText(_SEARCHED)
    return True


def _typed(name: str, text: str) -> Scene:
    def show(window: MainWindow) -> bool:
        window.ctx.navigator.go("today")
        window.search.open()
        window.search.field.setText(text)
        return True

    return Scene(name, show)


def _product(window: MainWindow) -> QDialog | None:
    from crm_desktop.views.dialogs.product import ProductDialog

    found = window.ctx.services.products.all()
    return ProductDialog(window.ctx, window, found[0].id) if found else None


def _order(window: MainWindow) -> QDialog | None:
    from crm_desktop.views.dialogs.order import OrderDialog

    row = window.ctx.services.db.execute_sql(
        "SELECT id FROM sales_order WHERE deleted_at IS NULL AND customer_id IS NOT NULL ORDER BY date DESC LIMIT 1"
    ).fetchone()
    return OrderDialog(window.ctx, window, row[0]) if row else None


def _next_step(window: MainWindow) -> QDialog | None:
    from crm_desktop.views.dialogs.followup_done import DoneDialog
    from crm_desktop.views.widgets import Segmented

    follow_up = _first("followups")(window.ctx.services)
    if follow_up is None:
        return None
    dialog = DoneDialog(window.ctx, window, follow_up)
    choice = dialog.findChild(Segmented)
    if choice is not None:
        choice.set_current("other")
        choice.chosen.emit("other")
    return dialog


def _own_field(window: MainWindow) -> QDialog | None:
    from crm_desktop.views.pages.settings.field_dialog import FieldDialog

    return FieldDialog(window.ctx, "customers", window)


def _start_error(window: MainWindow) -> QDialog | None:
    from crm_desktop.views import start_error

    error = UserError(
        "damaged",
        N_("database", "The shop's data file is damaged."),
    )
    return start_error.build(error, window.ctx.services.data_dir)


def _asked(name: str, page: str, ask: Callable[[MainWindow], None]) -> Scene:
    """What the window says or asks by itself."""

    def show(window: MainWindow) -> bool:
        window.ctx.navigator.go(page)
        ask(window)
        return True

    return Scene(name, show)


def _error(window: MainWindow) -> None:
    error = UserError(
        "read_only",
        N_("cli", "The picture {path} can't be written.").fill(path="D:/shop/2026/sales.png"),
    )
    window.ctx.prompter.error(error)


def _details(window: MainWindow) -> None:
    lines = ["ValueError: example", *(f'  File "views/pages/page.py", line {line}' for line in range(120, 127))]
    window.ctx.prompter.details("\n".join(lines))


def _toast(window: MainWindow) -> None:
    services = window.ctx.services
    data = services.today.load(services.clock.today())
    subject = next((found.subject for found in (*data.overdue, *data.due)), "")
    words = tr_("followup", "Done: {subject}", subject=subject)
    window.ctx.toasts.show(words, undo_change=services.history.last_undoable(), seconds=60)


def _menu(name: str, page: str, part: str, button: str) -> Scene:
    """The menu under a button of a page, ``part`` of it; none where the page has no such button."""

    def show(window: MainWindow) -> bool:
        from PySide6.QtWidgets import QAbstractButton

        window.ctx.navigator.go(page)
        if part:
            window.ctx.navigator.show_part(page, part)
        stage.settle(window)  # a page that was never shown has not laid out its buttons yet
        shown = window.current_page()
        found = shown.findChild(QAbstractButton, button) if shown is not None else None
        if found is None or not found.isVisible():
            return False
        found.click()
        return True

    return Scene(name, show)


def _main_menu(window: MainWindow) -> bool:
    from PySide6.QtCore import QPoint

    window.ctx.navigator.go("today")
    more = window.bar.more
    corner = more.mapToGlobal(more.rect().bottomRight())
    window.menu.popup(QPoint(corner.x() - window.menu.sizeHint().width(), corner.y()))
    return True


def _view(name: str, page: str, switch: str, key: str) -> Scene:
    """One of the views of a page, chosen by its switch and left again afterwards."""

    def show(window: MainWindow) -> bool:
        from crm_desktop.views.widgets import Segmented

        window.ctx.navigator.go(page)
        found = window.findChild(Segmented, switch)
        if found is None:
            return False
        found.set_current(key)
        found.chosen.emit(key)
        return True

    return Scene(name, show)


def scenes() -> Iterator[Scene]:
    """Every page, its parts, every dialog and menu."""
    from crm_desktop.views.pages import PAGES

    yield from (_page(spec.key) for spec in PAGES)
    yield from _views()
    yield from _parts()
    yield Scene("search", _search)
    yield _typed("search-none", "qqqqxx")
    yield _typed("search-command", "back")
    yield from _records()
    yield from _commands()
    yield from _dialogs()
    yield from _said()
    yield from _menus()


def _views() -> Iterator[Scene]:
    for key in ("list", "forecast", "board"):
        yield _view(f"pipeline-{key}", "pipeline", "pipeline_view", key)
    for key in ("week", "day", "agenda", "month"):
        yield _view(f"calendar-{key}", "calendar", "calendar_view", key)


def _parts() -> Iterator[Scene]:
    from crm_desktop.services.reports.registry import REPORTS
    from crm_desktop.views.pages.settings.page import SECTIONS

    yield from (_part("reports", report.name) for report in REPORTS)
    yield from (_part("settings", section.key) for section in SECTIONS)


def _records() -> Iterator[Scene]:
    yield _record("customer", "customer", best_customer)
    yield _record("deal", "deal", _first("deals"))
    yield _record("followup", "followup", _first("followups"))
    yield _dialog("product", "settings", _product)
    yield _dialog("order", "customers", _order)


def _commands() -> Iterator[Scene]:
    over = {
        "new_customer": "customers", "new_deal": "pipeline", "new_follow_up": "calendar", "new_order": "customers",
        "new_product": "settings", "import": "customers", "backup": "settings", "restore": "settings",
        "passphrase": "settings", "history": "settings", "recycle_bin": "settings", "duplicates": "customers",
        "quality": "customers", "first_run": "today", "about": "settings",
    }  # fmt: skip
    yield from (_command(name, page) for name, page in over.items())


def _dialogs() -> Iterator[Scene]:
    yield _dialog("merge", "customers", _merge)
    yield _dialog("deal-won", "pipeline", _won)
    yield _dialog("deal-lost", "pipeline", _lost)
    yield _dialog("stages", "pipeline", _stages)
    yield _dialog("followup-done", "today", _done)
    yield _dialog("followup-next", "today", _next_step)
    yield _dialog("contact", "today", _contact)
    yield _dialog("own-field", "settings", _own_field)
    yield _dialog("recovery-code", "settings", _recovery_code)
    yield _dialog("damage", "today", _damage)
    yield _dialog("start-error", "today", _start_error)


def _said() -> Iterator[Scene]:
    yield _asked("error", "today", _error)
    yield _asked("error-details", "today", _details)
    yield _asked("toast", "today", _toast)


def _menus() -> Iterator[Scene]:
    yield Scene("menu", _main_menu)
    yield _menu("menu-pipeline", "pipeline", "", "choose_pipeline")
    yield _menu("menu-conditions", "pipeline", "", "add_condition")
    yield _menu("menu-stages", "pipeline", "", "pipeline_more")
    yield _menu("menu-period", "reports", "sales_by_month", "report_period")
    yield _menu("menu-compare", "reports", "sales_by_month", "report_compare")
    yield _menu("menu-staff", "calendar", "", "calendar_staff")
    yield _menu("menu-columns", "customers", "", "choose_columns")
