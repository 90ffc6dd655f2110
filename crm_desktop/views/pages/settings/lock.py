"""After how long without work the window is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.views import prefs
from crm_desktop.views.idle_lock import CHOICES
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext


class LockChoice(QWidget):
    """A line of words with the choice at its right, named ``lock_minutes``, and a button that locks at once."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__()
        self._ctx = ctx
        self._choice = QComboBox()
        self._choice.setObjectName("lock_minutes")
        self._choice.setAccessibleName(self.tr("Lock the window when nobody works"))
        for minutes in CHOICES:
            never = self.tr("Never")
            self._choice.addItem(self.tr("After {n} minutes").format(n=minutes) if minutes else never, minutes)
        self._choice.setCurrentIndex(max(self._choice.findData(ctx.prefs.get(prefs.LOCK_MINUTES)), 0))
        self._choice.activated.connect(self._chosen)
        now = Button(self.tr("Lock now"), "plain", "key", small=True)
        now.setObjectName("lock_now")
        now.clicked.connect(self._lock)
        hint = label(self.tr("Everything is hidden until the passphrase is typed; what runs goes on."), "small")
        hint.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self.tr("Lock the window when nobody works"), "strong"))
        words.addWidget(hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self._choice)
        row.addWidget(now)

    @Slot(int)
    def _chosen(self, index: int) -> None:
        self._ctx.prefs.set(prefs.LOCK_MINUTES, int(self._choice.itemData(index)))

    @Slot()
    def _lock(self) -> None:
        self._ctx.command("lock")
