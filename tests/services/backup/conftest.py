"""A shop with a key and a backup, made once and copied for each test."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.datafolder import DATABASE, DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.models.db import Database, open_database
from crm_desktop.services.backup import create
from crm_desktop.services.backup.create import BackupResult
from crm_desktop.services.backup.keys import KeyStore
from crm_desktop.services.opening import fill_new

from . import fast_age

PASSPHRASE = "松间 three quiet 茶 cups"
CLOCK = FixedClock(datetime(2026, 11, 21, 12, 0, tzinfo=timezone.utc))


def add_customers(db: Database, names: Iterable[str]) -> None:
    """Rows straight into the table, without the services of records."""
    db.execute_sql("PRAGMA query_only=0")
    db.execute_sql("BEGIN IMMEDIATE")
    db.execute_sql("UPDATE audit_state SET change_id = 1")
    for name in names:
        db.execute_sql(
            "INSERT INTO customer(uid, created_at, updated_at, name) VALUES (?, 1, 1, ?)", (uuid.uuid4().hex, name)
        )
    db.execute_sql("UPDATE audit_state SET change_id = NULL")
    db.execute_sql("COMMIT")
    db.execute_sql("PRAGMA query_only=1")


def change(folder: DataFolder, sql: str, *params: object) -> None:
    """One committed statement on the live data."""
    db = open_database(folder.database_path())
    db.execute_sql("PRAGMA query_only=0")
    db.execute_sql("BEGIN IMMEDIATE")
    db.execute_sql("UPDATE audit_state SET change_id = 2")
    db.execute_sql(sql, params)
    db.execute_sql("UPDATE audit_state SET change_id = NULL")
    db.execute_sql("COMMIT")
    db.close()


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every ordinary table."""
    db = open_database(path, read_only=True)
    tables = [
        row[0]
        for row in db.execute_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
        )
    ]
    found = {table: sorted(db.execute_sql(f'SELECT * FROM "{table}"').fetchall(), key=repr) for table in tables}
    db.close()
    return found


def new_shop(path: Path, names: Iterable[str]) -> DataFolder:
    folder = DataFolder(path)
    folder.create_if_missing()
    generation = folder.new_generation("first")
    fill_new(generation / DATABASE, None)
    db = open_database(generation / DATABASE)
    add_customers(db, names)
    db.close()
    folder.flip(generation)
    return folder


@dataclass
class Shop:
    """A data folder and one backup of it."""

    folder: DataFolder
    backup: Path
    recovery_code: str

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        return dump(self.folder.database_path())

    def back_up(self, out: Path, passphrase: str | None = None, **options: object) -> BackupResult:
        return create.create(self.folder, out, passphrase, clock=CLOCK, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    place = tmp_path_factory.mktemp("shop")
    folder = new_shop(place / "data", [f"客户{number} 😀" for number in range(200)])
    (folder.files / "ab").mkdir()
    (folder.files / "ab" / "ab12").write_bytes(b"a photo" * 5000)
    shop = Shop(folder, place / "first.crmbackup", fast_age.install_key(KeyStore(folder), PASSPHRASE))
    shop.back_up(shop.backup)
    return shop


@pytest.fixture
def shop(made_once: Shop, tmp_path: Path) -> Shop:
    """A copy of the shop that a test may wreck."""
    shutil.copytree(made_once.folder.path, tmp_path / "data")
    shutil.copy(made_once.backup, tmp_path / "first.crmbackup")
    return Shop(DataFolder(tmp_path / "data"), tmp_path / "first.crmbackup", made_once.recovery_code)


@pytest.fixture
def refused() -> Callable[..., str]:
    """The code of the UserError that a call raises."""

    def code(call: Callable[..., object], *args: object, **kwargs: object) -> str:
        with pytest.raises(UserError) as caught:
            call(*args, **kwargs)
        return caught.value.code

    return code
