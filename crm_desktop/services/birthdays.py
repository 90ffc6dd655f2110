"""Birthdays of a period, by the solar and by the lunar calendar."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crm_desktop.core import dates, lunar
from crm_desktop.core.dateforms import DateError

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BirthdayOf:
    """``day`` is when it is kept; ``age`` what the customer turns then, None where the year is unknown.

    ``moved`` is set where the day does not exist this year (29 February, the 30th of a short lunar month,
    a leap month) and the day before, or the ordinary month, stands for it.
    """

    customer_id: int
    name: str
    day: date
    birthday: lunar.Birthday
    age: int | None
    moved: bool
    grade: str
    tags: tuple[str, ...]
    preferences: str
    phone: str


class BirthdayService:
    def __init__(self, services: Services) -> None:
        self._s = services

    def week(self, today: date) -> list[BirthdayOf]:
        """Today and the six days after it."""
        return self.between(today, today + timedelta(days=6))

    def between(self, start: date, end: date, limit: int = 500) -> list[BirthdayOf]:
        """Birthdays kept from ``start`` to ``end``, both included (at most a year), by day, then name."""
        keys = sorted(birth_keys(start, end))
        found = []
        for at in range(0, len(keys), 400):
            chunk = keys[at : at + 400]
            rows = self._s.db.execute_sql(
                "SELECT c.id, c.name, c.birthday, c.grade, c.tags, c.preferences, c.phones, c.name_key "
                "FROM customer_stats s JOIN customer c ON c.id = s.customer_id "
                f"WHERE s.birth_key IN ({','.join('?' * len(chunk))}) AND c.deleted_at IS NULL",
                chunk,
            )
            for row in rows:
                kept = _kept(row[2], start, end)
                if kept is not None:
                    found.append((kept[0], row[7], row[0], kept, row))
        found.sort(key=lambda item: item[:3])
        return [_birthday(kept, row) for _, _, _, kept, row in found[:limit]]


def birth_keys(start: date, end: date) -> set[str]:
    """The keys (``S0815``, ``L0815``) of all birthdays that may be kept in the period."""
    keys = set()
    day = start
    while day <= end:
        keys.add(f"S{day.month:02d}{day.day:02d}")
        if (day.month, day.day) == (2, 28):
            keys.add("S0229")
        if lunar.covers(day):
            moon = lunar.from_solar(day)
            keys.add(f"L{moon.month:02d}{moon.day:02d}")
            if moon.day == 29:
                keys.add(f"L{moon.month:02d}30")
        day += _ONE
    return keys


def age_on(birthday: lunar.Birthday, day: date) -> int | None:
    """What somebody turns on the birthday kept on ``day``: counted in lunar years for a lunar one."""
    if birthday.year is None:
        return None
    year = day.year
    if birthday.lunar and lunar.covers(day):
        year = lunar.from_solar(day).year
    return year - birthday.year


def _kept(stored: str, start: date, end: date) -> tuple[date, lunar.Birthday] | None:
    try:
        birthday = dates.read_birthday(stored)
    except DateError:
        return None
    day = lunar.next_birthday(birthday, start)
    return (day, birthday) if day is not None and day <= end else None


def _moved(day: date, birthday: lunar.Birthday) -> bool:
    if not birthday.lunar:
        return day.day != birthday.day
    moon = lunar.from_solar(day)
    return (moon.day, moon.leap) != (birthday.day, birthday.leap)


def _birthday(kept: tuple[date, lunar.Birthday], row: Iterable[str]) -> BirthdayOf:
    day, birthday = kept
    customer_id, name, _, grade, tags, preferences, phones, _ = row
    numbers = json.loads(phones or "[]")
    return BirthdayOf(
        customer_id=int(customer_id),
        name=name,
        day=day,
        birthday=birthday,
        age=age_on(birthday, day),
        moved=_moved(day, birthday),
        grade=grade,
        tags=tuple(json.loads(tags or "[]")),
        preferences=preferences,
        phone=numbers[0] if numbers else "",
    )
