"""Editors of fields that hold several values: phones, e-mails, tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QRectF, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.core import phones
from crm_desktop.core.i18n import render, tr_
from crm_desktop.views import theme
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.button import Button, icon_button
from crm_desktop.views.widgets.editors.base import LineEditor, mark_error
from crm_desktop.views.widgets.editors.suggestions import Suggestions
from crm_desktop.views.widgets.flow import FlowLayout
from crm_desktop.views.widgets.pills import Pill

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s.,;]+")
_BREAKS = re.compile(r"[;；,，、\n]+")


def _split(text: str) -> list[str]:
    return [part.strip() for part in _BREAKS.split(text) if part.strip()]


class _Line(LineEditor):
    """One of the lines of a list, with its cross and the row both stand in."""

    remove: Button | None = None
    row: QHBoxLayout | None = None


class ListEditor(QWidget):
    """One line per value, with a button for another. Several values may also stand in one line, divided by ``;``.

    Tab goes from line to line and on: on a button, what is typed next would be lost.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, add_text: str = "") -> None:
        super().__init__(parent)
        self._lines: list[_Line] = []
        self._field, self._label, self._placeholder = "", "", ""
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._add = icon_button("plus", add_text or tr_("widgets", "Add another"), self)
        self._add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._add.clicked.connect(self._add_by_hand)
        self._add_line()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _add_line(self, text: str = "") -> _Line:
        line = _Line(self)
        line.setText(text)
        line.setPlaceholderText(self._placeholder)
        line.textChanged.connect(self.changed)
        if self._lines:
            QWidget.setTabOrder(self._lines[-1], line)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(line, 1)
        if not self._lines:
            row.addWidget(self._add)
        else:
            remove = icon_button("x", tr_("widgets", "Remove"), self)
            remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            remove.clicked.connect(lambda: self._remove(line))
            row.addWidget(remove)
            line.remove, line.row = remove, row
        self._box.addLayout(row)
        self._lines.append(line)
        self._name_lines()
        return line

    def _remove(self, line: _Line) -> None:
        self._lines.remove(line)
        if line.row is not None:
            self._box.removeItem(line.row)
        for widget in (line, line.remove):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._name_lines()
        self.updateGeometry()
        self.changed.emit()

    def _add_by_hand(self) -> None:
        self._add_line().setFocus()
        self.updateGeometry()

    def _name_lines(self) -> None:
        for number, line in enumerate(self._lines, 1):
            suffix = "" if number == 1 else f"_{number}"
            line.name(self._field + suffix, self._label if number == 1 else f"{self._label} {number}")

    def name(self, field: str, label: str) -> None:
        self._field, self._label = field, label
        self._name_lines()

    def set_placeholder(self, text: str) -> None:
        self._placeholder = text
        for line in self._lines:
            line.setPlaceholderText(text)

    def input(self) -> QWidget:
        return self._lines[0]

    def texts(self) -> list[str]:
        return list(dict.fromkeys(part for line in self._lines for part in _split(line.text())))

    def value(self) -> list[str]:
        return self.texts()

    def set_value(self, value: Any) -> None:
        texts = [self.shown(text) for text in (value or [])]
        while len(self._lines) > max(1, len(texts)):
            self._remove(self._lines[-1])
        for at, text in enumerate(texts or [""]):
            if at < len(self._lines):
                self._lines[at].setText(text)
            else:
                self._add_line(text)
        self.updateGeometry()

    def shown(self, text: str) -> str:
        """How a stored value is shown in its line."""
        return text

    def wrong(self, text: str) -> str:
        """Why ``text`` can't be a value, in words, else empty."""
        return ""

    def problem(self) -> str:
        return next((found for found in (self.wrong(text) for text in self.texts()) if found), "")

    def set_error(self, text: str) -> None:
        for line in self._lines:
            bad = text if not self.problem() or any(self.wrong(part) for part in _split(line.text())) else ""
            line.set_error(bad)


class PhoneEditor(ListEditor):
    """Phones in their stored shape (E.164 where they have a country)."""

    def __init__(self, parent: QWidget | None = None, *, region: str = "CN") -> None:
        self._region = region
        super().__init__(parent, add_text=tr_("widgets", "Add another phone"))

    def shown(self, text: str) -> str:
        return phones.national(text, self._region)

    def wrong(self, text: str) -> str:
        try:
            phones.normalise_many(text, self._region)
        except phones.PhoneError as error:
            return render(error.reason)
        return ""

    def value(self) -> list[str]:
        found: list[str] = []
        for text in self.texts():
            try:
                found += phones.normalise_many(text, self._region)
            except phones.PhoneError:
                found.append(text)
        return list(dict.fromkeys(found))


class EmailEditor(ListEditor):
    """E-mail addresses as typed, without spaces around."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, add_text=tr_("widgets", "Add another e-mail"))

    def wrong(self, text: str) -> str:
        return "" if _EMAIL.fullmatch(text) else tr_("widgets", "This is not an e-mail address")


class TagsEditor(QWidget):
    """Tags as pills in a field; Enter, a comma or leaving the field makes one, Backspace takes the last away."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, known: Callable[[], Iterable[str]] | None = None) -> None:
        super().__init__(parent)
        self._tags: list[str] = []
        self._known = known
        self._line = _TagLine(self)
        self._line.setProperty("bare", True)
        self._line.setPlaceholderText(tr_("widgets", "Type and press Enter"))
        self._line.setMinimumWidth(180)
        self._line.setFixedHeight(22)
        self._line.textEdited.connect(self._typed)
        self._line.done.connect(self._take)
        self._line.back.connect(self._drop_last)
        if known is not None:
            self._completer = Suggestions(QStringListModel(self), self._line, around=self)
            self._completer.activated.connect(self._take_text, Qt.ConnectionType.QueuedConnection)
            self._line.setCompleter(self._completer)
        self._flow = FlowLayout(self, gap=4)
        self._flow.setContentsMargins(8, 5, 8, 5)
        self._flow.addWidget(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(measures.CONTROL)
        self.setFocusProxy(self._line)

    def name(self, field: str, label: str) -> None:
        self._line.setObjectName(f"field_{field}")
        self._line.setAccessibleName(label)

    def input(self) -> QLineEdit:
        return self._line

    def value(self) -> list[str]:
        pending = [text for text in _split(self._line.text()) if text not in self._tags]
        return [*self._tags, *pending]

    def set_value(self, value: Any) -> None:
        self._tags = list(dict.fromkeys(value or []))
        self._line.clear()
        self._rebuild()

    def problem(self) -> str:
        return ""

    def set_error(self, text: str) -> None:
        mark_error(self._line, text)

    def _typed(self, text: str) -> None:
        if _BREAKS.search(text):
            self._take()
            return
        if self._known is not None and text:
            model = self._completer.model()
            if isinstance(model, QStringListModel):
                model.setStringList([tag for tag in self._known() if tag not in self._tags])
        self.changed.emit()

    def _take(self) -> None:
        self._take_text(self._line.text())

    def _take_text(self, text: str) -> None:
        fresh = [part for part in _split(text) if part not in self._tags]
        self._line.clear()
        if self._known is not None:
            popup = self._completer.popup()
            if popup is not None:
                popup.hide()
        if fresh:
            self._tags += fresh
            self._rebuild()
            self.changed.emit()

    def _drop_last(self) -> None:
        if self._tags:
            self._drop(self._tags[-1])

    def _drop(self, tag: str) -> None:
        self._tags.remove(tag)
        self._rebuild()
        self._line.setFocus()
        self.changed.emit()

    def _rebuild(self) -> None:
        while self._flow.count() > 1:
            item = self._flow.takeAt(0)
            widget = item.widget() if item else None
            if widget is self._line:
                self._flow.addItem(item)  # type: ignore[arg-type]
            elif widget is not None:
                widget.hide()
                widget.deleteLater()
        line = self._flow.takeAt(0)
        for tag in self._tags:
            pill = Pill(tag, self, removable=True)
            pill.removed.connect(lambda gone=tag: self._drop(gone))
            self._flow.addWidget(pill)
            pill.show()
        if line is not None:
            self._flow.addItem(line)
        self._flow.invalidate()
        self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._line.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self._line.hasFocus()
        role = "accent" if focused else "bad" if self._line.property("error") else "line_strong"
        painter.setPen(QPen(theme.color(role), measures.FOCUS if focused else 1))
        painter.setBrush(theme.color("surface"))
        inset = 1.0 if focused else 0.5
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), measures.RADIUS, measures.RADIUS
        )
        painter.end()


class _TagLine(QLineEdit):
    """The place to type in among the pills."""

    done = Signal()
    back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            self.done.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        self._redraw()

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.done.emit()
        self._redraw()

    def _redraw(self) -> None:
        """The frame around the pills shows the focus."""
        parent = self.parentWidget()
        if parent is not None:
            parent.update()
