"""What was said to whom, and what is to be done next."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from crm_desktop.services.demo.days import Days, opening_minute, uid
from crm_desktop.services.demo.people import Member, pick_one
from crm_desktop.services.demo.pipeline import follow_up
from crm_desktop.services.demo.words import Words

ACTIVITY_COLUMNS = (
    "uid", "created_at", "updated_at", "customer_id", "deal_id", "type", "at", "content", "response", "staff_id",
)  # fmt: skip
_EACH = 5
"""Timeline entries for a customer, on average."""

Row = tuple[Any, ...]


def activity_rows(rng: Random, words: Words, days: Days, members: list[Member], staff: list[int]) -> Iterator[Row]:
    """Five entries for each member on average: more for those who come often."""
    for member, count in zip(members, _shares(rng, members), strict=True):
        last = min(days.today - 1, member.quiet_from - 1)
        for _ in range(count):
            day = _day(rng, member, last)
            talk = words.talks[int(rng.random() * len(words.talks))]
            filled = {
                "item": _topic(rng, words, member),
                "n": 2 + int(rng.random() * 18),
                "day": pick_one(rng, words.moments),
            }
            at = days.at(max(0, day), opening_minute(rng))
            by = member.owner_id if rng.random() < 0.7 else staff[int(rng.random() * len(staff))]
            yield (
                uid(rng), at, at, member.id, None, talk.type, at, talk.content.format_map(filled),
                talk.response.format_map(filled), by,
            )  # fmt: skip


def _topic(rng: Random, words: Words, member: Member) -> str:
    """A product worth talking about, often one the member likes."""
    for _attempt in range(4):
        taste = member.tastes[int(rng.random() * 3)] if rng.random() < 0.5 else int(rng.random() * len(words.items))
        if words.items[taste].tag:
            break
    return words.items[taste].name


def _shares(rng: Random, members: list[Member]) -> list[int]:
    """How many entries each gets; together exactly five times the members."""
    counts = [1 + int(rng.expovariate(0.3)) + len(member.visits) // 6 for member in members]
    missing = _EACH * len(members) - sum(counts)
    while missing:
        place = int(rng.random() * len(members))
        if missing > 0 or counts[place] > 0:
            counts[place] += 1 if missing > 0 else -1
            missing += -1 if missing > 0 else 1
    return counts


def _day(rng: Random, member: Member, last: int) -> int:
    """Most contacts lie around a visit; none before the customer was known or after they went quiet."""
    if member.visits and rng.random() < 0.6:
        near = member.visits[int(rng.random() * len(member.visits))] + int(rng.random() * 4)
        if near <= last:
            return near
    first = min(member.joined, last)
    span = last - first
    if member.habit == "churned" and member.visits:
        span = min(span, member.visits[-1] + 40 - first)
    return first + int(rng.random() * (max(0, span) + 1))


def follow_up_rows(rng: Random, words: Words, days: Days, members: list[Member]) -> Iterator[Row]:
    """Follow-ups that belong to no deal: a few overdue, some today, more later, many done."""
    count = len(members)
    plan = (
        *((-1 - int(rng.random() * 9), False) for _ in range(min(40, max(2, count // 160)))),
        *((0, False) for _ in range(min(25, max(3, count // 120)))),
        *((1 + int(rng.random() ** 1.6 * 45), False) for _ in range(max(6, count // 20))),
        *((-1 - int(rng.random() * 400), True) for _ in range(count * 2 // 5)),
    )
    known = [member for member in members if member.quiet_from > days.today] or members
    for turn, (ahead, done) in enumerate(plan):
        member = known[int(rng.random() * len(known))]
        due = max(days.today + ahead, min(member.joined + 1, days.today - 1)) if done else days.today + ahead
        yield follow_up(rng, words, days, member, due, timed=ahead == 0 and rng.random() < 0.6, done=done,
                        turn=None if done else turn + 2)  # fmt: skip
