"""Settings."""

from __future__ import annotations

from crm_desktop.views.page import Page


class SettingsPage(Page):
    key = "settings"

    def title(self) -> str:
        return self.tr("Settings")
