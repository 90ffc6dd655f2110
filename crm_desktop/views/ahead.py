"""Work that can be done before anybody asks for it, a piece at a time while nobody does anything."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.views.jobrunner import InlineRunner, JobRunner

EVERY_MS = 120
REST_MS = 800
"""So long after the last key, click or turn of the wheel: a piece may take a tenth of a second."""

WORK = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
"""What a person does in a window."""


class Ahead(QObject):
    """Calls ``step`` until it returns False. Beside a job a piece would take several times as long, and a dialog that
    is open is what matters then, so that both are waited for.
    """

    def __init__(self, window: QWidget, jobs: JobRunner | InlineRunner, step: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window, self._jobs, self._step = window, jobs, step
        self._worked = QElapsedTimer()
        self._frame: QWindow | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        self._watch()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        if self._frame is not None and shiboken6.isValid(self._frame):
            self._frame.removeEventFilter(self)
        self._frame = None

    def _watch(self) -> bool:
        """What a person does reaches the window's frame first: one look an event. The frame is there once the window
        was shown; whether only now it begins to be watched.
        """
        frame = self._window.windowHandle()
        if frame is None or frame is self._frame:
            return False
        frame.installEventFilter(self)
        self._frame = frame
        return True

    @Slot()
    def _next(self) -> None:
        busy = self._watch() or (self._worked.isValid() and self._worked.elapsed() < REST_MS)
        if busy or not self._jobs.idle() or QApplication.activeModalWidget() is not None or self._step():
            self._timer.start()
        else:
            self.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in WORK:
            self._worked.start()
        return False
