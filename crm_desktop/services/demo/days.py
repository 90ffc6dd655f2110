"""The demo shop's calendar: the days it has been open, their seasons, and instants on them."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random

from crm_desktop.core.clock import to_ms

LENGTH = 800
"""Days before today on which the story begins: a good two years."""

_MONTHS = {1: 1.1, 2: 0.75, 3: 1.1, 4: 1.3, 5: 1.05, 6: 0.9, 7: 0.8, 8: 1.05, 9: 1.5, 10: 0.95, 11: 1.05, 12: 1.25}
_WEEKDAYS = (0.8, 0.8, 0.9, 0.9, 1.1, 1.5, 1.3)
_GROWTH = 0.25
"""How much busier the shop is today than at the beginning."""


class Days:
    """Day 0 is the first, day ``today`` is the clock's."""

    def __init__(self, today: date) -> None:
        self.date_today = today
        self.today = LENGTH
        self.dates = [today + timedelta(days=n - LENGTH) for n in range(LENGTH + 120)]
        self.iso = [day.isoformat() for day in self.dates]
        self._midnight = [to_ms(datetime(day.year, day.month, day.day).astimezone()) for day in self.dates]
        self.weight = [
            _MONTHS[day.month] * _WEEKDAYS[day.weekday()] * (1 + _GROWTH * n / LENGTH)
            for n, day in enumerate(self.dates[: LENGTH + 1])
        ]
        self._sums = list(accumulate(self.weight))

    def at(self, day: int, minute: int) -> int:
        """The instant (ms UTC) of a minute of the local day."""
        return self._midnight[day] + minute * 60_000

    def busy(self, rng: Random, first: int = 0, last: int = LENGTH - 1) -> int:
        """A day from ``first`` to ``last``, more likely a busy one."""
        if last <= first:
            return max(0, last)
        low = self._sums[first - 1] if first else 0.0
        return min(last, bisect_left(self._sums, low + rng.random() * (self._sums[last] - low)))


def clock_time(minute: int) -> str:
    """``HH:MM`` of a minute of the day."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def opening_minute(rng: Random) -> int:
    """A minute between 9:00 and 20:30, most of them in the afternoon."""
    return int(rng.triangular(9 * 60, 20 * 60 + 30, 16 * 60))


def uid(rng: Random) -> str:
    return f"{rng.getrandbits(128):032x}"
