"""Moving the live data to another folder, for example out of one that is synchronised. The old folder keeps what it
has, its backups above all, and a note that leads to the new one.
"""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path

from crm_desktop.core import fsops
from crm_desktop.core.datafolder import DATABASE, MOVED_NOTE, DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.places import look_at
from crm_desktop.services.backup import second, snapshot
from crm_desktop.services.backup.restore import writers_out
from crm_desktop.services.context import Services
from crm_desktop.services.vault import keyfile

_COPYING = N_("relocate", "Copying the data to its new folder")


def move(services: Services, target: Path, ctx: JobContext | None = None) -> Path:
    """Copy everything live to ``target``, check it, and leave a note; the caller closes and opens ``target``.

    The window holds the old folder's lock. New backups go on being copied to the old folder's ``backups/``: finished
    ones may lie in a synchronised folder. Raises ``unsupported`` (a network or synchronised folder), ``not_empty``,
    ``disk_full``, ``damaged``; the old folder is as before then.
    """
    ctx = ctx or JobContext()
    source = services.folder
    place = look_at(target)
    if place.kind in ("network", "sync") or source.path == target or source.path in target.parents:
        raise UserError(
            "unsupported",
            N_("relocate", "This is no better place for live data."),
            N_("relocate", "Choose a folder on this computer that no program copies elsewhere."),
        )
    goal = DataFolder(target, services.clock)
    if target.exists() and any(target.iterdir()):
        raise UserError("not_empty", N_("relocate", "The folder {path} is not empty.").fill(path=str(target)))
    ctx.progress(0, 0, _COPYING)
    existed = target.exists()
    try:
        with fsops.told_plainly(target), writers_out(source, services.db.key):
            fsops.require_space(target, 2 * services.db.path.stat().st_size)
            goal.create_if_missing()
            _copy_tree(source.keys, goal.keys)
            _copy_tree(source.files, goal.files)
            ctx.check()
            generation = goal.new_generation("moved")
            keyfile.carry_over(source.current(), generation)
            snapshot.take(services.db.path, generation / DATABASE, services.db.key)
            found = snapshot.inspect(generation / DATABASE, services.db.key, "links")
            if found != snapshot.contents(services.db):
                raise snapshot.damaged_database()
            ctx.check()
            goal.flip(generation)
            fsops.write_atomic(source.path / MOVED_NOTE, json.dumps({"to": str(target)}).encode())
    except BaseException:
        if not (source.path / MOVED_NOTE).exists():
            shutil.rmtree(target, ignore_errors=True)
            if existed:
                target.mkdir()
        raise
    with suppress(UserError):
        second.choose(goal, source.backups)
    return target


def _copy_tree(source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*")):
        if not path.is_file() or path.name.startswith("."):
            continue
        copy = target / path.relative_to(source)
        fsops.make_dir(copy.parent)
        shutil.copyfile(path, copy)
        copy.chmod(0o600)
        fsops.sync_path(copy)
