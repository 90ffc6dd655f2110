"""Who works here."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text
from crm_desktop.views import prefs
from crm_desktop.views.pages.settings.section import Section
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from crm_desktop.services.lists import StaffMember
    from crm_desktop.views.app_context import AppContext


class PeopleSection(Section):
    key: ClassVar[str] = "staff"
    name: ClassVar[Text] = N_("settings", "People")
    touches: ClassVar[tuple[str, ...]] = ("staff",)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        header = self.add_header(
            self.tr("People who work here"),
            self.tr("They look after customers and deals, sell and follow up. Whoever leaves keeps what they did."),
        )
        add = Button(self.tr("Add a person"), "quiet", "user-plus", small=True)
        add.setObjectName("staff_add")
        add.clicked.connect(self._add)
        header.add_widget(add)
        self._list = TwoLineList("staff_list", self)
        self._list.setAccessibleName(self.tr("People who work here"))
        self._list.chosen.connect(self._judge)
        self._list.opened.connect(self._rename)
        self.body.addWidget(self._list)
        self._empty = EmptyState("users", self.tr("Nobody is listed yet."), self.tr("Add a person"), primary=False)
        self._empty.clicked.connect(self._add)
        self.body.addWidget(self._empty)
        self._rename_button = Button(self.tr("Rename"), "plain", "pencil")
        self._rename_button.setObjectName("staff_rename")
        self._rename_button.clicked.connect(self._rename)
        self._role_button = Button(self.tr("Role"), "plain", "tag")
        self._role_button.clicked.connect(self._change_role)
        self._away = Button(self.tr("No longer here"), "plain")
        self._away.setObjectName("staff_away")
        self._away.clicked.connect(self._switch_active)
        self._counter = Button(self.tr("Is at the counter now"), "quiet", "user")
        self._counter.clicked.connect(self._at_counter)
        self.add_row(self._rename_button, self._role_button, self._away, self._counter)

    def refresh(self) -> None:
        members = self.ctx.services.staff.all(only_active=False)
        rows = []
        for member in sorted(members, key=lambda one: not one.active):
            right = "" if member.active else self.tr("no longer here")
            rows.append(Row(member.id, member.name, member.role, right, "user", not member.active))
        self._list.set_rows(rows)
        self._list.fit_room()
        for widget in (self._list, self._rename_button, self._role_button, self._away, self._counter):
            widget.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _member(self) -> StaffMember | None:
        members = self.ctx.services.staff.all(only_active=False)
        return next((member for member in members if member.id == self._list.key()), None)

    @Slot()
    def _judge(self) -> None:
        member = self._member()
        for button in (self._rename_button, self._role_button, self._away, self._counter):
            button.setEnabled(member is not None)
        back = member is not None and not member.active
        self._away.setText(self.tr("Works here again") if back else self.tr("No longer here"))
        self._away.updateGeometry()

    @Slot()
    def _add(self) -> None:
        name = self.ctx.prompter.ask_text(self.tr("Add a person"), self.tr("Name"), "", self.tr("Add"))
        if name:
            self._write(N_("undo", "Add a person"), lambda work: self.ctx.services.staff.add(work, name))

    @Slot()
    def _rename(self) -> None:
        member = self._member()
        name = self.ctx.prompter.ask_text(self.tr("Rename"), self.tr("Name"), member.name) if member else None
        if member and name:
            staff = self.ctx.services.staff
            self._write(N_("undo", "Rename a person"), lambda work: staff.update(work, member.id, name=name))
            if self.ctx.prefs.get(prefs.STAFF) == member.name:
                self.ctx.prefs.set(prefs.STAFF, name)

    @Slot()
    def _change_role(self) -> None:
        member = self._member()
        role = (
            self.ctx.prompter.ask_text(self.tr("Role"), self.tr("Such as owner or sales"), member.role)
            if member
            else None
        )
        if member and role:
            staff = self.ctx.services.staff
            self._write(N_("undo", "Change a person's role"), lambda work: staff.update(work, member.id, role=role))

    @Slot()
    def _switch_active(self) -> None:
        member = self._member()
        if member:
            staff, active = self.ctx.services.staff, not member.active
            self._write(N_("undo", "Change who works here"), lambda work: staff.update(work, member.id, active=active))

    @Slot()
    def _at_counter(self) -> None:
        member = self._member()
        if member:
            self.ctx.prefs.set(prefs.STAFF, member.name)

    def _write(self, text: Text, change) -> None:
        try:
            with self.ctx.services.write(text) as work:
                change(work)
        except UserError as error:
            self.ctx.prompter.error(error)
