"""Where the data is, what was changed and deleted, and the program itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot

import crm_desktop
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.settings import KEEP_HISTORY_DAYS
from crm_desktop.views.pages.settings.keeping import KeepingChoice
from crm_desktop.views.pages.settings.section import Section
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext


class DataSection(Section):
    key: ClassVar[str] = "data"
    name: ClassVar[Text] = N_("settings", "Data and history")
    touches: ClassVar[tuple[str, ...]] = ("settings",)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self.add_header(self.tr("History"), self.tr("Every change can be taken back for as long as it is kept."))
        keep = ctx.services.settings.get(KEEP_HISTORY_DAYS)
        self._keeping = KeepingChoice(keep, self._keep, self)
        self.add_field(
            self.tr("Keep the history for"),
            self._keeping,
            self.tr("Older changes stay in the list, but can't be taken back any more."),
        )
        self.add_row(
            self._button("history", self.tr("History of changes"), "history"),
            self._button("recycle_bin", self.tr("Recycle bin"), "trash"),
        )
        self.add_header(self.tr("Excel"), self.tr("An import is one change: you can take all of it back."))
        self.add_row(self._button("import", self.tr("Import an Excel file"), "download"))
        self.add_header(self.tr("Where the data is"))
        path = label(str(ctx.services.data_dir), "body", "2")
        path.setObjectName("data_folder")
        path.setWordWrap(True)
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        path.setAccessibleName(self.tr("Data folder"))
        self.body.addWidget(path)
        self.add_row(
            self._button("data_folder", self.tr("Open the folder"), "folder"),
            self._button("move_data", self.tr("Move it to another folder"), "arrow-right"),
        )
        self.add_header(self.tr("About"))
        self.body.addWidget(label(self.tr("CRM Desktop {version}").format(version=crm_desktop.__version__)))
        self.add_row(
            self._button("about", self.tr("Version and licences"), "info"),
            self._button("fault_report", self.tr("Save a report for support"), "help"),
        )

    def refresh(self) -> None:
        self._keeping.show_days(self.ctx.services.settings.get(KEEP_HISTORY_DAYS))

    def _keep(self, days: int) -> None:
        self.save(KEEP_HISTORY_DAYS, days)

    def _button(self, command: str, text: str, icon: str) -> Button:
        button = Button(text, "plain", icon)
        button.setObjectName(f"do_{command}")
        button.clicked.connect(self._run)
        return button

    @Slot()
    def _run(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.ctx.command(sender.objectName().removeprefix("do_"))
