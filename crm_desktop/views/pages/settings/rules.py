"""Entry rules: which fields must be filled in before a new customer or deal is saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from crm_desktop.core.i18n import N_, Text, render
from crm_desktop.services.entry_rules import OFFERED
from crm_desktop.views.pages.settings.section import Section
from crm_desktop.views.theme import measures

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

COLUMNS = 3


class RulesSection(Section):
    key: ClassVar[str] = "rules"
    name: ClassVar[Text] = N_("settings", "Entry rules")
    touches: ClassVar[tuple[str, ...]] = ("settings", "custom_fields")

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        titles = {"customers": self.tr("A new customer needs"), "deals": self.tr("A new deal needs")}
        text = self.tr(
            "The form asks for what is ticked before it saves. What is imported, or there already, may lack it; "
            "“Data quality” lists who does."
        )
        self._boxes: dict[str, dict[str, QCheckBox]] = {}
        self._grids: dict[str, QGridLayout] = {}
        for entity in OFFERED:
            self.add_header(titles[entity], text)
            text = ""
            holder = QWidget()
            holder.setAccessibleName(titles[entity])
            grid = self._grids[entity] = QGridLayout(holder)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(measures.GAP_L)
            grid.setVerticalSpacing(measures.GAP_S)
            for column in range(COLUMNS):
                grid.setColumnStretch(column, 1)
            self.body.addWidget(holder)

    def refresh(self) -> None:
        for entity in OFFERED:
            self._show(entity)

    def _show(self, entity: str) -> None:
        rules = self.ctx.services.entry_rules
        labels = {spec.name: render(spec.label) for spec in rules.offered(entity)}
        boxes = self._boxes.get(entity, {})
        if {name: box.text() for name, box in boxes.items()} != labels:
            boxes = self._boxes[entity] = self._anew(entity, labels)
        chosen = rules.required(entity)
        for name, box in boxes.items():
            box.setChecked(name in chosen)

    def _anew(self, entity: str, labels: dict[str, str]) -> dict[str, QCheckBox]:
        """The boxes of one kind of record, read down the columns."""
        grid = self._grids[entity]
        for old in self._boxes.get(entity, {}).values():
            grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        rows = -(-len(labels) // COLUMNS)
        boxes = {}
        for at, (name, text) in enumerate(labels.items()):
            box = boxes[name] = QCheckBox(text)
            box.setObjectName(f"rule_{entity}_{name}")
            box.clicked.connect(partial(self._save, entity))
            grid.addWidget(box, at % rows, at // rows)
        return boxes

    def _save(self, entity: str) -> None:
        services = self.ctx.services
        with services.write(N_("undo", "Change an entry rule"), origin=self) as work:
            services.entry_rules.require(
                work, entity, [name for name, box in self._boxes[entity].items() if box.isChecked()]
            )
