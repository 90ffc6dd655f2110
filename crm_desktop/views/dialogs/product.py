"""The form of a product: what it is called, what it costs, what it is sold for."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.entities import PRODUCTS
from crm_desktop.core.errors import ConflictError, ValidationError
from crm_desktop.core.i18n import N_, render
from crm_desktop.core.settings import CURRENCY
from crm_desktop.services.products import Product
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.editors import EditorSources, make_editor
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.modal import ModalDialog

_FIELDS = ("name", "code", "category", "price", "cost", "unit", "active", "notes")
_WIDE = frozenset({"name", "notes"})


class ProductDialog(ModalDialog):
    """Named ``product_dialog``. ``record_id`` edits that product; without it a new one is made from ``defaults``."""

    def __init__(
        self, ctx: AppContext, parent: QWidget | None = None, record_id: int | None = None, **defaults: Any
    ) -> None:
        super().__init__(parent, "", "", width=560)
        self.ctx = ctx
        self._product: Product | None = ctx.services.products.get(record_id) if record_id is not None else None
        self.setObjectName("product_dialog")
        title = self._product.name if self._product else self.tr("New product")
        self.title_label.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.verb_button.setText(self.tr("Save") if self._product else self.tr("Add product"))
        self.form = FormGrid(self, two_from=400)
        self._build()
        self.body.addWidget(self.form)
        self._start: dict[str, Any] = (
            {name: getattr(self._product, name) for name in _FIELDS} if self._product else {"active": True, **defaults}
        )
        self.form.set_values(self._start)
        self.form.changed.connect(self._show_margin)
        self._show_margin()
        if self._product is not None:
            self._add_delete()
        self.form.focus_first()

    def _build(self) -> None:
        products = self.ctx.services.products

        def suggest(field: str, _text: str) -> list[str]:
            return products.categories() if field == "category" else products.units()

        sources = EditorSources(
            today=self.ctx.services.clock.today, currency=self.ctx.services.settings.get(CURRENCY), suggest=suggest
        )
        for name in _FIELDS:
            spec = PRODUCTS.field(name)
            own = {"name": self.tr("Product"), "active": self.tr("Still sold")}
            editor = make_editor(spec, sources)
            self.form.add_field(
                name, own.get(name) or render(spec.label), editor, required=spec.required, wide=name in _WIDE
            )

    def _add_delete(self) -> None:
        button = Button(self.tr("Delete"), "quiet", "trash")
        button.setObjectName("delete")
        button.setAutoDefault(False)
        button.clicked.connect(self._delete)
        self.add_to_foot(button)

    @Slot()
    def _show_margin(self) -> None:
        """What is left of the price, under it."""
        price, cost = self.form.editor("price").value(), self.form.editor("cost").value()
        hint = ""
        if price and cost is not None:
            left = words.amount(price - cost, self.ctx.services.settings.get(CURRENCY))
            hint = self.tr("Margin {left} each ({share})").format(left=left, share=f"{(price - cost) / price:.0%}")
        self.form.cell("price").set_hint(hint)

    # Saving ---------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """What was changed in the form, as the service takes it."""
        return {name: value for name, value in self.form.values().items() if value != self._start.get(name)}

    def accept(self) -> None:
        if not self.form.check():
            return
        products, product = self.ctx.services.products, self._product
        label = N_("undo", "Edit product") if product else N_("undo", "Add product")
        try:
            with self.ctx.services.write(label) as work:
                if product is None:
                    products.create(work, self.form.values())
                elif patch := self.values():
                    products.update(work, product.id, patch, product.version)
        except ValidationError as error:
            self.form.set_errors({name: render(reason) for name, reason in error.problems.items()})
            return
        except ConflictError as error:
            self.set_error(error.text())
            return
        if work.rows:
            name = self.form.editor("name").value()
            self.ctx.toasts.show(self.tr("Saved: {name}").format(name=name), undo_change=work.id)
        super().accept()

    @Slot()
    def _delete(self) -> None:
        product = self._product
        assert product is not None
        with self.ctx.services.write(N_("undo", "Delete product")) as work:
            self.ctx.services.products.delete(work, product.id)
        self.ctx.toasts.show(self.tr("“{name}” deleted").format(name=product.name), undo_change=work.id)
        self.reject()
