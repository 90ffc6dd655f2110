"""What the shop sells: a list with a form behind each row, brought in and written out as a workbook."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QPoint, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.entities import PRODUCTS
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.settings import CURRENCY
from crm_desktop.services.context import Services
from crm_desktop.services.listing import Filter, ListQuery
from crm_desktop.services.products import Product
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.list_export import ExportButton
from crm_desktop.views.pages.settings.section import Section
from crm_desktop.views.qtmodels.columns import Cell, Column, ColumnKind
from crm_desktop.views.qtmodels.paged_model import PagedModel
from crm_desktop.views.table_memory import TableMemory
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.data_table import DataTable
from crm_desktop.views.widgets.empty_state import EmptyState
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.menu import Menu
from crm_desktop.views.widgets.search_field import SearchField
from crm_desktop.views.widgets.tabs import Segmented


class _Source:
    """The list service with a query bound to it."""

    def __init__(self, services: Services, query: ListQuery) -> None:
        self._services, self._query = services, query

    def first(self, limit: int) -> Sequence[Any]:
        return self._services.listing.first(self._query, limit)

    def ids(self, ctx: JobContext | None = None) -> array[int]:
        return self._services.listing.ids(self._query, ctx)

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        return self._services.listing.rows("products", ids)


class ProductsSection(Section):
    """The table in it is named ``product_table``; Enter opens the form, Delete puts into the recycle bin."""

    key: ClassVar[str] = "products"
    name: ClassVar[Text] = N_("settings", "Products")
    touches: ClassVar[tuple[str, ...]] = ("products", "settings")
    fills: ClassVar[bool] = True

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self._query = ListQuery("products", filters=(Filter("active", "eq", 1),))
        header = self.add_header(
            self.tr("Products"), self.tr("What an order can hold. Prices here fill the order form.")
        )
        self.add_button = self._button("product_add", self.tr("Add a product"), "plus", self._add)
        header.add_widget(self.add_button)
        self.field = SearchField(self.tr("Name, number, category, pinyin"), self, icon="filter")
        self.field.setObjectName("product_filter")
        self.field.setFixedWidth(248)
        self.field.search.connect(self._search)
        self.which = Segmented([("sold", self.tr("Still sold")), ("all", self.tr("All"))], self)
        self.which.setObjectName("product_which")
        self.which.chosen.connect(self._choose)
        self._tools = QWidget(self)
        row = QHBoxLayout(self._tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.field, self.which):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._button("product_import", self.tr("Import"), "download", self._import))
        self.export = ExportButton(ctx, self._shown, self)
        self.export.setObjectName("product_export")
        row.addWidget(self.export)
        self.body.addWidget(self._tools)
        self.table = DataTable(self)
        self.table.setObjectName("product_table")
        self.table.setAccessibleName(self.tr("Products"))
        self.model = PagedModel([], self)
        self.memory = TableMemory(self.table, ctx.prefs, "products")
        kept = self.memory.arrangement()
        self._query = self._query.with_(sort=kept.sort, descending=kept.descending)
        self.table.opened.connect(self._open)
        self.table.sort_wanted.connect(self._sort)
        self.table.delete_wanted.connect(self._delete_current)
        self.table.menu_wanted.connect(self._menu)
        self._count = label("", "body", "2")
        listed = self._listed = QWidget(self)
        box = QVBoxLayout(listed)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table, 1)
        box.addWidget(self._count)
        self.body.addWidget(listed, 1)
        self._empty = EmptyState("box", "", "", primary=False, button_icon="download")
        self._empty.clicked.connect(self._empty_pressed)
        self.body.addWidget(self._empty, 1)

    @staticmethod
    def _button(name: str, text: str, icon: str, call: Callable[[], None]) -> Button:
        button = Button(text, "quiet", icon, small=name == "product_add")
        button.setObjectName(name)
        button.clicked.connect(call)
        return button

    # Showing ----------------------------------------------------------------------------

    def refresh(self) -> None:
        self.model.set_columns(self.memory.arrange(self._columns()))
        if self.table.model() is None:
            self.table.setModel(self.model)
        self.table.set_sorted(self._query.sort, self._query.descending)
        self.model.load(_Source(self.ctx.services, self._query), self._run_ids)
        count = self.ctx.services.listing.count(self._query)
        said = self.tr("1 product") if count == 1 else self.tr("{n} products")
        self._count.setText(said.format(n=f"{count:,}"))
        none_at_all = not count and not self.ctx.services.products.all(only_active=False)
        self._listed.setVisible(count > 0)
        self._tools.setVisible(not none_at_all)
        self._empty.setVisible(count == 0)
        if none_at_all:
            self._empty.set_texts(
                self.tr("No products yet. A price list in Excel brings them in at once."),
                self.tr("Import a price list"),
            )
        else:
            self._empty.set_texts(self.tr("No product fits the filter."), self.tr("Show everything"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _run_ids(self, fn: Callable[[JobContext], array[int]], done: Callable[[array[int]], None]) -> None:
        self.ctx.jobs.run(fn, self.tr("Loading the list"), on_done=done, quiet=True)

    def _columns(self) -> list[Column]:
        currency = self.ctx.services.settings.get(CURRENCY)

        def money(value: int | None) -> str:
            return "" if value is None else words.amount(value, currency)

        def margin(product: Product) -> str:
            if not product.price or product.cost is None:
                return ""
            return f"{(product.price - product.cost) / product.price:.0%}"

        def name(product: Product) -> Cell:
            over = "" if product.active else self.tr("not sold any more")
            return Cell(product.name, secondary=over, strong=product.active, tone="" if product.active else "text_2")

        return [
            Column("name", N_("settings", "Product"), name, "name", 200, 3, sort="name"),
            _column("code", "text", 80, 1, lambda product: product.code),
            _column("category", "text", 96, 1, lambda product: product.category),
            _column("unit", "text", 60, 0, lambda product: product.unit),
            _column("price", "money", 92, 0, lambda product: money(product.price)),
            _column("cost", "money", 92, 0, lambda product: money(product.cost)),
            Column("margin", N_("settings", "Margin"), margin, "number", 64),
        ]

    # Narrowing --------------------------------------------------------------------------

    @Slot(str)
    def _search(self, text: str) -> None:
        self._query = self._query.with_(search=text)
        self.refresh()

    @Slot(str)
    def _choose(self, which: str) -> None:
        self._query = self._query.with_(filters=(Filter("active", "eq", 1),) if which == "sold" else ())
        self.refresh()

    @Slot(str, bool)
    def _sort(self, key: str, descending: bool) -> None:
        self._query = self._query.with_(sort=key, descending=descending)
        self.memory.set_sort(key, descending)
        self.refresh()

    def _shown(self) -> ListQuery:
        return self._query

    @Slot()
    def _empty_pressed(self) -> None:
        if not self._tools.isVisible():
            self._import()
            return
        self.field.clear()
        self.which.set_current("all")
        self._query = self._query.with_(search="", filters=())
        self.refresh()

    # Acting -----------------------------------------------------------------------------

    @Slot()
    def _add(self) -> None:
        self.ctx.navigator.new("product")

    @Slot(object)
    def _open(self, product_id: int) -> None:
        self.ctx.navigator.open("product", product_id)

    @Slot()
    def _delete_current(self) -> None:
        index = self.table.currentIndex()
        product_id = self.model.id_at(index.row()) if index.isValid() else None
        if product_id is not None:
            self._delete(product_id)

    def _delete(self, product_id: int) -> None:
        services = self.ctx.services
        name = services.products.get(product_id).name
        with services.write(N_("undo", "Delete product")) as work:
            services.products.delete(work, product_id)
        self.ctx.toasts.show(self.tr("“{name}” deleted").format(name=name), undo_change=work.id)

    def _set_active(self, product_id: int, on: bool) -> None:
        services = self.ctx.services
        with services.write(N_("undo", "Edit product")) as work:
            services.products.update(work, product_id, {"active": on})
        words_ = self.tr("Sold again: {name}") if on else self.tr("Not sold any more: {name}")
        self.ctx.toasts.show(words_.format(name=services.products.get(product_id).name), undo_change=work.id)

    @Slot(object, object)
    def _menu(self, product_id: int, at: QPoint) -> None:
        product = self.ctx.services.products.get(product_id)
        menu = Menu(self)
        menu.add(self.tr("Open"), partial(self._open, product_id), "pencil", key=self.tr("Enter"))
        words_ = self.tr("Not sold any more") if product.active else self.tr("Sell again")
        menu.add(words_, partial(self._set_active, product_id, not product.active), "box")
        menu.addSeparator()
        menu.add(self.tr("Delete"), partial(self._delete, product_id), "trash", key=self.tr("Del"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    @Slot()
    def _import(self) -> None:
        self.ctx.command("import", entity="products")


def _column(key: str, kind: ColumnKind, width: int, stretch: int, cell: Callable[[Product], Cell | str]) -> Column:
    return Column(key, PRODUCTS.field(key).label, cell, kind, width, stretch, sort=key)
