"""Swallows the second click of a double click where the first one has already done it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

_MOUSE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseButtonRelease,
)


class SecondClick(QObject):
    """:meth:`swallow` after a click that took its place away: what lies there now must not get the second one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._at = QPoint()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._stop)

    def swallow(self, at: QPoint) -> None:
        """For as long as a double click may take, clicks at this place of the screen go nowhere."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        self._at = at
        app.installEventFilter(self)
        self._timer.start(app.doubleClickInterval())

    @Slot()
    def _stop(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOUSE and isinstance(event, QMouseEvent):
            moved = (event.globalPosition().toPoint() - self._at).manhattanLength()
            return moved <= QApplication.startDragDistance()
        return False
