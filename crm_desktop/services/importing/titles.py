"""Who or what a row is about, as it says itself: a name, a number, a title."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm_desktop.services.importing.clean import clean_line, plain
from crm_desktop.services.importing.mapping import ALTERNATIVE
from crm_desktop.services.importing.rows import INSTEAD, NAME_PARTS, joined_names

FIELDS = {
    "customers": ("name", "company", "phone", "email", "wechat", "code"),
    "orders": ("number", "customer", "product"),
    "products": ("name", "code"),
    "deals": ("title", "number", "customer"),
    "activities": ("content", "response", "customer"),
    "payments": ("order", "amount"),
    "relations": ("customer", "other"),
    "followups": ("subject", "customer", "deal"),
}
"""Kind of record → the fields that tell one from others, the best first; the others stand in where it is blank."""


def of_values(entity: str, value: Callable[[str], Any]) -> str:
    """The title of a row by its clean values."""
    for name in FIELDS[entity]:
        found = value(name)
        if isinstance(found, (list, tuple)):
            found = next(iter(found), None)
        if found not in (None, ""):
            return str(found).partition(ALTERNATIVE)[0]
    return ""


def of_cells(entity: str, targets: Mapping[int, str], cells: Sequence[Any]) -> str:
    """The title of a row by its cells as they were read; ``targets`` is column → field."""
    texts: dict[str, str] = {}
    for column, target in sorted(targets.items()):
        text = clean_line(plain(cells[column])) if column < len(cells) else ""
        if text:
            texts.setdefault(target, text)
    parts: list[list[str | None]] = [[texts[part]] for part in NAME_PARTS if part in texts]
    name = texts.get("name") or (joined_names(parts)[0] if parts else None) or texts.get(INSTEAD)
    return of_values(entity, {**texts, "name": name}.get)
