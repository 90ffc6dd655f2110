"""One transaction: audited, undoable, published after commit.

Every write of the program goes through :class:`UnitOfWork`, made by ``Services.write``.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from crm_desktop.core.changes import Changes
from crm_desktop.core.clock import Clock, to_ms
from crm_desktop.core.errors import ConflictError
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.models.audit import RANGE, AuditLog, insert_trigger
from crm_desktop.models.base import BinRecord, Record
from crm_desktop.models.db import Database
from crm_desktop.services.derived import ROOM, Derived
from crm_desktop.services.indexing import Indexer
from crm_desktop.services.lookups import LookupKey
from crm_desktop.services.numbers import NumberGiver
from crm_desktop.services.search_texts import Doc

_CHUNK = 5_000
_MANY = 200
"""From so many rows inserted at once one image for all of them costs less than one each."""


class UnitOfWork:
    """The open transaction. ``id`` is the number of the change, ``now`` its instant (ms UTC), ``job`` is told how far
    the commit is and may stop it.

    After the commit ``changes`` says what was touched; ``rows`` is 0 and nothing is kept when
    the work turned out to change nothing.
    """

    def __init__(
        self, db: Database, clock: Clock, label: Text, kind: str, user: str, undoes: int | None, job: JobContext | None
    ) -> None:
        self.db = db
        self.clock = clock
        self.label = label
        self.kind = kind
        self.user = user
        self.undoes = undoes
        self.job = job
        self.now = to_ms(clock.now())
        self._uids = _uids(self.now)
        self.id = 0
        self.rows = 0
        self.changes = Changes()
        self._roomy = False
        self._indexer = Indexer(db)
        self._numbers: dict[str, NumberGiver] = {}

    # -- writing

    def insert(self, model: type[Record], **columns: Any) -> int:
        """Insert one row with its bookkeeping; returns its id. Column values as the model takes them."""
        meta: Any = model._meta
        stamp = {"uid": next(self._uids), "created_at": self.now, "updated_at": self.now}
        row = {
            meta.combined[name].column_name: meta.combined[name].db_value(value)
            for name, value in {**meta.get_default_dict(), **stamp, **columns}.items()
        }
        names = ",".join(f'"{name}"' for name in row)
        sql = f'INSERT INTO "{meta.table_name}" ({names}) VALUES ({",".join("?" * len(row))})'
        return int(self.execute(sql, tuple(row.values())).lastrowid)

    def next_id(self, model: type[Record]) -> int:
        """The id that the next inserted row gets, for bulk inserts that need ids beforehand."""
        row = self._one("SELECT seq FROM sqlite_sequence WHERE name = ?", (model._meta.table_name,))
        return 1 + (row[0] if row else 0)

    def insert_many(self, model: type[Record], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Insert many rows at once; ``columns`` are database columns in the order of each row's values
        (stored form). ``uid`` and the instants are added where ``columns`` lacks them. Returns the count.
        """
        added = [name for name in ("uid", "created_at", "updated_at") if name not in columns]
        stamp = tuple(self.now for name in added if name != "uid")
        with_uid = "uid" in added
        source = iter(rows)
        count = 0
        while batch := list(itertools.islice(source, _CHUNK)):
            ends: Iterable[tuple[Any, ...]] = (
                ((uid, *stamp) for uid in self._uids) if with_uid else itertools.repeat(stamp)
            )
            full = [(*row, *end) for row, end in zip(batch, ends, strict=False)]
            if len(full) == _CHUNK:
                self.make_room()
            self._insert_batch(model, [*columns, *added], full)
            count += len(full)
        return count

    def _insert_batch(self, model: type[Record], names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        table = model._meta.table_name
        quoted = ",".join(f'"{name}"' for name in names)
        sql = f'INSERT INTO "{table}" ({quoted}) VALUES ({",".join("?" * len(names))})'
        at = names.index("id") if "id" in names else None
        first = self.next_id(model) if at is None else int(rows[0][at])
        last = first + len(rows) - 1
        gaps = at is not None and any(row[at] != id_ for id_, row in enumerate(rows, start=first))
        if len(rows) < _MANY or gaps:
            self.db.cursor().executemany(sql, rows)
        else:
            with self._one_image(table, first, last):
                self.db.cursor().executemany(sql, rows)

    @contextlib.contextmanager
    def _one_image(self, table: str, first: int, last: int) -> Iterator[None]:
        """One image tells of the rows ``first`` to ``last`` that are inserted within, in the place of the trigger's one
        for each: these would take longer than the rows themselves. All of it is part of the transaction.
        """
        trigger = insert_trigger(table)
        (made,) = self._one("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", (trigger,))
        self.execute(
            "INSERT INTO change_row(change_id, tbl, row_id, op, after) VALUES (?, ?, ?, ?, ?)",
            (self.id, table, first, RANGE, str(last)),
        )
        self.execute(f"DROP TRIGGER {trigger}")
        try:
            yield
        finally:
            if self.db.in_sql_transaction():  # else the engine gave up and has taken everything back
                self.execute(made)

    def index_new(self, table: str, docs: Sequence[Doc], keys: Iterable[LookupKey]) -> None:
        """Index records inserted just now, whose tokens are at hand; else the commit reads them again and does it."""
        self.make_room()
        self._indexer.add(table, docs, keys)

    def update(self, model: type[Record], row_id: int, patch: Mapping[str, Any], version: int | None = None) -> bool:
        """Change the columns that differ; returns whether any did. ``patch`` names fields or columns.

        ``version`` is the ``row_version`` the caller saw: raises :class:`ConflictError` when the row has moved
        on since, or is gone.
        """
        fields = [model._meta.combined[name] for name in patch]
        wanted = {field.column_name: field.db_value(value) for field, value in zip(fields, patch.values(), strict=True)}
        table = model._meta.table_name
        names = "".join(f', "{name}"' for name in wanted)
        found = self._one(f'SELECT row_version{names} FROM "{table}" WHERE id = ?', (row_id,))
        if found is None or (version is not None and found[0] != version):
            raise ConflictError(
                N_("conflict", "This record was changed somewhere else in the meantime."),
                N_("conflict", "Open it again and repeat your change."),
                conflicts=[{"entity": table, "id": row_id, "reason": "changed"}],
            )
        now = dict(zip(wanted, found[1:], strict=True))
        changed = {name: value for name, value in wanted.items() if now[name] != value}
        if changed:
            sets = "".join(f'"{name}" = ?, ' for name in changed)
            self.execute(
                f'UPDATE "{table}" SET {sets}row_version = row_version + 1, updated_at = ? WHERE id = ?',
                (*changed.values(), self.now, row_id),
            )
        return bool(changed)

    def expect(self, model: type[Record], row_id: int, version: int | None) -> None:
        """Raise :class:`ConflictError` unless the row is still at ``version`` (None: whatever it is), before parts of
        the record are written that are rows of their own.
        """
        if version is not None:
            self.update(model, row_id, {}, version)

    def touch(self, model: type[Record], row_id: int) -> None:
        """Count a change of a record's parts as one of the record: whoever saw it before has seen an older one."""
        self.execute(
            f'UPDATE "{model._meta.table_name}" SET row_version = row_version + 1, updated_at = ? WHERE id = ?',
            (self.now, row_id),
        )

    def delete(self, model: type[Record], row_id: int) -> None:
        """Into the recycle bin where the model has one, else for good (still undoable)."""
        if issubclass(model, BinRecord):
            self.update(model, row_id, {"deleted_at": self.now})
        else:
            model.delete().where(model.id == row_id).execute(self.db)

    def put_back(self, model: type[BinRecord], row_id: int) -> None:
        """Out of the recycle bin."""
        self.update(model, row_id, {"deleted_at": None})

    def numbers(self, table: str) -> NumberGiver:
        """Who gives the numbers of the records of ``table`` as long as this is open: what has one already is read once,
        not for each that is added.
        """
        if table not in self._numbers:
            self._numbers[table] = NumberGiver(self.db, table)
        return self._numbers[table]

    def execute(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """Any SQL; the triggers audit it. Raise ``row_version`` yourself in a bulk update."""
        return self.db.execute_sql(sql, params)

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self.db.cursor().executemany(sql, rows)

    def make_room(self) -> None:
        """Tell that many rows are going to be written: the page cache grows until the end of the transaction."""
        if not self._roomy:
            self._roomy = True
            self.execute(f"PRAGMA cache_size={ROOM}")

    def _one(self, sql: str, params: Sequence[Any] = ()) -> Any:
        return self.db.execute_sql(sql, params).fetchone()

    # -- begin and end, called by Services.write

    def begin(self) -> None:
        self.db.execute_sql("BEGIN IMMEDIATE")
        self.id = 1 + (self._one("SELECT max(id) FROM audit_log")[0] or 0)
        self.execute("UPDATE audit_state SET change_id = ?", (self.id,))

    def commit(self) -> None:
        """Bring the derived values and the search index up to date, log the change, commit."""
        self.rows = self._one(
            f"SELECT coalesce(sum(iif(op = '{RANGE}', after - row_id + 1, 1)), 0) FROM change_row WHERE change_id = ?",
            (self.id,),
        )[0]
        if not self.rows and self.undoes is None:
            self.db.execute_sql("ROLLBACK")
            return
        self.changes = Derived(self.db, self._indexer).refresh(self.id, self.job)
        self._log()
        self.execute("UPDATE audit_state SET change_id = NULL")
        self.db.execute_sql("COMMIT")

    def end(self) -> None:
        """After the commit or the rollback: give back what :meth:`make_room` took."""
        if self._roomy:
            self.execute(f"PRAGMA cache_size={self.db.usual_cache}")
            self.execute("PRAGMA shrink_memory")

    def _log(self) -> None:
        last = self._one("SELECT hash FROM audit_log WHERE id = ?", (self.id - 1,))
        params = {name: value for name, value in self.label.params.items() if isinstance(value, (int, str))}
        row: dict[str, Any] = {
            "id": self.id,
            "at": self.now,
            "user": self.user,
            "kind": self.kind,
            "context": self.label.context,
            "label": self.label.source,
            "params": json.dumps(params, ensure_ascii=False, sort_keys=True),
            "rows": self.rows,
            "undoes": self.undoes,
            "previous_hash": last[0] if last else "",
        }
        row["hash"] = chain_hash(row)
        AuditLog.insert(**row).execute(self.db)


def _uids(now: int) -> Iterator[str]:
    """Identities as 32 hex digits, laid out as UUIDs of version 7: the time first, so that new ones come last in the
    index, then chance, then a count.
    """
    head = f"{now:012x}7{secrets.token_hex(2)[1:]}{secrets.choice('89ab')}{secrets.token_hex(4)[1:]}"
    return (f"{head}{number:08x}" for number in itertools.count(secrets.randbits(24)))


def chain_hash(row: Mapping[str, Any]) -> str:
    """SHA-256 over a log row and, through ``previous_hash``, all rows before it."""
    payload = json.dumps({name: row[name] for name in sorted(row) if name != "hash"}, ensure_ascii=False)
    return hashlib.sha256(payload.encode()).hexdigest()
