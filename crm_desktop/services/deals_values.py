"""Checking what is typed or imported into a deal, and its next step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from crm_desktop.core.dates import plain_date
from crm_desktop.core.entities import DEAL_STATUS, choice_keys
from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import N_, Text, language, render
from crm_desktop.core.limits import TOO_LARGE, TOO_LONG, is_too_large, is_too_long
from crm_desktop.core.text import sort_key, whole
from crm_desktop.services.deals_model import Deal

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

_TEXTS = ("number", "title", "source", "competitor", "notes", "reason")
NEXT_STEP = N_("deal", "Next step: {title}")
DAY_NEEDED = N_("deal", "A closed deal needs the day on which it was closed.")
_LOST_NOTE = N_("deal", "Lost on {day}: {note}")
REASON_NEEDED = N_("deal", "Choose a reason: it shows later why deals are lost.")


def clean(
    services: Services, work: UnitOfWork, patch: Mapping[str, Any], *, new: bool = False, own: Deal | None = None
) -> dict[str, Any]:
    """The patch as columns, without stage and next step; raises :class:`ValidationError` with a reason per field."""
    check(services, patch, new=new, own=own)
    columns: dict[str, Any] = {name: whole(str(patch[name] or "")).strip() for name in _TEXTS if name in patch}
    if new or "title" in columns:
        columns["title_key"] = sort_key(columns.get("title", ""))
    if "amount" in patch:
        columns["amount"] = patch["amount"]
    if "probability" in patch:
        columns["probability"] = patch["probability"]
    for name in ("expected_close", "closed"):
        if name in patch:
            columns[name] = _iso(patch[name])
    if "tags" in patch:
        columns["tags"] = list(dict.fromkeys(tag.strip() for tag in patch["tags"] or () if tag.strip()))
    if "customer" in patch:
        columns["customer"] = patch["customer"] or None
    if "owner" in patch:
        columns["owner"] = services.staff.id_of(work, patch["owner"] or "")
    if patch.get("status"):
        columns["status"] = patch["status"]
    if columns.get("reason"):
        columns["reason"] = services.choices.add(work, "lost_reason", columns["reason"])
    return columns


def check(services: Services, patch: Mapping[str, Any], *, new: bool = False, own: Deal | None = None) -> None:
    """Raise :class:`ValidationError` with a reason per field that can't be stored; nothing is written, so that a row
    of a file leaves nothing behind where its deal is refused.
    """
    problems: dict[str, Text] = {}
    texts = {name: whole(str(patch[name] or "")).strip() for name in _TEXTS if name in patch}
    for name, text in texts.items():
        if is_too_long(text) and (own is None or getattr(own, name) != text):
            problems[name] = TOO_LONG
    if (new or "title" in texts) and not texts.get("title"):
        problems["title"] = N_("deal", "A deal needs a title.")
    if texts.get("number") and _taken(services, texts["number"], own.id if own else None):
        problems["number"] = N_("deal", "Another deal has this number.")
    if (patch.get("amount") or 0) < 0:
        problems["amount"] = N_("deal", "The amount can't be below zero.")
    elif is_too_large(patch.get("amount")):
        problems["amount"] = TOO_LARGE
    if not 0 <= (patch.get("probability") or 0) <= 100:
        problems["probability"] = N_("deal", "Between 0 and 100.")
    status = patch.get("status")
    if status and status not in choice_keys(DEAL_STATUS):
        problems["status"] = N_("deal", "A deal is open, won or lost.")
    was_lost = own is not None and own.status == "lost"
    if status == "lost" and not was_lost and not texts.get("reason", own.reason if own else ""):
        problems["reason"] = REASON_NEEDED
    stays_closed = own is not None and own.closed is not None and own.status == (status or own.status) != "open"
    if stays_closed and "closed" in patch and not patch["closed"]:
        problems["closed"] = DAY_NEEDED
    if problems:
        raise ValidationError(next(iter(problems.values())), problems)


def plan_next(services: Services, work: UnitOfWork, deal: Deal, due: date | str | None) -> bool:
    """Make ``due`` the day of the deal's next open follow-up: moved, made, or (for None) cancelled. Returns whether
    that changed anything.
    """
    row = services.db.execute_sql(
        "SELECT id, due FROM follow_up WHERE deal_id = ? AND +status = 'open' AND deleted_at IS NULL "
        "AND due IS NOT NULL ORDER BY due, id LIMIT 1",
        (deal.id,),
    ).fetchone()
    day = date.fromisoformat(due) if isinstance(due, str) and due else due or None
    if row is not None and day:
        services.followups.move(work, row[0], day)
    elif row is not None:
        services.followups.cancel(work, row[0])
    elif day:
        subject = render(NEXT_STEP.fill(title=deal.title))
        links = {"customer": deal.customer_id, "deal": deal.id, "owner": deal.owner}
        services.followups.create(work, {"due": day, "subject": subject, "type": "call", **links})
    return day is not None if row is None else day is None or day.isoformat() != row[1]


def _taken(services: Services, number: str, own_id: int | None) -> bool:
    sql = "SELECT 1 FROM deal WHERE number = ? AND number <> '' AND deleted_at IS NULL AND id IS NOT ?"
    return services.db.execute_sql(sql, (number, own_id)).fetchone() is not None


def _iso(day: date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else day or None


def with_note_of_loss(notes: str, note: str, day: date) -> str:
    """``notes`` and a last line that says of itself that it was written when the deal was lost, and on which day."""
    told = render(_LOST_NOTE.fill(day=plain_date(day, language()), note=note.strip()))
    return f"{notes}\n{told}".strip()
