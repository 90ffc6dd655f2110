"""The tags in use, fetched in the background: in a large shop counting them takes longer than a key press may."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from crm_desktop.core.changes import Changes
from crm_desktop.core.i18n import tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.views.app_context import AppContext


class TagStock(QObject):
    """:meth:`known` answers at once with what is known and sends ``arrived`` when there is something newer."""

    arrived = Signal()

    def __init__(self, ctx: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._tags: list[str] = []
        self._stale, self._running = True, False
        ctx.bridge.changed.connect(self._on_changes)

    def known(self) -> list[str]:
        """Tags, most used first."""
        if self._stale and not self._running:
            self._running, self._stale = True, False
            services = self._ctx.services

            def work(_ctx: JobContext) -> list[str]:
                return services.customers.suggestions("tags")

            self._ctx.jobs.run(work, tr_("customers", "Counting"), on_done=self._take, quiet=True)
        return list(self._tags)

    def _take(self, tags: list[str]) -> None:
        self._running = False
        if tags != self._tags:
            self._tags = tags
            self.arrived.emit()

    @Slot(object, object)
    def _on_changes(self, changes: Changes, _origin: object) -> None:
        if changes.touches("customers"):
            self._stale = True
