"""The guided screen for data that can't be opened: what happened, and the ways out. Nothing is made anew or deleted."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.core.clock import Clock, SystemClock, from_ms
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import render
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import api
from crm_desktop.services.backup.catalog import SUFFIX
from crm_desktop.services.backup.keys import KeyStore
from crm_desktop.services.upkeep import CheckResult, check_folder
from crm_desktop.services.vault import keyfile
from crm_desktop.views.dialogs.backup_parts import Note, SecretEditor, count_words, fit_height
from crm_desktop.views.jobrunner import InlineRunner, Job, JobRunner
from crm_desktop.views.moments import moment, with_moment
from crm_desktop.views.prompter import Prompter
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.services.backup.catalog import Entry
    from crm_desktop.services.backup.keys import ShopKey

_MOST = 4
Way = tuple[str, str]
"""``("backup", path)``, ``("generation", name)``, ``("file", "")`` or ``("salvage", "")``."""


class DamageDialog(ModalDialog):
    """Accepted once the data can be opened again; the caller then tries again. Works without an open data folder.

    ``back`` says that leaving it leads back to where it was opened from, instead of ending the program.
    """

    def __init__(
        self,
        error: UserError,
        data_dir: Path,
        parent: QWidget | None = None,
        *,
        clock: Clock | None = None,
        key: ShopKey | None = None,
        jobs: JobRunner | InlineRunner | None = None,
        prompter: Prompter | None = None,
        back: bool = False,
    ) -> None:
        super().__init__(parent, "", "", width=560)
        self._data_dir, self._clock, self._key = data_dir, clock or SystemClock(), key
        self._jobs = jobs or JobRunner(parent=self)
        self._prompter = prompter or Prompter(parent=self)
        self._job: Job | None = None
        self._file: Path | None = None
        self.setObjectName("damage_dialog")
        newer = error.code == "newer_version"
        title = self.tr("This data needs a newer version") if newer else self.tr("The shop's data can't be opened")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.set_subtitle(error.text())
        self.cancel_button.setText(self.tr("Back") if back else self.tr("Close the program"))
        self.verb_button.setText(self.tr("Go on"))
        self.list = TwoLineList("ways_out", self)
        self.list.setAccessibleName(self.tr("Ways out"))
        self.list.set_rows(self._rows(newer))
        self.list.fit(6)
        self.list.chosen.connect(self._judge)
        self.secret = SecretEditor()
        self.secret.name("passphrase", self.tr("Passphrase or recovery code"))
        self.secret.changed.connect(self._judge)
        self._form = FormGrid(self)
        self._form.add_field("secret", self.tr("Passphrase or recovery code"), self.secret, required=True, wide=True)
        self.body.addWidget(self.list)
        self.body.addWidget(self._form)
        hint = self.tr("With the passphrase, what can't be read any more is taken from the newest backup.")
        self._merge_hint = label(hint, "small")
        self._merge_hint.setWordWrap(True)
        self.body.addWidget(self._merge_hint)
        safe = self.tr("Nothing was changed. Whatever you choose, what is there now stays.")
        self.body.addWidget(Note("shield-check", safe))
        folder = Button(self.tr("Open the folder"), "quiet", "folder")
        folder.clicked.connect(self._open_folder)
        self.add_to_foot(folder)
        self.list.setFocus()
        self._judge()

    def _rows(self, newer: bool) -> list[Row]:
        rows = [self._backup_row(entry) for entry in api.list_backups(self._data_dir)[:_MOST]]
        file_row = Row(
            ("file", ""),
            self.tr("Restore a backup from a file"),
            self.tr("For example from a USB stick"),
            icon="usb",
        )
        rows.append(file_row)
        today = self._clock.today()
        for info in api.earlier(self._data_dir)[:_MOST]:
            when = moment(from_ms(info.made_at), today) if info.made_at else info.name
            title = self.tr("Go back to the state before the last restore or update")
            rows.append(
                Row(("generation", info.name), title, with_moment(self.tr("Begun {when}"), when), icon="history")
            )
        if not newer:
            salvage = self.tr("Everything readable goes into a new database; a report tells what is lost")
            rows.append(Row(("salvage", ""), self.tr("Save what can still be read"), salvage, icon="database"))
        return rows

    def _backup_row(self, entry: Entry) -> Row:
        when = moment(datetime.fromisoformat(entry.created), self._clock.today())
        title = with_moment(self.tr("Restore the backup of {when}"), when)
        held = count_words({"customers": entry.counts.get("customers", 0)})
        line = f"{held} · {entry.file.parent}" if held else str(entry.file.parent)
        icon = "shield-check" if entry.verified else "shield-alert"
        return Row(("backup", entry.path), title, line, icon=icon, path=True)

    @Slot()
    def _judge(self) -> None:
        self.set_error("")
        way = self.list.key()
        needs_secret = way is not None and way[0] in ("backup", "file")
        helps = way is not None and way[0] == "salvage" and api.has_key(self._data_dir)
        self._form.setVisible(needs_secret or helps)
        self._merge_hint.setVisible(helps)
        ready = way is not None and (not needs_secret or bool(self.secret.value()))
        self.verb_button.setEnabled(ready and self._job is None)
        fit_height(self)

    def accept(self) -> None:
        way: Way | None = self.list.key()
        if way is None or self._job is not None:
            return
        work = self._work(way)
        if work is None:
            return
        self._set_working(True)
        self._job = self._jobs.run(work, self.tr("Working on it"), self._done, self._failed, "files", False)
        if self._job.finished:
            self._job = None

    def _work(self, way: Way) -> Callable[[JobContext], object] | None:
        kind, value = way
        if kind == "file":
            title = self.tr("Which backup?")
            self._file = self._prompter.open_file(title, self.tr("Backups") + f" (*{SUFFIX})")
            if self._file is None:
                return None
            kind, value = "backup", str(self._file)
        if kind == "backup":
            return partial(_restore, self._data_dir, Path(value), self.secret.value(), self._clock)
        if kind == "generation":
            return partial(_go_back, self._data_dir, value, self._key)
        return partial(_salvage, self._data_dir, self._clock, self._key, self.secret.value())

    def _set_working(self, working: bool) -> None:
        for widget in (self.list, self._form, self.verb_button, self.cancel_button):
            widget.setEnabled(not working)
        self.verb_button.setText(self.tr("Working on it …") if working else self.tr("Go on"))
        self.verb_button.updateGeometry()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._set_working(False)
        if not isinstance(error, UserError):
            raise error
        self._judge()
        self.set_error(error.text())

    def _done(self, result: object) -> None:
        self._job = None
        if isinstance(result, CheckResult) and not result.ok:
            self._set_working(False)
            self._judge()
            self.set_error(" ".join(render(problem) for problem in result.problems))
            return
        if isinstance(result, CheckResult):
            report = "\n".join(render(line) for line in result.repaired)
            shown = self._prompter.inform(self.tr("What was saved"), report)
            if shown is not None:  # it belongs to this dialog and would go with it
                shown.finished.connect(self._mended)
                return
        self._mended()

    @Slot()
    def _mended(self) -> None:
        super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fit)

    @Slot()
    def _fit(self) -> None:
        fit_height(self)

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._data_dir)))

    def reject(self) -> None:
        if self._job is None:
            super().reject()

    def done(self, result: int) -> None:
        if isinstance(self._jobs, JobRunner) and self._jobs.parent() is self:
            self._jobs.shutdown()
        super().done(result)


def _restore(data_dir: Path, path: Path, secret: str, clock: Clock, ctx: JobContext) -> None:
    api.restore(data_dir, path, secret, ctx, clock=clock)


def _go_back(data_dir: Path, name: str, key: ShopKey | None, _ctx: JobContext) -> None:
    api.go_back(data_dir, name, key=key)


def _salvage(data_dir: Path, clock: Clock, key: ShopKey | None, secret: str, ctx: JobContext) -> CheckResult:
    if secret:
        KeyStore(DataFolder(data_dir)).unlock(secret, ctx)  # a wrong one is told now, not passed over
    raw = keyfile.live_key(DataFolder(data_dir), key)
    return check_folder(data_dir, repair=True, clock=clock, key=raw, secret=secret or None, shop_key=key, ctx=ctx)
