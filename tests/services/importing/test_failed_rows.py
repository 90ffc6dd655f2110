"""The workbook with the rows that failed: they stand in it as they were read, and say the same when imported again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from crm_desktop.services.context import Services
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions, ImportResult
from tests.services.importing.files import csv_file, workbook

NAMES = "name, phones, birthday, notes, wechat, gender"


def bring(services: Services, path: Path, out: Path, **options: Any) -> ImportResult:
    result = import_file(services, path, ImportOptions(errors_to=out, **options))
    assert result.read == result.created + result.updated + result.unchanged + result.skipped + result.failed
    return result


def values(path: Path) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(path).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def correct(path: Path, cells: dict[str, Any]) -> Path:
    """As a person does it: open the workbook, type, save."""
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book.active[place] = value
    book.save(path)
    return path


def test_cells_stay_what_they_were(services: Services, tmp_path: Path) -> None:
    head = ["姓名", "电话", "生日", "备注", "微信", "性别", "次数", "几点", "多久", "勾"]
    cells = ["何明", 13812345678, date(1990, 1, 2), datetime(2024, 3, 4, 5, 6, 7), "007", "?", 12.5, time(8, 30),
             timedelta(hours=30), True]  # fmt: skip
    out = tmp_path / "out.xlsx"
    result = bring(services, workbook(tmp_path / "a.xlsx", [head, cells]), out)
    assert (result.failed, result.errors[0].value, result.created) == (1, "?", 0)
    sheet = openpyxl.load_workbook(out).active
    row = [cell.value for cell in sheet[2]]
    assert row[: len(head)] == [
        "何明", "13812345678", datetime(1990, 1, 2), datetime(2024, 3, 4, 5, 6, 7), "007", "?", 12.5, time(8, 30),
        timedelta(hours=30), True,
    ]  # fmt: skip
    assert row[len(head) :] == ["性别: “?” is not in the list", 2]
    assert [cell.data_type for cell in sheet[2]][:10] == ["s", "s", "d", "d", "s", "s", "n", "d", "d", "b"]
    assert [sheet[place].number_format for place in ("B2", "C2", "D2")] == ["@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"]


def test_corrected_rows_say_what_the_file_would_have(services: Services, tmp_path: Path) -> None:
    head = ["姓名", "电话", "生日", "备注", "微信", "性别"]
    days: list[Any] = [
        date(1990, 1, 2),
        33000,
        "农历八月十五",
        "1988年7月8日",
        "12/31/1970",
        datetime(2001, 2, 3, 4, 5),
    ]
    rows: list[list[Any]] = [
        [f"客户{at}", 13800000000 + at, day, 0.1 + 0.2, f"00{at}", "?"] for at, day in enumerate(days)
    ]
    out = tmp_path / "out.xlsx"
    good = workbook(tmp_path / "good.xlsx", [head, *([*row[:5], "男"] for row in rows)])
    assert bring(services, good, tmp_path / "none.xlsx").created == len(rows)
    expected = services.db.execute_sql(f"SELECT {NAMES} FROM customer ORDER BY name").fetchall()
    services.history.undo_last()
    bad = bring(services, workbook(tmp_path / "a.xlsx", [head, *rows]), out)
    assert bad.failed == len(rows)
    again = import_file(services, correct(out, {f"F{at}": "男" for at in range(2, 2 + len(rows))}))
    assert (again.created, again.failed) == (len(rows), 0)
    there = services.db.execute_sql(f"SELECT {NAMES} FROM customer WHERE deleted_at IS NULL ORDER BY name").fetchall()
    assert there == expected


@pytest.mark.parametrize(
    ("options", "rest"),
    [
        ({}, "Bob,25/12/1990,\n"),
        ({"date_order": "dmy"}, ""),
        ({"orders": {1: "dmy"}}, ""),
    ],
)
def test_what_only_the_whole_file_shows_is_kept(
    services: Services, tmp_path: Path, options: dict[str, Any], rest: str
) -> None:
    """Alone, 03/04/1988 may be the 3rd of April or the 4th of March."""
    out = tmp_path / "out.xlsx"
    path = csv_file(tmp_path / "a.csv", "Name,Birthday,Gender\nAna,03/04/1988,?\n" + rest)
    assert bring(services, path, out, **options).failed == 1
    assert values(out)[1][:3] == ["Ana", "03/04/1988", "?"]
    assert import_file(services, correct(out, {"C2": "F"})).created == 1
    sql = "SELECT birthday FROM customer WHERE name = 'Ana'"
    assert services.db.execute_sql(sql).fetchone() == ("1988-04-03",)


def test_the_format_of_days_is_kept(services: Services, tmp_path: Path) -> None:
    rows = [["Name", "Birthday", "Gender"], ["Ana", "03/04/1988", "?"], ["Bob", date(1990, 1, 2), "M"]]
    out = tmp_path / "out.xlsx"
    assert bring(services, workbook(tmp_path / "a.xlsx", rows, date_format="mm/dd/yyyy"), out).failed == 1
    assert import_file(services, correct(out, {"C2": "F"})).created == 1
    sql = "SELECT birthday FROM customer WHERE name = 'Ana'"
    assert services.db.execute_sql(sql).fetchone() == ("1988-03-04",)


@pytest.mark.parametrize(("rest", "price"), [('B,"3,5",1\n', 123), ('B,"3.5",1\n', 123_400)])
def test_the_decimal_sign_is_kept(services: Services, tmp_path: Path, rest: str, price: int) -> None:
    out = tmp_path / "out.xlsx"
    path = csv_file(tmp_path / "a.csv", 'Name,Price,Cost\nMug,"1,234",x\n' + rest)
    assert bring(services, path, out, entity="products").failed == 1
    assert values(out)[1][:3] == ["Mug", "1,234", "x"]
    assert import_file(services, correct(out, {"C2": 1}), ImportOptions(entity="products")).created == 1
    assert services.db.execute_sql("SELECT price FROM product WHERE name = 'Mug'").fetchone() == (price,)


def test_a_person_still_decides_for_the_column(services: Services, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    path = csv_file(tmp_path / "a.csv", "Name,Birthday,Gender\nAna,03/04/1988,?\nBob,25/12/1990,\n")
    bring(services, path, out)
    import_file(services, correct(out, {"C2": "F"}), ImportOptions(orders={1: "mdy"}))
    sql = "SELECT birthday FROM customer WHERE name = 'Ana'"
    assert services.db.execute_sql(sql).fetchone() == ("1988-03-04",)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_texts_of_every_kind_come_through(services: Services, tmp_path: Path, ending: str) -> None:
    texts = ["=1+1", "007", " a\nb ", "1e5", "TRUE", "2024-01-02", "#N/A", "'x", "1.38E+10", "_x0041_", "13812345678"]
    head = ["姓名", "性别", *(f"c{at}" for at in range(len(texts)))]
    row = ["何明", "?", *texts]
    if ending == "xlsx":
        path = workbook(tmp_path / "a.xlsx", [head])
        book = openpyxl.load_workbook(path)
        for at, text in enumerate(row, 1):
            book.active.cell(2, at).value = text
            book.active.cell(2, at).data_type = "s"
        book.save(path)
    else:
        quoted = ",".join(f'"{text}"' for text in row)
        path = csv_file(tmp_path / "a.csv", ",".join(head) + f"\n{quoted}\n")
    out = tmp_path / "out.xlsx"
    before = bring(services, path, out).raw[2]
    again = import_file(services, out, ImportOptions(dry_run=True)).raw[2]
    assert again[: len(row)] == before
    assert {type(cell) for cell in before} == {str}
    assert [before[2 + at] for at in (0, 1, 3, 4, 5, 8)] == ["=1+1", "007", "1e5", "TRUE", "2024-01-02", "1.38E+10"]


def test_corrections_by_hand_are_kept(services: Services, tmp_path: Path) -> None:
    """One in a row that only the database refuses, one in a row that stays wrong by another cell."""
    import_file(services, csv_file(tmp_path / "there.csv", "Name,Customer number\nZoe,K1\n"))
    rows = [
        ["Name", "Customer number", "Gender", "Birthday"],
        ["Ann", "K1", "F", date(1990, 1, 2)],
        ["Bob", "K3", "?", date(1991, 1, 2)],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    out = tmp_path / "out.xlsx"
    result = bring(services, path, out, edits={(2, 2): "M", (3, 3): "1999-09-09"}, keys=("phone",))
    assert result.failed == 2
    assert [row[:4] for row in values(out)[1:]] == [
        ["Ann", "K1", "M", datetime(1990, 1, 2)],
        ["Bob", "K3", "?", "1999-09-09"],
    ]
