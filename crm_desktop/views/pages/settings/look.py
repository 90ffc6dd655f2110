"""How the program looks on this PC: language, light or dark, dense or roomy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox

from crm_desktop.core import autostart, fsops, i18n
from crm_desktop.core.i18n import N_, Text
from crm_desktop.views import prefs
from crm_desktop.views.pages.settings.section import Section
from crm_desktop.views.translation import NATIVE_NAMES
from crm_desktop.views.widgets.tabs import Segmented

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext


class LookSection(Section):
    key: ClassVar[str] = "look"
    name: ClassVar[Text] = N_("settings", "Language and look")

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self.add_header(self.tr("Language and look"))
        self._language = QComboBox()
        self._language.setObjectName("language")
        for code in i18n.LANGUAGES:
            self._language.addItem(NATIVE_NAMES[code], code)
        self._language.activated.connect(self._switch_language)
        self.add_field(self.tr("Language"), self._language, self.tr("Your own data is never translated."))
        choices = [("light", self.tr("Light")), ("dark", self.tr("Dark")), ("system", self.tr("As the system"))]
        self._theme = Segmented(choices)
        self._theme.setObjectName("theme")
        self._theme.chosen.connect(self._switch_theme)
        self.add_field(self.tr("Look"), self._theme)
        self._theme.setMinimumWidth(0)
        self._theme.setMaximumWidth(self._theme.sizeHint().width())
        self._compact = QCheckBox(self.tr("More rows in tables"))
        self._compact.setObjectName("compact")
        self._compact.toggled.connect(self._switch_compact)
        self.add_row(self._compact)
        self._autostart = QCheckBox(self.tr("Start with this PC, for reminders"))
        self._autostart.setObjectName("autostart")
        self._autostart.toggled.connect(self._switch_autostart)
        self.add_row(self._autostart)
        self._autostart.setVisible(autostart.available())

    def refresh(self) -> None:
        self._language.setCurrentIndex(self._language.findData(i18n.language()))
        self._theme.set_current(self.ctx.prefs.get(prefs.THEME) or "system")
        self._compact.blockSignals(True)
        self._compact.setChecked(self.ctx.prefs.get(prefs.COMPACT))
        self._compact.blockSignals(False)
        self._autostart.blockSignals(True)
        self._autostart.setChecked(autostart.available() and autostart.is_on())
        self._autostart.blockSignals(False)

    @Slot()
    def _switch_language(self) -> None:
        language = "lang_" + self._language.currentData()
        self.ctx.command(language)

    @Slot(str)
    def _switch_theme(self, scheme: str) -> None:
        self.ctx.command(f"theme_{scheme}")

    @Slot(bool)
    def _switch_compact(self, on: bool) -> None:
        self.ctx.prefs.set(prefs.COMPACT, on)

    @Slot(bool)
    def _switch_autostart(self, on: bool) -> None:
        try:
            autostart.turn(on)
        except OSError as error:
            self.refresh()
            told = fsops.user_error(error, Path.home())
            if told is None:
                raise
            self.ctx.prompter.error(told)
