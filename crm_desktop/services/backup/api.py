"""Backing up and restoring, as commands and dialogs call it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.core.clock import Clock, SystemClock
from crm_desktop.core.datafolder import DataFolder, GenerationInfo
from crm_desktop.core.errors import UserError
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import catalog, child, compare, work
from crm_desktop.services.backup import create as creating
from crm_desktop.services.backup import restore as restoring
from crm_desktop.services.backup.compare import Difference
from crm_desktop.services.backup.create import BackupResult
from crm_desktop.services.backup.keys import KeyStore, ShopKey, require_passphrase
from crm_desktop.services.backup.restore import RestoreResult
from crm_desktop.services.backup.work import Candidate
from crm_desktop.services.vault import keyfile, leftovers

if TYPE_CHECKING:
    from crm_desktop.services.context import Services


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """``created`` is ISO 8601 UTC, ``counts`` live records by public name. What is written is sound; ``ok`` says that
    nothing lacks either: ``missing`` are the names of files that records have and the backup does not."""

    ok: bool
    created: str
    counts: dict[str, int]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """A verified backup beside the live data. ``comparable`` is false when there is no live data to compare with;
    ``newest_change`` is ms UTC; ``other_shop`` that the backup was made under another shop's key.
    """

    path: Path
    created: str
    size: int
    kind: str
    counts: dict[str, int]
    differences: tuple[Difference, ...]
    comparable: bool
    newest_change: int | None
    other_shop: bool
    older_schema: bool


def has_key(data_dir: Path) -> bool:
    """Whether backups of this folder need no passphrase any more."""
    return KeyStore(DataFolder(data_dir)).exists()


def create(
    services: Services,
    out: Path,
    passphrase: str | None,
    *,
    replace: bool = False,
    kind: str = "manual",
    ctx: JobContext | None = None,
) -> BackupResult:
    """Write a verified backup of the live data to ``out``; see ``create.create`` for the errors."""
    folder = DataFolder(services.data_dir, services.clock)
    changes = creating.last_change(services.db)
    made = creating.create(
        folder,
        out,
        passphrase,
        clock=services.clock,
        database_key=services.db.key,
        kind=kind,
        replace=replace,
        changes=changes,
        ctx=ctx,
    )
    if made.verified:
        leftovers.tidy(folder, held=services.holds_lock)
    return made


def verify(
    path: Path, passphrase: str | None, ctx: JobContext | None = None, *, data_dir: Path | None = None
) -> VerifyResult:
    """Read a backup in full. Raises ``damaged``, ``bad_file``, ``wrong_passphrase``, ``newer_version``.

    ``data_dir`` is where the decrypted copy may lie meanwhile, and whose present passphrase may be used instead.
    """
    secret = require_passphrase(passphrase)
    folder = DataFolder(data_dir) if data_dir is not None else None
    local = None
    if folder is not None and KeyStore(folder).exists():
        local = KeyStore(folder).slots()
    with _place(folder) as place:
        opened: Candidate = child.run(
            work.open_backup, Path(path), secret, place / "candidate", local, "whole", ctx=ctx
        )
    missing = opened.manifest.missing
    if folder is not None and local is not None:
        with suppress(UserError):
            catalog.Catalog(folder).mark_read(Path(path).absolute(), dict(opened.manifest.counts), list(missing))
    counts = dict(opened.manifest.counts)
    return VerifyResult(not missing, opened.manifest.info.created, counts, tuple(missing.values()))


@contextmanager
def open_for_restore(
    data_dir: Path, path: Path, passphrase: str | None, ctx: JobContext | None = None
) -> Iterator[Candidate]:
    """A backup verified and unpacked while the block runs, for :func:`preview_of` and :func:`restore_opened`."""
    folder = DataFolder(data_dir)
    folder.create_if_missing()
    with restoring.candidate(folder, Path(path), passphrase, ctx=ctx) as opened:
        yield opened


def preview_of(data_dir: Path, opened: Candidate, key: ShopKey | None = None) -> RestorePreview:
    """What restoring ``opened`` would change; ``key`` is what the live data were opened with."""
    folder = DataFolder(data_dir)
    try:
        live: Path | None = folder.database_path()
    except UserError:
        live = None
    live_key = keyfile.live_key_or_none(folder, key or opened.key)
    found, comparable = compare.safely(live, opened.database, opened.database_key, live_key)
    info = opened.manifest.info
    keys = KeyStore(folder)
    return RestorePreview(
        path=opened.path,
        created=info.created,
        size=opened.size,
        kind=info.kind,
        counts=dict(opened.manifest.counts),
        differences=tuple(found),
        comparable=comparable,
        newest_change=compare.newest_change(opened.database, opened.database_key),
        other_shop=keys.exists() and keys.public().shop != info.shop,
        older_schema=opened.migrated_from is not None,
    )


def preview(services: Services, path: Path, passphrase: str | None, ctx: JobContext | None = None) -> RestorePreview:
    """Open, verify and compare a backup without restoring it."""
    with open_for_restore(services.data_dir, path, passphrase, ctx) as opened:
        return preview_of(services.data_dir, opened, services.key)


def restore_opened(
    data_dir: Path,
    opened: Candidate,
    *,
    clock: Clock | None = None,
    held: bool = False,
    key: ShopKey | None = None,
) -> RestoreResult:
    """Make a verified backup the live data; the caller opens it again. ``held``: it has the folder's lock."""
    clock = clock or SystemClock()
    return restoring.restore(DataFolder(data_dir, clock), opened, clock=clock, held=held, key=key)


def restore(
    data_dir: Path,
    path: Path,
    passphrase: str | None,
    ctx: JobContext | None = None,
    *,
    clock: Clock | None = None,
    held: bool = False,
) -> RestoreResult:
    """Verify a backup and make it the live data of ``data_dir``, which is made if missing.

    Raises ``busy`` while a window has the folder (unless that is the caller: ``held``), and what :func:`verify` raises.
    """
    folder = DataFolder(data_dir)
    if not held and folder.is_locked():
        folder.lock(timeout=0).release()
    with open_for_restore(data_dir, path, passphrase, ctx) as opened:
        return restore_opened(data_dir, opened, clock=clock, held=held)


def undo_restore(data_dir: Path, *, held: bool = False, key: ShopKey | None = None) -> str:
    """Back to what a restore replaced; returns the generation's name. Raises ``not_found``, ``busy``, ``locked``."""
    return restoring.undo_restore(DataFolder(data_dir), held=held, key=key)


def change_passphrase(data_dir: Path, old: str | None, new: str | None, ctx: JobContext | None = None) -> None:
    """Backups made from now on open with ``new``; older files keep the old one. Raises ``wrong_passphrase``."""
    folder = DataFolder(data_dir)
    folder.current()
    keys = KeyStore(folder)
    if not keys.exists():
        raise creating.no_key()
    keys.change_passphrase(require_passphrase(old), require_passphrase(new), ctx)


def new_recovery_code(data_dir: Path, passphrase: str | None, ctx: JobContext | None = None) -> str:
    """A fresh recovery code for backups made from now on. Raises ``wrong_passphrase``."""
    keys = KeyStore(DataFolder(data_dir))
    if not keys.exists():
        raise creating.no_key()
    return keys.new_recovery_code(require_passphrase(passphrase), ctx)


def suggested_name(data_dir: Path, shop: str, now: datetime, kind: str = "manual") -> str:
    """A file name for the next backup."""
    sequence = catalog.Catalog(DataFolder(data_dir)).read().sequence + 1
    return creating.file_name(shop, now, sequence, kind)


def can_undo_restore(data_dir: Path) -> bool:
    """Whether the live data came from a restore whose predecessor is still there."""
    return restoring.replaced(DataFolder(data_dir)) is not None


def earlier(data_dir: Path) -> list[GenerationInfo]:
    """Generations that were live once and have a database, newest first, also where the live one is lost."""
    return [DataFolder(data_dir).info(path) for path in restoring.earlier(DataFolder(data_dir))]


def go_back(data_dir: Path, name: str, *, held: bool = False, key: ShopKey | None = None) -> None:
    """Make a generation of :func:`earlier` live again. Raises ``damaged`` (it is not sound), ``busy``, ``locked``."""
    restoring.choose(DataFolder(data_dir), name, held=held, key=key)


def list_backups(data_dir: Path) -> list[catalog.Entry]:
    """Backups of this folder whose files can be reached, newest first; one that lies in two places stands once."""
    found: dict[tuple[int, str], catalog.Entry] = {}
    folder = DataFolder(data_dir)
    for entry in catalog.Catalog(folder).available():
        name = (entry.sequence, entry.file.name)
        if name not in found or entry.file.parent == folder.backups:
            found[name] = entry
    return list(found.values())


@contextmanager
def _place(folder: DataFolder | None) -> Iterator[Path]:
    if folder is not None and folder.recovery.is_dir() and os.access(folder.recovery, os.W_OK):
        with folder.work_dir() as place:
            yield place
        return
    with tempfile.TemporaryDirectory(prefix="crm-verify-") as name:
        yield Path(name)
