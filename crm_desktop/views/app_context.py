"""What every page and dialog is given: the services and the few things that belong to the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from crm_desktop.core.datafolder import FolderLock
    from crm_desktop.services.context import Services
    from crm_desktop.views.bridge import Bridge
    from crm_desktop.views.jobrunner import InlineRunner, JobRunner
    from crm_desktop.views.navigator import Navigator
    from crm_desktop.views.prefs import Prefs
    from crm_desktop.views.prompter import Prompter
    from crm_desktop.views.toast import Toasts


def _nothing() -> None:
    return None


def _run_nowhere(_data_dir: Path) -> None:
    return None


def _run_nothing(_name: str, **_args: Any) -> None:
    return None


@dataclass(eq=False)
class AppContext:
    """One per window. ``services`` is replaced when the window reopens on another generation of the data.

    ``theme`` is the module :mod:`crm_desktop.views.theme`. ``reopen()`` closes the services, opens them again on
    whatever the data folder now holds and rebuilds every page: used after a restore, which needs ``lock``, the
    window's own; ``reopen(key)`` with the shop key where the data were encrypted. ``move_to(folder)``
    goes on with the data there. ``lock_window()`` hides everything behind the lock screen. ``command(name)`` runs a
    command of :data:`crm_desktop.views.actions.COMMANDS`. ``toasts``, ``window`` and ``command`` are set by the window.
    """

    services: Services
    jobs: JobRunner | InlineRunner
    prompter: Prompter
    navigator: Navigator
    theme: ModuleType
    bridge: Bridge
    prefs: Prefs
    toasts: Toasts = field(init=False)
    window: QMainWindow | None = None
    lock: FolderLock | None = None
    reopen: Callable[..., None] = field(default=_nothing)
    move_to: Callable[[Path], None] = field(default=_run_nowhere)
    lock_window: Callable[[], None] = field(default=_nothing)
    command: Callable[..., None] = field(default=_run_nothing)

    def dialog(self) -> QDialog | None:
        """The dialog that is open over the window; None where there is none."""
        shown = QApplication.activeModalWidget()
        return shown if isinstance(shown, QDialog) else None
