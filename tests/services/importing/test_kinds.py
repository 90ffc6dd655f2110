"""One list in every kind of file that is read: the same customers come out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crm_desktop.core.errors import UserError
from crm_desktop.services.context import Services
from crm_desktop.services.importing.api import import_file, inspect
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.services.importing.pasting import save_pasted
from tests.services.importing import oldbook
from tests.services.importing.bases import ods, ods_row
from tests.services.importing.files import csv_file, workbook

ROWS = [
    ["会员名单（2026）", "", "", ""],
    ["姓名", "电话", "生日", "备注"],
    ["张 伟", "13812345678", "1990-01-02", "要发票"],
    ["单娜", "139 1234 5678 / 010-54340612", "农历八月十五", "-5 折"],
    ["合计", "2", "", ""],
]
TEXT = "\r\n".join("\t".join(row) for row in ROWS)
PAGE = "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS) + "</table>"
CELL = '<Cell><Data ss:Type="String">{}</Data></Cell>'
XML = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>'
    + "".join("<Row>" + "".join(CELL.format(cell) for cell in row) + "</Row>" for row in ROWS)
    + "</Table></Worksheet></Workbook>"
)
CARDS = (
    "BEGIN:VCARD\nVERSION:3.0\nFN:张 伟\nTEL:13812345678\nBDAY:1990-01-02\nNOTE:要发票\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nFN:单娜\nTEL:139 1234 5678\nTEL:010-54340612\nBDAY:农历八月十五\nNOTE:-5 折\nEND:VCARD\n"
)

KINDS: dict[str, Callable[[Path], Path]] = {
    "xlsx": lambda folder: workbook(folder / "a.xlsx", ROWS),
    "xlsm": lambda folder: workbook(folder / "a.xlsm", ROWS),
    "xls": lambda folder: oldbook.write(folder / "a.xls", ROWS),
    "ods": lambda folder: ods(folder / "a.ods", "".join(ods_row(*row) for row in ROWS)),
    "csv": lambda folder: csv_file(folder / "a.csv", TEXT.replace("\t", ","), "gb18030"),
    "semicolons": lambda folder: csv_file(folder / "a.csv", TEXT.replace("\t", ";"), "utf-8-sig"),
    "tsv": lambda folder: csv_file(folder / "a.tsv", TEXT, "utf-16"),
    "txt": lambda folder: csv_file(folder / "a.txt", TEXT, "utf-16-le"),
    "page": lambda folder: csv_file(folder / "a.html", PAGE),
    "page called xls": lambda folder: csv_file(folder / "a.xls", PAGE),
    "xml called xls": lambda folder: csv_file(folder / "a.xls", XML),
    "text called xls": lambda folder: csv_file(folder / "a.xls", TEXT, "gb18030"),
    "pasted text": lambda folder: save_pasted(folder, TEXT),
    "pasted page": lambda folder: save_pasted(folder, TEXT, f"<html><body>{PAGE}</body></html>"),
    "vcf": lambda folder: csv_file(folder / "a.vcf", CARDS),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_customers_come_out_of_every_kind_of_file(services: Services, tmp_path: Path, kind: str) -> None:
    result = import_file(services, KINDS[kind](tmp_path), ImportOptions(tag=False))
    assert (result.read, result.created, result.failed) == (2, 2, 0), result.errors
    found = services.db.execute_sql("SELECT name, phones, birthday, notes FROM customer ORDER BY id").fetchall()
    assert found == [
        ("张伟", '["+8613812345678"]', "1990-01-02", "要发票"),
        ("单娜", '["+8613912345678", "+861054340612"]', "L--08-15", "-5 折"),
    ]


def test_a_workbook_with_a_password_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(oldbook.compound(bytes(5_000), name="EncryptedPackage"))
    with pytest.raises(UserError) as caught:
        inspect(path)
    assert caught.value.code == "unsupported"
    assert "password" in caught.value.text()
