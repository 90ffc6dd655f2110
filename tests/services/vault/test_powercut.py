"""A power cut at any moment: nothing acknowledged is lost and nothing is damaged, plain or encrypted.

The control, with syncing off, must lose or damage something: else the simulation would prove nothing.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from crm_desktop.core.datafolder import DATABASE
from crm_desktop.models import db as database
from crm_desktop.models import schema
from crm_desktop.models.migrations import SCHEMA
from crm_desktop.services.opening import fill_new
from crm_desktop.services.vault import rekey
from tests.migrations.test_golden import GOLDEN, counts
from tests.powercut import Disk, Recording, recording

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(sys.platform == "win32", reason="the recorder hooks the unix file layer"),
]
POINTS = 1000 if os.environ.get("CRM_DESKTOP_FAULTS") == "full" else 150
KEY = "ab" * 32


def insert(db: database.Database, names: list[str]) -> None:
    db.execute_sql("BEGIN IMMEDIATE")
    db.execute_sql("UPDATE audit_state SET change_id = 1")
    db.cursor().executemany(
        "INSERT INTO customer(uid, created_at, updated_at, name, notes) VALUES (hex(randomblob(16)), 1, 1, ?, ?)",
        [(name, "记" * 200) for name in names],
    )
    db.execute_sql("UPDATE audit_state SET change_id = NULL")
    db.execute_sql("COMMIT")


def work(path: Path, key: str | None, flow: str, pragma: str | None = None) -> Recording:
    """Customers one by one or in bulk, checkpoints between; a mark holds how many are acknowledged."""
    with recording() as made:
        db = database.open_database(path, key)
        db.execute_sql("PRAGMA query_only=0")
        db.execute_sql("PRAGMA wal_autocheckpoint=40")  # many checkpoints in a short run
        if pragma:
            db.execute_sql(pragma)
        done = 0
        for _ in range(60 if flow == "write" else 8):
            names = [f"客户{done + number}" for number in range(1 if flow == "write" else 60)]
            insert(db, names)
            done += len(names)
            made.mark(done)
        db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()
    return made


Judge = Callable[[database.Database, int], bool]
"""Whether all that was acknowledged is there."""


def all_customers(db: database.Database, acknowledged: int) -> bool:
    return bool(db.execute_sql("SELECT count(*) FROM customer").fetchone()[0] >= acknowledged)


def outcome(image: dict[str, bytes], place: Path, key: str | None, acknowledged: int, judge: Judge) -> str:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for path, data in image.items():
        (place / Path(path).name).write_bytes(data)
    db = database.open_database(place / DATABASE, key)
    try:
        if db.execute_sql("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            return "damaged"
        return "whole" if judge(db, acknowledged) else "lost"
    except database.DatabaseError:
        return "damaged"
    finally:
        db.close()


def cut(made: Recording, place: Path, key: str | None, seed: int, judge: Judge = all_customers) -> Counter[str]:
    """Outcomes of power cuts spread over the whole run."""
    dice, disk = random.Random(seed), Disk()
    moments = Counter(dice.randrange(len(made.events)) for _ in range(POINTS))
    found: Counter[str] = Counter()
    for number, event in enumerate(made.events):
        disk.take(event)
        for _ in range(moments[number]):
            found[outcome(disk.crash(dice), place, key, disk.acknowledged, judge)] += 1
    return found


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
@pytest.mark.parametrize("flow", ["write", "bulk"])
def test_nothing_acknowledged_is_lost(tmp_path: Path, key: str | None, flow: str) -> None:
    path = tmp_path / DATABASE
    fill_new(path, key)
    made = work(path, key, flow)
    syncs = sum(event.kind == "sync" for event in made.events)
    assert syncs > 8
    assert cut(made, tmp_path / "image", key, 7) == {"whole": POINTS}


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_a_migration_is_there_as_a_whole_or_not_at_all(tmp_path: Path, key: str | None) -> None:
    path, golden = tmp_path / DATABASE, tmp_path / "golden.db"
    shutil.copy(GOLDEN[0], golden)
    if key is None:
        golden.rename(path)
    else:
        rekey.export(golden, None, path, key)
    expected = counts(GOLDEN[0])["customer"]
    ready = database.open_database(path, key)  # the switch to the log happens on a copy that nothing points to yet
    ready.execute_sql("SELECT count(*) FROM customer")
    ready.close()
    with recording() as made:
        db = database.open_database(path, key)
        schema.migrate(db)
        made.mark(1)
        db.execute_sql("PRAGMA query_only=0")
        db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()

    def migrated(db: database.Database, acknowledged: int) -> bool:
        held = db.execute_sql("SELECT count(*) FROM customer").fetchone()[0]
        return held == expected and schema.version(db) in ((SCHEMA,) if acknowledged else (1, SCHEMA))

    assert cut(made, tmp_path / "image", key, 7, migrated) == {"whole": POINTS}


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_the_control_without_syncing_fails(tmp_path: Path, key: str | None) -> None:
    path = tmp_path / DATABASE
    fill_new(path, key)
    made = work(path, key, "write", "PRAGMA synchronous=OFF")
    found = cut(made, tmp_path / "image", key, 7)
    assert found["lost"] + found["damaged"] > POINTS / 10
