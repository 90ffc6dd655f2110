"""Which old automatic backups may go. A pure function over the catalogue: order counts, not what a clock says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from crm_desktop.services.backup.catalog import Entry

RECENT = timedelta(hours=48)
MOST_RECENT, DAILY, WEEKLY, MONTHLY = 24, 14, 8, 12
PINNED = {"pre-migration": 3, "pre-restore": 5, "pre-import": 5}
LEAST_VERIFIED = 3
_JUMP = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to remove; ``doubt`` names why nothing is removed (``clock``, ``counts``, ``frozen``), else empty."""

    remove: tuple[Entry, ...]
    doubt: str = ""


def plan(entries: Sequence[Entry], now: datetime, *, frozen_until_ms: int = 0) -> Plan:
    """Decide over the automatic backups of one folder; those that a person made by hand are never removed.

    Kept: all of the last 48 hours (at most 24), the last of each of 14 days, 8 weeks and 12 months, the newest
    made before migrations and imports, and never fewer than 3 verified ones. Nothing goes while the clock or the
    counts look wrong, or within a week of a restore.
    """
    ordered = sorted(entries, key=lambda entry: entry.sequence, reverse=True)
    if now.timestamp() * 1000 < frozen_until_ms:
        return Plan((), "frozen")
    if _clock_is_odd(ordered, now):
        return Plan((), "clock")
    if _counts_fell(ordered):
        return Plan((), "counts")
    keep = {entry.path for entry in ordered if entry.kind == "manual"}
    keep |= _pinned(ordered)
    automatic = [entry for entry in ordered if entry.path not in keep]
    recent = [entry for entry in automatic if now - moment(entry) <= RECENT]
    keep |= {entry.path for entry in recent[:MOST_RECENT]}
    keep |= _last_of_each(automatic, DAILY, lambda at: at.strftime("%Y-%m-%d"))
    keep |= _last_of_each(automatic, WEEKLY, lambda at: at.strftime("%G-%V"))
    keep |= _last_of_each(automatic, MONTHLY, lambda at: at.strftime("%Y-%m"))
    keep |= {entry.path for entry in [entry for entry in ordered if entry.verified][:LEAST_VERIFIED]}
    return Plan(tuple(entry for entry in ordered if entry.path not in keep))


def moment(entry: Entry) -> datetime:
    """When a backup was made; the beginning of time where that can't be read."""
    try:
        at = datetime.fromisoformat(entry.created)
    except ValueError:
        return datetime.fromtimestamp(0, timezone.utc)
    return at if at.tzinfo else at.replace(tzinfo=timezone.utc)


def _clock_is_odd(ordered: Sequence[Entry], now: datetime) -> bool:
    """The clock went back, or leapt a month since the newest backup or between the newest two."""
    if not ordered:
        return False
    times = [now, *(moment(entry) for entry in ordered[:2])]
    return any(later < earlier or later - earlier > _JUMP for later, earlier in zip(times, times[1:], strict=False))


def _counts_fell(ordered: Sequence[Entry]) -> bool:
    """The newest backup holds less than half of the records of the one before it, or none where there were some."""
    held = [sum(entry.counts.values()) for entry in ordered if entry.verified and entry.counts][:2]
    return len(held) == 2 and held[1] > 0 and held[0] * 2 < held[1]


def _pinned(ordered: Sequence[Entry]) -> set[str]:
    found: set[str] = set()
    for kind, count in PINNED.items():
        found |= {entry.path for entry in [entry for entry in ordered if entry.kind == kind][:count]}
    return found


def _last_of_each(ordered: Sequence[Entry], count: int, period: Callable[[datetime], str]) -> set[str]:
    newest: dict[str, str] = {}
    for entry in ordered:
        newest.setdefault(period(moment(entry)), entry.path)
    return set(list(newest.values())[:count])
