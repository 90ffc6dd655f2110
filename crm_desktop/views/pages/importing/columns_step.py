"""Second step: which column is which field, and what happens with people who are there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.importing.mapping import MANY
from crm_desktop.services.importing.model import IGNORED, FilePreview
from crm_desktop.views import theme
from crm_desktop.views.pages.importing import words
from crm_desktop.views.widgets import ElidedLabel, Line, ScrollArea, Segmented, StateShape, label

if TYPE_CHECKING:
    from crm_desktop.services.context import Services


class ColumnsStep(QWidget):
    """``problem()`` says in words why one can't go on; ``changed`` is sent whenever it may have changed."""

    changed = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._s = services
        self._preview: FilePreview | None = None
        self._combos: list[QComboBox] = []
        self._shapes: list[StateShape] = []
        self._content = QWidget(self)
        self._grid = QGridLayout(self._content)
        self._scroll = ScrollArea(self._content)
        self.mode = Segmented([
            ("upsert", tr_("wizard", "New and known")),
            ("new", tr_("wizard", "Only new")),
            ("update", tr_("wizard", "Only known")),
        ])  # fmt: skip
        self.mode.setObjectName("import_mode")
        self.existing = Segmented([
            ("fill", tr_("wizard", "Add what is missing")),
            ("overwrite", tr_("wizard", "Replace with the file")),
        ])  # fmt: skip
        self.existing.setObjectName("import_existing")
        self.unknown = Segmented([
            ("error", tr_("wizard", "Show as errors")),
            ("create", tr_("wizard", "Add as customers")),
            ("walk_in", tr_("wizard", "Sell without a name")),
        ])  # fmt: skip
        self.unknown.setObjectName("import_unknown")
        self._unknown_row = self._choice(tr_("wizard", "Buyers who are not in the list"), self.unknown)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._scroll, 1)
        box.addWidget(Line())
        options = QHBoxLayout()
        options.setSpacing(24)
        options.addWidget(self._choice(tr_("wizard", "Bring in"), self.mode))
        options.addWidget(self._choice(tr_("wizard", "For those who are known"), self.existing))
        options.addWidget(self._unknown_row)
        options.addStretch(1)
        box.addLayout(options)

    @staticmethod
    def _choice(caption: str, switch: Segmented) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(caption, "field"))
        column.addWidget(switch)
        return holder

    # Columns ------------------------------------------------------------------------------

    def show_preview(self, preview: FilePreview) -> None:
        self._preview = preview
        self._unknown_row.setVisible(preview.entity in ("orders", "deals", "followups"))
        self._content = QWidget(self)
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(0, 0, 12, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        heads = (tr_("wizard", "Column in the file"), tr_("wizard", "Examples"), tr_("wizard", "Goes to"))
        for column, text in enumerate(heads):
            self._grid.addWidget(label(text, "field"), 0, column)
        self._combos, self._shapes = [], []
        choices = words.targets(preview.entity, self._s)
        for row, info in enumerate(preview.columns, start=1):
            name = ElidedLabel(info.header, "strong")
            samples = ElidedLabel("   ".join(sample.replace("\n", " ") for sample in info.samples), "body", "2")
            combo = QComboBox()
            combo.setObjectName(f"import_column_{info.index}")
            combo.setAccessibleName(tr_("wizard", "{column} goes to", column=info.header))
            combo.addItem(tr_("wizard", "Not imported"), "")
            for target, text in choices:
                combo.addItem(text, target)
            target = "" if info.target == IGNORED else info.target
            combo.setCurrentIndex(max(0, combo.findData(target)))
            combo.setMaxVisibleItems(14)
            combo.currentIndexChanged.connect(self._changed)
            shape = StateShape("done")
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(samples, row, 1)
            self._grid.addWidget(combo, row, 2)
            self._grid.addWidget(shape, row, 3)
            self._combos.append(combo)
            self._shapes.append(shape)
        for column, stretch in ((0, 2), (1, 4), (2, 3), (3, 0)):
            self._grid.setColumnStretch(column, stretch)
        self._grid.setRowStretch(len(preview.columns) + 1, 1)
        self._scroll.setWidget(self._content)
        theme.set_ground(self._content, "raised")
        self._mark()

    def columns(self) -> dict[int, str]:
        """Column → target; an empty one is not imported."""
        if self._preview is None:
            return {}
        return {
            info.index: str(combo.currentData() or "")
            for info, combo in zip(self._preview.columns, self._combos, strict=True)
        }

    def set_target(self, column: int, target: str) -> None:
        with QSignalBlocker(self._combos[column]):
            self._combos[column].setCurrentIndex(self._combos[column].findData(target))
        self._changed()

    @Slot()
    def _changed(self) -> None:
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        """A tick beside what is imported, a triangle beside a field that two columns claim."""
        taken = [target for target in self.columns().values() if target]
        for combo, shape in zip(self._combos, self._shapes, strict=True):
            target = str(combo.currentData() or "")
            twice = target not in MANY and taken.count(target) > 1
            shape.setVisible(bool(target))
            shape.set_state("overdue" if twice else "done")

    def problem(self) -> str:
        if self._preview is None:
            return ""
        taken = [target for target in self.columns().values() if target]
        labels = dict(words.targets(self._preview.entity, self._s))
        for target in taken:
            if target not in MANY and taken.count(target) > 1:
                return tr_("wizard", "Two columns can't both be “{field}”.", field=labels[target])
        updating = self.mode.current() == "update"
        for name, text in words.required(self._preview.entity):
            parts = {name, "name.first", "name.last"} if name == "name" else {name}
            if not parts & set(taken) and not (updating and self._preview.entity == "customers"):
                return tr_("wizard", "Say which column holds “{field}”.", field=text)
        return ""
