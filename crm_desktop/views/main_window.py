"""The window: navigation at the left, the bar on top, one page at a time."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from crm_desktop.core import memory
from crm_desktop.core.changes import Changes
from crm_desktop.core.i18n import language, render
from crm_desktop.core.settings import SHOP_NAME
from crm_desktop.views import prefs, theme
from crm_desktop.views.actions import ALIASES, COMMANDS, command, undo_change, undoable
from crm_desktop.views.ahead import Ahead
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.followup_reminders import ReminderWatch
from crm_desktop.views.jobrunner import JobRunner
from crm_desktop.views.nav import SidePanel
from crm_desktop.views.page import Page
from crm_desktop.views.pages import PAGES, PageSpec
from crm_desktop.views.progress_panel import ProgressPanel
from crm_desktop.views.search_box import SearchBox
from crm_desktop.views.side_status import SideStatus
from crm_desktop.views.toast import Toasts
from crm_desktop.views.top_bar import TopBar
from crm_desktop.views.widgets.menu import Menu

LEAST = QSize(800, 560)
USUAL = QSize(1280, 800)
MENU = (
    ("import", "backup", "restore"),
    ("history", "recycle_bin", "duplicates", "quality"),
    ("theme", "lang_en", "lang_zh_CN"),
    ("data_folder", "keys", "about", "quit"),
)


class MainWindow(QMainWindow):
    """Named ``main_window``. Owns the pages, built when first shown, and everything in ``ctx`` but the services."""

    closed = Signal()

    def __init__(self, ctx: AppContext, on_closed: Callable[[], None], pages: tuple[PageSpec, ...] = PAGES) -> None:
        super().__init__()
        self.ctx = ctx
        self._on_closed: Callable[[], None] | None = on_closed
        self._specs = {spec.key: spec for spec in pages}
        self._pages: dict[str, Page] = {}
        self._walking = self._locked = False
        self.setObjectName("main_window")
        self.setMinimumSize(LEAST)
        self.resize(USUAL)
        theme.set_ground(self, "surface")
        body = self._body = QWidget(self)
        self.setCentralWidget(body)
        self.session: object = None
        ctx.window, ctx.command, ctx.toasts = self, self.run_command, Toasts(body)
        ctx.prompter.setParent(self)
        self.side = SidePanel(body)
        self.menu = Menu(self)
        self.bar = TopBar(self.menu, body)
        self.stack = QStackedWidget(body)
        self.search = SearchBox(ctx, body)
        self.status = SideStatus(ctx, self.side, self)
        self.reminders = ReminderWatch(ctx, body, self)
        ctx.toasts.keep_clear(self.reminders.card)
        self.panel = ProgressPanel(ctx.jobs, self) if isinstance(ctx.jobs, JobRunner) else None
        self._ahead = Ahead(self, ctx.jobs, self._build_ahead)
        self._tidying = Ahead(self, ctx.jobs, _tidy)
        self._connect()
        self._make_shortcuts()
        self.retranslate()
        self._restore_geometry()

    def _connect(self) -> None:
        self.side.nav.chosen.connect(self._chosen)
        self.bar.undo.clicked.connect(self._undo)
        self.bar.redo.clicked.connect(self._redo)
        self.bar.placed.connect(self._place_search)
        self.bar.bell.clicked.connect(self.reminders.card.turn)
        self.reminders.card.tucked.connect(self.bar.show_reminders)
        self.ctx.navigator.attach(self)
        self.ctx.bridge.changed.connect(self._on_changes)
        if isinstance(self.ctx.jobs, JobRunner):
            self.ctx.jobs.ended.connect(self._job_ended)
        self.ctx.toasts.undo_requested.connect(self._undo_change)
        _app().styleHints().colorSchemeChanged.connect(self._system_look_changed)

    def _make_shortcuts(self) -> None:
        for spec in COMMANDS:
            if spec.shortcut:
                self._shortcut(spec.shortcut, spec.name)
        for keys, name in ALIASES:
            self._shortcut(keys, name)

    def _shortcut(self, keys: str, name: str) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setObjectName(f"shortcut_{name}")
        shortcut.activated.connect(self._run_shortcut)

    @Slot()
    def _run_shortcut(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.run_command(sender.objectName().removeprefix("shortcut_"))

    def run_command(self, name: str, **arguments: object) -> None:
        """Run a command of :data:`crm_desktop.views.actions.COMMANDS`; raises ``KeyError``. None while locked."""
        spec = command(name)
        if not self._locked:
            spec.run(self.ctx, **arguments)

    def set_locked(self, locked: bool) -> None:
        """Behind the lock screen no command runs, wherever it comes from, and no job or reminder is shown."""
        self._locked = locked
        self.reminders.hold(locked)
        if self.panel is not None:
            self.panel.set_locked(locked)

    # Pages ------------------------------------------------------------------------------

    def page(self, key: str) -> Page:
        """The page, built when it is asked for the first time."""
        if key not in self._pages:
            module, name = self._specs[key].factory.split(":")
            page: Page = getattr(import_module(module), name)(self.ctx)
            page.head_changed.connect(self._page_head_changed)
            self._pages[key] = page
            self.stack.addWidget(page)
        return self._pages[key]

    def current_page(self) -> Page | None:
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def open_search(self) -> None:
        self.search.open()

    def show_page(self, key: str) -> None:
        page = self.page(key)
        self.stack.setCurrentWidget(page)
        self.side.nav.set_current(key)
        self.ctx.prefs.set(prefs.LAST_PAGE, key)
        self._show_head()
        place = page.keyboard_place()
        if place is not None and self.isActiveWindow() and not self._walking:
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def rebuild(self) -> None:
        """Drop every page and show the current one anew: the services are other ones now."""
        key = self.ctx.navigator.current() or PAGES[0].key
        self.bar.forget_action()
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._pages.clear()
        self.search.close_panel()
        self.ctx.navigator.attach(self)
        self.ctx.navigator.go(key)
        self._show_shop()
        self.status.refresh()
        self.reminders.refresh()

    @Slot(str)
    def _chosen(self, key: str) -> None:
        """From the navigation, which keeps the keyboard: its arrows go on to the next page."""
        self._walking = True
        try:
            self.ctx.navigator.go(key)
        finally:
            self._walking = False

    @Slot()
    def _page_head_changed(self) -> None:
        if self.sender() is self.current_page():
            self._show_head()

    def _show_head(self) -> None:
        page = self.current_page()
        if page is not None:
            self.bar.show_head(page.title(), page.subtitle(), page.primary(), page.primary_steps_back())
            self.setWindowTitle(f"{page.title()} – {self._shop_name()}")

    # Undo and changes -------------------------------------------------------------------

    @Slot()
    def _undo(self) -> None:
        self.run_command("undo")

    @Slot()
    def _redo(self) -> None:
        self.run_command("redo")

    @Slot(object)
    def _undo_change(self, change: int) -> None:
        undo_change(self.ctx, change)

    @Slot(object, object)
    def _on_changes(self, changes: Changes, _origin: object) -> None:
        if changes.touches("settings", "staff"):
            self._show_shop()
        self._show_undo()

    def _show_undo(self) -> None:
        history = self.ctx.services.history
        self.bar.undo.setEnabled(undoable(self.ctx) is not None)
        self.bar.redo.setEnabled(history.last_redoable() is not None)

    def _shop_name(self) -> str:
        return self.ctx.services.settings.get(SHOP_NAME) or self.tr("CRM Desktop")

    def _show_shop(self) -> None:
        self.side.brand.set_name(self._shop_name())
        self._show_head()

    @Slot()
    def dialog_finished(self) -> None:
        """A dialog may have made a backup, which no change of the database tells."""
        self.status.refresh_soon()
        page = self.current_page()
        if page is not None and page.key == "settings":
            page.refresh_now()

    # Looks ------------------------------------------------------------------------------

    @Slot()
    def _system_look_changed(self) -> None:
        if self._on_closed is not None and self.ctx.prefs.get(prefs.THEME) == "system":
            theme.apply(_app(), "system")

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("CRM Desktop"))
        self.side.nav.retranslate()
        self.bar.retranslate()
        self.search.retranslate()
        self.menu.clear()
        for group in MENU:
            if not self.menu.isEmpty():
                self.menu.addSeparator()
            for name in group:
                if name == f"lang_{language()}":
                    continue  # that is the one in force
                spec = command(name)
                action = self.menu.addAction(theme.icon(spec.icon), render(spec.title))
                action.setObjectName(f"menu_{name}")
                action.triggered.connect(self._run_menu)
        self._show_shop()
        self._show_undo()
        self.status.refresh_soon()

    @Slot()
    def _run_menu(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.run_command(sender.objectName().removeprefix("menu_"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._on_closed is not None:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        self._body.resize(width, height)
        self.side.set_folded(width < theme.measures.NARROW)
        left, top = self.side.width(), theme.measures.TOP_BAR
        self.side.setGeometry(0, 0, left, height)
        self.bar.setGeometry(left, 0, width - left, top)
        self.stack.setGeometry(left, top, width - left, height - top)
        self.ctx.toasts.set_left(left)
        self._place_search()

    @Slot()
    def _place_search(self) -> None:
        self.search.set_place(self.bar.search_place().translated(self.bar.mapTo(self._body, QPoint(0, 0))))

    def _restore_geometry(self) -> None:
        if _app().platformName() == "offscreen":
            return  # a screen that nobody sees sets no limits
        self.resize(USUAL.boundedTo(self.screen().availableSize()))
        saved = self.ctx.prefs.get(prefs.GEOMETRY)
        if saved:
            self.restoreGeometry(QByteArray(saved))

    # Closing ----------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing stops what runs in the background, which is rolled back; of what somebody waits for it asks."""
        if self._on_closed is None:
            event.accept()
            return
        if not all(page.can_leave() for page in self._pages.values()) or not self._may_stop():
            event.ignore()
            return
        self.ctx.prefs.set(prefs.GEOMETRY, bytes(self.saveGeometry().data()))
        on_closed, self._on_closed = self._on_closed, None
        self.status.stop()
        self.reminders.stop()
        self._ahead.stop()
        self._tidying.stop()
        for dialog in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if dialog.isWindow():
                dialog.close()
        on_closed()
        event.accept()
        self.closed.emit()

    def _may_stop(self) -> bool:
        """Whether what somebody waits for may be stopped; not where it came to its end meanwhile: that is shown."""
        job = self.ctx.jobs.awaited()
        if job is None:
            return True
        told = self.tr("“{what}” is not finished. Nothing of it is kept if it is stopped now.")
        stop = self.ctx.prompter.confirm(
            self.tr("Stop it and close the program?"),
            job.at_exit or told.format(what=job.title),
            self.tr("Stop and close"),
            danger=True,
            cancel=self.tr("Let it finish"),
        )
        return stop and not job.finished

    def start(self) -> None:
        """Show the page of last time; the counts at the side come after the first paint."""
        key = self.ctx.prefs.get(prefs.LAST_PAGE)
        self.ctx.navigator.go(key if key in self._specs else PAGES[0].key)
        self.status.refresh_soon()
        self._ahead.start()

    @Slot()
    def _job_ended(self) -> None:
        if memory.anything_left_out():
            self._tidying.start()

    def _build_ahead(self) -> bool:
        """One of the pages not asked for yet: the first visit is as quick as the next one. Returns whether there may
        be more.
        """
        key = next((key for key in self._specs if key not in self._pages), None)
        if key is not None:
            self.page(key)
            return True
        for page in self._pages.values():
            page.prepare()
        self.search.prepare()
        return False


def _tidy() -> bool:
    memory.look_again()
    return False


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
