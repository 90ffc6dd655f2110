"""When a backup is due, the light that tells how well the data are kept, and the automatic run itself."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from crm_desktop.core import fsops
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text, count_text
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.settings import SHOP_NAME
from crm_desktop.services.backup import create as creating
from crm_desktop.services.backup import rotation
from crm_desktop.services.backup.catalog import Catalog, Entry
from crm_desktop.services.backup.create import BackupResult
from crm_desktop.services.backup.keys import KeyStore
from crm_desktop.services.vault import leftovers

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

EVERY = timedelta(hours=4)
BEFORE_BULK = timedelta(hours=1)
_AMBER, _RED = timedelta(days=2), timedelta(days=7)

Level = Literal["none", "good", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class HealthLight:
    """``level`` none (no key yet), good, warn or bad; ``text`` says why in a few words, ``detail`` what to do."""

    level: Level
    text: Text
    detail: Text
    last: Entry | None = None


def backup_due(now: datetime, last: Entry | None, changes: int, *, after: timedelta = EVERY) -> bool:
    """Whether something changed since the ``last`` verified backup and that one is older than ``after``.

    ``changes`` is the number of the newest change in the data.
    """
    if last is None:
        return changes > 0
    if changes == last.changes:
        return False
    age = now - rotation.moment(last)
    return age >= after or age < timedelta(0)


def newest_verified(entries: Sequence[Entry]) -> Entry | None:
    """The last backup that was read back, by number."""
    return max((entry for entry in entries if entry.verified), key=lambda entry: entry.sequence, default=None)


def health(entries: Sequence[Entry], now: datetime, changes: int, *, has_key: bool) -> HealthLight:
    """The light for the foot of the navigation. ``entries`` are the backups that can be reached now."""
    last = newest_verified(entries)
    if last is None:
        if not has_key:
            advice = N_("backup", "Choose a passphrase and back up")
            return HealthLight("none" if changes == 0 else "warn", N_("backup", "No backup yet"), advice)
        return HealthLight("bad", N_("backup", "No backup can be reached"), N_("backup", "Back up now"))
    age = max(now - rotation.moment(last), timedelta(0))
    if changes == last.changes:
        return HealthLight("good", N_("backup", "Backed up"), N_("backup", "Everything is in the last backup"), last)
    if age < _AMBER:
        return HealthLight("good", N_("backup", "Backed up"), _ago(age), last)
    level: Level = "bad" if age >= _RED else "warn"
    return HealthLight(level, N_("backup", "Backup is old"), _ago(age), last)


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
    return health(
        Catalog(folder).available(),
        services.clock.now(),
        creating.last_change(services.db),
        has_key=KeyStore(folder).exists(),
    )


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
    if not force and not backup_due(now, newest_verified(catalog.available()), changes, after=after):
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
    leftovers.tidy(folder, held=services.holds_lock)
    rotate(folder, now)
    return result


def rotate(folder: DataFolder, now: datetime) -> rotation.Plan:
    """Remove what :func:`rotation.plan` lets go, among the files in ``backups/`` only."""
    catalog = Catalog(folder)
    state = catalog.read()
    own = [entry for entry in state.backups if entry.file.parent == folder.backups and entry.file.is_file()]
    decided = rotation.plan(own, now, frozen_until_ms=state.frozen_until)
    removed: set[str] = set()
    for entry in decided.remove:
        with suppress(OSError):
            fsops.unlink(entry.file)
            removed.add(entry.path)
    if removed:
        with suppress(UserError):
            catalog.forget(removed)
    return decided
