"""What the calendar reads for the days it shows: at once in a small shop, in the background in a big one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from crm_desktop.services.birthdays import BirthdayOf, BirthdayService
from crm_desktop.services.context import Services
from crm_desktop.services.followups import FollowUp
from crm_desktop.views.pages.calendar import layout
from crm_desktop.views.pages.calendar.panel import IN_PANEL, MOST, Listed

View = Literal["month", "week", "day", "agenda"]
AGENDA_DAYS = 60
IN_CELL, IN_DAY = 12, 40
"""Follow-ups read for a day of the month, and for one with its hours."""


@dataclass(frozen=True)
class Wanted:
    """What is shown; ``only_day`` where the grid stays and only the panel of the day differs."""

    view: str
    day: date
    owner: str | None
    today: date
    only_day: bool = False

    def days(self) -> tuple[date, date]:
        """First and last day of the grid."""
        if self.view == "day":
            return self.day, self.day
        return layout.week_days(self.day) if self.view == "week" else layout.month_days(self.day)


@dataclass(frozen=True)
class Loaded:
    """The answer to one :class:`Wanted`."""

    wanted: Wanted
    items: tuple[dict[date, list[FollowUp]], dict[date, int]] = field(default_factory=lambda: ({}, {}))
    overdue: list[FollowUp] = field(default_factory=list)
    coming: list[FollowUp] = field(default_factory=list)
    ahead: dict[date, list[FollowUp]] = field(default_factory=dict)
    """Where open series come again, for the days of the grid or the agenda and for the chosen day."""
    listed: Listed[FollowUp] = field(default_factory=lambda: Listed([], 0))
    birthdays: Listed[BirthdayOf] = field(default_factory=lambda: Listed([], 0))


def load(services: Services, wanted: Wanted) -> Loaded:
    """Everything of one state of the data."""
    followups, day, owner = services.followups, wanted.day, wanted.owner
    with services.snapshot():
        found, totals = followups.by_day(day, day, owner, per_day=IN_PANEL)
        listed = Listed(found.get(day, []), totals.get(day, 0))
        birthdays = Listed(*BirthdayService(services).find(day, day, IN_PANEL))
        if wanted.only_day:
            ahead = followups.ahead(day, day, wanted.today, owner)
            return Loaded(wanted, listed=listed, birthdays=birthdays, ahead=ahead)
        if wanted.view == "agenda":
            overdue = followups.overdue(wanted.today, owner, MOST) if day <= wanted.today else []
            overdue = [one for one in overdue if one.due is not None and one.due < day]
            coming = followups.between(day, day + timedelta(days=AGENDA_DAYS), owner, statuses=("open",), limit=MOST)
            end = day + timedelta(days=AGENDA_DAYS)
            if len(coming) == MOST and coming[-1].due is not None:
                end = coming[-1].due
            ahead = followups.ahead(day, end, wanted.today, owner)
            return Loaded(wanted, overdue=overdue, coming=coming, ahead=ahead, listed=listed, birthdays=birthdays)
        start, end = wanted.days()
        items = followups.by_day(start, end, owner, IN_CELL if wanted.view == "month" else IN_DAY)
        ahead = followups.ahead(start, end, wanted.today, owner)
        return Loaded(wanted, items, ahead=ahead, listed=listed, birthdays=birthdays)
