"""Making a backup: copy, encrypt, read back in full, and only then let it appear under its name."""

from __future__ import annotations

import dataclasses
import errno
import os
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from crm_desktop import __version__
from crm_desktop.core import filenames, fsops
from crm_desktop.core.clock import Clock
from crm_desktop.core.datafolder import KEY_FILE, DataFolder
from crm_desktop.core.errors import Cancelled, UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import child, readme, work
from crm_desktop.services.backup.catalog import SUFFIX, Catalog, Entry
from crm_desktop.services.backup.keys import KeyStore, require_passphrase
from crm_desktop.services.backup.manifest import Info

_ROOM = 4 * 1024 * 1024
"""Bytes beyond the data itself that writing a backup may need."""
_PART = re.compile(r"\..+\.[0-9a-f]{6}\.part")
_PART_OLD_S = 86_400


@dataclass(frozen=True, slots=True)
class BackupResult:
    """``counts`` are live records by public name; ``recovery_code`` is given once, when the key was made. One that
    lacks files of records (``missing``: their names) is whole otherwise, but not ``verified``."""

    path: Path
    bytes: int
    counts: dict[str, int]
    verified: bool
    created: str
    recovery_code: str | None = None
    missing: tuple[str, ...] = ()


def create(
    folder: DataFolder,
    out: Path,
    passphrase: str | None,
    *,
    clock: Clock,
    database_key: str | None = None,
    kind: str = "manual",
    replace: bool = False,
    changes: int = 0,
    ctx: JobContext | None = None,
) -> BackupResult:
    """Write a backup to ``out`` and read it back.

    The first one of a folder needs a ``passphrase``, which it sets; later ones check it when it is given.
    ``changes`` is the number of the last change that it holds. Raises ``wrong_passphrase``, ``exists``,
    ``disk_full``, ``read_only``, ``damaged``, ``not_found``, ``invalid`` (the name).
    """
    filenames.check(out)
    out = Path(os.path.abspath(out))
    _check_target(folder, out, replace)
    database = folder.database_path()
    _check_space(folder, database, out)
    keys = KeyStore(folder)
    code = _ready_key(keys, passphrase, ctx)
    try:
        result = _write(folder, keys, database, out, clock, database_key, kind, replace, changes, ctx)
        if code is not None and ctx is not None and ctx.cancelled():
            out.unlink(missing_ok=True)
            raise Cancelled
    except BaseException:
        if code is not None:  # its recovery code was never shown: nothing may stay that only this key opens
            keys.remove()
        raise
    return dataclasses.replace(result, recovery_code=code)


def _write(
    folder: DataFolder,
    keys: KeyStore,
    database: Path,
    out: Path,
    clock: Clock,
    database_key: str | None,
    kind: str,
    replace: bool,
    changes: int,
    ctx: JobContext | None,
) -> BackupResult:
    info = Info(
        created=clock.now().astimezone(timezone.utc).isoformat(timespec="seconds"),
        sequence=Catalog(folder).next_sequence(),
        kind=kind,
        shop=keys.public().shop,
        schema=0,
        app=__version__,
    )
    _remove_old_parts(out.parent, clock)
    part = out.with_name(f".{out.name}.{secrets.token_hex(3)}.part")
    try:
        with folder.work_dir() as place, fsops.told_plainly(out.parent):
            key_file = database.with_name(KEY_FILE).read_bytes() if database_key is not None else None
            order = work.Order(
                database,
                database_key,
                key_file,
                folder.files,
                part,
                place,
                info,
                readme.text(),
                keys.slots(),
                keys.public(),
            )
            size, manifest = child.run(work.write_backup, order, ctx=ctx)
            publish(part, out, replace=replace)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    counts = dict(manifest.counts)
    missing = dict(manifest.missing)
    entry = Entry(str(out), info.sequence, info.created, kind, size, counts, not missing, changes, list(missing))
    with suppress(UserError):  # the backup is there; a catalogue that can't be written makes it no worse
        Catalog(folder).add(entry)
    return BackupResult(out, size, counts, not missing, info.created, missing=tuple(missing.values()))


def _ready_key(keys: KeyStore, passphrase: str | None, ctx: JobContext | None) -> str | None:
    """Make sure that there is a key which ``passphrase`` opens; the recovery code when it was made now."""
    if not keys.exists():
        if passphrase is None or not passphrase.strip():
            raise UserError(
                "wrong_passphrase",
                N_("backup", "The first backup needs a passphrase: it encrypts this and all later ones."),
                N_("backup", "Choose one that you will not forget, and try again."),
            )
        try:
            return keys.create(passphrase, ctx)
        except UserError as error:
            if error.code != "busy" or not keys.exists():
                raise  # else another process has just set it: ours must be the same
    if passphrase is not None:
        try:
            keys.unlock(require_passphrase(passphrase), ctx)
        except UserError as error:
            if error.code != "wrong_passphrase":
                raise
            raise UserError(
                "wrong_passphrase",
                N_("backup", "This is not the passphrase that the backups of this data are made with."),
                N_("backup", "Use that one, or change it first in Settings under Backup."),
            ) from None
    return None


def no_key() -> UserError:
    return UserError(
        "not_found",
        N_("backup", "No passphrase was set yet."),
        N_("backup", "The first backup sets it."),
    )


def _check_target(folder: DataFolder, out: Path, replace: bool) -> None:
    root = Path(os.path.realpath(folder.path))
    parent = Path(os.path.realpath(out.parent))
    if root in (parent, *parent.parents) and parent not in (root, Path(os.path.realpath(folder.backups))):
        raise UserError(
            "unsupported",
            N_("backup", "A backup can't be put among the program's own data."),
            N_("backup", "Choose another folder, best on another drive."),
        )
    if out.is_dir() or (out.exists() and not replace):
        raise UserError(
            "exists",
            N_("backup", "{path} exists already.").fill(path=str(out)),
            N_("backup", "Choose another name, or have it replaced."),
        )
    if not out.parent.is_dir():
        raise UserError("not_found", N_("backup", "The folder {path} is not there.").fill(path=str(out.parent)))


def _check_space(folder: DataFolder, database: Path, out: Path) -> None:
    """Refuse early what can't fit: the copy and what is read back beside the data, the file at its place."""
    wal = database.with_name(database.name + "-wal")
    data = database.stat().st_size + (wal.stat().st_size if wal.exists() else 0)
    stored = sum(file.stat().st_size for file in folder.files.rglob("*") if file.is_file())
    fsops.require_space(folder.path, 2 * data + stored + _ROOM)
    fsops.require_space(out.parent, data // 3 + stored + _ROOM // 4)


def _remove_old_parts(folder: Path, clock: Clock) -> None:
    """What a killed backup left half-written in this folder over a day ago."""
    with suppress(OSError):
        for path in folder.glob(".*.part"):
            if _PART.fullmatch(path.name) and clock.now().timestamp() - path.stat().st_mtime > _PART_OLD_S:
                path.unlink()


def publish(part: Path, out: Path, *, replace: bool) -> None:
    """Give a finished file its name; without ``replace`` an existing file of that name is never touched."""
    if replace:
        fsops.replace(part, out)
        fsops.sync_dir(out.parent)
        return
    if not _link(part, out):
        if out.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(out))
        fsops.replace(part, out)
    try:
        fsops.sync_dir(out.parent)
    except OSError:
        out.unlink(missing_ok=True)
        raise


def _link(part: Path, out: Path) -> bool:
    """The finished file under its name too; False on a drive without hard links, such as a USB stick."""
    try:
        os.link(part, out)
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def file_name(shop: str, now: datetime, sequence: int, kind: str) -> str:
    """``<Shop>-20261121T193000Z-000123-auto.crmbackup``; letters of any script stay."""
    safe = "".join(char if char.isalnum() else "-" for char in shop).strip("-")[:40] or "CRM"
    stamp = now.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    return f"{safe}-{stamp}-{sequence:06d}-{kind}{SUFFIX}"


def last_change(db: Any) -> int:
    """The number of the newest change in an open database, 0 when there is none."""
    row = db.execute_sql("SELECT max(id) FROM audit_log").fetchone()
    return int(row[0] or 0)
