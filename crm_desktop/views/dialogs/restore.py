"""Choose a backup from the list or a file, and open it with the passphrase or the recovery code."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.services.backup import api, catalog
from crm_desktop.views.dialogs.backup_parts import SecretEditor, capital, count_words, size_words
from crm_desktop.views.dialogs.remember_box import RememberBox
from crm_desktop.views.dialogs.restore_preview import Opened, RestorePreviewDialog, look_inside, undo_restore
from crm_desktop.views.jobrunner import Job
from crm_desktop.views.moments import moment
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.services.backup.catalog import Entry
    from crm_desktop.views.app_context import AppContext


class RestoreDialog(ModalDialog):
    """``path`` chooses that file at once. The button opens it and goes on to the preview."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None, path: Path | None = None) -> None:
        super().__init__(parent, "", "", width=560)
        self.ctx = ctx
        self._job: Job | None = None
        self._files: list[Entry] = []
        self.setObjectName("restore_dialog")
        title = self.tr("Restore a backup")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.set_subtitle(self.tr("It is opened and checked first, and you see what would change."))
        self.verb_button.setText(self.tr("Look inside"))
        self.list = TwoLineList("backup_choices", self)
        self.list.setAccessibleName(self.tr("Backups, newest first"))
        self.list.chosen.connect(self._judge)
        self._none = label(self.tr("No backup is known on this computer. Choose a file, for example on a USB stick."))
        self._none.setWordWrap(True)
        self.secret = SecretEditor()
        self.secret.name("passphrase", self.tr("Passphrase or recovery code"))
        self.secret.changed.connect(self._judge)
        form = FormGrid(self)
        form.add_field("secret", self.tr("Passphrase or recovery code"), self.secret, required=True, wide=True)
        self.body.addWidget(self.list)
        self.body.addWidget(self._none)
        self.body.addWidget(form)
        self.remember = RememberBox(ctx, self, f"backup {ctx.services.data_dir}")
        self.remember.recalled.connect(self._recalled)
        self.body.addWidget(self.remember)
        self._add_buttons()
        self._known = api.list_backups(ctx.services.data_dir)
        if path is not None:
            self.add_file(path)
        self._fill()
        self.secret.setFocus()

    def _add_buttons(self) -> None:
        if api.can_undo_restore(self.ctx.services.data_dir):
            undo = Button(self.tr("Undo the last restore"), "quiet", "undo")
            undo.setObjectName("undo_restore")
            undo.clicked.connect(self._undo)
            self.add_to_foot(undo)
        choose = Button(self.tr("Choose a file"), "quiet", "folder")
        choose.setObjectName("choose_file")
        choose.clicked.connect(self._choose)
        self.add_to_foot(choose)

    @Slot()
    def _choose(self) -> None:
        filters = self.tr("Backups") + f" (*{catalog.SUFFIX});;" + self.tr("All files") + " (*)"
        path = self.ctx.prompter.open_file(self.tr("Which backup?"), filters)
        if path is not None:
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
        self.list.setVisible(bool(entries))
        self._none.setVisible(not entries)
        self._judge()
        self.adjustSize()

    def _row(self, entry: Entry) -> Row:
        place = str(entry.file.parent)
        if not entry.created:
            return Row(entry.path, entry.file.name, place, "", "file")
        title = capital(moment(datetime.fromisoformat(entry.created), self.ctx.services.clock.today()))
        held = count_words({"customers": entry.counts.get("customers", 0)})
        state = self.tr("checked") if entry.verified else self.tr("not checked yet")
        right = [size_words(entry.size), self.tr("lacks a file") if entry.missing else state]
        icon = "shield-check" if entry.verified else "shield-alert"
        line = f"{held} · {place}" if held else f"{entry.file.name} · {place}"
        return Row(entry.path, title, line, " · ".join(right), icon)

    @Slot()
    def _judge(self) -> None:
        self.set_error("")
        ready = self.list.key() is not None and bool(self.secret.value())
        self.verb_button.setEnabled(ready and self._job is None)

    def accept(self) -> None:
        if self.list.key() is None or not self.secret.value() or self._job is not None:
            return
        self._set_working(True)
        services = self.ctx.services
        self._job = self.ctx.jobs.run(
            partial(look_inside, services.data_dir, Path(self.list.key()), self.secret.value(), services.key),
            self.tr("Opening the backup"),
            self._opened,
            self._failed,
            lane="files",
        )
        if self._job.finished:
            self._job = None

    @Slot(str)
    def _recalled(self, secret: str) -> None:
        """The passphrase that was remembered stands in the field, unless somebody is typing already."""
        if not self.secret.value():
            self.secret.set_value(secret)
            self._judge()

    def _set_working(self, working: bool) -> None:
        for widget in (self.list, self.secret, self.verb_button):
            widget.setEnabled(not working)
        self.verb_button.setText(self.tr("Checking …") if working else self.tr("Look inside"))
        self.verb_button.updateGeometry()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._set_working(False)
        if not isinstance(error, UserError):
            raise error
        self._judge()
        self.set_error(error.text())
        self.secret.setFocus()
        self.secret.selectAll()

    def _opened(self, opened: Opened) -> None:
        self._job = None
        ctx = self.ctx
        self.remember.keep(self.secret.value())
        self.done(ModalDialog.DialogCode.Accepted)
        RestorePreviewDialog(ctx, opened, ctx.window).open()

    @Slot()
    def _undo(self) -> None:
        undo_restore(self.ctx, self)

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()
