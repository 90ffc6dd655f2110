"""Answers in words: aligned tables and lists for a terminal, Chinese text two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from crm_desktop.core.i18n import tr_

WIDEST = 40
"""Columns of a terminal that one cell may take before it is cut."""


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """``rows`` under ``columns``; numbers stand at the right."""
    cells = [[_cut(cell(value)) for value in row] for row in rows]
    widths = [max([width(name), *(width(row[index]) for row in cells)]) for index, name in enumerate(columns)]
    right = [bool(rows) and all(_is_number(row[index]) for row in rows) for index in range(len(columns))]
    lines = [_line(columns, widths, right), "  ".join("-" * size for size in widths)]
    lines += [_line(row, widths, right) for row in cells]
    return "\n".join(lines)


def facts(pairs: Mapping[str, Any]) -> str:
    """One ``name: value`` a line, the values under each other."""
    size = max((width(name) for name in pairs), default=0)
    return "\n".join(f"{name}:{' ' * (size - width(name))} {cell(value)}" for name, value in pairs.items())


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return tr_("cli", "yes") if value else tr_("cli", "no")
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {cell(inner)}" for name, inner in value.items())
    if isinstance(value, (list, tuple)):
        return "; ".join(cell(inner) for inner in value)
    return " ".join(str(value).split())


def width(text: str) -> int:
    """Columns that ``text`` takes in a terminal."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def _line(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = []
    for text, size, at_right in zip(texts, widths, right, strict=True):
        space = " " * (size - width(text))
        parts.append(space + text if at_right else text + space)
    return "  ".join(parts).rstrip()


def _cut(text: str) -> str:
    if width(text) <= WIDEST:
        return text
    kept = ""
    for sign in text:
        if width(kept) + width(sign) >= WIDEST:
            break
        kept += sign
    return kept + "…"


def _is_number(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, str):
        return value.removeprefix("-").replace(".", "", 1).isdigit()
    return value is None or isinstance(value, (int, float))
