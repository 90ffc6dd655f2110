"""What was said and done with a customer, and the timeline that joins it with orders, deals and follow-ups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import from_ms, to_ms
from crm_desktop.core.entities import ACTIVITY_TYPES, choice_keys
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, render
from crm_desktop.core.limits import TOO_LONG, is_too_long
from crm_desktop.core.text import whole
from crm_desktop.models.customer import Activity as ActivityModel

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Activity:
    """One contact or note as its form needs it; ``at`` aware UTC, ``version`` goes back into ``update``."""

    id: int
    version: int
    customer_id: int | None
    type: str
    at: datetime
    content: str
    response: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of a customer's story, newest first.

    ``kind`` is ``activity``, ``order``, ``follow_up`` (done or cancelled ones), ``deal`` (when it began) or
    ``closed_deal`` (when it was won or lost); ``type`` the activity's or follow-up's type, the order's sales channel or
    the deal's status; ``at`` aware UTC (noon local for things that only have a day); ``amount`` and ``paid`` minor
    units; ``status`` that of a follow-up or deal, empty where a later entry tells how the deal ended; ``reason`` is the
    key of why a deal was lost: ``text`` then says it in words, and to whom.
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
    status: str = ""
    reason: str = ""


_PARTS = {
    "activity": """
SELECT 'activity' AS kind, a.id AS id, a.at AS at, a.type AS type, '' AS title,
    CASE WHEN a.response = '' THEN a.content ELSE a.content || char(10) || a.response END AS body,
    a.staff_id AS staff, NULL AS amount, NULL AS paid, '' AS status, '' AS reason
FROM {newest} a WHERE a.customer_id = :id AND a.deleted_at IS NULL""",
    "order": """
SELECT 'order', o.id, CAST(strftime('%s', o.date || ' ' || coalesce(o.time, '12:00'), 'utc') AS INTEGER) * 1000,
    o.channel, o.number, o.notes, o.staff_id, o.total, o.paid, '', ''
FROM sales_order o WHERE o.customer_id = :id AND o.deleted_at IS NULL""",
    "follow_up": """
SELECT 'follow_up', f.id, coalesce(f.done_at, f.updated_at), f.type, f.subject, f.result, f.owner_id, NULL, NULL,
    f.status, ''
FROM follow_up f WHERE f.customer_id = :id AND f.deleted_at IS NULL AND f.status <> 'open'""",
    "deal": """
SELECT 'deal', d.id, d.created_at, d.status, d.title, d.notes, d.owner_id, d.amount, NULL,
    CASE WHEN d.status = 'open' OR d.closed IS NULL THEN d.status ELSE '' END, ''
FROM deal d WHERE d.customer_id = :id AND d.deleted_at IS NULL""",
    "closed_deal": """
SELECT 'closed_deal', d.id, coalesce((SELECT max(m.at) FROM deal_move m WHERE m.deal_id = d.id AND m.status = d.status
    AND date(m.at / 1000, 'unixepoch', 'localtime') = d.closed),
    CAST(strftime('%s', d.closed || ' 12:00', 'utc') AS INTEGER) * 1000),
    d.status, d.title, CASE d.status WHEN 'lost' THEN d.competitor ELSE '' END, d.owner_id, d.amount, NULL, d.status,
    d.reason
FROM deal d WHERE d.customer_id = :id AND d.deleted_at IS NULL AND d.status <> 'open' AND d.closed IS NOT NULL""",
}
_COLUMNS = "kind, id, at, type, title, body, staff, amount, paid, status, reason"
_HOLDS = (
    "(title LIKE :text ESCAPE '\\' OR body LIKE :text ESCAPE '\\' OR kind = 'order' AND id IN "
    "(SELECT order_id FROM order_line WHERE product_name LIKE :text ESCAPE '\\') OR reason IN ({reasons}))"
)


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
        """Note a call, visit, message, meeting or note. Raises ``ValidationError`` for an empty, unknown or
        overlong one."""
        content, response = whole(content), whole(response)
        if type not in choice_keys(ACTIVITY_TYPES):
            raise ValidationError(
                N_("activity", "This can't be logged."), {"type": N_("activity", "Choose what it was.")}
            )
        if not content.strip() and not response.strip():
            raise ValidationError(
                N_("activity", "This can't be logged."), {"content": N_("activity", "Write what was said.")}
            )
        _check_length(content, response)
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
        """Change ``type``, ``content``, ``response``, ``at``, ``staff`` (a name) or ``deal`` (an id) of an entry.

        Raises ``ValidationError`` for an empty or overlong one, :class:`ConflictError` where it was changed meanwhile.
        """
        allowed = {name: value for name, value in patch.items() if name in ("type", "content", "response")}
        old = self.get(activity_id)
        left = (allowed.get("content", old.content), allowed.get("response", old.response))
        if not any(str(one).strip() for one in left):
            raise ValidationError(
                N_("activity", "This can't be logged."), {"content": N_("activity", "Write what was said.")}
            )
        _check_length(*left)
        if "at" in patch:
            allowed["at"] = to_ms(patch["at"])
        if "staff" in patch:
            allowed["staff"] = self._s.staff.id_of(work, patch["staff"] or "")
        if "deal" in patch:
            allowed["deal_id"] = patch["deal"]
        return work.update(ActivityModel, activity_id, allowed, version)

    def delete(self, work: UnitOfWork, activity_id: int) -> None:
        work.delete(ActivityModel, activity_id)

    def get(self, activity_id: int) -> Activity:
        """One entry to change; raises ``not_found``."""
        row = self._s.db.execute_sql(
            "SELECT id, row_version, customer_id, type, at, content, response FROM activity "
            "WHERE id = ? AND deleted_at IS NULL",
            (activity_id,),
        ).fetchone()
        if row is None:
            raise UserError("not_found", N_("activity", "This entry is no longer there."))
        record_id, version, customer, kind, at, content, response = row
        return Activity(record_id, version, customer, kind, from_ms(at), content, response)

    def timeline(
        self,
        customer_id: int,
        *,
        kinds: Sequence[str] = (),
        types: Sequence[str] = (),
        text: str = "",
        limit: int = 50,
        offset: int = 0,
        before: TimelineEntry | None = None,
    ) -> list[TimelineEntry]:
        """Newest first. ``kinds`` narrows it to some kinds of entry, ``types`` to contacts of some types, ``text`` to
        what holds it (products of orders too); ``before`` goes on after the last entry that is known already.
        """
        newest = "activity" if text.strip() else _newest(types, before)
        parts = " UNION ALL ".join(_PARTS[kind].format(newest=newest) for kind in (kinds or _PARTS))
        where = []
        params: dict[str, Any] = {"id": customer_id, "limit": limit, "offset": offset}
        if types:
            where.append(f"type IN ({','.join(f':type{n}' for n in range(len(types)))})")
            params.update({f"type{n}": name for n, name in enumerate(types)})
        if text.strip():
            reasons = self._reasons_with(text.strip())
            where.append(_HOLDS.format(reasons=",".join(f":reason{n}" for n in range(len(reasons)))))
            params["text"] = f"%{_escaped(text.strip())}%"
            params.update({f"reason{n}": key for n, key in enumerate(reasons)})
        if before is not None:
            where.append("(at < :at OR at = :at AND (kind > :kind OR kind = :kind AND id < :last))")
            params.update({"at": to_ms(before.at), "kind": before.kind, "last": before.id})
        filtered = f" WHERE {' AND '.join(where)}" if where else ""
        chosen = (
            f"WITH entry({_COLUMNS}) AS ({parts}) SELECT * FROM entry{filtered} "
            "ORDER BY at DESC, kind, id DESC LIMIT :limit OFFSET :offset"
        )
        rows = self._s.db.execute_sql(
            "SELECT kind, t.id, at, t.type, title, body, coalesce(s.name, ''), amount, paid, status, reason "
            f"FROM ({chosen}) t LEFT JOIN staff s ON s.id = t.staff ORDER BY at DESC, kind, t.id DESC",
            params,
        )
        found = [TimelineEntry(row[0], row[1], from_ms(row[2] or 0), *row[3:11]) for row in rows]
        return [replace(one, text=self._why_lost(one)) if one.reason else one for one in found]

    def _why_lost(self, entry: TimelineEntry) -> str:
        """The reason, and the competitor where one is known."""
        words = self._s.choices.label("lost_reason", entry.reason)
        to = render(N_("activity", "Competitor: {name}").fill(name=entry.text))
        return f"{words} · {to}" if entry.text else words

    def _reasons_with(self, text: str) -> list[str]:
        """Keys of the reasons of a lost deal whose words hold ``text``."""
        reasons = self._s.choices.entries("lost_reason")
        return [reason.key for reason in reasons if text.casefold() in render(reason.label).casefold()]

    def timeline_count(self, customer_id: int) -> int:
        parts = " UNION ALL ".join(_PARTS.values()).format(newest="activity")
        return int(self._s.db.execute_sql(f"SELECT count(*) FROM ({parts})", {"id": customer_id}).fetchone()[0])

    def last_contacts(self, customer_id: int, limit: int = 3) -> list[TimelineEntry]:
        """What was last said and done with the customer, notes left out, so that nobody repeats it."""
        types = [key for key in choice_keys(ACTIVITY_TYPES) if key != "note"]
        return self.timeline(customer_id, kinds=("activity", "follow_up"), types=types, limit=limit)


def _check_length(content: str, response: str) -> None:
    problems = {name: TOO_LONG for name, text in (("content", content), ("response", response)) if is_too_long(text)}
    if problems:
        raise ValidationError(N_("activity", "This can't be logged."), problems)


def _newest(types: Sequence[str], before: TimelineEntry | None) -> str:
    """The contacts that can be on the page at all, by the index: a customer may have thousands of others."""
    where = ["customer_id = :id", "deleted_at IS NULL"]
    if types:
        where.append(f"type IN ({','.join(f':type{n}' for n in range(len(types)))})")
    if before is not None:
        where.append("(at < :at OR at = :at AND id < :last)" if before.kind == "activity" else "at < :at")
    return f"(SELECT * FROM activity WHERE {' AND '.join(where)} ORDER BY at DESC, id DESC LIMIT :limit + :offset)"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
