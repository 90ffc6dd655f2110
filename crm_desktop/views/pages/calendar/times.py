"""A week or a day with its hours: what has a time stands at it, the rest in a band on top.

Its arrows walk through the days and, by half an hour, through the places for a new follow-up; with Ctrl they move the
chosen one, by a day or by a quarter of an hour. Dragged, it goes where it is let go, in the band to the whole day.
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from crm_desktop.core.i18n import N_, tr_
from crm_desktop.core.settings import CLOSES, OPENS
from crm_desktop.views.key_spec import KeySpec
from crm_desktop.views.pages.calendar import paint, times_paint
from crm_desktop.views.pages.calendar import times_layout as layout
from crm_desktop.views.pages.calendar.days import DaysWidget, Place
from crm_desktop.views.pages.calendar.layout import CHIP, Chip
from crm_desktop.views.pages.calendar.times_layout import BAR, SLOT, SNAP, Beyond, Crowd, DayColumn, Plan
from crm_desktop.views.pages.calendar.times_words import TimesWords, time_words

KEYS = (
    KeySpec(N_("keys", "Week and day: half an hour earlier or later"), ("Up", "Down")),
    KeySpec(N_("keys", "Week and day: the chosen one a quarter of an hour earlier or later"), ("Ctrl+Up", "Ctrl+Down")),
)
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UPRIGHT = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_EDGE, _EVERY_MS = 24, 40
"""So near to an edge a drag scrolls, and how often."""


class TimeGrid(DaysWidget):
    """Named ``calendar_times``; ``words`` says its follow-ups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("calendar_times", parent)
        self.plan = Plan()
        self.minute: int | None = OPENS.default
        """Of the place for a new follow-up; None for the whole day."""
        self.words = TimesWords()
        self._open = (0, 0)
        self._now: int | None = None
        self._start_value = 0
        self.bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bar.valueChanged.connect(lambda _value: self.update())
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_EVERY_MS)
        self._scrolling.timeout.connect(self._scroll_on)
        self.set_open_hours(OPENS.default, CLOSES.default)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 320)

    # What is shown ------------------------------------------------------------------------

    def set_open_hours(self, opens: int, closes: int) -> None:
        """From which minute of the day to which the shop is open: this is what is seen first."""
        if (opens, closes) != self._open:
            self._open = (opens, closes)
            self.minute = opens
            self._scroll_to_opening()

    def set_now(self, minute: int) -> None:
        """The minute of today where the line of now stands."""
        if minute != self._now:
            self._now = minute
            self.update()

    def lay_out(self) -> None:
        size = (float(self.width()), float(self.height()))
        wide = layout.day_width(size, self._days)
        names = {day: paint.name_below(info, wide) for day, info in self._infos.items()}
        before = self.plan
        top = before.minute(self.bar.value())
        self.plan = layout.lay_out(
            size, self._days, self._items, self._totals, self._ahead, names, self.words.are_longer
        )
        self.words.clear()
        self.bar.setGeometry(self.width() - BAR, int(self.plan.top), BAR, max(0, self.height() - int(self.plan.top)))
        self.bar.setRange(0, max(0, int(self.plan.height - self._seen())))
        self.bar.setPageStep(int(self._seen()))
        self.bar.setSingleStep(int(self.plan.hour / 2))
        if before.columns and before.hour != self.plan.hour:
            self.bar.setValue(round(self.plan.y(top)))
        elif not before.columns:
            self._scroll_to_opening()
        self.speak()
        self.update()

    def _seen(self) -> float:
        """Height of the hours that can be seen at once."""
        return max(0.0, self.height() - self.plan.top)

    def _scroll_to_opening(self) -> None:
        self.bar.setValue(round(self.plan.y(self._open[0]) - 8))

    def slot_rect(self, day: date, time: str) -> QRectF:
        """Where the place of that time is, or of the whole day without one; empty when the day is not shown."""
        column = self.plan.column(day)
        if column is None:
            return QRectF()
        return self._shown(self.plan.slot(column, layout.minutes(time))) if time else self.plan.slot(column, None)

    def chip_rect(self, follow_up_id: int) -> QRectF:
        return self._rect_of(follow_up_id, preview=False, columns=self.plan.columns)

    def preview_rect(self, follow_up_id: int, day: date) -> QRectF:
        """Where a later day of a series stands; empty when it is not shown."""
        column = self.plan.column(day)
        return self._rect_of(follow_up_id, preview=True, columns=(column,) if column is not None else ())

    def _rect_of(self, follow_up_id: int, *, preview: bool, columns: tuple[DayColumn, ...]) -> QRectF:
        for column in columns:
            for chips, timed in ((column.band, False), (column.timed, True)):
                for chip in chips:
                    if chip.follow_up.id == follow_up_id and chip.preview == preview:
                        return self._shown(chip.rect) if timed else chip.rect
        return QRectF()

    def _shown(self, rect: QRectF) -> QRectF:
        """A place among the hours as it lies in the widget."""
        return rect.translated(0, self.plan.top - self.bar.value())

    # Choosing and going -------------------------------------------------------------------

    def choose(self, follow_up_id: int) -> None:
        found = self.follow_up(follow_up_id)
        if found is not None:
            self.minute = layout.minutes(found.time) // SLOT * SLOT if found.time else None
            self._reveal(self.minute)
        super().choose(follow_up_id)

    def next_chip(self) -> None:
        super().next_chip()
        if self.chosen is not None:
            self.choose(self.chosen)

    def _choose_place(self, place: Place) -> None:
        if place[1] is not None:
            self.minute = layout.minutes(place[1]) // SLOT * SLOT if place[1] else None
        super()._choose_place(place)

    def _here(self) -> Place:
        return self.day, layout.clock(self.minute) if self.minute is not None else ""

    def _said_first(self) -> tuple[str, ...]:
        found = self.follow_up(self.chosen) if self.chosen is not None else None
        time = found.time if found is not None else self._here()[1]
        return (time or tr_("calendar", "All day"),)

    def _reveal(self, minute: int | None) -> None:
        """Scroll so far that the place can be seen."""
        if minute is None:
            return
        top, bottom, seen = self.plan.y(minute), self.plan.y(minute + SLOT), self._seen()
        if bottom > self.bar.value() + seen:
            self.bar.setValue(round(bottom - seen + 4))
        elif top < self.bar.value():
            self.bar.setValue(round(top - 4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key in _SIDEWAYS and (control or plain):
            self._sideways(_SIDEWAYS[key], move=control)
        elif key in _UPRIGHT and (control or plain):
            self._later(_UPRIGHT[key]) if control else self._step(_UPRIGHT[key])
        else:
            if key == Qt.Key.Key_Home and self._now is not None:
                self.minute = self._now // SLOT * SLOT
                self._reveal(self.minute)
            super().keyPressEvent(event)

    def _sideways(self, days: int, *, move: bool) -> None:
        target = self.day + timedelta(days=days)
        if not move:
            self.walk(target)
            return
        if self.chosen is None:
            self.next_chip()
        self._move_chosen((target, None))

    def _step(self, slots: int) -> None:
        """To the place above or below; over midnight lies the band."""
        self.chosen = None
        if self.minute is None:
            self.minute = self._open[0] // SLOT * SLOT if slots > 0 else None
        else:
            after = self.minute + slots * SLOT
            self.minute = after if after >= 0 else None
            if after >= layout.DAY:
                self.minute = layout.DAY - SLOT
        self._reveal(self.minute)
        self.speak()
        self.update()

    def _later(self, steps: int) -> None:
        """Move the chosen one; what had no time gets the one at which the shop opens."""
        if self.chosen is None:
            self.next_chip()
        found = self.follow_up(self.chosen) if self.chosen is not None else None
        if found is None:
            return
        if found.time:
            minute = layout.minutes(found.time) + steps * SNAP
        elif steps > 0:
            minute = self._open[0]
        else:
            return
        if 0 <= minute < layout.DAY:
            self._move_chosen((self.day, layout.clock(minute)))

    # Mouse --------------------------------------------------------------------------------

    def place_at(self, point: QPointF) -> Place | None:
        column = self.plan.column_at(point.x())
        if column is None:
            return None
        if point.y() < self.plan.top:
            return column.day, ""
        return column.day, layout.clock(layout.nearest_slot(point, self.plan, self.bar.value()))

    def chip_at(self, point: QPointF) -> Chip | None:
        column = self.plan.column_at(point.x())
        if column is None:
            return None
        if point.y() < self.plan.top:
            return next((chip for chip in column.band if chip.rect.contains(point)), None)
        inside = self._inside(point)
        return next((chip for chip in column.timed if chip.rect.contains(inside)), None)

    def crowd_at(self, point: QPointF) -> Crowd | None:
        column = self.plan.column_at(point.x()) if point.y() >= self.plan.top else None
        inside = self._inside(point)
        return next((crowd for crowd in column.crowds if crowd.rect.contains(inside)), None) if column else None

    def _inside(self, point: QPointF) -> QPointF:
        return QPointF(point.x(), point.y() - self.plan.top + self.bar.value())

    def _dropped_at(self, pressed: Chip, point: QPointF) -> Place | None:
        column = self.plan.column_at(point.x())
        if column is None:
            return None
        if point.y() < self.plan.top:
            return column.day, ""
        if pressed.follow_up.time:
            gone = point.y() + self.bar.value() - self._start.y() - self._start_value
            minute = layout.minutes(pressed.follow_up.time) + round(self.plan.minute(gone) / SNAP) * SNAP
        else:
            minute = int(self.plan.minute(self._inside(point).y())) // SNAP * SNAP
        return column.day, layout.clock(min(layout.DAY - SNAP, max(0, minute)))

    def _is_rest(self, point: QPointF) -> bool:
        column = self.plan.column_at(point.x())
        rest = column is not None and bool(column.more) and column.more_rect.contains(point)
        return rest or self.crowd_at(point) is not None or self._beyond_at(point) is not None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        beyond = self._beyond_at(event.position())
        if beyond is not None:
            self._reveal(beyond)
            return
        self._start_value = self.bar.value()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._drag_at is not None and not self._scrolling.isActive():
            self._scrolling.start()

    def _end_drag(self) -> None:
        super()._end_drag()
        self._scrolling.stop()

    @Slot()
    def _scroll_on(self) -> None:
        """While something is dragged to the upper or lower edge of the hours."""
        if self._drag_at is None:
            self._scrolling.stop()
            return
        y = self._drag_at.y()
        if self.plan.top <= y < self.plan.top + _EDGE:
            self.bar.setValue(self.bar.value() - 8)
        elif y > self.height() - _EDGE:
            self.bar.setValue(self.bar.value() + 8)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.bar.event(event)

    def tip_at(self, point: QPointF) -> str:
        crowd = self.crowd_at(point)
        if crowd is None:
            return super().tip_at(point)
        return "\n".join(f"{found.time} {found.customer or found.subject}" for found in crowd.follow_ups[:20])

    def beyond(self) -> list[Beyond]:
        """What of the days shown lies above or below the hours that are seen."""
        return layout.beyond(self.plan, self.bar.value(), float(self.height()))

    def _beyond_at(self, point: QPointF) -> int | None:
        return next((mark.minute for mark in self.beyond() if mark.rect.contains(point)), None)

    # Painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.plan.columns:
            painter.end()
            return
        plan, scrolled = self.plan, self.bar.value()
        times_paint.paint_head(painter, plan, self._infos, self.today, self.day)
        for column in plan.columns:
            for chip in column.band:
                self._paint_chip(painter, chip)
            if column.more:
                times_paint.paint_more(painter, column)
        if self.minute is None:
            self._paint_ring(painter)
        painter.save()
        painter.setClipRect(QRectF(0, plan.top, self.width(), self._seen()))
        painter.translate(0, plan.top - scrolled)
        self._paint_hours(painter, QRectF(0, scrolled, self.width(), self._seen()))
        painter.restore()
        today = plan.column(self.today)
        now = self._now if today is not None else None
        times_paint.paint_hour_words(painter, plan, now, scrolled, self.height())
        times_paint.paint_foot_of_band(painter, plan, self.width())
        for mark in self.beyond():
            times_paint.paint_beyond(painter, mark)
        if self._drag_at is not None and self._pressed is not None:
            self._paint_target(painter, self._pressed, self._drag_at)
        painter.end()

    def _paint_hours(self, painter: QPainter, visible: QRectF) -> None:
        times_paint.paint_hours(painter, self.plan, self._open, self.today, visible)
        if self.minute is not None:
            self._paint_ring(painter)
        for column in self.plan.columns:
            for chip in column.timed:
                if chip.rect.intersects(visible):
                    self._paint_chip(painter, chip)
            for crowd in column.crowds:
                over = any(found.id == self.chosen for found in crowd.follow_ups)
                times_paint.paint_crowd(painter, crowd, over=over)
        today = self.plan.column(self.today)
        if today is not None and self._now is not None:
            times_paint.paint_now(painter, self.plan, today, self._now)

    def _paint_ring(self, painter: QPainter) -> None:
        column = self.plan.column(self.day)
        if column is not None and self.chosen is None:
            times_paint.paint_ring(painter, self.plan.slot(column, self.minute), focus=self.hasFocus())

    def _paint_chip(self, painter: QPainter, chip: Chip) -> None:
        times_paint.paint_entry(
            painter, chip, self.words.lines(chip), chip.follow_up.state(self.today), over=self.is_over(chip),
            chosen=not chip.preview and chip.follow_up.id == self.chosen, faint=self.is_dragged(chip),
        )  # fmt: skip

    def _paint_target(self, painter: QPainter, pressed: Chip, point: QPointF) -> None:
        place = self._dropped_at(pressed, point)
        column = self.plan.column(place[0]) if place is not None else None
        if place is None or column is None:
            return
        words = " ".join(time_words(pressed.follow_up, tell_time=False, tell_owner=False))
        minute = layout.minutes(place[1]) if place[1] else None
        rect = QRectF(column.left, self.plan.band_top + layout.BAND_PAD - 1, column.width, CHIP + 2)
        if minute is not None:
            rect = self._shown(QRectF(column.left, self.plan.y(minute), column.width, self.plan.y(layout.TAKES)))
        times_paint.paint_target(painter, rect.adjusted(2, 1, -3, -1), words, minute)
