"""Sound files of every kind, small, to be changed at random."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.services.importing import oldbook
from tests.services.importing.files import workbook

ROWS: list[list[object]] = [
    ["客户名单", None, None, None, None],
    ["姓名", "电话", "生日", "等级", "备注"],
    ["张伟", 13812345678, date(1990, 1, 2), "VIP", "=1+1"],
    ["单娜", "13912345678/010-54340612", "农历八月十五", "vip", "第一行\n第二行"],
    ["何明", "1.38E+10", "05/03/1990", "", "¥1,838.48"],
    ["合计", 3, None, None, None],
]

ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>
<table:table table:name="客户">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"""

CARDS = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=BC=9F;;;\r\n"
    "TEL;CELL:138-1234-5678\r\nBDAY:1988-08-15\r\nNOTE:a\\, b\r\nPHOTO;ENCODING=b:AAAA\r\n AAAA\r\nEND:VCARD\r\n"
) * 3


PEOPLE = "#接龙\n\n1. 王芳 13805712046 2盒，自提\n2、赵敏 +86 137 0571 2048\n3) 周 0571-88886666转8 zhou@x.example\n"
ADDRESSES = 'To: Anna Berg <anna@berg.example>; "Li, Ming" <li@x.example>, 李娜 <lina@qq.example>'


def ods(path: Path, rows: str) -> Path:
    """An OpenDocument workbook whose rows are the given XML."""
    import zipfile

    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    manifest += f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", ODS.format(rows=rows))
    return path


def ods_row(*texts: str) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f"<table:table-row>{cells}</table:table-row>"


def page() -> str:
    body = "".join("<tr>" + "".join(f"<td rowspan=1>{cell or ''}</td>" for cell in row) + "</tr>" for row in ROWS)
    return f'<html><meta charset="utf-8"><table>{body}</table></html>'


def bases(folder: Path) -> list[tuple[str, bytes]]:
    """Ending and bytes of each; workbooks come more often, since their readers are the ones that crash."""
    xlsx = workbook(folder / "base.xlsx", ROWS, date_format="dd/mm/yyyy").read_bytes()
    old = oldbook.compound(oldbook.stream([[str(cell or "") for cell in row] for row in ROWS]))
    table = "".join(ods_row(*[str(cell or "") for cell in row]) for row in ROWS)
    book = ods(folder / "base.ods", table).read_bytes()
    text = "\r\n".join(",".join(str(cell or "").replace("\n", " ") for cell in row) for row in ROWS)
    return [
        ("xlsx", xlsx),
        ("xls", old),
        ("xlsx", xlsx),
        ("csv", text.encode("gb18030")),
        ("ods", book),
        ("xlsx", xlsx),
        ("xls", page().encode()),
        ("vcf", CARDS.encode()),
        ("xls", old),
        ("csv", text.encode("utf-16")),
        ("txt", PEOPLE.encode()),
        ("txt", ADDRESSES.encode("gb18030")),
    ]
