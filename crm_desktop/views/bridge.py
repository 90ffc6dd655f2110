"""Brings committed changes into the GUI thread, those of other processes included."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from crm_desktop.core.changes import Changes

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

POLL_MS = 1000


class Bridge(QObject):
    """``changed(changes, origin)`` fires in the GUI thread after every commit, whoever made it.

    A commit of another process is noticed by ``PRAGMA data_version``, which also moves for our own background jobs;
    the change ids that were published here tell the two apart.
    """

    changed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services: Services | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._own: set[int] = set()
        self._version = 0
        self._last_change = 0
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.poll)

    def attach(self, services: Services) -> None:
        """Listen to ``services``; called again when the window reopens on other data."""
        self.detach()
        self._services = services
        self._unsubscribe = services.bus.subscribe(self._publish)
        self._version = self._read("PRAGMA data_version")
        self._last_change = self._read("SELECT coalesce(max(id), 0) FROM audit_log")
        self._own.clear()
        self._timer.start()

    def detach(self) -> None:
        self._timer.stop()
        if self._unsubscribe is not None:
            self._unsubscribe()
        self._unsubscribe = None
        self._services = None

    def _publish(self, changes: Changes, origin: object) -> None:
        """May run in a worker thread: the signal is queued to receivers in the GUI thread."""
        if changes.change is not None:
            self._own.add(changes.change)
        self.changed.emit(changes, origin)

    def _read(self, sql: str) -> int:
        assert self._services is not None
        return int(self._services.db.execute_sql(sql).fetchone()[0])

    @Slot()
    def poll(self) -> None:
        """Look once for commits of other processes."""
        if self._services is None:
            return
        version = self._read("PRAGMA data_version")
        if version == self._version:
            return
        self._version = version
        rows = self._services.db.execute_sql("SELECT id FROM audit_log WHERE id > ?", (self._last_change,)).fetchall()
        found = {int(row[0]) for row in rows}
        foreign = found - self._own
        self._last_change = max(found, default=self._last_change)
        self._own = {change for change in self._own if change > self._last_change}
        if foreign:
            self._services.bus.publish(Changes(everything=True))
