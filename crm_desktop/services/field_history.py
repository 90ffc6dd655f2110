"""What a customer's field was before, until when and who changed it: "phone was … until …"."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from crm_desktop.core.entities import FieldSpec
from crm_desktop.services.custom_values import from_stored
from crm_desktop.services.history import FieldChange

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

_TABLE = "customer"
_COLUMN_OF = {"phone": "phones", "email": "emails", "owner": "owner_id", "referrer": "referrer_id"}
_LISTS = frozenset({"phone", "email", "tags"})


@dataclass(frozen=True, slots=True)
class PastValue:
    """``value`` as the field holds it (empty where there was none); ``until`` aware UTC; ``user`` made the change."""

    value: Any
    until: datetime
    user: str
    change: int


class FieldHistory:
    def __init__(self, services: Services) -> None:
        self._s = services

    def changed_fields(self, customer_id: int) -> frozenset[str]:
        """Names of the fields that were something else before."""
        columns = {change.column for change in self._s.history.of_record(_TABLE, customer_id)}
        spec = self._s.custom_fields.entity("customers")
        names = {field.name for field in spec.fields if _COLUMN_OF.get(field.name, field.name) in columns}
        names.update(
            field.spec.name
            for field in self._s.custom_fields.fields("customers")
            if self._custom_changes(field.id, customer_id)
        )
        return frozenset(names)

    def past(self, customer_id: int, name: str) -> list[PastValue]:
        """The earlier values of one field, newest first; raises ``KeyError`` for a field that does not exist."""
        spec = self._s.custom_fields.entity("customers").field(name)
        if not spec.custom:
            column = _COLUMN_OF.get(name, name)
            changes = [one for one in self._s.history.of_record(_TABLE, customer_id) if one.column == column]
            return [self._past(spec, change) for change in changes]
        field = next(one for one in self._s.custom_fields.fields("customers") if one.spec.name == name)
        return [self._past_custom(spec, change) for change in self._custom_changes(field.id, customer_id)]

    def _custom_changes(self, field_id: int, customer_id: int) -> Sequence[FieldChange]:
        row = self._s.db.execute_sql(
            "SELECT id FROM custom_value WHERE field_id = ? AND record_id = ?", (field_id, customer_id)
        ).fetchone()
        if row is None:
            return ()
        return [one for one in self._s.history.of_record("custom_value", row[0]) if one.column == "text"]

    def _past(self, spec: FieldSpec, change: FieldChange) -> PastValue:
        value: Any = change.before
        if spec.name in _LISTS:
            value = tuple(json.loads(str(value))) if value else ()
        elif spec.name == "owner":
            value = self._staff_name(value)
        return PastValue(value, change.at, change.user, change.change)

    def _past_custom(self, spec: FieldSpec, change: FieldChange) -> PastValue:
        text = str(change.before or "")
        number = float(text) if text and spec.type == "bool" else None
        return PastValue(from_stored(spec, text, number), change.at, change.user, change.change)

    def _staff_name(self, staff_id: Any) -> str:
        row = self._s.db.execute_sql("SELECT name FROM staff WHERE id = ?", (staff_id,)).fetchone()
        return str(row[0]) if row else ""
