"""The field a column goes to: a list to choose from, and a text in which one can search."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyledItemDelegate, QWidget

from crm_desktop.core.text import fold, pinyin_full, pinyin_initials
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.editors.suggestions import Suggestions

_MOST_SHOWN = 14
_FOUND_BY = Qt.ItemDataRole.UserRole + 1


@lru_cache(maxsize=512)
def _found_by(text: str, key: str) -> str:
    """What a field is found by: what it is called, in pinyin too, and its name in files for scripts."""
    return " ".join(filter(None, (fold(text), pinyin_full(text), pinyin_initials(text), key)))


class _Fields(Suggestions):
    """The fields that fit what is typed."""

    def __init__(self, combo: QComboBox, line: QLineEdit) -> None:
        super().__init__(combo.model(), line, around=combo)
        self.setCompletionRole(_FOUND_BY)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What comes into the line when one is chosen."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class TargetCombo(QComboBox):
    """Type a part of a name, or its pinyin, to find it; what is no name goes back to what was chosen, and so does
    everything by Esc.
    """

    def __init__(self, entries: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setFixedHeight(measures.CONTROL)
        self._line = QLineEdit(self)
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(_MOST_SHOWN)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        for key, text in entries:
            self.add(key, text)
        self.setCompleter(None)  # type: ignore[arg-type]  # made where it is needed first: a file may have many columns
        self._fields: _Fields | None = None
        self._line.editingFinished.connect(self._settle)

    def add(self, key: str, text: str) -> None:
        """One more field to choose."""
        self.addItem(text, key)
        self.setItemData(self.count() - 1, _found_by(text, key), _FOUND_BY)

    def target(self) -> str:
        return str(self.currentData() or "")

    def set_target(self, key: str) -> None:
        self.setCurrentIndex(max(0, self.findData(key)))

    @Slot()
    def _settle(self) -> None:
        """A typed part that fits one entry chooses it; anything else is forgotten."""
        text = self._line.text().strip().casefold()
        if text == self.itemText(self.currentIndex()).casefold():
            return
        exact = [at for at in range(self.count()) if self.itemText(at).casefold() == text]
        fitting = exact or [at for at in range(self.count()) if text and text in self.itemData(at, _FOUND_BY)]
        if len(fitting) == 1 or exact:
            self.setCurrentIndex(fitting[0])
        self._line.setText(self.itemText(self.currentIndex()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The whole text is marked when the field is entered by a key, so that typing searches at once."""
        if self._fields is None:
            self._fields = _Fields(self, self._line)
            self.setCompleter(self._fields)
        super().focusInEvent(event)
        self._line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up a search; the combo box hears the keys, not the line in it."""
        chosen = self.itemText(self.currentIndex())
        if event.key() == Qt.Key.Key_Escape and self._line.text() != chosen:
            self._line.setText(chosen)
            self._line.selectAll()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the list of columns; it must not change one by accident."""
        event.ignore()
