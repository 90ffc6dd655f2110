"""How long the details of changes are kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from crm_desktop.core.i18n import tr_

MONTH, YEAR = 30, 365
CHOICES = (6 * MONTH, YEAR, 2 * YEAR, 5 * YEAR, 10 * YEAR, 0)
"""Days; 0 keeps everything."""


class KeepingChoice(QComboBox):
    """Named ``keep_history``; calls ``save(days)`` when the person chooses."""

    def __init__(self, days: int, save: Callable[[int], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._save = save
        self.setObjectName("keep_history")
        for value in CHOICES if days in CHOICES else (*CHOICES, days):
            self.addItem(words(value), value)
        self.show_days(days)
        self.activated.connect(self._chosen)

    def show_days(self, days: int) -> None:
        """Show what is set."""
        if self.findData(days) < 0:
            self.addItem(words(days), days)
        self.setCurrentIndex(self.findData(days))

    @Slot(int)
    def _chosen(self, index: int) -> None:
        self._save(int(self.itemData(index)))


def words(days: int) -> str:
    """``2 years``, ``6 months``, ``everything``."""
    if days <= 0:
        return tr_("keeping", "Always")
    if days == YEAR:
        return tr_("keeping", "1 year")
    if days % YEAR == 0:
        return tr_("keeping", "{n} years", n=days // YEAR)
    if days % MONTH == 0:
        return tr_("keeping", "{n} months", n=days // MONTH)
    return tr_("keeping", "{n} days", n=days)
