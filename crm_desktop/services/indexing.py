"""What the search index and the lookup keys hold of each kind of record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from crm_desktop.core.phones import digits
from crm_desktop.core.text import fold
from crm_desktop.models.db import Database
from crm_desktop.models.search_index import SEARCHED, search_sql, search_table
from crm_desktop.services.grams import grams_of_many
from crm_desktop.services.search_texts import Doc, customer_doc, customer_keys, titled_doc

LookupKey = tuple[str, str, str, int]
"""``(table, kind, value, record id)``."""

STALE, FRESH, READY = 0, 1, 2
"""What the index holds of a touched record: something old, nothing yet, all there is."""

_BATCH = 2_000
_SORTED = 50_000
"""Lookup keys are inserted in order, so many at a time."""
_PENDING, _PENDING_BULK = 1 << 20, 64 << 20
"""Bytes of postings that the engine gathers before it writes them: all at once saves merging them later."""

LOOKUP_ENTITIES = ("customer", "deal")


def _list(stored: str) -> list[str]:
    """The values of a list column; the usual ones, of one plain value, without the JSON machinery."""
    if stored == "[]":
        return []
    if stored.count('"') == 2 and "\\" not in stored:
        return [stored[2:-2]]
    return list(json.loads(stored))


def _customer(row: tuple[Any, ...]) -> Doc:
    record_id, name, company, code, phones, emails, wechat, tags, *body = row
    keys = customer_keys(name, company, _list(phones), _list(emails), wechat)
    return customer_doc(record_id, name, company, keys, code, (*body, *_list(tags)))


def _titled(row: tuple[Any, ...]) -> Doc:
    """``(id, title, code, customer name, body …)``."""
    record_id, title, code, customer, *body = row
    return titled_doc(record_id, title, code, customer, body)


def _activity(row: tuple[Any, ...]) -> Doc:
    record_id, content, response = row
    return record_id, "", "", f"{content} {response}"


_SOURCES: dict[str, tuple[str, Callable[[tuple[Any, ...]], Doc]]] = {
    "customer": (
        "SELECT t.id, t.name, t.company, t.code, t.phones, t.emails, t.wechat, t.tags, t.address, t.region, "
        "t.industry, t.preferences, t.special_requirements, t.notes, (SELECT group_concat(v.text, ' ') "
        "FROM custom_field f JOIN custom_value v ON v.field_id = f.id AND v.record_id = t.id "
        "WHERE f.entity = 'customers' "
        "AND f.deleted_at IS NULL AND f.type NOT IN ('bool', 'money')) FROM customer t",
        _customer,
    ),
    "deal": (
        "SELECT t.id, t.title, t.number, c.name, t.competitor, t.notes, t.tags "
        "FROM deal t LEFT JOIN customer c ON c.id = t.customer_id",
        _titled,
    ),
    "sales_order": (
        "SELECT t.id, t.number, '', c.name, t.notes, (SELECT group_concat(l.product_name, ' ') FROM order_line l "
        "WHERE l.order_id = t.id) FROM sales_order t LEFT JOIN customer c ON c.id = t.customer_id",
        _titled,
    ),
    "follow_up": (
        "SELECT t.id, t.subject, '', c.name, t.notes, t.result "
        "FROM follow_up t LEFT JOIN customer c ON c.id = t.customer_id",
        _titled,
    ),
    "activity": ("SELECT t.id, t.content, t.response FROM activity t", _activity),
    "product": ("SELECT t.id, t.name, t.code, '', t.category, t.notes FROM product t", _titled),
}


class Indexer:
    """Writes the search tables and lookup keys; runs inside the transaction that changed the records."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._gathering: set[str] = set()
        self.ready: dict[str, list[int]] = {}

    def add(self, table: str, docs: Sequence[Doc], keys: Iterable[LookupKey]) -> None:
        """Index records that the open unit of work has just made, from texts that are at hand. ``ready`` keeps their
        ids: :meth:`refresh` leaves out those that were not changed any further.
        """
        self._gather(table)
        self._insert(table, docs)
        self._insert_keys(sorted(keys))
        self.ready.setdefault(table, []).extend(doc[0] for doc in docs)

    def refresh(self, table: str) -> None:
        """Index again every record of ``table`` that ``temp.touched`` names and that is not ready."""
        ids = f"SELECT id FROM temp.touched WHERE entity = '{table}' AND state <> {READY}"
        stale = f"{ids} AND state = {STALE}"
        if self._db.execute_sql(f"SELECT count(*) FROM ({ids})").fetchone()[0] > _BATCH:
            self._gather(table)
        self._db.execute_sql(f"DELETE FROM {search_table(table)} WHERE rowid IN ({stale})")
        self._fill(table, f" WHERE t.deleted_at IS NULL AND t.id IN ({ids})")
        if table in LOOKUP_ENTITIES:
            self._db.execute_sql(f"DELETE FROM lookup_key WHERE entity = '{table}' AND record_id IN ({stale})")
            self._fill_lookup(table, f" AND id IN ({ids})")

    def rebuild(self) -> None:
        """Index everything anew, in tables of today's making."""
        self._db.execute_sql("DELETE FROM lookup_key")
        for table in SEARCHED:
            self._db.execute_sql(f"DROP TABLE {search_table(table)}")
        for statement in search_sql():
            self._db.execute_sql(statement)
        for table in SEARCHED:
            self._gather(table)
            self._fill(table, " WHERE t.deleted_at IS NULL")
        for table in LOOKUP_ENTITIES:
            self._fill_lookup(table, "")
        self.finish()

    def finish(self) -> None:
        """Before the commit: back to the usual ways of the engine."""
        for table in self._gathering:
            self._configure(table, _PENDING)
        self._gathering.clear()

    def _gather(self, table: str) -> None:
        if table not in self._gathering:
            self._gathering.add(table)
            self._configure(table, _PENDING_BULK)

    def _configure(self, table: str, pending: int) -> None:
        name = search_table(table)
        self._db.execute_sql(f"INSERT INTO {name}({name}, rank) VALUES ('hashsize', ?)", (pending,))

    def _fill(self, table: str, where: str) -> None:
        sql, make = _SOURCES[table]
        rows = self._db.execute_sql(sql + where)
        while batch := rows.fetchmany(_BATCH):
            self._insert(table, list(map(make, batch)))

    def _insert(self, table: str, docs: Sequence[Doc]) -> None:
        self._db.cursor().executemany(
            f"INSERT INTO {search_table(table)}(rowid, name, keys, body) VALUES (?, ?, ?, ?)", _grams_of(docs)
        )

    def _fill_lookup(self, table: str, where: str) -> None:
        columns = "id, tags, phones, emails" if table == "customer" else "id, tags, '[]', '[]'"
        rows = self._db.execute_sql(f"SELECT {columns} FROM {table} WHERE deleted_at IS NULL{where}")
        keys = _lookup_rows(table, rows)
        while batch := sorted(islice(keys, _SORTED)):
            self._insert_keys(batch)

    def _insert_keys(self, keys: Sequence[LookupKey]) -> None:
        self._db.cursor().executemany(
            "INSERT OR IGNORE INTO lookup_key(entity, kind, value, record_id) VALUES (?, ?, ?, ?)", keys
        )


def _grams_of(docs: Sequence[Doc]) -> Iterator[Doc]:
    """The documents with their texts cut into grams."""
    cut = grams_of_many([text for doc in docs for text in doc[1:]])
    return zip((doc[0] for doc in docs), cut[::3], cut[1::3], cut[2::3], strict=True)


def _lookup_rows(table: str, rows: Iterable[tuple[int, str, str, str]]) -> Iterator[LookupKey]:
    for record_id, tags, phones, emails in rows:
        yield from lookup_keys(table, record_id, _list(tags), _list(phones), _list(emails))


def lookup_keys(
    table: str, record_id: int, tags: Iterable[str], phones: Iterable[str] = (), emails: Iterable[str] = ()
) -> list[LookupKey]:
    """The keys of one record."""
    keys = [(table, "tag", _folded_tag(tag), record_id) for tag in tags]
    keys += [(table, "phone", digits(phone), record_id) for phone in phones]
    keys += [(table, "email", fold(email), record_id) for email in emails]
    return keys


_folded_tag = lru_cache(maxsize=4096)(fold)  # a shop has few tags, and each many times


def lookup_value(kind: str, value: str) -> str:
    """The form in which values of ``kind`` are compared: phones by digits, the rest folded."""
    return digits(value) if kind == "phone" else fold(value)
