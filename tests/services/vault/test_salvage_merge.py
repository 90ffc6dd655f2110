"""A damaged database is saved and merged over the last backup: at 100 of some 4,000 pages, 97 % and more."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.backup import api, schedule
from crm_desktop.services.upkeep import check_folder
from crm_desktop.services.vault import convert, keyfile
from tests.services.backup.conftest import PASSPHRASE

from .conftest import Vault

CUSTOMERS, LATER = 3000, 30


def fill(vault: Vault) -> None:
    services = vault.open()
    with services.write(N_("undo", "Fill")) as work:
        for number in range(CUSTOMERS):
            services.customers.create(work, {"name": f"客户{number}", "notes": "记 " * 300})
    assert schedule.automatic(services, force=True) is not None
    with services.write(N_("undo", "Later")) as work:
        for number in range(LATER):
            services.customers.create(work, {"name": f"后来{number}"})
        services.customers.delete(work, 10)
    services.close()


def destroy(path: Path, share: float, seed: int, keep: int = 200) -> int:
    """Overwrite a share of the pages, but the first ones, which hold the schema."""
    data = bytearray(path.read_bytes())
    pages = len(data) // 4096
    chosen = random.Random(seed).sample(range(keep, pages), int(pages * share))
    for page in chosen:
        data[page * 4096 : (page + 1) * 4096] = b"\xa5" * 4096
    path.write_bytes(bytes(data))
    return len(chosen)


def held(vault: Vault) -> int:
    services = vault.open()
    count = services.db.execute_sql("SELECT count(*) FROM customer WHERE name LIKE '客户%'").fetchone()[0]
    services.close()
    return int(count)


@pytest.mark.parametrize("encrypted", [False, True])
def test_merged_over_the_last_backup(plain: Vault, encrypted: bool) -> None:
    if encrypted:
        convert.encrypt(plain.folder, plain.key)
    fill(plain)
    assert destroy(plain.database, 0.024, 3) > 20
    raw = keyfile.live_key(plain.folder, plain.key)
    shop_key = plain.key if encrypted else None
    before = {path.name: path.stat().st_size for path in plain.folder.current().iterdir()}
    damaged = plain.folder.current()
    result = check_folder(plain.data, repair=True, key=raw, secret=PASSPHRASE, shop_key=shop_key)
    assert result.ok, [str(text) for text in result.problems]
    report = " ".join(map(str, result.repaired))
    assert "Saved" in report
    assert held(plain) >= CUSTOMERS * 0.97
    assert {path.name: path.stat().st_size for path in damaged.iterdir()}.items() >= {
        "crm.db": before["crm.db"]
    }.items()


def test_without_a_passphrase_the_kept_generation_helps(plain: Vault) -> None:
    fill(plain)
    first = plain.folder.current()
    api.restore(plain.data, api.list_backups(plain.data)[0].file, PASSPHRASE)
    plain.add("最后")
    destroy(plain.database, 0.024, 4)
    result = check_folder(plain.data, repair=True)
    assert result.ok
    assert held(plain) >= CUSTOMERS * 0.97
    assert first.is_dir()


def test_a_lost_schema_falls_back_to_the_backup(plain: Vault) -> None:
    fill(plain)
    data = bytearray(plain.database.read_bytes())
    data[100 : 3 * 4096] = b"\xa5" * (3 * 4096 - 100)
    plain.database.write_bytes(bytes(data))
    result = check_folder(plain.data, repair=True, secret=PASSPHRASE)
    assert result.ok
    assert "everything comes from the state of" in " ".join(map(str, result.repaired))
    assert held(plain) == CUSTOMERS
