"""Every change ever made here, and the way back from each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.errors import ConflictError, UserError
from crm_desktop.core.i18n import render
from crm_desktop.views.moments import moment
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.modal import ModalDialog
from crm_desktop.views.widgets.search_field import SearchField

if TYPE_CHECKING:
    from crm_desktop.services.history import ChangeInfo
    from crm_desktop.views.app_context import AppContext

PAGE = 200
ICONS = {"import": "download", "undo": "undo", "restore": "restore", "demo": "leaf", "setup": "sliders"}


class HistoryDialog(ModalDialog):
    """The list ``history_list``; the button undoes the chosen change, whenever it was made."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", "", width=640)
        self.ctx = ctx
        self._changes: list[ChangeInfo] = []
        self.setObjectName("history")
        self._retitle()
        self._filter = SearchField(self.tr("Filter by words or name"), self)
        self._filter.setObjectName("history_filter")
        self._filter.search.connect(self._show)
        self._list = TwoLineList("history_list", self)
        self._list.setAccessibleName(self.tr("Changes, newest first"))
        self._list.setMinimumHeight(340)
        self._list.chosen.connect(self._judge)
        self._list.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._what = label("", "small")
        self._what.setWordWrap(True)
        self._what.setMinimumHeight(36)
        self.body.addWidget(self._filter)
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self._what)
        self._load()
        self._list.setFocus()

    def _retitle(self) -> None:
        self.setWindowTitle(self.tr("History of changes"))
        self.setAccessibleName(self.windowTitle())
        self.title_label.setText(self.windowTitle())
        self.set_subtitle(self.tr("Every change can be taken back, also an old one and a whole import."))
        self.verb_button.setText(self.tr("Undo this change"))
        self.cancel_button.setText(self.tr("Close"))

    def _load(self) -> None:
        self._changes = [one for one in self.ctx.services.history.changes(PAGE) if one.kind != "setup"]
        self._show()

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        """Older changes are read when the end comes near."""
        bar = self._list.verticalScrollBar()
        if value < bar.maximum() - 200 or not self._changes or self._filter.text():
            return
        older = self.ctx.services.history.changes(PAGE, before=self._changes[-1].id)
        self._changes += [one for one in older if one.kind != "setup"]
        self._list.add_rows([self._row(change) for change in older if change.kind != "setup"])

    @Slot()
    def _show(self) -> None:
        words = self._filter.text().casefold().split()
        shown = [self._row(change) for change in self._changes]
        self._list.set_rows([row for row in shown if all(word in row.text().casefold() for word in words)])

    def _row(self, change: ChangeInfo) -> Row:
        when = moment(change.at, self.ctx.services.clock.today())
        count = self.tr("1 record") if change.rows == 1 else self.tr("{n} records").format(n=f"{change.rows:,}")
        parts = [change.subject, when, change.user, count]
        right = self.tr("undone") if change.undone else ""
        icon = ICONS.get(change.kind, "pencil")
        return Row(change.id, render(change.label), " · ".join(filter(None, parts)), right, icon, change.undone)

    @Slot()
    def _judge(self) -> None:
        """Say what undoing the chosen change would do."""
        self.set_error("")
        change_id = self._list.key()
        self.verb_button.setEnabled(change_id is not None)
        if change_id is None:
            self._what.setText("")
            return
        try:
            preview = self.ctx.services.history.preview_undo(change_id)
        except UserError as error:
            self._what.setText(error.text())
            self.verb_button.setEnabled(False)
            return
        if preview.conflicts:
            text = self.tr("{n} of {all} records were changed again later; you will be asked what to do with them.")
            self._what.setText(text.format(n=f"{len(preview.conflicts):,}", all=f"{preview.rows:,}"))
        elif preview.rows == 1:
            self._what.setText(self.tr("1 record goes back to what it was before."))
        else:
            self._what.setText(self.tr("{n} records go back to what they were before.").format(n=f"{preview.rows:,}"))

    def accept(self) -> None:
        """Undo the chosen change and stay open."""
        change_id = self._list.key()
        if change_id is None or not self.verb_button.isEnabled():
            return
        name = render(self.ctx.services.history.get(change_id).label)
        try:
            self._undo(change_id)
        except UserError as error:
            self.set_error(error.text())
            return
        self.ctx.toasts.show(self.tr("Undone: {what}").format(what=name))
        self._load()

    def _undo(self, change_id: int) -> None:
        history = self.ctx.services.history
        try:
            history.undo(change_id)
        except ConflictError as conflict:
            chosen = self.ctx.prompter.choose(
                self.tr("Some records were changed again later"),
                self.tr("They can stay as they are now while the rest is undone."),
                [self.tr("Undo the rest")],
            )
            if chosen is None:
                raise conflict from None
            history.undo(change_id, keep_changed=True)
