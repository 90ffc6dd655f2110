"""A field of the shop's own for a column that no field fits: described here, made by the import."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.core.entities import Choice, FieldSpec, FieldType
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.services.importing.formats import content_type
from crm_desktop.services.importing.model import ColumnInfo
from crm_desktop.views.widgets import FormGrid, ModalDialog
from crm_desktop.views.widgets.editors import ChoiceEditor, LongTextEditor, TextEditor

if TYPE_CHECKING:
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
_GUESSED: dict[str, FieldType] = {"date": "date", "number": "number", "money": "money", "yes_no": "bool", "web": "link"}


class NewFieldDialog(ModalDialog):
    """``described`` carries the field, which is not there yet; ``others`` are those described before."""

    described = Signal(object)

    def __init__(
        self, ctx: AppContext, entity: str, column: ColumnInfo, parent: QWidget, others: Sequence[FieldSpec] = ()
    ) -> None:
        super().__init__(
            parent,
            tr_("wizard", "New field"),
            tr_("wizard", "Add the field"),
            width=440,
            subtitle=tr_("wizard", "It is made together with the import."),
        )
        self.setObjectName("import_new_field")
        self._ctx, self._entity, self._others = ctx, entity, others
        self.form = FormGrid(self)
        self._label = TextEditor()
        self._label.setMaxLength(40)
        self._kind = ChoiceEditor(tuple(Choice(key, text) for key, text in KINDS), optional=False)
        self._choices = LongTextEditor(lines=4)
        for name, text, editor, hint in (
            ("label", tr_("wizard", "Name of the field"), self._label, ""),
            ("kind", tr_("wizard", "What it holds"), self._kind, ""),
            ("choices", tr_("wizard", "Choices"), self._choices, tr_("wizard", "One a line.")),
        ):
            editor.name(name, text)
            self.form.add_field(name, text, editor, required=name == "label", wide=True, hint=hint)
        self.body.addWidget(self.form)
        kind = _GUESSED.get(content_type(column.samples), "text")
        self.form.set_values({"label": column.header, "kind": kind, "choices": "\n".join(column.samples)})
        self.form.changed.connect(self._follow)
        self._follow()
        self._label.setFocus()

    def _follow(self) -> None:
        self.form.cell("choices").setVisible(self._kind.value() == "choice")
        self.adjustSize()

    def accept(self) -> None:
        kind = next(key for key, _text in KINDS if key == self._kind.value())
        choices = [line.strip() for line in self._choices.value().splitlines() if line.strip()]
        fields = self._ctx.services.custom_fields
        try:
            field = fields.planned(self._entity, self._label.value(), kind, choices, self._others)
        except ValidationError as error:
            self.form.set_errors({field: render(text) for field, text in error.problems.items()})
            return
        except UserError as error:
            self.set_error(error.text())
            return
        self.described.emit(field)
        super().accept()
