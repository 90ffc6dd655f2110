"""Named filters over a list, shown as tabs: self-updating ones, and segments that are a fixed set of records."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import to_ms
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.core.text import fold
from crm_desktop.models.shop import SavedView as SavedViewModel
from crm_desktop.services.listing import Filter, ListQuery

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

IN_SEGMENT = "segment"
"""Operator of the filter ``Filter("id", IN_SEGMENT, view id)``: only the people of that fixed segment."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """``fixed`` views hold the records they were made with; ``query`` narrows to them by a filter of its own."""

    id: int
    name: str
    query: ListQuery
    fixed: bool = False


class SavedViewsService:
    def __init__(self, services: Services) -> None:
        self._s = services

    def for_entity(self, entity: str) -> list[SavedView]:
        """In the order of the tabs."""
        rows = self._s.db.execute_sql(
            "SELECT id, name, json_remove(query, '$.members'), json_type(query, '$.members') IS NOT NULL "
            "FROM saved_view WHERE entity = ? ORDER BY position, id",
            (entity,),
        )
        return [_view(entity, *row) for row in rows]

    def save(self, work: UnitOfWork, name: str, query: ListQuery, members: Iterable[int] | None = None) -> int:
        """Add a view behind the others; with ``members`` a fixed segment of exactly those records.

        Raises :class:`ValidationError` without a name, :class:`UserError` ``exists`` for one that is taken.
        """
        name = self._free_name(query.entity, name)
        stored = _write(query.with_(search="", filters=()) if members is not None else query)
        if members is not None:
            stored["members"] = sorted(set(members))
        position = self._one("SELECT coalesce(max(position), 0) + 1 FROM saved_view WHERE entity = ?", query.entity)
        columns = {"entity": query.entity, "name": name, "query": _text(stored), "position": int(position)}
        return work.insert(SavedViewModel, **columns)

    def update(
        self, work: UnitOfWork, view_id: int, *, name: str | None = None, query: ListQuery | None = None
    ) -> None:
        """Give another name, or other conditions and another order; a fixed segment keeps its members.

        Raises as :meth:`save`.
        """
        patch: dict[str, Any] = {}
        entity, stored = self._stored(view_id)
        if name is not None:
            patch["name"] = self._free_name(entity, name, view_id)
        if query is not None:
            own = Filter("id", IN_SEGMENT, view_id)
            fresh = _write(query.with_(filters=tuple(one for one in query.filters if one != own)))
            if "members" in stored:
                fresh["members"] = stored["members"]
            patch["query"] = _text(fresh)
        work.update(SavedViewModel, view_id, patch)

    def delete(self, work: UnitOfWork, view_id: int) -> None:
        work.delete(SavedViewModel, view_id)

    def put_in_order(self, work: UnitOfWork, ids: Sequence[int]) -> None:
        """Make ``ids`` the order of the tabs."""
        for position, view_id in enumerate(ids, 1):
            work.update(SavedViewModel, view_id, {"position": position})

    # -- fixed segments

    def members(self, view_id: int) -> list[int]:
        """The ids of a fixed segment, those in the recycle bin included."""
        return list(self._stored(view_id)[1].get("members", ()))

    def add_members(self, work: UnitOfWork, view_id: int, ids: Iterable[int]) -> int:
        """Add records to a fixed segment; returns how many were not in it."""
        return self._change_members(work, view_id, lambda now: now | set(ids))

    def remove_members(self, work: UnitOfWork, view_id: int, ids: Iterable[int]) -> int:
        """Take records out of a fixed segment; returns how many were in it."""
        return self._change_members(work, view_id, lambda now: now - set(ids))

    def follow_merge(self, work: UnitOfWork, kept: int, others: Iterable[int]) -> None:
        """The customer that stays after a merge takes the place of the others in every fixed segment."""
        gone = set(others)
        rows = self._s.db.execute_sql(
            "SELECT id FROM saved_view WHERE entity = 'customers' AND json_type(query, '$.members') IS NOT NULL"
        ).fetchall()
        for (view_id,) in rows:
            if gone & set(self.members(view_id)):
                self._change_members(work, view_id, lambda now: (now - gone) | {kept})

    def _change_members(self, work: UnitOfWork, view_id: int, change: Callable[[set[int]], set[int]]) -> int:
        _entity, stored = self._stored(view_id)
        if "members" not in stored:
            raise UserError("unsupported", N_("view", "This view finds its people by itself."))
        before = set(stored["members"])
        after = change(before)
        work.update(SavedViewModel, view_id, {"query": _text({**stored, "members": sorted(after)})})
        return abs(len(after) - len(before))

    # -- details

    def _stored(self, view_id: int) -> tuple[str, dict[str, Any]]:
        row = self._s.db.execute_sql("SELECT entity, query FROM saved_view WHERE id = ?", (view_id,)).fetchone()
        if row is None:
            raise UserError("not_found", N_("view", "This view is no longer there."))
        return row[0], json.loads(row[1])

    def _free_name(self, entity: str, name: str, view_id: int | None = None) -> str:
        name = " ".join(name.split())
        if not name:
            raise ValidationError(N_("view", "A view needs a name."), {"name": N_("view", "A view needs a name.")})
        rows = self._s.db.execute_sql("SELECT id, name FROM saved_view WHERE entity = ?", (entity,))
        if any(fold(row[1]) == fold(name) and row[0] != view_id for row in rows):
            raise UserError("exists", N_("view", "There is a view called “{name}” already.").fill(name=name))
        return name

    def _one(self, sql: str, *params: Any) -> Any:
        return self._s.db.execute_sql(sql, params).fetchone()[0]


def _text(stored: dict[str, Any]) -> str:
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> object:
    """A value of a filter that JSON has no shape for, in one that means the same to the list."""
    if isinstance(value, datetime):
        return to_ms(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(type(value).__name__)


def _view(entity: str, view_id: int, name: str, stored: str, fixed: int) -> SavedView:
    query = _read(entity, json.loads(stored))
    if fixed:
        query = query.with_(filters=(Filter("id", IN_SEGMENT, view_id), *query.filters))
    return SavedView(view_id, name, query, bool(fixed))


def _write(query: ListQuery) -> dict[str, Any]:
    return {
        "search": query.search,
        "filters": [[one.field, one.op, one.value] for one in query.filters],
        "sort": query.sort,
        "descending": query.descending,
    }


def _read(entity: str, stored: dict[str, Any]) -> ListQuery:
    filters = tuple(Filter(name, op, value) for name, op, value in stored["filters"])
    return ListQuery(entity, stored["search"], filters, stored["sort"], stored["descending"])
