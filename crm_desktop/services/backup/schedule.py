"""When a backup is due, the light that tells how well the data are kept, and the automatic run itself."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from crm_desktop.core import fsops
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text, count_text
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.settings import SHOP_NAME
from crm_desktop.services.backup import create as creating
from crm_desktop.services.backup import rotation, second
from crm_desktop.services.backup.catalog import Catalog, Entry
from crm_desktop.services.backup.create import BackupResult
from crm_desktop.services.backup.keys import KeyStore
from crm_desktop.services.backup.second import SecondPlace
from crm_desktop.services.vault import leftovers, stored

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

EVERY = timedelta(hours=4)
BEFORE_BULK = timedelta(hours=1)
DRILL_EVERY = timedelta(days=30)
_AMBER, _RED = timedelta(days=2), timedelta(days=7)

Level = Literal["none", "good", "warn", "bad"]
Remedy = Literal["backup", "second", "past"]
"""What helps: making a backup, connecting the drive of the second place (or choosing another), or looking into an
earlier state, which still has what is missing now."""


NOTHING_TO_DO = N_("backup", "Your data is safe: the newest backup was read back in full.")
_NO_BACKUP = N_("backup", "There is no backup yet. If this computer breaks, everything is lost.")
_UNREACHABLE = N_("backup", "None of the backups can be reached now: their drive is away or they were removed.")
_OLD = N_("backup", "The newest backup is {ago}. What was entered since would be lost with this computer.")
_AWAY = N_("backup", "{drive} is not connected, so the newest backup lies on this computer only.")
_NOT_COPIED = N_("backup", "The newest backup is not on {drive} yet, so it lies on this computer only.")
_LACKS = N_(
    "backup",
    "{files} is missing on this computer, so the newest backups lack it and don't count as checked. Bring it back from "
    "an earlier state, or remove it from its record.",
)
_OPEN_COPIES = N_("backup", "Older copies of the data still lie open on this disk. The next backup removes them.")


@dataclass(frozen=True, slots=True)
class HealthLight:
    """``level`` none (no key yet), good, warn or bad; ``text`` says why in a few words, ``detail`` more, ``sentence``
    all of it for whoever asks, and ``remedy`` what the one button does."""

    level: Level
    text: Text
    detail: Text
    last: Entry | None = None
    sentence: Text = NOTHING_TO_DO
    remedy: Remedy = "backup"


def backup_due(now: datetime, last: Entry | None, changes: int, *, after: timedelta = EVERY) -> bool:
    """Whether something changed since the ``last`` backup that was read back and that one is older than ``after``.

    ``changes`` is the number of the newest change in the data.
    """
    if last is None:
        return changes > 0
    if changes == last.changes:
        return False
    age = now - rotation.moment(last)
    return age >= after or age < timedelta(0)


def newest_verified(entries: Sequence[Entry]) -> Entry | None:
    """The last backup that was read back and lacks nothing, by number."""
    return max((entry for entry in entries if entry.verified), key=lambda entry: entry.sequence, default=None)


def newest_read(entries: Sequence[Entry]) -> Entry | None:
    """The last backup that was read back, also one that lacks a file, by number."""
    return max((entry for entry in entries if entry.read_back), key=lambda entry: entry.sequence, default=None)


def health(
    entries: Sequence[Entry],
    now: datetime,
    changes: int,
    *,
    has_key: bool,
    place: SecondPlace | None = None,
    open_copies: bool = False,
    missing: Sequence[str] = (),
) -> HealthLight:
    """The light for the foot of the navigation. ``entries`` are the backups that can be reached now, ``place`` is the
    second one where there is one, ``open_copies`` that an encrypted shop still has plain copies, ``missing`` the names
    of files that records have and this computer lacks."""
    light = _age_light(entries, now, changes, has_key=has_key)
    if missing and has_key:
        return _lacking_light(light, missing)
    if light.level != "good" or light.last is None:
        return light
    if place is not None and place.behind:
        sentence = (_NOT_COPIED if place.reachable else _AWAY).fill(drive=place.drive)
        short = N_("backup", "Not on {drive} yet") if place.reachable else N_("backup", "{drive} is missing")
        return replace(light, level="warn", detail=short.fill(drive=place.drive), sentence=sentence, remedy="second")
    if open_copies:
        return replace(light, level="warn", detail=N_("backup", "Open copies remain"), sentence=_OPEN_COPIES)
    if place is not None:
        age = max(now - rotation.moment(light.last), timedelta(0))
        detail = N_("backup", "{ago}, also on {drive}").fill(ago=_ago(age), drive=place.drive)
        return replace(light, detail=detail)
    return light


def _age_light(entries: Sequence[Entry], now: datetime, changes: int, *, has_key: bool) -> HealthLight:
    last = newest_verified(entries)
    if last is None:
        if not has_key:
            advice = N_("backup", "Choose a passphrase and back up")
            level: Level = "none" if changes == 0 else "warn"
            return HealthLight(level, N_("backup", "No backup yet"), advice, None, _NO_BACKUP)
        unreachable = N_("backup", "No backup can be reached")
        return HealthLight("bad", unreachable, N_("backup", "Back up now"), None, _UNREACHABLE)
    age = max(now - rotation.moment(last), timedelta(0))
    if changes == last.changes:
        return HealthLight("good", N_("backup", "Backed up"), N_("backup", "Everything is in the last backup"), last)
    if age < _AMBER:
        return HealthLight("good", N_("backup", "Backed up"), _ago(age), last)
    level = "bad" if age >= _RED else "warn"
    return HealthLight(level, N_("backup", "Backup is old"), _ago(age), last, _OLD.fill(ago=_ago(age)))


def _lacking_light(light: HealthLight, missing: Sequence[str]) -> HealthLight:
    more = N_("backup", "{name} and {n} more").fill(name=missing[0], n=len(missing) - 1)
    files: Text | str = missing[0] if len(missing) == 1 else more
    return replace(
        light,
        level="bad" if light.level == "bad" else "warn",
        text=N_("backup", "A file is missing"),
        detail=N_("backup", "The backups lack it"),
        sentence=_LACKS.fill(files=files),
        remedy="past",
    )


def _ago(age: timedelta) -> Text:
    if age < timedelta(minutes=1):
        return N_("backup", "just now")
    minutes = int(age.total_seconds() // 60)
    if minutes < 60:
        return count_text(minutes, N_("backup", "1 minute ago"), N_("backup", "{n} minutes ago"))
    if minutes < 48 * 60:
        return count_text(minutes // 60, N_("backup", "1 hour ago"), N_("backup", "{n} hours ago"))
    return count_text(minutes // 1440, N_("backup", "1 day ago"), N_("backup", "{n} days ago"))


def current_health(services: Services) -> HealthLight:
    """The light for an open data folder."""
    folder = DataFolder(services.data_dir, services.clock)
    entries = Catalog(folder).available()
    return health(
        entries,
        services.clock.now(),
        creating.last_change(services.db),
        has_key=KeyStore(folder).exists(),
        place=second.look(folder),
        open_copies=services.encrypted and bool(leftovers.plain_leftovers(folder)),
        missing=_missing_files(services, newest_read(entries)),
    )


def _missing_files(services: Services, last: Entry | None) -> list[str]:
    """Names of the files that are not there, or not as they were when the ``last`` backup was made."""
    return list(stored.gone(services.db, services.blobs, last.missing if last else ()).values())


def automatic(
    services: Services,
    kind: str = "auto",
    *,
    after: timedelta = EVERY,
    force: bool = False,
    ctx: JobContext | None = None,
) -> BackupResult | None:
    """Back up into ``backups/`` when it is due, then let old automatic backups go; None when it was not due.

    ``kind`` is ``auto``, ``exit`` (with ``after`` zero), ``pre-import`` or ``pre-migration``; ``force`` makes one in
    any case. Nothing happens before the shop has a key. Raises what ``create.create`` raises.
    """
    folder = DataFolder(services.data_dir, services.clock)
    if not KeyStore(folder).exists():
        return None
    catalog = Catalog(folder)
    now, changes = services.clock.now(), creating.last_change(services.db)
    last = newest_read(catalog.available())
    mended = last is not None and bool(last.missing) and not _missing_files(services, last)
    if not force and not mended and not backup_due(now, last, changes, after=after):
        return None
    sequence = catalog.read().sequence + 1
    name = creating.file_name(services.settings.get(SHOP_NAME), now, sequence, kind)
    fsops.make_dir(folder.backups)
    result = creating.create(
        folder,
        folder.backups / name,
        None,
        clock=services.clock,
        database_key=services.db.key,
        kind=kind,
        changes=changes,
        ctx=ctx,
    )
    if result.verified:
        leftovers.tidy(folder, held=services.holds_lock)
    with suppress(UserError):  # the light tells when the second place lacks it
        second.catch_up(folder, ctx)
    rotate(folder, now)
    return result


def exit_due(services: Services) -> bool:
    """Whether closing now should make a backup first: something changed since the last one. Asks no other drive."""
    return _due_here(services, timedelta(0))


def bulk_due(services: Services) -> bool:
    """Whether a change of many records should make a backup first. Asks no other drive."""
    return _due_here(services, BEFORE_BULK)


def _due_here(services: Services, after: timedelta) -> bool:
    folder = DataFolder(services.data_dir, services.clock)
    if not KeyStore(folder).exists():
        return False
    here = [entry for entry in Catalog(folder).read().backups if entry.file.parent == folder.backups]
    last = newest_read(here)
    return backup_due(services.clock.now(), last, creating.last_change(services.db), after=after)


def drill_due(folder: DataFolder, now: datetime) -> bool:
    """Whether it is time to practise restoring: monthly, once there is a verified backup a day old."""
    state = Catalog(folder).read()
    if state.drilled:
        return now.timestamp() * 1000 - state.drilled > DRILL_EVERY.total_seconds() * 1000
    return any(entry.verified and now - rotation.moment(entry) > timedelta(days=1) for entry in state.backups)


def drilled(folder: DataFolder, now: datetime) -> None:
    """Note that restoring was practised."""
    with Catalog(folder).changing() as state:
        state.drilled = int(now.timestamp() * 1000)


def rotate(folder: DataFolder, now: datetime) -> rotation.Plan:
    """Remove what :func:`rotation.plan` lets go, in ``backups/`` and in the second place; returns the former's plan."""
    catalog = Catalog(folder)
    state = catalog.read()
    removed: set[str] = set()
    decided = rotation.Plan(())
    for place in (Path(state.second) if state.second else None, folder.backups):
        own = [entry for entry in state.backups if entry.file.parent == place and entry.file.is_file()]
        decided = rotation.plan(own, now, frozen_until_ms=state.frozen_until)
        for entry in decided.remove:
            with suppress(OSError):
                fsops.unlink(entry.file)
                removed.add(entry.path)
    if removed:
        with suppress(UserError):
            catalog.forget(removed)
    return decided
