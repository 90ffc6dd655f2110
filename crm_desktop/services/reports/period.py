"""Spans of days that a report covers, the presets of the picker, and the same days a year before."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from crm_desktop.core.clock import FIRST_DAY, LAST_DAY
from crm_desktop.core.dates import plain_date
from crm_desktop.core.i18n import N_, Text, language


@dataclass(frozen=True, slots=True)
class Preset:
    name: str
    label: Text


PRESETS: tuple[Preset, ...] = (
    Preset("this_month", N_("period", "This month so far")),
    Preset("last_month", N_("period", "Last month")),
    Preset("this_quarter", N_("period", "This quarter so far")),
    Preset("this_year", N_("period", "This year so far")),
    Preset("last_year", N_("period", "Last year")),
    Preset("last_12_months", N_("period", "Last 12 months")),
    Preset("all", N_("period", "From the beginning")),
    Preset("next_3_months", N_("period", "Next 3 months")),
    Preset("next_6_months", N_("period", "Next 6 months")),
    Preset("next_12_months", N_("period", "Next 12 months")),
    Preset("custom", N_("period", "Choose days …")),
)
LABELS = {preset.name: preset.label for preset in PRESETS}
PAST = ("this_month", "last_month", "this_quarter", "this_year", "last_year", "last_12_months", "custom")
FUTURE = ("next_3_months", "next_6_months", "next_12_months", "custom")
WHOLE = ("all", *PAST)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end``, both included; ``preset`` names the choice of the picker they come from.

    Days before and after all days that are reckoned with are cut off.
    """

    start: date
    end: date
    preset: str = "custom"

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a period ends before it starts")
        for name in ("start", "end"):
            object.__setattr__(self, name, min(max(getattr(self, name), FIRST_DAY), LAST_DAY))

    def year_before(self) -> Period:
        """The same days of the year before; the last day of February stays the last one."""
        return Period(shift_year(self.start, -1), shift_year(self.end, -1, keep_month_end=True))

    def months(self) -> list[date]:
        """First days of the months touched, in order."""
        found = [self.start.replace(day=1)]
        while (following := add_months(found[-1], 1)) <= self.end:
            found.append(following)
        return found

    def in_one_month(self) -> bool:
        return (self.start.year, self.start.month) == (self.end.year, self.end.month)

    def days(self) -> list[date]:
        """All days, in order."""
        return [self.start + timedelta(days=at) for at in range((self.end - self.start).days + 1)]

    def one_year(self) -> bool:
        return self.start.year == self.end.year

    def label(self) -> Text:
        """Words for the period: the preset's name, or its days."""
        if self.preset != "custom":
            return LABELS[self.preset]
        start, end = (plain_date(day, language()) for day in (self.start, self.end))
        return N_("period", "{start} to {end}").fill(start=start, end=end)


def preset(name: str, today: date) -> Period:
    """The days of a preset as seen from ``today``; raises ``KeyError`` for ``custom`` and unknown names."""
    month = today.replace(day=1)
    spans: dict[str, tuple[date, date]] = {
        "this_month": (month, today),
        "last_month": (add_months(month, -1), month - timedelta(days=1)),
        "this_quarter": (date(today.year, (today.month - 1) // 3 * 3 + 1, 1), today),
        "this_year": (date(today.year, 1, 1), today),
        "last_year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        "last_12_months": (add_months(month, -11), today),
        "all": (FIRST_DAY, today),
        "next_3_months": (month, add_months(month, 3) - timedelta(days=1)),
        "next_6_months": (month, add_months(month, 6) - timedelta(days=1)),
        "next_12_months": (month, add_months(month, 12) - timedelta(days=1)),
    }
    start, end = spans[name]
    return Period(start, end, name)


def add_months(first: date, count: int) -> date:
    """The first day of the month ``count`` months after that of ``first``."""
    year, month = divmod(first.year * 12 + first.month - 1 + count, 12)
    return date(year, month + 1, 1)


def shift_year(day: date, years: int, *, keep_month_end: bool = False) -> date:
    """``day`` in another year; 29 February becomes the 28th, and with ``keep_month_end`` a month's end stays one."""
    year = day.year + years
    last = calendar.monthrange(year, day.month)[1]
    if keep_month_end and day.day == calendar.monthrange(day.year, day.month)[1]:
        return date(year, day.month, last)
    return date(year, day.month, min(day.day, last))


_MONTHS = (
    N_("month", "Jan"),
    N_("month", "Feb"),
    N_("month", "Mar"),
    N_("month", "Apr"),
    N_("month", "May"),
    N_("month", "Jun"),
    N_("month", "Jul"),
    N_("month", "Aug"),
    N_("month", "Sep"),
    N_("month", "Oct"),
    N_("month", "Nov"),
    N_("month", "Dec"),
)


def month_label(first: date, *, with_year: bool = False, until: int | None = None) -> Text:
    """A month in words: ``Sep``, ``Sep 2026``, or ``Sep 1–23`` where only the days up to ``until`` count."""
    month = _MONTHS[first.month - 1]
    if until is not None:
        return N_("period", "{month} 1–{day}").fill(month=month, day=until)
    if with_year:
        return N_("period", "{month} {year}").fill(month=month, year=first.year)
    return month


def month_labels(period: Period) -> list[Text]:
    """Labels of the months of a chart's axis: a year where it changes, the last day of a month cut short."""
    labels = []
    months = period.months()
    for first in months:
        year = not period.one_year() and (first is months[0] or first.month == 1)
        last = calendar.monthrange(first.year, first.month)[1]
        short = first == months[-1] and period.end.day < last and len(months) > 1
        labels.append(month_label(first, with_year=year, until=period.end.day if short else None))
    return labels
