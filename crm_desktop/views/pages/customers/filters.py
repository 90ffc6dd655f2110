"""The conditions of the list: the saved and built-in views, the words on a chip, the popover that adds one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.core.entities import CUSTOMERS, KINDS, LIFECYCLE, Choice
from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.services.context import Services
from crm_desktop.services.list_sources import SOURCES
from crm_desktop.services.listing import Filter, ListQuery
from crm_desktop.views.pages.customers.shop import own_fields
from crm_desktop.views.pages.customers.tag_stock import TagStock
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.editors import ChoiceEditor, DateEditor, MoneyEditor, NumberEditor, TextEditor
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.menu import Popover


@dataclass(frozen=True)
class Condition:
    """A way to narrow the list: ``kind`` says what is asked for (choice, text, money, number, decimal, day, month,
    none); ``choices`` are those of a field of the shop's own.
    """

    field: str
    op: str
    label: Text
    kind: str
    words: Text = N_("customers", "{value}")
    value: Any = None
    choices: tuple[Choice, ...] = ()

    def key(self) -> str:
        return f"{self.field} {self.op}"


_DAYS = N_("customers", "over {value} days ago, or never")
_LEAST = N_("customers", "{value} or more")

CONDITIONS: tuple[Condition, ...] = (
    Condition("tags", "eq", N_("customers", "Tag"), "choice"),
    Condition("grade", "eq", N_("customers", "Grade"), "choice"),
    Condition("stage", "eq", N_("customers", "Lifecycle"), "choice"),
    Condition("owner", "eq", N_("customers", "Owner"), "choice"),
    Condition("region", "eq", N_("customers", "Region"), "choice"),
    Condition("source", "eq", N_("customers", "Source"), "choice"),
    Condition("industry", "eq", N_("customers", "Industry"), "choice"),
    Condition("company", "contains", N_("customers", "Company"), "text", N_("customers", "with “{value}”")),
    Condition("kind", "eq", N_("customers", "Kind"), "choice"),
    Condition("total_spent", "ge", N_("customers", "Spent"), "money", _LEAST),
    Condition("orders", "ge", N_("customers", "Orders"), "number", _LEAST),
    Condition("owed", "ge", N_("customers", "Owed"), "money", _LEAST),
    Condition("last_order", "older_than_days", N_("customers", "Last order"), "number", _DAYS),
    Condition("last_contact", "older_than_days", N_("customers", "Last contact"), "number", _DAYS),
    Condition("birthday", "month", N_("customers", "Birthday"), "month", N_("customers", "in month {value}")),
    Condition("next_follow_up", "empty", N_("customers", "Next step"), "none", N_("customers", "none planned")),
    Condition("phone", "empty", N_("customers", "Phone"), "none", N_("customers", "missing")),
)

_WITH = N_("customers", "with “{value}”")
_YES_NO = (Choice("1", N_("customers", "yes")), Choice("0", N_("customers", "no")))
_OWN: dict[str, tuple[str, str, Text]] = {
    "text": ("contains", "text", _WITH),
    "longtext": ("contains", "text", _WITH),
    "link": ("contains", "text", _WITH),
    "number": ("ge", "decimal", _LEAST),
    "money": ("ge", "money", _LEAST),
    "date": ("ge", "day", N_("customers", "from {value} on")),
    "choice": ("eq", "choice", N_("customers", "{value}")),
    "bool": ("eq", "choice", N_("customers", "{value}")),
}
"""Type of a field of the shop's own → how the list is narrowed by it."""


def conditions(services: Services) -> dict[str, Condition]:
    """All ways to narrow the list by their keys, those by the shop's own fields last."""
    found = {condition.key(): condition for condition in CONDITIONS}
    for spec in own_fields(services):
        op, kind, text = _OWN[spec.type]
        choices = _YES_NO if spec.type == "bool" else spec.choices
        one = Condition(spec.name, op, spec.label, kind, text, choices=tuple(choices))
        found[one.key()] = one
    return found


@dataclass(frozen=True)
class View:
    """A tab: built in (key) or saved by the shop (``saved`` is its id)."""

    key: str
    name: Text | str
    query: ListQuery
    saved: int | None = None


def built_in(today: date) -> list[View]:
    """The tabs every shop has."""
    sunday = today + timedelta(days=6 - today.weekday())
    due = (Filter("next_follow_up", "le", sunday.isoformat()),)
    late = (Filter("last_order", "older_than_days", 60), Filter("orders", "ge", 1))
    return [
        View("all", N_("customers", "All"), ListQuery("customers", sort="name")),
        View("due", N_("customers", "Due this week"), ListQuery("customers", filters=due, sort="next_follow_up")),
        View(
            "owing",
            N_("customers", "Owing"),
            ListQuery("customers", filters=(Filter("owed", "gt", 0),), sort="owed", descending=True),
        ),
        View("late", N_("customers", "Not seen lately"), ListQuery("customers", filters=late, sort="last_order")),
    ]


def possible(services: Services, query: ListQuery) -> ListQuery:
    """``query`` without what rests on a field of the shop's own that was deleted meanwhile."""
    known = {*SOURCES["customers"].columns, *(spec.name for spec in own_fields(services))}
    filters = tuple(one for one in query.filters if one.field in known)
    sort = query.sort if query.sort in known else "name"
    return query.with_(filters=filters, sort=sort)


def views_of(services: Services, today: date) -> list[View]:
    """The tabs; a saved view waits unseen while a field that it asks for is deleted."""
    saved = [one for one in services.saved_views.for_entity("customers") if possible(services, one.query) == one.query]
    return [*built_in(today), *(View(f"view:{one.id}", one.name, one.query, one.id) for one in saved)]


def chip_words(services: Services, found: Filter, currency: str) -> tuple[str, str]:
    """The two texts of a chip: the field and what it must be."""
    condition = conditions(services).get(f"{found.field} {found.op}")
    if condition is None:
        name = CUSTOMERS.field(found.field).label if found.field in CUSTOMERS.names() else found.field
        signs = {"gt": "> ", "lt": "< ", "le": "≤ ", "ge": "≥ ", "ne": "≠ "}
        return render(name), f"{signs.get(found.op, '')}{found.value}"
    value = found.value
    if condition.kind == "money":
        shown = words.amount(int(value), currency)
    elif condition.kind == "choice":
        choices = condition.choices or fixed_choices(services, condition.field) or ()
        shown = words.choice_label(choices, str(value))
    elif condition.kind == "day":
        shown = words.list_day(date.fromisoformat(str(value)), services.clock.today())
    else:
        shown = str(value)
    return render(condition.label), render(condition.words.fill(value=shown))


def fixed_choices(services: Services, field: str) -> Sequence[Choice] | None:
    """The entries of a field that has a list of its own, else ``None``."""
    if field == "grade":
        return services.choices.entries("grade")
    return {"stage": LIFECYCLE, "kind": KINDS}.get(field)


def choices_for(services: Services, field: str, tags: TagStock) -> Sequence[Choice]:
    """What can be chosen for a field: the entries of its list, or what is in use."""
    fixed = fixed_choices(services, field)
    if fixed is not None:
        return fixed
    used = tags.known() if field == "tags" else services.customers.suggestions(field)
    return [Choice(text, text) for text in used]


class FilterPopover(Popover):
    """Choose a field, then a value, then Add. ``added(Filter)``."""

    added = Signal(object)

    def __init__(self, parent: QWidget, services: Services, tags: TagStock, currency: str) -> None:
        super().__init__(parent, width=300)
        self._services, self._tags, self._currency = services, tags, currency
        self._conditions = conditions(services)
        tags.arrived.connect(self._show_tags)
        self._editor: Any = None
        self.field = ChoiceEditor(
            [Choice(one.key(), one.label) for one in self._conditions.values()], self, optional=False
        )
        self.field.setObjectName("condition_field")
        self.field.setAccessibleName(tr_("customers", "What to look at"))
        self.add = Button(tr_("customers", "Add condition"), "primary")
        self.add.setObjectName("condition_add")
        self._error = label("", "error")
        self._error.hide()
        self.body.addWidget(label(tr_("customers", "Only customers where"), "small"))
        self.body.addWidget(self.field)
        self.body.addWidget(self._error)
        self.body.addWidget(self.add)
        self.field.changed.connect(self._show_editor)
        self.add.clicked.connect(self._add)
        self._show_editor()

    def _condition(self) -> Condition:
        return self._conditions[self.field.value()]

    def _show_editor(self) -> None:
        if self._editor is not None:
            self.body.removeWidget(self._editor)
            self._editor.hide()
            self._editor.deleteLater()
        condition = self._condition()
        self._editor = self._make(condition)
        self._error.hide()
        if self._editor is not None:
            self._editor.setObjectName("condition_value")
            self._editor.setAccessibleName(render(condition.label))
            self.body.insertWidget(2, self._editor)
        self.adjustSize()

    def _show_tags(self) -> None:
        if self._condition().field == "tags":
            self._show_editor()

    def _make(self, condition: Condition) -> Any:
        makers: dict[str, Callable[[], Any]] = {
            "choice": lambda: ChoiceEditor(
                condition.choices or choices_for(self._services, condition.field, self._tags), self, optional=False
            ),
            "decimal": lambda: NumberEditor(self, fractions=True),
            "day": lambda: DateEditor(self, today=self._services.clock.today),
            "text": lambda: TextEditor(self),
            "money": lambda: MoneyEditor(self, currency=self._currency),
            "number": lambda: NumberEditor(self, lowest=1),
            "month": lambda: ChoiceEditor([Choice(str(n), str(n)) for n in range(1, 13)], self, optional=False),
            "none": lambda: None,
        }
        made = makers[condition.kind]()
        if hasattr(made, "returnPressed"):
            made.returnPressed.connect(self._add)
        if condition.op == "older_than_days":
            made.setPlaceholderText(tr_("customers", "Days"))
        return made

    def _add(self) -> None:
        condition = self._condition()
        value = self._editor.value() if self._editor is not None else None
        problem = self._editor.problem() if self._editor is not None else ""
        if self._editor is not None and not problem and value in (None, ""):
            problem = tr_("customers", "Choose a value first.")
        if problem:
            self._error.setText(problem)
            self._error.show()
            self.adjustSize()
            return
        if isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, Decimal):
            value = float(value)
        self.added.emit(Filter(condition.field, condition.op, value))
        self.close()
