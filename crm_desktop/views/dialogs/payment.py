"""Taking a payment, or giving money back: for one order, or for all that a customer owes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.entities import Choice
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, render, tr_
from crm_desktop.core.settings import CURRENCY
from crm_desktop.services.collecting import balance_of, collect, unpaid_orders
from crm_desktop.services.orders import Order, Payment
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.editors import ChoiceEditor, DateEditor, MoneyEditor, TextEditor
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.modal import ModalDialog

_IN, _BACK = "in", "back"
_ALL = ""
"""Stands for all unpaid orders where one is chosen."""


class PaymentDialog(ModalDialog):
    """Named ``payment_dialog``. With ``order_id`` for that order, with ``payment_id`` to correct one of its payments;
    with ``customer_id`` for what the customer owes, the order that waits longest first.
    """

    def __init__(
        self, ctx: AppContext, parent: QWidget | None, order_id: int | None = None, *,
        customer_id: int | None = None, payment_id: int | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent, "", "", width=460)
        self.setObjectName("payment_dialog")
        self.ctx = ctx
        self._currency = ctx.services.settings.get(CURRENCY)
        self._customer_id = customer_id
        orders = ctx.services.orders
        self._orders = unpaid_orders(ctx.services, customer_id) if customer_id else [orders.get(order_id or 0)]
        self._payment: Payment | None = None
        if payment_id is not None:
            self._payment = next((one for one in self._orders[0].payments if one.id == payment_id), None)
        self.form = FormGrid(self, two_from=360)
        self._build()
        self._fill()
        self.body.addWidget(self.form)
        self.form.changed.connect(self._changed)
        self._show_words()
        self.form.focus_field("amount")
        self.form.editor("amount").selectAll()

    def _build(self) -> None:
        services, today = self.ctx.services, self.ctx.services.clock.today()
        if self._customer_id is not None:
            choices = [Choice(_ALL, tr_("payment", "All of them, the oldest first"))]
            for order in self._orders:
                day = words.short_day(date.fromisoformat(order.date), today)
                state = words.settled(order.total, order.paid, self._currency)[0]
                choices.append(Choice(str(order.id), f"{order.number} · {day} · {state}"))
            which = ChoiceEditor(tuple(choices), optional=False)
            which.name("order", tr_("payment", "For"))
            self.form.add_field("order", tr_("payment", "For"), which, wide=True)
        else:
            kinds = (Choice(_IN, tr_("payment", "Received")), Choice(_BACK, tr_("payment", "Given back")))
            kind = ChoiceEditor(kinds, optional=False)
            kind.name("kind", tr_("payment", "Money"))
            self.form.add_field("kind", tr_("payment", "Money"), kind)
        amount = MoneyEditor(currency=self._currency)
        amount.name("amount", tr_("payment", "Amount"))
        day_editor = DateEditor(today=services.clock.today)
        day_editor.name("date", tr_("payment", "Day"))
        method = TextEditor(suggest=lambda _text: services.orders.suggestions("method"))
        method.name("method", tr_("payment", "Paid by"))
        method.setPlaceholderText(tr_("order", "by cash, card …"))
        notes = TextEditor()
        notes.name("notes", tr_("payment", "Note"))
        self.form.add_field("amount", tr_("payment", "Amount"), amount, required=True)
        self.form.add_field("date", tr_("payment", "Day"), day_editor, required=True)
        self.form.add_field("method", tr_("payment", "Paid by"), method)
        self.form.add_field("notes", tr_("payment", "Note"), notes, wide=True)

    def _fill(self) -> None:
        paid, today = self._payment, self.ctx.services.clock.today()
        if paid is not None:
            shown = {"kind": _BACK if paid.amount < 0 else _IN, "amount": abs(paid.amount), "date": paid.date}
            self.form.set_values({**shown, "method": paid.method, "notes": paid.notes})
            return
        owed = self._asked()
        self.form.set_values({"kind": _BACK if owed < 0 else _IN, "amount": abs(owed) or None, "date": today})

    # What it is about -----------------------------------------------------------------

    def _order(self) -> Order | None:
        """The order it is for; None for all that the customer owes."""
        if self._customer_id is None:
            order = self._orders[0]
            if self._payment is not None:  # what stands without the payment that is corrected
                return replace(order, paid=order.paid - self._payment.amount)
            return order
        chosen = self.form.editor("order").value()
        return next((one for one in self._orders if str(one.id) == chosen), None)

    def _asked(self) -> int:
        """What is still to be paid, below zero where it is to be given back."""
        order = self._order()
        if order is not None:
            return order.owed
        assert self._customer_id is not None
        return max(balance_of(self.ctx.services, self._customer_id).net, 0)

    def _is_back(self) -> bool:
        return self._customer_id is None and self.form.editor("kind").value() == _BACK

    @Slot(str)
    def _changed(self, name: str) -> None:
        if name == "order":
            self.form.editor("amount").set_value(abs(self._asked()) or None)
        self._show_words()

    def _show_words(self) -> None:
        back = self._is_back()
        title = tr_("payment", "Give money back") if back else tr_("payment", "Record payment")
        if self._payment is not None:
            title = tr_("payment", "Correct a payment")
        self.title_label.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.verb_button.setText(tr_("payment", "Save") if self._payment is not None else title)
        first, order = self._orders[0], self._order()
        parts = [first.customer or tr_("payment", "Walk-in customer")]
        if self._customer_id is None:
            parts.append(first.number)
        if order is not None:
            parts.append(words.settled(order.total, order.paid, self._currency)[0])
        else:
            balance = balance_of(self.ctx.services, self._customer_id or 0)
            parts.append(tr_("money", "owes {amount}", amount=words.amount(balance.owing, self._currency)))
            if balance.credit:
                parts.append(words.overpaid(balance.credit, self._currency))
        self.set_subtitle(" · ".join(parts))
        self.form.cell("amount").set_hint(self._hint(back))

    def _hint(self, back: bool) -> str:
        """What is left, or too much, once this is written down."""
        typed = self.form.editor("amount").value() or 0
        order = self._order()
        if not typed:
            return ""
        if order is not None:
            after = order.paid + (-typed if back else typed)
            if after == order.total:
                return ""
            return tr_("payment", "Then: {state}", state=words.settled(order.total, after, self._currency)[0])
        owed = balance_of(self.ctx.services, self._customer_id or 0).net
        if typed == owed:
            return ""
        return tr_("payment", "Then: {state}", state=words.settled(max(owed, 0), typed, self._currency)[0])

    # Saving ---------------------------------------------------------------------------

    def accept(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        wrong = {}
        if not values["amount"]:
            wrong["amount"] = tr_("payment", "An amount is needed")
        if not values["date"]:
            wrong["date"] = tr_("payment", "A day is needed")
        if self.form.set_errors(wrong):
            return
        try:
            change = self._write(values["amount"], values["date"], values["method"], values["notes"])
        except ValidationError as error:
            self.form.set_errors({"amount": render(error.message)})
            return
        except UserError as error:
            self.set_error(error.text())
            return
        amount, who = words.amount(values["amount"], self._currency), self._orders[0].customer
        back = self._is_back()
        if who:
            text = tr_("payment", "{amount} given back to {name}", amount=amount, name=who)
            if not back:
                text = tr_("payment", "{amount} received from {name}", amount=amount, name=who)
        else:
            text = tr_("payment", "{amount} given back", amount=amount)
            if not back:
                text = tr_("payment", "{amount} received", amount=amount)
        super().accept()
        self.ctx.toasts.show(text, undo_change=change)

    def _write(self, amount: int, day: date, method: str, notes: str) -> int:
        """One change that can be undone; returns its id."""
        services, back, order = self.ctx.services, self._is_back(), self._order()
        signed = -amount if back else amount
        name = N_("undo", "Give money back") if back else N_("undo", "Record payment")
        if self._payment is not None:
            name = N_("undo", "Correct a payment")
        with services.write(name) as work:
            if self._payment is not None:
                patch = {"amount": signed, "date": day, "method": method, "notes": notes}
                services.orders.change_payment(work, self._payment.id, patch)
            elif order is not None:
                services.orders.pay(work, order.id, signed, method=method, day=day, notes=notes)
            else:
                assert self._customer_id is not None
                collect(work, services, self._customer_id, amount, method=method, day=day, notes=notes)
        return work.id


def collect_from(ctx: AppContext, parent: QWidget, customer_id: int) -> None:
    """Take a payment of a customer: for the one order that is not paid, or for whichever of several."""
    orders = unpaid_orders(ctx.services, customer_id)
    if not orders:
        ctx.toasts.show(tr_("payment", "Nothing is owed."), kind="info")
    elif len(orders) == 1:
        PaymentDialog(ctx, parent, orders[0].id).open()
    else:
        PaymentDialog(ctx, parent, customer_id=customer_id).open()
