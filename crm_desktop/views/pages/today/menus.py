"""What a right click or the menu key offers on a row of the Today page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.followups import FollowUp
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs import followup_parts as parts
from crm_desktop.views.widgets.menu import Menu

Step = Callable[[], object]


def of_money(collect: Step, log: Step, show: Step, parent: QWidget) -> Menu:
    """For somebody who owes."""
    menu = _menu(parent)
    menu.setObjectName("money_menu")
    menu.add(tr_("today", "Record payment"), collect, "money", key="P")
    menu.add(tr_("today", "Log a contact"), log, "pencil", key="N")
    menu.add(tr_("today", "Open"), show, "external", key="Enter")
    return menu


def of_task(ctx: AppContext, follow_up: FollowUp, note: Step, parent: QWidget) -> Menu:
    """For a follow-up that is open; ``note`` writes what came of it."""
    menu, found = _menu(parent), follow_up.id
    menu.add(tr_("today", "Done"), partial(parts.complete, ctx, found), "check", key="D")
    menu.add(tr_("today", "Note and next step …"), note, "pencil", key="N")
    menu.addSeparator()
    for word, day in parts.snooze_days(ctx.services.clock.today()):
        menu.add(f"{word} · {parts.long_day(day)}", partial(parts.snooze, ctx, found, day), "clock")
    menu.addSeparator()
    menu.add(tr_("today", "Open"), partial(ctx.navigator.open, "follow_up", found), "calendar")
    menu.add(tr_("today", "Delete"), partial(parts.delete, ctx, found), "trash")
    return menu


def of_done_task(ctx: AppContext, follow_up: FollowUp, parent: QWidget) -> Menu:
    menu = _menu(parent)
    menu.add(tr_("today", "Reopen"), partial(parts.reopen, ctx, follow_up.id), "undo")
    return menu


def _menu(parent: QWidget) -> Menu:
    menu = Menu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
