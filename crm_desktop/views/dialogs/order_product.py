"""The field of a line's product: finds by name, number, pinyin and initials, as the search does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, QTimer, Slot
from PySide6.QtWidgets import QCompleter, QWidget

from crm_desktop.services.products import Product
from crm_desktop.views.widgets.editors import TextEditor


class ProductEditor(TextEditor):
    """``find(text)`` gives the products for what was typed; any other name may stand here too.

    Where the letters are no part of the name (pinyin, a number) the first find is chosen, so that Enter takes it.
    """

    def __init__(self, parent: QWidget | None = None, *, find: Callable[[str], Sequence[Product]]) -> None:
        super().__init__(parent)
        self._find = find
        self._names = QStringListModel(self)
        self._list = QCompleter(self._names, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(self._list)
        self.textEdited.connect(self._typed)

    def offered(self) -> list[str]:
        """What stands in the list at the moment."""
        return self._names.stringList()

    def _typed(self, text: str) -> None:
        wanted = text.strip()
        self._names.setStringList([product.name for product in self._find(wanted)] if wanted else [])
        QTimer.singleShot(0, self, self._choose_first)

    @Slot()
    def _choose_first(self) -> None:
        names, popup = self.offered(), self._list.popup()
        typed = self.value().casefold()
        if names and popup is not None and popup.isVisible() and not any(typed in name.casefold() for name in names):
            popup.setCurrentIndex(self._list.completionModel().index(0, 0))
