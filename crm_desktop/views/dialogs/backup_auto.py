"""Backs up by itself while the window is open and when it closes: nobody has to think of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot

from crm_desktop.core.errors import UserError
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.places import Place, look_at
from crm_desktop.views.jobrunner import InlineRunner, Job
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.services.backup.create import BackupResult
    from crm_desktop.views.app_context import AppContext

EXPLAIN_MS, LONGEST_EXIT_MS = 700, 120_000
"""After how long closing says what it waits for, and after how long it gives up; the next start makes up for it."""
FIRST_MS, EVERY_MS = 2 * 60_000, 10 * 60_000
"""A look soon after the start, then every ten minutes; a backup is made when one is due."""


class AutoBackup(QObject):
    """Lives as long as the window. A failure is told once, not every ten minutes."""

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._job: Job | None = None
        self._told = ""
        self._reminded = False
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
            from crm_desktop.services.backup import schedule, second  # loads the encryption, not needed to start

            made = schedule.automatic(services, ctx=job)
            if made is None:
                with suppress(UserError):  # the light tells when the second place lacks it
                    second.catch_up(services.folder, job)
            return made

        self._job = self._ctx.jobs.run(work, "", self._done, self._failed, lane="files", quiet=True)

    def _done(self, made: BackupResult | None) -> None:
        if made is not None:
            self._told = ""
            refresh_light(self._ctx)
        if not self._reminded:
            self._reminded = True
            self._remind()

    def _remind(self) -> None:
        """Once a start: practise restoring when a month has passed; a folder that is synchronised is no good place."""
        services = self._ctx.services

        def look(_job: JobContext) -> tuple[Place, bool]:
            from crm_desktop.services.backup import schedule

            return look_at(services.data_dir), schedule.drill_due(services.folder, services.clock.now())

        self._ctx.jobs.run(look, "", self._say, lane="files", quiet=True)

    def _say(self, found: tuple[Place, bool]) -> None:
        place, drill = found
        toasts, ctx = self._ctx.toasts, self._ctx
        if place.kind == "sync":
            text = self.tr("The data lies in a folder of {service}, which may damage it.").format(service=place.service)
            toasts.show(text, seconds=20, kind="warn", action=(self.tr("Move it"), lambda: ctx.command("move_data")))
        elif drill:
            text = self.tr("Could you get everything back? Two minutes show it.")
            toasts.show(text, seconds=20, kind="info", action=(self.tr("Practise"), lambda: ctx.command("drill")))

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        if error.code != self._told:
            self._told = error.code
            text = self.tr("The automatic backup did not work: {why}").format(why=error.text())
            self._ctx.toasts.show(text, kind="bad", seconds=12)


class ExitBackup(QObject):
    """The backup on closing, when something changed since the last one. Waits in silence only for a moment, then says
    what for and lets the person close without it; nothing half-written stays either way.
    """

    def __init__(self, ctx: AppContext) -> None:
        super().__init__()
        self._ctx = ctx
        self._loop = QEventLoop(self)
        self._dialog: ModalDialog | None = None
        self._job: Job | None = None
        self.made: BackupResult | None = None

    def run(self) -> None:
        services = self._ctx.services
        if isinstance(self._ctx.jobs, InlineRunner) or not (services.folder.keys / "recipient").exists():
            return
        from crm_desktop.services.backup import schedule

        if not schedule.exit_due(services):
            return

        def work(job: JobContext) -> BackupResult | None:
            return schedule.automatic(services, "exit", after=timedelta(0), ctx=job)

        self._ctx.jobs.ended.connect(self._ended)
        self._job = self._ctx.jobs.run(work, "", self._done, self._failed, lane="files", quiet=True)
        QTimer.singleShot(EXPLAIN_MS, self, self._explain)
        QTimer.singleShot(LONGEST_EXIT_MS, self, self._give_up)
        self._loop.exec()
        if self._dialog is not None:
            self._dialog.close()

    @Slot()
    def _explain(self) -> None:
        if self._job is None:
            return
        title = self.tr("Backing up before closing")
        dialog = ModalDialog(None, title, None, width=400, cancel=self.tr("Close without a backup"))
        dialog.setObjectName("exit_backup")
        dialog.paragraph(self.tr("What changed today goes into an encrypted backup. This takes a few seconds."), "2")
        dialog.cancel_button.show()
        dialog.rejected.connect(self._give_up)
        self._dialog = dialog
        dialog.open()

    @Slot(object)
    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._loop.quit()

    def _done(self, made: BackupResult | None) -> None:
        self.made = made

    def _failed(self, error: BaseException) -> None:
        """The light tells it at the next start, when it is tried again; closing is not the time for questions."""
        if not isinstance(error, UserError):
            raise error

    @Slot()
    def _give_up(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._loop.quit()


def refresh_light(ctx: AppContext) -> None:
    """Show the new backup at the foot of the navigation; no page changes by it."""
    status = getattr(ctx.window, "status", None)
    if status is not None:
        status.refresh()
