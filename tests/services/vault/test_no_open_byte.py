"""No personal data in any unencrypted byte on the disk once encryption is on."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.i18n import N_
from crm_desktop.services.backup import api, schedule
from crm_desktop.services.upkeep import check
from crm_desktop.services.vault import convert
from tests.services.backup.conftest import PASSPHRASE

from .conftest import Vault, make_vault

CODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gbk")


def planted() -> list[tuple[str, str]]:
    """200 names and phones that occur nowhere else."""
    dice = random.Random(5)
    surnames, given = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "曦玥骁翊琰霁昕岚翎沁漪珩璟澈"
    return [
        (dice.choice(surnames) + "".join(dice.sample(given, 2)) + f"七{number}", f"139{dice.randrange(10**7, 10**8)}")
        for number in range(200)
    ]


def found_in(places: list[Path], people: list[tuple[str, str]]) -> list[str]:
    """``file: text (coding)`` of everything planted that lies open below ``places``."""
    needles = {text.encode(coding): f"{text} ({coding})" for pair in people for text in pair for coding in CODINGS}
    starts = np.zeros(1 << 24, bool)  # by the first three bytes: 1,600 searches of every file would take minutes
    for needle in needles:
        starts[int.from_bytes(needle[:3])] = True
    lengths = sorted({len(needle) for needle in needles})
    hits = []
    for place in places:
        for path in place.rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                found = {
                    label
                    for at in _places(data, starts)
                    for length in lengths
                    if (label := needles.get(data[at : at + length]))
                }
                hits += [f"{path}: {label}" for label in sorted(found)]
    return hits


def _places(data: bytes, starts: np.typing.NDArray[np.bool_]) -> list[int]:
    """Where in ``data`` one of the three-byte ``starts`` stands."""
    each = np.frombuffer(data, np.uint8).astype(np.uint32)
    return [int(at) for at in np.flatnonzero(starts[each[:-2] << 16 | each[1:-1] << 8 | each[2:]])]


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of our own for this process and its children."""
    import tempfile

    place = tmp_path / "temp"
    place.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return place


def fill(vault: Vault, people: list[tuple[str, str]], place: Path) -> None:
    services = vault.open()
    with services.write(N_("undo", "Fill")) as work:
        for name, phone in people:
            services.customers.create(work, {"name": name, "phone": [phone], "notes": f"{name} {phone}"})
        note = place / "note.txt"
        note.write_text("\n".join(f"{name} {phone}" for name, phone in people), "utf-8")
        services.attachments.add(work, note, customer_id=1)
        note.unlink()
    services.close()


def test_nothing_lies_open(tmp_path: Path, clock: FixedClock, temp: Path) -> None:
    people = planted()
    vault = make_vault(tmp_path / "data", clock)
    fill(vault, people, tmp_path)
    assert found_in([vault.data], people), "the control: in a plain shop they are found"
    convert.encrypt(vault.folder, vault.key)
    services = vault.open()
    backup = schedule.automatic(services, force=True)
    assert backup is not None
    with services.write(N_("undo", "Change")) as work:
        for number, (name, _phone) in enumerate(people, 1):
            services.customers.update(work, number, {"preferences": f"喜欢 {name}"})
    services.history.undo(work.id)
    assert check(services).ok
    api.create(services, tmp_path / "out.crmbackup", None)
    api.preview(services, backup.path, PASSPHRASE)
    assert found_in([vault.data, temp, tmp_path], people) == [], "while it is open, its log included"
    services.close()
    api.restore(vault.data, backup.path, PASSPHRASE)
    assert found_in([vault.data, temp, tmp_path], people) == []


SCRIPT = """
import sys
from pathlib import Path
from datetime import timedelta
from crm_desktop.core.i18n import N_
from crm_desktop.services.backup import api, schedule
from crm_desktop.services.backup.keys import ShopKey
from crm_desktop.services.context import open_services

if __name__ == "__main__":
    services = open_services(Path(sys.argv[1]), key=ShopKey.parse(sys.stdin.buffer.read()))
    print("go", flush=True)
    while True:
        with services.write(N_("undo", "Change")) as work:
            services.customers.update(work, 1, {"notes": str(work.id)})
        made = schedule.automatic(services, force=True)
        api.preview(services, made.path, sys.argv[2])
"""


def test_nothing_lies_open_after_a_kill(tmp_path: Path, clock: FixedClock, temp: Path) -> None:
    """Killed at any moment of backing up and looking inside, the temporary files it leaves are as closed."""
    people = planted()
    vault = make_vault(tmp_path / "data", clock)
    fill(vault, people, tmp_path)
    convert.encrypt(vault.folder, vault.key)
    services = vault.open()
    schedule.automatic(services, force=True)
    services.close()
    script = tmp_path / "worker.py"
    script.write_text(SCRIPT)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for tenths in (4, 9, 14, 19, 26):
        child = subprocess.Popen(
            [sys.executable, str(script), str(vault.data), PASSPHRASE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(vault.key.text())
        child.stdin.close()
        child.stdout.readline()
        try:
            child.wait(tenths / 10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        child.stdout.close()
        assert found_in([vault.data, temp], people) == []
    assert len(vault.names()) == 200
