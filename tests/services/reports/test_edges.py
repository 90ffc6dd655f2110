"""Periods, empty shops, deals, follow-ups, drill-down, JSON: what the random figures don't reach."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.core.clock import to_ms
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, render
from crm_desktop.models.deal import Deal
from crm_desktop.models.follow_up import FollowUp
from crm_desktop.services.orders import NewLine, NewOrder
from crm_desktop.services.reports import to_json
from crm_desktop.services.reports.base import Keyed
from crm_desktop.services.reports.period import PRESETS, Period, month_labels, preset, shift_year
from crm_desktop.services.reports.registry import REPORTS

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from tests.services.reports.conftest import MakeShop

LABEL = N_("undo", "Test data")
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
NAMES = [report.name for report in REPORTS]


# Periods --------------------------------------------------------------------------------


@given(DAYS)
def test_presets_hold_today_or_lie_before_or_after(today: date) -> None:
    for one in PRESETS:
        if one.name == "custom":
            continue
        period = preset(one.name, today)
        assert period.start <= period.end
        if one.name.startswith("last_") and one.name != "last_12_months":
            assert period.end < today
        else:
            assert period.start <= today <= period.end
    assert len(preset("last_12_months", today).months()) == 12
    assert len(preset("next_12_months", today).months()) == 12


@given(DAYS, st.integers(0, 800))
def test_the_year_before_has_the_same_months(start: date, days: int) -> None:
    period = Period(start, start + timedelta(days=days))
    before = period.year_before()
    assert [month.replace(year=month.year - 1) for month in period.months()] == before.months()


def test_leap_days() -> None:
    assert Period(date(2024, 2, 1), date(2024, 2, 29)).year_before() == Period(date(2023, 2, 1), date(2023, 2, 28))
    assert Period(date(2025, 2, 1), date(2025, 2, 28)).year_before() == Period(date(2024, 2, 1), date(2024, 2, 29))
    assert Period(date(2025, 2, 1), date(2025, 2, 27)).year_before().end == date(2024, 2, 27)
    assert shift_year(date(2024, 2, 29), 1) == date(2025, 2, 28)


def test_labels_of_months() -> None:
    period = Period(date(2025, 11, 1), date(2026, 2, 23))
    assert [render(label) for label in month_labels(period)] == ["Nov 2025", "Dec", "Jan 2026", "Feb 1–23"]


def test_a_period_cannot_end_before_it_starts(services: Services) -> None:
    with pytest.raises(ValueError, match="ends before"):
        Period(date(2026, 2, 1), date(2026, 1, 1))
    with pytest.raises(UserError) as caught:
        services.reports.run("sales_by_month", date(2026, 2, 1), date(2026, 1, 1))
    assert caught.value.code == "invalid"


def test_one_end_of_the_days_is_enough(services: Services) -> None:
    today = services.clock.today()
    assert services.reports.period("sales_by_month", start=date(2026, 3, 1)) == Period(date(2026, 3, 1), today)
    assert services.reports.period("sales_by_month", end=date(2020, 3, 1)) == Period(date(2020, 3, 1), date(2020, 3, 1))


def test_an_unknown_report(services: Services) -> None:
    with pytest.raises(UserError) as caught:
        services.reports.run("nonsense")
    assert caught.value.code == "not_found"


# Every report -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_shop(services: Services, name: str) -> None:
    result = services.reports.run(name)
    data = to_json(result)
    json.dumps(data)
    assert data["name"] == name
    assert render(result.sentence).endswith(".")
    assert all(len(row) == len(result.columns) for row in result.rows)
    if result.chart is not None:
        assert all(len(series.values) == len(result.chart.categories) for series in result.chart.series)


@pytest.mark.parametrize("name", NAMES)
def test_shape_json_and_rows_behind(services: Services, make_shop: MakeShop, name: str) -> None:
    make_shop(7)
    result = services.reports.run(name)
    text = json.dumps(to_json(result), ensure_ascii=False)
    assert "datetime" not in text
    assert len(result.keys) == len(result.rows)
    info = next(info for info in services.reports.list() if info.name == name)
    assert info.drills
    for row, key in list(zip(result.rows, result.keys, strict=True))[:4]:
        behind = services.reports.behind(name, result.period, key)
        assert behind is not None
        assert len(behind.links) == len(behind.rows)
        if name.startswith("sales_by"):
            assert behind.totals["amount"].value == row[result.column("amount")]
            orders = row[result.column("orders")]
            assert orders is None or len(behind.rows) == orders
        if name == "receivables":
            assert behind.totals["amount"].value == row[2]
        if name == "rfm":
            assert len(behind.rows) == row[3]
            assert behind.totals["amount"].value == row[4]


def test_json_values(services: Services, make_shop: MakeShop) -> None:
    make_shop(3)
    data: Any = to_json(services.reports.run("sales_by_month", date(2026, 1, 1), date(2026, 9, 23)))
    assert data["columns"] == ["month", "orders", "amount", "year_before", "difference", "change"]
    assert data["rows"][0][0] == "2026-01"
    assert isinstance(data["rows"][0][1], int)
    whole, cents = data["rows"][0][2].split(".")
    assert whole.isdigit()
    assert len(cents) == 2
    assert data["from"] == "2026-01-01"
    churn: Any = to_json(services.reports.run("churn"))
    assert set(churn["totals"]) == {"customers", "orders", "monetary"}
    assert isinstance(churn["rows"][0][6], str)
    rfm: Any = to_json(services.reports.run("rfm"))
    assert rfm["rows"][0][8] in {"best", "loyal", "big", "new", "regular", "at_risk", "asleep"}
    products: Any = to_json(services.reports.run("sales_by_product"))
    assert all(isinstance(row[0], str) for row in products["rows"])


def test_walk_ins_count_as_sales_but_not_as_customers(services: Services) -> None:
    with services.write(LABEL) as work:
        services.orders.import_rows(work, [NewOrder("2026-09-01", (NewLine("茶", None, 1000, 5000),), paid=0)])
    assert services.reports.run("sales_by_month").totals["amount"].value == 5000
    assert services.reports.run("rfm").rows == ()
    assert services.reports.run("customers_new_repeat").totals["new"].value == 0
    owed = services.reports.run("receivables")
    assert [render(row[0]) for row in owed.rows] == ["Walk-in"]  # type: ignore[arg-type]


def test_deleted_customers_keep_their_sales_but_leave_the_lists(services: Services) -> None:
    with services.write(LABEL) as work:
        customer = services.customers.create(work, {"name": "张伟"})
        services.orders.import_rows(work, [NewOrder("2026-09-01", (NewLine("茶", None, 1000, 5000),), customer)])
        services.customers.delete(work, customer)
    assert services.reports.run("sales_by_month").totals["amount"].value == 5000
    assert services.reports.run("rfm").rows == ()
    assert services.reports.run("churn").rows == ()


def test_a_price_of_equal_values_gets_equal_scores(services: Services) -> None:
    with services.write(LABEL) as work:
        orders = []
        for i in range(10):
            customer = services.customers.create(work, {"name": f"c{i}"})
            orders.append(NewOrder("2026-09-01", (NewLine("茶", None, 1000, 5000),), customer))
        services.orders.import_rows(work, orders)
    assert {row[5:8] for row in services.reports.run("rfm").rows} == {(5, 5, 5)}


# Deals and follow-ups ---------------------------------------------------------------------


def test_pipeline_forecast(services: Services) -> None:
    stage = services.pipelines.stages()[0]
    deals = [
        ("2026-09-30", 100_00, 50, "open"), ("2026-10-02", 33_33, 10, "open"), ("2026-08-01", 10_00, 100, "open"),
        (None, 7_00, 30, "open"), ("2027-09-01", 500_00, 20, "open"), ("2026-09-30", 999_00, 100, "won"),
        ("2026-09-30", None, 50, "open"),
    ]  # fmt: skip
    with services.write(LABEL) as work:
        for close, amount, chance, status in deals:
            work.insert(
                Deal, title="deal", pipeline=stage.pipeline_id, stage=stage.id, expected_close=close, amount=amount,
                probability=chance, status=status,
            )  # fmt: skip
    result = services.reports.run("pipeline_forecast")
    rows = {row[0].key: row[1:] for row in result.rows if isinstance(row[0], Keyed)}
    assert rows["overdue"] == (1, 10_00, 10_00)
    assert rows["2026-09"] == (2, 100_00, 50_00)
    assert rows["2026-10"] == (1, 33_33, 3_33)
    assert rows["2026-11"] == (0, 0, 0)
    assert rows["later"] == (1, 500_00, 100_00)
    assert rows["undated"] == (1, 7_00, 2_10)
    assert result.totals["deals"].value == 6
    assert result.totals["weighted"].value == 165_43
    assert sum(row[3] for row in result.rows) == 165_43  # type: ignore[misc]
    assert result.chart is not None
    assert result.rows[result.chart.row_of(0)][0] == Keyed("2026-09", N_("x", ""))
    for key, row in zip(result.keys, result.rows, strict=True):
        behind = services.reports.behind("pipeline_forecast", result.period, key)
        assert behind is not None
        assert len(behind.rows) == row[1]
        assert behind.totals["weighted"].value == row[3]


def test_deals_won_and_lost(services: Services) -> None:
    stage = services.pipelines.stages()[0]
    deals = [
        ("2026-09-02", 100_00, "won", ""), ("2026-09-05", None, "won", ""), ("2026-09-09", 40_00, "lost", "price"),
        ("2026-01-31", 7_00, "lost", "gone"), ("2025-12-31", 1_00, "won", ""), (None, 9_00, "open", ""),
    ]  # fmt: skip
    with services.write(LABEL) as work:
        for closed, amount, status, reason in deals:
            work.insert(
                Deal, title="deal", pipeline=stage.pipeline_id, stage=stage.id, closed=closed, amount=amount,
                status=status, reason=reason,
            )  # fmt: skip
    result = services.reports.run("deals_won_lost")
    rows = {row[0]: row[1:] for row in result.rows}
    assert rows[date(2026, 9, 1)] == (2, 1, 100_00, 40_00, 0.66667)
    assert rows[date(2026, 1, 1)] == (0, 1, 0, 7_00, 0.0)
    assert rows[date(2026, 5, 1)] == (0, 0, 0, 0, None)
    assert result.totals["won"].value == 2
    assert result.totals["rate"].value == 0.5
    behind = services.reports.behind("deals_won_lost", result.period, date(2026, 9, 1))
    assert behind is not None
    assert [render(row[4]) for row in behind.rows] == ["Price", "", ""]  # type: ignore[arg-type]


def test_followups_done(services: Services) -> None:
    on_time = to_ms(datetime(2026, 9, 1, 23, 30).astimezone())
    late = to_ms(datetime(2026, 9, 2, 0, 10).astimezone())
    tasks = [
        ("2026-09-01", "done", on_time), ("2026-09-01", "done", late), ("2026-09-22", "open", None),
        ("2026-09-23", "open", None), ("2026-09-05", "cancelled", None), ("2026-08-05", "open", None),
        (None, "open", None),
    ]  # fmt: skip
    with services.write(LABEL) as work:
        owner = services.staff.id_of(work, "周倩")
        for due, status, done in tasks:
            work.insert(FollowUp, subject="call", due=due, status=status, done_at=done, owner=owner)
    result = services.reports.run("followups_done")
    by_month = {row[0]: row[1:] for row in result.rows}
    assert by_month[date(2026, 9, 1)] == (4, 2, 1, 1, 0.5)
    assert by_month[date(2026, 8, 1)] == (1, 0, 0, 1, 0.0)
    assert by_month[date(2026, 7, 1)] == (0, 0, 0, 0, None)
    assert result.totals["overdue"].value == 2
    staff = services.reports.run("followups_by_staff")
    assert staff.rows == (("周倩", 5, 2, 1, 2, 0.4),)
    behind = services.reports.behind("followups_by_staff", staff.period, staff.keys[0])
    assert behind is not None
    assert len(behind.rows) == 5


def test_what_waits_for_a_customer_in_the_bin_counts_nowhere(services: Services) -> None:
    with services.write(LABEL) as work:
        customer = services.customers.create(work, {"name": "张伟"})
        for who in (customer, None):
            services.followups.create(work, {"subject": "call", "due": date(2026, 9, 1), "customer": who})
        services.customers.delete(work, customer)
    assert services.today.load(services.clock.today()).overdue_count == 1
    for name in ("followups_done", "followups_by_staff"):
        result = services.reports.run(name)
        assert (result.totals["planned"].value, result.totals["overdue"].value) == (1, 1)
        behind = [services.reports.behind(name, result.period, key) for key in result.keys]
        assert sum(len(one.rows) for one in behind if one) == 1


def test_totals_behind_a_figure_count_more_than_is_listed(services: Services) -> None:
    with services.write(LABEL, kind="import") as work:
        customer = services.customers.create(work, {"name": "张伟", "region": "杭州"})
        line = (NewLine("茶", None, 1000, 100),)
        services.orders.import_rows(work, [NewOrder("2026-09-01", line, customer, paid=0) for _ in range(2500)])
    for name in ("sales_by_month", "sales_by_product", "receivables", "rfm"):
        result = services.reports.run(name, date(2026, 9, 1), date(2026, 9, 23))
        behind = services.reports.behind(name, result.period, result.keys[0])
        assert behind is not None
        assert behind.totals["amount"].value == 250_000
        assert len(behind.rows) == 2000
        assert render(behind.sentence) == "2,500 rows, the first 2,000 of them listed"


def test_totals_of_deals_count_more_than_is_listed(services: Services) -> None:
    stage = services.pipelines.stages()[0]
    with services.write(LABEL) as work:
        for status, closed in (("open", None), ("won", "2026-09-01")):
            work.insert_many(
                Deal,
                ("title", "pipeline_id", "stage_id", "amount", "probability", "status", "closed", "stage_entered_at"),
                [("deal", stage.pipeline_id, stage.id, 100, 50, status, closed, work.now) for _ in range(2100)],
            )
    for name, key, figure, whole in (
        ("pipeline_forecast", Keyed("undated", N_("x", "")), "weighted", 105_000),
        ("deals_won_lost", date(2026, 9, 1), "amount", 210_000),
    ):
        behind = services.reports.behind(name, services.reports.run(name).period, key)
        assert behind is not None
        assert behind.totals[figure].value == whole
        assert len(behind.rows) == 2000


def test_behind_customers_stands_what_they_bought_in_those_days(services: Services) -> None:
    with services.write(LABEL) as work:
        buyer, idle = (
            services.customers.create(work, {"name": name, "region": "杭州", "grade": "A"}) for name in ("张伟", "李娜")
        )
        days = ("2024-05-01", "2026-09-01", "2026-09-02")
        services.orders.import_rows(
            work, [NewOrder(day, (NewLine("茶", None, 1000, 5000),), who) for day in days for who in (buyer, buyer)]
        )
        services.orders.import_rows(work, [NewOrder("2024-05-01", (NewLine("茶", None, 1000, 700),), idle)])
    for name in ("customers_by_region", "customers_by_grade", "customers_new_repeat"):
        result = services.reports.run(name, date(2026, 9, 1), date(2026, 9, 30))
        behind = services.reports.behind(name, result.period, result.keys[0])
        assert behind is not None
        assert behind.rows[0] == ("张伟", "杭州", 4, 20_000, date(2026, 9, 2))
        assert [row[2:] for row in behind.rows[1:]] == [(None, None, None)] * (name != "customers_new_repeat")
        assert {key: total.value for key, total in behind.totals.items()} == {"orders": 4, "amount": 20_000}


def test_within_one_month_sales_go_day_by_day(services: Services) -> None:
    with services.write(LABEL) as work:
        for day, amount in (("2026-09-02", 100_00), ("2026-09-02", 50_00), ("2026-09-20", 7_00), ("2025-09-02", 60_00)):
            services.orders.import_rows(work, [NewOrder(day, (NewLine("Tea", None, 1000, amount),))])
    info = next(one for one in services.reports.list() if one.name == "sales_by_month")
    assert info.presets[:2] == ("this_month", "last_month")
    result = services.reports.run_period("sales_by_month", services.reports.preset("this_month"))
    assert [column.name for column in result.columns][:2] == ["day", "orders"]
    assert len(result.rows) == result.period.end.day
    assert result.rows[1][:4] == (date(2026, 9, 2), 2, 150_00, 60_00)
    assert result.totals["amount"].value == 157_00
    behind = services.reports.behind("sales_by_month", result.period, result.keys[1])
    assert behind is not None
    assert [row[4] for row in behind.rows] == [50_00, 100_00]
    assert result.chart is not None
    assert result.chart.categories[:3] == ("1", "2", "3")
