"""The editors of a condition's value: one for each kind of question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.entities import Choice
from crm_desktop.core.i18n import render, tr_
from crm_desktop.services.context import Services
from crm_desktop.views import theme
from crm_desktop.views.pages.customers.conditions import (
    COMING,
    PAST,
    PERIOD_NAMES,
    YES_NO,
    Ask,
    Subject,
    choices_of,
    segment_choices,
)
from crm_desktop.views.pages.customers.tag_stock import TagStock
from crm_desktop.views.widgets.card import ScrollArea
from crm_desktop.views.widgets.editors import (
    ChoiceEditor,
    DateEditor,
    Found,
    LinkEditor,
    MoneyEditor,
    NumberEditor,
    TagsEditor,
    TextEditor,
)
from crm_desktop.views.widgets.labels import label

_SEEN = 8
_LINE = 28


class ChecksEditor(QWidget):
    """Several of a list; its value is the list of their keys."""

    changed = Signal()

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QCheckBox] = {}
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for choice in choices:
            made = QCheckBox(render(choice.label))
            made.setFixedHeight(_LINE)
            made.setObjectName(f"choice_{choice.key}")
            made.toggled.connect(self.changed)
            lines.addWidget(made)
            self._boxes[choice.key] = made
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        if len(choices) > _SEEN:
            area = ScrollArea(inner)
            area.setFixedHeight(_SEEN * _LINE)
            theme.set_ground(inner, "raised")
            box.addWidget(area)
        else:
            box.addWidget(inner)

    def value(self) -> list[str]:
        return [key for key, box in self._boxes.items() if box.isChecked()]

    def set_value(self, value: Any) -> None:
        wanted = [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]
        for key, box in self._boxes.items():
            box.setChecked(key in wanted)

    def problem(self) -> str:
        return ""

    def input(self) -> QWidget:
        return next(iter(self._boxes.values()), self)


class PairEditor(QWidget):
    """From and to; both must be given, the lower first."""

    changed = Signal()

    def __init__(self, make: Callable[[], Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.low, self.high = make(), make()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.low, 1)
        row.addWidget(label(tr_("filter", "to"), "small"))
        row.addWidget(self.high, 1)
        for part, name in ((self.low, tr_("filter", "From")), (self.high, tr_("filter", "To"))):
            part.setMinimumWidth(80)
            part.setAccessibleName(name)
            part.changed.connect(self.changed)

    def value(self) -> list[Any] | None:
        pair = [self.low.value(), self.high.value()]
        return None if None in pair else sorted(pair)

    def set_value(self, value: Any) -> None:
        if isinstance(value, (list, tuple)) and len(value) == 2:
            self.low.set_value(value[0])
            self.high.set_value(value[1])

    def problem(self) -> str:
        return str(self.low.problem() or self.high.problem())

    def input(self) -> QWidget:
        return self.low.input()


class ValueEditors:
    """Makes the editor for a question; its value goes into a filter through :func:`storable`."""

    def __init__(self, services: Services, tags: TagStock, currency: str) -> None:
        self._s, self._tags, self._currency = services, tags, currency

    def make(self, subject: Subject, ask: Ask, parent: QWidget) -> Any | None:
        """None where nothing is asked."""
        makers: dict[str, Callable[[], Any]] = {
            "none": lambda: None,
            "text": lambda: TextEditor(parent),
            "texts": lambda: TagsEditor(parent, known=lambda: self._used(subject.field)),
            "choices": lambda: ChecksEditor(choices_of(self._s, subject.spec), parent),
            "number": lambda: NumberEditor(parent, fractions=subject.spec is not None and subject.spec.custom),
            "numbers": lambda: PairEditor(lambda: NumberEditor(fractions=True), parent),
            "days": lambda: NumberEditor(parent, lowest=0, highest=36500, suffix=tr_("filter", "Days")),
            "money": lambda: MoneyEditor(parent, currency=self._currency),
            "amounts": lambda: PairEditor(lambda: MoneyEditor(currency=self._currency), parent),
            "day": lambda: DateEditor(parent, today=self._s.clock.today),
            "days_between": lambda: PairEditor(lambda: DateEditor(today=self._s.clock.today), parent),
            "month": lambda: _choice([Choice(str(n), str(n)) for n in range(1, 13)], parent),
            "period": lambda: _choice([Choice(name, PERIOD_NAMES[name]) for name in PAST], parent),
            "coming": lambda: _choice([Choice(name, PERIOD_NAMES[name]) for name in COMING], parent),
            "yes_no": lambda: _choice(YES_NO, parent),
            "segment": lambda: _choice(segment_choices(self._s), parent),
            "product": lambda: TextEditor(parent, suggest=self._products),
            "customer": lambda: LinkEditor(parent, find=self._customers, title=self._name),
        }
        made = makers[ask.kind]()
        if made is not None:
            made.setObjectName("condition_value")
            made.setAccessibleName(render(subject.label))
        return made

    def _used(self, field: str) -> Sequence[str]:
        return self._tags.known() if field == "tags" else self._s.customers.suggestions(field)

    def _products(self, text: str) -> list[str]:
        hits = self._s.search.find(text, limit=20, kinds=("product",), exact=False).results
        return [hit.title for hit in hits]

    def _customers(self, text: str) -> list[Found]:
        hits = self._s.search.find(text, limit=10, kinds=("customer",), exact=False).results
        return [Found(hit.id, hit.title, hit.subtitle) for hit in hits]

    def _name(self, record_id: int) -> str:
        found = self._s.customers.get(record_id)
        return found.name if found else ""


def _choice(choices: Sequence[Choice], parent: QWidget) -> ChoiceEditor:
    return ChoiceEditor(choices, parent, optional=False)


def storable(value: Any) -> Any:
    """``value`` as it is kept in a saved view: plain JSON."""
    if isinstance(value, (list, tuple)):
        return [storable(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def first_input(editor: Any) -> QWidget:
    """Where the keyboard goes."""
    found = editor.input()
    assert isinstance(found, QWidget)
    found.setFocusPolicy(found.focusPolicy() | Qt.FocusPolicy.TabFocus)
    return found
