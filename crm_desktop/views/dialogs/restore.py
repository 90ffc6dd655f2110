"""Choose a backup from the list or a file, and open it with the passphrase or the recovery code."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.services.backup import api, catalog
from crm_desktop.views.dialogs.backup_parts import capital, count_words, fit_height, size_words
from crm_desktop.views.dialogs.look_inside import LookInsideDialog
from crm_desktop.views.dialogs.remember_box import RememberBox
from crm_desktop.views.dialogs.restore_preview import Opened, RestorePreviewDialog, look_inside, undo_restore
from crm_desktop.views.moments import moment
from crm_desktop.views.two_line_list import Row
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from crm_desktop.services.backup.catalog import Entry
    from crm_desktop.views.app_context import AppContext


class RestoreDialog(LookInsideDialog):
    """``path`` chooses that file at once. The button opens it and goes on to the preview."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None, path: Path | None = None) -> None:
        super().__init__(ctx, parent, "restore_dialog", "", "", "backup_choices")
        title = self.tr("Restore a backup")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.set_subtitle(self.tr("It is opened and checked first, and you see what would change."))
        self.list.setAccessibleName(self.tr("Backups, newest first"))
        self._files: list[Entry] = []
        self._none = label(self.tr("No backup is known on this computer. Choose a file, for example on a USB stick."))
        self._none.setWordWrap(True)
        self.body.insertWidget(1, self._none)
        self.remember = RememberBox(ctx, self, f"backup {ctx.services.data_dir}")
        self.remember.recalled.connect(self._recalled)
        self.body.addWidget(self.remember)
        if api.can_undo_restore(ctx.services.data_dir):
            undo = Button(self.tr("Undo the last restore"), "quiet", "undo")
            undo.setObjectName("undo_restore")
            undo.clicked.connect(self._undo)
            self.add_to_foot(undo)
        self._known = api.list_backups(ctx.services.data_dir)
        if path is not None:
            self.add_file(path)
        self._fill()
        (self.verb_button if self.nothing_known() else self.secret).setFocus()

    def file_chosen(self, path: Path) -> None:
        self.add_file(path)
        self._fill()
        self.secret.setFocus()

    def add_file(self, path: Path) -> None:
        """Put a file at the head of the list; whether it is a backup shows when it is opened."""
        path = path.absolute()
        known = next((entry for entry in self._known if entry.file == path), None)
        entry = known or catalog.describe(path) or catalog.Entry(str(path), 0, "", "", 0)
        self._files = [entry, *(other for other in self._files if other.path != entry.path)]

    def _fill(self) -> None:
        chosen = {entry.path for entry in self._files}
        entries = [*self._files, *(entry for entry in self._known if entry.path not in chosen)]
        self.list.set_rows([self._row(entry) for entry in entries])
        if self._files:
            self.list.choose(self._files[0].path)
        self.list.fit(5)
        self._none.setVisible(not entries)
        self.form.setVisible(bool(entries))
        self.judge()
        fit_height(self)

    def _row(self, entry: Entry) -> Row:
        place = str(entry.file.parent)
        if not entry.created:
            return Row(entry.path, entry.file.name, place, "", "file", path=True)
        title = capital(moment(datetime.fromisoformat(entry.created), self.ctx.services.clock.today()))
        held = count_words({"customers": entry.counts.get("customers", 0)})
        state = self.tr("checked") if entry.verified else self.tr("not checked yet")
        right = [size_words(entry.size), self.tr("lacks a file") if entry.missing else state]
        icon = "shield-check" if entry.verified else "shield-alert"
        line = f"{held} · {place}" if held else f"{entry.file.name} · {place}"
        return Row(entry.path, title, line, " · ".join(right), icon, path=True)

    def ready(self) -> bool:
        return self.list.key() is not None and bool(self.secret.value())

    def accept(self) -> None:
        if self.nothing_known():
            self.choose_file()
            return
        if not self.verb_button.isEnabled():
            return
        services = self.ctx.services
        file = Path(self.list.key())
        work = partial(look_inside, services.data_dir, file, self.secret.value(), services.key)
        self.open_by(work, self.tr("Opening the backup"))

    @Slot(str)
    def _recalled(self, secret: str) -> None:
        """The passphrase that was remembered stands in the field, unless somebody is typing already."""
        if not self.secret.value():
            self.secret.set_value(secret)
            self.judge()

    def opened(self, found: Opened) -> None:
        ctx = self.ctx
        self.remember.keep(self.secret.value())
        self.done(LookInsideDialog.DialogCode.Accepted)
        RestorePreviewDialog(ctx, found, ctx.window).open()

    @Slot()
    def _undo(self) -> None:
        undo_restore(self.ctx, self)
