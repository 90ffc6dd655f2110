"""Keeps the counts of the navigation, the backup light and the name at the counter up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Slot

from crm_desktop.core.changes import Changes
from crm_desktop.core.i18n import render
from crm_desktop.core.jobs import JobContext
from crm_desktop.views import prefs
from crm_desktop.views.nav import SidePanel
from crm_desktop.views.widgets.menu import Menu

if TYPE_CHECKING:
    from crm_desktop.services.backup.schedule import HealthLight
    from crm_desktop.views.app_context import AppContext

MINUTE_MS = 60_000
_LAMPS = {"none": "warn", "good": "good", "warn": "warn", "bad": "bad"}


class SideStatus(QObject):
    """Counts are read after changes settle, and each minute: what is due changes with the clock."""

    def __init__(self, ctx: AppContext, side: SidePanel, parent: QObject) -> None:
        super().__init__(parent)
        self.ctx, self._side = ctx, side
        self.light: HealthLight | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(200)
        self._soon.timeout.connect(self.refresh)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.refresh)
        self._minute.start()
        ctx.bridge.changed.connect(self._on_changes)
        side.backup.pressed.connect(self._backup)
        side.staff.pressed.connect(self._choose_staff)

    def refresh_soon(self) -> None:
        """After what is going on now: the window paints first."""
        self._soon.start()

    def stop(self) -> None:
        self._soon.stop()
        self._minute.stop()

    @Slot(object, object)
    def _on_changes(self, changes: Changes, _origin: object) -> None:
        if changes.touches("followups", "deals", "staff", "customers"):
            self._soon.start()

    @Slot()
    def refresh(self) -> None:
        self._show_staff()
        services = self.ctx.services
        due = services.followups.due_counts(services.clock.today())
        self._side.nav.set_count("today", due.overdue + due.today)
        self._side.nav.set_count("pipeline", services.deals.board.attention_count())
        self._read_backups()

    def _show_staff(self) -> None:
        name = self.ctx.prefs.get(prefs.STAFF)
        self.ctx.services.user = name
        row = self._side.staff
        if name:
            row.set_initial(name)
            member = next((m for m in self.ctx.services.staff.all() if m.name == name), None)
            row.set_lines(name, member.role if member else "")
        else:
            row.set_initial("")
            row.set_icon("user", "text_2")
            row.set_lines(self.tr("Who is at the counter?"))

    def _read_backups(self) -> None:
        """Backups may lie on a stick that answers slowly: never ask for them in the GUI thread."""
        services = self.ctx.services

        def read(_ctx: JobContext) -> HealthLight:
            from crm_desktop.services.backup import schedule  # loads the encryption, not needed to start

            return schedule.current_health(services)

        self.ctx.jobs.run(read, "", self._show_backup, lane="files", quiet=True)

    def _show_backup(self, light: HealthLight) -> None:
        self.light = light
        row = self._side.backup
        row.set_icon("shield-check" if light.level == "good" else "shield-alert", _LAMPS[light.level])
        row.set_lines(render(light.text), render(light.detail))

    @Slot()
    def _backup(self) -> None:
        """Where all is well, or nothing was set up yet, the light makes a backup; else it first says what is wrong."""
        if self.light is None or self.light.level in ("none", "good") or self.light.last is None:
            self.ctx.command("backup")
        else:
            self.ctx.command("backup_health", light=self.light)

    @Slot()
    def _choose_staff(self) -> None:
        """A menu of the people who work here."""
        menu = Menu(self._side)
        current = self.ctx.prefs.get(prefs.STAFF)
        for member in self.ctx.services.staff.all():
            action = menu.addAction(member.name)
            action.setCheckable(True)
            action.setChecked(member.name == current)
            action.setData(member.name)
        menu.addSeparator()
        menu.addAction(self.tr("Add or change people …")).setData("")
        menu.triggered.connect(self._staff_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._side.staff.mapToGlobal(QPoint(8, -menu.sizeHint().height())))

    @Slot(object)
    def _staff_chosen(self, action) -> None:
        name = action.data()
        if name:
            self.ctx.prefs.set(prefs.STAFF, name)
            self._show_staff()
        else:
            self.ctx.command("settings_staff")
