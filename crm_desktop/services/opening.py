"""Getting from a data folder to an open database of today's schema."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.core import fsops
from crm_desktop.core.datafolder import DATABASE, DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.models import schema
from crm_desktop.models.db import Database, DatabaseError, open_database, user_error
from crm_desktop.models.migrations import SCHEMA
from crm_desktop.services.vault import keyfile

if TYPE_CHECKING:
    from crm_desktop.services.backup.keys import ShopKey


_log = logging.getLogger(__name__)


def open_current(folder: DataFolder, key: ShopKey | None, *, create: bool, busy_ms: int) -> Database:
    """The live database, made or migrated first where needed; ``key`` opens an encrypted one. Where nothing can be
    written it is opened for reading only.

    Raises :class:`UserError`: ``not_found``, ``read_only``, ``disk_full``, ``damaged``, ``newer_version``, ``busy``,
    ``locked``.
    """
    try:
        return _open_writable(folder, key, create=create, busy_ms=busy_ms)
    except UserError as error:
        found = _open_frozen(folder, key) if error.code == "read_only" else None
        if found is None:
            raise
        return found


def _open_frozen(folder: DataFolder, key: ShopKey | None) -> Database | None:
    """The live database for reading only; None where its log holds changes or its schema is another one."""
    path = folder.database_path()
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        return None
    database = open_database(path, keyfile.raw_key(folder, path.parent, key), read_only=True, frozen=True)
    try:
        if schema.version(database) == SCHEMA:
            return database
    except UserError:
        pass
    database.close()
    return None


def _open_writable(folder: DataFolder, key: ShopKey | None, *, create: bool, busy_ms: int) -> Database:
    if create:
        folder.create_if_missing()
        if folder.is_new():
            _make_first(folder)
    path = folder.database_path()
    raw = keyfile.raw_key(folder, path.parent, key)
    database = open_database(path, raw, busy_ms=busy_ms)
    try:
        found = schema.version(database)
        if found == SCHEMA:
            return database
        if found == 0:
            raise UserError(
                "damaged",
                N_("database", "The shop's data file is empty."),
                N_("database", "Restore the last backup, or run the repair."),
            )
    except BaseException:
        database.close()
        raise
    changes = last_change(database)
    database.close()
    _back_up_first(folder, raw, changes)
    migrate_on_copy(folder, raw)
    return open_database(folder.database_path(), raw, busy_ms=busy_ms)


def last_change(database: Database) -> int:
    """The number of the newest change, 0 when there is none."""
    return int(database.execute_sql("SELECT max(id) FROM audit_log").fetchone()[0] or 0)


def _back_up_first(folder: DataFolder, raw: str | None, changes: int) -> None:
    """A verified backup before a migration, once there is a key. Without one, or where it fails, the old generation
    that is kept has to do: an update must not stop the shop.
    """
    if not (folder.keys / "recipient").exists():
        return
    from crm_desktop.core.clock import SystemClock
    from crm_desktop.services.backup import catalog, create

    clock = SystemClock()
    name = create.file_name("", clock.now(), catalog.Catalog(folder).read().sequence + 1, "pre-migration")
    try:
        create.create(
            folder, folder.backups / name, None, clock=clock, database_key=raw, kind="pre-migration", changes=changes
        )
    except UserError as error:
        _log.warning("no backup before the migration: %s", error.code)


_FIRST_ATTEMPTS = 100
"""Ten seconds in all."""


def _make_first(folder: DataFolder) -> None:
    """The first generation, under the lock: of several starts at once, one makes it and the others find it.

    Whoever made it may keep the lock as the window does, so nobody waits for the lock longer than for the data.
    """
    for attempt in range(_FIRST_ATTEMPTS):
        try:
            lock = folder.lock(timeout=0.1)
        except UserError as error:
            if error.code == "busy" and not folder.is_new():
                return
            if error.code != "busy" or attempt == _FIRST_ATTEMPTS - 1:
                raise
            continue
        with lock:
            if folder.is_new():
                generation = folder.new_generation("first")
                fill_new(generation / DATABASE, None)
                folder.flip(generation)
        return


def fill_new(path: Path, key: str | None) -> None:
    """Write an empty database of today's schema at ``path``."""
    database = open_database(path, key)
    try:
        schema.migrate(database)
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    except DatabaseError as error:
        raise user_error(error, path) or error from error
    finally:
        database.close()


def migrate_on_copy(folder: DataFolder, key: str | None) -> None:
    """Bring older data to today's schema in a new generation; the old one stays as it is.

    Needs the folder's lock. Raises ``busy``, ``disk_full`` or ``damaged``; nothing is changed then.
    """
    with folder.lock(timeout=10):
        source = folder.database_path()
        fsops.require_space(folder.path, 3 * source.stat().st_size)
        generation = folder.new_generation("migration")
        keyfile.carry_over(source.parent, generation)
        target = generation / DATABASE
        old = open_database(source, key)
        try:
            old.execute_sql("PRAGMA query_only=0")
            old.execute_sql("VACUUM INTO ?", (str(target),))
        except DatabaseError as error:
            raise user_error(error, source) or error from error
        finally:
            old.close()
        new = open_database(target, key)
        try:
            schema.migrate(new)
            verify(new)
            new.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            new.close()
        folder.flip(generation)


def verify(database: Database) -> None:
    """Raise ``damaged`` unless the file is whole and its links hold."""
    whole = database.execute_sql("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    if not whole or database.execute_sql("PRAGMA foreign_key_check").fetchone():
        raise UserError("damaged", N_("database", "The shop's data file is damaged."))
