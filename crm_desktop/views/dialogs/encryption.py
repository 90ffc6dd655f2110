"""Encryption of the data on this disk: turning it on, off, or giving it a fresh key."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, render, tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.vault import convert, leftovers, unlocking
from crm_desktop.views.dialogs.backup_auto import refresh_light
from crm_desktop.views.dialogs.backup_parts import Note, SecretEditor
from crm_desktop.views.jobrunner import Job
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.services.backup.create import BackupResult
    from crm_desktop.services.backup.keys import ShopKey
    from crm_desktop.services.context import Services
    from crm_desktop.views.app_context import AppContext

What = Literal["on", "off", "rekey"]

_TITLES = {
    "on": N_("encryption", "Encrypt the data on this disk"),
    "off": N_("encryption", "Take the encryption off"),
    "rekey": N_("encryption", "Encrypt with a new key"),
}
_WHY = {
    "on": N_("encryption", "Whoever takes the disk or a copy of the folder can't read it then."),
    "off": N_("encryption", "Whoever gets at this disk can read your customers then. Backups stay encrypted."),
    "rekey": N_("encryption", "For when somebody may have got hold of the old key. Change the passphrase too."),
}
_DONE = {
    "on": N_("encryption", "Your data is encrypted on this disk now."),
    "off": N_("encryption", "Your data is not encrypted on this disk any more."),
    "rekey": N_("encryption", "Your data is encrypted with a new key."),
}


class EncryptionDialog(ModalDialog):
    """Asks for the passphrase, so that nobody locks himself out, then converts; the window reopens on the result."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None, *, what: What = "on") -> None:
        super().__init__(parent, "", "", width=480)
        self.ctx, self.what = ctx, what
        self._job: Job | None = None
        self.setObjectName("encryption_dialog")
        title = render(_TITLES[what])
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.set_subtitle(render(_WHY[what]))
        self.verb_button.setText(title)
        words = self.tr("Passphrase or recovery code")
        self.secret = SecretEditor()
        self.secret.name("passphrase", words)
        self.secret.changed.connect(self._judge)
        form = FormGrid(self)
        form.add_field("secret", words, self.secret, required=True, wide=True)
        self.body.addWidget(form)
        if what != "off":
            note = self.tr(
                "From then on the program asks for it at the start. With both lost, nobody can open the data."
            )
            self.body.addWidget(Note("key", note, "warn"))
        self.secret.setFocus()
        self._judge()

    @Slot()
    def _judge(self) -> None:
        self.set_error("")
        self.verb_button.setEnabled(bool(self.secret.value()) and self._job is None)

    def accept(self) -> None:
        if not self.verb_button.isEnabled():
            return
        self._set_working(True)
        work = partial(turn, self.ctx.services, self.what, self.secret.value())
        self._job = self.ctx.jobs.run(work, render(_TITLES[self.what]), self._done, self._failed, lane="files")
        if self._job.finished:
            self._job = None

    def _set_working(self, working: bool) -> None:
        for widget in (self.secret, self.verb_button):
            widget.setEnabled(not working)
        self.verb_button.setText(self.tr("Working on it …") if working else render(_TITLES[self.what]))
        self.verb_button.updateGeometry()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._set_working(False)
        self._judge()
        if not isinstance(error, UserError):
            raise error
        self.set_error(error.text())
        self.secret.setFocus()

    def _done(self, key: ShopKey) -> None:
        self._job = None
        ctx = self.ctx
        super().accept()
        turned(ctx, self.what, key)

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()


def turn(services: Services, what: What, secret: str, ctx: JobContext) -> ShopKey:
    """As a job of the window: convert the live data. The caller reopens them with the key that it returns."""
    key = unlocking.unlock(services.data_dir, secret, ctx)
    work = convert.decrypt if what == "off" else convert.encrypt
    work(services.folder, key, held=True, ctx=ctx)
    return key


def turned(ctx: AppContext, what: What, key: ShopKey) -> None:
    """Open what was made, say so, and have a backup verified so that older open copies may go."""
    ctx.reopen(key)
    ctx.toasts.show(render(_DONE[what]))
    services = ctx.services

    def back_up(job: JobContext) -> BackupResult | None:
        from crm_desktop.services.backup import schedule

        left = leftovers.plain_leftovers(services.folder)
        return schedule.automatic(services, after=timedelta(0), force=bool(left), ctx=job)

    def failed(error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        text = tr_("encryption", "Older copies still lie open on this disk until a backup works: {why}")
        ctx.toasts.show(text.format(why=error.text()), kind="warn", seconds=12)

    ctx.jobs.run(back_up, "", lambda _made: refresh_light(ctx), failed, lane="files", quiet=True)
