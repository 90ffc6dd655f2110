"""The one source of the time. Dates are local, instants are UTC."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Protocol

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""Today is one of these days, and reports tell of no others: nothing needs to reckon at the ends of the calendar."""


class Clock(Protocol):
    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        ...

    def today(self) -> date:
        """The shop's local calendar day."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(timezone.utc)

    def today(self) -> date:
        return datetime.now().astimezone().date()


class FixedClock:
    """A clock that stands still unless moved: for ``--today``, demo data and tests."""

    def __init__(self, now: datetime | date) -> None:
        if not isinstance(now, datetime):
            now = datetime(now.year, now.month, now.day, 10, 0).astimezone()
        elif now.tzinfo is None:
            now = now.astimezone()
        self._now = now

    def now(self) -> datetime:
        return self._now.astimezone(timezone.utc)

    def today(self) -> date:
        return self._now.astimezone().date()

    def advance(self, delta: timedelta) -> None:
        self._now += delta


def to_ms(instant: datetime) -> int:
    """Milliseconds since 1970 UTC: how instants are stored."""
    return int(instant.timestamp() * 1000)


def from_ms(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, timezone.utc)


def local_date(ms: int) -> date:
    """The local calendar day of a stored instant."""
    return from_ms(ms).astimezone().date()
