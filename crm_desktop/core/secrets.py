"""The system's own store of secrets, for convenience only: nothing depends on it, backups least of all.

Only stores that really keep a secret count (Windows, macOS, Secret Service, KWallet), and only after a
value was written and read back; files in plain text or a store that forgets are as good as none.
"""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "crm-desktop"
_PROBE = "probe"
_TRUSTED = frozenset(
    {
        ("keyring.backends.Windows", "WinVaultKeyring"),
        ("keyring.backends.macOS", "Keyring"),
        ("keyring.backends.SecretService", "Keyring"),
        ("keyring.backends.libsecret", "Keyring"),
        ("keyring.backends.kwallet", "DBusKeyring"),
    }
)
_log = logging.getLogger(__name__)


def trusted(module: str, name: str) -> bool:
    """Whether a backend class is one that keeps secrets."""
    return (module, name) in _TRUSTED


def usable() -> bool:
    """Whether there is a store that keeps what it is given. Asks it, so call it outside the GUI thread."""
    from keyring.errors import KeyringError

    try:
        backend = _backend()
        if backend is None:
            return False
        value = secrets.token_hex(8)
        backend.set_password(_SERVICE, _PROBE, value)
        kept = backend.get_password(_SERVICE, _PROBE) == value
        backend.delete_password(_SERVICE, _PROBE)
    except (KeyringError, OSError, RuntimeError) as error:
        _log.info("no usable keyring: %s", type(error).__name__)
        return False
    return kept


def remember(name: str, secret: str) -> bool:
    """Keep ``secret`` under ``name``; False where that did not work (nothing is kept then)."""
    from keyring.errors import KeyringError

    try:
        backend = _backend()
        if backend is None:
            return False
        backend.set_password(_SERVICE, name, secret)
        return backend.get_password(_SERVICE, name) == secret
    except (KeyringError, OSError, RuntimeError) as error:
        _log.info("the keyring did not keep a secret: %s", type(error).__name__)
        return False


def recall(name: str) -> str | None:
    """The secret kept under ``name``, None where there is none or the store can't be asked."""
    from keyring.errors import KeyringError

    try:
        backend = _backend()
        return None if backend is None else backend.get_password(_SERVICE, name)
    except (KeyringError, OSError, RuntimeError) as error:
        _log.info("the keyring gave no secret: %s", type(error).__name__)
        return None


def forget(name: str) -> None:
    """Remove what is kept under ``name``."""
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        backend = _backend()
        if backend is not None:
            backend.delete_password(_SERVICE, name)
    except PasswordDeleteError:
        return
    except (KeyringError, OSError, RuntimeError) as error:
        _log.info("the keyring did not forget a secret: %s", type(error).__name__)


def _backend() -> KeyringBackend | None:
    import keyring

    backend = keyring.get_keyring()
    for one in getattr(backend, "backends", [backend]):
        if trusted(type(one).__module__, type(one).__name__):
            return one  # type: ignore[no-any-return]
    return None
