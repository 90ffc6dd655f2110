"""Old automatic backups go by a rule that a wrong clock can't turn against the shop."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta, timezone

import pytest

from crm_desktop.services.backup import rotation, schedule
from crm_desktop.services.backup.catalog import Entry

START = datetime(2026, 1, 1, 8, tzinfo=timezone.utc)


def entry(number: int, at: datetime, kind: str = "auto", *, verified: bool = True, rows: int = 100) -> Entry:
    return Entry(f"/b/{number}", number, at.isoformat(), kind, 1, {"customers": rows}, verified, number)


def live_through(days: int, every: timedelta = timedelta(hours=4)) -> tuple[list[Entry], datetime]:
    """Backups taken all the time and rotated after each."""
    kept: list[Entry] = []
    now = START
    for number in itertools.count(1):
        if now > START + timedelta(days=days):
            return kept, now - every
        kept.append(entry(number, now))
        gone = {old.path for old in rotation.plan(kept, now).remove}
        kept = [old for old in kept if old.path not in gone]
        assert sum(old.verified for old in kept) >= min(number, 3)
        now += every
    raise AssertionError


def test_three_years_leave_exactly_the_promised_set() -> None:
    kept, now = live_through(3 * 365)
    times = [rotation.moment(old) for old in kept]
    last_two_days = {at for at in times if now - at <= rotation.RECENT}
    assert len(last_two_days) == 13
    days = sorted({at.date() for at in times}, reverse=True)
    assert days[:14] == [now.date() - timedelta(days=n) for n in range(14)]
    weeks = {at.strftime("%G-%V") for at in times}
    assert {(now - timedelta(weeks=n)).strftime("%G-%V") for n in range(8)} <= weeks
    assert len({at.strftime("%Y-%m") for at in times}) == 12
    assert len(kept) <= 13 + 14 + 8 + 12


def test_at_most_twenty_four_of_the_last_two_days() -> None:
    now = START + timedelta(days=1)
    entries = [entry(n, START + timedelta(minutes=30 * n)) for n in range(48)]
    kept = 48 - len(rotation.plan(entries, now).remove)
    assert 24 <= kept <= 26


def test_kept_by_hand_or_pinned() -> None:
    now = START + timedelta(days=400)
    old = [entry(n, START + timedelta(hours=n), kind) for n, kind in enumerate(["manual", "pre-import"] * 8)]
    newer = [entry(100 + n, now - timedelta(hours=40 - n)) for n in range(5)]
    removed = {gone.kind for gone in rotation.plan([*old, *newer], now).remove}
    assert removed == {"pre-import"}
    assert sum(gone.kind == "pre-import" for gone in rotation.plan([*old, *newer], now).remove) <= 3


@pytest.mark.parametrize(
    ("now", "doubt"),
    [
        (START - timedelta(days=400), "clock"),
        (START + timedelta(days=3652), "clock"),
        (START + timedelta(days=60), ""),
    ],
)
def test_nothing_goes_when_the_clock_is_wrong(now: datetime, doubt: str) -> None:
    entries = [entry(n, START + timedelta(hours=12 * n)) for n in range(120)]
    plan = rotation.plan(entries, now)
    assert plan.doubt == doubt
    assert bool(plan.remove) == (doubt == "")


def test_order_is_by_number_when_the_clock_went_back() -> None:
    entries = [entry(n, START + timedelta(days=200 - n)) for n in range(100)]
    assert rotation.plan(entries, START + timedelta(days=100)).doubt == "clock"


def test_nothing_goes_when_the_shop_seems_to_have_shrunk() -> None:
    entries = [entry(n, START + timedelta(hours=6 * n)) for n in range(200)]
    now = START + timedelta(hours=1200)
    assert rotation.plan(entries, now).remove
    assert rotation.plan([*entries, entry(900, now, rows=40)], now).doubt == "counts"
    assert rotation.plan([*entries, entry(900, now, rows=0)], now).doubt == "counts"


def test_never_fewer_than_three_verified_and_none_within_a_week_of_a_restore() -> None:
    now = START + timedelta(days=300)
    old = [entry(n, START + timedelta(minutes=n)) for n in range(20)]
    failed = [entry(100 + n, now - timedelta(hours=30 - n), verified=False) for n in range(30)]
    left = {e.path for e in [*old, *failed]} - {e.path for e in rotation.plan([*old, *failed], now).remove}
    assert sum(e.verified for e in old if e.path in left) >= 3
    frozen = int((now + timedelta(days=1)).timestamp() * 1000)
    assert rotation.plan([*old, *failed], now, frozen_until_ms=frozen).doubt == "frozen"


def test_when_a_backup_is_due() -> None:
    last = entry(7, START)
    assert not schedule.backup_due(START + timedelta(days=3), last, 7)
    assert not schedule.backup_due(START + timedelta(hours=3), last, 8)
    assert schedule.backup_due(START + timedelta(hours=4), last, 8)
    assert schedule.backup_due(START + timedelta(hours=2), last, 8, after=schedule.BEFORE_BULK)
    assert schedule.backup_due(START - timedelta(days=1), last, 8)
    assert schedule.backup_due(START, None, 1)
    assert not schedule.backup_due(START, None, 0)


def test_light_turns_amber_and_red() -> None:
    last = [entry(7, START)]

    def level(hours: float, changes: int = 8, entries: list[Entry] = last, has_key: bool = True) -> str:
        return schedule.health(entries, START + timedelta(hours=hours), changes, has_key=has_key).level

    assert level(500, 7) == "good"
    assert level(2) == "good"
    assert level(50) == "warn"
    assert level(24 * 8) == "bad"
    assert level(0, entries=[]) == "bad"
    assert level(0, entries=[], has_key=False) == "warn"
    assert level(0, 0, entries=[], has_key=False) == "none"
    assert level(1, entries=[entry(7, START, verified=False)]) == "bad"
    assert str(schedule.health(last, START + timedelta(hours=2), 8, has_key=True).detail) == "2 hours ago"
