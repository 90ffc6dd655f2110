"""Customers that look alike: found over the whole base, looked at one pair after the other, merged or kept apart for
good, until somebody takes that back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, render, tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.settings import REGION
from crm_desktop.services.duplicates import Duplicates, Pair, compare
from crm_desktop.services.not_same import NotSameService
from crm_desktop.views import theme
from crm_desktop.views.dialogs.merge import MergeDialog
from crm_desktop.views.dialogs.pair_list import PairList, pair_row
from crm_desktop.views.jobrunner import Job, JobRunner
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.empty_state import EmptyState
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.modal import ModalDialog
from crm_desktop.views.widgets.progress import ProgressBar
from crm_desktop.views.widgets.tabs import Tabs

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

AT_ONCE = 200
"""Pairs shown before one scrolls; more follow."""
LOOKING, FOUND, NOTHING = range(3)
ALIKE, APART = "alike", "apart"
"""What the tabs show: pairs to judge, pairs that were said to be two."""


class DuplicatesDialog(ModalDialog):
    """Named ``duplicates``, its list ``duplicate_list``. Looks over the whole base as soon as it is opened."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        title = tr_("duplicates", "Look-alikes")
        super().__init__(parent, title, tr_("duplicates", "Compare and merge"), width=800)
        self.cancel_button.setText(tr_("duplicates", "Close"))
        self.setObjectName("duplicates")
        self.ctx = ctx
        self._pairs: list[Pair] = []
        self._alike: list[Pair] = []
        self._job: Job | None = None
        self._merge: MergeDialog | None = None
        self._change: int | None = None
        self._tabs = Tabs(self)
        self._tabs.setObjectName("duplicates_tabs")
        self._tabs.set_tabs([(ALIKE, tr_("duplicates", "To decide")), (APART, tr_("duplicates", "Kept apart"))])
        self._tabs.chosen.connect(self._switch)
        self.body.addWidget(self._tabs)
        self._stack = QStackedWidget(self)
        self._stack.setMinimumHeight(self.height_for(380, 244))
        for page in (self._looking_page(), self._found_page(), self._nothing_page()):
            self._stack.addWidget(page)
        self.body.addWidget(self._stack, 1)
        self.body.addLayout(self._note_row())
        self.add_to_foot(self._apart_button())
        if isinstance(ctx.jobs, JobRunner):
            ctx.jobs.progressed.connect(self._progressed)
        self._look()

    # Building -------------------------------------------------------------------------

    def _looking_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(12)
        self._doing = label(tr_("duplicates", "Comparing customers"), "body", "2")
        self._doing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = ProgressBar()
        self._bar.setObjectName("duplicates_progress")
        self._bar.setFixedWidth(320)
        self._bar.set_progress(0, 0)
        column.addStretch(1)
        column.addWidget(self._doing)
        column.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _found_page(self) -> QWidget:
        self.list = PairList("duplicate_list", self)
        theme.set_ground(self.list, "raised")
        self.list.setAccessibleName(tr_("duplicates", "Pairs of customers that look alike"))
        self.list.opened.connect(self._open)
        self.list.apart_wanted.connect(self.keep_apart)
        self.list.verticalScrollBar().valueChanged.connect(self._scrolled)
        return self.list

    def _nothing_page(self) -> QWidget:
        self._nothing = EmptyState("check", tr_("duplicates", "No look-alikes found."), "")
        return self._nothing

    def _note_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._note = label("", "body", "2")
        self._note.setObjectName("duplicates_note")
        self._undo = Button(tr_("duplicates", "Undo"), "quiet", "undo", small=True)
        self._undo.setObjectName("duplicates_undo")
        self._undo.setAutoDefault(False)
        self._undo.clicked.connect(self._take_back)
        self._undo.hide()
        row.addWidget(self._note)
        row.addWidget(self._undo)
        row.addStretch(1)
        return row

    def _apart_button(self) -> Button:
        self._not_same = Button(tr_("duplicates", "Not the same"), "quiet", "eye-off", key="D")
        self._not_same.setObjectName("duplicates_apart")
        self._not_same.setAutoDefault(False)
        self._not_same.clicked.connect(self.keep_apart)
        return self._not_same

    # Looking --------------------------------------------------------------------------

    def _look(self) -> None:
        services = self.ctx.services
        self._show(LOOKING)
        self.set_subtitle("")

        def scan(job: JobContext) -> list[Pair]:
            return Duplicates(services).scan(job)

        title = tr_("duplicates", "Comparing customers")
        self._job = self.ctx.jobs.run(scan, title, on_done=self._found, on_error=self._failed, quiet=True)

    @Slot(object)
    def _progressed(self, job: Job) -> None:
        if job is self._job:
            done, total, text = job.latest
            self._bar.set_progress(done, total)
            if text is not None:
                self._doing.setText(render(text))

    def _found(self, pairs: Sequence[Pair]) -> None:
        self._job = None
        self._alike = list(pairs)
        self._switch()
        self.list.setFocus()

    @Slot()
    def _switch(self) -> None:
        """Show the pairs of the chosen tab."""
        self._note.setText("")
        self._undo.hide()
        if self._job is not None:
            return
        apart = self.shows_apart()
        self._not_same.setText(tr_("duplicates", "May be the same") if apart else tr_("duplicates", "Not the same"))
        self._not_same.set_icon("eye" if apart else "eye-off")
        self._not_same.updateGeometry()
        self._pairs = self._kept_apart() if apart else list(self._alike)
        self._refill()

    def shows_apart(self) -> bool:
        """Whether the pairs that are kept apart are shown."""
        return self._tabs.current() == APART

    def _kept_apart(self) -> list[Pair]:
        kept = NotSameService(self.ctx.services).all()
        ids = list(dict.fromkeys(one for pair in kept for one in (pair.first, pair.second)))
        customers = {customer.id: customer for customer in self.ctx.services.customers.rows(ids)}
        return [compare(customers[pair.first], customers[pair.second]) for pair in kept]

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._show(NOTHING)
        if not isinstance(error, UserError):
            raise error
        self.set_error(error.text())

    def _show(self, page: int) -> None:
        self._stack.setCurrentIndex(page)
        self.verb_button.setEnabled(page == FOUND)
        self._not_same.setVisible(page == FOUND)

    # The list -------------------------------------------------------------------------

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs that are left, best first."""
        return [(pair.first, pair.second) for pair in self._pairs]

    def _refill(self, row: int = 0) -> None:
        self.list.clear()
        self._add_some(max(AT_ONCE, row + 1))
        self._show(FOUND if self._pairs else NOTHING)
        count = len(self._pairs)
        self._tell(count)
        if count:
            self.list.setCurrentRow(min(row, self.list.count() - 1))

    def _tell(self, count: int) -> None:
        """The line below the title, the counts of the tabs and what stands where there is no pair."""
        apart = self.shows_apart()
        kept = count if apart else len(NotSameService(self.ctx.services).all())
        self._tabs.set_count(ALIKE, f"{len(self._alike):,}" if self._alike else "")
        self._tabs.set_count(APART, f"{kept:,}" if kept else "")
        if apart:
            self.set_subtitle(tr_("duplicates", "They are two, you said. D takes that back.") if count else "")
        elif count == 1:
            self.set_subtitle(tr_("duplicates", "1 pair, the surest first. Enter compares, D keeps both."))
        elif count:
            text = tr_("duplicates", "{n} pairs, the surest first. Enter compares, D keeps both.", n=f"{count:,}")
            self.set_subtitle(text)
        else:
            self.set_subtitle("")
        self._nothing.set_texts(
            tr_("duplicates", "No pair is kept apart.") if apart else tr_("duplicates", "No look-alikes found.")
        )

    def _add_some(self, number: int) -> None:
        """Show up to ``number`` more pairs."""
        start = self.list.count()
        some = self._pairs[start : start + number]
        ids = list(dict.fromkeys(customer_id for pair in some for customer_id in (pair.first, pair.second)))
        customers = {customer.id: customer for customer in self.ctx.services.customers.rows(ids)}
        region = self.ctx.services.settings.get(REGION)
        self.list.add_rows([pair_row(pair, customers[pair.first], customers[pair.second], region) for pair in some])

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        if value >= self.list.verticalScrollBar().maximum() - 200 and self.list.count() < len(self._pairs):
            self._add_some(AT_ONCE)

    # Doing ------------------------------------------------------------------------------

    def keep_apart(self) -> None:
        """The chosen pair is two people, for good; among those that are kept apart: it may be one after all."""
        key = self.list.key()
        if key is None:
            return
        services = self.ctx.services
        known, back = NotSameService(services), self.shows_apart()
        label_ = N_("undo", "Look-alikes may be the same again") if back else N_("undo", "Keep look-alikes apart")
        try:
            with services.write(label_, origin=self) as work:
                (known.take_back if back else known.keep_apart)(work, *key)
        except UserError as error:
            self.set_error(error.text())
            return
        if back:
            found = next(pair for pair in self._pairs if (pair.first, pair.second) == key)
            self._alike = sorted([*self._alike, found], key=lambda pair: -pair.score)
        self._drop(key)
        self._change = work.id
        self._note.setText(tr_("duplicates", "They may be the same again.") if back
                           else tr_("duplicates", "Kept apart for good."))  # fmt: skip
        self._undo.show()

    def _drop(self, key: tuple[int, int]) -> None:
        row = self.list.currentRow()
        self._pairs = [pair for pair in self._pairs if (pair.first, pair.second) != key]
        if not self.shows_apart():
            self._alike = list(self._pairs)
        self._refill(row)

    def accept(self) -> None:
        """Compare the chosen pair."""
        if self.list.key() is not None:
            self._open(self.list.key())

    @Slot(object)
    def _open(self, key: tuple[int, int]) -> None:
        try:
            dialog = MergeDialog(self.ctx, key, self.ctx.window)
        except UserError as error:
            self.set_error(error.text())
            return
        self.set_error("")
        self._merge = dialog
        dialog.merged.connect(self._merged)
        dialog.kept_apart.connect(self._kept)
        dialog.open()

    @Slot(object, object)
    def _merged(self, kept: int, change: int) -> None:
        """Whoever looked like one of the two now looks like the one that stayed."""
        self._merge = None
        row, gone = self.list.currentRow(), set(self.list.key() or ()) - {kept}
        left: dict[tuple[int, int], Pair] = {}
        for pair in self._pairs:
            first, second = sorted(kept if one in gone else one for one in (pair.first, pair.second))
            if first != second:
                left.setdefault((first, second), replace(pair, first=first, second=second))
        self._pairs = list(left.values())
        if not self.shows_apart():
            self._alike = list(self._pairs)
        self._change = change
        self._note.setText(tr_("duplicates", "Merged."))
        self._undo.show()
        self._refill(row)
        self.list.setFocus()

    @Slot(object)
    def _kept(self, change: int) -> None:
        """The pair was judged to be two where both were compared."""
        self._merge = None
        key = self.list.key()
        if key is not None and not self.shows_apart():
            self._drop(key)
        self._change = change
        self._note.setText(tr_("duplicates", "Kept apart for good."))
        self._undo.show()
        self.list.setFocus()

    @Slot()
    def _take_back(self) -> None:
        if self._change is None:
            return
        try:
            self.ctx.services.history.undo(self._change, origin=self)
        except UserError as error:
            self.set_error(error.text())
            return
        self._change = None
        self._undo.hide()
        self._note.setText(tr_("duplicates", "Undone."))
        self._look()

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().done(result)
