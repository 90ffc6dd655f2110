"""The form of an order: a customer or a walk-in, lines with live totals, what was paid."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date as Day  # noqa: N812 - an order has a field called date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crm_desktop.core.changes import Changes
from crm_desktop.core.entities import ORDERS
from crm_desktop.core.errors import ConflictError, UserError, ValidationError
from crm_desktop.core.i18n import N_, render
from crm_desktop.core.settings import CURRENCY
from crm_desktop.services.orders import Order
from crm_desktop.services.orders_returns import returned_lines
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.customer_note import CustomerNote
from crm_desktop.views.dialogs.deal_close import order_draft
from crm_desktop.views.dialogs.draft import Draft
from crm_desktop.views.dialogs.order_lines import OrderLines
from crm_desktop.views.dialogs.order_payments import OrderPayments
from crm_desktop.views.dialogs.order_sums import OrderSums
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.card import ScrollArea
from crm_desktop.views.widgets.editors import DateEditor, Found, LinkEditor, LongTextEditor, TextEditor
from crm_desktop.views.widgets.form_grid import FieldCell, FormGrid
from crm_desktop.views.widgets.labels import Line, label
from crm_desktop.views.widgets.modal import ModalDialog

_WIDTH, _TALL = 720, 560


class OrderDialog(ModalDialog):
    """``record_id`` edits that order. A new one takes ``customer_id``, ``date``, ``staff``; from a won deal also
    ``deal_id``, ``title`` and ``amount``; for a return ``returns``, the order that comes back. Named ``order_dialog``.
    """

    def __init__(
        self, ctx: AppContext, parent: QWidget | None = None, record_id: int | None = None, **defaults: Any
    ) -> None:
        self.ctx = ctx
        self._order: Order | None = ctx.services.orders.get(record_id) if record_id is not None else None
        super().__init__(parent, "", "", width=_WIDTH)
        self.setObjectName("order_dialog")
        self._currency = ctx.services.settings.get(CURRENCY)
        self._deal_id = self._order.deal_id if self._order else defaults.get("deal_id")
        returned = defaults.get("returns")
        self._returned: Order | None = ctx.services.orders.get(returned) if returned is not None else None
        title = self.tr("New order")
        if self._returned is not None:
            title = self.tr("Return of {number}").format(number=self._returned.number)
        if self._order is not None:
            title = self.tr("Order {number}").format(number=self._order.number)
        self.title_label.setText(title)
        self.setWindowTitle(title)
        new = self.tr("Add order") if self._returned is None else self.tr("Record the return")
        self.verb_button.setText(self.tr("Save") if self._order else new)
        self.form = FormGrid(self, two_from=480)
        self._build()
        self._fill(defaults)
        self.lines.changed.connect(self._sum)
        self.lines.changed.connect(self._fit_later)
        self.sums.changed.connect(self._fit_later)
        self.sums.changed.connect(self._show_foot)
        self._sum()
        self._draft = Draft(ctx, self, self._draft_key(defaults), self._as_draft, self._restore, self._top,
                            begun=self._begun)  # fmt: skip
        for part in (self.form, self.lines, self.notes, self.sums):
            part.changed.connect(self._draft.touch)
        self.form.editor("customer").changed.connect(self._show_customer)
        self._show_customer()
        ctx.bridge.changed.connect(self._changed_elsewhere)
        if self._order is None and not self.form.editor("customer").value():
            self.form.focus_first()
        else:
            self.lines.focus_first()

    def _build(self) -> None:
        services = self.ctx.services
        customer = LinkEditor(
            find=self._find, title=self._name_of, placeholder=self.tr("Leave empty for a walk-in customer")
        )
        date = DateEditor(today=services.clock.today)
        channel = TextEditor(suggest=lambda _text: services.orders.suggestions("channel"))
        staff = TextEditor(suggest=lambda _text: [member.name for member in services.staff.all()])
        notes = LongTextEditor(lines=7 if self._order is None else 3)  # as high as the sums beside it
        for name, editor in (("customer", customer), ("date", date), ("channel", channel), ("staff", staff)):
            text = render(ORDERS.field(name).label)
            editor.name(name, text)
            self.form.add_field(name, text, editor, required=name == "date")
        # In the order in which Tab goes: form, lines, payments and notes, sums.
        self.lines = OrderLines(services, self._currency, self._money, self)
        self.lines.free_names = self._deal_id is not None
        self.note = CustomerNote(services)
        whole = QWidget(self)
        self._top = QVBoxLayout(whole)
        self._top.setContentsMargins(0, 0, 4, 0)
        self._top.setSpacing(12)
        box = QGridLayout()
        self._top.addWidget(self.note)
        self._top.addLayout(box, 1)
        box.setContentsMargins(0, 0, 0, 0)
        box.setVerticalSpacing(12)
        box.setHorizontalSpacing(24)
        notes.name("notes", render(ORDERS.field("notes").label))
        self.notes = notes
        box.addWidget(self.form, 0, 0, 1, 2)
        box.addWidget(Line(self), 1, 0, 1, 2)
        box.addWidget(self.lines, 2, 0, 1, 2)
        box.addWidget(Line(self), 3, 0, 1, 2)
        left = QVBoxLayout()
        left.setSpacing(12)
        self.payments = OrderPayments(self.ctx, self._order, self) if self._order is not None else None
        if self.payments is not None:
            left.addWidget(self.payments)
        left.addWidget(FieldCell(render(ORDERS.field("notes").label), notes))
        left.addStretch(1)
        box.addLayout(left, 4, 0)
        self.sums = OrderSums(services, self._currency, self._order, self)
        self.discount, self.paid, self.method = self.sums.discount, self.sums.paid, self.sums.method
        box.addWidget(self.sums, 4, 1, Qt.AlignmentFlag.AlignTop)
        box.setRowStretch(5, 1)
        box.setColumnStretch(0, 1)
        self._whole, self._area = whole, ScrollArea(whole, self)
        whole.installEventFilter(self)
        self.body.addWidget(self._area)
        self.foot_note = label("", "body", "2")
        self.foot_note.hide()
        self.foot.insertWidget(1, self.foot_note)
        if self._order is not None:
            remove = Button(self.tr("Delete"), "quiet", "trash")
            remove.setObjectName("delete")
            remove.setAutoDefault(False)
            remove.clicked.connect(self._delete)
            if self._order.total > 0:
                back = Button(self.tr("Return …"), "quiet", "undo")
                back.setObjectName("return")
                back.setToolTip(self.tr("Goods come back: a new order with these lines below zero"))
                back.setAutoDefault(False)
                back.clicked.connect(self._take_back)
                self.add_to_foot(back)
            self.add_to_foot(remove)

    def _money(self, minor: int) -> str:
        return self.sums.money(minor)

    def _room(self) -> int:
        window = self.parentWidget()
        return window.height() - 190 if window is not None else _TALL

    @Slot()
    def _fit(self) -> None:
        """As high as what is in it, while the window has room; then it scrolls."""
        needed, room = self._whole.sizeHint().height() + 4, self._room()
        self._top.setContentsMargins(0, 0, 4 if needed > room else 0, 0)  # beside the scroll bar
        self.foot_note.setVisible(needed > room)
        wanted = max(280, min(needed, room))
        if wanted == self._area.minimumHeight():
            return
        self._area.setFixedHeight(wanted)
        self.adjustSize()
        window = self.parentWidget()
        if window is not None and self.isVisible():
            self.move(window.mapToGlobal(window.rect().center()) - self.rect().center())

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An error under a field and the line about a draft need room as well."""
        if watched is self._whole and event.type() == QEvent.Type.LayoutRequest:
            self._fit_later()
        return super().eventFilter(watched, event)

    def _fit_later(self) -> None:
        QTimer.singleShot(0, self, self._fit)

    def _fill(self, defaults: dict[str, Any]) -> None:
        order, services = self._order, self.ctx.services
        if order is not None:
            self.form.set_values(
                {
                    "customer": order.customer_id, "date": Day.fromisoformat(order.date), "channel": order.channel,
                    "staff": order.staff,
                }
            )  # fmt: skip
            self.notes.set_value(order.notes)
            self.lines.set_lines(order.lines)
            self.sums.show_order(order)
            return
        if self._returned is not None:
            self._fill_return(self._returned)
            return
        channels = services.orders.suggestions("channel")
        self.form.set_values(
            {
                "customer": defaults.get("customer_id") or defaults.get("customer"),
                "date": defaults.get("date") or services.clock.today(),
                "channel": channels[0] if channels else "", "staff": defaults.get("staff") or services.user,
            }
        )  # fmt: skip
        if defaults.get("title"):
            self.lines.fill_last(str(defaults["title"]), defaults.get("amount"))

    def _fill_return(self, order: Order) -> None:
        """All of what was bought, at what was paid for it: lines that do not come back are taken away."""
        self.form.set_values(
            {
                "customer": order.customer_id, "date": self.ctx.services.clock.today(), "channel": order.channel,
                "staff": self.ctx.services.user,
            }
        )  # fmt: skip
        self.lines.free_names = True  # what was no product when it was sold becomes none now
        for name, quantity, price in returned_lines(order):
            self.lines.fill_last(name, price, quantity)
        self.notes.set_value(self.tr("Return of {number}").format(number=order.number))

    # Draft ----------------------------------------------------------------------------

    def _draft_key(self, defaults: dict[str, Any]) -> str:
        """An order begun for one customer waits with that customer."""
        if self._order is not None:
            return f"order:{self._order.id}"
        if self._returned is not None:
            return f"order:return:{self._returned.id}"
        if self._deal_id is not None:
            return order_draft(self._deal_id)
        customer = defaults.get("customer_id") or defaults.get("customer")
        return f"order:new:{customer}" if customer else "order:new"

    def _as_draft(self) -> dict[str, Any]:
        values = self.values()
        lines = [asdict(line) for line in values["lines"]]
        return {**values, **self.form.draft(), "lines": lines, **self.sums.draft()}

    def _begun(self) -> bool:
        return self._order is not None or bool(self.lines.values()) or bool(self.notes.value())

    def _restore(self, draft: dict[str, Any]) -> None:
        """Go on with what was typed before."""
        self.form.restore(draft)
        self.lines.replace(draft["lines"], self._order.lines if self._order else ())
        self.notes.set_value(draft["notes"])
        self.sums.restore(draft)
        self._sum()

    @Slot()
    def _show_customer(self) -> None:
        """What must be known of the customer stands above the lines."""
        self.note.show_customer(self.form.editor("customer").value())
        self._fit_later()

    def _find(self, text: str) -> list[Found]:
        hits = self.ctx.services.search.find(text, limit=8, kinds=("customer",), exact=False).results
        return [Found(hit.id, hit.title, hit.subtitle) for hit in hits]

    def _name_of(self, customer_id: int) -> str:
        found = self.ctx.services.customers.get(customer_id)
        return found.name if found else ""

    # Totals ---------------------------------------------------------------------------

    def total(self) -> int:
        """What the order costs as it stands in the form, minor units."""
        return self.sums.total()

    def owed(self) -> int:
        return self.sums.owed()

    @Slot()
    def _sum(self) -> None:
        self.sums.show_sum(self.lines.total())
        self._show_foot()

    @Slot()
    def _show_foot(self) -> None:
        self.foot_note.setText(self.sums.words())

    @Slot(object, object)
    def _changed_elsewhere(self, changes: Changes, _origin: object) -> None:
        """A payment that was recorded, changed or taken back is no conflict with what stands in the form."""
        if self._order is None or not changes.touches("orders"):
            return
        try:
            now = self.ctx.services.orders.get(self._order.id)
        except UserError:
            return
        paid = {"paid": now.paid, "payments": now.payments, "version": now.version, "updated_at": now.updated_at}
        if self.payments is not None and replace(self._order, **paid) == now:  # type: ignore[arg-type]
            self._order = now
            self.payments.show_order(now)
            self.sums.show_received(now.paid)
            self._show_foot()
            self._fit_later()

    # Saving ---------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """What stands in the form, as the service takes it."""
        lines = self.lines.values()
        return {**self.form.values(), "lines": lines, **self.sums.values(), "notes": self.notes.value()}

    def accept(self) -> None:
        problem = self.lines.problem() or self.sums.problem()
        self.set_error(problem)
        if not self.form.check() or problem:
            return
        orders, values = self.ctx.services.orders, self.values()
        label_ = N_("undo", "Edit order") if self._order else N_("undo", "Add order")
        try:
            with self.ctx.services.write(label_) as work:
                if self._order is None:
                    made = orders.create(work, {**values, "deal": self._deal_id})
                else:
                    made = self._order.id
                    orders.update(work, made, values, self._order.version)
        except ValidationError as error:
            shown = {name: render(reason) for name, reason in error.problems.items()}
            self.form.set_errors({name: text for name, text in shown.items() if name in self.form.names()})
            self.set_error("  ".join(text for name, text in shown.items() if name not in self.form.names()))
            return
        except ConflictError as error:
            self.set_error(error.text())
            return
        if work.rows:
            number = orders.get(made).number
            self.ctx.toasts.show(self.tr("Order {number} saved").format(number=number), undo_change=work.id)
        self._draft.drop()
        super().accept()

    @Slot()
    def _take_back(self) -> None:
        assert self._order is not None
        self.reject()
        self.ctx.navigator.new("order", returns=self._order.id)

    @Slot()
    def _delete(self) -> None:
        assert self._order is not None
        with self.ctx.services.write(N_("undo", "Delete order")) as work:
            self.ctx.services.orders.delete(work, self._order.id)
        text = self.tr("Order {number} deleted").format(number=self._order.number)
        self.ctx.toasts.show(text, undo_change=work.id)
        self._draft.drop()
        self.reject()
