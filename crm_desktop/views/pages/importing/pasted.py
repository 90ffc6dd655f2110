"""Tables copied in a spreadsheet program as files, for as long as the wizard is open."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from crm_desktop.core.i18n import tr_
from crm_desktop.services.importing.pasting import save_pasted


class Pasted:
    def __init__(self) -> None:
        self._folders: list[tempfile.TemporaryDirectory[str]] = []

    def file(self) -> Path:
        """What lies in the clipboard: a file copied there, or a table written into one.

        Raises :class:`UserError` ``bad_file`` where there is neither.
        """
        data = QGuiApplication.clipboard().mimeData()
        if data is None:
            data = QMimeData()  # some platforms hand out nothing at all for an empty clipboard
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            return files[0]
        self._folders.append(tempfile.TemporaryDirectory(prefix="crm-paste-"))
        path = save_pasted(Path(self._folders[-1].name), data.text(), data.html())
        return path.rename(path.with_name(tr_("wizard", "Pasted table") + path.suffix))

    def forget(self) -> None:
        """Remove the copies."""
        while self._folders:
            self._folders.pop().cleanup()
