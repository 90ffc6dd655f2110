"""Products that have a name in common: told apart by size or sort, by unit, by number."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.core import catalogue
from crm_desktop.core.i18n import install
from crm_desktop.services.context import Services
from crm_desktop.services.exporting import export_entity
from crm_desktop.services.importing.api import import_file, inspect
from crm_desktop.services.importing.model import ImportOptions, ImportResult
from tests.services.importing.files import workbook


def bring(services: Services, path: Path, entity: str = "products", **options: str) -> ImportResult:
    return import_file(services, path, ImportOptions(entity=entity, **options))  # type: ignore[arg-type]


def products(services: Services) -> list[tuple[str, str, int | None]]:
    return [(one.name, one.unit, one.price) for one in services.products.all()]


TEAS = [
    ["商品名称", "规格", "单位", "售价"],
    ["铁观音", "250g", "罐", 128],
    ["铁观音", "500g", "罐", 238],
    ["龙井 100g", "100G", "盒", 88],
    ["茶漏", None, "个", 12],
]


def test_one_name_in_several_sizes_is_as_many_products(services: Services, tmp_path: Path) -> None:
    path = workbook(tmp_path / "商品.xlsx", TEAS)
    assert inspect(path, services=services).entity == "products"
    result = bring(services, path)
    assert (result.created, result.skipped) == (4, 0)
    assert products(services) == [
        ("茶漏", "个", 1200), ("龙井 100g", "盒", 8800), ("铁观音 250g", "罐", 12800), ("铁观音 500g", "罐", 23800),
    ]  # fmt: skip
    again = bring(services, path)
    assert (again.created, again.unchanged) == (0, 4)


def test_an_order_that_names_the_size_is_of_that_product(services: Services, tmp_path: Path) -> None:
    bring(services, workbook(tmp_path / "商品.xlsx", TEAS))
    rows = [["单号", "日期", "商品名称", "规格", "数量", "金额"], ["X1", "2026-09-01", "铁观音", "500g", 2, 476]]
    bring(services, workbook(tmp_path / "订单.xlsx", rows), "orders")
    assert services.db.execute_sql(
        "SELECT p.name FROM order_line l JOIN product p ON p.id = l.product_id"
    ).fetchall() == [("铁观音 500g",)]
    assert len(products(services)) == 4


def test_what_is_sold_by_the_box_and_by_the_piece_is_two_products(services: Services, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "商品.xlsx",
        [["商品名称", "单位", "售价"], ["矿泉水", "瓶", 2], ["矿泉水", "箱", 40], ["矿泉水", "瓶", 3]],
    )
    result = bring(services, path)
    assert (result.created, result.skipped) == (2, 1)
    assert products(services) == [("矿泉水", "瓶", 200), ("矿泉水", "箱", 4000)]
    again = bring(services, path)
    assert (again.created, again.unchanged, again.skipped) == (0, 2, 1)


def test_another_unit_alone_makes_no_second_product(services: Services, tmp_path: Path) -> None:
    head = ["商品名称", "单位", "售价"]
    bring(services, workbook(tmp_path / "a.xlsx", [head, ["矿泉水", "瓶", 2]]))
    changed = workbook(tmp_path / "b.xlsx", [head, ["矿泉水", "支", 2]])
    assert bring(services, changed).created == 0
    assert bring(services, changed, existing="overwrite").updated == 1
    assert products(services) == [("矿泉水", "支", 200)]


def test_one_name_with_several_numbers_is_as_many_products(services: Services, tmp_path: Path) -> None:
    path = workbook(tmp_path / "商品.xlsx", [["货号", "商品名称", "售价"], ["A1", "围巾", 59], ["A2", "围巾", 69]])
    assert bring(services, path).created == 2
    assert bring(services, path).unchanged == 2


def test_a_product_has_no_persons_name_in_files(services: Services, tmp_path: Path) -> None:
    install("zh_CN", catalogue.lookup("zh_CN"))
    bring(services, workbook(tmp_path / "商品.xlsx", TEAS))
    path = tmp_path / "out.csv"
    export_entity(services, "products", path)
    head = path.read_text("utf-8-sig").splitlines()[0]
    assert "商品名称" in head
    assert "姓名" not in head
    assert bring(services, path).unchanged == 4
    older = tmp_path / "older.csv"
    older.write_text(path.read_text("utf-8-sig").replace("商品名称", "姓名"), "utf-8-sig")
    assert bring(services, older).unchanged == 4
