"""Filters of the board that were given a name: kept as saved views of the shop, their closing days moving with time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from crm_desktop.services.deals import BoardFilter
from crm_desktop.services.deals_board import last_day
from crm_desktop.services.listing import Filter, ListQuery

ENTITY = "board"
_PLAIN = ("owner_id", "tag", "rotten", "state", "attention", "min_amount")
_EMPTY = BoardFilter()


def closing_days(today: date) -> dict[str, date]:
    """The days up to which one asks for deals that close soon: end of this week, of this and of the next month."""
    month = last_day(today.strftime("%Y-%m"))
    return {
        "week": today + timedelta(days=6 - today.weekday()),
        "month": month,
        "next_month": last_day((month + timedelta(days=1)).strftime("%Y-%m")),
    }


def to_query(where: BoardFilter, sort: str, today: date) -> ListQuery:
    """``where`` as a saved view keeps it."""
    parts = [Filter(name, "is", value) for name in _PLAIN if (value := getattr(where, name)) != getattr(_EMPTY, name)]
    if where.close_to is not None:
        moving = next((word for word, day in closing_days(today).items() if day == where.close_to), None)
        parts.append(Filter("close_to", "is", moving or where.close_to.isoformat()))
    return ListQuery(ENTITY, search=where.search, filters=tuple(parts), sort=sort)


def from_query(query: ListQuery, today: date) -> BoardFilter:
    """What :func:`to_query` kept, for ``today``."""
    values: dict[str, Any] = {part.field: part.value for part in query.filters}
    until = values.pop("close_to", None)
    if until is not None:
        values["close_to"] = closing_days(today).get(until) or date.fromisoformat(until)
    return BoardFilter(search=query.search, **{name: values[name] for name in values if hasattr(_EMPTY, name)})
