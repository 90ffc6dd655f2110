"""The few operations on files that must not fail unnoticed.

Data folder, keys, backups and restore touch the disk only through these functions, always called as
``fsops.name(...)``: a fault test replaces one of them and makes its n-th call fail.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_

_RETRY_WINERRORS = {5, 32, 33}
"""Access denied, sharing violation, lock violation: an antivirus or indexer holds the file for a moment."""
_RETRY_DELAYS = (0.05, 0.1, 0.2, 0.4, 0.8)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_WINERRORS = {39, 112}
_TOO_LONG_WINERRORS = {206}
_SHOWN = 40
"""So much of a name that is too long is enough to know it by."""
_DENIED = {errno.EROFS, errno.EACCES, errno.EPERM}


def make_dir(path: Path, *, exist_ok: bool = True) -> None:
    """Make a folder that only this user may enter, with its parents."""
    path.mkdir(mode=0o700, parents=True, exist_ok=exist_ok)


def create(path: Path) -> BinaryIO:
    """Open a file that does not exist yet for writing, readable by this user only; raises ``FileExistsError``."""
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(path, flags, 0o600), "w+b")


def write(file: BinaryIO, data: bytes) -> None:
    file.write(data)


def sync(file: BinaryIO) -> None:
    """Everything written so far is on the disk when this returns."""
    file.flush()
    os.fsync(file.fileno())


def sync_path(path: Path) -> None:
    """The same for a file that another part of the program has written and closed."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_dir(path: Path) -> None:
    """Make the names in a folder durable; Windows does that by itself."""
    if os.name == "nt":
        return
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def replace(source: Path, target: Path) -> None:
    """Atomically put ``source`` in the place of ``target``, waiting out a scanner that holds either."""
    for delay in (*_RETRY_DELAYS, None):
        try:
            os.replace(source, target)
            return
        except OSError as error:
            if delay is None or getattr(error, "winerror", None) not in _RETRY_WINERRORS:
                raise
            time.sleep(delay)


def unlink(path: Path) -> None:
    """Remove a file if it is there."""
    path.unlink(missing_ok=True)


def remove_tree(path: Path) -> None:
    """Remove a folder with all it holds, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)


def free_space(path: Path) -> int:
    """Bytes that this user may still write on the drive of ``path`` (or of its nearest existing parent)."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return shutil.disk_usage(path).free


def write_new(path: Path, data: bytes) -> None:
    """Write a whole new file durably; a half-written one is removed again. Raises ``FileExistsError``."""
    file = create(path)
    try:
        with file:
            write(file, data)
            sync(file)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def write_atomic(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``path``: readers see the old or the new content, never a mixture."""
    temporary = path.with_name(f".{path.name}.new")
    unlink(temporary)
    write_new(temporary, data)
    try:
        replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_dir(path.parent)


def drive_name(path: Path) -> str:
    """What a person calls the place: the drive letter on Windows, else the mount point."""
    if path.drive:
        return path.drive
    path = path.absolute()
    while path != path.parent and not os.path.ismount(path):
        path = path.parent
    return str(path)


def size_text(size: int) -> str:
    """``2.3 MB``: for messages, decimal units as file managers show them."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{size} B"


def require_space(path: Path, needed: int) -> None:
    """Raise ``UserError("disk_full")`` when fewer than ``needed`` bytes are free where ``path`` lies."""
    free = free_space(path)
    if free < needed:
        raise _full_error(path, needed - free)


def _full_error(path: Path, missing: int | None) -> UserError:
    message = N_("files", "The drive {drive} is full.").fill(drive=drive_name(path))
    if missing is None:
        return UserError("disk_full", message, N_("files", "Free some space there and try again. Nothing was changed."))
    advice = N_("files", "Free at least {size} there and try again. Nothing was changed.").fill(size=size_text(missing))
    return UserError("disk_full", message, advice)


def user_error(error: OSError, path: Path) -> UserError | None:
    """What a person can do about ``error``, or None when it is a fault of another kind."""
    winerror = getattr(error, "winerror", None)
    if error.errno in _FULL or winerror in _FULL_WINERRORS:
        return _full_error(path, None)
    if error.errno in _DENIED:
        return UserError(
            "read_only",
            N_("files", "Nothing can be written in {path}.").fill(path=str(path)),
            N_("files", "Choose another folder or ask for the right to write there. Nothing was changed."),
        )
    if error.errno == errno.ENAMETOOLONG or winerror in _TOO_LONG_WINERRORS:
        name = max(Path(str(error.filename or path)).parts, key=len)
        return UserError(
            "invalid",
            N_("files", "The name {name} is too long for a file or folder here.").fill(name=_cut(name)),
            N_("files", "Choose a shorter one. Nothing was changed."),
        )
    if error.errno == errno.EEXIST:
        return UserError("exists", N_("files", "{path} exists already.").fill(path=str(error.filename or path)))
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return UserError("not_found", N_("files", "{path} is not there.").fill(path=str(error.filename or path)))
    if error.errno in (errno.EIO, errno.ENODEV, errno.ENXIO):
        return UserError(
            "damaged",
            N_("files", "The drive {drive} does not answer properly.").fill(drive=drive_name(path)),
            N_("files", "Check its cable or use another drive. Nothing was changed."),
        )
    return None


def _cut(name: str) -> str:
    return name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn full disks, missing rights and broken drives into a :class:`UserError` that names the place."""
    try:
        yield
    except OSError as error:
        plain = user_error(error, path)
        if plain is None:
            raise
        raise plain from error
