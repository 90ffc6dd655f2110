"""The one search over everything: any part of a name, pinyin, digits of a phone, codes, words in notes."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.core.i18n import language
from crm_desktop.core.phones import digits
from crm_desktop.core.text import fold
from crm_desktop.models.search_index import search_table
from crm_desktop.services.grams import needle
from crm_desktop.services.search_hits import Hit, load_hits

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

KINDS: dict[str, str] = {
    "customer": "customer",
    "deal": "deal",
    "followup": "follow_up",
    "order": "sales_order",
    "product": "product",
    "activity": "activity",
}
"""Kind of a result → table, in the order in which kinds are shown."""

_PHONE_LIKE = re.compile(r"\+?[\d\s\-().]{3,}")
_LEAST_DIGITS = 3
_TIERS = ("name : ^ {first}", "name : {all}", "keys : {all}", "{all}")


@dataclass(frozen=True, slots=True)
class FindResult:
    """``total`` counts all matches, ``results`` holds the best; ``elapsed_ms`` is the time the search took."""

    total: int
    results: list[Hit]
    elapsed_ms: float


def terms(text: str) -> list[str]:
    """The folded words of a query; each must match. A phone number typed with blanks or dashes is one word."""
    text = text.strip()
    if _PHONE_LIKE.fullmatch(text):
        number = digits(text)
        if len(number) >= _LEAST_DIGITS:
            return [number]
    return fold(text).split()


class SearchService:
    def __init__(self, services: Services) -> None:
        self._s = services

    def condition(self, table: str, text: str) -> tuple[str, list[str]]:
        """SQL that gives the ids of ``table`` that match ``text``, and its parameters."""
        index = search_table(table)
        expression = " AND ".join(needle(term) for term in terms(text))
        return f"SELECT rowid FROM {index} WHERE {index} MATCH ?", [expression]

    def find(self, text: str, limit: int = 20, kinds: Sequence[str] | None = None) -> FindResult:
        """The best matches, kind by kind: records whose name begins with it first, then names that hold it,
        then pinyin, phones and codes, then everything else; among equals the newest.
        """
        start = time.perf_counter()
        words = terms(text)
        total = 0
        results: list[Hit] = []
        if words:
            for kind in kinds or KINDS:
                total += self._count(KINDS[kind], words)
                if len(results) < limit:
                    ids = self._best(KINDS[kind], words, limit - len(results))
                    results += load_hits(self._s, kind, ids, words, language())
        return FindResult(total, results, (time.perf_counter() - start) * 1000)

    def _count(self, table: str, words: list[str]) -> int:
        index = search_table(table)
        expression = " AND ".join(needle(word) for word in words)
        sql = f"SELECT count(*) FROM {index} WHERE {index} MATCH ?"
        return int(self._s.db.execute_sql(sql, (expression,)).fetchone()[0])

    def _best(self, table: str, words: list[str], limit: int) -> list[int]:
        index = search_table(table)
        everything = " AND ".join(needle(word) for word in words)
        grouped = f"({everything})"
        found: dict[int, None] = {}
        for tier in _TIERS:
            expression = tier.format(first=needle(words[0]), all=grouped)
            if tier is _TIERS[0] and len(words) > 1:
                expression = f"({expression}) AND {grouped}"
            sql = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT ?"
            for (record_id,) in self._s.db.execute_sql(sql, (expression, limit + len(found))):
                found.setdefault(record_id)
                if len(found) == limit:
                    return list(found)
        return list(found)
