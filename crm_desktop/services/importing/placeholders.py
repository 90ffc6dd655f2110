"""Plans that say nothing but a day.

A customer's or deal's next day of contact becomes such a plan. Where the follow-up itself is brought in afterwards
(the sheets of a full export: customers, deals, follow-ups), it takes the plan's place: otherwise everything would be
planned twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from crm_desktop.core import catalogue
from crm_desktop.core.i18n import N_, render
from crm_desktop.services.deals_values import NEXT_STEP

if TYPE_CHECKING:
    from crm_desktop.services.unit_of_work import UnitOfWork

FOLLOW_UP = N_("followup", "Follow up")
_LANGUAGES = ("zh_CN",)


def placeholder(work: UnitOfWork, values: Mapping[str, Any]) -> int | None:
    """The open plan of the same customer (and deal) on the same day that says nothing, for the follow-up ``values``.

    The customer leads to few of them; an index by deal would lead to all that belong to none.
    """
    if values.get("due") is None or values.get("status", "open") != "open":
        return None
    of_day = "f.customer_id IS ? AND +f.deal_id IS ? AND f.due = ?"
    return _first(work, of_day, (values.get("customer"), values.get("deal"), str(values["due"])))


def is_untouched(work: UnitOfWork, record: int) -> bool:
    """Whether a follow-up is such a plan, and nobody has changed it since it was made: its type was only assumed."""
    return _first(work, "f.id = ? AND f.row_version = 1", (record,)) is not None


def _first(work: UnitOfWork, where: str, params: tuple[Any, ...]) -> int | None:
    rows = work.execute(
        "SELECT f.id, f.subject, d.title FROM follow_up f LEFT JOIN deal d ON d.id = f.deal_id "
        f"WHERE {where} AND f.status = 'open' AND f.deleted_at IS NULL "
        "AND f.time IS NULL AND f.remind_at IS NULL AND f.notes = '' AND f.recurrence = '' ORDER BY f.id",
        params,
    )
    return next((row for row, subject, title in rows.fetchall() if subject in _empty(title)), None)


def _empty(title: str | None) -> set[str]:
    """What such plans are called, in every language that the program may have spoken when it made them."""
    text = FOLLOW_UP if title is None else NEXT_STEP
    patterns = {text.source, *(catalogue.read(one).get((text.context, text.source), "") for one in _LANGUAGES)}
    made = {pattern.format(title=title) for pattern in patterns if pattern}
    return made | {render(text.fill(title=title)) if title is not None else render(text)}
