"""Where the table is: titles, headers of two rows, merged cells, sums, hidden rows, the sheet with the data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from crm_desktop.core.entities import CUSTOMERS
from crm_desktop.services.importing import tables
from crm_desktop.services.importing.mapping import Matcher
from crm_desktop.services.importing.reading import layout as layouts
from crm_desktop.services.importing.reading.opening import open_source
from tests.services.importing.files import csv_file, raw_workbook, sheet_xml, workbook

RECOGNISE = Matcher(tables.headers(CUSTOMERS), tables.read_only(CUSTOMERS)).recognise


def read(path: Path, **options: Any) -> tuple[layouts.Layout, list[list[Any]], list[int]]:
    source = open_source(path, recognise=RECOGNISE, **options)
    layout = layouts.find(source, RECOGNISE)
    totals: list[int] = []
    return layout, [cells for _, cells in layouts.data_rows(source, layout, totals=totals)], totals


@pytest.mark.parametrize("engine", ["calamine", "openpyxl"])
def test_a_header_of_two_rows_with_merged_cells(tmp_path: Path, engine: str) -> None:
    rows = [
        ["会员登记表", None, None, None, None],
        ["姓名", "联系方式", None, "购买", None],
        [None, "电话", "邮箱", "日期", "金额"],
        ["张伟", "13812345678", "a@b.cn", "2026-01-02", 12],
        ["何明", "13912345678", None, None, 3],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    book = openpyxl.load_workbook(path)
    for area in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
        book.active.merge_cells(area)
    book.save(path)
    layout, data, _ = read(path, engine=engine)
    assert layout.header_row == 3
    assert layout.headers[:3] == ("姓名", "电话", "邮箱")
    assert [cells[0] for cells in data] == ["张伟", "何明"]


def test_a_header_of_two_rows_in_a_text_file(tmp_path: Path) -> None:
    text = "姓名,联系方式,,生日\n,电话,邮箱,\n张伟,13812345678,a@b.cn,1990-01-02\n"
    layout, data, _ = read(csv_file(tmp_path / "a.csv", text))
    assert (layout.header_row, layout.headers) == (2, ("姓名", "电话", "邮箱", "生日"))
    assert len(data) == 1


def test_columns_that_are_called_alike_under_two_groups(tmp_path: Path) -> None:
    rows = [[None, "本人", None, "家属", None], ["姓名", "姓", "电话", "姓", "电话"], ["张伟", "张", "1", "王", "2"]]
    layout, data, _ = read(workbook(tmp_path / "a.xlsx", rows))
    assert layout.header_row == 2
    assert len(set(layout.headers)) == 5
    assert len(data) == 1


def test_a_row_of_people_is_no_second_header(tmp_path: Path) -> None:
    text = "姓名,电话,备注\n张伟,,电话\n何明,13912345678,邮箱\n"
    layout, data, _ = read(csv_file(tmp_path / "a.csv", text))
    assert layout.header_row == 1
    assert len(data) == 2


def test_rows_of_sums_are_left_out_and_told(tmp_path: Path) -> None:
    rows = [["姓名", "累计消费"], ["张伟", 10], ["小计", 10], ["何明", 5], ["合计：", "15.00"], ["总计 2 人", None]]
    rows += [["合计", "#REF!"]]
    _, data, totals = read(workbook(tmp_path / "a.xlsx", rows))
    assert [cells[0] for cells in data] == ["张伟", "何明"]
    assert totals == [3, 5, 6, 7]
    source = open_source(tmp_path / "a.xlsx")
    kept = list(layouts.data_rows(source, layouts.find(source, RECOGNISE), keep_totals=True))
    assert len(kept) == 6


def test_hidden_rows_are_read_and_counted_and_hidden_sheets_come_last(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["姓名", "电话"], ["张伟", "13812345678"], ["何明", "13912345678"]])
    book = openpyxl.load_workbook(path)
    book.active.row_dimensions[3].hidden = True
    old = book.create_sheet("旧名单", 0)
    for row in [["姓名", "电话"], *[[f"张{i}", f"138000000{i:02}"] for i in range(50)]]:
        old.append(row)
    old.sheet_state = "hidden"
    book.save(path)
    source = open_source(path, recognise=RECOGNISE)
    assert (source.sheet, source.hidden_rows) == ("Sheet1", 1)
    assert [sheet.hidden for sheet in source.sheets] == [True, False]
    assert len(list(layouts.data_rows(source, layouts.find(source, RECOGNISE)))) == 2


@pytest.mark.parametrize("engine", ["calamine", "openpyxl"])
def test_the_sheet_whose_headers_are_known_comes_before_a_longer_one(tmp_path: Path, engine: str) -> None:
    path = workbook(tmp_path / "a.xlsx", [["姓名", "电话", "生日"], ["张伟", "13812345678", None]], sheet="名单")
    book = openpyxl.load_workbook(path)
    notes = book.create_sheet("填写说明", 0)
    for i in range(8):
        notes.append([f"第{i}条", "请按下面的样子填写"])
    book.save(path)
    assert open_source(path, recognise=RECOGNISE, engine=engine).sheet == "名单"
    assert open_source(path, recognise=RECOGNISE, engine=engine, sheet="填写说明").sheet == "填写说明"


@pytest.mark.parametrize("engine", ["calamine", "openpyxl"])
def test_a_formula_that_failed_is_not_blank(tmp_path: Path, engine: str) -> None:
    cells = "".join(
        f'<c r="{column}2" t="inlineStr"><is><t>{text}</t></is></c>' for column, text in (("A", "张伟"), ("B", "x"))
    )
    failed = '<c r="C2" t="e"><f>VLOOKUP(A2,表!A:B,2,0)</f><v>#N/A</v></c><c r="D2" t="e"><v>#REF!</v></c>'
    heads = "".join(
        f'<c r="{column}1" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in (("A", "姓名"), ("B", "公司"), ("C", "电话"), ("D", "备注"))
    )
    path = raw_workbook(tmp_path / "a.xlsx", sheet_xml(f'<row r="1">{heads}</row><row r="2">{cells}{failed}</row>'))
    _, data, _ = read(path, engine=engine)
    assert data == [["张伟", "x", "#N/A", "#REF!"]]


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (1, 3), (3, 1), (2, 2)])
def test_a_small_sheet_has_its_size(tmp_path: Path, rows: int, columns: int) -> None:
    path = workbook(tmp_path / "a.xlsx", [["张伟"] * columns for _ in range(rows)])
    (sheet,) = open_source(path).sheets
    assert (sheet.rows, sheet.columns) == (rows, columns)


def test_formulas_that_were_never_worked_out_are_counted(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", [["姓名", "金额", "备注"], ["张伟", "=1+1", '=IF(A2="",1,2)'], ["何明", 3, "x"]]
    )
    assert open_source(path).no_results == 2
    cells = '<c r="A1" t="str"><f>IF(1,"")</f><v></v></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><f>1</f></c>'
    assert open_source(raw_workbook(tmp_path / "b.xlsx", sheet_xml(f'<row r="1">{cells}</row>'))).no_results == 1
