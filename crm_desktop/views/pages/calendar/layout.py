"""Where days and follow-ups stand in the grid of a month: geometry without painting."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF

from crm_desktop.services.followups import FollowUp
from crm_desktop.views.pages.calendar.chip_text import ChipText, Line

HEAD = 28
"""Height of the line of weekdays."""
DAY_LINE, NAME_TOP, NAME_LINE = 32, 27, 15
"""Height of a day's number; where the day's name begins that stands below it, and each of its lines."""
CHIP, CHIP_LINE, CHIP_GAP = 20, 16, 4
"""Height of a follow-up of one line, of each line where it has several, and between two."""
PAD, PAD_BELOW = 4, 2
INSET = 20
"""What the shape of the state and the edges take of a follow-up's width."""
MOST_LINES = 4
"""Of a follow-up."""

Wording = Callable[[FollowUp, float], ChipText]
"""Says a follow-up in lines of a width."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One follow-up in a cell."""

    follow_up: FollowUp
    rect: QRectF
    lines: tuple[Line, ...] = ()
    preview: bool = False
    """A later day of a series whose next occurrence is ``follow_up``."""


@dataclass(slots=True)
class Cell:
    """One day: its follow-ups that fit, and how many more there are (with the place of that line)."""

    day: date
    rect: QRectF
    in_month: bool
    chips: list[Chip] = field(default_factory=list)
    more: int = 0
    more_rect: QRectF = field(default_factory=QRectF)
    names: tuple[str, ...] = ()
    """The lines of the day's name where it is too long to stand beside the number."""


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


def day_width(size: tuple[float, float]) -> float:
    """The width of a day."""
    return size[0] / 7


def lay_out(
    size: tuple[float, float],
    days: tuple[date, date],
    month: int,
    items: dict[date, list[FollowUp]],
    totals: dict[date, int],
    ahead: Mapping[date, list[FollowUp]],
    wording: Wording,
    long_names: Mapping[date, tuple[str, ...]],
) -> list[Cell]:
    """The cells of ``days``, whole weeks, in a grid of ``size``; ``month`` is the one they belong to. ``long_names``:
    lines of names below the number.
    """
    start, end = days
    count = (end - start).days + 1
    width, height = day_width(size), max(60.0, (size[1] - HEAD) / (count // 7))
    cells = []
    for index in range(count):
        day = start + timedelta(days=index)
        left, right = round(index % 7 * width), round((index % 7 + 1) * width)
        top, bottom = round(HEAD + index // 7 * height), round(HEAD + (index // 7 + 1) * height)
        rect = QRectF(left, top, right - left, bottom - top)
        cell = Cell(day, rect, day.month == month, names=long_names.get(day, ()))
        _place(cell, items.get(day, []), totals.get(day, 0), ahead.get(day, []), wording)
        cells.append(cell)
    return cells


def chip_height(lines: int) -> int:
    return CHIP if lines < 2 else 2 + CHIP_LINE * lines


def _place(cell: Cell, items: list[FollowUp], total: int, ahead: list[FollowUp], wording: Wording) -> None:
    """As many follow-ups as fit with a line each, then one line for each that a series has here later; what room is
    left gives the follow-ups the lines they lack.
    """
    above = NAME_TOP + NAME_LINE * len(cell.names) + 2 if cell.names else DAY_LINE
    room = cell.rect.height() - above - PAD_BELOW
    low = CHIP + CHIP_GAP
    fit = max(0, int((room + CHIP_GAP) // low))
    if total > fit:
        room -= CHIP
        fit = max(0, int((room + CHIP_GAP) // low))
    shown = items[:fit]
    left = room - len(shown) * low if total <= fit else 0
    again = ahead[: max(0, int((left + CHIP_GAP) // low))]
    room -= len(again) * low
    width = cell.rect.width() - 2 * PAD - 1
    texts = [wording(follow_up, width - INSET) for follow_up in shown]
    lines = _shares([min(text.count, MOST_LINES) for text in texts], room)
    y = cell.rect.y() + above
    for follow_up, text, count in zip(shown, texts, lines, strict=True):
        height = chip_height(count)
        cell.chips.append(Chip(follow_up, QRectF(cell.rect.x() + PAD, y, width, height), text.lines(count)))
        y += height + CHIP_GAP
    for follow_up in again:
        line = wording(follow_up, width - 2 * INSET).lines(1)
        cell.chips.append(Chip(follow_up, QRectF(cell.rect.x() + PAD, y, width, CHIP), line, preview=True))
        y += CHIP + CHIP_GAP
    cell.more = total - len(shown)
    if cell.more:
        cell.more_rect = QRectF(cell.rect.x() + PAD, y - 2, cell.rect.width() - 2 * PAD, CHIP)


def _shares(wanted: list[int], room: float) -> list[int]:
    """How many lines each follow-up gets: one more to each in turn while there is room for it."""
    given = [1] * len(wanted)
    used = sum(chip_height(lines) + CHIP_GAP for lines in given) - CHIP_GAP
    grown = True
    while grown:
        grown = False
        for at, lines in enumerate(wanted):
            step = chip_height(given[at] + 1) - chip_height(given[at])
            if given[at] < lines and used + step <= room:
                given[at] += 1
                used += step
                grown = True
    return given


def cell_at(cells: list[Cell], point: QPointF) -> Cell | None:
    return next((cell for cell in cells if cell.rect.contains(point)), None)


def chip_at(cells: list[Cell], point: QPointF) -> Chip | None:
    cell = cell_at(cells, point)
    return next((chip for chip in cell.chips if chip.rect.contains(point)), None) if cell else None
