"""What the calendar's grids share: a chosen day, follow-ups that can be chosen, opened, moved and done.

Keys: PageUp and PageDown turn to another month, week or day, Space goes through the follow-ups of the day, Enter opens
the chosen one or makes a new one, D S N act on it. What the arrows do, each grid says itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from crm_desktop.core.i18n import language, tr_
from crm_desktop.services.followups import FollowUp
from crm_desktop.services.holidays import DayInfo, day_line
from crm_desktop.views.dialogs.followup_parts import long_day, repeat_words, type_label, who
from crm_desktop.views.pages.calendar.layout import Chip

Items = tuple[dict[date, list[FollowUp]], dict[date, int]]
"""The follow-ups of each day, and how many there are of each."""
Place = tuple[date, str | None]
"""A day and a time in it; an empty time is the whole day, None one that stays as it is."""


class DaysWidget(QWidget):
    """Knows no service: the page gives it what to show and listens to its signals."""

    day_chosen = Signal(object)
    """A day was clicked or walked to."""
    turned = Signal(int)
    """One month, week or day back or ahead is wanted."""
    create_wanted = Signal(object, str)
    """A new follow-up on that day is wanted, at that time (empty: without one)."""
    opened = Signal(object)
    """The follow-up of that id."""
    moved = Signal(object, object, object)
    """Follow-up id, day, time (None: as it was)."""
    acted = Signal(str, object)
    """A letter (``D``, ``S``, ``N``) or ``Delete``, and the id of the follow-up."""
    rest_wanted = Signal(object)
    """The words of a day that say how many more it has were clicked."""
    menu_wanted = Signal(object, object)
    """Follow-up id, global point."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.today = self.day = date(2000, 1, 1)
        self.chosen: int | None = None
        """Id of the chosen follow-up."""
        self._days = (self.day, self.day)
        self._items: dict[date, list[FollowUp]] = {}
        self._totals: dict[date, int] = {}
        self._ahead: Mapping[date, list[FollowUp]] = {}
        self._infos: dict[date, DayInfo] = {}
        self._pressed: Chip | None = None
        self._again: Chip | None = None
        """A later day of a series that was pressed."""
        self._start = QPointF()
        self._drag_at: QPointF | None = None
        self._over: object = None

    # What each grid answers ---------------------------------------------------------------

    def lay_out(self) -> None:
        """Place days and follow-ups anew, for another size or type."""
        raise NotImplementedError

    def place_at(self, point: QPointF) -> Place | None:
        """What a double click there would make a follow-up for."""
        raise NotImplementedError

    def chip_at(self, point: QPointF) -> Chip | None:
        raise NotImplementedError

    def chip_rect(self, follow_up_id: int) -> QRectF:
        """Where a follow-up stands; empty when it is not shown."""
        raise NotImplementedError

    def _dropped_at(self, pressed: Chip, point: QPointF) -> Place | None:
        """Where ``pressed`` goes if it is let go there."""
        raise NotImplementedError

    def _here(self) -> Place:
        """What Enter makes a follow-up for."""
        return self.day, ""

    def _choose_place(self, place: Place) -> None:
        """That place was clicked or is what something was moved to."""
        self.walk(place[0])

    # What is shown ------------------------------------------------------------------------

    def show_days(
        self,
        days: tuple[date, date],
        items: Items,
        ahead: Mapping[date, list[FollowUp]],
        infos: dict[date, DayInfo],
        today: date,
    ) -> None:
        """First and last day, what stands on them, and where series come again. A drag in progress ends."""
        self._days, self.today = days, today
        self._items, self._totals = items
        self._ahead, self._infos = ahead, infos
        self._pressed = self._drag_at = None
        if self.chosen is not None and self.follow_up(self.chosen) is None:
            self.chosen = None
        self.lay_out()

    def choose_day(self, day: date) -> None:
        """Set the ring on ``day``; another day's follow-up is no longer chosen."""
        self.day = day
        if self.chosen not in [found.id for found in self._items.get(day, [])]:
            self.chosen = None
        self.speak()
        self.update()

    def choose(self, follow_up_id: int) -> None:
        self.chosen = follow_up_id
        self.speak()
        self.update()

    def follow_up(self, follow_up_id: int) -> FollowUp | None:
        return next((f for day in self._items.values() for f in day if f.id == follow_up_id), None)

    def walk(self, day: date) -> None:
        self.choose_day(day)
        self.day_chosen.emit(day)

    def speak(self) -> None:
        """What a screen reader says: the day, how much is on it, the chosen follow-up."""
        parts = [long_day(self.day, self.today)]
        if self.day in self._infos:
            parts.append(day_line(self._infos[self.day], language()))
        parts.append(tr_("calendar", "{n} follow-ups", n=self._totals.get(self.day, 0)))
        if self._ahead.get(self.day):
            parts.append(tr_("calendar", "{n} come again", n=len(self._ahead[self.day])))
        found = self.follow_up(self.chosen) if self.chosen is not None else None
        if found is not None:
            parts = [f"{who(found)}, {found.subject}", *parts]
        self.setAccessibleName(", ".join(part for part in (*self._said_first(), *parts) if part))

    def _said_first(self) -> tuple[str, ...]:
        return ()

    # Keys ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Home:
            self.walk(self.today)
        elif key == Qt.Key.Key_Space:
            self.next_chip()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.create_wanted.emit(*self._here()) if self.chosen is None else self.opened.emit(self.chosen)
        elif key == Qt.Key.Key_Escape and (self._drag_at is not None or self.chosen is not None):
            self._end_drag()
            self.chosen = None
            self.speak()
            self.update()
        elif plain and self.chosen is not None and key in (Qt.Key.Key_D, Qt.Key.Key_S, Qt.Key.Key_N):
            self.acted.emit(chr(key), self.chosen)
        elif key == Qt.Key.Key_Delete and self.chosen is not None:
            self.acted.emit("Delete", self.chosen)
        else:
            super().keyPressEvent(event)

    def next_chip(self) -> None:
        """Choose the next follow-up of the day, from the last one back to none."""
        ids = [found.id for found in self._items.get(self.day, [])]
        if not ids:
            return
        at = ids.index(self.chosen) + 1 if self.chosen in ids else 0
        self.chosen = ids[at] if at < len(ids) else None
        self.speak()
        self.update()

    def _move_chosen(self, place: Place) -> None:
        chosen = self.chosen
        if chosen is not None:
            self.moved.emit(chosen, *place)
            self._choose_place(place)
            self.choose(chosen)

    # Mouse --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        place = self.place_at(point)
        if place is None:
            return
        self._start = point
        chip = self.chip_at(point)
        self._again = chip if event.button() == Qt.MouseButton.LeftButton and chip and chip.preview else None
        if chip is not None and chip.preview:
            chip = None
        self.chosen = chip.follow_up.id if chip else None
        self._choose_place(place)
        if chip is not None:
            self.choose(chip.follow_up.id)
        if event.button() == Qt.MouseButton.LeftButton and chip is not None:
            self._pressed = chip
        elif event.button() == Qt.MouseButton.LeftButton and self._is_rest(point):
            self.rest_wanted.emit(place[0])
        elif event.button() == Qt.MouseButton.RightButton and chip is not None:
            self.menu_wanted.emit(chip.follow_up.id, event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            far = (point - self._start).manhattanLength() >= QApplication.startDragDistance()
            if self._drag_at is not None or far:
                self._drag_at = point
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.update()
            return
        chip = self.chip_at(point)
        over = _mark(chip) if chip else None
        if over != self._over:
            self._over = over
            self.setCursor(Qt.CursorShape.PointingHandCursor if chip else Qt.CursorShape.ArrowCursor)
            self.update()

    def is_over(self, chip: Chip) -> bool:
        """Whether the mouse is over it."""
        return self._over is not None and _mark(chip) == self._over

    def is_dragged(self, chip: Chip) -> bool:
        """Whether that follow-up is being dragged at the moment."""
        return self._drag_at is not None and self._pressed is not None and chip.follow_up is self._pressed.follow_up

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        again, self._again = self._again, None
        if again is not None:
            if (event.position() - self._start).manhattanLength() < QApplication.startDragDistance():
                self.opened.emit(again.follow_up.id)
            return
        pressed, dragged = self._pressed, self._drag_at is not None
        place = self._dropped_at(pressed, event.position()) if pressed is not None and dragged else None
        self._end_drag()
        self.unsetCursor()
        self.update()
        if pressed is None or place is None or event.button() != Qt.MouseButton.LeftButton:
            return
        found = pressed.follow_up
        if place[0] != found.due or place[1] not in (None, found.time):
            self.chosen = found.id
            self._move_chosen(place)

    def _end_drag(self) -> None:
        self._pressed = self._drag_at = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        chip = self.chip_at(event.position())
        place = self.place_at(event.position())
        self._pressed = None
        if chip is not None:
            self.opened.emit(chip.follow_up.id)
        elif place is not None and not self._is_rest(event.position()):
            self.create_wanted.emit(place[0], place[1] or "")

    def _is_rest(self, point: QPointF) -> bool:
        """Whether the words there say how many more there are."""
        raise NotImplementedError

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._over = None
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def tip_at(self, point: QPointF) -> str:
        """What the tooltip says there: all of a follow-up, or what kind of day it is."""
        chip, place = self.chip_at(point), self.place_at(point)
        if chip is not None:
            return chip_tip(chip.follow_up, again=chip.preview)
        return self._day_tip(place[0]) if place is not None else ""

    def _day_tip(self, day: date) -> str:
        info = self._infos.get(day)
        if info is None:
            return ""
        kind = tr_("calendar", "day off") if info.off else tr_("calendar", "working day") if info.work else ""
        return " · ".join(part for part in (long_day(day, self.today), day_line(info, language()), kind) if part)

    # Painting -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def _mark(chip: Chip) -> object:
    return chip.follow_up.id, chip.preview and chip.rect.topLeft().toTuple()


def chip_tip(follow_up: FollowUp, *, again: bool = False) -> str:
    """All that is known of a follow-up, in lines."""
    first = " ".join(part for part in (follow_up.time, type_label(follow_up.type), follow_up.customer) if part)
    return "\n".join(
        part
        for part in (first, follow_up.subject, repeat_words(follow_up, again=again), follow_up.result, follow_up.notes)
        if part
    )
