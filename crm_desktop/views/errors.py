"""The one hook for what nobody handled: log it, show one window with details that can be copied.

What is shown and logged names no customer: quoted values, addresses and long numbers are removed.
"""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion

import crm_desktop
from crm_desktop.core.errors import Cancelled, UserError
from crm_desktop.core.logs import scrub

log = logging.getLogger("crm_desktop.errors")


def describe(error: BaseException) -> str:
    """The details to copy: versions, the kind of error and the places in the program it passed, without values."""
    lines = [
        f"CRM Desktop {crm_desktop.__version__}, Python {platform.python_version()}, Qt {qVersion()}, {sys.platform}",
        f"{type(error).__name__}: {scrub(str(error))}",
    ]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


def _place(error: BaseException, *, way: bool = False) -> tuple[object, ...]:
    """Where it was raised; with ``way`` also how the program got there, since all SQL is run in one place."""
    frames = traceback.extract_tb(error.__traceback__)
    return type(error).__name__, *((frame.filename, frame.lineno) for frame in (frames if way else frames[-1:]))


class ErrorHook(QObject):
    """Shows each error once: the same place in the program failing again only counts up in the log.

    ``show_details(details)`` and ``show_user_error(error)`` are called in the GUI thread. ``explain`` says of an error
    what it means to a person, a damaged file say; None for a bug of ours.
    """

    _caught = Signal(object)

    def __init__(
        self,
        show_details: Callable[[str], None],
        show_user_error: Callable[[UserError], None],
        explain: Callable[[BaseException], UserError | None] = lambda _error: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._explain = explain
        self._show_details = show_details
        self._show_user_error = show_user_error
        self._thread_hook_before = threading.excepthook
        self._seen: dict[tuple[object, ...], int] = {}
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become the process's hook, unless a test runner has put its own there."""
        if sys.excepthook is sys.__excepthook__:
            sys.excepthook = self._excepthook
        if threading.excepthook is threading.__excepthook__:
            threading.excepthook = self._thread_hook

    def uninstall(self) -> None:
        if sys.excepthook == self._excepthook:
            sys.excepthook = sys.__excepthook__
        if threading.excepthook == self._thread_hook:
            threading.excepthook = self._thread_hook_before

    def handle(self, error: BaseException) -> None:
        """From any thread."""
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            known = self._explain(error)
            key = _place(error, way=known is not None)
            self._seen[key] = self._seen.get(key, 0) + 1
            log.error("unhandled error (time %d): %s", self._seen[key], describe(error))
            if self._seen[key] > 1:
                return
            error = known or error
        self._caught.emit(error)

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._show_user_error(error)
        else:
            self._show_details(describe(error))

    def _excepthook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.handle(error)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.handle(args.exc_value)
