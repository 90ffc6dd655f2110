"""What a background job sees of the outside: progress and cancellation.

A job is a plain function ``(ctx) -> result``. It knows no thread and no widget.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from crm_desktop.core.errors import Cancelled
from crm_desktop.core.i18n import Text

ProgressFn = Callable[[int, int, Text | None], None]


class JobContext:
    """Handed to every job. ``total`` 0 means that the length is not known yet."""

    def __init__(self, on_progress: ProgressFn | None = None) -> None:
        self._on_progress = on_progress
        self._cancelled = threading.Event()
        self._on_cancel: list[Callable[[], None]] = []
        self._ending = threading.Lock()

    def progress(self, done: int, total: int, text: Text | None = None) -> None:
        """Report how far the job is; raises :class:`Cancelled` when the person asked to stop."""
        self.check()
        if self._on_progress is not None:
            self._on_progress(done, total, text)

    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def check(self) -> None:
        """Raise :class:`Cancelled` when the job was cancelled."""
        if self._cancelled.is_set():
            raise Cancelled

    def on_cancel(self, call: Callable[[], None]) -> None:
        """Run ``call`` (from the cancelling thread) to interrupt a wait, such as a running statement."""
        with self._ending:
            self._on_cancel.append(call)

    def cancel(self) -> None:
        self._cancelled.set()
        with self._ending:
            for call in self._on_cancel:
                call()

    def end(self) -> None:
        """The work is over: cancelling interrupts nothing more, since the connection may serve the next job."""
        with self._ending:
            self._on_cancel.clear()
