"""Every change ever made here, what it touched, and the way back from each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import render
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.change_log import KINDS, ChangeFilter, users
from crm_desktop.views.dialogs.history_details import ChangePanel
from crm_desktop.views.jobrunner import Job
from crm_desktop.views.moments import moment
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.undoing import ask_about_later, is_conflict, take_back
from crm_desktop.views.widgets.empty_state import EmptyState
from crm_desktop.views.widgets.modal import ModalDialog
from crm_desktop.views.widgets.search_field import SearchField

if TYPE_CHECKING:
    from crm_desktop.services.history import ChangeInfo, UndoResult
    from crm_desktop.services.undo_plan import Later
    from crm_desktop.views.app_context import AppContext

PAGE = 200
ICONS = {
    "import": "download", "undo": "undo", "restore": "restore", "demo": "leaf", "bulk": "list", "erase": "trash",
}  # fmt: skip
LEFT = 400
COMBO = 120
WIDEST = 980
PERIODS = (0, 7, 30, 365)
"""Days back, today included; 0 for all."""


class HistoryDialog(ModalDialog):
    """The list ``history_list``, at its right what the chosen change touched; the button takes that change back,
    whenever it was made, or does it again."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        room = ctx.window.width() - 64 if ctx.window is not None else WIDEST
        super().__init__(parent, "", "", width=max(680, min(WIDEST, room)))
        self.ctx = ctx
        self._changes: list[ChangeInfo] = []
        self._job: Job | None = None
        self._busy = False
        self.setObjectName("history")
        self._build()
        self._retitle()
        self._load()
        self._list.setFocus()

    def _build(self) -> None:
        self._filter = SearchField(self.tr("Words, a name or an old number"), self)
        self._filter.setObjectName("history_filter")
        self._filter.search.connect(self._load)
        self._list = TwoLineList("history_list", self)
        self._list.setAccessibleName(self.tr("Changes, newest first"))
        self._list.setMinimumHeight(320)
        self._list.chosen.connect(self._judge)
        self._list.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._list.setFixedWidth(LEFT)
        self.panel = ChangePanel(self.ctx, self)
        self.panel.judged.connect(self._judged)
        both = QWidget(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._list)
        row.addWidget(self.panel, 1)
        self._empty = EmptyState("history", "", parent=self, primary=False)
        self._empty.setObjectName("history_empty")
        self._empty.clicked.connect(self._show_all)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(both)
        self._stack.addWidget(self._empty)
        self._narrow = self._choices()
        self.body.addWidget(self._narrow)
        self.body.addWidget(self._stack, 1)

    def _choices(self) -> QWidget:
        """Words and lists that leave out changes, side by side."""
        self._kind = self._combo("history_kind", self.tr("Kind of change"), [(self.tr("All kinds"), "")])
        for kind, text in KINDS.items():
            self._kind.addItem(render(text), kind)
        self._person = self._combo("history_person", self.tr("Who changed it"), [(self.tr("Everybody"), None)])
        for name in users(self.ctx.services):
            self._person.addItem(name, name)
        self._person.setVisible(self._person.count() > 1)
        words = (self.tr("Any time"), self.tr("7 days"), self.tr("30 days"), self.tr("A year"))
        self._period = self._combo("history_period", self.tr("When"), list(zip(words, PERIODS, strict=True)))
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._filter, 1)
        for box in (self._kind, self._person, self._period):
            row.addWidget(box)
            box.activated.connect(self._load)
        return holder

    def _combo(self, name: str, title: str, items: Sequence[tuple[str, object]]) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setToolTip(title)
        box.setMinimumWidth(COMBO)
        for text, value in items:
            box.addItem(text, value)
        return box

    def _retitle(self) -> None:
        self.setWindowTitle(self.tr("History of changes"))
        self.setAccessibleName(self.windowTitle())
        self.title_label.setText(self.windowTitle())
        self.set_subtitle(self.tr("Every change can be taken back, also an old one and a whole import."))
        self.verb_button.setText(self.tr("Undo this change"))
        self.cancel_button.setText(self.tr("Close"))

    # The list -------------------------------------------------------------------------

    def where(self) -> ChangeFilter:
        """What is looked for."""
        days = self._period.currentData()
        since = self.ctx.services.clock.today() - timedelta(days=days - 1) if days else None
        return ChangeFilter(self._filter.text(), self._kind.currentData(), self._person.currentData(), since)

    @Slot()
    def _load(self) -> None:
        """The newest changes at once; words are looked for in the background, as that may take a moment."""
        history, where = self.ctx.services.history, self.where()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if not where.text.strip():
            self._show(history.changes(PAGE, where=where))
            return

        def find(_job: JobContext) -> list[ChangeInfo]:
            return history.changes(PAGE, where=where)

        self._job = self.ctx.jobs.run(find, "", on_done=self._show, quiet=True)

    def _show(self, changes: Sequence[ChangeInfo]) -> None:
        self._job = None
        self._changes = [one for one in changes if one.kind != "setup"]
        self._list.set_rows([self._row(change) for change in self._changes])
        narrowed = bool(self.where())
        if narrowed:
            self._empty.set_texts(self.tr("No change is like that."), self.tr("Show all changes"))
        else:
            self._empty.set_texts(self.tr("No changes yet. Each one will stand here, with a way back."))
        self._stack.setCurrentIndex(0 if self._changes else 1)
        self._narrow.setVisible(bool(self._changes) or narrowed)
        if not self._changes:
            self._judge()

    @Slot()
    def _show_all(self) -> None:
        """Leave nothing out."""
        for box in (self._kind, self._person, self._period):
            box.setCurrentIndex(0)
        self._filter.clear()
        self._load()

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        """Older changes are read when the end comes near."""
        bar = self._list.verticalScrollBar()
        if value < bar.maximum() - 200 or not self._changes or self._filter.text().strip():
            return
        older = self.ctx.services.history.changes(PAGE, before=self._changes[-1].id, where=self.where())
        older = [one for one in older if one.kind != "setup"]
        self._changes += older
        self._list.add_rows([self._row(change) for change in older])

    def _row(self, change: ChangeInfo) -> Row:
        when = moment(change.at, self.ctx.services.clock.today())
        rows = change.rows - (change.kind == "import")  # which is noted itself in one row that stays
        count = self.tr("1 record") if rows == 1 else self.tr("{n} records").format(n=f"{rows:,}")
        parts = [change.subject, when, change.user, count if rows > 1 else ""]
        right = self.tr("undone") if change.undone else ""
        icon = ICONS.get(change.kind, "pencil")
        return Row(change.id, render(change.label), " · ".join(filter(None, parts)), right, icon, change.undone)

    def change(self) -> ChangeInfo | None:
        """The chosen change."""
        return next((one for one in self._changes if one.id == self._list.key()), None)

    # Taking back ------------------------------------------------------------------------

    @Slot()
    def _judge(self) -> None:
        """Show what the chosen change touched and what taking it back would do."""
        self.set_error("")
        change = self.change()
        self.verb_button.setEnabled(False)
        self.verb_button.setText(self.tr("Do it again") if change and change.undone else self.tr("Undo this change"))
        self.verb_button.updateGeometry()
        self.panel.show_change(self._target(change), change)

    @Slot(bool)
    def _judged(self, possible: bool) -> None:
        self.verb_button.setEnabled(possible and not self._busy)

    def _target(self, change: ChangeInfo | None) -> int | None:
        """The change to take back: of one that was undone its undo, which does it again."""
        if change is None:
            return None
        return self.ctx.services.history.taken_back_by(change.id) if change.undone else change.id

    def accept(self) -> None:
        """Take the chosen change back, or do it again, and stay open."""
        change = self.change()
        target = self._target(change)
        if target is None or change is None or not self.verb_button.isEnabled():
            return
        later: Later = "refuse"
        if conflicts := self.panel.conflicts():
            answer = ask_about_later(
                self.ctx,
                self.tr("Some records were changed again later"),
                self.tr("They can stay as they are now while the rest is undone."),
                conflicts,
            )
            if answer is None:
                self.set_error(self.tr("Nothing was changed."))
                return
            later = answer
        self._busy = True
        self.verb_button.setEnabled(False)
        name, again = render(change.label), change.undone

        def done(_result: UndoResult) -> None:
            self._finished(self.tr("Done again: {what}") if again else self.tr("Undone: {what}"), name)

        take_back(self.ctx, target, done, self._failed, later=later)

    def _finished(self, text: str, name: str) -> None:
        self._busy = False
        self.ctx.toasts.show(text.format(what=name))
        self._load()

    def _failed(self, error: UserError) -> None:
        self._busy = False
        self._judge()
        self.set_error(error.text())
        if is_conflict(error):
            self.panel.refresh()

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.panel.stop()
        super().done(result)
