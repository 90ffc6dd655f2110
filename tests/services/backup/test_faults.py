"""Full disks, failing calls and kills: live data stay, a backup is whole or not there, a key always opens."""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crm_desktop.core.errors import UserError
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import agefile, api, child
from crm_desktop.services.backup.keys import KeyStore
from tests.faults import fault_at, many

from . import fast_age
from .conftest import PASSPHRASE, Shop, change, dump
from .test_damage import Silent

CODES = {errno.ENOSPC: "disk_full", errno.EACCES: "read_only", errno.EIO: "damaged"}


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the child's work here, where calls can be made to fail; keys at a cost that allows hundreds of them."""

    def run(function: Callable[..., object], *args: object, ctx: JobContext | None = None) -> object:
        return function(Silent(), *args)

    monkeypatch.setattr(child, "run", run)
    monkeypatch.setattr(agefile, "wrap", fast_age.wrap)


def attempt(call: Callable[[], object], code: int) -> bool:
    """Whether ``call`` came through; it may only fail with the fitting code."""
    failed = failure(call)
    assert failed is None or failed.code in (CODES[code], "busy"), failed.text()
    return failed is None


def failure(call: Callable[[], object]) -> UserError | None:
    try:
        call()
    except UserError as error:
        return error
    return None


@pytest.mark.parametrize("code", CODES, ids=CODES.values())
@pytest.mark.parametrize("forever", [False, True], ids=["once", "forever"])
def test_backup_with_every_failing_call(shop: Shop, tmp_path: Path, in_process: None, code: int, forever: bool) -> None:
    before = dump(shop.folder.database_path())
    out = tmp_path / "usb"
    out.mkdir()
    for number in range(1, 200):
        with fault_at(number, code, forever=forever) as fault:
            done = attempt(lambda: shop.back_up(out / "a.crmbackup"), code)
        if not fault.happened:
            assert done
            assert number > 15
            break
        left = sorted(path.name for path in out.iterdir())
        assert left in ([], ["a.crmbackup"]), (number, fault.where)
        if left:
            assert api.verify(out / "a.crmbackup", PASSPHRASE).ok
            (out / "a.crmbackup").unlink()
        assert not [work for work in shop.folder.recovery.iterdir() if work.name.startswith(".work")]
    else:
        raise AssertionError("never came through")
    assert dump(shop.folder.database_path()) == before


@pytest.mark.parametrize("code", CODES, ids=CODES.values())
@pytest.mark.parametrize("forever", [False, True], ids=["once", "forever"])
def test_restore_with_every_failing_call(shop: Shop, in_process: None, code: int, forever: bool) -> None:
    change(shop.folder, "DELETE FROM customer WHERE id > 20")
    old = dump(shop.folder.database_path())
    generation = shop.folder.current()
    for number in range(1, 200):
        with fault_at(number, code, forever=forever) as fault:
            done = attempt(lambda: api.restore(shop.folder.path, shop.backup, PASSPHRASE), code)
        if not fault.happened:
            assert done
            assert number > 10
            assert len(dump(shop.folder.database_path())["customer"]) == 200
            return
        if shop.folder.current() == generation:
            assert dump(shop.folder.database_path()) == old
        else:
            assert len(dump(shop.folder.database_path())["customer"]) == 200
            shop.folder.flip(generation)
        shop.folder.clean_orphans()
    raise AssertionError("never came through")


@pytest.mark.parametrize("code", CODES, ids=CODES.values())
def test_passphrase_change_with_every_failing_call(shop: Shop, in_process: None, code: int) -> None:
    keys = KeyStore(shop.folder)
    for number in range(1, 60):
        with fault_at(number, code) as fault:
            done = attempt(lambda: keys.change_passphrase(PASSPHRASE, "new words"), code)
        opened = keys.unlock(shop.recovery_code)
        if not fault.happened:
            assert done
            assert keys.unlock("new words") == opened
            assert number > 4
            return
        works = [secret for secret in (PASSPHRASE, "new words") if opens(keys, secret)]
        assert len(works) == 1, fault.where
        if works == ["new words"]:
            keys.change_passphrase("new words", PASSPHRASE)
    raise AssertionError("never came through")


def opens(keys: KeyStore, secret: str) -> bool:
    try:
        keys.unlock(secret)
    except UserError as error:
        return error.code != "wrong_passphrase"
    return True


@contextmanager
def small_drive(place: Path, size_kb: int) -> Iterator[Path]:
    """A drive of its own of that size; only root may make one."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size_kb}k", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def can_mount() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("mount") is not None


@pytest.mark.skipif(not can_mount(), reason="making a small drive needs root")
@pytest.mark.fault
def test_full_drive_at_twenty_levels(shop: Shop, tmp_path: Path) -> None:
    before = dump(shop.folder.database_path())
    outcomes = []
    with small_drive(tmp_path / "usb", 4096) as drive:
        for level in range(20):
            (drive / "filler").unlink(missing_ok=True)
            (drive / "filler").write_bytes(bytes((4096 - 128 * level) * 1024))
            failed = failure(lambda: shop.back_up(drive / "a.crmbackup"))
            outcomes.append(failed.code if failed else "ok")
            assert failed is None or str(drive) in failed.text()
            (drive / "a.crmbackup").unlink(missing_ok=True)
            assert sorted(path.name for path in drive.iterdir()) == ["filler"]
    assert set(outcomes) == {"ok", "disk_full"}
    assert dump(shop.folder.database_path()) == before


@pytest.mark.skipif(not can_mount(), reason="making a small drive needs root")
@pytest.mark.fault
def test_drive_that_fills_up_while_writing(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The early check passed; then somebody else took the space."""
    monkeypatch.setattr("crm_desktop.services.backup.create._check_space", lambda *_: None)
    size = shop.backup.stat().st_size
    with small_drive(tmp_path / "usb", 512) as drive:
        for spare in range(0, size - 8192, size // 8):
            (drive / "filler").write_bytes(bytes(512 * 1024 - spare))
            with pytest.raises(UserError) as caught:
                shop.back_up(drive / "a.crmbackup")
            assert caught.value.code == "disk_full"
            assert [path.name for path in drive.iterdir()] == ["filler"]
            (drive / "filler").unlink()


@pytest.mark.skipif(not can_mount(), reason="making a read-only drive needs root")
def test_read_only_drive(shop: Shop, tmp_path: Path) -> None:
    with small_drive(tmp_path / "usb", 4096) as drive:
        shutil.copytree(shop.folder.path, drive / "data")
        subprocess.run(["mount", "-o", "remount,ro", str(drive)], check=True)
        with pytest.raises(UserError) as caught:
            shop.back_up(drive / "a.crmbackup")
        assert caught.value.code == "read_only"
        with pytest.raises(UserError) as caught:
            api.restore(drive / "data", shop.backup, PASSPHRASE)
        assert caught.value.code == "read_only"
        assert api.verify(shop.backup, PASSPHRASE).ok


def test_file_size_limit_stands_for_a_full_disk(shop: Shop, tmp_path: Path) -> None:
    """Where no drive can be made: the system refuses to let the file grow."""
    script = (
        "import sys, signal, resource\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from pathlib import Path\n"
        "from tests.services.backup.conftest import Shop\n"
        "from crm_desktop.core.datafolder import DataFolder\n"
        "from crm_desktop.core.errors import UserError\n"
        "if __name__ == '__main__':\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (20000, resource.RLIM_INFINITY))\n"
        "    try:\n"
        "        Shop(DataFolder(Path(sys.argv[1])), Path(), '').back_up(Path(sys.argv[2]))\n"
        "    except UserError as error:\n"
        "        print(error.code)\n"
    )
    (tmp_path / "run.py").write_text(script)
    done = subprocess.run(
        [sys.executable, str(tmp_path / "run.py"), str(shop.folder.path), str(tmp_path / "a.crmbackup")],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
        check=False,
    )
    assert done.stdout.split() == ["disk_full"], done.stderr
    assert not (tmp_path / "a.crmbackup").exists()
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 20000


STARTING_S = 0.2
"""What the interpreter needs before the work begins, about."""

KILLED = """
import sys
from pathlib import Path
from tests.services.backup.conftest import PASSPHRASE, Shop
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.services.backup import api
if __name__ == "__main__":
    data, backup, out = map(Path, sys.argv[1:4])
    print("go", flush=True)
    if out.name != "-":
        Shop(DataFolder(data), backup, "").back_up(out)
    else:
        api.restore(data, backup, PASSPHRASE)
    print("done", flush=True)
"""


def run_and_kill(script: Path, args: list[str], after: float, *, wait: bool = False) -> bool:
    """Whether the work was finished before it was killed; ``wait`` leaves it alone."""
    process = subprocess.Popen(
        [sys.executable, str(script), *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )
    assert process.stdout is not None
    process.stdout.readline()
    if wait:
        process.wait()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read()
    process.wait()
    process.stdout.close()
    return "done" in rest


def duration(script: Path, args: list[str]) -> float:
    """How long the work takes here and now when it is left alone (seconds)."""
    begun = time.monotonic()
    assert run_and_kill(script, args, 0.0, wait=True)
    return time.monotonic() - begun - STARTING_S


def killing_rounds(shop: Shop, tmp_path: Path, rounds: int) -> tuple[int, int]:
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    rng = random.Random(11)
    usb = tmp_path / "usb"
    usb.mkdir()
    live = dump(shop.folder.database_path())
    finished = restored = 0
    whole = duration(script, [str(shop.folder.path), str(shop.backup), str(tmp_path / "whole.crmbackup")])
    for turn, part in enumerate(rng.sample(range(rounds), rounds)):  # every part of the work, in any order
        first, second = (1.6 * whole * (part + rng.random()) / rounds for _ in range(2))
        out = usb / f"{turn}.crmbackup"
        finished += run_and_kill(script, [str(shop.folder.path), str(shop.backup), str(out)], first)
        if out.exists():
            assert api.verify(out, PASSPHRASE).ok
        assert dump(shop.folder.database_path()) == live
        restored += run_and_kill(script, [str(shop.folder.path), str(shop.backup), "-"], second)
        assert not shop.folder.is_locked()
        with shop.folder.lock():
            shop.folder.clean_orphans()
        assert dump(shop.folder.database_path()) == live
        assert all((gen / "live").exists() for gen in shop.folder.generations())
        deadline = time.monotonic() + 5
        while list(shop.folder.recovery.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.05)
            shop.folder.clean_orphans()
        assert not list(shop.folder.recovery.iterdir())
    assert all(entry.file.suffix == ".crmbackup" for entry in api.list_backups(shop.folder.path))
    return finished, restored


@pytest.mark.slow
@pytest.mark.fault
def test_two_hundred_fifty_kills(shop: Shop, tmp_path: Path) -> None:
    rounds = many(250, 10)
    finished, restored = killing_rounds(shop, tmp_path, rounds)
    assert 0 < finished < rounds
    assert 0 < restored < rounds
