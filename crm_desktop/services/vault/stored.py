"""Which stored files the shop's data refer to, which of those are missing, and letting go of what nothing needs."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_desktop.core import fsops
from crm_desktop.core.datafolder import DATABASE, DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.models.db import open_database, user_error
from crm_desktop.services.backup.snapshot import DATABASE_ERRORS, knows_files, referred
from crm_desktop.services.vault import keyfile
from crm_desktop.services.vault.blobs import SUFFIX, BlobStore

if TYPE_CHECKING:
    from crm_desktop.services.backup.keys import ShopKey

_DIGEST = re.compile(r"[0-9a-f]{64}")
_AT_ONCE = 200
"""Files removed while nobody else may write: some milliseconds."""
_PAUSE = 0.02


def missing(db: Any, blobs: BlobStore) -> dict[str, str]:
    """Digest → name of the files that records have and whose bytes are gone or changed."""
    return {digest: name for digest, name in referred(db).items() if not blobs.holds(digest)}


def gone(db: Any, blobs: BlobStore, suspects: Iterable[str] = ()) -> dict[str, str]:
    """The same quickly: only the bytes of ``suspects`` (digests) are read; the others have to be there."""
    there = blobs.digests()
    there -= {digest for digest in suspects if digest in there and not blobs.holds(digest)}
    return {digest: name for digest, name in referred(db).items() if digest not in there}


def sweep(folder: DataFolder, database_key: str | None, shop_key: ShopKey | None) -> int:
    """Remove the stored files that no record, no change that can be undone and no kept generation refers to.

    Returns how many. In doubt a file stays: while a backup or restore is at work, and when a kept generation can't be
    read. Raises ``busy``; files that are left then go the next time.
    """
    gone = 0
    while count := _sweep_some(folder, database_key, shop_key):
        gone += count
        time.sleep(_PAUSE)
    return gone


def _sweep_some(folder: DataFolder, database_key: str | None, shop_key: ShopKey | None) -> int:
    """One transaction: nobody can refer to a file again while it is decided that nobody does."""
    if not _unneeded(folder, ()):
        return 0
    path = folder.database_path()
    db = open_database(path, database_key)
    try:
        db.execute_sql("PRAGMA query_only=0")
        db.execute_sql("BEGIN IMMEDIATE")
        if folder.at_work() or folder.database_path() != path:
            return 0  # a copy of an earlier moment may be at work on files that nothing needs since then
        chosen = _unneeded(folder, _needed(db))
        if chosen:
            others = _needed_by_kept(folder, shop_key)
            chosen = [] if others is None else _unneeded(folder, others | _needed(db))
        with fsops.told_plainly(folder.files):
            for file in chosen[:_AT_ONCE]:
                fsops.unlink(file)
        return len(chosen[:_AT_ONCE])
    except DATABASE_ERRORS as error:
        raise user_error(error, path) or error from error
    finally:
        if not db.is_closed() and db.in_sql_transaction():
            db.execute_sql("ROLLBACK")
        db.close()


def _unneeded(folder: DataFolder, needed: Iterable[str]) -> list[Path]:
    known = set(needed)
    return [
        file
        for file in sorted(folder.files.glob("*/*"))
        if _DIGEST.fullmatch(digest := file.name.removesuffix(SUFFIX)) and digest not in known
    ]


def _needed(db: Any) -> set[str]:
    """Digests in records, removed ones too, and in the images by which a change is undone."""
    if not knows_files(db):
        return set()
    found = {digest for (digest,) in db.execute_sql("SELECT sha256 FROM attachment")}
    for images in db.execute_sql("SELECT before, after FROM change_row WHERE tbl = 'attachment'"):
        for image in images:
            found.update(_DIGEST.findall(image or ""))
    return found


def _needed_by_kept(folder: DataFolder, shop_key: ShopKey | None) -> set[str] | None:
    """What the generations need that can be gone back to; None when one of them does not say."""
    found: set[str] = set()
    for generation in folder.kept():
        log = generation / f"{DATABASE}-wal"
        if log.exists() and log.stat().st_size:
            return None
        try:
            raw = keyfile.raw_key(folder, generation, shop_key)
            db = open_database(generation / DATABASE, raw, read_only=True, frozen=True)
            try:
                found |= _needed(db)
            finally:
                db.close()
        except (UserError, *DATABASE_ERRORS):
            return None
    return found
