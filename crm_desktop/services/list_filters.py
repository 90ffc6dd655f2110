"""One filter of a list as an SQL condition."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import FIRST_DAY, LAST_DAY, to_ms
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.phones import digits
from crm_desktop.services import list_periods, rhythm
from crm_desktop.services.list_sources import SOURCES, Column
from crm_desktop.services.lookups import lookup_value

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

Condition = tuple[str, list[Any]]

_NEGATIVE = {"ne": "eq", "none_of": "any_of", "not_contains": "contains", "not_segment": "segment",
             "not_bought": "bought", "no_open_deal": "open_deal"}  # fmt: skip
"""Operator → the one that it is the opposite of; records without a value fit the opposite too."""
_COMPARE = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_FEW = 500
_ONE_DAY = timedelta(days=1)


def condition(services: Services, entity: str, column: Column, field: str, op: str, value: Any) -> Condition:
    """The SQL condition and its parameters. Raises :class:`UserError` ``unsupported`` for an unknown operator."""
    if op in _NEGATIVE:
        sql, params = condition(services, entity, column, field, _NEGATIVE[op], value)
        return f"NOT coalesce(({sql}), 0)", params
    if op == "any_of":
        return _any_of(entity, column, value)
    if op == "all_of":
        return _joined([_equals(entity, column, one) for one in value], "AND")
    if op == "eq":
        return _equals(entity, column, value)
    if op in _COMPARE:
        return _compare(column, op, value)
    today = services.clock.today()
    makers: dict[str, Callable[[], Condition]] = {
        "empty": lambda: (_empty(column), []),
        "not_empty": lambda: (f"NOT {_empty(column)}", []),
        "contains": lambda: _contains(column, str(value)),
        "between": lambda: _between(column, *value),
        "older_than_days": lambda: _older(column, today - timedelta(days=int(value))),
        "within_days": lambda: _between(column, today - timedelta(days=int(value)), today),
        "next_days": lambda: _between(column, today, today + timedelta(days=int(value))),
        "past_rhythm": lambda: rhythm.past(today, "s."),
        "past": lambda: _compare(column, "lt", today),
        "period": lambda: _between(column, *list_periods.period(str(value), today)),
        "month": lambda: _born(*list_periods.month_of(int(value), today)),
        "born_period": lambda: _born(*list_periods.period(str(value), today)),
        "born_days": lambda: _born(today, today + timedelta(days=min(365, int(value)))),
        "age_ge": lambda: _born_until(list_periods.years_before(today, int(value))),
        "age_lt": lambda: _born_after(list_periods.years_before(today, int(value))),
        "bought": lambda: _bought(str(value)),
        "open_deal": lambda: (_OPEN_DEAL, []),
        "segment": lambda: (_SEGMENT, [int(value)]),
    }
    if op not in makers:
        raise UserError("unsupported", N_("list", "“{name}” can't be used as a filter.").fill(name=op))
    return makers[op]()


_OPEN_DEAL = (
    "t.id IN (SELECT customer_id FROM deal WHERE status = 'open' AND deleted_at IS NULL AND customer_id IS NOT NULL)"
)
_SEGMENT = "t.id IN (SELECT m.value FROM saved_view v, json_each(v.query, '$.members') m WHERE v.id = ?)"
"""The people of a fixed segment, see :mod:`crm_desktop.services.saved_views`."""


def _empty(column: Column) -> str:
    return f"({column.sql} IS NULL OR {column.sql} IN ('', '[]'))"


def _some(column: Column) -> str:
    """A condition that leaves out empty texts, which sort before everything."""
    return f"{column.sql} <> '' AND " if column.empty == "text" else ""


def _equals(entity: str, column: Column, value: Any) -> Condition:
    if value is None or value == "":
        return _empty(column), []
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
        return _between(column, value, value)
    return f"{column.sql} = ?", [_stored(column, value)]


def _any_of(entity: str, column: Column, values: Sequence[Any]) -> Condition:
    """One list for however many values; where a value needs a comparison of its own, one after the other."""
    if column.instant or column.link == "customer":
        return _joined([_equals(entity, column, one) for one in values], "OR")
    wanted = [one for one in values if one is not None and one != ""]
    parts: list[Condition] = []
    if column.lookup and wanted:
        keys = [lookup_value(column.lookup, str(one)) for one in wanted]
        among, params = _among(keys)
        found = f"SELECT record_id FROM lookup_key WHERE entity = ? AND kind = ? AND value {among}"
        parts.append((f"{SOURCES[entity].id} IN ({found})", [SOURCES[entity].search_table, column.lookup, *params]))
    elif wanted:
        among, params = _among([_stored(column, one) for one in wanted])
        parts.append((f"{column.sql} {among}", params))
    if len(wanted) < len(values):
        parts.append((_empty(column), []))
    return _joined(parts, "OR")


def _among(values: Sequence[Any]) -> Condition:
    """What stands behind a value that is one of ``values``: quickest as they are, a statement takes so many only."""
    if len(values) <= _FEW:
        return f"IN ({_marks(values)})", [*values]
    return "IN (SELECT value FROM json_each(?))", [json.dumps(values)]


def _joined(parts: Sequence[Condition], word: str) -> Condition:
    """In halves of halves: the database refuses a condition that is a thousand brackets deep."""
    if len(parts) < 2:
        return parts[0] if parts else ("0", [])
    half = len(parts) // 2
    (left, first), (right, second) = _joined(parts[:half], word), _joined(parts[half:], word)
    return f"({left}) {word} ({right})", [*first, *second]


def _contains(column: Column, text: str) -> Condition:
    wanted = digits(text) or text if column.lookup == "phone" else text
    return f"{column.sql} LIKE ? ESCAPE '\\'", [f"%{_escaped(wanted)}%"]


def _compare(column: Column, op: str, value: Any) -> Condition:
    day = _day(value) if column.instant else None
    if day is not None and op in ("le", "gt"):
        # the whole day belongs to it
        return f"{column.sql} {'<' if op == 'le' else '>='} ?", [_stored(column, day + _ONE_DAY)]
    return f"{_some(column)}{column.sql} {_COMPARE[op]} ?", [_stored(column, value)]


def _between(column: Column, low: Any, high: Any) -> Condition:
    """Both included."""
    last = _day(high) if column.instant else None
    if last is not None:
        return f"{column.sql} >= ? AND {column.sql} < ?", [_stored(column, low), _stored(column, last + _ONE_DAY)]
    return f"{_some(column)}{column.sql} BETWEEN ? AND ?", [_stored(column, low), _stored(column, high)]


def _older(column: Column, limit: date) -> Condition:
    return f"({_empty(column)} OR {column.sql} < ?)", [_stored(column, limit)]


def _born(start: date, end: date) -> Condition:
    """Birthdays kept in the period, by the moon too; asks the figures, whatever else the query joins. The records are
    read only where the month comes twice, as the figures don't tell in which of the two somebody was born.
    """
    plain, leap = set(list_periods.kept_keys(start, end)), set(list_periods.kept_keys(start, end, leap=True))
    either = sorted(key for key in plain if key in leap or key[0] == "S")
    parts, params = [f"SELECT customer_id FROM customer_stats WHERE birth_key IN ({_marks(either)})"], [*either]
    for keys, same in ((sorted(plain.difference(either)), "NOT GLOB"), (sorted(leap.difference(either)), "GLOB")):
        if keys:
            parts.append(
                "SELECT b.customer_id FROM customer_stats b CROSS JOIN customer c ON c.id = b.customer_id "
                f"WHERE b.birth_key IN ({_marks(keys)}) AND c.birthday {same} '*+*'"
            )
            params += keys
    return f"t.id IN ({' UNION ALL '.join(parts)})", [*params]


def _marks(values: Sequence[Any]) -> str:
    return ",".join("?" * len(values))


_BORN = (
    "CASE WHEN t.birthday GLOB '[0-9]*' THEN t.birthday WHEN t.birthday GLOB 'L[0-9]*' THEN substr(t.birthday, 2) END"
)
"""The day of birth where its year is known; a lunar day counts as the day of that name."""


def _born_until(day: date) -> Condition:
    return f"{_BORN} <= ?", [day.isoformat()]


def _born_after(day: date) -> Condition:
    return f"{_BORN} > ?", [day.isoformat()]


def _bought(product: str) -> Condition:
    return (
        "t.id IN (SELECT o.customer_id FROM order_line l JOIN sales_order o ON o.id = l.order_id "
        "WHERE l.product_name = ? AND o.deleted_at IS NULL AND o.customer_id IS NOT NULL)",
        [product],
    )


def _day(value: Any) -> date | None:
    """``value`` as a day, at most the last one there may be; None where it is an instant."""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    return min(value, LAST_DAY) if isinstance(value, date) and not isinstance(value, datetime) else None


def _stored(column: Column, value: Any) -> Any:
    if column.instant:
        if isinstance(value, str):
            value = date.fromisoformat(value)
        if isinstance(value, datetime):
            return to_ms(value)
        if isinstance(value, date):
            value = min(max(value, FIRST_DAY), LAST_DAY)
            return to_ms(datetime(value.year, value.month, value.day).astimezone())
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return int(value) if isinstance(value, bool) else value


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
