"""Customers: reading them as records, and every way of writing them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import from_ms, local_date
from crm_desktop.core.entities import CUSTOMERS
from crm_desktop.core.i18n import tr_
from crm_desktop.core.text import sort_key
from crm_desktop.models.customer import Customer as CustomerModel
from crm_desktop.services.customer_values import clean, code_of
from crm_desktop.services.lookups import lookup_value

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer as everybody above the models sees it. Field names are those of ``core.entities``.

    Money is minor units of the shop's currency; ``birthday`` canonical text; ``last_contact`` a local date;
    ``usual_days`` the mean days between buying days; ``version`` goes back into ``update``.
    """

    id: int
    uid: str
    version: int
    code: str
    name: str
    kind: str
    company: str
    phone: tuple[str, ...]
    email: tuple[str, ...]
    wechat: str
    gender: str
    birthday: str
    address: str
    region: str
    industry: str
    source: str
    grade: str
    stage: str
    owner: str
    owner_id: int | None
    tags: tuple[str, ...]
    preferred_channel: str
    referrer: str
    referrer_id: int | None
    preferences: str
    special_requirements: str
    notes: str
    verified_on: date | None
    next_follow_up: date | None
    next_follow_up_id: int | None
    total_spent: int
    owed: int
    orders: int
    first_order: date | None
    last_order: date | None
    usual_days: int | None
    last_contact: date | None
    created: datetime
    updated: datetime
    deleted: bool
    custom: Mapping[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        """A field of the shop's own reads like every other; None where it has no value."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self.custom.get(name)


_SELECT = """
SELECT c.id, c.uid, c.row_version, c.code, c.name, c.kind, c.company, c.phones, c.emails, c.wechat, c.gender,
    c.birthday, c.address, c.region, c.industry, c.source, c.grade, c.stage, coalesce(o.name, ''), c.owner_id, c.tags,
    c.preferred_channel, coalesce(r.name, ''), c.referrer_id, c.preferences, c.special_requirements, c.notes,
    c.verified_on, s.next_follow_up, s.next_follow_up_id, coalesce(s.total_spent, 0), coalesce(s.owed, 0),
    coalesce(s.orders, 0), s.first_order, s.last_order, s.usual_days, s.last_contact_at, c.created_at, c.updated_at,
    c.deleted_at
FROM customer c
LEFT JOIN customer_stats s ON s.customer_id = c.id
LEFT JOIN staff o ON o.id = c.owner_id
LEFT JOIN customer r ON r.id = c.referrer_id
"""


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _list(value: str) -> tuple[str, ...]:
    return () if value == "[]" else tuple(json.loads(value))


def _record(row: tuple[Any, ...], custom: Mapping[str, Any]) -> Customer:
    values = dict(zip(_FIELDS, row, strict=True))
    for name in ("phone", "email", "tags"):
        values[name] = _list(values[name])
    for name in ("verified_on", "next_follow_up", "first_order", "last_order"):
        values[name] = _date(values[name])
    values["last_contact"] = local_date(values["last_contact"]) if values["last_contact"] else None
    values["created"], values["updated"] = from_ms(values["created"]), from_ms(values["updated"])
    values["deleted"] = values["deleted"] is not None
    return Customer(**values, custom=custom)


_FIELDS = tuple(one.name for one in fields(Customer) if one.name != "custom")
_OWN_FIELDS = frozenset(CUSTOMERS.names())
_COLUMN_OF = {"phone": "phones", "email": "emails", "owner": "owner_id", "referrer": "referrer_id"}
_LISTS = frozenset({"phone", "email", "tags"})
_STORED = _OWN_FIELDS | {"verified_on"}


class CustomersService:
    def __init__(self, services: Services) -> None:
        self._s = services

    # -- reading

    def get(self, customer_id: int) -> Customer | None:
        """The customer, recycle bin included; None when there is none."""
        rows = self.rows([customer_id])
        return rows[0] if rows else None

    def rows(self, ids: Sequence[int]) -> list[Customer]:
        """The customers of ``ids`` in that order; unknown ids are left out."""
        found = {}
        custom = self._s.custom_fields.values("customers", ids)
        for start in range(0, len(ids), 500):
            part = ids[start : start + 500]
            marks = ",".join("?" * len(part))
            for row in self._s.db.execute_sql(f"{_SELECT} WHERE c.id IN ({marks})", tuple(part)):
                found[row[0]] = _record(row, custom.get(row[0], {}))
        return [found[i] for i in ids if i in found]

    def with_key(self, kind: str, value: str) -> list[int]:
        """Ids of live customers that have this ``phone``, ``email`` or ``tag`` (compared as search does)."""
        rows = self._s.db.execute_sql(
            "SELECT record_id FROM lookup_key WHERE entity = 'customer' AND kind = ? AND value = ?",
            (kind, lookup_value(kind, value)),
        )
        return [row[0] for row in rows]

    def by_code(self, code: str) -> int | None:
        row = self._s.db.execute_sql(
            "SELECT id FROM customer WHERE code = ? AND code <> '' AND deleted_at IS NULL", (code.strip(),)
        ).fetchone()
        return row[0] if row else None

    def by_name(self, name: str) -> list[int]:
        """Ids of live customers with exactly this name."""
        rows = self._s.db.execute_sql(
            "SELECT id FROM customer WHERE name_key = ? AND name = ? AND deleted_at IS NULL",
            (sort_key(name.strip()), name.strip()),
        )
        return [row[0] for row in rows]

    def look_alikes(self, values: Mapping[str, Any], skip: int | None = None) -> list[Customer]:
        """Live customers that may be the one being typed, the likeliest first (why: ``Duplicates.like``)."""
        from crm_desktop.services.duplicates import Duplicates

        return [customer for customer, _why in Duplicates(self._s).like(values, skip)]

    def preferred_type(self, customer_id: int | None) -> str:
        """The kind of contact the customer prefers; a call where none is known."""
        row = self._s.db.execute_sql("SELECT preferred_channel FROM customer WHERE id = ?", (customer_id,)).fetchone()
        return str(row[0]) if row and row[0] else "call"

    def suggestions(self, field: str, limit: int = 200) -> list[str]:
        """Values already used in a field that has suggestions, most used first."""
        if field == "owner":
            return [member.name for member in self._s.staff.all()]
        if field == "tags":
            sql = (
                "SELECT j.value, count(*) FROM customer c, json_each(c.tags) j "
                "WHERE c.deleted_at IS NULL AND c.tags <> '[]' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
            )
        elif field in ("company", "region", "industry", "source"):
            sql = (
                f"SELECT {field}, count(*) FROM customer WHERE deleted_at IS NULL AND {field} <> '' "
                "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
            )
        else:
            raise KeyError(field)
        return [row[0] for row in self._s.db.execute_sql(sql, (limit,))]

    # -- writing

    def create(self, work: UnitOfWork, values: Mapping[str, Any]) -> int:
        """Add a customer from field values; raises ``ValidationError``. A number is given when none is."""
        good = clean(self._s, values, creating=True)
        columns = self._columns(work, good)
        if not columns.get("code"):
            columns["code"] = self.free_code(work.next_id(CustomerModel))
        customer_id = work.insert(CustomerModel, **columns)
        self._s.custom_fields.set(work, "customers", customer_id, _custom(good))
        if good.get("next_follow_up"):
            self._plan_next(work, customer_id, good["next_follow_up"])
        return customer_id

    def update(self, work: UnitOfWork, customer_id: int, patch: Mapping[str, Any], version: int | None = None) -> bool:
        """Change the given fields; returns whether anything differed. Raises ``ValidationError``, ``ConflictError``."""
        good = clean(self._s, patch, creating=False, customer_id=customer_id)
        work.expect(CustomerModel, customer_id, version)
        columns = self._columns(work, good)
        changed = work.update(CustomerModel, customer_id, columns) if columns else False
        parts = self._s.custom_fields.set(work, "customers", customer_id, _custom(good))
        if "next_follow_up" in good:
            parts = self._plan_next(work, customer_id, good["next_follow_up"]) or parts
        if parts and not changed:
            work.touch(CustomerModel, customer_id)
        return changed or parts

    def delete(self, work: UnitOfWork, customer_id: int) -> None:
        """Into the recycle bin; what belongs to the customer stays with it."""
        work.delete(CustomerModel, customer_id)

    def restore(self, work: UnitOfWork, customer_id: int) -> None:
        """Out of the recycle bin; a number that was given to somebody else meanwhile is replaced."""
        row = self._s.db.execute_sql("SELECT code FROM customer WHERE id = ?", (customer_id,)).fetchone()
        if row and self.by_code(row[0]) not in (None, customer_id):
            work.update(CustomerModel, customer_id, {"code": self.free_code(customer_id)})
        work.put_back(CustomerModel, customer_id)

    def add_tag(self, work: UnitOfWork, ids: Iterable[int], tag: str) -> None:
        for customer in self.rows(list(ids)):
            if tag not in customer.tags:
                work.update(CustomerModel, customer.id, {"tags": [*customer.tags, tag]})

    def remove_tag(self, work: UnitOfWork, ids: Iterable[int], tag: str) -> None:
        for customer in self.rows(list(ids)):
            if tag in customer.tags:
                work.update(CustomerModel, customer.id, {"tags": [t for t in customer.tags if t != tag]})

    def mark_verified(self, work: UnitOfWork, customer_id: int) -> None:
        """The facts were checked with the customer today."""
        work.update(CustomerModel, customer_id, {"verified_on": self._s.clock.today().isoformat()})

    # -- details

    def free_code(self, wanted: int) -> str:
        """The customer number that belongs to id ``wanted``, or the next free one."""
        while self.by_code(code_of(wanted)) is not None:
            wanted += 1
        return code_of(wanted)

    def _columns(self, work: UnitOfWork, values: Mapping[str, Any]) -> dict[str, Any]:
        """Clean field values as stored columns; people named for the first time are added."""
        columns: dict[str, Any] = {}
        for name, value in values.items():
            if name == "next_follow_up" or name not in _STORED:
                continue
            if name == "owner":
                value = self._s.staff.id_of(work, value or "")
            elif name in _LISTS:
                value = json.dumps(list(value), ensure_ascii=False) if value else "[]"
            elif isinstance(value, date):
                value = value.isoformat()
            columns[_COLUMN_OF.get(name, name)] = value
        if "name" in columns:
            columns["name_key"] = sort_key(columns["name"])
        return columns

    def _plan_next(self, work: UnitOfWork, customer_id: int, due: date | None) -> bool:
        """Make ``due`` the day of the next open follow-up: moved, made or (for None) cancelled."""
        follow_ups = self._s.followups
        planned = [one for one in follow_ups.for_customer(customer_id, only_open=True) if one.due is not None]
        if not planned and due is None:
            return False
        if not planned:
            follow_ups.create(
                work,
                {
                    "customer": customer_id, "type": self.preferred_type(customer_id), "due": due,
                    "subject": _follow_up_subject(),
                },
            )  # fmt: skip
            return True
        if planned[0].due == due:
            return False
        if due is None:
            follow_ups.cancel(work, planned[0].id)
        else:
            follow_ups.move(work, planned[0].id, due)
        return True


def _custom(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the shop's own fields among ``values``."""
    return {name: value for name, value in values.items() if name not in _STORED}


def _follow_up_subject() -> str:
    return tr_("followup", "Follow up")
