"""What the child processes of backing up and restoring do."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from crm_desktop.core import fsops
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text
from crm_desktop.services.backup import agefile, container, payload, snapshot
from crm_desktop.services.backup.child import Reporter
from crm_desktop.services.backup.keys import PublicKey, ShopKey, Slots, unlock, wrong_passphrase
from crm_desktop.services.backup.manifest import FORMAT_VERSION, Info, Manifest
from crm_desktop.services.vault import keyfile

_COPYING = N_("backup", "Copying the data")
_CHECKING = N_("backup", "Checking the copy")
_WRITING = N_("backup", "Encrypting and writing")
_READING = N_("backup", "Reading the backup")
_COMPARING = N_("backup", "Unpacking and comparing")
_CHECKING_READ = N_("backup", "Checking what was read")


@dataclass(frozen=True, slots=True)
class Order:
    """Everything that writing a backup needs: ``part`` is the new file, ``work`` an empty private folder.

    An encrypted database goes in as it is, with ``key_file``, its wrapped key: nothing of it ever lies open.
    """

    database: Path
    database_key: str | None
    key_file: bytes | None
    files: Path
    part: Path
    work: Path
    info: Info
    readme: bytes
    slots: Slots
    public: PublicKey


@dataclass(frozen=True, slots=True)
class Candidate:
    """A backup that was decrypted and checked in full: ``work`` holds ``crm.sqlite`` and ``files/``.

    ``migrated_from`` is the schema before the candidate was brought up to date, None when it was current.
    ``database_key`` is the raw key of its database, None for a plain one; ``key`` what opened the backup.
    """

    path: Path
    size: int
    work: Path
    manifest: Manifest
    slots: Slots
    key: ShopKey
    database_key: str | None = None
    migrated_from: int | None = None

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.key.recipient, self.key.auth, self.key.shop)

    @property
    def database(self) -> Path:
        return self.work / payload.DATABASE


def write_backup(reporter: Reporter, order: Order) -> tuple[int, Manifest]:
    """Write ``order.part`` and read it back in full. Returns its size and the manifest that was found in it.

    A part that is not complete is removed, also when the process that asked for it is gone.
    """
    try:
        return _write_and_check(reporter, order)
    except BaseException:
        order.part.unlink(missing_ok=True)
        raise


def _write_and_check(reporter: Reporter, order: Order) -> tuple[int, Manifest]:
    reporter.progress(0, 0, _COPYING)
    copy = order.work / payload.DATABASE
    snapshot.take(order.database, copy, order.database_key)
    reporter.progress(0, 0, _CHECKING)
    held = snapshot.inspect(copy, order.database_key, "none")  # it is checked in full when it is read back
    sources = {payload.DATABASE: copy}
    if order.key_file is not None:
        sources[payload.KEY] = order.work / payload.KEY
        fsops.write_new(sources[payload.KEY], order.key_file)
    sources |= payload.attachments(order.files)
    members = {name: payload.digest(path) for name, path in sources.items()}
    sizes = {name: member.size for name, member in members.items()}
    progress = _Progress(reporter, sum(sizes.values()), _WRITING)
    witness, witness_recipient = agefile.new_identity()
    info = replace(order.info, schema=held.schema, payload=sum(sizes.values()))
    small = {
        container.README: order.readme,
        container.INFO: info.to_bytes(),
        container.PASSPHRASE_KEY: order.slots.passphrase,
        container.RECOVERY_KEY: order.slots.recovery,
    }
    outer = container.Container(order.part, small, container.Entry(container.PAYLOAD, 0, 0, 0)).hashes()
    missing = payload.lacking(held.files, members)
    manifest = Manifest(info, held.counts, held.tables, members, outer, held.audit_head, missing)
    with fsops.told_plainly(order.part):
        with fsops.create(order.part) as file:
            stream = payload.chunks(manifest.to_bytes(order.public.auth), sources, sizes, progress)
            recipients = [order.public.recipient, witness_recipient]
            container.write(file, small, lambda out: agefile.encrypt(stream, out, recipients))
            fsops.sync(file)
        fsops.unlink(copy)
        size = order.part.stat().st_size
    key = ShopKey(witness, order.public.auth, order.public.shop)
    found = open_with_key(reporter, order.part, key, order.work / "check", order.database_key)
    if found != manifest:
        raise container.damaged(order.part)
    return size, found


def open_backup(
    reporter: Reporter,
    path: Path,
    secret: str,
    work: Path,
    local: Slots | None,
    depth: snapshot.Depth,
) -> Candidate:
    """Decrypt ``path`` into the empty folder ``work`` and check everything (``depth``: of the database).

    ``secret`` is the passphrase or recovery code that the backup was made under, or the present one of the same
    shop (``local``). Raises ``wrong_passphrase``, ``damaged``, ``bad_file``, ``newer_version``.
    """
    reporter.progress(0, 0, _READING)
    outer = container.read(path)
    info = public_info(outer.small[container.INFO], path)
    slots = Slots(outer.small[container.PASSPHRASE_KEY], outer.small[container.RECOVERY_KEY])
    key = unlock(reporter, slots, secret)
    if key is None and local is not None and local != slots:
        key = unlock(reporter, local, secret)
        if key is not None and key.shop != info.shop:
            key = None
    if key is None:
        raise wrong_passphrase(secret)
    manifest, database_key = _unpack(reporter, outer, key, work, None, depth)
    return Candidate(path, path.stat().st_size, work, manifest, slots, key, database_key)


def public_info(data: bytes, path: Path) -> Info:
    """Raises ``damaged``, or ``newer_version`` for a format that this program does not know yet."""
    try:
        info = Info.parse(data)
    except ValueError:
        raise container.damaged(path) from None
    if info.version > FORMAT_VERSION:
        raise newer_version()
    return info


def newer_version() -> UserError:
    return UserError(
        "newer_version",
        N_("backup", "This backup was made by a newer version of CRM Desktop."),
        N_("backup", "Install the newest version, then restore it. Nothing was changed."),
    )


def open_with_key(reporter: Reporter, path: Path, key: ShopKey, work: Path, database_key: str | None) -> Manifest:
    """Check a whole backup file into the empty folder ``work``. Raises ``damaged``, ``bad_file``."""
    reporter.progress(0, 0, _READING)
    return _unpack(reporter, container.read(path), key, work, database_key, "whole")[0]


def _unpack(
    reporter: Reporter,
    outer: container.Container,
    key: ShopKey,
    work: Path,
    database_key: str | None,
    depth: snapshot.Depth,
) -> tuple[Manifest, str | None]:
    """Decrypt and compare everything with everything; ``work`` holds the members afterwards.

    ``database_key`` is given where it is known, else it is found with ``key``; it is returned too.
    """
    path = outer.path
    with fsops.told_plainly(work):
        fsops.make_dir(work)
        packed = work / "data.tar.zst"
        with path.open("rb") as file:
            if not agefile.decrypt(file, outer.payload.data_at, outer.payload.size, packed, key.identity):
                raise container.damaged(path)
        try:
            manifest = payload.read_manifest(packed, key.auth)
            if dict(manifest.outer) != outer.hashes() or manifest.info != public_info(
                outer.small[container.INFO], path
            ):
                raise container.damaged(path)
            total = sum(member.size for member in manifest.members.values())
            fsops.require_space(work, total)
            payload.unpack(packed, manifest, work, _Progress(reporter, total, _COMPARING))
        except payload.Damaged:
            raise container.damaged(path) from None
        fsops.unlink(packed)
    reporter.progress(0, 0, _CHECKING_READ)
    if payload.KEY not in manifest.members:
        database_key = None
    elif database_key is None:
        database_key = keyfile.unseal((work / payload.KEY).read_bytes(), key.identity)
        if database_key is None:
            raise container.damaged(path)
    held = snapshot.inspect(work / payload.DATABASE, database_key, depth, mapped=True)
    if held.counts != dict(manifest.counts) or held.audit_head != manifest.audit_head:
        raise container.damaged(path)
    missing = payload.lacking(held.files, manifest.members)
    return replace(manifest, missing=missing), database_key


def discard(work: Path) -> None:
    """Remove what a candidate holds."""
    shutil.rmtree(work, ignore_errors=True)


class _Progress:
    """Adds up bytes for the reporter."""

    def __init__(self, reporter: Reporter, total: int, text: Text) -> None:
        self._reporter, self._total, self._text, self._done = reporter, total, text, 0

    def __call__(self, count: int) -> None:
        self._done += count
        self._reporter.progress(min(self._done, self._total), self._total, self._text)
