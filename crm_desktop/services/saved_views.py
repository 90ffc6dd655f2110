"""Named filters over a list, shown as tabs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm_desktop.models.shop import SavedView as SavedViewModel
from crm_desktop.services.listing import Filter, ListQuery

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SavedView:
    id: int
    name: str
    query: ListQuery


class SavedViewsService:
    def __init__(self, services: Services) -> None:
        self._s = services

    def for_entity(self, entity: str) -> list[SavedView]:
        rows = self._s.db.execute_sql(
            "SELECT id, name, query FROM saved_view WHERE entity = ? ORDER BY position, id", (entity,)
        )
        return [SavedView(row[0], row[1], _read(entity, json.loads(row[2]))) for row in rows]

    def save(self, work: UnitOfWork, name: str, query: ListQuery) -> int:
        stored = json.dumps(_write(query), ensure_ascii=False)
        return work.insert(SavedViewModel, entity=query.entity, name=name, query=stored)

    def update(
        self, work: UnitOfWork, view_id: int, *, name: str | None = None, query: ListQuery | None = None
    ) -> None:
        patch: dict[str, Any] = {}
        if name is not None:
            patch["name"] = name
        if query is not None:
            patch["query"] = json.dumps(_write(query), ensure_ascii=False)
        work.update(SavedViewModel, view_id, patch)

    def delete(self, work: UnitOfWork, view_id: int) -> None:
        work.delete(SavedViewModel, view_id)


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
