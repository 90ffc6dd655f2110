"""One customer: the story above, facts at the left, what happened and what comes next at the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.changes import Changes
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.services.customers import Customer
from crm_desktop.services.field_history import FieldHistory
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.followup_done import DoneDialog
from crm_desktop.views.pages.customers.entry_dialog import EntryDialog, delete_entry
from crm_desktop.views.pages.customers.facts import FactsColumn
from crm_desktop.views.pages.customers.facts_of import groups_of, unasked
from crm_desktop.views.pages.customers.files import CustomerFiles
from crm_desktop.views.pages.customers.past import PastPopover
from crm_desktop.views.pages.customers.record_head import RecordHead
from crm_desktop.views.pages.customers.record_tabs import RecordTabs
from crm_desktop.views.pages.customers.shop import Shop, own_fields, shop_of
from crm_desktop.views.pages.customers.sources import editor_sources
from crm_desktop.views.pages.customers.tag_stock import TagStock
from crm_desktop.views.pages.customers.verified import VerifiedRow
from crm_desktop.views.widgets.card import ScrollArea
from crm_desktop.views.widgets.labels import Line
from crm_desktop.views.widgets.menu import Menu

FACTS_WIDTH = 280


def _inset(line: QWidget) -> QHBoxLayout:
    """The facts stand out by the ground they have under the mouse; lines keep to their words."""
    row = QHBoxLayout()
    row.setContentsMargins(8, 0, 0, 0)
    row.addWidget(line)
    return row


class RecordView(QWidget):
    """``open(id)`` shows a customer; ``act(name, id)`` asks the page for what leaves the record."""

    back_wanted = Signal()
    edit_wanted = Signal(object)
    act = Signal(str, object)
    brought_wanted = Signal(object)
    shown = Signal()
    editing_ended = Signal()

    def __init__(self, ctx: AppContext, tags: TagStock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._tags = ctx, tags
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(tr_("customers", "Customer record"))
        self._customer: Customer | None = None
        self._shop: Shop = shop_of(ctx.services)
        self._dialog: DoneDialog | EntryDialog | None = None
        self.head = RecordHead(ctx.services)
        self.files = CustomerFiles(ctx, self)
        self.files.take_drops(self, self.customer_id)
        self.side = RecordTabs(ctx, self.files)
        self.tabs, self.note, self.timeline = self.side.tabs, self.side.note, self.side.timeline
        self.next_step, self.lists = self.side.next_step, self.side.lists
        self._build()
        self._connect()

    def _build(self) -> None:
        self.facts = FactsColumn()
        self.verified = VerifiedRow()
        left = QVBoxLayout()
        left.setSpacing(0)
        self._facts_area = ScrollArea(self.facts, quiet=True)
        left.addWidget(self._facts_area, 1)
        left.addLayout(_inset(Line()))
        left.addWidget(self.verified)
        left.setContentsMargins(0, 0, 0, 4)
        column = QWidget()
        column.setFixedWidth(FACTS_WIDTH)
        column.setLayout(left)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(column)
        columns.addWidget(self.side, 1)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(4)
        self._box.addWidget(self.head)
        self._box.addLayout(columns, 1)

    def _connect(self) -> None:
        self._ctx.bridge.changed.connect(self._heard)
        self.head.back_wanted.connect(self.back_wanted)
        self.head.menu_wanted.connect(self._menu)
        self.head.act.connect(self._act)
        self.head.stage_wanted.connect(lambda stage: self._save_fact("stage", stage))
        for source in (self.head, self.side.people):
            source.brought_wanted.connect(self._show_brought)
        self.side.opened.connect(self._open_entry)
        self.side.act.connect(self._act)
        self.facts.link_opened.connect(lambda at: self._ctx.navigator.open("customer", at))
        self.facts.url_opened.connect(self._ctx.prompter.open_web)
        self.facts.past_wanted.connect(self._show_past)
        self.facts.editing_changed.connect(self._facts_changed)
        self.verified.confirmed.connect(self._mark_verified)
        self.note.editing_ended.connect(self.editing_ended)
        self.note.busy_changed.connect(self.shown)
        self.next_step.done.connect(self._finish)
        self.next_step.snoozed.connect(self._snooze)
        self.next_step.plan_wanted.connect(lambda: self._act("follow_up"))
        self.timeline.edit_wanted.connect(self._change_entry)
        self.timeline.delete_wanted.connect(lambda at: delete_entry(self._ctx, at))

    @Slot(object, object)
    def _heard(self, changes: Changes, _origin: object) -> None:
        if changes.touches("orders"):
            self.head.orders_changed()

    def retranslate(self) -> None:
        self.setAccessibleName(tr_("customers", "Customer record"))
        self.head.retranslate()
        self.side.retranslate()

    def set_margin(self, margin: int) -> None:
        self._box.setContentsMargins(margin - 8, 12, margin, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.fit(self.window().height())

    # What is shown ----------------------------------------------------------------------

    def customer_id(self) -> int | None:
        return self._customer.id if self._customer else None

    def title(self) -> str:
        return self._customer.name if self._customer else ""

    def subtitle(self) -> str:
        if self._customer is None:
            return ""
        if self._customer.deleted:
            return tr_("customers", "in the recycle bin")
        parts = (self._shop.grades.get(self._customer.grade, self._customer.grade), self._customer.company)
        return " · ".join(part for part in parts if part)

    def is_deleted(self) -> bool:
        return self._customer is not None and self._customer.deleted

    def is_editing(self) -> bool:
        """A fact is being changed. A note half written is no reason to hold the rest back."""
        return self.facts.is_editing()

    def open(self, customer_id: int) -> None:
        """Show another customer from its top; raises :class:`UserError` ``not_found``."""
        customer = self._ctx.services.customers.get(customer_id)
        if customer is None:
            raise UserError("not_found", N_("customers", "This customer is no longer there."))
        self.facts.leave()
        self._customer = customer
        self.side.start(customer)
        self._show()
        self._facts_area.verticalScrollBar().setValue(0)

    def refresh(self) -> bool:
        """Read the shown customer again; False where it is gone."""
        if self._customer is None:
            return False
        self._customer = self._ctx.services.customers.get(self._customer.id)
        if self._customer is None:
            return False
        self._show()
        return True

    def _show(self) -> None:
        customer, services = self._customer, self._ctx.services
        if customer is None:
            return
        self._shop = shop_of(services)
        orders = services.orders.for_customer(customer.id)
        self.head.show_customer(customer, orders, self._shop)
        own = own_fields(services)
        company = services.relations.company_id(customer.company) if customer.company else None
        self.facts.setEnabled(not customer.deleted)
        self.facts.show_facts(
            groups_of(customer, self._shop, own, company),
            editor_sources(services, self._tags),
            self._save_fact,
            FieldHistory(services).changed_fields(customer.id),
            unasked(customer) if not customer.deleted else [],
        )
        self.verified.show_state(customer, self._shop.today)
        self.verified.setVisible(not customer.deleted)
        self.side.show_customer(customer, orders, self._shop)
        self.shown.emit()

    # Doing things -----------------------------------------------------------------------

    def write_note(self) -> None:
        """Put the cursor where a call is written down."""
        self.note.note.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def escape(self) -> bool:
        """What Esc leaves first: an editor, the note (its words stay as a draft); False where there is nothing."""
        if self.facts.leave():
            return True
        if self.note.leave():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _facts_changed(self) -> None:
        if not self.facts.is_editing():
            self.editing_ended.emit()

    def _save_fact(self, field: str, value: Any) -> str:
        """Store one fact; returns what is wrong with it, else empty."""
        customer, services = self._customer, self._ctx.services
        if customer is None:
            return ""
        try:
            with services.write(N_("undo", "Edit customer"), origin=self) as work:
                services.customers.update(work, customer.id, {field: value}, customer.version)
        except ValidationError as error:
            return "; ".join(render(reason) for reason in error.problems.values())
        except UserError as error:
            return error.text()
        self.facts.leave()
        self._ctx.toasts.show(tr_("customers", "{name} changed", name=customer.name), undo_change=work.id)
        return ""

    def _act(self, name: str) -> None:
        if self._customer is None:
            return
        if name == "file":
            self.files.ask(self._customer.id)
        else:
            self.act.emit(name, self._customer.id)

    def _menu(self) -> None:
        menu = Menu(self)
        menu.add(tr_("customers", "Edit everything"), self._edit, "pencil", key="F2")
        menu.add(tr_("customers", "Plan a follow-up"), lambda: self._act("follow_up"), "calendar")
        menu.add(tr_("customers", "Record payment"), lambda: self._act("payment"), "money")
        menu.add(tr_("customers", "Statement"), lambda: self._act("statement"), "file-table")
        menu.add(tr_("customers", "Copy the phone number"), lambda: self._act("copy_phone"), "copy")
        menu.add(tr_("customers", "Facts are still right"), self._mark_verified, "shield-check")
        menu.addSeparator()
        menu.add(tr_("customers", "Delete"), lambda: self._act("delete"), "trash")
        menu.show_under(self.head.more, right=True)

    def _edit(self) -> None:
        if self._customer is not None:
            self.edit_wanted.emit(self._customer.id)

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_F2:
            self._edit()
        else:
            super().keyPressEvent(event)

    def _show_brought(self) -> None:
        if self._customer is not None:
            self.brought_wanted.emit(self._customer.id)

    def _mark_verified(self) -> None:
        services, customer = self._ctx.services, self._customer
        if customer is not None:
            with services.write(N_("undo", "Confirm a customer's facts"), origin=self) as work:
                services.customers.mark_verified(work, customer.id)
            self._ctx.toasts.show(tr_("customers", "Noted: checked today."), undo_change=work.id)

    def _show_past(self, field: str) -> None:
        """What a fact was before, under it."""
        row = self.facts.row(field)
        if self._customer is not None and row is not None:
            PastPopover(self, self._ctx.services, self._customer.id, field).show_under(row)

    def _finish(self, follow_up_id: int) -> None:
        self._dialog = DoneDialog(self._ctx, self, follow_up_id)
        self._dialog.open()

    def _change_entry(self, activity_id: int) -> None:
        try:
            self._dialog = EntryDialog(self._ctx, self, activity_id)
        except UserError as error:
            self._ctx.prompter.error(error)
            return
        self._dialog.open()

    def _snooze(self, follow_up_id: int, day: Any) -> None:
        services = self._ctx.services
        label: Text = N_("undo", "Put a follow-up off")
        try:
            with services.write(label, origin=self) as work:
                services.followups.snooze(work, follow_up_id, day)
        except UserError as error:
            self._ctx.prompter.error(error)
            return
        self._ctx.toasts.show(tr_("customers", "Put off"), undo_change=work.id)

    def _open_entry(self, kind: str, record_id: int) -> None:
        self._ctx.navigator.open({"follow_up": "followup", "closed_deal": "deal"}.get(kind, kind), record_id)
