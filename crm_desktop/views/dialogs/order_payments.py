"""The payments of a stored order, one line each: recorded, corrected, taken away, each on its own and at once."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.i18n import N_, tr_
from crm_desktop.core.settings import CURRENCY
from crm_desktop.services.orders import Order, Payment
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.payment import PaymentDialog
from crm_desktop.views.pages.customers.related import Line, LineRow, day_width
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.flow import empty
from crm_desktop.views.widgets.labels import SectionHeader, label


class OrderPayments(QWidget):
    """Named ``order_payments``; its button ``record_payment``. What it writes stands in the database at once: the
    form it is part of hears of it as of any other change.
    """

    def __init__(self, ctx: AppContext, order: Order, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("order_payments")
        self._ctx, self._order = ctx, order
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.record = Button(tr_("payment", "Record payment"), "quiet", "plus", small=True)
        self.record.setObjectName("record_payment")
        self.record.setAutoDefault(False)
        self.record.clicked.connect(self._record)
        foot = QHBoxLayout()
        foot.addWidget(self.record)
        foot.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(SectionHeader(tr_("payment", "Payments"), self))
        box.addLayout(self._list)
        box.addLayout(foot)
        self.show_order(order)

    def show_order(self, order: Order) -> None:
        """The payments there are now."""
        self._order = order
        empty(self._list)
        services = self._ctx.services
        today, currency = services.clock.today(), services.settings.get(CURRENCY)
        lines = [self._line(payment, today, currency) for payment in order.payments]
        for line in lines:
            row = LineRow(line, day_width(lines))
            row.setObjectName(f"payment_{line.id}")
            row.opened.connect(lambda _kind, at: self._edit(at))
            row.edit_wanted.connect(lambda _kind, at: self._edit(at))
            row.delete_wanted.connect(lambda _kind, at: self._remove(at))
            self._list.addWidget(row)
        if not order.payments:
            nothing = label(tr_("payment", "Nothing paid yet."), "body", "2")
            nothing.setContentsMargins(0, 6, 0, 4)
            self._list.addWidget(nothing)
        self.record.setText(tr_("payment", "Record payment") if order.total >= 0 else tr_("payment", "Give money back"))

    @staticmethod
    def _line(payment: Payment, today: date, currency: str) -> Line:
        back = payment.amount < 0
        told = tr_("payment", "given back") if back and payment.method else ""
        return Line(
            "payment",
            payment.id,
            payment.method or (tr_("payment", "Given back") if back else tr_("payment", "Received")),
            day=words.short_day(date.fromisoformat(payment.date), today),
            note=" · ".join(filter(None, (told, payment.notes))),
            amount=words.amount(payment.amount, currency),
            edit=tr_("payment", "Correct this payment"),
            remove=tr_("payment", "Take this payment away"),
        )

    @Slot()
    def _record(self) -> None:
        PaymentDialog(self._ctx, self.window(), self._order.id).open()

    def _edit(self, payment_id: int) -> None:
        PaymentDialog(self._ctx, self.window(), self._order.id, payment_id=payment_id).open()

    def _remove(self, payment_id: int) -> None:
        services, order = self._ctx.services, self._order
        gone = next((one for one in order.payments if one.id == payment_id), None)
        if gone is None:
            return
        with services.write(N_("undo", "Take a payment away")) as work:
            services.orders.delete_payment(work, payment_id)
        amount = words.amount(abs(gone.amount), services.settings.get(CURRENCY))
        text = tr_("payment", "Payment of {amount} taken away", amount=amount)
        self._ctx.toasts.show(text, undo_change=work.id)
