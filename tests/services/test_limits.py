"""What no record can hold is refused where it is entered: it would break sums, or be cut when it is exported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.core.limits import LARGEST, LONGEST, fitting, is_too_long
from crm_desktop.services.exporting import export_entity
from crm_desktop.services.orders import NewLine, NewOrder

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

LABEL = N_("undo", "Test")
Write = Callable[["Services", Any], object]


def problems(services: Services, write: Write) -> set[str]:
    """The fields that are refused."""
    with pytest.raises(ValidationError) as caught, services.write(LABEL) as work:
        write(services, work)
    return set(caught.value.problems)


def line(**values: Any) -> dict[str, Any]:
    return {"lines": [NewLine(product="tea", **values)]}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (line(quantity=10**18, price=10**17), "lines"),
        (line(price=10**19), "lines"),
        (line(quantity=10**17, price=10**6), "lines"),
        (line(quantity=-(10**17), price=10**6), "lines"),
        (line(price=5, discount=10**19), "lines"),
        ({"lines": [NewLine(product="tea", price=LARGEST)] * 2}, "lines"),
        ({**line(price=5), "discount": 10**19}, "discount"),
        ({**line(price=5), "paid": 10**19}, "paid"),
        ({**line(price=5), "notes": "n" * 40_000}, "notes"),
    ],
)
def test_orders(services: Services, values: dict[str, Any], field: str) -> None:
    assert problems(services, lambda s, work: s.orders.create(work, values)) == {field}


def test_orders_of_a_file_are_refused_one_by_one(services: Services) -> None:
    refused: list[tuple[int, int]] = []
    good = NewLine(product="tea", price=100)
    orders = [
        NewOrder("2026-09-01", (good, NewLine(product="tea", quantity=10**17, price=10**6))),
        NewOrder("2026-09-01", (good,)),
        NewOrder("2026-09-01", (NewLine(product="tea", price=LARGEST), NewLine(product="tea", price=LARGEST))),
        NewOrder("2026-09-01", (good,), notes="n" * 40_000),
    ]
    with services.write(LABEL) as work:
        made = services.orders.import_rows(work, orders, lambda at, place, _error: refused.append((at, place)))
    assert len(made) == 1
    assert refused == [(0, 1), (2, 1), (3, 0)]


@pytest.mark.parametrize(
    ("write", "field"),
    [
        (lambda s, work: s.deals.create(work, {"title": "x", "amount": 10**20}), "amount"),
        (lambda s, work: s.deals.create(work, {"title": "x", "notes": "n" * 40_000}), "notes"),
        (lambda s, work: s.deals.create(work, {"title": "t" * 40_000}), "title"),
        (lambda s, work: s.followups.create(work, {"subject": "s" * 40_000}), "subject"),
        (lambda s, work: s.followups.create(work, {"subject": "s", "notes": "😀" * 20_000}), "notes"),
        (lambda s, work: s.products.create(work, {"name": "p", "price": 10**20}), "price"),
        (lambda s, work: s.products.create(work, {"name": "p", "notes": "n" * 40_000}), "notes"),
        (lambda s, work: s.customers.create(work, {"name": "c", "notes": "😀" * 20_000}), "notes"),
    ],
)
def test_other_records(services: Services, write: Write, field: str) -> None:
    assert problems(services, write) == {field}


def test_the_longest_text_comes_out_whole(services: Services, tmp_path: Path) -> None:
    longest = "😀" * (LONGEST // 2) + "."
    with services.write(LABEL) as work:
        services.customers.create(work, {"name": "c", "notes": longest})
        deal = services.deals.create(work, {"title": "d", "notes": longest, "expected_close": date(2026, 9, 1)})
        services.deals.update(work, deal, {"amount": LARGEST, "notes": longest})
    for name in ("customers", "deals"):
        export_entity(services, name, tmp_path / "x.xlsx", columns=["notes"])
        assert openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]["A2"].value == longest


def test_a_text_is_measured_and_cut_as_excel_counts() -> None:
    assert not is_too_long("长" * LONGEST)
    assert is_too_long("长" * (LONGEST + 1))
    assert not is_too_long("😀" * 16_383 + "a")
    assert is_too_long("😀" * 16_384)
    assert fitting("😀" * 16_384) == "😀" * 16_383
    assert fitting("a" * 40_000) == "a" * LONGEST
