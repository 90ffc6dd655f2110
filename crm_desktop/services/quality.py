"""What is worth mending in the customer list: missing phones, odd numbers, impossible dates, facts nobody checked,
customers nobody looks after, customers who may be there twice.

One pass over the customers answers most of it, so that 200,000 of them are looked over in a second or two.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from crm_desktop.core.clock import to_ms
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.phones import is_usual
from crm_desktop.core.settings import REGION
from crm_desktop.services.duplicates import Duplicates
from crm_desktop.services.listing import Filter, ListQuery

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

STALE_DAYS = 365
_OLDEST_YEARS = 120
_EARLIEST = "1980-01-01"
"""Nothing in a shop's books is older."""
_LATEST_DAYS = 5 * 366
"""Nothing is planned further ahead."""

MERGE, VERIFY, OPEN = "merge", "verify", "open"
"""Ways to mend that are no field: compare two, confirm that all is right, look at the record."""


@dataclass(frozen=True, slots=True)
class QualityIssue:
    """One kind of trouble: ``ids`` are the customers that have it, ``fix`` the field to mend, or :data:`VERIFY`,
    :data:`OPEN` or :data:`MERGE`.
    """

    kind: str
    title: Text
    why: Text
    fix: str
    ids: tuple[int, ...]


_KINDS: tuple[tuple[str, Text, Text, str], ...] = (
    ("no_phone", N_("quality", "No phone number"),
     N_("quality", "They can't be called, nor recognised in another file."), "phone"),
    ("odd_phone", N_("quality", "Unusual phone number"),
     N_("quality", "No provider gives out such numbers: a digit may be wrong."), "phone"),
    ("odd_birthday", N_("quality", "Impossible birthday"),
     N_("quality", "In the future, or more than 120 years ago."), "birthday"),
    ("odd_date", N_("quality", "Impossible date"),
     N_("quality", "A sale, a talk or a plan of theirs lies decades back or years ahead: look at it."), OPEN),
    ("odd_name", N_("quality", "Not a real name"),
     N_("quality", "Only digits or signs, or a word such as “test”."), "name"),
    ("no_owner", N_("quality", "Without an owner"),
     N_("quality", "No owner: in a shop of several people such customers are forgotten."), "owner"),
    ("stale", N_("quality", "Not verified for a year"),
     N_("quality", "Ask at the next contact whether everything is still right."), VERIFY),
)  # fmt: skip
TWINS = (
    "look_alikes", N_("quality", "Possible look-alikes"),
    N_("quality", "Compare them: merge them, or say that they are two."), MERGE,
)  # fmt: skip

_IN_ONE_PASS = {
    "no_phone": "phones = '[]'",
    "odd_birthday": "birthday <> '' AND birthday NOT LIKE '--%' AND birthday NOT LIKE 'L--%' AND "
    "(ltrim(birthday, 'L') > :today OR ltrim(birthday, 'L') < :oldest)",
    "odd_name": "name NOT GLOB '*[^-0-9 +().,?!*_/#]*' OR lower(name) IN ('test', 'none', 'null', 'n/a', 'unknown', "
    "'测试', '无', '未知', '无名', '匿名')",
    "no_owner": "owner_id IS NULL AND :people",
    "stale": "verified_on < :limit OR (verified_on IS NULL AND created_at < :created)",
}
_ODD_DATES = (
    "SELECT customer_id FROM sales_order WHERE deleted_at IS NULL AND (date < :earliest OR date > :latest)",
    "SELECT customer_id FROM follow_up WHERE deleted_at IS NULL AND status = 'open' AND due IS NOT NULL AND "
    "(due < :earliest OR due > :latest)",
    "SELECT customer_id FROM activity WHERE deleted_at IS NULL AND (at < :early OR at > :late)",
)


class QualityService:
    def __init__(self, services: Services) -> None:
        self._s = services

    def report(self, ctx: JobContext | None = None) -> list[QualityIssue]:
        """Every kind of trouble, those that nobody has included (``ids`` empty). Look-alikes take longer:
        :meth:`twins`.
        """
        job = ctx or JobContext()
        job.progress(0, 3, N_("quality", "Looking the customers over"))
        found = self._one_pass()
        job.progress(1, 3)
        found["odd_phone"] = self._odd_phones()
        job.progress(2, 3)
        found["odd_date"] = self._odd_dates()
        issues = [QualityIssue(kind, title, why, fix, tuple(found[kind])) for kind, title, why, fix in _KINDS]
        return [*issues, *self._asked_for()]

    def _asked_for(self) -> list[QualityIssue]:
        """One for each field that the shop asks for, but those that are looked at anyway."""
        asked = self._s.entry_rules.required("customers")
        labels = {spec.name: spec.label for spec in self._s.entry_rules.offered("customers")}
        looked_at = {fix for *_others, fix in _KINDS if fix in ("phone", "owner")}
        return [
            QualityIssue(
                f"asked:{name}",
                N_("quality", "Without: {field}").fill(field=labels[name]),
                N_("quality", "Your shop asks for it (Settings, Entry rules)."),
                name,
                tuple(self._s.listing.ids(ListQuery("customers", filters=(Filter(name, "empty", ""),)))),
            )
            for name in asked
            if name not in looked_at
        ]

    def twins(self, ctx: JobContext | None = None) -> QualityIssue:
        """Everybody who looks like somebody else, the surest pairs first."""
        pairs = Duplicates(self._s).scan(ctx)
        ids = dict.fromkeys(one for pair in pairs for one in (pair.first, pair.second))
        return QualityIssue(*TWINS, tuple(ids))

    def _one_pass(self) -> dict[str, list[int]]:
        clock = self._s.clock
        today = clock.today()
        stale = timedelta(days=STALE_DAYS)
        params = {
            "today": today.isoformat(),
            "oldest": f"{today.year - _OLDEST_YEARS:04d}",
            "limit": (today - stale).isoformat(),
            "created": to_ms(clock.now() - stale),
            "people": int(len(self._s.staff.all()) > 1),
        }
        kinds = list(_IN_ONE_PASS)
        mask = " + ".join(f"coalesce(({sql}), 0) * {1 << bit}" for bit, sql in enumerate(_IN_ONE_PASS.values()))
        rows = self._s.db.execute_sql(
            f"SELECT id, {mask} AS trouble FROM customer "
            "WHERE deleted_at IS NULL AND trouble > 0 ORDER BY name_key, id",
            params,
        )
        found: dict[str, list[int]] = {kind: [] for kind in kinds}
        for customer_id, trouble in rows:
            for bit, kind in enumerate(kinds):
                if trouble & (1 << bit):
                    found[kind].append(customer_id)
        return found

    def _odd_phones(self) -> list[int]:
        region = self._s.settings.get(REGION)
        rows = self._s.db.execute_sql(
            "SELECT id, phones FROM customer WHERE deleted_at IS NULL AND phones <> '[]' ORDER BY name_key, id"
        )
        return [one for one, phones in rows if any(not _usual(phone, region) for phone in json.loads(phones))]

    def _odd_dates(self) -> list[int]:
        now, today = self._s.clock.now(), self._s.clock.today()
        params = {
            "earliest": _EARLIEST,
            "latest": (today + timedelta(days=_LATEST_DAYS)).isoformat(),
            "early": 315_532_800_000,  # the same day
            "late": to_ms(now + timedelta(days=2)),
        }
        ids = {row[0] for sql in _ODD_DATES for row in self._s.db.execute_sql(sql, _used(sql, params))}
        if not ids:
            return []
        order = self._s.db.execute_sql("SELECT id FROM customer WHERE deleted_at IS NULL ORDER BY name_key, id")
        return [one for (one,) in order if one in ids]


def _used(sql: str, params: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in params.items() if f":{name}" in sql}


@lru_cache(maxsize=1)
def _mobile() -> re.Pattern[str]:
    """Chinese mobiles as the numbering plan has them: nearly all numbers of a shop in China."""
    from phonenumbers import PhoneMetadata

    plan = PhoneMetadata.metadata_for_region("CN")
    mobile = plan.mobile if plan is not None else None
    pattern = mobile.national_number_pattern if mobile is not None else None
    return re.compile(rf"\+86(?:{pattern})") if pattern else re.compile("(?!)")


def _usual(phone: str, region: str) -> bool:
    """As ``core.phones.is_usual``; the common case without taking the number apart."""
    return _mobile().fullmatch(phone) is not None or is_usual(phone, region)
