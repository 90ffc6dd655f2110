"""Who in the list could be the customer that is being typed: a few look-ups by index, quick enough for every key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from crm_desktop.core.phones import PhoneError, digits, normalise
from crm_desktop.core.settings import REGION
from crm_desktop.core.text import fold, has_han, strip_marks, syllables
from crm_desktop.services.grams import needle

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.customers import Customer

_MOST = 60
"""Candidates of one kind that are looked at."""
_MOST_PARTS = 4
"""A longer name is looked for as it stands only."""
_LEAST_PHONE = 5
"""Digits below which a number is still being typed."""
_LEAST_WORD = 4
"""Letters below which a word says nothing."""
_LOCAL_DIGITS = 7


def candidates(services: Services, values: Mapping[str, Any]) -> list[int]:
    """Ids of live customers that share a phone, an e-mail, a WeChat or the sound of the name with ``values``."""
    ids: dict[int, None] = {}
    for phone in _phones(services, values):
        ids.update(dict.fromkeys(services.customers.with_key("phone", phone)))
        local = digits(phone)
        if len(local) >= _LOCAL_DIGITS and not local.startswith("1"):
            ids.update(dict.fromkeys(_with_keys(services, local[-_LOCAL_DIGITS:])))
    for email in values.get("email") or ():
        ids.update(dict.fromkeys(services.customers.with_key("email", email)))
    for text in (values.get("wechat"), values.get("name")):
        word = fold(str(text or ""))
        if len(word) >= _LEAST_WORD and " " not in word and word.isascii():
            ids.update(dict.fromkeys(_with_keys(services, word)))
    for low, high in name_ranges(str(values.get("name") or "")):
        rows = services.db.execute_sql(
            "SELECT id FROM customer WHERE deleted_at IS NULL AND name_key >= ? AND name_key < ? LIMIT ?",
            (low, high, _MOST),
        )
        ids.update((row[0], None) for row in rows)
    return list(ids)


def _phones(services: Services, values: Mapping[str, Any]) -> Iterator[str]:
    """The numbers in their stored shape, so that every way to write one is the same; half a number is none."""
    for text in values.get("phone") or ():
        if sum(map(str.isdecimal, str(text))) < _LEAST_PHONE:
            continue
        try:
            yield normalise(text, services.settings.get(REGION))
        except PhoneError:
            continue


def _with_keys(services: Services, word: str) -> list[int]:
    """Customers whose pinyin, numbers or WeChat hold ``word``."""
    rows = services.db.execute_sql(
        "SELECT rowid FROM search_customer WHERE search_customer MATCH ? LIMIT ?", (f"keys : {needle(word)}", _MOST)
    )
    return [row[0] for row in rows]


def name_ranges(name: str) -> list[tuple[str, str]]:
    """The ranges of ``customer.name_key`` in which namesakes stand: the same sound in every order of its parts,
    written in characters or in Latin letters.
    """
    folded = fold(name)
    if not folded:
        return []
    if has_han(folded):
        parts = [part for part in syllables(folded) if part.strip()]
    else:
        parts = strip_marks(folded).replace(",", " ").split()
    orders = permutations(parts) if 1 < len(parts) <= _MOST_PARTS else [tuple(parts)]
    keys: dict[str, None] = {}
    for order in orders:
        keys[strip_marks(" ".join(order))] = None
        if has_han(folded):  # somebody left a space after the surname
            keys[strip_marks("   ".join((order[0], " ".join(order[1:]))))] = None
    return [(key, f"{key}\n") for key in keys]


def typed(services: Services, values: Mapping[str, Any]) -> Customer:
    """What is being typed, as far as a comparison needs it."""
    fields = {
        "id": 0,
        "name": str(values.get("name") or ""),
        "phone": tuple(_phones(services, values)),
        "email": tuple(values.get("email") or ()),
        **{name: str(values.get(name) or "") for name in ("wechat", "birthday", "company", "address")},
    }
    return cast("Customer", SimpleNamespace(**fields))
