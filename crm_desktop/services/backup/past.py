"""Looking into the past: a backup or a kept generation opened read-only, searched, and compared with what is live."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from crm_desktop.core.clock import from_ms
from crm_desktop.core.datafolder import DATABASE, DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.models import schema
from crm_desktop.models.db import open_database
from crm_desktop.models.migrations import SCHEMA
from crm_desktop.services.backup import child, restore, snapshot
from crm_desktop.services.backup.work import Candidate
from crm_desktop.services.context import Services
from crm_desktop.services.search import KINDS
from crm_desktop.services.vault import keyfile
from crm_desktop.services.vault.blobs import BlobStore

if TYPE_CHECKING:
    from crm_desktop.core.entities import FieldSpec
    from crm_desktop.services.customers import Customer

State = Literal["only_there", "in_bin", "changed", "same"]
"""A past record beside the live one: gone for good, in the recycle bin, with other values, the same."""

TABLES = {kind: table for kind, table in KINDS.items() if kind != "product"}
"""What the search calls a kind → its table, for what can be brought back."""


@dataclass(frozen=True, slots=True)
class PastRecord:
    """One record of the past; ``kind`` as the search names it, ``id`` is that of the past."""

    kind: str
    id: int
    title: str
    subtitle: str
    state: State


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of then, and the live one where that ``differs``; ``field`` says how they are shown."""

    label: Text
    then: object
    now: object = None
    differs: bool = False
    field: FieldSpec | None = None


class Past:
    """``services`` read the past (every write is refused); ``made`` is ISO 8601 or empty."""

    def __init__(self, services: Services, live: Services, made: str, newest_ms: int | None) -> None:
        self.services = services
        self.live = live
        self.made = made
        self.newest_ms = newest_ms

    def counts(self) -> dict[str, int]:
        """Live records of the past by public name."""
        return snapshot.contents(self.services.db).counts

    def missing(self, limit: int = 500) -> list[PastRecord]:
        """Customers whom the live data lack or have in the recycle bin, then those with other values."""
        rows = self.services.db.execute_sql(
            "SELECT id, uid, name, company, updated_at, row_version FROM customer WHERE deleted_at IS NULL "
            "ORDER BY updated_at DESC, id"
        ).fetchall()
        now = self._live_rows("customer")
        found = []
        for row_id, uid, name, company, *then in rows:
            state = _state(now.get(uid), then)
            if state != "same":
                found.append(PastRecord("customer", int(row_id), str(name), str(company), state))
        order = {"only_there": 0, "in_bin": 1, "changed": 2, "same": 3}
        return sorted(found, key=lambda record: order[record.state])[:limit]

    def find(self, text: str, limit: int = 200) -> list[PastRecord]:
        """What the search of that time finds; without a text :meth:`missing`."""
        if not text.strip():
            return self.missing(limit)
        found = []
        for hit in self.services.search.find(text, limit).results:
            table = TABLES.get(hit.kind)
            if table is not None:
                state = self.state_of(table, hit.id)
                found.append(PastRecord(hit.kind, hit.id, str(hit.title), str(hit.subtitle), state))
        return found

    def state_of(self, table: str, row_id: int) -> State:
        row = self.services.db.execute_sql(
            f'SELECT uid, updated_at, row_version FROM "{table}" WHERE id = ?', (row_id,)
        ).fetchone()
        now = self.live.db.execute_sql(
            f'SELECT deleted_at, updated_at, row_version FROM "{table}" WHERE uid = ?', (row[0],)
        ).fetchone()
        return _state(now, row[1:])

    def facts(self, record: PastRecord) -> list[Fact]:
        """What is known about a customer of the past, with the live value where it differs; else its two lines."""
        if record.kind != "customer":
            return [Fact(N_("past", "Then"), " · ".join(part for part in (record.title, record.subtitle) if part))]
        then = self.services.customers.get(record.id)
        now = self._live_customer(record)
        found = []
        for spec in self.services.custom_fields.entity("customers").fields:
            old, new = (getattr(each, spec.name, None) for each in (then, now))
            if not _empty(old) or (now is not None and not _empty(new)):
                found.append(Fact(spec.label, old, new, now is not None and new != old, spec))
        return found

    def belongings(self, customer_id: int) -> dict[str, int]:
        """How much belongs to a customer of the past, by public name."""
        counts = {}
        for name, table in (
            ("deals", "deal"),
            ("followups", "follow_up"),
            ("orders", "sales_order"),
            ("activities", "activity"),
        ):
            sql = f'SELECT count(*) FROM "{table}" WHERE customer_id = ? AND deleted_at IS NULL'
            counts[name] = int(self.services.db.execute_sql(sql, (customer_id,)).fetchone()[0])
        return {name: count for name, count in counts.items() if count}

    def _live_customer(self, record: PastRecord) -> Customer | None:
        row = self.services.db.execute_sql("SELECT uid FROM customer WHERE id = ?", (record.id,)).fetchone()
        found = self.live.db.execute_sql("SELECT id FROM customer WHERE uid = ?", (row[0],)).fetchone()
        return self.live.customers.get(int(found[0])) if found else None

    def _live_rows(self, table: str) -> dict[str, Sequence[int | None]]:
        rows = self.live.db.execute_sql(f'SELECT uid, deleted_at, updated_at, row_version FROM "{table}"')
        return {row[0]: row[1:] for row in rows.fetchall()}

    def close(self) -> None:
        self.services.release()


def _empty(value: object) -> bool:
    return value in (None, "", 0, (), []) or value is False


def _state(now: Sequence[int | None] | None, then: Sequence[int]) -> State:
    """``now`` is ``(deleted_at, updated_at, row_version)``, ``then`` the latter two."""
    if now is None:
        return "only_there"
    if now[0] is not None:
        return "in_bin"
    return "same" if list(now[1:]) == list(then) else "changed"


@contextmanager
def open_backup(live: Services, path: Path, secret: str, ctx: JobContext | None = None) -> Iterator[Past]:
    """A backup, verified in full, as long as the block runs. Raises what restoring it would raise."""
    with restore.candidate(live.folder, path, secret, ctx=ctx) as opened, open_candidate(live, opened) as past:
        yield past


@contextmanager
def open_candidate(live: Services, opened: Candidate) -> Iterator[Past]:
    """A backup that was opened already, as long as the block runs."""
    blobs = BlobStore(opened.work / "files", None, opened.key.identity)
    with _opened(live, opened.database, opened.database_key, opened.manifest.info.created, blobs) as past:
        yield past


@contextmanager
def open_generation(live: Services, name: str, ctx: JobContext | None = None) -> Iterator[Past]:
    """A kept generation as long as the block runs. Raises ``not_found``, ``damaged``, ``locked``."""
    folder = live.folder
    target = next((gen for gen in restore.earlier(folder) if gen.name == name), None)
    if target is None:
        raise UserError("not_found", N_("backup", "This earlier state is not there any more."))
    raw = keyfile.raw_key(folder, target, live.key)
    info = folder.info(target)
    made = from_ms(info.made_at).isoformat() if info.made_at else ""
    with folder.work_dir() as place:
        copy = place / DATABASE
        snapshot.take(target / DATABASE, copy, raw)  # a generation is never touched, not even by a reader's log
        db = open_database(copy, raw, read_only=True)
        try:
            older = schema.version(db) < SCHEMA
        finally:
            db.close()
        if older:
            child.run(restore.bring_up_to_date, copy, raw, ctx=ctx)
        with _opened(live, copy, raw, made, live.blobs) as past:
            yield past


@contextmanager
def _opened(live: Services, path: Path, raw: str | None, made: str, blobs: BlobStore) -> Iterator[Past]:
    db = open_database(path, raw, read_only=True)
    services = Services(DataFolder(live.data_dir), db, live.clock, key=live.key)
    services.__dict__["blobs"] = blobs
    newest = db.execute_sql("SELECT max(at) FROM audit_log").fetchone()[0]
    past = Past(services, live, made, newest)
    try:
        yield past
    finally:
        past.close()
