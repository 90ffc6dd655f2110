"""Turning encryption at rest on, off or over to a fresh key: a new generation each time, the old one kept at first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crm_desktop.core import fsops
from crm_desktop.core.datafolder import DATABASE, DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup.keys import KeyStore, ShopKey
from crm_desktop.services.backup.restore import writers_out
from crm_desktop.services.vault import keyfile, rekey
from crm_desktop.services.vault.blobs import BlobStore

_ENCRYPTING = N_("vault", "Encrypting the data")
_DECRYPTING = N_("vault", "Taking the encryption off")


def encrypt(folder: DataFolder, key: ShopKey, *, held: bool = False, ctx: JobContext | None = None) -> str:
    """Encrypt the live data, or give encrypted ones a fresh key; returns the new generation's name.

    The plain generation stays until :func:`crm_desktop.services.vault.leftovers.sweep` after the next verified
    backup. Raises ``busy``, ``disk_full``, ``damaged``, ``wrong_passphrase`` for the key of another shop.
    """
    public = KeyStore(folder).public()
    if key.recipient != public.recipient:
        raise UserError("wrong_passphrase", N_("vault", "This key belongs to another shop."))
    ctx = ctx or JobContext()
    ctx.progress(0, 0, _ENCRYPTING)
    raw = keyfile.new_key()
    blob = keyfile.seal(raw, public.recipient)
    if keyfile.unseal(blob, key.identity) != raw:
        raise UserError("damaged", N_("vault", "The key of the database could not be wrapped."))
    blobs = BlobStore(folder.files, public.recipient, key.identity)
    with _replacing(folder, key, "encrypt", held) as (source, source_key, generation):
        keyfile.write(generation, blob)
        rekey.export(source, source_key, generation / DATABASE, raw)
        ctx.check()
        for path in blobs.plain_ones():
            blobs.add(path.name, path.read_bytes())
        ctx.check()
    return generation.name


def decrypt(folder: DataFolder, key: ShopKey, *, held: bool = False, ctx: JobContext | None = None) -> str:
    """Let the live data lie open again; returns the new generation's name. Raises like :func:`encrypt`."""
    ctx = ctx or JobContext()
    ctx.progress(0, 0, _DECRYPTING)
    wrapped = BlobStore(folder.files, None, key.identity)
    with _replacing(folder, key, "decrypt", held) as (source, source_key, generation):
        rekey.export(source, source_key, generation / DATABASE, None)
        for path in wrapped.wrapped_ones():
            data = wrapped.read(path.stem)
            if data is not None:
                wrapped.add(path.stem, data)
        ctx.check()
    return generation.name


@contextmanager
def _replacing(folder: DataFolder, key: ShopKey, reason: str, held: bool) -> Iterator[tuple[Path, str | None, Path]]:
    """``(live database, its raw key, new generation)``: what the block fills becomes live at its end."""
    lock = None if held else folder.lock()
    try:
        source = folder.database_path()
        raw = keyfile.raw_key(folder, source.parent, key)
        fsops.require_space(folder.path, 2 * source.stat().st_size)
        generation = folder.new_generation(reason)
        try:
            with fsops.told_plainly(folder.path), writers_out(folder, raw):
                yield source, raw, generation
                (generation / DATABASE).chmod(0o600)
                folder.flip(generation)
        except BaseException:
            if folder.current() != generation:
                fsops.remove_tree(generation)
            raise
        with fsops.told_plainly(folder.path):
            keyfile.publish_live(folder)
    finally:
        if lock is not None:
            lock.release()
