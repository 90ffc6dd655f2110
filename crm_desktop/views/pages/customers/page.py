"""The page Customers: the list, and in its place one customer's record."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, tr_
from crm_desktop.core.phones import national
from crm_desktop.core.settings import REGION
from crm_desktop.services.listing import Filter
from crm_desktop.views import theme
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.payment import collect_from
from crm_desktop.views.dialogs.statement import StatementDialog
from crm_desktop.views.key_spec import KeySpec
from crm_desktop.views.page import Page
from crm_desktop.views.pages.customers.bulk import BulkActions
from crm_desktop.views.pages.customers.form import CustomerForm
from crm_desktop.views.pages.customers.list_view import CustomerList
from crm_desktop.views.pages.customers.record import RecordView
from crm_desktop.views.pages.customers.tag_stock import TagStock
from crm_desktop.views.pages.customers.view_actions import ViewActions

KEYS = (
    KeySpec(N_("keys", "Filter the list"), ("Ctrl+F",)),
    KeySpec(N_("keys", "Write down a call or a note"), ("Ctrl+L",)),
    KeySpec(N_("keys", "Edit the customer"), ("Ctrl+E",)),
)
SHARED = ("kind", "company", "address", "region", "industry", "source", "grade", "owner", "tags", "preferred_channel")
"""What a new customer made like another one begins with: nothing that is one person's own."""


class CustomersPage(Page):
    """Shows the list until a customer is opened; Esc or the arrow leads back."""

    key: ClassVar[str] = "customers"
    touches: ClassVar[tuple[str, ...]] = (
        "customers",
        "followups",
        "orders",
        "deals",
        "activities",
        "saved_views",
        "attachments",
        "relations",
        "custom_fields",
        "custom_values",
        "choices",
        "staff",
        "settings",
    )

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        theme.set_ground(self, "surface")
        self._opening = False
        self._list_stale = True
        self._form: CustomerForm | None = None
        self.tags = TagStock(ctx, self)
        self.list = CustomerList(ctx, self.tags, self)
        self.record = RecordView(ctx, self.tags, self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.record)
        self._bulk = BulkActions(ctx, self.list, self.tags, self)
        self._views = ViewActions(ctx, self.list, self)
        self._new = QAction(self)
        self._new.setProperty("icon_name", "plus")
        self._new.triggered.connect(self._primary_pressed)
        self._wire()
        self.retranslate()

    def _wire(self) -> None:
        self.list.opened.connect(self._open)
        self.list.act.connect(self._act)
        self.list.bulk.connect(self._bulk_wanted)
        self.list.new_wanted.connect(lambda values: self.new_record(**values))
        self.list.editing_ended.connect(self.refresh_if_stale)
        self.list.import_wanted.connect(self._import)
        self.list.file_dropped.connect(lambda path: self.ctx.command("import", path=path))
        self.list.export_wanted.connect(self._bulk.open_export_menu)
        self.list.views.save_wanted.connect(self._views.save_new)
        self.list.views.act.connect(self._views.act)
        self.list.emptiness_changed.connect(self.head_changed)
        self.record.back_wanted.connect(self._back)
        self.record.edit_wanted.connect(self.edit)
        self.record.act.connect(self._act)
        self.record.brought_wanted.connect(self._show_brought)
        self.record.shown.connect(self.head_changed)
        self.record.editing_ended.connect(self.refresh_if_stale)
        self.ctx.navigator.moved.connect(self._moved)
        for spec, call in zip(KEYS, (self._focus_filter, self.write_note, self._edit_shown), strict=True):
            QShortcut(QKeySequence(spec.keys[0]), self).activated.connect(call)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.record)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._escape)

    # What the window reads ------------------------------------------------------------

    def shows_record(self) -> bool:
        return self._stack.currentIndex() == 1

    def title(self) -> str:
        return self.record.title() if self.shows_record() else tr_("customers", "Customers")

    def subtitle(self) -> str:
        return self.record.subtitle() if self.shows_record() else ""

    def primary(self) -> QAction | None:
        self._new.setText(tr_("customers", "Log") if self.shows_record() else tr_("customers", "New customer"))
        self._new.setVisible(not self.shows_record() or not self.record.is_deleted())
        return self._new

    def primary_steps_back(self) -> bool:
        return self.record.note.has_text() if self.shows_record() else self.list.is_empty()

    def is_editing(self) -> bool:
        return self.record.is_editing() if self.shows_record() else self.list.table.is_editing()

    def keyboard_place(self) -> QWidget | None:
        return None if self.shows_record() or self.list.is_empty() else self.list.table

    def can_leave(self) -> bool:
        self.record.note.keep_draft()
        return True

    def retranslate(self) -> None:
        self.list.retranslate()
        self.record.retranslate()

    def refresh(self) -> None:
        if self.shows_record():
            self._list_stale = True
            if not self.record.refresh():
                self._show_list()
        else:
            self._list_stale = False
            self.list.refresh()
            self.tags.known()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margin = theme.measures.page_margin(self.window().width())
        self.list.set_margin(margin)
        self.record.set_margin(margin)

    # Between list and record ------------------------------------------------------------

    def open_record(self, record_id: int) -> None:
        """Show one customer's record; raises :class:`UserError` ``not_found``."""
        self._opening = True
        self.record.open(record_id)
        self._stack.setCurrentIndex(1)
        self.record.setFocus(Qt.FocusReason.OtherFocusReason)
        self.head_changed.emit()

    def show_part(self, part: str) -> None:
        """The list with one of its views in front, or narrowed to ``past_rhythm``: those who stayed away longer than
        they usually do.
        """
        if self.shows_record():
            self._show_list()
        if part == "past_rhythm":
            self.list.clear_filters()
            self.list.add_filter(Filter("last_order", part))
        else:
            self.list.show_view(part)

    def write_note(self) -> None:
        if self.shows_record():
            self.record.write_note()
        else:
            current = self.list.table.current_id()
            if current is not None:
                self.ctx.navigator.note("customer", current)

    def _moved(self, key: str) -> None:
        """The navigation leads to the list, unless it just opened a record."""
        if key == self.key and not self._opening and self.shows_record():
            self._show_list()
        self._opening = False

    def _show_list(self) -> None:
        seen = self.record.customer_id()
        self._stack.setCurrentIndex(0)
        if self._list_stale:
            self.refresh()
        if seen is not None:
            self.list.table.select_id(seen)
        self.list.table.setFocus()
        self.head_changed.emit()

    def _open(self, record_id: int) -> None:
        self.ctx.navigator.open("customer", record_id)

    def _back(self) -> None:
        """To where one came from; records looked at on the way are passed over."""
        if not self.ctx.navigator.back(passing="customer"):
            self._show_list()

    def _show_brought(self, record_id: int) -> None:
        """The list of those whom a customer referred."""
        self.ctx.navigator.go(self.key)
        self.list.clear_filters()
        self.list.add_filter(Filter("referrer", "eq", record_id))

    def _escape(self) -> None:
        if self.shows_record() and not self.record.escape():
            self._back()

    def _focus_filter(self) -> None:
        if not self.shows_record():
            self.list.row.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.list.row.field.selectAll()

    def _edit_shown(self) -> None:
        """The whole form of the record that is open, or of the row that is chosen."""
        shown = self.record.customer_id() if self.shows_record() else self.list.table.current_id()
        if shown is not None:
            self.edit(shown)

    # Doing things -----------------------------------------------------------------------

    def _primary_pressed(self) -> None:
        if self.shows_record():
            self.record.write_note()
        else:
            self.new_record()

    def new_record(self, **defaults: Any) -> None:
        """Open the form for a new customer."""
        self._open_form(CustomerForm(self.ctx, self.tags, parent=self, defaults=defaults))

    def edit(self, record_id: int) -> None:
        customer = self.ctx.services.customers.get(record_id)
        if customer is not None:
            self._open_form(CustomerForm(self.ctx, self.tags, parent=self, customer=customer))

    def _duplicate(self, record_id: int) -> None:
        """A new customer with what people of one company or family share."""
        customer = self.ctx.services.customers.get(record_id)
        if customer is not None:
            self.new_record(**{name: getattr(customer, name) for name in SHARED if getattr(customer, name)})

    def _bulk_wanted(self, name: str) -> None:
        if name == "segment":
            self._views.open_segments()
        else:
            self._bulk.run(name)

    def _open_form(self, form: CustomerForm) -> None:
        self._form = form
        form.saved.connect(self._saved)
        form.open_other.connect(self._open)
        form.open()

    def _saved(self, record_id: int) -> None:
        if not self.shows_record():
            self.list.table.select_id(record_id)

    def _import(self) -> None:
        self.ctx.command("import")

    def _act(self, name: str, record_id: int) -> None:
        """What a row's or a record's menu asks for."""
        go = self.ctx.navigator
        calls = {
            "open": lambda: self._open(record_id),
            "edit": lambda: self.edit(record_id),
            "note": lambda: go.note("customer", record_id),
            "follow_up": lambda: go.new("followup", customer_id=record_id),
            "deal": lambda: go.new("deal", customer_id=record_id),
            "order": lambda: go.new("order", customer_id=record_id),
            "payment": lambda: collect_from(self.ctx, self.window(), record_id),
            "statement": lambda: StatementDialog(self.ctx, self.window(), record_id).open(),
            "copy_phone": lambda: self._copy_phone(record_id),
            "duplicate": lambda: self._duplicate(record_id),
            "delete": lambda: self._delete(record_id),
            "restore": lambda: self._restore(record_id),
        }
        calls[name]()

    def _copy_phone(self, record_id: int) -> None:
        customer = self.ctx.services.customers.get(record_id)
        if customer and customer.phone:
            shown = national(customer.phone[0], self.ctx.services.settings.get(REGION))
            QGuiApplication.clipboard().setText(shown)
            self.ctx.toasts.show(tr_("customers", "Copied: {text}", text=shown), kind="info")

    def _delete(self, record_id: int) -> None:
        self._bulk.delete([record_id])
        if self.shows_record():
            self._back()

    def _restore(self, record_id: int) -> None:
        services = self.ctx.services
        try:
            with services.write(N_("undo", "Restore customer"), origin=self) as work:
                services.customers.restore(work, record_id)
        except UserError as error:
            self.ctx.prompter.error(error)
            return
        self.ctx.toasts.show(tr_("customers", "Brought back."), undo_change=work.id)
        self.refresh()
