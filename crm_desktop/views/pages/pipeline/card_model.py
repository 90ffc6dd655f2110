"""The cards of one column, fifty at a time; during a drag also the gap that a card left and the slot it would take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.services.deals import Card

PAGE = 50
CARD = Qt.ItemDataRole.UserRole
GAP: Final = "gap"
SLOT: Final = "slot"

Index = QModelIndex | QPersistentModelIndex
Row = Card | str


class CardModel(QAbstractListModel):
    """``load(offset, limit)`` gives cards, ``describe(card)`` what a screen reader says of one."""

    def __init__(
        self, load: Callable[[int, int], list[Card]], describe: Callable[[Card], str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._load = load
        self._describe = describe
        self._rows: list[Row] = []
        self._all = True

    def reload(self) -> None:
        """Read again as many cards as are loaded, one page at least."""
        self.beginResetModel()
        wanted = max(PAGE, -(-len(self.cards()) // PAGE) * PAGE)
        found = self._load(0, wanted)
        self._rows = list(found)
        self._all = len(found) < wanted
        self.endResetModel()

    def cards(self) -> list[Card]:
        """What is loaded, without gap and slot."""
        return [row for row in self._rows if isinstance(row, Card)]

    def without_slot(self) -> list[Row]:
        """The rows as they stand, the gap among them, without the slot."""
        return [row for row in self._rows if row != SLOT]

    def card_at(self, row: int) -> Card | None:
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Card) else None

    def row_of(self, deal_id: int) -> int:
        """Its row, -1 where it is not loaded."""
        return next((at for at, row in enumerate(self._rows) if isinstance(row, Card) and row.id == deal_id), -1)

    # During a drag --------------------------------------------------------------------

    def lift(self, row: int) -> None:
        """Leave a gap where the card was."""
        self._rows[row] = GAP
        self.dataChanged.emit(self.index(row), self.index(row))

    def put_back(self, row: int, card: Card) -> None:
        """Fill the gap again."""
        if row < len(self._rows) and self._rows[row] == GAP:
            self._rows[row] = card
            self.dataChanged.emit(self.index(row), self.index(row))

    def slot(self) -> int:
        """The row of the slot, -1 without one."""
        return self._rows.index(SLOT) if SLOT in self._rows else -1

    def set_slot(self, row: int) -> None:
        """Show the slot at ``row``, counted without it; -1 takes it away."""
        now = self.slot()
        if now == row:
            return
        if now >= 0:
            self.beginRemoveRows(QModelIndex(), now, now)
            del self._rows[now]
            self.endRemoveRows()
        if row >= 0:
            row = min(row, len(self._rows))
            self.beginInsertRows(QModelIndex(), row, row)
            self._rows.insert(row, SLOT)
            self.endInsertRows()

    def around_slot(self) -> tuple[int | None, int | None]:
        """Ids of the cards right above and right below the slot; the gap does not count."""
        at = self.slot()
        above = next((row.id for row in reversed(self._rows[:at]) if isinstance(row, Card)), None)
        below = next((row.id for row in self._rows[at + 1 :] if isinstance(row, Card)), None)
        return above, below

    # Qt -------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        found = self._rows[index.row()]
        if role == CARD:
            return found
        if not isinstance(found, Card):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return found.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._describe(found)
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not self._all and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        found = self._load(sum(row != SLOT for row in self._rows), PAGE)
        self._all = len(found) < PAGE
        if found:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(found) - 1)
            self._rows.extend(found)
            self.endInsertRows()
