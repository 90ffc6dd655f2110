"""The recovery code: shown once, printed or copied, and two of its groups typed again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, Slot
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.settings import SHOP_NAME
from crm_desktop.views import theme
from crm_desktop.views.dialogs.backup_parts import Fact, Note
from crm_desktop.views.dialogs.encryption import turn, turned
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.card import Card
from crm_desktop.views.widgets.editors import TextEditor
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.services.backup.keys import ShopKey
    from crm_desktop.views.app_context import AppContext
    from crm_desktop.views.jobrunner import Job

ASKED = (1, 4)
"""The groups (from 0) that are typed again."""


class RecoveryCodeDialog(ModalDialog):
    """``code`` as the backup service made it, under what was just ``done``. The button works once both groups were
    typed."""

    def __init__(
        self, ctx: AppContext, code: str, parent: QWidget | None = None, done: str = "", encrypt: bool = False
    ) -> None:
        super().__init__(parent, "", "", width=520)
        self.ctx, self.code = ctx, code
        self._encrypt = encrypt
        self._job: Job | None = None
        self._groups = code.split("-")
        self.setObjectName("recovery_code")
        title = self.tr("Your recovery code")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.set_subtitle(
            self.tr(
                "It opens your backups when the passphrase is forgotten. It is shown only now; later you can "
                "make a new one in Settings, Backup, Passphrase and recovery code."
            )
        )
        self.verb_button.setText(self.tr("I have kept it"))
        self.cancel_button.setText(self.tr("Not now"))
        if done:
            self.body.addWidget(Fact("check-circle", done, "good", wrap=True))
        self.body.addWidget(self._code_card())
        self.body.addWidget(
            Note("info", self.tr("Print it or write it down, and keep it away from this computer."), "info")
        )
        if encrypt:
            text = self.tr(
                "Once you have kept it, the data on this disk is encrypted too. From then on the program asks for the "
                "passphrase at every start, unless you let this computer remember it."
            )
            self.body.addWidget(Note("shield-check", text))
        self.form = FormGrid(self, two_from=360)
        self._fields = []
        for number in ASKED:
            field = TextEditor()
            text = self.tr("Type group {n} again").format(n=number + 1)
            field.name(f"group_{number + 1}", text)
            self.form.add_field(f"group_{number + 1}", text, field)
            field.changed.connect(self._judge)
            self._fields.append((number, field))
        self.body.addWidget(self.form)
        for icon, text, slot in (
            ("printer", self.tr("Save a page to print"), self._print),
            ("copy", self.tr("Copy"), self._copy),
        ):
            button = Button(text, "quiet", icon)
            button.clicked.connect(slot)
            self.add_to_foot(button)
        self._judge()
        self._fields[0][1].setFocus()

    def _code_card(self) -> Card:
        card = Card(role="note", padding=16)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for at, group in enumerate(self._groups):
            number = label(str(at + 1), "small")
            text = label(group, "figure")
            text.setFont(theme.font("title"))
            text.setTextInteractionFlags(text.textInteractionFlags())
            grid.addWidget(number, at // 4, 2 * (at % 4))
            grid.addWidget(text, at // 4, 2 * (at % 4) + 1)
            grid.setColumnStretch(2 * (at % 4) + 1, 1)
        card.body.addLayout(grid)
        card.setAccessibleName(self.code)
        return card

    @Slot()
    def _judge(self) -> None:
        right = all(field.value().upper().replace("O", "0") == self._groups[number] for number, field in self._fields)
        self.verb_button.setEnabled(right and self._job is None)

    def accept(self) -> None:
        """The code is kept: from now on the data may be encrypted, since there are two ways to open it."""
        if not self.verb_button.isEnabled():
            return
        if not self._encrypt:
            super().accept()
            return
        self._set_working(True)
        work = partial(turn, self.ctx.services, "on", self.code)
        title = self.tr("Encrypting the data on this disk")
        self._job = self.ctx.jobs.run(work, title, self._encrypted, self._not_encrypted, "files", cancellable=False)
        if self._job.finished:
            self._job = None

    def _set_working(self, working: bool) -> None:
        for widget in (self.form, self.verb_button, self.cancel_button):
            widget.setEnabled(not working)
        self.verb_button.setText(self.tr("Encrypting …") if working else self.tr("I have kept it"))
        self.verb_button.updateGeometry()

    def _encrypted(self, key: ShopKey) -> None:
        self._job = None
        ctx = self.ctx
        super().accept()
        turned(ctx, "on", key)

    def _not_encrypted(self, error: BaseException) -> None:
        self._job = None
        ctx = self.ctx
        super().accept()
        if not isinstance(error, UserError):
            raise error
        text = self.tr("The data on this disk could not be encrypted: {why}").format(why=error.text())
        ctx.toasts.show(text, kind="bad", seconds=12)

    def reject(self) -> None:
        if self._job is None:
            super().reject()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code)

    @Slot()
    def _print(self) -> None:
        name = self.tr("Recovery code") + ".pdf"
        path = self.ctx.prompter.save_file(self.tr("Save a page to print"), name, "PDF (*.pdf)")
        if path is not None:
            self.write_page(path)
            self.ctx.prompter.show_in_folder(path)

    def write_page(self, path: Path) -> None:
        """A page with the code, for the drawer or the safe."""
        shop = self.ctx.services.settings.get(SHOP_NAME) or self.tr("CRM Desktop")
        intro = self.tr("Recovery code of the backups")
        advice = self.tr("Whoever has this page and a backup can read all customers. Keep it locked away.")
        page = QTextDocument()
        page.setDefaultFont(theme.font("body"))
        page.setHtml(f"<h2>{_escape(shop)}</h2><p>{intro}</p><h2><code>{self.code}</code></h2><p>{advice}</p>")
        writer = QPdfWriter(str(path))
        writer.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(20, 20, 20, 20))
        )
        writer.setResolution(96)
        page.print_(writer)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
