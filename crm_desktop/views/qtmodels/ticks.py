"""Which rows are ticked: by id, so that a refresh keeps them; "all" is a state of the query, not a list of ids."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Chosen:
    """What an action is about: ``ids``, or with ``everything`` all that the query finds but ``ids``."""

    ids: frozenset[int]
    everything: bool = False

    def of(self, found: array[int]) -> array[int]:
        """The chosen ones among ``found`` (all ids of the query), in that order."""
        return array("q", (one for one in found if (one in self.ids) != self.everything))


class Ticks:
    """A long span of rows, begun where nothing else was ticked, stays two numbers until somebody needs its ids: ticking
    200,000 rows by one key must not cost a frame.
    """

    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._all = False
        self._before: set[int] | None = None
        self._span: tuple[int, int] | None = None
        self._rows: array[int] | None = None
        """All ids of the list while the span is not counted among ``_ids`` yet."""

    def has(self, record_id: int, row: int) -> bool:
        if self._rows is not None and self._span is not None:
            return min(self._span) <= row <= max(self._span)
        return (record_id in self._ids) != self._all

    def put(self, record_id: int, on: bool) -> None:
        self.settle()
        self._set((record_id,), on)

    def put_all(self, on: bool) -> None:
        self._span, self._before, self._rows = None, None, None
        self._ids.clear()
        self._all = on

    def span(self, ids: array[int], anchor: int, row: int) -> tuple[int, int]:
        """Tick the rows from ``anchor`` to ``row``; when it goes on from the same anchor, rows that are left get back
        what they had. Returns the first and the last row that may look different.
        """
        goes_on = self._span is not None and self._span[0] == anchor
        if not goes_on:
            self.settle()
            if not self._ids and not self._all:
                self._rows = ids
        old = self._span[1] if self._span is not None else anchor
        if self._rows is not None:
            self._span = (anchor, row)
            return min(old, row), max(old, row)
        if self._span is None or self._before is None:
            self._before = set(self._ids)
            self._set(ids[anchor : anchor + 1], True)
        self._span = (anchor, row)
        for first, last in _outside(anchor, old, row):
            left, had = ids[first : last + 1], self._before
            self._set(left, False)
            self._set([one for one in left if (one in had) != self._all], True)
        for first, last in _outside(anchor, row, old):
            self._set(ids[first : last + 1], True)
        return min(old, row), max(old, row)

    def count(self, total: int) -> int:
        """How many of ``total`` rows are ticked."""
        if self._rows is not None and self._span is not None:
            return abs(self._span[1] - self._span[0]) + 1
        return total - len(self._ids) if self._all else len(self._ids)

    def any(self) -> bool:
        return self._all or bool(self._ids) or self._rows is not None

    def chosen(self) -> Chosen:
        if self._rows is not None and self._span is not None:
            return Chosen(frozenset(self._rows[min(self._span) : max(self._span) + 1]))
        return Chosen(frozenset(self._ids), self._all)

    def keep_only(self, ids: Iterable[int]) -> bool:
        """Forget ticks on what is not among ``ids``; returns whether there were such."""
        self.settle()
        before = len(self._ids)
        if before:
            self._ids.intersection_update(ids)
        return len(self._ids) != before

    def _set(self, ids: Iterable[int], on: bool) -> None:
        if on != self._all:
            self._ids.update(ids)
        else:
            self._ids.difference_update(ids)

    def settle(self) -> None:
        """The rows get other places: what is ticked is known by its ids from now on."""
        if self._rows is not None and self._span is not None:
            self._ids.update(self._rows[min(self._span) : max(self._span) + 1])
        self._span, self._before, self._rows = None, None, None


def _outside(anchor: int, now: int, then: int) -> list[tuple[int, int]]:
    """The rows of the span ``anchor`` … ``now`` that do not lie in ``anchor`` … ``then``, as first and last rows."""
    found = []
    low, high = min(anchor, now), max(anchor, now)
    other_low, other_high = min(anchor, then), max(anchor, then)
    if low < other_low:
        found.append((low, min(high, other_low - 1)))
    if high > other_high:
        found.append((max(low, other_high + 1), high))
    return found
