"""Opening a file of any kind that we read."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.services.importing.reading import guards
from crm_desktop.services.importing.reading.delimited import open_text
from crm_desktop.services.importing.reading.source import Source
from crm_desktop.services.importing.reading.vcards import open_cards
from crm_desktop.services.importing.reading.workbook import open_workbook


def open_source(
    path: Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    engine: str = "calamine",
) -> Source:
    """Check and open ``path``; raises :class:`FileRefused`."""
    kind = guards.kind_of(path)
    if kind in guards.WORKBOOKS:
        return open_workbook(path, kind, sheet, engine)
    if kind == "vcf":
        return open_cards(path, encoding)
    return open_text(path, kind, encoding, delimiter)
