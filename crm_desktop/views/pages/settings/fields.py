"""Fields that the shop adds to its customers: pet's name, shoe size, contract number."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from crm_desktop.core.entities import FieldType
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.views.pages.settings.entry_list import EntryList
from crm_desktop.views.pages.settings.field_dialog import FieldDialog, kind_name
from crm_desktop.views.pages.settings.section import Section
from crm_desktop.views.two_line_list import Row
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.empty_state import EmptyState
from crm_desktop.views.widgets.menu import Menu

if TYPE_CHECKING:
    from crm_desktop.services.custom_fields import CustomField
    from crm_desktop.views.app_context import AppContext

ENTITY = "customers"
USUAL: tuple[tuple[Text, tuple[tuple[Text, FieldType, tuple[Text, ...]], ...]], ...] = (
    (
        N_("usual_fields", "Membership: level, valid until, benefits"),
        (
            (N_("usual_fields", "Membership"), "choice",
             (N_("usual_fields", "Silver"), N_("usual_fields", "Gold"), N_("usual_fields", "Platinum"))),
            (N_("usual_fields", "Member until"), "date", ()),
            (N_("usual_fields", "Benefits"), "longtext", ()),
        ),
    ),
    (
        N_("usual_fields", "VIP: privileges, how to serve"),
        ((N_("usual_fields", "Privileges"), "longtext", ()), (N_("usual_fields", "How to serve"), "longtext", ())),
    ),
    (
        N_("usual_fields", "Consent: may get offers, since when"),
        (
            (N_("usual_fields", "May get offers"), "bool", ()),
            (N_("usual_fields", "Consent given on"), "date", ()),
        ),
    ),
    (
        N_("usual_fields", "Habits: interests, spending habit"),
        ((N_("usual_fields", "Interests"), "text", ()), (N_("usual_fields", "Spending habit"), "text", ())),
    ),
)  # fmt: skip
"""Name of the set, and of each field with its kind and choices."""


class FieldsSection(Section):
    key: ClassVar[str] = "fields"
    name: ClassVar[Text] = N_("settings", "Own fields")
    touches: ClassVar[tuple[str, ...]] = ("custom_fields",)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self._usual = Button(self.tr("Common fields"), "quiet", small=True, menu_arrow=True)
        self._usual.setObjectName("field_usual")
        self._usual.clicked.connect(self._choose_usual)
        self.add_list_header(
            self.tr("Own fields"),
            self.tr("Ready at once in forms, lists, filters, the search, import and export."),
            self.tr("Add a field"), "field", self._add, self._usual,
        )  # fmt: skip
        self._list = EntryList("field", self.tr("Own fields"))
        self._list.change.connect(self._change)
        self._list.moved.connect(self._move)
        self._list.removed.connect(self._delete)
        self._empty = EmptyState(
            "tag", self.tr("No fields of your own yet, such as a pet's name."), self.tr("Add a field"), primary=False
        )
        self._empty.clicked.connect(self._add)
        self.body.addWidget(self._list)
        self.body.addWidget(self._empty)

    def refresh(self) -> None:
        rows = []
        for field in self._fields():
            choices = tr_("settings", ", ").join(render(choice.label) for choice in field.spec.choices)
            line = " · ".join(filter(None, (kind_name(field.spec.type), choices)))
            rows.append(Row(field.id, render(field.spec.label), line, icon="tag"))
        self._list.show_rows(rows)
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _fields(self) -> list[CustomField]:
        return self.ctx.services.custom_fields.fields(ENTITY)

    @Slot()
    def _add(self) -> None:
        FieldDialog(self.ctx, ENTITY, self).open()

    @Slot()
    def _choose_usual(self) -> None:
        """Sets of fields that many shops want, each added as one change."""
        menu = Menu(self)
        for number, (name, _fields) in enumerate(USUAL):
            menu.add(render(name), partial(self.add_usual, number))
        menu.show_under(self._usual, right=True)

    def add_usual(self, number: int) -> None:
        """Add the fields of one set that are not there yet."""
        services = self.ctx.services
        added = 0
        with services.write(N_("undo", "Add usual fields")) as work:
            for label, kind, choices in USUAL[number][1]:
                with contextlib.suppress(UserError):  # there is one of that name: it serves as well
                    services.custom_fields.add(work, ENTITY, render(label), kind, [render(one) for one in choices])
                    added += 1
        text = self.tr("They are all there already.")
        if added:
            text = self.tr("1 field added") if added == 1 else self.tr("{n} fields added").format(n=added)
        self.ctx.toasts.show(text, undo_change=work.id if added else None)

    @Slot(object)
    def _change(self, field_id: int) -> None:
        field = next((one for one in self._fields() if one.id == field_id), None)
        if field is not None:
            FieldDialog(self.ctx, ENTITY, self, field).open()

    @Slot(int, int)
    def _move(self, row: int, to: int) -> None:
        ids = [field.id for field in self._fields()]
        ids.insert(to, ids.pop(row))
        services = self.ctx.services
        with services.write(N_("undo", "Reorder fields")) as work:
            for position, field_id in enumerate(ids):
                services.custom_fields.change(work, field_id, position=position)
        self.refresh()
        self._list.choose(ids[to])

    @Slot(object)
    def _delete(self, field_id: int) -> None:
        services = self.ctx.services
        with services.write(N_("undo", "Delete a field")) as work:
            services.custom_fields.delete(work, field_id)
        self.ctx.toasts.show(self.tr("Field deleted. Its values are kept."), undo_change=work.id)
