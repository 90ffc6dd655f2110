"""Where the window is put together: services, context, pages; and everything around starting and being the only one."""

from __future__ import annotations

import atexit
import logging
import os
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QLibraryInfo, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

import crm_desktop
from crm_desktop import quick_imports  # noqa: F401 - for its effect on the imports that follow
from crm_desktop.core import logs, paths, system_libraries
from crm_desktop.core.clock import Clock, FixedClock, SystemClock
from crm_desktop.core.datafolder import DataFolder, FolderLock, follow
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.context import Services, open_services
from crm_desktop.views import garbage, prefs, start_error, theme, translation
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.application import the_application
from crm_desktop.views.bridge import Bridge
from crm_desktop.views.dialogs.backup_auto import AutoBackup, ExitBackup
from crm_desktop.views.errors import ErrorHook
from crm_desktop.views.idle_lock import IdleLock
from crm_desktop.views.idle_upkeep import IdleUpkeep
from crm_desktop.views.jobrunner import JobRunner, Lane, Worker
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.navigator import Navigator
from crm_desktop.views.prefs import Prefs
from crm_desktop.views.prompter import Prompter
from crm_desktop.views.single_instance import FirstInstance, is_open, tell_first

log = logging.getLogger(__name__)

FAILED, STILL_OPEN = 1, 3
QUIT_SECONDS = 10.0
"""How long an installer waits for the window to close: it may first write what is left to write."""


if TYPE_CHECKING:
    from crm_desktop.services.backup.keys import ShopKey


PASSPHRASE_VARIABLE = "CRM_DESKTOP_PASSPHRASE"  # noqa: S105 - the name of a variable


class Session(Worker):
    """One open data folder and its window: opens, reopens after a restore, and leaves nothing behind when closed."""

    def __init__(self, data_dir: Path, clock: Clock, remembered: Prefs, key: ShopKey | None = None) -> None:
        self._data_dir, self._clock = data_dir, clock
        self._leaving = False
        self._asking = False
        self.damage: UserError | None = None
        """Why the window was closed, where that was to mend the data."""
        services, lock = _open(data_dir, clock, key)
        prompter = Prompter(remembered)
        self.hook = ErrorHook(prompter.details, self._tell, self._explain)
        self.ctx = AppContext(
            services=services,
            jobs=JobRunner(self.hook.handle, self),
            prompter=prompter,
            navigator=Navigator(),
            theme=theme,
            bridge=Bridge(),
            prefs=remembered,
            lock=lock,
            reopen=self.reopen,
            move_to=self.move_to,
        )
        self.ctx.bridge.attach(services)
        self.window = MainWindow(self.ctx, self.close)
        self.auto_backup = AutoBackup(self.ctx, self.window)
        self.idle_upkeep = IdleUpkeep(self.ctx, self.window)
        self.idle_lock = IdleLock(self.ctx, self.window)
        self.first: FirstInstance | None = None
        self.hook.install()
        atexit.register(self._leave)

    @property
    def data_dir(self) -> Path:
        return self._data_dir

    def _explain(self, error: BaseException) -> UserError | None:
        """From any thread."""
        return self.ctx.services.explain(error)

    def _tell(self, error: UserError) -> None:
        """Data that turn out to be damaged are mended with nobody reading them: the window closes for it."""
        prompter = self.ctx.prompter
        if error.code != "damaged":
            prompter.error(error)
            return
        if self._asking or self.damage is not None:
            return
        self._asking = True
        wanted = prompter.confirm(start_error.title(error), error.text(), tr_("start", "Show the ways out"))
        self._asking = False
        if wanted:
            self.damage = error
            if not self.window.close():
                self.damage = None

    def reopen(self, key: ShopKey | None = None) -> None:
        """Open what the folder holds now and build every page anew; no other window can take the folder meanwhile.

        ``key`` opens it where it is encrypted; without it the one in use is tried, and else the person is asked.
        """
        self._close_services()
        opened = self._open_again(key or self.ctx.services.key)
        if opened is None:
            QTimer.singleShot(0, self.window, self.window.close)
            return
        self.ctx.services = opened
        self.ctx.bridge.attach(self.ctx.services)
        self.window.rebuild()

    def move_to(self, data_dir: Path) -> None:
        """Go on with the data in another folder, whose lock is taken before that of the old one is given back."""
        key, lock = self.ctx.services.key, self.ctx.lock
        self._close_services()
        self.ctx.services, self.ctx.lock = _open(data_dir, self._clock, key)
        self._data_dir = data_dir
        if self.first is not None:
            self.first.listen(data_dir)
        if lock is not None:
            lock.release()
        self.ctx.bridge.attach(self.ctx.services)
        self.window.rebuild()

    def _open_again(self, key: ShopKey | None) -> Services | None:
        try:
            return _services(self._data_dir, self._clock, key)
        except UserError as error:
            if error.code != "locked":
                raise
        key, _restore = _ask_key(self._data_dir, self.window)
        return None if key is None else _services(self._data_dir, self._clock, key)

    def close(self) -> None:
        atexit.unregister(self._leave)
        self.auto_backup.stop()
        self.idle_upkeep.stop()
        self.idle_lock.stop()
        if not self._leaving:
            self.window.hide()
            if self.damage is None:
                ExitBackup(self.ctx).run()
        try:
            self.ctx.jobs.close()
            self._close_services()
        finally:
            if self.ctx.lock is not None:
                self.ctx.lock.release()
            self.hook.uninstall()
            self.ctx.prefs.save()

    def _leave(self) -> None:
        """The interpreter ends with the window still open: while Qt takes itself down it would call into Python."""
        if shiboken6.isValid(self.window):
            self._leaving = True
            self.ctx.jobs.close()  # nobody is asked any more about what runs
            self.window.close()

    def _close_services(self) -> None:
        self.ctx.jobs.shutdown()
        self.ctx.bridge.detach()
        self.ctx.services.close()

    # In worker threads ------------------------------------------------------------------

    def before_job(self, lane: Lane, context: JobContext) -> None:
        """Cancelling a database job interrupts the statement that is running."""
        if lane == "database":
            context.on_cancel(self.ctx.services.db.connection().interrupt)

    def before_end(self) -> None:
        self.ctx.services.release()


def _services(data_dir: Path, clock: Clock, key: ShopKey | None) -> Services:
    """The services of the window, which holds the lock of the folder."""
    services = open_services(data_dir, clock=clock, key=key)
    services.holds_lock = True
    return services


def _ask_key(data_dir: Path, parent: QWidget | None = None) -> tuple[ShopKey | None, bool]:
    """What the keyring or the person gives, None when the program is to be closed; and whether a backup is wanted."""
    from crm_desktop.views.dialogs.unlock import UnlockDialog  # loads the encryption, which plain data never needs

    asked = UnlockDialog(data_dir, parent)
    return asked.ask(), asked.restore_wanted


def _open(data_dir: Path, clock: Clock, key: ShopKey | None) -> tuple[Services, FolderLock]:
    """The services and the window's lock on their folder. Raises :class:`UserError`."""
    services = _services(data_dir, clock, key)
    try:
        lock = services.folder.lock()
    except UserError:
        services.close()
        raise
    services.folder.clean_orphans()
    services.folder.prune_generations()
    return services, lock


def open_window(
    data_dir: Path | str,
    *,
    lang: str = "en",
    now: datetime | date | str | None = None,
    passphrase: str | None = None,
) -> QMainWindow:
    """The shown main window on ``data_dir`` (made if missing), in the running ``QApplication``.

    ``now`` makes the clock stand still there, ``passphrase`` (or the recovery code; by default what
    ``CRM_DESKTOP_PASSPHRASE`` holds) opens encrypted data. Raises
    :class:`UserError` where the folder can't be opened. Closing the window releases the folder; it can be opened
    again in the same process.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("open_window needs a running QApplication")
    if isinstance(now, str):
        now = datetime.fromisoformat(now)
    folder = follow(Path(data_dir))
    passphrase = passphrase or os.environ.get(PASSPHRASE_VARIABLE)
    key = _key_for(folder, passphrase) if passphrase and _is_encrypted(folder) else None
    session = _start(app, folder, FixedClock(now) if now is not None else SystemClock(), lang, key)
    app.sync()  # the screen has it now, and the keyboard goes to it
    return session.window


def _is_encrypted(data_dir: Path) -> bool:
    from crm_desktop.services.vault import keyfile

    return keyfile.is_encrypted(data_dir)


def _key_for(data_dir: Path, passphrase: str) -> ShopKey | None:
    from crm_desktop.services.vault import unlocking

    return unlocking.for_command(data_dir, lambda: passphrase)


def _start(
    app: QApplication,
    data_dir: Path,
    clock: Clock,
    lang: str,
    key: ShopKey | None = None,
    *,
    minimized: bool = False,
) -> Session:
    folder_prefs = _prefs(data_dir)
    translation.switch(lang)
    theme.apply(app, folder_prefs.get(prefs.THEME))
    session = Session(data_dir, clock, folder_prefs, key)
    session.window.session = session
    session.window.start()
    if minimized:
        session.window.showMinimized()
        return session
    session.window.show()
    session.window.activateWindow()  # where no window manager gives it the keyboard
    return session


def _prefs(data_dir: Path) -> Prefs:
    """The window state of the default folder belongs to this PC; that of any other folder stays with the folder."""
    home = paths.config_dir() if data_dir == paths.default_data_dir() else data_dir
    return Prefs(home / prefs.FILE_NAME)


def main(
    data_dir: Path | None = None,
    *,
    lang: str | None = None,
    today: date | None = None,
    backup: Path | None = None,
    minimized: bool = False,
) -> int:
    """The installed program: opens the window, or hands over to the one that is open. Returns the exit code."""
    folder = follow(data_dir or paths.default_data_dir())
    app = the_application()
    message = {"do": "restore", "path": str(backup.resolve())} if backup else {"do": "show"}
    if tell_first(folder, message):
        return 0
    logs.set_up()
    log.info("CRM Desktop %s starts on %s", crm_desktop.__version__, sys.platform)
    language = lang or _prefs(folder).get(prefs.LANGUAGE) or translation.system_language()
    clock: Clock = FixedClock(today) if today else SystemClock()
    new = DataFolder(folder).is_new()
    app.setQuitOnLastWindowClosed(False)  # where the data is damaged, a dialog comes after the window
    first = "restore" if backup is not None else "first_run" if new else ""
    while (session := _start_or_explain(app, folder, clock, language, minimized=minimized)) is not None:
        garbage.settle(session.window)
        session.first = FirstInstance(folder, _Wishes(session).act)
        session.window.closed.connect(session.first.close)
        session.window.closed.connect(app.quit)
        if first:
            session.ctx.command(first, **({"path": backup} if backup is not None else {}))
        code = app.exec()
        if session.damage is None:
            return code
        folder = session.data_dir
        session.window.deleteLater()
        if not start_error.show_ways_out(session.damage, folder, clock, session.ctx.services.key):
            break
        first, backup, minimized = "", None, False
    return FAILED


def load_screen_plugin() -> None:
    """On X11, what Qt would load with the first window. Raises ``OSError`` naming a library that the system lacks.

    Qt itself would end the process then, after a line on a terminal that nobody has open.
    """
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux") or not (asked or "xcb").startswith("xcb"):
        return
    if asked or not os.environ.get("WAYLAND_DISPLAY"):
        folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
        system_libraries.load(folder / "platforms" / "libqxcb.so")


def quit_running(data_dir: Path | None = None) -> int:
    """Ask the window that is open on the data folder to close, as an installer does; ``STILL_OPEN`` when it stays."""
    folder = follow(data_dir or paths.default_data_dir())
    the_application()
    if not tell_first(folder, {"do": "quit"}):
        return STILL_OPEN if is_open(folder) else 0  # one that does not answer is open all the same
    until = time.monotonic() + QUIT_SECONDS
    while time.monotonic() < until:
        time.sleep(QUIT_SECONDS / 50)
        if not is_open(folder):
            return 0
    return STILL_OPEN


def _start_or_explain(
    app: QApplication, folder: Path, clock: Clock, language: str, *, minimized: bool = False
) -> Session | None:
    """The open window; else, after saying why and where there is a way out offering it, None."""
    key: ShopKey | None = None
    while True:
        try:
            return _start(app, folder, clock, language, key, minimized=minimized)
        except UserError as error:
            translation.switch(language)
            theme.apply(app, _prefs(folder).get(prefs.THEME))
            if error.code == "locked":
                key, restore = _ask_key(folder)
                if restore:
                    start_error.show_ways_out(error, folder, clock, back=True)
                elif key is None:
                    return None
            elif not start_error.show(error, folder, clock, key):
                return None


class _Wishes:
    """What a later start may ask of the window."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def act(self, message: dict[str, str]) -> None:
        window = self._session.window
        if message.get("do") == "quit":
            window.close()
            return
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if message.get("do") == "restore":
            self._session.ctx.command("restore", path=Path(message.get("path", "")))
