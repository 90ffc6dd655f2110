"""The data folder: generations of the database, the pointer to the live one and the lock of the window.

::

    data.lock  CURRENT ("gen-000012-9f3a11c2")  keys/  files/  backups/  recovery/
    gen-000012-9f3a11c2/crm.db[, database.age]   gen-000011-…/crm.db (kept, read-only)

A database file is never overwritten: whatever replaces it fills a new generation, and :meth:`DataFolder.flip`
changes one small pointer file. A generation that was live carries a file ``live``; one without it is the
remains of an interrupted attempt.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from crm_desktop.core import fsops
from crm_desktop.core.clock import Clock, SystemClock, to_ms
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.places import refuse_network

DATABASE = "crm.db"
KEY_FILE = "database.age"
"""The wrapped key of an encrypted database, beside it; a copy of the live one lies in ``keys/``."""
_PLAIN_HEADER = b"SQLite format 3\0"
MOVED_NOTE = "MOVED.json"
"""Left in a folder whose live data were moved: where they are now."""
KEEP_DAYS = 30
KEEP_AT_LEAST = 3
_NAME = re.compile(r"gen-(\d{6,})-[0-9a-f]{8}")
_SUBFOLDERS = ("keys", "files", "backups", "recovery")
_SMALLEST_DATABASE = 512
_DAY_MS = 86_400_000
_STALE_MS = 600_000
"""A temporary file that nobody has written to for ten minutes is the remains of a killed process."""


def follow(data_dir: Path) -> Path:
    """Where the data of a folder are now: the folder itself unless it was moved to one that is there."""
    seen = {data_dir}
    while True:
        try:
            target = Path(json.loads((data_dir / MOVED_NOTE).read_text("utf-8"))["to"])
        except (OSError, ValueError, KeyError, TypeError):
            return data_dir
        if target in seen or not (target / "CURRENT").is_file():
            return data_dir
        seen.add(target)
        data_dir = target


@dataclass(frozen=True, slots=True)
class GenerationInfo:
    """Why a generation was made, and which one was live before it (None for the first)."""

    name: str
    reason: str
    previous: str | None
    made_at: int


class FolderLock:
    """The right to be the one window (or the one flip) on a data folder; the system takes it back at a kill."""

    def __init__(self, lock: FileLock) -> None:
        self._lock = lock

    def release(self) -> None:
        self._lock.release()

    def __enter__(self) -> FolderLock:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


class DataFolder:
    def __init__(self, path: Path, clock: Clock | None = None) -> None:
        self.path = path = path.absolute()  # the names of backups are compared, and the working directory may change
        self._clock = clock or SystemClock()
        self.keys = path / "keys"
        self.files = path / "files"
        self.backups = path / "backups"
        self.recovery = path / "recovery"
        self._pointer = path / "CURRENT"

    # -- what is there

    def create_if_missing(self) -> None:
        """Make the folder and its parts; the first generation is the caller's business when :meth:`is_new`.

        Raises ``UserError``: ``unsupported`` on a network drive, ``read_only``, ``disk_full``.
        """
        refuse_network(self.path)
        with fsops.told_plainly(self.path):
            for name in ("", *_SUBFOLDERS):
                folder = self.path / name
                if not folder.is_dir():
                    fsops.make_dir(folder)

    def is_new(self) -> bool:
        """True when no database was ever live here, so that an empty one may be made."""
        return not self._pointer.exists() and not any(self._was_live(gen) for gen in self.generations())

    def generations(self) -> list[Path]:
        """All generation folders, oldest number first."""
        if not self.path.is_dir():
            return []
        found = [(int(match[1]), entry) for entry in self.path.iterdir() if (match := _NAME.fullmatch(entry.name))]
        return [entry for _, entry in sorted(found)]

    def current(self) -> Path:
        """The live generation. Raises ``not_found`` in a new folder, ``damaged`` where data is missing."""
        if not self._pointer.exists():
            if self.is_new():
                message = N_("datafolder", "There is no shop data in {path} yet.")
                raise UserError("not_found", message.fill(path=str(self.path)))
            raise self._damaged(N_("datafolder", "The pointer to the current data is missing in {path}."))
        with fsops.told_plainly(self._pointer):
            name = self._pointer.read_bytes().decode("ascii", "replace").strip()
        if not _NAME.fullmatch(name):
            raise self._damaged(N_("datafolder", "The pointer to the current data in {path} can't be read."))
        if not (self.path / name).is_dir():
            raise self._damaged(N_("datafolder", "The current data is missing in {path}."))
        return self.path / name

    def database_path(self) -> Path:
        """The live database file, which exists. Raises like :meth:`current`."""
        database = self.current() / DATABASE
        if not database.is_file():
            raise self._damaged(N_("datafolder", "The database is missing in {path}."))
        if database.stat().st_size < _SMALLEST_DATABASE:
            raise self._damaged(N_("datafolder", "The database in {path} is empty or cut off."))
        return database

    def key_files(self, generation: Path) -> list[Path]:
        """Where the wrapped key of an encrypted generation may be read, best first; none for a plain database.

        A database without a readable head counts as plain (and damaged) where no key was ever made.
        """
        try:
            with (generation / DATABASE).open("rb") as file:
                if file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER:
                    return []
        except OSError:
            return []
        return [path for path in (generation / KEY_FILE, self.keys / KEY_FILE) if path.is_file()]

    def info(self, generation: Path) -> GenerationInfo:
        """What is known about a generation; a missing or unreadable note gives neutral values."""
        try:
            raw = json.loads((generation / "generation.json").read_text("utf-8"))
            return GenerationInfo(generation.name, str(raw["reason"]), raw["previous"], int(raw["made_at"]))
        except (OSError, ValueError, KeyError, TypeError):
            return GenerationInfo(generation.name, "", None, 0)

    def kept(self) -> list[Path]:
        """Generations that were live once and can be gone back to, newest first, without the live one."""
        now = self.current().name
        return [gen for gen in reversed(self.generations()) if gen.name != now and self._was_live(gen)]

    # -- changing it

    def new_generation(self, reason: str = "new") -> Path:
        """An empty folder for a database to be filled, under a name that was never used before.

        It becomes live by :meth:`flip`; until then :meth:`clean_orphans` removes it.
        """
        with fsops.told_plainly(self.path):
            previous = self._pointer_name()
            names = [gen.name for gen in self.generations()] + ([previous] if previous else [])
            number = 1 + max((int(name.split("-")[1]) for name in names), default=0)
            generation = self.path / f"gen-{number:06d}-{secrets.token_hex(4)}"
            fsops.make_dir(generation, exist_ok=False)
            note = {"reason": reason, "previous": previous, "made_at": to_ms(self._clock.now())}
            fsops.write_new(generation / "generation.json", json.dumps(note).encode())
        return generation

    def flip(self, generation: Path) -> None:
        """Make ``generation`` the live one, durably: its database first, then the pointer.

        Close every connection to its database before. Raises ``damaged`` when it holds no database.
        """
        database = generation / DATABASE
        if not database.is_file() or database.stat().st_size < _SMALLEST_DATABASE:
            raise self._damaged(N_("datafolder", "The new data in {path} has no database."))
        with fsops.told_plainly(self.path):
            for name in (DATABASE, DATABASE + "-wal"):
                if (generation / name).exists():
                    fsops.sync_path(generation / name)
            fsops.sync_dir(generation)
            fsops.sync_dir(self.path)
            before = self._pointer_name()
            fsops.write_atomic(self._pointer, f"{generation.name}\n".encode("ascii"))
        self._mark_live(generation)
        if before is not None and before != generation.name and (self.path / before).is_dir():
            (self.path / before / "live").write_text(str(to_ms(self._clock.now())))

    def clean_orphans(self) -> list[str]:
        """Remove what interrupted attempts left behind; call it with the lock held. Returns the names removed.

        Nothing is removed while the pointer is missing or wrong: then each remaining file may be the last one.
        """
        try:
            current = self.current()
        except UserError as error:
            return self._set_aside_first_attempts() if error.code == "not_found" else []
        removed: list[str] = []
        with fsops.told_plainly(self.path):
            self._mark_live(current)
            for gen in self.generations():
                if gen != current and not self._was_live(gen):
                    fsops.remove_tree(gen)
                    removed.append(gen.name)
            for leftover in (*self.path.glob(".*.new"), *self.keys.glob(".*.new"), *self.backups.glob(".*.part")):
                if self._is_stale(leftover):
                    fsops.unlink(leftover)
                    removed.append(leftover.name)
            for leftover in self.recovery.glob(".work-*"):
                if not _held(leftover / "lock"):
                    fsops.remove_tree(leftover)
                    removed.append(leftover.name)
        return removed

    @contextmanager
    def work_dir(self) -> Iterator[Path]:
        """A private empty folder on the data's drive, gone afterwards; one left by a kill goes with the orphans."""
        with fsops.told_plainly(self.path):
            work = self.recovery / f".work-{secrets.token_hex(4)}"
            fsops.make_dir(work)
            lock = FileLock(work / "lock", thread_local=False, fallback_to_soft=False)
            lock.acquire(timeout=5)
        try:
            yield work
        finally:
            lock.release()
            shutil.rmtree(work, ignore_errors=True)

    def at_work(self) -> bool:
        """Whether a backup, a restore or a look into the past has a private folder just now."""
        return any(_held(work / "lock") for work in self.recovery.glob(".work-*"))

    def prune_generations(self) -> list[str]:
        """Remove generations replaced over 30 days ago, keeping the newest three; call it with the lock held."""
        limit = to_ms(self._clock.now()) - KEEP_DAYS * _DAY_MS
        old = [gen for gen in self.kept()[KEEP_AT_LEAST:] if self._replaced_at(gen) < limit]
        for gen in old:
            fsops.remove_tree(gen)
        return [gen.name for gen in old]

    # -- lock

    def lock(self, timeout: float = 0.5) -> FolderLock:
        """Take the lock for as long as the returned object lives. Raises ``busy`` when another process has it."""
        lock = FileLock(self.path / "data.lock", mode=0o600, thread_local=False, fallback_to_soft=False)
        try:
            with fsops.told_plainly(self.path):
                lock.acquire(timeout=timeout, poll_interval=0.02)
        except Timeout:
            raise UserError(
                "busy",
                N_("datafolder", "The program is open on this data already."),
                N_("datafolder", "Use the window that is open, or close it and try again."),
            ) from None
        return FolderLock(lock)

    def is_locked(self) -> bool:
        """True while a window (or a restore) has the folder."""
        if not (self.path / "data.lock").exists():
            return False
        try:
            self.lock(timeout=0).release()
        except UserError as error:
            if error.code == "busy":
                return True
            raise
        return False

    # -- details

    def _pointer_name(self) -> str | None:
        try:
            name = self._pointer.read_bytes().decode("ascii", "replace").strip()
        except FileNotFoundError:
            return None
        return name if _NAME.fullmatch(name) else None

    def _was_live(self, generation: Path) -> bool:
        return (generation / "live").exists()

    def _is_stale(self, leftover: Path) -> bool:
        return to_ms(SystemClock().now()) - leftover.stat().st_mtime * 1000 > _STALE_MS

    def _replaced_at(self, generation: Path) -> int:
        """When a generation stopped being live (ms); the far future when that is not known."""
        try:
            return int((generation / "live").read_text())
        except (OSError, ValueError):
            return 2**62

    def _mark_live(self, generation: Path) -> None:
        if not self._was_live(generation):
            (generation / "live").touch(0o600)

    def _set_aside_first_attempts(self) -> list[str]:
        moved = []
        with fsops.told_plainly(self.path):
            for gen in self.generations():
                fsops.make_dir(self.recovery)
                fsops.replace(gen, self.recovery / gen.name)
                moved.append(gen.name)
        return moved

    def _damaged(self, message: Text) -> UserError:
        return UserError(
            "damaged",
            message.fill(path=str(self.path)),
            N_("datafolder", "Nothing was changed. Restore a backup, or go back to an earlier state of the data."),
        )


def _held(lock_file: Path) -> bool:
    lock = FileLock(lock_file, thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:
        return False
    lock.release()
    return False
