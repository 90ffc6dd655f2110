"""Files of every kind, well and ill, through the child process."""

from __future__ import annotations

import os
import random
import signal
import sys
import zlib
from datetime import date
from pathlib import Path

import pytest

from crm_desktop.core.errors import UserError
from crm_desktop.services.importing import process, tasks
from crm_desktop.services.importing.api import inspect
from crm_desktop.services.importing.process import Reader
from tests.services.importing.files import csv_file, raw_workbook, sheet_xml, workbook

PEOPLE = "姓名,电话,生日\n张伟,13812345678,1990-01-02\n单娜,13912345678,农历八月十五\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_chinese_tables_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    found = inspect(csv_file(tmp_path / "a.csv", PEOPLE, encoding))
    assert [column.target for column in found.columns] == ["name", "phone", "birthday"]
    assert found.data_rows == 2
    assert found.columns[0].samples == ("张伟", "单娜")


def test_traditional_chinese_in_big5(tmp_path: Path) -> None:
    found = inspect(csv_file(tmp_path / "a.csv", "姓名,電話\n陳建國,0912345678\n林淑芬,0922333444\n", "big5"))
    assert found.encoding == "big5"
    assert found.columns[0].samples == ("陳建國", "林淑芬")


def test_accents_in_cp1252(tmp_path: Path) -> None:
    found = inspect(csv_file(tmp_path / "a.csv", "Name;City\nFrançois;Besançon\nJosé;Málaga\n", "cp1252"))
    assert found.encoding == "cp1252"
    assert found.delimiter == ";"
    assert found.columns[0].samples == ("François", "José")


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Name;Phone\nAna;13812345678\n", ";"),
        ("Name\tPhone\nAna\t13812345678\n", "\t"),
        ("sep=|\nName|Phone\nAna|13812345678\n", "|"),
        ("Name,Phone\rAna,13812345678\r", ","),
        ('Name,Phone\r\n"Ana, B",13812345678\r\n', ","),
    ],
)
def test_separators_are_found(tmp_path: Path, text: str, delimiter: str) -> None:
    found = inspect(csv_file(tmp_path / "a.txt", text))
    assert found.delimiter == delimiter
    assert [column.target for column in found.columns] == ["name", "phone"]
    assert (found.header_row, found.data_rows) == (1, 1)


def test_the_table_under_titles_beside_other_sheets(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rows = [["客户名单(2026)"], [], ["序号", "客户姓名", "联系电话(手机)"], [1, "张伟", 13812345678], [None, "", ""]]
    rows += [[2, "何明", "139 1234 5678"], ["合计", 2]]
    workbook(path, rows)
    import openpyxl

    book = openpyxl.load_workbook(path)
    book.create_sheet("说明", 0).append(["小李维护"])
    book.create_sheet("空表")
    book.save(path)
    found = inspect(path)
    assert found.sheet == "Sheet1"
    assert [sheet.name for sheet in found.sheets] == ["说明", "Sheet1", "空表"]
    assert (found.header_row, found.data_rows) == (3, 2)
    assert [column.target for column in found.columns] == ["", "name", "phone"]


def test_a_table_without_header_is_recognised_by_its_content(tmp_path: Path) -> None:
    found = inspect(csv_file(tmp_path / "a.csv", "张伟,13812345678,a@b.cn\n何明,13912345678,c@d.cn\n"))
    assert found.header_row == 0
    assert [column.target for column in found.columns] == ["name", "phone", "email"]
    assert found.data_rows == 2


def test_what_kind_of_record_a_file_holds(tmp_path: Path) -> None:
    text = "单号,日期,会员手机,商品,数量,单价,金额\nX1,2026-01-02,,笔,1,2,2\n"
    assert inspect(csv_file(tmp_path / "a.csv", text)).entity == "orders"
    assert inspect(csv_file(tmp_path / "b.csv", PEOPLE)).entity == "customers"


def test_contact_cards_of_phones(tmp_path: Path) -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=BC=9F;;;\r\n"
        "TEL;CELL:138-1234-5678\r\nTEL;WORK:010-54340612\r\nNOTE:a\\, b\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Müller\nitem1.EMAIL;TYPE=INTERNET:ana@exa\n mple.com\n"
        "BDAY:1988-08-15\nORG:Ola;Yoga\nEND:VCARD\n"
    )
    found = inspect(csv_file(tmp_path / "a.vcf", card))
    by_header = {column.header: column.samples for column in found.columns}
    assert by_header["name"] == ("张伟", "Ana Müller")
    assert by_header["phone"] == ("138-1234-5678;010-54340612",)
    assert by_header["email"] == ("ana@example.com",)
    assert by_header["company"] == ("Ola Yoga",)
    assert found.data_rows == 2


def test_day_cells_keep_their_number_format_as_evidence(tmp_path: Path) -> None:
    from crm_desktop.services.importing.reading.workbook import date_formats

    path = workbook(tmp_path / "a.xlsx", [["Name", "Birthday"], ["Ana", date(1990, 3, 5)]], date_format="dd/mm/yyyy")
    assert date_formats(path, "Sheet1") == {1: "dd/mm/yyyy"}


def test_merged_cells_are_undone(tmp_path: Path) -> None:
    import openpyxl

    path = workbook(tmp_path / "a.xlsx", [["单号", "商品", "数量"], ["X1", "笔", 1], [None, "本", 2], ["X2", "尺", 3]])
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("A2:A3")
    book.save(path)
    from crm_desktop.services.importing.reading import layout
    from crm_desktop.services.importing.reading.opening import open_source

    source = open_source(path)
    rows = list(layout.data_rows(source, layout.find(source, lambda header: header)))
    assert [cells[0] for _, cells in rows] == ["X1", "X1", "X2"]


def refused(path: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        inspect(path)
    assert caught.value.text()
    return caught.value


def test_a_text_named_xlsx(tmp_path: Path) -> None:
    assert refused(csv_file(tmp_path / "a.xlsx", PEOPLE)).code == "bad_file"


def test_a_workbook_named_csv(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["a", "b"], [1, 2]])
    assert refused(path.rename(tmp_path / "a.csv")).code == "bad_file"


def test_an_empty_file_an_empty_workbook_and_none(tmp_path: Path) -> None:
    assert refused(csv_file(tmp_path / "a.csv", "")).code == "bad_file"
    assert refused(workbook(tmp_path / "a.xlsx", [])).code == "bad_file"
    assert refused(tmp_path / "none.xlsx").code == "not_found"
    assert refused(csv_file(tmp_path / "a.pdf", "x")).code == "unsupported"
    assert refused(tmp_path).code == "bad_file" or refused(tmp_path).code == "unsupported"


def test_an_empty_sheet_beside_a_full_one(tmp_path: Path) -> None:
    import openpyxl

    path = workbook(tmp_path / "a.xlsx", [["姓名"], ["张伟"]])
    book = openpyxl.load_workbook(path)
    book.create_sheet("空表")
    book.save(path)
    with pytest.raises(UserError) as caught:
        inspect(path, entity="customers", sheet="空表")
    assert caught.value.code == "bad_file"


def test_a_cut_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["姓名"], *[[f"张{i}"] for i in range(500)]])
    path.write_bytes(path.read_bytes()[:2000])
    assert refused(path).code == "bad_file"


def test_a_bomb(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>' + "A" * 30_000_000 + "</t></is></c></row>"
    assert refused(raw_workbook(tmp_path / "a.xlsx", sheet_xml(cells))).code == "too_large"


@pytest.mark.parametrize("reference", ["XFD1048576", "ZZ2", "A1048576"])
def test_a_far_cell(tmp_path: Path, reference: str) -> None:
    row = "".join(filter(str.isdigit, reference))
    cells = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{reference}"><v>1</v></c></row>'
    assert refused(raw_workbook(tmp_path / "a.xlsx", sheet_xml(cells))).code == "too_large"


def test_entities_in_the_xml(tmp_path: Path) -> None:
    lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + sheet_xml(
        "<row><c><v>&b;</v></c></row>"
    )
    assert refused(raw_workbook(tmp_path / "a.xlsx", lol)).code == "bad_file"


def test_too_many_parts(tmp_path: Path) -> None:
    extra = {f"xl/junk{i}.bin": b"" for i in range(2_100)}
    path = raw_workbook(tmp_path / "a.xlsx", sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'), extra=extra)
    assert refused(path).code == "too_large"


def test_a_workbook_with_damaged_bytes_never_takes_the_program_with_it(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["姓名", "电话"], *[[f"张{i}", 13800000000 + i] for i in range(50)]])
    data = bytearray(path.read_bytes())
    for seed in range(12):
        broken = bytearray(data)
        for step in range(20):
            place = zlib.crc32(f"{seed}/{step}".encode()) % len(broken)
            broken[place] ^= 1 << (step % 8)
        path.write_bytes(broken)
        try:
            outcome = "read" if inspect(path).data_rows >= 0 else ""
        except UserError as error:
            outcome = error.code
        assert outcome in ("read", "bad_file", "too_large", "unsupported")


def test_an_unclosed_quotation_mark_is_told_with_its_row(tmp_path: Path) -> None:
    text = 'Name,Phone\nAna,1\n"Bob,2\n' + "x" * 200_000
    assert "quotation" in refused(csv_file(tmp_path / "a.csv", text)).text()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems")
def test_a_killed_child_is_a_clear_message(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", PEOPLE)
    with Reader(tasks.inspect_task(path, entity="customers")) as reader:
        assert reader.pid is not None
        os.kill(reader.pid, signal.SIGKILL)
        with pytest.raises(UserError) as caught:
            list(reader.messages())
    assert caught.value.code == "bad_file"


@pytest.mark.skipif(sys.platform == "win32", reason="a process can't be stopped there")
def test_a_child_that_says_nothing_is_ended(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", PEOPLE)
    task = {**tasks.inspect_task(path, entity="customers"), "silence": 0.3}
    with Reader(task) as reader:
        assert reader.pid is not None
        os.kill(reader.pid, signal.SIGSTOP)
        with pytest.raises(UserError) as caught:
            list(reader.messages())
    assert caught.value.code == "bad_file"


def test_a_table_that_begins_away_from_the_corner(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [],
        [],
        ["", "", "姓名", "电话"],
        ["", "", "张伟", "13812345678"],
        [],
        ["", "", "Ana", ""],
    ]
    found = inspect(workbook(tmp_path / "a.xlsx", rows))
    assert (found.header_row, found.headers, found.data_rows) == (3, ("", "", "姓名", "电话"), 2)
    assert found.rows[3] == (4, ("", "", "张伟", "13812345678"))


def test_a_child_out_of_memory_is_a_clear_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = [random.Random(i).randbytes(200).hex() for i in range(100)]
    rows = "".join(
        f'<row r="{i}">' + "".join(f'<c t="inlineStr"><is><t>{i}{word}</t></is></c>' for word in words) + "</row>"
        for i in range(1, 1_500)
    )
    path = raw_workbook(tmp_path / "a.xlsx", sheet_xml(rows))
    monkeypatch.setattr(process, "MEMORY", 110 << 20)
    assert refused(path).code == "bad_file"
