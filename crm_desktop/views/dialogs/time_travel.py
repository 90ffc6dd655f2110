"""Which earlier state to look into: a backup, or what was live before a restore, an update or a repair."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.clock import from_ms
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, render
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import api, catalog
from crm_desktop.services.backup import past as travelling
from crm_desktop.services.backup.past import Past
from crm_desktop.views.dialogs.backup_parts import SecretEditor, capital, count_words, fit_height
from crm_desktop.views.dialogs.past import PastWindow
from crm_desktop.views.jobrunner import Job
from crm_desktop.views.moments import moment
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.views.app_context import AppContext

_MOST = 6
_REASONS = {
    "restore": N_("past", "A backup that was restored"),
    "migration": N_("past", "After an update of the program"),
    "repair": N_("past", "After a repair"),
    "encrypt": N_("past", "After it was encrypted"),
    "decrypt": N_("past", "After the encryption was taken off"),
}
_OTHER = N_("past", "An earlier state of the data")


class TimeTravelDialog(ModalDialog):
    """``path`` is chosen beforehand. Opens :class:`PastWindow`."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None, *, path: Path | None = None) -> None:
        super().__init__(parent, "", "", width=560)
        self.ctx = ctx
        self._job: Job | None = None
        self.setObjectName("time_travel")
        title = self.tr("Look into an earlier state")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.set_subtitle(self.tr("It opens beside today's data, to search in it and to bring single records back."))
        self.verb_button.setText(self.tr("Look inside"))
        self.list = TwoLineList("earlier_states", self)
        self.list.setAccessibleName(title)
        self.list.chosen.connect(self._judge)
        self.secret = SecretEditor()
        words = self.tr("Passphrase or recovery code")
        self.secret.name("passphrase", words)
        self.secret.changed.connect(self._judge)
        self._form = FormGrid(self)
        self._form.add_field("secret", words, self.secret, required=True, wide=True)
        self.body.addWidget(self.list)
        self.body.addWidget(self._form)
        choose = Button(self.tr("Choose a file"), "quiet", "folder")
        choose.clicked.connect(self._choose)
        self.add_to_foot(choose)
        self._files: list[Path] = [path] if path is not None else []
        self._fill()
        if path is not None:
            self.list.choose(("backup", str(path)))
            self.secret.setFocus()
        else:
            self.list.setFocus()

    def _fill(self) -> None:
        data_dir, today = self.ctx.services.data_dir, self.ctx.services.clock.today()
        entries = api.list_backups(data_dir)
        known = {entry.path for entry in entries}
        for file in self._files:
            if str(file) not in known:
                entries.insert(0, catalog.describe(file) or catalog.Entry(str(file), 0, "", "", 0))
        rows = []
        for entry in entries:
            when = moment(datetime.fromisoformat(entry.created), today) if entry.created else entry.file.name
            held = count_words({"customers": entry.counts.get("customers", 0)})
            line = f"{held} · {entry.file.parent}" if held else str(entry.file.parent)
            rows.append(Row(("backup", entry.path), capital(when), line, self.tr("backup"), "shield-check"))
        for info in api.earlier(data_dir)[:_MOST]:
            when = moment(from_ms(info.made_at), today) if info.made_at else info.name
            reason = render(_REASONS.get(info.reason, _OTHER))
            title = self.tr("Begun {when}").format(when=when)
            rows.append(Row(("generation", info.name), title, reason, self.tr("kept on this computer"), "history"))
        self.list.set_rows(rows)
        self.list.fit(7)
        self._judge()

    @Slot()
    def _choose(self) -> None:
        filters = self.tr("Backups") + f" (*{catalog.SUFFIX})"
        path = self.ctx.prompter.open_file(self.tr("Which backup?"), filters)
        if path is not None:
            self._files.append(path.absolute())
            self._fill()
            self.list.choose(("backup", str(path.absolute())))

    @Slot()
    def _judge(self) -> None:
        self.set_error("")
        way = self.list.key()
        needs = way is not None and way[0] == "backup"
        self._form.setVisible(needs)
        self.verb_button.setEnabled(way is not None and (not needs or bool(self.secret.value())) and self._job is None)
        fit_height(self)

    def accept(self) -> None:
        way = self.list.key()
        if way is None or not self.verb_button.isEnabled():
            return
        self._set_working(True)
        work = partial(_open, self.ctx.services, way, self.secret.value())
        title = self.tr("Opening the earlier state")
        self._job = self.ctx.jobs.run(work, title, self._opened, self._failed, lane="files")
        if self._job.finished:
            self._job = None

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
        fit_height(self)

    def _opened(self, opened: tuple[Past, ExitStack]) -> None:
        self._job = None
        ctx = self.ctx
        self.done(ModalDialog.DialogCode.Accepted)
        PastWindow(ctx, *opened, ctx.window).show()

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()


def _open(services: Services, way: tuple[str, str], secret: str, ctx: JobContext) -> tuple[Past, ExitStack]:
    kind, value = way
    with ExitStack() as stack:
        if kind == "backup":
            past = stack.enter_context(travelling.open_backup(services, Path(value), secret, ctx))
        else:
            past = stack.enter_context(travelling.open_generation(services, value, ctx))
        ctx.check()
        past.services.release()
        services.release()
        return past, stack.pop_all()
