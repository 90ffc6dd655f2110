"""A column that says whether orders are paid instead of how much of them is."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.services.context import Services
from crm_desktop.services.exporting.entities import export_entity
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions, ImportResult
from tests.services.importing.files import csv_file, workbook

HEAD = "Order number,Date,Product,Quantity,Price,Paid\n"


def bring(services: Services, tmp_path: Path, text: str, **options: object) -> ImportResult:
    path = csv_file(tmp_path / "orders.csv", text)
    result = import_file(services, path, ImportOptions(entity="orders", **options))  # type: ignore[arg-type]
    assert result.read == result.created + result.updated + result.unchanged + result.skipped + result.failed
    return result


def paid(services: Services) -> dict[str, tuple[int, int]]:
    return {row[0]: row[1:] for row in services.db.execute_sql("SELECT number, total, paid FROM sales_order")}


@pytest.mark.parametrize(
    ("word", "amount"),
    [
        *((word, 2000) for word in ("yes", "Yes", "是", "已付", "已付款", "Paid", "√", "TRUE", "", "20", "付清")),
        *(
            (word, 0)
            for word in ("no", "NO", "否", "未付", "未付款", "unpaid", "×", "false", "没有", "无", "赊账", "0")
        ),
        *(("1", 100), ("¥7.50", 750), ("-", 2000)),
    ],
)
def test_words_and_amounts(services: Services, tmp_path: Path, word: str, amount: int) -> None:
    result = bring(services, tmp_path, f"{HEAD}A,2026-06-01,Mug,2,10,{word}\n")
    assert [str(error.reason) for error in result.errors] == []
    assert paid(services) == {"A": (2000, amount)}


def test_the_word_goes_for_the_order_or_for_its_lines_where_they_differ(services: Services, tmp_path: Path) -> None:
    text = HEAD + "".join(
        f"{number},2026-06-01,{product},1,{price},{word}\n"
        for number, words in {
            "A": "yes yes",
            "B": "yes ",
            "C": "no no",
            "D": " no",
            "E": "yes no",
            "F": "5 yes",
        }.items()
        for (product, price), word in zip((("Mug", 10), ("Pen", 3)), words.split(" "), strict=True)
    )
    assert bring(services, tmp_path, text).failed == 0
    assert {number: amount for number, (_, amount) in paid(services).items()} == {
        "A": 1300, "B": 1300, "C": 0, "D": 0, "E": 1000, "F": 800,
    }  # fmt: skip


def test_a_word_is_no_price(services: Services, tmp_path: Path) -> None:
    text = "Order number,Date,Product,Paid\nA,2026-06-01,Mug,yes\nB,2026-06-01,Mug,12\n"
    assert bring(services, tmp_path, text).failed == 0
    assert paid(services) == {"A": (0, 0), "B": (1200, 1200)}


def test_ticks_of_a_workbook(services: Services, tmp_path: Path) -> None:
    rows = [HEAD.strip().split(","), ["A", "2026-06-01", "Mug", 1, 10, True], ["B", "2026-06-01", "Mug", 1, 10, False]]
    result = import_file(services, workbook(tmp_path / "orders.xlsx", rows), ImportOptions(entity="orders"))
    assert (result.failed, paid(services)) == (0, {"A": (1000, 1000), "B": (1000, 0)})


def test_what_was_understood_is_told(services: Services, tmp_path: Path) -> None:
    text = (
        HEAD
        + "A,2026-06-01,Mug,1,10,是\nB,2026-06-01,Mug,1,10,是\nC,2026-06-01,Mug,1,10,未付\nD,2026-06-01,Mug,1,10,9\n"
    )
    result = bring(services, tmp_path, text, dry_run=True)
    notes = [(str(note.reason), note.count, note.examples) for note in result.notes if note.header == "Paid"]
    assert notes == [
        ("Taken to mean that the whole order is paid", 2, ((2, "是", "100%"),)),
        ("Taken to mean that nothing of the order is paid", 1, ((4, "未付", "0"),)),
    ]
    assert [(one.example, one.meaning) for one in result.formats if one.target == "paid"] == [("9", "9.00")]


def test_another_word_is_an_error_of_its_row(services: Services, tmp_path: Path) -> None:
    text = HEAD + "A,2026-06-01,Mug,1,10,partly\nB,2026-06-01,Mug,1,10,yes\nC,2026-06-01,Mug,1,10,12O0\n"
    result = bring(services, tmp_path, text)
    assert [(error.row, error.column, error.value) for error in result.errors] == [
        (2, "Paid", "partly"),
        (4, "Paid", "12O0"),
    ]
    assert str(result.errors[0].reason) == "This is neither an amount nor yes or no"
    assert paid(services) == {"B": (1000, 1000)}


def test_an_order_that_is_there_is_paid_by_a_word(services: Services, tmp_path: Path) -> None:
    bring(services, tmp_path, HEAD + "A,2026-06-01,Mug,1,10,no\n")
    result = bring(services, tmp_path, HEAD + "A,2026-06-01,Mug,1,10,yes\n", existing="overwrite")
    assert (result.updated, result.updates[0].fields) == (1, {"paid": ("0.00", "10.00")})
    assert paid(services) == {"A": (1000, 1000)}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_orders_come_back_unchanged(services: Services, tmp_path: Path, ending: str) -> None:
    text = (
        HEAD
        + "A,2026-06-01,Mug,1,10,yes\nA,2026-06-01,Pen,1,3,yes\nB,2026-06-01,Mug,1,10,no\nC,2026-06-01,Mug,1,10,4\n"
    )
    for existing in ("fill", "overwrite"):
        bring(services, tmp_path, text, existing=existing)
        export_entity(services, "orders", tmp_path / f"out.{ending}")
        back = import_file(services, tmp_path / f"out.{ending}", ImportOptions(entity="orders", existing=existing))  # type: ignore[arg-type]
        assert (back.read, back.unchanged, back.change) == (4, 4, None)
    again = bring(services, tmp_path, text, existing="overwrite")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 4)
