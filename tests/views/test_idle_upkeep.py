"""What the window does while nobody waits."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.core import memory
from crm_desktop.views import idle_upkeep
from crm_desktop.views.main_window import MainWindow

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems' allocators give back by themselves")


def held() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1])


def leave_behind() -> tuple[int, bytes]:
    """60 MB of free memory below something in use, which keeps the heap from shrinking; pages held before."""
    small = [bytearray(600) for _ in range(100_000)]
    above = bytes(1000)
    del small
    return held(), above


def test_free_memory_is_given_back() -> None:
    before, _above = leave_behind()
    memory.give_back()
    assert held() < before - 10_000


def test_a_moment_after_the_last_job(window: MainWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idle_upkeep, "REST_MS", 50)
    upkeep = idle_upkeep.IdleUpkeep(window.ctx, window)
    before, _above = leave_behind()
    window.ctx.jobs.run(lambda _job: None, "", quiet=True)
    qtbot.waitUntil(lambda: held() < before - 10_000, timeout=5000)
    upkeep.stop()
