"""Upkeep while nobody waits: old details of the history and stored files that nothing needs go, a little at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from crm_desktop.core import memory
from crm_desktop.core.errors import UserError
from crm_desktop.core.jobs import JobContext
from crm_desktop.views.jobrunner import Job, JobRunner

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

FIRST_MS, EVERY_MS = 60_000, 6 * 3_600_000
"""Some time after the start, then four times a day."""
REST_MS = 3_000
"""So long after the last job free memory is given back."""


class IdleUpkeep(QObject):
    """Lives as long as the window. What can't be done now (somebody else is writing) is done the next time."""

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.run)
        self._timer.start()
        QTimer.singleShot(FIRST_MS, self, self.run)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(memory.give_back)
        if isinstance(ctx.jobs, JobRunner):  # else jobs run at once, in the caller
            ctx.jobs.ended.connect(self._rest.start)

    def stop(self) -> None:
        self._timer.stop()
        self._rest.stop()

    @Slot()
    def run(self) -> None:
        """Forget what the shop no longer keeps; beside the lists, not before them."""
        if self._job is not None and not self._job.finished:
            return
        services = self._ctx.services

        def work(job: JobContext) -> int:
            from crm_desktop.services.vault import stored  # not needed to start

            gone = services.history.prune(job)
            job.check()
            return gone + stored.sweep(services.folder, services.db.key, services.key)

        self._job = self._ctx.jobs.run(work, "", on_error=self._failed, lane="files", quiet=True)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
