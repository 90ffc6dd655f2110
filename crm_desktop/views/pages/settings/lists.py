"""The shop's own lists: grades and lifecycle of customers, how they belong together, why deals are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from crm_desktop.core.entities import DEFAULT_LISTS, Choice
from crm_desktop.core.i18n import N_, Text, render
from crm_desktop.core.text import fold
from crm_desktop.views.pages.settings.section import Section
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets.button import Button, icon_button
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.tabs import Tabs

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

NAMES: dict[str, Text] = {
    "grade": N_("settings", "Grades"),
    "lifecycle": N_("settings", "Lifecycle"),
    "relation": N_("settings", "Relations"),
    "lost_reason": N_("settings", "Reasons of lost deals"),
}

HINTS: dict[str, Text] = {
    "lifecycle": N_("settings", "The first five are also worked out from what was bought; their names are yours."),
    "relation": N_("settings", "A relation that reads differently from the other side: write both, “Teacher / pupil”."),
}


class ListsSection(Section):
    key: ClassVar[str] = "lists"
    name: ClassVar[Text] = N_("settings", "Lists")
    touches: ClassVar[tuple[str, ...]] = ("choices",)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        header = self.add_header(
            self.tr("Lists"),
            self.tr("Entries taken out stay on the records that have them. Stages are changed on the board."),
        )
        add = Button(self.tr("Add an entry"), "quiet", "plus", small=True)
        add.setObjectName("choice_add")
        add.clicked.connect(self._add)
        header.add_widget(add)
        self._tabs = Tabs(self)
        self._tabs.set_tabs([(name, render(NAMES[name])) for name in DEFAULT_LISTS])
        self._tabs.chosen.connect(self.refresh)
        self._hint = label("", "body", "2")
        self._hint.setWordWrap(True)
        self.body.addWidget(self._tabs)
        self.body.addWidget(self._hint)
        self._list = TwoLineList("choice_list", self)
        self._list.setAccessibleName(self.tr("Entries"))
        self._list.opened.connect(self._rename)
        self._list.chosen.connect(self._judge)
        self.body.addWidget(self._list)
        self._rename_button = Button(self.tr("Rename"), "plain", "pencil")
        self._rename_button.setObjectName("choice_rename")
        self._rename_button.clicked.connect(self._rename)
        self._up = icon_button("arrow-up", self.tr("Up"), small=False)
        self._up.setObjectName("choice_up")
        self._up.clicked.connect(self._move_up)
        self._down = icon_button("arrow-down", self.tr("Down"), small=False)
        self._down.setObjectName("choice_down")
        self._down.clicked.connect(self._move_down)
        self._remove_button = Button(self.tr("Take out"), "plain")
        self._remove_button.setObjectName("choice_remove")
        self._remove_button.clicked.connect(self._remove)
        self.add_row(self._rename_button, self._up, self._down, self._remove_button)

    @Slot()
    def refresh(self) -> None:
        hint = HINTS.get(self._tabs.current())
        self._hint.setText(render(hint) if hint else "")
        self._hint.setVisible(hint is not None)
        entries = self.ctx.services.choices.entries(self._tabs.current())
        self._list.set_rows([Row(choice.key, render(choice.label)) for choice in entries])
        self._list.fit()
        self._judge()

    @Slot()
    def _judge(self) -> None:
        row, count = self._list.currentRow(), self._list.count()
        self._rename_button.setEnabled(row >= 0)
        self._remove_button.setEnabled(count > 1)
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < count - 1)

    def _entries(self) -> list[tuple[str, str]]:
        """As the service stores them: an entry that we ship and nobody renamed has no label of its own."""
        return [(choice.key, _own_label(choice)) for choice in self.ctx.services.choices.entries(self._tabs.current())]

    def _store(self, text: Text, entries: list[tuple[str, str]], choose: str | None = None) -> None:
        services = self.ctx.services
        with services.write(text) as work:
            services.choices.replace(work, self._tabs.current(), entries)
        self.refresh()
        if choose is not None:
            self._list.choose(choose)

    @Slot()
    def _add(self) -> None:
        name = self.ctx.prompter.ask_text(self.tr("Add an entry"), self.tr("Name"), "", self.tr("Add"))
        if not name:
            return
        entries = self._entries()
        shown = [fold(self._list.row_at(row).title) for row in range(self._list.count())]
        if fold(name) in shown:
            self._list.setCurrentRow(shown.index(fold(name)))
            return
        key = name
        while key in {known for known, _label in entries}:
            key += "+"
        self._store(N_("undo", "Add an entry to a list"), [*entries, (key, name)], key)

    @Slot()
    def _rename(self) -> None:
        key = self._list.key()
        if key is None:
            return
        title = self._list.row_at(self._list.currentRow()).title
        name = self.ctx.prompter.ask_text(self.tr("Rename"), self.tr("Name"), title)
        if name:
            entries = [(known, name if known == key else own) for known, own in self._entries()]
            self._store(N_("undo", "Rename an entry of a list"), entries, key)

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        row, entries = self._list.currentRow(), self._entries()
        if 0 <= row + step < len(entries):
            entries[row], entries[row + step] = entries[row + step], entries[row]
            self._store(N_("undo", "Reorder a list"), entries, entries[row + step][0])

    @Slot()
    def _remove(self) -> None:
        key = self._list.key()
        if key is not None and self._list.count() > 1:
            self._store(N_("undo", "Take an entry out of a list"), [one for one in self._entries() if one[0] != key])


def _own_label(choice: Choice) -> str:
    return choice.label if isinstance(choice.label, str) else ""
