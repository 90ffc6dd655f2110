"""Every import that was ever made here: the file, what came of it, and the way back from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.entities import entity
from crm_desktop.core.errors import ConflictError, UserError
from crm_desktop.core.i18n import render, tr_
from crm_desktop.services.importing import memory
from crm_desktop.services.importing.memory import RunInfo
from crm_desktop.views.dialogs.backup_parts import capital
from crm_desktop.views.moments import moment
from crm_desktop.views.pages.importing.table_model import ON_A_DIALOG
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets import ModalDialog, label
from crm_desktop.views.widgets.words import people_join

if TYPE_CHECKING:
    from crm_desktop.services.history import UndoResult
    from crm_desktop.views.app_context import AppContext

_NAMED = 12
_SHOWN = 6


class ImportRunsDialog(ModalDialog):
    """The list ``import_runs``; the button undoes the chosen import, or brings an undone one back."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            tr_("wizard", "Imports so far"),
            tr_("wizard", "Undo this import"),
            width=640,
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
        self.body.addWidget(self.list)
        self.body.addWidget(self._what)
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
        """What the button would do with the chosen import."""
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
        try:
            preview = self.ctx.services.history.preview_undo(change)
        except UserError as error:
            self._what.setText(error.text())
            return
        self.verb_button.setEnabled(True)
        if preview.conflicts:
            count, names = f"{len(preview.conflicts):,}", named(preview.conflicts)
            text = tr_("wizard", "{n} records were changed since: {names}", n=count, names=names)
            if len(preview.conflicts) == 1:
                text = tr_("wizard", "1 record was changed since: {names}", names=names)
        elif preview.rows == 1:
            text = tr_("wizard", "1 record goes back to what it was before.")
        else:
            text = tr_("wizard", "{n} records go back to what they were before.", n=f"{preview.rows:,}")
        self._what.setText(text)

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
        try:
            undone = undo_asking(self.ctx, change, self)
        except UserError as error:
            self.set_error(error.text())
            return
        if undone is not None:
            text = tr_("wizard", "Brought back: {file}") if run.undone else tr_("wizard", "Undone: {file}")
            self.ctx.toasts.show(text.format(file=run.file_name), undo_change=undone.change)
            self._load()


def undo_asking(ctx: AppContext, change: int, origin: object) -> UndoResult | None:
    """Undo a change; records changed since are named and stay only when that is wanted. None for "not now"."""
    try:
        return ctx.services.history.undo(change, origin=origin)
    except ConflictError as error:
        if not error.conflicts:
            raise
        if not undo_the_rest(ctx, error):
            return None
        return ctx.services.history.undo(change, origin=origin, keep_changed=True)


def undo_the_rest(ctx: AppContext, error: ConflictError) -> bool:
    """Ask whether records changed since are to stay as they are while the rest is undone."""
    title = tr_("wizard", "Some records were changed since")
    text = tr_("wizard", "They can stay as they are while the rest is undone: {names}", names=named(error.conflicts))
    return ctx.prompter.choose(title, text, [tr_("wizard", "Keep these, undo the rest")]) is not None


def named(conflicts: object) -> str:
    """The records that stand in the way, by name, the first of many."""
    names = list(dict.fromkeys(str(one.get("name") or one.get("id")) for one in conflicts))  # type: ignore[attr-defined]
    shown = people_join(names[:_NAMED])
    return f"{shown} …" if len(names) > _NAMED else shown


def _kind(run: RunInfo) -> str:
    return render(entity(run.entity).plural)


def _counts(run: RunInfo) -> str:
    texts = {
        "created": tr_("wizard", "{n} new"),
        "updated": tr_("wizard", "{n} updated"),
        "failed": tr_("wizard", "{n} with errors"),
    }
    return ", ".join(text.format(n=f"{run.counts[name]:,}") for name, text in texts.items() if run.counts.get(name))
