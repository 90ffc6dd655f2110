"""The drive of the data is full, and the live database is damaged: said plainly, nothing lost, nothing removed."""

from __future__ import annotations

import errno
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from crm_desktop.core import fsops
from crm_desktop.core.clock import FixedClock
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.models import schema
from crm_desktop.models.db import open_database
from crm_desktop.models.migrations import SCHEMA
from crm_desktop.services import opening
from crm_desktop.services.backup import api, schedule, second
from crm_desktop.services.backup.keys import KeyStore
from crm_desktop.services.context import Services, open_services
from crm_desktop.services.importing import api as importing
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.services.upkeep import check_folder
from crm_desktop.services.vault import convert
from tests.faults import fault_at, many
from tests.migrations.test_golden import GOLDEN, counts, place
from tests.services.backup.conftest import PASSPHRASE
from tests.services.backup.test_faults import can_mount, small_drive

from .conftest import Vault, make_vault

pytestmark = pytest.mark.fault
LEVELS = 20
TOLD = {"damaged", "bad_file", "newer_version", "not_found", "disk_full", "locked"}


def failure(call: Callable[[], object]) -> UserError | None:
    try:
        call()
    except UserError as error:
        return error
    return None


def write(vault: Vault) -> None:
    services = vault.open()
    try:
        with services.write(N_("undo", "Fill")) as work:
            for number in range(400):
                services.customers.create(work, {"name": f"客户{number}", "notes": "记" * 500})
    finally:
        services.close()


def bring_in(vault: Vault) -> None:
    table = vault.data.parent.parent / "in.csv"
    if not table.exists():
        table.write_text("姓名,备注\n" + "".join(f"客户{n},{'记' * 300}\n" for n in range(600)), "utf-8")
    services = vault.open()
    try:
        importing.import_file(services, table, ImportOptions("customers"))
    finally:
        services.close()


def restore(vault: Vault) -> None:
    api.restore(vault.data, vault.data.parent.parent / "kept.crmbackup", PASSPHRASE)


def convert_it(vault: Vault) -> None:
    convert.encrypt(vault.folder, vault.key)


def change_keys(vault: Vault) -> None:
    KeyStore(vault.folder).change_passphrase(vault.code, "other words")


@pytest.mark.skipif(not can_mount(), reason="making a small drive needs root")
@pytest.mark.parametrize("work", [write, restore, convert_it, change_keys, bring_in])
def test_full_drive_of_the_data(
    work: Callable[[Vault], None], tmp_path: Path, clock: FixedClock, in_process: None
) -> None:
    """Twenty levels of free space: done, or refused as full with the drive's name; then everything is as it was."""
    model = make_vault(tmp_path / "model", clock, "罗文清", "潘越", "Ann")
    services = model.open()
    api.create(services, tmp_path / "kept.crmbackup", None)
    services.close()
    outcomes = []
    with small_drive(tmp_path / "drive", 8 * 1024) as drive:
        for level in range(0, LEVELS, many(1, 4)):
            data = drive / "data"
            shutil.copytree(model.data, data)
            spare = level * 4096 if work is change_keys else 256 * 1024 * (level + 1)
            (drive / "filler").write_bytes(bytes(max(0, fsops.free_space(drive) - spare)))
            vault = Vault(data, model.code, clock, model.key)
            failed = failure(lambda vault=vault: work(vault))  # type: ignore[misc]
            (drive / "filler").unlink()
            outcomes.append(failed.code if failed else "ok")
            assert failed is None or str(drive) in failed.text(), failed.text()
            names = vault.names()
            assert names[:3] == ["罗文清", "潘越", "Ann"]
            assert failed is None or len(names) == 3
            assert KeyStore(vault.folder).unlock(vault.code) == vault.key
            vault.folder.clean_orphans()
            assert check_folder(data, shop_key=vault.key, key=_raw(vault)).ok
            shutil.rmtree(data)
    assert set(outcomes) == {"ok", "disk_full"}


def _raw(vault: Vault) -> str | None:
    services = vault.open()
    try:
        return services.db.key
    finally:
        services.close()


@pytest.mark.skipif(not can_mount(), reason="making a small drive needs root")
def test_full_drive_while_migrating(tmp_path: Path) -> None:
    outcomes = []
    expected = counts(GOLDEN[0])
    with small_drive(tmp_path / "drive", 8 * 1024) as drive:
        for level in range(0, LEVELS, many(1, 4)):
            folder = place(GOLDEN[0], drive / "data")
            (drive / "filler").write_bytes(bytes(7 * 1024 * 1024 - 900_000 - level * 200 * 1024))
            failed = failure(lambda folder=folder: opening.open_current(folder, None, create=True, busy_ms=100).close())  # type: ignore[misc]
            (drive / "filler").unlink()
            outcomes.append(failed.code if failed else "ok")
            assert failed is None or str(drive) in failed.text(), failed.text()
            db = open_database(folder.database_path(), read_only=True)
            assert (schema.version(db) == SCHEMA) == (failed is None)
            db.close()
            assert counts(folder.database_path()) == expected
            shutil.rmtree(drive / "data")
    assert set(outcomes) == {"ok", "disk_full"}


# The stick is pulled out


@pytest.fixture
def shop(plain: Vault) -> Services:
    services = plain.open()
    yield services  # type: ignore[misc]
    services.close()


@pytest.mark.parametrize("code", [errno.EIO, errno.ENODEV, errno.ENOENT], ids=["io", "no device", "gone"])
def test_a_stick_pulled_out_at_any_moment(shop: Services, tmp_path: Path, code: int) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    second.choose(shop.folder, stick)
    assert schedule.automatic(shop) is not None
    (copied,) = stick.iterdir()
    whole = copied.read_bytes()
    for number in range(1, 60):
        for left in stick.iterdir():
            left.unlink()
        with fault_at(number, code, forever=True) as fault:
            failed = failure(lambda: second.catch_up(shop.folder))
        if not fault.happened:
            assert failed is None
            assert number > 4
            break
        assert failed is not None or copied.exists()
        assert [
            path.name for path in stick.iterdir() if path.suffix == ".crmbackup" and path.read_bytes() != whole
        ] == []
        assert [entry.file.suffix for entry in api.list_backups(shop.data_dir)] == [".crmbackup"]
        assert schedule.newest_verified(api.list_backups(shop.data_dir)) is not None
    else:
        raise AssertionError("never came through")
    assert copied.read_bytes() == whole
    assert schedule.current_health(shop).level == "good"


def test_a_folder_that_vanishes_while_a_backup_is_written_there(shop: Services, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    for _ in range(3):
        stick.mkdir()

        def pull(_done: int, _total: int, _text: Text | None) -> None:
            shutil.rmtree(stick, ignore_errors=True)

        failed = failure(lambda: api.create(shop, stick / "a.crmbackup", None, ctx=JobContext(pull)))
        assert failed is not None
        assert failed.code in ("not_found", "damaged")
        assert not stick.exists()
    assert shop.customers.get(1).name == "罗文清"


# The live database is damaged


@pytest.fixture
def closed(plain: Vault) -> Vault:
    services = plain.open()
    with services.write(N_("undo", "Fill")) as work:
        for number in range(200):
            services.customers.create(work, {"name": f"客户{number}", "notes": "记 " * 200})
    services.close()
    return plain


def looked_at(vault: Vault) -> bool:
    """Whether the check finds it sound. Opening works or is refused in words; what lies there stays as it is."""
    before = {path.name: path.read_bytes() for path in vault.folder.current().iterdir() if path.suffix == ".db"}
    try:
        sound = check_folder(vault.data).ok
    except UserError as error:
        assert error.code in TOLD  # noqa: PT017 - a flipped bit may make it look like one of a newer program
        sound = False
    assert {name: (vault.folder.current() / name).read_bytes() for name in before} == before
    refused = failure(lambda: open_services(vault.data, clock=vault.clock, create=False).close())
    assert refused is None or refused.code in TOLD
    assert sound <= (refused is None), "what is sound opens"
    assert [gen.name for gen in vault.folder.generations()] == [vault.folder.current().name], "nothing in its place"
    return sound


def test_sixty_flipped_bits(closed: Vault) -> None:
    whole, dice, found = closed.database.read_bytes(), random.Random(6), 0
    for number in range(many(60, 12)):
        data = bytearray(whole)
        at = dice.randrange(100) if number % 5 == 0 else dice.randrange(len(data))
        data[at] ^= 1 << dice.randrange(8)
        closed.database.write_bytes(data)
        found += not looked_at(closed)
    assert found > many(60, 12) // 10
    closed.database.write_bytes(whole)
    assert looked_at(closed)


def test_cut_off_at_many_places(closed: Vault) -> None:
    whole = closed.database.read_bytes()
    cuts = [0, 1, 99, 511, 512, 4095, 4096, 8192, *range(20_000, len(whole) - 4096, len(whole) // many(30, 5))]
    for cut in cuts:
        closed.database.write_bytes(whole[:cut])
        assert not looked_at(closed), cut


def test_a_log_that_is_stale_missing_or_torn(closed: Vault) -> None:
    """The log of an earlier moment is not taken for new; a missing or torn one costs what was in it and no more."""
    path, log = closed.database, closed.database.with_name("crm.db-wal")
    db = open_database(path)
    db.execute_sql("PRAGMA query_only=0")
    db.execute_sql("PRAGMA wal_autocheckpoint=0")
    db.execute_sql("BEGIN IMMEDIATE")
    db.execute_sql("UPDATE audit_state SET change_id = 1")
    db.execute_sql("UPDATE customer SET notes = 'in the log' WHERE id <= 100")
    db.execute_sql("UPDATE audit_state SET change_id = NULL")
    db.execute_sql("COMMIT")
    main, wal = path.read_bytes(), log.read_bytes()
    db.close()
    assert len(wal) > 4096
    dice = random.Random(3)

    def put(data: bytes, logged: bytes | None) -> int:
        for name in ("crm.db-wal", "crm.db-shm"):
            path.with_name(name).unlink(missing_ok=True)
        path.write_bytes(data)
        if logged is not None:
            log.write_bytes(logged)
        reader = open_database(path)
        try:
            assert reader.execute_sql("PRAGMA integrity_check").fetchone()[0] == "ok"
            sql = "SELECT count(*) FROM customer WHERE notes = 'in the log'"
            return int(reader.execute_sql(sql).fetchone()[0])
        finally:
            reader.close()

    assert put(main, wal) == 100
    assert put(main, None) == 0
    for _ in range(many(30, 6)):
        cut = dice.randrange(len(wal))
        assert put(main, wal[:cut]) in (0, 100)
        torn = bytearray(wal)
        torn[dice.randrange(32, len(wal))] ^= 0xFF
        assert put(main, bytes(torn)) in (0, 100)
    services = closed.open()
    with services.write(N_("undo", "Later")) as work:
        services.customers.update(work, 1, {"notes": "later"})
    services.close()
    later = path.read_bytes()
    log.write_bytes(wal)  # somebody copied files about: the engine can't tell, the check can
    refused = failure(lambda: open_services(closed.data, clock=closed.clock, create=False).close())
    assert refused is None or refused.code in TOLD
    if not check_folder(closed.data).ok:
        path.write_bytes(later)
    assert DataFolder(closed.data).database_path() == path
    assert looked_at(closed)
