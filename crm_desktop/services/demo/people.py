"""Who the customers are, and the rhythm in which each of them comes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from math import log10
from random import Random
from typing import Any

from crm_desktop.core.lunar import LunarDay, from_solar
from crm_desktop.core.text import sort_key
from crm_desktop.services.demo.days import Days, uid
from crm_desktop.services.demo.words import Words, pick

_HABITS = ("lead", "once", "occasional", "regular", "loyal", "churned")
_SMALL = (18, 24, 24, 17, 5, 12)
_BIG = (40, 40, 5, 0.45, 0.15, 1.8)
"""In a big shop most people come once; in a small one everybody knows everybody."""

CUSTOMER_COLUMNS = (
    "id", "uid", "created_at", "updated_at", "code", "name", "name_key", "kind", "company", "phones", "emails",
    "wechat", "gender", "birthday", "address", "region", "industry", "source", "grade", "stage", "owner_id", "tags",
    "preferred_channel", "referrer_id", "preferences", "special_requirements", "notes",
)  # fmt: skip


def bigness(customers: int) -> float:
    """0 for a small shop (up to 2,000 customers), 1 for one of 200,000."""
    return min(1.0, max(0.0, log10(max(1, customers) / 2000) / 2))


class Member:
    """A customer in the making. ``visits`` are day numbers; ``quiet_from`` is a day from which nobody spoke to them."""

    __slots__ = ("company", "habit", "id", "joined", "owner_id", "quiet_from", "spent", "tastes", "visits", "wins")

    def __init__(self, member_id: int, habit: str, joined: int, company: bool, owner_id: int) -> None:
        self.id = member_id
        self.habit = habit
        self.joined = joined
        self.company = company
        self.owner_id = owner_id
        self.visits: list[int] = []
        self.tastes: tuple[int, ...] = ()
        self.spent = 0
        self.wins = 0
        self.quiet_from = 10**6


def make_members(rng: Random, words: Words, days: Days, count: int, first_id: int, staff: list[int]) -> list[Member]:
    """``count`` members with their visits; ids run on from ``first_id``."""
    big = bigness(count)
    weights = [small * (1 - big) + large * big for small, large in zip(_SMALL, _BIG, strict=True)]
    members = []
    for offset, habit in enumerate(rng.choices(_HABITS, weights, k=count)):
        owner = staff[min(len(staff) - 1, int(rng.random() ** 1.4 * len(staff)))]
        member = Member(first_id + offset, habit, _joined(rng, days, habit), rng.random() < 0.09, owner)
        member.tastes = tuple(int(rng.random() * len(words.items)) for _ in range(3))
        member.visits = _visits(rng, days, member)
        members.append(member)
    return members


def _joined(rng: Random, days: Days, habit: str) -> int:
    if habit == "lead":
        return days.busy(rng, days.today - 320)
    known = {"regular": 0.6, "loyal": 0.7, "occasional": 0.4, "churned": 0.3}.get(habit, 0.0)
    if rng.random() < known:
        return int(rng.random() * 45)
    last = days.today - (260 if habit == "churned" else 45 if habit != "once" else 2)
    return days.busy(rng, 0, last)


def _visits(rng: Random, days: Days, member: Member) -> list[int]:
    """Days on which the member buys: a rhythm of their own, drawn towards busy days."""
    if member.habit == "lead":
        return []
    if member.habit == "once":
        return [member.joined]
    shortest, longest = {"occasional": (60, 170), "regular": (18, 48), "loyal": (9, 18), "churned": (15, 60)}[
        member.habit
    ]
    gap = rng.uniform(shortest, longest)
    end = days.today - 1
    if member.habit == "churned":
        end = max(member.joined, days.today - int(max(75, gap * 3) + rng.random() * 160))
    found = [member.joined]
    while len(found) < 70:
        step = max(1.0, gap * rng.uniform(0.6, 1.45))
        day = found[-1] + round(step)
        if day > end:
            break
        if days.dates[day].weekday() < 4 and rng.random() < 0.35:
            day = min(end, day + 5 - days.dates[day].weekday())
        if day > found[-1]:
            found.append(day)
        else:
            break
    return found


def grade_of(member: Member, vip_from: int) -> str:
    """A (VIP), B (regular), C (potential) by what was spent; some were never graded."""
    if member.spent >= vip_from:
        return "A"
    if member.spent >= vip_from // 4:
        return "B"
    return "C" if not member.visits or member.spent < vip_from // 15 else ""


def stage_of(member: Member, loyal_orders: int) -> str:
    if member.habit == "churned" and len(member.visits) > 2:
        return "lost"
    bought = len(member.visits) + member.wins
    return "lead" if bought == 0 else "first" if bought == 1 else "loyal" if bought >= loyal_orders else "repeat"


def customer_rows(
    rng: Random, words: Words, days: Days, members: list[Member], *, loyal_orders: int, vip_from: int
) -> Iterator[tuple[Any, ...]]:
    """The rows of table ``customer`` in the order of :data:`CUSTOMER_COLUMNS`."""
    names: set[str] = set()
    handles: set[str] = set()
    celebrating = _celebrating(rng, members)
    for place, member in enumerate(members):
        person = words.person(rng)
        company, industry = words.company(rng)
        name = _company_name(rng, words, company, names) if member.company else person.name
        region = pick(rng, words.regions)
        handle = person.handle
        while handle in handles:
            handle = f"{person.handle}{int(rng.random() * 9000) + 10}"
        handles.add(handle)
        employed = not member.company and rng.random() < 0.22
        if place in celebrating:
            birthday = _soon(days, celebrating[place], lunar=words.region == "CN" and celebrating[place] % 3 == 2)
        else:
            birthday = "" if member.company else _birthday(rng, lunar=words.region == "CN")
        at = days.at(member.joined, 9 * 60 + int(rng.random() * 600))
        yield (
            member.id, uid(rng), at, at, f"C{member.id:05d}", name, sort_key(name),
            "company" if member.company else "person", company if employed else "", _phones(rng, words),
            _json(f"{handle}@{pick_one(rng, words.mail_hosts)}" if rng.random() < 0.36 else ""),
            handle if rng.random() < 0.62 and len(handle) > 5 else "", "" if member.company else person.gender,
            birthday, words.address(rng, region) if rng.random() < 0.7 else "", region,
            industry if member.company or employed else "",
            pick(rng, words.sources), grade_of(member, vip_from), stage_of(member, loyal_orders), member.owner_id,
            _tags(rng, words, member), rng.choice(("call", "wechat", "wechat", "sms")) if rng.random() < 0.45 else "",
            members[int(rng.random() * place)].id if place and rng.random() < 0.12 else None,
            pick_one(rng, words.preferences) if rng.random() < 0.28 else "",
            pick_one(rng, words.requirements) if rng.random() < 0.1 else "",
            pick_one(rng, words.notes) if rng.random() < 0.22 else "",
        )  # fmt: skip


def pick_one(rng: Random, options: tuple[Any, ...]) -> Any:
    return options[int(rng.random() * len(options))]


def _company_name(rng: Random, words: Words, wanted: str, taken: set[str]) -> str:
    """No two companies alike: a second try, then the district, then a branch number."""
    if wanted in taken:
        wanted = words.company(rng)[0]
    if wanted in taken:
        gap = "" if words.region == "CN" else " "
        wanted = f"{pick(rng, words.regions).removesuffix('区')}{gap}{wanted}"
    name, branch = wanted, 2
    while name in taken:
        name, branch = f"{wanted} {branch}", branch + 1
    taken.add(name)
    return name


def _phones(rng: Random, words: Words) -> str:
    if rng.random() < 0.04:
        return "[]"
    numbers = [words.phone(rng)]
    if rng.random() < 0.08:
        numbers.append(words.phone(rng))
    return json.dumps(numbers)


def _json(value: str) -> str:
    return json.dumps([value], ensure_ascii=False) if value else "[]"


def _tags(rng: Random, words: Words, member: Member) -> str:
    tags: list[str] = []
    pool = words.tags_company if member.company else words.tags_person
    if len(member.visits) > 1:
        tags += [tag for taste in member.tastes[:2] if (tag := words.items[taste].tag) and rng.random() < 0.75]
    if rng.random() < 0.4:
        tags.append(pick_one(rng, pool))
    return json.dumps(list(dict.fromkeys(tags))[:3], ensure_ascii=False)


def _birthday(rng: Random, *, lunar: bool) -> str:
    roll = rng.random()
    if roll < 0.45:
        return ""
    month, day = int(rng.random() * 12) + 1, int(rng.random() * 28) + 1
    year = f"{int(rng.triangular(1946, 2008, 1986)):04d}-" if rng.random() < 0.82 else "--"
    return f"{'L' if lunar and roll > 0.88 else ''}{year}{month:02d}-{day:02d}"


def _celebrating(rng: Random, members: list[Member]) -> dict[int, int]:
    """Which members (by place) have their birthday in how many days: at least four, one of them today."""
    people = [place for place, member in enumerate(members[:3000]) if not member.company and len(member.visits) != 1]
    wanted = max(4, min(len(people), len(members) // 120))
    chosen = rng.sample(people, min(wanted, len(people)))
    return {place: number % 7 for number, place in enumerate(chosen)}


def _soon(days: Days, ahead: int, *, lunar: bool) -> str:
    """A birthday ``ahead`` days from today."""
    day = days.date_today + timedelta(days=ahead)
    if not lunar:
        return f"{1962 + day.day * 13 % 40:04d}-{day.month:02d}-{day.day:02d}"
    moon: LunarDay = from_solar(day)
    return f"L{1958 + day.day * 7 % 36:04d}-{moon.month:02d}-{min(moon.day, 29):02d}"
