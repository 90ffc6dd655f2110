"""One change to many customers: every method writes one portion of them in a few statements.

All portions of one unit of work are one change in the history and one undo.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from crm_desktop.core.entities import CUSTOMERS, FieldSpec
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.models.details import CustomValue
from crm_desktop.models.follow_up import FollowUp
from crm_desktop.services.custom_values import to_stored
from crm_desktop.services.customer_values import clean

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

PORTION = 500
"""So many ids at once, which SQLite takes as parameters of one statement."""

_ONE_EACH = frozenset({"name", "code", "phone", "email", "wechat", "birthday", "next_follow_up"})
"""What no two customers share: not offered for many at once."""
_COLUMNS = {"owner": "owner_id", "referrer": "referrer_id"}


def fields_for_many(services: Services) -> list[FieldSpec]:
    """The fields that may be set for many customers at once, the shop's own last."""
    spec = services.custom_fields.entity("customers")
    return [one for one in spec.fields if not one.read_only and one.name not in _ONE_EACH]


class BulkCustomers:
    def __init__(self, services: Services) -> None:
        self._s = services

    def set_field(self, work: UnitOfWork, ids: Sequence[int], name: str, value: Any) -> int:
        """Give ``name`` the same value in all of ``ids`` (empty clears it); returns how many differed.

        Raises ``ValidationError`` for a value that does not fit, :class:`UserError` ``unsupported`` for a field
        that can't be shared.
        """
        if name in _ONE_EACH:
            raise UserError("unsupported", N_("customer", "This field is every customer's own."))
        good = clean(self._s, {name: value}, creating=False)[name]
        if name == "tags":
            return self._change_tags(work, ids, lambda _tags: list(good))
        if name not in CUSTOMERS.names():
            return self._set_own(work, ids, name, good)
        if name == "owner":
            good = self._s.staff.id_of(work, good or "")
        column = _COLUMNS.get(name, name)
        stored = good.isoformat() if isinstance(good, date) else good
        others = [one for one in ids if one != stored] if name == "referrer" else ids  # nobody refers themselves
        return sum(
            work.execute(
                f'UPDATE customer SET "{column}" = ?, row_version = row_version + 1, updated_at = ? '
                f'WHERE id IN ({_marks(part)}) AND "{column}" IS NOT ? AND deleted_at IS NULL',
                (stored, work.now, *part, stored),
            ).rowcount
            for part in _portions(others)
        )

    def add_tags(self, work: UnitOfWork, ids: Sequence[int], tags: Sequence[str]) -> int:
        """Add tags where they are missing; returns how many customers got one."""
        good = clean(self._s, {"tags": tags}, creating=False)["tags"]
        return self._change_tags(work, ids, lambda now: [*now, *(tag for tag in good if tag not in now)])

    def remove_tags(self, work: UnitOfWork, ids: Sequence[int], tags: Sequence[str]) -> int:
        """Take tags away where they are; returns how many customers had one."""
        gone = set(tags)
        return self._change_tags(work, ids, lambda now: [tag for tag in now if tag not in gone])

    def delete(self, work: UnitOfWork, ids: Sequence[int]) -> int:
        """Into the recycle bin; returns how many were not there yet."""
        return sum(
            work.execute(
                "UPDATE customer SET deleted_at = ?, row_version = row_version + 1, updated_at = ? "
                f"WHERE id IN ({_marks(part)}) AND deleted_at IS NULL",
                (work.now, work.now, *part),
            ).rowcount
            for part in _portions(ids)
        )

    def plan_follow_up(self, work: UnitOfWork, ids: Sequence[int], values: Mapping[str, Any]) -> int:
        """One open follow-up for each: ``subject``, ``due`` (a day), ``type``, ``owner`` (a name, may be missing: then
        the customer's own). Returns how many were planned.
        """
        owner = self._s.staff.id_of(work, values["owner"]) if values.get("owner") else None
        due, subject, kind = values["due"].isoformat(), values["subject"].strip(), values.get("type") or "call"
        planned = 0
        for part in _portions(ids):
            rows = work.execute(
                f"SELECT id, owner_id FROM customer WHERE id IN ({_marks(part)}) AND deleted_at IS NULL", part
            ).fetchall()
            columns = ["customer_id", "subject", "due", "type", "status", "owner_id"]
            plans = [(row[0], subject, due, kind, "open", owner or row[1]) for row in rows]
            planned += work.insert_many(FollowUp, columns, plans)
        return planned

    # -- details

    def _change_tags(self, work: UnitOfWork, ids: Sequence[int], change: Callable[[list[str]], list[str]]) -> int:
        changed = 0
        for part in _portions(ids):
            rows = work.execute(
                f"SELECT id, tags FROM customer WHERE id IN ({_marks(part)}) AND deleted_at IS NULL", part
            ).fetchall()
            fresh = []
            for record_id, stored in rows:
                now = json.loads(stored)
                after = change(now)
                if after != now:
                    text = json.dumps(after, ensure_ascii=False) if after else "[]"
                    fresh.append((text, work.now, record_id))
            work.execute_many(
                "UPDATE customer SET tags = ?, row_version = row_version + 1, updated_at = ? WHERE id = ?", fresh
            )
            changed += len(fresh)
        return changed

    def _set_own(self, work: UnitOfWork, ids: Sequence[int], name: str, value: Any) -> int:
        """A field of the shop's own: its values are rows."""
        field = next(one for one in self._s.custom_fields.fields("customers") if one.spec.name == name)
        text, number = to_stored(field.spec, value)
        changed = 0
        for part in _portions(ids):
            live = {
                row[0]
                for row in work.execute(
                    f"SELECT id FROM customer WHERE id IN ({_marks(part)}) AND deleted_at IS NULL", part
                )
            }
            rows = work.execute(
                f"SELECT id, record_id, text FROM custom_value WHERE field_id = ? AND record_id IN ({_marks(part)})",
                (field.id, *part),
            ).fetchall()
            differ = [row[0] for row in rows if row[2] != text and row[1] in live]
            work.execute_many(
                "UPDATE custom_value SET text = ?, number = ?, row_version = row_version + 1, updated_at = ? "
                "WHERE id = ?",
                [(text, number, work.now, row_id) for row_id in differ],
            )
            missing = live - {row[1] for row in rows} if text else set()
            changed += len(differ) + work.insert_many(
                CustomValue,
                ["field_id", "record_id", "text", "number"],
                ((field.id, record_id, text, number) for record_id in sorted(missing)),
            )
        return changed


def _portions(ids: Sequence[int]) -> list[tuple[int, ...]]:
    return [tuple(ids[start : start + PORTION]) for start in range(0, len(ids), PORTION)]


def _marks(part: Sequence[int]) -> str:
    return ",".join("?" * len(part))
