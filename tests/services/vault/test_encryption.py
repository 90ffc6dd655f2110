"""Encryption at rest: what opens it, what does not, and that every way of keeping data works with it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from crm_desktop.cli import main
from crm_desktop.commands.base import PASSPHRASE as VARIABLE
from crm_desktop.core.clock import FixedClock
from crm_desktop.core.datafolder import DATABASE, KEY_FILE
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.models.db import engine
from crm_desktop.services.backup import api, restore, schedule
from crm_desktop.services.backup.keys import KeyStore
from crm_desktop.services.context import open_services
from crm_desktop.services.opening import migrate_on_copy
from crm_desktop.services.upkeep import check_folder
from crm_desktop.services.vault import convert, keyfile, leftovers, unlocking
from tests.services.backup.conftest import PASSPHRASE

from .conftest import Vault, make_vault

NAMES = ["罗文清", "潘越", "Ann"]


def code_of(call: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(UserError) as caught:
        call(*args, **kwargs)  # type: ignore[operator]
    return caught.value.code


def test_encrypted_data_opens_with_its_key_only(vault: Vault) -> None:
    assert vault.names() == NAMES
    assert code_of(open_services, vault.data, clock=vault.clock) == "locked"
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(vault.database).execute("SELECT count(*) FROM customer")
    assert unlocking.unlock(vault.data, vault.code) == vault.key
    assert code_of(unlocking.unlock, vault.data, "something else") == "wrong_passphrase"


def test_the_stock_tools_find_the_raw_key(vault: Vault) -> None:
    """``age -d`` on ``keys/database.age`` gives the 64 digits that ``sqlcipher`` takes."""
    blob = (vault.folder.keys / KEY_FILE).read_bytes()
    assert blob == (vault.folder.current() / KEY_FILE).read_bytes()
    raw = keyfile.unseal(blob, vault.key.identity)
    db = engine.connect(str(vault.database))
    db.execute(f"PRAGMA key = \"x'{raw}'\"")
    assert db.execute("SELECT count(*) FROM customer").fetchone() == (3,)
    db.close()


def test_a_wrong_key_is_told_from_damage(vault: Vault, tmp_path: Path, clock: FixedClock) -> None:
    """The age file tells which it is: a foreign key does not open it, a damaged page does not change that."""
    other = make_vault(tmp_path / "other", clock)
    with pytest.raises(UserError, match="another shop"):
        open_services(vault.data, clock=clock, key=other.key)
    page = bytearray(vault.database.read_bytes())
    page[100:200] = bytes(100)
    vault.database.write_bytes(bytes(page))
    with pytest.raises(UserError, match="data file is damaged"):
        vault.open()


def test_a_lost_key_file_is_replaced_by_the_copy(vault: Vault) -> None:
    (vault.folder.current() / KEY_FILE).unlink()
    assert vault.names() == NAMES
    (vault.folder.keys / KEY_FILE).write_bytes(b"nothing")
    assert code_of(vault.open) == "damaged"


def test_there_and_back_and_a_fresh_key(vault: Vault) -> None:
    first = keyfile.live_key(vault.folder, vault.key)
    convert.encrypt(vault.folder, vault.key)
    second = keyfile.live_key(vault.folder, vault.key)
    assert second != first
    assert vault.names() == NAMES
    convert.decrypt(vault.folder, vault.key)
    assert not keyfile.is_encrypted(vault.data)
    assert not (vault.folder.keys / KEY_FILE).exists()
    assert sqlite3.connect(vault.database).execute("SELECT count(*) FROM customer").fetchone() == (3,)
    services = open_services(vault.data, clock=vault.clock)
    assert services.search.find("罗文清").total == 1
    services.close()
    assert check_folder(vault.data).ok


def test_everything_is_as_before(vault: Vault) -> None:
    """Triggers, search index, history and undo survive the conversion."""
    services = vault.open()
    with services.write(N_("undo", "Rename")) as work:
        services.customers.update(work, 1, {"name": "罗文青"})
    assert services.search.find("文青").total == 1
    services.history.undo(work.id)
    assert services.search.find("文清").total == 1
    services.close()
    assert check_folder(vault.data, key=keyfile.live_key(vault.folder, vault.key)).problems == []


def test_backup_holds_no_open_copy_and_comes_back_elsewhere(vault: Vault, tmp_path: Path, clock: FixedClock) -> None:
    services = vault.open()
    made = api.create(services, tmp_path / "1.crmbackup", None)
    services.close()
    assert made.verified
    assert made.counts["customers"] == 3
    assert api.verify(made.path, vault.code).ok
    fresh = tmp_path / "fresh"
    assert api.restore(fresh, made.path, PASSPHRASE).counts["customers"] == 3
    assert keyfile.is_encrypted(fresh)
    assert code_of(open_services, fresh, clock=clock) == "locked"
    opened = open_services(fresh, clock=clock, key=unlocking.unlock(fresh, vault.code))
    assert opened.customers.get(1).name == "罗文清"
    opened.close()


def test_restoring_and_undoing_it(vault: Vault, tmp_path: Path) -> None:
    services = vault.open()
    api.create(services, tmp_path / "1.crmbackup", None)
    with services.write(N_("undo", "Add")) as work:
        services.customers.create(work, {"name": "魏然"})
    preview = api.preview(services, tmp_path / "1.crmbackup", PASSPHRASE)
    customers = next(one for one in preview.differences if one.entity == "customers")
    assert preview.comparable
    assert customers.going.names == ("魏然",)
    services.close()
    api.restore(vault.data, tmp_path / "1.crmbackup", PASSPHRASE)
    assert vault.names() == NAMES
    assert keyfile.is_encrypted(vault.data)
    assert code_of(api.undo_restore, vault.data) == "locked"
    api.undo_restore(vault.data, key=vault.key)
    assert vault.names() == [*NAMES, "魏然"]


def test_a_plain_backup_comes_back_encrypted(plain: Vault, tmp_path: Path) -> None:
    services = plain.open()
    api.create(services, tmp_path / "old.crmbackup", None)
    services.close()
    convert.encrypt(plain.folder, plain.key)
    plain.add("魏然")
    api.restore(plain.data, tmp_path / "old.crmbackup", PASSPHRASE)
    assert keyfile.is_encrypted(plain.data)
    assert plain.names() == NAMES


def test_migration_keeps_the_encryption(vault: Vault) -> None:
    before = vault.folder.current()
    migrate_on_copy(vault.folder, keyfile.live_key(vault.folder, vault.key))
    assert vault.folder.current() != before
    assert keyfile.is_encrypted(vault.data)
    assert vault.names() == NAMES


def test_repair_of_an_encrypted_database(vault: Vault) -> None:
    vault.add(*(f"客户{n}" for n in range(2000)))
    raw = keyfile.live_key(vault.folder, vault.key)
    data = bytearray(vault.database.read_bytes())
    for page in range(200, len(data) // 4096, 40):
        data[page * 4096 + 50 : page * 4096 + 90] = bytes(40)
    vault.database.write_bytes(bytes(data))
    result = check_folder(vault.data, repair=True, key=raw)
    assert result.ok
    assert result.repaired
    assert keyfile.is_encrypted(vault.data)
    assert len(vault.names()) > 1200
    (aside,) = vault.folder.recovery.glob("before-repair-*")
    assert (aside / KEY_FILE).exists()
    assert not keyfile.is_plain_file(aside / DATABASE)


def test_passphrase_change_leaves_the_database_alone(vault: Vault) -> None:
    before = (vault.folder.current().name, (vault.folder.keys / KEY_FILE).read_bytes())
    api.change_passphrase(vault.data, PASSPHRASE, "four louder cups of tea")
    assert before == (vault.folder.current().name, (vault.folder.keys / KEY_FILE).read_bytes())
    assert code_of(unlocking.unlock, vault.data, PASSPHRASE) == "wrong_passphrase"
    assert unlocking.unlock(vault.data, "four louder cups of tea") == vault.key
    assert unlocking.unlock(vault.data, vault.code) == vault.key


def test_plain_generations_go_after_a_verified_backup(vault: Vault) -> None:
    assert leftovers.plain_leftovers(vault.folder)
    services = vault.open()
    assert schedule.automatic(services, after=timedelta(0)) is not None
    services.close()
    assert leftovers.plain_leftovers(vault.folder) == []
    assert [keyfile.is_plain_file(gen / DATABASE) for gen in vault.folder.generations()] == [False]


def test_open_copies_stay_while_another_window_has_the_folder(vault: Vault) -> None:
    services = vault.open()
    with vault.folder.lock():
        schedule.automatic(services, after=timedelta(0))
        assert leftovers.plain_leftovers(vault.folder)
        services.holds_lock = True
        schedule.automatic(services, force=True)
    services.close()
    assert leftovers.plain_leftovers(vault.folder) == []


def test_attachments_are_wrapped_too(plain: Vault, tmp_path: Path) -> None:
    note = tmp_path / "合同.txt"
    note.write_text("罗文清 13900000001", "utf-8")
    services = plain.open()
    with services.write(N_("undo", "Add a file")) as work:
        first = services.attachments.add(work, note, customer_id=1)
    services.close()
    convert.encrypt(plain.folder, plain.key)
    services = plain.open()
    note.write_text("潘越 13900000002", "utf-8")
    with services.write(N_("undo", "Add a file")) as work:
        second = services.attachments.add(work, note, customer_id=2)
    assert schedule.automatic(services, after=timedelta(0)) is not None
    held = b"".join(path.read_bytes() for path in plain.folder.files.rglob("*") if path.is_file())
    assert "罗文清".encode() not in held
    assert "潘越".encode() not in held
    assert services.attachments.copy_to(first, tmp_path).read_text("utf-8") == "罗文清 13900000001"
    assert services.attachments.copy_to(second, tmp_path).read_text("utf-8") == "潘越 13900000002"
    assert services.attachments.missing() == []
    backup = api.list_backups(plain.data)[0].file
    services.close()
    api.restore(tmp_path / "fresh", backup, PASSPHRASE)
    fresh = open_services(tmp_path / "fresh", key=plain.key)
    assert fresh.attachments.missing() == []
    fresh.close()
    convert.decrypt(plain.folder, plain.key)
    services = open_services(plain.data)
    assert services.attachments.missing() == []
    services.close()


def test_a_backup_of_another_shop_gets_this_shops_key(vault: Vault, tmp_path: Path, clock: FixedClock) -> None:
    other = make_vault(tmp_path / "other", clock, "Zoe")
    convert.encrypt(other.folder, other.key)
    services = other.open()
    with services.write(N_("undo", "Add a file")) as work:
        (tmp_path / "a.txt").write_text("Zoe")
        services.attachments.add(work, tmp_path / "a.txt", customer_id=1)
    api.create(services, tmp_path / "other.crmbackup", None)
    services.close()
    api.restore(vault.data, tmp_path / "other.crmbackup", PASSPHRASE)
    services = vault.open()
    assert services.customers.get(1).name == "Zoe"
    assert services.attachments.missing() == []
    services.close()


def test_going_back_to_an_encrypted_generation(vault: Vault) -> None:
    before = vault.folder.current().name
    convert.encrypt(vault.folder, vault.key)
    vault.add("魏然")
    restore.choose(vault.folder, before, key=vault.key)
    assert vault.names() == NAMES


def run(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, dict[str, object]]:
    code = main([*map(str, args), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_commands(vault: Vault, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = run(capsys, "--data", vault.data, "find", "潘越")
    assert (code, answer["error"]["code"]) == (1, "locked")  # type: ignore[index]
    monkeypatch.setenv(VARIABLE, "wrong")
    code, answer = run(capsys, "--data", vault.data, "find", "潘越")
    assert (code, answer["error"]["code"]) == (1, "wrong_passphrase")  # type: ignore[index]
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    assert run(capsys, "--data", vault.data, "find", "潘越")[1]["total"] == 1
    assert run(capsys, "--data", vault.data, "check") == (0, {"ok": True, "problems": [], "repaired": []})
    monkeypatch.delenv(VARIABLE)
    file = vault.data.parent / "code.txt"
    file.write_text(vault.code)
    answer = run(capsys, "--data", vault.data, "encryption", "rekey", "--passphrase-file", file)[1]
    assert answer["encrypted"] is True
    answer = run(capsys, "--data", vault.data, "encryption", "off", "--passphrase-file", file)[1]
    assert answer["encrypted"] is False
    assert run(capsys, "--data", vault.data, "find", "潘越")[1]["total"] == 1


def test_a_kill_during_the_conversion_leaves_one_of_both(plain: Vault) -> None:
    """At whatever moment: the data open plain or encrypted, complete, and the rest is cleaned up."""
    script = (
        "import sys; from pathlib import Path\n"
        "from crm_desktop.core.datafolder import DataFolder\n"
        "from crm_desktop.services.vault import convert, unlocking\n"
        "data = Path(sys.argv[1]); key = unlocking.ShopKey.parse(sys.stdin.buffer.read())\n"
        "print('go', flush=True)\n"
        "while True:\n    convert.encrypt(DataFolder(data), key)\n"
    )
    for tenths in (1, 2, 3, 4, 5):
        child = subprocess.Popen(
            [sys.executable, "-c", script, str(plain.data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(plain.key.text())
        child.stdin.close()
        child.stdout.readline()
        try:
            child.wait(tenths / 10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        child.stdout.close()
        assert plain.names() == NAMES
        plain.folder.clean_orphans()
        assert check_folder(plain.data, key=keyfile.live_key(plain.folder, plain.key)).ok


def test_keyring_is_a_convenience(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    from crm_desktop.core import secrets
    from tests.core.test_secrets import Keeping

    assert unlocking.remembered(vault.data) is None
    monkeypatch.setattr(secrets, "_backend", Keeping)
    kept = Keeping()
    monkeypatch.setattr(secrets, "_backend", lambda: kept)
    assert unlocking.remember(vault.key)
    assert unlocking.remembered(vault.data) == vault.key
    assert unlocking.for_command(vault.data, lambda: None) == vault.key
    unlocking.forget(vault.data)
    assert unlocking.remembered(vault.data) is None
    assert code_of(unlocking.for_command, vault.data, lambda: None) == "locked"


def test_throttle() -> None:
    now = [0.0]
    throttle = unlocking.Throttle(lambda: now[0])
    for _ in range(4):
        throttle.failed()
        throttle.check()
    throttle.failed()
    assert throttle.seconds_left() == 60
    with pytest.raises(UserError, match="60"):
        throttle.check()
    now[0] = 60.1
    throttle.check()
    throttle.failed()
    assert throttle.seconds_left() == 120
    assert throttle.succeeded() == 6
    assert throttle.seconds_left() == 0


def test_a_key_of_another_shop_encrypts_nothing(plain: Vault, tmp_path: Path, clock: FixedClock) -> None:
    other = make_vault(tmp_path / "other", clock)
    assert code_of(convert.encrypt, plain.folder, other.key) == "wrong_passphrase"
    assert not keyfile.is_encrypted(plain.data)
    assert KeyStore(plain.folder).exists()
