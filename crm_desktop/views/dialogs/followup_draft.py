"""Keeps what is typed into a dialog: Esc, a crash or a closed window cost a few words at most."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import tr_
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.modal import ModalDialog

PAUSE_MS = 800


class Draft(QObject):
    """The texts of ``editors`` (name → editor) under ``key``. What was kept is filled in at once, with a button at
    the foot that throws it away. Call :meth:`drop` after saving.
    """

    def __init__(self, ctx: AppContext, dialog: ModalDialog, key: str, editors: Mapping[str, Any]) -> None:
        super().__init__(dialog)
        self._ctx, self._key, self._editors = ctx, key, editors
        self._start = self._values()
        self._over = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.keep)
        self._button = Button(tr_("followup", "Throw the draft away"), "quiet", "undo")
        self._button.setObjectName("drop_draft")
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self._throw_away)
        self._button.hide()
        dialog.add_to_foot(self._button)
        self._fill()
        for editor in editors.values():
            editor.changed.connect(self._changed)
        dialog.rejected.connect(self._left)

    def _values(self) -> dict[str, str]:
        return {name: editor.value() for name, editor in self._editors.items()}

    def _fill(self) -> None:
        kept = self._ctx.services.drafts.get(self._key)
        if not kept:
            return
        for name, editor in self._editors.items():
            if kept.get(name):
                editor.set_value(kept[name])
        self._button.show()

    @Slot()
    def _changed(self) -> None:
        self._timer.start()

    @Slot()
    def keep(self) -> None:
        """Remember what stands there now, or that it is as it was."""
        self._timer.stop()
        if self._over:
            return
        drafts = self._ctx.services.drafts
        with contextlib.suppress(UserError):  # something else is writing: the next pause tries again
            if self._values() == self._start:
                drafts.drop(self._key)
            else:
                drafts.keep(self._key, self._values())

    @Slot()
    def _left(self) -> None:
        self.keep()
        if not self._over and self._values() != self._start:
            self._ctx.toasts.show(tr_("followup", "Your draft is kept."), kind="info")

    @Slot()
    def _throw_away(self) -> None:
        for name, editor in self._editors.items():
            editor.set_value(self._start[name])
        self._timer.stop()
        self._ctx.services.drafts.drop(self._key)
        self._button.hide()

    def drop(self) -> None:
        """It was saved."""
        self._over = True
        self._timer.stop()
        self._ctx.services.drafts.drop(self._key)
