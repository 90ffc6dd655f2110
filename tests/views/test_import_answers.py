"""The window answers while a large file is looked at, checked and imported."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QComboBox

from crm_desktop.views import actions
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import CHECK, COLUMNS, HOW, RESULT, ImportWizard
from tests.bench.yardsticks import COLUMNS as HEADER
from tests.bench.yardsticks import customers
from tests.services.importing.files import workbook

ROWS = 20_000
MOST_WORK, LONGEST = 0.35, 2.0
"""Seconds: of the window's own work in one piece, and of waiting for others too, on a machine that does much else."""
PULSE_MS = 5


class Pulse(QObject):
    """Beats in the event loop and remembers how long it once did not: by the thread's own time and by the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.work: dict[str, float] = {}
        self.longest: dict[str, float] = {}
        self._at, self.last, self._spent = "", time.perf_counter(), time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(PULSE_MS)

    def _beat(self) -> None:
        now, spent = time.perf_counter(), time.thread_time()
        self.longest[self._at] = max(self.longest.get(self._at, 0.0), now - self.last)
        self.work[self._at] = max(self.work.get(self._at, 0.0), spent - self._spent)
        self.last, self._spent = now, spent

    @contextmanager
    def during(self, what: str) -> Iterator[None]:
        self._at = what
        yield


def messy(path: Path) -> Path:
    """Every tenth row has something wrong, every seventh repeats another, every ninth is cleaned."""
    rows: list[list[object]] = [list(HEADER)]
    for number, row in enumerate(customers(ROWS), start=1):
        if number % 10 == 0:
            row[2], row[6] = "1.38E+10", f"{number % 28 + 1}月32日"
        if number % 7 == 0:
            row[2] = rows[-1][2]
        if number % 9 == 0:
            row[1], row[8] = f" {row[1]}  先生", f"来源{number % 300}"
        rows.append(row)
    return workbook(path, rows)


@pytest.fixture
def wizard(qtbot: Any, window: MainWindow) -> ImportWizard:
    dialog = actions.open_dialog(window.ctx, "crm_desktop.views.pages.importing.wizard:ImportWizard")
    assert isinstance(dialog, ImportWizard)
    qtbot.waitUntil(dialog.isVisible)
    window.ctx.prompter.answer("confirm", True)  # corrections are lost at the end of the test
    return dialog


def test_the_event_loop_is_never_held_up(qtbot: Any, wizard: ImportWizard, tmp_path: Path) -> None:
    path = messy(tmp_path / "客户.xlsx")

    def done(step: int) -> Callable[[], bool]:
        return lambda: wizard.step == step and not wizard.busy()

    pulse = Pulse()
    with pulse.during("looking"):
        wizard.open_file(path)
        qtbot.waitUntil(lambda: wizard.session.preview is not None and not wizard.busy(), timeout=120_000)
    for step, what in ((HOW, "how"), (COLUMNS, "columns"), (CHECK, "checking")):
        with pulse.during(what):
            wizard.accept()
            qtbot.waitUntil(lambda step=step: wizard.step >= step and not wizard.busy(), timeout=120_000)
            if wizard.step != step:  # words that no choice has
                wizard.accept()
                qtbot.waitUntil(done(CHECK), timeout=120_000)
    model = wizard.check_step.errors.model
    with pulse.during("correcting"):
        model.setData(model.index(0, 2), "13905718842")
        qtbot.waitUntil(lambda: not wizard.busy(), timeout=120_000)
    with pulse.during("importing"):
        wizard.accept()
        qtbot.waitUntil(done(RESULT), timeout=240_000)
    assert max(pulse.work.values()) < MOST_WORK, pulse.work
    assert max(pulse.longest.values()) < LONGEST, pulse.longest


def test_a_file_of_many_columns_is_shown_a_few_at_a_time(qtbot: Any, wizard: ImportWizard, tmp_path: Path) -> None:
    rows = [[f"Column {number}" for number in range(80)], [f"value {number}" for number in range(80)]]
    rows[0][77] = "姓名"
    wizard.open_file(workbook(tmp_path / "wide.xlsx", rows))
    qtbot.waitUntil(lambda: wizard.session.preview is not None and not wizard.busy(), timeout=30_000)
    wizard.accept()
    wizard.accept()
    step = wizard.columns_step
    assert wizard.step == COLUMNS
    assert len(step.findChildren(QComboBox)) < 10
    assert step.columns()[77] == "name", "what is not shown yet counts"
    step.set_target(79, "notes")
    assert step.columns()[79] == "notes"
    assert len({combo.objectName() for combo in step.findChildren(QComboBox)}) == 80
    wizard.reject()
