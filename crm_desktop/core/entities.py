"""The fields of every kind of record: one declaration read by form, list, filter, import, export and command line.

Names, types and choices are the stable interface of the program; labels are translated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from crm_desktop.core.i18n import N_, Text

FieldType = Literal[
    "text", "longtext", "number", "money", "date", "time", "bool", "choice", "phone", "email", "tags", "link"
]


@dataclass(frozen=True, slots=True)
class Choice:
    """A language-independent key and its label (a plain string where the shop made the choice itself)."""

    key: str
    label: Text | str


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: ``many`` holds a list, ``choice_list`` names an editable list kept in the database,
    ``link`` names the entity that the value points to (without one a link is a web address), ``lunar`` marks dates
    that may be lunar or lack a year, ``custom`` a field that the shop made: its label is never translated.
    """

    name: str
    label: Text
    type: FieldType
    required: bool = False
    many: bool = False
    read_only: bool = False
    choices: tuple[Choice, ...] = ()
    choice_list: str | None = None
    link: str | None = None
    lunar: bool = False
    suggest: bool = False
    custom: bool = False


@dataclass(frozen=True, slots=True)
class EntitySpec:
    """A kind of record: ``name`` is the plural used by commands (``customers``), ``table`` the main table."""

    name: str
    table: str
    label: Text
    plural: Text
    fields: tuple[FieldSpec, ...]

    def field(self, name: str) -> FieldSpec:
        for spec in self.fields:
            if spec.name == name:
                return spec
        raise KeyError(name)

    def names(self) -> tuple[str, ...]:
        return tuple(spec.name for spec in self.fields)


def _choices(*pairs: tuple[str, Text]) -> tuple[Choice, ...]:
    return tuple(Choice(key, label) for key, label in pairs)


KINDS = _choices(("person", N_("choice", "Person")), ("company", N_("choice", "Company")))
GENDERS = _choices(("M", N_("choice", "Male")), ("F", N_("choice", "Female")))
LIFECYCLE = _choices(
    ("lead", N_("choice", "Potential")),
    ("first", N_("choice", "First purchase")),
    ("repeat", N_("choice", "Repeat buyer")),
    ("loyal", N_("choice", "Loyal")),
    ("lost", N_("choice", "Lost")),
)
CHANNELS = _choices(
    ("call", N_("choice", "Phone")),
    ("wechat", N_("choice", "WeChat")),
    ("sms", N_("choice", "Text message")),
    ("email", N_("choice", "E-mail")),
    ("visit", N_("choice", "Visit")),
)
ACTIVITY_TYPES = _choices(
    ("call", N_("choice", "Call")),
    ("visit", N_("choice", "Visit")),
    ("wechat", N_("choice", "WeChat")),
    ("sms", N_("choice", "Text message")),
    ("email", N_("choice", "E-mail")),
    ("meeting", N_("choice", "Meeting")),
    ("note", N_("choice", "Note")),
)
FOLLOW_UP_TYPES = (*ACTIVITY_TYPES[:-1], Choice("todo", N_("choice", "To-do")))
FOLLOW_UP_STATUS = _choices(
    ("open", N_("choice", "Open")), ("done", N_("choice", "Done")), ("cancelled", N_("choice", "Cancelled"))
)
PRIORITIES = _choices(("high", N_("choice", "High")), ("normal", N_("choice", "Normal")), ("low", N_("choice", "Low")))
DEAL_STATUS = _choices(
    ("open", N_("deal status", "Open")), ("won", N_("deal status", "Won")), ("lost", N_("deal status", "Lost"))
)

DEFAULT_LISTS: dict[str, tuple[Choice, ...]] = {
    "grade": _choices(
        ("A", N_("choice", "VIP")),
        ("B", N_("choice", "Regular")),
        ("C", N_("choice", "Potential customer")),
    ),
    "lifecycle": LIFECYCLE,
    "relation": _choices(
        ("spouse", N_("relation", "Spouse")),
        ("parent", N_("relation", "Parent")),
        ("child", N_("relation", "Child")),
        ("sibling", N_("relation", "Brother or sister")),
        ("relative", N_("relation", "Relative")),
        ("friend", N_("relation", "Friend")),
        ("colleague", N_("relation", "Colleague")),
        ("boss", N_("relation", "Boss")),
        ("employee", N_("relation", "Employee")),
        ("neighbour", N_("relation", "Neighbour")),
    ),
    "lost_reason": _choices(
        ("price", N_("choice", "Price")),
        ("competitor", N_("choice", "Chose a competitor")),
        ("timing", N_("choice", "Not now")),
        ("no_answer", N_("choice", "No answer")),
        ("quality", N_("choice", "Product did not fit")),
        ("other", N_("choice", "Other")),
    ),
}
"""Editable lists as shipped; a shop's own entries are kept in the table ``choice``."""

CUSTOMERS = EntitySpec(
    "customers",
    "customer",
    N_("entity", "Customer"),
    N_("entity", "Customers"),
    (
        FieldSpec("code", N_("field", "Number"), "text"),
        FieldSpec("name", N_("field", "Name"), "text", required=True),
        FieldSpec("kind", N_("field", "Kind"), "choice", choices=KINDS),
        FieldSpec("company", N_("field", "Company"), "text", suggest=True),
        FieldSpec("phone", N_("field", "Phone"), "phone", many=True),
        FieldSpec("email", N_("field", "E-mail"), "email", many=True),
        FieldSpec("wechat", N_("field", "WeChat"), "text"),
        FieldSpec("gender", N_("field", "Gender"), "choice", choices=GENDERS),
        FieldSpec("birthday", N_("field", "Birthday"), "date", lunar=True),
        FieldSpec("address", N_("field", "Address"), "text"),
        FieldSpec("region", N_("field", "Region"), "text", suggest=True),
        FieldSpec("industry", N_("field", "Industry"), "text", suggest=True),
        FieldSpec("source", N_("field", "Source"), "text", suggest=True),
        FieldSpec("grade", N_("field", "Grade"), "choice", choice_list="grade"),
        FieldSpec("stage", N_("field", "Lifecycle"), "choice", choice_list="lifecycle"),
        FieldSpec("owner", N_("field", "Owner"), "text", suggest=True),
        FieldSpec("tags", N_("field", "Tags"), "tags", many=True),
        FieldSpec("preferred_channel", N_("field", "Preferred channel"), "choice", choices=CHANNELS),
        FieldSpec("referrer", N_("field", "Referred by"), "link", link="customers"),
        FieldSpec("preferences", N_("field", "Preferences"), "longtext"),
        FieldSpec("special_requirements", N_("field", "Special requirements"), "longtext"),
        FieldSpec("notes", N_("field", "Notes"), "longtext"),
        FieldSpec("next_follow_up", N_("field", "Next follow-up"), "date"),
        FieldSpec("total_spent", N_("field", "Total spent"), "money", read_only=True),
        FieldSpec("owed", N_("field", "Owed"), "money", read_only=True),
        FieldSpec("orders", N_("field", "Orders"), "number", read_only=True),
        FieldSpec("last_order", N_("field", "Last order"), "date", read_only=True),
        FieldSpec("last_contact", N_("field", "Last contact"), "date", read_only=True),
        FieldSpec("created", N_("field", "Created"), "time", read_only=True),
    ),
)

DEALS = EntitySpec(
    "deals",
    "deal",
    N_("entity", "Deal"),
    N_("entity", "Deals"),
    (
        FieldSpec("number", N_("field", "Number"), "text"),
        FieldSpec("title", N_("field", "Title"), "text", required=True),
        FieldSpec("customer", N_("field", "Customer"), "link", link="customers"),
        FieldSpec("pipeline", N_("field", "Pipeline"), "choice", choice_list="pipeline"),
        FieldSpec("stage", N_("field", "Stage"), "choice", choice_list="stage"),
        FieldSpec("amount", N_("field", "Amount"), "money"),
        FieldSpec("probability", N_("field", "Probability"), "number"),
        FieldSpec("expected_close", N_("field", "Expected close"), "date"),
        FieldSpec("owner", N_("field", "Owner"), "text", suggest=True),
        FieldSpec("source", N_("field", "Source"), "text", suggest=True),
        FieldSpec("competitor", N_("field", "Competitor"), "text", suggest=True),
        FieldSpec("tags", N_("field", "Tags"), "tags", many=True),
        FieldSpec("next_follow_up", N_("field", "Next follow-up"), "date"),
        FieldSpec("status", N_("field", "Status"), "choice", choices=DEAL_STATUS),
        FieldSpec("reason", N_("field", "Reason"), "choice", choice_list="lost_reason"),
        FieldSpec("closed", N_("field", "Closed"), "date"),
        FieldSpec("notes", N_("field", "Notes"), "longtext"),
        FieldSpec("created", N_("field", "Created"), "time", read_only=True),
    ),
)

FOLLOW_UPS = EntitySpec(
    "followups",
    "follow_up",
    N_("entity", "Follow-up"),
    N_("entity", "Follow-ups"),
    (
        FieldSpec("customer", N_("field", "Customer"), "link", link="customers"),
        FieldSpec("deal", N_("field", "Deal"), "link", link="deals"),
        FieldSpec("type", N_("field", "Type"), "choice", choices=FOLLOW_UP_TYPES),
        FieldSpec("due", N_("field", "Due"), "date"),
        FieldSpec("time", N_("field", "Time"), "time"),
        FieldSpec("remind_at", N_("field", "Remind at"), "time"),
        FieldSpec("subject", N_("field", "Subject"), "text", required=True),
        FieldSpec("owner", N_("field", "Owner"), "text", suggest=True),
        FieldSpec("priority", N_("field", "Priority"), "choice", choices=PRIORITIES),
        FieldSpec("status", N_("field", "Status"), "choice", choices=FOLLOW_UP_STATUS),
        FieldSpec("result", N_("field", "Result"), "longtext"),
        FieldSpec("done_at", N_("field", "Done at"), "time"),
        FieldSpec("recurrence", N_("field", "Repeats"), "text"),
        FieldSpec("notes", N_("field", "Notes"), "longtext"),
    ),
)

PRODUCTS = EntitySpec(
    "products",
    "product",
    N_("entity", "Product"),
    N_("entity", "Products"),
    (
        FieldSpec("code", N_("field", "Number"), "text"),
        FieldSpec("name", N_("field", "Product name"), "text", required=True),
        FieldSpec("category", N_("field", "Category"), "text", suggest=True),
        FieldSpec("unit", N_("field", "Unit"), "text", suggest=True),
        FieldSpec("price", N_("field", "Price"), "money"),
        FieldSpec("cost", N_("field", "Cost"), "money"),
        FieldSpec("active", N_("field", "Active"), "bool"),
        FieldSpec("notes", N_("field", "Notes"), "longtext"),
    ),
)

ORDERS = EntitySpec(
    "orders",
    "sales_order",
    N_("entity", "Order"),
    N_("entity", "Orders"),
    (
        FieldSpec("number", N_("field", "Order number"), "text"),
        FieldSpec("date", N_("field", "Date"), "date", required=True),
        FieldSpec("time_of_day", N_("field", "Time of day"), "time"),
        FieldSpec("customer", N_("field", "Customer"), "link", link="customers"),
        FieldSpec("product", N_("field", "Product"), "link", required=True, link="products"),
        FieldSpec("quantity", N_("field", "Quantity"), "number"),
        FieldSpec("price", N_("field", "Unit price"), "money"),
        FieldSpec("amount", N_("field", "Amount"), "money"),
        FieldSpec("discount", N_("field", "Discount"), "money"),
        FieldSpec("channel", N_("field", "Sales channel"), "text", suggest=True),
        FieldSpec("staff", N_("field", "Staff"), "text", suggest=True),
        FieldSpec("paid", N_("field", "Paid"), "money"),
        FieldSpec("method", N_("field", "Payment method"), "text", suggest=True),
        FieldSpec("due", N_("field", "To be paid by"), "date"),
        FieldSpec("deal", N_("field", "Deal"), "link", link="deals"),
        FieldSpec("notes", N_("field", "Notes"), "longtext"),
    ),
)
"""Orders are exchanged one row a line: lines with the same order number are one order."""

ACTIVITIES = EntitySpec(
    "activities",
    "activity",
    N_("entity", "Contact log entry"),
    N_("entity", "Contact log"),
    (
        FieldSpec("customer", N_("field", "Customer"), "link", link="customers"),
        FieldSpec("deal", N_("field", "Deal"), "link", link="deals"),
        FieldSpec("type", N_("field", "Type"), "choice", choices=ACTIVITY_TYPES),
        FieldSpec("at", N_("field", "When"), "time", required=True),
        FieldSpec("content", N_("field", "Content"), "longtext"),
        FieldSpec("response", N_("field", "Answer"), "longtext"),
        FieldSpec("staff", N_("field", "Staff"), "text", suggest=True),
    ),
)

PAYMENTS = EntitySpec(
    "payments",
    "payment",
    N_("entity", "Payment"),
    N_("entity", "Payments"),
    (
        FieldSpec("order", N_("field", "Order number"), "link", required=True, link="orders"),
        FieldSpec("customer", N_("field", "Customer"), "link", read_only=True, link="customers"),
        FieldSpec("date", N_("field", "Paid on"), "date"),
        FieldSpec("amount", N_("field", "Amount received"), "money", required=True),
        FieldSpec("method", N_("field", "Payment method"), "text", suggest=True),
        FieldSpec("notes", N_("field", "Notes"), "longtext"),
    ),
)

NOT_SAME = Choice("not_same", N_("relation", "Not the same person"))
"""Beside the ways in which customers belong together: look-alikes that were said to be two."""

RELATIONS = EntitySpec(
    "relations",
    "relation",
    N_("entity", "Relation"),
    N_("entity", "Relations"),
    (
        FieldSpec("customer", N_("field", "Customer"), "link", required=True, link="customers"),
        FieldSpec(
            "kind", N_("field", "Relation"), "choice", required=True, choices=(NOT_SAME,), choice_list="relation"
        ),
        FieldSpec("other", N_("field", "Related customer"), "link", required=True, link="customers"),
    ),
)
"""``other`` is the ``kind`` of ``customer``: “Ann, Child, Ben” says that Ben is Ann's child."""

ENTITIES: tuple[EntitySpec, ...] = (CUSTOMERS, DEALS, FOLLOW_UPS, ORDERS, PRODUCTS)
VERIFIED_ON = FieldSpec("verified_on", N_("field", "Verified on"), "date")
"""When somebody last looked whether the facts of a customer are true: set by a button, not in a form."""

EXCHANGED: tuple[EntitySpec, ...] = (
    replace(CUSTOMERS, fields=(*CUSTOMERS.fields, VERIFIED_ON)), *ENTITIES[1:], ACTIVITIES, PAYMENTS, RELATIONS,
)  # fmt: skip
"""What goes out to files and comes in from them: with records, what hangs on them and has no list of its own."""


def entity(name: str) -> EntitySpec:
    """The entity named ``name`` (plural); raises ``KeyError``."""
    return _found(name, ENTITIES)


def exchanged(name: str) -> EntitySpec:
    """The same among all that files hold."""
    return _found(name, EXCHANGED)


def _found(name: str, specs: tuple[EntitySpec, ...]) -> EntitySpec:
    for spec in specs:
        if spec.name == name:
            return spec
    raise KeyError(name)


def choice_keys(choices: Iterable[Choice]) -> tuple[str, ...]:
    return tuple(choice.key for choice in choices)
