"""The rows of a timeline, read a page at a time as one scrolls down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from crm_desktop.services.activities import TimelineEntry
from crm_desktop.views.pages.customers.timeline_items import Item, day_items

ITEM = Qt.ItemDataRole.UserRole + 1
PAGE = 40
"""Entries read at once."""

Index = QModelIndex | QPersistentModelIndex
Read = Callable[[TimelineEntry | None, int], Sequence[Item]]
"""``(after the entry, how many) -> items`` of entries, newest first."""


class TimelineModel(QAbstractListModel):
    """:meth:`start` begins anew; ``canFetchMore`` while there is something older."""

    def __init__(self, today: Callable[[], date], parent: Any = None) -> None:
        super().__init__(parent)
        self._today = today
        self._read: Read | None = None
        self._items: list[Item] = []
        self._more = False

    def start(self, read: Read, count: int = PAGE) -> None:
        """Read the first ``count`` entries by ``read``."""
        self.beginResetModel()
        self._read, self._items = read, []
        found = list(read(None, count + 1))
        self._more = len(found) > count
        self._items = day_items(found[:count], None, self._today())
        self.endResetModel()

    def entries(self) -> int:
        """How many entries are there by now."""
        return sum(1 for item in self._items if item.entry is not None)

    def item(self, row: int) -> Item:
        return self._items[row]

    def row_of(self, kind: str, record_id: int) -> int:
        """The row of an entry, -1 where it is not there (yet)."""
        for row, item in enumerate(self._items):
            if item.entry is not None and (item.entry.kind, item.entry.id) == (kind, record_id):
                return row
        return -1

    # Qt's side ------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._items)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more

    def fetchMore(self, parent: Index) -> None:
        """The next page."""
        if not self._more or self._read is None or parent.isValid():
            return
        last = self._items[-1]
        found = list(self._read(last.entry, PAGE + 1))
        self._more = len(found) > PAGE
        added = day_items(found[:PAGE], last.day, self._today())
        if not added:
            return
        at = len(self._items)
        self.beginInsertRows(QModelIndex(), at, at + len(added) - 1)
        self._items += added
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._items):
            return None
        if role == ITEM:
            return self._items[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._items[index.row()].words()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._items[index.row()].entry is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
