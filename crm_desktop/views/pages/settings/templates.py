"""Ready-made texts for the log: what is written down again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.entities import ACTIVITY_TYPES, Choice
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, Text, render
from crm_desktop.services.templates import words_for
from crm_desktop.views.dialogs.followup_parts import keep_height
from crm_desktop.views.pages.settings.entry_list import EntryList
from crm_desktop.views.pages.settings.section import Section
from crm_desktop.views.two_line_list import Row
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.editors import ChoiceEditor, LongTextEditor, TextEditor
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.services.templates import Template
    from crm_desktop.views.app_context import AppContext


class TemplatesSection(Section):
    key: ClassVar[str] = "templates"
    name: ClassVar[Text] = N_("settings", "Ready-made texts")
    touches: ClassVar[tuple[str, ...]] = ("text_templates",)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self.add_list_header(
            self.tr("Ready-made texts"),
            self.tr("For what is written down again and again. On a customer Ctrl+T or a slash offers them."),
            self.tr("Add a text"), "template", self._add,
        )  # fmt: skip
        self._list = EntryList("template", self.tr("Ready-made texts"))
        self._list.change.connect(self._change)
        self._list.moved.connect(self._move)
        self._list.removed.connect(self._delete)
        self.body.addWidget(self._list)

    @Slot()
    def refresh(self) -> None:
        rows = [
            Row(place, one.name, one.content, words.choice_label(ACTIVITY_TYPES, one.kind) if one.kind else "",
                icon=one.kind or "note")
            for place, one in enumerate(self.ctx.services.templates.all())
        ]  # fmt: skip
        self._list.show_rows(rows)

    @Slot()
    def _add(self) -> None:
        TemplateDialog(self.ctx, self).open()

    @Slot(object)
    def _change(self, place: int) -> None:
        TemplateDialog(self.ctx, self, place, self.ctx.services.templates.all()[place]).open()

    @Slot(int, int)
    def _move(self, place: int, to: int) -> None:
        services = self.ctx.services
        with services.write(N_("undo", "Reorder the ready-made texts")) as work:
            services.templates.move(work, place, to)
        self.refresh()
        self._list.choose(to)

    @Slot(object)
    def _delete(self, place: int) -> None:
        services = self.ctx.services
        with services.write(N_("undo", "Delete a ready-made text")) as work:
            services.templates.delete(work, place)
        self.refresh()
        self.ctx.toasts.show(self.tr("Text deleted"), undo_change=work.id)


class TemplateDialog(ModalDialog):
    """Named ``template_dialog``; with ``place`` and ``template`` it changes one that is there."""

    def __init__(
        self, ctx: AppContext, parent: QWidget, place: int | None = None, template: Template | None = None
    ) -> None:
        super().__init__(parent, "", "", width=480)
        self.ctx, self._place = ctx, place
        self.setObjectName("template_dialog")
        title = self.tr("Change the text") if template else self.tr("New text")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.verb_button.setText(self.tr("Save") if template else self.tr("Add the text"))
        hint = self.tr("These are filled in: {places}").format(places="  ".join(words_for()))
        fields: tuple[tuple[str, str, Any, str], ...] = (
            ("name", self.tr("Name"), TextEditor(), ""),
            ("kind", self.tr("For"), ChoiceEditor((Choice("", self.tr("Every kind of contact")), *ACTIVITY_TYPES),
                                                 optional=False), ""),
            ("content", self.tr("Text"), LongTextEditor(lines=4), hint),
        )  # fmt: skip
        self.form = FormGrid(self)
        for name, text, editor, note in fields:
            editor.name(f"template_{name}", text)
            self.form.add_field(name, text, editor, required=name == "content", wide=True, hint=note)
            if isinstance(editor, LongTextEditor):
                keep_height(editor)
        if template is not None:
            self.form.set_values({"name": template.name, "kind": template.kind, "content": template.content})
        self.body.addWidget(self.form)
        self.form.focus_first()

    def accept(self) -> None:
        if not self.form.check():
            return
        values, templates = self.form.values(), self.ctx.services.templates
        label = N_("undo", "Keep a ready-made text") if self._place is None else _CHANGE
        try:
            with self.ctx.services.write(label) as work:
                if self._place is None:
                    templates.add(work, values["content"], name=values["name"], kind=values["kind"])
                else:
                    templates.change(work, self._place, values)
        except ValidationError as error:
            self.form.set_errors({name: render(reason) for name, reason in error.problems.items()})
            return
        except UserError as error:
            self.set_error(error.text())
            return
        if work.rows:
            self.ctx.toasts.show(self.tr("Text kept"), undo_change=work.id)
        super().accept()


_CHANGE = N_("undo", "Change a ready-made text")
