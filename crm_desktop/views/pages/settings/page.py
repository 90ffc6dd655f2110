"""Settings: sections at the left, one of them at the right; everything is saved as it is changed."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from crm_desktop.core.changes import Changes
from crm_desktop.core.i18n import render
from crm_desktop.views import theme
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.page import Page
from crm_desktop.views.pages.settings.backup import BackupSection
from crm_desktop.views.pages.settings.data import DataSection
from crm_desktop.views.pages.settings.fields import FieldsSection
from crm_desktop.views.pages.settings.lists import ListsSection
from crm_desktop.views.pages.settings.look import LookSection
from crm_desktop.views.pages.settings.people import PeopleSection
from crm_desktop.views.pages.settings.products import ProductsSection
from crm_desktop.views.pages.settings.rules import RulesSection
from crm_desktop.views.pages.settings.section import RING, Section
from crm_desktop.views.pages.settings.shop import ShopSection
from crm_desktop.views.pages.settings.templates import TemplatesSection
from crm_desktop.views.widgets.card import ScrollArea
from crm_desktop.views.widgets.side_list import NameRole, SideDelegate

SECTIONS: tuple[type[Section], ...] = (
    ShopSection,
    PeopleSection,
    ProductsSection,
    LookSection,
    ListsSection,
    FieldsSection,
    RulesSection,
    TemplatesSection,
    BackupSection,
    DataSection,
)
LIST_WIDTH = 184


class SettingsPage(Page):
    key: ClassVar[str] = "settings"
    touches: ClassVar[tuple[str, ...]] = ("settings", "staff", "choices", "custom_fields", "products")

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self._backup = QAction(self)
        self._backup.setProperty("icon_name", "shield-check")
        self._backup.triggered.connect(self._back_up)
        self._names = QListWidget(self)
        self._names.setObjectName("settings_sections")
        self._names.setFixedWidth(LIST_WIDTH)
        self._names.setItemDelegate(SideDelegate(self._names))
        self._names.setMouseTracking(True)
        self._names.setFrameShape(QListWidget.Shape.NoFrame)
        self._names.currentRowChanged.connect(self._show_row)
        self._stack = QStackedWidget(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 12, 0, 0)
        row.setSpacing(24)
        row.addWidget(self._names)
        row.addSpacing(8 - RING)
        row.addWidget(self._stack, 1)
        self._sections: list[Section] = []
        self._build(0)

    def _build(self, row: int) -> None:
        """All sections anew, in the language in force."""
        self._backup.setText(self.tr("Back up now"))
        self._names.setAccessibleName(self.tr("Sections"))
        self._names.blockSignals(True)
        self._names.clear()
        while (old := self._stack.widget(0)) is not None:
            self._stack.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._sections = [section(self.ctx) for section in SECTIONS]
        for section in self._sections:
            item = QListWidgetItem(render(section.name), self._names)
            item.setData(NameRole, section.key)
            holder = QWidget()
            inside = QHBoxLayout(holder)
            inside.setContentsMargins(0, 0, 24, 0)
            inside.addWidget(section, 1)
            if section.fills:
                self._stack.addWidget(holder)
                continue
            section.body.addStretch(1)
            inside.addStretch(0)
            self._stack.addWidget(ScrollArea(holder))
        self._names.setCurrentRow(row)
        self._names.blockSignals(False)
        self._stack.setCurrentIndex(row)

    def section(self) -> Section:
        """The one that is shown."""
        return self._sections[self._stack.currentIndex()]

    # As a page --------------------------------------------------------------------------

    def title(self) -> str:
        return self.tr("Settings")

    def primary(self) -> QAction:
        return self._backup

    def primary_steps_back(self) -> bool:
        return self.section().key != "backup"

    def refresh(self) -> None:
        self.section().refresh()

    def retranslate(self) -> None:
        self._build(max(self._stack.currentIndex(), 0))

    def keyboard_place(self) -> QWidget | None:
        return self._names

    def is_editing(self) -> bool:
        return self.section().is_editing()

    def show_part(self, part: str) -> None:
        """A section by its ``key``, such as ``staff`` or ``backup``; raises ``ValueError`` for another."""
        self._names.setCurrentRow([section.key for section in self._sections].index(part))

    def wants(self, changes: Changes, origin: object) -> bool:
        return changes.touches(*self.section().touches) and origin is not self.section()

    @Slot(int)
    def _show_row(self, row: int) -> None:
        if row >= 0:
            self._stack.setCurrentIndex(row)
            self.section().refresh()
            self.head_changed.emit()

    @Slot()
    def _back_up(self) -> None:
        self.ctx.command("backup")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self._names.geometry().right() + 9, 0, 1, self.height(), theme.color("line"))
        painter.end()
