"""Follow-up plans of grades: who is due, against what was put in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.orders_model import NewLine

LABEL = N_("undo", "Test")


def person(services: Services, name: str, **values: Any) -> int:
    with services.write(LABEL) as work:
        return services.customers.create(work, {"name": name, **values})


def plan(services: Services, grade: str, days: int) -> int:
    with services.write(LABEL) as work:
        services.today.care.set(work, grade, days)
    return work.id


def due(services: Services, limit: int = 50) -> list[str]:
    return [one.name for one in services.today.care.due(services.clock.today(), limit)[0]]


@pytest.fixture
def people(services: Services, clock: FixedClock) -> dict[str, int]:
    """Two VIPs and a regular customer, entered thirty days ago."""
    made = {name: person(services, name, grade=grade) for name, grade in
            (("Ann", "A"), ("Bo", "A"), ("Cy", "B"), ("Di", ""))}  # fmt: skip
    clock.advance(timedelta(days=30))
    return made


def test_without_a_plan_nobody_is_due(services: Services, people: dict[str, int]) -> None:
    assert services.today.care.due(services.clock.today(), 10) == ([], 0)


@pytest.mark.parametrize(("days", "names"), [(29, ["Ann", "Bo"]), (30, ["Ann", "Bo"]), (31, [])])
def test_due_on_the_day_itself_and_not_before(
    services: Services, people: dict[str, int], days: int, names: list[str]
) -> None:
    plan(services, "A", days)
    assert due(services) == names


def test_each_way_of_hearing_from_each_other_starts_anew(services: Services, people: dict[str, int]) -> None:
    plan(services, "A", 14)
    assert due(services) == ["Ann", "Bo"]
    with services.write(LABEL) as work:
        services.activities.log(work, people["Ann"], "call", "Well?")
    assert due(services) == ["Bo"]
    with services.write(LABEL) as work:
        lines = [NewLine("Tea", price=100)]
        services.orders.create(work, {"customer": people["Bo"], "date": services.clock.today(), "lines": lines})
    assert due(services) == []
    services.history.undo(work.id)
    assert due(services) == ["Bo"]


def test_whoever_has_a_next_step_or_is_gone_is_left_out(services: Services, people: dict[str, int]) -> None:
    plan(services, "A", 7)
    with services.write(LABEL) as work:
        step = services.followups.create(
            work, {"subject": "Call", "customer": people["Ann"], "due": services.clock.today() + timedelta(days=90)}
        )
        services.customers.delete(work, people["Bo"])
    assert due(services) == []
    with services.write(LABEL) as work:
        services.followups.delete(work, step)
    assert due(services) == ["Ann"]


def test_the_longest_past_their_own_plan_come_first_and_all_are_counted(
    services: Services, clock: FixedClock, people: dict[str, int]
) -> None:
    plan(services, "A", 20)
    plan(services, "B", 5)
    found, count = services.today.care.due(services.clock.today(), 2)
    assert [(one.name, one.every_days, one.days) for one in found] == [("Cy", 5, 30), ("Ann", 20, 30)]
    assert count == 3


def test_a_grade_taken_out_has_no_plan_any_more(services: Services, people: dict[str, int]) -> None:
    plan(services, "A", 7)
    with services.write(LABEL) as work:
        services.choices.replace(work, "grade", [("B", "")])
    assert due(services) == []
    services.history.undo(work.id)
    assert due(services) == ["Ann", "Bo"]


@pytest.mark.parametrize("days", [-1, 1000])
def test_days_out_of_reach_are_refused(services: Services, days: int) -> None:
    with pytest.raises(ValidationError), services.write(LABEL) as work:
        services.today.care.set(work, "A", days)
    assert services.today.care.plans() == {}


def test_undo_takes_a_plan_back(services: Services, people: dict[str, int]) -> None:
    change = plan(services, "A", 7)
    services.history.undo(change)
    assert services.today.care.days("A") == 0
    assert services.today.load(date(2026, 9, 23)).care == []
