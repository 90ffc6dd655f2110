"""The grid of days: month or week, with follow-ups that can be chosen, opened, moved and done.

Keys: arrows walk through the days, PageUp and PageDown through months (weeks), Space goes through the follow-ups of
the day, Ctrl+arrows move the chosen one (by a day or a week), Enter opens it or makes a new one, D S N act on it.
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from crm_desktop.core.i18n import N_, language, tr_
from crm_desktop.services.followups import FollowUp
from crm_desktop.services.holidays import DayInfo, day_line
from crm_desktop.views import theme
from crm_desktop.views.dialogs.followup_parts import long_day, repeat_words, type_label, who
from crm_desktop.views.key_spec import KeySpec
from crm_desktop.views.pages.calendar import layout, paint
from crm_desktop.views.pages.calendar.chip_text import month_text, week_text
from crm_desktop.views.pages.calendar.layout import Cell, Chip

KEYS = (
    KeySpec(N_("keys", "Day by day"), ("Left", "Right", "Up", "Down")),
    KeySpec(N_("keys", "A month or a week back or ahead"), ("PgUp", "PgDown")),
    KeySpec(N_("keys", "Today"), ("Home",)),
    KeySpec(N_("keys", "The follow-ups of the day, one after the other"), ("Space",)),
    KeySpec(N_("keys", "Open the chosen one, or plan a new one"), ("Return",)),
    KeySpec(N_("keys", "Move the chosen one to another day"), ("Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down")),
    KeySpec(N_("keys", "Done"), ("D",)),
    KeySpec(N_("keys", "Put off to tomorrow"), ("S",)),
    KeySpec(N_("keys", "Note and next step"), ("N",)),
    KeySpec(N_("keys", "Delete"), ("Del",)),
)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class DayGrid(QWidget):
    """Named ``calendar``. Knows no service: the page gives it what to show and listens to its signals."""

    day_chosen = Signal(object)
    """A day was clicked or walked to."""
    turned = Signal(int)
    """One month (week) back or ahead is wanted."""
    create_wanted = Signal(object)
    """A new follow-up on that day is wanted."""
    opened = Signal(object)
    """The follow-up of that id."""
    moved = Signal(object, object)
    """Follow-up id, day."""
    acted = Signal(str, object)
    """A letter (``D``, ``S``, ``N``) or ``Delete``, and the id of the follow-up."""
    menu_wanted = Signal(object, object)
    """Follow-up id, global point."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calendar")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.today = self.day = date(2000, 1, 1)
        self.chosen: int | None = None
        """Id of the chosen follow-up."""
        self.cells: list[Cell] = []
        self._days = layout.month_days(self.day)
        self._month: int | None = 1
        self._items: dict[date, list[FollowUp]] = {}
        self._totals: dict[date, int] = {}
        self._ahead: dict[date, list[FollowUp]] = {}
        self._infos: dict[date, DayInfo] = {}
        self._pressed: Chip | None = None
        self._again: Chip | None = None
        """A later day of a series that was pressed."""
        self._start = QPointF()
        self._drag_at: QPointF | None = None
        self._over: tuple[int, object] | None = None

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 320)

    # What is shown ------------------------------------------------------------------------

    def show_days(
        self,
        days: tuple[date, date],
        month: int | None,
        items: tuple[dict[date, list[FollowUp]], dict[date, int]],
        ahead: dict[date, list[FollowUp]],
        infos: dict[date, DayInfo],
        today: date,
    ) -> None:
        """``month`` is the month that counts, None for a week; ``ahead``: where series come again. A drag in progress
        ends.
        """
        self._days, self._month, self.today = days, month, today
        self._items, self._totals = items
        self._ahead = ahead
        self._infos = infos
        self._pressed = self._drag_at = None
        if self.chosen is not None and self.follow_up(self.chosen) is None:
            self.chosen = None
        self.lay_out()

    def choose_day(self, day: date) -> None:
        """Set the ring on ``day``; another day's follow-up is no longer chosen."""
        self.day = day
        if self.chosen not in [found.id for found in self._items.get(day, [])]:
            self.chosen = None
        self._speak()
        self.update()

    def choose(self, follow_up_id: int) -> None:
        self.chosen = follow_up_id
        self._speak()
        self.update()

    def follow_up(self, follow_up_id: int) -> FollowUp | None:
        return next((f for day in self._items.values() for f in day if f.id == follow_up_id), None)

    def day_rect(self, day: date) -> QRectF:
        """Where a day stands; empty when it is not shown."""
        return next((cell.rect for cell in self.cells if cell.day == day), QRectF())

    def chip_rect(self, follow_up_id: int) -> QRectF:
        """Where a follow-up stands; empty when it is not shown."""
        chips = (chip for cell in self.cells for chip in cell.chips if not chip.preview)
        return next((chip.rect for chip in chips if chip.follow_up.id == follow_up_id), QRectF())

    def preview_rect(self, follow_up_id: int, day: date) -> QRectF:
        """Where a later day of a series stands; empty when it is not shown."""
        chips = (chip for cell in self.cells if cell.day == day for chip in cell.chips if chip.preview)
        return next((chip.rect for chip in chips if chip.follow_up.id == follow_up_id), QRectF())

    def lay_out(self) -> None:
        """Place days and follow-ups anew, for another size or type."""
        size = (float(self.width()), float(self.height()))
        wide = layout.day_width(size, self._days)
        long = {day: paint.name_below(info, wide) for day, info in self._infos.items()}
        say, font = (week_text if self._month is None else month_text), theme.font("small")
        self.cells = layout.lay_out(
            size, self._days, self._month, self._items, self._totals, self._ahead,
            lambda found, room: say(found, font, room), long,
        )  # fmt: skip
        self._speak()
        self.update()

    def _speak(self) -> None:
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
        self.setAccessibleName(", ".join(part for part in parts if part))

    # Keys ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key in _STEPS and (control or plain):
            self._step(_STEPS[key], move=control)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Home:
            self._walk(self.today)
        elif key == Qt.Key.Key_Space:
            self._next_chip()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.create_wanted.emit(self.day) if self.chosen is None else self.opened.emit(self.chosen)
        elif key == Qt.Key.Key_Escape and (self._drag_at is not None or self.chosen is not None):
            self._pressed = self._drag_at = self.chosen = None
            self._speak()
            self.update()
        elif plain and self.chosen is not None and key in (Qt.Key.Key_D, Qt.Key.Key_S, Qt.Key.Key_N):
            self.acted.emit(chr(key), self.chosen)
        elif key == Qt.Key.Key_Delete and self.chosen is not None:
            self.acted.emit("Delete", self.chosen)
        else:
            super().keyPressEvent(event)

    def _step(self, days: int, *, move: bool) -> None:
        target = self.day + timedelta(days=days)
        if not move:
            self._walk(target)
            return
        if self.chosen is None:
            self._next_chip()
        if self.chosen is not None:
            chosen = self.chosen
            self.moved.emit(chosen, target)
            self._walk(target)
            self.choose(chosen)

    def _walk(self, day: date) -> None:
        self.choose_day(day)
        self.day_chosen.emit(day)

    def _next_chip(self) -> None:
        """Choose the next follow-up of the day, from the last one back to none."""
        ids = [found.id for found in self._items.get(self.day, [])]
        if not ids:
            return
        at = ids.index(self.chosen) + 1 if self.chosen in ids else 0
        self.chosen = ids[at] if at < len(ids) else None
        self._speak()
        self.update()

    # Mouse --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        cell = layout.cell_at(self.cells, point)
        if cell is None:
            return
        chip = layout.chip_at(self.cells, point)
        self._again = chip if event.button() == Qt.MouseButton.LeftButton and chip and chip.preview else None
        if chip is not None and chip.preview:
            chip = None
        self.chosen = chip.follow_up.id if chip else None
        self._walk(cell.day)
        if chip is not None:
            self.choose(chip.follow_up.id)
        if event.button() == Qt.MouseButton.LeftButton and chip is not None:
            self._pressed, self._start = chip, point
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
        chip = layout.chip_at(self.cells, point)
        over = (chip.follow_up.id, chip.preview and chip.rect.topLeft().toTuple()) if chip else None
        if over != self._over:
            self._over = over
            self.setCursor(Qt.CursorShape.PointingHandCursor if chip else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        again, self._again = self._again, None
        if again is not None and again.rect.contains(event.position()):
            self.opened.emit(again.follow_up.id)
            return
        pressed, dragged = self._pressed, self._drag_at is not None
        self._pressed = self._drag_at = None
        self.unsetCursor()
        self.update()
        if pressed is None or not dragged or event.button() != Qt.MouseButton.LeftButton:
            return
        cell = layout.cell_at(self.cells, event.position())
        if cell is not None and cell.day != pressed.follow_up.due:
            chosen = pressed.follow_up.id
            self.moved.emit(chosen, cell.day)
            self._walk(cell.day)
            self.choose(chosen)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        chip = layout.chip_at(self.cells, event.position())
        cell = layout.cell_at(self.cells, event.position())
        self._pressed = None
        if chip is not None:
            self.opened.emit(chip.follow_up.id)
        elif cell is not None and not (cell.more and cell.more_rect.contains(event.position())):
            self.create_wanted.emit(cell.day)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._over = None
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            chip = layout.chip_at(self.cells, QPointF(event.pos()))
            cell = layout.cell_at(self.cells, QPointF(event.pos()))
            text = _tip(chip.follow_up, again=chip.preview) if chip else self._day_tip(cell.day) if cell else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

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

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.paint_head(painter, self.cells)
        for cell in self.cells:
            chosen = cell.day == self.day
            info = self._infos.get(cell.day)
            paint.paint_cell(painter, cell, info, self.today, chosen=chosen, focus=self.hasFocus())
            for chip in cell.chips:
                found = chip.follow_up.id
                over = (found, chip.preview and chip.rect.topLeft().toTuple()) == self._over
                if chip.preview:
                    paint.paint_preview(painter, chip, over=over)
                    continue
                faint = self._drag_at is not None and self._pressed is not None and found == self._pressed.follow_up.id
                paint.paint_chip(painter, chip, self.today, chosen=found == self.chosen, over=over, faint=faint)
        if self._drag_at is not None and self._pressed is not None:
            target = layout.cell_at(self.cells, self._drag_at)
            if target is not None:
                painter.setPen(QPen(theme.color("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(target.rect.adjusted(1, 1, -2, -2), 4, 4)
            paint.paint_dragged(painter, self._pressed, self._drag_at, self.today)
        painter.end()


def _tip(follow_up: FollowUp, *, again: bool = False) -> str:
    first = " ".join(part for part in (follow_up.time, type_label(follow_up.type), follow_up.customer) if part)
    return "\n".join(
        part
        for part in (first, follow_up.subject, repeat_words(follow_up, again=again), follow_up.result, follow_up.notes)
        if part
    )
