"""Order and deal numbers: a letter, the day and a count, such as ``S-20260923-05``; none is given twice."""

from __future__ import annotations

from crm_desktop.models.db import Database


class NumberGiver:
    """Gives the free numbers of each day in turn; numbers of deleted records stay used.

    ``table`` and ``prefix`` are ours: ``sales_order`` with ``S``, ``deal`` with ``D``.
    """

    def __init__(self, db: Database, table: str = "sales_order", prefix: str = "S") -> None:
        self._db = db
        self._table = table
        self._prefix = prefix
        self._last: dict[str, int] = {}

    def give(self, day: str) -> str:
        """The next number of ``day`` (``YYYY-MM-DD``)."""
        start = f"{self._prefix}-{day.replace('-', '')}-"
        last = self._last[start] if start in self._last else self._highest(start, day)
        self._last[start] = last + 1
        return f"{start}{last + 1:02d}"

    def _highest(self, start: str, day: str) -> int:
        """The highest count used. Deleted orders are looked for by their date, which has an index; deals are few."""
        end = start[:-1] + "."
        by_date, params = (" AND date = ?", (day,)) if self._table == "sales_order" else ("", ())
        rows = self._db.execute_sql(
            f"SELECT number FROM {self._table} "
            "WHERE number >= ? AND number < ? AND deleted_at IS NULL AND number <> '' "
            f"UNION ALL SELECT number FROM {self._table} "
            f"WHERE deleted_at IS NOT NULL AND number >= ? AND number < ?{by_date}",
            (start, end, start, end, *params),
        )
        counts = [int(tail) for (number,) in rows if (tail := number[len(start) :]).isdecimal()]
        return max(counts, default=0)
