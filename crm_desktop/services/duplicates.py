"""Customers that may be one and the same, each pair with the reasons for thinking so.

Only customers that share a key are compared (phone, e-mail, WeChat, the syllables of the name in any
order), so that the cost grows with the number of customers, not with its square. Pairs that the shop said are
two people (:mod:`crm_desktop.services.not_same`) are never shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.phones import digits
from crm_desktop.core.text import fold, syllables
from crm_desktop.services.not_same import NotSameService

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
    """Two customers that look alike; ``score`` 0–100 is the sum of ``points`` (cut off at both ends), one for each of
    ``reasons``, the weightiest first.
    """

    first: int
    second: int
    score: int
    reasons: tuple[Text, ...]
    points: tuple[int, ...] = ()


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
_SAME_ADDRESS = (20, N_("duplicate", "same address"))


def compare(first: Customer, second: Customer) -> Pair:
    """The score of two customers and what it is made of."""
    found = [*_shared(first, second), *_names(first.name, second.name)]
    found.sort(key=lambda reason: -reason[0])
    score = max(0, min(100, sum(points for points, _ in found)))
    low, high = sorted((first.id, second.id))
    return Pair(low, high, score, tuple(text for _, text in found), tuple(points for points, _ in found))


def _names(one: str, two: str) -> Iterator[tuple[int, Text]]:
    """What the names say: at most one reason, none while one of them is not typed yet."""
    from rapidfuzz import fuzz

    name, other = fold(one), fold(two)
    if not name or not other:
        return
    if name == other:
        yield _SAME_NAME
        return
    sound, other_sound = _sound(name), _sound(other)
    if "".join(sound) == "".join(other_sound):
        yield _SAME_SOUND
    elif sorted(sound) == sorted(other_sound):
        yield _SWAPPED
    else:
        ratio = fuzz.ratio("".join(sound), "".join(other_sound))
        if ratio >= _CLOSE_NAMES:
            yield _CLOSE_NAME
        elif ratio < _DIFFERENT_NAMES:
            yield _OTHER_NAME


def _sound(name: str) -> list[str]:
    """The parts of a folded name: words of a Latin name, syllables of a Chinese one."""
    if name.isascii():
        return name.replace(",", " ").split()
    return [part for part in syllables(name) if part.strip()]


def _shared(first: Customer, second: Customer) -> Iterator[tuple[int, Text]]:
    phones = {digits(phone) for phone in first.phone}
    others = {digits(phone) for phone in second.phone}
    if phones & others:
        yield _SAME_PHONE
    elif _tails(phones) & _tails(others):
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


def _tails(phones: Iterable[str]) -> set[str]:
    """The local part of landlines; mobiles are the same as a whole or not at all."""
    return {phone[-_LOCAL_DIGITS:] for phone in phones if len(phone) >= _LOCAL_DIGITS and not phone.startswith("1")}


class Duplicates:
    def __init__(self, services: Services) -> None:
        self._s = services

    # -- the whole base

    def scan(self, ctx: JobContext | None = None) -> list[Pair]:
        """All likely pairs of the base, best first."""
        job = ctx or JobContext()
        job.progress(0, 0, N_("duplicate", "Comparing customers"))
        pairs = sorted(self._candidates(job) - NotSameService(self._s).pairs())
        found: list[Pair] = []
        for start in range(0, len(pairs), _BATCH):
            job.progress(start, len(pairs), N_("duplicate", "Comparing customers"))
            part = pairs[start : start + _BATCH]
            ids = list(dict.fromkeys(customer_id for pair in part for customer_id in pair))
            customers = {customer.id: customer for customer in self._s.customers.rows(ids)}
            compared = (compare(customers[a], customers[b]) for a, b in part if a in customers and b in customers)
            found += [pair for pair in compared if pair.score >= LIKELY]
        return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))

    def _candidates(self, job: JobContext) -> set[tuple[int, int]]:
        rows = self._s.db.execute_sql(
            "SELECT id, name, wechat, company, birthday, address FROM customer WHERE deleted_at IS NULL"
        )
        names: dict[int, str] = {}
        details: dict[int, tuple[str, ...]] = {}
        by_name: dict[str, list[int]] = {}
        blocks: dict[str, list[int]] = {}
        for customer_id, name, wechat, company, birthday, address in rows:
            key = names[customer_id] = _name_key(name)
            by_name.setdefault(key, []).append(customer_id)
            details[customer_id] = (company, birthday, address)
            if wechat:
                blocks.setdefault(f"wechat:{fold(wechat)}", []).append(customer_id)
        job.check()
        tails: dict[str, list[int]] = {}
        keys = self._s.db.execute_sql(
            "SELECT kind, value, record_id FROM lookup_key WHERE entity = 'customer' AND kind <> 'tag'"
        )
        for kind, value, customer_id in keys:
            blocks.setdefault(f"{kind}:{value}", []).append(customer_id)
            for tail in _tails([value]) if kind == "phone" else ():
                tails.setdefault(tail, []).append(customer_id)
        job.check()
        pairs = set(_pairs(blocks.values(), names))
        pairs.update(_pairs(_by_value(tails.values(), lambda one: names.get(one, "")), names))
        for at in range(3):
            pairs.update(_pairs(_by_value(by_name.values(), lambda one, at=at: details[one][at]), names))
        return pairs

    # -- one customer, while it is typed

    def like(self, values: Mapping[str, Any], skip: int | None = None, limit: int = 5) -> list[tuple[Customer, Pair]]:
        """Live customers that may be the one being typed, the likeliest first, each with the reasons.

        ``values`` are field values as an editor gives them (``name``, ``phone``, ``email``, ``wechat`` …); ``skip``
        is the customer that is edited: whoever is known to be somebody else than it is left out.
        """
        from crm_desktop.services.look_alikes import candidates, typed

        apart = NotSameService(self._s).of(skip) if skip is not None else set()
        ids = [one for one in candidates(self._s, values) if one != skip and one not in apart]
        me = typed(self._s, values)
        compared = [(other, compare(me, other)) for other in self._s.customers.rows(ids)]
        likely = [(other, pair) for other, pair in compared if pair.score >= _HINTED]
        likely.sort(key=lambda found: -found[1].score)
        return likely[:limit]


_HINTED = 22
"""While somebody is typed there is little to go by: a name that sounds the same is worth a word."""


def _name_key(name: str) -> str:
    """The same for every order of a name's parts and every way to write its sound."""
    return " ".join(sorted(_sound(fold(name))))


def _pairs(blocks: Iterable[Sequence[int]], names: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """All pairs of each block; of a very large one (the number of a whole office) only namesakes."""
    for block in blocks:
        if len(block) > _LARGEST_BLOCK:
            for part in _by_value([block], lambda one: names.get(one, "")):
                if len(part) <= _LARGEST_BLOCK:
                    yield from combinations(sorted(set(part)), 2)
        elif len(block) > 1:
            yield from combinations(sorted(set(block)), 2)


def _by_value(blocks: Iterable[Sequence[int]], value_of: Any) -> Iterator[list[int]]:
    """Blocks cut into those that share a value as well: a common name alone says little."""
    for block in blocks:
        if len(block) > 1:
            shared: dict[str, list[int]] = {}
            for customer_id in block:
                value = value_of(customer_id)
                if value:
                    shared.setdefault(fold(value), []).append(customer_id)
            yield from (part for part in shared.values() if len(part) > 1)
