"""A customer's story, newest first: narrowed by kind and by words, read on as one scrolls, changed in its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from crm_desktop.core.i18n import render, tr_
from crm_desktop.core.settings import CURRENCY
from crm_desktop.services.activities import TimelineEntry
from crm_desktop.services.context import Services
from crm_desktop.services.orders_model import Order
from crm_desktop.views import theme
from crm_desktop.views.pages.customers.timeline_items import FILTERS, Filter, Item, change_entries, entry_item
from crm_desktop.views.pages.customers.timeline_model import PAGE, TimelineModel
from crm_desktop.views.pages.customers.timeline_paint import TimelineDelegate, action_rects, can_edit, entry_rect
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.menu import Menu
from crm_desktop.views.widgets.search_field import SearchField


class TimelineList(QTableView):
    """Enter or a click opens an order, deal or follow-up and edits what was written by hand; Delete takes that away.

    A table of one column: it takes each row's height once, so that reading on costs the new rows only, where a list
    would lay out thousands anew.
    """

    opened = Signal(str, object)
    edit_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, model: TimelineModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self._rows = model
        self._delegate = TimelineDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover, True)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        model.modelReset.connect(self._size_all)
        model.rowsInserted.connect(self._size_new)
        theme.signals.changed.connect(self._size_all)

    def resizeEvent(self, event: QResizeEvent) -> None:
        changed = self._delegate.set_width(self.viewport().width())
        super().resizeEvent(event)
        if changed:
            self._size_all()

    def _size_all(self) -> None:
        self._size(0, self._rows.rowCount())

    def _size_new(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._size(first, last + 1)

    def _size(self, first: int, end: int) -> None:
        """Give rows their heights, all of them before anything is laid out."""
        header = self.verticalHeader()
        header.setUpdatesEnabled(False)
        header.blockSignals(True)
        for row in range(first, end):
            header.resizeSection(row, self._delegate.height(self._rows.item(row)))
        header.blockSignals(False)
        header.setUpdatesEnabled(True)
        self.updateGeometries()
        self.viewport().update()

    def go_to(self, value: int) -> None:
        """Scroll to a place of before."""
        self.updateGeometries()
        self.verticalScrollBar().setValue(value)

    def _scrolled(self, value: int) -> None:
        """Older entries are read before the end is reached."""
        bar = self.verticalScrollBar()
        if value > bar.maximum() - 2 * self.viewport().height() and self._rows.canFetchMore(QModelIndex()):
            QTimer.singleShot(0, self, self._read_on)

    def _read_on(self) -> None:
        self._rows.fetchMore(QModelIndex())

    def item(self) -> Item | None:
        """The entry that is chosen."""
        index = self.currentIndex()
        found = self._rows.item(index.row()) if index.isValid() else None
        return found if found is not None and found.entry is not None else None

    def act(self, item: Item) -> None:
        """What a click or Enter does."""
        if item.entry is None:
            return
        if can_edit(item):
            self.edit_wanted.emit(item.entry.id)
        elif item.entry.kind != "change":
            self.opened.emit(item.entry.kind, item.entry.id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        item = self._rows.item(index.row())
        if item.entry is None:
            return
        if not can_edit(item):
            self.act(item)
            return
        pencil, trash = action_rects(entry_rect(self.visualRect(index)))
        if pencil.contains(event.position().toPoint()):
            self.edit_wanted.emit(item.entry.id)
        elif trash.contains(event.position().toPoint()):
            self.delete_wanted.emit(item.entry.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        item = self.item()
        if item is not None and can_edit(item):
            self.act(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.item()
        keys = Qt.Key
        if item is not None and event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_F2):
            self.act(item)
        elif item is not None and item.entry is not None and event.key() == keys.Key_Delete and can_edit(item):
            self.delete_wanted.emit(item.entry.id)
        elif item is not None and event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(item.words())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount() > 1:
            self.setCurrentIndex(self._rows.index(1))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at: QPoint = event.pos()
        index = self.indexAt(at) if event.reason() == event.Reason.Mouse else self.currentIndex()
        item = self._rows.item(index.row()) if index.isValid() else None
        if item is None or item.entry is None:
            return
        menu = Menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if can_edit(item):
            menu.add(tr_("timeline", "Change"), partial(self.edit_wanted.emit, item.entry.id), "pencil", key="F2")
        elif item.entry.kind != "change":
            menu.add(tr_("timeline", "Open"), partial(self.act, item), "external")
        menu.add(tr_("timeline", "Copy"), partial(QGuiApplication.clipboard().setText, item.words()), "copy")
        if can_edit(item):
            menu.add(tr_("timeline", "Delete"), partial(self.delete_wanted.emit, item.entry.id), "trash", key="Del")
        menu.popup(event.globalPos())


class Timeline(QWidget):
    """``show_customer(id)`` reads the newest entries; ``refresh()`` reads again what is shown."""

    opened = Signal(str, object)
    edit_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._customer_id = 0
        self._filter: Filter = FILTERS[0]
        self._text = ""
        self._known: dict[tuple[str, int], Item] = {}
        self.kind = Button("", "quiet", small=True, menu_arrow=True)
        self.kind.setObjectName("timeline_kind")
        self.kind.clicked.connect(self._choose_kind)
        self.words = SearchField("")
        self.words.setObjectName("timeline_find")
        self.words.setFixedSize(200, measures.CONTROL_ROW)
        self.words.search.connect(self._search)
        self.model = TimelineModel(services.clock.today, self)
        self.list = TimelineList(self.model, self)
        for signal, out in (
            (self.list.opened, self.opened),
            (self.list.edit_wanted, self.edit_wanted),
            (self.list.delete_wanted, self.delete_wanted),
        ):
            signal.connect(out)
        self._nothing = label("", "body", "2")
        self._nothing.setObjectName("timeline_nothing")
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(0, 16, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.kind)
        row.addStretch(1)
        row.addWidget(self.words)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        box.addSpacing(measures.GAP_XS)
        box.addWidget(self._nothing)
        box.addWidget(self.list, 1)
        box.addStretch(0)
        self.retranslate()

    def retranslate(self) -> None:
        self.words.set_placeholder(tr_("timeline", "Find in the timeline"))
        self.list.setAccessibleName(tr_("timeline", "Timeline"))
        self._show_kind()

    def _show_kind(self) -> None:
        self.kind.setText(render(self._filter.label))
        self.kind.setAccessibleName(tr_("timeline", "Shown: {kind}", kind=render(self._filter.label)))
        self.kind.set_icon(self._filter.icon)

    # What is shown --------------------------------------------------------------------

    def show_customer(self, customer_id: int) -> None:
        """Another customer: everything, from the newest on."""
        self._customer_id, self._filter, self._text = customer_id, FILTERS[0], ""
        self._known.clear()
        self.words.blockSignals(True)
        self.words.clear_now()
        self.words.blockSignals(False)
        self._show_kind()
        self.model.start(self._read)
        self._judge()
        self.list.scrollToTop()

    def refresh(self) -> None:
        """Something changed: read it again, the place in the list stays."""
        value = self.list.verticalScrollBar().value()
        item = self.list.item()
        self.model.start(self._read, max(PAGE, self.model.entries()))
        self._judge()
        if value:
            self.list.go_to(value)
        if item is not None and item.entry is not None:
            row = self.model.row_of(item.entry.kind, item.entry.id)
            if row >= 0:
                self.list.selectionModel().setCurrentIndex(
                    self.model.index(row), self.list.selectionModel().SelectionFlag.NoUpdate
                )

    def show_kind(self, key: str) -> None:
        """Narrow it to one of :data:`FILTERS`."""
        self._filter = next(one for one in FILTERS if one.key == key)
        self._show_kind()
        self._again()

    def _search(self, text: str) -> None:
        self._text = text.strip()
        self._again()

    def _again(self) -> None:
        self.model.start(self._read)
        self._judge()
        self.list.scrollToTop()

    def _judge(self) -> None:
        """Say in words why nothing is there."""
        empty = self.model.rowCount() == 0
        if self._text:
            text = tr_("timeline", "“{text}” stands nowhere here.", text=self._text)
        elif self._filter.key != "all":
            text = tr_("timeline", "Nothing of this kind yet.")
        else:
            text = tr_("customers", "Nothing has been noted yet. The first call or visit goes into the field above.")
        self._nothing.setText(text)
        self._nothing.setVisible(empty)
        self.list.setVisible(not empty)

    def _read(self, before: TimelineEntry | None, count: int) -> Sequence[Item]:
        services, chosen = self._services, self._filter
        currency = services.settings.get(CURRENCY)
        if chosen.key == "change":
            found = change_entries(services, self._customer_id, self._text)
            older = [one for one in found if before is None or one.id < before.id]
            return [entry_item(entry, None, currency) for entry in older[:count]]
        entries = services.activities.timeline(
            self._customer_id, kinds=chosen.kinds, types=chosen.types, text=self._text, limit=count, before=before
        )
        ids = [entry.id for entry in entries if entry.kind == "order"]
        orders = {order.id: order for order in services.orders.many(ids)} if ids else {}
        return [self._item(entry, orders.get(entry.id) if entry.kind == "order" else None, currency)
                for entry in entries]  # fmt: skip

    def _item(self, entry: TimelineEntry, order: Order | None, currency: str) -> Item:
        """In words; an entry that reads as before keeps its item, which has been measured already."""
        made = entry_item(entry, order, currency)
        key = (entry.kind, entry.id)
        if self._known.get(key) != made:
            self._known[key] = made
        return self._known[key]

    def _choose_kind(self) -> None:
        menu = Menu(self)
        for one in FILTERS:
            menu.add(render(one.label), partial(self.show_kind, one.key), one.icon, checked=one is self._filter)
        menu.show_under(self.kind)
