"""Says when a reminder falls due while the program runs."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Slot

from crm_desktop.core.i18n import tr_
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.followup_parts import type_label, who

EVERY_MS = 20_000
AT_START = timedelta(hours=12)
"""Reminders that fell due while the program was closed are named if they are younger than this."""


class ReminderWatch(QObject):
    """Looks every 20 seconds; each reminder is shown once."""

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._since = ctx.services.clock.now() - AT_START
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Show what fell due since the last look; several at once are one line."""
        now = self._ctx.services.clock.now()
        due = self._ctx.services.followups.reminders_due(now, self._since)
        self._since = now
        if not due:
            return
        first = due[0]
        text = tr_(
            "today", "Reminder: {type} {name}, {subject}",
            type=type_label(first.type), name=who(first), subject=first.subject,
        )  # fmt: skip
        if len(due) > 1:
            text += " " + tr_("today", "(and {n} more)", n=len(due) - 1)
        self._ctx.toasts.show(text, kind="info", seconds=15)
