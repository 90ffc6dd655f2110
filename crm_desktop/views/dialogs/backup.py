"""Back up now: where to, the passphrase the first time, and the result as it was read back."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.settings import SHOP_NAME
from crm_desktop.services.backup import api, second
from crm_desktop.views import prefs
from crm_desktop.views.dialogs.backup_auto import refresh_light
from crm_desktop.views.dialogs.backup_code import RecoveryCodeDialog
from crm_desktop.views.dialogs.backup_parts import Fact, NewPassphrase, Note, count_words, size_words
from crm_desktop.views.jobrunner import Job
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import ElidedLabel, FieldLabel, label, set_tone
from crm_desktop.views.widgets.modal import ModalDialog
from crm_desktop.views.widgets.words import people_join

if TYPE_CHECKING:
    from crm_desktop.services.backup.create import BackupResult
    from crm_desktop.views.app_context import AppContext


class BackupDialog(ModalDialog):
    """``accept`` starts the work, and closes once there is a result; Cancel stops it."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", "", width=520)
        self.ctx = ctx
        self.result_of_backup: BackupResult | None = None
        self._job: Job | None = None
        self.setObjectName("backup_dialog")
        self._first = not api.has_key(ctx.services.data_dir)
        self._set_title(self.tr("Back up now"))
        self.set_subtitle(self.tr("Everything in one encrypted file, read back in full before it counts."))
        self.verb_button.setText(self.tr("Back up now"))
        self.verb_button.set_icon("shield-check")
        self._folder = self._last_folder()
        self._form = QWidget(self)
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._add_place(column)
        self._new = NewPassphrase(self._form)
        if self._first:
            column.addSpacing(8)
            column.addWidget(self._new)
            advice = self.tr(
                "It opens your backups, and so does the recovery code that you get next. "
                "Nobody can look the passphrase up or reset it for you."
            )
            column.addWidget(Note("key", advice, "warn"))
            self._new.changed.connect(self._judge)
            self._new.first.setFocus()
        else:
            self._new.hide()
        self.body.addWidget(self._form)
        self._show_place()
        self._judge()
        if not self._first:
            self.verb_button.setFocus()

    def _set_title(self, title: str) -> None:
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)

    # Where to ---------------------------------------------------------------------------

    def _add_place(self, column: QVBoxLayout) -> None:
        self._other = Button(self.tr("Another place"), "plain", "folder")
        self._other.setObjectName("backup_place")
        self._other.clicked.connect(self._choose)
        self._path = ElidedLabel("", "strong", middle=True)
        self._advice = label("", "small")
        self._advice.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._path, 1)
        row.addWidget(self._other)
        column.addWidget(FieldLabel(self.tr("Keep it in"), self._other))
        column.addLayout(row)
        column.addWidget(self._advice)

    def _last_folder(self) -> Path:
        remembered = self.ctx.prefs.get(prefs.BACKUP_FOLDER)
        folder = Path(remembered) if remembered else Path()
        return folder if remembered and folder.is_dir() else self.ctx.services.data_dir / "backups"

    @Slot()
    def _choose(self) -> None:
        folder = self.ctx.prompter.choose_folder(self.tr("Where to keep the backup"), self._folder)
        if folder is not None:
            self._folder = folder
            self._show_place()
            self._judge()

    def _show_place(self) -> None:
        self._path.set_text(str(self._folder))
        if _same_drive(self._folder, self.ctx.services.data_dir):
            text = self.tr("On the same disk as the data. A USB stick or another computer protects better.")
            set_tone(self._advice, "warn")
        else:
            text = self.tr("On another drive than the data: good.")
            set_tone(self._advice, "good")
        self._advice.setText(text)

    # The work ---------------------------------------------------------------------------

    @Slot()
    def _judge(self) -> None:
        self.set_error("")
        self.verb_button.setEnabled(self._job is None and (not self._first or self._new.complete()))

    def accept(self) -> None:
        if self.result_of_backup is not None:
            super().accept()
            return
        passphrase = self._new.passphrase() if self._first else None
        if self._first and passphrase is None:
            return
        services = self.ctx.services
        name = api.suggested_name(services.data_dir, services.settings.get(SHOP_NAME), services.clock.now())
        out = self._folder / name
        self._set_working(True)
        self._job = self.ctx.jobs.run(
            partial(_back_up, services, out, passphrase),
            self.tr("Backing up"),
            self._done,
            self._failed,
            lane="files",
        )
        if self._job.finished:
            self._job = None

    def _set_working(self, working: bool) -> None:
        self._form.setEnabled(not working)
        self.verb_button.setEnabled(not working)
        self.verb_button.setText(self.tr("Backing up …") if working else self.tr("Back up now"))
        self.verb_button.updateGeometry()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._set_working(False)
        if not isinstance(error, UserError):
            super().reject()
            raise error
        self._judge()
        self.set_error(error.text())

    def _done(self, result: BackupResult) -> None:
        self._job = None
        self.result_of_backup = result
        self.ctx.prefs.set(prefs.BACKUP_FOLDER, str(result.path.parent))
        refresh_light(self.ctx)
        held = {"customers": result.counts.get("customers", 0)}
        facts = people_join(fact for fact in (size_words(result.bytes), count_words(held)) if fact)
        text = self.tr("Backed up and verified: {facts}").format(facts=facts)
        if result.missing:
            text = self.tr("Backed up, but without what is missing on this computer: {names}")
            text = text.format(names=people_join(result.missing))
        if result.recovery_code is not None:
            ctx = self.ctx
            super().accept()
            encrypt = not ctx.services.encrypted
            RecoveryCodeDialog(ctx, result.recovery_code, ctx.window, done=text, encrypt=encrypt).open()
            return
        self._show_result(result.path, text)

    def _show_result(self, path: Path, text: str) -> None:
        self._form.hide()
        self._set_title(self.tr("The backup is done"))
        self.set_subtitle("")
        whole = self.result_of_backup is not None and self.result_of_backup.verified
        self.body.addWidget(
            Fact("check-circle" if whole else "alert-triangle", text, "good" if whole else "warn", wrap=True)
        )
        self.body.addWidget(ElidedLabel(str(path), "body", "2", middle=True))
        folder = Button(self.tr("Open its folder"), "quiet", "folder")
        folder.clicked.connect(self._open_folder)
        self.add_to_foot(folder)
        self.cancel_button.hide()
        self.verb_button.set_icon(None)
        self.verb_button.setText(self.tr("Done"))
        self.verb_button.setEnabled(True)
        self.verb_button.updateGeometry()
        self.verb_button.setFocus()
        self.adjustSize()

    @Slot()
    def _open_folder(self) -> None:
        if self.result_of_backup is not None:
            self.ctx.prompter.show_in_folder(self.result_of_backup.path.parent)

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()


def _back_up(services, out: Path, passphrase: str | None, ctx: JobContext) -> BackupResult:
    out.parent.mkdir(parents=True, exist_ok=True)
    made = api.create(services, out, passphrase, ctx=ctx)
    with suppress(UserError):  # the light tells when the second place lacks it
        second.catch_up(services.folder, ctx)
    return made


def _same_drive(folder: Path, data_dir: Path) -> bool:
    try:
        return os.stat(folder).st_dev == os.stat(data_dir).st_dev
    except OSError:
        return folder == data_dir / "backups"
