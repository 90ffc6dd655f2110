"""Whatever a shop typed comes back byte for byte."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import api, child, create
from tests.faults import many

from .conftest import CLOCK, PASSPHRASE, Shop, change, dump
from .test_damage import Silent

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
ODD = [
    "\U0001f680\U0001f3fd\u200d\U0001f469",
    "\u05e2\u05d1\u05e8\u05d9\u05ea\u200f",
    "\u0628\u064a\u0639",
    "𠮷野家",
    "a\r\n\tb",
    "'; --",
]
NAMES = TEXT.filter(str.strip) | st.sampled_from(ODD)
NUMBERS = st.integers(-(2**63), 2**63 - 1)
COUNTER = itertools.count()


def inline(function: Any, *args: object, ctx: JobContext | None = None) -> Any:
    return function(Silent(), *args)


def round_trip(shop: Shop, place: Path, rows: list[tuple[str, str, int]], blob: bytes) -> None:
    folder = DataFolder(place / "data", FixedClock(CLOCK.now()))
    shutil.copytree(shop.folder.path, folder.path)
    for at, (name, notes, number) in enumerate(rows):
        sql = "INSERT INTO customer(uid, updated_at, name, notes, phones) VALUES (?, ?, ?, ?, ?)"
        change(folder, sql, f"u{at}", number, name, notes, f'["{number}"]')
    (folder.files / "cd").mkdir(exist_ok=True)
    (folder.files / "cd" / "cd99").write_bytes(blob)
    before = dump(folder.database_path())
    create.create(folder, place / "x.crmbackup", None, clock=CLOCK)
    api.restore(place / "new", place / "x.crmbackup", PASSPHRASE)
    assert dump(DataFolder(place / "new").database_path()) == before
    assert (place / "new" / "files" / "cd" / "cd99").read_bytes() == blob
    shutil.rmtree(place)


ROWS = st.lists(st.tuples(NAMES, TEXT, NUMBERS), max_size=4)


@settings(max_examples=25)
@given(rows=ROWS, blob=st.binary(max_size=2000))
def test_anything_comes_back(
    made_once: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[tuple[str, str, int]], blob: bytes
) -> None:
    monkeypatch.setattr(child, "run", inline)
    round_trip(made_once, tmp_path / str(next(COUNTER)), rows, blob)


@pytest.mark.slow
@pytest.mark.fault
@settings(max_examples=many(300, 60))
@given(rows=ROWS, blob=st.binary(max_size=2000))
def test_many_shops_come_back(
    made_once: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[tuple[str, str, int]], blob: bytes
) -> None:
    monkeypatch.setattr(child, "run", inline)
    round_trip(made_once, tmp_path / str(next(COUNTER)), rows, blob)
