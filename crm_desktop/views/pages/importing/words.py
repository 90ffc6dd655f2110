"""What the wizard calls fields and kinds of record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.core.entities import ENTITIES
from crm_desktop.core.i18n import N_, Text, render
from crm_desktop.services.importing import tables

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

EXTRA: dict[str, Text] = {
    "name.first": N_("wizard", "First name"),
    "name.last": N_("wizard", "Last name"),
    "name.middle": N_("wizard", "Middle name"),
    "deal.title": N_("wizard", "Deal"),
    "deal.amount": N_("wizard", "Deal: amount"),
    "method": N_("wizard", "Paid how"),
}


def entities() -> list[tuple[str, str]]:
    """Kinds of record that can be imported: name and label."""
    return [(spec.name, render(spec.plural)) for spec in ENTITIES]


def targets(entity: str, services: Services) -> list[tuple[str, str]]:
    """What a column can be taken for: target and label, in the order of the fields."""
    spec = tables.spec_of(entity, services)
    labels = {field.name: render(field.label) for field in spec.fields}
    return [(name, labels.get(name) or render(EXTRA[name])) for name in tables.targets_of(spec)]


def required(entity: str) -> list[tuple[str, str]]:
    """Fields without which a new record can't be made."""
    spec = tables.spec_of(entity)
    return [(field.name, render(field.label)) for field in spec.fields if field.required]
