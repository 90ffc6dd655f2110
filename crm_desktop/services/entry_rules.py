"""Which fields the shop wants filled in when a record is entered by hand.

The rules bind the forms. What is imported, and what was there before a rule, may lack a value: refusing it would keep
an owner from the rest of the record. The quality report names who lacks one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from crm_desktop.core.entities import FieldSpec
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.settings import REQUIRED_FIELDS

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

OFFERED: dict[str, tuple[str, ...]] = {
    "customers": (
        "phone", "company", "email", "wechat", "address", "tags", "birthday", "gender", "region", "industry", "source",
        "grade", "owner", "referrer", "preferred_channel", "next_follow_up", "preferences", "special_requirements",
        "notes",
    ),
    "deals": (
        "customer", "amount", "expected_close", "next_follow_up", "owner", "source", "competitor", "tags", "notes",
    ),
}  # fmt: skip
"""Fields that a person types; what the program fills in by itself is never missing."""


class EntryRules:
    def __init__(self, services: Services) -> None:
        self._s = services

    def offered(self, entity: str) -> tuple[FieldSpec, ...]:
        """The fields of ``entity`` that a rule can ask for, the shop's own ones last. A yes or no is never missing."""
        known = self._s.custom_fields.entity(entity)
        return tuple(
            spec for spec in known.fields if spec.name in OFFERED[entity] or (spec.custom and spec.type != "bool")
        )

    def required(self, entity: str) -> tuple[str, ...]:
        """Names of the fields that the shop asks for; those that were deleted meanwhile are left out."""
        chosen = set(self._s.settings.get(REQUIRED_FIELDS).split())
        return tuple(spec.name for spec in self.offered(entity) if f"{entity}:{spec.name}" in chosen)

    def require(self, work: UnitOfWork, entity: str, names: Iterable[str]) -> None:
        """From now on ask for exactly ``names``; raises ``ValueError`` for a field that no rule can ask for."""
        wanted = set(names)
        unknown = wanted - {spec.name for spec in self.offered(entity)}
        if unknown:
            raise ValueError(f"no rule for {', '.join(sorted(unknown))}")
        others = [one for one in self._s.settings.get(REQUIRED_FIELDS).split() if not one.startswith(f"{entity}:")]
        self._s.settings.set(work, REQUIRED_FIELDS, " ".join(sorted([*others, *(f"{entity}:{one}" for one in wanted)])))

    def missing(
        self, entity: str, values: Mapping[str, Any], before: Mapping[str, Any] | None = None
    ) -> dict[str, Text]:
        """Field → what to say under it. ``before`` is what a record held until now: only emptying it is refused."""
        return {
            name: N_("entry_rules", "Your shop asks for this.")
            for name in self.required(entity)
            if name in values and is_empty(values[name]) and (before is None or not is_empty(before.get(name)))
        }


def is_empty(value: Any) -> bool:
    """Nothing typed; 0 is an amount."""
    return value is None or value == "" or value == [] or value == ()
