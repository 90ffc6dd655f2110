"""The Chinese lunar calendar, 1900 to 2099: conversion both ways and the next birthday.

The table holds for each year the leap month (first hexadecimal digit, 0 for none) and the
lengths of its 12 or 13 months (bits from the left, 1 for 30 days, 0 for 29). It is that of the calendars
that were in force (before 1929 by the meridian of Beijing) and, for years to come, that of the Hong Kong Observatory:
the new moons of September 2057 and August 2097 fall within seconds of midnight and may yet turn out a day later.
"""

from __future__ import annotations

import calendar
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

FIRST_YEAR = 1900
LAST_YEAR = 2099
_NEW_YEAR_1900 = date(1900, 1, 31)
_YEARS = """
    8096d 0095c 014ae 50a4d 01a4c 01b2a 40d55 00ad4 0135a 2095d 0095c 6149b 0149a 01a4a 51aa5 016a8
    01ad4 212da 012b6 70937 0092e 01496 5164b 00d4a 00da8 415b5 0056c 012ae 2092f 0092e 60c96 01a94
    01d4a 50da9 00b5a 0056c 3126e 0125c 7192d 0192a 01a94 61b4a 016aa 00ad4 4155b 004ba 0125a 2192b
    0152a 71695 00d94 016aa 50ab5 009b4 014b6 30a57 00a56 8152a 01d2a 00d54 615aa 0156a 0096c 414ae
    014ae 00a4c 31d26 01b2a 70b55 00ad4 012da 5095d 0095a 0149a 41a4d 01a4a 81aa5 016a8 016d4 612da
    012b6 00936 41497 01496 a164b 00d4a 00da8 615b4 0156c 012ae 5092f 0092e 00c96 30d4a 01d4a 80d65
    00b58 0156c 5126d 0125c 0192c 41a95 01a94 01b4a 20b55 00ad4 7155b 004ba 0125a 5192b 0152a 01694
    416aa 015aa 90ab5 00974 014b6 60a57 00a56 01526 40e95 00d54 015aa 209b5 0096c 614ae 0149c 01a4c
    51d26 01aa6 00b54 30d6a 012da b095d 0095a 0149a 61a4b 01a4a 01aa4 51b54 016b4 00ada 2095b 00936
    71497 01496 0154a 516a5 00da4 015b4 30ab6 0126e 8092f 0092e 00c96 60d4a 01d4a 00d54 4156c 0155c
    0125c 3192e 0192c 71a95 01a94 01b4a 50b55 00ad4 014da 40a5d 00a5a 8152b 0152a 01694 616aa 015aa
    00ab4 414ba 014b6 00a56 31527 00d26 70e53 00d54 015aa 509b5 0096c 014ae 40a4e 01a2c 81d26 01aa4
    01b54 60d6a 00ada 0095c 4149d 0145a 01a2a 21b25
""".split()  # noqa: SIM905 - a table of 200 entries reads better so


class LunarError(ValueError):
    """There is no such lunar day, or its year lies outside the table."""


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of the lunar calendar; ``leap`` is set in a leap month (闰六月)."""

    year: int
    month: int
    day: int
    leap: bool = False


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday as stored: ``year`` None where unknown; ``lunar`` days have ``leap`` in a leap month."""

    year: int | None
    month: int
    day: int
    lunar: bool = False
    leap: bool = False

    def __str__(self) -> str:
        """The stored text: ``1988-08-15``, ``--05-03``, ``L1988-08-15``, ``L--08-15``, ``L1987-06+-10``."""
        start = f"{self.year:04d}-" if self.year is not None else "--"
        leap = "+" if self.leap else ""
        return f"{'L' if self.lunar else ''}{start}{self.month:02d}{leap}-{self.day:02d}"


@lru_cache(maxsize=1)
def _new_years() -> tuple[date, ...]:
    """The solar day of each lunar new year, and the day after the table ends."""
    found = [_NEW_YEAR_1900]
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        found.append(found[-1] + timedelta(days=sum(length for _, _, length in months(year))))
    return tuple(found)


@lru_cache(maxsize=LAST_YEAR - FIRST_YEAR + 1)
def months(year: int) -> tuple[tuple[int, bool, int], ...]:
    """The months of a lunar year in order: number, whether a leap month, days."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise LunarError(f"the lunar table covers {FIRST_YEAR} to {LAST_YEAR}")
    code = _YEARS[year - FIRST_YEAR]
    leap, lengths = int(code[0], 16), f"{int(code[1:], 16):013b}"
    order = [(month, again) for month in range(1, 13) for again in ((False, True) if month == leap else (False,))]
    return tuple((month, again, 29 + int(bit)) for (month, again), bit in zip(order, lengths, strict=False))


def leap_month(year: int) -> int | None:
    """The month that comes twice in ``year``, or None."""
    return next((month for month, again, _ in months(year) if again), None)


def month_length(year: int, month: int, leap: bool = False) -> int:
    """Days of a month; raises :class:`LunarError` where the year has no such month."""
    for number, again, length in months(year):
        if (number, again) == (month, leap):
            return length
    raise LunarError(f"{year} has no such month")


def to_solar(year: int, month: int, day: int, leap: bool = False) -> date:
    """The solar day of a lunar one; raises :class:`LunarError`."""
    if not 1 <= day <= month_length(year, month, leap):
        raise LunarError("there is no such day in this month")
    days = day - 1
    for number, again, length in months(year):
        if (number, again) == (month, leap):
            break
        days += length
    return _new_years()[year - FIRST_YEAR] + timedelta(days=days)


def from_solar(day: date) -> LunarDay:
    """The lunar day of a solar one; raises :class:`LunarError` outside 1900-01-31 to early 2100."""
    starts = _new_years()
    if not starts[0] <= day < starts[-1]:
        raise LunarError(f"the lunar table covers {FIRST_YEAR} to {LAST_YEAR}")
    index = bisect_right(starts, day) - 1
    left = (day - starts[index]).days
    for number, again, length in months(FIRST_YEAR + index):
        if left < length:
            return LunarDay(FIRST_YEAR + index, number, left + 1, again)
        left -= length
    raise AssertionError("the months of a year add up to its days")


def covers(day: date) -> bool:
    """Whether the table reaches ``day``: warn before it runs out."""
    return _new_years()[0] <= day < _new_years()[-1]


def occurrence(birthday: Birthday, year: int) -> date:
    """The solar day on which ``birthday`` is kept in the (lunar, if it is lunar) year ``year``.

    29 February is kept on the 28th in common years; a 30th on the 29th where the lunar month is
    short; a leap month's birthday in the leap month if the year has it, else in the ordinary one.
    Raises :class:`LunarError` outside the table.
    """
    if not birthday.lunar:
        last = calendar.monthrange(year, birthday.month)[1]
        return date(year, birthday.month, min(birthday.day, last))
    leap = birthday.leap and leap_month(year) == birthday.month
    return to_solar(year, birthday.month, min(birthday.day, month_length(year, birthday.month, leap)), leap)


def next_birthday(birthday: Birthday, start: date) -> date | None:
    """The first day on or after ``start`` on which the birthday is kept; None where the lunar table ends.

    A child not yet born has its first birthday at birth.
    """
    first = start.year - 1 if birthday.lunar else start.year
    if birthday.year is not None:
        first = max(first, birthday.year)
    for year in range(first, first + 3):
        try:
            day = occurrence(birthday, year)
        except LunarError:
            if year > LAST_YEAR:
                return None
            continue
        if day >= start:
            return day
    return None
