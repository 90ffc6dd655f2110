"""What an export is made of: typed columns and an iterator of rows, independent of the file format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

CellType = Literal[
    "text", "longtext", "number", "quantity", "money", "percent", "date", "month", "datetime", "bool", "any"
]
"""How a value is given and shown.

``money`` is an int of minor units, ``quantity`` an int of thousandths, ``percent`` a fraction (0.123 is 12.3 %),
``date`` a ``datetime.date`` or a text that is no calendar day (a lunar birthday), ``month`` the first day of the
month, ``datetime`` a local ``datetime.datetime`` without a zone. In a column of
``any`` each cell is what its value is: text, number, tick, day, instant, time or duration. ``None`` is an empty cell in
every type.
"""

NUMERIC: frozenset[str] = frozenset({"number", "quantity", "money", "percent"})

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Column:
    """``name`` is the stable field name, ``label`` the header in the reader's language.

    ``to`` gives for a value the place in the workbook that its cell links to (``'Customers'!A7``), None for none.
    """

    name: str
    label: str
    type: CellType = "text"
    to: Callable[[object], str | None] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: ``title`` names it; ``rows`` is read once, so it may be a generator over any number of rows.

    ``money_digits`` is the number of decimals of the currency (2 for yuan, 0 for yen).
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    money_digits: int = 2


def decimal_text(value: int, digits: int) -> str:
    """``value`` in units of 10**-digits as a plain decimal: ``decimal_text(-5, 2)`` is ``-0.05``."""
    if digits == 0:
        return str(value)
    sign = "-" if value < 0 else ""
    whole, part = divmod(abs(value), 10**digits)
    return f"{sign}{whole}.{part:0{digits}d}"


def quantity_text(value: int) -> str:
    """Thousandths as the shortest decimal: 1500 is ``1.5``, 2000 is ``2``."""
    if value % 1000 == 0:
        return str(value // 1000)
    return decimal_text(value, 3).rstrip("0")


def number_text(value: object) -> str:
    """An int or float in plain digits, whole floats without a decimal point."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
