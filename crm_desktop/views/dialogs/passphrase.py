"""Change the passphrase of the backups, or make a new recovery code."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import api
from crm_desktop.views.dialogs.backup_code import RecoveryCodeDialog
from crm_desktop.views.dialogs.backup_parts import NewPassphrase, Note, SecretEditor
from crm_desktop.views.jobrunner import Job
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.views.app_context import AppContext


class ChangePassphraseDialog(ModalDialog):
    """The old passphrase (or the recovery code), the new one twice."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", "", width=480)
        self.ctx = ctx
        self._job: Job | None = None
        self.setObjectName("passphrase_dialog")
        title = self.tr("Change the passphrase")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.verb_button.setText(title)
        self.old = SecretEditor()
        self.old.name("old_passphrase", self.tr("Passphrase until now, or the recovery code"))
        self.form = FormGrid(self)
        self.form.add_field(
            "old", self.tr("Passphrase until now, or the recovery code"), self.old, required=True, wide=True
        )
        self.new = NewPassphrase(self, self.tr("New passphrase"))
        self.body.addWidget(self.form)
        self.body.addWidget(self.new)
        self.body.addWidget(
            Note("info", self.tr("Backups made before still open with the passphrase they were made with."), "info")
        )
        self._code = Button(self.tr("New recovery code"), "quiet", "key")
        self._code.setObjectName("new_code")
        self._code.clicked.connect(self._renew_code)
        self.add_to_foot(self._code)
        self.old.changed.connect(self._judge)
        self.new.changed.connect(self._judge)
        self.old.setFocus()
        self._judge()

    @Slot()
    def _judge(self) -> None:
        self.set_error("")
        typed = bool(self.old.value()) and self._job is None
        self._code.setEnabled(typed)
        self.verb_button.setEnabled(typed and self.new.complete())

    def accept(self) -> None:
        new = self.new.passphrase()
        if new is not None:
            work = partial(_change, self.ctx.services.data_dir, self.old.value(), new)
            self._run(work, self._changed)

    @Slot()
    def _renew_code(self) -> None:
        self._run(partial(_new_code, self.ctx.services.data_dir, self.old.value()), self._show_code)

    def _run(self, work, done) -> None:
        self._set_working(True)
        self._job = self.ctx.jobs.run(work, self.tr("Wrapping the key anew"), done, self._failed, lane="files")
        if self._job.finished:
            self._job = None

    def _set_working(self, working: bool) -> None:
        for widget in (self.form, self.new, self._code, self.verb_button):
            widget.setEnabled(not working)

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._set_working(False)
        self._judge()
        if not isinstance(error, UserError):
            raise error
        self.set_error(error.text())

    def _changed(self, _result: object) -> None:
        self._job = None
        self.ctx.toasts.show(self.tr("The passphrase is changed."))
        super().accept()

    def _show_code(self, code: str) -> None:
        self._job = None
        ctx = self.ctx
        super().accept()
        RecoveryCodeDialog(ctx, code, ctx.window).open()

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()


def _change(data_dir: Path, old: str, new: str, ctx: JobContext) -> None:
    api.change_passphrase(data_dir, old, new, ctx)


def _new_code(data_dir: Path, secret: str, ctx: JobContext) -> str:
    return api.new_recovery_code(data_dir, secret, ctx)
