# ruff: noqa: E501 - tables of words
"""A column that says whether orders are paid instead of how much of them is."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.services.context import Services
from crm_desktop.services.exporting.entities import export_entity
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.choices import entries, unknown_words
from crm_desktop.services.importing.model import SKIP, ImportOptions, ImportResult
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
    text = HEAD + "A,2026-06-01,Mug,1,10,perhaps\nB,2026-06-01,Mug,1,10,yes\nC,2026-06-01,Mug,1,10,12O0\n"
    result = bring(services, tmp_path, text)
    assert [(error.row, error.column, error.value) for error in result.errors] == [
        (2, "Paid", "perhaps"),
        (4, "Paid", "12O0"),
    ]
    assert str(result.errors[0].reason) == "This is neither an amount nor yes or no"
    assert [(one.word, one.count) for one in unknown_words(result)] == [("perhaps", 1)]
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


@pytest.mark.parametrize(
    "header",
    ["付款状态", "支付状态", "收款状态", "是否付款", "是否付清？", "付款情况", "Payment status", "Payment Status:", "Paid?",
     "paid ?", "PAID?", "Is paid?", "Paid (Y/N)", "Financial Status", "结算状态"],
)  # fmt: skip
def test_a_column_that_says_so_is_known_by_its_header(services: Services, tmp_path: Path, header: str) -> None:
    text = HEAD.replace("Paid", header) + "A,2026-06-01,Mug,2,10,yes\nB,2026-06-01,Mug,2,10,no\n"
    result = bring(services, tmp_path, text)
    assert (result.mapping[header], paid(services)) == ("paid", {"A": (2000, 2000), "B": (2000, 0)})


def test_an_amount_goes_before_a_word(services: Services, tmp_path: Path) -> None:
    text = "订单号,日期,商品,单价,付款状态,已付金额\nA,2026-06-01,Mug,10,部分付款,4\n"
    result = bring(services, tmp_path, text)
    assert (result.mapping["付款状态"], result.mapping["已付金额"]) == ("ignored", "paid")
    assert paid(services) == {"A": (1000, 400)}


@pytest.mark.parametrize(
    ("word", "share"),
    [
        *((word, 1.0) for word in ("已付款", "已支付", "已结清", "已收款", "支付成功", "Paid", "PAID", "Fully paid", "1", "是")),
        *((word, 0.0) for word in ("未付款", "未支付", "待付款", "未结清", "Unpaid", "Not paid", "pending", "On-Hold", "0",
                                   "awaiting_payment", "否")),
    ],
)  # fmt: skip
def test_words_of_a_payment_status(services: Services, tmp_path: Path, word: str, share: float) -> None:
    result = bring(services, tmp_path, HEAD.replace("Paid", "付款状态") + f"A,2026-06-01,Mug,2,10,{word}\n")
    assert [str(error.reason) for error in result.errors] == []
    assert paid(services) == {"A": (2000, 2000 * share)}


def test_ticks_written_as_numbers(services: Services, tmp_path: Path) -> None:
    """Under “Paid” a 1 is an amount, under “Paid in full” it is a yes."""
    for header, amount in (("Paid", 100), ("Paid in full", 1000)):
        rows = [[*HEAD.strip().split(",")[:-1], header], [header, "2026-06-01", "Mug", 1, 10, 1]]
        result = import_file(services, workbook(tmp_path / "a.xlsx", rows), ImportOptions(entity="orders"))
        assert (result.failed, paid(services)[header]) == (0, (1000, amount))


@pytest.mark.parametrize(
    "word", ["部分付款", "部分支付", "已付定金", "Partially paid", "partially_paid", "Part-paid", "deposit"]
)
def test_a_part_is_asked_for(services: Services, tmp_path: Path, word: str) -> None:
    rows = "".join(
        f"{number},2026-06-01,Mug,1,10,{said}\n" for number, said in (("A", word), ("B", "yes"), ("C", word))
    )
    text = HEAD.replace("Paid", "Payment status") + rows
    result = bring(services, tmp_path, text, dry_run=True)
    assert [(error.row, str(error.reason)) for error in result.errors] == [
        (2, "Paid in part: say how much"),
        (4, "Paid in part: say how much"),
    ]
    (asked,) = unknown_words(result)
    assert (asked.target, asked.word, asked.count) == ("paid", word, 2)
    assert entries(services, ImportOptions(entity="orders"), "paid") == [
        ("1", "All of it is paid"),
        ("0", "Nothing of it is paid"),
    ]
    corrected = bring(services, tmp_path, text, dry_run=True, edits={(2, 5): "4"})
    assert (corrected.created, corrected.failed) == (2, 1)
    left = bring(services, tmp_path, text, dry_run=True, values={"paid": {word: SKIP}})
    assert (left.created, left.skipped, left.failed) == (1, 2, 0)
    bring(services, tmp_path, text, values={"paid": {word: "0"}})
    assert paid(services) == {"A": (1000, 0), "B": (1000, 1000), "C": (1000, 0)}
