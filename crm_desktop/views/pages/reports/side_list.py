"""The list of reports at the left, in groups."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from crm_desktop.core.i18n import render
from crm_desktop.services.reports import ReportInfo
from crm_desktop.views import theme
from crm_desktop.views.widgets.side_list import NameRole, SideDelegate

LEAST, MOST = 144, 208
"""Width of the list; between these it is that of its longest title."""
BESIDE = 24
"""Left and right of a title."""


class ReportList(QListWidget):
    """Named ``report_list``. ``chosen(name)`` is sent when another report becomes current."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_list")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(SideDelegate(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(False)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.currentItemChanged.connect(self._changed)

    def fill(self, reports: Sequence[ReportInfo], current: str) -> None:
        """List ``reports`` under their groups, in the language in force, with ``current`` chosen."""
        self.blockSignals(True)
        self.clear()
        group = ""
        for info in reports:
            if render(info.group) != group:
                group = render(info.group)
                heading = QListWidgetItem(group, self)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
            item = QListWidgetItem(render(info.title), self)
            item.setData(NameRole, info.name)
            item.setToolTip(render(info.description))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, render(info.description))
            if info.name == current:
                self.setCurrentItem(item)
        self.blockSignals(False)
        metrics = QFontMetrics(theme.font("strong"))
        widest = max((metrics.horizontalAdvance(render(info.title)) for info in reports), default=0)
        self.setFixedWidth(max(LEAST, min(widest + BESIDE, MOST)))

    def choose(self, name: str) -> bool:
        """Make the report ``name`` current; False where there is none of that name."""
        for row in range(self.count()):
            if self.item(row).data(NameRole) == name:
                self.setCurrentRow(row)
                return True
        return False

    @Slot(QListWidgetItem, QListWidgetItem)
    def _changed(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None and item.data(NameRole):
            self.chosen.emit(item.data(NameRole))
