"""What was said and done with a customer, and the timeline that joins it with orders, deals and follow-ups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import from_ms, to_ms
from crm_desktop.core.entities import ACTIVITY_TYPES, choice_keys
from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.models.customer import Activity as ActivityModel

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of a customer's story, newest first.

    ``kind`` is ``activity``, ``order``, ``follow_up`` (done or cancelled ones) or ``deal``; ``type`` the activity's or
    follow-up's type, the order's sales channel or the deal's status; ``at`` aware UTC (noon local for things that
    only have a day); ``amount`` and ``paid`` minor units.
    """

    kind: str
    id: int
    at: datetime
    type: str
    title: str
    text: str
    staff: str
    amount: int | None = None
    paid: int | None = None


_TIMELINE = """
SELECT 'activity' AS kind, a.id, a.at AS at, a.type, '' AS title,
    CASE WHEN a.response = '' THEN a.content ELSE a.content || char(10) || a.response END AS body, a.staff_id AS staff,
    NULL AS amount, NULL AS paid
FROM activity a WHERE a.customer_id = :id AND a.deleted_at IS NULL
UNION ALL
SELECT 'order', o.id, CAST(strftime('%s', o.date || ' ' || coalesce(o.time, '12:00'), 'utc') AS INTEGER) * 1000,
    o.channel, o.number, o.notes, o.staff_id, o.total, o.paid
FROM sales_order o WHERE o.customer_id = :id AND o.deleted_at IS NULL
UNION ALL
SELECT 'follow_up', f.id, coalesce(f.done_at, f.updated_at), f.type, f.subject, f.result, f.owner_id, NULL, NULL
FROM follow_up f WHERE f.customer_id = :id AND f.deleted_at IS NULL AND f.status <> 'open'
UNION ALL
SELECT 'deal', d.id, d.created_at, d.status, d.title, d.notes, d.owner_id, d.amount, NULL
FROM deal d WHERE d.customer_id = :id AND d.deleted_at IS NULL
"""


class ActivitiesService:
    def __init__(self, services: Services) -> None:
        self._s = services

    def log(
        self,
        work: UnitOfWork,
        customer_id: int | None,
        type: str,  # noqa: A002 - the field's name
        content: str,
        *,
        response: str = "",
        at: datetime | None = None,
        staff: str = "",
        deal_id: int | None = None,
    ) -> int:
        """Note a call, visit, message, meeting or note. Raises ``ValidationError`` for an empty or unknown one."""
        if type not in choice_keys(ACTIVITY_TYPES):
            raise ValidationError(
                N_("activity", "This can't be logged."), {"type": N_("activity", "Choose what it was.")}
            )
        if not content.strip() and not response.strip():
            raise ValidationError(
                N_("activity", "This can't be logged."), {"content": N_("activity", "Write what was said.")}
            )
        return work.insert(
            ActivityModel,
            customer=customer_id,
            deal_id=deal_id,
            type=type,
            at=to_ms(at) if at else work.now,
            content=content.strip(),
            response=response.strip(),
            staff=self._s.staff.id_of(work, staff or self._s.user),
        )

    def update(self, work: UnitOfWork, activity_id: int, patch: Mapping[str, Any], version: int | None = None) -> bool:
        """Change ``type``, ``content``, ``response`` or ``at`` of an entry."""
        allowed = {name: value for name, value in patch.items() if name in ("type", "content", "response")}
        if "at" in patch:
            allowed["at"] = to_ms(patch["at"])
        return work.update(ActivityModel, activity_id, allowed, version)

    def delete(self, work: UnitOfWork, activity_id: int) -> None:
        work.delete(ActivityModel, activity_id)

    def timeline(
        self, customer_id: int, *, kinds: tuple[str, ...] = (), limit: int = 50, offset: int = 0
    ) -> list[TimelineEntry]:
        """Newest first; ``kinds`` narrows it to some kinds of entry."""
        where = f" WHERE kind IN ({','.join('?' * len(kinds))})" if kinds else ""
        sql = (
            f"SELECT kind, t.id, at, t.type, title, body, coalesce(s.name, ''), amount, paid "
            f"FROM ({_TIMELINE.replace(':id', '?')}) t LEFT JOIN staff s ON s.id = t.staff{where} "
            "ORDER BY at DESC, kind, t.id DESC LIMIT ? OFFSET ?"
        )
        params = (*[customer_id] * 4, *kinds, limit, offset)
        return [
            TimelineEntry(row[0], row[1], from_ms(row[2] or 0), *row[3:9])
            for row in self._s.db.execute_sql(sql, params)
        ]

    def timeline_count(self, customer_id: int) -> int:
        sql = f"SELECT count(*) FROM ({_TIMELINE.replace(':id', '?')})"
        return int(self._s.db.execute_sql(sql, [customer_id] * 4).fetchone()[0])
