"""Cyclic garbage is collected in the GUI thread alone.

Python collects it in whichever thread happens to allocate. A widget or timer that a worker thread destroys that way
ends the program or holds it up for good, since Qt wants it done by the thread that the object belongs to.
"""

from __future__ import annotations

import gc
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 200
SETTLED_MS = 20_000
"""So long after the start everything is there that stays for as long as the program runs."""


class Collector(QObject):
    """Between :meth:`begin` and :meth:`end` Python collects nothing by itself; a timer of the GUI thread does it.

    Several may be at work, as when a dialog has worker threads of its own. Made and used in the GUI thread.
    """

    _working: ClassVar[list[Collector]] = []

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(collect_due)

    def begin(self) -> None:
        if self not in self._working:
            self._working.append(self)
            gc.disable()
            self._timer.start()

    def end(self) -> None:
        if self in self._working:
            self._working.remove(self)
            self._timer.stop()
            if not self._working:
                gc.enable()


def collect_due() -> None:
    """Collect the generation that Python itself would: the older one after enough rounds of the younger; none while a
    limit of 0 says so."""
    counts, limits = gc.get_count(), gc.get_threshold()
    if not limits[0] or counts[0] <= limits[0]:
        return
    due = 0
    while due < 2 and counts[due + 1] > limits[due + 1]:
        due += 1
    gc.collect(due)


def settle(owner: QObject) -> None:
    """Leave out of every later collection what is there some time after the start: looking through the whole program
    would hold up the window for a tenth of a second. For the program itself, whose window comes once.
    """
    QTimer.singleShot(SETTLED_MS, owner, gc.freeze)
