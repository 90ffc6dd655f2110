"""Rows that meet somebody: both sides of a possible duplicate, for a person to compare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crm_desktop.services.importing.model import Decision, Duplicate

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

SHOWN = 1_000
"""Duplicates that are kept for showing; more than these nobody compares by hand."""

_NOT_COMPARED = ("deal.", "name.")


class Meetings:
    """Collects rows of customers with whom they met; ``fields`` names the values of a row."""

    def __init__(self, services: Services, fields: Sequence[str]) -> None:
        self._s = services
        self._fields = [(at, name) for at, name in enumerate(fields) if not name.startswith(_NOT_COMPARED)]
        self._met: list[tuple[int, Sequence[Any], int, int | None, Decision, bool, Any]] = []

    def add(
        self, row: int, values: Sequence[Any], customer: int, earlier: int | None, fate: Decision, doubtful: bool
    ) -> None:
        """``earlier`` is the row of the file that made ``customer``, None for one who was there before."""
        if len(self._met) < SHOWN:
            there = None if earlier is not None else self._s.customers.get(customer)
            self._met.append((row, tuple(values), customer, earlier, fate, doubtful, there))

    def found(self) -> list[Duplicate]:
        """Both sides of every meeting; the records of this import are read as they have become."""
        made = [customer for _, _, customer, earlier, *_ in self._met if earlier is not None]
        records = {record.id: record for record in self._s.customers.rows(list(dict.fromkeys(made)))}
        duplicates = []
        for row, values, customer, earlier, fate, doubtful, there in self._met:
            record = there or records.get(customer)
            fields = {name: (_shown(values[at]), _shown(getattr(record, name, ""))) for at, name in self._fields}
            kept = {name: pair for name, pair in fields.items() if any(pair)}
            name = kept.get("name", ("", ""))[0]
            known = None if earlier is not None else customer
            duplicates.append(Duplicate(row, name, known, earlier, kept, fate, doubtful))
        return duplicates


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
