"""Making one customer out of several: side by side, a choice a field, and what comes out before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.services.merging import MergePreview, Merger
from crm_desktop.services.not_same import NotSameService
from crm_desktop.views.dialogs.merge_table import MergeTable
from crm_desktop.views.field_words import FieldWords
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.card import ScrollArea
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

MOST = 5
"""Customers that fit side by side."""
CHROME = 300
"""What the dialog needs above and below the table, with a margin around the dialog."""

MOVED: dict[str, tuple[Text, Text]] = {
    "deal": (N_("merge", "1 deal"), N_("merge", "{n} deals")),
    "sales_order": (N_("merge", "1 order"), N_("merge", "{n} orders")),
    "follow_up": (N_("merge", "1 follow-up"), N_("merge", "{n} follow-ups")),
    "activity": (N_("merge", "1 note in the timeline"), N_("merge", "{n} notes in the timeline")),
    "attachment": (N_("merge", "1 file"), N_("merge", "{n} files")),
    "customer": (N_("merge", "1 referred customer"), N_("merge", "{n} referred customers")),
    "relation": (N_("merge", "1 tie to another customer"), N_("merge", "{n} ties to other customers")),
}
OTHER = (N_("merge", "1 other record"), N_("merge", "{n} other records"))


class MergeDialog(ModalDialog):
    """Named ``merge``; ``merged(kept id, change id)`` when it is done, ``kept_apart(change id)`` when two were judged
    to be two. ``ids``: two to five live customers,
    else :class:`UserError`."""

    merged = Signal(object, object)
    kept_apart = Signal(object)

    def __init__(self, ctx: AppContext, ids: Sequence[int], parent: QWidget | None = None) -> None:
        merger = Merger(ctx.services)
        merger.preview(ids)
        if len(ids) > MOST:
            raise UserError("unsupported", N_("merge", "Choose at most {n} customers.").fill(n=MOST))
        window = ctx.window
        wide = max(640, min(980, 260 + 230 * len(ids), (window.width() if window else 1280) - 64))
        super().__init__(parent or window, tr_("merge", "Merge customers"), tr_("merge", "Merge"), width=wide)
        self.setObjectName("merge")
        self.set_subtitle(tr_("merge", "One stays, the others go to the recycle bin. It can be undone at any time."))
        self.ctx = ctx
        self._merger = merger
        self._specs = ctx.services.custom_fields.entity("customers").fields
        writable = [spec for spec in self._specs if not spec.read_only and spec.name != "next_follow_up"]
        customers = ctx.services.customers.rows(ids)
        self._names = [customer.name for customer in customers]
        self.table = MergeTable(customers, writable, FieldWords(ctx.services))
        self.table.changed.connect(self._update)
        area = ScrollArea(self.table)
        self.body.addWidget(area)
        self._area = area
        self._moves = label("", "body")
        self._moves.setObjectName("merge_moves")
        self._moves.setWordWrap(True)
        self.body.addWidget(self._moves)
        self._add_foot(len(ids))
        self._update()
        self._fit()
        self.table.heads[0].setFocus()

    def _add_foot(self, count: int) -> None:
        self._same = Button("", "quiet", "eye")
        self._same.setObjectName("merge_show_same")
        self._same.setCheckable(True)
        self._same.setAutoDefault(False)
        self._same.toggled.connect(self._show_same)
        self._same.setVisible(self.table.same_count > 0)
        self._swap = Button(tr_("merge", "Swap"), "quiet", "swap")
        self._swap.setObjectName("merge_swap")
        self._swap.setAutoDefault(False)
        self._swap.set_tooltip(tr_("merge", "Keep the other one"))
        self._swap.clicked.connect(self.swap)
        self._swap.setVisible(count == 2)  # noqa: PLR2004 - one of two
        self._apart = Button(tr_("merge", "Not the same"), "quiet", "eye-off")
        self._apart.setObjectName("merge_apart")
        self._apart.setAutoDefault(False)
        self._apart.set_tooltip(tr_("merge", "They are two: don't show them as look-alikes again"))
        self._apart.clicked.connect(self.keep_apart)
        self._apart.setVisible(count == 2)  # noqa: PLR2004 - two people
        self.add_to_foot(self._same)
        self.add_to_foot(self._swap)
        self.add_to_foot(self._apart)
        self._show_same(False)

    def _fit(self) -> None:
        """As high as the table, as long as the window has room."""
        window = self.ctx.window
        room = max(220, (window.height() if window else 800) - CHROME)
        layout = self.table.layout()
        assert layout is not None
        width = self.width() - 32 - 48
        needed = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        self._area.setFixedHeight(min(room, max(160, needed + 8)))
        self.adjustSize()

    @Slot(bool)
    def _show_same(self, on: bool) -> None:
        self.table.show_same(on)
        count = self.table.same_count
        if on:
            self._same.setText(tr_("merge", "Only what differs"))
        elif count == 1:
            self._same.setText(tr_("merge", "Show 1 field in which they agree"))
        else:
            self._same.setText(tr_("merge", "Show {n} fields in which they agree", n=count))
        self._same.set_icon("eye-off" if on else "eye")
        self._same.updateGeometry()
        self._fit()

    @Slot()
    def swap(self) -> None:
        """The other one of two stays."""
        self.table.set_keep(self.table.ids()[1])

    @Slot()
    def keep_apart(self) -> None:
        """Both are right as they are: remember that they are two."""
        services = self.ctx.services
        try:
            with services.write(N_("undo", "Keep look-alikes apart"), origin=self) as work:
                new = NotSameService(services).keep_apart(work, *self.table.ids())
        except UserError as error:
            self.set_error(error.text())
            return
        self.ctx.toasts.show(tr_("merge", "Kept apart for good."), undo_change=work.id if new else None)
        self.done(self.DialogCode.Rejected)
        self.kept_apart.emit(work.id)

    def preview(self) -> MergePreview:
        """What would come out now."""
        return self._merger.preview(self.table.ids(), self.table.chosen())

    @Slot()
    def _update(self) -> None:
        try:
            preview = self.preview()
        except UserError as error:
            self.set_error(error.text())
            self.verb_button.setEnabled(False)
            return
        self.table.show_preview(preview)
        self._moves.setText(moves_text(preview.moved))

    def accept(self) -> None:
        services = self.ctx.services
        self.set_error("")
        try:
            with services.write(N_("undo", "Merge customers"), origin=self) as work:
                kept = self._merger.merge(work, self.table.ids(), self.table.chosen())
        except UserError as error:
            self.set_error(error.text())
            return
        names = words.people_join(dict.fromkeys(self._names))
        if len(set(self._names)) == 1:
            text = tr_("merge", "{name} is there only once now.", name=names)
        else:
            text = tr_("merge", "{names} are one customer now.", names=names)
        self.ctx.toasts.show(text, undo_change=work.id)
        super().accept()
        self.merged.emit(kept, work.id)


def moves_text(moved: dict[str, int]) -> str:
    """What changes hands, in one sentence; says so where nothing does."""
    parts = []
    for table, count in moved.items():
        one, many = MOVED.get(table, OTHER)
        parts.append(render(one) if count == 1 else render(many.fill(n=f"{count:,}")))
    if not parts:
        return tr_("merge", "Nothing else has to move.")
    return tr_("merge", "Moves along: {what}", what=words.people_join(parts))
