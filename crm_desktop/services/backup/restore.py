"""Bringing a backup back: checked in full first, then as a new generation, with the old one kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from crm_desktop.core import fsops
from crm_desktop.core.clock import Clock, to_ms
from crm_desktop.core.datafolder import DATABASE, DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.models import db as database
from crm_desktop.models import schema
from crm_desktop.models.migrations import SCHEMA
from crm_desktop.services.backup import child, snapshot, work
from crm_desktop.services.backup.catalog import Catalog
from crm_desktop.services.backup.keys import KeyStore, ShopKey, require_passphrase
from crm_desktop.services.backup.snapshot import DATABASE_ERRORS
from crm_desktop.services.backup.work import Candidate
from crm_desktop.services.vault import keyfile, rekey
from crm_desktop.services.vault.blobs import SUFFIX, BlobStore

_FREEZE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """``previous`` is the generation that was replaced and can be gone back to, None in a new folder."""

    counts: dict[str, int]
    previous: str | None


@contextmanager
def candidate(
    folder: DataFolder,
    path: Path,
    secret: str | None,
    *,
    ctx: JobContext | None = None,
) -> Iterator[Candidate]:
    """The backup opened, checked in full and brought up to date, for as long as the block runs.

    Raises ``wrong_passphrase``, ``damaged``, ``bad_file``, ``newer_version``, ``not_found``, ``disk_full``.
    """
    secret = require_passphrase(secret)
    with folder.work_dir() as place:
        yield open_candidate(folder, path, secret, place, ctx=ctx)


def open_candidate(
    folder: DataFolder,
    path: Path,
    secret: str,
    place: Path,
    *,
    ctx: JobContext | None = None,
) -> Candidate:
    """The same into a folder that the caller looks after."""
    keys = KeyStore(folder)
    local = keys.slots() if keys.exists() else None
    opened: Candidate = child.run(work.open_backup, path, secret, place / "candidate", local, "links", ctx=ctx)
    found = opened.manifest.info.schema
    if found > SCHEMA:
        raise work.newer_version()
    if found < SCHEMA:
        child.run(bring_up_to_date, opened.database, opened.database_key, ctx=ctx)
        opened = replace(opened, migrated_from=found)
    return opened


def bring_up_to_date(reporter: child.Reporter, path: Path, database_key: str | None) -> None:
    """In the child: migrate a candidate and check it once more."""
    reporter.progress(0, 0, N_("backup", "Bringing the data up to date"))
    db = database.open_database(path, database_key)
    try:
        schema.migrate(db)
    finally:
        db.close()
    snapshot.inspect(path, database_key, "links", mapped=True)


def restore(
    folder: DataFolder, opened: Candidate, *, clock: Clock, held: bool = False, key: ShopKey | None = None
) -> RestoreResult:
    """Make the candidate the live data. ``held`` says that the caller (the window) has the folder's lock, ``key``
    is what opens the live data where they are encrypted. An encrypted shop stays encrypted, whatever comes back.

    Raises ``busy`` when a window or another program is at work on the data, ``disk_full``, ``read_only``.
    """
    folder.create_if_missing()
    with _locked(folder, held):
        folder.clean_orphans()
        previous = None if folder.is_new() else _previous(folder)
        with fsops.told_plainly(folder.path):
            keys = KeyStore(folder)
            if not keys.exists():
                keys.install((opened.slots.passphrase, opened.slots.recovery, opened.public))
            stays = not folder.is_new() and keyfile.is_encrypted(folder.path)
            raw = opened.database_key or (keyfile.new_key() if stays else None)
            recipient = keys.public().recipient if raw is not None else None
            _bring_attachments(opened, BlobStore(folder.files, recipient, opened.key.identity))
            generation = folder.new_generation("restore")
            if raw is not None:
                keyfile.write(generation, keyfile.seal(raw, keys.public().recipient))
            if raw == opened.database_key:
                fsops.replace(opened.database, generation / DATABASE)
            else:
                rekey.export(opened.database, None, generation / DATABASE, raw)
            (generation / DATABASE).chmod(0o600)
            live = keyfile.live_key_or_none(folder, key or opened.key)
            with writers_out(folder, live):
                folder.flip(generation)
            keyfile.publish_live(folder)
        with suppress(UserError):  # the data are back; a catalogue that can't be written makes that no worse
            Catalog(folder).restored(opened.manifest.info.sequence, to_ms(clock.now() + _FREEZE))
    return RestoreResult(dict(opened.manifest.counts), previous)


def undo_restore(folder: DataFolder, *, held: bool = False, key: ShopKey | None = None) -> str:
    """Go back to the generation that the live one replaced; returns its name. Raises ``not_found``, ``busy``."""
    with _locked(folder, held):
        target = replaced(folder)
        if target is None:
            raise UserError("not_found", N_("backup", "There is no restore that could be undone."))
        go_back(folder, target, key=key)
    return target.name


def replaced(folder: DataFolder) -> Path | None:
    """The generation that the live one replaced by a restore, while it is still kept."""
    info = folder.info(folder.current())
    kept = [gen for gen in folder.kept() if gen.name == info.previous]
    return kept[0] if kept and info.reason == "restore" else None


def earlier(folder: DataFolder) -> list[Path]:
    """What :func:`choose` may choose from: generations that were live, newest first, without the present one."""
    now = _previous(folder)
    found = [gen for gen in reversed(folder.generations()) if (gen / "live").exists() and gen.name != now]
    return [gen for gen in found if (gen / DATABASE).is_file() and (gen / DATABASE).stat().st_size]


def choose(folder: DataFolder, name: str, *, held: bool = False, key: ShopKey | None = None) -> None:
    """Go back to the generation ``name``. Raises ``not_found``, ``damaged``, ``busy``, ``locked``."""
    with _locked(folder, held):
        target = next((gen for gen in earlier(folder) if gen.name == name), None)
        if target is None:
            raise UserError("not_found", N_("backup", "This earlier state is not there any more."))
        go_back(folder, target, key=key)


def go_back(folder: DataFolder, target: Path, *, key: ShopKey | None = None) -> None:
    """Make a kept generation live again after looking whether it is sound; the caller holds the lock."""
    if not (target / DATABASE).is_file():
        raise snapshot.damaged_database()
    snapshot.inspect(target / DATABASE, keyfile.raw_key(folder, target, key), "quick")
    with fsops.told_plainly(folder.path), writers_out(folder, keyfile.live_key_or_none(folder, key)):
        folder.flip(target)
    keyfile.publish_live(folder)


@contextmanager
def _locked(folder: DataFolder, held: bool) -> Iterator[None]:
    if held:
        yield
        return
    with folder.lock():
        yield


@contextmanager
def writers_out(folder: DataFolder, database_key: str | None = None) -> Iterator[None]:
    """Hold the write lock of the live database, so that nobody commits into it while it is replaced.

    A live database that can't be opened has no writers, and is no reason not to restore.
    """
    db = None
    try:
        db = database.open_database(folder.database_path(), database_key)
        db.execute_sql("PRAGMA query_only=0")
        db.execute_sql("BEGIN IMMEDIATE")
    except (UserError, *DATABASE_ERRORS) as error:
        plain = error if isinstance(error, UserError) else database.user_error(error, folder.path)
        if plain is not None and plain.code == "busy":
            raise plain from error
    try:
        yield
    finally:
        if db is not None:
            if not db.is_closed() and db.in_sql_transaction():
                db.execute_sql("ROLLBACK")
            db.close()


def _previous(folder: DataFolder) -> str | None:
    try:
        return folder.current().name
    except UserError:
        return None


def _bring_attachments(opened: Candidate, blobs: BlobStore) -> None:
    """Add the backup's attachments to those that are there, in the form of this shop.

    One that can't be opened any more comes as it is: a damaged copy is better than none.
    """
    source = BlobStore(opened.work / "files", None, opened.key.identity)
    for name in opened.manifest.members:
        if not name.startswith("files/"):
            continue
        digest = Path(name).name.removesuffix(SUFFIX)
        data = source.read(digest)
        if data is not None:
            blobs.add(digest, data)
            continue
        target = blobs.folder / name.removeprefix("files/")
        if not target.exists():
            fsops.make_dir(target.parent)
            temporary = target.with_name(f".{target.name}.new")
            shutil.copyfile(opened.work / name, temporary)
            fsops.sync_path(temporary)
            fsops.replace(temporary, target)
