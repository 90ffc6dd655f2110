"""A shop with a key that opens quickly, plain or encrypted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.datafolder import DATABASE, DataFolder
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import agefile, child
from crm_desktop.services.backup.keys import KeyStore, ShopKey
from crm_desktop.services.context import Services, open_services
from crm_desktop.services.vault import convert, unlocking
from tests.services.backup import fast_age
from tests.services.backup.conftest import PASSPHRASE
from tests.services.backup.test_damage import Silent


@dataclass
class Vault:
    """``key`` opens it once it is encrypted."""

    data: Path
    code: str
    clock: FixedClock
    key: ShopKey

    @property
    def folder(self) -> DataFolder:
        return DataFolder(self.data, self.clock)

    @property
    def database(self) -> Path:
        return self.folder.current() / DATABASE

    def open(self) -> Services:
        return open_services(self.data, clock=self.clock, key=self.key)

    def add(self, *names: str) -> None:
        services = self.open()
        with services.write(N_("undo", "Add")) as work:
            for name in names:
                services.customers.create(work, {"name": name})
        services.close()

    def names(self) -> list[str]:
        services = self.open()
        rows = services.db.execute_sql("SELECT name FROM customer WHERE deleted_at IS NULL ORDER BY id").fetchall()
        services.close()
        return [row[0] for row in rows]


def make_vault(data: Path, clock: FixedClock, *names: str) -> Vault:
    open_services(data, clock=clock).close()
    code = fast_age.install_key(KeyStore(DataFolder(data)), PASSPHRASE)
    made = Vault(data, code, clock, unlocking.unlock(data, PASSPHRASE))
    made.add(*names)
    return made


@pytest.fixture
def plain(tmp_path: Path, clock: FixedClock) -> Vault:
    """Not encrypted yet."""
    return make_vault(tmp_path / "data", clock, "罗文清", "潘越", "Ann")


@pytest.fixture
def vault(plain: Vault) -> Vault:
    """Encrypted; the plain generation is still kept."""
    convert.encrypt(plain.folder, plain.key)
    return plain


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work of child processes is done here, where each call can fail or be the last; keys cost little."""

    def run(function: Callable[..., object], *args: object, ctx: JobContext | None = None) -> object:
        return function(Silent(), *args)

    monkeypatch.setattr(child, "run", run)
    monkeypatch.setattr(agefile, "wrap", fast_age.wrap)
