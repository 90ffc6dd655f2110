"""What the sheets of a workbook hold, and in which order they are brought in. Runs in the child process."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from crm_desktop.core.entities import EXCHANGED, exchanged
from crm_desktop.core.text import fold
from crm_desktop.services.importing import recognisers
from crm_desktop.services.importing.mapping import Matcher
from crm_desktop.services.importing.model import SheetTable
from crm_desktop.services.importing.reading import layout as layouts
from crm_desktop.services.importing.reading.failure import FileRefused
from crm_desktop.services.importing.reading.source import Source

_LEAST = 2
"""Headers that must be known: one alone (“Name”, “Date”) stands over lists of every kind."""

_LONGEST = 20
"""Seconds of the processor, of which the child has a limited number: then no further sheet is looked at."""


def tables(source: Source, matchers: Mapping[str, Matcher]) -> list[SheetTable]:
    """The sheets with rows of a kind that is known, those that others link to first."""
    found = []
    for info in source.sheets if source.at is not None else ():
        if not info.hidden and info.rows > 1 and time.process_time() < _LONGEST:
            try:
                one = source if info.name == source.sheet else source.at(info.name)  # type: ignore[misc]
                found += _table(one, matchers)
            except FileRefused:
                continue  # too large: a sheet that nobody asked for must not stop the others
    return sorted((one for one in found if one.rows), key=lambda one: _ORDER.index(one.entity))


def _table(one: Source, matchers: Mapping[str, Matcher]) -> list[SheetTable]:
    layout = layouts.find(one, any_of(matchers))
    known = recognisers.recognise(layout.headers)
    kind, fields = likely(matchers, layout.headers)
    if known is None and fields < _LEAST:
        return []
    rows = sum(1 for _ in layouts.data_rows(one, layout))
    return [SheetTable(one.sheet, known.entity if known else kind, rows)]


def begin(found: Sequence[SheetTable], chosen: str, asked: str, named: Mapping[str, Sequence[str]]) -> str:
    """The sheet to begin with: ``chosen``, unless another one holds what is ``asked`` for.

    Where nothing is asked for, what ``chosen`` links to comes first, if it is in a sheet that bears its name.
    """
    kind = next((one.entity for one in found if one.sheet == chosen), "")
    if asked:
        return chosen if kind == asked else next((one.sheet for one in found if one.entity == asked), chosen)
    before = (one for one in found if kind and _depth(one.entity) < _depth(kind))
    return next((one.sheet for one in before if fold(one.sheet) in named[one.entity]), chosen)


def any_of(matchers: Mapping[str, Matcher]) -> layouts.Recognise:
    """Knows the headers of every kind of record."""
    return lambda header: next((found for one in matchers.values() if (found := one.recognise(header))), "")


def likely(matchers: Mapping[str, Matcher], headers: Sequence[str]) -> tuple[str, int]:
    """The kind of record whose fields the headers name best, and how many they name."""

    def fields(name: str) -> int:
        return len({target for header in headers if header and (target := matchers[name].recognise(header))})

    best = max(matchers, key=fields)
    return best, fields(best)


def _depth(name: str) -> int:
    """0 for what links to nothing else, more for what links to others."""
    links = {field.link for field in exchanged(name).fields if field.link and field.link != name}
    return max((_depth(link) + 1 for link in links), default=0)


_ORDER = sorted((spec.name for spec in EXCHANGED), key=_depth)
