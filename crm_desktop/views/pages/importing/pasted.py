"""A table copied in a spreadsheet program as a file, for as long as the wizard is open."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from crm_desktop.core.i18n import tr_


class Pasted:
    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def file(self) -> Path | None:
        """What lies in the clipboard: a file copied there, or a table written into one. None for anything else."""
        data = QGuiApplication.clipboard().mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            return files[0]
        if not data.text().strip():
            return None
        self.forget()
        self._folder = tempfile.TemporaryDirectory(prefix="crm-paste-")
        path = Path(self._folder.name) / tr_("wizard", "Pasted table.txt")
        path.write_text(data.text(), encoding="utf-8", newline="")
        return path

    def forget(self) -> None:
        """Remove the copy."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
