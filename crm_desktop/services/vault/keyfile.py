"""The key of an encrypted database: 32 random bytes, wrapped for the shop key in ``database.age``.

Each encrypted generation carries its own, so that it changes together with the database; ``keys/database.age`` is a
copy of the live one for people and for a generation that lost its own. The stock ``age`` program opens both.
"""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.core import fsops
from crm_desktop.core.datafolder import DATABASE, KEY_FILE, DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_

if TYPE_CHECKING:
    from crm_desktop.services.backup.keys import ShopKey

_KEY = re.compile(rb"[0-9a-f]{64}\n?")


def new_key() -> str:
    """A fresh raw key, as hex."""
    return secrets.token_hex(32)


def seal(raw: str, recipient: str) -> bytes:
    """The age file that holds the raw key ``raw`` for whoever has the shop key."""
    from crm_desktop.services.backup import agefile

    return agefile.seal(raw.encode("ascii") + b"\n", recipient)


def unseal(blob: bytes, identity: str) -> str | None:
    """The raw key, or None when the file is damaged or made for another shop key."""
    from crm_desktop.services.backup import agefile

    found = agefile.unseal(blob, identity)
    return found.decode("ascii").strip() if found is not None and _KEY.fullmatch(found) else None


def write(folder: Path, blob: bytes) -> None:
    """Put the wrapped key into ``folder``, durably."""
    fsops.make_dir(folder)
    fsops.write_atomic(folder / KEY_FILE, blob)


def raw_key(folder: DataFolder, generation: Path, key: ShopKey | None) -> str | None:
    """The raw key of a generation's database, None when that is plain.

    Raises ``locked`` without ``key``, ``damaged`` when no key file opens with it.
    """
    files = folder.key_files(generation)
    if not files:
        return None
    if key is None:
        raise locked()
    for file in files:
        try:
            found = unseal(file.read_bytes(), key.identity)
        except OSError:
            continue
        if found is not None:
            return found
    raise UserError(
        "damaged",
        N_("vault", "The key file of the encrypted database is damaged or belongs to another shop."),
        N_("vault", "Nothing was changed. Restore a backup: each one holds the key."),
    )


def live_key(folder: DataFolder, key: ShopKey | None) -> str | None:
    """:func:`raw_key` of the live generation; None too where there is none."""
    try:
        generation = folder.current()
    except UserError:
        return None
    return raw_key(folder, generation, key)


def live_key_or_none(folder: DataFolder, key: ShopKey | None) -> str | None:
    """The same, None where it can't be had: for what is only a precaution."""
    try:
        return live_key(folder, key)
    except UserError:
        return None


def is_encrypted(data_dir: Path) -> bool:
    """Whether the live database of a folder is encrypted. Reads a few bytes only."""
    folder = DataFolder(data_dir)
    try:
        return bool(folder.key_files(folder.current()))
    except UserError:
        return False


def is_plain_file(database: Path) -> bool:
    """Whether a file is a database that anybody can read."""
    try:
        with database.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def carry_over(old: Path, new: Path) -> None:
    """Give a new generation the wrapped key of the one it was copied from; nothing for a plain one."""
    if (old / KEY_FILE).is_file():
        fsops.write_atomic(new / KEY_FILE, (old / KEY_FILE).read_bytes())


def publish_live(folder: DataFolder) -> None:
    """Keep the copy in ``keys/`` in step with the live generation, after a flip."""
    generation = folder.current()
    copy = folder.keys / KEY_FILE
    if is_plain_file(generation / DATABASE):
        fsops.unlink(copy)
    elif (generation / KEY_FILE).is_file():
        blob = (generation / KEY_FILE).read_bytes()
        if not copy.is_file() or copy.read_bytes() != blob:
            write(folder.keys, blob)


def locked() -> UserError:
    return UserError(
        "locked",
        N_("vault", "The shop's data is locked."),
        N_("vault", "Give the passphrase or the recovery code."),
    )
