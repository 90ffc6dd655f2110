"""One field of the shop's own: its name, what kind of value it holds, and the choices of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.entities import Choice, FieldType
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, Text, render
from crm_desktop.views.widgets.editors import ChoiceEditor, LongTextEditor, TextEditor
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.services.custom_fields import CustomField
    from crm_desktop.views.app_context import AppContext

KINDS: tuple[tuple[FieldType, Text], ...] = (
    ("text", N_("field_type", "A line of text")),
    ("longtext", N_("field_type", "Several lines of text")),
    ("choice", N_("field_type", "One of several choices")),
    ("number", N_("field_type", "A number")),
    ("money", N_("field_type", "An amount of money")),
    ("date", N_("field_type", "A day")),
    ("bool", N_("field_type", "Yes or no")),
    ("link", N_("field_type", "A web address")),
)


def kind_name(kind: str) -> str:
    """What a person calls a type of field."""
    return next((render(text) for key, text in KINDS if key == kind), kind)


class FieldDialog(ModalDialog):
    """``field`` to change one that exists: its kind then stays. Named ``field_dialog``."""

    def __init__(self, ctx: AppContext, entity: str, parent: QWidget, field: CustomField | None = None) -> None:
        super().__init__(parent, "", "", width=440)
        self.ctx, self._entity, self._field = ctx, entity, field
        self.setObjectName("field_dialog")
        title = self.tr("Change the field") if field else self.tr("New field")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.verb_button.setText(self.tr("Save") if field else self.tr("Add the field"))
        self.form = FormGrid(self)
        self._label = TextEditor()
        self._label.setMaxLength(40)
        self._kind = ChoiceEditor(tuple(Choice(key, text) for key, text in KINDS))
        self._choices = LongTextEditor(lines=5)
        for name, text, editor, hint in (
            ("label", self.tr("Name"), self._label, ""),
            ("kind", self.tr("What it holds"), self._kind, ""),
            ("choices", self.tr("Choices"), self._choices, self.tr("One a line.")),
        ):
            editor.name(name, text)
            self.form.add_field(name, text, editor, required=name == "label", wide=True, hint=hint)
        self.body.addWidget(self.form)
        if field is not None:
            choices = "\n".join(render(choice.label) for choice in field.spec.choices)
            self.form.set_values({"label": render(field.spec.label), "kind": field.spec.type, "choices": choices})
            self.form.cell("kind").setEnabled(False)
        else:
            self.form.set_values({"kind": "text"})
        self.form.changed.connect(self._show_choices)
        self._show_choices()
        self._label.setFocus()

    @Slot()
    def _show_choices(self) -> None:
        shown = self._kind.value() == "choice"
        if self.form.cell("choices").isVisibleTo(self.form) != shown:
            self.form.cell("choices").setVisible(shown)
            self.adjustSize()

    def accept(self) -> None:
        choices = [line.strip() for line in self._choices.value().splitlines() if line.strip()]
        services = self.ctx.services
        label = N_("undo", "Change a field") if self._field else N_("undo", "New field")
        try:
            with services.write(label) as work:
                if self._field is None:
                    kind = next(key for key, _text in KINDS if key == self._kind.value())
                    services.custom_fields.add(work, self._entity, self._label.value(), kind, choices)
                else:
                    own = choices if self._field.spec.type == "choice" else None
                    services.custom_fields.change(work, self._field.id, label=self._label.value(), choices=own)
        except ValidationError as error:
            self.form.set_errors({name: render(text) for name, text in error.problems.items()})
            return
        except UserError as error:
            self.set_error(error.text())
            return
        super().accept()
