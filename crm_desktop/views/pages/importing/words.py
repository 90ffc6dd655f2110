"""What the wizard calls fields and kinds of record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.core.dates import format_birthday
from crm_desktop.core.entities import CUSTOMERS, EXCHANGED, FieldSpec
from crm_desktop.core.i18n import N_, Text, language, render, tr_
from crm_desktop.core.money import format_money
from crm_desktop.core.phones import national
from crm_desktop.core.settings import CURRENCY, REGION
from crm_desktop.services.importing import tables, titles
from crm_desktop.services.importing.model import ControlTotal, FilePreview, ImportOptions, ImportResult

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

EXTRA: dict[str, Text] = {
    "name.first": N_("wizard", "First name"),
    "name.last": N_("wizard", "Last name"),
    "name.middle": N_("wizard", "Middle name"),
    "name.else": N_("wizard", "Name where the others are blank"),
    "name.spec": N_("wizard", "Size or sort"),
    "product.spec": N_("wizard", "Size or sort"),
    "next.due": N_("wizard", "Next follow-up"),
    "deal.title": N_("wizard", "Deal"),
    "deal.amount": N_("wizard", "Deal: amount"),
    "deal.stage": N_("wizard", "Deal: stage"),
    "deal.expected_close": N_("wizard", "Deal: expected close"),
    "deal.notes": N_("wizard", "Deal: notes"),
    "order.discount": N_("wizard", "Discount on the whole order"),
    "order.total": N_("wizard", "Amount of the whole order"),
}

CONTENTS: dict[str, Text] = {
    "phone": N_("wizard", "phone"),
    "email": N_("wizard", "e-mail"),
    "date": N_("wizard", "day"),
    "number": N_("wizard", "a number"),
    "money": N_("wizard", "money"),
    "yes_no": N_("wizard", "yes or no"),
    "web": N_("wizard", "web address"),
    "text": N_("wizard", "text"),
}


PEOPLE = "people"
NAMED = ("vcf", PEOPLE)
"""Kinds of files whose columns have no names of their own: they bear those of the fields."""


def with_names(preview: FilePreview) -> FilePreview:
    """What was found, its columns called as a person calls the fields where the file itself doesn't name them."""
    if preview.kind not in NAMED:
        return preview
    labels = {spec.name: spec.label for spec in CUSTOMERS.fields}
    columns = (replace(one, header=render(labels.get(one.header, one.header))) for one in preview.columns)
    return replace(preview, columns=tuple(columns))


def content(kind: str) -> str:
    """The word for what a column looks like; none for an empty column."""
    return render(CONTENTS[kind]) if kind else ""


def links() -> list[tuple[str, str, str]]:
    """Fields that name another record: target, the question about those that are not there, and its object name."""
    return [
        ("customer", tr_("wizard", "Customers who are not in the list"), "import_unknown"),
        ("referrer", tr_("wizard", "Referrers who are not in the list"), "import_link_referrer"),
        ("deal", tr_("wizard", "Deals that are not in the list"), "import_link_deal"),
    ]


def entities() -> list[tuple[str, str]]:
    """Kinds of record that can be imported: name and label."""
    return [(spec.name, render(spec.plural)) for spec in EXCHANGED]


def labels(entity: str, services: Services, new: Sequence[FieldSpec] = ()) -> dict[str, str]:
    """Field → label, the shop's own and ``new`` ones among them, for lists of what changes."""
    return {field.name: render(field.label) for field in tables.spec_of(entity, services, new).fields}


Shown = Callable[[str, str], str]
"""``(field, stored text) → what a person reads``."""


def reader(entity: str, services: Services, new: Sequence[FieldSpec] = ()) -> Shown:
    """How values are shown beside each other: phones nationally, choices by their labels, birthdays in words."""
    spec = tables.spec_of(entity, services, new)
    choices = {
        field.name: {choice.key: render(choice.label) for choice in tables.entries(services, field)}
        for field in spec.fields
        if field.type == "choice"
    }
    phones = {field.name for field in spec.fields if field.type == "phone"}
    birthdays = {field.name for field in spec.fields if field.lunar}
    region = services.settings.get(REGION)

    def shown(field: str, value: str) -> str:
        if field in phones and value:
            return "; ".join(national(phone, region) for phone in value.split("; "))
        if field in birthdays and value:
            return format_birthday(value, language())
        return choices.get(field, {}).get(value, value)

    return shown


def title(entity: str, services: Services) -> str:
    """The word over what records are called by: name, order number, title."""
    return labels(entity, services)[titles.FIELDS[entity][0]]


def label_of(target: str) -> str:
    """The word for a target that is no field; the target itself where there is none."""
    return render(EXTRA[target]) if target in EXTRA else target


def targets(entity: str, services: Services, new: Sequence[FieldSpec] = ()) -> list[tuple[str, str]]:
    """What a column can be taken for: target and label, in the order of the fields."""
    spec = tables.spec_of(entity, services, new)
    labels = {field.name: render(field.label) for field in spec.fields}
    return [(name, labels.get(name) or render(EXTRA[name])) for name in tables.targets_of(spec)]


def required(entity: str) -> list[tuple[str, str]]:
    """Fields without which a new record can't be made."""
    spec = tables.spec_of(entity)
    return [(field.name, render(field.label)) for field in spec.fields if field.required]


def unchanged(options: ImportOptions) -> str:
    """What is said of known records that stay: they may well differ from the file where it does not count."""
    if options.existing == "fill":
        return tr_("wizard", "nothing to add")
    return tr_("wizard", "left as they are") if options.existing == "never" else tr_("wizard", "same as now")


def _control(total: ControlTotal | None, services: Services) -> str:
    """What new orders come to together and when they were, in one line."""
    if total is None:
        return ""
    amount = format_money(total.amount, services.settings.get(CURRENCY), language())
    text = tr_("wizard", "{n} orders, {amount} together", n=f"{total.orders:,}", amount=amount)
    if total.orders == 1:
        text = tr_("wizard", "1 order, {amount}", amount=amount)
    if total.first == total.last:
        return tr_("wizard", "{orders}, on {day}", orders=text, day=total.first)
    return tr_("wizard", "{orders}, {first} to {last}", orders=text, first=total.first, last=total.last)


def besides(result: ImportResult, services: Services) -> str:
    """What an import brings besides its rows, and what its orders come to: to be compared before it is started."""
    planned = len(result.planned)
    text = tr_("wizard", "{n} follow-ups are planned", n=f"{planned:,}")
    if planned < 2:
        text = tr_("wizard", "1 follow-up is planned") if planned else ""
    return text or _control(result.control, services)
