"""The lines of an order as they are typed in: product, quantity, price, discount; one empty line always waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.context import Services
from crm_desktop.services.orders import NewLine, OrderLine, line_amount
from crm_desktop.services.products import Product
from crm_desktop.views.dialogs.order_product import ProductEditor
from crm_desktop.views.widgets.button import Button, icon_button
from crm_desktop.views.widgets.editors import MoneyEditor, NumberEditor
from crm_desktop.views.widgets.labels import label, set_tone

_WIDTHS = (0, 72, 100, 88, 96, 28)


@dataclass
class _Line:
    """One row of editors; ``stored`` is what a line held when the form was opened."""

    product: ProductEditor
    quantity: NumberEditor
    price: MoneyEditor
    discount: MoneyEditor
    amount: QLabel
    remove: Button
    note: QLabel
    stored: OrderLine | None = None
    filled_from: str = ""
    widgets: list[QWidget] = field(default_factory=list)

    def is_empty(self) -> bool:
        return not self.product.value() and self.price.value() is None


class OrderLines(QWidget):
    """``changed`` is sent whenever the sum may differ. ``money(minor)`` says an amount."""

    changed = Signal()

    def __init__(self, services: Services, currency: str, money: Callable[[int], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("order_lines")
        self._services, self._currency, self._money = services, currency, money
        self.free_names = False
        self._lines: list[_Line] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        heads = (
            tr_("order", "Product"), tr_("order", "Quantity"), tr_("order", "Unit price"), tr_("order", "Discount"),
            tr_("order", "Amount"),
        )  # fmt: skip
        for column, text in enumerate(heads):
            head = label(text, "field")
            if column:
                head.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(head, 0, column)
        self._add()

    # Filling --------------------------------------------------------------------------

    def set_lines(self, lines: tuple[OrderLine, ...]) -> None:
        """Show stored lines, and an empty one after them."""
        for found in lines:
            line = self._lines[-1]
            line.stored = found
            self.fill_last(found.product, found.price, found.quantity, found.discount)

    def replace(self, lines: Sequence[Mapping[str, Any]], stored: Sequence[OrderLine] = ()) -> None:
        """Show ``lines`` (the fields of ``NewLine``) in place of what stands here; ``stored`` lines keep their own."""
        for line in self._lines[:-1]:
            self._remove(line)
        known = {one.id: one for one in stored}
        for given in lines:
            self._lines[-1].stored = known.get(given.get("id") or 0)
            self.fill_last(given["product"], given["price"], given["quantity"], given["discount"])

    def fill_last(self, product: str, price: int | None, quantity: int = 1000, discount: int = 0) -> None:
        """Write into the waiting line."""
        line = self._lines[-1]
        line.filled_from = product
        line.product.set_value(product)
        line.quantity.set_value(quantity)
        line.price.set_value(price)
        line.discount.set_value(discount or None)
        self._edited(line)
        self._remark(line)

    def focus_first(self) -> None:
        self._lines[0].product.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        product = ProductEditor(self, find=self._services.products.suggest)
        quantity = NumberEditor(self, thousandths=True)
        price = MoneyEditor(self, currency=self._currency, negative=True)  # a discount may be a line of its own
        discount = MoneyEditor(self, currency=self._currency)
        amount = label("")
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        remove = icon_button("x", tr_("order", "Take this line away"), self)
        remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes on to the next line; a line left empty is none
        note = label("", "small")
        note.setObjectName(f"line_note_{len(self._lines) + 1}")
        note.hide()
        line = _Line(product, quantity, price, discount, amount, remove, note)
        at = len(self._lines) + 1
        editors: list[tuple[str, Any, str]] = [
            ("product", product, tr_("order", "Product")),
            ("quantity", quantity, tr_("order", "Quantity")),
            ("price", price, tr_("order", "Unit price")),
            ("discount", discount, tr_("order", "Discount")),
        ]
        for name, editor, text in editors:
            editor.name(f"{name}_{at}", f"{text} {at}")
            editor.changed.connect(lambda of=line: self._edited(of))
        product.textChanged.connect(lambda _text, of=line: self._product_typed(of))
        for editor in (product, quantity, price):
            editor.editingFinished.connect(lambda of=line: self._remark(of))
        remove.clicked.connect(lambda _checked=False, of=line: self._remove(of))
        shown: list[QWidget] = [product, quantity, price, discount, amount, remove]
        line.widgets = [*shown, note]
        row = self._grid.rowCount()
        self._grid.addWidget(note, row + 1, 0, 1, len(shown) - 1)
        for column, widget in enumerate(shown):
            if _WIDTHS[column]:
                widget.setFixedWidth(_WIDTHS[column])
            self._grid.addWidget(widget, row, column)
        quantity.set_value(1000)
        for before, after in pairwise(
            (*(one.discount for one in self._lines[-1:]), product, quantity, price, discount)
        ):
            QWidget.setTabOrder(before, after)
        self._lines.append(line)
        remove.setVisible(False)

    def _product_typed(self, line: _Line) -> None:
        """A known product brings its price, unless another one was typed."""
        name = line.product.value()
        if not name or name == line.filled_from:
            return
        found: Product | None = self._services.products.find(name)
        if found is not None:
            before = self._services.products.find(line.filled_from) if line.filled_from else None
            if found.price is not None and (line.price.value() is None or before is not None):
                line.price.set_value(found.price)
            line.filled_from = name

    def _edited(self, line: _Line) -> None:
        if line not in self._lines:
            return
        self._show_amount(line)
        if not line.note.isHidden():
            self._remark(line)
        if line is self._lines[-1] and not line.is_empty():
            self._add()
        for other in self._lines:
            other.remove.setVisible(other is not self._lines[-1])
        self.changed.emit()

    def _remark(self, line: _Line) -> None:
        """Say under a line what may have been overlooked; nothing of it stands in the way of saving."""
        if line not in self._lines:
            return
        said, forgotten = [], False
        name, price = line.product.value(), line.price.value()
        if name and price is None and not line.price.text().strip():
            said.append(tr_("order", "No price yet: this line counts as {amount}.", amount=self._money(0)))
            forgotten = True
        elif name and price == 0:
            said.append(tr_("order", "Free of charge."))
        known = (line.stored is not None and name == line.stored.product) or self._services.products.find(name)
        if name and not known and not self.free_names and (price or 0) >= 0:
            said.append(tr_("order", "Not in your list of products yet: it is added when you save."))
        text = "  ".join(said)
        if text != line.note.text():
            line.note.setText(text)
            line.note.setVisible(bool(text))
            set_tone(line.note, "warn" if forgotten else "2")
            self.changed.emit()

    def _show_amount(self, line: _Line) -> None:
        line.amount.setText("" if line.is_empty() else self._money(self._amount(line)))

    @staticmethod
    def _amount(line: _Line) -> int:
        """A line that was not touched keeps the amount it was stored with, however that came about."""
        numbers = (int(line.quantity.value() or 0), line.price.value() or 0, line.discount.value() or 0)
        stored = line.stored
        if stored is not None and numbers == (stored.quantity, stored.price, stored.discount):
            return stored.amount
        return line_amount(*numbers)

    def _remove(self, line: _Line) -> None:
        self._lines.remove(line)
        for widget in line.widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.changed.emit()

    # Reading --------------------------------------------------------------------------

    def total(self) -> int:
        """All lines together, minor units."""
        return sum(self._amount(line) for line in self._lines if not line.is_empty())

    def problem(self) -> str:
        """Why the lines can't be stored, in words; puts the focus there."""
        for line in self._lines:
            if line.is_empty():
                continue
            for editor in (line.product, line.quantity, line.price, line.discount):
                text = editor.problem()
                if text:
                    editor.set_error(text)
                    editor.setFocus(Qt.FocusReason.OtherFocusReason)
                    return text
        return ""

    def values(self) -> list[NewLine]:
        return [self._value(line) for line in self._lines if not line.is_empty()]

    def _value(self, line: _Line) -> NewLine:
        name, stored, quantity = line.product.value(), line.stored, line.quantity.value()
        if stored is not None and name == stored.product:
            product_id = stored.product_id
        else:
            found = self._services.products.find(name)
            product_id = found.id if found is not None else None
        same = stored is not None and name == stored.product
        return NewLine(
            product=name,
            product_id=product_id,
            quantity=1000 if quantity is None else int(quantity),
            price=line.price.value() or 0,
            discount=line.discount.value() or 0,
            amount=self._amount(line),
            id=stored.id if stored is not None else None,
            free=product_id is None and bool(name) and (same or self.free_names),
        )
