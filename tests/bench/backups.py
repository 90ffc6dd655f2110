"""Backups beside what a careful person would use instead: stock tools, restic and borg (Debian packages)."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as engine

from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.i18n import Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import api as backup
from crm_desktop.services.backup import container
from crm_desktop.services.context import Services, open_services
from crm_desktop.services.vault import convert, unlocking
from tests.bench import yardsticks
from tests.bench.timing import Figure, best, seconds

if TYPE_CHECKING:
    from tests.bench.places import Place

PASSPHRASE = "bench"
_READ_BACK = "Reading the backup"
_SCRYPT = re.compile(rb"-> scrypt \S+ (\d+)\n")
RUNS = 3


def tools(place: Place) -> list[Figure]:
    """Writing, reading back and restoring, each as a row of its own; an encrypted shop beside a plain one."""
    file = place.folder / "tools.crmbackup"
    with place.services() as services:
        backup.create(services, file, PASSPHRASE, replace=True)
        wrote, checked = _halves(services, file)
        database = services.db.path
    restored = best(lambda: _restore(place, file), RUNS)
    figures = _against_stock(place, database, file, wrote, checked, restored)
    figures += _against("restic", _restic, place, database, wrote + checked, restored)
    figures += _against("borg", _borg, place, database, wrote + checked, restored)
    return figures + _encrypted(place, wrote + checked)


def _halves(services: Services, file: Path) -> tuple[float, float]:
    """Seconds of writing and of reading back, the best of some runs."""
    runs = []
    for _ in range(RUNS):
        turned: list[float] = []

        def note(_done: int, _total: int, text: Text | None, turned: list[float] = turned) -> None:
            if text is not None and text.source == _READ_BACK and not turned:
                turned.append(time.perf_counter())

        begun = time.perf_counter()
        backup.create(services, file, None, replace=True, ctx=JobContext(note))
        ended = time.perf_counter()
        runs.append((turned[0] - begun, ended - turned[0]))
    return min(run[0] for run in runs), min(run[1] for run in runs)


def _restore(place: Place, file: Path) -> None:
    other = place.folder / "restored"
    shutil.rmtree(other, ignore_errors=True)
    backup.restore(other, file, PASSPHRASE)


def _against_stock(
    place: Place, database: Path, file: Path, wrote: float, checked: float, restored: float
) -> list[Figure]:
    """A restore opens the key by its passphrase, which costs about a second by intent, with the stock tool as well."""
    stock: float | None = None
    back: float | None = None
    opened: float | None = None
    if yardsticks.stock_tools():
        stock = best(lambda: yardsticks.stock_backup(database, place.folder), RUNS)
        sealed = yardsticks.stock_backup(database, place.folder)
        back = best(lambda: yardsticks.stock_verify(sealed, place.folder), RUNS)
        opened = back + best(lambda: _derive(file), RUNS)
    return [
        Figure("backup, writing", wrote, "VACUUM INTO, zstd -3, age", stock, goal=1.2),
        Figure("backup, reading back in full", checked, "age -d, zstd -d, integrity_check", back),
        Figure("restore, with its passphrase", restored, "scrypt, age -d, zstd -d, integrity_check", opened),
    ]


def _derive(file: Path) -> None:
    """What any tool has to do for the passphrase: the work that the key file in the backup asks for."""
    found = _SCRYPT.search(container.read(file).small[container.PASSPHRASE_KEY])
    assert found is not None
    hashlib.scrypt(PASSPHRASE.encode(), salt=bytes(16), n=2 ** int(found[1]), r=8, p=1, maxmem=2**31 - 1)


Tool = Callable[["Place", Path], tuple[float, float]]


def _against(name: str, tool: Tool, place: Place, database: Path, ours: float, restored: float) -> list[Figure]:
    """``ours`` is written and read back, as theirs is with their own full check."""
    if shutil.which(name) is None:
        return []
    written, back = tool(place, database)
    return [
        Figure("backup, written and read back", ours, f"{name}: copy, first backup, full check", written),
        Figure("restore", restored, f"{name}: restore, integrity_check", back),
    ]


def _copy(database: Path, place: Place) -> Path:
    copy = place.folder / "tool" / "copy.db"
    shutil.rmtree(copy.parent, ignore_errors=True)
    copy.parent.mkdir()
    connection = engine.connect(str(database))
    connection.execute("VACUUM INTO ?", (str(copy),))
    connection.close()
    return copy


def _whole(path: Path) -> None:
    connection = engine.connect(str(path))
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    connection.close()


def _run(*command: str, **environment: str) -> None:
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment})


def _restic(place: Place, database: Path) -> tuple[float, float]:
    repository = place.folder / "restic"
    access = {
        "RESTIC_PASSWORD": PASSPHRASE,
        "RESTIC_REPOSITORY": str(repository),
        "RESTIC_CACHE_DIR": str(place.folder / "cache"),
    }

    def write() -> None:
        shutil.rmtree(repository, ignore_errors=True)
        _run("restic", "init", **access)
        _run("restic", "backup", str(_copy(database, place)), **access)
        _run("restic", "check", "--read-data", **access)

    def back() -> None:
        target = place.folder / "restic-back"
        shutil.rmtree(target, ignore_errors=True)
        _run("restic", "restore", "latest", "--target", str(target), **access)
        _whole(next(target.rglob("copy.db")))

    return best(write, 2), best(back, 2)


def _borg(place: Place, database: Path) -> tuple[float, float]:
    repository = place.folder / "borg"
    access = {
        "BORG_PASSPHRASE": PASSPHRASE,
        "BORG_REPO": str(repository),
        "BORG_BASE_DIR": str(place.folder / "borg-base"),
        "BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK": "yes",
        "BORG_RELOCATED_REPO_ACCESS_IS_OK": "yes",
    }

    def write() -> None:
        shutil.rmtree(repository, ignore_errors=True)
        shutil.rmtree(place.folder / "borg-base", ignore_errors=True)
        _run("borg", "init", "--encryption", "repokey", **access)
        _run("borg", "create", "--compression", "zstd,3", "::one", str(_copy(database, place)), **access)
        _run("borg", "check", "--verify-data", **access)

    def back() -> None:
        target = place.folder / "borg-back"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        subprocess.run(["borg", "extract", "::one"], check=True, cwd=target, env={**os.environ, **access})
        _whole(next(target.rglob("copy.db")))

    return best(write, 2), best(back, 2)


def _encrypted(place: Place, plain: float) -> list[Figure]:
    """What encryption at rest costs."""
    data = place.folder / "encrypted"
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(place.shop, data)
    key = unlocking.unlock(data, PASSPHRASE)

    turning = seconds(lambda: convert.encrypt(DataFolder(data), key))

    services = open_services(data, key=key)
    try:
        wrote, checked = _halves(services, place.folder / "encrypted.crmbackup")
        with place.services() as open_one:
            slow = best(lambda: services.search.find("茶"), 9)
            quick = best(lambda: open_one.search.find("茶"), 9)
    finally:
        services.close()
    return [
        Figure("backup of an encrypted shop", wrote + checked, "backup of the plain one", plain),
        Figure("search in an encrypted shop", slow, "search in the plain one", quick),
        Figure("encrypting the whole shop", turning),
    ]
