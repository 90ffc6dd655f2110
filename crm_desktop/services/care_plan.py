"""How often customers of a grade should hear from the shop, and who has not for that long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import local_date
from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.core.settings import Setting
from crm_desktop.services.followups_values import to_instant

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

LONGEST = 999
_DAY_MS = 86_400_000

_LAST = "max(coalesce(s.last_contact_at, 0), coalesce(unixepoch(s.last_order), 0) * 1000, c.created_at)"
_DUE = f"""
, due(id, days, contact, ordered, created, late) AS MATERIALIZED (
SELECT c.id, p.days, s.last_contact_at, s.last_order, c.created_at, CAST(? - {_LAST} AS REAL) / p.days
FROM customer c CROSS JOIN plan p LEFT JOIN customer_stats s ON s.customer_id = c.id
WHERE +c.deleted_at IS NULL AND c.grade = p.grade AND c.created_at < p.before AND s.next_follow_up IS NULL
  AND coalesce(s.last_contact_at, 0) < p.before AND coalesce(s.last_order, '') <= p.day)
SELECT d.id, k.name, k.grade, d.days, k.preferences, d.contact, d.ordered, d.created, (SELECT count(*) FROM due)
FROM (SELECT * FROM due ORDER BY late DESC, id LIMIT ?) d JOIN customer k ON k.id = d.id ORDER BY d.late DESC, d.id
"""
"""Who is due is found in the narrow index of customers; only of those that are shown the records are read."""


@dataclass(frozen=True, slots=True)
class CareDue:
    """Somebody to get in touch with: every ``every_days``, but the last time was ``days`` ago, on ``last``."""

    customer_id: int
    name: str
    grade: str
    every_days: int
    days: int
    preferences: str


class CarePlans:
    """One number of days for each entry of the list of grades; 0 is no plan."""

    def __init__(self, services: Services) -> None:
        self._s = services

    def days(self, grade: str) -> int:
        return self._s.settings.get(_plan(grade))

    def set(self, work: UnitOfWork, grade: str, days: int) -> None:
        """Raises :class:`ValidationError` for days that no plan can have."""
        if not 0 <= days <= LONGEST:
            problem = N_("care", "Between 1 and {most} days.").fill(most=LONGEST)
            raise ValidationError(problem, {"days": problem})
        self._s.settings.set(work, _plan(grade), days)

    def plans(self) -> dict[str, int]:
        """The grades that have a plan, with its days."""
        found = {choice.key: self.days(choice.key) for choice in self._s.choices.entries("grade")}
        return {grade: days for grade, days in found.items() if days}

    def due(self, today: date, limit: int) -> tuple[list[CareDue], int]:
        """Who is to be spoken to by the plan of their grade, the longest past it first, and how many they are.

        A purchase counts as hearing from each other, and the day on which somebody was entered where there was
        nothing since. Whoever has a next step planned already is left out.
        """
        plans = self.plans()
        if not plans:
            return [], 0
        midnight = to_instant(datetime.combine(today, datetime.min.time()))
        params: list[str | int] = []
        for grade, days in plans.items():
            params += [grade, days, midnight - (days - 1) * _DAY_MS, (today - timedelta(days=days)).isoformat()]
        values = ", ".join(["(?, ?, ?, ?)"] * len(plans))
        sql = f"WITH plan(grade, days, before, day) AS (VALUES {values}){_DUE}"
        rows = self._s.db.execute_sql(sql, (*params, midnight, limit)).fetchall()
        return [_due(row, today) for row in rows], rows[0][-1] if rows else 0


def _due(row: tuple[Any, ...], today: date) -> CareDue:
    customer_id, name, grade, every, preferences, contact, order, created, _count = row
    last = max(local_date(contact or created), local_date(created))
    if order:
        last = max(last, date.fromisoformat(order))
    return CareDue(customer_id, name, grade, every, (today - last).days, preferences)


def _plan(grade: str) -> Setting[int]:
    return Setting(f"care.{grade}", 0)
