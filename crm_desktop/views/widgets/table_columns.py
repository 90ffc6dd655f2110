"""The widths and the order of a table's columns: fitted by the table until a person sizes or moves them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHeaderView

from crm_desktop.views.qtmodels.columns import Column

if TYPE_CHECKING:
    from crm_desktop.views.widgets.table_view import TableView

NARROWEST = 48
WIDEST = 900
_SEEN = 60
"""Rows that a double click on a column's edge looks at."""


class TableColumns(QObject):
    """Sizes the columns of ``table``. ``changed`` is sent when a person moved or sized one."""

    changed = Signal()

    def __init__(self, table: TableView) -> None:
        super().__init__(table)
        self._table = table
        self._own: dict[str, int] = {}
        self._settling = False
        self._header = table.head()
        self._header.setSectionsMovable(True)
        self._header.sectionResized.connect(self._resized)
        self._header.sectionMoved.connect(self._moved)
        self._header.sectionHandleDoubleClicked.connect(self._fit_to_content)
        self._header.dragged.connect(self._settle)

    def widths(self) -> dict[str, int]:
        """The widths that a person chose, by column."""
        return dict(self._own)

    def set_widths(self, widths: dict[str, int]) -> None:
        self._own = {key: max(NARROWEST, min(WIDEST, width)) for key, width in widths.items()}
        self.fit()

    def order(self) -> list[str]:
        """The columns as they stand, without those that have no field."""
        return [column.key for column in self._columns() if column.kind not in ("check", "actions")]

    def fit_anew(self) -> None:
        """After other columns came: the tick keeps its width and place, every other column can be dragged."""
        columns = self._columns()
        self._header.setFirstSectionMovable(not columns or columns[0].kind != "check")
        for at, column in enumerate(columns):
            fixed = column.kind == "check"
            mode = QHeaderView.ResizeMode.Fixed if fixed else QHeaderView.ResizeMode.Interactive
            self._header.setSectionResizeMode(at, mode)
        self.fit()

    def fit(self) -> None:
        """Give each column its width and share what is left over among those that stretch."""
        columns = self._columns()
        if not columns:
            return
        table = self._table
        base = [self._own.get(column.key, column.width) for column in columns]
        free = [column for column in columns if column.key not in self._own]
        room = table.viewport().width() - sum(base)
        shares = sum(column.stretch for column in free)
        gives = sum(column.width - column.narrowest() for column in free if column.width > NARROWEST)
        for at, column in enumerate(columns):
            extra = 0
            if column.key in self._own:
                pass
            elif room > 0 and shares:
                extra = room * column.stretch // shares
            elif room < 0 and column.width > NARROWEST and gives:
                # columns give way in proportion to what they can spare; then the table scrolls
                spare = column.width - column.narrowest()
                extra = -min(spare, round(-room * spare / gives) + 1)
            table.setColumnWidth(at, max(32, base[at] + extra))
        rest = table.viewport().width() - sum(table.columnWidth(at) for at in range(len(columns)))
        if 0 < rest < len(columns):
            table.setColumnWidth(len(columns) - 1, table.columnWidth(len(columns) - 1) + rest)
        table.laid_out.emit()

    def _columns(self) -> Sequence[Column]:
        return self._table.paged().columns() if self._table.model() is not None else ()

    def _resized(self, at: int, _old: int, new: int) -> None:
        if self._header.is_dragging():
            self._own[self._columns()[at].key] = max(NARROWEST, min(WIDEST, new))
            self._table.laid_out.emit()

    def _moved(self, _logical: int, _old: int, _new: int) -> None:
        """The model's columns take the order of the heads once the mouse is done with them."""
        if not self._settling:
            QTimer.singleShot(0, self, self._take_order)

    def _take_order(self) -> None:
        header, columns = self._header, self._columns()
        order = [header.logicalIndex(at) for at in range(header.count())]
        if order == sorted(order) or len(order) != len(columns):
            return
        fixed = [at for at in order if columns[at].kind == "check"]
        wanted = [columns[at] for at in (*fixed, *(at for at in order if at not in fixed))]
        self._settling = True
        for at in range(header.count()):
            header.moveSection(header.visualIndex(at), at)
        self._settling = False
        self._table.paged().set_columns(wanted)
        self.changed.emit()

    def _settle(self) -> None:
        self.changed.emit()

    def _fit_to_content(self, at: int) -> None:
        """As wide as what is seen of the column needs."""
        table, column = self._table, self._columns()[at]
        if column.kind == "check":
            return
        first = max(0, table.rowAt(0))
        rows = range(first, min(table.paged().rowCount(), first + _SEEN))
        wide = max([table.cell_width(row, at) for row in rows], default=0)
        wide = max(wide, self._header.title_width(at))
        self._own[column.key] = max(NARROWEST, min(WIDEST, wide))
        self.fit()
        self.changed.emit()
