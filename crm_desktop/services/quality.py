"""What is worth mending in the customer list: missing phones, odd numbers, impossible dates, facts nobody checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from crm_desktop.core.clock import to_ms
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.phones import is_usual
from crm_desktop.core.settings import REGION

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

STALE_DAYS = 365
_OLDEST_YEARS = 120


@dataclass(frozen=True, slots=True)
class QualityIssue:
    """One kind of trouble: ``ids`` are the customers that have it, ``fix`` the field to mend (or ``verify``)."""

    kind: str
    title: Text
    why: Text
    fix: str
    ids: tuple[int, ...]


class QualityService:
    def __init__(self, services: Services) -> None:
        self._s = services

    def report(self, ctx: JobContext | None = None) -> list[QualityIssue]:
        """Every kind of trouble, those that nobody has included (``ids`` empty). Look-alikes: see ``Duplicates``."""
        job = ctx or JobContext()
        checks: tuple[tuple[str, Text, Text, str, Callable[[], tuple[int, ...]]], ...] = (
            ("no_phone", N_("quality", "No phone number"),
             N_("quality", "They can't be called, nor recognised in another file."), "phone", self._no_phone),
            ("odd_phone", N_("quality", "Unusual phone number"),
             N_("quality", "No provider gives out such numbers: a digit may be wrong."), "phone", self._odd_phone),
            ("odd_birthday", N_("quality", "Impossible birthday"),
             N_("quality", "In the future, or more than 120 years ago."), "birthday", self._odd_birthday),
            ("stale", N_("quality", "Not verified for a year"),
             N_("quality", "Ask at the next contact whether everything is still right."), "verify", self._stale),
        )  # fmt: skip
        found = []
        for done, (kind, title, why, fix, ids) in enumerate(checks):
            job.progress(done, len(checks), N_("quality", "Looking the customers over"))
            found.append(QualityIssue(kind, title, why, fix, ids()))
        return found

    def _ids(self, where: str, *params: object) -> tuple[int, ...]:
        sql = f"SELECT id FROM customer WHERE deleted_at IS NULL AND {where} ORDER BY name_key, id"
        return tuple(row[0] for row in self._s.db.execute_sql(sql, params))

    def _no_phone(self) -> tuple[int, ...]:
        return self._ids("phones = '[]'")

    def _odd_phone(self) -> tuple[int, ...]:
        region = self._s.settings.get(REGION)
        rows = self._s.db.execute_sql(
            "SELECT c.id, j.value FROM customer c, json_each(c.phones) j "
            "WHERE c.deleted_at IS NULL AND c.phones <> '[]' ORDER BY c.name_key, c.id"
        )
        odd: dict[int, None] = dict.fromkeys(record_id for record_id, phone in rows if not is_usual(phone, region))
        return tuple(odd)

    def _odd_birthday(self) -> tuple[int, ...]:
        today = self._s.clock.today()
        oldest = f"{today.year - _OLDEST_YEARS:04d}"
        return self._ids(
            "birthday <> '' AND birthday NOT LIKE '--%' AND birthday NOT LIKE 'L--%' AND "
            "(ltrim(birthday, 'L') > ? OR ltrim(birthday, 'L') < ?)",
            today.isoformat(), oldest,
        )  # fmt: skip

    def _stale(self) -> tuple[int, ...]:
        limit = self._s.clock.today() - timedelta(days=STALE_DAYS)
        created = to_ms(self._s.clock.now() - timedelta(days=STALE_DAYS))
        return self._ids("(verified_on < ? OR (verified_on IS NULL AND created_at < ?))", limit.isoformat(), created)
