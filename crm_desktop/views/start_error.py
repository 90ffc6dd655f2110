"""What is shown instead of the window when the data can't be opened: what happened and what to do, then the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from crm_desktop.core.clock import Clock
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.services.backup.keys import ShopKey

TITLES: dict[str, Text] = {
    "busy": N_("start", "The program is open already"),
    "newer_version": N_("start", "This data needs a newer version of the program"),
    "damaged": N_("start", "The shop's data is damaged"),
    "read_only": N_("start", "The data folder can't be written to"),
    "disk_full": N_("start", "The disk is full"),
    "locked": N_("start", "The data is locked"),
}
MENDABLE = ("damaged", "newer_version", "not_found")
"""Where a backup or an earlier state may help."""
OTHER = N_("start", "The shop's data can't be opened")


def title(error: UserError) -> str:
    return render(TITLES.get(error.code, OTHER))


def build(error: UserError, data_dir: Path) -> ModalDialog:
    """The window that says it; ``accept`` closes the program."""
    dialog = ModalDialog(None, title(error), tr_("start", "Close the program"))
    dialog.setObjectName("start_error")
    dialog.paragraph(render(error.message))
    if error.advice is not None:
        dialog.paragraph(render(error.advice))
    dialog.paragraph(tr_("start", "Data folder: {path}", path=data_dir), "2")
    dialog.cancel_button.hide()
    folder = Button(tr_("start", "Open the folder"), "quiet", "folder")
    folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(data_dir))))
    dialog.add_to_foot(folder)
    return dialog


def show(error: UserError, data_dir: Path, clock: Clock, key: ShopKey | None = None) -> bool:
    """Wait until it was read; True when the person took a way out, so that opening is worth another try."""
    if error.code not in MENDABLE:
        build(error, data_dir).exec()
        return False
    return show_ways_out(error, data_dir, clock, key)


def show_ways_out(
    error: UserError, data_dir: Path, clock: Clock, key: ShopKey | None = None, *, back: bool = False
) -> bool:
    """The guided screen; True when opening is worth another try. ``back`` where leaving it leads back."""
    from crm_desktop.views.dialogs.damage import DamageDialog

    dialog = DamageDialog(error, data_dir, clock=clock, key=key, back=back)
    return dialog.exec() == ModalDialog.DialogCode.Accepted
