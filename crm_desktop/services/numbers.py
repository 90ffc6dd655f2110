"""Order and deal numbers: a letter, the day and a count, such as ``S-20260923-05``.

A number that a record has, be it in the recycle bin, is not given a second time.
"""

from __future__ import annotations

from functools import cached_property

from crm_desktop.models.db import Database

_PREFIXES = {"sales_order": "S", "deal": "D"}


class NumberGiver:
    """Gives the free numbers of each day in turn.

    It looks once at those of a day that records have, and must hear of each that gets one in another way while it is
    in use: :meth:`reserve`. ``table`` is ours, ``sales_order`` or ``deal``.
    """

    def __init__(self, db: Database, table: str) -> None:
        self._db = db
        self._table = table
        self._prefix = _PREFIXES[table]
        self._last: dict[str, int] = {}
        self._reserved: dict[str, int] = {}

    def reserve(self, number: str) -> None:
        """A number that a record has or will have: those given come after it."""
        start, tail = number[: len(self._prefix) + 10], number[len(self._prefix) + 10 :]
        if start.startswith(f"{self._prefix}-") and tail.isdecimal():
            self._reserved[start] = max(self._reserved.get(start, 0), int(tail))

    def give(self, day: str) -> str:
        """The next number of ``day`` (``YYYY-MM-DD``)."""
        start = f"{self._prefix}-{day.replace('-', '')}-"
        if start not in self._last:
            self._last[start] = max(self._highest(start), self._in_bin.get(start, 0))
        self._last[start] = max(self._last[start], self._reserved.get(start, 0)) + 1
        return f"{start}{self._last[start]:02d}"

    def _highest(self, start: str) -> int:
        """The highest count that a live record has."""
        rows = self._db.execute_sql(
            f"SELECT number FROM {self._table} "
            "WHERE number >= ? AND number < ? AND deleted_at IS NULL AND number <> ''",
            (start, start[:-1] + "."),
        )
        return max((_count(number, start) for (number,) in rows), default=0)

    @cached_property
    def _in_bin(self) -> dict[str, int]:
        """Beginning of a number → the highest count of it in the recycle bin.

        Read as a whole, once: the day of an order may have been changed since it got its number.
        """
        rows = self._db.execute_sql(
            f"SELECT number FROM {self._table} WHERE deleted_at IS NOT NULL AND number LIKE ?",
            (f"{self._prefix}-%",),
        )
        found: dict[str, int] = {}
        for (number,) in rows:
            start = number[: number.rfind("-") + 1]
            found[start] = max(found.get(start, 0), _count(number, start))
        return found


def _count(number: str, start: str) -> int:
    """The count at the end of a number, 0 where somebody has typed something else there."""
    tail = number[len(start) :]
    return int(tail) if tail.isdecimal() else 0
