"""What is done with several customers at once: each one undoable change, each saying how many before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from crm_desktop.core.entities import DEALS, FOLLOW_UPS, ORDERS, PRODUCTS
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.bulk import BulkCustomers, fields_for_many
from crm_desktop.services.exporting.entities import export_entity
from crm_desktop.services.listing import ListQuery
from crm_desktop.services.unit_of_work import UnitOfWork
from crm_desktop.views import save_target
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.merge import MOST, MergeDialog
from crm_desktop.views.list_export import export_query
from crm_desktop.views.pages.customers.bulk_forms import AskPopover, ChangeFields, OneValue, PlanForm
from crm_desktop.views.pages.customers.bulk_work import Change, Done, Target, change_many
from crm_desktop.views.pages.customers.list_view import CustomerList
from crm_desktop.views.pages.customers.sources import editor_sources
from crm_desktop.views.pages.customers.tag_stock import TagStock
from crm_desktop.views.qtmodels.ticks import Chosen
from crm_desktop.views.widgets.editors import TagsEditor, TextEditor
from crm_desktop.views.widgets.menu import Menu


class BulkActions(QObject):
    """Acts on what is ticked in ``view``, else on its current row."""

    def __init__(self, ctx: AppContext, view: CustomerList, tags: TagStock, page: QWidget) -> None:
        super().__init__(page)
        self._ctx, self._list, self._tags, self._page = ctx, view, tags, page
        self._do = BulkCustomers(ctx.services)
        self._popover: AskPopover | None = None
        self._waiting = ""
        view.model.loaded.connect(self._run_waiting)
        self._dialog: MergeDialog | None = None

    def run(self, name: str) -> None:
        model = self._list.model
        if not model.complete() and model.chosen().everything:
            self._waiting = name  # how many they are is said before anything is done: wait until it is known
            return
        target = self._list.target()
        if target.count:
            {
                "change": self.ask_change,
                "tag": self.ask_tag,
                "assign": self.ask_owner,
                "plan": self.ask_plan,
                "merge": self.merge_ticked,
                "export": self.export_ticked,
                "delete": self.delete_ticked,
            }[name](target)

    def _run_waiting(self) -> None:
        name, self._waiting = self._waiting, ""
        if name:
            self.run(name)

    # Changing fields ----------------------------------------------------------------------

    def ask_change(self, target: Target) -> None:
        services = self._ctx.services
        sources = editor_sources(services, self._tags)
        form = ChangeFields(self._page, fields_for_many(services), sources, target.count)
        form.done.connect(lambda: self._change_field(target, *form.result()))
        self._show(form, "change", form.field)

    def _change_field(self, target: Target, field: str, op: str, value: Any) -> None:
        def change(work: UnitOfWork, some: Sequence[int]) -> int:
            if op == "add":
                return self._do.add_tags(work, some, value)
            if op == "remove":
                return self._do.remove_tags(work, some, value)
            return self._do.set_field(work, some, field, None if op == "clear" else value)

        self._change(N_("undo", "Change customers"), target, change, tr_("customers", "Changing customers"))

    def ask_tag(self, target: Target) -> None:
        editor = TagsEditor(known=self._tags.known)
        editor.name("bulk_tags", tr_("customers", "Tags to add"))
        verb = tr_("customers", "Tag {n} customers", n=f"{target.count:,}")
        form = OneValue(self._page, tr_("customers", "Tags to add"), editor, verb)

        def change(work: UnitOfWork, some: Sequence[int]) -> int:
            return self._do.add_tags(work, some, tags)

        tags: list[str] = []

        def done() -> None:
            tags.extend(form.editor.value())
            self._change(N_("undo", "Tag customers"), target, change, tr_("customers", "Tagging customers"))

        form.done.connect(done)
        self._show(form, "tag", editor.input())

    def ask_owner(self, target: Target) -> None:
        names = self._ctx.services.customers.suggestions("owner")
        editor = TextEditor(suggest=lambda _text: names)
        editor.name("bulk_owner", tr_("customers", "Who looks after them"))
        verb = tr_("customers", "Assign {n} customers", n=f"{target.count:,}")
        form = OneValue(self._page, tr_("customers", "Who looks after them"), editor, verb)

        def done() -> None:
            owner = form.editor.value()

            def change(work: UnitOfWork, some: Sequence[int]) -> int:
                return self._do.set_field(work, some, "owner", owner)

            self._change(N_("undo", "Assign customers"), target, change, tr_("customers", "Assigning customers"))

        form.done.connect(done)
        self._show(form, "assign", editor)

    def ask_plan(self, target: Target) -> None:
        form = PlanForm(self._page, self._ctx.services.clock.today, target.count)

        def done() -> None:
            values = form.result()

            def change(work: UnitOfWork, some: Sequence[int]) -> int:
                return self._do.plan_follow_up(work, some, values)

            self._change(N_("undo", "Plan follow-ups"), target, change, tr_("customers", "Planning follow-ups"))

        form.done.connect(done)
        self._show(form, "plan", form.subject)

    def _change(self, label: Text, target: Target, change: Change, title: str) -> None:
        def done(result: Done) -> None:
            if result.change is None:
                self._ctx.toasts.show(tr_("customers", "Nothing to change: it is so already."), kind="info")
                return
            text = tr_("customers", "{n} customers changed", n=f"{result.changed:,}")
            if result.changed == 1:
                text = tr_("customers", "1 customer changed")
            self._ctx.toasts.show(text, undo_change=result.change)

        change_many(self._ctx, label, target, change, done, title=title, origin=self._page)

    def _show(self, form: AskPopover, button: str, focus: QWidget) -> None:
        self._popover = form
        form.destroyed.connect(self._forget)
        form.show_under(self._list.footer.place_of(button))
        focus.setFocus()

    def _forget(self) -> None:
        self._popover = None

    # Merging ------------------------------------------------------------------------------

    def merge_ticked(self, target: Target) -> None:
        """Put the ticked customers side by side."""
        if target.count <= MOST:
            self.merge(list(target.ids(self._ctx.services)))

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
        self._list.table.setFocus(Qt.FocusReason.OtherFocusReason)  # the bar that had it is gone

    # Deleting -----------------------------------------------------------------------------

    def delete_ticked(self, target: Target) -> None:
        """Into the recycle bin, with an undo in the toast instead of a question."""
        services = self._ctx.services
        label, only = N_("undo", "Delete customers"), None
        if target.count == 1:
            label = N_("undo", "Delete customer")
            only = services.customers.get(target.ids(services)[0])

        def done(result: Done) -> None:
            if only is not None:
                text = tr_("customers", "{name} is in the recycle bin", name=only.name)
            else:
                text = tr_("customers", "{n} customers are in the recycle bin", n=f"{result.changed:,}")
            self._ctx.toasts.show(text, undo_change=result.change)

        self._list.model.check_all(False)
        title = tr_("customers", "Deleting customers")
        change_many(self._ctx, label, target, self._do.delete, done, title=title, origin=self._page)

    def delete(self, ids: Sequence[int]) -> None:
        """As :meth:`delete_ticked`, for customers that are named."""
        self.delete_ticked(Target(Chosen(frozenset(ids)), self._list.query, len(ids)))

    # Files --------------------------------------------------------------------------------

    def export_ticked(self, target: Target) -> None:
        self._export(target)

    def open_export_menu(self) -> None:
        """What the list shows at the moment, or another list of the shop as a whole."""
        menu = Menu(self._page)
        menu.setObjectName("export_menu")
        n = f"{self._list.model.rowCount():,}"
        listed = menu.add(tr_("customers", "These {n} customers", n=n), lambda: self._export(None), "users")
        listed.setObjectName("export_customers")
        shown = tr_("customers", "These {n} customers, the columns shown", n=n)
        menu.add(shown, lambda: self._export(None, columns=self._shown_columns()), "columns").setObjectName(
            "export_shown"
        )
        sealed = tr_("customers", "These {n} customers, with a password …", n=n)
        menu.add(sealed, lambda: self._export(None, protected=True), "lock").setObjectName("export_protected")
        menu.addSeparator()
        for spec, icon in ((DEALS, "board"), (ORDERS, "bag"), (FOLLOW_UPS, "calendar"), (PRODUCTS, "box")):
            text = tr_("customers", "All {what}", what=render(spec.plural))
            call = partial(export_query, self._ctx, ListQuery(spec.name))
            menu.add(text, call, icon).setObjectName(f"export_{spec.name}")
        menu.addSeparator()
        everything = partial(self._ctx.command, "export_everything")
        menu.add(tr_("customers", "Everything in one workbook"), everything, "file-table")
        menu.show_under(self._list.row.exports, right=True)

    def _shown_columns(self) -> list[str]:
        """What the list shows, in its order; figures that are no field of a customer stay on the screen."""
        fields = self._ctx.services.custom_fields.entity("customers").names()
        return [key for key in self._list.table.columns.order() if key in fields]

    def _export(self, target: Target | None, *, protected: bool = False, columns: Sequence[str] | None = None) -> None:
        services, query = self._ctx.services, self._list.query

        def write(file: Path, password: str) -> None:
            def work(job: JobContext) -> Any:
                ids = target.ids(services, job) if target is not None else None
                asked = query if target is None else None
                return export_entity(
                    services, "customers", file, query=asked, columns=columns, ids=ids, ctx=job, password=password
                )

            def done(result: Any) -> None:
                text = tr_("customers", "{n} customers written to {name}", n=f"{result.rows:,}", name=file.name)
                save_target.tell_written(self._ctx, text, file, result.cuts.told())

            self._ctx.jobs.run(work, tr_("customers", "Exporting customers"), on_done=done)

        title, suggested = tr_("customers", "Export customers"), tr_("customers", "Customers") + ".xlsx"
        save_target.ask(self._ctx, title, suggested, write, protected=protected)
