"""The one search over everything: any part of a name, pinyin, digits of a phone, codes, words in notes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.core.i18n import language
from crm_desktop.core.jobs import JobContext
from crm_desktop.models.search_index import search_table
from crm_desktop.services.grams import grams, needle, needs_prefix, phrase, usual
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

_POOL = 100
"""So many matches of a kind are looked at before the best are chosen."""

WARM_BYTES = 32_000_000
"""All of the index where a shop has a few thousand customers; the most that is read ahead elsewhere."""

_CALLED = frozenset(("customer", "deal", "product"))
"""Tables whose records are searched by what they are called; of others the newest are wanted."""


@dataclass(frozen=True, slots=True)
class FindResult:
    """``total`` counts all matches, or (``more``) there are more than it says; ``results`` holds the best.

    ``elapsed_ms`` is the time the search took.
    """

    total: int
    results: list[Hit]
    elapsed_ms: float
    more: bool = False


def expression(meant: Sequence[Sequence[str]], form: Callable[[str], str] = needle) -> str:
    """The full-text expression that finds any of the readings, every word of it in its ``form``."""
    return " OR ".join("(" + " AND ".join(map(form, words)) + ")" for words in meant)


class SearchService:
    def __init__(self, services: Services) -> None:
        self._s = services

    def condition(self, table: str, text: str) -> tuple[str, list[str]]:
        """SQL that gives the ids of ``table`` that match ``text``, and its parameters."""
        index = search_table(table)
        return f"SELECT rowid FROM {index} WHERE {index} MATCH ?", [expression(readings(text))]

    def find(self, text: str, limit: int = 20, kinds: Sequence[str] | None = None, *, exact: bool = True) -> FindResult:
        """The best matches, kind by kind: the name that is searched first, then names that begin with it or hold it,
        then pinyin, phones and codes, then everything else; among equals the newest.

        While somebody types, ``exact`` False spares the counting of what matches in great numbers.
        """
        start = time.perf_counter()
        meant = readings(text)
        total, more = 0, False
        results: list[Hit] = []
        words = list(dict.fromkeys(word for one in meant for word in one))
        for kind in (kinds or KINDS) if meant else ():
            pool = self._pool(KINDS[kind], meant, max(_POOL, limit))
            if pool.more and exact:
                total += self._count(KINDS[kind], meant)
            else:
                total += len(pool.ids)
                more = more or pool.more
            best = rank(self._s, KINDS[kind], pool.ids, meant, limit - len(results))
            results += load_hits(self._s, kind, best, words, language())
        return FindResult(total, results, (time.perf_counter() - start) * 1000, more)

    def warm(self, ctx: JobContext, limit: int = WARM_BYTES) -> int:
        """Read the index, that of customers first, so that not even the first search waits for a slow drive.

        Returns how many bytes were read, which is about ``limit`` where there are more.
        """
        size = 0
        for table in KINDS.values():
            with closing(self._s.db.execute_sql(f"SELECT length(block) FROM {search_table(table)}_data")) as pages:
                for (length,) in pages:
                    size += int(length)
                    if size >= limit:
                        break
                    ctx.check()
        self._s.db.execute_sql("PRAGMA shrink_memory")  # the system's memory holds it now
        return size

    def _count(self, table: str, meant: Sequence[Sequence[str]]) -> int:
        index = search_table(table)
        sql = f"SELECT count(*) FROM {index} WHERE {index} MATCH ?"
        return int(self._s.db.execute_sql(sql, (expression(meant),)).fetchone()[0])

    def _pool(self, table: str, meant: list[list[str]], size: int) -> _Pool:
        """All matches where there are at most ``size``; else so many of the likeliest."""
        everything = expression(meant)
        ids: list[int] | None = None
        if not any(needs_prefix(word) for words in meant for word in words):  # quick, mostly finds few
            ids = self._ask(table, everything, size + 1)
            if len(ids) <= size:
                return _Pool(ids, more=False)
        found: dict[int, None] = {}
        for wide, narrow, quick in _tiers(meant, called=table in _CALLED):
            these = dict.fromkeys(self._ask(table, quick, size + 1))
            if quick != wide and len(these) <= size:
                these = dict.fromkeys(self._ask(table, wide, size + 1))
            if len(found | these) > size:
                for tier in narrow:
                    if len(found) <= size:
                        found.update(dict.fromkeys(self._ask(table, tier, size + 1)))
                return _Pool(list(found | these)[:size], more=True)
            found.update(these)
        if ids is None:
            ids = self._ask(table, everything, size + 1)
        if len(ids) <= size:
            return _Pool(ids, more=False)
        found.update(dict.fromkeys(ids))
        return _Pool(list(found)[:size], more=True)

    def _ask(self, table: str, match: str, limit: int) -> list[int]:
        index = search_table(table)
        sql = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT ?"
        return [record_id for (record_id,) in self._s.db.execute_sql(sql, (match, limit))]


@dataclass(frozen=True, slots=True)
class _Pool:
    """Ids of matches, ``more`` where these are not all."""

    ids: list[int]
    more: bool


def _tiers(meant: list[list[str]], *, called: bool) -> Iterator[tuple[str, list[str], str]]:
    """What stands higher before what stands lower: an expression each, those within it that stand highest, which are
    asked only where it finds too many, and one that may find too many sooner."""
    everything = f"({expression(meant)})"
    first, *more = meant[-1]
    also = f" AND {everything}" if more else ""
    whole = " OR ".join(f'"{_whole(words[0])}"' for words in meant)
    exact = " OR ".join(f'((name : ^ "{_whole(words[0])}"){also})' for words in meant)
    if called:
        anywhere = f"(name : {everything})" + (f" OR ((name : {needle(first)}){also})" if more else "")
        yield anywhere, [exact, f"(name : ^ {phrase(first)}){also}", f"name : {everything}"], anywhere
        wide = f"keys : {everything}"
        yield wide, [] if more else [f"keys : ({whole})"], f"keys : ({expression(meant, usual)})"
    elif not more:
        wide = f"{{name keys}} : ({whole})"
        yield wide, [exact], wide


def _whole(word: str) -> str:
    """The phrase of all grams of a word, those at its end too: found where a word ends with it."""
    return grams(word).replace('"', '""')
