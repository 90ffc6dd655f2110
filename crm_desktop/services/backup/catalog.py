"""Which backups this data folder has made: ``backups/catalog.json``, and the files that lie beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from crm_desktop.core import fsops
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services.backup import container
from crm_desktop.services.backup.manifest import Info

SUFFIX = ".crmbackup"


@dataclass(frozen=True, slots=True)
class Entry:
    """One backup. ``created`` is ISO 8601 UTC, ``size`` bytes, ``counts`` live records by public name;
    ``verified`` is true once it was read back in full and lacks nothing; ``missing`` are the digests of files that it
    lacks. Their names stand in the data alone: this catalogue is not encrypted.
    """

    path: str
    sequence: int
    created: str
    kind: str
    size: int
    counts: dict[str, int] = field(default_factory=dict)
    verified: bool = False
    changes: int = 0
    missing: list[str] = field(default_factory=list)

    @property
    def read_back(self) -> bool:
        """Whether it was read back in full, complete or not."""
        return self.verified or bool(self.missing)

    @property
    def file(self) -> Path:
        return Path(self.path)


@dataclass(slots=True)
class State:
    """The whole catalogue. ``sequence`` is the number of the last backup, ``frozen_until`` (ms UTC) keeps
    rotation from removing anything for a week after a restore. ``second`` is the folder of the second place (empty:
    none), ``drilled`` when restoring was last practised (ms UTC, 0: never).
    """

    sequence: int = 0
    frozen_until: int = 0
    second: str = ""
    drilled: int = 0
    backups: list[Entry] = field(default_factory=list)


class Catalog:
    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder.backups
        self._path = folder.backups / "catalog.json"

    def read(self) -> State:
        """What is known; a missing or unreadable catalogue is made anew from the files that are there."""
        try:
            raw = json.loads(self._path.read_text("utf-8"))
            entries = [Entry(**{**entry, "path": str(self._folder / entry["path"])}) for entry in raw["backups"]]
            state = State(raw["sequence"], raw["frozen_until"], raw.get("second", ""), raw.get("drilled", 0), entries)
        except (OSError, ValueError, KeyError, TypeError):
            state = State()
        known = {entry.path for entry in state.backups}
        for path in sorted(self._folder.glob(f"*{SUFFIX}")) if self._folder.is_dir() else ():
            if str(path) not in known and (found := describe(path)) is not None:
                state.backups.append(found)
        state.sequence = max([state.sequence, *(entry.sequence for entry in state.backups)])
        return state

    def available(self) -> list[Entry]:
        """Backups whose file can be reached now, newest first."""
        there = [entry for entry in self.read().backups if entry.file.is_file()]
        return sorted(there, key=lambda entry: entry.sequence, reverse=True)

    @contextmanager
    def changing(self) -> Iterator[State]:
        """The catalogue for a change, which is written at the end; one process at a time."""
        with fsops.told_plainly(self._folder):
            fsops.make_dir(self._folder)
            lock = FileLock(self._folder / ".catalog.lock", thread_local=False, fallback_to_soft=False)
            try:
                lock.acquire(timeout=10)
            except Timeout:
                raise UserError("busy", N_("backup", "Another backup is running.")) from None
            try:
                state = self.read()
                yield state
                fsops.write_atomic(self._path, self._dump(state))
            finally:
                lock.release()

    def next_sequence(self) -> int:
        """A number that no backup had before, however many run at the same time."""
        with self.changing() as state:
            state.sequence += 1
            return state.sequence

    def add(self, entry: Entry) -> None:
        with self.changing() as state:
            state.backups = [old for old in state.backups if old.path != entry.path] + [entry]

    def forget(self, paths: set[str]) -> None:
        with self.changing() as state:
            state.backups = [old for old in state.backups if old.path not in paths]

    def restored(self, sequence: int, frozen_until: int) -> None:
        """After a restore: number on from the backup that was restored, and let rotation rest (ms UTC)."""
        with self.changing() as state:
            state.sequence = max(state.sequence, sequence)
            state.frozen_until = frozen_until

    def mark_read(self, path: Path, counts: dict[str, int], missing: list[str]) -> None:
        """It was read back in full, and these files are missing in it."""
        with self.changing() as state:
            state.backups = [
                replace(old, verified=not missing, counts=counts, missing=missing) if old.path == str(path) else old
                for old in state.backups
            ]

    def _dump(self, state: State) -> bytes:
        """Files beside the catalogue stand there by name alone, so that the folder can be moved."""
        raw: dict[str, Any] = asdict(state)
        for entry in raw["backups"]:
            if Path(entry["path"]).parent == self._folder:
                entry["path"] = Path(entry["path"]).name
        return json.dumps(raw, indent=1, ensure_ascii=False).encode()


def describe(path: Path) -> Entry | None:
    """What the outside of a backup file tells; None when it is none."""
    try:
        info = Info.parse(container.peek(path))
        return Entry(str(path), info.sequence, info.created, info.kind, path.stat().st_size)
    except (UserError, ValueError, OSError):
        return None
