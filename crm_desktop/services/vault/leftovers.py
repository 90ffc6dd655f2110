"""What of an encrypted shop still lies open on the disk, and removing it once a backup is verified."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from crm_desktop.core import fsops
from crm_desktop.core.datafolder import DATABASE, KEY_FILE, DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.services.vault import keyfile
from crm_desktop.services.vault.blobs import BlobStore


def plain_leftovers(folder: DataFolder) -> list[Path]:
    """Folders and files with the shop's data in plain, beside the encrypted live ones; none for a plain shop."""
    if not keyfile.is_encrypted(folder.path):
        return []
    live = folder.current()
    found = [gen for gen in folder.generations() if gen != live and _holds_plain(gen)]
    found += [place for place in sorted(folder.recovery.glob("[!.]*")) if place.is_dir() and _in_doubt(place)]
    return [*found, *BlobStore(folder.files).plain_ones()]


def sweep(folder: DataFolder) -> list[str]:
    """Remove them; the caller holds the folder's lock and has just seen a backup verified. Returns the names.

    A plain attachment goes only when its wrapped copy is there.
    """
    removed: list[str] = []
    with fsops.told_plainly(folder.path):
        for path in plain_leftovers(folder):
            if path.is_dir():
                fsops.remove_tree(path)
            elif path.with_name(path.name + ".age").is_file():
                fsops.unlink(path)
            else:
                continue
            removed.append(path.name)
    return removed


def tidy(folder: DataFolder, *, held: bool) -> None:
    """After a verified backup: :func:`sweep`, unless another window has the folder, which does it then itself."""
    if not plain_leftovers(folder):
        return
    if held:
        sweep(folder)
        return
    with suppress(UserError), folder.lock(timeout=0):
        sweep(folder)


def _holds_plain(generation: Path) -> bool:
    return keyfile.is_plain_file(generation / DATABASE)


def _in_doubt(place: Path) -> bool:
    """A copy set aside before a repair: what has no wrapped key may be a plain database with a damaged head."""
    return (place / DATABASE).exists() and not (place / KEY_FILE).exists()
