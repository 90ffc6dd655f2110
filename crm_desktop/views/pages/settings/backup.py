"""Backups: the ones there are, making one, going back to one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QLocale, Slot

from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import api as backups
from crm_desktop.views.moments import moment
from crm_desktop.views.pages.settings.section import Section
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from crm_desktop.services.backup.catalog import Entry
    from crm_desktop.views.app_context import AppContext


class BackupSection(Section):
    key: ClassVar[str] = "backup"
    name: ClassVar[Text] = N_("settings", "Backup")

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        header = self.add_header(
            self.tr("Backup"), self.tr("Encrypted with your passphrase and read back in full before it counts.")
        )
        other = Button(self.tr("Restore from a file"), "quiet", "folder", small=True)
        other.setObjectName("restore_file")
        other.clicked.connect(self._restore_file)
        header.add_widget(other)
        self._list = TwoLineList("backup_list", self)
        self._list.setAccessibleName(self.tr("Backups, newest first"))
        self._list.chosen.connect(self._judge)
        self._list.opened.connect(self._restore)
        self.body.addWidget(self._list)
        self._empty = label(
            self.tr("No backup yet. The first one asks for a passphrase that only you know."), "body", "2"
        )
        self._empty.setWordWrap(True)
        self.body.addWidget(self._empty)
        self._restore_button = Button(self.tr("Restore this one"), "plain", "restore")
        self._restore_button.setObjectName("restore_chosen")
        self._restore_button.clicked.connect(self._restore)
        self._folder = Button(self.tr("Open its folder"), "plain", "folder")
        self._folder.clicked.connect(self._open_folder)
        self._passphrase = Button(self.tr("Change the passphrase"), "quiet", "key")
        self._passphrase.setObjectName("change_passphrase")
        self._passphrase.clicked.connect(self._change_passphrase)
        self.add_row(self._restore_button, self._folder, self._passphrase)

    def refresh(self) -> None:
        data_dir = self.ctx.services.data_dir

        def read(_ctx: JobContext) -> tuple[list[Entry], bool]:
            return backups.list_backups(data_dir), backups.has_key(data_dir)

        self.ctx.jobs.run(read, "", self._show, lane="files", quiet=True)

    def _show(self, found: tuple[list[Entry], bool]) -> None:
        entries, has_key = found
        today = self.ctx.services.clock.today()
        rows = []
        for entry in entries:
            size = QLocale().formattedDataSize(entry.size, 1)
            customers = entry.counts.get("customers")
            parts = [str(Path(entry.path).parent)]
            if customers is not None:
                parts.insert(0, self.tr("{n} customers").format(n=f"{customers:,}"))
            title = moment(datetime.fromisoformat(entry.created), today)
            icon = "shield-check" if entry.verified else "shield-alert"
            state = self.tr("checked") if entry.verified else self.tr("not checked")
            rows.append(Row(entry.path, title, " · ".join(parts), f"{size} · {state}", icon))
        self._list.set_rows(rows)
        self._list.fit()
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._passphrase.setVisible(has_key)
        self._judge()

    @Slot()
    def _judge(self) -> None:
        for button in (self._restore_button, self._folder):
            button.setVisible(self._list.count() > 0)
            button.setEnabled(self._list.key() is not None)

    @Slot()
    def _restore(self) -> None:
        if self._list.key() is not None:
            self.ctx.command("restore", path=Path(self._list.key()))

    @Slot()
    def _restore_file(self) -> None:
        self.ctx.command("restore")

    @Slot()
    def _open_folder(self) -> None:
        self.ctx.prompter.show_in_folder(Path(self._list.key()).parent)

    @Slot()
    def _change_passphrase(self) -> None:
        self.ctx.command("passphrase")
