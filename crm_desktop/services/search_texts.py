"""The texts by which the search finds a record: its name, its keys (readings, numbers, codes) and all other words.

Kept apart from the index itself, since the child that reads a file makes them too and knows no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from crm_desktop.core.text import has_han, syllables

Doc = tuple[int, str, str, str]
"""``(rowid, name, keys, body)`` as texts, or as the tokens of these."""


@lru_cache(maxsize=65536)
def spoken(name: str) -> str:
    """Pinyin and initials, the two words by which a Chinese name is found on a Latin keyboard."""
    if not has_han(name):
        return ""
    parts = [part for part in syllables(name) if part.isalnum()]
    return f"{''.join(parts)} {''.join([part[0] for part in parts])}"


def customer_keys(name: str, company: str, numbers: Iterable[str], emails: Iterable[str], wechat: str) -> str:
    """The keys of a customer without its code; ``numbers`` are the digits of its phones."""
    return f"{spoken(name)} {spoken(company)} {' '.join(numbers)} {' '.join(emails)} {wechat}"


def customer_doc(customer: int, name: str, company: str, keys: str, code: str, words: Sequence[Any]) -> Doc:
    """``keys`` as :func:`customer_keys` makes them, ``words`` all that is told in text, tags included."""
    return customer, f"{name} {company}", f"{keys} {code}", " ".join(filter(None, words))


def titled_doc(record: int, title: str, code: str, customer: str | None, words: Sequence[Any]) -> Doc:
    """A deal, order, follow-up or product; ``customer`` is the name of whom it belongs to."""
    keys = f"{spoken(title)} {code} {customer or ''} {spoken(customer or '')}"
    return record, title, keys, " ".join(filter(None, words))
