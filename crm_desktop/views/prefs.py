"""What this PC remembers about the window: language, theme, sizes. One INI file, read through typed entries only.

Business settings live in the database instead (:mod:`crm_desktop.core.settings`), so that backups carry them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

FILE_NAME = "window.ini"

T = TypeVar("T", str, bool, int, bytes, list[str])


@dataclass(frozen=True, slots=True)
class Pref(Generic[T]):
    """One entry; its type is that of ``default``."""

    key: str
    default: T


LANGUAGE: Pref[str] = Pref("look/language", "")
"""``en`` or ``zh_CN``; empty: not chosen yet."""
THEME: Pref[str] = Pref("look/theme", "system")
"""``light``, ``dark`` or ``system``."""
COMPACT: Pref[bool] = Pref("look/compact", False)
GEOMETRY: Pref[bytes] = Pref("window/geometry", b"")
LAST_PAGE: Pref[str] = Pref("window/page", "today")
LAST_FOLDER: Pref[str] = Pref("window/last_folder", "")
STAFF: Pref[str] = Pref("window/staff", "")
"""Name of who is at the counter."""
FIRST_RUN_DONE: Pref[bool] = Pref("window/first_run_done", False)
LOCK_MINUTES: Pref[int] = Pref("window/lock_minutes", 0)
"""After how many minutes without work the window is locked; 0: never."""
BACKUP_FOLDER: Pref[str] = Pref("backup/folder", "")


class Prefs(QObject):
    """Typed reading and writing; a value of the wrong type counts as its default."""

    changed = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    def get(self, pref: Pref[T]) -> T:
        if not self._file.contains(pref.key):
            return pref.default
        raw = self._file.value(pref.key)
        return cast("T", _typed(raw, pref.default))

    def set(self, pref: Pref[T], value: T) -> None:
        if self.get(pref) == value and self._file.contains(pref.key):
            return
        self._file.setValue(pref.key, QByteArray(value) if isinstance(value, bytes) else value)
        self.changed.emit(pref.key)

    def save(self) -> None:
        self._file.sync()


def _typed(raw: object, default: object) -> object:
    """Undo what an INI does to types: ``true`` is read as a word, a list of one as its only member."""
    if isinstance(default, bool):
        return str(raw).lower() in ("true", "1", "yes")
    if isinstance(default, int):
        text = str(raw)
        return int(text) if text.lstrip("-").isdigit() else default
    if isinstance(default, bytes):
        return raw.data() if isinstance(raw, QByteArray) else default
    if isinstance(default, list):
        if raw is None or raw == "":
            return []
        return [str(item) for item in raw] if isinstance(raw, list) else [str(raw)]
    return default if raw is None else str(raw)
