"""Moving the data out of a folder that is no good place for it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.core import paths
from crm_desktop.core.errors import UserError
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.places import look_at
from crm_desktop.services import relocate
from crm_desktop.views.dialogs.backup_parts import Fact, Note, fit_height
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import ElidedLabel, FieldLabel
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.views.app_context import AppContext


class MoveDataDialog(ModalDialog):
    """Copies, checks, leaves a note in the old folder; the window then opens on the new one."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", "", width=560)
        self.ctx = ctx
        self._working = False
        self.setObjectName("move_data")
        title = self.tr("Move the data to another folder")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.verb_button.setText(self.tr("Move it there"))
        self.cancel_button.setText(self.tr("Not now"))
        place = look_at(ctx.services.data_dir)
        if place.kind == "sync":
            why = self.tr("{service} copies files while they are being written, which may damage live data.")
            self.body.addWidget(Fact("alert-triangle", why.format(service=place.service), "warn", wrap=True))
        self._target = _proposal(ctx.services.data_dir)
        self._path = ElidedLabel(str(self._target), "strong", middle=True)
        other = Button(self.tr("Another place"), "plain", "folder")
        other.setObjectName("move_target")
        other.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._path, 1)
        row.addWidget(other)
        self.body.addWidget(FieldLabel(self.tr("The new folder"), other))
        self.body.addLayout(row)
        note = self.tr("The old folder stays as it is; finished backups go on being copied there.")
        self.body.addWidget(Note("shield-check", note))
        self.verb_button.setFocus()

    @Slot()
    def _choose(self) -> None:
        folder = self.ctx.prompter.choose_folder(self.tr("The new folder"), self._target)
        if folder is not None:
            self._target = folder if not any(folder.iterdir()) else folder / paths.APP
            self._path.set_text(str(self._target))
            self.set_error("")

    def accept(self) -> None:
        self._working = True
        self.verb_button.setEnabled(False)
        work = partial(_move, self.ctx.services, self._target)
        self.ctx.jobs.run(work, self.tr("Moving the data"), self._moved, self._failed, "files", cancellable=False)

    def _failed(self, error: BaseException) -> None:
        self._working = False
        self.verb_button.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self.set_error(error.text())
        fit_height(self)

    def _moved(self, target: Path) -> None:
        self._working = False
        ctx = self.ctx
        super().accept()
        ctx.move_to(target)
        ctx.toasts.show(self.tr("The data lies in {path} now.").format(path=target), seconds=12)

    def reject(self) -> None:
        if not self._working:
            super().reject()


def _proposal(data_dir: Path) -> Path:
    """The usual folder of this computer where it is free, else one beside it."""
    usual = paths.default_data_dir()
    if usual != data_dir and (not usual.exists() or not any(usual.iterdir())):
        return usual
    return next(path for number in range(2, 100) if not (path := usual.with_name(f"{usual.name} {number}")).exists())


def _move(services: Services, target: Path, ctx: JobContext) -> Path:
    return relocate.move(services, target, ctx)
