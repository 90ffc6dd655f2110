"""Files of records: a backup that lacks one does not count, and one that nothing needs any more goes from the disk."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from crm_desktop.core.i18n import N_, render
from crm_desktop.models.db import open_database
from crm_desktop.services.backup import api, past, rotation, schedule
from crm_desktop.services.backup.bring_back import bring_back
from crm_desktop.services.backup.catalog import Catalog, Entry
from crm_desktop.services.context import Services
from crm_desktop.services.recycle_bin import RecycleBin
from crm_desktop.services.upkeep import check_folder
from crm_desktop.services.vault import convert, stored
from tests.faults import many
from tests.services.backup.conftest import PASSPHRASE

from .conftest import Vault


def attach(services: Services, folder: Path, name: str, text: str, customer: int = 1) -> int:
    source = folder / name
    source.write_text(text)
    with services.write(N_("undo", "Add file")) as work:
        return services.attachments.add(work, source, customer_id=customer)


def blobs(vault: Vault) -> list[Path]:
    return sorted(path for path in vault.folder.files.rglob("*") if path.is_file())


def erase(services: Services, customer: int) -> None:
    with services.write(N_("undo", "Delete")) as work:
        services.customers.delete(work, customer)
    assert RecycleBin(services).erase([("customers", customer)]) == 1


def sweep(services: Services) -> int:
    return stored.sweep(services.folder, services.db.key, services.key)


@pytest.mark.parametrize(("encrypted", "harm"), [(False, "gone"), (False, "changed"), (True, "gone")])
def test_a_backup_that_lacks_a_file_does_not_count(plain: Vault, tmp_path: Path, encrypted: bool, harm: str) -> None:
    if encrypted:
        convert.encrypt(plain.folder, plain.key)
    services = plain.open()
    kept = attach(services, tmp_path, "合同.txt", "一年")
    first = schedule.automatic(services)
    assert first is not None
    assert (first.verified, first.missing) == (True, ())
    assert schedule.current_health(services).level == "good"

    [blob] = blobs(plain)
    whole = blob.read_bytes()
    blob.unlink() if harm == "gone" else blob.write_bytes(b"something else")
    plain.add("Later")
    plain.clock.advance(timedelta(hours=5))
    second = schedule.automatic(services)
    assert second is not None
    assert (second.verified, second.missing) == (False, ("合同.txt",))
    newest = Catalog(services.folder).available()[0]
    assert (newest.verified, newest.read_back, len(newest.missing)) == (False, True, 1)
    assert "合同" not in (services.folder.backups / "catalog.json").read_text("utf-8"), "the catalogue lies open"
    assert schedule.newest_verified(Catalog(services.folder).available()) == Catalog(services.folder).available()[1]

    light = schedule.current_health(services)
    assert (light.level, light.remedy) == ("warn", "past")
    assert "合同.txt" in render(light.sentence)
    read = api.verify(second.path, PASSPHRASE, data_dir=plain.data)
    assert (read.ok, read.missing) == (False, ("合同.txt",))
    assert schedule.automatic(services) is None, "another one would lack it too"

    blob.write_bytes(whole)
    healed = schedule.automatic(services)
    assert healed is not None
    assert healed.verified
    assert schedule.current_health(services).level == "good"
    blob.unlink()
    with services.write(N_("undo", "Remove file")) as work:
        services.attachments.delete(work, kept)
    assert schedule.current_health(services).level == "good", "removed from its record it is not missed"
    services.close()


def test_backups_that_lack_a_file_push_no_good_one_out() -> None:
    begun = datetime(2026, 1, 1, tzinfo=timezone.utc)

    def entry(number: int) -> Entry:
        made = begun + timedelta(hours=4 * number)
        whole = number < 3
        lacks = [] if whole else ["0" * 64]
        return Entry(f"{number}", number, made.isoformat(), "auto", 1, {"customers": 9}, whole, number, lacks)

    kept: list[Entry] = []
    for number in range(2_000):
        kept.append(entry(number))
        plan = rotation.plan(kept, begun + timedelta(hours=4 * number))
        kept = [each for each in kept if each not in plan.remove]
    assert [each.sequence for each in kept if each.verified] == [0, 1, 2]
    assert len(kept) < 60


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
def test_check_names_a_missing_file(plain: Vault, tmp_path: Path, encrypted: bool) -> None:
    if encrypted:
        convert.encrypt(plain.folder, plain.key)
    services = plain.open()
    attach(services, tmp_path, "报价.txt", "99")
    raw = services.db.key
    services.close()
    assert check_folder(plain.data, key=raw, shop_key=plain.key).ok
    [blob] = blobs(plain)
    blob.write_bytes(b"something else")
    found = check_folder(plain.data, key=raw, shop_key=plain.key)
    assert not found.ok
    assert "报价.txt" in render(found.problems[0])
    assert blobs(plain) == [blob], "nothing was touched"


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
def test_what_nothing_needs_goes(plain: Vault, tmp_path: Path, encrypted: bool) -> None:
    if encrypted:
        convert.encrypt(plain.folder, plain.key)
    services = plain.open()
    attach(services, tmp_path, "erased.txt", "erased", customer=1)
    attach(services, tmp_path, "shared.txt", "shared", customer=1)
    attach(services, tmp_path, "shared too.txt", "shared", customer=2)
    removed = attach(services, tmp_path, "removed.txt", "removed", customer=2)
    attach(services, tmp_path, "undone.txt", "undone", customer=2)
    services.history.undo_last()
    with services.write(N_("undo", "Remove file")) as work:
        services.attachments.delete(work, removed)
    before = blobs(plain)
    assert len(before) == 4
    assert sweep(services) == 0, "each is in a record, in the bin or in a change that can be undone"
    erase(services, 1)
    assert sweep(services) == 1
    assert len(blobs(plain)) == 3
    assert services.attachments.missing() == []
    services.close()


def test_a_generation_that_can_be_gone_back_to_keeps_its_files(plain: Vault, tmp_path: Path) -> None:
    services = plain.open()
    attach(services, tmp_path, "a.txt", "a", customer=1)
    services.close()
    convert.encrypt(plain.folder, plain.key)
    services = plain.open()
    erase(services, 1)
    assert sweep(services) == 0
    kept = plain.folder.kept()[0] / "crm.db"
    whole = kept.read_bytes()
    kept.write_bytes(whole[:5000] + bytes(len(whole) - 5000))
    assert sweep(services) == 0, "one that can't be read does not say"
    kept.write_bytes(whole)
    for path in plain.folder.kept():
        (path / "crm.db").unlink()
        (path / "live").unlink()
    assert sweep(services) == 2, "the plain one and the wrapped one"
    services.close()


def test_nothing_goes_while_a_backup_is_at_work(plain: Vault, tmp_path: Path) -> None:
    services = plain.open()
    attach(services, tmp_path, "a.txt", "a", customer=1)
    erase(services, 1)
    with plain.folder.work_dir():
        assert sweep(services) == 0
    assert sweep(services) == 1
    services.close()


def test_repair_removes_them_too(plain: Vault, tmp_path: Path) -> None:
    services = plain.open()
    attach(services, tmp_path, "a.txt", "a", customer=1)
    erase(services, 1)
    services.close()
    assert len(blobs(plain)) == 1
    found = check_folder(plain.data, repair=True)
    assert found.ok
    assert [render(text) for text in found.repaired] == ["Removed 1 stored file that nothing needs any more."]
    assert blobs(plain) == []


_SWEEP = """
import sys
from pathlib import Path
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.services.vault import stored
stored._AT_ONCE = 3
print("go", flush=True)
stored.sweep(DataFolder(Path(sys.argv[1])), None, None)
"""


@pytest.mark.fault
def test_killed_at_any_moment_nothing_needed_is_gone(plain: Vault, tmp_path: Path) -> None:
    services = plain.open()
    needed = [attach(services, tmp_path, f"n{number}.txt", f"needed {number}", customer=2) for number in range(5)]
    services.close()
    assert len(needed) == 5
    stay = set(blobs(plain))
    for round_number in range(many(100, 8)):
        for number in range(40):
            text = f"{round_number} {number}".encode()
            plain.open().blobs.add(hashlib.sha256(text).hexdigest(), text)
        process = subprocess.Popen([sys.executable, "-c", _SWEEP, str(plain.data)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.3 * round_number / many(100, 8))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert stay <= set(blobs(plain))
    services = plain.open()
    assert services.attachments.missing() == []
    sweep(services)
    assert set(blobs(plain)) == stay
    db = open_database(services.folder.database_path(), read_only=True)
    assert db.execute_sql("PRAGMA integrity_check").fetchone()[0] == "ok"
    db.close()
    services.close()


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
def test_an_earlier_state_brings_a_missing_file_back(plain: Vault, tmp_path: Path, encrypted: bool) -> None:
    """What the light advises helps, also where nothing else of the customer has changed."""
    if encrypted:
        convert.encrypt(plain.folder, plain.key)
    services = plain.open()
    kept = attach(services, tmp_path, "合同.txt", "一年")
    made = schedule.automatic(services)
    assert made is not None
    blobs(plain)[0].unlink()
    assert schedule.current_health(services).remedy == "past"
    with past.open_backup(services, made.path, PASSPHRASE) as then:
        bring_back(services, then, {"customer": [1]})
    assert schedule.current_health(services).level == "good"
    assert services.attachments.copy_to(kept, tmp_path / "private").read_text() == "一年"
    services.close()
