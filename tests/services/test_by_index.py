"""Saving one change takes the same time in a big shop: no statement of it looks through all records."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.unit_of_work import UnitOfWork

BIG = "customer customer_stats activity deal deal_stats deal_move follow_up product sales_order order_line payment"
BIG += " lookup_key change_row audit_log attachment custom_value relation not_same import_run t f o d c l a k h"
_ALL = re.compile(rf"^SCAN ({BIG.replace(' ', '|')})\b(?! VIRTUAL)(?! USING INDEX \w+_in_bin)")
_FEW = re.compile(r"\((status|deleted_at|tbl|kind)=\?( AND (status|deleted_at|type|kind)=\?| AND due[<>]\?)*\)")
"""All that are open, lie in the bin, or belong to a table: no way to one of them."""

Write = Callable[[Services, UnitOfWork], object]
LINES = [{"product": "茶", "quantity": 1000, "price": 900}]
WRITES: dict[str, Write] = {
    "a customer made": lambda s, w: s.customers.create(w, {"name": "甲", "phone": ["13800001111"]}),
    "a customer changed": lambda s, w: s.customers.update(w, 1, {"notes": "b", "next_follow_up": date(2026, 12, 1)}),
    "a customer renamed": lambda s, w: s.customers.update(w, 1, {"name": "乙"}),
    "a customer deleted": lambda s, w: s.customers.delete(w, 1),
    "a deal made": lambda s, w: s.deals.create(w, {"title": "x", "customer": 1, "next_follow_up": date(2026, 12, 2)}),
    "a deal moved": lambda s, w: s.deals.move(w, 1, s.pipelines.stages(s.pipelines.first().id)[1].id),
    "a deal changed": lambda s, w: s.deals.update(w, 1, {"amount": 7, "next_follow_up": date(2026, 12, 3)}),
    "a deal deleted": lambda s, w: s.deals.delete(w, 1),
    "a follow-up made": lambda s, w: s.followups.create(w, {"subject": "y", "customer": 1, "due": date(2026, 11, 3)}),
    "a follow-up done": lambda s, w: s.followups.complete(w, 1, "ok"),
    "a call noted": lambda s, w: s.activities.log(w, 1, "call", "z"),
    "an order made": lambda s, w: s.orders.create(w, {"customer": 1, "lines": LINES}),
    "an order changed": lambda s, w: s.orders.update(w, 1, {"lines": LINES, "notes": "n"}),
    "an order paid": lambda s, w: s.orders.pay(w, 1, 100),
    "an order deleted": lambda s, w: s.orders.delete(w, 1),
}


def filled(services: Services) -> None:
    with services.write(N_("undo", "Fill")) as work:
        for name in ("a", "b", "c"):
            customer = services.customers.create(work, {"name": name, "phone": ["139000011" + str(ord(name))[:2]]})
            services.deals.create(work, {"title": name, "customer": customer})
            services.followups.create(work, {"subject": name, "customer": customer, "due": date(2026, 9, 1)})
            services.orders.create(work, {"customer": customer, "lines": LINES})


def looks_through(services: Services, do: Callable[[], object]) -> list[str]:
    """What ``do`` asks the database that takes the longer the more there is."""
    asked: set[str] = set()
    connection = services.db.connection()
    connection.set_trace_callback(asked.add)
    try:
        do()
    finally:
        connection.set_trace_callback(None)
    asked = {sql for sql in asked if not sql.startswith(("--", "PRAGMA", "BEGIN", "COMMIT"))}
    assert len(asked) > 10
    return [
        f"{' '.join(sql.split())}: {step}"
        for sql in sorted(asked)
        for *_, step in services.db.execute_sql(f"EXPLAIN QUERY PLAN {sql}").fetchall()
        if _ALL.search(step) or _FEW.search(step)
    ]


@pytest.mark.parametrize("what", WRITES)
def test_a_change_is_saved_without_looking_through_all(services: Services, what: str) -> None:
    filled(services)

    def do() -> None:
        with services.write(N_("undo", "Write")) as work:
            WRITES[what](services, work)

    assert looks_through(services, do) == []
    assert [one for one in looks_through(services, services.history.undo_last) if "IN ()" not in one] == []
