"""One row that can't be stored is told with its place; the rest of the file comes in."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.exporting.entities import export_entity
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions, ImportResult
from crm_desktop.services.orders_model import NewLine, NewOrder
from tests.services.importing.files import csv_file

HEAD = "Order number,Date,Product,Quantity,Price\n"
DISCOUNTS = (
    HEAD + "A1,2026-06-01,Mug,2,12\nA1,2026-06-01,Discount,1,-5\n"
    "A2,2026-06-02,Loyalty rebate,1,-5\nA3,2026-06-03,Teapot,1,-30\nA4,2026-06-04,Teapot,1,30\n"
)


@pytest.fixture
def shop(services: Services) -> Services:
    with services.write(N_("undo", "Test")) as work:
        services.customers.create(work, {"name": "Ana", "phone": ["13812345678"], "code": "K1"})
    return services


def bring(shop: Services, tmp_path: Path, entity: str, text: str, **options: object) -> ImportResult:
    path = csv_file(tmp_path / f"{entity}.csv", text)
    result = import_file(shop, path, ImportOptions(entity=entity, **options))  # type: ignore[arg-type]
    assert result.read == result.created + result.updated + result.unchanged + result.skipped + result.failed
    return result


def told(result: ImportResult) -> list[tuple[int, str, str, str]]:
    return [(error.row, error.column, error.value, str(error.reason)) for error in result.errors]


def lines(shop: Services) -> dict[tuple[str, str], tuple[int, bool]]:
    sql = "SELECT o.number, l.product_name, l.amount, l.product_id FROM order_line l JOIN sales_order o "
    return {row[:2]: (row[2], row[3] is not None) for row in shop.db.execute_sql(sql + "ON o.id = l.order_id")}


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_discount_is_a_line_and_no_product(shop: Services, tmp_path: Path, dry_run: bool) -> None:
    result = bring(shop, tmp_path, "orders", DISCOUNTS, dry_run=dry_run)
    assert (result.created, result.entities["orders"], result.entities["products"], told(result)) == (5, 4, 2, [])
    if dry_run:
        assert lines(shop) == {}
        return
    assert lines(shop) == {
        ("A1", "Mug"): (2400, True),
        ("A1", "Discount"): (-500, False),
        ("A2", "Loyalty rebate"): (-500, False),
        ("A3", "Teapot"): (-3000, True),
        ("A4", "Teapot"): (3000, True),
    }
    assert {product.name: product.price for product in shop.products.all()} == {"Mug": 1200, "Teapot": 3000}
    again = bring(shop, tmp_path, "orders", DISCOUNTS, existing="overwrite")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 5)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_discounts_come_back_unchanged(shop: Services, tmp_path: Path, ending: str) -> None:
    bring(shop, tmp_path, "orders", DISCOUNTS)
    export_entity(shop, "orders", tmp_path / f"out.{ending}")
    back = import_file(shop, tmp_path / f"out.{ending}", ImportOptions(entity="orders", existing="overwrite"))
    assert (back.read, back.unchanged, back.change) == (5, 5, None)


def test_a_discount_is_added_to_an_order_that_is_there(shop: Services, tmp_path: Path) -> None:
    bring(shop, tmp_path, "orders", HEAD + "A1,2026-06-01,Mug,2,12\n")
    result = bring(shop, tmp_path, "orders", DISCOUNTS, existing="overwrite")
    assert (result.updated, result.created, told(result)) == (2, 3, [])
    assert lines(shop)["A1", "Discount"] == (-500, False)


def test_a_line_of_nothing_stops_its_order_only(shop: Services, tmp_path: Path) -> None:
    bring(shop, tmp_path, "orders", DISCOUNTS)
    text = HEAD + "A1,2026-06-01,Mug,2,12\nA1,2026-06-01,Discount,0,-5\nA4,2026-06-05,Teapot,1,31\n"
    result = bring(shop, tmp_path, "orders", text, existing="overwrite")
    assert (result.updated, result.failed) == (1, 2)
    assert told(result) == [
        (2, "Order number", "A1", "Another line of order A1 has an error"),
        (3, "Quantity", "0", "Each line needs a quantity."),
    ]
    assert [change.row for change in result.updates] == [4]
    assert lines(shop)["A1", "Discount"] == (-500, False)


def test_a_product_that_cannot_be_made_stops_its_order_only(
    shop: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create, problem = shop.products.create, N_("product", "A product needs a name.")

    def refusing(work: object, values: dict[str, object]) -> int:
        if values["name"] == "Bad":
            raise ValidationError(problem, {"name": problem})
        return create(work, values)  # type: ignore[arg-type]

    monkeypatch.setattr(shop.products, "create", refusing)
    text = HEAD + "B1,2026-06-01,Mug,1,1\nB1,2026-06-01,Bad,1,1\nB2,2026-06-01,Pen,1,1\n,2026-06-01,Bad,1,1\n"
    result = bring(shop, tmp_path, "orders", text)
    assert (result.created, result.failed, result.entities["orders"]) == (1, 3, 1)
    assert told(result) == [
        (2, "Order number", "B1", "Another line of order B1 has an error"),
        (3, "Product", "Bad", "A product needs a name."),
        (5, "Product", "Bad", "A product needs a name."),
    ]
    with pytest.raises(ValidationError), shop.write(N_("undo", "Test")) as work:
        shop.orders.import_rows(work, [NewOrder("2026-06-01", (NewLine("Bad"),))])


def test_an_amount_too_large_to_store_stops_its_order_only(shop: Services, tmp_path: Path) -> None:
    text = HEAD + "C1,2026-06-01,Mug,900000000000000,900000000000000\nC2,2026-06-01,Pen,1,1\n"
    result = bring(shop, tmp_path, "orders", text)
    assert (result.created, result.failed) == (1, 1)
    assert told(result) == [(2, "Price", "900000000000000", "The number is too large")]


def test_a_customer_who_cannot_be_made_is_told_with_the_row(
    shop: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = ValidationError(N_("customer", "no"), {"name": N_("customer", "This text is too long.")})

    def refusing(work: object, values: dict[str, object]) -> int:
        raise refused

    monkeypatch.setattr(shop.customers, "create", refusing)
    text = "Order number,Date,Customer,Product,Price\nD1,2026-06-01,Zed,Mug,1\nD2,2026-06-01,Ana,Mug,1\n"
    result = bring(shop, tmp_path, "orders", text, unknown="create")
    assert (result.created, told(result)) == (1, [(2, "Customer", "Zed", "This text is too long.")])
    result = bring(shop, tmp_path, "deals", "Title,Customer\nA,Zed\nB,Ana\n", unknown="create")
    assert (result.created, told(result)) == (1, [(2, "Customer", "Zed", "This text is too long.")])


def test_a_refused_deal_is_told_and_leaves_nothing(shop: Services, tmp_path: Path) -> None:
    text = "Title,Customer,Amount,Status\nA,Ana,-5,open\nB,Ana,5,lost\nC,Ana,5,open\n"
    result = bring(shop, tmp_path, "deals", text)
    assert (result.created, result.failed) == (1, 2)
    assert told(result)[0] == (2, "Amount", "-5", "The amount can't be below zero.")
    assert (told(result)[1][0], told(result)[1][3][:15]) == (3, "Choose a reason")
    assert [row[0] for row in shop.db.execute_sql("SELECT title FROM deal")] == ["C"]
    result = bring(shop, tmp_path, "deals", "Title,Customer,Status\nC,Ana,lost\n", existing="overwrite")
    assert (result.failed, result.updated) == (1, 0)
    assert [row[0] for row in shop.db.execute_sql("SELECT status FROM deal")] == ["open"]


def test_a_refused_deal_in_the_row_of_a_customer_is_told_with_the_row(shop: Services, tmp_path: Path) -> None:
    with shop.write(N_("undo", "Test")) as work:
        shop.pipelines.add_stage(work, shop.pipelines.add_pipeline(work, "Wholesale"), "Samples sent")
    head = "Name,Deal: title,Deal: amount,Deal: stage\n"
    text = head + "One,Shelf,-5,\nTwo,Table,5,\nThree,,-5,\nFour,Chair,1,Samples sent\n"
    mapping = {"Deal: title": "deal.title", "Deal: amount": "deal.amount", "Deal: stage": "deal.stage"}
    for dry_run in (True, False):
        result = bring(shop, tmp_path, "customers", text, mapping=mapping, dry_run=dry_run)
        assert (result.created, result.failed) == (2, 2)
        below, stage = told(result)
        assert below == (2, "Deal: amount", "-5", "The amount can't be below zero.")
        assert stage[:3] == (5, "Deal: stage", "Samples sent")
    assert {row[0] for row in shop.db.execute_sql("SELECT name FROM customer")} == {"Ana", "Two", "Three"}


@pytest.mark.parametrize(
    ("entity", "text", "error"),
    [
        ("products", "Name,Price\nMug,-5\nPen,5\n", (2, "Price", "-5", "It can't be below zero.")),
        ("followups", "Subject,Customer,Due,Repeats\nCall,Ana,,weekly\nWrite,Ana,2026-10-01,\n", None),
    ],
)
def test_other_kinds_tell_the_row(
    shop: Services, tmp_path: Path, entity: str, text: str, error: tuple[int, str, str, str] | None
) -> None:
    mapping = {"Repeats": "recurrence", "Due": "due"} if entity == "followups" else {}
    result = bring(shop, tmp_path, entity, text, mapping=mapping)
    assert (result.created, result.failed, result.errors[0].row) == (1, 1, 2)
    assert error is None or told(result) == [error]
