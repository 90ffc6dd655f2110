"""Deals, cards and column sums as callers see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

NextState = Literal["overdue", "today", "later", "none"]
"""State of the next step: its follow-up is overdue, due today, planned for later, or there is none."""

STATES: tuple[NextState, ...] = ("overdue", "today", "later", "none")


WEIGHTED = "((coalesce(d.amount, 0) * d.probability + 50) / 100)"
"""What a deal ``d`` is worth by its chance, rounded half up to a minor unit: in SQL as :attr:`Deal.weighted` does it.
Sums are made of these, so that they are the same wherever deals are grouped.
"""


@dataclass(frozen=True, slots=True)
class Deal:
    """A chance to sell. ``amount`` in minor units or None, ``probability`` per cent, ``pipeline`` and ``stage`` keys;
    ``closed`` is the day it was won or lost, ``reason`` why it was lost.
    """

    id: int
    version: int
    number: str
    title: str
    customer: str
    customer_id: int | None
    pipeline: str
    pipeline_id: int
    stage: str
    stage_id: int
    stage_entered: datetime
    amount: int | None
    probability: int
    probability_manual: bool
    expected_close: date | None
    owner: str
    owner_id: int | None
    source: str
    competitor: str
    tags: tuple[str, ...]
    next_follow_up: date | None
    status: str
    reason: str
    closed: date | None
    notes: str
    position: float
    created: datetime
    updated: datetime
    deleted: bool

    @property
    def weighted(self) -> int:
        """Amount × probability, rounded half up to a minor unit; see :data:`WEIGHTED`."""
        return ((self.amount or 0) * self.probability + 50) // 100


@dataclass(frozen=True, slots=True)
class Card:
    """What the board shows of an open deal. ``rotten_days`` is 0 unless the card rots: days without a touch."""

    id: int
    title: str
    customer: str
    customer_id: int | None
    amount: int | None
    probability: int
    owner: str
    tags: tuple[str, ...]
    expected_close: date | None
    stage_id: int
    days_in_stage: int
    state: NextState
    next_follow_up: date | None
    next_time: str
    rotten_days: int


@dataclass(frozen=True, slots=True)
class Sums:
    """Of a column or of the whole board, over all its cards: money in minor units."""

    count: int = 0
    amount: int = 0
    weighted: int = 0
    rotten: int = 0
    overdue: int = 0
    today: int = 0
    later: int = 0
    none: int = 0
    stage_days: int = 0
    """Days spent in their stage, all cards together."""

    @property
    def attention(self) -> int:
        """Deals that need doing: overdue or without a next step."""
        return self.overdue + self.none

    @property
    def average_days(self) -> float:
        return self.stage_days / self.count if self.count else 0.0

    def share(self, state: NextState) -> int:
        return int(getattr(self, state))


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What narrows the board; parts add up (and). ``owner_id`` 0 means deals without an owner."""

    search: str = ""
    owner_id: int | None = None
    tag: str = ""
    close_from: date | None = None
    close_to: date | None = None
    rotten: bool = False
    state: NextState | None = None
    attention: bool = False
    min_amount: int | None = None

    def is_empty(self) -> bool:
        return self == BoardFilter()


@dataclass(frozen=True, slots=True)
class Move:
    """One change of stage or status in a deal's history."""

    id: int
    from_stage_id: int | None
    to_stage_id: int | None
    status: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ForecastMonth:
    """Open deals expected to close in ``month`` (``YYYY-MM``), ``overdue`` before today, ``none`` without a date."""

    month: str
    count: int
    amount: int
    weighted: int
