"""Cyclic garbage is collected in the GUI thread alone.

Python collects it in whichever thread happens to allocate. A widget or timer that a worker thread destroys that way
ends the program or holds it up for good, since Qt wants it done by the thread that the object belongs to.
"""

from __future__ import annotations

import gc
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

EVERY_MS, ALL_EVERY_MS = 200, 60_000
SETTLED_MS = 20_000
"""So long after the start everything is there that stays for as long as the program runs."""


class Collector(QObject):
    """Between :meth:`begin` and :meth:`end` Python collects nothing by itself; timers of the GUI thread do it.

    Several may be at work, as when a dialog has worker threads of its own. Made and used in the GUI thread.
    """

    _working: ClassVar[list[Collector]] = []

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timers = (QTimer(self, interval=EVERY_MS), QTimer(self, interval=ALL_EVERY_MS))
        self._timers[0].timeout.connect(collect_due)
        self._timers[1].timeout.connect(collect_all)

    def begin(self) -> None:
        if self not in self._working:
            self._working.append(self)
            gc.disable()
            for timer in self._timers:
                timer.start()

    def end(self) -> None:
        if self in self._working:
            self._working.remove(self)
            for timer in self._timers:
                timer.stop()
            if not self._working:
                gc.enable()


def collect_due() -> None:
    """Collect the youngest objects when Python itself would, now and then those next to them; none while a limit of 0
    says so.
    """
    counts, limits = gc.get_count(), gc.get_threshold()
    if limits[0] and counts[0] > limits[0]:
        gc.collect(1 if counts[1] > limits[1] else 0)


def collect_all() -> None:
    """Everything, which takes long where a dialog holds a whole file: not while one is open."""
    if gc.get_count()[2] > gc.get_threshold()[2] and QApplication.activeModalWidget() is None:
        gc.collect()


def settle(owner: QObject) -> None:
    """Leave out of every later collection what is there some time after the start: looking through the whole program
    would hold up the window for a tenth of a second. For the program itself, whose window comes once.
    """
    QTimer.singleShot(SETTLED_MS, owner, gc.freeze)
