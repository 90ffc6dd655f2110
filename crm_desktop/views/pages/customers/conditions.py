"""Every way to narrow the list: what can be looked at, what may be asked of it, and how that reads on a chip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm_desktop.core.entities import CUSTOMERS, Choice, FieldSpec
from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.services.context import Services
from crm_desktop.services.listing import Filter
from crm_desktop.views.pages.customers.shop import own_fields
from crm_desktop.views.widgets import words


@dataclass(frozen=True)
class Ask:
    """One operator: ``title`` in the list of operators, ``words`` on the chip; ``kind`` is what is entered for it:
    none, text, texts, choices, number, days, day, days_between, month, period, coming, yes_no, customer, product,
    segment, money, numbers, amounts.
    """

    op: str
    title: Text
    kind: str = "none"
    words: Text = N_("filter", "{value}")
    value: Any = None

    def fits(self, found: Filter) -> bool:
        """Whether ``found`` asks this."""
        return self.op == found.op and (self.kind != "none" or self.value == found.value)


@dataclass(frozen=True)
class Subject:
    """What is looked at: a field, or something that is known of a customer besides (``field`` is what is asked)."""

    key: str
    label: Text
    field: str
    asks: tuple[Ask, ...]
    spec: FieldSpec | None = None


PERIOD_NAMES: dict[str, Text] = {
    "today": N_("filter", "today"),
    "yesterday": N_("filter", "yesterday"),
    "tomorrow": N_("filter", "tomorrow"),
    "this_week": N_("filter", "this week"),
    "last_week": N_("filter", "last week"),
    "next_week": N_("filter", "next week"),
    "this_month": N_("filter", "this month"),
    "last_month": N_("filter", "last month"),
    "next_month": N_("filter", "next month"),
    "this_year": N_("filter", "this year"),
    "last_year": N_("filter", "last year"),
}
PAST = ("today", "yesterday", "this_week", "last_week", "this_month", "last_month", "this_year", "last_year")
COMING = ("today", "tomorrow", "this_week", "next_week", "this_month", "next_month")

_NONE, _SOME = N_("filter", "not filled in"), N_("filter", "filled in")
_EMPTY = (Ask("empty", N_("filter", "is not filled in"), words=_NONE), Ask("not_empty", _SOME, words=_SOME))
_ANY, _NOT = N_("filter", "is one of"), N_("filter", "is none of")
_BUT = N_("filter", "not {value}")
_WITH, _WITHOUT = N_("filter", "with “{value}”"), N_("filter", "without “{value}”")
_CONTAINS, _LACKS = N_("filter", "contains"), N_("filter", "does not contain")
_TEXT = (Ask("contains", _CONTAINS, "text", _WITH), Ask("not_contains", _LACKS, "text", _WITHOUT))
_LIKE = (
    Ask("any_of", _ANY, "texts"),
    Ask("none_of", _NOT, "texts", _BUT),
    Ask("contains", _CONTAINS, "text", _WITH),
    *_EMPTY,
)
_CHOICE = (Ask("any_of", _ANY, "choices"), Ask("none_of", _NOT, "choices", _BUT), *_EMPTY)
_TAGS = (
    Ask("any_of", N_("filter", "has one of"), "texts"),
    Ask("all_of", N_("filter", "has all of"), "texts"),
    Ask("none_of", N_("filter", "has none of"), "texts", _BUT),
    Ask("empty", N_("filter", "has none at all"), words=N_("filter", "none")),
    Ask("not_empty", N_("filter", "has any"), words=N_("filter", "any")),
)
_LEAST, _MOST = N_("filter", "{value} or more"), N_("filter", "up to {value}")
_SPAN = N_("filter", "{low} to {high}")


def _numbers(one: str, two: str) -> tuple[Ask, ...]:
    """``one`` and ``two``: the kinds of a single and of a pair of figures."""
    return (
        Ask("ge", N_("filter", "is at least"), one, _LEAST),
        Ask("le", N_("filter", "is at most"), one, _MOST),
        Ask("between", N_("filter", "lies between"), two, _SPAN),
    )


_FROM, _UNTIL = N_("filter", "from {value} on"), N_("filter", "until {value}")
_DAY_SPAN = Ask("between", N_("filter", "from … to …"), "days_between", _SPAN)
_ON = (Ask("ge", N_("filter", "on or after"), "day", _FROM), Ask("le", N_("filter", "on or before"), "day", _UNTIL),
       _DAY_SPAN)  # fmt: skip
_AGO = (
    Ask("older_than_days", N_("filter", "not in the last … days"), "days", N_("filter", "not for {value} days"), 60),
    Ask("within_days", N_("filter", "in the last … days"), "days", N_("filter", "in the last {value} days"), 7),
)
_PERIOD = Ask("period", N_("filter", "in a period"), "period", value="this_month")
_AHEAD = Ask("next_days", N_("filter", "in the next … days"), "days", N_("filter", "in the next {value} days"), 7)
_NEVER = (
    Ask("empty", N_("filter", "never"), words=N_("filter", "never")),
    Ask("not_empty", N_("filter", "at least once"), words=N_("filter", "at least once")),
)
_LATE = N_("filter", "longer ago than usual")
_HAPPENED = (*_AGO, _PERIOD, *_ON, *_NEVER)
_ANY_DAY = (_PERIOD, _AHEAD, *_AGO, *_ON, *_EMPTY)

_SPECIAL: dict[str, tuple[Ask, ...]] = {
    "phone": (Ask("contains", _CONTAINS, "text", _WITH), *_EMPTY),
    "created": (*reversed(_AGO), _PERIOD, *_ON),
    "last_contact": _HAPPENED,
    "last_order": (*_HAPPENED, Ask("past_rhythm", N_("filter", "longer ago than usual"), words=_LATE)),
    "next_follow_up": (
        Ask("past", N_("filter", "is overdue"), words=N_("filter", "overdue")),
        Ask("period", N_("filter", "in a period"), "coming", value="this_week"),
        _AHEAD,
        *_ON,
        Ask("empty", N_("filter", "none planned"), words=N_("filter", "none planned")),
        Ask("not_empty", N_("filter", "planned"), words=N_("filter", "planned")),
    ),
    "birthday": (
        Ask("born_period", N_("filter", "in a period"), "coming", value="this_month"),
        Ask("born_days", N_("filter", "in the next … days"), "days", N_("filter", "in the next {value} days"), 7),
        Ask("month", N_("filter", "in a month"), "month", N_("filter", "in month {value}")),
        *_EMPTY,
    ),
    "owed": (
        Ask("gt", N_("filter", "owes money"), words=N_("filter", "something"), value=0),
        *_numbers("money", "amounts"),
        Ask("le", N_("filter", "owes nothing"), words=N_("filter", "nothing"), value=0),
    ),
    "referrer": (Ask("eq", N_("filter", "is"), "customer"), *_EMPTY),
}
_BY_TYPE: dict[str, tuple[Ask, ...]] = {
    "text": (*_TEXT, *_EMPTY),
    "longtext": (*_TEXT, *_EMPTY),
    "email": (*_TEXT, *_EMPTY),
    "link": (*_TEXT, *_EMPTY),
    "choice": _CHOICE,
    "tags": _TAGS,
    "number": _numbers("number", "numbers"),
    "money": _numbers("money", "amounts"),
    "date": _ANY_DAY,
    "bool": (Ask("eq", N_("filter", "is"), "yes_no"), *_EMPTY),
}
_BESIDES = (
    Subject(
        "age",
        N_("filter", "Age"),
        "birthday",
        (
            Ask("age_ge", N_("filter", "is at least"), "number", _LEAST),
            Ask("age_lt", N_("filter", "is below"), "number", N_("filter", "below {value}")),
        ),
    ),
    Subject(
        "bought",
        N_("filter", "Bought"),
        "orders",
        (
            Ask("bought", N_("filter", "this product"), "product"),
            Ask("not_bought", N_("filter", "never this product"), "product", N_("filter", "never {value}")),
        ),
    ),
    Subject(
        "verified",
        N_("filter", "Facts verified"),
        "verified_on",
        (
            Ask(
                "older_than_days",
                N_("filter", "not in the last … days"),
                "days",
                N_("filter", "not for {value} days"),
                365,
            ),
            _AGO[1],
            *_NEVER,
        ),
    ),
    Subject(
        "deal",
        N_("filter", "Deal"),
        "id",
        (
            Ask("open_deal", N_("filter", "one is open"), words=N_("filter", "open")),
            Ask("no_open_deal", N_("filter", "none is open"), words=N_("filter", "none open")),
        ),
    ),
)
_SEGMENT = Subject(
    "segment",
    N_("filter", "Segment"),
    "id",
    (
        Ask("segment", N_("filter", "is in"), "segment"),
        Ask("not_segment", N_("filter", "is not in"), "segment", _BUT),
    ),
)

OFTEN: tuple[tuple[Text, Filter], ...] = (
    (N_("filter", "No contact for 60 days"), Filter("last_contact", "older_than_days", 60)),
    (N_("filter", "Born this month"), Filter("birthday", "born_period", "this_month")),
    (N_("filter", "Owes money"), Filter("owed", "gt", 0)),
    (N_("filter", "New in the last 7 days"), Filter("created", "within_days", 7)),
    (N_("filter", "Next step overdue"), Filter("next_follow_up", "past")),
)
"""What people ask most, one click each."""

YES_NO = (Choice("1", N_("filter", "yes")), Choice("0", N_("filter", "no")))


def subjects(services: Services) -> dict[str, Subject]:
    """All of them by their keys: the fields, what is known besides, the shop's own fields."""
    found = [_of(spec) for spec in CUSTOMERS.fields] + list(_BESIDES)
    if any(view.fixed for view in services.saved_views.for_entity("customers")):
        found.append(_SEGMENT)
    found += [_of(spec) for spec in own_fields(services)]
    return {one.key: one for one in found}


def _of(spec: FieldSpec) -> Subject:
    if spec.name in _SPECIAL and not spec.custom:
        asks = _SPECIAL[spec.name]
    elif spec.type == "text" and spec.suggest:
        asks = _LIKE
    else:
        asks = _BY_TYPE[spec.type] + (_EMPTY if spec.custom and spec.type in ("number", "money") else ())
    return Subject(spec.name, spec.label, spec.name, asks, spec)


def subject_of(known: dict[str, Subject], found: Filter) -> Subject | None:
    """What a filter looks at."""
    field = "birthday" if found.field == "birth_key" else found.field
    fits = [one for one in known.values() if one.field == field]
    asked = (one for one in fits if any(ask.op == found.op for ask in one.asks))
    return next(asked, fits[0] if fits else None)


def choices_of(services: Services, spec: FieldSpec | None) -> Sequence[Choice]:
    """The entries of a field that has a list."""
    if spec is None:
        return ()
    return services.choices.entries(spec.choice_list) if spec.choice_list else spec.choices


def segment_choices(services: Services) -> list[Choice]:
    return [Choice(str(view.id), view.name) for view in services.saved_views.for_entity("customers") if view.fixed]


class ChipWords:
    """Reads filters aloud; make a new one for each refresh."""

    def __init__(self, services: Services, currency: str) -> None:
        self._s, self._currency = services, currency
        self._known = subjects(services)
        self._today = services.clock.today()

    def of(self, found: Filter) -> tuple[str, str]:
        """The two texts of a chip: what is looked at, and what it must be."""
        subject = subject_of(self._known, found)
        if subject is None:
            return found.field, self._listed(None, found.value)
        return render(subject.label), self._condition(subject, found)

    def _condition(self, subject: Subject, found: Filter) -> str:
        ask = next((one for one in subject.asks if one.fits(found)), None)
        if ask is None:
            signs = {"gt": "> ", "lt": "< ", "ge": "≥ ", "le": "≤ ", "ne": "≠ "}
            return f"{signs.get(found.op, '')}{self._listed(subject, found.value)}"
        if ask.kind in ("days_between", "numbers", "amounts"):
            low, high = (self._one(subject, ask.kind, part) for part in found.value)
            return render(ask.words.fill(low=low, high=high))
        return render(ask.words.fill(value=self._listed(subject, found.value, ask)))

    def _listed(self, subject: Subject | None, value: Any, ask: Ask | None = None) -> str:
        kind = ask.kind if ask is not None else ""
        if not isinstance(value, (list, tuple)):
            return self._one(subject, kind, value)
        joint = " + " if ask is not None and ask.op == "all_of" else tr_("filter", " or ")
        return joint.join(self._one(subject, kind, one) for one in value)

    def _one(self, subject: Subject | None, kind: str, value: Any) -> str:
        spec = subject.spec if subject is not None else None
        if kind in ("money", "amounts") or (spec is not None and spec.type == "money" and isinstance(value, int)):
            return words.amount(int(value), self._currency)
        if kind in ("day", "days_between") or isinstance(value, date):
            day = value if isinstance(value, date) else date.fromisoformat(str(value))
            return words.list_day(day, self._today)
        if kind in ("period", "coming"):
            return render(PERIOD_NAMES.get(str(value), str(value)))
        if kind == "yes_no":
            return words.choice_label(YES_NO, str(int(value)) if isinstance(value, bool) else str(value))
        if kind == "segment":
            return words.choice_label(segment_choices(self._s), str(value))
        if kind == "customer" and isinstance(value, int):
            customer = self._s.customers.get(value)
            return customer.name if customer else str(value)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return words.choice_label(choices_of(self._s, spec), "" if value is None else str(value))
