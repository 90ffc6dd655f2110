"""One line at the bottom middle that says what was done, with a way to take it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from crm_desktop.views import theme
from crm_desktop.views.theme.schemes import Tokens
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.card import float_over
from crm_desktop.views.widgets.labels import KeyHint, label
from crm_desktop.views.widgets.modal import ModalDialog

Kind = Literal["good", "info", "warn", "bad"]
Action = tuple[str, Callable[[], object]]
ICONS: dict[Kind, str] = {"good": "check", "info": "info", "warn": "alert-triangle", "bad": "alert-circle"}
SECONDS = 6.0
SECONDS_MOVE = 10.0
"""For moves by mouse, which happen by accident."""
BOTTOM = 24
LONGEST = 560
BESIDE = 280
"""What a toast holds beside its text at most: icon, buttons, margins and the shadow of a dialog."""
IN_DIALOG = 12
"""Between a toast in a dialog and the buttons below it."""


class _Link(Button):
    """A quiet button whose word is a link."""

    def _colours(self, t: Tokens) -> tuple[str | None, str | None, str]:
        fill, border, _ink = super()._colours(t)
        return fill, border, t.accent


class Toast(QFrame):
    """Named ``toast``; its button ``toast_undo``. Shown above the page, outside any layout."""

    undo_pressed = Signal(object)
    gone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setProperty("role", "floating")
        self._change: int | None = None
        self._kind: Kind = "good"
        self._icon = label(parent=self)
        self._text = label(parent=self)
        self._undo = _Link("", "quiet", parent=self, small=True)
        self._undo.setObjectName("toast_undo")
        self._undo.setAutoDefault(False)
        self._undo.clicked.connect(self._press)
        self._key = KeyHint("Ctrl Z", self)
        self._call: Callable[[], object] | None = None
        self._action = _Link("", "quiet", parent=self, small=True)
        self._action.setObjectName("toast_action")
        self._action.setAutoDefault(False)
        self._action.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(12)
        for widget in (self._icon, self._text, self._action, self._undo, self._key):
            row.addWidget(widget)
        float_over(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self.hide()

    def display(
        self, text: str, kind: Kind, change: int | None, seconds: float, action: Action | None = None,
        longest: int = LONGEST,
    ) -> None:  # fmt: skip
        self._change, self._kind = change, kind
        words, self._call = action or ("", None)
        self._action.setText(words)
        self._action.setVisible(bool(words))
        self._icon.setPixmap(theme.pixmap(ICONS[kind], kind, 18, self.devicePixelRatioF()))
        line = " ".join(text.split())
        self._text.setText(self._text.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, longest))
        self._text.setToolTip(line if self._text.text() != line else "")
        self._undo.setText(self.tr("Undo"))
        self._undo.setVisible(change is not None)
        writing = isinstance(QApplication.focusWidget(), (QLineEdit, QTextEdit, QPlainTextEdit))
        self._key.setVisible(change is not None and not writing)  # there Ctrl+Z takes back what was typed
        self.setAccessibleName(line)
        self.adjustSize()
        self.show()
        self.raise_()
        self._timer.start(round(seconds * 1000))

    def text(self) -> str:
        return self.accessibleName()

    @Slot()
    def dismiss(self) -> None:
        self._timer.stop()
        if self.isVisible():
            self.hide()
            self.gone.emit()

    @Slot()
    def _press(self) -> None:
        change = self._change
        self.dismiss()
        self.undo_pressed.emit(change)

    @Slot()
    def _act(self) -> None:
        call = self._call
        self.dismiss()
        if call is not None:
            call()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Reading takes as long as it takes."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(2000)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.dismiss()


class Toasts(QObject):
    """Shows one toast at a time, the newest, over ``host``."""

    undo_requested = Signal(object)
    """The id of the change to take back."""

    def __init__(self, host: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent or host)
        self._host = host
        self._left = 0
        self._clear: list[QWidget] = []
        self._toast = Toast(host)
        self._toast.undo_pressed.connect(self.undo_requested)
        host.installEventFilter(self)

    def show(
        self,
        text: str,
        undo_change: int | None = None,
        seconds: float | None = None,
        kind: Kind = "good",
        action: Action | None = None,
    ) -> None:
        """``undo_change``: the change id (``work.id``) that the button takes back; ``action``: another button's
        word and what it calls.
        """
        dialog = QApplication.activeModalWidget()
        over = dialog if isinstance(dialog, ModalDialog) and dialog.isVisible() else self._host
        self._move_to(over)
        longest = min(LONGEST, over.width() - BESIDE)
        self._toast.display(text, kind, undo_change, seconds or SECONDS, action, longest)
        self.place()

    def text(self) -> str:
        """What is shown now; empty when nothing is."""
        return self._toast.text() if self._toast.isVisible() else ""

    def dismiss(self) -> None:
        self._toast.dismiss()

    def set_left(self, pixels: int) -> None:
        """Where the page begins: the toast stands in the middle of the page, not of the window."""
        self._left = pixels
        self.place()

    def keep_clear(self, *widgets: QWidget) -> None:
        """Toasts stand above these while they are to be seen: buttons at the foot of a page or a dialog."""
        self._clear = [*(widget for widget in self._clear if isValid(widget)), *widgets]
        for widget in widgets:
            widget.installEventFilter(self)

    def place(self) -> None:
        if self._toast.isHidden():
            return
        over = self._toast.parentWidget()
        if isinstance(over, ModalDialog):
            x = (over.width() - self._toast.width()) // 2
            self._put(QRect(QPoint(x, over.foot_top() - self._toast.height() - IN_DIALOG), self._toast.size()))
            return
        room = self._host.width() - self._left
        x = self._left + (room - self._toast.width()) // 2
        place = QRect(QPoint(max(x, 8), self._host.height() - self._toast.height() - BOTTOM), self._toast.size())
        panel = self._host.window().findChild(QWidget, "job_panel")
        if panel is not None and panel.isVisible() and panel.geometry().intersects(place):
            place.moveBottom(panel.geometry().top() - 12)
        self._put(place)

    def _put(self, place: QRect) -> None:
        """Move the toast to ``place``, or above what it would cover there."""
        over = self._toast.parentWidget() or self._host
        for widget in self._clear:
            if isValid(widget) and widget.isVisible() and over.isAncestorOf(widget):
                covered = QRect(widget.mapTo(over, QPoint(0, 0)), widget.size())
                if covered.adjusted(-8, -4, 8, 4).intersects(place):
                    place.moveBottom(covered.top() - 12)
        self._toast.move(place.topLeft())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        here = watched is self._toast.parentWidget()
        if here and event.type() == QEvent.Type.Resize:
            self.place()
        elif event.type() == QEvent.Type.Show and watched in self._clear:
            QTimer.singleShot(0, self, self.place)  # as soon as it has its place
        elif here and watched is not self._host and event.type() in (QEvent.Type.Close, QEvent.Type.Hide):
            self._move_to(self._host)
            self.place()
        return False

    def _move_to(self, over: QWidget) -> None:
        """Into the dialog that is open, over its buttons, or back to the window: it stays readable in both."""
        if over is self._toast.parentWidget():
            return
        showing = not self._toast.isHidden()
        self._toast.setParent(over)
        if over is not self._host:
            over.installEventFilter(self)
        if showing:
            self._toast.show()
            self._toast.raise_()
