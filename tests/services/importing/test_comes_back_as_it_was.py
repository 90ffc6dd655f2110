"""What a workbook of a shop says must mean the same records when it comes back, in the same shop and in another one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.exporting.entities import export_everything
from crm_desktop.services.importing import api
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.services.orders import NewLine

TEST = N_("undo", "Test")


def moved(shop: Services, other: Services, book: Path, **options: object) -> tuple[int, int]:
    """Bring the workbook of ``shop`` into ``other``: how many rows made or changed something. Nothing may fail."""
    export_everything(shop, book)
    counts = [0, 0]
    for table in api.inspect(book, survey=True, services=other).tables:
        wanted = ImportOptions(entity=table.entity, sheet=table.sheet, tag=False, **options)  # type: ignore[arg-type]
        result = api.import_file(other, book, wanted)
        assert (result.failed, result.skipped) == (0, 0), (table.sheet, result.errors[:3], result.skips[:3])
        counts = [counts[0] + result.created, counts[1] + result.updated]
    return counts[0], counts[1]


def sold(shop: Services, customer: int, **values: object) -> int:
    with shop.write(TEST) as work:
        lines = [NewLine("茶", quantity=1000, price=100_00)]
        return shop.orders.create(work, {"customer": customer, "date": date(2026, 9, 1), "lines": lines, **values})


@pytest.mark.parametrize("second", ["ANN", "ａｎｎ", "Ann"])
def test_names_that_an_import_takes_for_one_are_told_apart_by_numbers(
    services: Services, open_shop: Callable[..., Services], tmp_path: Path, second: str
) -> None:
    with services.write(TEST) as work:
        people = [services.customers.create(work, {"name": name}) for name in ("Ann", second)]
    for one in people:
        sold(services, one)
    other = open_shop(tmp_path / "other")
    moved(services, other, tmp_path / "all.xlsx")
    sql = "SELECT o.number, c.code FROM sales_order o JOIN customer c ON c.id = o.customer_id ORDER BY 1"
    assert other.db.execute_sql(sql).fetchall() == services.db.execute_sql(sql).fetchall()


def test_a_name_that_is_the_number_of_another_is_not_that_one(
    services: Services, open_shop: Callable[..., Services], tmp_path: Path
) -> None:
    with services.write(TEST) as work:
        services.customers.create(work, {"name": "Ann", "code": "VIP"})
        club = services.customers.create(work, {"name": "VIP"})
    sold(services, club)
    other = open_shop(tmp_path / "other")
    moved(services, other, tmp_path / "all.xlsx")
    sql = "SELECT c.name FROM sales_order o JOIN customer c ON c.id = o.customer_id"
    assert other.db.execute_sql(sql).fetchall() == [("VIP",)]


def test_what_belongs_to_somebody_in_the_bin_stays_theirs_though_another_is_called_so(
    services: Services, tmp_path: Path
) -> None:
    with services.write(TEST) as work:
        gone, there = (services.customers.create(work, {"name": "张伟"}) for _ in range(2))
        old, new = (services.deals.create(work, {"title": "展柜", "customer": gone}) for _ in range(2))
        services.activities.log(work, there, "call", "问价", deal_id=old)
    sold(services, gone, deal=old)
    with services.write(TEST) as work:
        services.customers.delete(work, gone)
        services.deals.delete(work, old)
    sql = (
        "SELECT o.customer_id, o.deal_id FROM sales_order o "
        "UNION ALL SELECT customer_id, deal_id FROM activity WHERE deleted_at IS NULL"
    )
    before = services.db.execute_sql(sql).fetchall()
    assert moved(services, services, tmp_path / "all.xlsx", existing="overwrite") == (0, 0)
    assert services.db.execute_sql(sql).fetchall() == before


def test_payments_keep_their_own_ways_and_one_that_was_taken_back(
    services: Services, open_shop: Callable[..., Services], tmp_path: Path
) -> None:
    with services.write(TEST) as work:
        ann = services.customers.create(work, {"name": "Ann"})
    told, mended = sold(services, ann), sold(services, ann)
    with services.write(TEST) as work:
        for amount, day, method in ((40_00, 2, ""), (60_00, 3, "现金")):
            services.orders.pay(work, told, amount, day=date(2026, 9, day), method=method)
        for amount, day, method in ((100_00, 1, "微信"), (50_00, 2, "现金"), (-50_00, 3, "现金")):
            services.orders.pay(work, mended, amount, day=date(2026, 9, day), method=method)
    other = open_shop(tmp_path / "other")
    moved(services, other, tmp_path / "all.xlsx")
    sql = "SELECT o.number, p.date, p.amount, p.method FROM payment p JOIN sales_order o ON o.id = p.order_id"
    assert sorted(other.db.execute_sql(sql).fetchall()) == sorted(services.db.execute_sql(sql).fetchall())


def test_a_plan_that_says_nothing_keeps_its_kind(
    services: Services, open_shop: Callable[..., Services], tmp_path: Path
) -> None:
    """The customers' sheet makes it a call before the follow-ups' sheet says what it is."""
    with services.write(TEST) as work:
        services.customers.create(work, {"name": "Ann", "next_follow_up": date(2026, 10, 1)})
        services.followups.update(work, 1, {"type": "visit"})
    other = open_shop(tmp_path / "other")
    moved(services, other, tmp_path / "all.xlsx")
    assert other.db.execute_sql("SELECT type FROM follow_up").fetchall() == [("visit",)]
    with other.write(TEST) as work:
        other.followups.update(work, 1, {"type": "wechat"})
    assert moved(services, other, tmp_path / "all.xlsx") == (0, 0), "what somebody chose stays"
