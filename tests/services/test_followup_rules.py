"""Repeating follow-ups: the next day is strictly later, months end where they end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.services import followups_rules as rules

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def series(rule: str, due: date, n: int) -> list[str]:
    found = []
    while len(found) < n:
        step = rules.following(rule, due, due)
        if step is None:
            break
        due, rule = step
        found.append(due.isoformat())
    return found


@pytest.mark.parametrize(
    ("freq", "interval", "due", "expected"),
    [
        ("DAILY", 1, date(2026, 12, 31), ["2027-01-01", "2027-01-02"]),
        ("WEEKLY", 2, date(2026, 9, 23), ["2026-10-07", "2026-10-21"]),
        ("MONTHLY", 1, date(2026, 1, 31), ["2026-02-28", "2026-03-31", "2026-04-30"]),
        ("MONTHLY", 1, date(2026, 1, 30), ["2026-02-28", "2026-03-30", "2026-04-30"]),
        ("MONTHLY", 3, date(2026, 11, 29), ["2027-02-28", "2027-05-29"]),
        ("YEARLY", 1, date(2024, 2, 29), ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
    ],
)
def test_what_the_form_makes(freq: rules.Frequency, interval: int, due: date, expected: list[str]) -> None:
    assert series(rules.build(freq, due, interval), due, len(expected)) == expected


def test_a_moved_occurrence_leaves_the_series_where_it_was() -> None:
    rule = rules.build("WEEKLY", date(2026, 9, 21))  # a Monday
    assert rules.following(rule, date(2026, 9, 22), date(2026, 9, 22)) == (date(2026, 9, 28), rule)
    month_end = rules.build("MONTHLY", date(2026, 1, 31))
    assert rules.following(month_end, date(2026, 2, 27), date(2026, 2, 27)) == (date(2026, 2, 28), month_end)


def test_occurrences_between_the_day_of_the_series_and_that_of_the_move_count() -> None:
    rule = rules.build("MONTHLY", date(2026, 1, 5), count=4)
    assert rules.following(rule, date(2026, 3, 7), date(2026, 3, 7), date(2026, 1, 5)) == (
        date(2026, 4, 5),
        "FREQ=MONTHLY;BYMONTHDAY=5;COUNT=1",
    )
    assert rules.following(rule, date(2026, 4, 6), date(2026, 4, 6), date(2026, 1, 5)) is None


def test_days_that_went_by_are_passed_over() -> None:
    rule = rules.build("WEEKLY", date(2026, 8, 3))
    assert rules.following(rule, date(2026, 8, 3), date(2026, 9, 23)) == (date(2026, 9, 28), rule)


def test_done_on_the_very_day_of_the_next_one_means_the_one_after() -> None:
    rule = rules.build("DAILY", date(2026, 9, 22))
    assert rules.following(rule, date(2026, 9, 22), date(2026, 9, 23)) == (date(2026, 9, 24), rule)


def test_count_includes_the_open_one_and_those_passed_over() -> None:
    rule = rules.build("DAILY", date(2026, 9, 1), count=3)
    step = rules.following(rule, date(2026, 9, 1), date(2026, 9, 1))
    assert step == (date(2026, 9, 2), "FREQ=DAILY;COUNT=2")
    assert rules.following("FREQ=DAILY;COUNT=2", date(2026, 9, 2), date(2026, 9, 2)) == (
        date(2026, 9, 3),
        "FREQ=DAILY;COUNT=1",
    )
    assert rules.following("FREQ=DAILY;COUNT=1", date(2026, 9, 3), date(2026, 9, 3)) is None
    assert rules.following(rule, date(2026, 9, 1), date(2026, 9, 9)) is None


def test_until_is_the_last_day_allowed() -> None:
    rule = rules.build("WEEKLY", date(2026, 9, 23), until=date(2026, 10, 7))
    assert series(rule, date(2026, 9, 23), 9) == ["2026-09-30", "2026-10-07"]
    assert rules.until(rule) == date(2026, 10, 7)


@pytest.mark.parametrize(
    "wrong",
    ["", "weekly", "FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;COUNT=x", "FREQ=DAILY;COUNT=2;UNTIL=20261231",
     "FREQ=DAILY;UNTIL=soon", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;FREQ=DAILY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
     "FREQ=DAILY;BYHOUR=3"],
)  # fmt: skip
def test_what_is_no_rule_is_refused(wrong: str) -> None:
    with pytest.raises(rules.RuleError):
        rules.normal(wrong)


def test_rules_of_other_programs_are_understood() -> None:
    rule = rules.normal("rrule:freq=monthly;byday=2tu;until=20270101T000000Z")
    assert rule == "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270101"
    assert series(rule, date(2026, 9, 8), 3) == ["2026-10-13", "2026-11-10", "2026-12-08"]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", "Every week"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "Every 3 months"),
        ("FREQ=DAILY;COUNT=4", "Every day, 4 times left"),
        ("FREQ=YEARLY;UNTIL=20301231", "Every year until 31 Dec 2030"),
    ],
)
def test_rules_in_words(rule: str, words: str) -> None:
    assert str(rules.describe(rule)) == words


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (rules.build("WEEKLY", date(2026, 9, 23), 2), ("WEEKLY", 2)),
        (rules.build("MONTHLY", date(2026, 1, 30), until=date(2027, 1, 1)), ("MONTHLY", 1)),
        (rules.build("YEARLY", date(2024, 2, 29)), ("YEARLY", 1)),
        ("FREQ=WEEKLY;BYDAY=MO,WE", None),
        ("FREQ=MONTHLY;BYDAY=2TU", None),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", None),
        ("FREQ=DAILY;COUNT=3", None),
    ],
)
def test_the_form_knows_its_own_rules_again(rule: str, found: object) -> None:
    assert rules.simple(rule) == found


@settings(max_examples=60)
@given(
    due=DAYS,
    freq=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    interval=st.integers(1, 6),
    late=st.integers(0, 90),
)
def test_the_next_day_is_strictly_later_and_belongs_to_the_rule(
    due: date, freq: rules.Frequency, interval: int, late: int
) -> None:
    rule = rules.build(freq, due, interval)
    done = due + timedelta(days=late)
    step = rules.following(rule, due, done)
    assert step is not None
    day = step[0]
    assert day > done >= due
    inside = rrulestr(rule, dtstart=datetime(due.year, due.month, due.day))
    assert datetime(day.year, day.month, day.day) in inside
    earlier = inside.before(datetime(day.year, day.month, day.day))
    assert earlier is None or earlier.date() <= done


@settings(max_examples=60)
@given(
    DAYS, st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]), st.integers(1, 4), st.none() | st.integers(1, 9)
)
def test_the_days_ahead_are_those_that_follow(
    due: date, freq: rules.Frequency, interval: int, count: int | None
) -> None:
    rule = rules.build(freq, due, interval, count=count)
    start, end = due + timedelta(days=10), due + timedelta(days=400)
    expected = [day for text in series(rule, due, 420) if start <= (day := date.fromisoformat(text)) <= end]
    assert rules.days_ahead(rule, due, start, end) == expected
