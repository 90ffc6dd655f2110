"""Backs up by itself while the window is open: nobody has to think of it once the passphrase is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from crm_desktop.core.errors import UserError
from crm_desktop.core.jobs import JobContext
from crm_desktop.views.jobrunner import Job

if TYPE_CHECKING:
    from crm_desktop.services.backup.create import BackupResult
    from crm_desktop.views.app_context import AppContext

FIRST_MS, EVERY_MS = 2 * 60_000, 10 * 60_000
"""A look soon after the start, then every ten minutes; a backup is made when one is due."""


class AutoBackup(QObject):
    """Lives as long as the window. A failure is told once, not every ten minutes."""

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._job: Job | None = None
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QTimer.singleShot(FIRST_MS, self, self.look)

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Back up in the background when it is due."""
        if self._job is not None and not self._job.finished:
            return
        services = self._ctx.services

        def work(job: JobContext) -> BackupResult | None:
            from crm_desktop.services.backup import schedule  # loads the encryption, not needed to start

            return schedule.automatic(services, ctx=job)

        self._job = self._ctx.jobs.run(work, "", self._done, self._failed, lane="files", quiet=True)

    def _done(self, made: BackupResult | None) -> None:
        if made is not None:
            self._told = ""
            refresh_light(self._ctx)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        if error.code != self._told:
            self._told = error.code
            text = self.tr("The automatic backup did not work: {why}").format(why=error.text())
            self._ctx.toasts.show(text, kind="bad", seconds=12)


def refresh_light(ctx: AppContext) -> None:
    """Show the new backup at the foot of the navigation; no page changes by it."""
    status = getattr(ctx.window, "status", None)
    if status is not None:
        status.refresh()
