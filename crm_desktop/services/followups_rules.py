"""Repeating follow-ups: the RFC 5545 rule of one follow-up and its next day.

Only one occurrence is open at a time; it carries the rule, and behind it the day of the series that it stands for
where it was moved to another one. ``COUNT`` counts the open occurrence too.
All of RFC 5545 that speaks of days is understood (imported files may hold any of it); the form offers
what :func:`build` makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Literal

from crm_desktop.core.dates import plain_date
from crm_desktop.core.i18n import N_, Text, language

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PARTS = frozenset(
    ("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST")
    + ("BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "BYYEARDAY", "BYWEEKNO")
)
SERIES_DAY = ";DTSTART="
"""Stands in the stored text between a rule and the day of the series (``20260105``) that a moved occurrence is for."""
_HORIZON = timedelta(days=366 * 12)
"""How far a next day is looked for: 29 February may be eight years away, ``BYMONTHDAY=30;BYMONTH=2`` never comes."""

_UNITS: dict[str, tuple[Text, Text]] = {
    "DAILY": (N_("followup", "Every day"), N_("followup", "Every {n} days")),
    "WEEKLY": (N_("followup", "Every week"), N_("followup", "Every {n} weeks")),
    "MONTHLY": (N_("followup", "Every month"), N_("followup", "Every {n} months")),
    "YEARLY": (N_("followup", "Every year"), N_("followup", "Every {n} years")),
}


class RuleError(ValueError):
    """The text is no rule for days."""


def parse(rule: str) -> dict[str, str]:
    """The parts of ``rule`` in upper case; raises :class:`RuleError` for what is no rule or knows hours."""
    text = rule.strip().upper().removeprefix("RRULE:")
    parts: dict[str, str] = {}
    for piece in filter(None, text.split(";")):
        name, equals, value = piece.partition("=")
        if not equals or not value or name not in _PARTS or name in parts:
            raise RuleError(f"not understood: {piece}")
        parts[name] = value
    if parts.get("FREQ") not in _UNITS:
        raise RuleError("a rule needs FREQ=DAILY, WEEKLY, MONTHLY or YEARLY")
    for name in ("INTERVAL", "COUNT"):
        if name in parts and not (parts[name].isdecimal() and 1 <= int(parts[name]) <= 9999):
            raise RuleError(f"{name} needs a whole number from 1")
    if "UNTIL" in parts:
        parts["UNTIL"] = f"{_until(parts['UNTIL']):%Y%m%d}"
    if "COUNT" in parts and "UNTIL" in parts:
        raise RuleError("a rule ends by COUNT or by UNTIL, not both")
    return parts


def normal(rule: str) -> str:
    """``rule`` as it is stored; raises :class:`RuleError`, also where its days never come."""
    parts = parse(rule)
    if next(_occurrences({**parts, "UNTIL": "99991231"}, date(2024, 1, 1)), None) is None:
        raise RuleError("this never happens")
    return _text(parts)


def build(freq: Frequency, due: date, interval: int = 1, *, until: date | None = None, count: int | None = None) -> str:
    """The rule that the form makes from a first day: it names the weekday or the day of the month, so that a
    single occurrence can be moved without moving the series.

    A day that short months lack (29th to 31st, 29 February) is kept on the last day of those months.
    """
    parts: dict[str, str] = {"FREQ": freq}
    if interval > 1:
        parts["INTERVAL"] = str(interval)
    if freq == "WEEKLY":
        parts["BYDAY"] = WEEKDAYS[due.weekday()]
    elif freq == "YEARLY" and (due.month, due.day) == (2, 29):
        parts.update(BYMONTH="2", BYMONTHDAY="-1")
    elif freq == "YEARLY":
        parts.update(BYMONTH=str(due.month), BYMONTHDAY=str(due.day))
    elif freq == "MONTHLY" and due.day == 31:
        parts["BYMONTHDAY"] = "-1"
    elif freq == "MONTHLY" and due.day > 28:
        parts.update(BYMONTHDAY=",".join(str(day) for day in range(28, due.day + 1)), BYSETPOS="-1")
    elif freq == "MONTHLY":
        parts["BYMONTHDAY"] = str(due.day)
    if count is not None:
        parts["COUNT"] = str(count)
    elif until is not None:
        parts["UNTIL"] = f"{until:%Y%m%d}"
    return _text(parts)


def stored(rule: str, series_day: date | None) -> str:
    """The rule together with the day of the series that its moved occurrence stands for, see :func:`split`."""
    return f"{rule}{SERIES_DAY}{series_day:%Y%m%d}" if rule and series_day else rule


def split(text: str) -> tuple[str, date | None]:
    """A stored text as its rule and, where the occurrence was moved, the day of the series that it stands for."""
    rule, moved, day = text.partition(SERIES_DAY)
    return rule, date.fromisoformat(day) if moved else None


def following(rule: str, due: date, after: date, series_day: date | None = None) -> tuple[date, str] | None:
    """The first day of the series strictly later than ``due``, ``after`` and the ``series_day`` that a moved
    occurrence stands for, with the rule it carries on with; None when the series is over. Occurrences passed over
    count towards ``COUNT``.
    """
    parts = parse(rule)
    left = int(parts["COUNT"]) if "COUNT" in parts else None
    first = series_day or due
    for day in _occurrences(parts, first):
        if day <= first:
            continue
        if left is not None:
            left -= 1
            if left < 1:
                return None
        if day > max(due, after):
            if left is not None:
                parts["COUNT"] = str(left)
            return day, _text(parts)
    return None


def days_ahead(rule: str, due: date, start: date, end: date, series_day: date | None = None) -> list[date]:
    """The days from ``start`` to ``end`` on which :func:`following` would put later occurrences one by one."""
    parts = parse(rule)
    left = int(parts["COUNT"]) if "COUNT" in parts else None
    first, found = series_day or due, []
    for day in _occurrences(parts, first):
        if day <= first:
            continue
        if left is not None:
            left -= 1
        if day > end or (left is not None and left < 1):
            break
        if day >= start and day > due:
            found.append(day)
    return found


def describe(rule: str) -> Text:
    """The rule in words, such as "Every 2 weeks"; rules richer than the form's keep their frequency only."""
    parts = parse(rule)
    one, many = _UNITS[parts["FREQ"]]
    interval = int(parts.get("INTERVAL", "1"))
    words = one if interval == 1 else many.fill(n=interval)
    if "UNTIL" in parts:
        last = plain_date(_until(parts["UNTIL"]), language())
        return N_("followup", "{often} until {day}").fill(often=words, day=last)
    if "COUNT" in parts:
        return N_("followup", "{often}, {n} times left").fill(often=words, n=int(parts["COUNT"]))
    return words


def simple(rule: str) -> tuple[str, int] | None:
    """Frequency and interval of a rule as :func:`build` makes it; None for richer ones and for those with a count."""
    parts = parse(rule)
    known: dict[str, set[str]] = {"DAILY": set(), "WEEKLY": {"BYDAY"}, "MONTHLY": {"BYMONTHDAY", "BYSETPOS"}}
    more = known.get(parts["FREQ"], {"BYMONTH", "BYMONTHDAY"})
    several = "," in parts.get("BYDAY", "") or ("," in parts.get("BYMONTHDAY", "") and "BYSETPOS" not in parts)
    if several or parts.get("BYDAY", "")[:1].isdigit() or not set(parts) <= more | {"FREQ", "INTERVAL", "UNTIL"}:
        return None
    return parts["FREQ"], int(parts.get("INTERVAL", "1"))


def until(rule: str) -> date | None:
    """The last day a rule allows, or None."""
    parts = parse(rule)
    return _until(parts["UNTIL"]) if "UNTIL" in parts else None


def _until(value: str) -> date:
    try:
        return datetime.strptime(value[:8], "%Y%m%d").date()  # noqa: DTZ007 - a calendar day has no zone
    except ValueError as error:
        raise RuleError("UNTIL needs a day such as 20261231") from error


def _occurrences(parts: dict[str, str], start: date) -> Iterator[date]:
    """The days of a rule from ``start`` on, ``start`` itself included where the rule names it."""
    from dateutil.rrule import rrule, rrulestr

    last = _until(parts["UNTIL"]) if "UNTIL" in parts else date.max
    if start < date.max - _HORIZON:
        last = min(last, start + _HORIZON)
    kept = {name: value for name, value in parts.items() if name not in ("COUNT", "UNTIL")}
    try:
        found = rrulestr(_text(kept), dtstart=datetime.combine(start, time()))
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise RuleError(str(error)) from error
    assert isinstance(found, rrule)
    return (moment.date() for moment in found.replace(until=datetime.combine(last, time())))


def _text(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())
