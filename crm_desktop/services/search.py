"""The one search over everything: any part of a name, pinyin, digits of a phone, codes, words in notes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.core.i18n import language
from crm_desktop.models.search_index import search_table
from crm_desktop.services.grams import grams, needle
from crm_desktop.services.search_hits import Hit, load_hits
from crm_desktop.services.search_rank import rank, readings

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

_POOL = 3
"""So many times the wanted number of customers are looked at before the best are chosen."""


@dataclass(frozen=True, slots=True)
class FindResult:
    """``total`` counts all matches, ``results`` holds the best; ``elapsed_ms`` is the time the search took."""

    total: int
    results: list[Hit]
    elapsed_ms: float


def expression(meant: Sequence[Sequence[str]]) -> str:
    """The full-text expression that finds any of the readings, every word of it."""
    return " OR ".join("(" + " AND ".join(needle(word) for word in words) + ")" for words in meant)


class SearchService:
    def __init__(self, services: Services) -> None:
        self._s = services

    def condition(self, table: str, text: str) -> tuple[str, list[str]]:
        """SQL that gives the ids of ``table`` that match ``text``, and its parameters."""
        index = search_table(table)
        return f"SELECT rowid FROM {index} WHERE {index} MATCH ?", [expression(readings(text))]

    def find(self, text: str, limit: int = 20, kinds: Sequence[str] | None = None) -> FindResult:
        """The best matches, kind by kind: the name that is searched first, then names that begin with it or hold it,
        then pinyin, phones and codes, then everything else; among equals the newest.
        """
        start = time.perf_counter()
        meant = readings(text)
        total = 0
        results: list[Hit] = []
        if meant:
            words = list(dict.fromkeys(word for one in meant for word in one))
            for kind in kinds or KINDS:
                total += self._count(KINDS[kind], meant)
                if len(results) < limit:
                    ids = self._best(KINDS[kind], meant, limit - len(results))
                    results += load_hits(self._s, kind, ids, words, language())
        return FindResult(total, results, (time.perf_counter() - start) * 1000)

    def _count(self, table: str, meant: Sequence[Sequence[str]]) -> int:
        index = search_table(table)
        sql = f"SELECT count(*) FROM {index} WHERE {index} MATCH ?"
        return int(self._s.db.execute_sql(sql, (expression(meant),)).fetchone()[0])

    def _best(self, table: str, meant: list[list[str]], limit: int) -> list[int]:
        index = search_table(table)
        wanted = limit * _POOL if table == "customer" else limit
        found: dict[int, None] = {}
        for tier in _tiers(meant):
            sql = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT ?"
            for (record_id,) in self._s.db.execute_sql(sql, (tier, limit + len(found))):
                found.setdefault(record_id)
            if len(found) >= wanted:
                break
        if table == "customer" and found:
            return rank(self._s, list(found), meant, limit)
        return list(found)[:limit]


def _tiers(meant: list[list[str]]) -> Iterator[str]:
    """Narrower expressions before wider ones: what they find stands higher."""
    everything = f"({expression(meant)})"
    first, *more = meant[-1]
    also = f" AND {everything}" if more else ""
    yield f'(name : ^ "{_whole(first)}"){also}'
    yield f"(name : ^ {needle(first)}){also}"
    yield f"name : {everything}"
    if not more:
        yield " OR ".join(f'(keys : "{_whole(words[0])}")' for words in meant)
    yield f"keys : {everything}"
    yield everything


def _whole(word: str) -> str:
    """The phrase of all grams of a word, those at its end too: found where a word ends with it."""
    return grams(word).replace('"', '""')
