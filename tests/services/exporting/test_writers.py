"""What the two writers put into files, read back by programs that are not ours."""

from __future__ import annotations

import csv
import io
import itertools
import string
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from crm_desktop.core.errors import Cancelled, UserError
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.exporting import Column, Table, guard, unguard, write_csv, write_xlsx, xlsx_writer
from crm_desktop.services.exporting.files import replacing
from crm_desktop.services.exporting.xlsx_writer import sheet_name, text_width

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\0")
_BODIES = (
    "1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x","click")', "SUM(A1:A9)", "A1", "2+5+cmd|' /C calc'!A0", "''",
    'IMPORTXML("http://x","//a")', "WEBSERVICE(A1)", "DDE(a;b)", "@SUM(1)", "1\n=1", "1;=1", '1,"=1"', "'=1", " =1",
    "ＳＵＭ", "用户", "+86 138", "-5", "0x", "\u200b=1", "(1)", "{=1}", "%0A=1", '"', "1'", "=", "--1",
)  # fmt: skip
PAYLOADS = [sign + body for sign, body in itertools.product(SIGNS, _BODIES)][:200]

TYPED = (
    Column("name", "姓名"),
    Column("phone", "电话"),
    Column("notes", "备注", "longtext"),
    Column("born", "生日", "date"),
    Column("spent", "累计", "money"),
    Column("amount", "数量", "quantity"),
    Column("made", "创建", "datetime"),
    Column("share", "占比", "percent"),
    Column("count", "单数", "number"),
    Column("active", "启用", "bool"),
)
ROW = ("张伟😀", "0138 0000 0001", "第一行\n第二行 <&>", date(1988, 8, 15), -5, 1500,
       datetime(2026, 9, 23, 10, 30), 0.123, 7, True)  # fmt: skip


def sheet(path: Path, number: int = 0) -> list[list[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(number).to_python(skip_empty_area=False)


def test_there_are_two_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) == 200


def test_no_payload_becomes_a_formula_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    columns = (Column("a", "=A", "text"), Column("b", "@B", "longtext"), Column("c", "C", "date"))
    write_xlsx([Table("=t", columns, [(text, text, text) for text in PAYLOADS])], path)
    book = openpyxl.load_workbook(path)
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert len(cells) == 3 * 201
    assert {cell.data_type for cell in cells} == {"s"}
    assert [row[0] for row in sheet(path)[1:]] == PAYLOADS
    formulas = CalamineWorkbook.from_path(str(path))
    assert b"<f>" not in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    assert len(formulas.sheet_names) == 1


def test_no_payload_is_a_formula_in_csv(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    write_csv(Table("t", (Column("a", "=A"),), [(text,) for text in PAYLOADS]), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert not [row for row in rows if row[0].startswith(SIGNS)]
    assert [unguard(row[0]) for row in rows[1:]] == PAYLOADS


def test_raw_csv_leaves_texts_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    write_csv(Table("t", (Column("a", "A"),), [("=1",), ("'=1",)]), path, raw=True)
    assert path.read_bytes() == b"\xef\xbb\xbfA\r\n=1\r\n'=1\r\n"


@given(st.text(alphabet="'=+-@\t\r\0a张") | st.text())
def test_a_guard_can_always_be_taken_off(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(SIGNS)


def test_typed_cells_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert write_xlsx([Table("客户", TYPED, [ROW, (None,) * len(ROW)])], path) == 2
    found = openpyxl.load_workbook(path).worksheets[0]
    assert found.title == "客户"
    assert [cell.value for cell in found[1]] == [column.label for column in TYPED]
    assert found["B2"].value == "0138 0000 0001"
    assert found["B2"].number_format == "@"
    assert found["C2"].value == "第一行\n第二行 <&>"
    assert found["D2"].value == datetime(1988, 8, 15)
    assert found["D2"].is_date
    assert found["E2"].value == -0.05
    assert found["E2"].number_format == "#,##0.00"
    assert found["F2"].value == 1.5
    assert found["G2"].value == datetime(2026, 9, 23, 10, 30)
    assert found["H2"].number_format == "0.0%"
    assert found["J2"].value is True
    assert [cell.value for cell in found[3]] == [None] * len(ROW)
    assert found.freeze_panes == "A2"
    assert found.auto_filter.ref == "A1:J3"
    assert found.print_title_rows == "$1:$1"
    assert found.column_dimensions["C"].width > found.column_dimensions["H"].width


def test_typed_cells_of_csv(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    write_csv(Table("客户", TYPED, [ROW]), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    header, row = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    assert header[0] == "姓名"
    assert row == [
        "张伟😀", "0138 0000 0001", "第一行\n第二行 <&>", "1988-08-15", "-0.05", "1.5",
        "2026-09-23 10:30:00", "0.123", "7", "TRUE",
    ]  # fmt: skip


def test_days_that_spreadsheets_disagree_about_are_texts(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    days = [date(1899, 12, 31), date(1900, 2, 28), date(1900, 3, 1), "L1988-08-15", "--05-03"]
    write_xlsx([Table("t", (Column("d", "D", "date"),), [(day,) for day in days])], path)
    assert [row[0] for row in sheet(path)[1:]] == [
        "1899-12-31", "1900-02-28", date(1900, 3, 1), "L1988-08-15", "--05-03",
    ]  # fmt: skip


ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(
            ANY_TEXT, ANY_TEXT, st.none() | st.integers(-(10**14), 10**14), st.none() | st.dates(date(1900, 3, 1))
        )
    )
)
def test_what_is_written_is_read_back(tmp_path: Path, rows: list[tuple[str, str, int | None, date | None]]) -> None:
    path = tmp_path / "x.xlsx"
    columns = (
        Column("a", "A"), Column("b", "B", "longtext"), Column("m", "M", "money"), Column("d", "D", "date"),
        Column("k", "K", "number"),
    )  # fmt: skip
    write_xlsx([Table("t", columns, [(*row, 1) for row in rows])], path)
    for (text, long, money, day), read in zip(rows, sheet(path)[1:], strict=True):
        assert read[0] == text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
        assert read[1] == long.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
        assert read[2] == ("" if money is None else pytest.approx(money / 100))
        assert read[3] == ("" if day is None else day)


def test_money_without_decimals(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    write_xlsx([Table("t", (Column("m", "M", "money"),), [(1234,)], money_digits=0)], path)
    cell = openpyxl.load_workbook(path).worksheets[0]["A2"]
    assert (cell.value, cell.number_format) == (1234, "#,##0")


def test_rows_beyond_a_sheet_go_on_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_writer, "MAX_ROWS", 301)
    path = tmp_path / "x.xlsx"
    table = Table("客户", (Column("n", "N", "number"),), ((n,) for n in range(700)))
    assert write_xlsx([table], path) == 700
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["客户", "客户 (2)", "客户 (3)"]
    read = [row[0] for i in range(3) for row in book.get_sheet_by_index(i).to_python()[1:]]
    assert read == list(range(700))


def test_exactly_full_sheet_makes_no_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_writer, "MAX_ROWS", 301)
    path = tmp_path / "x.xlsx"
    write_xlsx([Table("t", (Column("n", "N", "number"),), ((n,) for n in range(300)))], path)
    assert CalamineWorkbook.from_path(str(path)).sheet_names == ["t"]


def test_a_text_too_long_for_a_cell_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    write_xlsx([Table("t", (Column("a", "A", "longtext"),), [("长" * 40_000,)])], path)
    assert len(str(sheet(path)[1][0])) == 32_767


def test_cancel_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"old")
    ctx = JobContext()

    def rows() -> object:
        for n in range(100_000):
            if n == 3_000:
                ctx.cancel()
            yield (n,)

    table = Table("t", (Column("n", "N", "number"),), rows())  # type: ignore[arg-type]
    with pytest.raises(Cancelled), replacing(path) as part:
        write_xlsx([table], part, ctx=ctx)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["x.xlsx"]


def test_a_failing_source_leaves_nothing(tmp_path: Path) -> None:
    def fail(part: Path) -> None:
        part.write_text("half")
        raise RuntimeError

    with pytest.raises(RuntimeError), replacing(tmp_path / "x.csv") as part:
        fail(part)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_explained(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught, replacing(tmp_path / "x.csv"):
        raise OSError(28, "No space left on device")
    assert caught.value.code == "disk_full"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["missing/x.csv", "folder"])
def test_places_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError) as caught, replacing(tmp_path / name):
        raise AssertionError
    assert caught.value.code in ("not_found", "denied")


@given(st.text(), st.lists(st.sampled_from(["Sheet", "客户", "客户 (2)"])))
def test_sheet_names_are_allowed(title: str, taken: list[str]) -> None:
    name = sheet_name(title, taken)
    assert 1 <= len(name) <= 31
    assert not set(name) & set("[]:*?/\\")
    assert name.lower() not in [other.lower() for other in taken]
    assert not name.startswith("'")


def test_chinese_counts_double() -> None:
    assert text_width("张伟a\nb") == 5
    assert text_width(string.ascii_letters) == 52
