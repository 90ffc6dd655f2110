"""Every figure of a report against plain Python over the same sales."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from statistics import mean
from typing import TYPE_CHECKING

import pytest

from crm_desktop.core.i18n import Text, render
from crm_desktop.services.reports.base import Keyed, ReportResult
from crm_desktop.services.reports.period import Period, preset, shift_year

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from tests.services.reports.conftest import Facts, MakeShop, Sale

SEEDS = (1, 2, 3)
LEAP = Period(date(2024, 2, 1), date(2024, 2, 29))


def by(result: ReportResult, key: str, value: str) -> dict[object, object]:
    """Row key column → another column; words of ours ("Nobody named") stand as an empty text."""
    first, second = result.column(key), result.column(value)
    found: dict[object, object] = {}
    for row in result.rows:
        name = row[first]
        found["" if isinstance(name, Text) else name.key if isinstance(name, Keyed) else name] = row[second]
    return found


def amount(sales: list[Sale]) -> int:
    return sum(sale.total for sale in sales)


def periods(facts: Facts) -> list[Period]:
    return [
        preset("this_year", facts.today),
        preset("last_12_months", facts.today),
        preset("last_month", facts.today),
        LEAP,
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_sales_by_month(services: Services, make_shop: MakeShop, seed: int) -> None:
    facts = make_shop(seed)
    for period in periods(facts):
        result = services.reports.run_period("sales_by_month", period)
        before = period.year_before()
        days = period.in_one_month()
        spans, name = (period.days(), "day") if days else (period.months(), "month")
        expected: dict[date, int] = defaultdict(int)
        for sale in facts.between(period.start, period.end):
            expected[sale.day if days else sale.day.replace(day=1)] += sale.total
        last: dict[date, int] = defaultdict(int)
        for sale in facts.between(before.start, before.end):
            last[shift_year(sale.day if days else sale.day.replace(day=1), 1)] += sale.total
        assert by(result, name, "amount") == {span: expected[span] for span in spans}
        assert by(result, name, "year_before") == {span: last[span] for span in spans}
        assert result.totals["amount"].value == amount(facts.between(period.start, period.end))
        assert result.totals["orders"].value == len(facts.between(period.start, period.end))
        assert result.totals["year_before"].value == amount(facts.between(before.start, before.end))


@pytest.mark.parametrize("name", ["sales_by_product", "sales_by_category", "sales_by_channel", "sales_by_staff"])
@pytest.mark.parametrize("seed", SEEDS)
def test_splits_sum_to_the_sales_by_month(services: Services, make_shop: MakeShop, seed: int, name: str) -> None:
    facts = make_shop(seed)
    for period in periods(facts):
        result = services.reports.run_period(name, period)
        monthly = services.reports.run_period("sales_by_month", period)
        column = result.column("amount")
        assert sum(row[column] for row in result.rows) == monthly.totals["amount"].value  # type: ignore[misc]
        assert result.totals["amount"] == monthly.totals["amount"]
        assert sum(row[result.column("year_before")] for row in result.rows) == monthly.totals["year_before"].value  # type: ignore[misc]


@pytest.mark.parametrize("seed", SEEDS)
def test_product_amounts(services: Services, make_shop: MakeShop, seed: int) -> None:
    facts = make_shop(seed)
    period = preset("last_12_months", facts.today)
    result = services.reports.run_period("sales_by_product", period)
    expected: Counter[object] = Counter()
    quantity: Counter[object] = Counter()
    discounts = 0
    for sale in facts.between(period.start, period.end):
        discounts += sale.discount
        for product, number, value in sale.lines:
            expected[product] += value
            quantity[product] += number
    amounts = by(result, "product", "amount")
    assert amounts.pop("order_discounts", 0) == -discounts
    assert amounts == expected
    assert {k: v for k, v in by(result, "product", "quantity").items() if k in quantity} == quantity


@pytest.mark.parametrize("seed", SEEDS)
def test_channel_and_staff_orders(services: Services, make_shop: MakeShop, seed: int) -> None:
    facts = make_shop(seed)
    period = preset("this_year", facts.today)
    sales = facts.between(period.start, period.end)
    for name, column, value in (("sales_by_channel", "channel", "channel"), ("sales_by_staff", "staff", "staff")):
        result = services.reports.run_period(name, period)
        shown = {key: n for key, n in by(result, column, "orders").items() if n}
        assert shown == Counter(getattr(sale, value) for sale in sales)


@pytest.mark.parametrize("seed", SEEDS)
def test_new_and_returning(services: Services, make_shop: MakeShop, seed: int) -> None:
    facts = make_shop(seed)
    first: dict[int, date] = {}
    for sale in sorted(facts.sales, key=lambda one: one.day):
        if sale.customer:
            first.setdefault(sale.customer, sale.day.replace(day=1))
    period = preset("last_12_months", facts.today)
    result = services.reports.run_period("customers_new_repeat", period)
    new: dict[object, set[int]] = defaultdict(set)
    back: dict[object, set[int]] = defaultdict(set)
    for sale in facts.between(period.start, period.end):
        month = sale.day.replace(day=1)
        if sale.customer:
            (new if first[sale.customer] == month else back)[month].add(sale.customer)
    assert by(result, "month", "new") == {month: len(new[month]) for month in period.months()}
    assert by(result, "month", "repeat") == {month: len(back[month]) for month in period.months()}
    assert result.totals["repeat_customers"].value == len(set().union(*back.values()))


@pytest.mark.parametrize("seed", SEEDS)
def test_regions(services: Services, make_shop: MakeShop, seed: int) -> None:
    facts = make_shop(seed)
    period = preset("this_year", facts.today)
    result = services.reports.run_period("customers_by_region", period)
    expected: dict[str, int] = defaultdict(int)
    for sale in facts.between(period.start, period.end):
        if sale.customer:
            expected[facts.regions[sale.customer]] += sale.total
    assert by(result, "region", "amount") == {region: expected[region] for region in set(facts.regions.values())}
    assert result.totals["customers"].value == len(facts.names)


@pytest.mark.parametrize("seed", SEEDS)
def test_receivables_agree_with_the_customers_own_figures(services: Services, make_shop: MakeShop, seed: int) -> None:
    facts = make_shop(seed)
    owed: Counter[int | None] = Counter()
    for sale in facts.sales:
        owed[sale.customer] += sale.total - sale.paid
    result = services.reports.run("receivables")
    assert {key or None: row[2] for key, row in zip(result.keys, result.rows, strict=True)} == +owed
    for key, row in zip(result.keys, result.rows, strict=True):
        if key:
            customer = services.customers.get(int(str(key)))
            assert customer is not None
            assert customer.owed == row[2]
    assert result.totals["owed"].value == sum((+owed).values())


@pytest.mark.parametrize("seed", SEEDS)
def test_rfm(services: Services, make_shop: MakeShop, seed: int) -> None:
    facts = make_shop(seed)
    result = services.reports.run("rfm")
    assert [c.name for c in result.columns] == [
        "customer", "name", "recency_days", "frequency", "monetary", "r", "f", "m", "class",
    ]  # fmt: skip
    bought: dict[int, list[Sale]] = defaultdict(list)
    for sale in facts.sales:
        if sale.customer:
            bought[sale.customer].append(sale)
    recency = {key: (facts.today - max(s.day for s in sales)).days for key, sales in bought.items()}
    assert {row[0] for row in result.rows} == set(bought)
    for row in result.rows:
        key = int(str(row[0]))
        assert row[1:5] == (facts.names[key], recency[key], len(bought[key]), amount(bought[key]))
        better = sum(1 for days in recency.values() if days < recency[key])
        assert row[5] == 5 - better * 5 // len(bought)
        richer = sum(1 for sales in bought.values() if amount(sales) > amount(bought[key]))
        assert row[7] == 5 - richer * 5 // len(bought)
        assert isinstance(row[8], Keyed)
    assert result.totals["customers"].value == len(bought)
    assert result.totals["monetary"].value == sum(amount(sales) for sales in bought.values())
    assert result.totals["orders"].value == sum(len(sales) for sales in bought.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_churn(services: Services, make_shop: MakeShop, seed: int) -> None:
    facts = make_shop(seed)
    result = services.reports.run("churn")
    assert [c.name for c in result.columns] == [
        "customer", "name", "last_order", "usual_days", "days_since", "risk", "reason",
    ]  # fmt: skip
    days: dict[int, set[date]] = defaultdict(set)
    for sale in facts.sales:
        if sale.customer:
            days[sale.customer].add(sale.day)
    assert {row[0] for row in result.rows} == set(days)
    risks = []
    for row in result.rows:
        bought = sorted(days[int(str(row[0]))])
        assert row[2] == bought[-1]
        assert row[4] == (facts.today - bought[-1]).days
        gaps = [(b - a).days for a, b in zip(bought, bought[1:], strict=False)]
        assert row[3] == (int(mean(gaps) + 0.5) if gaps else None)
        customer = services.customers.get(int(str(row[0])))
        assert customer is not None
        assert row[3] == customer.usual_days
        spent = sum(sale.total for sale in facts.sales if sale.customer == row[0])
        risks.append(float(str(row[5])) * spent)
        assert 0 <= float(str(row[5])) <= 1
        assert str(row[4]) in render(row[6])  # type: ignore[arg-type]
    assert risks == sorted(risks, reverse=True)


def test_risk_grows_with_the_time_away(services: Services, make_shop: MakeShop) -> None:
    from crm_desktop.services.reports.churn import risk

    assert risk(18, 18) == pytest.approx(0.2)
    assert risk(36, 18) == pytest.approx(0.5)
    assert [risk(days, 18) for days in range(200)] == sorted(risk(days, 18) for days in range(200))
    assert risk(1, 0) < 0.1
