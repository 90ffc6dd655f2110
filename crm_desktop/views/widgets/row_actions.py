"""What can be done with the row under the mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.views import theme
from crm_desktop.views.widgets.button import Button

_WORD = 72
"""Pixels that a word in the last column takes: with less room beside the buttons it would be cut."""


class RowActions(QWidget):
    """The buttons at the right end of a row; they lie over the last column where it is narrow."""

    def __init__(self, viewport: QWidget, actions: list[tuple[str, str, Callable[[int], object]]]) -> None:
        super().__init__(viewport)
        self._record_id = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(2)
        row.addStretch(1)
        for icon, tooltip, call in actions:
            made = Button("", "quiet", icon, self, small=True, tooltip=tooltip)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(lambda _checked=False, do=call: do(self._record_id))
            row.addWidget(made)
        self.setAccessibleName(tr_("widgets", "Actions of the row"))
        self.hide()

    def show_at(self, record_id: int, top: int, height: int, ground: str, last: int) -> None:
        """On the row at ``top``, which lies on ``ground``; ``last`` is where the last column begins: where its words
        would be cut they are covered whole.
        """
        self._record_id = record_id
        if self.property("ground") != ground:  # a new style costs milliseconds
            theme.set_ground(self, ground)
        width = self.sizeHint().width()
        parent = self.parentWidget()
        if parent is not None:
            left = parent.width() - width - 3
            if last + _WORD > left:
                left = min(left, last)
            self.setGeometry(left, top + 3, parent.width() - 3 - left, height - 7)
        self.show()
        self.raise_()
