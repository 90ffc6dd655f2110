"""Cells that need no cleaning, recognised many at once: most cells of most files are as they should be.

Each recogniser takes cells in a row and gives their clean values, or None where any of them has to be looked at by
itself; what it gives is what :mod:`crm_desktop.services.importing.clean` would make of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Any

Recogniser = Callable[[Sequence[Any]], list[Any] | None]

_MOBILE = re.compile(r"(?:1[3-9][0-9]{9})?").fullmatch
_EMAIL = re.compile(r"(?:[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+)?").fullmatch


def mobiles(cells: Sequence[Any]) -> list[Any] | None:
    """Chinese mobile numbers, eleven bare digits, and blanks."""
    if not _all(_MOBILE, cells):
        return None
    return [["+86" + cell] if cell else None for cell in cells]


def emails(cells: Sequence[Any]) -> list[Any] | None:
    """One plain address each, and blanks."""
    if not _all(_EMAIL, cells):
        return None
    return [[cell] if cell else None for cell in cells]


def texts(odd: re.Pattern[str], longest: int, nothing: Collection[str] = frozenset()) -> Recogniser:
    """Texts in which ``odd`` finds nothing and that are no word of ``nothing``, which holds lower-case ones."""
    search = odd.search
    said = frozenset(nothing)

    def recognise(cells: Sequence[Any]) -> list[Any] | None:
        if not all(map(_is_text, cells)) or any(map(search, cells)) or max(map(len, cells)) > longest:
            return None
        if said and not said.isdisjoint(map(str.lower, cells)):
            return None
        return [cell or None for cell in cells]

    return recognise


def _is_text(cell: Any) -> bool:
    return type(cell) is str


def _all(matches: Callable[[str], Any], cells: Sequence[Any]) -> bool:
    return all(map(_is_text, cells)) and all(map(matches, cells))
