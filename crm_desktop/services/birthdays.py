"""Birthdays of a period, by the solar and by the lunar calendar."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

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
        return self.find(start, end, limit)[0]

    def find(self, start: date, end: date, limit: int) -> tuple[list[BirthdayOf], int]:
        """The first ``limit`` birthdays of the period, and how many there are."""
        candidates = self._solar(start, end) + self._lunar(start, end)
        if candidates:
            binned = {row[0] for row in self._s.db.execute_sql("SELECT id FROM customer WHERE deleted_at IS NOT NULL")}
            candidates = sorted(found for found in candidates if found[1] not in binned)
        wanted = candidates[:limit]
        days = {customer_id: day for day, customer_id in wanted}
        rows = self._rows([customer_id for _, customer_id in wanted])
        rows.sort(key=lambda row: (days[row[0]], row[-1], row[0]))
        return [_birthday(days[row[0]], row) for row in rows], len(candidates)

    def _solar(self, start: date, end: date) -> list[tuple[date, int]]:
        """Day and customer: the key alone tells the day, so that no record needs to be read."""
        days = {key: day for key in birth_keys(start, end) if key[0] == "S" and (day := _solar_day(key, start, end))}
        return [(days[key], customer_id) for key, customer_id in self._keyed(sorted(days), "birth_key, customer_id")]

    def _lunar(self, start: date, end: date) -> list[tuple[date, int]]:
        keys = sorted(key for key in birth_keys(start, end) if key[0] == "L")
        found = []
        for customer_id, stored in self._keyed(
            keys, "customer_id, (SELECT birthday FROM customer WHERE id = customer_id)"
        ):
            day = _kept(stored or "", start, end)
            if day is not None:
                found.append((day, customer_id))
        return found

    def _keyed(self, keys: list[str], columns: str) -> list[Any]:
        rows: list[Any] = []
        for at in range(0, len(keys), 400):
            chunk = keys[at : at + 400]
            marks = ",".join("?" * len(chunk))
            rows += self._s.db.execute_sql(
                f"SELECT {columns} FROM customer_stats WHERE birth_key IN ({marks})", chunk
            ).fetchall()
        return rows

    def _rows(self, ids: list[int]) -> list[Any]:
        rows: list[Any] = []
        for at in range(0, len(ids), 500):
            chunk = ids[at : at + 500]
            rows += self._s.db.execute_sql(
                "SELECT id, name, birthday, grade, tags, preferences, phones, name_key FROM customer "
                f"WHERE id IN ({','.join('?' * len(chunk))})",
                chunk,
            ).fetchall()
        return rows


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


def _solar_day(key: str, start: date, end: date) -> date | None:
    """When a solar birthday of that key is kept in the period."""
    day = lunar.next_birthday(lunar.Birthday(None, int(key[1:3]), int(key[3:5])), start)
    return day if day is not None and day <= end else None


def _kept(stored: str, start: date, end: date) -> date | None:
    try:
        day = lunar.next_birthday(dates.read_birthday(stored), start)
    except DateError:
        return None
    return day if day is not None and day <= end else None


def _moved(day: date, birthday: lunar.Birthday) -> bool:
    if not birthday.lunar:
        return day.day != birthday.day
    moon = lunar.from_solar(day)
    return (moon.day, moon.leap) != (birthday.day, birthday.leap)


def _birthday(day: date, row: Sequence[Any]) -> BirthdayOf:
    customer_id, name, stored, grade, tags, preferences, phones, _ = row
    birthday = dates.read_birthday(stored)
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
