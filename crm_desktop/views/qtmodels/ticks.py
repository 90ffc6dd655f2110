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
    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._all = False
        self._before: set[int] | None = None
        self._span: tuple[int, int] | None = None

    def has(self, record_id: int) -> bool:
        return (record_id in self._ids) != self._all

    def put(self, record_id: int, on: bool) -> None:
        self._end_span()
        self._set((record_id,), on)

    def put_all(self, on: bool) -> None:
        self._end_span()
        self._ids.clear()
        self._all = on

    def span(self, ids: array[int], anchor: int, row: int) -> tuple[int, int]:
        """Tick the rows from ``anchor`` to ``row``; when it goes on from the same anchor, rows that are left get back
        what they had. Returns the first and the last row that may look different.
        """
        if self._span is None or self._span[0] != anchor or self._before is None:
            self._before = set(self._ids)
            self._span = (anchor, anchor)
            self._set(ids[anchor : anchor + 1], True)
        old = self._span[1]
        self._span = (anchor, row)
        for first, last in _outside(anchor, old, row):
            left = ids[first : last + 1]
            self._set(left, False)
            had = self._before
            self._set([one for one in left if (one in had) != self._all], True)
        for first, last in _outside(anchor, row, old):
            self._set(ids[first : last + 1], True)
        touched = (anchor, old, row)
        return min(touched), max(touched)

    def count(self, total: int) -> int:
        """How many of ``total`` rows are ticked."""
        return total - len(self._ids) if self._all else len(self._ids)

    def any(self) -> bool:
        return self._all or bool(self._ids)

    def chosen(self) -> Chosen:
        return Chosen(frozenset(self._ids), self._all)

    def keep_only(self, ids: Iterable[int]) -> bool:
        """Forget ticks on what is not among ``ids``; returns whether there were such."""
        before = len(self._ids)
        if before:
            self._ids.intersection_update(ids)
            self._end_span()
        return len(self._ids) != before

    def _set(self, ids: Iterable[int], on: bool) -> None:
        if on != self._all:
            self._ids.update(ids)
        else:
            self._ids.difference_update(ids)

    def _end_span(self) -> None:
        self._span, self._before = None, None


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
