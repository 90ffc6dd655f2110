"""The discount on a whole order, shared out among its lines in a file: exact for any amount, and read back."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.exporting import export_entity
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.services.orders import NewLine, NewOrder

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

LABEL = N_("undo", "Test data")


def write(services: Services, number: str, discount: int, *amounts: int) -> None:
    lines = tuple(NewLine(f"p{place}", price=amount) for place, amount in enumerate(amounts))
    with services.write(LABEL) as work:
        services.orders.import_rows(work, [NewOrder("2026-09-01", lines, number=number, discount=discount)])


def exported(services: Services, path: Path) -> dict[str, list[tuple[int, int]]]:
    """(amount, discount) of each line in minor units, by order."""
    export_entity(services, "orders", path)
    found: dict[str, list[tuple[int, int]]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            both = tuple(int(Decimal(row[name]) * 100) for name in ("Amount", "Discount"))
            found.setdefault(row["Order number"], []).append((both[0], both[1]))
    return found


def test_large_amounts_are_shared_out_exactly(services: Services, tmp_path: Path) -> None:
    write(services, "A", 10**9, 5 * 10**9, 5 * 10**9)
    write(services, "B", 5 * 10**8, 25 * 10**8, 25 * 10**8)
    write(services, "C", 10**15 + 1, 3 * 10**15, 10**15, 1)
    found = exported(services, tmp_path / "o.csv")
    assert found["A"] == [(45 * 10**8, 5 * 10**8)] * 2
    assert found["B"] == [(225 * 10**7, 25 * 10**7)] * 2
    assert sum(amount for amount, _ in found["C"]) == 4 * 10**15 + 1 - (10**15 + 1)
    assert sum(discount for _, discount in found["C"]) == 10**15 + 1
    export_entity(services, "orders", tmp_path / "o.xlsx")


def test_lines_that_add_up_to_nothing_keep_the_discount(services: Services, tmp_path: Path) -> None:
    write(services, "gift", 50, 0)
    write(services, "exchange", 70, 500, -500, 0)
    assert exported(services, tmp_path / "o.csv") == {
        "gift": [(-50, 50)], "exchange": [(430, 70), (-500, 0), (0, 0)],
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_totals_come_back_as_they_were(
    services: Services, open_shop: Callable[..., Services], tmp_path: Path, kind: str
) -> None:
    rng = random.Random(3)
    for number in range(60):
        amounts = [rng.choice((0, 1, 199, -50, 33_333, -1_005, 10**12)) for _ in range(rng.randint(1, 4))]
        write(services, f"N{number:02d}", rng.choice((0, 7, 50, 10**11)), *amounts)
    path = tmp_path / f"o.{kind}"
    export_entity(services, "orders", path)
    other = open_shop(tmp_path / "other")
    result = import_file(other, path, ImportOptions(entity="orders", tag=False))
    assert result.failed == 0, result.errors
    totals = "SELECT number, total, paid FROM sales_order WHERE deleted_at IS NULL ORDER BY number"
    assert other.db.execute_sql(totals).fetchall() == services.db.execute_sql(totals).fetchall()
