"""Says when a reminder falls due while the program runs."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Slot

from crm_desktop.core.i18n import tr_
from crm_desktop.views.app_context import AppContext

FIRST_MS = 3_000
EVERY_MS = 20_000
AT_START = timedelta(hours=12)
"""Reminders that fell due while the program was closed are named if they are younger than this."""


class ReminderWatch(QObject):
    """Belongs to the window. Looks soon after the start, then every 20 seconds; each reminder is shown once."""

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._stopped = self._held = False
        self._since = ctx.services.clock.now() - AT_START
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QTimer.singleShot(FIRST_MS, self, self.look)

    def stop(self) -> None:
        """The window closes: the data must not be touched any more."""
        self._stopped = True
        self._timer.stop()

    def hold(self, held: bool) -> None:
        """While the window is locked nobody would see a reminder: what falls due meanwhile is shown afterwards."""
        self._held = held
        if not held:
            self.look()

    @Slot()
    def look(self) -> None:
        """Show what fell due since the last look; several at once are one line. It waits for a toast that is up:
        that one may hold an undo.
        """
        if self._stopped or self._held or self._ctx.toasts.text():
            return
        now = self._ctx.services.clock.now()
        due = self._ctx.services.followups.reminders_due(now, self._since)
        self._since = now
        if not due:
            return
        from crm_desktop.views.dialogs.followup_parts import type_label, who

        first = due[0]
        text = tr_(
            "today", "Reminder: {type} {name}, {subject}",
            type=type_label(first.type), name=who(first), subject=first.subject,
        )  # fmt: skip
        if len(due) > 1:
            text += " " + tr_("today", "(and {n} more)", n=len(due) - 1)
        self._ctx.toasts.show(text, kind="info", seconds=15)
