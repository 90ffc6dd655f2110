"""Opening a database file with the one engine and the settings that keep it safe."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from peewee import DatabaseError, IntegrityError, OperationalError
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2 as engine

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.text import whole

APPLICATION_ID = 0x43524D44
"""``CRMD``: a file with another id is not ours."""

OLDEST_ENGINE = (3, 51, 3)
"""Older SQLite versions can damage a database in WAL mode when the log is reset."""

PRAGMAS: dict[str, Any] = {
    "busy_timeout": 10_000,
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "mmap_size": 0,
    "cell_size_check": 1,
    "trusted_schema": 0,
    "secure_delete": 1,
    "temp_store": "memory",
    "wal_autocheckpoint": 1000,
    "journal_size_limit": 16 * 1024 * 1024,
    **({"fullfsync": 1, "checkpoint_fullfsync": 1} if sys.platform == "darwin" else {}),
}


PLAIN_CACHE, ENCRYPTED_CACHE = -2_000, -8_000
"""Of each thread's connection, in KiB (as a negative number); the system keeps plain pages besides."""

_GARBLED = "database disk image is malformed: its schema is no text"

_PAUSES = (0.02, 0.1, 0.3, 1.0)
"""Seconds."""


class Database(SqlCipherDatabase):
    """A peewee database whose connections refuse to write outside a unit of work (``query_only``)."""

    path: Path
    key: str | None
    read_only: bool

    @property
    def usual_cache(self) -> int:
        """For ``PRAGMA cache_size``: a page of an encrypted file is dear to read again."""
        return ENCRYPTED_CACHE if self.key else PLAIN_CACHE

    def execute_sql(self, sql: str, params: Any = None, **options: Any) -> Any:
        """As peewee does; what a damaged file makes the engine say need not be text, and is damage all the same.

        Texts from anywhere may hold half a character, which the engine refuses: it is left out.
        """
        try:
            return super().execute_sql(sql, params, **options)
        except UnicodeDecodeError as error:
            raise DatabaseError(_GARBLED) from error
        except UnicodeEncodeError:
            return super().execute_sql(sql, _storable(params), **options)

    def _connect(self) -> Any:
        try:
            return self._connect_patiently()
        except UnicodeDecodeError as error:
            raise DatabaseError(_GARBLED) from error

    def _connect_patiently(self) -> Any:
        """A read-only connection can't start at the moment at which the last writer leaves and takes the log's index
        away: it is tried again then.
        """
        for pause in _PAUSES if self.read_only else ():
            try:
                return super()._connect()
            except engine.OperationalError as error:
                if "readonly" not in str(error):
                    raise
                time.sleep(pause)
        return super()._connect()

    def in_sql_transaction(self) -> bool:
        """Whether this thread's connection is inside a transaction."""
        return bool(self.connection().in_transaction)


def _storable(params: Any) -> Any:
    if isinstance(params, Mapping):
        return {name: _storable_value(value) for name, value in params.items()}
    return [_storable_value(value) for value in params]


def _storable_value(value: Any) -> Any:
    return whole(value) if isinstance(value, str) else value


def open_database(
    path: Path, key: str | None = None, *, read_only: bool = False, frozen: bool = False, busy_ms: int = 10_000
) -> Database:
    """Open ``path`` (connections are made per thread on first use).

    ``key`` is 64 hex digits, the raw SQLCipher key, or None for a plain file. ``frozen`` (with ``read_only``) is for
    a place where nothing can be written, not even the index of the log: nobody else may change the file. The caller
    creates the schema or checks its version. Raises :class:`UserError` when the engine is too old.
    """
    if engine.sqlite_version_info < OLDEST_ENGINE:
        raise UserError("unsupported", N_("database", "The database engine of this installation is too old."))
    pragmas = {**PRAGMAS, "busy_timeout": busy_ms, "cache_size": ENCRYPTED_CACHE if key else PLAIN_CACHE}
    if read_only:
        for name in ("journal_mode", "secure_delete", "wal_autocheckpoint", "journal_size_limit"):
            pragmas.pop(name)
    pragmas["query_only"] = 1
    options: dict[str, Any] = {"passphrase": f"x'{key}'"} if key else {}
    if key:
        pragmas["cipher_log_level"] = "none"  # damage is told by exceptions, not on stderr
    target = str(path)
    if read_only:
        target = path.absolute().as_uri() + ("?mode=ro&immutable=1" if frozen else "?mode=ro")
        options["uri"] = True
    database = Database(target, pragmas=pragmas, **options)
    database.path, database.key, database.read_only = path, key, read_only
    return database


_LEAST_FREE = 256 * 1024
"""Bytes; with less on the drive the engine can't even make the index of its log and reports an I/O error."""


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_FREE
    except OSError:
        return False


def user_error(error: BaseException, path: Path | None = None) -> UserError | None:
    """The :class:`UserError` that ``error`` of the engine stands for, or None when it is a bug of ours."""
    if not isinstance(error, (DatabaseError, engine.DatabaseError)):
        return None
    text = str(error).lower()
    place = str(path.parent) if path else ""
    if "locked" in text or "busy" in text:
        return UserError(
            "busy",
            N_("database", "Something else is writing to the shop's data just now."),
            N_("database", "Wait for it to finish, then try again."),
        )
    if "full" in text or ("disk i/o" in text and path is not None and _is_full(path)):
        return UserError(
            "disk_full",
            N_("database", "The disk that holds {place} is full. Nothing was changed.").fill(place=place),
            N_("database", "Free some space there, then try again."),
        )
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return UserError(
            "read_only",
            N_("database", "{place} can't be written to. Nothing was changed.").fill(place=place),
            N_("database", "Check the rights of that folder, or choose another one."),
        )
    if "malformed" in text or "not a database" in text or "disk i/o" in text or "corrupt" in text:
        return UserError(
            "damaged",
            N_("database", "The shop's data file is damaged."),
            N_("database", "Restore the last backup, or run the repair."),
        )
    return None


__all__ = [
    "APPLICATION_ID",
    "Database",
    "DatabaseError",
    "IntegrityError",
    "OperationalError",
    "open_database",
    "user_error",
]
