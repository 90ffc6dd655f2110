"""Dragging a card by plain mouse events: the lifted card follows, the gap stays, the slot shows where it would land."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.services.deals import Card
from crm_desktop.views import theme
from crm_desktop.views.pages.pipeline.card_painter import CardDelegate, paint_card
from crm_desktop.views.pages.pipeline.column import Column

_SHADOW = 18
_SCROLL_MS = 16


class Zones(Protocol):
    """The closing bar: where a card may be dropped besides the columns."""

    def zone_at(self, global_pos: QPoint) -> str: ...

    def set_active(self, zone: str) -> None: ...


class LiftedCard(QWidget):
    """The card under the mouse, with the one shadow there is."""

    def __init__(self, card: Card, size: QSize, delegate: CardDelegate, parent: QWidget, several: int = 1) -> None:
        super().__init__(parent)
        self._card, self._delegate, self._several = card, delegate, several
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
        self.setObjectName("lifted_card")
        self.resize(size.width() + 2 * _SHADOW, size.height() + 2 * _SHADOW)

    def place(self, corner: QPoint) -> None:
        """Put the card's (not the shadow's) corner at a point of the parent."""
        self.move(corner - QPoint(_SHADOW, _SHADOW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(_SHADOW + 0.5, _SHADOW + 0.5, -_SHADOW - 0.5, -_SHADOW - 0.5)
        shade = theme.color("shadow")
        shade.setAlpha(4 if theme.tokens().scheme == "light" else 14)
        for step in range(_SHADOW - 4, 0, -2):
            path = QPainterPath()
            path.addRoundedRect(box.adjusted(-step, -step + 4, step, step + 4), 10 + step, 10 + step)
            painter.fillPath(path, shade)
        delegate = self._delegate
        paint_card(
            painter, box, self._card, delegate.words, compact=delegate.compact, lifted=True, fields=delegate.fields
        )  # fmt: skip
        if self._several > 1:
            badge = QRectF(box.right() - 16, box.top() - 8, 24, 24)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(badge)
            painter.setPen(theme.color("accent_text"))
            painter.setFont(theme.font("small_strong"))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(self._several))
        painter.end()


@dataclass
class _Drag:
    """A drag under way: where it began and what it carries. ``lifted`` is None until the mouse has moved enough."""

    source: Column
    row: int
    card: Card
    pressed: QPoint
    offset: QPoint
    size: QSize
    lifted: LiftedCard | None = None
    target: Column | None = None
    zone: str = ""
    scrolled: dict[Column, int] = field(default_factory=dict)
    """Columns that scrolled under the card, and where they stood before."""


class DragHandler(QObject):
    """Watches the mouse over a set of columns. All positions are global, so that it does not matter which widget
    of the board gets an event.
    """

    started = Signal()
    ended = Signal()
    dropped = Signal(object, object, object, object)
    """Card, target column, ids of the cards above and below the place."""
    zone_dropped = Signal(object, str)
    """Card and the zone of the closing bar."""
    opened = Signal(object)
    toggled = Signal(object)
    """Ctrl and a click: the card joins or leaves those that move together."""
    pressed_alone = Signal()
    """A plain click beside the marked cards: they are not marked any more."""

    def __init__(self, board: QWidget, delegate: CardDelegate, sideways: Callable[[QPoint], bool]) -> None:
        """``sideways(point)`` scrolls the board where the point of the screen is near its left or right edge."""
        super().__init__(board)
        self._board, self._sideways = board, sideways
        self._delegate = delegate
        self._columns: Sequence[Column] = ()
        self._zones: Zones | None = None
        self._drag: _Drag | None = None
        self.reorders = True
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)
        self._at = QPoint()

    def set_zones(self, zones: Zones) -> None:
        self._zones = zones

    def watch(self, columns: Sequence[Column]) -> None:
        """Follow the mouse over these columns from now on."""
        self._columns = columns
        for column in columns:
            for widget in (column, column.head, column.list, column.list.viewport()):
                widget.installEventFilter(self)

    def is_dragging(self) -> bool:
        return self._drag is not None and self._drag.lifted is not None

    # Events -----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        pressed = kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent)
        if pressed and self.is_dragging() and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.cancel()
            event.accept()
            return True
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, at = event.type(), event.globalPosition().toPoint()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            return self._press(at, toggle=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        if kind == QEvent.Type.MouseMove and self._drag is not None:
            self._move(at)
            return True
        if kind == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            if self._drag is not None:
                self._release(at)
                return True
        elif kind == QEvent.Type.MouseButtonDblClick:
            found = self._card_at(at)
            if found is not None:
                self._drag = None
                self.opened.emit(found[2])
                return True
        return False

    def _column_at(self, at: QPoint) -> Column | None:
        for column in self._columns:
            if column.isVisible() and column.rect().contains(column.mapFromGlobal(at)):
                return column
        return None

    def _card_at(self, at: QPoint) -> tuple[Column, int, Card] | None:
        column = self._column_at(at)
        found = column.card_under(at) if column is not None else None
        if column is None or found is None:
            return None
        card = column.model.card_at(found[0])
        return (column, found[0], card) if card is not None else None

    def _press(self, at: QPoint, *, toggle: bool) -> bool:
        found = self._card_at(at)
        if found is None:
            return False
        column, row, card = found
        if toggle:
            self.toggled.emit(card)
        elif card.id not in self._delegate.marked:
            self.pressed_alone.emit()
        for other in self._columns:
            if other is not column:
                other.list.forget()
        column.list.setFocus(Qt.FocusReason.MouseFocusReason)
        column.list.choose(row)
        under = column.card_under(at)
        rect = under[1] if under else None
        if rect is not None and not toggle:
            self._drag = _Drag(column, row, card, at, at - rect.topLeft(), rect.size())
        return True

    def _move(self, at: QPoint) -> None:
        drag = self._drag
        assert drag is not None
        if drag.lifted is None:
            if (at - drag.pressed).manhattanLength() < QApplication.startDragDistance():
                return
            self._lift(drag)
        assert drag.lifted is not None
        self._at = at
        drag.lifted.place(self._board.window().mapFromGlobal(at - drag.offset))
        self._aim(drag, at)

    def _lift(self, drag: _Drag) -> None:
        several = len(self._delegate.marked) if drag.card.id in self._delegate.marked else 1
        drag.lifted = LiftedCard(drag.card, drag.size, self._delegate, self._board.window(), several)
        self._delegate.lifted = drag.size.height()
        drag.source.model.lift(drag.row)
        drag.lifted.show()
        drag.lifted.raise_()
        self._scroll.start()
        self.started.emit()
        drag.lifted.raise_()

    def _aim(self, drag: _Drag, at: QPoint) -> None:
        """Show where the card would go from here."""
        drag.zone = self._zones.zone_at(at) if self._zones is not None else ""
        if self._zones is not None:
            self._zones.set_active(drag.zone)
        target = None if drag.zone else self._column_at(at)
        if drag.target is not None and drag.target is not target:
            drag.target.set_target(False)
            drag.target.model.set_slot(-1)
            self._scroll_back(drag)
        drag.target = target
        self._announce(drag, target)
        if target is None:
            return
        target.set_target(target is not drag.source)
        row = target.slot_for(at.y() - drag.offset.y() + drag.size.height() // 2)
        if target is drag.source and (not self.reorders or row in (drag.row, drag.row + 1)):
            row = -1
        elif not self.reorders:
            row = 0
        target.model.set_slot(row)

    @staticmethod
    def _scroll_back(drag: _Drag) -> None:
        """Columns that the card only passed over stand where they stood."""
        for column, value in drag.scrolled.items():
            column.list.verticalScrollBar().setValue(value)
        drag.scrolled.clear()

    def _announce(self, drag: _Drag, target: Column | None) -> None:
        """Heads say what would leave and what would come."""
        leaving = dict.fromkeys(self._columns, 0)
        leaving[drag.source] += drag.card.amount or 0
        if drag.card.id in self._delegate.marked:
            for column in self._columns:
                cards = (card for card in column.model.cards() if card.id in self._delegate.marked)
                leaving[column] += sum(card.amount or 0 for card in cards if card.id != drag.card.id)
        for column in self._columns:
            if column is target:
                column.head.announce(sum(leaving.values()) - leaving[column])
            else:
                column.head.announce(-leaving[column] if target is not None or drag.zone else 0)

    def _release(self, at: QPoint) -> None:
        drag = self._drag
        assert drag is not None
        if drag.lifted is None:
            self._move(at)
        if drag.lifted is None:
            self._drag = None
            if self._delegate.marked:
                self.pressed_alone.emit()
            return
        self._aim(drag, at)
        target, zone = drag.target, drag.zone
        above, below = target.model.around_slot() if target is not None and target.model.slot() >= 0 else (None, None)
        stays = target is drag.source and target is not None and target.model.slot() < 0
        if target is not None and not stays:
            drag.scrolled.clear()
        self._finish(drag)
        if zone:
            self.zone_dropped.emit(drag.card, zone)
        elif target is not None and not stays:
            self.dropped.emit(drag.card, target, above, below)

    def cancel(self) -> None:
        """The card goes back to where it was."""
        if self._drag is not None:
            self._finish(self._drag)

    def _finish(self, drag: _Drag) -> None:
        self._drag = None
        self._scroll.stop()
        if drag.lifted is None:
            return
        drag.lifted.hide()
        drag.lifted.deleteLater()
        for column in self._columns:
            column.set_target(False)
            column.head.announce(0)
            column.model.set_slot(-1)
        drag.source.model.put_back(drag.row, drag.card)
        self._scroll_back(drag)
        if self._zones is not None:
            self._zones.set_active("")
        self.ended.emit()

    def _scroll_on(self) -> None:
        drag = self._drag
        if drag is None:
            return
        sideways = self._sideways(self._at) if not drag.zone else False
        target = drag.target
        before = target.list.verticalScrollBar().value() if target is not None else 0
        if target is not None and target.scroll_near_edge(self._at):
            drag.scrolled.setdefault(target, before)
        elif not sideways:
            return
        self._aim(drag, self._at)
