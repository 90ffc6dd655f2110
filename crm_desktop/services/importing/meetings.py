"""Rows that meet somebody: both sides of a possible duplicate, for a person to compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm_desktop.services.importing.model import Decision, Duplicate

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

SHOWN = 1_000
"""Duplicates of each kind that are kept for showing; more than these nobody compares by hand."""

_TELLING = ("code", "phone", "email", "company", "address")
"""What tells people of one name apart, whether the file says it or not."""

_NOT_COMPARED = ("deal.", "name.")


@dataclass(frozen=True, slots=True)
class _Meeting:
    values: Sequence[Any]
    customer: int
    earlier: int | None
    fate: Decision
    doubtful: bool
    same_name: int
    bare: bool
    there: Any


class Meetings:
    """Collects rows of customers with whom they met; ``fields`` names the values of a row."""

    def __init__(self, services: Services, fields: Sequence[str]) -> None:
        self._s = services
        self._fields = [(at, name) for at, name in enumerate(fields) if not name.startswith(_NOT_COMPARED)]
        self._met: dict[int, _Meeting] = {}
        self._counts: Counter[tuple[bool, bool, bool]] = Counter()

    def add(
        self,
        row: int,
        values: Callable[[], Sequence[Any]],
        customer: int,
        earlier: int | None,
        fate: Decision,
        *,
        doubtful: bool = False,
        same_name: int = 0,
        bare: bool = False,
    ) -> None:
        """``earlier`` is the row of the file that made ``customer``, None for one who was there before.

        What a row met first counts.
        """
        kind = doubtful, same_name > 0, bare
        if self._counts[kind] < SHOWN and row not in self._met:
            there = None if earlier is not None else self._s.customers.get(customer)
            self._met[row] = _Meeting(tuple(values()), customer, earlier, fate, doubtful, same_name, bare, there)
            self._counts[kind] += 1

    def found(self) -> list[Duplicate]:
        """Both sides of every meeting; the records of this import are read as they have become."""
        made = [one.customer for one in self._met.values() if one.earlier is not None]
        records = {record.id: record for record in self._s.customers.rows(list(dict.fromkeys(made)))}
        duplicates = []
        for row, one in self._met.items():
            record = one.there or records.get(one.customer)
            fields = {name: (_shown(one.values[at]), _shown(getattr(record, name, ""))) for at, name in self._fields}
            for name in _TELLING if one.same_name else ():
                fields.setdefault(name, ("", _shown(getattr(record, name, ""))))
            kept = {name: pair for name, pair in fields.items() if any(pair)}
            title = kept.get("name", ("", ""))[0]
            known = None if one.earlier is not None else one.customer
            told = one.fate, one.doubtful, one.same_name, one.bare
            duplicates.append(Duplicate(row, title, known, one.earlier, kept, *told))
        return duplicates


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
