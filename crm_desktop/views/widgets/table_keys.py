"""What keys do in a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from crm_desktop.core.i18n import N_
from crm_desktop.views.key_spec import KeySpec

if TYPE_CHECKING:
    from crm_desktop.views.widgets.data_table import DataTable

KEYS = (
    KeySpec(N_("keys", "Row by row"), ("Up", "Down", "J", "K")),
    KeySpec(N_("keys", "Page by page, to the first and the last row"), ("PgUp", "PgDown", "Home", "End")),
    KeySpec(N_("keys", "Open"), ("Return",)),
    KeySpec(N_("keys", "Tick"), ("Space",)),
    KeySpec(N_("keys", "Tick several"), ("Shift+Up", "Shift+Down")),
    KeySpec(N_("keys", "Tick all"), ("Ctrl+A",)),
    KeySpec(N_("keys", "From cell to cell"), ("Left", "Right")),
    KeySpec(N_("keys", "Change a cell"), ("F2",)),
    KeySpec(N_("keys", "Copy the rows"), ("Ctrl+C",)),
    KeySpec(N_("keys", "A new one like this one"), ("Ctrl+D",)),
    KeySpec(N_("keys", "Delete"), ("Del",)),
    KeySpec(N_("keys", "The menu of the row"), ("Shift+F10",)),
)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


def pressed(table: DataTable, event: QKeyEvent) -> bool:
    """Do what the key means; False where it means nothing here."""
    if _commanded(table, event) or _moved(table, event):
        event.accept()
        return True
    return False


def open_menu(table: DataTable) -> None:
    """The menu of the current row, at the row."""
    record_id = table.current_id()
    if record_id is not None:
        at = table.visualRect(table.currentIndex()).bottomLeft()
        table.menu_wanted.emit(record_id, table.viewport().mapToGlobal(at))


def _commanded(table: DataTable, event: QKeyEvent) -> bool:
    key, keys, record_id = Qt.Key(event.key()), event.modifiers(), table.current_id()
    if event.matches(QKeySequence.StandardKey.Copy):
        table.copy_rows()
    elif event.matches(QKeySequence.StandardKey.SelectAll):
        table.paged().check_all(True)
    elif key == Qt.Key.Key_Delete and not keys & (_SHIFT | _CTRL):
        table.delete_wanted.emit()
    elif key == Qt.Key.Key_Escape:
        return _left(table)
    elif record_id is None:
        return False
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        table.opened.emit(record_id)
    elif key == Qt.Key.Key_F2:
        table.edit_current()
    elif key == Qt.Key.Key_D and keys & _CTRL:
        table.duplicate_wanted.emit(record_id)
    elif key == Qt.Key.Key_Space:
        table.toggle(table.currentIndex().row())
    elif key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and keys & _SHIFT):
        open_menu(table)
    else:
        return False
    return True


def _left(table: DataTable) -> bool:
    """Esc goes back by one step: from the cells to the row, then the ticks go."""
    if table.in_cells():
        table.go_into_cells(False)
    elif table.paged().checked_count():
        table.paged().check_all(False)
    else:
        return False
    return True


def _moved(table: DataTable, event: QKeyEvent) -> bool:
    key, keys = Qt.Key(event.key()), event.modifiers()
    if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not keys & (_SHIFT | _CTRL):
        return _sideways(table, 1 if key == Qt.Key.Key_Right else -1)
    row, last = table.currentIndex().row(), table.paged().rowCount() - 1
    page = max(1, table.viewport().height() // table.verticalHeader().defaultSectionSize() - 1)
    plain = not keys & (_CTRL | Qt.KeyboardModifier.AltModifier)
    ways: dict[Qt.Key, Callable[[], int]] = {
        Qt.Key.Key_Up: lambda: row - 1,
        Qt.Key.Key_Down: lambda: row + 1,
        Qt.Key.Key_PageUp: lambda: row - page,
        Qt.Key.Key_PageDown: lambda: row + page,
        Qt.Key.Key_Home: lambda: 0,
        Qt.Key.Key_End: lambda: last,
    }
    if plain:
        ways[Qt.Key.Key_J], ways[Qt.Key.Key_K] = ways[Qt.Key.Key_Down], ways[Qt.Key.Key_Up]
    if key not in ways or last < 0 or keys & Qt.KeyboardModifier.AltModifier:
        return False
    target = max(0, min(last, ways[key]()))
    if keys & _SHIFT:
        table.tick_to(target)
    else:
        table.go_to(target)
    return True


def _sideways(table: DataTable, step: int) -> bool:
    """From the row into its cells, and from cell to cell."""
    places, at = table.data_columns(), table.currentIndex().column()
    if not table.currentIndex().isValid():
        return False
    if not table.in_cells():
        table.go_into_cells(True)
        if at not in places:
            table.make_current(table.currentIndex().row(), places[0])
        return True
    beside = places.index(at) + step if at in places else 0
    if 0 <= beside < len(places):
        table.make_current(table.currentIndex().row(), places[beside])
        table.viewport().update()
    return True
