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
from crm_desktop.views.pages.settings.section import Section
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button, icon_button
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
        header = self.add_header(
            self.tr("Ready-made texts"),
            self.tr("For what is written down again and again. On a customer Ctrl+T or a slash offers them."),
        )
        add = Button(self.tr("Add a text"), "quiet", "plus", small=True)
        add.setObjectName("template_add")
        add.clicked.connect(self._add)
        header.add_widget(add)
        self._list = TwoLineList("templates_list", self)
        self._list.setAccessibleName(self.tr("Ready-made texts"))
        self._list.opened.connect(self._change)
        self._list.chosen.connect(self._judge)
        self.body.addWidget(self._list)
        self._change_button = Button(self.tr("Change"), "plain", "pencil")
        self._change_button.setObjectName("template_change")
        self._change_button.clicked.connect(self._change)
        self._up = icon_button("arrow-up", self.tr("Up"), small=False)
        self._up.setObjectName("template_up")
        self._up.clicked.connect(self._move_up)
        self._down = icon_button("arrow-down", self.tr("Down"), small=False)
        self._down.setObjectName("template_down")
        self._down.clicked.connect(self._move_down)
        self._delete_button = Button(self.tr("Delete"), "plain", "trash")
        self._delete_button.setObjectName("template_delete")
        self._delete_button.clicked.connect(self._delete)
        self.add_row(self._change_button, self._up, self._down, self._delete_button)

    @Slot()
    def refresh(self) -> None:
        rows = [
            Row(place, one.name, one.content, words.choice_label(ACTIVITY_TYPES, one.kind) if one.kind else "",
                icon=one.kind or "note")
            for place, one in enumerate(self.ctx.services.templates.all())
        ]  # fmt: skip
        self._list.set_rows(rows)
        self._list.fit(7)
        self._judge()

    @Slot()
    def _judge(self) -> None:
        row, count = self._list.currentRow(), self._list.count()
        for button in (self._change_button, self._delete_button):
            button.setEnabled(row >= 0)
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < count - 1)

    @Slot()
    def _add(self) -> None:
        TemplateDialog(self.ctx, self).open()

    @Slot()
    def _change(self) -> None:
        place = self._list.key()
        if place is not None:
            TemplateDialog(self.ctx, self, place, self.ctx.services.templates.all()[place]).open()

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        place = self._list.currentRow()
        if 0 <= place + step < self._list.count():
            services = self.ctx.services
            with services.write(N_("undo", "Reorder the ready-made texts")) as work:
                services.templates.move(work, place, place + step)
            self.refresh()
            self._list.choose(place + step)

    @Slot()
    def _delete(self) -> None:
        place = self._list.key()
        if place is None:
            return
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
