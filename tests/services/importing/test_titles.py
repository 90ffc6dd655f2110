"""Rows that were not imported are told with who or what they are about, whatever became of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions, ImportResult, Recipe
from tests.services.importing.files import csv_file, workbook

ORDERS = "Order number,Date,Customer,Product,Quantity,Price\n"


@pytest.fixture
def shop(services: Services) -> Services:
    with services.write(N_("undo", "Test")) as work:
        services.customers.create(work, {"name": "Ana", "phone": ["+8613812345678"], "code": "K1"})
    return services


def bring(shop: Services, tmp_path: Path, text: str, **options: Any) -> ImportResult:
    return import_file(shop, csv_file(tmp_path / "a.csv", text), ImportOptions(**options))


def failed(result: ImportResult) -> list[tuple[int, str]]:
    return list(dict.fromkeys((error.row, error.name) for error in result.errors))


def left_out(result: ImportResult) -> list[tuple[int, str]]:
    return [(skip.row, skip.name) for skip in result.skips]


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize(
    ("entity", "text", "names"),
    [
        ("customers", "Name,Phone,Gender\n Bob  Lee ,13900000000,?\n", ["Bob Lee"]),
        ("customers", "Name,Phone,Company\n,13900000000,Acme\n,13900000001,\n", ["Acme", "13900000001"]),
        ("customers", "First name,Last name,E-mail\nAna,Müller,no mail\n,,no mail\n", ["Ana Müller", "no mail"]),
        ("customers", "名,姓,性别\n伟,张,?\n", ["张伟"]),
        ("customers", "Name,Phone\nCho,13812345678\n", ["Cho"]),
        ("customers", "Name,Customer number\nZed Zhou,K1\n", ["Zed Zhou"]),
        ("products", "Name,Code,Price\nMug,M1,-5\nPen,P1,x\n", ["Mug", "Pen"]),
        ("orders", ORDERS + "A1,2026-06-01,,Mug,1,x\nA1,2026-06-01,,Pen,1,2\n", ["A1", "A1"]),
        ("orders", ORDERS + ",2026-06-01,Nobody,Mug,1,2\n,2026-06-01,,Pen,1,x\n", ["Nobody", "Pen"]),
        ("deals", "Title,Customer,Amount\nShelf,Ana,-5\nTable,Nobody,5\n", ["Shelf", "Table"]),
        ("followups", "Subject,Customer,Due\nCall,Nobody,2026-06-01\nWrite,Ana,x\n", ["Call", "Write"]),
        ("followups", "Subject,Customer,Due\n,Ana,2026-06-01\n", ["Ana"]),
    ],
)
def test_of_what_failed(
    shop: Services, tmp_path: Path, entity: str, text: str, names: list[str], dry_run: bool
) -> None:
    options = {"keys": ("phone",)} if "Zed" in text else {}
    result = bring(shop, tmp_path, text, entity=entity, dry_run=dry_run, **options)
    assert failed(result) == list(enumerate(names, start=2))
    assert [error["name"] for error in result.to_json()["errors"]] == [error.name for error in result.errors]


@pytest.mark.parametrize(
    ("entity", "text", "options", "names"),
    [
        ("customers", "Name,Phone\nAna,13812345678\nBob,\n", {"mode": "new"}, ["Ana"]),
        ("customers", "Name,Phone\nBob,13900000000\nBob,13900000000\n", {}, ["", "Bob"]),
        ("customers", "Name,Phone\nBob,13900000000\n,13900000001\n", {"mode": "update"}, ["Bob", "+8613900000001"]),
        ("customers", "Name,Phone\nBob,13900000000\n,13900000001\n", {"excluded": frozenset({2, 3})},
         ["Bob", "+8613900000001"]),
        ("customers", "Name,Gender\nBob,?\n", {"excluded": frozenset({2})}, ["Bob"]),
        ("customers", "Name,Gender\nBob,?\n", {"values": {"gender": {"?": "\0skip"}}}, ["Bob"]),
        ("products", "Name,Code\nMug,M1\nMug,M1\n", {}, ["", "Mug"]),
        ("orders", ORDERS + "A1,2026-06-01,,Mug,1,2\n,2026-06-01,Ana,Mug,1,2\n",
         {"mode": "update"}, ["A1", "Ana"]),
        ("deals", "Title,Customer\nShelf,Ana\nShelf,Ana\n", {}, ["", "Shelf"]),
        ("followups", "Subject,Customer\nCall,Ana\n", {"mode": "update"}, ["Call"]),
    ],
)  # fmt: skip
def test_of_what_is_left_out(
    shop: Services, tmp_path: Path, entity: str, text: str, options: dict[str, Any], names: list[str]
) -> None:
    result = bring(shop, tmp_path, text, entity=entity, **options)
    assert left_out(result) == [(row, name) for row, name in enumerate(names, start=2) if name]
    assert [skip["name"] for skip in result.to_json()["skips"]] == [name for name in names if name]


def test_of_cells_of_any_kind_and_of_columns_made_of_others(shop: Services, tmp_path: Path) -> None:
    rows = [["Order number", "Date", "Product", "Price"], [1007, "2026-06-01", "Mug", "x"]]
    result = import_file(shop, workbook(tmp_path / "a.xlsx", rows), ImportOptions(entity="orders"))
    assert failed(result) == [(2, "1007")]
    recipes = (Recipe("split", (0,), "/", 2),)
    columns = {0: "", 2: "name", 3: "phone"}
    result = bring(shop, tmp_path, "客户,性别\n何明/139,?\n", recipes=recipes, columns=columns)
    assert failed(result) == [(2, "何明")]


def test_every_line_of_an_order_is_listed(shop: Services, tmp_path: Path) -> None:
    text = ORDERS + "A1,2026-06-01,,Mug,1,2\nA1,2026-06-01,,Pen,1,2\n,2026-06-01,Ana,Mug,1,2\n"
    listed = [(2, "A1"), (3, "A1"), (4, "Ana")]
    result = bring(shop, tmp_path, text, entity="orders")
    assert (result.created, sorted(result.rows_of["created"])) == (3, listed)
    for existing in ("fill", "never"):
        result = bring(shop, tmp_path, text, entity="orders", existing=existing)
        assert (result.unchanged, sorted(result.rows_of["unchanged"])) == (3, listed)
