"""The table of a merge: a row for each field, a column for each customer, at the right what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QSizePolicy, QWidget

from crm_desktop.core.entities import FieldSpec
from crm_desktop.core.i18n import render, tr_
from crm_desktop.views.dialogs.merge_cells import BREAK, INSET, RADIO, ChoiceCell, HeadCell, breakable
from crm_desktop.views.field_words import FieldWords
from crm_desktop.views.widgets.labels import Line, label

if TYPE_CHECKING:
    from crm_desktop.services.customers import Customer
    from crm_desktop.services.merging import MergePreview

JOINED = frozenset({"phone", "email", "tags"})
PUT_TOGETHER = frozenset({"preferences", "special_requirements", "notes"})
"""Texts that are put below each other unless one of them is chosen."""
FIELD_WIDTH = 104
INDENT = RADIO + 2 * INSET
"""Where the words begin beside a radio mark, and so everywhere in the column."""


def value_of(customer: Customer, spec: FieldSpec) -> Any:
    return customer.referrer_id if spec.name == "referrer" else getattr(customer, spec.name)


class MergeTable(QWidget):
    """``changed`` after each choice; :meth:`chosen` gives ``{field: customer id}``, :meth:`keep` who stays."""

    changed = Signal()

    def __init__(self, customers: Sequence[Customer], specs: Sequence[FieldSpec], words: FieldWords) -> None:
        super().__init__()
        self._customers, self._specs, self._words = list(customers), list(specs), words
        self._results: dict[str, QLabel] = {}
        self._cells: dict[str, list[ChoiceCell]] = {}
        self._same: list[QWidget] = []
        self._chosen: dict[str, int] = {}
        self._groups: list[QButtonGroup] = []
        self.same_count = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, FIELD_WIDTH)
        for column in range(1, len(self._customers) + 2):
            self._grid.setColumnStretch(column, 1)
        self._add_head()
        row = 2
        for spec in self._specs:
            row += self._add_row(row, spec)
        self._grid.setRowStretch(row, 1)

    # Building -------------------------------------------------------------------------

    def _add_head(self) -> None:
        group = self._group()
        self.heads: list[HeadCell] = []
        for column, customer in enumerate(self._customers, 1):
            head = HeadCell(customer.id, customer.name)
            head.setObjectName(f"merge_keep_{customer.id}")
            head.setChecked(column == 1)
            head.clicked.connect(self.changed)
            group.addButton(head)
            self.heads.append(head)
            self._grid.addWidget(head, 0, column)
        result = label(tr_("merge", "Result"), "strong")
        result.setContentsMargins(8, 6, 0, 0)
        self._grid.addWidget(result, 0, len(self._customers) + 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(Line(strong=True), 1, 0, 1, len(self._customers) + 2)

    def _group(self) -> QButtonGroup:
        group = QButtonGroup(self)
        self._groups.append(group)
        return group

    def _add_row(self, row: int, spec: FieldSpec) -> int:
        """One field in two grid rows (cells, hairline); nothing where nobody has a value. Returns rows used."""
        texts = [self._words.text(spec, value_of(customer, spec)) for customer in self._customers]
        if not any(texts):
            return 0
        different = {text for text in texts if text}
        same = len(different) == 1 and all(texts)
        selectable = len(different) > 1 and spec.name not in JOINED
        parts: list[QWidget] = [self._cell(render(spec.label), "2")]
        self._grid.addWidget(parts[0], row, 0)
        group = self._group() if selectable else None
        if group is not None:
            group.setExclusive(spec.name not in PUT_TOGETHER)
        seen: set[str] = set()
        for column, (customer, text) in enumerate(zip(self._customers, texts, strict=True), 1):
            if group is not None and text and text not in seen:
                seen.add(text)
                cell = self._choice(spec, customer.id, text)
                group.addButton(cell)
                made: QWidget = cell
            else:
                made = self._cell(text, "2", INDENT)
            parts.append(made)
            self._grid.addWidget(made, row, column)
        result = self._cell("", "")
        result.setObjectName(f"merge_result_{spec.name}")
        self._results[spec.name] = result
        parts.append(result)
        self._grid.addWidget(result, row, len(self._customers) + 1)
        line = Line()
        parts.append(line)
        self._grid.addWidget(line, row + 1, 0, 1, len(self._customers) + 2)
        if same:
            self.same_count += 1
            self._same += parts
            for part in parts:
                part.hide()
        return 2

    @staticmethod
    def _cell(text: str, tone: str, left: int = 8) -> QLabel:
        made = label(breakable(text), "body", tone)
        made.setWordWrap(True)
        made.setContentsMargins(left, 6, 4, 6)
        made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return made

    def _choice(self, spec: FieldSpec, record_id: int, text: str) -> ChoiceCell:
        cell = ChoiceCell(record_id, text, f"{render(spec.label)}: {text}")
        cell.setObjectName(f"merge_{spec.name}_{record_id}")
        cell.clicked.connect(lambda on, name=spec.name, at=record_id: self._pick(name, at if on else None))
        self._cells.setdefault(spec.name, []).append(cell)
        return cell

    # What is chosen --------------------------------------------------------------------

    def ids(self) -> list[int]:
        """All customers, the one that stays first."""
        keep = self.keep()
        return [keep, *(customer.id for customer in self._customers if customer.id != keep)]

    def keep(self) -> int:
        return next(head.record_id for head in self.heads if head.isChecked())

    def set_keep(self, record_id: int) -> None:
        """Another one stays; what was not chosen by hand follows it."""
        for head in self.heads:
            head.setChecked(head.record_id == record_id)
        self.changed.emit()

    def chosen(self) -> dict[str, int]:
        return dict(self._chosen)

    def _pick(self, field: str, record_id: int | None) -> None:
        if record_id is None:
            self._chosen.pop(field, None)
        else:
            self._chosen[field] = record_id
        self.changed.emit()

    def show_same(self, on: bool) -> None:
        """Show or hide the fields in which all agree."""
        for part in self._same:
            part.setVisible(on)

    def show_preview(self, preview: MergePreview) -> None:
        """Write the result column and mark the values it was taken from."""
        for spec in self._specs:
            if spec.name not in self._results:
                continue
            shown = self._words.text(spec, preview.values.get(spec.name))
            self._results[spec.name].setText(breakable(shown))
            for cell in self._cells.get(spec.name, ()):
                if spec.name in PUT_TOGETHER:
                    cell.setChecked(self._chosen.get(spec.name) == cell.record_id)
                else:
                    cell.setChecked(cell.text() == shown)

    def result(self, field: str) -> str:
        """What the result column says of ``field``; empty where it has no row."""
        found = self._results.get(field)
        return found.text().replace(BREAK, "") if found is not None else ""
