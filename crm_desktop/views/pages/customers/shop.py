"""What the list and the record need to know of the shop: its day, its money, its lists, the fields of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm_desktop.core.entities import FieldSpec
from crm_desktop.core.i18n import tr_
from crm_desktop.core.settings import CURRENCY, LOYAL_ORDERS, REGION
from crm_desktop.services.context import Services
from crm_desktop.views.widgets import words


@dataclass(frozen=True)
class Shop:
    """Read once per refresh."""

    today: date
    currency: str
    region: str
    grades: dict[str, str]
    best_grade: str
    stages: dict[str, str]
    loyal_orders: int
    own: tuple[FieldSpec, ...] = ()


def shop_of(services: Services) -> Shop:
    entries, stages = services.choices.entries("grade"), services.choices.entries("lifecycle")
    return Shop(
        services.clock.today(),
        services.settings.get(CURRENCY),
        services.settings.get(REGION),
        {choice.key: words.choice_label(entries, choice.key) for choice in entries},
        entries[0].key if entries else "",
        {choice.key: words.choice_label(stages, choice.key) for choice in stages},
        services.settings.get(LOYAL_ORDERS),
        tuple(own_fields(services)),
    )


def own_fields(services: Services) -> list[FieldSpec]:
    """The fields that the shop made for itself, in their order."""
    return [field.spec for field in services.custom_fields.fields("customers")]


def own_text(spec: FieldSpec, value: object, shop: Shop) -> str:
    """The value of an own field in words."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return tr_("customers", "yes") if value else tr_("customers", "no")
    if isinstance(value, date):
        return words.short_day(value, shop.today)
    if spec.type == "money" and isinstance(value, int):
        return words.amount(value, shop.currency)
    if spec.type == "choice":
        return words.choice_label(spec.choices, str(value))
    if isinstance(value, (list, tuple)):
        return words.people_join(str(one) for one in value)
    return str(value)
