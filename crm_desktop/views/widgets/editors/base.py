"""What every editor of a field has in common."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.views.theme import measures


@runtime_checkable
class Editor(Protocol):
    """An editor holds the value of one field and sends ``changed`` when the person alters it.

    ``problem()`` is why what was typed can't be a value, in words, else empty; ``value()`` is only right without one.
    ``name(field)`` gives the input its object name ``field_<field>``.
    """

    def value(self) -> Any: ...

    def set_value(self, value: Any) -> None: ...

    def problem(self) -> str: ...

    def set_error(self, text: str) -> None: ...

    def name(self, field: str, label: str) -> None: ...

    def input(self) -> QWidget: ...


def mark_error(widget: QWidget, text: str) -> None:
    """Show by its border, and say to a screen reader, that a field is wrong."""
    widget.setAccessibleDescription(text)
    if bool(widget.property("error")) != bool(text):
        widget.setProperty("error", bool(text))
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class LineEditor(QLineEdit):
    """The base of editors that are one line of text; subclasses add ``changed``, ``value`` and ``set_value``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(measures.CONTROL)

    def sizeHint(self) -> QSize:
        return QSize(200, measures.CONTROL)

    def problem(self) -> str:
        return ""

    def set_error(self, text: str) -> None:
        mark_error(self, text)

    def name(self, field: str, label: str) -> None:
        self.setObjectName(f"field_{field}")
        self.setAccessibleName(label)

    def input(self) -> QWidget:
        return self

    def show_start(self) -> None:
        """After filling: a long text shows its beginning and has a tooltip."""
        self.setCursorPosition(0)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > max(40, self.width() - 20)
        self.setToolTip(self.text() if cut else "")
