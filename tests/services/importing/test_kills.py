"""An import that is killed at any moment has happened as a whole or not at all, and leaves no reader behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

ROWS = 600

SCRIPT = """
import sys
from pathlib import Path
from crm_desktop.services.context import open_services
from crm_desktop.services.importing.api import import_file
if __name__ == "__main__":
    services = open_services(Path(sys.argv[1]))
    print("go", flush=True)
    result = import_file(services, Path(sys.argv[2]))
    print("done", result.created, flush=True)
    services.close()
"""


def run(script: Path, data: Path, file: Path, after: float | None) -> tuple[bool, float]:
    """Whether the import was done before it was killed (never, with ``after`` None), and how long it took."""
    process = subprocess.Popen(
        [sys.executable, str(script), str(data), str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n"
    begun = time.monotonic()
    if after is not None:
        time.sleep(after)
        os.kill(process.pid, signal.SIGKILL)
    rest = process.stdout.read()
    took = time.monotonic() - begun
    process.wait()
    process.stdout.close()
    gone = time.monotonic() + 10
    while _alive(process.pid) and time.monotonic() < gone:
        time.sleep(0.05)
    assert not _alive(process.pid), "the reader outlived the import"
    return f"done {ROWS}" in rest, took


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def people(path: Path, turn: int) -> Path:
    with path.open("w", encoding="utf-8") as out:
        out.write("姓名,电话,标签,备注,下次跟进,商机\n")
        for i in range(ROWS):
            out.write(f"客户{turn}-{i},1{30 + turn % 60:02}{i:08},老客;{turn},备注{i},2026-12-01,轮胎{i}\n")
    return path


def killing_rounds(open_shop: Callable[..., Services], data: Path, folder: Path, rounds: int) -> tuple[int, int]:
    script = folder / "import.py"
    script.write_text(SCRIPT)
    rng = random.Random(5)
    open_shop(data).close()
    done, whole = run(script, data, people(folder / "whole.csv", 0), None)
    assert done
    kept = spared = 0
    for turn in range(1, rounds + 1):
        finished, _ = run(script, data, people(folder / "people.csv", turn), rng.uniform(0.0, 1.1 * whole))
        with closing(open_shop(data)) as shop:
            counts = [
                shop.db.execute_sql(f"SELECT count(*) FROM {table} WHERE {where} LIKE ?", (f"{word}%",)).fetchone()[0]
                for table, where, word in (
                    ("customer", "name", f"客户{turn}-"),
                    ("follow_up f JOIN customer c ON c.id = f.customer_id", "c.name", f"客户{turn}-"),
                    ("deal d JOIN customer c ON c.id = d.customer_id", "c.name", f"客户{turn}-"),
                )
            ]
            assert counts in ([0] * 3, [ROWS] * 3)
            assert (counts[0] == ROWS) or not finished
            assert shop.db.execute_sql("PRAGMA quick_check").fetchone()[0] == "ok"
            kept += counts[0] == ROWS
            spared += counts[0] == 0
    return kept, spared


@pytest.mark.skipif(sys.platform == "win32", reason="process groups of POSIX systems")
def test_killed_imports(open_shop: Callable[..., Services], data_dir: Path, tmp_path: Path) -> None:
    kept, spared = killing_rounds(open_shop, data_dir, tmp_path, 3)
    assert kept + spared == 3


@pytest.mark.slow
@pytest.mark.fault
@pytest.mark.skipif(sys.platform == "win32", reason="process groups of POSIX systems")
def test_a_hundred_killed_imports(open_shop: Callable[..., Services], data_dir: Path, tmp_path: Path) -> None:
    kept, spared = killing_rounds(open_shop, data_dir, tmp_path, 100)
    assert spared > 10
    assert kept + spared == 100
