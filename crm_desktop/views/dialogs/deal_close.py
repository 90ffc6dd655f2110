"""Closing a deal: won (what was paid, an order if wished) or lost (why, and when to ask again)."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.entities import Choice
from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import N_, render
from crm_desktop.core.settings import CURRENCY
from crm_desktop.services.deals import Deal
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.toast import SECONDS_MOVE
from crm_desktop.views.widgets.editors import (
    BoolEditor,
    ChoiceEditor,
    DateEditor,
    LongTextEditor,
    MoneyEditor,
    TextEditor,
)
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.modal import ModalDialog

_NEW = "\0new"


def order_draft(deal_id: int) -> str:
    """Under which name the order of a won deal waits while it is only half written."""
    return f"order:deal:{deal_id}"


def write_order(ctx: AppContext, deal: Deal) -> None:
    """Open the order of a won deal: the one there is, else a new one, as far as it was written before."""
    made = ctx.services.orders.for_deal(deal.id)
    if made:
        ctx.navigator.open("order", made[-1])
        return
    ctx.navigator.new(
        "order", customer_id=deal.customer_id, deal_id=deal.id, title=deal.title, amount=deal.amount,
        date=deal.closed, staff=deal.owner,
    )  # fmt: skip


class WonDialog(ModalDialog):
    """Asks for the actual amount and the day; can make the order at once."""

    def __init__(self, ctx: AppContext, parent: QWidget | None, deal_id: int) -> None:
        self._deal = ctx.services.deals.get(deal_id)
        super().__init__(parent, "", "", width=460)
        self.ctx = ctx
        self.setObjectName("won_dialog")
        title = self.tr("Won: {title}").format(title=self._deal.title)
        self.title_label.setText(title)
        self.setWindowTitle(title)
        self.set_subtitle(self._deal.customer)
        self.verb_button.setText(self.tr("Mark as won"))
        self.form = FormGrid(self, two_from=380)
        amount = MoneyEditor(currency=ctx.services.settings.get(CURRENCY))
        amount.name("amount", self.tr("Amount"))
        closed = DateEditor(today=ctx.services.clock.today)
        closed.name("closed", self.tr("Closed on"))
        order = BoolEditor(self.tr("Write the order now"))
        order.name("create_order", self.tr("Write the order now"))
        self.form.add_field("amount", self.tr("Amount"), amount)
        self.form.add_field("closed", self.tr("Closed on"), closed)
        self.form.add_field("create_order", self.tr("Order"), order, wide=True)
        self.form.set_values({"amount": self._deal.amount, "closed": ctx.services.clock.today(), "create_order": True})
        self.body.addWidget(self.form)
        self.form.focus_first()

    def accept(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        services = self.ctx.services
        with services.write(N_("undo", "Deal won")) as work:
            services.deals.win(work, self._deal.id, amount=values["amount"], closed=values["closed"])
        text = self.tr("“{title}” won").format(title=self._deal.title)
        self.ctx.toasts.show(text, undo_change=work.id, seconds=SECONDS_MOVE)
        super().accept()
        if values["create_order"]:
            write_order(self.ctx, services.deals.get(self._deal.id))


class LostDialog(ModalDialog):
    """Asks why; nothing is lost without a reason. A reason that is not in the list can be typed in."""

    def __init__(self, ctx: AppContext, parent: QWidget | None, deal_id: int) -> None:
        self._deal = ctx.services.deals.get(deal_id)
        super().__init__(parent, "", "", width=460)
        self.ctx = ctx
        self.setObjectName("lost_dialog")
        title = self.tr("Lost: {title}").format(title=self._deal.title)
        self.title_label.setText(title)
        self.setWindowTitle(title)
        self.set_subtitle(self._deal.customer)
        self.verb_button.setText(self.tr("Mark as lost"))
        self.form = FormGrid(self, two_from=380)
        self._build()
        self.body.addWidget(self.form)
        self.form.focus_first()

    def _build(self) -> None:
        entries = self.ctx.services.choices.entries("lost_reason")
        reason = ChoiceEditor((*entries, Choice(_NEW, self.tr("A reason of your own …"))), optional=True)
        reason.name("reason", self.tr("Reason"))
        typed = TextEditor()
        typed.name("new_reason", self.tr("Your reason"))
        competitor = TextEditor()
        competitor.name("competitor", self.tr("Competitor"))
        again = DateEditor(today=self.ctx.services.clock.today)
        again.name("contact_again", self.tr("Ask again on"))
        note = LongTextEditor(lines=2)
        note.name("note", self.tr("Note"))
        self.form.add_field("reason", self.tr("Reason"), reason, required=True, wide=True)
        self.form.add_field("new_reason", self.tr("Your reason"), typed, wide=True)
        self.form.add_field("competitor", self.tr("Competitor"), competitor)
        self.form.add_field("contact_again", self.tr("Ask again on"), again)
        self.form.add_field("note", self.tr("Note"), note, wide=True)
        self.form.set_values({"competitor": self._deal.competitor})
        self.form.changed.connect(self._changed)
        self._changed("reason")

    @Slot(str)
    def _changed(self, name: str) -> None:
        if name == "reason":
            self.form.cell("new_reason").setVisible(self.form.editor("reason").value() == _NEW)

    def accept(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        services = self.ctx.services
        reason = values["new_reason"] if values["reason"] == _NEW else values["reason"] or ""
        subject = self.tr("Ask again: {title}").format(title=self._deal.title)
        try:
            with services.write(N_("undo", "Deal lost")) as work:
                services.deals.lose(
                    work, self._deal.id, reason, competitor=values["competitor"], note=values["note"],
                    contact_again=values["contact_again"], contact_subject=subject,
                )  # fmt: skip
        except ValidationError as error:
            field = "new_reason" if values["reason"] == _NEW else "reason"
            self.form.set_errors({field: render(error.message)})
            return
        text = self.tr("“{title}” lost").format(title=self._deal.title)
        self.ctx.toasts.show(text, undo_change=work.id, seconds=SECONDS_MOVE)
        super().accept()
