"""Making one customer out of several, with a preview that is exactly the result.

A merge is an ordinary change: it can be undone at any time like every other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.text import fold
from crm_desktop.models.base import BinRecord
from crm_desktop.models.customer import Customer as CustomerModel
from crm_desktop.models.details import Relation
from crm_desktop.models.memory import NotSame
from crm_desktop.models.registry import AUDITED
from crm_desktop.services.customers import Customer
from crm_desktop.services.not_same import moved_pairs

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

_JOINED = ("phone", "email", "tags")
_TEXTS = ("preferences", "special_requirements", "notes")
_APART = ("next_follow_up",)
"""Follow-ups move along."""

_PAIRS = {"relation": "kind", "not_same": "''"}
"""Tables that tie two customers together, and what tells one tie of the same two from another (SQL)."""


@dataclass(frozen=True, slots=True)
class MergePreview:
    """``values`` are the fields of the customer that stays; ``choices`` the differing values of each field with the
    id they come from, first the one that is proposed; ``moved`` counts what changes hands by table (without what lies
    in the recycle bin, which moves as well). The value of ``referrer`` is an id.
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
        from the next where empty. Phones, e-mails and tags are joined; notes are put below each other; of the lifecycle
        the farthest stage counts.
        Raises :class:`UserError` ``not_found`` unless all are live and there are at least two.
        """
        customers = self._load(ids)
        choices: dict[str, list[tuple[int, Any]]] = {}
        values: dict[str, Any] = {}
        for field in self.fields():
            offers = _offers(customers, field)
            picked = (chosen or {}).get(field)
            if field == "stage":
                offers.sort(key=lambda offer: -self._progress(offer[1]))
            if picked is not None and field not in _JOINED:
                offers.sort(key=lambda offer: offer[0] != picked)
            if len(offers) > 1 and field not in _JOINED:
                choices[field] = offers
            values[field] = _value(customers, field, offers, picked)
        moved = {table: self._count(table, column, ids) for table, column in _owned()}
        changed, _gone = self._pairs("relation", ids)
        moved["relation"] = len(changed)
        return MergePreview(ids[0], values, choices, {table: n for table, n in moved.items() if n})

    def merge(self, work: UnitOfWork, ids: Sequence[int], chosen: Mapping[str, int] | None = None) -> int:
        """Write what :meth:`preview` shows; the others go to the recycle bin. Returns the id that stays."""
        result = self.preview(ids, chosen)
        others, marks = ids[1:], ",".join("?" * len(ids[1:]))
        for table, column in _owned():
            own = f" AND id NOT IN ({','.join('?' * len(ids))})" if table == "customer" else ""
            work.execute(
                f'UPDATE "{table}" SET "{column}" = ?, row_version = row_version + 1, updated_at = ? '
                f'WHERE "{column}" IN ({marks}){own}',
                (result.keep, work.now, *others, *(ids if own else ())),
            )
        self._move_pairs(work, ids)
        for other in others:
            self._s.customers.delete(work, other)
        self._s.saved_views.follow_merge(work, result.keep, others)
        self._write(work, result)
        return result.keep

    def _write(self, work: UnitOfWork, result: MergePreview) -> None:
        """The values that differ. Entries of lists are written as they stand: they may have left the list since."""
        kept = self._s.customers.rows([result.keep])[0]
        entity = self._s.custom_fields.entity("customers")
        listed: dict[str, Any] = {}
        own: dict[str, Any] = {}
        plain: dict[str, Any] = {}
        for name, value in result.values.items():
            if _listed(_get(kept, name)) != value:
                spec = entity.field(name)
                target = own if spec.custom else listed if spec.type == "choice" else plain
                target[name] = value
        if listed:
            work.update(CustomerModel, result.keep, listed)
        self._s.custom_fields.set(work, "customers", result.keep, own)
        self._s.customers.update(work, result.keep, plain)

    def _move_pairs(self, work: UnitOfWork, ids: Sequence[int]) -> None:
        for model, in_order in ((Relation, False), (NotSame, True)):
            changed, gone = self._pairs(model._meta.table_name, ids)
            for row_id in gone:
                work.delete(model, row_id)
            for row_id, one, other in changed:
                if in_order and one > other:
                    one, other = other, one
                work.update(model, row_id, {"customer": one, "other": other})

    def _pairs(self, table: str, ids: Sequence[int]) -> tuple[list[tuple[int, int, int]], list[int]]:
        marks = ",".join("?" * len(ids))
        rows = self._s.db.execute_sql(
            f"SELECT id, customer_id, other_id, {_PAIRS[table]} FROM {table} "
            f"WHERE customer_id IN ({marks}) OR other_id IN ({marks}) ORDER BY id",
            (*ids, *ids),
        )
        return moved_pairs(rows, ids[0], set(ids[1:]))

    def fields(self) -> tuple[str, ...]:
        """The fields that a merge decides about, the shop's own ones included."""
        specs = self._s.custom_fields.entity("customers").fields
        return tuple(spec.name for spec in specs if not spec.read_only and spec.name not in _APART)

    def _progress(self, stage: str) -> int:
        """How far a customer has come: two halves of a loyal one are loyal."""
        keys = [choice.key for choice in self._s.choices.entries("lifecycle") if choice.key != "lost"]
        return keys.index(stage) if stage in keys else -1

    def _load(self, ids: Sequence[int]) -> list[Customer]:
        customers = [customer for customer in self._s.customers.rows(ids) if not customer.deleted]
        if len(set(ids)) < 2 or len(customers) != len(ids):  # noqa: PLR2004 - two make a merge
            raise UserError("not_found", N_("merge", "Choose at least two customers that are not in the recycle bin."))
        return customers

    def _count(self, table: str, column: str, ids: Sequence[int]) -> int:
        marks = ",".join("?" * len(ids[1:]))
        live = " AND deleted_at IS NULL" if table in _BINNED else ""
        own = f" AND id NOT IN ({','.join('?' * len(ids))})" if table == "customer" else ""
        sql = f'SELECT count(*) FROM "{table}" WHERE "{column}" IN ({marks}){live}{own}'
        return int(self._s.db.execute_sql(sql, (*ids[1:], *(ids if own else ()))).fetchone()[0])


_BINNED = {model._meta.table_name for model in AUDITED if issubclass(model, BinRecord)}


def _owned() -> list[tuple[str, str]]:
    """``(table, column)`` of everything that belongs to one customer."""
    return [
        (model._meta.table_name, foreign.column_name)
        for model in AUDITED
        for foreign in model._meta.refs
        if foreign.rel_model._meta.table_name == "customer" and model._meta.table_name not in _PAIRS
    ]


def _get(customer: Customer, field: str) -> Any:
    return customer.referrer_id if field == "referrer" else getattr(customer, field)


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _offers(customers: Sequence[Customer], field: str) -> list[tuple[int, Any]]:
    """The different values that are not empty, each with the first customer that has it."""
    found: dict[Any, int] = {}
    own = {customer.id for customer in customers} if field == "referrer" else set()
    for customer in customers:
        value = _get(customer, field)
        if value not in (None, "", ()) and value not in own:
            found.setdefault(value, customer.id)
    return [(customer_id, value) for value, customer_id in found.items()]


def _value(customers: Sequence[Customer], field: str, offers: list[tuple[int, Any]], picked: int | None) -> Any:
    if field in _JOINED:
        joined: dict[str, str] = {}
        for customer in customers:
            for value in getattr(customer, field):
                joined.setdefault(fold(value), value)
        return list(joined.values())
    if not offers:
        return None if field == "referrer" else getattr(customers[0], field)
    if field in _TEXTS and picked is None:
        return "\n".join(str(value) for _, value in offers)
    return offers[0][1]
