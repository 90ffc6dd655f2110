"""Help: what is protected and what is not, honestly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.core.i18n import N_, Text, render
from crm_desktop.views.dialogs.backup_parts import Fact
from crm_desktop.views.widgets.card import ScrollArea
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

WIDTH, BESIDE = 600, 170
"""Of the card; and what its title, its foot and the room around it take of the window's height."""
Line = tuple[str, str, Text]
"""Icon, tone, sentence."""

_ON = N_("protection", "The data on this disk is encrypted. Without passphrase or recovery code nobody can read it.")
_OFF = N_("protection", "The data on this disk is NOT encrypted: whoever gets at the disk can read it.")

SECTIONS: tuple[tuple[Text, tuple[Line, ...]], ...] = (
    (
        N_("protection", "What you can rely on"),
        (
            (
                "check-circle",
                "good",
                N_("protection", "Every backup is encrypted, and counts only after it was read back."),
            ),
            ("check-circle", "good", N_("protection", "What was saved survives a power cut, a crash and a full disk.")),
            ("check-circle", "good", N_("protection", "A restore replaces nothing for good: what was there is kept.")),
            ("check-circle", "good", N_("protection", "Nothing leaves this computer unless you export or copy it.")),
            (
                "check-circle",
                "good",
                N_("protection", "Backups open without this program too: a note inside tells how, with free tools."),
            ),
        ),
    ),
    (
        N_("protection", "What nobody can do for you"),
        (
            (
                "key",
                "warn",
                N_("protection", "Passphrase and recovery code both lost: the data can't be opened, not by us either."),
            ),
            (
                "usb",
                "warn",
                N_("protection", "Backups on this disk only are lost with it. Keep a second copy elsewhere."),
            ),
        ),
    ),
    (
        N_("protection", "What is not protected"),
        (
            (
                "alert-triangle",
                "warn",
                N_("protection", "While the program is open and not locked, whoever sits there sees everything."),
            ),
            (
                "alert-triangle",
                "warn",
                N_("protection", "Malicious software on this computer can read what you can read."),
            ),
            (
                "alert-triangle",
                "warn",
                N_(
                    "protection",
                    "Memory that the system writes to disk (sleep, swap) is not ours to protect. Turn on BitLocker "
                    "or FileVault as well.",
                ),
            ),
            (
                "alert-triangle",
                "warn",
                N_(
                    "protection", "What you export lies open where you put it, unless it is a workbook with a password."
                ),
            ),
            (
                "alert-triangle",
                "warn",
                N_(
                    "protection",
                    "A file that you open from a record lies in a temporary folder until the program closes.",
                ),
            ),
            (
                "alert-triangle",
                "warn",
                N_(
                    "protection",
                    "What was deleted for good stays in older backups and maybe in unused disk space.",
                ),
            ),
            (
                "alert-triangle",
                "warn",
                N_(
                    "protection",
                    "The history shows tampering by staff; whoever runs this PC can get round it.",
                ),
            ),
            (
                "alert-triangle",
                "warn",
                N_("protection", "File names of backups show the shop's name, their dates and how large they are."),
            ),
        ),
    ),
)


class ProtectionDialog(ModalDialog):
    """One page to read, with the state of this shop at its head."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", "", width=WIDTH)
        self.setObjectName("protection")
        title = self.tr("What is protected and what is not")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)  # all of it is read without scrolling at 1024x700
        encrypted = ctx.services.encrypted
        icon, tone = ("shield-check", "good") if encrypted else ("shield-alert", "warn")
        column.addWidget(Fact(icon, render(_ON if encrypted else _OFF), tone, wrap=True))
        for heading, lines in SECTIONS:
            column.addSpacing(8)
            column.addWidget(label(render(heading), "section"))
            for icon, tone, text in lines:
                row = Fact(icon, render(text), tone, wrap=True)
                row.words.setProperty("tone", "")
                column.addWidget(row)
        column.addStretch(1)
        area = ScrollArea(page, gap=8)
        needed = column.totalHeightForWidth(WIDTH - 48)
        window = self.parentWidget()
        area.setMinimumHeight(min(needed, window.height() - BESIDE) if window is not None else needed)
        area.setAccessibleName(title)
        self.body.addWidget(area)
        self.cancel_button.hide()
        self.verb_button.setText(self.tr("Close"))
        self.verb_button.setFocus()
