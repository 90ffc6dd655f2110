"""Why a file is refused."""

from __future__ import annotations

from crm_desktop.core.i18n import N_, Text

DAMAGED = N_("import", "This file is damaged or too large to be read.")
SAVE_AS_XLSX = N_("import", "Open it in your spreadsheet program and save it as a new .xlsx or .csv file.")
NO_SHEET = N_("import", "There is no sheet “{name}” in this workbook.")
SPLIT = N_("import", "Split it into smaller files, or save it as CSV.")


class FileRefused(Exception):
    """``code`` is one of the stable codes; ``message`` and ``advice`` are for people."""

    def __init__(self, code: str, message: Text, advice: Text | None = None) -> None:
        super().__init__(str(message))
        self.code = code
        self.message = message
        self.advice = advice


def damaged() -> FileRefused:
    return FileRefused("bad_file", DAMAGED, SAVE_AS_XLSX)
