"""The right side of a record: what comes next, the note field, and under tabs what belongs to the customer.

A list is filled when its tab is shown: a record with hundreds of orders opens as fast as an empty one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.customers import Customer
from crm_desktop.services.followups_values import FollowUp
from crm_desktop.services.orders_model import Order
from crm_desktop.services.owned import products_of
from crm_desktop.views.dialogs.payment import PaymentDialog
from crm_desktop.views.pages.customers import related
from crm_desktop.views.pages.customers.files import CustomerFiles, file_lines
from crm_desktop.views.pages.customers.next_step import NextStepRow
from crm_desktop.views.pages.customers.people import PeopleList, opener, people_count
from crm_desktop.views.pages.customers.quick_note import QuickNote
from crm_desktop.views.pages.customers.shop import Shop
from crm_desktop.views.pages.customers.timeline import Timeline
from crm_desktop.views.widgets.card import ScrollArea
from crm_desktop.views.widgets.tabs import Tabs

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

TABS = ("timeline", "deals", "orders", "products", "followups", "people", "files")


class RecordTabs(QWidget):
    """``opened(kind, id)`` for a record in one of the lists, ``act(name)`` to make one."""

    opened = Signal(str, object)
    act = Signal(str)

    def __init__(self, ctx: AppContext, files: CustomerFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._files = ctx, files
        self._customer: Customer | None = None
        self._shop: Shop | None = None
        self._orders: list[Order] = []
        self._stale = set(TABS)
        self.tabs = Tabs()
        self.tabs.setObjectName("record_tabs")
        self.next_step = NextStepRow()
        self.note = QuickNote(ctx)
        self.timeline = Timeline(ctx.services)
        self.people = PeopleList(ctx)
        opener(self.people, ctx)
        self.lists: dict[str, related.RelatedList] = {
            name: self.people if name == "people" else related.RelatedList() for name in TABS[1:]
        }
        self.stack = QStackedWidget()
        self.stack.addWidget(self.timeline)
        for name, found in self.lists.items():
            found.setObjectName(f"record_{name}")
            self.stack.addWidget(ScrollArea(found))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for part in (self.tabs, self.next_step, self.note):
            box.addWidget(part)
        box.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self.show_tab)
        self.timeline.opened.connect(self.opened)
        self.lists["files"].opened.connect(lambda _kind, at: files.open(at))
        self.lists["files"].delete_wanted.connect(lambda _kind, at: files.delete(at))
        self.lists["files"].add_wanted.connect(lambda: self.act.emit("file"))
        for name, what in (("deals", "deal"), ("orders", "order"), ("products", "order"), ("followups", "follow_up")):
            self.lists[name].opened.connect(self.opened)
            self.lists[name].add_wanted.connect(lambda at=what: self.act.emit(at))
        self.lists["orders"].act_wanted.connect(lambda _kind, at: PaymentDialog(ctx, self.window(), at).open())
        self.retranslate()

    def retranslate(self) -> None:
        self.next_step.retranslate()
        self.note.retranslate()
        self.timeline.retranslate()
        names = {
            "timeline": tr_("customers", "Timeline"),
            "deals": tr_("customers", "Deals"),
            "orders": tr_("customers", "Orders"),
            "products": tr_("customers", "Bought"),
            "followups": tr_("customers", "Follow-ups"),
            "people": tr_("customers", "People"),
            "files": tr_("customers", "Files"),
        }
        self.tabs.set_tabs([(key, names[key]) for key in TABS])

    def start(self, customer: Customer) -> None:
        """Another customer: the timeline in front."""
        self.note.start(customer)
        self.tabs.set_current("timeline")
        self.stack.setCurrentIndex(0)
        self.timeline.show_customer(customer.id)
        self._stale = set(TABS) - {"timeline"}
        for area in self.stack.findChildren(ScrollArea):
            area.verticalScrollBar().setValue(0)

    def show_customer(self, customer: Customer, orders: list[Order], shop: Shop) -> None:
        """What is there now; the tab in front is filled, the others when they are chosen."""
        services = self._ctx.services
        again = self._customer is not None and self._customer.id == customer.id
        self._customer, self._shop, self._orders = customer, shop, orders
        planned = services.followups.for_customer(customer.id, only_open=True)
        self.next_step.show_step(_first(planned), shop.today)
        self.next_step.setVisible(not customer.deleted)
        self.note.setVisible(not customer.deleted)
        self.note.know(customer)
        counts = {
            "deals": len(services.deals.for_customer(customer.id)),
            "orders": customer.orders,
            "followups": len(planned),
            "people": people_count(self._ctx, customer),
            "files": len(self._files.of(customer.id)),
        }
        for key, number in counts.items():
            self.tabs.set_count(key, str(number) if number else "")
        if again:
            self._stale = set(TABS)
        self._fill(self.tabs.current())

    def show_tab(self, key: str) -> None:
        self.tabs.set_current(key)
        self.stack.setCurrentIndex(TABS.index(key))
        self._fill(key)

    def _fill(self, key: str) -> None:
        customer, shop, services = self._customer, self._shop, self._ctx.services
        if key not in self._stale or customer is None or shop is None:
            return
        self._stale.discard(key)
        today, currency = shop.today, shop.currency
        if key == "timeline":
            self.timeline.refresh()
        elif key == "deals":
            deals = services.deals.for_customer(customer.id)
            reasons = {one.reason: services.choices.label("lost_reason", one.reason) for one in deals if one.reason}
            found = related.deal_lines(deals, self._stages(), reasons, today, currency)
            self._show(key, found, tr_("customers", "No deals with this customer."), tr_("customers", "New deal"))
        elif key == "orders":
            found = related.order_lines(self._orders, today, currency)
            self._show(key, found, tr_("customers", "Nothing bought yet."), tr_("customers", "New order"))
        elif key == "products":
            found = related.product_lines(products_of(services, customer.id), today, currency)
            self._show(key, found, tr_("customers", "Nothing bought yet."), tr_("customers", "New order"))
        elif key == "followups":
            found = related.follow_up_lines(services.followups.for_customer(customer.id), today)
            self._show(key, found, tr_("customers", "No follow-ups."), tr_("customers", "New follow-up"))
        elif key == "people":
            self.people.show_people(customer, currency)
        else:
            found = file_lines(self._files.of(customer.id), shop)
            nothing = tr_("customers", "No files yet. Drag one here: pictures, PDF, text, Excel, Word; up to 25 MB.")
            self._show(key, found, nothing, tr_("customers", "Keep a file"))

    def _show(self, key: str, lines: list[related.Line], nothing: str, add: str) -> None:
        self.lists[key].show_lines(lines, nothing, "" if self._customer and self._customer.deleted else add)

    def _stages(self) -> dict[int, str]:
        pipelines = self._ctx.services.pipelines
        return {stage.id: stage.name for one in pipelines.all() for stage in pipelines.stages(one.id)}


def _first(planned: list[FollowUp]) -> FollowUp | None:
    """The one that is due first; those without a day come last."""
    dated = [one for one in planned if one.due is not None]
    return dated[0] if dated else (planned[0] if planned else None)
