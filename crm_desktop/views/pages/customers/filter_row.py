"""The row over the list: the filter field, the conditions in force, and what can be done with the whole list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.listing import Filter
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.pills import Chip
from crm_desktop.views.widgets.search_field import SearchField


class FilterRow(QWidget):
    """``removed(index)`` is sent when a condition's cross is pressed."""

    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = SearchField("", self, icon="filter")
        self.field.setObjectName("customer_filter")
        self.field.setFixedWidth(248)
        self.add = Button("", "quiet", "plus")
        self.add.setObjectName("add_condition")
        self.columns = Button("", "quiet", "columns")
        self.columns.setObjectName("choose_columns")
        self.imports = Button("", "quiet", "import")
        self.imports.setObjectName("import")
        self.exports = Button("", "quiet", "export")
        self.exports.setObjectName("export")
        self._chips: list[Chip] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.field)
        self._row.addWidget(self.add)
        self._row.addStretch(1)
        for part in (self.columns, self.imports, self.exports):
            self._row.addWidget(part)
        self.setFixedHeight(32)
        self.retranslate()

    def retranslate(self) -> None:
        self.field.set_placeholder(tr_("customers", "Filter: name, pinyin, phone"))
        self.add.setText(tr_("customers", "Condition"))
        self.columns.setText(tr_("customers", "Columns"))
        self.imports.setText(tr_("customers", "Import"))
        self.exports.setText(tr_("customers", "Export"))
        self._fit()

    def show_chips(self, texts: list[tuple[str, str]]) -> None:
        """One chip for each ``(field, words)``."""
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for at, (name, value) in enumerate(texts):
            chip = Chip(name, value, self)
            chip.removed.connect(lambda index=at: self.removed.emit(index))
            self._row.insertWidget(1 + at, chip)
            self._chips.append(chip)
        self._fit()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where it gets narrow, the buttons at the right keep their icon only, then the field gives way."""
        words = {
            self.columns: tr_("customers", "Columns"),
            self.imports: tr_("customers", "Import"),
            self.exports: tr_("customers", "Export"),
        }
        for made, text in words.items():
            made.setText(text)
        self.field.setFixedWidth(248)
        need = sum(w.sizeHint().width() + 8 for w in (self.field, self.add, *self._chips, *words))
        if need > self.width():
            self.field.setFixedWidth(max(160, 248 - (need - self.width())))
            need -= 248 - self.field.width()
        if need > self.width():
            for made, text in words.items():
                made.setText("")
                made.set_tooltip(text)


def without(filters: tuple[Filter, ...], index: int) -> tuple[Filter, ...]:
    return tuple(one for at, one in enumerate(filters) if at != index)
