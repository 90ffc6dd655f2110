"""The top of a record: the story in a sentence, the figures, the rhythm, what must be known, and what can be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.collecting import balance_of
from crm_desktop.services.customers import Customer
from crm_desktop.services.lifecycle import Priorities, conversion, judge, priorities
from crm_desktop.services.orders_model import Order
from crm_desktop.views.dialogs.customer_note import CustomerNote
from crm_desktop.views.pages.customers import story
from crm_desktop.views.pages.customers.figures import FigureStrip, figures_of
from crm_desktop.views.pages.customers.shop import Shop
from crm_desktop.views.widgets.button import Button, icon_button
from crm_desktop.views.widgets.labels import Line, label

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

TALL = 760
"""From this height of the window on there is room for the line of visits."""


class RecordHead(QWidget):
    """``act(name)`` for deal, order and restore; ``brought_wanted`` and ``stage_wanted(key)`` from the figures."""

    back_wanted = Signal()
    menu_wanted = Signal()
    act = Signal(str)
    brought_wanted = Signal()
    stage_wanted = Signal(str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._stage, self._rhythm = "", False
        self._limits: Priorities | None = None
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
        self.figures = FigureStrip()
        self.strip = story.RhythmStrip()
        self.note = CustomerNote(services, likes=False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence, 1)
        for button in (self.more, self.deal, self.order, self.restore):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout()
        inside.setContentsMargins(8, 0, 0, 0)
        inside.setSpacing(8)
        for part in (self.figures, self.note, self.strip, Line()):
            inside.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(row)
        box.addLayout(inside)
        self.back.clicked.connect(self.back_wanted)
        self.more.clicked.connect(self.menu_wanted)
        for button, name in ((self.deal, "deal"), (self.order, "order"), (self.restore, "restore")):
            button.clicked.connect(lambda _checked=False, at=name: self.act.emit(at))
        self.retranslate()

    def retranslate(self) -> None:
        self.back.set_tooltip(tr_("customers", "Back to the list (Esc)"))
        self.more.set_tooltip(tr_("customers", "More"))
        self.deal.setText(tr_("customers", "New deal"))
        self.order.setText(tr_("customers", "New order"))
        self.restore.setText(tr_("customers", "Bring back"))

    def show_customer(self, customer: Customer, orders: list[Order], shop: Shop) -> None:
        services = self._services
        rhythm = story.rhythm_of(customer, orders, shop.today)
        self.sentence.setText(story.sentence(customer, orders, rhythm, shop.currency))
        purchases = customer.orders - sum(order.total == 0 for order in orders)
        judged = judge(customer, shop.today, shop.loyal_orders, purchases)
        self._stage = judged.stage
        figures = figures_of(
            customer, shop.today, shop.currency, shop.stages, judged, services.relations.brought(customer.id),
            conversion(services, customer.id), self._priority(customer), self.brought_wanted.emit, self._take_stage,
            balance_of(services, customer.id),
        )  # fmt: skip
        self.figures.show_figures(figures)
        self.strip.show_rhythm(rhythm)
        self._rhythm = len(rhythm.days) > 1
        self.fit(self.window().height())
        self.note.show_customer(customer.id)
        for part in (self.deal, self.order, self.more):
            part.setVisible(not customer.deleted)
        self.restore.setVisible(customer.deleted)

    def _priority(self, customer: Customer) -> str:
        if not customer.orders:
            return ""
        if self._limits is None:
            self._limits = priorities(self._services)
        return self._limits.of(customer.total_spent)

    def orders_changed(self) -> None:
        """What the best customers spend is worked out anew."""
        self._limits = None

    def fit(self, height: int) -> None:
        """A low window keeps its room for the timeline."""
        self.strip.setVisible(self._rhythm and height >= TALL)

    def _take_stage(self) -> None:
        self.stage_wanted.emit(self._stage)
