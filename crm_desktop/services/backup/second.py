"""The second place of backups: a USB stick, a network drive or a synchronised folder. Copied, compared, and only then
counted; a drive that is away is told by the light and caught up with when it is back.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from crm_desktop.core import fsops
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup.catalog import SUFFIX, Catalog, Entry, State

_CHUNK = 1024 * 1024
_COPYING = N_("backup", "Copying the backup to the second place")


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """``behind``: the newest backup is not there yet. ``drive`` is what a person calls the place."""

    path: Path
    reachable: bool
    behind: bool

    @property
    def drive(self) -> str:
        return short_name(self.path)


def short_name(path: Path) -> str:
    """``E:`` on Windows, else the name of the stick or of the folder."""
    mount = Path(fsops.drive_name(path))
    return path.drive or (mount.name if mount != Path(mount.anchor) else path.name) or str(path)


def choose(folder: DataFolder, place: Path | None) -> None:
    """Set the second place, or none. Raises ``unsupported``, ``not_found``, ``read_only``, ``disk_full``."""
    if place is not None:
        place = Path(os.path.abspath(place))
        root = Path(os.path.realpath(folder.path))
        real = Path(os.path.realpath(place))
        if root == real or root in real.parents:
            raise UserError(
                "unsupported",
                N_("backup", "The second place can't be inside the data folder."),
                N_("backup", "Choose a USB stick, another drive or a folder that is copied elsewhere."),
            )
        if not place.is_dir():
            raise UserError("not_found", N_("backup", "The folder {path} is not there.").fill(path=str(place)))
        probe = place / f".crm-desktop-{os.getpid()}.part"
        with fsops.told_plainly(place):
            fsops.unlink(probe)
            fsops.write_new(probe, b"may this be written?")
            fsops.unlink(probe)
    with Catalog(folder).changing() as state:
        state.second = "" if place is None else str(place)


def look(folder: DataFolder) -> SecondPlace | None:
    """How the second place is doing; None when there is none. May be slow where a drive sleeps."""
    state = Catalog(folder).read()
    if not state.second:
        return None
    path = Path(state.second)
    reachable = path.is_dir()
    return SecondPlace(path, reachable, not reachable or _newest_missing(folder, state, path) is not None)


def catch_up(folder: DataFolder, ctx: JobContext | None = None) -> Entry | None:
    """Copy the newest backup that was read back to the second place where it lacks it; None when nothing is to do.

    Raises ``not_found`` for a drive that is away, ``disk_full``, ``read_only``, ``damaged`` when it does not keep
    what is written to it.
    """
    catalog = Catalog(folder)
    state = catalog.read()
    if not state.second:
        return None
    place = Path(state.second)
    if not place.is_dir():
        raise UserError(
            "not_found",
            N_("backup", "{drive} is not connected.").fill(drive=short_name(place)),
            N_("backup", "Connect it, or choose another second place in Settings under Backup."),
        )
    wanted = _newest_missing(folder, state, place)
    if wanted is None:
        return None
    target = place / wanted.file.name
    with fsops.told_plainly(place):
        fsops.require_space(place, wanted.size + _CHUNK)
        _copy(wanted.file, target, ctx or JobContext())
    made = replace(wanted, path=str(target))
    catalog.add(made)
    return made


def _newest_missing(folder: DataFolder, state: State, place: Path) -> Entry | None:
    """The newest backup of the folder that was read back, when ``place`` lacks it or a newer one. One that lacks a file
    goes there too: it holds all the rest."""
    there = [entry for entry in state.backups if entry.read_back and entry.file.is_file()]
    own = max((e for e in there if e.file.parent == folder.backups), key=lambda e: e.sequence, default=None)
    copied = max((e.sequence for e in there if e.file.parent == place), default=0)
    return own if own is not None and own.sequence > copied else None


def _copy(source: Path, target: Path, ctx: JobContext) -> None:
    """Write beside, read back from the drive itself, compare, and only then give it its name."""
    part = target.with_name(f".{target.name.removesuffix(SUFFIX)}.part")
    total = source.stat().st_size
    fsops.unlink(part)
    try:
        wanted = hashlib.sha256()
        with source.open("rb") as file, fsops.create(part) as out:
            while chunk := file.read(_CHUNK):
                ctx.check()
                wanted.update(chunk)
                fsops.write(out, chunk)
                ctx.progress(file.tell(), 2 * total, _COPYING)
            fsops.sync(out)
            _forget_cached(out.fileno())
        found = hashlib.sha256()
        with part.open("rb") as file:
            while chunk := file.read(_CHUNK):
                ctx.check()
                found.update(chunk)
                ctx.progress(total + file.tell(), 2 * total, _COPYING)
        if found.digest() != wanted.digest():
            raise UserError(
                "damaged",
                N_("backup", "{drive} did not keep what was written to it.").fill(drive=short_name(target.parent)),
                N_("backup", "Use another drive: this one is failing."),
            )
        fsops.replace(part, target)
        fsops.sync_dir(target.parent)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _forget_cached(number: int) -> None:
    """So that reading back asks the drive, not the memory, where the system lets us."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)
