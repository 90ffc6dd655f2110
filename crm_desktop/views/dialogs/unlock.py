"""The lock screen: shown instead of the window while the data is encrypted and nothing has opened it yet, and over the
window when nobody worked in it for a while.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from crm_desktop.core import secrets
from crm_desktop.core.errors import UserError
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup.keys import ShopKey, wrong_passphrase
from crm_desktop.services.vault import unlocking
from crm_desktop.views.dialogs.backup_parts import Note, SecretEditor, fit_height
from crm_desktop.views.jobrunner import InlineRunner, Job, JobRunner
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.modal import ModalDialog

RECALL_MS = 1500
"""How long the keyring may take before the question is shown; it may still answer while it stands there."""
TICK_MS = 1000


class UnlockDialog(ModalDialog):
    """``ask()`` returns the shop key, or None when the person closed the program instead.

    With the key that is ``expected`` the window is open already: no other key and no keyring opens it again.
    """

    throttle = unlocking.Throttle()
    """One for the process: closing the question and opening it again starts no new count."""

    def __init__(
        self,
        data_dir: Path,
        parent: QWidget | None = None,
        *,
        jobs: JobRunner | InlineRunner | None = None,
        expected: ShopKey | None = None,
    ) -> None:
        super().__init__(parent, "", "", width=480)
        self.key: ShopKey | None = None
        self._data_dir, self._expected = data_dir, expected
        self._jobs = jobs or JobRunner(parent=self)
        self._job: Job | None = None
        self.setObjectName("unlock")
        title = self.tr("Your data is locked")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.set_subtitle(self.tr("It lies encrypted on this computer. The passphrase opens it."))
        self.verb_button.setText(self.tr("Unlock"))
        self.verb_button.set_icon("key")
        self.cancel_button.setText(self.tr("Close the program"))
        words = self.tr("Passphrase or recovery code")
        self.secret = SecretEditor()
        self.secret.name("passphrase", words)
        self.secret.changed.connect(self._edited)
        form = FormGrid(self)
        form.add_field("secret", words, self.secret, required=True, wide=True)
        self.body.addWidget(form)
        self.remember = QCheckBox(self.tr("Remember on this computer"))
        self.remember.setObjectName("remember_passphrase")
        self.remember.setAccessibleName(self.remember.text())
        self.remember.hide()
        self.body.addWidget(self.remember)
        hint = self.tr("Passphrase forgotten? The recovery code on your printed page opens it as well.")
        self.body.addWidget(Note("info", hint, "info"))
        self.restore_wanted = False
        self.restore_button = Button(self.tr("Restore a backup"), "quiet", "restore")
        self.restore_button.setObjectName("restore_instead")
        self.restore_button.setAutoDefault(False)
        self.restore_button.clicked.connect(self._restore)
        self.add_to_foot(self.restore_button)
        if expected is not None:
            self.setWindowModality(Qt.WindowModality.ApplicationModal)
            self.title_label.setText(self.tr("The window is locked"))
            self.set_subtitle(self.tr("Everything is as it was, and what runs goes on. The passphrase opens it."))
            self.restore_button.hide()
            self.cancel_button.clicked.disconnect(self.reject)
            self.cancel_button.clicked.connect(self._close_program)
            self.finished.connect(self._end)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._judge)
        self.secret.setFocus()
        self._judge()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fit)

    @Slot()
    def _fit(self) -> None:
        fit_height(self)

    def ask(self) -> ShopKey | None:
        """The keyring first, then the person."""
        self._recall()
        if self.key is None:
            fit_height(self)
            self.exec()
        self._end()
        return self.key

    # The keyring ------------------------------------------------------------------------

    def _recall(self) -> None:
        job = self._jobs.run(partial(_recall, self._data_dir), "", self._recalled, self._not_recalled, "files")
        if job.finished or isinstance(self._jobs, InlineRunner):
            return
        wait = QEventLoop(self)
        self._jobs.ended.connect(wait.quit)
        QTimer.singleShot(RECALL_MS, wait, wait.quit)
        wait.exec()

    def _recalled(self, answer: tuple[bool, ShopKey | None]) -> None:
        usable, key = answer
        self.remember.setVisible(usable)
        fit_height(self)
        if key is not None and self._job is None and not self.secret.value():
            self.key = key
            if self.isVisible():
                super().accept()

    def _not_recalled(self, error: BaseException) -> None:
        """Without its help the person is asked, as everywhere without a keyring."""
        if not isinstance(error, UserError):
            raise error

    # The person -------------------------------------------------------------------------

    @Slot()
    def _edited(self) -> None:
        self.set_error("")
        self._judge()

    @Slot()
    def _judge(self) -> None:
        left = self.throttle.seconds_left()
        if left:
            self._tick.start()
            one = self.tr("Too many wrong tries. Wait 1 more second.")
            self.set_error(one if left == 1 else self.tr("Too many wrong tries. Wait {n} more seconds.").format(n=left))
        elif self._tick.isActive():
            self._tick.stop()
            self.set_error("")
        self.verb_button.setEnabled(bool(self.secret.value()) and not left and self._job is None)

    def accept(self) -> None:
        if not self.verb_button.isEnabled():
            return
        self._set_working(True)
        keep = self.remember.isChecked() and not self.remember.isHidden()
        work = partial(_unlock, self._data_dir, self.secret.value(), keep)
        self._job = self._jobs.run(work, "", self._unlocked, self._failed, "files", quiet=True)
        if self._job.finished:
            self._job = None

    def _set_working(self, working: bool) -> None:
        """The field keeps the focus, which would go to the next button, and takes no keys."""
        self.secret.setReadOnly(working)
        for widget in (self.verb_button, self.remember, self.restore_button):
            widget.setEnabled(not working)
        self.verb_button.setText(self.tr("Unlocking …") if working else self.tr("Unlock"))
        self.verb_button.updateGeometry()

    def _unlocked(self, key: ShopKey) -> None:
        self._job = None
        if self._expected is not None and key.identity != self._expected.identity:
            self._failed(wrong_passphrase(self.secret.value()))  # the key files were exchanged
            return
        self.key = key
        self.throttle.succeeded()
        super().accept()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._set_working(False)
        if not isinstance(error, UserError):
            raise error
        if error.code == "wrong_passphrase":
            self.throttle.failed()
        self.set_error(error.text())
        self._judge()
        self.secret.setFocus()
        self.secret.selectAll()
        fit_height(self)

    @Slot()
    def _restore(self) -> None:
        """For when the key files are lost: each backup holds them."""
        self.restore_wanted = True
        self.reject()

    @Slot()
    def _close_program(self) -> None:
        self._expected = None
        self.reject()

    def reject(self) -> None:
        if self._expected is not None:
            return  # Esc must not end what runs
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()

    def _end(self) -> None:
        self._tick.stop()
        if isinstance(self._jobs, JobRunner) and self._jobs.parent() is self:
            self._jobs.shutdown()


def _recall(data_dir: Path, _ctx: JobContext) -> tuple[bool, ShopKey | None]:
    return (True, unlocking.remembered(data_dir)) if secrets.usable() else (False, None)


def _unlock(data_dir: Path, secret: str, keep: bool, ctx: JobContext) -> ShopKey:
    key = unlocking.unlock(data_dir, secret, ctx)
    if keep:
        unlocking.remember(key)
    return key
