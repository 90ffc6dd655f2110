"""Making one customer out of several, with a preview that is exactly the result.

A merge is an ordinary change: it can be undone at any time like every other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.models.registry import AUDITED
from crm_desktop.services.customers import Customer

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

_JOINED = ("phone", "email", "tags")
_TEXTS = ("preferences", "special_requirements", "notes")
_APART = ("next_follow_up", "referrer")
"""Follow-ups move along; who referred the customer is filled by id."""


@dataclass(frozen=True, slots=True)
class MergePreview:
    """``values`` are the fields of the customer that stays; ``choices`` the differing values of each field with the
    id they come from, first the one that is proposed; ``moved`` counts what changes hands by entity.
    """

    keep: int
    values: dict[str, Any]
    choices: dict[str, list[tuple[int, Any]]]
    moved: dict[str, int]


class Merger:
    def __init__(self, services: Services) -> None:
        self._s = services

    def preview(self, ids: Sequence[int], chosen: Mapping[str, int] | None = None) -> MergePreview:
        """What merging ``ids`` into the first of them gives.

        ``chosen`` maps a field to the id whose value it takes; other fields keep the first customer's value, filled
        from the next where empty. Phones, e-mails and tags are joined; notes are put below each other.
        Raises :class:`UserError` ``not_found`` unless all are live and there are at least two.
        """
        customers = self._load(ids)
        choices: dict[str, list[tuple[int, Any]]] = {}
        values: dict[str, Any] = {}
        for field in self.fields():
            offers = _offers(customers, field)
            picked = (chosen or {}).get(field)
            if picked is not None and field not in _JOINED:
                offers.sort(key=lambda offer: offer[0] != picked)
            if len(offers) > 1 and field not in _JOINED:
                choices[field] = offers
            values[field] = _value(customers, field, offers, picked)
        values["referrer"] = next(
            (c.referrer_id for c in customers if c.referrer_id and c.referrer_id not in ids), None
        )
        moved = {table: self._count(table, column, ids[1:]) for table, column in _owned()}
        return MergePreview(ids[0], values, choices, {table: n for table, n in moved.items() if n})

    def merge(self, work: UnitOfWork, ids: Sequence[int], chosen: Mapping[str, int] | None = None) -> int:
        """Write what :meth:`preview` shows; the others go to the recycle bin. Returns the id that stays."""
        result = self.preview(ids, chosen)
        others = ids[1:]
        marks = ",".join("?" * len(others))
        for table, column in _owned():
            work.execute(
                f'UPDATE "{table}" SET "{column}" = ?, row_version = row_version + 1, updated_at = ? '
                f'WHERE "{column}" IN ({marks})',
                (result.keep, work.now, *others),
            )
        for other in others:
            self._s.customers.delete(work, other)
        self._s.customers.update(work, result.keep, result.values)
        return result.keep

    def fields(self) -> tuple[str, ...]:
        """The fields that a merge decides about, the shop's own ones included."""
        specs = self._s.custom_fields.entity("customers").fields
        return tuple(spec.name for spec in specs if not spec.read_only and spec.name not in _APART)

    def _load(self, ids: Sequence[int]) -> list[Customer]:
        customers = [customer for customer in self._s.customers.rows(ids) if not customer.deleted]
        if len(set(ids)) < 2 or len(customers) != len(ids):  # noqa: PLR2004 - two make a merge
            raise UserError("not_found", N_("merge", "Choose at least two customers that are not in the recycle bin."))
        return customers

    def _count(self, table: str, column: str, ids: Sequence[int]) -> int:
        marks = ",".join("?" * len(ids))
        sql = f'SELECT count(*) FROM "{table}" WHERE "{column}" IN ({marks})'
        return int(self._s.db.execute_sql(sql, tuple(ids)).fetchone()[0])


def _owned() -> list[tuple[str, str]]:
    """``(table, column)`` of everything that points to a customer."""
    return [
        (model._meta.table_name, foreign.column_name)
        for model in AUDITED
        for foreign in model._meta.refs
        if foreign.rel_model._meta.table_name == "customer"
    ]


def _offers(customers: Sequence[Customer], field: str) -> list[tuple[int, Any]]:
    """The different values that are not empty, each with the first customer that has it."""
    found: dict[Any, int] = {}
    for customer in customers:
        value = getattr(customer, field)
        if value not in (None, "", ()):
            found.setdefault(value, customer.id)
    return [(customer_id, value) for value, customer_id in found.items()]


def _value(customers: Sequence[Customer], field: str, offers: list[tuple[int, Any]], picked: int | None) -> Any:
    if field in _JOINED:
        return list(dict.fromkeys(value for customer in customers for value in getattr(customer, field)))
    if not offers:
        return getattr(customers[0], field)
    if field in _TEXTS and picked is None:
        return "\n".join(str(value) for _, value in offers)
    return offers[0][1]
