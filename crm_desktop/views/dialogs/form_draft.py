"""What was typed into the form of a new deal or order and not saved: it survives Esc, closing and a crash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QDialog

from crm_desktop.core.errors import UserError
from crm_desktop.views.app_context import AppContext

PAUSE_MS = 1000
"""Typing is kept after this pause, so that a crash costs a second at most."""


class FormDraft(QObject):
    """The draft of one form under ``key``: ``values()`` gives what stands in it, ``begun()`` whether that is worth
    keeping. Connect the form's changes to :meth:`touch`.
    """

    def __init__(
        self,
        ctx: AppContext,
        key: str,
        values: Callable[[], dict[str, Any]],
        begun: Callable[[], bool],
        dialog: QDialog,
    ) -> None:
        super().__init__(dialog)
        self._drafts, self._key, self._values, self._begun = ctx.services.drafts, key, values, begun
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.keep)

    def kept(self) -> dict[str, Any] | None:
        """What was kept before; None where nothing was."""
        return self._drafts.get(self._key)

    @Slot()
    def touch(self) -> None:
        """Something was typed."""
        self._timer.start()

    @Slot()
    def keep(self) -> bool:
        """Keep what stands there now; False where there is nothing worth keeping."""
        self._timer.stop()
        try:
            if not self._begun():
                self._drafts.drop(self._key)
                return False
            self._drafts.keep(self._key, self._values())
        except UserError:
            return False
        return True

    def drop(self) -> None:
        """It was saved."""
        self._timer.stop()
        self._drafts.drop(self._key)
