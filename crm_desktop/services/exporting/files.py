"""Writing a file so that its name appears only when it is complete."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from crm_desktop.core import filenames
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_

_KEPT = 40
"""Signs of a file's name that its temporary one begins with: both must be short enough."""


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside ``path``; it takes the place of ``path`` when the block ends well.

    After an error or a cancellation the old file is still there, untouched, and the temporary one is gone.
    Raises :class:`UserError` ``invalid`` (the name), ``not_found``, ``disk_full``, ``read_only`` or ``denied`` for
    what a person can mend.
    """
    filenames.check(path)
    if not path.parent.is_dir():
        raise UserError(
            "not_found",
            N_("export", "The folder {folder} does not exist.").fill(folder=str(path.parent)),
            N_("export", "Choose another folder."),
        )
    if path.is_dir():
        raise UserError(
            "denied",
            N_("export", "{name} is a folder.").fill(name=path.name),
            N_("export", "Choose another file name."),
        )
    part = path.with_name(f".{path.name[:_KEPT]}.{secrets.token_hex(4)}.part")
    try:
        yield part
        with part.open("rb+") as done:
            os.fsync(done.fileno())
        os.replace(part, path)
    except OSError as problem:
        raise _explained(problem, path) from problem
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _explained(problem: OSError, path: Path) -> UserError:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(
            "disk_full",
            N_("export", "The disk is full, {name} was not written.").fill(name=path.name),
            N_("export", "Make room or choose another disk."),
        )
    if problem.errno == errno.EROFS:
        return UserError(
            "read_only",
            N_("export", "The folder {folder} can't be written to.").fill(folder=str(path.parent)),
            N_("export", "Choose another folder."),
        )
    if isinstance(problem, PermissionError):
        return UserError(
            "denied",
            N_("export", "{name} can't be written; it may be open in another program.").fill(name=path.name),
            N_("export", "Close it there or choose another name, then try again."),
        )
    return UserError(
        "denied",
        N_("export", "{name} can't be written: {reason}").fill(name=path.name, reason=problem.strerror or str(problem)),
        N_("export", "Choose another place and try again."),
    )
