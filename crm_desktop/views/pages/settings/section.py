"""What the sections of the settings have in common: a heading, rows of label and field, saving as one change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.settings import Setting
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.button import Button, Row
from crm_desktop.views.widgets.labels import FieldLabel, SectionHeader, label

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

FIELD_WIDTH = 320
CONTENT_WIDTH = 720
RING = 4
"""Room at the left for the focus ring of a box."""


class Section(QWidget):
    """``key`` and ``name`` list it at the left of the page; built anew when the language changes."""

    key: ClassVar[str] = ""
    name: ClassVar[Text] = N_("settings", "Settings")
    touches: ClassVar[tuple[str, ...]] = ()
    fills: ClassVar[bool] = False
    """True where the section takes the whole place at the right and scrolls by itself."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__()
        self.ctx = ctx
        self.setObjectName(f"settings_{self.key}")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(RING, 0, 0, 24)
        self.body.setSpacing(12)
        if not self.fills:
            self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
            self.setMaximumWidth(RING + CONTENT_WIDTH)

    def refresh(self) -> None:
        """Load what is shown."""

    def is_editing(self) -> bool:
        """True while something typed is not saved yet."""
        return False

    def add_header(self, title: str, text: str = "") -> SectionHeader:
        """A title, and under it what the section is for; further ones stand apart from what is above."""
        header = SectionHeader(title)
        if self.body.count():
            self.body.addSpacing(12)
        else:  # its line stands at the same height in every section, with buttons at its right and without
            header.setMinimumHeight(measures.CONTROL_ROW + 5)
        self.body.addWidget(header)
        if text:
            self.add_text(text)
        return header

    def add_list_header(
        self, title: str, text: str, add: str, name: str, call: Callable[[], object], *others: QWidget
    ) -> SectionHeader:
        """The head of a list: at its right the quiet button ``<name>_add`` that adds an entry, after ``others``."""
        header = self.add_header(title, text)
        for other in others:
            header.add_widget(other)
        button = Button(add, "quiet", "plus", small=True)
        button.setObjectName(f"{name}_add")
        button.clicked.connect(call)
        header.add_widget(button)
        return header

    def add_text(self, text: str) -> None:
        made = label(text, "body", "2")
        made.setWordWrap(True)
        self.body.addWidget(made)

    def add_field(self, text: str, field: QWidget, hint: str = "") -> None:
        """A field with its label above and a quiet hint below."""
        cell = QVBoxLayout()
        cell.setSpacing(4)
        cell.addWidget(FieldLabel(text, field))
        field.setAccessibleName(text)
        field.setMinimumWidth(FIELD_WIDTH)
        field.setMaximumWidth(FIELD_WIDTH)
        cell.addWidget(field)
        if hint:
            note = label(hint, "small")
            note.setWordWrap(True)
            cell.addWidget(note)
        self.body.addLayout(cell)

    def add_row(self, *widgets: QWidget) -> None:
        """Buttons side by side."""
        row = Row()
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self.body.addLayout(row)

    def save(self, setting: Setting, value: str | int | bool) -> None:
        """Store one business setting, undoable like everything else."""
        services = self.ctx.services
        if services.settings.get(setting) != value:
            with services.write(N_("undo", "Change a setting"), origin=self) as work:
                services.settings.set(work, setting, value)
