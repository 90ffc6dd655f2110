"""Two who change one record: the second is told, whatever part of it the first has changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from crm_desktop.core.errors import ConflictError
from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.orders_model import NewLine
from tests.services.test_history import snapshot

EDIT = N_("undo", "Edit")


def lines_like(services: Services, order: int, *names: str) -> list[NewLine]:
    """The lines of the order under other names."""
    found = services.orders.get(order).lines
    return [NewLine(product=name, price=line.price, id=line.id) for name, line in zip(names, found, strict=True)]


@pytest.fixture
def order(services: Services) -> int:
    with services.write(EDIT) as work:
        return services.orders.create(work, {"lines": [NewLine(product=name, price=100) for name in ("茶", "杯")]})


@pytest.mark.parametrize("undone", [False, True])
def test_lines_that_come_to_the_same(services: Services, order: int, undone: bool) -> None:
    with services.write(EDIT) as work:
        services.orders.update(work, order, {"lines": lines_like(services, order, "茶", "碗")})
    seen = services.orders.get(order).version
    if undone:
        services.history.undo(work.id)
    else:
        with services.write(EDIT) as work:
            services.orders.update(work, order, {"lines": lines_like(services, order, "壶", "碗")}, seen)
    assert services.orders.get(order).version == seen + 1
    before = snapshot(services)
    with pytest.raises(ConflictError), services.write(EDIT) as work:
        services.orders.update(work, order, {"lines": lines_like(services, order, "茶", "勺")}, seen)
    assert snapshot(services) == before


def test_the_same_lines_change_nothing(services: Services, order: int) -> None:
    seen = services.orders.get(order).version
    with services.write(EDIT) as work:
        services.orders.update(work, order, {"lines": lines_like(services, order, "茶", "杯")}, seen)
    assert work.rows == 0
    assert services.orders.get(order).version == seen


def patches(services: Services) -> list[dict[str, Any]]:
    due = services.clock.today() + timedelta(days=3)
    stage = services.pipelines.stages()[2].id
    return [{"stage": stage}, {"status": "won"}, {"status": "lost", "reason": "price"}, {"next_follow_up": due}]


@pytest.mark.parametrize("first", range(4))
@pytest.mark.parametrize("second", range(4))
def test_stage_status_and_next_step_of_a_deal(services: Services, first: int, second: int) -> None:
    with services.write(EDIT) as work:
        deal = services.deals.create(work, {"title": "门头", "amount": 5_000})
    seen = services.deals.get(deal).version
    with services.write(EDIT) as work:
        services.deals.update(work, deal, patches(services)[first], seen)
    before = snapshot(services)
    with pytest.raises(ConflictError), services.write(EDIT) as work:
        services.deals.update(work, deal, patches(services)[second], seen)
    assert snapshot(services) == before
    with services.write(EDIT) as work:
        services.deals.update(work, deal, patches(services)[second], services.deals.get(deal).version)


@pytest.mark.parametrize("field", ["plate", "next_follow_up"])
def test_own_fields_and_next_step_of_a_customer(services: Services, field: str) -> None:
    today = services.clock.today()
    values = {"plate": ("浙A1", "浙A2"), "next_follow_up": (today, today + timedelta(days=1))}[field]
    with services.write(EDIT) as work:
        services.custom_fields.add(work, "customers", "Plate", "text")
        customer = services.customers.create(work, {"name": "张伟"})
    seen = services.customers.rows([customer])[0].version
    with services.write(EDIT) as work:
        services.customers.update(work, customer, {field: values[0]}, seen)
    before = snapshot(services)
    with pytest.raises(ConflictError), services.write(EDIT) as work:
        services.customers.update(work, customer, {field: values[1]}, seen)
    assert snapshot(services) == before
