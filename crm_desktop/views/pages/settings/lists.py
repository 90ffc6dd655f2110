"""The shop's own lists: grades and lifecycle of customers, how they belong together, why deals are lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from crm_desktop.core.entities import DEFAULT_LISTS, Choice
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.core.money import MoneyError, parse_number
from crm_desktop.core.text import fold
from crm_desktop.views.pages.settings.entry_list import EntryList
from crm_desktop.views.pages.settings.section import Section
from crm_desktop.views.two_line_list import Row
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.menu import Menu
from crm_desktop.views.widgets.tabs import Tabs

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

NAMES: dict[str, Text] = {
    "grade": N_("settings", "Grades"),
    "lifecycle": N_("settings", "Lifecycle"),
    "relation": N_("settings", "Relations"),
    "lost_reason": N_("settings", "Reasons of lost deals"),
}

USUAL_PLANS = (7, 14, 30, 60, 90, 180)
HINTS: dict[str, Text] = {
    "grade": N_("settings", "With a plan, Today names whoever has not heard from you for that long."),
    "lifecycle": N_("settings", "The first five are also worked out from what was bought; their names are yours."),
    "relation": N_("settings", "A relation that reads differently from the other side: write both, “Teacher / pupil”."),
}


class ListsSection(Section):
    key: ClassVar[str] = "lists"
    name: ClassVar[Text] = N_("settings", "Lists")
    touches: ClassVar[tuple[str, ...]] = ("choices", "settings")

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self.add_list_header(
            self.tr("Lists"),
            self.tr("Entries taken out stay on the records that have them. Stages are changed on the board."),
            self.tr("Add an entry"), "choice", self._add,
        )  # fmt: skip
        self._tabs = Tabs(self)
        self._tabs.set_tabs([(name, render(NAMES[name])) for name in DEFAULT_LISTS])
        self._tabs.chosen.connect(self.refresh)
        self._hint = label("", "body", "2")
        self._hint.setWordWrap(True)
        self.body.addWidget(self._tabs)
        self.body.addWidget(self._hint)
        self._list = EntryList(
            "choice", self.tr("Entries"), change=self.tr("Rename"), remove=self.tr("Take out"), least=1
        )
        self._list.change.connect(self._rename)
        self._list.moved.connect(self._move)
        self._list.removed.connect(self._remove)
        self._plan = Button(self.tr("Stay in touch"), "quiet", "repeat", menu_arrow=True)
        self._plan.setObjectName("choice_plan")
        self._plan.setToolTip(self.tr("How often customers of this grade should hear from you"))
        self._plan.clicked.connect(self._plans)
        self._list.add_button(self._plan)
        self._list.chosen.connect(self._judge)
        self.body.addWidget(self._list)

    @Slot()
    def refresh(self) -> None:
        name = self._tabs.current()
        hint = HINTS.get(name)
        self._hint.setText(render(hint) if hint else "")
        self._hint.setVisible(hint is not None)
        self._plan.setVisible(name == "grade")
        plans = self.ctx.services.today.care.plans() if name == "grade" else {}
        entries = self.ctx.services.choices.entries(name)
        rows = [Row(one.key, render(one.label), "", _every(plans.get(one.key, 0))) for one in entries]
        self._list.show_rows(rows)

    @Slot()
    def _judge(self) -> None:
        self._plan.setEnabled(self._list.key() is not None)

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
        known = self.ctx.services.choices.entries(self._tabs.current())
        same = next((one.key for one in known if fold(render(one.label)) == fold(name)), None)
        if same is not None:
            self._list.choose(same)
            return
        key = name
        while key in {known for known, _label in entries}:
            key += "+"
        self._store(N_("undo", "Add an entry to a list"), [*entries, (key, name)], key)

    @Slot(object)
    def _rename(self, key: str) -> None:
        title = self.ctx.services.choices.label(self._tabs.current(), key)
        name = self.ctx.prompter.ask_text(self.tr("Rename"), self.tr("Name"), title)
        if name:
            entries = [(known, name if known == key else own) for known, own in self._entries()]
            self._store(N_("undo", "Rename an entry of a list"), entries, key)

    @Slot(int, int)
    def _move(self, row: int, to: int) -> None:
        entries = self._entries()
        entries.insert(to, entries.pop(row))
        self._store(N_("undo", "Reorder a list"), entries, entries[to][0])

    @Slot(object)
    def _remove(self, key: str) -> None:
        self._store(N_("undo", "Take an entry out of a list"), [one for one in self._entries() if one[0] != key])

    # The plan of a grade ----------------------------------------------------------------

    @Slot()
    def _plans(self) -> None:
        """How often to get in touch with customers of the chosen grade."""
        grade = self._list.key()
        now = self.ctx.services.today.care.days(grade)
        menu = Menu(self)
        menu.add(self.tr("No plan"), partial(self._set_plan, grade, 0), checked=not now)
        for days in sorted({*USUAL_PLANS, now} - {0}):
            menu.add(_every(days), partial(self._set_plan, grade, days), checked=days == now)
        menu.addSeparator()
        menu.add(self.tr("Other …"), partial(self._ask_plan, grade))
        menu.show_under(self._plan)

    def _ask_plan(self, grade: str) -> None:
        text = self.ctx.prompter.ask_text(
            self.tr("Get in touch every … days"), self.tr("Days"), "", self.tr("Set the plan")
        )
        if text is None:
            return
        try:
            self._set_plan(grade, int(parse_number(text)))
        except MoneyError as error:
            self.ctx.prompter.inform(self.tr("That is no number of days"), render(error.reason))
        except UserError as error:
            self.ctx.prompter.error(error)

    def _set_plan(self, grade: str, days: int) -> None:
        services = self.ctx.services
        if services.today.care.days(grade) == days:
            return
        with services.write(N_("undo", "Set how often to get in touch")) as work:
            services.today.care.set(work, grade, days)
        self.refresh()
        name = services.choices.label("grade", grade)
        text = self.tr("{grade}: {plan}").format(grade=name, plan=_every(days) or self.tr("No plan"))
        self.ctx.toasts.show(text, undo_change=work.id)


def _every(days: int) -> str:
    """``every 14 days``; empty for no plan."""
    if days == 1:
        return tr_("settings", "Get in touch every day")
    return tr_("settings", "Get in touch every {n} days", n=days) if days else ""


def _own_label(choice: Choice) -> str:
    return choice.label if isinstance(choice.label, str) else ""
