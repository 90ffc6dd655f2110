"""What can be done with a follow-up of the calendar: by its letter keys, and in its menu."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.followups import FollowUp
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs import followup_parts as parts
from crm_desktop.views.widgets.menu import Menu


def act(ctx: AppContext, key: str, follow_up_id: int, tick: Callable[[int], None]) -> None:
    """``key``: D, S, N (``tick``) or Delete; what is done already can only be deleted."""
    found = ctx.services.followups.get(follow_up_id)
    if key == "Delete":
        parts.delete(ctx, follow_up_id)
    elif found.status != "open":
        return
    elif key == "D":
        parts.complete(ctx, follow_up_id)
    elif key == "S":
        parts.snooze(ctx, follow_up_id, _later(found, ctx.services.clock.today()))
    elif key == "N":
        tick(follow_up_id)


def _later(follow_up: FollowUp, today: date) -> date:
    """Tomorrow; for what is planned ahead the day after that."""
    tomorrow = today + timedelta(days=1)
    return max(tomorrow, follow_up.due + timedelta(days=1)) if follow_up.due else tomorrow


def menu(
    ctx: AppContext,
    follow_up_id: int,
    parent: QWidget,
    tick: Callable[[int], None],
    open_: Callable[[int], None],
    open_customer: Callable[[int], None],
) -> Menu:
    """For a right click."""
    found = ctx.services.followups.get(follow_up_id)
    made = Menu(parent)
    if found.status == "open":
        made.add(tr_("calendar", "Done"), partial(parts.complete, ctx, found.id), "check", key="D")
        made.add(tr_("calendar", "Note and next step …"), partial(tick, found.id), "pencil", key="N")
        made.addSeparator()
        for word, day in parts.snooze_days(ctx.services.clock.today()):
            made.add(f"{word} · {parts.long_day(day)}", partial(parts.snooze, ctx, found.id, day), "clock")
        made.addSeparator()
    else:
        made.add(tr_("calendar", "Reopen"), partial(parts.reopen, ctx, found.id), "undo")
    made.add(tr_("calendar", "Open"), partial(open_, found.id), "calendar", key="Enter")
    if found.customer_id is not None:
        made.add(tr_("calendar", "Show customer"), partial(open_customer, found.customer_id), "user")
    made.add(tr_("calendar", "Delete"), partial(parts.delete, ctx, found.id), "trash", key="Del")
    made.aboutToHide.connect(made.deleteLater)
    return made
