"""``backup``, ``verify``, ``restore``, ``passphrase``, ``check``: keeping the data."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from tests.commands.conftest import PASSPHRASE, Run


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small shop with a key that opens quickly, and its backup."""
    import contextlib
    import io
    import os

    from crm_desktop.cli import main
    from crm_desktop.core.datafolder import DataFolder
    from crm_desktop.services.backup.keys import KeyStore
    from tests.services.backup import fast_age

    folder = tmp_path_factory.mktemp("kept")
    data, file = folder / "data", folder / "shop.crmbackup"
    os.environ["CRM_DESKTOP_PASSPHRASE"] = PASSPHRASE
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            assert main(["--data", str(data), "--today", "2026-09-23", "demo", "--customers", "30"]) == 0
            fast_age.install_key(KeyStore(DataFolder(data)), PASSPHRASE)
            assert main(["--data", str(data), "--today", "2026-09-23", "backup", str(file)]) == 0
    finally:
        del os.environ["CRM_DESKTOP_PASSPHRASE"]
    return data, file


@pytest.fixture
def backed_up(kept: tuple[Path, Path], tmp_path: Path, data_dir: Path) -> Path:
    """A copy of the shop in the test's data folder; returns a copy of its backup."""
    data, file = kept
    shutil.copytree(data, data_dir)
    copy = tmp_path / file.name
    shutil.copy(file, copy)
    return copy


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm", ".lock"))
    }


def test_backup_verify_restore(crm: Run, backed_up: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.crmbackup"
    made = crm("backup", second).json
    assert made["verified"] is True
    assert made["path"] == str(second)
    assert made["bytes"] == second.stat().st_size
    assert made["counts"]["customers"] == 30
    assert "recovery_code" not in made
    verified = crm("verify", second).json
    assert (verified["ok"], verified["counts"]) == (True, made["counts"])
    assert verified["created"]
    other = tmp_path / "other"
    restored = crm("restore", second, data=other).json
    assert restored["counts"] == made["counts"]
    assert restored["previous"] is None
    before = crm("list", "customers", "--limit", 99).json
    assert crm("list", "customers", "--limit", 99, data=other).json == before


def test_restore_keeps_what_was_there(crm: Run, backed_up: Path) -> None:
    newest = crm("history", "--limit", 1).json["changes"][0]["id"]
    assert crm("undo", newest).code == 0
    assert crm("list", "customers").json["total"] == 0
    restored = crm("restore", backed_up).json
    assert restored["previous"]
    assert crm("list", "customers").json["total"] == 30


def test_an_existing_file_is_kept_unless_replaced(crm: Run, backed_up: Path) -> None:
    before = backed_up.read_bytes()
    assert crm("backup", backed_up).error == "exists"
    assert backed_up.read_bytes() == before
    assert crm("backup", backed_up, "--replace").json["verified"] is True
    assert backed_up.read_bytes() != before


def test_a_wrong_passphrase_is_refused(crm: Run, backed_up: Path, tmp_path: Path, data_dir: Path) -> None:
    wrong = tmp_path / "passphrase.txt"
    wrong.write_text("not this one\n", "utf-8")
    before = snapshot(data_dir)
    for command in (("verify", backed_up), ("restore", backed_up), ("backup", tmp_path / "new.crmbackup")):
        for lang in ("en", "zh_CN"):
            outcome = crm(*command, "--passphrase-file", wrong, lang=lang)
            assert (outcome.code, outcome.error) == (1, "wrong_passphrase")
            assert outcome.err.strip()
    assert not (tmp_path / "new.crmbackup").exists()
    assert snapshot(data_dir) == before


def test_a_passphrase_file_opens_it(crm: Run, backed_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CRM_DESKTOP_PASSPHRASE")
    file = tmp_path / "passphrase.txt"
    file.write_text(f"{PASSPHRASE}\n", "utf-8")
    assert crm("verify", backed_up, "--passphrase-file", file).json["ok"] is True
    assert crm("verify", backed_up, "--passphrase-file", tmp_path / "missing.txt").error == "bad_file"
    assert crm("backup", tmp_path / "without.crmbackup").code == 0  # the shop has its key already


def test_the_first_backup_needs_a_passphrase(crm: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CRM_DESKTOP_PASSPHRASE")
    assert crm("backup", tmp_path / "first.crmbackup").error == "wrong_passphrase"
    assert not (tmp_path / "first.crmbackup").exists()


def test_a_new_passphrase_opens_new_backups(
    crm: Run, backed_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert crm("passphrase").error == "wrong_passphrase"  # no new one was given
    monkeypatch.setenv("CRM_DESKTOP_NEW_PASSPHRASE", "another one")
    assert crm("passphrase").json == {"changed": True}
    later = tmp_path / "later.crmbackup"
    assert crm("backup", later).error == "wrong_passphrase"
    monkeypatch.setenv("CRM_DESKTOP_PASSPHRASE", "another one")
    assert crm("backup", later).code == 0
    assert crm("verify", later).json["ok"] is True


@pytest.mark.parametrize("keep", [0.0, 0.3, 0.9])
def test_a_cut_backup_is_told_apart(crm: Run, backed_up: Path, data_dir: Path, keep: float) -> None:
    whole = backed_up.read_bytes()
    backed_up.write_bytes(whole[: int(len(whole) * keep)])
    before = snapshot(data_dir)
    for lang in ("en", "zh_CN"):
        outcome = crm("verify", backed_up, lang=lang)
        assert outcome.code == 1
        assert outcome.json["ok"] is False
        assert outcome.error in ("damaged", "bad_file")
        assert crm("restore", backed_up, lang=lang).error in ("damaged", "bad_file")
    assert snapshot(data_dir) == before


def test_no_such_file(crm: Run, tmp_path: Path) -> None:
    assert crm("verify", tmp_path / "none.crmbackup").error == "not_found"
    assert crm("restore", tmp_path / "none.crmbackup").error == "not_found"


def test_a_window_keeps_its_folder(crm: Run, backed_up: Path, data_dir: Path, process: Run) -> None:
    """What must flip generations answers ``busy`` while a window has the folder; reading and writing go on."""
    from crm_desktop.core.datafolder import DataFolder

    with DataFolder(data_dir).lock():
        assert process("restore", backed_up, "--json", env={"CRM_DESKTOP_PASSPHRASE": PASSPHRASE}).error == "busy"
        assert process("list", "customers", "--json").json["total"] == 30
        assert process("undo", "2", "--json").code == 0
    assert crm("list", "customers").json["total"] == 0


def test_check_finds_nothing_in_a_sound_folder(shop: Run) -> None:
    assert shop("check").json == {"ok": True, "problems": [], "repaired": []}


def test_check_finds_and_repairs_damage(shop: Run, data_dir: Path) -> None:
    database = next(data_dir.glob("gen-*/crm.db"))
    content = bytearray(database.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xa5" * 4096
    database.write_bytes(bytes(content))
    found = shop("check")
    assert found.code == 1
    assert found.json["ok"] is False
    assert found.json["problems"]
    repaired = shop("check", "--repair")
    assert repaired.code == 0, repaired.err
    assert repaired.json["ok"] is True
    assert repaired.json["repaired"]
    assert shop("list", "customers").json["total"] > 0


def test_a_newer_database_is_left_alone(shop: Run, data_dir: Path) -> None:
    from sqlcipher3 import dbapi2 as engine

    database = next(data_dir.glob("gen-*/crm.db"))
    connection = engine.connect(str(database), isolation_level=None)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute(f"PRAGMA user_version = {version + 1000}")
    connection.close()
    before = snapshot(data_dir)
    for lang in ("en", "zh_CN"):
        for command in (("list", "customers"), ("demo",), ("check", "--repair"), ("undo", 2)):
            outcome = shop(*command, lang=lang)
            assert (outcome.code, outcome.error) == (1, "newer_version")
    assert snapshot(data_dir) == before


def test_support_writes_a_report_that_names_nobody(shop: Run, tmp_path: Path) -> None:
    name = shop("list", "customers", "--limit", "1").json["rows"][0]["name"]
    answer = shop("support", tmp_path / "report.zip").json
    assert answer["bytes"] == (tmp_path / "report.zip").stat().st_size
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        everything = "\n".join(archive.read(member).decode() for member in archive.namelist())
    assert '"quick_check": [' in everything
    assert name not in everything
