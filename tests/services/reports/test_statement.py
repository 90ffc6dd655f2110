"""A customer's account: what stands in it, before and after the days that are asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crm_desktop.core.i18n import N_, render
from crm_desktop.services.reports.period import FIRST_DAY, Period
from crm_desktop.services.reports.statement import statement

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

LABEL = N_("undo", "Test")


def test_orders_and_payments_in_turn_with_what_was_owed_before(services: Services) -> None:
    with services.write(LABEL) as work:
        ann = services.customers.create(work, {"name": "Ann"})
        bob = services.customers.create(work, {"name": "Bob"})

        def order(day: date, price: int, quantity: int = 1000, customer: int = ann) -> int:
            lines = [{"product": "Tea", "price": price, "quantity": quantity}]
            return services.orders.create(work, {"customer": customer, "date": day, "lines": lines})

        old, new = order(date(2026, 8, 1), 1_000_00), order(date(2026, 9, 2), 300_00, 2000)
        back = order(date(2026, 9, 9), 50_00, -1000)
        order(date(2026, 9, 3), 900, customer=bob)
        gone = order(date(2026, 9, 3), 700)
        services.orders.pay(work, old, 400_00, day=date(2026, 8, 5))
        services.orders.pay(work, old, 500_00, day=date(2026, 9, 2), method="Card")
        services.orders.pay(work, back, -50_00, day=date(2026, 9, 10))
        services.orders.pay(work, new, 1_00, day=date(2026, 9, 21))
        services.orders.pay(work, gone, 700, day=date(2026, 9, 3))
        services.orders.delete(work, gone)
    found = statement(services, ann, Period(date(2026, 9, 1), date(2026, 9, 20)))
    rows = [(row[0], render(row[2]) if not isinstance(row[2], str) else row[2], *row[3:]) for row in found.rows]  # type: ignore[arg-type]
    assert rows == [
        (date(2026, 9, 1), "Owed before", None, None, 600_00),
        (date(2026, 9, 2), "Tea × 2", 600_00, None, 1_200_00),
        (date(2026, 9, 2), "Payment (Card)", None, 500_00, 700_00),
        (date(2026, 9, 9), "Tea × -1", -50_00, None, 650_00),
        (date(2026, 9, 10), "Given back", None, -50_00, 700_00),
    ]
    assert {name: total.value for name, total in found.totals.items()} == {
        "charged": 550_00, "received": 450_00, "balance": 700_00,
    }  # fmt: skip
    assert render(found.sentence) == "Ann owes ¥700 on 20 Sep 2026."
    assert found.links[:2] == (None, ("order", new))
    whole = statement(services, ann, Period(FIRST_DAY, services.clock.today(), "all"))
    customer = services.customers.get(ann)
    assert customer is not None
    assert whole.totals["balance"].value == customer.owed == 699_00
    assert len(whole.rows) == 7
    with services.write(LABEL) as work:
        services.orders.pay(work, new, 800_00)
    assert render(statement(services, ann, whole.period).sentence) == "Ann has ¥101 to come on 23 Sep 2026."


def test_a_statement_in_chinese(services: Services, zh: None) -> None:
    day = date(2026, 9, 20)
    with services.write(LABEL) as work:
        ann = services.customers.create(work, {"name": "何佳"})
        lines = [{"product": name, "price": 100_00} for name in ("白茶", "盖碗")]
        services.orders.create(work, {"customer": ann, "date": day, "lines": lines})
    found = statement(services, ann, Period(day, day))
    assert render(found.sentence) == "截至2026年9月20日，何佳欠 ¥200。"
    assert found.rows[-1][2] == "白茶 × 1、盖碗 × 1"
