"""A change of a few records, too, is backed up first when the last backup is over an hour old; the window goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.app import open_window
from crm_desktop.core.clock import FixedClock
from crm_desktop.core.i18n import N_
from crm_desktop.services.backup import api, schedule
from crm_desktop.services.listing import ListQuery
from crm_desktop.services.unit_of_work import UnitOfWork
from crm_desktop.views.pages.customers.bulk_work import Done, Target, change_many
from crm_desktop.views.qtmodels.ticks import Chosen
from tests.services.vault.conftest import make_vault

WAIT_MS = 30_000
STALL_S = 0.05
"""Seconds that the window may be busy with it at a stretch."""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, clock: FixedClock) -> Iterator[Any]:
    vault = make_vault(tmp_path / "data", clock, "Ann", "Bo", "Cy")
    made: Any = open_window(vault.data, now="2026-09-23T10:00:00")
    qtbot.addWidget(made)
    yield made
    made.close()


def mark(window: Any, text: str) -> tuple[list[Done], float]:
    """Change two customers as the list does; what it told, and how long the thread of the window was busy with it."""
    services, told = window.ctx.services, []

    def change(work: UnitOfWork, ids: Sequence[int]) -> int:
        for customer in ids:
            services.customers.update(work, customer, {"notes": text})
        return len(ids)

    target = Target(Chosen(frozenset({1, 2})), ListQuery("customers"), 2)
    begun = time.thread_time()
    change_many(window.ctx, N_("undo", "Change"), target, change, told.append, title="Change", origin=None)
    return told, time.thread_time() - begun


def backups(window: Any) -> list[str]:
    return [entry.kind for entry in api.list_backups(window.ctx.services.data_dir)]


def test_the_backup_comes_first_and_the_window_goes_on(qtbot: QtBot, window: Any) -> None:
    services = window.ctx.services
    assert schedule.automatic(services) is not None
    told, _ = mark(window, "at once")
    assert len(told) == 1, "the last backup is fresh"
    services.clock.advance(timedelta(hours=2))
    told, busy = mark(window, "after a backup")
    assert not told
    assert busy < STALL_S
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    assert told[0].changed == 2
    assert backups(window) == ["pre-import", "auto"]
    assert services.customers.get(1).notes == "after a backup"
    services.history.undo(told[0].change)
    assert services.customers.get(1).notes == "at once"
    told, _ = mark(window, "at once again")
    assert len(told) == 1
    assert backups(window) == ["pre-import", "auto"]


def test_without_a_passphrase_nothing_waits(qtbot: QtBot, tmp_path: Path) -> None:
    made: Any = open_window(tmp_path / "fresh", now="2026-09-23T10:00:00")
    qtbot.addWidget(made)
    services = made.ctx.services
    with services.write(N_("undo", "Add")) as work:
        for name in ("Ann", "Bo"):
            services.customers.create(work, {"name": name})
    told, _ = mark(made, "x")
    assert len(told) == 1
    made.close()
