"""Who owes how much, and for how long: what strangers, customers in the bin and agreed days make of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crm_desktop.core.i18n import N_, render
from crm_desktop.services.orders import NewLine
from crm_desktop.services.recycle_bin import RecycleBin

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.reports.base import ReportResult

LABEL = N_("undo", "Test data")


def order(services: Services, customer: int | None, day: date, total: int, **values: object) -> int:
    with services.write(LABEL) as work:
        lines = [NewLine("茶", price=total)]
        return services.orders.create(work, {"customer": customer, "date": day, "lines": lines, **values})


def person(services: Services, name: str) -> int:
    with services.write(LABEL) as work:
        return services.customers.create(work, {"name": name})


def owed(services: Services) -> ReportResult:
    """The report; what stands behind each row adds up to it."""
    result = services.reports.run("receivables")
    for row, key in zip(result.rows, result.keys, strict=True):
        behind = services.reports.behind("receivables", result.period, key)
        assert behind is not None
        assert behind.totals["amount"].value == row[2]
        assert len(behind.rows) >= int(str(row[1]))
    return result


def test_what_a_stranger_paid_too_much_pays_no_other_strangers_order(services: Services) -> None:
    order(services, None, date(2026, 9, 1), 100_00)
    order(services, None, date(2026, 9, 1), 100_00, paid=200_00)
    assert owed(services).totals["owed"].value == 100_00


def test_what_a_customer_paid_too_much_pays_the_own_orders(services: Services) -> None:
    customer = person(services, "张伟")
    order(services, customer, date(2026, 9, 1), 100_00)
    order(services, customer, date(2026, 9, 1), 100_00, paid=130_00)
    assert owed(services).totals["owed"].value == 70_00


def test_a_customer_in_the_bin_is_no_name_but_the_money_stays(services: Services) -> None:
    customer = person(services, "张伟")
    order(services, customer, date(2026, 9, 1), 100_00)
    assert [row[0] for row in owed(services).rows] == ["张伟"]
    with services.write(LABEL) as work:
        services.customers.delete(work, customer)
    result = owed(services)
    assert [render(row[0]) for row in result.rows] == ["Walk-in"]  # type: ignore[arg-type]
    assert result.links == (None,)
    assert result.totals["owed"].value == 100_00


def test_overdue_means_the_same_as_on_the_today_page(services: Services) -> None:
    """Only what has a day agreed on can be overdue, and not what is paid by now."""
    today = services.clock.today()
    agreed, open_end, paid_the_late_one = (person(services, name) for name in ("王芳", "张伟", "李娜"))
    order(services, agreed, date(2026, 6, 1), 100_00, due=date(2026, 9, 13))
    order(services, agreed, date(2026, 1, 1), 100_00)
    order(services, open_end, date(2026, 1, 1), 100_00)
    order(services, paid_the_late_one, date(2026, 1, 1), 100_00, due=date(2026, 1, 9), paid=100_00)
    order(services, paid_the_late_one, date(2026, 9, 1), 100_00, due=date(2026, 10, 1))
    result = owed(services)
    shown = {row[0]: row[result.column("days")] or 0 for row in result.rows}
    assert shown == {"王芳": 10, "张伟": 0, "李娜": 0}
    assert shown == {one.name: one.days_late(today) for one in services.today.load(today).receivables}


def test_debts_are_not_lost_when_customers_are_deleted_for_good(services: Services) -> None:
    owes, paid_too_much = person(services, "欠款"), person(services, "多付")
    order(services, owes, date(2026, 9, 1), 100_00)
    order(services, paid_too_much, date(2026, 9, 1), 100_00, paid=200_00)
    with services.write(LABEL) as work:
        for customer in (owes, paid_too_much):
            services.customers.delete(work, customer)
    before = owed(services).totals["owed"].value
    RecycleBin(services).empty("customers")
    result = owed(services)
    assert result.totals["owed"].value == before == 100_00
    assert [render(row[0]) for row in result.rows] == ["Walk-in"]  # type: ignore[arg-type]


def test_the_sentence_names_only_what_has_waited_for_long(services: Services) -> None:
    """From the day agreed on, without one from the sale; what was paid too much pays what waits longest."""
    wang, zhang = person(services, "王芳"), person(services, "张伟")
    order(services, wang, date(2026, 6, 1), 1_00)
    order(services, wang, date(2026, 9, 22), 10_000_00)
    order(services, wang, date(2026, 6, 1), 500_00, due=date(2026, 9, 1))
    assert render(owed(services).sentence).endswith("¥1 of it has been waiting for more than 30 days.")
    order(services, zhang, date(2026, 6, 1), 100_00)
    order(services, zhang, date(2026, 9, 22), 10_00)
    order(services, zhang, date(2026, 9, 22), 10_00, paid=50_00)
    assert render(owed(services).sentence).endswith("¥71 of it has been waiting for more than 30 days.")


def test_the_sentence_says_when_all_of_it_has_waited_for_long(services: Services) -> None:
    order(services, None, date(2026, 6, 1), 1_00)
    assert render(owed(services).sentence).endswith("All of it has been waiting for more than 30 days.")
    order(services, None, date(2026, 9, 23), 1_00)
    assert "All of it" not in render(owed(services).sentence)
