"""The password that an exported workbook gets."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.services.exporting.sealing import LONGEST
from crm_desktop.views.dialogs.backup_parts import NewPassphrase, Note, fit_height
from crm_desktop.views.widgets.modal import ModalDialog


class WorkbookPasswordDialog(ModalDialog):
    """Asks for a new password, twice; ``chosen`` carries it. ``name`` is the file's."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", "", width=480)
        self.setObjectName("workbook_password")
        title = self.tr("Protect with a password")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.set_subtitle(
            self.tr("“{name}” is encrypted. Excel, WPS and LibreOffice ask for the password when it is opened.").format(
                name=name
            )
        )
        self.verb_button.setText(self.tr("Export"))
        self.password = NewPassphrase(self, self.tr("Password"))
        for field in (self.password.first, self.password.second):
            field.setMaxLength(LONGEST)
        self.body.addWidget(self.password)
        lost = self.tr("A lost password can't be recovered: nobody can open the workbook then.")
        self.body.addWidget(Note("info", lost, "info"))
        self.password.changed.connect(self._judge)
        self.password.first.setFocus()
        self._judge()

    @Slot()
    def _judge(self) -> None:
        self.verb_button.setEnabled(self.password.complete())

    def accept(self) -> None:
        password = self.password.passphrase()
        if password is None:
            fit_height(self)  # the reason stands under its field
            return
        super().accept()
        self.chosen.emit(password)
