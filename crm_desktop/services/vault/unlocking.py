"""Getting at the shop key: by what the person types, or by what the system's keyring remembers."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from crm_desktop.core import secrets
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, count_text
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup.keys import KeyStore, ShopKey, require_passphrase
from crm_desktop.services.vault import keyfile

FREE_TRIES = 5
LONGEST_PAUSE_S = 3600.0
_ONE_SECOND = N_("vault", "Too many wrong tries. Wait 1 more second.")
_SECONDS = N_("vault", "Too many wrong tries. Wait {n} more seconds.")


def unlock(data_dir: Path, secret: str, ctx: JobContext | None = None) -> ShopKey:
    """The shop key by passphrase or recovery code, in a child process. Raises ``wrong_passphrase``, ``damaged``."""
    folder = DataFolder(data_dir)
    key = KeyStore(folder).unlock(require_passphrase(secret), ctx)
    keyfile.live_key(folder, key)
    return key


def for_command(data_dir: Path, passphrase: Callable[[], str | None]) -> ShopKey | None:
    """What a command needs to open ``data_dir``: None for plain data, else by passphrase, else by keyring.

    Raises ``locked`` when neither is there, ``wrong_passphrase``.
    """
    if not keyfile.is_encrypted(data_dir):
        return None
    secret = passphrase()
    if secret is not None:
        return unlock(data_dir, secret)
    key = remembered(data_dir)
    if key is None:
        raise keyfile.locked()
    return key


def remembered(data_dir: Path) -> ShopKey | None:
    """The shop key that the system's keyring keeps. May be slow: call it outside the GUI thread."""
    store = KeyStore(DataFolder(data_dir))
    if not store.exists():
        return None
    public = store.public()
    kept = secrets.recall(_name(public.shop))
    key = ShopKey.parse(kept.encode()) if kept else None
    return key if key is not None and key.recipient == public.recipient else None


def remember(key: ShopKey) -> bool:
    """Keep the shop key in the system's keyring, for convenience; False where there is none that works."""
    return secrets.usable() and secrets.remember(_name(key.shop), key.text().decode())


def forget(data_dir: Path) -> None:
    store = KeyStore(DataFolder(data_dir))
    if store.exists():
        secrets.forget(_name(store.public().shop))


def _name(shop: str) -> str:
    return f"shop key {shop}"


class Throttle:
    """Slows down guessing: five tries are free, each further one costs a pause of 1, 2, 4 … minutes.

    In memory only: whoever restarts the program pays for the start, and the passphrase itself is slow to try.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._failed = 0
        self._until = 0.0

    def check(self) -> None:
        """Raise ``denied`` while a pause lasts."""
        left = self.seconds_left()
        if left > 0:
            raise UserError(
                "denied",
                count_text(left, _ONE_SECOND, _SECONDS),
                N_("vault", "The recovery code works too, after the pause."),
            )

    def seconds_left(self) -> int:
        return max(0, round(self._until - self._now() + 0.499))

    def failed(self) -> None:
        self._failed += 1
        if self._failed >= FREE_TRIES:
            self._until = self._now() + min(60.0 * 2 ** (self._failed - FREE_TRIES), LONGEST_PAUSE_S)

    def succeeded(self) -> int:
        """Start anew; returns how many wrong tries there were, for the log."""
        failed, self._failed, self._until = self._failed, 0, 0.0
        return failed
