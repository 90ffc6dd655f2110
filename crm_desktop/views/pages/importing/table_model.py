"""Small tables of texts: the first rows of a file, and what stands behind the figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from crm_desktop.views import theme
from crm_desktop.views.theme import measures

Index = QModelIndex | QPersistentModelIndex


class TextTable(QAbstractTableModel):
    """Rows of texts; rows and columns may be set bold, columns of numbers stand at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heads: list[str] = []
        self._rows: Sequence[Sequence[str]] = ()
        self._strong: Callable[[int], bool] = _never
        self.right: frozenset[int] = frozenset()
        self.strong_columns: frozenset[int] = frozenset()

    def fill(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], strong: Callable[[int], bool] | None = None
    ) -> None:
        self.beginResetModel()
        self._heads, self._rows, self._strong = list(heads), rows, strong or _never
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self._heads):
            if role == Qt.ItemDataRole.DisplayRole:
                return self._heads[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._aligned(section)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        row, column = index.row(), index.column()
        cells = self._rows[row]
        text = cells[column] if column < len(cells) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return text.replace("\n", " ")
        if role in (Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return text or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._aligned(column)
        if role == Qt.ItemDataRole.FontRole and (column in self.strong_columns or self._strong(row)):
            return QFont(theme.font("strong"))
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.color("text_2" if column in self.right else "text")
        return None

    def _aligned(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self.right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def _never(_row: int) -> bool:
    return False


ON_A_DIALOG = (
    "QTableView, QListView, QHeaderView, QHeaderView::section, QTableCornerButton::section { background: transparent; }"
    "QTableView::item { padding: 0 5px; }"
)
"""Lists lie on the dialog's own ground, not on a box of their own. A cell's words stand under those of its head: Qt
adds 3 pixels to the padding of a cell."""


class LinedDelegate(QStyledItemDelegate):
    """A hairline under every row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        painter.setPen(theme.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


def plain_table(name: str, model: QAbstractTableModel, parent: QWidget) -> QTableView:
    """A quiet table in the style of the lists."""
    table = QTableView(parent)
    table.setObjectName(name)
    table.setModel(model)
    table.setStyleSheet(ON_A_DIALOG)
    table.setItemDelegate(LinedDelegate(table))
    table.setShowGrid(False)
    table.setFrameShape(QTableView.Shape.NoFrame)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(measures.ROW_COMPACT + 4)
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    table.horizontalHeader().setStretchLastSection(True)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    return table
