"""Web pages with tables, workbooks that are none, and what is pasted."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.core.errors import UserError
from crm_desktop.services.importing.pasting import save_pasted
from crm_desktop.services.importing.reading import layout as layouts
from crm_desktop.services.importing.reading.failure import FileRefused
from crm_desktop.services.importing.reading.opening import open_source
from tests.services.importing.files import csv_file

PAGE = """<html><head><meta charset="{charset}"><title>会员</title></head><body><table><tr><td>菜单</td></tr></table>
<table border=1><tr><th>会员姓名<th>手机号<th>备注</tr>
<tr><td>张&nbsp;伟</td><td x:num="13812345678">1.38E+10</td><td>第一行<br>第二行 &amp; 更多</td></tr>
<tr><td rowspan=2>何明</td><td>13912345678</td><td></td></tr><tr><td>13712345678</td><td>x</td></tr>
<tr><td colspan="2">合计</td><td>2</td></tr></table></body></html>"""

SHEET = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="会员"><Table><Row><Cell><Data ss:Type="String">姓名</Data></Cell><Cell><Data ss:Type="String">电话
</Data></Cell><Cell ss:Index="4"><Data ss:Type="String">生日</Data></Cell></Row>
<Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">张伟</Data></Cell>
<Cell><Data ss:Type="Number">13812345678</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="DateTime">1990-01-02T00:00:00.000</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def rows(path: Path) -> list[list[object]]:
    return [cells for _, cells in open_source(path).read()]


@pytest.mark.parametrize(
    ("charset", "ending"), [("utf-8", "xls"), ("gb2312", "xls"), ("gbk", "html"), ("utf-8", "htm"), ("utf-16", "html")]
)
def test_a_page_that_a_till_calls_a_workbook(tmp_path: Path, charset: str, ending: str) -> None:
    path = csv_file(tmp_path / f"会员.{ending}", PAGE.format(charset=charset), charset)
    source = open_source(path)
    assert [sheet.name for sheet in source.sheets] == ["1", "2"]
    found = rows(path)
    assert found[1] == ["张 伟", 13812345678.0, "第一行\n第二行 & 更多"]
    layout = layouts.find(source, lambda header: header if header in ("会员姓名", "手机号") else "")
    kept = list(layouts.data_rows(source, layout, totals=(totals := [])))
    assert [cells[0] for _, cells in kept] == ["张 伟", "何明", "何明"]
    assert totals == [5]


def test_the_declared_encoding_of_a_page_may_be_wrong(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.html", PAGE.format(charset="gb2312"), "utf-8")
    assert rows(path)[0][0] == "会员姓名"


def test_excel_2003_xml(tmp_path: Path) -> None:
    source = open_source(csv_file(tmp_path / "a.xls", SHEET))
    assert source.sheet == "会员"
    assert [cells for _, cells in source.read()] == [
        ["姓名", "电话\n", "", "生日"],
        [],
        ["张伟", 13812345678.0, "", "1990-01-02"],
    ]
    assert source.merges == [(3, 4, 0, 0)]


def test_text_with_tabs_that_is_called_a_workbook(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.xls", "姓名\t电话\r\n张伟\t13812345678\r\n", "gb18030")
    assert rows(path) == [["姓名", "电话"], ["张伟", "13812345678"]]
    assert rows(csv_file(tmp_path / "b.xls", "姓名\t电话\r\n张伟\t13812345678\r\n", "utf-16"))[1][0] == "张伟"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<html><body>没有表格</body></html>", "bad_file"),
        ("<table>" * 1000, "bad_file"),
        ("<table><tr>" + "<td>x" * 300, "too_large"),
        ("<table><tr><td colspan=9999999>x<td>y", "too_large"),
        (SHEET.replace('ss:Index="3"', 'ss:Index="999999"'), "too_large"),
        (SHEET.replace("<?mso", '<!DOCTYPE x [<!ENTITY a "aaaa">]><?mso').replace(">张伟<", ">&a;<"), "bad_file"),
        (SHEET[:-40], "bad_file"),
        (SHEET.replace("13812345678", "1381x"), "bad_file"),
    ],
)
def test_pages_that_are_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(FileRefused) as caught:
        open_source(csv_file(tmp_path / "a.xls", text))
    assert caught.value.code == code


def test_what_is_pasted_becomes_a_file(tmp_path: Path) -> None:
    windows = (
        "Version:1.0\r\n<html><body><!--StartFragment-->" + PAGE[PAGE.index("<table border") :].partition("</body>")[0]
    )
    path = save_pasted(tmp_path, "会员姓名\t手机号", windows + "<!--EndFragment--></body></html>")
    assert rows(path)[1][1] == 13812345678.0
    plain = save_pasted(tmp_path, '姓名\t备注\r\n张伟\t"第一行\n第二行"\r\n')
    assert (plain.suffix, rows(plain)[1]) == (".tsv", ["张伟", "第一行\n第二行"])
    assert save_pasted(tmp_path, "姓名,电话\n张伟,138\n").suffix == ".txt"
    with pytest.raises(UserError) as caught:
        save_pasted(tmp_path, " \n", "<p>nothing</p>")
    assert caught.value.code == "bad_file"
