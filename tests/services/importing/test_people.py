"""Lists of people that are no tables: addresses of a mail, a name and a number a line, what a chat counted."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from crm_desktop.services.context import Services
from crm_desktop.services.importing import run as import_file
from crm_desktop.services.importing.api import inspect
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.services.importing.reading import people

Cells = list[tuple[int, list[str]]]

LISTS: tuple[tuple[str, tuple[str, ...], Cells], ...] = (
    (
        'To: Anna Berg <anna@berg.example>; "Li, Ming" <li@x.example>, bob@y.example，李娜 <mailto:lina@qq.example>;\n',
        ("name", "email"),
        [
            (1, ["Anna Berg", "anna@berg.example"]),
            (2, ["Li, Ming", "li@x.example"]),
            (3, ["bob", "bob@y.example"]),
            (4, ["李娜", "lina@qq.example"]),
        ],
    ),
    (
        "\nann@x.example\n\nbob@y.example\n",
        ("name", "email"),
        [(2, ["ann", "ann@x.example"]), (4, ["bob", "bob@y.example"])],
    ),
    (
        "王芳 13805712046\n\n李强  139 0571 2047 花店老板\n赵敏：13705712048",
        ("name", "phone", "notes"),
        [
            (1, ["王芳", "13805712046", ""]),
            (3, ["李强", "139 0571 2047", "花店老板"]),
            (4, ["赵敏", "13705712048", ""]),
        ],
    ),
    (
        "#接龙\n春季上新 2025-03-04 截止\n1. 王芳 13805712046 2盒，自提\n2、赵敏13705712048\n3. 周 0571-88886666转8\n"
        "4. 匿名\n5) 钱 136-0571-2049 送货 2025-03-04",
        ("name", "phone", "notes"),
        [
            (3, ["王芳", "13805712046", "2盒，自提"]),
            (4, ["赵敏", "13705712048", ""]),
            (5, ["周", "0571-88886666转8", ""]),
            (6, ["匿名", "", ""]),
            (7, ["钱", "136-0571-2049", "送货 2025-03-04"]),
        ],
    ),
    (
        "Name: Ann Lee  Phone: (415) 555-2671 e-mail: ann@x.example loves tea\nJean 06 12 34 56 78\n"
        "Müller 0171/2345678\n+49 (0)171 2345678 Uwe",
        ("name", "phone", "email", "notes"),
        [
            (1, ["Ann Lee", "(415) 555-2671", "ann@x.example", "loves tea"]),
            (2, ["Jean", "06 12 34 56 78", "", ""]),
            (3, ["Müller", "0171/2345678", "", ""]),
            (4, ["Uwe", "+49 (0)171 2345678", "", ""]),
        ],
    ),
    (
        "王芳 13812345678、李强 13912345678，赵敏 13712345678",
        ("name", "phone"),
        [(1, ["王芳", "13812345678"]), (2, ["李强", "13912345678"]), (3, ["赵敏", "13712345678"])],
    ),
    (
        "1. 王芳 13805712046\n2. 匿名\n3. 李强 13905712047\n4. 老客",
        ("name", "phone"),
        [(1, ["王芳", "13805712046"]), (2, ["匿名", ""]), (3, ["李强", "13905712047"]), (4, ["老客", ""])],
    ),
    ("王芳 13812345678/13912345678", ("name", "phone"), [(1, ["王芳", "13812345678;13912345678"])]),
    ("13812345678\n13912345678", ("name", "phone"), [(1, ["13812345678"] * 2), (2, ["13912345678"] * 2)]),
)


@pytest.mark.parametrize(("text", "headers", "rows"), LISTS)
def test_a_list_becomes_people(text: str, headers: tuple[str, ...], rows: Cells) -> None:
    found = people.find(text)
    assert found is not None
    assert found.headers == headers
    assert list(people.rows(found)) == rows


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello world,\nsee you on Monday.",
        "name,phone\nAnn,13812345678\nBob,13912345678",
        "Ann,13812345678\nBob,13912345678",
        "Ann;ann@x.example\nBob;bob@x.example",
        "王芳\t13812345678",
        "姓名|电话|备注\n王芳|13812345678|\n李强||x",
        "A 2025-01-03\nB 2025-02-03",
        "6901234567890\n6901234567891",
        "tea 120\ncoffee 300",
        "订单 2025010312345678\n订单 2025010312345679",
        "王芳 13812345678\n" + "今天下雨，没有人来。\n" * 3,
    ],
)
def test_tables_and_prose_are_left_alone(text: str) -> None:
    assert people.find(text) is None


@pytest.mark.parametrize(
    "text",
    ["1" * 2_000_000, ("a" * 100 + "\n") * 20_000, ("<" * 499 + "\n") * 4_000, (" 1" * 249 + "\n") * 4_000,
     ("a." * 249 + "\n") * 4_000, ("x" * 60 + "@" + "y." * 200 + "\n") * 4_000, ("(1" * 249 + "\n") * 4_000],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    people.find(text)
    assert time.process_time() - began < 8


def test_it_is_imported_and_matched_like_any_file(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "接龙.txt"
    path.write_text("1. 王芳 13805712046 2盒\n2. 李强 13905712047\n3. 13705712048\n", "gb18030")
    preview = inspect(path)
    assert (preview.kind, preview.header_row, preview.headers) == ("people", 0, ("name", "phone", "notes"))
    assert [column.target for column in preview.columns] == ["name", "phone", "notes"]
    assert import_file(services, path, ImportOptions(region="CN")).created == 3
    again = import_file(services, path, ImportOptions(region="CN"))
    assert (again.created, again.unchanged) == (0, 3)
    names = [row[0] for row in services.db.execute_sql("SELECT name FROM customer ORDER BY id")]
    assert names == ["王芳", "李强", "13705712048"]


def test_a_number_or_an_address_replaces_no_name(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名,电话,邮箱\n王芳,13805712046,\n李娜,,lina@qq.example\n周倩,13705712048,\n", "utf-8")
    import_file(services, path, ImportOptions(region="CN"))
    path = tmp_path / "b.txt"
    path.write_text("13805712046\nlina@qq.example\n周小倩 13705712048 老客\n", "utf-8")
    result = import_file(services, path, ImportOptions(region="CN", existing="overwrite"))
    assert (result.created, result.updated) == (0, 1)
    names = [row[0] for row in services.db.execute_sql("SELECT name FROM customer ORDER BY id")]
    assert names == ["王芳", "李娜", "周小倩"]


def test_who_says_that_it_is_a_table_gets_one(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("王芳 13805712046\n李强 13905712047\n", "utf-8")
    assert inspect(path, delimiter=",").kind == "txt"
    assert inspect(path, header_row=0).headers == ("",)
