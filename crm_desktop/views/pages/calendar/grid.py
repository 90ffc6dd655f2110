"""The grid of a month's days. Its arrows walk through the days; with Ctrl they move the chosen follow-up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from crm_desktop.core.i18n import N_
from crm_desktop.services.followups import FollowUp
from crm_desktop.services.holidays import DayInfo
from crm_desktop.views import theme
from crm_desktop.views.key_spec import KeySpec
from crm_desktop.views.pages.calendar import layout, paint
from crm_desktop.views.pages.calendar.chip_text import month_text
from crm_desktop.views.pages.calendar.days import DaysWidget, Items, Place
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


class DayGrid(DaysWidget):
    """Named ``calendar``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("calendar", parent)
        self.cells: list[Cell] = []
        self._days, self._month = layout.month_days(self.day), self.day.month

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 320)

    # What is shown ------------------------------------------------------------------------

    def show_month(
        self,
        days: tuple[date, date],
        month: int,
        items: Items,
        ahead: Mapping[date, list[FollowUp]],
        infos: dict[date, DayInfo],
        today: date,
    ) -> None:
        """``month`` is the one that counts of the whole weeks."""
        self._month = month
        self.show_days(days, items, ahead, infos, today)

    def day_rect(self, day: date) -> QRectF:
        """Where a day stands; empty when it is not shown."""
        return next((cell.rect for cell in self.cells if cell.day == day), QRectF())

    def chip_rect(self, follow_up_id: int) -> QRectF:
        chips = (chip for cell in self.cells for chip in cell.chips if not chip.preview)
        return next((chip.rect for chip in chips if chip.follow_up.id == follow_up_id), QRectF())

    def preview_rect(self, follow_up_id: int, day: date) -> QRectF:
        """Where a later day of a series stands; empty when it is not shown."""
        chips = (chip for cell in self.cells if cell.day == day for chip in cell.chips if chip.preview)
        return next((chip.rect for chip in chips if chip.follow_up.id == follow_up_id), QRectF())

    def lay_out(self) -> None:
        size = (float(self.width()), float(self.height()))
        wide = layout.day_width(size)
        long = {day: paint.name_below(info, wide) for day, info in self._infos.items()}
        font = theme.font("small")
        self.cells = layout.lay_out(
            size, self._days, self._month, self._items, self._totals, self._ahead,
            lambda found, room: month_text(found, font, room), long,
        )  # fmt: skip
        self.speak()
        self.update()

    # Places -------------------------------------------------------------------------------

    def place_at(self, point: QPointF) -> Place | None:
        cell = layout.cell_at(self.cells, point)
        return (cell.day, None) if cell is not None else None

    def chip_at(self, point: QPointF) -> Chip | None:
        return layout.chip_at(self.cells, point)

    def _dropped_at(self, pressed: Chip, point: QPointF) -> Place | None:
        return self.place_at(point)

    def _is_rest(self, point: QPointF) -> bool:
        cell = layout.cell_at(self.cells, point)
        return cell is not None and bool(cell.more) and cell.more_rect.contains(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key not in _STEPS or not (control or plain):
            super().keyPressEvent(event)
            return
        target = self.day + timedelta(days=_STEPS[key])
        if not control:
            self.walk(target)
            return
        if self.chosen is None:
            self.next_chip()
        self._move_chosen((target, None))

    # Painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.paint_head(painter, self.cells)
        for cell in self.cells:
            chosen = cell.day == self.day
            info = self._infos.get(cell.day)
            paint.paint_cell(painter, cell, info, self.today, chosen=chosen, focus=self.hasFocus())
            for chip in cell.chips:
                if chip.preview:
                    paint.paint_preview(painter, chip, over=self.is_over(chip))
                    continue
                paint.paint_chip(
                    painter, chip, self.today, chosen=chip.follow_up.id == self.chosen, over=self.is_over(chip),
                    faint=self.is_dragged(chip),
                )  # fmt: skip
        if self._drag_at is not None and self._pressed is not None:
            target = layout.cell_at(self.cells, self._drag_at)
            if target is not None:
                painter.setPen(QPen(theme.color("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(target.rect.adjusted(1, 1, -2, -2), 4, 4)
            paint.paint_dragged(painter, self._pressed, self._drag_at, self.today)
        painter.end()
