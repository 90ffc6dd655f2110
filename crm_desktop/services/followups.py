"""Follow-ups: what is to be done with a customer, and when.

Forms, drag and drop, bulk actions and imports all write through :class:`FollowUpsService`. A follow-up that is done
is itself the entry on the customer's timeline (with its result); no second entry is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import local_date, to_ms
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.models.follow_up import FollowUp as FollowUpTable
from crm_desktop.services import followups_rules as rules
from crm_desktop.services import followups_values as values_
from crm_desktop.services.followups_values import FollowUp
from crm_desktop.services.reminders import RemindersService

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

__all__ = ["DueCounts", "FollowUp", "FollowUpsService", "NextStep"]

_SELECT = """
SELECT f.id, f.row_version, f.customer_id, coalesce(c.name, ''), f.deal_id, coalesce(d.title, ''), f.type, f.due,
    coalesce(f.time, ''), f.remind_at, f.subject, coalesce(s.name, ''), f.priority, f.status, f.result, f.done_at,
    f.recurrence, f.notes, d.amount, coalesce(cs.owed, 0), f.deleted_at IS NOT NULL
FROM follow_up f
LEFT JOIN customer c ON c.id = f.customer_id
LEFT JOIN customer_stats cs ON cs.customer_id = f.customer_id
LEFT JOIN deal d ON d.id = f.deal_id
LEFT JOIN staff s ON s.id = f.owner_id
"""
_ORDER = " ORDER BY f.due, f.time IS NULL, f.time, f.id"
LIVE = (
    "f.deleted_at IS NULL AND (f.customer_id IS NULL "
    "OR f.customer_id NOT IN (SELECT id FROM customer WHERE deleted_at IS NOT NULL))"
)
"""What waits for a customer in the recycle bin waits there too. The bin is read once: for many of them."""
_LIVE_OF_FEW = (
    "f.deleted_at IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM customer gone WHERE gone.id = f.customer_id AND gone.deleted_at IS NOT NULL)"
)
"""The same, asked for each of them: a full bin costs nothing."""
_DONE = "+f.status = 'done' AND f.done_at >= ? AND f.done_at < ?"
KEEP: Any = object()
"""Leaves a value as it is."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes after: its own follow-up for the same customer and deal."""

    type: str
    due: date
    subject: str
    time: str = ""


@dataclass(frozen=True, slots=True)
class DueCounts:
    overdue: int
    today: int

    def total(self) -> int:
        return self.overdue + self.today


class FollowUpsService:
    def __init__(self, services: Services) -> None:
        self._s = services
        self.reminders = RemindersService(services)

    # -- reading

    def get(self, follow_up_id: int) -> FollowUp:
        """Raises :class:`UserError` ``not_found``; a follow-up in the recycle bin is returned (``deleted``)."""
        found = self._many([follow_up_id])
        if not found:
            raise UserError("not_found", N_("followup", "This follow-up is no longer there."))
        return found[0]

    def rows(self, ids: Sequence[int]) -> list[FollowUp]:
        """The follow-ups ``ids`` in that order, recycle bin included; unknown ids are left out."""
        found: dict[int, FollowUp] = {}
        for start in range(0, len(ids), 500):
            part = tuple(ids[start : start + 500])
            sql = f"{_SELECT} WHERE f.id IN ({','.join('?' * len(part))})"
            found.update((row[0], _read(row)) for row in self._s.db.execute_sql(sql, part))
        return [found[i] for i in ids if i in found]

    def between(
        self, start: date, end: date, owner: str | None = None, *, statuses: Sequence[str] = ("open", "done"),
        limit: int = -1,
    ) -> list[FollowUp]:  # fmt: skip
        """What is due from ``start`` to ``end``, both included, in the order of the day; ``limit`` keeps the first."""
        marks = ",".join("?" * len(statuses))
        where = f"f.status IN ({marks}) AND f.due BETWEEN ? AND ?"
        return self._rows(where, (*statuses, start.isoformat(), end.isoformat()), owner, limit)

    def by_day(
        self, start: date, end: date, owner: str | None = None, per_day: int = 12
    ) -> tuple[dict[date, list[FollowUp]], dict[date, int]]:
        """For a calendar: the first ``per_day`` of each day, open ones before done ones, and how many there are."""
        condition, params = self._owner(owner)
        where = f"f.status IN ('open', 'done') AND f.due BETWEEN ? AND ? AND {LIVE}{condition}"
        values = (start.isoformat(), end.isoformat(), *params)
        counts = self._s.db.execute_sql(f"SELECT f.due, count(*) FROM follow_up f WHERE {where} GROUP BY f.due", values)
        totals = {date.fromisoformat(row[0]): row[1] for row in counts}
        placed = (
            "SELECT f.id, f.due, row_number() OVER (PARTITION BY f.due "
            f"ORDER BY f.status <> 'open', f.time IS NULL, f.time, f.id) AS place FROM follow_up f WHERE {where}"
        )
        sql = f"SELECT id, due FROM ({placed}) WHERE place <= ? ORDER BY due, place"
        rows = self._s.db.execute_sql(sql, (*values, per_day)).fetchall()
        found = {record.id: record for record in self._many([row[0] for row in rows])}
        days: dict[date, list[FollowUp]] = {}
        for follow_up_id, due in rows:
            days.setdefault(date.fromisoformat(due), []).append(found[follow_up_id])
        return days, totals

    def ahead(
        self, start: date, end: date, today: date, owner: str | None = None, limit: int = 500
    ) -> dict[date, list[FollowUp]]:
        """On which days from ``start`` to ``end`` open series come again, after the occurrence that is planned: each
        day with those planned occurrences. Nothing before ``today``: what is overdue goes on after the day it is done.
        """
        start = max(start, today + timedelta(days=1))
        condition, params = self._owner(owner)
        where = f"f.recurrence <> '' AND +f.status = 'open' AND f.due < ? AND {LIVE}{condition}"
        sql = f"SELECT f.id FROM follow_up f WHERE {where} ORDER BY f.due DESC LIMIT ?"
        ids = [row[0] for row in self._s.db.execute_sql(sql, (end.isoformat(), *params, limit))]
        found = sorted(self._many(ids), key=lambda one: (not one.time, one.time, one.id))
        days: dict[date, list[FollowUp]] = {}
        for one in found:
            assert one.due is not None
            for day in rules.days_ahead(one.recurrence, one.due, start, end, one.series_day):
                days.setdefault(day, []).append(one)
        return days

    def overdue(self, today: date, owner: str | None = None, limit: int = -1) -> list[FollowUp]:
        """Open and due before ``today``, the oldest first."""
        return self._rows("f.status = 'open' AND f.due < ?", (today.isoformat(),), owner, limit)

    def due_on(self, day: date, owner: str | None = None, limit: int = -1) -> list[FollowUp]:
        """Open and due on ``day``."""
        return self._rows("f.status = 'open' AND f.due = ?", (day.isoformat(),), owner, limit)

    def done_on(self, day: date, owner: str | None = None, limit: int = -1) -> list[FollowUp]:
        """Done on the local ``day``, whenever they were due; the last one first."""
        return self._rows(_DONE, _day_bounds(day), owner, limit, order=" ORDER BY f.done_at DESC, f.id DESC")

    def done_count(self, day: date) -> int:
        sql = f"SELECT count(*) FROM follow_up f WHERE {_DONE} AND {LIVE}"
        return int(self._s.db.execute_sql(sql, _day_bounds(day)).fetchone()[0])

    def for_customer(self, customer_id: int, *, only_open: bool = False) -> list[FollowUp]:
        return self._of_one("f.customer_id = ?", customer_id, only_open)

    def for_deal(self, deal_id: int, *, only_open: bool = False) -> list[FollowUp]:
        return self._of_one("f.deal_id = ?", deal_id, only_open)

    def due_counts(self, today: date, owner: str | None = None) -> DueCounts:
        """How many are open and due before, and on, ``today``."""
        condition, params = self._owner(owner)
        row = self._s.db.execute_sql(
            "SELECT count(*) FILTER (WHERE f.due < ?), count(*) FILTER (WHERE f.due = ?) FROM follow_up f "
            f"WHERE f.status = 'open' AND f.due <= ? AND {LIVE}{condition}",
            (today.isoformat(), today.isoformat(), today.isoformat(), *params),
        ).fetchone()
        return DueCounts(row[0], row[1])

    def reminders_due(self, now: datetime, since: datetime) -> list[FollowUp]:
        """Open ones whose reminder fell after ``since`` and not later than ``now``."""
        where = "+f.status = 'open' AND f.remind_at > ? AND f.remind_at <= ?"
        return self._rows(where, (to_ms(since), to_ms(now)), order=" ORDER BY f.remind_at, f.id")

    # -- writing

    def create(self, work: UnitOfWork, values: Mapping[str, Any]) -> int:
        """A new follow-up from field names; ``customer`` and ``deal`` are ids, ``owner`` a name.

        Raises :class:`ValidationError`. A deal's customer is taken over where none is given.
        """
        cleaned = self._columns(work, values, new=True)
        if cleaned.get("deal") and not cleaned.get("customer"):
            cleaned["customer"] = self.customer_of(cleaned["deal"])
        if cleaned.get("status") == "done" and cleaned.get("done_at") is None:
            cleaned["done_at"] = work.now
        if cleaned.get("recurrence") and cleaned.get("due") is None:
            raise _no_first_day()
        return work.insert(FollowUpTable, **cleaned)

    def update(self, work: UnitOfWork, follow_up_id: int, patch: Mapping[str, Any], version: int | None = None) -> None:
        """Change fields; a reminder moves along with day and time unless it is changed too. Another day moves this
        occurrence of a series, not the series; done this way too, the next one comes.

        Raises :class:`ValidationError`, :class:`ConflictError`.
        """
        old = self.get(follow_up_id)
        cleaned = self._columns(work, patch, new=False)
        due = values_.read_day(cleaned.get("due", old.due))
        rule = cleaned.get("recurrence", old.recurrence)
        if rule and due is None:
            raise _no_first_day()
        if rule == old.recurrence:
            series_day = old.series_day or old.due
            cleaned["recurrence"] = rules.stored(rule, series_day if series_day != due else None)
        if "remind_at" not in cleaned and ("due" in cleaned or "time" in cleaned):
            after = (due, cleaned.get("time", old.time or None))
            cleaned["remind_at"] = values_.shifted_reminder(old.remind_at, (old.due, old.time or None), after)
        status = cleaned.get("status", old.status)
        if status == "done" and cleaned.get("done_at", old.done_at) is None:
            cleaned["done_at"] = work.now
        elif status != "done" and old.done_at is not None:
            cleaned["done_at"] = None
        if status == "done" and old.status == "open":
            self._go_on(work, old, cleaned)
        work.update(FollowUpTable, follow_up_id, cleaned, version)

    def move(self, work: UnitOfWork, follow_up_id: int, due: date, time: str | None = KEEP) -> None:
        """To another day; ``time`` is kept unless given (None or empty: all day)."""
        patch: dict[str, Any] = {"due": due}
        if time is not KEEP:
            patch["time"] = time
        self.update(work, follow_up_id, patch)

    def snooze(self, work: UnitOfWork, ids: int | Iterable[int], until: date) -> None:
        """Put off to ``until``, one or several."""
        for follow_up_id in _several(ids):
            self.move(work, follow_up_id, until)

    def complete(
        self,
        work: UnitOfWork,
        follow_up_id: int,
        result: str = "",
        next_step: NextStep | None = None,
        done_at: int | None = None,
    ) -> int | None:
        """Done: with its ``result`` it becomes the timeline's entry. Returns the id of the follow-up that comes next:
        ``next_step``, else the next one of a series, else None. One that is done already only takes the result.
        """
        old = self.get(follow_up_id)
        patch: dict[str, Any] = {"status": "done"}
        if result.strip() or old.status != "done":
            patch["result"] = result.strip() or old.result
        if old.status != "done":
            patch["done_at"] = done_at if done_at is not None else work.now
        following = self._go_on(work, old, patch) if old.status == "open" else None
        work.update(FollowUpTable, follow_up_id, patch)
        if next_step is None:
            return following
        return self.create(
            work,
            {
                "customer": old.customer_id, "deal": old.deal_id, "type": next_step.type, "due": next_step.due,
                "time": next_step.time, "subject": next_step.subject, "owner": old.owner,
            },
        )  # fmt: skip

    def cancel(self, work: UnitOfWork, follow_up_id: int, reason: str = "") -> None:
        """It won't be done, and a series ends; kept for the record with its ``reason``."""
        patch: dict[str, Any] = {"status": "cancelled", "done_at": None}
        if reason.strip():
            patch["result"] = reason.strip()
        work.update(FollowUpTable, follow_up_id, patch)

    def reopen(self, work: UnitOfWork, follow_up_id: int) -> None:
        """Open again; what was written as its result is kept. A series goes on with the occurrence after it."""
        work.update(FollowUpTable, follow_up_id, {"status": "open", "done_at": None})

    def delete(self, work: UnitOfWork, ids: int | Iterable[int]) -> None:
        """Into the recycle bin, one or several."""
        for follow_up_id in _several(ids):
            work.delete(FollowUpTable, follow_up_id)

    def restore(self, work: UnitOfWork, follow_up_id: int) -> None:
        work.put_back(FollowUpTable, follow_up_id)

    # -- inside

    def _go_on(self, work: UnitOfWork, old: FollowUp, patch: dict[str, Any]) -> int | None:
        """Add what comes after ``old``, which ``patch`` makes done and takes out of its series; None where nothing
        comes.
        """
        rule, series_day = rules.split(patch.get("recurrence", rules.stored(old.recurrence, old.series_day)))
        due = values_.read_day(patch.get("due", old.due))
        if not rule or due is None:
            return None
        patch["recurrence"] = ""
        step = rules.following(rule, due, local_date(patch.get("done_at") or old.done_at or work.now), series_day)
        if step is None:
            return None
        now: dict[str, Any] = {
            "customer": old.customer_id, "deal": old.deal_id, "type": old.type, "time": old.time or None,
            "remind_at": old.remind_at, "subject": old.subject, "priority": old.priority, "notes": old.notes,
            "owner": self._s.staff.find(old.owner) if old.owner else None,
        }  # fmt: skip
        now.update((name, patch[name]) for name in now if name in patch)
        day, rule = step
        now["remind_at"] = values_.shifted_reminder(now["remind_at"], (due, now["time"]), (day, now["time"]))
        return work.insert(FollowUpTable, **now, due=day.isoformat(), recurrence=rule)

    def _columns(self, work: UnitOfWork, given: Mapping[str, Any], *, new: bool) -> dict[str, Any]:
        rest = {name: value for name, value in given.items() if name != "owner"}
        cleaned = values_.columns(rest, new=new)
        if "owner" in given:
            cleaned["owner"] = self._s.staff.id_of(work, str(given["owner"] or ""))
        return cleaned

    def customer_of(self, deal_id: int) -> int | None:
        """Whose a follow-up of a deal is, where nobody else is named."""
        row = self._s.db.execute_sql("SELECT customer_id FROM deal WHERE id = ?", (deal_id,)).fetchone()
        return row[0] if row else None

    def _owner(self, owner: str | None) -> tuple[str, tuple[Any, ...]]:
        if owner is None:
            return "", ()
        return " AND f.owner_id = (SELECT id FROM staff WHERE name = ?)", (owner,)

    def _many(self, ids: Sequence[int]) -> list[FollowUp]:
        found: list[FollowUp] = []
        for at in range(0, len(ids), 500):
            part = ids[at : at + 500]
            rows = self._s.db.execute_sql(f"{_SELECT} WHERE f.id IN ({','.join('?' * len(part))})", part).fetchall()
            found += [_read(row) for row in rows]
        return found

    def _of_one(self, where: str, record: int, only_open: bool) -> list[FollowUp]:
        """``+`` keeps the engine from going through all that are open in the shop, in the order of their days."""
        return self._rows(where + (" AND +f.status = 'open'" if only_open else ""), (record,), live=_LIVE_OF_FEW)

    def _rows(
        self, where: str, params: Sequence[Any], owner: str | None = None, limit: int = -1, order: str = _ORDER,
        live: str = LIVE,
    ) -> list[FollowUp]:  # fmt: skip
        """Live ones: chosen and cut by what stands in the table itself, then joined with names."""
        condition, more = self._owner(owner)
        sql = f"SELECT f.id FROM follow_up f WHERE {where} AND {live}{condition}{order} LIMIT ?"
        ids = [row[0] for row in self._s.db.execute_sql(sql, (*params, *more, limit))]
        found = {record.id: record for record in self._many(ids)}
        return [found[follow_up_id] for follow_up_id in ids]


def _read(row: Sequence[Any]) -> FollowUp:
    values: list[Any] = list(row)
    values[7] = date.fromisoformat(row[7]) if row[7] else None
    values[16], series_day = rules.split(row[16])
    values[20] = bool(row[20])
    values.append(series_day)
    return FollowUp(*values)


def _day_bounds(day: date) -> tuple[int, int]:
    """The instants between which a local day lies."""
    start = datetime.combine(day, datetime.min.time())
    return values_.to_instant(start), values_.to_instant(start + timedelta(days=1))


def _several(ids: int | Iterable[int]) -> Iterable[int]:
    return (ids,) if isinstance(ids, int) else ids


def _no_first_day() -> ValidationError:
    return ValidationError(N_("followup", "The follow-up can't be saved like this."), {"due": values_.RULE_NEEDS_DAY})
