"""Cells as they were read, on their way from the child: JSON has no days and no times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

_READ: dict[str, Callable[[Any], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds),
}


def packed(cells: Sequence[Any]) -> list[Any]:
    """Texts, numbers and ticks as they are, the others as a pair of their kind and what they say."""
    return [cell if isinstance(cell, (str, int, float)) else _pair(cell) for cell in cells]


def unpacked(cells: Sequence[Any]) -> list[Any]:
    return [_READ[cell[0]](cell[1]) if isinstance(cell, list) else cell for cell in cells]


def _pair(cell: Any) -> Any:
    if isinstance(cell, (datetime, date, time)):
        return [type(cell).__name__, cell.isoformat()]
    if isinstance(cell, timedelta):
        return ["timedelta", cell.total_seconds()]
    return "" if cell is None else str(cell)
