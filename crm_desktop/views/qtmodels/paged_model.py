"""A table of any size: all ids in one array, rows fetched by id in pages when they are looked at."""

from __future__ import annotations

import logging
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from crm_desktop.core.i18n import render
from crm_desktop.core.jobs import JobContext
from crm_desktop.views.qtmodels.columns import Cell, Column
from crm_desktop.views.qtmodels.ticks import Chosen, Ticks

PAGE = 32
"""Rows that are read at once: a jump to another place costs so many or twice that, and no more."""
PAGES_KEPT = 50
FIRST = 3 * PAGE
"""Rows that are shown while the list is still sorted."""

CellRole = int(Qt.ItemDataRole.UserRole) + 1
IdRole = int(Qt.ItemDataRole.UserRole) + 2
RowRole = int(Qt.ItemDataRole.UserRole) + 3
CheckedRole = int(Qt.ItemDataRole.UserRole) + 4

_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

Index = QModelIndex | QPersistentModelIndex
RunJob = Callable[[Callable[[JobContext], "array[int]"], Callable[["array[int]"], None]], None]

log = logging.getLogger(__name__)


class RowSource(Protocol):
    """Where rows come from: the list service with a query bound to it."""

    def first(self, limit: int) -> Sequence[Any]:
        """The first rows at once."""
        ...

    def ids(self, ctx: JobContext | None = None) -> array[int]:
        """All ids in order."""
        ...

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        """The rows with those ids, in that order; rows that are gone are left out."""
        ...


class PagedModel(QAbstractTableModel):
    """Rows must have an ``id``. ``loaded`` is sent when the whole id list is there.

    Ticks are kept by id and so survive a refresh (:mod:`crm_desktop.views.qtmodels.ticks`).
    """

    loaded = Signal()
    checks_changed = Signal()

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._source: RowSource | None = None
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, Any]] = OrderedDict()
        self._token = 0
        self._complete = True
        self._ticks = Ticks()

    # Loading ----------------------------------------------------------------------------

    def load(self, source: RowSource, run: RunJob | None = None) -> None:
        """Show ``source``: its first rows at once, the rest when ``run`` brings the ids (at once without ``run``)."""
        self._token += 1
        token = self._token
        rows = list(source.first(FIRST))
        self._ticks.settle()
        self.beginResetModel()
        self._source = source
        self._pages.clear()
        self._ids = array("q", (row.id for row in rows))
        for start in range(0, len(rows), PAGE):
            self._pages[start // PAGE] = {row.id: row for row in rows[start : start + PAGE]}
        self._complete = len(rows) < FIRST
        self.endResetModel()
        if self._complete:
            self.loaded.emit()
            return

        def arrived(ids: array[int]) -> None:
            self._set_ids(token, ids)

        if run is None:
            arrived(source.ids(None))
        else:
            run(source.ids, arrived)

    def _set_ids(self, token: int, ids: array[int]) -> None:
        """Take the whole list; an answer to an older question is dropped."""
        if token != self._token:
            return
        self._ticks.settle()
        shown = len(self._ids)
        if len(ids) >= shown and ids[:shown] == self._ids:
            if len(ids) > shown:
                self.beginInsertRows(QModelIndex(), shown, len(ids) - 1)
                self._ids = ids
                self.endInsertRows()
        else:
            self.beginResetModel()
            self._ids = ids
            self._pages.clear()
            self.endResetModel()
        self._complete = True
        self.loaded.emit()

    def source(self) -> RowSource | None:
        return self._source

    def complete(self) -> bool:
        """Whether all ids are there."""
        return self._complete

    def refresh_rows(self, ids: Iterable[int]) -> None:
        """Read those rows again where they are shown, without a reset."""
        wanted = set(ids)
        for number, page in list(self._pages.items()):
            if wanted & page.keys():
                del self._pages[number]
                first, last = number * PAGE, min(len(self._ids), (number + 1) * PAGE) - 1
                if last >= first:
                    self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    # Rows -------------------------------------------------------------------------------

    def ids(self) -> array[int]:
        return self._ids

    def id_at(self, row: int) -> int | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, record_id: int) -> int:
        """The place of a record, -1 where it is not in the list."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return -1

    def row_at(self, row: int) -> Any | None:
        """The record shown in ``row``, fetched with its page; ``None`` where it is gone meanwhile."""
        record_id = self.id_at(row)
        if record_id is None or self._source is None:
            return None
        return self._page(row // PAGE).get(record_id)

    def _page(self, number: int) -> dict[int, Any]:
        found = self._pages.get(number)
        if found is None:
            wanted = self._ids[number * PAGE : (number + 1) * PAGE]
            found = {row.id: row for row in self._source.rows(wanted)} if self._source else {}
            self._pages[number] = found
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return found

    # Columns ----------------------------------------------------------------------------

    def columns(self) -> Sequence[Column]:
        return self._columns

    def set_columns(self, columns: Sequence[Column]) -> None:
        self.beginResetModel()
        self._columns = tuple(columns)
        self.endResetModel()

    def column_index(self, key: str) -> int:
        return next((at for at, column in enumerate(self._columns) if column.key == key), -1)

    def cell(self, row: int, column: int) -> Cell:
        """What is shown there; empty where the row is gone or can't be shown."""
        record = self.row_at(row)
        if record is None or not 0 <= column < len(self._columns):
            return Cell()
        made = self._columns[column].cell(record)
        return Cell(made) if isinstance(made, str) else made

    def shown(self, row: int, column: int) -> Cell:
        """:meth:`cell` for whoever paints: a row that can't be shown is logged once and left empty."""
        try:
            return self.cell(row, column)
        except Exception:
            self._leave_empty(row)
            return Cell()

    def _leave_empty(self, row: int) -> None:
        log.exception("row %d of a list can't be shown", row)
        record_id = self.id_at(row)
        if record_id is not None:
            self._pages.setdefault(row // PAGE, {}).pop(record_id, None)

    # Ticks ------------------------------------------------------------------------------

    def is_checked(self, row: int) -> bool:
        """Whether the record in ``row`` is ticked."""
        return 0 <= row < len(self._ids) and self._ticks.has(self._ids[row], row)

    def set_checked(self, record_id: int, on: bool) -> None:
        self._ticks.put(record_id, on)
        row = self.row_of(record_id)
        if row >= 0:
            self._show_ticks(row, row)
        self.checks_changed.emit()

    def check_rows(self, anchor: int, row: int) -> None:
        """Tick from ``anchor`` to ``row``, and untick what an earlier call with this anchor ticked beyond."""
        self._show_ticks(*self._ticks.span(self._ids, anchor, row))
        self.checks_changed.emit()

    def check_all(self, on: bool) -> None:
        """Tick or untick everything the query finds, however many rows that are."""
        self._ticks.put_all(on)
        if self._ids:
            self._show_ticks(0, len(self._ids) - 1)
        self.checks_changed.emit()

    def _show_ticks(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1), [CheckedRole])

    def all_checked(self) -> bool:
        """True where every row of the query is ticked."""
        return self.checked_count() == len(self._ids) > 0

    def checked_count(self) -> int:
        return self._ticks.count(len(self._ids))

    def chosen(self) -> Chosen:
        """What is ticked, without listing it."""
        return self._ticks.chosen()

    def checked_ids(self) -> array[int]:
        """The ticked ids in the order of the list; for a large list rather :meth:`chosen` in a job."""
        return self._ticks.chosen().of(self._ids) if self._ticks.any() else array("q")

    def forget_checks_of_missing(self) -> None:
        """After a delete or another query: ticks only on what the list still holds."""
        if self._ticks.keep_only(self._ids):
            self.checks_changed.emit()

    # Qt ---------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return render(column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right_aligned() else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """Never raises: a row that can't be shown is logged once and left empty."""
        if not index.isValid():
            return None
        try:
            return self._data(index.row(), index.column(), role)
        except Exception:
            self._leave_empty(index.row())
            return Cell() if role == CellRole else None

    def _data(self, row: int, column: int, role: int) -> Any:
        if role == CellRole:
            return self.cell(row, column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            cell = self.cell(row, column)
            return cell.text or " ".join(cell.pills)
        if role == IdRole:
            return self.id_at(row)
        if role == RowRole:
            return self.row_at(row)
        if role == CheckedRole:
            return self.is_checked(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and self._columns[column].right_aligned():
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags
