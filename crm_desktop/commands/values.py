"""Records as JSON: money as a string with two decimals, dates ``YYYY-MM-DD``, times ISO 8601 with offset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import from_ms
from crm_desktop.core.entities import Choice, EntitySpec, FieldSpec
from crm_desktop.core.i18n import Text, render
from crm_desktop.core.money import to_json_money
from crm_desktop.core.settings import CURRENCY

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

_QUANTITIES = {("orders", "quantity")}
"""Numbers that are kept in thousandths."""


def instant(value: datetime) -> str:
    """In the shop's own time zone, with its offset."""
    return value.astimezone().isoformat(timespec="seconds")


def quantity(thousandths: int) -> int | float:
    return thousandths // 1000 if thousandths % 1000 == 0 else thousandths / 1000


def plain(value: object) -> Any:
    """A value whose kind is told by its Python type alone."""
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Text):
        return render(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(inner) for inner in value]
    return value


class Writer:
    """Writes the records of one shop: it knows the currency."""

    def __init__(self, services: Services) -> None:
        self.currency = services.settings.get(CURRENCY)

    def field(self, entity: EntitySpec, spec: FieldSpec, value: object) -> Any:
        """The value of one field of a record as JSON."""
        if spec.many:
            return list(value) if isinstance(value, (list, tuple)) else []
        if value is None or value == "":
            return None if spec.type in ("date", "time", "money", "number", "bool") else ""
        if spec.type == "money" and isinstance(value, int):
            return to_json_money(value, self.currency)
        if spec.type == "time" and isinstance(value, int):
            return instant(from_ms(value))
        if spec.type == "bool":
            return bool(value)
        if (entity.name, spec.name) in _QUANTITIES and isinstance(value, int):
            return quantity(value)
        return plain(value)

    def record(self, entity: EntitySpec, record: Any) -> dict[str, Any]:
        """A service's dataclass with the field names of ``entity``; its other attributes that are ids come along."""
        own = {field.name for field in fields(record)}
        answer: dict[str, Any] = {"id": record.id} if "id" in own else {}
        for spec in entity.fields:
            if spec.name in own or hasattr(record, spec.name):
                answer[spec.name] = self.field(entity, spec, getattr(record, spec.name))
        for name in sorted(own):
            if name.endswith("_id") and name not in answer:
                answer[name] = getattr(record, name)
        return answer


def labels(label: Text | str) -> dict[str, str]:
    """A label in every language; the shop's own words are the same in all of them."""
    from crm_desktop.core import catalogue

    if isinstance(label, str):
        return {"en": label, "zh_CN": label}
    chinese = catalogue.read("zh_CN").get((label.context, label.source), label.source)
    return {"en": label.source, "zh_CN": chinese}


def choice(entry: Choice) -> dict[str, Any]:
    return {"key": entry.key, "label": render(entry.label), "labels": labels(entry.label)}
