"""Relative days of a list's filters: named periods, and the birthdays that are kept in one."""

from __future__ import annotations

from datetime import date, timedelta

from crm_desktop.core import lunar
from crm_desktop.services.birthdays import birth_keys

PERIODS = (
    "today",
    "yesterday",
    "tomorrow",
    "this_week",
    "last_week",
    "next_week",
    "this_month",
    "last_month",
    "next_month",
    "this_year",
    "last_year",
)
"""Names of periods that move along with the day; weeks begin on Monday."""

_WEEK = timedelta(days=7)


def period(name: str, today: date) -> tuple[date, date]:
    """First and last day of the period ``name``; raises ``KeyError`` for a name that is none."""
    monday = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    return {
        "today": lambda: (today, today),
        "yesterday": lambda: (today - timedelta(days=1),) * 2,
        "tomorrow": lambda: (today + timedelta(days=1),) * 2,
        "this_week": lambda: (monday, monday + timedelta(days=6)),
        "last_week": lambda: (monday - _WEEK, monday - timedelta(days=1)),
        "next_week": lambda: (monday + _WEEK, monday + timedelta(days=13)),
        "this_month": lambda: _month(month),
        "last_month": lambda: _month((month - timedelta(days=1)).replace(day=1)),
        "next_month": lambda: _month(_after(month)),
        "this_year": lambda: (date(today.year, 1, 1), date(today.year, 12, 31)),
        "last_year": lambda: (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    }[name]()


def _after(first: date) -> date:
    """The first day of the month after that of ``first``."""
    return (first + timedelta(days=31)).replace(day=1)


def _month(first: date) -> tuple[date, date]:
    return first, _after(first) - timedelta(days=1)


def month_of(number: int, today: date) -> tuple[date, date]:
    """The days of month ``number`` (1-12) of this year."""
    return _month(date(today.year, number, 1))


def kept_keys(start: date, end: date, *, leap: bool = False) -> list[str]:
    """The birth keys (``S0815``, ``L0815``) of the birthdays that are kept from ``start`` to ``end``; with ``leap`` of
    those in a leap month, whose key is that of the ordinary month although they may be kept on another day.
    """
    return sorted(key for key in birth_keys(start, end) if _is_kept(key, start, end, leap))


def _is_kept(key: str, start: date, end: date, leap: bool) -> bool:
    by_moon = key[0] == "L"
    if leap and not by_moon:
        return False
    day = lunar.next_birthday(lunar.Birthday(None, int(key[1:3]), int(key[3:5]), by_moon, leap), start)
    return day is not None and day <= end


def years_before(day: date, years: int) -> date:
    """The same day ``years`` ago; 28 February for a 29th that does not exist then."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
