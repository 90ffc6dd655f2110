"""The quality report: every kind of trouble, named with who has it."""

from __future__ import annotations

from datetime import timedelta

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.not_same import NotSameService
from crm_desktop.services.quality import QualityService

ADD = N_("undo", "Add customer")


def add(services: Services, name: str = "张伟", **values: object) -> int:
    with services.write(ADD) as work:
        return services.customers.create(work, {"name": name, **values})


def found(services: Services) -> dict[str, tuple[int, ...]]:
    return {issue.kind: issue.ids for issue in QualityService(services).report()}


def test_names_that_are_none(services: Services) -> None:
    odd = {add(services, name) for name in ("13805712046", "?", "- -", "Test", "测试", "未知", "(010) 88")}
    for name in ("张伟", "7-Eleven", "A", "123木头人", "O'Brien", "Müller", "李"):
        add(services, name)
    assert set(found(services)["odd_name"]) == odd


def test_nobody_looks_after_them_only_where_there_are_several_people(services: Services) -> None:
    alone = add(services)
    add(services, "Ann", owner="林岚")
    assert found(services)["no_owner"] == ()
    add(services, "Bob", owner="周倩")
    assert found(services)["no_owner"] == (alone,)


def test_dates_that_can_not_be(services: Services) -> None:
    early, late, planned, fine = (add(services, name) for name in ("early", "late", "planned", "fine"))
    today = services.clock.today()
    lines = [{"product": "茶", "price": 100}]
    with services.write(ADD) as work:
        services.orders.create(work, {"customer": fine, "lines": lines, "date": today - timedelta(days=3_000)})
        services.orders.create(work, {"customer": early, "lines": lines, "date": "1920-01-01"})
        services.activities.log(work, late, "call", "…", at=services.clock.now() + timedelta(days=40))
        services.followups.create(work, {"subject": "x", "customer": planned, "due": today + timedelta(days=4_000)})
        services.followups.create(work, {"subject": "x", "customer": fine, "due": today + timedelta(days=400)})
    assert set(found(services)["odd_date"]) == {early, late, planned}


def test_phones_are_judged_by_the_numbering_plan(services: Services) -> None:
    odd = {
        add(services, "odd", phone=["19912345678", "12345678"]),
        add(services, "abroad", phone=["+1 555 555 5555"]),
    }
    for phone in ("13805712046", "19912345678", "0571-88880000", "400 820 8820", "+1 415 555 2671"):
        add(services, f"fine {phone}", phone=[phone])
    assert set(found(services)["odd_phone"]) == odd


def test_look_alikes_are_counted_unless_they_are_known_to_be_two(services: Services) -> None:
    first, second = add(services, phone=["13805712046"]), add(services, phone=["13805712046"])
    add(services, "Ann")
    assert set(QualityService(services).twins().ids) == {first, second}
    with services.write(N_("undo", "Keep apart")) as work:
        NotSameService(services).keep_apart(work, first, second)
    assert QualityService(services).twins().ids == ()


def test_who_is_in_the_bin_is_no_trouble(services: Services, clock: FixedClock) -> None:
    gone = add(services, "?")
    clock.advance(timedelta(days=500))
    with services.write(N_("undo", "Delete")) as work:
        services.customers.delete(work, gone)
    assert not any(ids for ids in found(services).values())
