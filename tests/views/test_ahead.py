"""Pages are built ahead, but never under the hands of somebody who works."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.core import memory
from crm_desktop.core.jobs import JobContext
from crm_desktop.views.ahead import REST_MS, Ahead
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages import PAGES


def test_every_page_is_there_in_the_end(qtbot: QtBot, make_window: Callable[..., MainWindow]) -> None:
    window = make_window()
    qtbot.waitUntil(lambda: len(window._pages) == len(PAGES), timeout=20_000)
    qtbot.waitUntil(lambda: not window._ahead._timer.isActive(), timeout=20_000)


def test_who_works_is_not_held_up(qtbot: QtBot, window: MainWindow) -> None:
    steps: list[bool] = []
    jobs = window.ctx.jobs
    frame = QWidget()
    qtbot.addWidget(frame)
    frame.show()
    qtbot.waitExposed(frame)
    ahead = Ahead(frame, jobs, lambda: not steps.append(True) and len(steps) < 3)
    ahead.start()
    keys = QTimer(frame)
    keys.timeout.connect(lambda: QTest.keyClick(frame.windowHandle(), Qt.Key.Key_Shift))
    QTest.keyClick(frame.windowHandle(), Qt.Key.Key_Shift)
    keys.start(100)
    qtbot.wait(REST_MS)
    assert not steps
    keys.stop()
    qtbot.waitUntil(lambda: len(steps) == 3)
    qtbot.wait(300)
    assert len(steps) == 3


def test_no_page_is_built_under_the_hands_of_a_person(qtbot: QtBot, make_window: Callable[..., MainWindow]) -> None:
    window = make_window()
    keys = QTimer(window)
    keys.timeout.connect(lambda: QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift))
    keys.start(100)
    qtbot.wait(300)
    built = len(window._pages)
    qtbot.wait(1_000)
    assert len(window._pages) == built < len(PAGES)
    keys.stop()
    qtbot.waitUntil(lambda: len(window._pages) == len(PAGES), timeout=20_000)


def test_it_waits_for_a_job(qtbot: QtBot, window: MainWindow) -> None:
    jobs = window.ctx.jobs
    steps: list[bool] = []
    end = threading.Event()
    jobs.run(lambda ctx: end.wait(20), "A long one", lane="files")
    assert not jobs.idle()
    ahead = Ahead(window, jobs, lambda: bool(steps.append(True)))
    ahead.start()
    qtbot.wait(400)
    assert not steps
    end.set()
    qtbot.waitUntil(lambda: len(steps) == 1)


def test_what_a_job_left_out_is_looked_at_while_nobody_works(qtbot: QtBot, window: MainWindow) -> None:
    def work(_ctx: JobContext) -> None:
        with memory.no_circles():
            pass

    done: list[object] = []
    window.ctx.jobs.run(work, "An import", done.append, lane="files")
    qtbot.waitUntil(lambda: len(done) == 1)
    assert memory.anything_left_out()
    qtbot.waitUntil(lambda: not memory.anything_left_out(), timeout=20_000)
