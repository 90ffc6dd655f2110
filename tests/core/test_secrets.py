"""The system's secret store: used only where it keeps what it is given, and never relied upon."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, KeyringLocked, PasswordDeleteError

from crm_desktop.core import secrets


class Keeping(KeyringBackend):
    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


class Lying(Keeping):
    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
        return "something else"


class Locked(Keeping):
    def set_password(self, service: str, username: str, password: str) -> None:  # noqa: ARG002
        raise KeyringLocked("locked")

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
        raise KeyringError("locked")


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.fixture
def trust(monkeypatch: pytest.MonkeyPatch) -> None:
    names = frozenset((Keeping.__module__, one.__name__) for one in (Keeping, Lying, Locked))
    monkeypatch.setattr(secrets, "_TRUSTED", names)


@pytest.mark.usefixtures("trust")
def test_a_store_that_keeps_is_used() -> None:
    keyring.set_keyring(Keeping())
    assert secrets.usable()
    assert secrets.recall("shop") is None
    assert secrets.remember("shop", "密语")
    assert secrets.recall("shop") == "密语"
    secrets.forget("shop")
    secrets.forget("shop")
    assert secrets.recall("shop") is None


@pytest.mark.usefixtures("trust")
@pytest.mark.parametrize("store", [Lying, Locked])
def test_a_store_that_lies_or_is_locked_is_as_good_as_none(store: type[Keeping]) -> None:
    keyring.set_keyring(store())
    assert not secrets.usable()
    assert not secrets.remember("shop", "密语")
    secrets.forget("shop")


def test_an_unknown_store_is_never_asked() -> None:
    store = Keeping()
    keyring.set_keyring(store)
    assert not secrets.usable()
    assert not secrets.remember("shop", "密语")
    assert secrets.recall("shop") is None
    assert store.kept == {}


def test_plain_text_stores_are_not_trusted() -> None:
    assert not secrets.trusted("keyrings.alt.file", "PlaintextKeyring")
    assert not secrets.trusted("keyring.backends.null", "Keyring")
    assert secrets.trusted("keyring.backends.Windows", "WinVaultKeyring")
