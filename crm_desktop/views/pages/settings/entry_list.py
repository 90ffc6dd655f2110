"""A list of entries in the settings: changed, put into order and taken out by the buttons under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets.button import Button, icon_button


class EntryList(QWidget):
    """``name`` begins the names of its parts: ``<name>_list``, ``<name>_change``, ``<name>_up`` …

    ``least`` entries always remain. The words on the buttons are *Change* and *Delete* unless given.
    """

    change = Signal(object)
    """Key of the entry."""
    moved = Signal(int, int)
    """Its row, and the row where it should stand."""
    removed = Signal(object)
    chosen = Signal()

    def __init__(self, name: str, title: str, *, change: str = "", remove: str = "", least: int = 0) -> None:
        super().__init__()
        self._least = least
        self.list = TwoLineList(f"{name}_list", self)
        self.list.setAccessibleName(title)
        self.list.opened.connect(self.change)
        self.list.chosen.connect(self._judge)
        self._change = Button(change or tr_("settings", "Change"), "plain", "pencil")
        self._up = icon_button("arrow-up", tr_("settings", "Up"), small=False)
        self._down = icon_button("arrow-down", tr_("settings", "Down"), small=False)
        self._remove = Button(remove or tr_("settings", "Delete"), "plain", "" if remove else "trash")
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        for part, button, act in (
            ("change", self._change, self._ask_change),
            ("up", self._up, self._move_up),
            ("down", self._down, self._move_down),
            ("remove", self._remove, self._ask_remove),
        ):
            button.setObjectName(f"{name}_{part}")
            button.clicked.connect(act)
            self._row.addWidget(button)
        self._row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.list)
        box.addLayout(self._row)

    def add_button(self, button: QAbstractButton) -> None:
        """One more after the others, for the chosen entry."""
        self._row.insertWidget(self._row.count() - 1, button)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace what is listed; the chosen entry stays chosen."""
        self.list.set_rows(rows)
        self.list.fit_room()
        self._judge()

    def key(self) -> Any:
        return self.list.key()

    def choose(self, key: Any) -> None:
        self.list.choose(key)

    @Slot()
    def _judge(self) -> None:
        row, count = self.list.currentRow(), self.list.count()
        self._change.setEnabled(row >= 0)
        self._remove.setEnabled(row >= 0 and count > self._least)
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < count - 1)
        self.chosen.emit()

    @Slot()
    def _ask_change(self) -> None:
        if self.key() is not None:
            self.change.emit(self.key())

    @Slot()
    def _ask_remove(self) -> None:
        if self.key() is not None and self.list.count() > self._least:
            self.removed.emit(self.key())

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            self.moved.emit(row, row + step)
