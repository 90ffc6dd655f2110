"""Lookup keys: one row for each phone, e-mail and tag, by which records are found without reading them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from crm_desktop.core.jobs import JobContext
from crm_desktop.core.phones import digits
from crm_desktop.core.text import fold
from crm_desktop.core.textlists import listed
from crm_desktop.models.db import Database
from crm_desktop.services.touched import FRESH, STALE, changes_any, ids_of

LookupKey = tuple[str, str, str, int]
"""``(table, kind, value, record id)``."""

_LISTS = {"customer": ("tags", "phones", "emails"), "deal": ("tags",)}
"""Table → its columns that hold lists of values with keys."""

LOOKUP_ENTITIES = tuple(_LISTS)

_SORTED = 50_000
"""Keys are written in order, so many at a time."""
_AT_ONCE = 500


def lookup_keys(
    table: str, record_id: int, tags: Iterable[str], phones: Iterable[str] = (), emails: Iterable[str] = ()
) -> list[LookupKey]:
    """The keys of one record."""
    keys = [(table, "tag", folded_tag(tag), record_id) for tag in tags]
    keys += [(table, "phone", digits(phone), record_id) for phone in phones]
    keys += [(table, "email", fold(email), record_id) for email in emails]
    return keys


folded_tag = lru_cache(maxsize=4096)(fold)  # a shop has few tags, and each many times


def lookup_value(kind: str, value: str) -> str:
    """The form in which values of ``kind`` are compared: phones by digits, the rest folded."""
    return digits(value) if kind == "phone" else fold(value)


class Lookups:
    """Writes the table of lookup keys."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, keys: Iterable[LookupKey]) -> None:
        self._db.cursor().executemany(
            "INSERT OR IGNORE INTO lookup_key(entity, kind, value, record_id) VALUES (?, ?, ?, ?)", sorted(keys)
        )

    def rebuild(self) -> None:
        self._db.execute_sql("DELETE FROM lookup_key")
        for table in LOOKUP_ENTITIES:
            self._fill(table, "")

    def refresh(self, table: str, change_id: int, job: JobContext) -> None:
        """Keys of the records that ``temp.touched`` names: new ones get theirs, of others only what differs is written.
        What a record had before the change stands in its images.
        """
        self._fill(table, f" AND id IN ({ids_of(table, f'state = {FRESH}')})")
        lists = _LISTS[table]
        images = self._db.execute_sql(
            "SELECT c.row_id, c.before FROM change_row c JOIN temp.touched t ON t.entity = c.tbl AND t.id = c.row_id "
            f"WHERE c.change_id = ? AND +c.tbl = ? AND t.state = {STALE} "
            f"AND (c.op = 'D' OR c.op = 'U' AND {changes_any((*lists, 'deleted_at'), 'c.after')}) "
            "ORDER BY c.row_id, c.id",
            (change_id, table),
        )
        by_row = groupby(images, key=itemgetter(0))
        while before := {row_id: _first_of(rows) for row_id, rows in islice(by_row, _AT_ONCE)}:
            job.check()
            self._write_difference(table, before)

    def _write_difference(self, table: str, before: Mapping[int, Mapping[str, Any]]) -> None:
        columns = ("deleted_at", *_LISTS[table])
        marks = ",".join("?" * len(before))
        rows = self._db.execute_sql(f"SELECT id, {', '.join(columns)} FROM {table} WHERE id IN ({marks})", (*before,))
        now = {row[0]: dict(zip(columns, row[1:], strict=True)) for row in rows}
        had: set[LookupKey] = set()
        has: set[LookupKey] = set()
        for record_id, image in before.items():
            there = now.get(record_id)
            had.update(_keys_of(table, record_id, {**(there or {}), **image}))
            if there is not None:
                has.update(_keys_of(table, record_id, there))
        self._db.cursor().executemany(
            "DELETE FROM lookup_key WHERE entity = ? AND kind = ? AND value = ? AND record_id = ?", sorted(had - has)
        )
        self.add(has - had)

    def _fill(self, table: str, where: str) -> None:
        columns = ", ".join(_LISTS[table])
        rows = self._db.execute_sql(f"SELECT id, {columns} FROM {table} WHERE deleted_at IS NULL{where}")
        keys = (key for row in rows for key in lookup_keys(table, row[0], *map(listed, row[1:])))
        while batch := list(islice(keys, _SORTED)):
            self.add(batch)


def _first_of(images: Iterable[tuple[int, str]]) -> dict[str, Any]:
    """What the columns held before the first image that has them."""
    found: dict[str, Any] = {}
    for _, before in images:
        found = {**json.loads(before), **found}
    return found


def _keys_of(table: str, record_id: int, record: Mapping[str, Any]) -> Iterator[LookupKey]:
    if record["deleted_at"] is None:
        yield from lookup_keys(table, record_id, *(listed(record[column]) for column in _LISTS[table]))
