"""A tick that keeps a passphrase in the system's own secret store, shown only where there is one that works."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog

from crm_desktop.core import secrets

if TYPE_CHECKING:
    from crm_desktop.core.jobs import JobContext
    from crm_desktop.views.app_context import AppContext


class RememberBox(QCheckBox):
    """``name`` is what the secret is kept under; ``recalled`` brings it once, when it was kept before."""

    recalled = Signal(str)

    def __init__(self, ctx: AppContext, dialog: QDialog, name: str) -> None:
        super().__init__(dialog)
        self._ctx, self._name = ctx, name
        self.setObjectName("remember_passphrase")
        self.setText(self.tr("Remember the passphrase on this computer"))
        self.setAccessibleName(self.text())
        self.hide()
        job = ctx.jobs.run(partial(_ask, name), "", self._answered, lane="files", quiet=True)
        dialog.finished.connect(job.cancel)

    def _answered(self, answer: tuple[bool, str | None]) -> None:
        usable, kept = answer
        self.setVisible(usable)
        if kept:
            self.setChecked(True)
            self.recalled.emit(kept)

    def keep(self, secret: str) -> None:
        """Call it once ``secret`` has proved right: kept when ticked, forgotten when not."""
        if not self.isHidden():
            work = partial(_keep, self._name, secret if self.isChecked() else None)
            self._ctx.jobs.run(work, "", lane="files", quiet=True)


def _ask(name: str, _ctx: JobContext) -> tuple[bool, str | None]:
    return (True, secrets.recall(name)) if secrets.usable() else (False, None)


def _keep(name: str, secret: str | None, _ctx: JobContext) -> None:
    if secret is None:
        secrets.forget(name)
    else:
        secrets.remember(name, secret)
