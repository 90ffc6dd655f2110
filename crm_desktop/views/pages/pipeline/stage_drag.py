"""Reordering the columns: a head dragged sideways, or moved by keys. The card drag has its own file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QGraphicsOpacityEffect, QWidget

from crm_desktop.views import theme
from crm_desktop.views.pages.pipeline.column import Column
from crm_desktop.views.theme import measures

_SCROLL_MS = 16
_MARK = 3


class LiftedHead(QWidget):
    """The head under the mouse."""

    def __init__(self, head: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("lifted_head")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
        self.resize(head.size())
        self._picture = QPixmap(head.size() * head.devicePixelRatioF())
        self._picture.setDevicePixelRatio(head.devicePixelRatioF())
        self._picture.fill(Qt.GlobalColor.transparent)
        head.render(self._picture, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line_strong"))
        painter.setBrush(theme.color("raised"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, measures.RADIUS_CARD, measures.RADIUS_CARD)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()


class DropMark(QWidget):
    """The line between two columns where the dragged one would go."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("column_drop_mark")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(QRectF(self.rect()), _MARK / 2, _MARK / 2)
        painter.end()


@dataclass
class _Drag:
    """A drag under way; ``lifted`` is None until the mouse has moved enough."""

    column: Column
    pressed: QPoint
    offset: QPoint
    lifted: LiftedHead | None = None
    to: int = -1


class StageDrag(QObject):
    """Watches the heads of the columns while ``enabled``.

    ``moved(name, place)``: the column of that object name should stand at ``place``, counted without it.
    """

    moved = Signal(str, int)
    ended = Signal()

    def __init__(self, board: QWidget, body: QWidget, sideways: Callable[[QPoint], bool]) -> None:
        """``sideways(point)`` scrolls the board where the point of the screen is near its left or right edge."""
        super().__init__(board)
        self._board, self._body, self._sideways = board, body, sideways
        self._columns: Sequence[Column] = ()
        self._drag: _Drag | None = None
        self._mark = DropMark(body)
        self._mark.hide()
        self.enabled = False
        self._at = QPoint()
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)

    def watch(self, columns: Sequence[Column]) -> None:
        self.cancel()
        self._columns = columns
        for column in columns:
            column.head.installEventFilter(self)

    def is_dragging(self) -> bool:
        return self._drag is not None and self._drag.lifted is not None

    def step(self, column: Column, step: int) -> None:
        """One place to the left (-1) or right (1), as the keys ask."""
        to = self._columns.index(column) + step
        if self.enabled and 0 <= to < len(self._columns):
            self.moved.emit(column.objectName(), to)

    # Events -----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.enabled:
            return False
        kind = event.type()
        if isinstance(event, QKeyEvent):
            if kind == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape and self.is_dragging():
                self.cancel()
                return True
            return False
        if not isinstance(event, QMouseEvent):
            return False
        at = event.globalPosition().toPoint()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            column = next(column for column in self._columns if column.head is watched)
            self._drag = _Drag(column, at, column.head.mapFromGlobal(at))
        elif kind == QEvent.Type.MouseMove and self._drag is not None:
            self._move(self._drag, at)
            return self.is_dragging()
        elif kind == QEvent.Type.MouseButtonRelease and self._drag is not None:
            drag, was = self._drag, self.is_dragging()
            self._finish()
            if was and drag.to >= 0:
                self.moved.emit(drag.column.objectName(), drag.to)
            return was
        return False

    def _move(self, drag: _Drag, at: QPoint) -> None:
        if drag.lifted is None:
            if abs(at.x() - drag.pressed.x()) < QApplication.startDragDistance():
                return
            drag.lifted = LiftedHead(drag.column.head, self._board.window())
            fade = QGraphicsOpacityEffect(drag.column)
            fade.setOpacity(0.45)
            drag.column.setGraphicsEffect(fade)
            drag.lifted.show()
            drag.lifted.raise_()
            self._scroll.start()
        self._at = at
        corner = self._board.window().mapFromGlobal(at - drag.offset)
        drag.lifted.move(corner)
        self._aim(drag, at)

    def _aim(self, drag: _Drag, at: QPoint) -> None:
        """Where it would go from here: between the columns whose middles lie around the mouse."""
        x = self._body.mapFromGlobal(at).x()
        others = [column for column in self._columns if column is not drag.column]
        to = sum(column.geometry().center().x() < x for column in others)
        stays = to == self._columns.index(drag.column)
        drag.to = -1 if stays else to
        self._mark.setVisible(not stays)
        if not stays:
            left = others[to].x() - 4 if to < len(others) else others[-1].geometry().right() + 5
            self._mark.setGeometry(max(0, left - _MARK // 2), 0, _MARK, self._body.height())
            self._mark.raise_()

    def cancel(self) -> None:
        """The column stays where it is."""
        if self._drag is not None:
            self._finish()

    def _finish(self) -> None:
        drag, self._drag = self._drag, None
        self._scroll.stop()
        self._mark.hide()
        if drag is not None and drag.lifted is not None:
            drag.column.setGraphicsEffect(None)  # type: ignore[arg-type]
            drag.lifted.hide()
            drag.lifted.deleteLater()
            self.ended.emit()

    def _scroll_on(self) -> None:
        if self._drag is not None and self._sideways(self._at):
            self._aim(self._drag, self._at)
