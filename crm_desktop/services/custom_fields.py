"""Fields that the shop made itself: at once in forms, lists, filters, import, export and search."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from crm_desktop.core.entities import Choice, EntitySpec, FieldSpec, FieldType, entity, exchanged
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.text import fold, whole
from crm_desktop.models.details import CustomField as CustomFieldModel
from crm_desktop.models.details import CustomValue
from crm_desktop.services.custom_values import from_stored, to_stored

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

TYPES: tuple[FieldType, ...] = ("text", "longtext", "number", "money", "date", "choice", "bool", "link")

_NOT_IN_NAMES = re.compile(r"[\W_]+")
_MARKS = 500


@dataclass(frozen=True, slots=True)
class CustomField:
    """A field of the shop's own; ``spec.name`` is what commands, files and filters call it."""

    id: int
    entity: str
    spec: FieldSpec


class CustomFieldsService:
    def __init__(self, services: Services) -> None:
        self._s = services

    # -- the fields

    def fields(self, entity_name: str) -> list[CustomField]:
        rows = self._s.db.execute_sql(
            "SELECT id, key, label, type, choices FROM custom_field WHERE entity = ? AND deleted_at IS NULL "
            "ORDER BY position, id",
            (entity_name,),
        )
        return [CustomField(row[0], entity_name, _spec(*row[1:])) for row in rows]

    def entity(self, name: str, *, files: bool = False) -> EntitySpec:
        """The entity with its custom fields: what every form and list, or with ``files`` every file is made from."""
        spec = exchanged(name) if files else entity(name)
        own = tuple(field.spec for field in self.fields(name))
        return replace(spec, fields=(*spec.fields, *own)) if own else spec

    def add(
        self,
        work: UnitOfWork,
        entity_name: str,
        label: str,
        type: FieldType,
        choices: Sequence[str] = (),  # noqa: A002
    ) -> str:
        """Make a field; returns its name. Raises ``ValidationError`` (no label, no choices) or ``exists``."""
        planned = self.planned(entity_name, label, type, choices)
        work.insert(
            CustomFieldModel,
            entity=entity_name,
            key=planned.name,
            label=str(planned.label),
            type=type,
            choices=json.dumps([choice.key for choice in planned.choices], ensure_ascii=False),
            position=len(self.fields(entity_name)),
        )
        return planned.name

    def planned(
        self,
        entity_name: str,
        label: str,
        type: FieldType,  # noqa: A002
        choices: Sequence[str] = (),
        others: Sequence[FieldSpec] = (),
    ) -> FieldSpec:
        """The field that :meth:`add` would make, beside ``others`` that are not made yet either. Raises the same."""
        label = " ".join(whole(label).split())
        if not label:
            raise ValidationError(N_("custom", "This field can't be made."), {"label": N_("custom", "Give it a name.")})
        if type not in TYPES:
            raise UserError("unsupported", N_("custom", "There is no such kind of field."))
        options = list(dict.fromkeys(choice.strip() for choice in choices if choice.strip()))
        if type == "choice" and not options:
            raise ValidationError(
                N_("custom", "This field can't be made."), {"choices": N_("custom", "Give at least one choice.")}
            )
        there = (*self.entity(entity_name).fields, *others)
        if fold(label) in {fold(text) for spec in there for text in (spec.name, str(spec.label))}:
            raise UserError("exists", N_("custom", "There is a field called “{name}” already.").fill(name=label))
        key = self._free_key(entity_name, label, {spec.name for spec in others})
        return _spec(key, label, type, json.dumps(options, ensure_ascii=False))

    def change(
        self, work: UnitOfWork, field_id: int, *, label: str | None = None, choices: Sequence[str] | None = None,
        position: int | None = None,
    ) -> None:  # fmt: skip
        """Rename, change the choices or move; the name in files stays."""
        patch: dict[str, Any] = {}
        if label is not None and label.strip():
            patch["label"] = " ".join(label.split())
        if choices is not None:
            patch["choices"] = json.dumps(list(dict.fromkeys(choices)), ensure_ascii=False)
        if position is not None:
            patch["position"] = position
        work.update(CustomFieldModel, field_id, patch)

    def delete(self, work: UnitOfWork, field_id: int) -> None:
        """Hide the field everywhere. Its values are kept, so that undo brings them back."""
        work.delete(CustomFieldModel, field_id)

    def _free_key(self, entity_name: str, label: str, others: Set[str]) -> str:
        base = _NOT_IN_NAMES.sub("_", fold(label)).strip("_") or "field"
        rows = self._s.db.execute_sql("SELECT key FROM custom_field WHERE entity = ?", (entity_name,))
        taken = {row[0] for row in rows} | set(entity(entity_name).names()) | others
        key, n = base, 2
        while key in taken:
            key, n = f"{base}_{n}", n + 1
        return key

    # -- the values

    def values(self, entity_name: str, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """Record id → field name → value, for records that have any."""
        fields = {field.id: field.spec for field in self.fields(entity_name)}
        found: dict[int, dict[str, Any]] = {}
        if not fields:
            return found
        wanted = ",".join(str(field_id) for field_id in fields)
        for start in range(0, len(ids), _MARKS):
            part = ids[start : start + _MARKS]
            marks = ",".join("?" * len(part))
            for field_id, record_id, text, number in self._s.db.execute_sql(
                f"SELECT field_id, record_id, text, number FROM custom_value "
                f"WHERE field_id IN ({wanted}) AND record_id IN ({marks})",
                tuple(part),
            ):
                spec = fields[field_id]
                found.setdefault(record_id, {})[spec.name] = from_stored(spec, text, number)
        return found

    def set(self, work: UnitOfWork, entity_name: str, record_id: int, values: Mapping[str, Any]) -> bool:
        """Store clean values of one record; None or an empty text removes one. Returns whether any differed."""
        fields = {field.spec.name: field for field in self.fields(entity_name)}
        changed = False
        for name, value in values.items():
            field = fields[name]
            text, number = to_stored(field.spec, value)
            row = self._s.db.execute_sql(
                "SELECT id FROM custom_value WHERE field_id = ? AND record_id = ?", (field.id, record_id)
            ).fetchone()
            if row is None and text:
                work.insert(CustomValue, field=field.id, record_id=record_id, text=text, number=number)
                changed = True
            elif row is not None:
                changed = work.update(CustomValue, row[0], {"text": text, "number": number}) or changed
        return changed

    def set_many(self, work: UnitOfWork, entity_name: str, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
        """Store clean values of records that have none yet (an import's new ones)."""
        fields = {field.spec.name: field for field in self.fields(entity_name)}

        def stored() -> Iterable[tuple[int, int, str, float | None]]:
            for record_id, values in rows:
                for name, value in values.items():
                    text, number = to_stored(fields[name].spec, value)
                    if text:
                        yield fields[name].id, record_id, text, number

        work.insert_many(CustomValue, ["field_id", "record_id", "text", "number"], stored())


def _spec(key: str, label: str, type: FieldType, choices: str) -> FieldSpec:  # noqa: A002
    options = tuple(Choice(text, text) for text in json.loads(choices))
    return FieldSpec(key, Text("", label), type, choices=options, custom=True)
