"""Follow-ups through the service: planned, moved, done with a next step, repeated, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.entities import FOLLOW_UPS
from crm_desktop.core.errors import ConflictError, UserError, ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.services import followups_rules as rules
from crm_desktop.services.context import Services
from crm_desktop.services.exporting import records
from crm_desktop.services.followups import FollowUp, NextStep
from crm_desktop.services.followups_values import to_instant, to_local
from crm_desktop.services.listing import Filter, ListQuery

TODAY = date(2026, 9, 23)
LABEL = N_("undo", "Test")


def add(services: Services, **values: Any) -> int:
    with services.write(LABEL) as work:
        return services.followups.create(work, {"subject": "Call back", "due": TODAY, **values})


def person(services: Services, name: str = "沈若兰") -> int:
    with services.write(LABEL) as work:
        return services.customers.create(work, {"name": name})


def test_a_follow_up_is_kept_as_entered(services: Services) -> None:
    customer = person(services)
    found = services.followups.get(
        add(services, customer=customer, type="visit", time="9:30", owner="周倩", priority="high", notes=" bring tea ")
    )
    assert (found.customer, found.type, found.time, found.owner, found.priority) == (
        "沈若兰", "visit", "09:30", "周倩", "high",
    )  # fmt: skip
    assert (found.due, found.status, found.notes) == (TODAY, "open", "bring tea")
    assert found.state(TODAY) == "today"
    assert services.customers.rows([customer])[0].next_follow_up == TODAY


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"subject": "  "}, "subject"),
        ({"time": "25:00"}, "time"),
        ({"time": "soon"}, "time"),
        ({"due": "2026-02-30"}, "due"),
        ({"type": "fax"}, "type"),
        ({"recurrence": "every week"}, "recurrence"),
        ({"recurrence": "FREQ=DAILY", "due": None}, "due"),
        ({"remind_at": "yesterday"}, "remind_at"),
    ],
)
def test_wrong_values_are_refused_and_nothing_is_stored(services: Services, values: Any, field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        add(services, **values)
    assert list(caught.value.problems) == [field]
    assert services.followups.between(date.min, date.max) == []


def test_today_is_not_overdue_and_order_is_that_of_the_day(services: Services) -> None:
    late = add(services, due=TODAY - timedelta(days=2))
    all_day, morning, noon = add(services), add(services, time="09:00"), add(services, time="12:00")
    later = add(services, due=TODAY + timedelta(days=1))
    service = services.followups
    assert [f.id for f in service.overdue(TODAY)] == [late]
    assert [f.id for f in service.due_on(TODAY)] == [morning, noon, all_day]
    counts = service.due_counts(TODAY)
    assert (counts.overdue, counts.today, counts.total()) == (1, 3, 4)
    assert [f.id for f in service.between(TODAY, TODAY + timedelta(days=1))] == [morning, noon, all_day, later]


def test_the_calendar_gets_the_first_of_each_day_and_all_counts(services: Services) -> None:
    finished = add(services, time="08:00")
    with services.write(LABEL) as work:
        services.followups.complete(work, finished)
    noon, morning = add(services, time="12:00"), add(services, time="09:00")
    other = add(services, due=TODAY + timedelta(days=2))
    add(services, due=TODAY + timedelta(days=9))
    days, totals = services.followups.by_day(TODAY, TODAY + timedelta(days=7), per_day=2)
    assert [f.id for f in days[TODAY]] == [morning, noon]
    assert [f.id for f in days[TODAY + timedelta(days=2)]] == [other]
    assert totals == {TODAY: 3, TODAY + timedelta(days=2): 1}
    days, _ = services.followups.by_day(TODAY, TODAY)
    assert [f.id for f in days[TODAY]] == [morning, noon, finished]


def test_done_with_result_and_next_step_in_one_undoable_change(services: Services, clock: FixedClock) -> None:
    customer = person(services)
    planned = add(services, customer=customer, owner="周倩", due=TODAY - timedelta(days=1))
    with services.write(N_("undo", "Complete follow-up")) as work:
        following = services.followups.complete(
            work, planned, "Wants two tins", NextStep("visit", TODAY + timedelta(days=3), "Bring the tea")
        )
    done = services.followups.get(planned)
    assert (done.status, done.result, done.state(TODAY), done.done_on()) == ("done", "Wants two tins", "done", TODAY)
    assert following is not None
    step = services.followups.get(following)
    assert (step.customer_id, step.owner, step.type, step.due) == (customer, "周倩", "visit", date(2026, 9, 26))
    assert [f.id for f in services.followups.done_on(TODAY)] == [planned]
    services.history.undo(work.id)
    again = services.followups.get(planned)
    assert (again.status, again.result, again.done_at) == ("open", "", None)
    assert [f.id for f in services.followups.for_customer(customer)] == [planned]


def test_a_contact_that_is_done_is_one_entry_on_the_timeline_and_the_last_contact(services: Services) -> None:
    customer = person(services)
    with services.write(LABEL) as work:
        services.followups.complete(work, add_in(services, work, customer), "Spoke for ten minutes")
    entries = services.activities.timeline(customer)
    assert [(entry.kind, entry.type, entry.text) for entry in entries] == [
        ("follow_up", "call", "Spoke for ten minutes")
    ]
    assert services.customers.rows([customer])[0].last_contact == TODAY


def add_in(services: Services, work: Any, customer: int) -> int:
    return services.followups.create(work, {"customer": customer, "subject": "Call", "due": TODAY})


def test_an_open_follow_up_is_no_history_yet(services: Services) -> None:
    customer = person(services)
    add(services, customer=customer)
    assert services.activities.timeline(customer) == []


def test_a_series_goes_on_strictly_later(services: Services, clock: FixedClock) -> None:
    first = add(services, due=TODAY - timedelta(days=7), recurrence="FREQ=WEEKLY;BYDAY=WE", time="10:00")
    with services.write(LABEL) as work:
        second = services.followups.complete(work, first)
    assert second is not None
    found = services.followups.get(second)
    assert (found.due, found.time, found.recurrence) == (date(2026, 9, 30), "10:00", "FREQ=WEEKLY;BYDAY=WE")
    assert services.followups.get(first).recurrence == ""
    with services.write(LABEL) as work:
        services.followups.reopen(work, first)
    with services.write(LABEL) as work:
        assert services.followups.complete(work, first) is None
    assert len(services.followups.between(TODAY, TODAY + timedelta(days=30))) == 1


@pytest.mark.parametrize(
    ("freq", "every", "due", "moved", "then"),
    [
        ("MONTHLY", 1, date(2026, 10, 5), date(2026, 10, 3), date(2026, 11, 5)),
        ("MONTHLY", 2, date(2026, 10, 5), date(2026, 11, 2), date(2026, 12, 5)),
        ("MONTHLY", 1, date(2026, 10, 30), date(2026, 11, 3), date(2026, 11, 30)),
        ("WEEKLY", 1, date(2026, 9, 28), date(2026, 9, 27), date(2026, 10, 5)),
        ("WEEKLY", 2, date(2026, 9, 28), date(2026, 10, 6), date(2026, 10, 12)),
        ("DAILY", 90, date(2026, 9, 28), date(2026, 9, 30), date(2026, 12, 27)),
        ("YEARLY", 1, date(2026, 10, 5), date(2026, 10, 3), date(2027, 10, 5)),
        ("MONTHLY", 1, date(2026, 10, 5), date(2026, 11, 10), date(2026, 12, 5)),
    ],
)
def test_a_moved_occurrence_leaves_the_series_where_it_was(
    services: Services, freq: rules.Frequency, every: int, due: date, moved: date, then: date
) -> None:
    rule = rules.build(freq, due, every)
    first = add(services, due=due, recurrence=rule)
    with services.write(LABEL) as work:
        services.followups.move(work, first, TODAY + timedelta(days=1))
    with services.write(LABEL) as work:  # and again, as the form does it, which gives the rule too
        services.followups.update(work, first, {"due": moved, "recurrence": rule})
    found = services.followups.get(first)
    assert (found.due, found.recurrence, found.series_day) == (moved, rule, due)
    (listed,) = services.listing.first(ListQuery("followups", filters=(Filter("recurrence", "eq", rule),)))
    assert listed == found
    with services.write(LABEL) as work:
        second = services.followups.complete(work, first, done_at=to_instant(datetime.combine(moved, time(10))))
    assert second is not None
    found = services.followups.get(second)
    assert (found.due, found.recurrence, found.series_day) == (then, rule, None)


def test_back_on_its_day_an_occurrence_is_as_before_and_another_rule_begins_with_the_day_it_has(
    services: Services,
) -> None:
    rule = rules.build("MONTHLY", date(2026, 10, 5))
    first = add(services, due=date(2026, 10, 5), recurrence=rule)
    with services.write(LABEL) as work:
        services.followups.move(work, first, date(2026, 10, 3))
    with services.write(LABEL) as work:
        services.followups.move(work, first, date(2026, 10, 5))
    assert services.followups.get(first).series_day is None
    with services.write(LABEL) as work:
        services.followups.update(work, first, {"due": date(2026, 10, 7), "recurrence": "FREQ=DAILY;INTERVAL=3"})
    assert services.followups.get(first).series_day is None
    with services.write(LABEL) as work:
        second = services.followups.complete(work, first)
    assert second is not None
    assert services.followups.get(second).due == date(2026, 10, 10)


def test_an_exported_series_has_its_rule_alone(services: Services) -> None:
    first = add(services, due=date(2026, 10, 5), recurrence="FREQ=MONTHLY;BYMONTHDAY=5")
    with services.write(LABEL) as work:
        services.followups.move(work, first, date(2026, 10, 3))
    assert list(records.rows(services, FOLLOW_UPS, ["due", "recurrence"], [first])) == [
        (date(2026, 10, 3), "FREQ=MONTHLY;BYMONTHDAY=5")
    ]


def test_a_series_goes_on_whichever_way_it_is_done(services: Services) -> None:
    first = add(services, recurrence="FREQ=WEEKLY;BYDAY=WE", subject="Count the stock", owner="周倩", time="09:00")
    remind = to_instant(datetime(2026, 9, 23, 8, 30))
    with services.write(LABEL) as work:
        patch = {"status": "done", "notes": "bring the list", "time": "10:00", "remind_at": remind}
        services.followups.update(work, first, patch)
    done = services.followups.get(first)
    assert (done.status, done.recurrence, done.done_on()) == ("done", "", TODAY)
    (then,) = services.followups.between(TODAY + timedelta(days=1), TODAY + timedelta(days=30))
    assert (then.due, then.time, then.subject, then.owner, then.notes, then.recurrence) == (
        date(2026, 9, 30), "10:00", "Count the stock", "周倩", "bring the list", "FREQ=WEEKLY;BYDAY=WE",
    )  # fmt: skip
    assert then.remind_at is not None
    assert to_local(then.remind_at) == datetime(2026, 9, 30, 8, 30)
    with services.write(LABEL) as work:
        services.followups.update(work, first, {"status": "done", "result": "all there"})
    assert len(services.followups.between(TODAY, TODAY + timedelta(days=30))) == 2
    services.history.undo_last()
    services.history.undo_last()
    assert [one.recurrence for one in services.followups.between(TODAY, date(2027, 1, 1))] == ["FREQ=WEEKLY;BYDAY=WE"]


def test_a_series_ends(services: Services) -> None:
    last = add(services, recurrence="FREQ=DAILY;COUNT=1")
    with services.write(LABEL) as work:
        assert services.followups.complete(work, last) is None


def test_moving_keeps_the_time_and_takes_the_reminder_along(services: Services) -> None:
    remind = to_instant(datetime(2026, 9, 22, 17, 0))
    moved = add(services, time="09:30", remind_at=remind)
    with services.write(LABEL) as work:
        services.followups.move(work, moved, TODAY + timedelta(days=7))
    found = services.followups.get(moved)
    assert (found.due, found.time) == (date(2026, 9, 30), "09:30")
    assert found.remind_at is not None
    assert to_local(found.remind_at) == datetime(2026, 9, 29, 17, 0)
    with services.write(LABEL) as work:
        services.followups.move(work, moved, TODAY, "")
    assert services.followups.get(moved).time == ""


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Pacific/Auckland"])
def test_no_time_zone_shifts_a_day(
    services: Services, monkeypatch: pytest.MonkeyPatch, zone: str, clock: FixedClock
) -> None:
    import time

    set_zone = getattr(time, "tzset", lambda: None)  # Windows keeps its zone
    monkeypatch.setenv("TZ", zone)
    set_zone()
    try:
        for at in (None, "00:05", "23:55"):
            follow_up = add(services, due=date(2026, 11, 1), time=at)
            with services.write(LABEL) as work:
                services.followups.move(work, follow_up, date(2026, 3, 8))
            found = services.followups.get(follow_up)
            assert (found.due, found.time) == (date(2026, 3, 8), at or "")
    finally:
        monkeypatch.undo()
        set_zone()


def test_snooze_several_at_once(services: Services) -> None:
    ids = [add(services, due=TODAY - timedelta(days=n)) for n in (1, 2, 3)]
    with services.write(LABEL) as work:
        services.followups.snooze(work, ids, TODAY + timedelta(days=1))
    assert services.followups.overdue(TODAY) == []
    assert {f.id for f in services.followups.due_on(TODAY + timedelta(days=1))} == set(ids)
    services.history.undo(work.id)
    assert len(services.followups.overdue(TODAY)) == 3


def test_cancel_reopen_delete_restore(services: Services) -> None:
    one = add(services)
    with services.write(LABEL) as work:
        services.followups.cancel(work, one, "Moved away")
    found = services.followups.get(one)
    assert (found.state(TODAY), found.result, found.done_at) == ("cancelled", "Moved away", None)
    assert services.followups.due_on(TODAY) == []
    with services.write(LABEL) as work:
        services.followups.reopen(work, one)
    assert [f.id for f in services.followups.due_on(TODAY)] == [one]
    with services.write(LABEL) as work:
        services.followups.delete(work, one)
    assert services.followups.due_on(TODAY) == []
    assert services.followups.get(one).deleted
    with services.write(LABEL) as work:
        services.followups.restore(work, one)
    assert [f.id for f in services.followups.due_on(TODAY)] == [one]


def test_what_waits_for_a_customer_in_the_bin_waits_there_too(services: Services) -> None:
    customer = person(services)
    add(services, customer=customer)
    with services.write(LABEL) as work:
        services.customers.delete(work, customer)
    assert services.followups.due_on(TODAY) == []
    assert services.followups.due_counts(TODAY).total() == 0
    with services.write(LABEL) as work:
        services.customers.restore(work, customer)
    assert len(services.followups.due_on(TODAY)) == 1


def test_filter_by_person(services: Services) -> None:
    add(services, owner="林岚")
    mine = add(services, owner="周倩")
    assert [f.id for f in services.followups.due_on(TODAY, "周倩")] == [mine]
    assert services.followups.due_counts(TODAY, "周倩").today == 1
    assert services.followups.due_on(TODAY, "nobody") == []


def test_an_edit_over_a_newer_version_is_a_conflict(services: Services) -> None:
    one = add(services)
    seen = services.followups.get(one).version
    with services.write(LABEL) as work:
        services.followups.update(work, one, {"subject": "Write"}, seen)
    with pytest.raises(ConflictError), services.write(LABEL) as work:
        services.followups.update(work, one, {"subject": "Visit"}, seen)
    assert services.followups.get(one).subject == "Write"


def test_reminders_fall_due_once(services: Services, clock: FixedClock) -> None:
    start = clock.now()
    soon = add(services, remind_at=to_instant(datetime(2026, 9, 23, 10, 5)))
    add(services, remind_at=to_instant(datetime(2026, 9, 23, 11, 0)))
    assert services.followups.reminders_due(start, start - timedelta(hours=1)) == []
    clock.advance(timedelta(minutes=5))
    now = clock.now()
    assert [f.id for f in services.followups.reminders_due(now, start)] == [soon]
    assert services.followups.reminders_due(now + timedelta(minutes=1), now) == []


def test_done_near_midnight_belongs_to_the_local_day(
    open_shop: Callable[..., Services], data_dir: Any, clock: FixedClock
) -> None:
    services = open_shop(data_dir)
    one = add(services)
    with services.write(LABEL) as work:
        services.followups.complete(work, one, done_at=to_instant(datetime(2026, 9, 23, 23, 59)))
    assert [f.id for f in services.followups.done_on(TODAY)] == [one]
    assert services.followups.done_on(TODAY + timedelta(days=1)) == []


def test_an_unknown_one_is_named(services: Services) -> None:
    with pytest.raises(UserError) as caught:
        services.followups.get(99)
    assert caught.value.code == "not_found"


def test_state_without_a_day(services: Services) -> None:
    found: FollowUp = services.followups.get(add(services, due=None))
    assert found.state(TODAY) == "none"
