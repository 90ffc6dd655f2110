"""The lock screen while nobody works: the window shows nothing and takes nothing until the passphrase opens it again.

Only what can be seen and done is locked: jobs go on, and the data stay open in memory.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QWindow
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from crm_desktop.views import prefs, theme
from crm_desktop.views.ahead import WORK

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext
    from crm_desktop.views.dialogs.unlock import UnlockDialog
    from crm_desktop.views.main_window import MainWindow

CHOICES = (0, 5, 15, 30)
"""Minutes; 0 never locks."""
LOOK_MS = 5_000
_SIGN, _SIGN_AT = 64, 0.16
"""Pixels, and how far down the window: above the card in the middle."""


class Curtain(QWidget):
    """Lies over all of a window and keeps its title to itself."""

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window)
        self._window, self._name = window, name
        self._title = window.windowTitle()
        self._enabled = window.isEnabled()
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        window.setWindowTitle(name)
        self.show()
        self.raise_()

    def lift(self) -> None:
        """Give the window back as it would be by now."""
        self._window.removeEventFilter(self)
        self._window.setWindowTitle(self._title)
        self._window.setEnabled(self._enabled)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        elif event.type() == QEvent.Type.WindowTitleChange and self._window.windowTitle() != self._name:
            self._title = self._window.windowTitle()
            self._window.setWindowTitle(self._name)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        sign = theme.icon("leaf", "accent", _SIGN).pixmap(_SIGN, _SIGN)
        painter.drawPixmap(QPointF((self.width() - _SIGN) / 2, self.height() * _SIGN_AT - _SIGN / 2), sign)
        painter.end()


class IdleLock(QObject):
    """Lives as long as the window. Locks after the minutes chosen in the settings, and at once by the command; only
    where the data is encrypted, since otherwise a passphrase would be for show.
    """

    def __init__(self, ctx: AppContext, window: MainWindow) -> None:
        super().__init__(window)
        self._ctx, self._window = ctx, window
        self._curtains: dict[QWidget, Curtain] = {}
        self._focus: QWidget | None = None
        self.dialog: UnlockDialog | None = None
        self._worked = self._now()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        ctx.lock_window = self.lock
        self._app().focusWindowChanged.connect(self._watch)

    def stop(self) -> None:
        """The window closes."""
        self._timer.stop()
        self._app().removeEventFilter(self)
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.rejected.disconnect(self._leave)
            dialog.done(0)

    @staticmethod
    def _app() -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app

    # Idling -----------------------------------------------------------------------------

    def _now(self) -> datetime:
        return self._ctx.services.clock.now()

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        """What a person does reaches the window that has the keyboard first: one look an event, not one a widget."""
        self._worked = self._now()
        if window is not None:
            window.installEventFilter(self)

    @Slot()
    def look(self) -> None:
        """Lock when nobody did anything for as long as was chosen. A clock that went back starts the time anew."""
        idle = self._now() - self._worked
        if idle < timedelta(0):
            self._worked = self._now()
        minutes = self._ctx.prefs.get(prefs.LOCK_MINUTES)
        if minutes and idle >= timedelta(minutes=minutes):
            self.lock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self.dialog is None:
            if kind in WORK:
                self._worked = self._now()
        elif kind == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._cover_new(watched)
        elif kind == QEvent.Type.ZOrderChange and isinstance(watched, QWidget):
            parent = watched.parentWidget()
            curtain = self._curtains.get(parent) if parent is not None else None
            if curtain is not None and curtain is not watched and not watched.isWindow():
                curtain.raise_()
        return False

    # Locking ----------------------------------------------------------------------------

    @property
    def locked(self) -> bool:
        return self.dialog is not None

    def lock(self) -> None:
        """Hide everything and ask for the passphrase. Nothing happens where the data is not encrypted."""
        from crm_desktop.views.dialogs.unlock import UnlockDialog  # loads the encryption, which plain data never needs

        services = self._ctx.services
        if self.dialog is not None or not services.encrypted or services.key is None:
            return
        self._focus = QApplication.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QToolTip.hideText()
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window.isWindow():
                self._cover(window)
        self._window.set_locked(True)
        self.dialog = UnlockDialog(services.data_dir, self._window, expected=services.key)
        self.dialog.accepted.connect(self._unlocked)
        self.dialog.rejected.connect(self._leave)
        self._app().installEventFilter(self)
        self.dialog.open()
        self._curtains[self._window].raise_()  # over the scrim too: there is nothing behind it to be dimmed

    def _cover(self, window: QWidget) -> None:
        """The title says the program's name, not what is in the window."""
        self._curtains[window] = Curtain(window, self._window.accessibleName())

    def _cover_new(self, window: QWidget) -> None:
        """Something opens a dialog meanwhile: it waits under a curtain and takes no keys."""
        if window is self.dialog or window in self._curtains or window.windowType() == Qt.WindowType.ToolTip:
            return
        self._cover(window)
        window.setEnabled(False)
        QTimer.singleShot(0, self, self._to_front)

    @Slot()
    def _to_front(self) -> None:
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()

    @Slot()
    def _unlocked(self) -> None:
        self.dialog = None
        self._lift()
        if self._focus is not None and shiboken6.isValid(self._focus):
            self._focus.setFocus()
        self._focus = None
        self._worked = self._now()

    def _lift(self) -> None:
        self._app().removeEventFilter(self)
        curtains, self._curtains = self._curtains, {}
        for curtain in curtains.values():
            if shiboken6.isValid(curtain):  # else its window is gone by now
                curtain.lift()
        self._window.set_locked(False)

    @Slot()
    def _leave(self) -> None:
        """The person closes the program instead; where that is not to be, the window stays locked."""
        self.dialog = None
        if not self._window.close():
            self._lift()
            self.lock()
