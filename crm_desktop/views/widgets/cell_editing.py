"""Changing a value in its cell: the editor lies over the cell, what is wrong stands under it."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from crm_desktop.views import theme
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.editors import LongTextEditor, TagsEditor
from crm_desktop.views.widgets.labels import label

NARROWEST = 176
SEVERAL = 264
"""Width of editors of several values."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CellEdits(Protocol):
    """What a table asks about changing its cells."""

    def editor(self, key: str, row: Any, parent: QWidget) -> Any | None:
        """The editor of the column ``key``, filled with the value of ``row``; None where it can't be changed."""
        ...

    def save(self, key: str, row: Any, value: Any) -> str:
        """Store ``value``; returns why it can't be stored, else empty."""
        ...

    def ended(self) -> None:
        """The person is done with editing for the moment."""
        ...


class CellEditor(QFrame):
    """One editor over one cell. ``finished(step)``: 0 done, 1 or -1 on to the next or the one before; ``saved`` says
    whether something was stored before it.
    """

    finished = Signal(int)

    def __init__(self, viewport: QWidget, edits: CellEdits, key: str, row: Any, editor: Any) -> None:
        super().__init__(viewport)
        self._edits, self._key, self._row, self.editor = edits, key, row, editor
        self._before = editor.value()
        self._over = False
        self.saved = False
        self.setObjectName("cell_editor")
        self.error = label("", "error")
        self.error.setObjectName("cell_error")
        self.error.setWordWrap(True)
        self.error.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(2, 2, 2, 2)
        box.setSpacing(2)
        box.addWidget(editor)
        box.addWidget(self.error)
        for kind in (QLineEdit, QPlainTextEdit, QComboBox):
            for part in (editor, *editor.findChildren(kind)):
                if isinstance(part, kind):
                    part.installEventFilter(self)
        _application().focusChanged.connect(self._focus_moved)

    def open_at(self, cell: QRect) -> None:
        """Lie over ``cell``, with more room where the editor needs it, and take the keyboard."""
        self._cell = cell
        self._place()
        self.show()
        self.raise_()
        where = self.editor.input()
        where.setFocus(Qt.FocusReason.OtherFocusReason)
        if hasattr(where, "selectAll"):
            where.selectAll()

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        several = not isinstance(self.editor, (QLineEdit, QComboBox))
        width = max(self._cell.width(), SEVERAL if several else NARROWEST)
        width = min(width, parent.width() - 4)
        self.setFixedWidth(width)
        self.error.setFixedWidth(width - 8)
        self.adjustSize()
        tall = max(self._cell.height(), self.sizeHint().height())
        left = max(0, min(self._cell.left(), parent.width() - width - 2))
        top = max(0, min(self._cell.top(), parent.height() - tall))
        self.setGeometry(left, top, width, tall)

    # Ending -----------------------------------------------------------------------------

    def commit(self, step: int = 0) -> bool:
        """Store what was typed and go on by ``step``; False where it can't be stored: the editor stays."""
        if self._over:
            return True
        problem = self.editor.problem()
        value = self.editor.value()
        if not problem and value != self._before:
            problem = self._edits.save(self._key, self._row, value)
            self.saved = not problem
        if problem:
            self.editor.set_error(problem)
            self.error.setText(problem)
            self.error.show()
            self._place()
            return False
        self._leave(step)
        return True

    def cancel(self) -> None:
        self._leave(0)

    def _leave(self, step: int) -> None:
        if not self._over:
            self._over = True
            _application().focusChanged.disconnect(self._focus_moved)
            self.hide()
            self.finished.emit(step)

    # Keys and focus -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()  # Esc is the editor's, not the page's
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key_pressed(event):
            return True
        elif event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return False

    def _key_pressed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
            return True
        if event.key() in _ENTER:
            if isinstance(self.editor, LongTextEditor) and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return False
            if not (isinstance(self.editor, TagsEditor) and self.editor.input().text().strip()):
                self.commit()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key_pressed(event):
            event.accept()  # nothing typed here may reach the table

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        self.commit(1 if next else -1)
        return True

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """A click elsewhere keeps what was typed."""
        if now is None or self._over or QApplication.activePopupWidget() is not None:
            return
        if now is not self and not self.isAncestorOf(now) and now.window() is self.window():
            QTimer.singleShot(0, self, self._left)

    def _left(self) -> None:
        now = QApplication.focusWidget()
        if not self._over and not (now is self or (now is not None and self.isAncestorOf(now))):
            self.commit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line_strong"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), measures.RADIUS, measures.RADIUS)
        painter.end()


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
