"""One contact or note, to be put right: what it was, when, what was said and what the customer answered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.core.entities import ACTIVITY_TYPES
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, render, tr_
from crm_desktop.views.dialogs.draft import Draft
from crm_desktop.views.dialogs.followup_parts import keep_height
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.editors import ChoiceEditor, DateEditor, LongTextEditor, TimeEditor
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext


class EntryDialog(ModalDialog):
    """Named ``entry_dialog``; saves as one change that can be undone."""

    def __init__(self, ctx: AppContext, parent: QWidget, activity_id: int) -> None:
        title = tr_("timeline", "Change the entry")
        super().__init__(parent, title, tr_("timeline", "Save"), width=560)
        self.setObjectName("entry_dialog")
        self._ctx, self._entry = ctx, ctx.services.activities.get(activity_id)
        at = self._entry.at.astimezone()
        self.form = FormGrid(self, two_from=300)
        kind = ChoiceEditor(ACTIVITY_TYPES, optional=False)
        fields: tuple[tuple[str, str, Any, Any], ...] = (
            ("type", tr_("timeline", "What it was"), kind, self._entry.type),
            ("day", tr_("timeline", "Day"), DateEditor(today=ctx.services.clock.today), at.date()),
            ("time", tr_("timeline", "Time"), TimeEditor(), at.time().replace(second=0, microsecond=0)),
            ("content", tr_("timeline", "What was said or done"), LongTextEditor(lines=4), self._entry.content),
            ("response", tr_("timeline", "What the customer said"), LongTextEditor(lines=2), self._entry.response),
        )
        for name, text, editor, value in fields:
            editor.name(name, text)
            editor.set_value(value)
            self.form.add_field(name, text, editor, wide=name in ("type", "content", "response"))
            if isinstance(editor, LongTextEditor):
                keep_height(editor, 3 if name == "content" else 2)
        holder = QVBoxLayout()
        holder.setSpacing(8)
        holder.addWidget(self.form)
        self.body.addLayout(holder)
        remove = Button(tr_("timeline", "Delete"), "quiet", "trash")
        remove.setObjectName("delete")
        remove.setAutoDefault(False)
        remove.clicked.connect(self._delete)
        self.add_to_foot(remove)
        self._start = self.form.values()
        key = f"activity:{activity_id}"
        self._draft = Draft(ctx, self, key, self._typed, self.form.set_values, holder)
        self.form.changed.connect(self._draft.touch)
        self.form.focus_field("content")

    def _typed(self) -> dict[str, Any]:
        return {name: value for name, value in self.form.values().items() if name in ("content", "response")}

    def accept(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        if values["day"] is None:
            self.form.set_errors({"day": tr_("timeline", "On which day?")})
            return
        patch: dict[str, Any] = {name: values[name] for name in ("type", "content", "response")}
        moment = (values["day"], values["time"])
        if moment != (self._start["day"], self._start["time"]):
            at = values["time"] or datetime.min.time().replace(hour=12)
            patch["at"] = datetime.combine(values["day"], at).astimezone()
        services = self._ctx.services
        try:
            with services.write(N_("undo", "Change an entry of the timeline")) as work:
                services.activities.update(work, self._entry.id, patch, self._entry.version)
        except ValidationError as error:
            self.form.set_errors({name: render(reason) for name, reason in error.problems.items()})
            return
        except UserError as error:
            self.set_error(error.text())
            return
        self._draft.drop()
        if work.rows:
            self._ctx.toasts.show(tr_("timeline", "Entry changed"), undo_change=work.id)
        super().accept()

    def _delete(self) -> None:
        self._draft.drop()
        self.reject()
        delete_entry(self._ctx, self._entry.id)


def delete_entry(ctx: AppContext, activity_id: int) -> None:
    """Take an entry away; the toast brings it back."""
    services = ctx.services
    try:
        with services.write(N_("undo", "Delete an entry of the timeline")) as work:
            services.activities.delete(work, activity_id)
    except UserError as error:
        ctx.prompter.error(error)
        return
    ctx.toasts.show(tr_("timeline", "Entry deleted"), undo_change=work.id)
