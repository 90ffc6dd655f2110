"""One customer: the story above, facts at the left, what happened and what comes next at the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, render, tr_
from crm_desktop.services.customers import Customer
from crm_desktop.services.field_history import FieldHistory
from crm_desktop.services.followups_values import FollowUp
from crm_desktop.services.orders_model import Order
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.followup_done import DoneDialog
from crm_desktop.views.pages.customers import related, story
from crm_desktop.views.pages.customers.facts import FactsColumn
from crm_desktop.views.pages.customers.facts_of import groups_of
from crm_desktop.views.pages.customers.files import CustomerFiles, file_lines
from crm_desktop.views.pages.customers.next_step import NextStepRow
from crm_desktop.views.pages.customers.past import PastPopover
from crm_desktop.views.pages.customers.quick_note import QuickNote
from crm_desktop.views.pages.customers.shop import Shop, own_fields, shop_of
from crm_desktop.views.pages.customers.sources import editor_sources
from crm_desktop.views.pages.customers.tag_stock import TagStock
from crm_desktop.views.pages.customers.timeline import Timeline
from crm_desktop.views.pages.customers.verified import VerifiedRow
from crm_desktop.views.widgets.button import Button, icon_button
from crm_desktop.views.widgets.card import ScrollArea
from crm_desktop.views.widgets.labels import Line, label
from crm_desktop.views.widgets.menu import Menu
from crm_desktop.views.widgets.tabs import Tabs

PAGE = 40
"""Timeline entries shown before "show earlier"."""
TABS = ("timeline", "deals", "orders", "followups", "files")


class RecordView(QWidget):
    """``open(id)`` shows a customer; ``act(name, id)`` asks the page for what leaves the record."""

    back_wanted = Signal()
    edit_wanted = Signal(object)
    act = Signal(str, object)
    shown = Signal()
    editing_ended = Signal()

    def __init__(self, ctx: AppContext, tags: TagStock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._tags = ctx, tags
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(tr_("customers", "Customer record"))
        self._customer: Customer | None = None
        self._shop: Shop = shop_of(ctx.services)
        self._orders: list[Order] = []
        self._limit = PAGE
        self._dialog: DoneDialog | None = None
        self._build_head()
        self._build_body()
        self._connect()
        self.retranslate()

    # Building -------------------------------------------------------------------------

    def _build_head(self) -> None:
        self.back = icon_button("chevron-left", "", small=False)
        self.back.setObjectName("record_back")
        self.sentence = label("")
        self.sentence.setObjectName("record_story")
        self.sentence.setWordWrap(True)
        self.deal, self.order = Button("", "plain", "board"), Button("", "plain", "bag")
        self.deal.setObjectName("record_new_deal")
        self.order.setObjectName("record_new_order")
        self.restore = Button("", "primary", "restore")
        self.restore.setObjectName("record_restore")
        self.more = icon_button("dots", "", small=False)
        self.more.setObjectName("record_more")
        self.strip = story.RhythmStrip()
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addWidget(self.sentence, 1)
        for button in (self.more, self.deal, self.order, self.restore):
            self._head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _build_body(self) -> None:
        self.facts = FactsColumn()
        self.verified = VerifiedRow()
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(ScrollArea(self.facts, quiet=True), 1)
        left.addWidget(Line())
        left.addWidget(self.verified)
        side = QWidget()
        side.setFixedWidth(280)
        left.setContentsMargins(0, 0, 0, 4)
        side.setLayout(left)
        self.tabs = Tabs()
        self.tabs.setObjectName("record_tabs")
        self.next_step = NextStepRow()
        self.note = QuickNote(self._ctx)
        self.timeline = Timeline()
        self.files = CustomerFiles(self._ctx, self)
        self.files.take_drops(self, self.customer_id)
        self.lists = {name: related.RelatedList() for name in TABS[1:]}
        self.stack = QStackedWidget()
        self.stack.addWidget(ScrollArea(self.timeline))
        for found in self.lists.values():
            self.stack.addWidget(ScrollArea(found))
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(8)
        right.addWidget(self.tabs)
        right.addSpacing(4)
        right.addWidget(self.next_step)
        right.addWidget(self.note)
        right.addWidget(self.stack, 1)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(side)
        columns.addLayout(right, 1)
        self._line: QFrame = Line()
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        self._box.addLayout(self._head)
        self._box.addSpacing(4)
        self._box.addWidget(self.strip)
        self._box.addSpacing(8)
        self._box.addWidget(self._line)
        self._box.addSpacing(4)
        self._box.addLayout(columns, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.more.clicked.connect(self._menu)
        self.deal.clicked.connect(lambda: self._act("deal"))
        self.order.clicked.connect(lambda: self._act("order"))
        self.restore.clicked.connect(lambda: self._act("restore"))
        self.tabs.chosen.connect(self._show_tab)
        self.facts.link_opened.connect(lambda at: self._ctx.navigator.open("customer", at))
        self.facts.url_opened.connect(self._ctx.prompter.open_web)
        self.facts.past_wanted.connect(self._show_past)
        self.verified.confirmed.connect(self._mark_verified)
        self.facts.editing_changed.connect(self._facts_changed)
        self.note.editing_ended.connect(self.editing_ended)
        self.note.busy_changed.connect(self.shown)
        self.next_step.done.connect(self._finish)
        self.next_step.snoozed.connect(self._snooze)
        self.next_step.plan_wanted.connect(lambda: self._act("follow_up"))
        self.timeline.opened.connect(self._open_entry)
        self.timeline.more_wanted.connect(self._show_more)
        self.lists["files"].opened.connect(lambda _kind, at: self.files.open(at))
        self.lists["files"].delete_wanted.connect(lambda _kind, at: self.files.delete(at))
        self.lists["files"].add_wanted.connect(self._add_file)
        for name, what in (("deals", "deal"), ("orders", "order"), ("followups", "follow_up")):
            self.lists[name].opened.connect(self._open_entry)
            self.lists[name].add_wanted.connect(lambda at=what: self._act(at))

    def retranslate(self) -> None:
        self.back.set_tooltip(tr_("customers", "Back to the list (Esc)"))
        self.more.set_tooltip(tr_("customers", "More"))
        self.deal.setText(tr_("customers", "New deal"))
        self.order.setText(tr_("customers", "New order"))
        self.restore.setText(tr_("customers", "Bring back"))
        self.next_step.retranslate()
        self.note.retranslate()
        names = {
            "timeline": tr_("customers", "Timeline"),
            "deals": tr_("customers", "Deals"),
            "orders": tr_("customers", "Orders"),
            "followups": tr_("customers", "Follow-ups"),
            "files": tr_("customers", "Files"),
        }
        self.tabs.set_tabs([(key, names[key]) for key in TABS])

    def set_margin(self, margin: int) -> None:
        self._box.setContentsMargins(margin - 8, 12, margin, 0)

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
        return self.facts.is_editing() or self.note.has_text()

    def open(self, customer_id: int) -> None:
        """Show another customer; raises :class:`UserError` ``not_found``."""
        customer = self._ctx.services.customers.get(customer_id)
        if customer is None:
            raise UserError("not_found", N_("customers", "This customer is no longer there."))
        self._customer, self._limit = customer, PAGE
        self.note.start(customer_id, customer.preferred_channel or "call")
        self.tabs.set_current("timeline")
        self.stack.setCurrentIndex(0)
        self._show()

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
        self._orders = services.orders.for_customer(customer.id)
        rhythm = story.rhythm_of(customer, self._orders, self._shop.today)
        self.sentence.setText(story.sentence(customer, self._orders, rhythm, self._shop.currency))
        self.strip.show_rhythm(rhythm)
        for part in (self.deal, self.order, self.more, self.note):
            part.setVisible(not customer.deleted)
        self.restore.setVisible(customer.deleted)
        self.facts.setEnabled(not customer.deleted)
        self.facts.show_facts(
            groups_of(customer, self._shop, own_fields(services)),
            editor_sources(services, self._tags),
            self._save_fact,
            FieldHistory(services).changed_fields(customer.id),
        )
        self.verified.show_state(customer, self._shop.today)
        self.verified.setVisible(not customer.deleted)
        self._show_work(customer)
        self._show_timeline()
        self.shown.emit()

    def _show_work(self, customer: Customer) -> None:
        services, today, currency = self._ctx.services, self._shop.today, self._shop.currency
        deals = services.deals.for_customer(customer.id)
        follow_ups = services.followups.for_customer(customer.id)
        planned = [one for one in follow_ups if one.status == "open"]
        self.next_step.show_step(_first(planned), today)
        self.next_step.setVisible(not customer.deleted)
        self.lists["deals"].show_lines(
            related.deal_lines(deals, self._stage_names(), today, currency),
            tr_("customers", "No deals with this customer."),
            tr_("customers", "New deal"),
        )
        self.lists["orders"].show_lines(
            related.order_lines(self._orders, today, currency),
            tr_("customers", "Nothing bought yet."),
            tr_("customers", "New order"),
        )
        self.lists["followups"].show_lines(
            related.follow_up_lines(follow_ups, today),
            tr_("customers", "No follow-ups."),
            tr_("customers", "New follow-up"),
        )
        files = self.files.of(customer.id)
        self.lists["files"].show_lines(
            file_lines(files, self._shop), tr_("customers", "No files yet."), tr_("customers", "Keep a file")
        )
        counts = {"deals": len(deals), "orders": len(self._orders), "followups": len(planned), "files": len(files)}
        for key, number in counts.items():
            self.tabs.set_count(key, str(number) if number else "")

    def _stage_names(self) -> dict[int, str]:
        pipelines = self._ctx.services.pipelines
        return {stage.id: stage.name for one in pipelines.all() for stage in pipelines.stages(one.id)}

    def _show_timeline(self) -> None:
        if self._customer is None:
            return
        entries = self._ctx.services.activities.timeline(self._customer.id, limit=self._limit + 1)
        orders = {order.id: order for order in self._orders}
        self.timeline.show_entries(
            entries[: self._limit], orders, self._shop.today, self._shop.currency, more=len(entries) > self._limit
        )

    def _show_more(self) -> None:
        self._limit += PAGE
        self._show_timeline()

    def _show_tab(self, key: str) -> None:
        self.stack.setCurrentIndex(TABS.index(key))

    # Doing things -----------------------------------------------------------------------

    def write_note(self) -> None:
        """Put the cursor where a call is written down."""
        self.note.note.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def escape(self) -> bool:
        """What Esc leaves first: an editor, a note; False where there is nothing to leave."""
        if self.facts.leave():
            return True
        if self.note.has_text():
            self.note.clear()
            self.note.keep_draft()
            self.editing_ended.emit()
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
        if self._customer is not None:
            self.act.emit(name, self._customer.id)

    def _menu(self) -> None:
        menu = Menu(self)
        menu.add(tr_("customers", "Edit everything"), self._edit, "pencil", key="F2")
        menu.add(tr_("customers", "Plan a follow-up"), lambda: self._act("follow_up"), "calendar")
        menu.add(tr_("customers", "Copy the phone number"), lambda: self._act("copy_phone"), "copy")
        menu.add(tr_("customers", "Facts are still right"), self._mark_verified, "shield-check")
        menu.addSeparator()
        menu.add(tr_("customers", "Delete"), lambda: self._act("delete"), "trash")
        menu.show_under(self.more, right=True)

    def _edit(self) -> None:
        if self._customer is not None:
            self.edit_wanted.emit(self._customer.id)

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_F2:
            self._edit()
        else:
            super().keyPressEvent(event)

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

    def _snooze(self, follow_up_id: int, day: Any) -> None:
        services = self._ctx.services
        try:
            with services.write(N_("undo", "Put a follow-up off"), origin=self) as work:
                services.followups.snooze(work, follow_up_id, day)
        except UserError as error:
            self._ctx.prompter.error(error)
            return
        self._ctx.toasts.show(tr_("customers", "Put off"), undo_change=work.id)

    def _add_file(self) -> None:
        if self._customer is not None:
            self.files.ask(self._customer.id)

    def _open_entry(self, kind: str, record_id: int) -> None:
        self._ctx.navigator.open({"follow_up": "followup"}.get(kind, kind), record_id)


def _first(planned: list[FollowUp]) -> FollowUp | None:
    """The one that is due first; those without a day come last."""
    dated = [one for one in planned if one.due is not None]
    return dated[0] if dated else (planned[0] if planned else None)
