"""The list of customers: views as tabs, conditions as chips, the table, its sums."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from crm_desktop.core.i18n import render, tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.listing import Filter, ListQuery
from crm_desktop.views import dropped, prefs, theme
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.pages.customers import columns as cols
from crm_desktop.views.pages.customers.bulk_work import Target
from crm_desktop.views.pages.customers.cell_edits import CustomerCells
from crm_desktop.views.pages.customers.condition_popover import ConditionPopover
from crm_desktop.views.pages.customers.conditions import ChipWords
from crm_desktop.views.pages.customers.filter_row import FilterRow, without
from crm_desktop.views.pages.customers.footer import ListFooter
from crm_desktop.views.pages.customers.list_menu import open_menu
from crm_desktop.views.pages.customers.list_parts import ListSource, Nothing, nothing_found, values_of
from crm_desktop.views.pages.customers.list_sums import ListSums
from crm_desktop.views.pages.customers.shop import shop_of
from crm_desktop.views.pages.customers.tag_stock import TagStock
from crm_desktop.views.pages.customers.views_bar import View, ViewsBar, possible, views_of
from crm_desktop.views.qtmodels.paged_model import PagedModel
from crm_desktop.views.qtmodels.ticks import Chosen
from crm_desktop.views.table_memory import TableMemory
from crm_desktop.views.widgets.column_chooser import ColumnChooser
from crm_desktop.views.widgets.data_table import DataTable
from crm_desktop.views.widgets.empty_state import EmptyState

EVERYBODY = ListQuery("customers", sort="name")


class CustomerList(QWidget):
    """``act(name, id)`` asks the page for something about one customer: open, edit, note, follow_up, delete …;
    ``bulk(name)`` about those that are ticked; ``new_wanted(values)`` for a new one.
    """

    opened = Signal(object)
    act = Signal(str, object)
    bulk = Signal(str)
    new_wanted = Signal(object)
    import_wanted = Signal()
    file_dropped = Signal(object)
    export_wanted = Signal()
    emptiness_changed = Signal()
    editing_ended = Signal()

    def __init__(self, ctx: AppContext, tags: TagStock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._tags = ctx, tags
        self.query = EVERYBODY
        self._shop = shop_of(ctx.services)
        self._nothing: Nothing | None = None
        self.popover: ConditionPopover | None = None
        self.chooser: ColumnChooser | None = None
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self.views = ViewsBar()
        self.tabs = self.views.tabs
        self.row = FilterRow()
        self.table = DataTable()
        self.table.setObjectName("customer_table")
        self.memory = TableMemory(self.table, self._ctx.prefs, "customers")
        self.model = PagedModel(self.memory.arrange(cols.columns(self._shop), cols.SHOWN), self)
        self.table.setModel(self.model)
        self.cells = CustomerCells(self._ctx, self._tags, self.model, self._editing_ended)
        self.table.set_cell_edits(self.cells)
        self.table.set_background(self._run_copy)
        self.footer = ListFooter(self.table)
        self.sums = ListSums(self._ctx, self.footer, self.model, lambda: self._shop.currency, self.target)
        self._ctx.toasts.keep_clear(*self.footer.buttons.values())
        self.nothing = EmptyState("search", "", "", primary=False)
        self.nothing.button.setObjectName("nothing_step")
        self.empty = EmptyState("download", "", "", button_icon="import")
        self.empty.button.setObjectName("import_first")
        self._body = QStackedWidget()
        listed = QWidget()
        box = QVBoxLayout(listed)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.table, 1)
        box.addWidget(self.footer)
        box.addStretch()
        self._body.addWidget(listed)
        self._body.addWidget(self.nothing)
        self._full = QWidget()
        page = QVBoxLayout(self._full)
        page.setContentsMargins(0, 0, 0, 8)
        page.setSpacing(0)
        page.addWidget(self.views)
        page.addSpacing(12)
        page.addWidget(self.row)
        page.addSpacing(12)
        page.addWidget(self._body, 1)
        self._outer = QStackedLayout(self)
        self._outer.addWidget(self._full)
        self._outer.addWidget(self.empty)

    def _connect(self) -> None:
        self.views.chosen.connect(self.show_view)
        self.row.field.search.connect(self._search)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.row.field)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.table.setFocus)
        self.row.add.clicked.connect(lambda: self._ask_condition(None))
        self.row.edited.connect(self._ask_condition)
        self.row.removed.connect(lambda at: self._set_filters(without(self.query.filters, at)))
        self.row.cleared.connect(lambda: self._set_filters(()))
        self.row.columns.clicked.connect(self._choose_columns)
        self.row.imports.clicked.connect(self.import_wanted)
        self.row.exports.clicked.connect(self.export_wanted)
        self.empty.clicked.connect(self.import_wanted)
        self.nothing.clicked.connect(self._next_step)
        self.table.opened.connect(self.opened)
        self.table.duplicate_wanted.connect(partial(self.act.emit, "duplicate"))
        self.table.sort_wanted.connect(self._sort)
        self.table.menu_wanted.connect(self._menu)
        self.table.delete_wanted.connect(lambda: self.bulk.emit("delete"))
        self.table.copied.connect(self._copied)
        head = self.table.head()
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._choose_columns)
        self.footer.act.connect(self.bulk)
        self.table.laid_out.connect(self._fit_height)
        self.model.checks_changed.connect(self.sums.show_ticked)
        self.model.loaded.connect(self._loaded)

    def retranslate(self) -> None:
        self.table.setAccessibleName(tr_("customers", "Customers"))
        self.views.retranslate()
        self.row.retranslate()
        self.footer.retranslate()
        self.empty.set_texts(
            tr_(
                "customers", "No customers yet. Drop your Excel file here: doubles and typing errors are found for you."
            ),
            tr_("customers", "Import customers"),
        )
        self.table.set_row_actions(
            [
                ("phone", tr_("customers", "Note a call"), lambda at: self.act.emit("note", at)),
                ("calendar", tr_("customers", "Plan a follow-up"), lambda at: self.act.emit("follow_up", at)),
                ("dots", tr_("customers", "More"), self._menu_at_row),
            ]
        )

    # Loading --------------------------------------------------------------------------

    def refresh(self) -> None:
        """Load the views and the list again; ticks and the current row stay."""
        services = self._ctx.services
        self._shop = shop_of(services)
        self.views.set_views(views_of(services, self._shop.today))
        self.query = possible(services, self.query)
        is_empty = not services.listing.first(EVERYBODY, 1)
        was_empty = self.is_empty()
        self._outer.setCurrentIndex(1 if is_empty else 0)
        if was_empty != is_empty:
            self.emptiness_changed.emit()
        self.cells.set_fields(services.custom_fields.entity("customers").fields)
        self._show_columns()
        self.table.set_compact(self._ctx.prefs.get(prefs.COMPACT))
        self._load()
        self._count_views()

    def is_empty(self) -> bool:
        """True where the shop has no customer at all."""
        return self._outer.currentIndex() == 1

    def _load(self) -> None:
        self.footer.show_count(None)
        self.footer.show_sums({})
        chips = ChipWords(self._ctx.services, self._shop.currency)
        self.row.show_chips([chips.of(one) for one in self.query.filters])
        self.table.set_sorted(self.query.sort, self.query.descending)
        self.model.load(ListSource(self._ctx.services, self.query), self._run_ids)
        if not self.model.rowCount():
            self._nothing = nothing_found(self.query)
            self.nothing.set_texts(self._nothing.sentence, self._nothing.button)
        self._body.setCurrentIndex(0 if self.model.rowCount() else 1)
        view = self.current_view()
        self.views.show_changed(view is not None and self._shown_of(view) != self.query)
        self._fit_height()
        self.sums.ask()

    def _run_ids(self, fn: Callable[[JobContext], array[int]], done: Callable[[array[int]], None]) -> None:
        self._ctx.jobs.run(fn, tr_("customers", "Loading the list"), on_done=done, quiet=True)

    def _run_copy(self, fn: Callable[[JobContext], Any], done: Callable[[Any], None]) -> None:
        self._ctx.jobs.run(fn, tr_("customers", "Copying"), on_done=done)

    def _copied(self, rows: int, of: int) -> None:
        n, total = f"{rows:,}", f"{of:,}"
        text = tr_("customers", "1 row copied") if rows == 1 else tr_("customers", "{n} rows copied", n=n)
        if rows < of:
            text = tr_("customers", "The first {n} of {total} rows copied; export takes all of them", n=n, total=total)
        self._ctx.toasts.show(text, kind="info")

    def _loaded(self) -> None:
        self.footer.show_count(self.model.rowCount())
        self._fit_height()
        self.model.forget_checks_of_missing()
        self.sums.show_ticked()

    def _fit_height(self) -> None:
        """The sum stands right under the last row."""
        self.table.setMaximumHeight(self.table.height_of_rows())

    def _count_views(self) -> None:
        views, services = self.views.views(), self._ctx.services

        def work(_ctx: JobContext) -> dict[str, int]:
            return {view.key: services.listing.count(view.query) for view in views}

        def done(counts: dict[str, int]) -> None:
            for key, number in counts.items() if isValid(self) else ():
                self.views.set_count(key, number)

        self._ctx.jobs.run(work, tr_("customers", "Counting"), on_done=done, quiet=True)

    # A file from outside ----------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped.importable(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped.importable(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    # The query ------------------------------------------------------------------------

    def show_view(self, key: str) -> None:
        view = self.views.view(key)
        if view is not None:
            self.views.set_current(key)
            self.memory.use("" if key == "all" else key, inherit=not view.columns)
            self.query = self._shown_of(view)
            self._show_columns()
            self._new_query()

    def _shown_of(self, view: View) -> ListQuery:
        """What the view shows at first: its conditions in the order that was chosen last; what is typed stays."""
        search = view.query.search or self.row.field.text().strip()
        kept = self.memory.arrangement()
        query = view.query.with_(search=search)
        return query.with_(sort=kept.sort, descending=kept.descending) if kept.sort else query

    def current_view(self) -> View | None:
        return self.views.view(self.views.current())

    def _new_query(self) -> None:
        if self.model.checked_count():
            self.model.check_all(False)
        self._load()

    def _search(self, text: str) -> None:
        self.query = self.query.with_(search=text.strip())
        self._new_query()

    def _sort(self, key: str, descending: bool) -> None:
        self.query = self.query.with_(sort=key, descending=descending)
        self.memory.set_sort(key, descending)
        self._load()

    def _set_filters(self, filters: tuple[Filter, ...]) -> None:
        self.query = self.query.with_(filters=filters)
        self._new_query()

    def add_filter(self, found: Filter) -> None:
        self._set_filters((*self.query.filters, found))

    def clear_filters(self) -> None:
        self.row.field.clear()
        self.row.field.send_now()
        self.show_view("all")

    def _next_step(self) -> None:
        """What the empty list offers."""
        if self._nothing is None or self._nothing.step == "all":
            self.clear_filters()
        elif self._nothing.step == "widen":
            self.show_view("all")
        else:
            self.new_wanted.emit(values_of(self.query.search))

    def _ask_condition(self, at: int | None) -> None:
        """Add a condition, or change the one at that place."""
        filters = self.query.filters
        start = filters[at] if at is not None else None
        self.popover = ConditionPopover(self, self._ctx.services, self._tags, self._shop.currency, start)

        def done(found: Filter) -> None:
            if at is None:
                self.add_filter(found)
            else:
                self._set_filters((*filters[:at], found, *filters[at + 1 :]))

        self.popover.done.connect(done)
        self.popover.show_under(self.row.add if at is None else self.row.chips()[at])
        (self.popover.field if at is None else self.popover.op).setFocus()

    # Columns --------------------------------------------------------------------------

    def _show_columns(self) -> None:
        view = self.current_view()
        shown = view.columns if view is not None and view.columns else cols.SHOWN
        arranged = self.memory.arrange(cols.columns(self._shop), shown)
        self.model.set_columns(arranged)

    def _choose_columns(self) -> None:
        offered = cols.columns(self._shop)
        entries = [(one.key, render(one.title)) for one in offered if one.kind != "check"]
        self.chooser = ColumnChooser(self, entries)
        self.chooser.show_chosen(self.table.columns.order())
        self.chooser.changed.connect(self.set_columns)
        self.chooser.reset.connect(self.reset_columns)
        self.chooser.show_under(self.row.columns, right=True)

    def set_columns(self, keys: list[str]) -> None:
        """Show these columns in this order, and remember it."""
        self.memory.set_columns(keys)
        self._show_columns()
        self.sums.ask()

    def reset_columns(self) -> None:
        self.memory.reset()
        self._show_columns()
        if self.chooser is not None:
            self.chooser.show_chosen(self.table.columns.order())

    # Rows -----------------------------------------------------------------------------

    def target(self) -> Target:
        """What an action is about: the ticked rows, else the current one."""
        if self.model.checked_count():
            return Target(self.model.chosen(), self.query, self.model.checked_count())
        current = self.table.current_id()
        ids = frozenset() if current is None else frozenset({current})
        return Target(Chosen(ids), self.query, len(ids))

    def _editing_ended(self, _changed: bool) -> None:
        self.editing_ended.emit()

    def _menu_at_row(self, record_id: int) -> None:
        row = self.model.row_of(record_id)
        at = self.table.visualRect(self.model.index(row, self.model.columnCount() - 1)).bottomRight()
        self._menu(record_id, self.table.viewport().mapToGlobal(at))

    def _menu(self, record_id: int, at: QPoint) -> None:
        open_menu(self, record_id, at)

    def set_margin(self, margin: int) -> None:
        self._full.setContentsMargins(margin, 0, margin, 0)
        theme.set_ground(self._full, "surface")
