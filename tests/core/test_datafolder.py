"""The data folder never shows an empty database where data is expected, and leaves no lock behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from crm_desktop.core import places
from crm_desktop.core.clock import FixedClock
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from tests.faults import fault_at


def fill(folder: DataFolder, reason: str = "new") -> Path:
    generation = folder.new_generation(reason)
    (generation / "crm.db").write_bytes(b"x" * 4096)
    folder.flip(generation)
    return generation


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    folder.create_if_missing()
    return folder


def code(call: object, *args: object) -> str:
    with pytest.raises(UserError) as caught:
        call(*args)  # type: ignore[operator]
    return caught.value.code


def test_new_folder_has_its_parts_and_no_data(folder: DataFolder) -> None:
    assert {p.name for p in folder.path.iterdir()} == {"keys", "files", "backups", "recovery"}
    assert folder.is_new()
    assert code(folder.current) == "not_found"
    assert not folder.is_locked()


def test_flip_makes_a_generation_current_and_keeps_the_old(folder: DataFolder) -> None:
    first = fill(folder)
    second = fill(folder, "restore")
    assert folder.current() == second
    assert folder.database_path() == second / "crm.db"
    assert folder.kept() == [first]
    assert folder.info(second).previous == first.name
    assert folder.info(second).reason == "restore"


def test_missing_pointer_or_database_is_damage_not_a_new_shop(folder: DataFolder) -> None:
    generation = fill(folder)
    (generation / "crm.db").rename(generation / "away")
    assert code(folder.database_path) == "damaged"
    (generation / "crm.db").write_bytes(b"")
    assert code(folder.database_path) == "damaged"
    (folder.path / "CURRENT").write_text("../../etc")
    assert code(folder.current) == "damaged"
    (folder.path / "CURRENT").unlink()
    assert not folder.is_new()
    assert code(folder.current) == "damaged"
    assert folder.clean_orphans() == []
    assert generation.is_dir()


def test_orphans_go_but_what_was_live_stays(folder: DataFolder) -> None:
    first, second = fill(folder), fill(folder)
    orphan = folder.new_generation()
    for name in (".x.part", ".fresh.part"):
        (folder.backups / name).write_bytes(b"")
    os.utime(folder.backups / ".x.part", (1, 1))
    assert set(folder.clean_orphans()) == {orphan.name, ".x.part"}
    assert folder.generations() == [first, second]


def test_work_folders_in_use_stay(folder: DataFolder) -> None:
    fill(folder)
    (folder.recovery / ".work-dead").mkdir()
    with folder.work_dir() as work:
        assert folder.clean_orphans() == [".work-dead"]
        assert work.is_dir()
    assert not work.exists()


def test_killed_first_start_is_no_damage_and_loses_nothing(folder: DataFolder) -> None:
    attempt = folder.new_generation()
    (attempt / "crm.db").write_bytes(b"x" * 4096)
    assert folder.is_new()
    assert folder.clean_orphans() == [attempt.name]
    assert (folder.recovery / attempt.name / "crm.db").exists()


def test_generation_names_are_never_reused(folder: DataFolder) -> None:
    fill(folder)
    names = set()
    for _ in range(5):
        names.add(folder.new_generation().name)
        folder.clean_orphans()
    assert len(names) == 5


def test_old_generations_are_pruned_but_three_stay(folder: DataFolder) -> None:
    clock = FixedClock(date(2026, 11, 21))
    folder = DataFolder(folder.path, clock)
    made = [fill(folder) for _ in range(6)]
    assert folder.prune_generations() == []
    clock.advance(timedelta(days=31))
    assert folder.prune_generations() == [made[1].name, made[0].name]
    assert folder.current() == made[-1]


def test_lock_is_exclusive_and_goes_with_its_holder(folder: DataFolder) -> None:
    with folder.lock():
        assert folder.is_locked()
        assert code(folder.lock, 0) == "busy"
    assert not folder.is_locked()


HOLDER = """
import subprocess, sys, time
from pathlib import Path
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
try:
    lock = DataFolder(Path(sys.argv[1])).lock(timeout=0)
except UserError as error:
    print(error.code, flush=True)
    raise SystemExit
sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
child = subprocess.Popen(sleep, stdout=subprocess.DEVNULL, close_fds=False)
print("mine", child.pid, flush=True)
time.sleep(60)
"""


def hold(folder: DataFolder) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder.path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def test_of_twenty_starts_at_once_one_wins_and_a_kill_frees_the_lock(folder: DataFolder) -> None:
    starts = [hold(folder) for _ in range(20)]
    answers = [start.stdout.readline().split() for start in starts if start.stdout]
    winners = [(start, answer) for start, answer in zip(starts, answers, strict=True) if answer[0] == "mine"]
    try:
        assert len(winners) == 1
        assert sum(answer == ["busy"] for answer in answers) == 19
        winners[0][0].send_signal(signal.SIGKILL)
        winners[0][0].wait()
        folder.lock(timeout=0).release()
    finally:
        for start in starts:
            start.kill()
            start.wait()
            if start.stdout:
                start.stdout.close()
        for _, answer in winners:
            os.kill(int(answer[1]), signal.SIGKILL)


def test_every_failing_call_of_a_flip_leaves_old_or_new(folder: DataFolder) -> None:
    old = fill(folder)
    for failing in range(1, 60):
        with fault_at(failing) as fault:
            new = attempt(folder)
        if not fault.happened:
            assert failing > 8
            assert folder.current() == new
            return
        assert folder.database_path().exists()
        assert folder.current() == (new or folder.current())
        folder.clean_orphans()
        assert old.is_dir()
    raise AssertionError("never came through")


def attempt(folder: DataFolder) -> Path | None:
    try:
        return fill(folder)
    except UserError as error:
        return None if error.code == "disk_full" else folder.path / error.code


def test_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = "overlay / overlay rw 0 0\n//nas/x /mnt/nas cifs rw 0 0\n/dev/sdb1 /media/usb\\040stick fuseblk rw 0 0\n"
    assert places.network_type(places.mount_type(Path("/mnt/nas/shop"), mounts)) == "cifs"
    assert places.network_type(places.mount_type(Path("/media/usb stick/shop"), mounts)) is None
    assert places.mount_type(Path("/home/x"), mounts) is None
    assert places.network_type("fuse.sshfs") == "fuse.sshfs"
    assert places.look_at(tmp_path).kind == "local"
    assert places.look_at(tmp_path / "Dropbox" / "crm").service == "Dropbox"
    assert places.look_at(tmp_path / "OneDrive - Shop" / "crm").kind == "sync"
    monkeypatch.setenv("OneDrive", str(tmp_path / "cloud"))
    assert places.look_at(tmp_path / "cloud" / "crm").service == "OneDrive"


def test_network_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "mount_type", lambda _path, _mounts=None: "nfs4")
    assert code(DataFolder(tmp_path / "new").create_if_missing) == "unsupported"
    assert not (tmp_path / "new").exists()
