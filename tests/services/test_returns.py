"""A return lowers what was spent, but is no order: not on the record, in no list, no report and no rhythm."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm_desktop.core.i18n import N_, render
from crm_desktop.services.context import Services
from crm_desktop.services.customers import Customer
from crm_desktop.services.reports.base import ReportResult
from crm_desktop.services.upkeep.check import check

TODAY = date(2026, 9, 23)
LABEL = N_("undo", "Add order")
TEA = 10_000


def person(services: Services, name: str) -> int:
    with services.write(N_("undo", "Add customer")) as work:
        return services.customers.create(work, {"name": name})


def order(services: Services, customer: int, days: int, pieces: int, price: int = TEA) -> int:
    lines = [{"product": "Tea", "quantity": pieces * 1000, "price": price}]
    with services.write(LABEL) as work:
        return services.orders.create(
            work, {"customer": customer, "date": TODAY - timedelta(days=days), "lines": lines, "channel": "shop"}
        )


@pytest.fixture
def ann(services: Services) -> int:
    """Bought on two days ten days apart, got something for nothing five days later, gave a piece back yesterday."""
    made = person(services, "Ann")
    for days, pieces, price in ((30, 2, TEA), (20, 1, TEA), (15, 1, 0), (1, -1, TEA)):
        order(services, made, days, pieces, price)
    return made


def figures(services: Services, customer: int) -> Customer:
    found = services.customers.get(customer)
    assert found is not None
    return found


def report(services: Services, name: str) -> ReportResult:
    return services.reports.run(name, TODAY - timedelta(days=90), TODAY)


def test_a_customers_figures_count_what_was_bought(services: Services, ann: int) -> None:
    found = figures(services, ann)
    assert (found.orders, found.total_spent) == (3, 2 * TEA)
    assert found.last_order == TODAY - timedelta(days=15)
    assert found.usual_days == round(15 / 2)
    given_back = person(services, "Only gave back")
    order(services, given_back, 3, -1)
    found = figures(services, given_back)
    assert (found.orders, found.last_order, found.total_spent) == (0, None, -TEA)
    assert check(services).problems == []


def test_a_changed_order_becomes_a_return_and_back(services: Services, ann: int) -> None:
    last = order(services, ann, 0, 1)
    assert figures(services, ann).orders == 4
    with services.write(N_("undo", "Edit order")) as work:
        services.orders.update(work, last, {"lines": [{"product": "Tea", "quantity": -1000, "price": TEA}]})
    assert figures(services, ann).orders == 3
    services.history.undo(work.id)
    assert figures(services, ann).orders == 4


def test_reports_count_the_same(services: Services, ann: int) -> None:
    order(services, person(services, "Only gave back"), 3, -1)
    for name in ("rfm", "churn"):
        result = report(services, name)
        columns = [column.name for column in result.columns]
        (row,) = result.rows
        assert row[columns.index("name")] == "Ann", name
        if name == "rfm":
            assert (row[columns.index("frequency")], row[columns.index("recency_days")]) == (3, 15)
            assert row[columns.index("monetary")] == 2 * TEA
    for name in ("sales_by_month", "sales_by_channel", "sales_by_staff", "sales_by_product"):
        totals = report(services, name).totals
        assert (totals["orders"].value, totals["amount"].value) == (3, TEA), name
    (product,) = report(services, "sales_by_product").rows
    assert product[1] == 3
    regions = report(services, "customers_by_region")
    bought = [column.name for column in regions.columns].index("buyers")
    assert [row[bought] for row in regions.rows] == [1]
    new = report(services, "customers_new_repeat")
    assert (new.totals["new"].value, new.totals["repeat_customers"].value) == (1, 1)
    assert (new.totals["new_amount"].value, new.totals["repeat_amount"].value) == (2 * TEA, -TEA)


def test_behind_a_figure_returns_are_counted_apart(services: Services, ann: int) -> None:
    period = services.reports.period("rfm", TODAY - timedelta(days=90), TODAY)
    behind = services.reports.behind("sales_by_channel", period, "shop")
    assert behind is not None
    assert len(behind.rows) == 4
    assert render(behind.sentence) == "3 orders, 1 return"
    order(services, person(services, "Only gave back"), 3, -1)
    people = services.reports.behind("customers_by_region", period, "")
    assert people is not None
    assert {row[0]: (row[2], row[3]) for row in people.rows} == {"Ann": (3, 2 * TEA), "Only gave back": (None, -TEA)}
