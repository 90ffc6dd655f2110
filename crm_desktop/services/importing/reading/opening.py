"""Opening a file of any kind that we read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crm_desktop.services.importing.reading import guards, locked
from crm_desktop.services.importing.reading.delimited import open_text
from crm_desktop.services.importing.reading.source import Book, Source
from crm_desktop.services.importing.reading.vcards import open_cards
from crm_desktop.services.importing.reading.webpage import open_page, open_xml
from crm_desktop.services.importing.reading.workbook import open_workbook


def open_source(
    path: Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    engine: str = "calamine",
    recognise: Callable[[str], str] | None = None,
    password: str = "",
    as_table: bool = False,
) -> Source:
    """Check and open ``path``; raises :class:`FileRefused`.

    ``recognise`` helps to find the sheet with the data: one whose headers it knows comes before notes and lists.
    ``as_table`` keeps a text from being read as a list of people.
    """
    kind = guards.kind_of(path)
    if kind in guards.WORKBOOKS:
        book: Book = path
        if is_compound(path):
            kind, book = locked.opened(path, kind, password)
        return open_workbook(book, kind, sheet, engine, recognise)
    if kind == "html":
        return open_page(path, encoding, sheet)
    if kind == "xml":
        return open_xml(path, sheet)
    if kind == "vcf":
        return open_cards(path, encoding)
    return open_text(path, kind, encoding, delimiter, as_table=as_table)


def is_compound(path: Path) -> bool:
    """Whether it is an older workbook, or a newer one with a password."""
    with path.open("rb") as file:
        return file.read(len(guards.OLE)) == guards.OLE
