"""One filter of a list as an SQL condition."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import to_ms
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services.indexing import lookup_value
from crm_desktop.services.list_sources import SOURCES, Column

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

Condition = tuple[str, list[Any]]

_COMPARE = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def condition(services: Services, entity: str, column: Column, field: str, op: str, value: Any) -> Condition:
    """The SQL condition and its parameters. Raises :class:`UserError` ``unsupported`` for an unknown operator."""
    if op in ("empty", "not_empty"):
        empty = f"({column.sql} IS NULL OR {column.sql} IN ('', '[]'))"
        return (empty if op == "empty" else f"NOT {empty}"), []
    if op == "ne":
        sql, params = condition(services, entity, column, field, "eq", value)
        return f"NOT coalesce({sql}, 0)", params
    if op == "any_of":
        parts = [condition(services, entity, column, field, "eq", one) for one in value]
        return " OR ".join(sql for sql, _ in parts) or "0", [param for _, params in parts for param in params]
    if op == "contains":
        return f"{column.sql} LIKE ? ESCAPE '\\'", [f"%{_escaped(str(value))}%"]
    if op == "between":
        low, high = (_stored(column, part) for part in value)
        return f"{column.sql} BETWEEN ? AND ?", [low, high]
    if op in _COMPARE:
        return f"{column.sql} {_COMPARE[op]} ?", [_stored(column, value)]
    if op == "older_than_days":
        return _older(services, column, int(value))
    if op == "month":
        return "substr(s.birth_key, 1, 3) = ?", [f"S{int(value):02d}"]
    if op == "eq":
        return _equals(entity, column, value)
    raise UserError("unsupported", N_("list", "“{name}” can't be used as a filter.").fill(name=op))


def _equals(entity: str, column: Column, value: Any) -> Condition:
    if value is None or value == "":
        return f"({column.sql} IS NULL OR {column.sql} IN ('', '[]'))", []
    if column.lookup:
        table = SOURCES[entity].search_table
        return (
            f"{SOURCES[entity].id} IN (SELECT record_id FROM lookup_key WHERE entity = ? AND kind = ? AND value = ?)",
            [table, column.lookup, lookup_value(column.lookup, str(value))],
        )
    if column.link == "customer" and isinstance(value, int):
        return "cu.id = ?", [value]
    if column.link == "customer":
        return "(cu.name = ? OR cu.code = ?)", [value, value]
    if column.instant:
        start = _stored(column, value)
        return f"{column.sql} >= ? AND {column.sql} < ?", [start, start + 86_400_000]
    return f"{column.sql} = ?", [_stored(column, value)]


def _older(services: Services, column: Column, days: int) -> Condition:
    limit: Any = services.clock.today() - timedelta(days=days)
    return f"({column.sql} IS NULL OR {column.sql} < ?)", [_stored(column, limit)]


def _stored(column: Column, value: Any) -> Any:
    if column.instant:
        if isinstance(value, str):
            value = date.fromisoformat(value)
        if isinstance(value, datetime):
            return to_ms(value)
        if isinstance(value, date):
            return to_ms(datetime(value.year, value.month, value.day).astimezone())
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return int(value) if isinstance(value, bool) else value


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
