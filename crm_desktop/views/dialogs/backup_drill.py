"""Practising a restore: two minutes that show that the backup opens and that the passphrase is still known."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, render
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import api, schedule
from crm_desktop.services.backup.schedule import newest_verified
from crm_desktop.views.dialogs.backup_parts import Fact, Note, SecretEditor, count_words, fit_height
from crm_desktop.views.jobrunner import Job
from crm_desktop.views.moments import moment, with_moment
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.labels import ElidedLabel, label
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.services.backup.api import VerifyResult
    from crm_desktop.services.backup.catalog import Entry
    from crm_desktop.services.context import Services
    from crm_desktop.views.app_context import AppContext

NO_BACKUP = N_("drill", "There is no backup to practise with yet.")


class DrillDialog(ModalDialog):
    """Opens the newest backup with what the person types, reads all of it and says what would come back."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", "", width=480)
        self.ctx = ctx
        self.passed = False
        self._job: Job | None = None
        self._entry: Entry | None = newest_verified(api.list_backups(ctx.services.data_dir))
        self.setObjectName("drill_dialog")
        title = self.tr("Could you get everything back?")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.set_subtitle(
            self.tr("Two minutes once a month: the newest backup is opened as if this computer were new.")
        )
        self.verb_button.setText(self.tr("Practise"))
        self.cancel_button.setText(self.tr("Not now"))
        words = self.tr("Passphrase or recovery code")
        self.secret = SecretEditor()
        self.secret.name("passphrase", words)
        self.secret.changed.connect(self._judge)
        self._form = FormGrid(self)
        self._form.add_field("secret", words, self.secret, required=True, wide=True)
        which = label(self._which(), "body", "2")
        which.setWordWrap(True)
        self.body.addWidget(which)
        if self._entry is not None:
            self.body.addWidget(ElidedLabel(str(self._entry.file), "small", "2", middle=True))
        self.body.addWidget(self._form)
        self._hint = Note(
            "info", self.tr("Type it from memory, or take the printed recovery code. Nothing is changed."), "info"
        )
        self.body.addWidget(self._hint)
        self.secret.setFocus()
        self._judge()

    def _which(self) -> str:
        if self._entry is None:
            return render(NO_BACKUP)
        when = moment(datetime.fromisoformat(self._entry.created), self.ctx.services.clock.today())
        return with_moment(self.tr("The backup of {when}"), when)

    @Slot()
    def _judge(self) -> None:
        self.set_error("")
        ready = self.passed or (self._entry is not None and bool(self.secret.value()))
        self.verb_button.setEnabled(ready and self._job is None)

    def accept(self) -> None:
        if self.passed or self._entry is None:
            super().accept()
            return
        self._set_working(True)
        work = partial(_practise, self.ctx.services, self._entry, self.secret.value())
        self._job = self.ctx.jobs.run(work, self.tr("Reading the backup"), self._done, self._failed, lane="files")
        if self._job.finished:
            self._job = None

    def _set_working(self, working: bool) -> None:
        self.secret.setEnabled(not working)
        self.verb_button.setEnabled(not working)
        self.verb_button.setText(self.tr("Checking …") if working else self.tr("Practise"))
        self.verb_button.updateGeometry()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._set_working(False)
        if not isinstance(error, UserError):
            raise error
        self._judge()
        self.set_error(error.text())
        if error.code == "wrong_passphrase":
            advice = self.tr(
                "Better to notice it now: with the recovery code you can set a new passphrase in Settings."
            )
            self._hint.words.setText(advice)
        self.secret.setFocus()
        self.secret.selectAll()
        fit_height(self)

    def _done(self, found: VerifyResult) -> None:
        self._job = None
        self.passed = True
        self._form.hide()
        self._hint.hide()
        held = count_words(found.counts) or self.tr("An empty shop")
        text = self.tr("Yes. This would come back: {what}").format(what=held)
        self.body.addWidget(Fact("check-circle", text, "good", wrap=True))
        self.cancel_button.hide()
        self.verb_button.setText(self.tr("Done"))
        self.verb_button.setEnabled(True)
        self.verb_button.setFocus()
        fit_height(self)

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()


def _practise(services: Services, entry: Entry, secret: str, ctx: JobContext) -> VerifyResult:
    found = api.verify(entry.file, secret, ctx, data_dir=services.data_dir)
    schedule.drilled(services.folder, services.clock.now())
    return found
