"""What is wrong with the backups, in one sentence, and the one button that helps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import render
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import second
from crm_desktop.services.backup.schedule import HealthLight
from crm_desktop.views.dialogs.backup_auto import refresh_light
from crm_desktop.views.dialogs.backup_parts import Fact, fit_height
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.views.app_context import AppContext


_TONES = {"good": "good", "bad": "bad"}


class HealthDialog(ModalDialog):
    """``light`` is what the foot of the navigation shows."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None, *, light: HealthLight) -> None:
        super().__init__(parent, "", "", width=520)
        self.ctx, self._light = ctx, light
        self.setObjectName("backup_health")
        title = self.tr("How safe is your data?")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        icon = "shield-check" if light.level == "good" else "shield-alert"
        self.body.addWidget(Fact(icon, render(light.sentence), _TONES.get(light.level, "warn"), wrap=True))
        verbs = {"backup": self.tr("Back up now"), "second": self.tr("Try the copy again")}
        self.verb_button.setText(verbs.get(light.remedy) or self.tr("Look into an earlier state"))
        self.cancel_button.setText(self.tr("Not now"))
        if light.remedy == "second":
            other = Button(self.tr("Choose another place"), "quiet", "folder")
            other.setObjectName("second_place")
            other.clicked.connect(self._choose)
            self.add_to_foot(other)
        self.verb_button.setFocus()
        fit_height(self)

    def accept(self) -> None:
        if self._light.remedy != "second":
            ctx = self.ctx
            super().accept()
            ctx.command("backup" if self._light.remedy == "backup" else "time_travel")
            return
        self.verb_button.setEnabled(False)
        work = partial(_catch_up, self.ctx.services)
        self.ctx.jobs.run(work, self.tr("Copying the backup"), self._copied, self._failed, lane="files")

    def _copied(self, _made: object) -> None:
        ctx = self.ctx
        super().accept()
        refresh_light(ctx)
        ctx.toasts.show(self.tr("The newest backup lies in both places."))

    def _failed(self, error: BaseException) -> None:
        self.verb_button.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self.set_error(error.text())
        fit_height(self)

    @Slot()
    def _choose(self) -> None:
        if choose_second(self.ctx, self):
            self.accept()


def choose_second(ctx: AppContext, dialog: ModalDialog | None = None) -> bool:
    """Ask for the second place and keep it; a refusal is told. True when there is one now."""
    folder = ctx.prompter.choose_folder(_title())
    if folder is None:
        return False
    try:
        second.choose(ctx.services.folder, folder)
    except UserError as error:
        if dialog is not None:
            dialog.set_error(error.text())
        else:
            ctx.prompter.error(error)
        return False
    return True


def _title() -> str:
    from crm_desktop.core.i18n import tr_

    return tr_("backup", "Where to keep a second copy of each backup")


def _catch_up(services: Services, ctx: JobContext) -> object:
    return second.catch_up(services.folder, ctx)
