"""An import that is killed at any moment has happened in full or not at all, and nothing stays locked."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crm_desktop.services.context import Services
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions
from tests.faults import many
from tests.services.importing.files import csv_file

ROWS = 1_500
SCRIPT = """
import sys
from pathlib import Path
from crm_desktop.services.context import open_services
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions
if __name__ == "__main__":
    services = open_services(Path(sys.argv[1]))
    print("ready", flush=True)
    result = import_file(services, Path(sys.argv[2]), ImportOptions(existing="overwrite", links={"referrer": "create"}))
    print("done", result.created, result.updated, flush=True)
    services.close()
"""

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes can't be killed like this here")


def fingerprint(services: Services) -> str:
    """Everything that an import may touch, bookkeeping of time left out."""
    found = hashlib.sha256()
    for sql in (
        "SELECT id, code, name, phones, notes, tags, referrer_id, deleted_at FROM customer ORDER BY id",
        "SELECT id, customer_id, title, amount FROM deal ORDER BY id",
        "SELECT entity, kind, value, record_id FROM lookup_key ORDER BY 1, 2, 3, 4",
        "SELECT customer_id FROM customer_stats ORDER BY 1",
        "SELECT count(*), max(id) FROM audit_log",
        "SELECT change_id, count(*) FROM change_row GROUP BY change_id ORDER BY 1",
        "SELECT file_name, counts FROM import_run ORDER BY id",
        "PRAGMA integrity_check",
        "PRAGMA foreign_key_check",
    ):
        for row in services.db.execute_sql(sql).fetchall():
            found.update(repr(row).encode())
    return found.hexdigest()


def look(open_shop: Callable[..., Services], folder: Path) -> tuple[str, int]:
    services = open_shop(folder)
    answer = fingerprint(services), services.search.find("新客7").total
    services.close()
    return answer


def start(folder: Path, file: Path) -> subprocess.Popen[str]:
    script = file.with_name("killed.py")
    script.write_text(SCRIPT)
    process = subprocess.Popen(
        [sys.executable, str(script), str(folder), str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def finish(process: subprocess.Popen[str]) -> bool:
    """Whether the import had told that it was done; waits until its reader is gone too."""
    assert process.stdout is not None
    rest = process.stdout.read()
    process.wait()
    process.stdout.close()
    deadline = time.monotonic() + 10
    with contextlib.suppress(ProcessLookupError):
        while time.monotonic() < deadline:
            os.killpg(process.pid, 0)
            time.sleep(0.02)
        raise AssertionError("the reader outlived its parent")
    return "done" in rest


def kill_rounds(open_shop: Callable[..., Services], tmp_path: Path, rounds: int) -> tuple[int, int]:
    base = tmp_path / "base"
    services = open_shop(base)
    known = "".join(f"老客{n},139{n:08d},旧\n" for n in range(300))
    import_file(services, csv_file(tmp_path / "known.csv", "姓名,电话,备注\n" + known), ImportOptions(tag=False))
    services.close()
    lines = [f"老客{n},139{n:08d},新{n},,,\n" for n in range(0, 300, 2)]
    lines += [f"新客{n},138{n:08d},,{'介绍' + str(n) if n % 50 == 0 else ''},生意{n},{n}\n" for n in range(ROWS)]
    file = csv_file(tmp_path / "new.csv", "姓名,电话,备注,介绍人,deal.title,deal.amount\n" + "".join(lines))
    whole = tmp_path / "whole"
    shutil.copytree(base, whole)
    begun = time.monotonic()
    assert finish(start(whole, file))
    took = time.monotonic() - begun
    before, after = look(open_shop, base), look(open_shop, whole)
    assert before != after
    rng, nothing, everything = random.Random(5), 0, 0
    for turn, part in enumerate(rng.sample(range(rounds), rounds)):  # every part of the work, in any order
        folder = tmp_path / f"turn{turn}"
        shutil.copytree(base, folder)
        process = start(folder, file)
        time.sleep(took * (part + rng.random()) / rounds)
        process.send_signal(signal.SIGKILL)
        told = finish(process)
        found = look(open_shop, folder)
        assert found in (before, after), f"half an import at turn {turn}"
        assert found == after or not told
        nothing, everything = nothing + (found == before), everything + (found == after)
        shutil.rmtree(folder)
    return nothing, everything


@pytest.mark.slow
@pytest.mark.fault
def test_killed_at_many_moments(open_shop: Callable[..., Services], tmp_path: Path) -> None:
    rounds = many(250, 5)
    nothing, everything = kill_rounds(open_shop, tmp_path, rounds)
    assert nothing + everything == rounds
    assert nothing > rounds // 10
