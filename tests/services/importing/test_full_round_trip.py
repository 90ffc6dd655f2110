"""A full export brought into an empty shop: everything is there, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.exporting.entities import export_everything
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions

SHEETS = (("Products", "products"), ("Customers", "customers"), ("Deals", "deals"), ("Follow-ups", "followups"),
          ("Orders", "orders"))  # fmt: skip


@pytest.fixture
def shop(services: Services) -> Services:
    today = services.clock.today()
    with services.write(N_("undo", "Fill")) as work:
        ann = services.customers.create(work, {"name": "Ann", "phone": ["13805712046"], "next_follow_up": today})
        bob = services.customers.create(work, {"name": "Bob", "phone": ["13805712047"]})
        cid = services.customers.create(work, {"name": "Cid", "phone": ["13805712048"]})
        deal = services.deals.create(work, {"title": "Sign", "customer": bob, "amount": 100, "next_follow_up": today})
        plans = services.followups
        for due, subject, customer in (
            (today + timedelta(days=1), "Tea samples", ann), (today + timedelta(days=1), "Call about tea", bob),
            (today + timedelta(days=3), "Call again", bob), (today - timedelta(days=2), "Invoice", cid),
        ):  # fmt: skip
            plans.create(work, {"subject": subject, "customer": customer, "due": due})
        plans.create(work, {"subject": "Price", "customer": bob, "deal": deal, "due": today + timedelta(days=9)})
        done = plans.create(work, {"subject": "Visit", "customer": ann, "due": today})
        plans.complete(work, done, "fine")
        services.orders.create(work, {"customer": ann, "lines": [{"product": "Tea", "price": 900}]})
    return services


def plans_of(services: Services) -> list[tuple[object, ...]]:
    return sorted(
        services.db.execute_sql(
            "SELECT coalesce(c.name, ''), f.subject, f.due, f.status, d.title IS NOT NULL FROM follow_up f "
            "LEFT JOIN customer c ON c.id = f.customer_id LEFT JOIN deal d ON d.id = f.deal_id "
            "WHERE f.deleted_at IS NULL"
        ).fetchall()
    )


def test_nothing_is_planned_twice(shop: Services, open_shop: Callable[..., Services], tmp_path: Path) -> None:
    book = tmp_path / "all.xlsx"
    export_everything(shop, book)
    other = open_shop(tmp_path / "other")
    for again in (False, True):
        for sheet, entity in SHEETS:
            result = import_file(other, book, ImportOptions(entity=entity, sheet=sheet, tag=False))
            assert result.failed == 0
            assert not again or (result.created, result.updated) == (0, 0), entity
        assert plans_of(other) == plans_of(shop)
    names = ("name", "phone", "next_follow_up", "total_spent", "last_contact")
    told = [[[getattr(one, name) for name in names] for one in s.customers.rows([1, 2, 3])] for s in (shop, other)]
    assert told[0] == told[1]


def test_a_plan_that_says_something_stays(shop: Services, tmp_path: Path) -> None:
    """Only an empty plan gives its place away; one with words, a time or another day stays beside the imported one."""
    path = tmp_path / "plans.csv"
    day = shop.clock.today().isoformat()
    path.write_text(f"Customer,Subject,Due\nAnn,Tea,{day}\nCid,Tea,{day}\n", encoding="utf-8")
    before = len(plans_of(shop))
    import_file(shop, path, ImportOptions(entity="followups"))
    found = [row[:3] for row in plans_of(shop)]
    assert ("Ann", "Tea", day) in found
    assert ("Ann", "Follow up", day) not in found
    assert ("Cid", "Tea", day) in found
    assert len(found) == before + 1
