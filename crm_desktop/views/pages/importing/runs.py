"""Every import that was ever made here: the file, what came of it, and the way back from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.core.entities import exchanged
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import render, tr_
from crm_desktop.services.importing import memory
from crm_desktop.services.importing.memory import RunInfo
from crm_desktop.views.dialogs.backup_parts import capital
from crm_desktop.views.moments import moment
from crm_desktop.views.pages.importing.table_model import ON_A_DIALOG
from crm_desktop.views.pages.importing.taking_back import TakingBack, named
from crm_desktop.views.pages.importing.working import Working
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.undoing import AT_ONCE
from crm_desktop.views.widgets import ModalDialog, label

if TYPE_CHECKING:
    from crm_desktop.services.history import UndoPreview, UndoResult
    from crm_desktop.views.app_context import AppContext
    from crm_desktop.views.jobrunner import Job

_SHOWN = 6
_WIDTH = 640


class ImportRunsDialog(ModalDialog):
    """The list ``import_runs``; the button undoes the chosen import, or brings an undone one back."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            tr_("wizard", "Imports so far"),
            tr_("wizard", "Undo this import"),
            width=_WIDTH,
            cancel=tr_("wizard", "Close"),
            subtitle=tr_("wizard", "An import can be taken back whole, new and changed records alike."),
        )
        self.ctx = ctx
        self.setObjectName("import_runs_dialog")
        self._runs: dict[int, RunInfo] = {}
        self.list = TwoLineList("import_runs", self)
        self.list.setAccessibleName(tr_("wizard", "Imports, newest first"))
        self.list.setStyleSheet(ON_A_DIALOG)
        self.list.chosen.connect(self._judge)
        self._what = label("", "small")
        self._what.setWordWrap(True)
        self._what.setMinimumHeight(36)
        self._what.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._what.setObjectName("import_run_what")
        self._job: Job | None = None
        self.working = Working(ctx, self, _WIDTH - 48)
        self.working.changed.connect(self._follow_work)
        self.working.failed.connect(self.set_error)
        self._taking_back = TakingBack(ctx, self.working, self)
        self.body.addWidget(self.list)
        self._place = QStackedWidget(self)
        self._place.addWidget(self._what)
        self._place.addWidget(self.working)
        self.body.addWidget(self._place)
        self._load()
        self.list.setFocus()

    def _load(self) -> None:
        today = self.ctx.services.clock.today()
        self._runs = {run.id: run for run in memory.runs(self.ctx.services)}
        self.list.set_rows([
            Row(
                run.id,
                run.file_name,
                " · ".join(filter(None, (capital(moment(run.at, today)), run.user, _kind(run), _counts(run)))),
                tr_("wizard", "undone") if run.undone else "",
                "download",
                run.undone,
            )
            for run in self._runs.values()
        ])  # fmt: skip
        self.list.fit(_SHOWN)
        self._judge()

    @Slot()
    def _judge(self) -> None:
        """What the button would do with the chosen import; a large one is looked at in the background."""
        self._look_no_further()
        self.set_error("")
        run = self._runs.get(self.list.key() or 0)
        self.verb_button.setEnabled(False)
        if run is None:
            self._what.setText("" if self._runs else tr_("wizard", "Nothing was imported yet."))
            return
        self.verb_button.setText(tr_("wizard", "Bring it back") if run.undone else tr_("wizard", "Undo this import"))
        change = self._change(run)
        if change is None:
            self._what.setText(tr_("wizard", "This import is too old to be undone."))
            return
        history = self.ctx.services.history
        told = history.get(change)
        if told.rows > AT_ONCE:
            rows = told.rows - (told.kind == "import")  # which is noted itself in one row that stays
            self._what.setText(tr_("wizard", "Looking at {n} records …", n=f"{rows:,}"))
            self._job = self.ctx.jobs.run(
                lambda job: history.preview_undo(change, job), "", self._promise, self._impossible, quiet=True
            )
            return
        try:
            self._promise(history.preview_undo(change))
        except UserError as error:
            self._impossible(error)

    def _impossible(self, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, UserError):
            raise error
        self._what.setText(error.text())

    def _promise(self, preview: UndoPreview) -> None:
        """What undoing would do; now it can be done."""
        self._job = None
        self.verb_button.setEnabled(True)
        if preview.conflicts:
            count, names = f"{len(preview.conflicts):,}", named(preview.conflicts)
            text = tr_("wizard", "{n} records were changed since: {names}", n=count, names=names)
            if len(preview.conflicts) == 1:
                text = tr_("wizard", "1 record was changed since: {names}", names=names)
        elif (run := self._runs.get(self.list.key() or 0)) is not None and run.undone:
            text = tr_("wizard", "What it brought and changed comes back.")
        else:
            text = tr_("wizard", "What it brought goes away, what it changed becomes what it was.")
        self._what.setText(text)

    def _look_no_further(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot()
    def _follow_work(self) -> None:
        """While an import is taken back the bar stands where it is said what would happen."""
        busy = self.working.busy()
        self._place.setCurrentWidget(self.working if busy else self._what)
        self.list.setEnabled(not busy)
        self.verb_button.setEnabled(not busy)
        if busy:
            self.set_error("")

    def _change(self, run: RunInfo) -> int | None:
        """The change to undo: that of the import, or the undo of it."""
        if not run.undone:
            return run.change if run.undoable else None
        return memory.undo_of(self.ctx.services, run.change)

    def accept(self) -> None:
        """Undo the chosen import, or its undo, and stay open."""
        run = self._runs.get(self.list.key() or 0)
        change = self._change(run) if run is not None else None
        if run is None or change is None or not self.verb_button.isEnabled():
            return
        text = tr_("wizard", "Brought back: {file}") if run.undone else tr_("wizard", "Undone: {file}")

        def done(undone: UndoResult) -> None:
            self.ctx.toasts.show(text.format(file=run.file_name), undo_change=undone.change)
            self._load()
            self.list.setFocus()

        self._taking_back.start(change, done, self._failed, again=run.undone)

    def _failed(self, error: UserError) -> None:
        self.set_error(error.text())

    def reject(self) -> None:
        """What runs is stopped first."""
        if self.working.busy():
            self.working.leave()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """When the program itself ends, the window above has asked."""
        self.working.end_with(self, event)
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self._look_no_further()
        super().done(result)


def _kind(run: RunInfo) -> str:
    return render(exchanged(run.entity).plural)


def _counts(run: RunInfo) -> str:
    texts = {
        "created": tr_("wizard", "{n} new"),
        "updated": tr_("wizard", "{n} updated"),
        "failed": tr_("wizard", "{n} with errors"),
    }
    return " · ".join(text.format(n=f"{run.counts[name]:,}") for name, text in texts.items() if run.counts.get(name))
