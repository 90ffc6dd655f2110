"""A consistent copy of a database while others write to it, and looking at what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlcipher3 import dbapi2 as engine

from crm_desktop.core import fsops
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.models import db as database
from crm_desktop.models.registry import ALL_MODELS

DATABASE_ERRORS = (database.DatabaseError, engine.DatabaseError)
"""What reading a damaged database raises: peewee's when a statement starts, the engine's own while rows come."""

ENTITIES: dict[str, str] = {
    "customers": "customer",
    "deals": "deal",
    "followups": "follow_up",
    "orders": "sales_order",
    "products": "product",
    "activities": "activity",
}
"""Public name of what a shop counts → its table."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds: see ``manifest.Manifest`` for the meaning of the fields."""

    schema: int
    counts: dict[str, int]
    tables: dict[str, tuple[int, int | None]]
    audit_head: str
    files: dict[str, str]
    """Digest → name of each stored file that a record has, also one in the recycle bin."""


def take(source: Path, target: Path, key: str | None) -> None:
    """Copy the database ``source`` to the new file ``target``, readable by this user only.

    Nothing waits for the drive: a copy that is to last is made durable by the flip of its generation, and most of them
    are gone a moment later. Raises ``UserError``: ``damaged``, ``disk_full``; a half-written copy is removed.
    """
    fsops.create(target).close()
    live = database.open_database(source, key, busy_ms=10_000)
    try:
        live.execute_sql("PRAGMA query_only=0")
        live.execute_sql("PRAGMA synchronous=off")  # of the copy; this connection writes nothing else
        live.execute_sql("PRAGMA cache_size=-2000")  # each page is read once
        live.execute_sql("VACUUM INTO ?", (str(target),))
    except BaseException as error:
        _tell_if_full(target, source)
        target.unlink(missing_ok=True)
        raise plain(error, source) from error
    finally:
        live.close()


def _tell_if_full(target: Path, source: Path) -> None:
    """The engine calls some full disks an I/O error: try whether the copy could have grown to its size."""
    try:
        with fsops.told_plainly(target), target.open("rb+") as file:
            file.seek(source.stat().st_size)
            file.write(bytes(4096))
    except UserError:
        target.unlink(missing_ok=True)
        raise


Depth = Literal["none", "quick", "whole", "links"]
"""How much is checked: nothing but the kind of file, the pages, every index too, the links between records too."""

_CHECKS: dict[Depth, tuple[str, ...]] = {
    "none": (),
    "quick": ("PRAGMA quick_check(1)",),
    "whole": ("PRAGMA integrity_check(1)",),
    "links": ("PRAGMA integrity_check(1)", "PRAGMA foreign_key_check"),
}


_MAPPED = 2**40
"""Bytes, more than any shop has; the engine takes what it may."""


def inspect(path: Path, key: str | None, depth: Depth, *, mapped: bool = False) -> Contents:
    """Check the file and count what it holds.

    ``mapped`` reads a plain file through the memory map, which is quicker: only for a file of our own, and in a child,
    since a drive that fails then ends the process. Nothing is written through the map.
    Raises ``UserError("damaged")``, or ``bad_file`` for a database of another program.
    """
    copy = database.open_database(path, key, read_only=True)
    try:
        if key is not None:  # checking an index looks up every row of its table: a page read again is decrypted again
            copy.execute_sql("PRAGMA cache_size=-200000")
        elif mapped:
            copy.execute_sql(f"PRAGMA mmap_size={_MAPPED}")
            copy.execute_sql("PRAGMA cell_size_check=0")  # again at every look at a page, and the check does it anyway
        if _value(copy, "PRAGMA application_id") != database.APPLICATION_ID:
            raise UserError("bad_file", N_("backup", "This is not a database of this program."))
        for check in _CHECKS[depth]:
            if copy.execute_sql(check).fetchone() not in (None, ("ok",)):
                raise damaged_database()
        return contents(copy)
    except UserError:
        raise
    except Exception as error:
        raise plain(error, path) from error
    finally:
        copy.close()


def contents(db: Any) -> Contents:
    """Counts of an open database; tables that an older schema lacks are left out."""
    existing = {row[0] for row in db.execute_sql("SELECT name FROM sqlite_master WHERE type='table'")}
    tables: dict[str, tuple[int, int | None]] = {}
    live: dict[str, int] = {}
    for model in ALL_MODELS:
        name, columns = model._meta.table_name, model._meta.columns
        if name in existing:
            newest = "max(updated_at)" if "updated_at" in columns else "NULL"
            there = "count(*) FILTER (WHERE deleted_at IS NULL)" if "deleted_at" in columns else "count(*)"
            rows, at, live[name] = db.execute_sql(f'SELECT count(*), {newest}, {there} FROM "{name}"').fetchone()
            tables[name] = (rows, at)
    counts = {entity: live[table] for entity, table in ENTITIES.items() if table in live}
    head = ""
    if "audit_log" in existing:
        row = db.execute_sql("SELECT hash FROM audit_log ORDER BY id DESC LIMIT 1").fetchone()
        head = row[0] if row else ""
    return Contents(int(_value(db, "PRAGMA user_version")), counts, tables, head, referred(db))


def referred(db: Any) -> dict[str, str]:
    """``Contents.files`` of an open database; none in a schema that knows no files yet."""
    if not knows_files(db):
        return {}
    return dict(db.execute_sql("SELECT sha256, name FROM attachment WHERE deleted_at IS NULL ORDER BY id").fetchall())


def knows_files(db: Any) -> bool:
    """Whether the schema of an open database has files at all."""
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'attachment'"
    return db.execute_sql(sql).fetchone() is not None


def damaged_database() -> UserError:
    return UserError(
        "damaged",
        N_("backup", "The database is damaged."),
        N_("backup", "Run the repair, or restore a backup. Nothing was changed."),
    )


def plain(error: BaseException, path: Path) -> BaseException:
    """What a person can do about an engine's error, or the error itself."""
    return database.user_error(error, path) or error


def _value(db: Any, sql: str) -> Any:
    return db.execute_sql(sql).fetchone()[0]
