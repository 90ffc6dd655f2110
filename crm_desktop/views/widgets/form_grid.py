"""A form: labels above the fields, two columns where there is room, errors in words under the field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.editors.base import LineEditor
from crm_desktop.views.widgets.labels import FieldLabel, SectionHeader, label

HALF_TYPED = "half_typed"
"""In a draft: field → text that can't be its value yet."""


class FieldCell(QWidget):
    """Label, editor and the line for its error or hint."""

    def __init__(
        self, text: str, editor: Any, parent: QWidget | None = None, *, required: bool = False, hint: str = ""
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self.label = FieldLabel(text, editor.input(), required=required)
        self._hint = hint
        self.note = label(hint, "small", parent=self)
        self.note.setWordWrap(True)
        self.note.setVisible(bool(hint))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for part in (self.label, editor, self.note):
            box.addWidget(part)
        box.addStretch(1)

    def set_error(self, text: str) -> None:
        self.editor.set_error(text)
        self._show(text or self._hint, "error" if text else "small")

    def set_hint(self, text: str) -> None:
        self._hint = text
        if self.note.property("role") != "error":
            self._show(text, "small")

    def error(self) -> str:
        return self.note.text() if self.note.property("role") == "error" else ""

    def _show(self, text: str, role: str) -> None:
        self.note.setText(text)
        self.note.setProperty("role", role)
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        self.note.setVisible(bool(text))


@dataclass
class _Group:
    header: SectionHeader | None
    cells: list[tuple[FieldCell, bool]]


class FormGrid(QWidget):
    """Add groups and fields in order; :meth:`values`, :meth:`set_values` and :meth:`set_errors` go by field name.

    ``two_from`` is the own width from which there are two columns.
    """

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, two_from: int = 560) -> None:
        super().__init__(parent)
        self._two_from = two_from
        self._columns = 0
        self._groups: list[_Group] = []
        self._cells: dict[str, FieldCell] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(measures.GAP_L)
        self._grid.setVerticalSpacing(measures.GAP)

    def add_group(self, title: str = "") -> None:
        """Begin a group; without a title it has no line."""
        header = SectionHeader(title) if title else None
        self._groups.append(_Group(header, []))
        self._columns = 0

    def add_field(
        self, name: str, text: str, editor: Any, *, required: bool = False, wide: bool = False, hint: str = ""
    ) -> FieldCell:
        """``wide`` fields take both columns."""
        if not self._groups:
            self._groups.append(_Group(None, []))
        cell = FieldCell(text, editor, self, required=required, hint=hint)
        self._groups[-1].cells.append((cell, wide))
        self._cells[name] = cell
        editor.changed.connect(lambda at=name: self._edited(at))
        self._columns = 0
        return cell

    def cell(self, name: str) -> FieldCell:
        return self._cells[name]

    def editor(self, name: str) -> Any:
        return self._cells[name].editor

    def names(self) -> list[str]:
        return list(self._cells)

    def values(self) -> dict[str, Any]:
        return {name: cell.editor.value() for name, cell in self._cells.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            if name in self._cells:
                self._cells[name].editor.set_value(value)
        self.set_errors({})

    def draft(self) -> dict[str, Any]:
        """What stands in the form, half-typed days and amounts too, for :meth:`restore`."""
        cells = self._cells.items()
        half = {name: cell.editor.text() for name, cell in cells if isinstance(cell.editor, LineEditor)
                and cell.editor.problem()}  # fmt: skip
        return {**self.values(), HALF_TYPED: half}

    def restore(self, draft: Mapping[str, Any]) -> None:
        self.set_values(draft)
        for name, text in draft.get(HALF_TYPED, {}).items():
            if name in self._cells:
                self._cells[name].editor.setText(text)

    def check(self) -> bool:
        """Show what can't be read in any field; True where all can. The first wrong field gets the focus."""
        return not self.set_errors({name: cell.editor.problem() for name, cell in self._cells.items()})

    def set_errors(self, errors: Mapping[str, str]) -> bool:
        """Show ``errors`` under their fields and clear the others; True where there is one."""
        first: FieldCell | None = None
        for name, cell in self._cells.items():
            text = errors.get(name, "")
            cell.set_error(text)
            if text and first is None:
                first = cell
        if first is not None:
            first.editor.input().setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None

    def errors(self) -> dict[str, str]:
        return {name: cell.error() for name, cell in self._cells.items() if cell.error()}

    def focus_first(self) -> None:
        for cell in self._cells.values():
            cell.editor.input().setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def focus_field(self, name: str) -> None:
        """Put the cursor into one field; raises ``KeyError``."""
        self._cells[name].editor.input().setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self, name: str) -> None:
        cell = self._cells[name]
        if cell.error() and not cell.editor.problem():
            cell.set_error("")
        self.changed.emit(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        columns = 2 if self.width() >= self._two_from else 1
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.count():
            self._grid.takeAt(0)
        row = 0
        for group in self._groups:
            if group.header is not None:
                group.header.setContentsMargins(0, measures.GAP_S if row else 0, 0, 0)
                self._grid.addWidget(group.header, row, 0, 1, columns)
                row += 1
            row = self._place(group.cells, row, columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)

    def _place(self, cells: list[tuple[FieldCell, bool]], row: int, columns: int) -> int:
        at = 0
        for cell, wide in cells:
            if (wide or columns == 1) and at:
                row, at = row + 1, 0
            span = columns if wide else 1
            self._grid.addWidget(cell, row, at, 1, span, Qt.AlignmentFlag.AlignTop)
            at += span
            if at >= columns:
                row, at = row + 1, 0
        return row + 1 if at else row
