"""Rows of customers as the child sends them: by columns."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from crm_desktop.services.importing.customer_keys import Marks
from crm_desktop.services.importing.prepared import EMAILS, KEYS, PHONES, opened

Column = Sequence[Any]


class CustomerRows:
    """``names`` are those of the fields, then of what was prepared; ``columns`` start with the numbers of the rows."""

    def __init__(self, names: Sequence[str], columns: Sequence[Column]) -> None:
        self._names, self._columns = names, columns
        self.numbers = columns[0]
        self._place = {name: at for at, name in enumerate(names, start=1)}
        self.fields = [name for name in names if not name.startswith("prepared.")]
        self.searched = f"prepared.{KEYS}" in self._place
        """Whether the rows bring the tokens by which the search finds them."""

    def __len__(self) -> int:
        return len(self.numbers)

    def column(self, field: str) -> Column:
        """The values of ``field``, lists as the database keeps them; None for each where the file lacks it."""
        at = self._place.get(field)
        return [None] * len(self) if at is None else self._columns[at]

    def prepared(self, name: str) -> Column:
        return self._columns[self._place[f"prepared.{name}"]]

    def marks(self) -> list[Marks]:
        """Of every row."""
        pairs = zip(self.prepared(PHONES), self.prepared(EMAILS), strict=True)
        return [
            (phones.split("\n") if phones else (), emails.split("\n") if emails else ()) for phones, emails in pairs
        ]

    def values(self, at: int) -> list[Any]:
        """The values of one row, as cleaning made them."""
        return [opened(name, self._columns[place][at]) for place, name in enumerate(self.fields, start=1)]

    def value(self, at: int, field: str) -> Any:
        """As cleaning made it; None where the file lacks it."""
        place = self._place.get(field)
        return None if place is None else opened(field, self._columns[place][at])

    def row(self, at: int) -> tuple[Any, ...]:
        return tuple([column[at] for column in self._columns])

    def picked(self, positions: Sequence[int]) -> CustomerRows:
        """Only the rows at these positions."""
        if len(positions) == len(self):
            return self
        if len(positions) == 1:
            return CustomerRows(self._names, [[column[positions[0]]] for column in self._columns])
        pick = itemgetter(*positions)
        return CustomerRows(self._names, [pick(column) for column in self._columns])
