"""Why a file is refused."""

from __future__ import annotations

from crm_desktop.core.i18n import N_, Text

DAMAGED = N_("import", "This file is damaged or too large to be read.")
SAVE_AS_XLSX = N_("import", "Open it in your spreadsheet program and save it as a new .xlsx or .csv file.")
NO_SHEET = N_("import", "There is no sheet “{name}” in this workbook.")
PASSWORD = N_("import", "This workbook is protected by a password.")
SAVE_WITHOUT = N_("import", "Save it without the password as .xlsx, then import that.")
SPLIT = N_("import", "Split it into smaller files, or save it as CSV.")


class FileRefused(Exception):
    """``code`` is one of the stable codes; ``message`` and ``advice`` are for people, ``details`` for programs."""

    def __init__(
        self, code: str, message: Text, advice: Text | None = None, *, details: dict[str, object] | None = None
    ) -> None:
        super().__init__(str(message))
        self.code = code
        self.message = message
        self.advice = advice
        self.details = details or {}


def damaged() -> FileRefused:
    return FileRefused("bad_file", DAMAGED, SAVE_AS_XLSX)
