"""Words on the page: labels by role, elided texts, section heads, key hints, lines."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget


def label(text: str = "", role: str = "body", tone: str = "", parent: QWidget | None = None) -> QLabel:
    """A plain-text label; ``role`` sets its size (title, section, strong, small, field, figure, error), ``tone`` its
    colour (2, 3, good, warn, bad, info, accent)."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    return made


def set_tone(widget: QLabel, tone: str) -> None:
    """Another colour for a label."""
    widget.setProperty("tone", tone)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


_DANGLING = " ·,，、:：;；"
"""What stands between parts means nothing right before the …."""


class ElidedLabel(QLabel):
    """One line that ends in … where it does not fit, with the whole text as tooltip then.

    ``middle``: it gives up its middle, as a path does: where it begins and the file's name matter.
    """

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "", parent: QWidget | None = None, *, middle: bool = False
    ) -> None:
        super().__init__(parent)
        self._full = ""
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        self._full = " ".join(text.split()) if "\n" in text else text
        self.setAccessibleName(self._full)
        self.updateGeometry()
        self._elide()

    def full_text(self) -> str:
        return self._full

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._full) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(self._full, self._mode, max(0, self.width()))
        if shown != self._full and shown.endswith("…"):
            shown = shown[:-1].rstrip(_DANGLING) + "…"
        if shown != self.text():
            super().setText(shown)
        self.setToolTip(self._full if shown != self._full else "")


class KeyHint(QLabel):
    """A key as drawn on a keyboard: ``Ctrl K``."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setProperty("role", "key")
        self.setFixedHeight(20)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class Line(QFrame):
    """A hairline across; ``strong`` under the head of a table."""

    def __init__(self, parent: QWidget | None = None, *, strong: bool = False, vertical: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("role", "line_strong" if strong else "line")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class SectionHeader(QWidget):
    """A word and a line: what stands for a box. ``count`` and ``note`` follow the word quietly."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, line: bool = True, tone: str = "") -> None:
        super().__init__(parent)
        self._title = label(title, "section", tone)
        self._count, self._note = label("", "small"), label("", "small")
        self._count.hide()
        self._note.hide()
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        for part in (self._title, self._count):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._row.addWidget(self._note)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(self._row)
        if line:
            box.addWidget(Line(self))

    def set_title(self, text: str) -> None:
        self._title.setText(text)

    def set_count(self, text: str) -> None:
        self._count.setText(text)
        self._count.setVisible(bool(text))

    def set_note(self, text: str) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def add_widget(self, widget: QWidget) -> None:
        """A quiet button at the right end."""
        self._row.addWidget(widget)


class FieldLabel(QLabel):
    """The word above a field; ``required`` marks it with a star that a screen reader does not read."""

    def __init__(self, text: str, buddy: QWidget | None = None, *, required: bool = False) -> None:
        super().__init__(f"{text} *" if required else text)
        self.setProperty("role", "field")
        self.setTextFormat(Qt.TextFormat.PlainText)
        if buddy is not None:
            self.setBuddy(buddy)
