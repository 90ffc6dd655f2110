"""Adding a condition to the list, or changing one: what to look at, what to ask of it, and the value."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.core.entities import Choice
from crm_desktop.core.i18n import render, tr_
from crm_desktop.services.context import Services
from crm_desktop.services.listing import Filter
from crm_desktop.views.pages.customers.bulk_forms import FittedPopover
from crm_desktop.views.pages.customers.condition_values import ValueEditors, first_input, storable
from crm_desktop.views.pages.customers.conditions import OFTEN, Ask, Subject, subject_of, subjects
from crm_desktop.views.pages.customers.tag_stock import TagStock
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.editors import ChoiceEditor
from crm_desktop.views.widgets.flow import FlowLayout
from crm_desktop.views.widgets.labels import label


class ConditionPopover(FittedPopover):
    """``done(Filter)`` on Add or Enter. With ``start`` it changes that condition."""

    done = Signal(object)

    def __init__(
        self, parent: QWidget, services: Services, tags: TagStock, currency: str, start: Filter | None = None
    ) -> None:
        super().__init__(parent, width=320)
        self.setObjectName("condition_popover")
        self._subjects = subjects(services)
        self._editors = ValueEditors(services, tags, currency)
        self.value: Any = None
        choices = [Choice(one.key, one.label) for one in self._subjects.values()]
        self.field = ChoiceEditor(choices, self, optional=False)
        self.field.setObjectName("condition_field")
        self.field.setAccessibleName(tr_("filter", "What to look at"))
        self.field.setMaxVisibleItems(16)
        self.op = ChoiceEditor((), self, optional=False)
        self.op.setObjectName("condition_op")
        self.op.setAccessibleName(tr_("filter", "What to ask"))
        self.add = Button(tr_("filter", "Add condition") if start is None else tr_("filter", "Change"), "primary")
        self.add.setObjectName("condition_add")
        self._error = label("", "error")
        self._error.hide()
        if start is None:
            self._offer_often()
        self.body.addWidget(label(tr_("filter", "Only customers where"), "small"))
        for part in (self.field, self.op, self._error, self.add):
            self.body.addWidget(part)
        self.field.changed.connect(self._show_ops)
        self.op.changed.connect(self._show_value)
        self.add.clicked.connect(self.take)
        self._start(start)

    def _offer_often(self) -> None:
        self.body.addWidget(label(tr_("filter", "Often asked"), "small"))
        place = QWidget()
        flow = FlowLayout(place, gap=4)
        flow.setContentsMargins(0, 0, 0, 4)
        for at, (text, found) in enumerate(OFTEN):
            made = Button(render(text), "plain", small=True)
            made.setObjectName(f"often_{at}")
            made.clicked.connect(lambda _checked=False, one=found: self._send(one))
            flow.addWidget(made)
        place.setFixedHeight(flow.heightForWidth(self.width() - 24))
        self.body.addWidget(place)

    def _start(self, start: Filter | None) -> None:
        subject = subject_of(self._subjects, start) if start is not None else self._subjects["tags"]
        self.field.set_value(subject.key if subject is not None else "tags")
        self._show_ops()
        if start is not None and subject is not None:
            at = next((at for at, one in enumerate(subject.asks) if one.fits(start)), 0)
            self.op.set_value(str(at))
            self._show_value()
            if self.value is not None:
                self.value.set_value(_for_editor(self.ask(), start.value))

    def subject(self) -> Subject:
        return self._subjects[self.field.value()]

    def ask(self) -> Ask:
        return self.subject().asks[int(self.op.value() or 0)]

    def choose(self, key: str, op: str) -> None:
        """Look at ``key`` and ask ``op`` of it."""
        self.field.set_value(key)
        self.op.set_value(str(next(at for at, one in enumerate(self.subject().asks) if one.op == op)))

    def _show_ops(self) -> None:
        asks = self.subject().asks
        self.op.set_choices([Choice(str(at), one.title) for at, one in enumerate(asks)])
        self.op.setCurrentIndex(0)
        self._show_value()

    def _show_value(self) -> None:
        if self.value is not None:
            self.body.removeWidget(self.value)
            self.value.hide()
            self.value.deleteLater()
        ask = self.ask()
        self._error.hide()
        self.value = self._editors.make(self.subject(), ask, self)
        if self.value is not None:
            self.body.insertWidget(self.body.indexOf(self.op) + 1, self.value)
            if ask.value is not None:
                self.value.set_value(_for_editor(ask, ask.value))
            for part in (self.value, *self.value.findChildren(QLineEdit)):
                part.installEventFilter(self)
            self.setTabOrder(self.op, first_input(self.value))
            self.value.show()
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the value adds the condition."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            pending = isinstance(watched, QLineEdit) and watched.property("bare") and watched.text().strip()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not pending:
                self.take()
                return True
        elif event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return False

    def take(self) -> None:
        """Send the condition, or say what is missing."""
        ask = self.ask()
        value = self.value.value() if self.value is not None else ask.value
        problem = self.value.problem() if self.value is not None else ""
        if self.value is not None and not problem and value in (None, "", []):
            problem = tr_("filter", "Choose a value first.")
        if problem:
            self._error.setText(problem)
            self._error.show()
            self.fit()
            return
        if ask.kind in ("month", "segment"):
            value = int(value)
        self._send(Filter(self.subject().field, ask.op, storable(value)))

    def _send(self, found: Filter) -> None:
        self.done.emit(found)
        self.close()


def _for_editor(ask: Ask, value: Any) -> Any:
    """A stored value as its editor takes it."""
    if ask.kind in ("texts", "choices"):
        return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]
    if ask.kind in ("month", "segment", "yes_no"):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
