"""Which earlier state to look into: a backup, or what was live before a restore, an update or a repair."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.core.clock import from_ms
from crm_desktop.core.i18n import N_, render
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import api, catalog
from crm_desktop.services.backup import past as travelling
from crm_desktop.services.backup.past import Past
from crm_desktop.views.dialogs.backup_parts import capital, count_words, fit_height
from crm_desktop.views.dialogs.look_inside import LookInsideDialog
from crm_desktop.views.dialogs.past import PastWindow
from crm_desktop.views.moments import moment, with_moment
from crm_desktop.views.two_line_list import Row

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


class TimeTravelDialog(LookInsideDialog):
    """``path`` is chosen beforehand. Opens :class:`PastWindow`."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None, *, path: Path | None = None) -> None:
        super().__init__(ctx, parent, "time_travel", "", "", "earlier_states")
        title = self.tr("Look into an earlier state")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.list.setAccessibleName(title)
        self.title_label.setText(title)
        self.set_subtitle(self.tr("It opens beside today's data, to search in it and to bring single records back."))
        self._files: list[Path] = []
        self._fill()
        if path is not None:
            self.file_chosen(path)
        else:
            self.list.setFocus()

    def file_chosen(self, path: Path) -> None:
        self._files.append(path)
        self._fill()
        self.list.choose(("backup", str(path)))
        self.secret.setFocus()

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
            key = ("backup", entry.path)
            rows.append(Row(key, capital(when), line, self.tr("backup"), "shield-check", path=True))
        for info in api.earlier(data_dir)[:_MOST]:
            when = moment(from_ms(info.made_at), today) if info.made_at else info.name
            reason = render(_REASONS.get(info.reason, _OTHER))
            title = with_moment(self.tr("Begun {when}"), when)
            rows.append(Row(("generation", info.name), title, reason, self.tr("kept on this computer"), "history"))
        self.list.set_rows(rows)
        self.list.fit(7)
        self.judge()

    def ready(self) -> bool:
        """A state kept on this computer needs no passphrase."""
        way = self.list.key()
        needs = way is not None and way[0] == "backup"
        self.form.setVisible(needs)
        fit_height(self)
        return way is not None and (not needs or bool(self.secret.value()))

    def accept(self) -> None:
        if self.nothing_known():
            self.choose_file()
        elif self.verb_button.isEnabled():
            work = partial(_open, self.ctx.services, self.list.key(), self.secret.value())
            self.open_by(work, self.tr("Opening the earlier state"))

    def opened(self, found: tuple[Past, ExitStack]) -> None:
        ctx = self.ctx
        self.done(LookInsideDialog.DialogCode.Accepted)
        PastWindow(ctx, *found, ctx.window).show()


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
