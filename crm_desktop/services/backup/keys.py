"""The shop key: one age identity, wrapped by the passphrase and by the recovery code.

``keys/passphrase.age`` and ``keys/recovery.age`` are age passphrase files that hold the identity and, as a comment,
the key that authenticates backups. ``keys/recipient`` has the public half, so that backups need no passphrase;
``keys/auth`` the authentication key for the same reason (it guards against forged backups, it opens nothing).
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from crm_desktop.core import fsops
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import agefile, child, recovery_code

PASSPHRASE_SLOT, RECOVERY_SLOT = "passphrase.age", "recovery.age"
_AUTH = "# auth: "
_SHOP = "# shop: "
_IDENTITY = "AGE-SECRET-KEY-1"


@dataclass(frozen=True, slots=True, repr=False)
class ShopKey:
    """``identity`` opens every backup of the shop, ``auth`` proves that a backup was made by it (hex)."""

    identity: str
    auth: str
    shop: str

    @property
    def recipient(self) -> str:
        return agefile.recipient_of(self.identity)

    def text(self) -> bytes:
        """As it stands inside a slot: an age identity file."""
        return (
            "# The key of a shop's CRM Desktop data. Whoever has it can read every backup.\n"
            f"{_SHOP}{self.shop}\n{_AUTH}{self.auth}\n{self.identity}\n"
        ).encode()

    @staticmethod
    def parse(text: bytes) -> ShopKey | None:
        found: dict[str, str] = {}
        for line in text.decode("utf-8", "replace").splitlines():
            for mark in (_AUTH, _SHOP, _IDENTITY):
                if line.startswith(mark):
                    found[mark] = line.strip() if mark == _IDENTITY else line[len(mark) :].strip()
        if len(found) < 3:
            return None
        return ShopKey(found[_IDENTITY], found[_AUTH], found[_SHOP])


@dataclass(frozen=True, slots=True, repr=False)
class PublicKey:
    """What unattended backups need."""

    recipient: str
    auth: str
    shop: str


@dataclass(frozen=True, slots=True, repr=False)
class Slots:
    """The two wrapped copies of the key, as bytes of age files."""

    passphrase: bytes
    recovery: bytes


class KeyStore:
    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder.keys
        self._recipient = self.folder / "recipient"
        self._auth = self.folder / "auth"

    def exists(self) -> bool:
        """Whether this shop has a key. A key is complete once its public half is written, which comes last."""
        return self._recipient.exists()

    def public(self) -> PublicKey:
        try:
            raw = json.loads(self._recipient.read_text("utf-8"))
            return PublicKey(str(raw["recipient"]), self._auth.read_text("ascii").strip(), str(raw["shop"]))
        except (OSError, ValueError, KeyError) as error:
            raise _keys_damaged(self.folder) from error

    def slots(self) -> Slots:
        try:
            return Slots(
                (self.folder / PASSPHRASE_SLOT).read_bytes(),
                (self.folder / RECOVERY_SLOT).read_bytes(),
            )
        except FileNotFoundError as error:
            raise _keys_damaged(self.folder) from error

    def create(self, passphrase: str, ctx: JobContext | None = None) -> str:
        """Make the shop's key and return the recovery code, which is not kept anywhere. Takes some 6 seconds."""
        require_passphrase(passphrase)
        code = recovery_code.generate()
        made = child.run(_make_key, clean(passphrase), code, ctx=ctx)
        with self._alone(), fsops.told_plainly(self.folder):
            if self.exists():
                raise UserError("busy", N_("backup", "Another backup is setting the passphrase just now."))
            self.install(made)
        key: ShopKey | None = child.run(_unlock_slots, self.slots(), clean(passphrase), code, ctx=ctx)
        if key is None or key.recipient != made[2].recipient:
            fsops.unlink(self._recipient)
            raise _keys_damaged(self.folder)
        return code

    def install(self, made: tuple[bytes, bytes, PublicKey]) -> None:
        """Write a whole new set of key files; the last one makes it count."""
        passphrase_slot, recovery_slot, public = made
        fsops.make_dir(self.folder)
        fsops.write_atomic(self.folder / PASSPHRASE_SLOT, passphrase_slot)
        fsops.write_atomic(self.folder / RECOVERY_SLOT, recovery_slot)
        fsops.write_atomic(self._auth, public.auth.encode("ascii"))
        note = json.dumps({"recipient": public.recipient, "shop": public.shop})
        fsops.write_atomic(self._recipient, note.encode())

    def remove(self) -> None:
        """Forget a key that no backup was made with."""
        for path in (self._recipient, self._auth, self.folder / PASSPHRASE_SLOT, self.folder / RECOVERY_SLOT):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def unlock(self, secret: str, ctx: JobContext | None = None) -> ShopKey:
        """The key by passphrase or recovery code. Raises ``wrong_passphrase``."""
        require_passphrase(secret)
        key: ShopKey | None = child.run(unlock, self.slots(), secret, ctx=ctx)
        if key is None:
            raise wrong_passphrase(secret)
        return key

    def change_passphrase(self, old: str, new: str, ctx: JobContext | None = None) -> None:
        """Wrap the key anew: ``old`` (or the recovery code) opens it, ``new`` opens it from now on.

        The new slot is written beside the old one, read back and opened before it takes its place.
        """
        require_passphrase(new)
        key = self.unlock(old, ctx)
        self._renew(PASSPHRASE_SLOT, key, clean(new), ctx)

    def new_recovery_code(self, passphrase: str, ctx: JobContext | None = None) -> str:
        """A fresh recovery code in place of the old one; older backups still open with the older code."""
        key = self.unlock(passphrase, ctx)
        code = recovery_code.generate()
        self._renew(RECOVERY_SLOT, key, code, ctx)
        return code

    def _renew(self, slot: str, key: ShopKey, secret: str, ctx: JobContext | None) -> None:
        path, fresh = self.folder / slot, self.folder / f".{slot}.new"
        blob = child.run(_wrap, key, secret, ctx=ctx)
        with self._alone(), fsops.told_plainly(self.folder):
            fsops.unlink(fresh)
            fsops.write_new(fresh, blob)
            try:
                if child.run(_open_file, fresh, secret, ctx=ctx) != key:
                    raise _keys_damaged(self.folder)
                fsops.replace(fresh, path)
            except BaseException:
                fresh.unlink(missing_ok=True)
                raise
            with suppress(OSError):  # the new slot is in force: whoever waits for it must be told so
                fsops.sync_dir(self.folder)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time writes key files."""
        with fsops.told_plainly(self.folder):
            fsops.make_dir(self.folder)
            lock = FileLock(self.folder / ".lock", mode=0o600, thread_local=False, fallback_to_soft=False)
            try:
                lock.acquire(timeout=30)
            except Timeout:
                raise UserError("busy", N_("backup", "Another program is changing the keys just now.")) from None
        try:
            yield
        finally:
            lock.release()


def clean(passphrase: str) -> str:
    """The same bytes for the same passphrase on every system."""
    return unicodedata.normalize("NFC", passphrase)


def require_passphrase(passphrase: str | None) -> str:
    """Raise ``wrong_passphrase`` for a missing or empty one."""
    if passphrase is None or not passphrase.strip():
        raise UserError(
            "wrong_passphrase",
            N_("backup", "A passphrase is needed."),
            N_("backup", "Type the passphrase of the backup, or its recovery code."),
        )
    return passphrase


def wrong_passphrase(secret: str) -> UserError:
    if recovery_code.looks_like(secret) and recovery_code.parse(secret) is None:
        return UserError(
            "wrong_passphrase",
            N_("backup", "The recovery code has a typing error."),
            N_("backup", "Compare it with the printed one, group by group."),
        )
    return UserError(
        "wrong_passphrase",
        N_("backup", "The passphrase is wrong."),
        N_("backup", "Type it again (mind capital letters), or use the recovery code."),
    )


def unlock(reporter: child.Reporter, slots: Slots, secret: str) -> ShopKey | None:
    """In the child: open one of the slots with a passphrase or recovery code."""
    reporter.progress(0, 0, N_("backup", "Checking the passphrase"))
    code = recovery_code.parse(secret)
    if code is not None:
        opened = agefile.unwrap(slots.recovery, code)
        if opened is not None:
            return ShopKey.parse(opened)
    opened = agefile.unwrap(slots.passphrase, clean(secret))
    return ShopKey.parse(opened) if opened is not None else None


def _make_key(reporter: child.Reporter, passphrase: str, code: str) -> tuple[bytes, bytes, PublicKey]:
    reporter.progress(0, 0, N_("backup", "Making the key of the shop"))
    identity, recipient = agefile.new_identity()
    key = ShopKey(identity, secrets.token_hex(32), secrets.token_hex(8))
    public = PublicKey(recipient, key.auth, key.shop)
    return agefile.wrap(key.text(), passphrase), agefile.wrap(key.text(), code), public


def _unlock_slots(reporter: child.Reporter, slots: Slots, passphrase: str, code: str) -> ShopKey | None:
    """The key when both slots open and agree."""
    reporter.progress(0, 0, N_("backup", "Checking the key of the shop"))
    by_code, by_passphrase = agefile.unwrap(slots.recovery, code), agefile.unwrap(slots.passphrase, passphrase)
    if by_code is None or by_code != by_passphrase:
        return None
    return ShopKey.parse(by_code)


def _wrap(reporter: child.Reporter, key: ShopKey, secret: str) -> bytes:
    reporter.progress(0, 0, N_("backup", "Wrapping the key of the shop"))
    return agefile.wrap(key.text(), secret)


def _open_file(reporter: child.Reporter, path: Path, secret: str) -> ShopKey | None:
    reporter.progress(0, 0, N_("backup", "Checking the key of the shop"))
    opened = agefile.unwrap(path.read_bytes(), secret)
    return ShopKey.parse(opened) if opened is not None else None


def _keys_damaged(folder: Path) -> UserError:
    return UserError(
        "damaged",
        N_("backup", "The key files in {path} are damaged or missing.").fill(path=str(folder)),
        N_("backup", "Copy them from a backup: each one holds them."),
    )
