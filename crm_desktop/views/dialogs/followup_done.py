"""After a contact: what was said, and the next step. For a planned follow-up or for a call out of the blue."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.core.entities import ACTIVITY_TYPES
from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import N_, render, tr_
from crm_desktop.services.followups import NextStep
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs import followup_parts as parts
from crm_desktop.views.dialogs.customer_note import CustomerNote
from crm_desktop.views.dialogs.draft import Draft
from crm_desktop.views.dialogs.followup_next import NextStepPanel
from crm_desktop.views.widgets.editors import ChoiceEditor, LinkEditor, LongTextEditor
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.modal import ModalDialog

LAST_CONTACTS = 3
"""Shown before contacting, so that nothing is said twice or forgotten."""


class DoneDialog(ModalDialog):
    """Marks a follow-up done with its result, and plans the next step; one change that can be undone."""

    def __init__(self, ctx: AppContext, parent: QWidget | None, follow_up_id: int) -> None:
        self.ctx = ctx
        self._id = follow_up_id
        found = ctx.services.followups.get(follow_up_id)
        super().__init__(parent, "", "", width=560)
        self.setObjectName("done_dialog")
        title = self.tr("Done: {subject}").format(subject=found.subject)
        self.title_label.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.verb_button.setText(self.tr("Done"))
        words = [parts.who(found), parts.type_label(found.type)]
        if found.due is not None:
            words.append(parts.long_day(found.due, ctx.services.clock.today()))
        self.set_subtitle(" · ".join(words))
        self.result_field = LongTextEditor()
        self.result_field.name("result", self.tr("Result"))
        self.result_field.set_value(found.result)
        parts.keep_height(self.result_field)
        self.note = CustomerNote(ctx.services, self, contacts=LAST_CONTACTS)
        self.note.show_customer(found.customer_id)
        self.body.addWidget(self.note)
        form = FormGrid(self)
        form.add_field("result", self.tr("What was said or done"), self.result_field, wide=True)
        self.body.addWidget(form)
        again = parts.next_of_series(found, ctx.services.clock.today())
        self._again = parts.long_day(again, ctx.services.clock.today()) if again is not None else ""
        by_itself = ""
        if self._again:
            often = parts.repeat_words(found)
            by_itself = self.tr("{often}: the next one comes on {day}.").format(often=often, day=self._again)
        self.next = NextStepPanel(ctx, found.type, found.subject, self, by_itself=by_itself)
        self.body.addWidget(self.next)
        self.draft = Draft(ctx, self, f"followup-done:{follow_up_id}", self._typed, self._restore, self.body)
        self.result_field.changed.connect(self.draft.touch)
        self.result_field.setFocus()

    def _typed(self) -> dict[str, Any]:
        return {"result": self.result_field.value()}

    def _restore(self, kept: dict[str, Any]) -> None:
        self.result_field.set_value(kept["result"])

    def accept(self) -> None:
        if not self.next.check():
            return
        services = self.ctx.services
        with services.write(N_("undo", "Complete follow-up")) as work:
            services.followups.complete(work, self._id, self.result_field.value(), self.next.step())
        self.draft.drop()
        subject = services.followups.get(self._id).subject
        told = self.tr("Done: {subject}").format(subject=subject)
        if self._again:
            told += " · " + tr_("followup", "again {day}", day=self._again)
        self.ctx.toasts.show(_told(told, self.next.step()), work.id)
        super().accept()


class LogDialog(ModalDialog):
    """Writes down a contact that was not planned, with the next step; without ``customer`` it asks for whom."""

    def __init__(
        self, ctx: AppContext, parent: QWidget | None = None, customer: int | None = None, type: str = ""
    ) -> None:  # noqa: A002 - the field's name
        """Without ``type`` it is the contact that the customer prefers."""
        self.ctx = ctx
        type = type or ctx.services.customers.preferred_type(customer)  # noqa: A001
        super().__init__(parent, "", "", width=560)
        self.setObjectName("log_dialog")
        self.title_label.setText(self.tr("Log a call, a visit or a message"))
        self.setWindowTitle(self.tr("Log a call, a visit or a message"))
        self.setAccessibleName(self.tr("Log a call, a visit or a message"))
        self.verb_button.setText(self.tr("Log"))
        known = parts.sources(ctx)
        self.customer = LinkEditor(
            find=lambda text: known.find("customers", text), title=lambda found: known.title("customers", found)
        )
        self.customer.name("customer", self.tr("Customer"))
        self.customer.set_value(customer)
        self.type = ChoiceEditor(ACTIVITY_TYPES, optional=False)
        self.type.name("type", self.tr("Type"))
        self.type.set_value(type)
        self.content = LongTextEditor()
        self.content.name("content", self.tr("What was said or done"))
        parts.keep_height(self.content)
        self.note = CustomerNote(ctx.services, self, contacts=LAST_CONTACTS)
        self.body.addWidget(self.note)
        self.form = FormGrid(self, two_from=300)
        self.form.add_field("customer", self.tr("Customer"), self.customer, required=True)
        self.form.add_field("type", self.tr("Type"), self.type)
        self.form.add_field("content", self.tr("What was said or done"), self.content, wide=True, required=True)
        self.body.addWidget(self.form)
        self.next = NextStepPanel(ctx, type, self.tr("Ask again"), self)
        self.body.addWidget(self.next)
        self.draft = Draft(ctx, self, f"contact:{customer or 'new'}", self._typed, self._restore, self.body)
        self.form.changed.connect(self.draft.touch)
        self.customer.changed.connect(self._customer_chosen)
        self.note.show_customer(customer)
        (self.content if customer else self.customer).setFocus()

    def _typed(self) -> dict[str, Any]:
        return {"content": self.content.value()}

    def _restore(self, kept: dict[str, Any]) -> None:
        self.content.set_value(kept["content"])

    def _customer_chosen(self) -> None:
        """Before contacting: what was said last, what must be known, and the channel the customer prefers."""
        customer = self.customer.value()
        self.note.show_customer(customer)
        if customer and not self.content.value():
            self.type.set_value(self.ctx.services.customers.preferred_type(customer))

    def accept(self) -> None:
        if not self.form.check() or not self.next.check():
            return
        customer, step = self.customer.value(), self.next.step()
        if customer is None:
            self.form.set_errors({"customer": self.tr("Choose a customer.")})
            return
        services = self.ctx.services
        try:
            with services.write(N_("undo", "Write down a contact")) as work:
                services.activities.log(work, customer, self.type.value(), self.content.value())
                if step is not None:
                    services.followups.create(
                        work,
                        {
                            "customer": customer, "type": step.type, "due": step.due, "time": step.time,
                            "subject": step.subject, "owner": services.user,
                        },
                    )  # fmt: skip
        except ValidationError as error:
            self.form.set_errors({name: render(reason) for name, reason in error.problems.items()})
            return
        self.draft.drop()
        self.ctx.toasts.show(_told(self.tr("Written down"), step), work.id)
        super().accept()


def _told(text: str, step: NextStep | None) -> str:
    if step is None:
        return text
    planned = tr_("followup", "next: {what} on {day}", what=parts.type_label(step.type), day=parts.long_day(step.due))
    return f"{text} · {planned}"
