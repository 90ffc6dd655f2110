"""The field in which a contact is written down: its channel's icon, the words, the other channels, ready-made texts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crm_desktop.core.entities import ACTIVITY_TYPES
from crm_desktop.core.i18n import tr_
from crm_desktop.views import theme
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button, icon_button

CHANNELS = ("call", "wechat", "visit", "sms", "email", "meeting", "note")
"""Alt+1 … Alt+7 choose them."""
_SLASHES = ("/", "／", "、")
"""Typed into the empty field they ask for the ready-made texts; a Chinese keyboard gives the last one."""


class NoteField(QWidget):
    """Looks like one field: the chosen channel's icon, the words, the other channels' icons.

    ``texts_wanted`` by the button at the right, or by a slash in the empty field.
    """

    entered = Signal()
    channel_changed = Signal()
    texts_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.channel = "call"
        self.setFixedHeight(measures.CONTROL)
        self.line = QLineEdit(self)
        self.line.setObjectName("quick_note")
        self.line.setProperty("bare", True)
        self.line.returnPressed.connect(self.entered)
        self.line.textEdited.connect(self._edited)
        self._icons: dict[str, Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(36, 2, 4, 2)
        row.setSpacing(2)
        row.addWidget(self.line, 1)
        for channel in CHANNELS:
            made = icon_button(channel, "", self)
            made.setObjectName(f"channel_{channel}")
            made.clicked.connect(lambda _checked=False, at=channel: self.choose(at))
            row.addWidget(made)
            self._icons[channel] = made
        self._texts = icon_button("list", "", self)
        self._texts.setObjectName("note_texts")
        self._texts.clicked.connect(self.texts_wanted)
        row.addSpacing(6)
        row.addWidget(self._texts)
        self.setFocusProxy(self.line)
        self.retranslate()

    def retranslate(self) -> None:
        self.line.setPlaceholderText(tr_("customers", "What was said? One sentence, Enter logs it"))
        self.line.setAccessibleName(tr_("customers", "What was said"))
        self._texts.set_tooltip(tr_("templates", "Ready-made texts (Ctrl+T)"))
        for number, channel in enumerate(CHANNELS, 1):
            self._icons[channel].set_tooltip(f"{words.choice_label(ACTIVITY_TYPES, channel)} (Alt+{number})")
        self.set_channel(self.channel)

    def buttons(self) -> list[Button]:
        return [*self._icons.values(), self._texts]

    def choose(self, channel: str) -> None:
        """Another channel, chosen by the person: the words come next."""
        self.set_channel(channel)
        self.line.setFocus()
        self.channel_changed.emit()

    def set_channel(self, channel: str) -> None:
        self.channel = channel
        for name, made in self._icons.items():
            made.setVisible(name != channel)
        self.setAccessibleDescription(words.choice_label(ACTIVITY_TYPES, channel))
        self.update()

    def _edited(self, text: str) -> None:
        if text in _SLASHES:
            self.line.clear()
            self.texts_wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.line.hasFocus()
        painter.setPen(QPen(theme.color("accent" if focused else "line_strong"), measures.FOCUS if focused else 1))
        painter.setBrush(theme.color("surface"))
        inset = 1.0 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        theme.paint_icon(painter, self.channel, QRectF(9, 7, 18, 18), "accent")
        painter.end()
