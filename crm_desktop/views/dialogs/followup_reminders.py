"""Watches for reminders that fall due while the program runs, and shows those that wait for an answer."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.core.changes import Changes
from crm_desktop.core.i18n import tr_
from crm_desktop.services.followups import FollowUp
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.followup_parts import complete, who
from crm_desktop.views.reminder_card import ReminderCard

EVERY_MS = 2_000


class ReminderWatch(QObject):
    """Belongs to the window. Looks every other second; what waits lies in :attr:`card` until it is answered."""

    def __init__(self, ctx: AppContext, host: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._stopped = self._held = False
        self._looked: datetime | None = None
        self._known: set[int] = set()
        self.card = ReminderCard(host)
        self.card.opened.connect(self._open)
        self.card.done.connect(self._done)
        self.card.put_off.connect(self._put_off)
        ctx.bridge.changed.connect(self._on_changes)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """The window closes: the data must not be touched any more."""
        self._stopped = True
        self._timer.stop()
        self.card.put_away()

    def hold(self, held: bool) -> None:
        """While the window is locked nothing is shown: what waits is shown again afterwards."""
        self._held = held
        if held:
            self.card.put_away()
        else:
            self.refresh()

    @Slot()
    def look(self) -> None:
        """Show what waits if more does than at the last look."""
        if self._stopped or self._held:
            return
        looked, self._looked = self._looked, self._ctx.services.clock.now()
        if looked is None or self._ctx.services.followups.reminders.came_since(looked):
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what waits now."""
        if self._stopped or self._held:
            return
        found = self._ctx.services.followups.reminders.waiting()
        new = [follow_up for follow_up in found if follow_up.id not in self._known]
        self._known = {follow_up.id for follow_up in found}
        self.card.show_rows(found, self._ctx.services.clock.now())
        if new and self._ctx.window is not None:
            QApplication.alert(self._ctx.window)
            self._say_over_dialog(new[0])

    def _say_over_dialog(self, follow_up: FollowUp) -> None:
        """An open dialog covers the card: one line there says that somebody waits behind it."""
        if self._ctx.dialog() is None or self._ctx.toasts.text():
            return  # what is up may hold an undo
        text = tr_("reminder", "Reminder: {name}, {subject}", name=who(follow_up), subject=follow_up.subject)
        self._ctx.toasts.show(text, kind="info", seconds=15)

    @Slot(object, object)
    def _on_changes(self, changes: Changes, _origin: object) -> None:
        if self._looked is not None and changes.touches("followups", "customers"):
            self.refresh()

    @Slot(object)
    def _open(self, follow_up: FollowUp) -> None:
        self._ctx.services.followups.reminders.answer(follow_up)
        self.refresh()
        self._ctx.navigator.open("follow_up", follow_up.id)

    @Slot(object)
    def _done(self, follow_up: FollowUp) -> None:
        complete(self._ctx, follow_up.id)

    @Slot(object, object)
    def _put_off(self, follow_ups: list[FollowUp], until: datetime) -> None:
        self._ctx.services.followups.reminders.put_off(until, *follow_ups)
        self.refresh()
