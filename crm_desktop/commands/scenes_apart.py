"""The states that have to be brought about first, in a shop of their own: the data folder of the pictures is not
written to. First the empty pages, then a shop with samples in which things are dragged, imported, kept and deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_desktop.commands import scenes_import, stage
from crm_desktop.commands.scenes import Scene
from crm_desktop.core.i18n import N_, language, tr_

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QDialog, QWidget

    from crm_desktop.services.context import Services
    from crm_desktop.views.main_window import MainWindow

CUSTOMERS = 60
_SECRET = "correct horse battery staple"
_LABEL = N_("undo", "Edit customer")


def scenes(folder: Path) -> Iterator[Scene]:
    """For a window on an empty shop; ``folder`` takes the files that are made on the way."""
    apart = _Apart(folder)
    for page in ("today", "customers", "pipeline", "calendar", "reports"):
        yield Scene(f"empty-{page}", apart.page(page))
    for part in ("products", "fields", "staff"):
        yield Scene(f"empty-settings-{part}", apart.part("settings", part))
    yield Scene("empty-history", apart.command("history", "today"))
    for name, show in (
        ("board-drag", apart.board_drag),
        ("stage-drag", apart.stage_drag),
        ("goals", apart.goals),
        ("goals-forecast", apart.forecast),
        ("goals-report", apart.part("reports", "pipeline_forecast")),
        ("cards", apart.cards),
        ("cards-board", apart.page("pipeline")),
        ("today-plan", apart.plan),
        ("lists-plan", apart.part("settings", "lists")),
        ("bulk", apart.bulk),
        ("bulk-toast", apart.bulk_toast),
        ("filter-none", apart.filter_none),
        ("tooltip", apart.tooltip),
        ("template", apart.template),
        ("recycle-bin-full", apart.deleted),
        ("fields-full", apart.own_fields),
        *scenes_import.shows(folder, apart.filled),
        ("history-import", apart.command("history", "today")),
        ("backup-kept", apart.backup),
        ("backup-health", apart.health),
        ("drill", apart.drill),
        ("restore-list", apart.command("restore", "settings")),
        ("restore-preview", apart.restore_preview),
        ("time-travel", apart.time_travel),
        ("past", apart.past),
        ("move-data", apart.move_data),
        ("protection", apart.protection),
        ("encryption", apart.encryption),
        ("lock", apart.lock),
    ):
        yield Scene(name, apart.after_the_last(show))


Show = Callable[["MainWindow"], bool]


class _Apart:
    """Each state builds on what those before it left."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._filled = False
        self._made: Path | None = None
        self._leave: Callable[[], object] | None = None
        """What ends the state shown last."""

    def after_the_last(self, show: Show) -> Show:
        def shown(window: MainWindow) -> bool:
            leave, self._leave = self._leave, None
            if leave is not None:
                leave()
            return show(window)

        return shown

    def _services(self, window: MainWindow) -> Services:
        """Of a shop that has its samples."""
        services = window.ctx.services
        if not self._filled:
            from crm_desktop.services.demo import make_demo

            make_demo(services, CUSTOMERS, language=language())
            self._filled = True
        return services

    def filled(self, window: MainWindow) -> None:
        """Make sure of the samples."""
        self._services(window)

    def page(self, key: str) -> Show:
        def show(window: MainWindow) -> bool:
            window.ctx.navigator.go(key)
            return True

        return show

    def part(self, page: str, part: str) -> Show:
        def show(window: MainWindow) -> bool:
            window.ctx.navigator.show_part(page, part)
            return True

        return show

    def command(self, name: str, page: str) -> Show:
        def show(window: MainWindow) -> bool:
            window.ctx.navigator.go(page)
            window.run_command(name)
            return True

        return show

    def _over(self, window: MainWindow, page: str, dialog: QDialog) -> bool:
        window.ctx.navigator.go(page)
        dialog.open()
        return True

    # The board --------------------------------------------------------------------------

    def _drag(self, handler: Any, source: QWidget, start: QPoint, end: QPoint) -> None:
        """Press and move as a mouse does, and do not let go."""
        stage.drag(source, start, end)
        self._leave = handler.cancel

    def board_drag(self, window: MainWindow) -> bool:
        from PySide6.QtCore import QPoint

        self._services(window)
        board = self._board(window)
        source, target = board.columns[1], board.columns[3]
        card = source.model.card_at(0)
        if card is None:
            return False
        start = source.centre_of(card.id).toPoint()
        end = target.mapToGlobal(QPoint(target.width() // 2 + 24, 240))
        self._drag(board.drag, source.list.viewport(), start, end)
        return True

    def stage_drag(self, window: MainWindow) -> bool:
        from PySide6.QtCore import QPoint

        self._services(window)
        board = self._board(window)
        head, over = board.columns[0].head, board.columns[2]
        end = over.mapToGlobal(QPoint(over.width() // 2 + 40, 24))
        self._drag(board.stages, head, head.mapToGlobal(QPoint(60, 18)), end)
        return True

    def _board(self, window: MainWindow) -> Any:
        window.ctx.navigator.go("pipeline")
        stage.settle(window)
        page: Any = window.current_page()
        return page.board

    def goals(self, window: MainWindow) -> bool:
        from crm_desktop.views.pages.pipeline.setup_dialogs import GoalsDialog

        services = self._services(window)
        pipeline = services.pipelines.first().id
        with services.write(_LABEL) as work:
            services.pipelines.goals.set(work, pipeline, 2_000_000, {})
        return self._over(window, "pipeline", GoalsDialog(window.ctx, window, pipeline))

    def forecast(self, window: MainWindow) -> bool:
        self._services(window)
        self._view(window, "forecast")
        return True

    def _view(self, window: MainWindow, view: str) -> None:
        window.ctx.navigator.go("pipeline")
        page: Any = window.current_page()
        page.bar.views.set_current(view)
        page.refresh()

    def cards(self, window: MainWindow) -> bool:
        from crm_desktop.services.pipeline_setup import CARD_FIELDS
        from crm_desktop.views.pages.pipeline.setup_dialogs import CardsDialog

        self._view(window, "board")
        services = self._services(window)
        pipeline = services.pipelines.first().id
        with services.write(_LABEL) as work:
            services.pipelines.cards.choose(work, pipeline, CARD_FIELDS)
        return self._over(window, "pipeline", CardsDialog(window.ctx, window, pipeline))

    # Today, customers, settings -----------------------------------------------------------

    def plan(self, window: MainWindow) -> bool:
        services = self._services(window)
        with services.write(_LABEL) as work:
            services.today.care.set(work, "A", 14)
        window.ctx.navigator.go("today")
        return True

    def bulk(self, window: MainWindow) -> bool:
        self._services(window)
        window.ctx.navigator.go("customers")
        stage.settle(window)
        page: Any = window.current_page()
        page.list.model.check_all(False)
        for row in range(3):
            page.list.table.toggle(row)
        return True

    def bulk_toast(self, window: MainWindow) -> bool:
        shown = self.bulk(window)
        words = tr_("customers", "{n} customers changed", n=3)
        window.ctx.toasts.show(words, undo_change=window.ctx.services.history.last_undoable(), seconds=60)
        return shown

    def filter_none(self, window: MainWindow) -> bool:
        from PySide6.QtWidgets import QLineEdit

        self._services(window)
        window.ctx.navigator.go("customers")
        page: Any = window.current_page()
        page.list.model.check_all(False)
        field = page.findChild(QLineEdit, "customer_filter")
        field.setText("qqqqxx")
        self._leave = field.clear
        return True

    def tooltip(self, window: MainWindow) -> bool:
        from PySide6.QtCore import QPoint
        from PySide6.QtWidgets import QToolTip

        self._services(window)
        window.ctx.navigator.go("today")
        stage.settle(window)
        button = window.bar.undo
        QToolTip.showText(button.mapToGlobal(QPoint(0, button.height())), button.toolTip(), button)
        return True

    def template(self, window: MainWindow) -> bool:
        from crm_desktop.views.pages.settings.templates import TemplateDialog

        window.ctx.navigator.show_part("settings", "templates")
        page: Any = window.current_page()
        one = window.ctx.services.templates.all()[0]
        return self._over(window, "settings", TemplateDialog(window.ctx, page.section(), 0, one))

    def deleted(self, window: MainWindow) -> bool:
        from crm_desktop.services.listing import ListQuery

        services = self._services(window)
        with services.write(_LABEL) as work:
            for customer in services.listing.first(ListQuery("customers"), 4):
                services.customers.delete(work, customer.id)
        return self.command("recycle_bin", "customers")(window)

    def own_fields(self, window: MainWindow) -> bool:
        window.ctx.navigator.show_part("settings", "fields")
        page: Any = window.current_page()
        page.section().add_usual(0)
        return True

    # Backup -------------------------------------------------------------------------------

    def _kept(self, window: MainWindow) -> Path:
        """A backup; after it two customers were deleted and one was added."""
        if self._made is None:
            from crm_desktop.services.backup import api
            from crm_desktop.services.listing import ListQuery
            from crm_desktop.views.dialogs.backup_auto import refresh_light

            services = self._services(window)
            name = api.suggested_name(services.data_dir, "shop", services.clock.now())
            made = services.data_dir / "backups" / name
            made.parent.mkdir(exist_ok=True)
            api.create(services, made, _SECRET)
            refresh_light(window.ctx)
            first = services.listing.first(ListQuery("customers"), 6)
            with services.write(_LABEL) as work:
                for customer in first[:2]:
                    services.customers.delete(work, customer.id)
                services.customers.create(work, {"name": first[3].name, "phone": ["13800000001"]})
            self._made = made
        return self._made

    def backup(self, window: MainWindow) -> bool:
        self._kept(window)
        window.ctx.navigator.show_part("settings", "backup")
        return True

    def health(self, window: MainWindow) -> bool:
        from crm_desktop.services.backup import schedule
        from crm_desktop.views.dialogs.backup_health import HealthDialog

        light = schedule.current_health(window.ctx.services)
        return self._over(window, "settings", HealthDialog(window.ctx, window, light=light))

    def drill(self, window: MainWindow) -> bool:
        from crm_desktop.views.dialogs.backup_drill import DrillDialog

        self._kept(window)
        return self._over(window, "settings", DrillDialog(window.ctx, window))

    def restore_preview(self, window: MainWindow) -> bool:
        from crm_desktop.core.jobs import JobContext
        from crm_desktop.views.dialogs.restore_preview import RestorePreviewDialog, look_inside

        services = window.ctx.services
        opened = look_inside(services.data_dir, self._kept(window), _SECRET, services.key, JobContext())
        return self._over(window, "settings", RestorePreviewDialog(window.ctx, opened, window))

    def time_travel(self, window: MainWindow) -> bool:
        from crm_desktop.views.dialogs.time_travel import TimeTravelDialog

        return self._over(window, "settings", TimeTravelDialog(window.ctx, window, path=self._kept(window)))

    def past(self, window: MainWindow) -> bool:
        from crm_desktop.core.jobs import JobContext
        from crm_desktop.services.backup import past as travelling
        from crm_desktop.views.dialogs.past import PastWindow

        services = window.ctx.services
        with ExitStack() as stack:
            found = stack.enter_context(travelling.open_backup(services, self._kept(window), _SECRET, JobContext()))
            shown = PastWindow(window.ctx, found, stack.pop_all(), window)
        shown.move(window.geometry().center() - shown.rect().center())
        shown.show()
        self._leave = shown.close
        return True

    def move_data(self, window: MainWindow) -> bool:
        from crm_desktop.views.dialogs.move_data import MoveDataDialog

        return self._over(window, "settings", MoveDataDialog(window.ctx, window))

    def protection(self, window: MainWindow) -> bool:
        from crm_desktop.views.dialogs.protection import ProtectionDialog

        return self._over(window, "settings", ProtectionDialog(window.ctx, window))

    def encryption(self, window: MainWindow) -> bool:
        from crm_desktop.views.dialogs.encryption import EncryptionDialog

        return self._over(window, "settings", EncryptionDialog(window.ctx, window))

    def lock(self, window: MainWindow) -> bool:
        from crm_desktop.views.dialogs.unlock import UnlockDialog

        return self._over(window, "today", UnlockDialog(window.ctx.services.data_dir, window))
