"""Customers that may be one and the same, each pair with the reasons for thinking so.

Only customers that share a key are compared (phone, e-mail, WeChat, the syllables of the name in any
order), so that the cost grows with the number of customers, not with its square.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.phones import digits
from crm_desktop.core.text import fold, syllables

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.customers import Customer

LIKELY = 50
"""Pairs below this score are not shown."""

_LARGEST_BLOCK = 40
_BATCH = 2_000
_CLOSE_NAMES = 85.0
_DIFFERENT_NAMES = 40.0
_LOCAL_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Pair:
    """Two customers that look alike; ``score`` 0–100, ``reasons`` in words, the weightiest first."""

    first: int
    second: int
    score: int
    reasons: tuple[Text, ...]


_SAME_PHONE = (60, N_("duplicate", "same phone"))
_SAME_TAIL = (25, N_("duplicate", "same phone without area code"))
_SAME_EMAIL = (50, N_("duplicate", "same e-mail"))
_SAME_WECHAT = (50, N_("duplicate", "same WeChat"))
_SAME_NAME = (30, N_("duplicate", "same name"))
_SAME_SOUND = (22, N_("duplicate", "name sounds the same"))
_SWAPPED = (22, N_("duplicate", "first and last name swapped"))
_CLOSE_NAME = (12, N_("duplicate", "name nearly the same"))
_OTHER_NAME = (-35, N_("duplicate", "but a different name"))
_SAME_BIRTHDAY = (20, N_("duplicate", "same birthday"))
_SAME_COMPANY = (12, N_("duplicate", "same company"))
_SAME_ADDRESS = (18, N_("duplicate", "same address"))


def compare(first: Customer, second: Customer) -> Pair:
    """The score of two customers and what it is made of."""
    from rapidfuzz import fuzz

    found = list(_shared(first, second))
    name, other = fold(first.name), fold(second.name)
    sound, other_sound = syllables(name), syllables(other)
    if name == other:
        found.append(_SAME_NAME)
    elif sound == other_sound:
        found.append(_SAME_SOUND)
    elif _words(name, sound) == _words(other, other_sound):
        found.append(_SWAPPED)
    else:
        ratio = fuzz.ratio("".join(sound), "".join(other_sound))
        if ratio >= _CLOSE_NAMES:
            found.append(_CLOSE_NAME)
        elif ratio < _DIFFERENT_NAMES:
            found.append(_OTHER_NAME)
    found.sort(key=lambda reason: -reason[0])
    score = max(0, min(100, sum(points for points, _ in found)))
    low, high = sorted((first.id, second.id))
    return Pair(low, high, score, tuple(text for _, text in found))


def _words(name: str, sound: tuple[str, ...]) -> list[str]:
    """The parts of a name in a fixed order: words of a Latin name, syllables of a Chinese one."""
    return sorted(name.split()) if name.isascii() else sorted(part for part in sound if part.strip())


def _shared(first: Customer, second: Customer) -> Iterator[tuple[int, Text]]:
    phones = {digits(phone) for phone in first.phone}
    others = {digits(phone) for phone in second.phone}
    if phones & others:
        yield _SAME_PHONE
    elif {p[-_LOCAL_DIGITS:] for p in phones} & {p[-_LOCAL_DIGITS:] for p in others if len(p) >= _LOCAL_DIGITS}:
        yield _SAME_TAIL
    if {fold(email) for email in first.email} & {fold(email) for email in second.email}:
        yield _SAME_EMAIL
    for field, reason in (
        ("wechat", _SAME_WECHAT),
        ("birthday", _SAME_BIRTHDAY),
        ("company", _SAME_COMPANY),
        ("address", _SAME_ADDRESS),
    ):
        value = getattr(first, field)
        if value and fold(value) == fold(getattr(second, field)):
            yield reason


class Duplicates:
    def __init__(self, services: Services) -> None:
        self._s = services

    def scan(self, ctx: JobContext | None = None) -> list[Pair]:
        """All likely pairs of the base, best first."""
        job = ctx or JobContext()
        pairs = sorted(self._candidates())
        found: list[Pair] = []
        for start in range(0, len(pairs), _BATCH):
            job.progress(start, len(pairs), N_("duplicate", "Comparing customers"))
            part = pairs[start : start + _BATCH]
            ids = list(dict.fromkeys(customer_id for pair in part for customer_id in pair))
            customers = {customer.id: customer for customer in self._s.customers.rows(ids)}
            compared = (compare(customers[a], customers[b]) for a, b in part)
            found += [pair for pair in compared if pair.score >= LIKELY]
        return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))

    def _candidates(self) -> set[tuple[int, int]]:
        pairs: set[tuple[int, int]] = set()
        blocks: dict[str, list[int]] = {}
        rows = self._s.db.execute_sql(
            "SELECT kind || ':' || value, record_id FROM lookup_key WHERE entity = 'customer' AND kind <> 'tag'"
        )
        for key, customer_id in rows:
            blocks.setdefault(key, []).append(customer_id)
        pairs.update(_pairs(blocks.values()))
        by_name: dict[str, list[int]] = {}
        details: dict[int, tuple[str, ...]] = {}
        live = self._s.db.execute_sql(
            "SELECT id, name, wechat, company, birthday, address FROM customer WHERE deleted_at IS NULL"
        )
        by_wechat: dict[str, list[int]] = {}
        for customer_id, name, wechat, company, birthday, address in live:
            name = fold(name)
            by_name.setdefault(" ".join(_words(name, syllables(name))), []).append(customer_id)
            details[customer_id] = (company, birthday, address)
            if wechat:
                by_wechat.setdefault(fold(wechat), []).append(customer_id)
        pairs.update(_pairs(by_wechat.values()))
        pairs.update(_pairs(_narrowed(by_name.values(), details)))
        return pairs


def _pairs(blocks: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    for block in blocks:
        if 1 < len(block) <= _LARGEST_BLOCK:
            yield from combinations(sorted(set(block)), 2)


def _narrowed(blocks: Iterable[list[int]], details: dict[int, tuple[str, ...]]) -> Iterator[list[int]]:
    """A common name alone says little: namesakes are compared only where something else agrees too."""
    for block in blocks:
        if len(block) < 2:  # noqa: PLR2004
            continue
        for at in range(3):
            shared: dict[str, list[int]] = {}
            for customer_id in block:
                value = details[customer_id][at]
                if value:
                    shared.setdefault(fold(value), []).append(customer_id)
            yield from shared.values()
