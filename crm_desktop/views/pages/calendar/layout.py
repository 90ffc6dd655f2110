"""Where days and follow-ups stand in the grid of the calendar: geometry without painting."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF

from crm_desktop.services.followups import FollowUp

HEAD = 28
"""Height of the line of weekdays."""
DAY_LINE = 32
CHIP, CHIP_WEEK, CHIP_GAP = 20, 36, 4
PAD = 4


@dataclass(frozen=True, slots=True)
class Chip:
    """One follow-up in a cell."""

    follow_up: FollowUp
    rect: QRectF


@dataclass(slots=True)
class Cell:
    """One day: its follow-ups that fit, and how many more there are (with the place of that line)."""

    day: date
    rect: QRectF
    in_month: bool
    chips: list[Chip] = field(default_factory=list)
    more: int = 0
    more_rect: QRectF = field(default_factory=QRectF)


def month_days(day: date) -> tuple[date, date]:
    """The first and the last day shown for the month of ``day``: whole weeks from Monday."""
    first = day.replace(day=1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def week_days(day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def add_months(day: date, by: int) -> date:
    """The same day of another month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def lay_out(
    size: tuple[float, float],
    days: tuple[date, date],
    month: int | None,
    items: dict[date, list[FollowUp]],
    totals: dict[date, int],
) -> list[Cell]:
    """The cells of ``days`` in a grid of ``size``: weeks of seven, or a single day. ``month`` None means that all
    belong (a week, a day): there is room for two lines then.
    """
    start, end = days
    count = (end - start).days + 1
    columns = min(7, count)
    width, height = size[0] / columns, max(60.0, (size[1] - HEAD) / (count // columns))
    cells = []
    for index in range(count):
        day = start + timedelta(days=index)
        left, right = round(index % columns * width), round((index % columns + 1) * width)
        top, bottom = round(HEAD + index // columns * height), round(HEAD + (index // columns + 1) * height)
        rect = QRectF(left, top, right - left, bottom - top)
        cell = Cell(day, rect, month is None or day.month == month)
        _place(cell, items.get(day, []), totals.get(day, 0), CHIP_WEEK if month is None else CHIP)
        cells.append(cell)
    return cells


def _place(cell: Cell, items: list[FollowUp], total: int, chip: int) -> None:
    room = cell.rect.height() - DAY_LINE - PAD
    fit = max(0, int((room + CHIP_GAP) // (chip + CHIP_GAP)))
    if total > fit:
        fit = max(0, int((room - CHIP + CHIP_GAP) // (chip + CHIP_GAP)))
    shown = items[:fit]
    y = cell.rect.y() + DAY_LINE
    for follow_up in shown:
        cell.chips.append(Chip(follow_up, QRectF(cell.rect.x() + PAD, y, cell.rect.width() - 2 * PAD - 1, chip)))
        y += chip + CHIP_GAP
    cell.more = total - len(shown)
    if cell.more:
        cell.more_rect = QRectF(cell.rect.x() + PAD, y - 2, cell.rect.width() - 2 * PAD, CHIP)


def cell_at(cells: list[Cell], point: QPointF) -> Cell | None:
    return next((cell for cell in cells if cell.rect.contains(point)), None)


def chip_at(cells: list[Cell], point: QPointF) -> Chip | None:
    cell = cell_at(cells, point)
    return next((chip for chip in cell.chips if chip.rect.contains(point)), None) if cell else None
