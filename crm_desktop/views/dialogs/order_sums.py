"""What an order comes to: sum, discount, total, what was paid or given back, and what is left to settle."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from crm_desktop.core.entities import ORDERS
from crm_desktop.core.i18n import language, render, tr_
from crm_desktop.core.money import format_money
from crm_desktop.services.context import Services
from crm_desktop.services.orders import Order
from crm_desktop.services.orders_model import settlement
from crm_desktop.views.dialogs.order_due import DueEditor
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.editors import MoneyEditor, TextEditor
from crm_desktop.views.widgets.labels import label, set_tone

_FIELD = 148


class OrderSums(QWidget):
    """Amounts under each other on one edge. A new order takes what is paid at once, which follows its total until
    somebody types; the payments of a stored ``order`` have a list of their own, here stands their sum.
    """

    changed = Signal()

    def __init__(self, services: Services, currency: str, order: Order | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("order_sums")
        self._currency, self._stored = currency, order is not None
        self._sum, self._received = 0, order.paid if order else 0
        self.paid_touched = self._stored
        self.discount = MoneyEditor(self, currency=currency)
        self.discount.name("discount", tr_("order", "Discount on the order"))
        self.paid = MoneyEditor(self, currency=currency)
        self.method = TextEditor(self, suggest=lambda _text: services.orders.suggestions("method"))
        self.method.name("method", tr_("order", "Paid by"))
        self.method.setPlaceholderText(tr_("order", "by cash, card …"))
        self.due = DueEditor(self, today=services.clock.today)
        self.due.name("due", tr_("order", "To be paid by"))
        self.sum_label, self.total_label, self.owed_label = label(""), label("", "figure"), label("", "strong")
        self.received_label = label("")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._row(tr_("order", "Sum"), self.sum_label)
        self._row(tr_("order", "Discount on the order"), self.discount)
        self._row(tr_("order", "Total"), self.total_label)
        self._paid_name = self._row("", self.received_label if self._stored else self.paid)
        if self._stored:
            self.paid.hide()
            self.method.hide()
        else:
            self._row(tr_("order", "Paid by"), self.method)
        self._owed_name = self._row("", self.owed_label)
        self._due_name = self._row(tr_("order", "To be paid by"), self.due)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.discount.changed.connect(self._edited)
        self.paid.textEdited.connect(self._paid_edited)
        self.paid.changed.connect(self._show_rest)
        for editor in (self.discount, self.paid, self.method, self.due):
            editor.changed.connect(self.changed)

    def _row(self, text: str, widget: QWidget) -> QLabel:
        row = self._grid.rowCount()
        name = label(text, "body", "2")
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignVCenter)
        if isinstance(widget, QLabel):
            self._grid.addWidget(widget, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        else:
            widget.setFixedWidth(_FIELD)
            self._grid.addWidget(widget, row, 1, Qt.AlignmentFlag.AlignRight)
        return name

    # Filling ----------------------------------------------------------------------------

    def show_order(self, order: Order) -> None:
        """The figures of a stored order."""
        self.discount.set_value(order.discount or None)
        self.due.set_value(order.due)
        self.show_received(order.paid)

    def show_received(self, minor: int) -> None:
        """What the payments of a stored order come to."""
        self._received = minor
        self._show_rest()

    def show_sum(self, minor: int) -> None:
        """What the lines come to."""
        self._sum = minor
        self._edited()

    def restore(self, draft: dict[str, Any]) -> None:
        self.discount.set_value(draft["discount"] or None)
        self.due.set_value(draft.get("due"))
        if self._stored:
            return
        self.method.set_value(draft["method"])
        self.paid_touched = draft["paid"] is not None
        if self.paid_touched:
            self.paid.set_value(abs(draft["paid"]) or None)

    # Reading ----------------------------------------------------------------------------

    def total(self) -> int:
        """What the order costs as it stands in the form, minor units; below zero for a return."""
        return self._sum - (self.discount.value() or 0)

    def received(self) -> int:
        """What was paid, below zero where it was given back: in the field of a return stands what went out."""
        if self._stored:
            return self._received
        typed = self.paid.value() or 0
        return -typed if self.total() < 0 else typed

    def owed(self) -> int:
        return self.total() - self.received()

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        found = {"discount": self.discount.value() or 0, "due": self.due.value()}
        return found if self._stored else {**found, "paid": self.received(), "method": self.method.value()}

    def draft(self) -> dict[str, Any]:
        """The same, but what was paid only where it was typed."""
        return self.values() | ({} if self._stored else {"paid": self.received() if self.paid_touched else None})

    def problem(self) -> str:
        """Why it can't be stored, in words; marks the field and puts the cursor there."""
        found = ""
        for editor in (self.discount, self.paid, self.due):
            text = editor.problem()
            editor.set_error(text)
            if text and not found:
                found = text
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return found

    def words(self) -> str:
        """``Total ¥63.00, owes ¥20.00``."""
        total = self.money(self.total())
        state = words.settled(self.total(), self.received(), self._currency)[0]
        if not self.owed():
            return tr_("order", "Total {total}", total=total)
        return tr_("order", "Total {total}, {state}", total=total, state=state)

    def money(self, minor: int) -> str:
        return format_money(minor, self._currency, language())

    # Showing ----------------------------------------------------------------------------

    @Slot()
    def _edited(self) -> None:
        self.sum_label.setText(self.money(self._sum))
        self.total_label.setText(self.money(self.total()))
        if not self.paid_touched:
            self.paid.set_value(max(self.total(), 0) or None)  # what goes back is given on purpose
        self._show_rest()

    @Slot(str)
    def _paid_edited(self, _text: str) -> None:
        """From the first key on the field is the person's: it no longer follows the total."""
        self.paid_touched = True

    @Slot()
    def _show_rest(self) -> None:
        total, received, owed = self.total(), self.received(), self.owed()
        back = total < 0
        paid = tr_("order", "Given back") if back else render(ORDERS.field("paid").label)
        self._paid_name.setText(paid)
        self.paid.name("paid", paid)
        self.received_label.setText(self.money(-received if back else received))
        names = {
            "overpaid": tr_("order", "Overpaid"),
            "to_give_back": tr_("order", "To give back"),
            "given_back": tr_("order", "To give back"),
            "gave_too_much": tr_("order", "Given back too much"),
        }
        self._owed_name.setText(names.get(settlement(total, received), tr_("order", "Still owed")))
        self.owed_label.setText(self.money(abs(owed)) if owed else tr_("order", "nothing"))
        set_tone(self.owed_label, "warn" if owed else "")
        agreed = owed > 0 and not back or bool(self.due.text())
        for part in (self._due_name, self.due):
            part.setVisible(agreed)
