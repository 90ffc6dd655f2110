"""The shop's own fields of customers in a file: their values beside the fields that every customer has."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from crm_desktop.services.importing.comparing import says_the_same

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

_ENTITY = "customers"


class CustomColumns:
    """Takes the values of custom fields out of rows and writes them: for new customers at once, else what differs."""

    def __init__(
        self, services: Services, work: UnitOfWork, fields: Sequence[str], *, overwrite: bool, clears: bool = False
    ) -> None:
        self._s, self._work, self._overwrite, self._clears = services, work, overwrite, clears
        own = {field.spec.name: field.spec for field in services.custom_fields.fields(_ENTITY)}
        self.specs = {name: own[name] for name in fields if name in own}
        self._at = {name: index for index, name in enumerate(fields) if name in own}
        self._new: dict[int, dict[str, Any]] = {}

    def of(self, values: Sequence[Any]) -> dict[str, Any]:
        """Field → value in its own type, blank ones left out."""
        return {
            name: _typed(self.specs[name].type, values[at]) for name, at in self._at.items() if values[at] is not None
        }

    def add_new(self, customer: int, values: Sequence[Any]) -> None:
        """The values of a customer made in this file; a later row adds what is missing."""
        if self.specs:
            self._new[customer] = {**self.of(values), **self._new.get(customer, {})}

    def write_new(self, waiting: Container[int] = ()) -> None:
        """Write the values of customers made in this file, but for those who are ``waiting`` to be written."""
        new = {customer: values for customer, values in self._new.items() if customer not in waiting}
        self._new = {customer: values for customer, values in self._new.items() if customer in waiting}
        self._s.custom_fields.set_many(self._work, _ENTITY, new.items()) if new else None

    def update(self, rows: Mapping[int, Sequence[Any]]) -> set[int]:
        """Compare with what is stored, write the differences; returns the customers that changed."""
        if not self.specs:
            return set()
        stored = self._s.custom_fields.values(_ENTITY, list(rows))
        changed = set()
        for customer, values in rows.items():
            before = stored.get(customer, {})
            patch = {
                name: value
                for name, value in self.of(values).items()
                if before.get(name) is None or (self._overwrite and not says_the_same(before[name], value))
            }
            if self._clears:
                patch |= {name: None for name, at in self._at.items() if values[at] is None and before.get(name)}
            if patch and self._s.custom_fields.set(self._work, _ENTITY, customer, patch):
                changed.add(customer)
        return changed


def _typed(kind: str, value: Any) -> Any:
    if kind == "number":
        return Decimal(value)
    return date.fromisoformat(value) if kind == "date" else value
