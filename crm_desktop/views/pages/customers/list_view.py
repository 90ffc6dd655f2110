"""The list of customers: views as tabs, filters, the table, its sums."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.core.i18n import render, tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.context import Services
from crm_desktop.services.listing import Filter, ListQuery
from crm_desktop.views import prefs, theme
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.pages.customers import columns as cols
from crm_desktop.views.pages.customers.filter_row import FilterRow, without
from crm_desktop.views.pages.customers.filters import FilterPopover, View, chip_words, possible, views_of
from crm_desktop.views.pages.customers.footer import ListFooter
from crm_desktop.views.pages.customers.shop import shop_of
from crm_desktop.views.pages.customers.tag_stock import TagStock
from crm_desktop.views.qtmodels.paged_model import PagedModel
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.data_table import DataTable
from crm_desktop.views.widgets.empty_state import EmptyState
from crm_desktop.views.widgets.menu import Menu
from crm_desktop.views.widgets.tabs import Tabs

COLUMNS = prefs.columns("customers")
READABLE = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".vcf"})


def dropped_file(data: QMimeData) -> Path | None:
    """The one file that is being dragged, if the import can read its kind."""
    urls = data.urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() in READABLE else None


class ListSource:
    """The list service with a query bound to it."""

    def __init__(self, services: Services, query: ListQuery) -> None:
        self._services, self._query = services, query

    def first(self, limit: int) -> Sequence[Any]:
        return self._services.listing.first(self._query, limit)

    def ids(self, ctx: JobContext | None = None) -> array[int]:
        return self._services.listing.ids(self._query, ctx)

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        return self._services.listing.rows(self._query.entity, ids)


class CustomerList(QWidget):
    """``act(name, id)`` asks the page for something: open, edit, note, follow_up, delete, menu…"""

    opened = Signal(object)
    edit_wanted = Signal(object)
    act = Signal(str, object)
    bulk = Signal(str)
    import_wanted = Signal()
    file_dropped = Signal(object)
    export_wanted = Signal()
    save_view_wanted = Signal()
    emptiness_changed = Signal()

    def __init__(self, ctx: AppContext, tags: TagStock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._tags = ctx, tags
        self._views: list[View] = []
        self.query = ListQuery("customers", sort="name")
        self._shop = shop_of(ctx.services)
        self._token = 0
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self.tabs = Tabs()
        self.tabs.setObjectName("customer_views")
        self.save_view = Button("", "quiet", "plus")
        self.save_view.setObjectName("save_view")
        self.tabs.add_widget(self.save_view)
        self.row = FilterRow()
        self.table = DataTable()
        self.table.setObjectName("customer_table")
        self.model = PagedModel(cols.columns(self._shop, self._chosen_columns()), self)
        self.table.setModel(self.model)
        self.footer = ListFooter(self.table)
        self.nothing = EmptyState("search", "", "", primary=False)
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
        page.addWidget(self.tabs)
        page.addSpacing(12)
        page.addWidget(self.row)
        page.addSpacing(12)
        page.addWidget(self._body, 1)
        self._outer = QStackedLayout(self)
        self._outer.addWidget(self._full)
        self._outer.addWidget(self.empty)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.show_view)
        self.save_view.clicked.connect(self.save_view_wanted)
        self.row.field.search.connect(self._search)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.row.field)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.table.setFocus)
        self.row.add.clicked.connect(self._add_condition)
        self.row.removed.connect(self._remove_condition)
        self.row.columns.clicked.connect(self._choose_columns)
        self.row.imports.clicked.connect(self.import_wanted)
        self.row.exports.clicked.connect(self.export_wanted)
        self.empty.clicked.connect(self.import_wanted)
        self.nothing.clicked.connect(self.clear_filters)
        self.table.opened.connect(self.opened)
        self.table.edit_wanted.connect(self.edit_wanted)
        self.table.sort_wanted.connect(self._sort)
        self.table.menu_wanted.connect(self._menu)
        self.table.delete_wanted.connect(lambda: self.bulk.emit("delete"))
        self.footer.act.connect(self.bulk)
        self.table.laid_out.connect(self._fit_height)
        self.model.checks_changed.connect(self._show_checks)
        self.model.loaded.connect(self._loaded)

    def retranslate(self) -> None:
        self.save_view.setText(tr_("customers", "Save view"))
        self.table.setAccessibleName(tr_("customers", "Customers"))
        self.row.retranslate()
        self.footer.retranslate()
        self.empty.set_texts(
            tr_(
                "customers", "No customers yet. Drop your Excel file here: doubles and typing errors are found for you."
            ),
            tr_("customers", "Import customers"),
        )
        self.nothing.set_texts(tr_("customers", "Nobody fits these conditions."), tr_("customers", "Show everybody"))
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
        self._shop = shop_of(self._ctx.services)
        self._views = views_of(self._ctx.services, self._shop.today)
        self.tabs.set_tabs([(view.key, render(view.name)) for view in self._views])
        self.query = possible(self._ctx.services, self.query)
        is_empty = not self._ctx.services.listing.count(ListQuery("customers"))
        was_empty = self.is_empty()
        self._outer.setCurrentIndex(1 if is_empty else 0)
        if was_empty != is_empty:
            self.emptiness_changed.emit()
        self.model.set_columns(cols.columns(self._shop, self._chosen_columns()))
        self.table.set_compact(self._ctx.prefs.get(prefs.COMPACT))
        self._load()
        self._count_views()

    def is_empty(self) -> bool:
        """True where the shop has no customer at all."""
        return self._outer.currentIndex() == 1

    def _load(self) -> None:
        self._token += 1
        self.footer.show_count(None)
        self.footer.show_sum("")
        self.row.show_chips([chip_words(self._ctx.services, one, self._shop.currency) for one in self.query.filters])
        self.table.set_sorted(self.query.sort, self.query.descending)
        self.model.load(ListSource(self._ctx.services, self.query), self._run_ids)
        self._body.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._fit_height()
        self._sum()

    def _run_ids(self, fn: Callable[[JobContext], array[int]], done: Callable[[array[int]], None]) -> None:
        self._ctx.jobs.run(fn, tr_("customers", "Loading the list"), on_done=done, quiet=True)

    def _loaded(self) -> None:
        self.footer.show_count(self.model.rowCount())
        self._fit_height()
        self.model.forget_checks_of_missing()
        self._show_checks()

    def _fit_height(self) -> None:
        """The sum stands right under the last row."""
        self.table.setMaximumHeight(self.table.height_of_rows())

    def _sum(self) -> None:
        query, token, services = self.query, self._token, self._ctx.services

        def work(_ctx: JobContext) -> dict[str, int]:
            return services.listing.totals(query, ["total_spent"])

        def done(totals: dict[str, int]) -> None:
            if token == self._token:
                self.footer.show_sum(words.amount(totals["total_spent"], self._shop.currency))

        self._ctx.jobs.run(work, tr_("customers", "Adding up"), on_done=done, quiet=True)

    def _count_views(self) -> None:
        views, services = list(self._views), self._ctx.services

        def work(_ctx: JobContext) -> dict[str, int]:
            return {view.key: services.listing.count(view.query) for view in views}

        def done(counts: dict[str, int]) -> None:
            for key, number in counts.items():
                self.tabs.set_count(key, f"{number:,}")

        self._ctx.jobs.run(work, tr_("customers", "Counting"), on_done=done, quiet=True)

    # A file from outside ----------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    # The query ------------------------------------------------------------------------

    def show_view(self, key: str) -> None:
        for view in self._views:
            if view.key == key:
                self.tabs.set_current(key)
                self.query = view.query.with_(search=view.query.search or self.query.search)
                self._new_query()

    def current_view(self) -> View | None:
        return next((view for view in self._views if view.key == self.tabs.current()), None)

    def _new_query(self) -> None:
        if self.model.checked_count():
            self.model.check_all(False)
        self._load()

    def _search(self, text: str) -> None:
        self.query = self.query.with_(search=text.strip())
        self._new_query()

    def _sort(self, key: str, descending: bool) -> None:
        self.query = self.query.with_(sort=key, descending=descending)
        self._load()

    def add_filter(self, found: Filter) -> None:
        self.query = self.query.with_(filters=(*self.query.filters, found))
        self._new_query()

    def _remove_condition(self, index: int) -> None:
        self.query = self.query.with_(filters=without(self.query.filters, index))
        self._new_query()

    def clear_filters(self) -> None:
        self.row.field.clear()
        self.query = ListQuery("customers", sort="name")
        self.tabs.set_current("all")
        self.row.field.send_now()
        self._new_query()

    def _add_condition(self) -> None:
        self._popover = FilterPopover(self, self._ctx.services, self._tags, self._shop.currency)
        self._popover.added.connect(self.add_filter)
        self._popover.show_under(self.row.add)
        self._popover.field.setFocus()

    # Columns --------------------------------------------------------------------------

    def _chosen_columns(self) -> tuple[str, ...]:
        return tuple(self._ctx.prefs.get(COLUMNS)) or cols.SHOWN

    def _all_columns(self) -> list[str]:
        return [*cols.SHOWN, *cols.MORE, *(spec.name for spec in self._shop.own)]

    def _choose_columns(self) -> None:
        menu = Menu(self)
        chosen = self._chosen_columns()
        for key in self._all_columns():
            entry = menu.add(
                render(cols.title(key, self._shop)),
                partial(self.toggle_column, key),
                checked=key in chosen,
                enabled=key != "name",
            )
            entry.setObjectName(f"column_{key}")
        menu.addSeparator()
        menu.add(tr_("customers", "As at the beginning"), self.reset_columns, "undo")
        menu.show_under(self.row.columns, right=True)

    def toggle_column(self, key: str) -> None:
        chosen = set(self._chosen_columns()) ^ {key}
        self._ctx.prefs.set(COLUMNS, [at for at in self._all_columns() if at in chosen])
        self.model.set_columns(cols.columns(self._shop, self._chosen_columns()))

    def reset_columns(self) -> None:
        self._ctx.prefs.set(COLUMNS, [])
        self.model.set_columns(cols.columns(self._shop, cols.SHOWN))

    # Rows -----------------------------------------------------------------------------

    def target_ids(self) -> array[int]:
        """What an action is about: the ticked rows, else the current one."""
        ticked = self.model.checked_ids()
        current = self.table.current_id()
        return ticked if ticked or current is None else array("q", [current])

    def _show_checks(self) -> None:
        self.footer.show_selected(self.model.checked_count())

    def _menu_at_row(self, record_id: int) -> None:
        row = self.model.row_of(record_id)
        at = self.table.visualRect(self.model.index(row, self.model.columnCount() - 1)).bottomRight()
        self._menu(record_id, self.table.viewport().mapToGlobal(at))

    def _menu(self, record_id: int, at: QPoint) -> None:
        menu = Menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        entries = [
            ("open", tr_("customers", "Open"), "arrow-right", "Enter"),
            ("edit", tr_("customers", "Edit"), "pencil", "F2"),
            ("note", tr_("customers", "Note a call"), "phone", ""),
            ("follow_up", tr_("customers", "Plan a follow-up"), "calendar", ""),
            ("deal", tr_("customers", "New deal"), "board", ""),
            ("order", tr_("customers", "New order"), "bag", ""),
            ("copy_phone", tr_("customers", "Copy the phone number"), "copy", ""),
            ("delete", tr_("customers", "Delete"), "trash", "Del"),
        ]
        for name, text, icon, key in entries:
            if name == "delete":
                menu.addSeparator()
            menu.add(text, partial(self.act.emit, name, record_id), icon, key=key)
        menu.popup(at)

    def set_margin(self, margin: int) -> None:
        self._full.setContentsMargins(margin, 0, margin, 0)
        theme.set_ground(self._full, "surface")
