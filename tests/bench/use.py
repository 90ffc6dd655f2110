"""``python -m tests.bench.use FOLDER``: an hour of work in short, in the real window; tells how it went as JSON.

Searching, sorting, scrolling, opening records and turning pages, several rounds; every step is timed on the GUI thread.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

from crm_desktop.views.idle_upkeep import REST_MS
from tests.bench.places import NOW, REGULAR
from tests.bench.timing import p95

ROUNDS = 4
NEEDLES = ("5678", "zhang", "王", "1", "礼盒", "an")
SORTS = ("total_spent", "company", "phone", "last_contact", "name")
STEPS = 120
PAGES = ("today", "pipeline", "calendar", "reports", "customers")
_LONGEST = 20.0


def main(folder: str) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv)
    from crm_desktop.app import open_window

    window: Any = open_window(Path(folder), now=NOW)
    user = User(app, window)
    for number in range(ROUNDS):
        user.round(first=number == 0)
    told = {
        "key": p95(user.keys),
        "results": p95(user.results),
        "frame": max(user.frames),
        "record": sorted(user.records)[len(user.records) // 2],
        "sort": max(user.sorts),
        **{view: max(times) for view, times in user.turns.items()},
        "mb": user.resident_mb_at_rest(),
    }
    window.close()
    print(json.dumps(told))
    return 0


def resident_mb() -> float:
    """What the process holds now; what it held at most where nobody tells."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    from tests.bench.window import peak_mb

    return peak_mb()[0]


class User:
    def __init__(self, app: QApplication, window: Any) -> None:
        self._app, self._window = app, window
        self.keys: list[float] = []
        self.results: list[float] = []
        self.frames: list[float] = []
        self.records: list[float] = []
        self.sorts: list[float] = []
        self.turns: dict[str, list[float]] = {"month": [], "week": []}
        row = window.ctx.services.db.execute_sql("SELECT id FROM customer WHERE code = ?", (REGULAR,)).fetchone()
        self._regular = int(row[0])

    def round(self, *, first: bool) -> None:
        """``first`` builds the pages: what is measured then is thrown away."""
        lists = (self.keys, self.results, self.frames, self.records, self.sorts, *self.turns.values())
        for page in PAGES:
            self._window.ctx.navigator.go(page)
            self._settle()
            if page == "calendar":
                self._turn_the_calendar()
        self._sort_and_scroll()
        self._open_record()
        self._search()
        if first:
            for one in lists:
                one.clear()

    def resident_mb_at_rest(self) -> float:
        """A moment after the last work, when what was free has been given back."""
        end = time.monotonic() + REST_MS / 1000 + 1
        while time.monotonic() < end:
            self._settle()
        return resident_mb()

    def _paint(self) -> None:
        """What waits to be done and painted, but no waiting."""
        self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        self._bury()

    @staticmethod
    def _bury() -> None:
        """What was to be deleted later goes now: without a running event loop Qt would keep it for ever."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _settle(self, done: Callable[[], bool] = lambda: True) -> None:
        """Until ``done`` and background work has come back."""
        end = time.monotonic() + _LONGEST
        quiet = 0
        while quiet < 5 and time.monotonic() < end:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            self._bury()
            quiet = quiet + 1 if done() and self._window.ctx.jobs.idle() else 0
            time.sleep(0.005)

    def _timed(self, act: Callable[[], object]) -> float:
        begun = time.perf_counter()
        act()
        self._paint()
        return time.perf_counter() - begun

    def _sort_and_scroll(self) -> None:
        page = self._window.page("customers")
        table: Any = page.findChild(QAbstractItemView, "customer_table")
        for sort in SORTS:
            self.sorts.append(self._timed(lambda name=sort: page.list._sort(name, False)))  # type: ignore[misc]
            self._settle()
        bar = table.verticalScrollBar()
        for step in range(1, STEPS + 1):
            frame = self._timed(lambda at=step: bar.setValue(bar.maximum() * at // STEPS))  # type: ignore[misc]
            if step > 1:
                self.frames.append(frame)
        for _ in range(STEPS):
            self.frames.append(self._timed(lambda: bar.setValue(bar.value() - 3)))
        bar.setValue(0)
        self._settle()

    def _open_record(self) -> None:
        for _ in range(3):
            self.records.append(self._timed(lambda: self._window.ctx.navigator.open("customer", self._regular)))
            self._settle()
            self._window.ctx.navigator.go("today")
            self._settle()

    def _turn_the_calendar(self) -> None:
        page = self._window.page("calendar")
        for view in ("week", "month"):
            page.view.set_current(view)
            page.view.chosen.emit(view)
            self._settle()
            for button in (page.ahead, page.back):
                self.turns[view].append(self._timed(button.click))
                self._settle()

    def _search(self) -> None:
        field: Any = self._window.findChild(QLineEdit, "search")
        for needle in NEEDLES:
            QTest.keyClick(self._window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
            field.clear()
            self._settle()
            for length in range(1, len(needle) + 1):
                text = needle[:length]
                begun = time.perf_counter()
                self.keys.append(self._timed(lambda char=text[-1]: field.insert(char)))  # type: ignore[misc]
                while self._window.search._shown_for != text and time.perf_counter() - begun < _LONGEST:
                    step = self._timed(lambda: None)
                    self.keys.append(step)
                    time.sleep(0.001)
                self.results.append(time.perf_counter() - begun)
            QTest.keyClick(field, Qt.Key.Key_Escape)
            self._settle()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
