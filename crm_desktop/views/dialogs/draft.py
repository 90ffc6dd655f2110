"""What is typed into a form and not saved yet: Esc, a nested dialog or a crash cost a second of typing at most."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import tr_
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import ElidedLabel

PAUSE_MS = 800
"""Typing is kept after this pause."""

Values = dict[str, Any]


class DraftBar(QFrame):
    """Says that something typed before is shown, with the button that throws it away."""

    thrown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draft_bar")
        self.setProperty("role", "note")
        self.button = Button("", "plain", small=True)
        self.button.setObjectName("drop_draft")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.thrown)
        self._text = ElidedLabel("")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self._text.set_text(tr_("draft", "Going on with what you had typed before."))
        self.button.setText(tr_("draft", "Throw it away"))
        self.setAccessibleName(tr_("draft", "Going on with what you had typed before."))


class Draft(QObject):
    """The draft of a dialog's form under ``key``: ``read()`` gives what stands in the form, ``fill(values)`` puts it
    back (dates come as ISO texts). Make it when the form is filled: what was kept is put in at once and announced at
    the top of ``place``. Connect the form's changes to :meth:`touch` and call :meth:`drop` after saving.

    ``begun()`` says whether a form that differs from its start is worth keeping.
    """

    def __init__(
        self,
        ctx: AppContext,
        dialog: QDialog,
        key: str,
        read: Callable[[], Values],
        fill: Callable[[Values], None],
        place: QVBoxLayout,
        *,
        begun: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(dialog)
        self._ctx, self._key, self._read, self._fill, self._begun = ctx, key, read, fill, begun
        self._start = read()
        self._over = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.keep)
        self.bar = DraftBar()
        self.bar.thrown.connect(self._throw_away)
        place.insertWidget(0, self.bar)
        kept = ctx.services.drafts.get(key)
        if kept is not None:
            fill({name: kept.get(name, value) for name, value in self._start.items()})
            self.bar.show()
        dialog.rejected.connect(self._left)

    def restored(self) -> bool:
        """Whether the form shows what was typed before."""
        return not self.bar.isHidden()

    @Slot()
    def touch(self) -> None:
        """Something was typed."""
        if not self._over:
            self._timer.start()

    @Slot()
    def keep(self) -> bool:
        """Remember what stands there now, or that it is as it was; False where there is nothing to keep."""
        self._timer.stop()
        if self._over:
            return False
        drafts = self._ctx.services.drafts
        values = self._read()
        worth = values != self._start and (self._begun is None or self._begun())
        with contextlib.suppress(UserError):  # something else is writing: the next pause tries again
            if worth:
                drafts.keep(self._key, values)
            else:
                drafts.drop(self._key)
        return worth

    @Slot()
    def _left(self) -> None:
        if self.keep():
            self._ctx.toasts.show(tr_("draft", "Your draft is kept."), kind="info")

    @Slot()
    def _throw_away(self) -> None:
        self._fill(self._start)
        self._timer.stop()
        self._ctx.services.drafts.drop(self._key)
        self.bar.hide()

    def drop(self) -> None:
        """It was saved, or is of no use any more."""
        self._over = True
        self._timer.stop()
        self._ctx.services.drafts.drop(self._key)
