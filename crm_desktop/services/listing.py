"""Lists of any size: sorted ids by SQL, rows by id.

A query gives its first rows at once (``first``) and all its ids as a compact array (``ids``); rows are
fetched by id where they are shown. What each entity can filter and sort by stands in ``list_sources``.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.text import fold
from crm_desktop.services import list_halves
from crm_desktop.services.list_filters import condition
from crm_desktop.services.list_halves import Select
from crm_desktop.services.list_sources import SOURCES, Column, ListSource, with_custom

if TYPE_CHECKING:
    from crm_desktop.services.context import Services


_PORTION = 500
"""Ids named in one statement."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition: ``op`` is one of eq, ne, contains, empty, not_empty, lt, le, gt, ge, between, any_of,
    or a special one of the field (``older_than_days``, ``month``). Values are public values of the field.
    """

    field: str
    op: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list shows. ``search`` matches as the global search does; ``deleted`` shows the recycle bin."""

    entity: str
    search: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = ""
    descending: bool = False
    deleted: bool = False

    def with_(self, **changes: Any) -> ListQuery:
        return replace(self, **changes)


class Listing:
    def __init__(self, services: Services) -> None:
        self._s = services

    def source(self, entity: str) -> ListSource:
        """Raises :class:`UserError` ``not_found`` for an unknown entity."""
        source = SOURCES.get(entity)
        if source is None:
            raise UserError("not_found", N_("list", "There is no list called “{name}”.").fill(name=entity))
        return with_custom(source, self._s.custom_fields.fields(entity))

    def first(self, query: ListQuery, limit: int = 200) -> list[Any]:
        """The first rows, as the entity's dataclass."""
        return self.rows(query.entity, list_halves.first_ids(self._s, self._select(query), limit))

    def ids(self, query: ListQuery, ctx: JobContext | None = None) -> array[int]:
        """All ids in order."""
        select = self._select(query)
        if ctx is not None:
            ctx.on_cancel(self._s.db.connection().interrupt)
            ctx.check()
        return array("q", (row[0] for row in self._s.db.execute_sql(select.sql(), select.params)))

    def rows(self, entity: str, ids: Sequence[int]) -> list[Any]:
        """The rows of ``ids`` in that order; ids that no longer exist are left out."""
        service = getattr(self._s, self.source(entity).service)
        method = getattr(service, self.source(entity).rows)
        return list(method(ids))

    def count(self, query: ListQuery) -> int:
        source = self.source(query.entity)
        joins, where, params = self._where(source, query, ())
        sql = f"SELECT count(*) FROM {source.table} {joins}{where}"
        return int(self._s.db.execute_sql(sql, params).fetchone()[0])

    def totals(self, query: ListQuery, fields: Sequence[str]) -> dict[str, int]:
        """The sum of each of ``fields`` over the whole list (minor units for money)."""
        source = self.source(query.entity)
        columns = [self.column(source, name) for name in fields]
        joins, where, params = self._where(source, query, columns)
        sums = ", ".join(f"coalesce(sum({column.sql}), 0)" for column in columns)
        row = self._s.db.execute_sql(f"SELECT {sums} FROM {source.table} {joins}{where}", params).fetchone()
        return dict(zip(fields, row, strict=True))

    def totals_of(self, entity: str, ids: Sequence[int], fields: Sequence[str]) -> dict[str, int]:
        """The sum of each of ``fields`` over the records ``ids``."""
        source = self.source(entity)
        columns = [self.column(source, name) for name in fields]
        joins = self._where(source, ListQuery(entity), columns)[0]
        sums = ", ".join(f"coalesce(sum({column.sql}), 0)" for column in columns)
        found = dict.fromkeys(fields, 0)
        for start in range(0, len(ids), _PORTION):
            part = tuple(ids[start : start + _PORTION])
            where = f"WHERE {source.id} IN ({','.join('?' * len(part))})"
            row = self._s.db.execute_sql(f"SELECT {sums} FROM {source.table} {joins} {where}", part).fetchone()
            found = {name: found[name] + value for name, value in zip(fields, row, strict=True)}
        return found

    def column(self, source: ListSource, name: str) -> Column:
        """Raises :class:`UserError` ``not_found`` for an unknown field."""
        column = source.columns.get(name)
        if column is None:
            raise UserError("not_found", N_("list", "There is no field called “{name}”.").fill(name=name))
        return column

    def _select(self, query: ListQuery) -> Select:
        source = self.source(query.entity)
        column = self.column(source, query.sort or source.sort)
        if self._s.encrypted:
            column = column.sealed or column
        table, row_id = source.table, source.id
        everything = not (query.filters or fold(query.search) or query.deleted)
        leads = column.drive and everything
        if leads:
            table, row_id = source.drivers[column.joins[0]]
        elif source.scans[0] and not query.deleted and not (column.walk and everything):
            asked = (column, *(self.column(source, one.field) for one in query.filters))
            table = source.scans[0 if all(one.narrow for one in asked) else 1]
        joins, where, params = self._where(source, query, (column,), column.joins[:1] if leads else ())
        way = "DESC" if query.descending else "ASC"
        first = f"({column.sort} IS NULL OR {column.sort} = ''), " if column.empty == "text" else ""
        last = " NULLS LAST" if column.empty == "null" else ""
        return Select(
            source.table,
            row_id,
            f"FROM {table} {joins}{where}",
            f"ORDER BY {first}{column.sort} {way}{last}, {row_id} {way}",
            " ".join(source.joins[name] for name in column.joins),
            params,
        )

    def _where(
        self, source: ListSource, query: ListQuery, columns: Sequence[Column], joined: Sequence[str] = ()
    ) -> tuple[str, str, tuple[Any, ...]]:
        """Joins, condition and parameters; ``joined`` names joins that the FROM clause holds already."""
        needed = [join for column in columns for join in column.joins]
        parts = [source.bin if query.deleted else source.live]
        params: list[Any] = []
        if fold(query.search):
            sql, values = self._s.search.condition(source.search_table, query.search)
            parts.append(f"{source.search_id} IN ({sql})")
            params += values
        for one in query.filters:
            column = self.column(source, one.field)
            sql, values = condition(self._s, query.entity, column, one.field, one.op, one.value)
            needed += column.joins
            parts.append(sql)
            params += values
        joins = " ".join(source.joins[name] for name in dict.fromkeys(needed) if name not in joined)
        return joins, " WHERE " + " AND ".join(f"({part})" for part in parts), tuple(params)
