"""Long numbers in spreadsheets (of cards, orders, articles): taken for an amount they lose their last digits."""

from __future__ import annotations

import re
from typing import Any

EXACT = 2.0**53
"""Whole numbers up to here are what was written; a spreadsheet itself keeps no more than fifteen digits."""

_FIFTEEN = 10**15
_SHORT = 9
"""Powers of ten below this are written out by spreadsheets, and may be meant by people."""

SHORTENED = r"^\d(?:[.,]\d+)?[eE]\+\d+"
"""How a spreadsheet writes a number of which it keeps the beginning only."""

_PARTS = re.compile(r"\d(?:[.,](\d+))?[eE]\+(\d{1,2})")


def lost_digits(value: Any) -> bool:
    """Whether only the beginning of a number is left: ``6.92174E+12``, or a cell of more digits than it can keep."""
    if isinstance(value, str):
        shortened = _PARTS.fullmatch(value.strip())
        return shortened is not None and int(shortened[2]) > max(_SHORT, len(shortened[1] or ""))
    if isinstance(value, bool) or not isinstance(value, (int, float)) or abs(value) < _FIFTEEN:
        return False
    return abs(value) >= EXACT or int(value) % 10 == 0
