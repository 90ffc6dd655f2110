"""Backing up and restoring: what went in comes out, and wrong input is told apart."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.services.backup import api, container, create
from crm_desktop.services.backup.catalog import Catalog
from crm_desktop.services.backup.keys import KeyStore

from .conftest import CLOCK, PASSPHRASE, Shop, change, new_shop

Refused = Callable[..., str]
KEY_FILES = {"passphrase.age", "recovery.age", "recipient", "auth", ".lock"}


def test_backup_is_verified_and_restores_to_the_same_rows(shop: Shop, tmp_path: Path) -> None:
    before = shop.dump()
    result = shop.back_up(tmp_path / "second.crmbackup")
    assert result.verified
    assert result.counts["customers"] == 200
    assert result.bytes == (tmp_path / "second.crmbackup").stat().st_size
    change(shop.folder, "DELETE FROM customer WHERE id <= 50")
    old = shop.folder.current().name
    restored = api.restore(shop.folder.path, tmp_path / "second.crmbackup", PASSPHRASE)
    assert restored.previous == old
    assert restored.counts == result.counts
    assert shop.dump() == before
    api.undo_restore(shop.folder.path)
    assert shop.folder.current().name == old
    assert len(shop.dump()["customer"]) == 150


def test_restore_on_a_fresh_computer_brings_key_and_attachments(shop: Shop, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    result = api.restore(fresh, shop.backup, shop.recovery_code.lower().replace("-", " "))
    assert result.previous is None
    assert (fresh / "files" / "ab" / "ab12").read_bytes() == b"a photo" * 5000
    fresh_shop = Shop(type(shop.folder)(fresh), shop.backup, "")
    assert fresh_shop.dump() == shop.dump()
    assert api.has_key(fresh)
    fresh_shop.back_up(tmp_path / "third.crmbackup")
    assert not list((fresh / "recovery").iterdir())


def test_outside_tells_nothing_about_the_shop(shop: Shop) -> None:
    with zipfile.ZipFile(shop.backup) as archive:
        assert archive.testzip() is None
        assert tuple(archive.namelist()) == container.MEMBERS
        info = json.loads(archive.read("backup.json"))
    assert set(info) == {"app", "created", "format", "kind", "payload", "schema", "sequence", "shop", "version"}
    assert "客户".encode() not in shop.backup.read_bytes()


def test_target_rules(shop: Shop, tmp_path: Path, refused: Refused) -> None:
    taken = tmp_path / "taken.crmbackup"
    taken.write_bytes(b"mine")
    assert refused(shop.back_up, taken) == "exists"
    assert taken.read_bytes() == b"mine"
    assert refused(shop.back_up, shop.folder.current() / "x.crmbackup") == "unsupported"
    assert refused(shop.back_up, tmp_path / "nowhere" / "x.crmbackup") == "not_found"
    assert shop.back_up(taken, replace=True).path == taken
    assert container.read(taken).small["README.txt"].startswith(b"This file is a backup")
    assert {p.name for p in tmp_path.iterdir()} == {"data", "first.crmbackup", "taken.crmbackup"}


def test_remains_of_a_killed_backup_go_with_the_next_one(shop: Shop, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    for name in (".a.crmbackup.0a1b2c.part", ".fresh.crmbackup.0a1b2c.part", ".mine.part"):
        (usb / name).write_bytes(b"half")
        os.utime(usb / name, (CLOCK.now().timestamp(),) * 2)
    for name in (".a.crmbackup.0a1b2c.part", ".mine.part"):
        os.utime(usb / name, (1, 1))
    shop.back_up(usb / "b.crmbackup")
    assert {path.name for path in usb.iterdir()} == {"b.crmbackup", ".fresh.crmbackup.0a1b2c.part", ".mine.part"}


def test_failed_replacing_keeps_the_old_file(shop: Shop, refused: Refused) -> None:
    shop.folder.database_path().write_bytes(b"\x00" * 8192)
    old = shop.backup.read_bytes()
    assert refused(shop.back_up, shop.backup, replace=True) in ("damaged", "bad_file")
    assert shop.backup.read_bytes() == old
    assert [p.name for p in shop.backup.parent.iterdir() if p.name.startswith(".")] == []


def test_passphrase_rules(shop: Shop, tmp_path: Path, refused: Refused) -> None:
    assert refused(shop.back_up, tmp_path / "x.crmbackup", "another one") == "wrong_passphrase"
    assert refused(shop.back_up, tmp_path / "x.crmbackup", "  ") == "wrong_passphrase"
    assert not (tmp_path / "x.crmbackup").exists()
    unset = new_shop(tmp_path / "other", ["A"])
    assert refused(Shop(unset, shop.backup, "").back_up, tmp_path / "x.crmbackup") == "wrong_passphrase"
    assert not KeyStore(unset).exists()
    messages = set()
    mistyped = ("1" if shop.recovery_code[0] != "1" else "2") + shop.recovery_code[1:]
    for secret in ("wrong", "", mistyped):
        with pytest.raises(UserError) as caught:
            api.verify(shop.backup, secret)
        assert caught.value.code == "wrong_passphrase"
        messages.add(caught.value.text())
    assert len(messages) == 3


@pytest.mark.slow
def test_first_backup_makes_a_key_of_full_strength(tmp_path: Path, refused: Refused) -> None:
    shop = Shop(new_shop(tmp_path / "data", ["A"]), tmp_path / "a.crmbackup", "")
    result = shop.back_up(shop.backup, PASSPHRASE)
    assert result.recovery_code is not None
    assert re.search(rb"-> scrypt \S{22} 1[6-9]\n", container.read(shop.backup).small["key-passphrase.age"])
    assert api.verify(shop.backup, PASSPHRASE).counts["customers"] == 1
    assert api.verify(shop.backup, result.recovery_code).ok
    assert shop.back_up(tmp_path / "b.crmbackup", PASSPHRASE).recovery_code is None


@pytest.mark.slow
def test_first_backup_that_fails_leaves_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = new_shop(tmp_path / "data", ["A"])
    monkeypatch.setattr(create, "publish", failing_publish)
    with pytest.raises(UserError) as caught:
        Shop(folder, tmp_path / "a.crmbackup", "").back_up(tmp_path / "a.crmbackup", PASSPHRASE)
    assert caught.value.code == "disk_full"
    assert not KeyStore(folder).exists()
    assert {path.name for path in folder.keys.iterdir()} <= {".lock"}
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def failing_publish(*_args: object, **_options: object) -> None:
    raise OSError(errno.ENOSPC, "full")


def test_numbers_go_on_after_a_restore_elsewhere(shop: Shop, tmp_path: Path) -> None:
    for number in range(2):
        shop.back_up(tmp_path / f"{number}.crmbackup")
    api.restore(tmp_path / "fresh", tmp_path / "1.crmbackup", PASSPHRASE)
    assert Catalog(DataFolder(tmp_path / "fresh")).next_sequence() == 4


@pytest.mark.slow
def test_changed_passphrase_opens_old_and_new_backups_of_this_folder(
    shop: Shop, tmp_path: Path, refused: Refused
) -> None:
    data = shop.folder.path
    assert refused(api.change_passphrase, data, "not it", "new words") == "wrong_passphrase"
    assert refused(api.change_passphrase, data, PASSPHRASE, " ") == "wrong_passphrase"
    api.change_passphrase(data, PASSPHRASE, "new words")
    shop.back_up(tmp_path / "new.crmbackup", "new words")
    assert refused(api.verify, tmp_path / "new.crmbackup", PASSPHRASE) == "wrong_passphrase"
    assert api.verify(shop.backup, PASSPHRASE).ok
    assert api.verify(shop.backup, "new words", data_dir=data).ok
    assert {p.name for p in (data / "keys").iterdir()} == KEY_FILES


def test_preview_names_who_comes_and_who_goes(shop: Shop) -> None:
    change(shop.folder, "UPDATE customer SET deleted_at = 5 WHERE id IN (1, 2)")
    change(shop.folder, "UPDATE customer SET name = 'Li', updated_at = 9 WHERE id = 3")
    change(shop.folder, "INSERT INTO customer(uid, name) VALUES ('n1', '魏然')")
    live = shop.folder.database_path().read_bytes()
    with api.open_for_restore(shop.folder.path, shop.backup, PASSPHRASE) as opened:
        preview = api.preview_of(shop.folder.path, opened)
    customers = preview.differences[0]
    assert (customers.entity, customers.now, customers.after) == ("customers", 199, 200)
    assert customers.going.names == ("魏然",)
    assert set(customers.coming.names) == {"客户0 😀", "客户1 😀"}
    assert (customers.coming.count, customers.returning, customers.changed) == (2, 2, 1)
    assert all(other.same for other in preview.differences[1:])
    assert preview.comparable
    assert not preview.other_shop
    assert shop.folder.database_path().read_bytes() == live
    assert not list(shop.folder.recovery.iterdir())


def test_restore_over_damaged_or_missing_data(shop: Shop) -> None:
    before = shop.dump()
    shop.folder.database_path().write_bytes(b"junk" * 3000)
    api.restore(shop.folder.path, shop.backup, PASSPHRASE)
    assert shop.dump() == before
    (shop.folder.path / "CURRENT").unlink()
    api.restore(shop.folder.path, shop.backup, PASSPHRASE)
    assert shop.dump() == before


def test_restore_while_the_window_is_open_is_refused(shop: Shop, refused: Refused) -> None:
    current = shop.folder.current()
    with shop.folder.lock():
        assert refused(api.restore, shop.folder.path, shop.backup, PASSPHRASE) == "busy"
        assert shop.folder.current() == current
        assert api.restore(shop.folder.path, shop.backup, PASSPHRASE, held=True).previous == current.name


def test_newer_data_is_refused(shop: Shop, tmp_path: Path, refused: Refused) -> None:
    change(shop.folder, "PRAGMA user_version = 999")
    shop.back_up(tmp_path / "future.crmbackup")
    assert api.verify(tmp_path / "future.crmbackup", PASSPHRASE).ok
    assert refused(api.restore, tmp_path / "new", tmp_path / "future.crmbackup", PASSPHRASE) == "newer_version"
    assert not (tmp_path / "new" / "CURRENT").exists()


def test_files_that_are_no_backups(tmp_path: Path, refused: Refused) -> None:
    text, book, empty = tmp_path / "a.crmbackup", tmp_path / "b.crmbackup", tmp_path / "c.crmbackup"
    text.write_text("hello, this is no backup at all, sorry for that")
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    empty.write_bytes(b"")
    assert refused(api.verify, text, "x") == "bad_file"
    assert refused(api.verify, book, "x") == "bad_file"
    assert refused(api.verify, empty, "x") == "damaged"
    assert refused(api.verify, tmp_path / "none", "x") == "not_found"


def test_catalogue_knows_backups_and_survives_its_own_loss(shop: Shop) -> None:
    own = shop.folder.backups / "own.crmbackup"
    shop.back_up(own)
    catalog = Catalog(shop.folder)
    assert [entry.file for entry in catalog.available()][:1] == [own]
    assert catalog.available()[0].verified
    last = catalog.available()[0].sequence
    (shop.folder.backups / "catalog.json").write_text("{")
    assert [entry.file for entry in catalog.available()] == [own]
    assert not catalog.available()[0].verified
    assert catalog.next_sequence() == last + 1
    (shop.folder.backups / ".x.crmbackup.part").write_bytes(shop.backup.read_bytes())
    assert len(catalog.available()) == 1


def test_moved_folder_still_knows_its_backups(shop: Shop, tmp_path: Path) -> None:
    shop.back_up(shop.folder.backups / "own.crmbackup")
    shutil.move(shop.folder.path, tmp_path / "elsewhere")
    assert [e.file.parent.parent.name for e in api.list_backups(tmp_path / "elsewhere") if e.sequence == 2] == [
        "elsewhere"
    ]
