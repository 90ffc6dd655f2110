"""Checking what is typed or imported into a deal, and its next step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from crm_desktop.core.entities import DEAL_STATUS, choice_keys
from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import N_, Text, render
from crm_desktop.core.text import sort_key
from crm_desktop.models.follow_up import FollowUp
from crm_desktop.services.deals_model import Deal

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

_TEXTS = ("number", "title", "source", "competitor", "notes", "reason")
NEXT_STEP = N_("deal", "Next step: {title}")


def clean(
    services: Services, work: UnitOfWork, patch: Mapping[str, Any], *, new: bool = False, own: Deal | None = None
) -> dict[str, Any]:
    """The patch as columns, without stage and next step; raises :class:`ValidationError` with a reason per field."""
    problems: dict[str, Text] = {}
    columns: dict[str, Any] = {name: str(patch[name] or "").strip() for name in _TEXTS if name in patch}
    if new or "title" in columns:
        if not columns.get("title"):
            problems["title"] = N_("deal", "A deal needs a title.")
        columns["title_key"] = sort_key(columns.get("title", ""))
    if columns.get("number") and _taken(services, columns["number"], own.id if own else None):
        problems["number"] = N_("deal", "Another deal has this number.")
    if "amount" in patch:
        columns["amount"] = patch["amount"]
        if patch["amount"] is not None and patch["amount"] < 0:
            problems["amount"] = N_("deal", "The amount can't be below zero.")
    if "probability" in patch:
        columns["probability"] = patch["probability"]
        if patch["probability"] is not None and not 0 <= patch["probability"] <= 100:
            problems["probability"] = N_("deal", "Between 0 and 100.")
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
        if patch["status"] not in choice_keys(DEAL_STATUS):
            problems["status"] = N_("deal", "A deal is open, won or lost.")
    if columns.get("reason"):
        columns["reason"] = services.choices.add(work, "lost_reason", columns["reason"])
    if problems:
        raise ValidationError(next(iter(problems.values())), problems)
    return columns


def plan_next(services: Services, work: UnitOfWork, deal: Deal, due: date | str | None) -> None:
    """Make ``due`` the day of the deal's next open follow-up: moved, made, or (for None) cancelled."""
    row = services.db.execute_sql(
        "SELECT id FROM follow_up WHERE deal_id = ? AND status = 'open' AND deleted_at IS NULL AND due IS NOT NULL "
        "ORDER BY due, id LIMIT 1",
        (deal.id,),
    ).fetchone()
    day = _iso(due)
    if row is not None:
        work.update(FollowUp, row[0], {"due": day} if day else {"status": "cancelled"})
    elif day:
        subject = render(NEXT_STEP.fill(title=deal.title))
        links = {"customer": deal.customer_id, "deal": deal.id, "owner": deal.owner_id}
        work.insert(FollowUp, due=day, subject=subject, type="call", **links)


def _taken(services: Services, number: str, own_id: int | None) -> bool:
    sql = "SELECT 1 FROM deal WHERE number = ? AND number <> '' AND deleted_at IS NULL AND id IS NOT ?"
    return services.db.execute_sql(sql, (number, own_id)).fetchone() is not None


def _iso(day: date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else day or None
