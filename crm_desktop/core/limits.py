"""What a record can hold: amounts that every sum still fits, and texts that fit into a cell of a workbook."""

from __future__ import annotations

from crm_desktop.core.i18n import N_
from crm_desktop.core.money import TOO_LARGE

LARGEST = 10**17
"""Of an amount in minor units and of a quantity in thousandths; the database ends not far above."""
LONGEST = 32_767
"""Of a text, as Excel counts the characters of a cell: an emoji is two."""
TOO_LONG = N_("customer", "This text is too long.")

__all__ = ["LARGEST", "LONGEST", "TOO_LARGE", "TOO_LONG", "fitting", "is_too_large", "is_too_long"]


def is_too_large(*numbers: int | None) -> bool:
    """Whether one of these amounts or quantities is more than a record can hold."""
    return any(number is not None and not -LARGEST <= number <= LARGEST for number in numbers)


def is_too_long(text: str) -> bool:
    """Whether a text would be cut when it is exported to a workbook."""
    return len(text) > LONGEST // 2 and fitting(text) != text


def fitting(text: str) -> str:
    """As much of the beginning of ``text`` as a cell holds."""
    if len(text) * 2 <= LONGEST:
        return text
    units = text[:LONGEST].encode("utf-16-le", "surrogatepass")[: LONGEST * 2]
    if 0xD8 <= units[-1] < 0xDC and len(units) == LONGEST * 2:
        units = units[:-2]
    return units.decode("utf-16-le", "surrogatepass")
