"""What the shop said about look-alikes: "these are two people". It holds until it is taken back.

A pair is kept by the smaller and the larger id. It is an ordinary record: audited, undoable, in every backup.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from crm_desktop.core.clock import from_ms
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.models.memory import NotSame

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class KeptApart:
    """Two live customers that were said to be two; ``since`` is aware UTC."""

    first: int
    second: int
    since: datetime


class NotSameService:
    def __init__(self, services: Services) -> None:
        self._s = services

    def keep_apart(self, work: UnitOfWork, first: int, second: int) -> bool:
        """Remember that the two are not the same; returns whether that is new. Raises :class:`UserError`
        ``not_found`` unless both are customers, and two.
        """
        low, high = _pair(first, second)
        found = self._s.db.execute_sql("SELECT count(*) FROM customer WHERE id IN (?, ?)", (low, high)).fetchone()[0]
        if low == high or found != 2:  # noqa: PLR2004 - a pair
            raise UserError("not_found", N_("merge", "Choose two different customers."))
        if self._row(low, high) is not None:
            return False
        work.insert(NotSame, customer=low, other=high)
        return True

    def take_back(self, work: UnitOfWork, first: int, second: int) -> bool:
        """Forget it: they may be shown as look-alikes again. Returns whether anything was known."""
        row = self._row(*_pair(first, second))
        if row is not None:
            work.delete(NotSame, row)
        return row is not None

    def all(self) -> list[KeptApart]:
        """Every pair of live customers, the newest first."""
        rows = self._s.db.execute_sql(
            "SELECT n.customer_id, n.other_id, n.created_at FROM not_same n "
            "JOIN customer a ON a.id = n.customer_id AND a.deleted_at IS NULL "
            "JOIN customer b ON b.id = n.other_id AND b.deleted_at IS NULL ORDER BY n.created_at DESC, n.id DESC"
        )
        return [KeptApart(low, high, from_ms(at)) for low, high, at in rows]

    def pairs(self) -> set[Pair]:
        """All pairs, as ``(smaller id, larger id)``."""
        return set(self._s.db.execute_sql("SELECT customer_id, other_id FROM not_same"))

    def of(self, customer_id: int) -> set[int]:
        """Everybody who is known to be somebody else than this customer."""
        rows = self._s.db.execute_sql(
            "SELECT other_id FROM not_same WHERE customer_id = ?1 "
            "UNION SELECT customer_id FROM not_same WHERE other_id = ?1",
            (customer_id,),
        )
        return {row[0] for row in rows}

    def _row(self, low: int, high: int) -> int | None:
        row = self._s.db.execute_sql(
            "SELECT id FROM not_same WHERE customer_id = ? AND other_id = ?", (low, high)
        ).fetchone()
        return row[0] if row else None


def _pair(first: int, second: int) -> Pair:
    return (first, second) if first <= second else (second, first)


def moved_pairs(
    rows: Iterable[tuple[int, int, int, str]], keep: int, others: set[int]
) -> tuple[list[tuple[int, int, int]], list[int]]:
    """Where pairs go when ``others`` become ``keep``: ``rows`` are ``(id, one, other, kind)`` of all pairs that any
    of them stands in. Returns ``(id, one, other)`` to change and ids that fall away: a customer paired with itself,
    and a pair that is there already.
    """
    changed: list[tuple[int, int, int]] = []
    gone: list[int] = []
    known: set[tuple[frozenset[int], str]] = set()
    later = []
    for row_id, one, other, kind in rows:
        if one in others or other in others:
            later.append((row_id, keep if one in others else one, keep if other in others else other, kind))
        else:
            known.add((frozenset((one, other)), kind))
    for row_id, one, other, kind in later:
        key = (frozenset((one, other)), kind)
        if one == other or key in known:
            gone.append(row_id)
        else:
            known.add(key)
            changed.append((row_id, one, other))
    return changed, gone
