"""What differs between the Chinese and the English demo shop: one :class:`Words` each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    gender: str
    handle: str
    """Latin letters of the name: for e-mail addresses and WeChat ids."""


@dataclass(frozen=True, slots=True)
class Item:
    """A product: ``price`` and ``cost`` in minor units, ``weight`` how often it is bought, ``season`` the months it
    sells best in, ``tag`` what its buyers are tagged with.
    """

    code: str
    name: str
    category: str
    unit: str
    price: int
    cost: int
    weight: int
    tag: str = ""
    season: tuple[int, ...] = ()
    most: int = 3


@dataclass(frozen=True, slots=True)
class Talk:
    """A timeline entry: ``{item}``, ``{staff}``, ``{n}`` and ``{day}`` are filled in."""

    type: str
    content: str
    response: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Everything the generator needs to speak one language."""

    shop: str
    currency: str
    region: str
    staff: tuple[tuple[str, str], ...]
    person: Callable[[Random], Person]
    company: Callable[[Random], tuple[str, str]]
    """Name and industry."""
    phone: Callable[[Random], str]
    address: Callable[[Random, str], str]
    regions: tuple[tuple[str, int], ...]
    items: tuple[Item, ...]
    custom: str
    """Name of the product under which won deals are sold."""
    custom_category: str
    sources: tuple[tuple[str, int], ...]
    sales_channels: tuple[tuple[str, int], ...]
    methods: tuple[tuple[str, int], ...]
    tags_person: tuple[str, ...]
    tags_company: tuple[str, ...]
    preferences: tuple[str, ...]
    requirements: tuple[str, ...]
    notes: tuple[str, ...]
    talks: tuple[Talk, ...]
    moments: tuple[str, ...]
    """Fillings of ``{day}`` in a sentence."""
    follow_ups: tuple[tuple[str, str], ...]
    """Type and subject."""
    results: tuple[str, ...]
    deals_person: tuple[tuple[str, int, int, int], ...]
    """Title with ``{n}``, smallest and largest ``n``, minor units for each."""
    deals_company: tuple[tuple[str, int, int, int], ...]
    competitors: tuple[str, ...]
    deal_notes: tuple[str, ...]
    mail_hosts: tuple[str, ...]


def pick(rng: Random, weighted: tuple[tuple[str, int], ...]) -> str:
    """One of ``weighted`` by its weight."""
    at = rng.random() * sum(weight for _, weight in weighted)
    for value, weight in weighted:
        at -= weight
        if at < 0:
            return value
    return weighted[-1][0]


def listed(text: str) -> tuple[str, ...]:
    """The words of ``text``, which are separated by spaces."""
    return tuple(text.split())
