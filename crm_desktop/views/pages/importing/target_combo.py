"""The field a column goes to: a list to choose from, and a text in which one can search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QStyledItemDelegate, QWidget

from crm_desktop.views.theme import measures

_MOST_SHOWN = 14


class TargetCombo(QComboBox):
    """Type a part of a name to find it; what is no name goes back to what was chosen."""

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
            self.addItem(text, key)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self._line.editingFinished.connect(self._settle)
        self._line.installEventFilter(self)

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
        fitting = exact or [at for at in range(self.count()) if text and text in self.itemText(at).casefold()]
        if len(fitting) == 1 or exact:
            self.setCurrentIndex(fitting[0])
        self._line.setText(self.itemText(self.currentIndex()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The whole text is marked when the field is entered, so that typing searches at once."""
        if watched is self._line and event.type() == QEvent.Type.FocusIn:
            self._line.selectAll()
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the list of columns; it must not change one by accident."""
        event.ignore()
