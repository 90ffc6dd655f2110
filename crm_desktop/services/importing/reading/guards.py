"""Looking at a file before any parser touches it: size, kind, and what a workbook would unpack to."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crm_desktop.core.i18n import N_
from crm_desktop.core.text import whole
from crm_desktop.services.importing.reading.failure import (
    PASSWORD,
    SAVE_AS_XLSX,
    SAVE_WITHOUT,
    SPLIT,
    FileRefused,
    damaged,
)
from crm_desktop.services.importing.reading.source import Book

WORKBOOKS = ("xlsx", "xlsm", "xls", "ods")
TEXTS = ("csv", "tsv", "txt")
PAGES = ("html", "htm")
KINDS = (*WORKBOOKS, *TEXTS, "vcf", *PAGES)
OTHER_BOOKS = ("et", "ett", "xlsb", "numbers", "fods")
"""Workbooks of spreadsheet programs that can write them as one of ours."""

MAX_WORKBOOK = 50 * 1024 * 1024
MAX_CARDS = MAX_PAGE = 50 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 200
RATIO_FROM = 5 * 1024 * 1024
MAX_CELLS = 3_000_000
MAX_AREA = 20_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELL = 32_767

_ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files begin: archives (newer workbooks), and compound files (older ones, and newer ones with a password)."""
_CHUNK = 1 << 20
_FAR = re.compile(rb'r="(?:[H-Z][A-Z]|[A-Z]{3,}|[A-Z]{1,2}(?=\d{7}))\d')
_ROW = re.compile(rb'<(?:\w+:)?row [^>]{0,300}?\br="(\d+)"')
_HIDDEN = re.compile(rb'<(?:\w+:)?row [^>]{0,300}?\bhidden="(?:1|true)"')
_INSIDE = rb"[^>]{0,300}"  # bounded: a tag without an end must not be looked for to the end of the file again and again
_FORMULA = rb"(?:<f" + _INSIDE + rb"/>|<f" + _INSIDE + rb">[^<]{0,9000}</f>)"
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"' + _INSIDE + rb'?\bt="e"' + _INSIDE + rb">" + _FORMULA + rb"?<v>(#[^<]{1,12})</v>"
)
_NO_RESULT = re.compile(
    rb'<c r="[A-Z]{1,3}\d{1,7}"(?!' + _INSIDE + rb'\bt="str")' + _INSIDE + rb">" + _FORMULA
    + rb"(?:<v></v>|<v ?/>)?</c>"
)  # fmt: skip
_LONGEST_CELL = 2_000
_REPEATED = re.compile(rb'number-(columns|rows)-repeated="(\d{1,12})"[^>]{0,300}?(/?)>')
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|meta|table|body|style|div|\?xml|!--)", re.IGNORECASE)
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

TOO_MANY = N_("import", "This workbook is too large: at most {rows} rows and {columns} columns can be read at once.")

MAX_ERRORS = 50_000
"""Cells with errors of one sheet that are told; more of them are as good as told."""


@dataclass(slots=True)
class Seen:
    """What the look at a sheet's XML found: hidden rows, and cells whose formula failed, (row, column) → ``#REF!``.

    Rows count from 1, columns from 0. ``no_results`` counts formulas that no spreadsheet program has worked out yet:
    programs write such files, and their cells are blank until the file was opened and saved.
    """

    hidden: int = 0
    no_results: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def kind_of(path: Path) -> str:
    """The kind by the file's ending, checked against its first bytes; raises :class:`FileRefused`.

    What tills name ``.xls`` is often a web page (``html``), Excel 2003's XML (``xml``) or text (``tsv``): it is
    told apart here.
    """
    kind = path.suffix.lower().lstrip(".")
    if not path.exists():
        raise FileRefused("not_found", N_("import", "There is no file {name}.").fill(name=whole(path.name)))
    if path.is_dir():
        raise FileRefused("bad_file", N_("import", "{name} is a folder, not a file.").fill(name=path.name))
    if kind in OTHER_BOOKS:
        raise FileRefused(
            "unsupported",
            N_("import", "Files of the kind “{kind}” can't be imported.").fill(kind=path.suffix),
            SAVE_AS_XLSX,
        )
    if kind not in KINDS:
        known = ", ".join(KINDS)
        raise FileRefused(
            "unsupported",
            N_("import", "Files of the kind “{kind}” can't be imported.").fill(kind=path.suffix or path.name),
            N_("import", "These can: {kinds}.").fill(kinds=known),
        )
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip():
        raise FileRefused("bad_file", N_("import", "This file is empty."))
    size = path.stat().st_size
    kind = _disguised(head) if kind == "xls" else "html" if kind in PAGES else kind
    _check_magic(kind, head)
    if kind in WORKBOOKS and size > MAX_WORKBOOK:
        raise FileRefused("too_large", N_("import", "This workbook is larger than 50 MB."), SPLIT)
    if kind == "vcf" and size > MAX_CARDS:
        raise FileRefused("too_large", N_("import", "This file of contacts is larger than 50 MB."), SPLIT)
    if kind in ("html", "xml") and size > MAX_PAGE:
        raise FileRefused("too_large", N_("import", "This page is larger than 50 MB."), SPLIT)
    return kind


def _disguised(head: bytes) -> str:
    """What a file named ``.xls`` really is: a workbook, a web page, Excel 2003's XML or text with tabs."""
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if bare.lstrip().startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "xml"
    if _MARKUP.match(bare):
        return "html"
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\t" in head and (wide or not any(byte < 9 for byte in head)):
        return "tsv"
    return "xls"


def _check_magic(kind: str, head: bytes) -> None:
    if kind in ("xlsx", "xlsm"):
        if not head.startswith((_ZIP, OLE)):
            raise not_a_workbook(kind)
    elif kind == "ods":
        if not head.startswith(_ZIP):
            raise not_a_workbook(kind)
    elif kind == "xls":
        if head.startswith(_ZIP):
            raise FileRefused(
                "bad_file",
                N_("import", "This file is named .xls, but it is a newer workbook."),
                N_("import", "Rename it to .xlsx and try again."),
            )
        if not head.startswith((OLE, b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")):
            raise not_a_workbook(kind)
    elif head.startswith((_ZIP, OLE)):
        raise FileRefused(
            "bad_file",
            N_("import", "This file is named .{kind}, but it is a workbook.").fill(kind=kind),
            N_("import", "Give it the ending .xlsx (or .xls) and try again."),
        )


def not_a_workbook(kind: str) -> FileRefused:
    """The error for a file whose name says otherwise than its content."""
    return FileRefused(
        "bad_file",
        N_("import", "This file is named .{kind}, but it is not a workbook.").fill(kind=kind),
        SAVE_AS_XLSX,
    )


def check_archive(book: Book) -> dict[str, Seen]:
    """Refuse a zipped workbook that would unpack to too much; raises :class:`FileRefused`.

    Returns what was seen in each part that is a sheet.
    """
    sheets: dict[str, Seen] = {}
    try:
        with zipfile.ZipFile(book) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            packed = max(1, sum(member.compress_size for member in members))
            if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
                raise FileRefused("too_large", N_("import", "This workbook unpacks to too much data."), SPLIT)
            if unpacked > RATIO_FROM and unpacked / packed > MAX_RATIO:
                raise FileRefused("too_large", N_("import", "This workbook unpacks to too much data."), SPLIT)
            for member in members:
                if member.flag_bits & 1:
                    raise FileRefused("unsupported", PASSWORD, SAVE_WITHOUT)
                if member.filename.lower().endswith((".xml", ".rels")):
                    sheets[member.filename] = _check_part(archive, member)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError, zlib.error) as error:
        raise damaged() from error
    return sheets


def _check_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Seen:
    """Count cells and rows of a sheet and look for far cells and entities, without an XML parser."""
    sheet = "worksheets/" in member.filename
    total = cells = rows = last_row = 0
    seen, tail = Seen(), b""
    for index, chunk in enumerate(_chunks(archive, member)):
        total += len(chunk)
        if total > MAX_UNPACKED:
            raise FileRefused("too_large", N_("import", "This workbook unpacks to too much data."), SPLIT)
        if index == 0 and _DTD.search(chunk):
            raise damaged()
        if member.filename == "content.xml":
            cells += _repeated(chunk)
            if cells > MAX_AREA:
                raise too_many()
        if not sheet:
            continue
        if b'hidden="' in chunk:
            seen.hidden += len(_HIDDEN.findall(chunk))
        if b"<f" in chunk:
            seen.no_results += len(_NO_RESULT.findall(chunk))
        if b't="e"' in chunk and len(seen.errors) < MAX_ERRORS:
            for letters, number, text in _ERROR.findall(tail + chunk):
                seen.errors[int(number), column_number(letters)] = text.decode("ascii", "replace")
        tail = chunk[-_LONGEST_CELL:]
        cells += chunk.count(b"<c")  # some tags of a sheet that are no cells begin like it: a few, not millions
        rows += chunk.count(b"<row")
        if cells > MAX_CELLS or rows > MAX_ROWS + 100:
            raise too_many()
        if _FAR.search(chunk):
            raise too_many()
        row = chunk.rfind(b"<row ")
        found = _ROW.match(chunk, row) if row >= 0 else None
        if found:
            last_row = max(last_row, int(found[1]))
            if last_row > MAX_ROWS + 100:
                raise too_many()
    return seen


def column_number(letters: bytes) -> int:
    """``A`` is 0, ``AA`` is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _repeated(chunk: bytes) -> int:
    """How many cells an OpenDocument table says a hundred times over; blank filling at its edges does not count."""
    total, rows = 0, 1
    for what, count, closed in _REPEATED.findall(chunk):
        if what == b"rows":
            rows = int(count[:9])
        elif not closed:
            total += int(count[:9]) * min(rows, MAX_ROWS)
            rows = 1
    return total


def too_many() -> FileRefused:
    return FileRefused("too_large", TOO_MANY.fill(rows=f"{MAX_ROWS:,}", columns=MAX_COLUMNS), SPLIT)


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as part:
        while chunk := part.read(_CHUNK):
            yield chunk
