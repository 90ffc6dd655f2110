"""What is asked before many customers are changed: popovers under the buttons of the footer. Each says how many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from crm_desktop.core.entities import FOLLOW_UP_TYPES, Choice, FieldSpec
from crm_desktop.core.i18n import render, tr_
from crm_desktop.views.pages.customers.cell_edits import YesNoEditor
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.editors import (
    BoolEditor,
    ChoiceEditor,
    DateEditor,
    EditorSources,
    TextEditor,
    make_editor,
)
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.menu import Popover


class FittedPopover(Popover):
    """As high as its contents need, also after they changed."""

    def fit(self) -> None:
        self.body.invalidate()
        self.body.activate()
        tall = self.body.totalHeightForWidth(self.width()) if self.body.hasHeightForWidth() else -1
        self.resize(self.width(), tall if tall > 0 else self.body.totalSizeHint().height())


class AskPopover(FittedPopover):
    """A form with one verb. ``done`` when it is pressed, or on Enter in a line; ``problem`` says what is missing."""

    done = Signal()

    def __init__(self, parent: QWidget, title: str, verb: str, width: int = 300) -> None:
        super().__init__(parent, width=width)
        self.setObjectName("ask_popover")
        self.body.addWidget(label(title, "small"))
        self.verb = Button(verb, "primary")
        self.verb.setObjectName("popover_do")
        self._error = label("", "error")
        self._error.setWordWrap(True)
        self._error.hide()
        self.body.addWidget(self._error)
        self.body.addWidget(self.verb)
        self.verb.clicked.connect(self._finish)

    def add(self, editor: Any) -> Any:
        """Put an editor over the verb."""
        self.body.insertWidget(self.body.count() - 2, editor)
        self.watch(editor)
        return editor

    def watch(self, editor: QWidget) -> None:
        for part in (editor, *editor.findChildren(QLineEdit)):
            part.installEventFilter(self)

    def problem(self) -> str:
        """Why it can't be done yet, in words, else empty."""
        return ""

    def _finish(self) -> None:
        problem = self.problem()
        self._error.setText(problem)
        self._error.setVisible(bool(problem))
        self.fit()
        if not problem:
            self.done.emit()
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            pending = isinstance(watched, QLineEdit) and watched.property("bare") and watched.text().strip()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not pending:
                self._finish()
                return True
        elif event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return False


class OneValue(AskPopover):
    """One editor: tags to add, or somebody to assign."""

    def __init__(self, parent: QWidget, title: str, editor: Any, verb: str) -> None:
        super().__init__(parent, title, verb)
        self.editor = self.add(editor)

    def problem(self) -> str:
        found = self.editor.problem()
        return str(found) if found or self.editor.value() else tr_("customers", "Enter something first.")


class ChangeFields(AskPopover):
    """Any field for all of them: set, cleared, tags added or taken away."""

    def __init__(self, parent: QWidget, specs: Sequence[FieldSpec], sources: EditorSources, count: int) -> None:
        title = tr_("customers", "Change {n} customers", n=f"{count:,}")
        super().__init__(parent, tr_("customers", "One field, the same for all of them"), title, width=320)
        self._specs = {spec.name: spec for spec in specs}
        self._sources = sources
        self.value: Any = None
        self.field = ChoiceEditor([Choice(spec.name, spec.label) for spec in specs], self, optional=False)
        self.field.setObjectName("bulk_field")
        self.field.setAccessibleName(tr_("customers", "Field"))
        self.field.setMaxVisibleItems(16)
        self.op = ChoiceEditor((), self, optional=False)
        self.op.setObjectName("bulk_op")
        self.op.setAccessibleName(tr_("customers", "What to do with it"))
        self.add(self.field)
        self.add(self.op)
        self.field.changed.connect(self._show_ops)
        self.op.changed.connect(self._show_value)
        self.field.set_value("grade" if "grade" in self._specs else next(iter(self._specs)))
        self._show_ops()

    def _show_ops(self) -> None:
        several = self._specs[self.field.value()].name == "tags"
        clear = Choice("clear", tr_("customers", "Clear"))
        if several:
            choices = [
                Choice("add", tr_("customers", "Add tags")),
                Choice("remove", tr_("customers", "Take away")),
                Choice("set", tr_("customers", "Replace by")),
                clear,
            ]
        else:
            choices = [Choice("set", tr_("customers", "Set to")), clear]
        self.op.set_choices(choices)
        self.op.setCurrentIndex(0)
        self._show_value()

    def _show_value(self) -> None:
        if self.value is not None:
            self.body.removeWidget(self.value)
            self.value.hide()
            self.value.deleteLater()
            self.value = None
        if self.op.value() != "clear":
            spec = self._specs[self.field.value()]
            made = make_editor(spec, self._sources, self)
            if isinstance(made, BoolEditor):
                made.deleteLater()
                made = YesNoEditor(self)
                made.name(spec.name, render(spec.label))
            self.value = made
            self.body.insertWidget(self.body.indexOf(self.op) + 1, made)
            self.watch(made)
            made.show()
        self.fit()

    def problem(self) -> str:
        if self.value is None:
            return ""
        found = self.value.problem()
        empty = self.value.value() in (None, "", [])
        return str(found) or (tr_("customers", "Enter a value, or choose Clear.") if empty else "")

    def result(self) -> tuple[str, str, Any]:
        """Field, what to do with it (``set``, ``clear``, ``add``, ``remove``) and the value."""
        value = self.value.value() if self.value is not None else None
        return self.field.value(), self.op.value(), value


class PlanForm(AskPopover):
    """A follow-up for each of them."""

    def __init__(self, parent: QWidget, today: Callable[[], date], count: int) -> None:
        verb = tr_("customers", "Plan for {n} customers", n=f"{count:,}")
        super().__init__(parent, tr_("customers", "The same next step for all of them"), verb, width=320)
        self.subject = TextEditor()
        self.subject.name("plan_subject", tr_("customers", "What to do"))
        self.subject.setPlaceholderText(tr_("customers", "What to do"))
        self.due = DateEditor(today=today)
        self.due.name("plan_due", tr_("customers", "On which day"))
        self.due.set_value(today() + timedelta(days=1))
        self.type = ChoiceEditor(FOLLOW_UP_TYPES, optional=False)
        self.type.name("plan_type", tr_("customers", "How"))
        for part in (self.subject, self.due, self.type):
            self.add(part)

    def problem(self) -> str:
        if not self.subject.value():
            return tr_("customers", "Say in a few words what is to be done.")
        found = self.due.problem()
        return str(found) or ("" if self.due.value() else tr_("customers", "Choose a day."))

    def result(self) -> dict[str, Any]:
        return {"subject": self.subject.value(), "due": self.due.value(), "type": self.type.value()}


class SaveViewForm(AskPopover):
    """A name, and whether the view finds its people anew each time or keeps exactly these."""

    def __init__(self, parent: QWidget, count: int, *, name: str = "", may_follow: bool = True) -> None:
        super().__init__(parent, tr_("customers", "Name of the view"), tr_("customers", "Save view"), width=340)
        self.name = TextEditor()
        self.name.name("view_name", tr_("customers", "Name of the view"))
        self.name.set_value(name)
        self.add(self.name)
        self.follows = QRadioButton(tr_("customers", "Whoever fits the conditions at the time"))
        self.fixed = QRadioButton(tr_("customers", "Exactly these {n} people, a fixed segment", n=f"{count:,}"))
        self.follows.setObjectName("view_follows")
        self.fixed.setObjectName("view_fixed")
        group = QButtonGroup(self)
        for part in (self.follows, self.fixed):
            group.addButton(part)
            self.add(part)
        (self.follows if may_follow else self.fixed).setChecked(True)
        self.follows.setVisible(may_follow)

    def problem(self) -> str:
        return "" if self.name.value() else tr_("customers", "The view needs a name.")
