"""What an import puts into the search index while it runs is what the index would hold if it were made anew."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.core.textlists import stored_list
from crm_desktop.models.search_index import SEARCHED, search_table
from crm_desktop.services.context import Services
from crm_desktop.services.derived import Derived
from crm_desktop.services.importing import run as import_file
from crm_desktop.services.importing.model import ImportOptions

HEADER = ["姓名", "电话", "邮箱", "公司", "微信", "标签", "地址", "备注", "负责人"]
ROWS = [
    [
        "张伟",
        "13812345678",
        "zw@example.cn",
        "小红花文具店",
        "zw_1",
        "老客;VIP",
        "文化路1号",
        "要发票\n周末不在",
        "小林",
    ],
    ["曾芳", "13912345678", "", "", "", "", "", "", ""],
    ["张伟", "13812345678", "other@example.cn", "", "", "团购", "", "", ""],  # folded into the first
    ["O'Brien", "0531 8888 6666", "ob@x.org", 'The "Shop"', "", 'a "b";c\\d', "12 Main", "tab\there", "Ann"],
    ["单小红", "", "", "ＡＢＣ公司", "", "", "區府路", "㎏ ½", ""],
]


def indexed(services: Services) -> dict[str, Any]:
    """Every token of every record with its place, and all lookup keys."""
    db = services.db
    found: dict[str, Any] = {"keys": db.execute_sql("SELECT * FROM lookup_key ORDER BY 1, 2, 3, 4").fetchall()}
    with services.scratch():
        for table in SEARCHED:
            db.execute_sql(
                f"CREATE VIRTUAL TABLE temp.v_{table} USING fts5vocab(main, {search_table(table)}, 'instance')"
            )
            found[table] = sorted(db.execute_sql(f"SELECT doc, col, offset, term FROM temp.v_{table}").fetchall())
    return found


def rebuilt(services: Services) -> dict[str, Any]:
    with services.maintain() as db:
        Derived(db).rebuild()
    return indexed(services)


def write_file(path: Path, rows: list[list[str]], header: list[str] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


@pytest.mark.parametrize(
    "options",
    [ImportOptions(region="CN"), ImportOptions(region="CN", defaults={"tags": "展会", "region": "山东"}, tag=False)],
    ids=["plain", "with defaults"],
)
def test_new_customers(services: Services, tmp_path: Path, options: ImportOptions) -> None:
    result = import_file(services, write_file(tmp_path / "new.csv", ROWS), options)
    assert (result.created, result.failed) == (4, 0)
    assert services.search.find("小红花").total == 1
    assert services.search.find("5678").total == 2
    assert indexed(services) == rebuilt(services)


def test_new_customers_changed_in_the_same_import(services: Services, tmp_path: Path) -> None:
    far = [["甲", f"1370000{n:04d}", "", "", "", "", "", "", ""] for n in range(6_000)]
    again = [["张伟", "13812345678", "", "", "wx-later", "", "新地址", "", ""]]
    import_file(services, write_file(tmp_path / "long.csv", [*ROWS, *far, *again]), ImportOptions(region="CN"))
    assert services.search.find("other@example").total == 1
    assert indexed(services) == rebuilt(services)


def test_own_fields_and_undo(services: Services, tmp_path: Path) -> None:
    with services.write(N_("undo", "Add field")) as work:
        services.custom_fields.add(work, "customers", "Route", "text")
    file = write_file(tmp_path / "own.csv", [[*row, f"north {n}"] for n, row in enumerate(ROWS)], [*HEADER, "Route"])
    result = import_file(services, file, ImportOptions(region="CN"))
    assert services.search.find("north").total == 4
    assert indexed(services) == rebuilt(services)
    assert result.change is not None
    services.history.undo(result.change)
    assert services.search.find("north").total == 0
    assert indexed(services) == rebuilt(services)


@pytest.mark.parametrize("values", [[], ["a"], ['"', "\\", "a, b"], ["\n", "\u2028", "é"], ["x", 'y"', "z"]])
def test_list_columns_are_json_however_they_are_made(values: list[str]) -> None:
    import json

    assert json.loads(stored_list(values)) == values
    assert stored_list(values) == json.dumps(values, ensure_ascii=False)
