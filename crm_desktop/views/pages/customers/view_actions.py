"""Saving, renaming, moving and deleting the views of the list, and the people of fixed segments."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.unit_of_work import UnitOfWork
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.pages.customers.bulk_forms import SaveViewForm
from crm_desktop.views.pages.customers.bulk_work import Target
from crm_desktop.views.pages.customers.list_view import CustomerList
from crm_desktop.views.pages.customers.views_bar import View
from crm_desktop.views.qtmodels.ticks import Chosen
from crm_desktop.views.widgets.menu import Menu


class ViewActions(QObject):
    def __init__(self, ctx: AppContext, view: CustomerList, page: QWidget) -> None:
        super().__init__(page)
        self._ctx, self._list, self._page = ctx, view, page
        self._form: SaveViewForm | None = None

    # Saving -------------------------------------------------------------------------------

    def save_new(self) -> None:
        """What is shown becomes a view."""
        self._ask(self._everybody(), under=self._list.views.save)

    def save_ticked(self) -> None:
        """The ticked people become a fixed segment."""
        self._ask(self._list.target(), only_fixed=True, under=self._list.footer.place_of("segment"))

    def freeze(self, view: View) -> None:
        """The people of a view as a fixed segment of their own."""
        everybody = Target(Chosen(frozenset(), True), view.query, self._ctx.services.listing.count(view.query))
        name = tr_("customers", "{name}, as of now", name=render(view.name))
        self._ask(everybody, name=name, only_fixed=True, under=self._list.views.save)

    def _everybody(self) -> Target:
        return Target(Chosen(frozenset(), True), self._list.query, self._list.model.rowCount())

    def _ask(self, target: Target, *, under: QWidget, name: str = "", only_fixed: bool = False) -> None:
        form = SaveViewForm(self._page, target.count, name=name, may_follow=not only_fixed)
        form.done.connect(lambda: self._save(form.name.value(), target, fixed=form.fixed.isChecked()))
        self._form = form
        form.destroyed.connect(self._forget)
        form.show_under(under, right=True)
        form.name.setFocus()
        form.name.selectAll()

    def _forget(self) -> None:
        self._form = None

    def _save(self, name: str, target: Target, *, fixed: bool) -> None:
        services, query = self._ctx.services, target.query

        def work(job: JobContext) -> tuple[int, int]:
            members = target.ids(services, job) if fixed else None
            with services.write(N_("undo", "Save view"), origin=self._page) as unit:
                view_id = services.saved_views.save(unit, name, query, members)
            return view_id, unit.id

        def done(made: tuple[int, int]) -> None:
            key = f"view:{made[0]}"
            self._list.memory.copy_to(key)
            self._list.refresh()
            self._list.show_view(key)
            self._ctx.toasts.show(tr_("customers", "View saved: {name}", name=name), undo_change=made[1])

        if fixed:
            self._ctx.jobs.run(work, tr_("customers", "Saving the segment"), on_done=done, on_error=self._refused)
            return
        try:
            done(work(JobContext()))
        except UserError as error:
            self._ctx.prompter.error(error)

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._ctx.prompter.error(error)

    # Changing -----------------------------------------------------------------------------

    def act(self, name: str, key: str) -> None:
        """What a view's menu asks for."""
        view = self._list.views.view(key)
        if view is not None and view.saved is not None:
            calls: dict[str, Callable[[], None]] = {
                "rename": lambda: self._rename(view),
                "update": lambda: self._update(view),
                "freeze": lambda: self.freeze(view),
                "left": lambda: self._move(view, -1),
                "right": lambda: self._move(view, 1),
                "delete": lambda: self._delete(view),
            }
            calls[name]()

    def _rename(self, view: View) -> None:
        title, label = tr_("customers", "Rename view"), tr_("customers", "Name of the view")
        name = self._ctx.prompter.ask_text(title, label, render(view.name), tr_("customers", "Rename"))
        if name:
            saved = self._ctx.services.saved_views
            self._write(N_("undo", "Rename view"), lambda work: saved.update(work, _id(view), name=name))

    def _update(self, view: View) -> None:
        saved, query = self._ctx.services.saved_views, self._list.query
        text = tr_("customers", "View changed: {name}", name=render(view.name))
        self._write(N_("undo", "Change view"), lambda work: saved.update(work, _id(view), query=query), text)

    def _move(self, view: View, step: int) -> None:
        ids = [one.saved for one in self._list.views.views() if one.saved is not None]
        at = ids.index(_id(view))
        if 0 <= at + step < len(ids):
            ids[at], ids[at + step] = ids[at + step], ids[at]
            saved = self._ctx.services.saved_views
            self._write(N_("undo", "Move view"), lambda work: saved.put_in_order(work, ids))

    def _delete(self, view: View) -> None:
        saved = self._ctx.services.saved_views
        text = tr_("customers", "View deleted: {name}", name=render(view.name))
        if self._list.views.current() == view.key:
            self._list.show_view("all")
        self._write(N_("undo", "Delete view"), lambda work: saved.delete(work, _id(view)), text)

    def _write(self, label: Text, change: Callable[[UnitOfWork], Any], text: str = "") -> None:
        try:
            with self._ctx.services.write(label, origin=self._page) as work:
                change(work)
        except UserError as error:
            self._ctx.prompter.error(error)
            return
        if text:
            self._ctx.toasts.show(text, undo_change=work.id if work.rows else None)

    # Who belongs to a fixed segment ---------------------------------------------------------

    def open_segments(self) -> None:
        """A menu of the fixed segments for the ticked people."""
        menu = Menu(self._page)
        here = self._list.views.view(self._list.views.current())
        fixed = [one for one in self._list.views.views() if one.fixed]
        for view in fixed:
            text = tr_("customers", "Add to “{name}”", name=render(view.name))
            entry = menu.add(text, partial(self._join, view), "plus", enabled=view != here)
            entry.setObjectName(f"join_{view.saved}")
        menu.add(tr_("customers", "New fixed segment"), self.save_ticked, "users").setObjectName("join_new")
        if here is not None and here.fixed:
            menu.addSeparator()
            text = tr_("customers", "Take out of “{name}”", name=render(here.name))
            menu.add(text, lambda: self._leave(here), "minus").setObjectName("leave_segment")
        menu.show_under(self._list.footer.place_of("segment"))

    def _join(self, view: View) -> None:
        saved = self._ctx.services.saved_views
        label = N_("undo", "Add to segment")
        self._members(view, label, saved.add_members, tr_("customers", "{n} added to {name}"))

    def _leave(self, view: View) -> None:
        saved = self._ctx.services.saved_views
        label = N_("undo", "Take out of segment")
        self._members(view, label, saved.remove_members, tr_("customers", "{n} taken out of {name}"))

    def _members(self, view: View, label: Text, change: Callable[[Any, int, Any], int], text: str) -> None:
        services, target = self._ctx.services, self._list.target()

        def work(job: JobContext) -> tuple[int, int | None]:
            ids = target.ids(services, job)
            with services.write(label, origin=self._page) as unit:
                number = change(unit, _id(view), ids)
            return number, unit.id if unit.rows else None

        def done(made: tuple[int, int | None]) -> None:
            said = text.format(n=f"{made[0]:,}", name=render(view.name))
            self._ctx.toasts.show(said, undo_change=made[1])
            self._list.model.check_all(False)

        self._ctx.jobs.run(work, tr_("customers", "Changing the segment"), on_done=done)


def _id(view: View) -> int:
    assert view.saved is not None
    return view.saved
