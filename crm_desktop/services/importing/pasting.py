"""What a person pastes, kept as a file that is read like any other."""

from __future__ import annotations

import re
from pathlib import Path

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.text import whole

_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.IGNORECASE | re.DOTALL)


def save_pasted(folder: Path, text: str, html: str = "") -> Path:
    """Write the clipboard's table into ``folder`` (which should be private) and return the file.

    The web page is taken where it holds a table: it knows merged cells and lines within a cell. Raises
    :class:`UserError` ``bad_file`` when there is nothing to import.
    """
    if _TABLE.search(html):
        path = folder / "pasted.html"
        path.write_text('<meta charset="utf-8">' + whole(_fragment(html)), "utf-8", newline="")
        return path
    if not text.strip():
        raise UserError(
            "bad_file",
            N_("import", "There is no table on the clipboard."),
            N_("import", "Select the cells in your spreadsheet, copy them, and paste again."),
        )
    path = folder / ("pasted.tsv" if "\t" in text else "pasted.txt")
    path.write_text(whole(text.lstrip("\ufeff")), "utf-8-sig", newline="")
    return path


def _fragment(html: str) -> str:
    """The selected part of what Windows puts on the clipboard, unless the table's own tag is outside it."""
    found = _FRAGMENT.search(html)
    return found[1] if found and _TABLE.search(found[1]) else html
