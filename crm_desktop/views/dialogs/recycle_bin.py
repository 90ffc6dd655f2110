"""What was deleted, the way to get it back, and the one way to delete it for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QWidget

from crm_desktop.core.entities import ENTITIES
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, language, render
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.money import format_money
from crm_desktop.core.settings import CURRENCY
from crm_desktop.services.recycle_bin import BinEntry, BinPage, RecycleBin
from crm_desktop.views.jobrunner import Job
from crm_desktop.views.list_export import ExportButton
from crm_desktop.views.moments import moment
from crm_desktop.views.prefs import Pref
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.empty_state import EmptyState
from crm_desktop.views.widgets.modal import ModalDialog
from crm_desktop.views.widgets.search_field import SearchField
from crm_desktop.views.widgets.tabs import Tabs

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

SHOWN = 500
"""Rows listed at most; the search finds the others."""
SORT: Pref[str] = Pref("recycle_bin/sort", "deleted")
"""The order that was chosen last."""
ICONS = {"customers": "user", "deals": "board", "followups": "clock", "products": "box", "orders": "bag"}
AT_ONCE = 300
"""Records restored while the person waits; more are restored in the background."""


class RecycleBinDialog(ModalDialog):
    """One tab a kind of record, the list ``recycle_list``; several rows can be chosen."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", "", width=720)
        self.ctx = ctx
        self._bin = RecycleBin(ctx.services)
        self._job: Job | None = None
        self._counts: dict[str, int] = {}
        self.setObjectName("recycle_bin")
        title = self.tr("Recycle bin")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.set_subtitle(self.tr("Nothing deleted is lost. Restored records come back with everything they had."))
        self.verb_button.setText(self.tr("Restore"))
        self.cancel_button.setText(self.tr("Close"))
        self._build(title)
        self._add_foot()
        self._show_counts()
        filled = next((spec.name for spec in ENTITIES if self._counts[spec.name]), ENTITIES[0].name)
        self._tabs.set_current(filled)
        self._reload()
        self._search.setFocus()

    def _build(self, title: str) -> None:
        self._tabs = Tabs(self)
        self._tabs.set_tabs([(spec.name, render(spec.plural)) for spec in ENTITIES])
        self._tabs.chosen.connect(self._reload)
        self._search = SearchField(self.tr("Search what was deleted"), self)
        self._search.setObjectName("recycle_search")
        self._search.search.connect(self._reload)
        self._sort = QComboBox(self)
        self._sort.setObjectName("recycle_sort")
        self._sort.setAccessibleName(self.tr("Order"))
        self._sort.addItem(self.tr("Last deleted first"), "deleted")
        self._sort.addItem(self.tr("By name"), "name")
        self._sort.setCurrentIndex(max(0, self._sort.findData(self.ctx.prefs.get(SORT))))
        self._sort.activated.connect(self._sorted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._search, 1)
        row.addWidget(self._sort)
        self._list = TwoLineList("recycle_list", self, several=True)
        self._list.setAccessibleName(title)
        self._list.chosen.connect(self._judge)
        self._list.opened.connect(self._restore_one)
        delete = QShortcut(QKeySequence("Delete"), self._list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.erase)
        self._empty = EmptyState("trash", "")
        self._stack = QStackedWidget(self)
        self._stack.setMinimumHeight(self.height_for(320, 284))
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        self.body.addWidget(self._tabs)
        self.body.addLayout(row)
        self.body.addWidget(self._stack, 1)

    def _add_foot(self) -> None:
        self._erase = Button(self.tr("Delete for good"), "quiet", "trash")
        self._erase.setObjectName("recycle_erase")
        self._erase.clicked.connect(self.erase)
        self._empty_bin = Button(self.tr("Empty the bin"), "quiet")
        self._empty_bin.setObjectName("recycle_empty")
        self._empty_bin.clicked.connect(self.empty)
        self._export = ExportButton(self.ctx, self._listed)
        self._export.setObjectName("recycle_export")
        for button in (self._export, self._empty_bin, self._erase):
            button.setAutoDefault(False)
            self.add_to_foot(button)

    def _listed(self) -> tuple[str, Callable[[JobContext], Sequence[int]]]:
        """What is listed, and what finds all of it."""
        entity, text, sort = self._tabs.current(), self._search.text(), str(self._sort.currentData())
        return entity, lambda job: self._bin.ids(entity, text, sort=sort, ctx=job)

    def _show_counts(self) -> None:
        self._counts = self._bin.counts()
        for spec in ENTITIES:
            count = self._counts[spec.name]
            self._tabs.set_count(spec.name, f"{count:,}" if count else "")
        self._empty_bin.setEnabled(any(self._counts.values()))

    @Slot()
    def _sorted(self) -> None:
        self.ctx.prefs.set(SORT, str(self._sort.currentData()))
        self._reload()

    @Slot()
    def _reload(self) -> None:
        """What lies in the bin; words are looked for in the background, as it may hold very much."""
        entity, text, sort = self._tabs.current(), self._search.text(), str(self._sort.currentData())
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if not text.strip():
            self._show(self._bin.find(entity, sort=sort, limit=SHOWN))
            return

        def find(job: JobContext) -> BinPage:
            return self._bin.find(entity, text, sort=sort, limit=SHOWN, ctx=job)

        self._job = self.ctx.jobs.run(find, "", on_done=self._show, quiet=True)

    def _show(self, page: BinPage) -> None:
        self._job = None
        rows = [self._row(entry) for entry in page.entries]
        if page.total > len(rows):
            more = self.tr("{n} more: search for them").format(n=f"{page.total - len(rows):,}")
            rows.append(Row(None, more, "", "", "info", True))
        self._list.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._export.setEnabled(bool(rows))
        nothing = self.tr("Nothing deleted. Whatever is deleted waits here to be restored.")
        self._empty.set_texts(self.tr("Nothing found here.") if self._search.text() else nothing)
        self._judge()

    def _row(self, entry: BinEntry) -> Row:
        """The words by which a person recognises a record."""
        currency = self.ctx.services.settings.get(CURRENCY)
        amount = format_money(entry.amount, currency, language()) if entry.amount is not None else ""
        when = self.tr("deleted {when}").format(when=moment(entry.deleted, self.ctx.services.clock.today()))
        line = " · ".join(part for part in (entry.line, amount) if part)
        return Row((entry.entity, entry.id), entry.title or f"#{entry.id}", line or "–", when, ICONS[entry.entity])

    def keys(self) -> list[tuple[str, int]]:
        """The chosen records."""
        chosen = self._list.keys()
        return [key for key in chosen if key is not None]

    @Slot()
    def _judge(self) -> None:
        self.set_error("")
        count = len(self.keys())
        self.verb_button.setEnabled(count > 0)
        self._erase.setEnabled(count > 0)
        self.verb_button.setText(self.tr("Restore") if count <= 1 else self.tr("Restore {n} records").format(n=count))
        self.verb_button.updateGeometry()

    @Slot(object)
    def _restore_one(self, _key: object) -> None:
        self.accept()

    # Back -----------------------------------------------------------------------------

    def accept(self) -> None:
        """Put the chosen records back and stay open."""
        keys = self.keys()
        if not keys:
            return
        services = self.ctx.services

        def restore(_job: JobContext) -> int:
            with services.write(N_("undo", "Restore from the recycle bin"), origin=self) as work:
                self._bin.restore(work, keys)
            return work.id

        if len(keys) > AT_ONCE:
            self.ctx.jobs.run(restore, self.tr("Restoring"), on_done=self._restored(len(keys)), on_error=self._failed)
            return
        try:
            change = restore(JobContext())
        except UserError as error:
            self._failed(error)
            return
        self._restored(len(keys))(change)

    def _restored(self, count: int) -> Callable[[int], None]:
        def tell(change: int) -> None:
            text = self.tr("Restored.") if count == 1 else self.tr("{n} records restored.").format(n=count)
            self.ctx.toasts.show(text, undo_change=change)
            self._again()

        return tell

    def _again(self) -> None:
        self._show_counts()
        self._reload()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self.set_error(error.text())

    # For good -------------------------------------------------------------------------

    @Slot()
    def erase(self) -> None:
        """Delete the chosen records for good, after asking."""
        keys = self.keys()
        if not keys:
            return
        if len(keys) == 1:
            name = self._list.row_at(self._list.selectedIndexes()[0].row()).title
            title = self.tr("Delete “{name}” for good?").format(name=name)
        else:
            title = self.tr("Delete {n} records for good?").format(n=f"{len(keys):,}")
        self._ask_and_erase(title, keys)

    @Slot()
    def empty(self) -> None:
        """Delete everything in the bin for good, after asking."""
        total = sum(self._counts.values())
        one = self.tr("Delete the 1 record in the bin for good?")
        many = self.tr("Delete all {n} records in the bin for good?")
        self._ask_and_erase(one if total == 1 else many.format(n=f"{total:,}"), None)

    def _ask_and_erase(self, title: str, keys: Sequence[tuple[str, int]] | None) -> None:
        text = self.tr(
            "This can't be undone. With a customer go its timeline, plans, files and everything the history says about "
            "it. Sales and deals stay in the figures, without the name. Backups made before still hold it all."
        )
        if not self.ctx.prompter.confirm(title, text, self.tr("Delete for good"), danger=True):
            return

        def work(job: JobContext) -> int:
            return self._bin.empty(ctx=job) if keys is None else self._bin.erase(keys, ctx=job)

        self.ctx.jobs.run(work, self.tr("Deleting for good"), on_done=self._erased, on_error=self._failed)

    def _erased(self, count: int) -> None:
        one, many = self.tr("1 record deleted for good."), self.tr("{n} records deleted for good.")
        self.ctx.toasts.show(one if count == 1 else many.format(n=f"{count:,}"), kind="info")
        self._again()

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().done(result)
