"""Where rows come from that a damaged database does not give up: the newest sound older state of the same data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.core.clock import from_ms
from crm_desktop.core.datafolder import DATABASE, DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import child, restore, snapshot
from crm_desktop.services.backup.catalog import Catalog
from crm_desktop.services.backup.keys import KeyStore
from crm_desktop.services.upkeep.salvage import Donor
from crm_desktop.services.vault import keyfile

if TYPE_CHECKING:
    from crm_desktop.services.backup.keys import ShopKey

_MOST_TRIES = 3


@contextmanager
def newest_donor(
    folder: DataFolder, secret: str | None, key: ShopKey | None, ctx: JobContext | None = None
) -> Iterator[Donor | None]:
    """The newest backup that opens with ``secret`` and is of this shop, else the newest sound generation, else None.

    ``key`` opens encrypted generations.
    """
    with folder.work_dir() as place:
        yield _from_backup(folder, secret, place, ctx) or _from_generation(folder, key, place, ctx)


def _from_backup(folder: DataFolder, secret: str | None, place: Path, ctx: JobContext | None) -> Donor | None:
    keys = KeyStore(folder)
    if not secret or not keys.exists():
        return None
    shop = keys.public().shop
    for number, entry in enumerate(Catalog(folder).available()[:_MOST_TRIES]):
        within = place / str(number)
        within.mkdir()
        try:
            opened = restore.open_candidate(folder, entry.file, secret, within, ctx=ctx)
        except UserError:
            continue
        if opened.manifest.info.shop == shop:
            return Donor(opened.database, opened.database_key, opened.manifest.info.created)
    return None


def _from_generation(folder: DataFolder, key: ShopKey | None, place: Path, ctx: JobContext | None) -> Donor | None:
    for generation in restore.earlier(folder)[:_MOST_TRIES]:
        try:
            raw = keyfile.raw_key(folder, generation, key)
            copy = place / f"{generation.name}.db"
            snapshot.take(generation / DATABASE, copy, raw)
            snapshot.inspect(copy, raw, "quick")
            child.run(restore.bring_up_to_date, copy, raw, ctx=ctx)
        except UserError:
            continue
        until = (generation / "live").read_text()
        made = from_ms(int(until)).isoformat(timespec="seconds") if until.isdigit() else generation.name
        return Donor(copy, raw, made)
    return None
