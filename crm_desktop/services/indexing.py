"""What the search index holds of each kind of record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from crm_desktop.core.jobs import JobContext
from crm_desktop.core.phones import digits
from crm_desktop.core.textlists import listed
from crm_desktop.models.db import Database
from crm_desktop.models.search_index import SEARCHED, search_sql, search_table
from crm_desktop.services.grams import grams_of_many
from crm_desktop.services.lookups import LOOKUP_ENTITIES, LookupKey, Lookups
from crm_desktop.services.search_texts import Doc, customer_doc, customer_keys, titled_doc
from crm_desktop.services.touched import READY, STALE, ids_of

_BATCH = 2_000
_PENDING, _PENDING_BULK = 1 << 20, 24 << 20
"""Bytes of postings that the engine gathers before it writes them: all at once saves merging them later."""


def _customer(row: tuple[Any, ...]) -> Doc:
    record_id, name, company, code, phones, emails, wechat, tags, *body = row
    keys = customer_keys(name, company, map(digits, listed(phones)), listed(emails), wechat)
    return customer_doc(record_id, name, company, keys, code, (*body, *listed(tags)))


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
        self._lookups = Lookups(db)
        self._gathering: set[str] = set()
        self.ready: dict[str, list[int]] = {}

    def add(self, table: str, docs: Sequence[Doc], keys: Iterable[LookupKey]) -> None:
        """Index records that the open unit of work has just made, whose tokens are at hand as :mod:`.grams` makes them.
        ``ready`` keeps their ids: :meth:`refresh` leaves out those that were not changed any further.
        """
        self._gather(table)
        self._insert(table, docs)
        self._lookups.add(keys)
        self.ready.setdefault(table, []).extend(doc[0] for doc in docs)

    def refresh(self, table: str, change_id: int, job: JobContext) -> None:
        """Index again every record of ``table`` that ``temp.touched`` names for its words and that is not ready."""
        if table in LOOKUP_ENTITIES:
            self._lookups.refresh(table, change_id, job)
        ids = ids_of(table, f"words AND state <> {READY}")
        if self._db.execute_sql(f"SELECT count(*) FROM ({ids})").fetchone()[0] > _BATCH:
            self._gather(table)
        self._db.execute_sql(f"DELETE FROM {search_table(table)} WHERE rowid IN ({ids} AND state = {STALE})")
        self._fill(table, f" WHERE t.deleted_at IS NULL AND t.id IN ({ids})", job)

    def rebuild(self) -> None:
        """Index everything anew, in tables of today's making."""
        for table in SEARCHED:
            self._db.execute_sql(f"DROP TABLE {search_table(table)}")
        for statement in search_sql():
            self._db.execute_sql(statement)
        for table in SEARCHED:
            self._gather(table)
            self._fill(table, " WHERE t.deleted_at IS NULL", JobContext())
        self._lookups.rebuild()
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

    def _fill(self, table: str, where: str, job: JobContext) -> None:
        """In the order of the ids: the engine writes out all it has gathered when one is not above the last."""
        sql, make = _SOURCES[table]
        rows = self._db.execute_sql(f"{sql}{where} ORDER BY t.id")
        while batch := rows.fetchmany(_BATCH):
            self._insert(table, _grams_of(list(map(make, batch))))
            job.check()

    def _insert(self, table: str, docs: Iterable[Doc]) -> None:
        self._db.cursor().executemany(
            f"INSERT INTO {search_table(table)}(rowid, name, keys, body) VALUES (?, ?, ?, ?)", docs
        )


def _grams_of(docs: Sequence[Doc]) -> Iterator[Doc]:
    """The documents with their texts cut into grams."""
    ids, *texts = zip(*docs, strict=True) if docs else ((),)
    return zip(ids, *map(grams_of_many, texts), strict=True)
