"""How one column of a table shows its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from crm_desktop.core.i18n import Text

ColumnKind = Literal["text", "name", "pills", "money", "number", "date", "state", "check", "actions"]


@dataclass(frozen=True)
class Cell:
    """What a delegate paints. ``text`` is also what is copied and what a screen reader says.

    ``secondary`` follows quietly; ``pills`` are tags; ``state`` is a shape's name (overdue, today, later, none, done);
    ``strong`` makes the text medium; ``tone`` is the name of a colour token or empty.
    """

    text: str = ""
    secondary: str = ""
    pills: tuple[str, ...] = ()
    state: str = ""
    strong: bool = False
    tone: str = ""


@dataclass(frozen=True)
class Column:
    """``key`` is the field's name, ``cell`` makes a :class:`Cell` (or a plain text) of a row.

    ``width`` is in pixels, ``stretch`` its share of what is left over; where room is short a column gives way down to
    ``least``, by default three quarters of its width; ``sort`` is the name to sort by, empty where
    the column can't be sorted. A click on the text of a ``link`` opens the record; ``editable`` cells are changed in
    their place where the table has an editor for them.
    """

    key: str
    title: Text | str
    cell: Callable[[Any], Cell | str]
    kind: ColumnKind = "text"
    width: int = 120
    stretch: int = 0
    sort: str = ""
    link: bool = False
    editable: bool = False
    least: int = 0

    def narrowest(self) -> int:
        """How far the column gives way by itself."""
        return min(self.width, self.least or self.width - self.width // 4)

    def right_aligned(self) -> bool:
        return self.kind in ("money", "number")
