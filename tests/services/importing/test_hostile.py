# ruff: noqa: E501 - a table of files
"""Files made to hurt: each is answered in time with a clear message, in bounded memory, and the program lives on."""

from __future__ import annotations

import struct
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from crm_desktop.core.errors import UserError
from crm_desktop.services.importing import process
from crm_desktop.services.importing.api import inspect
from tests.services.importing import oldbook
from tests.services.importing.bases import ods, ods_row
from tests.services.importing.files import csv_file, raw_workbook, sheet_xml

PATIENCE = 60.0
"""Seconds for one file on a busy machine; the promise is 130."""

ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
ENTITIES = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{ENTITIES}]>'


def rows_xml(count: int, width: int = 1) -> str:
    cells = "".join(f"<c><v>{i}</v></c>" for i in range(width))
    return "".join(f"<row>{cells}</row>" for _ in range(count))


def zeros(path: Path, size: int) -> Path:
    """A workbook whose sheet unpacks to one cell of ``size`` zeros."""
    raw_workbook(path, "")
    cheap = zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1)
    with cheap as archive, archive.open("xl/worksheets/sheet2.xml", "w") as out:
        out.write(b'<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>')
        for _ in range(size >> 20):
            out.write(b"A" * (1 << 20))
        out.write(b"</t></is></c></row></sheetData></worksheet>")
    return path


def lying(path: Path) -> Path:
    """An archive that says of its sheet that it is small, and unpacks to 400 MB."""
    zeros(path, 400 << 20)
    data = bytearray(path.read_bytes())
    place = data.find(b"xl/worksheets/sheet2.xml", data.find(b"PK\x01\x02"))
    struct.pack_into("<I", data, place - 46 + 24, 1000)
    path.write_bytes(data)
    return path


def shared(path: Path, count: int) -> Path:
    """Cells that point to a table of texts that is not there."""
    cells = "".join(f'<row r="{i}"><c r="A{i}" t="s"><v>{i * 1000}</v></c></row>' for i in range(1, count))
    return raw_workbook(path, sheet_xml(cells))


def dimension(path: Path, area: str) -> Path:
    text = sheet_xml(ROW).replace("<sheetData>", f'<dimension ref="{area}"/><sheetData>')
    return raw_workbook(path, text)


def old(path: Path, change: Callable[[bytearray], None]) -> Path:
    data = bytearray(oldbook.compound(oldbook.stream([["姓名", "电话"], ["张伟", "13812345678"]] * 20)))
    change(data)
    path.write_bytes(data)
    return path


def fat_ring(data: bytearray) -> None:
    """The chain of sectors of the workbook's stream runs in a circle."""
    for sector in range(2, 12):
        struct.pack_into("<I", data, 512 + 4 * sector, 2 + (sector - 1) % 10)


def folder_ring(data: bytearray) -> None:
    struct.pack_into("<I", data, 512 + 4, 1)


def endless(data: bytearray) -> None:
    """The address table claims to go on in itself, sector after sector."""
    struct.pack_into("<III", data, 44, 0x00FFFFFF, 1, 0)
    struct.pack_into("<II", data, 68, 0, 0x00FFFFFF)


def huge_stream(data: bytearray) -> None:
    struct.pack_into("<Q", data, 1024 + 128 + 120, 0xFFFFFFF0)


def far_cell(data: bytearray) -> None:
    place = data.find(struct.pack("<H", 0x0200), 1536)
    struct.pack_into("<IIHH", data, place + 4, 0, 0xFFFFFFF, 0, 0xFFFF)


REPEATED = (
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16000"'
)
HOSTILE: dict[str, tuple[str, Callable[[Path], Path], tuple[str, ...]]] = {
    "a bomb": ("xlsx", lambda path: zeros(path, 50 << 20), ("too_large",)),
    "a cell of one gigabyte": ("xlsx", lambda path: zeros(path, 1 << 30), ("too_large",)),
    "a bomb that says it is small": ("xlsx", lying, ("too_large", "bad_file")),
    "a cell far to the right": ("xlsx", lambda p: raw_workbook(p, sheet_xml(ROW.replace("A1", "XFD1"))), ("too_large",)),
    "a cell far down": ("xlsx", lambda p: raw_workbook(p, sheet_xml(ROW.replace("1", "1048576"))), ("too_large",)),
    "a row that is far down": ("xlsx", lambda p: raw_workbook(p, sheet_xml('<row r="1048576"><c><v>1</v></c></row>')), ("too_large",)),
    "a row number that is none": ("xlsx", lambda p: raw_workbook(p, sheet_xml('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>')), ("too_large", "bad_file")),
    "a size that is a lie": ("xlsx", lambda path: dimension(path, "A1:XFD1048576"), ("read", "too_large", "bad_file")),
    "entities": ("xlsx", lambda p: raw_workbook(p, LAUGHS + sheet_xml(ROW.replace(">x<", ">&l9;<"))[21:]), ("bad_file",)),
    "entities after a long start": ("xlsx", lambda p: raw_workbook(p, " " * 3_000_000 + LAUGHS + sheet_xml(ROW)[21:]), ("read", "bad_file", "too_large")),
    "texts that are not there": ("xlsx", lambda path: shared(path, 2_000), ("read", "bad_file")),
    "too many cells": ("xlsx", lambda p: raw_workbook(p, sheet_xml(rows_xml(40_000, 80))), ("too_large",)),
    "too many rows": ("xlsx", lambda p: raw_workbook(p, sheet_xml(rows_xml(250_000))), ("too_large",)),
    "tags in tags in tags": ("xlsx", lambda p: raw_workbook(p, sheet_xml("<row>" * 200_000)), ("read", "bad_file", "too_large")),
    "half a tag of many megabytes": ("xlsx", lambda p: raw_workbook(p, "<worksheet " + "a" * 4_000_000), ("bad_file", "too_large")),
    "tags that never end": ("xlsx", lambda p: raw_workbook(p, sheet_xml('<c r="A1" ' * 200_000 + "<row " * 200_000 + '<c r="B2" t="e"><f' * 50_000)), ("read", "bad_file", "too_large")),
    "a link out of the archive": ("xlsx", lambda p: raw_workbook(p, sheet_xml(ROW), extra={"../../evil.xml": b"<x/>"}), ("read",)),
    "rows said a million times": ("ods", lambda p: ods(p, REPEATED + ' office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'), ("too_large",)),
    "blank rows said a million times": ("ods", lambda p: ods(p, ods_row("姓名", "电话") + ods_row("张伟", "13812345678") + REPEATED + "/></table:table-row>"), ("read",)),
    "one cell a million times": ("ods", lambda p: ods(p, "".join(REPEATED.replace("1048000", "100") + ' office:value-type="float" office:value="1"/></table:table-row>' for _ in range(40))), ("too_large", "bad_file")),
    "an old workbook that runs in a circle": ("xls", lambda p: old(p, fat_ring), ("read", "bad_file", "too_large")),
    "an old folder that runs in a circle": ("xls", lambda p: old(p, folder_ring), ("read", "bad_file", "too_large")),
    "an old workbook without an end": ("xls", lambda p: old(p, endless), ("read", "bad_file", "too_large")),
    "an old stream of four gigabytes": ("xls", lambda p: old(p, huge_stream), ("read", "bad_file", "too_large")),
    "an old cell far down": ("xls", lambda p: old(p, far_cell), ("read", "bad_file", "too_large")),
    "a page of open tables": ("html", lambda p: csv_file(p, "<table><tr><td>" * 50_000), ("bad_file",)),
    "a page with a wide cell": ("html", lambda p: csv_file(p, "<table>" + "<tr><td colspan=150 rowspan=199999>x" * 3_000), ("read", "too_large")),
    "one line without an end": ("csv", lambda p: csv_file(p, "a," * 20_000_000), ("too_large", "bad_file")),
    "quotes without an end": ("csv", lambda p: csv_file(p, 'a,b\n"' + "x" * 30_000_000), ("bad_file",)),
    "a card without an end": ("vcf", lambda p: csv_file(p, "BEGIN:VCARD\nNOTE:" + "x\n y" * 3_000_000), ("read", "bad_file")),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered_in_time(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ending, make, answers = HOSTILE[name]
    path = make(tmp_path / f"hostile.{ending}")
    monkeypatch.setattr(process, "CPU_WORKBOOK", 20)
    before = time.monotonic()
    outcome, said = "read", "x"
    try:
        inspect(path)
    except UserError as error:
        outcome, said = error.code, error.text()
    assert outcome in answers
    assert said
    assert outcome != "too_large" or "CSV" in said or "columns" in said
    assert time.monotonic() - before < PATIENCE


def test_a_large_workbook_is_told_to_be_split_or_saved_as_text(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "a.xlsx", sheet_xml(rows_xml(201_000)))
    with pytest.raises(UserError) as caught:
        inspect(path)
    assert caught.value.code == "too_large"
    assert "200,000 rows" in caught.value.text()
    assert "Split it into smaller files, or save it as CSV." in caught.value.text()


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is read from the kernel's files")
def test_a_long_text_is_streamed(tmp_path: Path) -> None:
    """The memory of the child does not grow with the rows; see `dev.py bench` for a million."""
    from crm_desktop.services.importing import tasks
    from crm_desktop.services.importing.process import Reader

    path = tmp_path / "long.csv"
    peaks = []
    for rows in (3_000, 60_000):
        with path.open("w", encoding="utf-8") as out:
            out.write("姓名,电话,生日,备注\n")
            out.writelines(f"张{i},138{i:08},1990-01-02,备注{i}\n" for i in range(rows))
        with Reader(tasks.inspect_task(path, entity="customers")) as reader:
            messages = reader.messages()
            kinds = [next(messages)["kind"]]
            peak = 0
            for message in messages:
                kinds.append(message["kind"])
                peak = max(peak, _peak(reader.pid))
                assert message["data_rows"] == rows
            peaks.append(peak)
        assert kinds == ["layout", "preview"]
    assert peaks[0] > 0
    assert peaks[1] < peaks[0] + 8_000, "kilobytes"


def _peak(pid: int | None) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0
