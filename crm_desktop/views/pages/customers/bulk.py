"""What is done with several customers at once: tag, assign, export, delete; each one undoable change."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text, tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.exporting.entities import export_entity
from crm_desktop.services.unit_of_work import UnitOfWork
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.merge import MergeDialog
from crm_desktop.views.pages.customers.bulk_work import Change, change_many
from crm_desktop.views.pages.customers.list_view import CustomerList
from crm_desktop.views.pages.customers.tag_stock import TagStock
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.editors import TagsEditor, TextEditor
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.menu import Popover

FILTERS = "Excel (*.xlsx);;CSV (*.csv)"


class AskPopover(Popover):
    """One editor and one verb, under a button."""

    def __init__(self, parent: QWidget, title: str, editor: Any, verb: str) -> None:
        super().__init__(parent, width=300)
        self.editor = editor
        self.verb = Button(verb, "primary")
        self.verb.setObjectName("popover_do")
        self.body.addWidget(label(title, "small"))
        self.body.addWidget(editor)
        self.body.addWidget(self.verb)


class BulkActions(QObject):
    """Acts on what is ticked in ``view``, else on its current row."""

    def __init__(self, ctx: AppContext, view: CustomerList, tags: TagStock, page: QWidget) -> None:
        super().__init__(page)
        self._ctx, self._list, self._tags, self._page = ctx, view, tags, page
        self._popover: AskPopover | None = None
        self._dialog: MergeDialog | None = None

    def run(self, name: str) -> None:
        {
            "tag": self.ask_tag,
            "assign": self.ask_owner,
            "merge": self.merge_ticked,
            "export": self.export_ticked,
            "delete": self.delete_ticked,
        }[name]()

    # Tagging and assigning --------------------------------------------------------------

    def ask_tag(self) -> None:
        editor = TagsEditor(known=self._tags.known)
        editor.name("bulk_tags", tr_("customers", "Tags to add"))
        self._ask(tr_("customers", "Tags to add"), editor, tr_("customers", "Add tags"), "tag")
        if self._popover is not None:
            self._popover.verb.clicked.connect(self._add_tags)

    def _add_tags(self) -> None:
        tags, ids, services = self._close_popover(), self._list.target_ids(), self._ctx.services
        if not tags or not ids:
            return

        def change(work: UnitOfWork, some: Sequence[int]) -> None:
            for tag in tags:
                services.customers.add_tag(work, some, tag)

        text = tr_("customers", "{n} customers tagged", n=len(ids))
        self._change(N_("undo", "Tag customers"), ids, change, text, tr_("customers", "Tagging customers"))

    def ask_owner(self) -> None:
        names = self._ctx.services.customers.suggestions("owner")
        editor = TextEditor(suggest=lambda _text: names)
        editor.name("bulk_owner", tr_("customers", "Who looks after them"))
        self._ask(tr_("customers", "Who looks after them"), editor, tr_("customers", "Assign"), "assign")
        if self._popover is not None:
            self._popover.verb.clicked.connect(self._assign)
            editor.returnPressed.connect(self._assign)

    def _assign(self) -> None:
        owner, ids, services = self._close_popover(), self._list.target_ids(), self._ctx.services
        if owner is None or not ids:
            return

        def change(work: UnitOfWork, some: Sequence[int]) -> None:
            for record_id in some:
                services.customers.update(work, record_id, {"owner": owner})

        text = tr_("customers", "{n} customers assigned to {name}", n=len(ids), name=owner)
        self._change(N_("undo", "Assign customers"), ids, change, text, tr_("customers", "Assigning customers"))

    def _change(self, label_: Text, ids: Sequence[int], change: Change, text: str, title: str) -> None:
        def done(number: int) -> None:
            self._ctx.toasts.show(text, undo_change=number)

        change_many(self._ctx, label_, ids, change, done, title=title, origin=self._page)

    def _ask(self, title: str, editor: Any, verb: str, button: str) -> None:
        self._popover = AskPopover(self._page, title, editor, verb)
        self._popover.show_under(self._list.footer.buttons[button])
        editor.input().setFocus()

    def _close_popover(self) -> Any:
        """What was entered; the popover goes."""
        popover, self._popover = self._popover, None
        if popover is None:
            return None
        value = popover.editor.value()
        popover.close()
        return value

    # Merging ------------------------------------------------------------------------------

    def merge_ticked(self) -> None:
        """Put the ticked customers side by side."""
        self.merge(list(self._list.target_ids()))

    def merge(self, ids: Sequence[int]) -> None:
        """Compare ``ids`` and make one customer of them; says so where they are too many."""
        try:
            dialog = MergeDialog(self._ctx, ids, self._page)
        except UserError as error:
            self._ctx.prompter.error(error)
            return
        self._dialog = dialog
        dialog.merged.connect(self._merged)
        dialog.open()

    def _merged(self, kept: int, _change: int) -> None:
        self._list.model.check_all(False)
        self._list.table.select_id(kept)

    # Deleting -----------------------------------------------------------------------------

    def delete_ticked(self) -> None:
        ids = self._list.target_ids()
        if ids:
            self.delete(ids)

    def delete(self, ids: Sequence[int]) -> None:
        """Into the recycle bin, with an undo in the toast instead of a question."""
        services = self._ctx.services
        first = services.customers.get(ids[0])

        def change(work: UnitOfWork, some: Sequence[int]) -> None:
            for record_id in some:
                services.customers.delete(work, record_id)

        if len(ids) == 1 and first is not None:
            label_, text = (
                N_("undo", "Delete customer"),
                tr_("customers", "{name} is in the recycle bin", name=first.name),
            )
        else:
            label_ = N_("undo", "Delete customers")
            text = tr_("customers", "{n} customers are in the recycle bin", n=len(ids))
        self._list.model.check_all(False)
        self._change(label_, ids, change, text, tr_("customers", "Deleting customers"))

    # Files and views ------------------------------------------------------------------------

    def export_ticked(self) -> None:
        self._export(self._list.target_ids())

    def export_list(self) -> None:
        """Everything the list shows at the moment, in its order."""
        self._export(None)

    def _export(self, ids: array[int] | None) -> None:
        suggested = tr_("customers", "Customers") + ".xlsx"
        path = self._ctx.prompter.save_file(tr_("customers", "Export customers"), suggested, FILTERS)
        if path is None:
            return
        services, query = self._ctx.services, self._list.query
        target = Path(path)

        def work(ctx: JobContext) -> Any:
            if ids is None:
                return export_entity(services, "customers", target, query=query, ctx=ctx)
            return export_entity(services, "customers", target, ids=ids, ctx=ctx)

        def done(result: Any) -> None:
            self._ctx.toasts.show(tr_("customers", "{n} customers written to {name}", n=result.rows, name=target.name))

        self._ctx.jobs.run(work, tr_("customers", "Exporting customers"), on_done=done)

    def save_view(self) -> None:
        name = self._ctx.prompter.ask_text(tr_("customers", "Save view"), tr_("customers", "Name of the view"))
        if not name:
            return
        services = self._ctx.services
        try:
            with services.write(N_("undo", "Save view"), origin=self._page) as work:
                view_id = services.saved_views.save(work, name, self._list.query)
        except UserError as error:
            self._ctx.prompter.error(error)
            return
        self._list.show_view(f"view:{view_id}")
        self._ctx.toasts.show(tr_("customers", "View saved: {name}", name=name), undo_change=work.id)
