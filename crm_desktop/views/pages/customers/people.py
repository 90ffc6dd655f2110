"""The people around a customer: family, colleagues, a company's staff, who brought whom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.core.entities import Choice
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, render, tr_
from crm_desktop.services.customers import Customer
from crm_desktop.services.relations import Related
from crm_desktop.views.pages.customers.related import Line, RelatedList
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.editors import ChoiceEditor, LinkEditor
from crm_desktop.views.widgets.editors.link import Found
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext


def people_count(ctx: AppContext, customer: Customer) -> int:
    """How many people the tab would show, for its head."""
    relations = ctx.services.relations
    company = len(relations.people_of(customer.name, customer.id)) if customer.kind == "company" else 0
    return len(relations.of(customer.id)) + company + bool(customer.referrer_id)


class PeopleList(RelatedList):
    """``changed`` after something was written; a click opens the person."""

    brought_wanted = Signal()

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._customer: Customer | None = None
        self._dialog: RelationDialog | None = None
        self._known: dict[int, Related] = {}
        self.add_wanted.connect(self._add)
        self.edit_wanted.connect(lambda _kind, at: self._change(at))
        self.delete_wanted.connect(lambda _kind, at: self._remove(at))

    def show_people(self, customer: Customer, currency: str) -> None:
        self._customer = customer
        relations = self._ctx.services.relations
        related = relations.of(customer.id)
        self._known = {one.id: one for one in related}
        lines = [self._line(one, currency, one.label) for one in related]
        if customer.referrer_id is not None:
            label = tr_("people", "Referred by")
            lines.insert(0, Line("customer", customer.referrer_id, customer.referrer, day=label, icon="user"))
        if customer.kind == "company":
            there = {one.customer_id for one in related}
            staff = [one for one in relations.people_of(customer.name, customer.id) if one.customer_id not in there]
            lines += [self._line(one, currency, tr_("people", "Works here")) for one in staff]
        brought = relations.brought(customer.id)
        if brought.count:
            lines.append(
                Line("brought", customer.id, tr_("people", "Brought {n} customers", n=brought.count), icon="users",
                     note=tr_("people", "Show them in the list"), amount=words.amount(brought.spent, currency))
            )  # fmt: skip
        self.show_lines(lines, tr_("people", "Nobody written down yet."), tr_("people", "Add somebody"))

    def _line(self, one: Related, currency: str, label: str) -> Line:
        spent = words.amount(one.total_spent, currency) if one.total_spent else ""
        remove = tr_("people", "{name} does not belong here", name=one.name) if one.id else ""
        edit = tr_("people", "Change what {name} is", name=one.name) if one.id else ""
        company = one.company if one.id else ""
        return Line(
            "customer", one.customer_id, one.name, day=label, note=company, amount=spent, icon="user",
            remove=remove, edit=edit, own_id=one.id,
        )  # fmt: skip

    def _add(self) -> None:
        if self._customer is not None:
            self._dialog = RelationDialog(self._ctx, self, self._customer)
            self._dialog.open()

    def _change(self, relation_id: int) -> None:
        if self._customer is not None and relation_id in self._known:
            self._dialog = RelationDialog(self._ctx, self, self._customer, self._known[relation_id])
            self._dialog.open()

    def _remove(self, relation_id: int) -> None:
        services = self._ctx.services
        try:
            with services.write(N_("undo", "Take a relation away")) as work:
                services.relations.remove(work, relation_id)
        except UserError as error:
            self._ctx.prompter.error(error)
            return
        self._ctx.toasts.show(tr_("people", "Taken away"), undo_change=work.id)


class RelationDialog(ModalDialog):
    """Who somebody is to a customer. Named ``relation_dialog``; ``related`` to change one that is there."""

    def __init__(self, ctx: AppContext, parent: QWidget, customer: Customer, related: Related | None = None) -> None:
        title = tr_("people", "Who belongs to {name}?", name=customer.name)
        super().__init__(parent, title, tr_("people", "Save") if related else tr_("people", "Add"), width=480)
        self.setObjectName("relation_dialog")
        self._ctx, self._customer, self._related = ctx, customer, related
        self._kinds = ctx.services.relations.kinds()
        choices = tuple(Choice(str(number), kind.label) for number, kind in enumerate(self._kinds))
        self.who = LinkEditor(find=self._find, title=self._name)
        self.who.name("other", tr_("people", "Customer"))
        self.kind = ChoiceEditor(choices, optional=False)
        self.kind.name("relation", tr_("people", "What they are"))
        self.form = FormGrid(self)
        self.form.add_field("other", tr_("people", "Customer"), self.who, required=True)
        self.form.add_field("kind", tr_("people", "What they are to {name}", name=customer.name), self.kind)
        self.body.addWidget(self.form)
        if related is not None:
            self.who.set_value(related.customer_id)
            self.who.setEnabled(False)
            at = next((number for number, kind in enumerate(self._kinds) if kind.label == related.label), 0)
            self.kind.set_value(str(at))
            self.kind.setFocus()
        else:
            self.kind.set_value(str(self._likely()))
            self.who.setFocus()

    def _likely(self) -> int:
        """What somebody added is most likely: at a company one of its staff, else the first of the list."""
        keys = [kind.key for kind in self._kinds]
        return keys.index("employee") if self._customer.kind == "company" and "employee" in keys else 0

    def _find(self, text: str) -> list[Found]:
        hits = self._ctx.services.search.find(text, limit=9, kinds=("customer",), exact=False).results
        return [Found(hit.id, hit.title, hit.subtitle) for hit in hits if hit.id != self._customer.id]

    def _name(self, customer_id: int) -> str:
        found = self._ctx.services.customers.get(customer_id)
        return found.name if found else ""

    def accept(self) -> None:
        if not self.form.check():
            return
        other = self.who.value()
        if other is None:
            self.form.set_errors({"other": tr_("people", "Choose somebody of the list.")})
            return
        kind = self._kinds[int(self.kind.value())]
        try:
            self._write(other, kind.key, backward=kind.backward)
        except ValidationError as error:
            self.form.set_errors({name: render(reason) for name, reason in error.problems.items()})
            return
        except UserError as error:
            self.set_error(error.text())
            return
        super().accept()

    def _write(self, other: int, kind: str, *, backward: bool) -> None:
        services = self._ctx.services
        label = N_("undo", "Change a relation") if self._related else N_("undo", "Write down a relation")
        with services.write(label) as work:
            if self._related is not None:
                services.relations.change(work, self._related.id, self._customer.id, kind, backward=backward)
            else:
                services.relations.add(work, self._customer.id, other, kind, backward=backward)
        said = tr_("people", "{name} belongs to {other}", name=self._name(other), other=self._customer.name)
        self._ctx.toasts.show(said, undo_change=work.id if work.rows else None)


def opener(people: PeopleList, ctx: AppContext) -> None:
    """Wire a people list: a person opens, "brought" leads to the list."""
    people.opened.connect(partial(_open, people, ctx))


def _open(people: PeopleList, ctx: AppContext, kind: str, record_id: int) -> None:
    if kind == "brought":
        people.brought_wanted.emit()
    else:
        ctx.navigator.open("customer", record_id)
