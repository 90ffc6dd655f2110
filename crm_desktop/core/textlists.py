"""Lists of texts as they stand in one column of the database, as JSON: phones, e-mails or tags of one record."""

from __future__ import annotations

import json
from collections.abc import Iterable


def stored_list(values: Iterable[str] | None) -> str:
    """The text of a list column; that of plain values is made without the JSON machinery (ten times as slow)."""
    if not values:
        return "[]"
    given = list(values)
    joined = '", "'.join(given)
    if joined.count('"') == 2 * (len(given) - 1) and "\\" not in joined and joined.isprintable():
        return f'["{joined}"]'
    return json.dumps(given, ensure_ascii=False)


def listed(stored: str) -> list[str]:
    """The values of a list column; the usual ones, of one plain value, without the JSON machinery."""
    if stored == "[]":
        return []
    if stored.count('"') == 2 and "\\" not in stored:
        return [stored[2:-2]]
    return list(json.loads(stored))
