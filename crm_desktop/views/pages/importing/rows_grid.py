"""The rows that can't be imported as they are: wrong cells coloured, every cell can be corrected in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.core.i18n import render, tr_
from crm_desktop.services.importing.model import RowError
from crm_desktop.views import theme

Index = QModelIndex | QPersistentModelIndex

WRONG_ROLE = Qt.ItemDataRole.UserRole + 2
EDITED_ROLE = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of the file by its number, its cells, and what is wrong in which column (-1 for the row as a whole)."""

    number: int
    cells: Sequence[str]
    wrong: Mapping[int, RowError]

    def reason(self) -> str:
        return "; ".join(dict.fromkeys(render(error.reason) for error in self.wrong.values()))


class RowsGrid(QAbstractTableModel):
    """The columns are the row's number, the ``shown`` columns of the file, and what is wrong.

    ``edited`` is ``(row, column of the file, old text, new text)``.
    """

    edited = Signal(int, int, str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[GridRow] = []
        self._heads: list[str] = []
        self._shown: list[int] = []
        self._edits: Mapping[tuple[int, int], str] = {}

    def fill(
        self, rows: list[GridRow], headers: Sequence[str], shown: list[int], edits: Mapping[tuple[int, int], str]
    ) -> None:
        self.beginResetModel()
        self._rows, self._shown, self._edits = rows, shown, edits
        names = [headers[column] if column < len(headers) else "" for column in shown]
        self._heads = [tr_("wizard", "Row"), *names, tr_("wizard", "What is wrong")]
        self.endResetModel()

    def row(self, at: int) -> GridRow | None:
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def file_column(self, section: int) -> int:
        """The column of the file behind a column of the grid; -1 for the others."""
        return self._shown[section - 1] if 1 <= section <= len(self._shown) else -1

    def section_of(self, column: int) -> int:
        """Where a column of the file stands; 0 where it is not shown."""
        return self._shown.index(column) + 1 if column in self._shown else 0

    def text(self, row: GridRow, column: int) -> str:
        stored = row.cells[column] if column < len(row.cells) else ""
        return self._edits.get((row.number, column), stored)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self._heads):
            if role == Qt.ItemDataRole.DisplayRole:
                return self._heads[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if section == 0 else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        row, section = self._rows[index.row()], index.column()
        column = self.file_column(section)
        error = row.wrong.get(column) if column >= 0 else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, section, column, bool(error), role)
        if role == Qt.ItemDataRole.ToolTipRole:
            return render(error.reason) if error is not None else self._text(row, section, column, False, role) or None
        if role == WRONG_ROLE:
            return error is not None
        if role == EDITED_ROLE:
            return (row.number, column) in self._edits
        if role == Qt.ItemDataRole.TextAlignmentRole and section == 0:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DecorationRole and column < 0 < section:
            return theme.icon("alert-triangle", "bad", 14)
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.color("bad" if error is not None else "text_2" if column < 0 else "text")
        return None

    def _text(self, row: GridRow, section: int, column: int, wrong: bool, role: int) -> str:
        if section == 0:
            return str(row.number)
        if column < 0:
            return row.reason()
        text = self.text(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return text.replace("\n", " ") or (tr_("wizard", "(empty)") if wrong else "")
        return text

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.file_column(index.column()) >= 0 else flags

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        row, column = self._rows[index.row()], self.file_column(index.column())
        before = self.text(row, column)
        if column < 0 or str(value) == before:
            return False
        self.edited.emit(row.number, column, before, str(value))
        return True

    def refresh(self) -> None:
        """The texts that were typed have changed."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._heads) - 1))
