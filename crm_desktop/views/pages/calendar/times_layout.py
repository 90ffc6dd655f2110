"""Where follow-ups stand in a week or a day with its hours: geometry without painting.

A follow-up has a time but no length. It takes half an hour, so that it can be read and taken hold of, and up to an
hour for its words where nothing else comes. What falls together stands side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF

from crm_desktop.services.followups import FollowUp
from crm_desktop.views.pages.calendar.layout import CHIP, DAY_LINE, HEAD, NAME_LINE, Cell, Chip

GUTTER, BAR = 52, 10
"""Room for the hours at the left, and for the scroll bar at the right."""
HOUR_LOW, HOUR_HIGH, HOURS_SHOWN = 48, 72, 11
"""Height of an hour at least and at most; how many shall be seen at once where there is room."""
DAY = 24 * 60
TAKES, GROWS = 30, 60
"""Minutes a follow-up takes, and as what it may be drawn where there is room."""
SLOT, SNAP = 30, 15
"""Minutes of a place for a new follow-up, and in which steps one is moved."""
BAND_STEP, BAND_PAD = CHIP + 2, 3
"""From one line to the next of what has no time, and above the first."""
_NARROWEST, _WIDEST, _MOST_BESIDE = 38, 120, 6
"""Width of follow-ups side by side: a sixth of the day, within these."""
_FREE = 6
"""At the right of a day's follow-ups, where a click still meets the day."""
_ABOVE = 112
"""What usually is above the hours: they shall not grow and shrink from week to week."""
BEYOND_WIDTH = 36


@dataclass(frozen=True, slots=True)
class Crowd:
    """Follow-ups for which there is no room side by side."""

    rect: QRectF
    follow_ups: tuple[FollowUp, ...]


@dataclass(slots=True)
class DayColumn:
    """One day. ``band`` lies in the widget; ``timed`` and ``crowds`` in the hours, nought being midnight."""

    day: date
    head: Cell
    band: list[Chip] = field(default_factory=list)
    more: int = 0
    more_rect: QRectF = field(default_factory=QRectF)
    timed: list[Chip] = field(default_factory=list)
    crowds: list[Crowd] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.head.rect.x()

    @property
    def width(self) -> float:
        return self.head.rect.width()


@dataclass(frozen=True, slots=True)
class Plan:
    """All days side by side. The band of what has no time reaches from ``band_top`` to ``top``, where the hours begin,
    ``hour`` high each.
    """

    columns: tuple[DayColumn, ...] = ()
    band_top: float = 0
    top: float = 0
    hour: float = HOUR_LOW

    @property
    def height(self) -> float:
        """Of all 24 hours."""
        return 24 * self.hour

    def y(self, minute: float) -> float:
        return minute * self.hour / 60

    def minute(self, y: float) -> float:
        return y * 60 / self.hour

    def column(self, day: date) -> DayColumn | None:
        return next((column for column in self.columns if column.day == day), None)

    def column_at(self, x: float) -> DayColumn | None:
        return next((column for column in self.columns if column.left <= x < column.left + column.width), None)

    def slot(self, column: DayColumn, minute: int | None) -> QRectF:
        """Where a place for a new follow-up lies: in the band without a minute (in the widget), else in the hours."""
        if minute is None:
            return QRectF(column.left, self.band_top, column.width, self.top - self.band_top)
        at = minute // SLOT * SLOT
        return QRectF(column.left, self.y(at), column.width, self.y(SLOT))


def minutes(time: str) -> int:
    """``09:30`` → 570."""
    return int(time[:2]) * 60 + int(time[3:5])


def clock(minute: int) -> str:
    """570 → ``09:30``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def day_width(size: tuple[float, float], days: tuple[date, date]) -> float:
    """The width of a day."""
    return (size[0] - GUTTER - BAR) / ((days[1] - days[0]).days + 1)


def lay_out(
    size: tuple[float, float],
    days: tuple[date, date],
    items: dict[date, list[FollowUp]],
    totals: dict[date, int],
    ahead: Mapping[date, list[FollowUp]],
    names: Mapping[date, tuple[str, ...]],
    longer: Callable[[FollowUp, float], bool],
) -> Plan:
    """``longer`` says whether the words of a follow-up need more than a line of that width; ``names``: lines of a
    day's name below its number.
    """
    count = (days[1] - days[0]).days + 1
    wide = day_width(size, days)
    head = HEAD + DAY_LINE + NAME_LINE * max((len(names.get(day, ())) for day in _every(days)), default=0)
    bands = {
        day: [one for one in items.get(day, []) if not one.time] + [one for one in ahead.get(day, []) if not one.time]
        for day in _every(days)
    }
    most = max(1, int((size[1] - head) * (0.2 if count > 1 else 0.3) / BAND_STEP))
    rows = min(most, max((len(band) + _unread(items, totals, day) for day, band in bands.items()), default=0))
    top = head + BAND_PAD + max(1, rows) * BAND_STEP + BAND_PAD
    hour = float(min(HOUR_HIGH, max(HOUR_LOW, (size[1] - _ABOVE) // HOURS_SHOWN)))
    columns = []
    for index, day in enumerate(_every(days)):
        left, right = round(GUTTER + index * wide), round(GUTTER + (index + 1) * wide)
        cell = Cell(day, QRectF(left, HEAD, right - left, head - HEAD), in_month=True, names=names.get(day, ()))
        column = DayColumn(day, cell)
        again = {one.id for one in ahead.get(day, [])} - {one.id for one in items.get(day, [])}
        _fill_band(column, bands[day], again, _unread(items, totals, day), rows, head)
        timed = [one for one in (*items.get(day, []), *ahead.get(day, [])) if one.time]
        _fill_hours(column, timed, again, hour, longer)
        columns.append(column)
    return Plan(tuple(columns), float(head), float(top), hour)


def _every(days: tuple[date, date]) -> Iterable[date]:
    return (days[0] + timedelta(days=step) for step in range((days[1] - days[0]).days + 1))


def _unread(items: dict[date, list[FollowUp]], totals: dict[date, int], day: date) -> int:
    """How many the day has beyond those that were read."""
    return max(0, totals.get(day, 0) - len(items.get(day, [])))


def _fill_band(column: DayColumn, found: list[FollowUp], again: set[int], unread: int, rows: int, head: float) -> None:
    """A line for each that has no time, as far as there are ``rows``; the last one counts the rest."""
    shown = found if len(found) + bool(unread) <= rows else found[: max(0, rows - 1)]
    y = head + BAND_PAD
    for one in shown:
        rect = QRectF(column.left + 2, y, column.width - 5, CHIP)
        column.band.append(Chip(one, rect, preview=one.id in again))
        y += BAND_STEP
    column.more = len(found) - len(shown) + unread
    if column.more:
        column.more_rect = QRectF(column.left + 2, y, column.width - 5, CHIP)


@dataclass(slots=True)
class _Entry:
    follow_up: FollowUp
    start: int
    lane: int = 0
    span: int = 1


def _fill_hours(
    column: DayColumn,
    found: list[FollowUp],
    again: set[int],
    hour: float,
    longer: Callable[[FollowUp, float], bool],
) -> None:
    entries = [_Entry(one, min(minutes(one.time), DAY - TAKES)) for one in found]
    entries.sort(key=lambda entry: (entry.start, entry.follow_up.status == "done", entry.follow_up.id))
    room = column.width - _FREE
    most = max(2, int(room // min(_WIDEST, max(_NARROWEST, room / _MOST_BESIDE))))
    placed: list[tuple[_Entry, QRectF]] = []
    for cluster in _clusters(entries):
        lanes = _lanes(cluster)
        wide = room / min(lanes, most)
        crowded = [entry for entry in cluster if lanes > most and entry.lane >= most - 1]
        for entry in cluster:
            if entry not in crowded:
                left = column.left + 2 + entry.lane * wide
                span = min(entry.span, most - 1 - entry.lane) if lanes > most else entry.span
                placed.append((entry, QRectF(left, 0, span * wide - 2, 0)))
        for run in _clusters(crowded):
            left = column.left + 2 + (most - 1) * wide
            start, end = run[0].start, run[-1].start + TAKES
            rect = QRectF(left, start * hour / 60 + 1, wide - 2, (end - start) * hour / 60 - 2)
            column.crowds.append(Crowd(rect, tuple(entry.follow_up for entry in run)))
    for at, (entry, rect) in enumerate(placed):
        end = entry.start + TAKES
        if longer(entry.follow_up, rect.width()):
            end = _until(at, placed, column.crowds, hour)
        rect.setTop(entry.start * hour / 60 + 1)
        rect.setBottom(end * hour / 60 - 1)
        column.timed.append(Chip(entry.follow_up, rect, preview=entry.follow_up.id in again))


def _until(at: int, placed: list[tuple[_Entry, QRectF]], crowds: list[Crowd], hour: float) -> int:
    """The minute up to which one may grow: the next one below it, an hour, the end of the day."""
    entry, rect = placed[at]
    end = min(entry.start + GROWS, DAY)
    for other, beside in placed[at + 1 :]:
        if other.start >= end:
            break
        if other.start >= entry.start + TAKES and beside.left() < rect.right() and rect.left() < beside.right():
            end = other.start
    for crowd in crowds:
        start = round(crowd.rect.top() * 60 / hour)
        if entry.start + TAKES <= start < end and crowd.rect.left() < rect.right():
            end = start
    return end


def _clusters(entries: list[_Entry]) -> Iterable[list[_Entry]]:
    """Runs in which each falls together with one before it; ``entries`` by their start."""
    run: list[_Entry] = []
    for entry in entries:
        if run and entry.start >= run[-1].start + TAKES:
            yield run
            run = []
        run.append(entry)
    if run:
        yield run


def _lanes(cluster: list[_Entry]) -> int:
    """Give each the first lane that is free and as many beside it as stay free; returns how many lanes there are."""
    ends: list[int] = []
    for entry in cluster:
        entry.lane = next((lane for lane, end in enumerate(ends) if end <= entry.start), len(ends))
        if entry.lane == len(ends):
            ends.append(0)
        ends[entry.lane] = entry.start + TAKES
    for entry in cluster:
        beside = [other.lane for other in cluster if other.lane > entry.lane and abs(other.start - entry.start) < TAKES]
        entry.span = min(beside, default=len(ends)) - entry.lane
    return len(ends)


def nearest_slot(point: QPointF, plan: Plan, scrolled: float) -> int:
    """The minute of the place for a new follow-up under a point of the widget."""
    minute = int(plan.minute(point.y() - plan.top + scrolled)) // SLOT * SLOT
    return min(DAY - SLOT, max(0, minute))


@dataclass(frozen=True, slots=True)
class Beyond:
    """Open follow-ups of a day above or ``below`` the hours that are seen; ``minute`` is that of the nearest one."""

    rect: QRectF
    count: int
    minute: int
    below: bool


def beyond(plan: Plan, scrolled: float, bottom: float) -> list[Beyond]:
    """For the hours from ``scrolled`` on, in a widget that ends at ``bottom``."""
    end = scrolled + bottom - plan.top
    marks = []
    for column in plan.columns:
        places = [(chip.rect, 1) for chip in column.timed if chip.follow_up.status == "open" and not chip.preview]
        places += [(crowd.rect, len(crowd.follow_ups)) for crowd in column.crowds]
        above = [(rect.top(), count) for rect, count in places if rect.bottom() < scrolled + 6]
        below = [(rect.top(), count) for rect, count in places if rect.top() > end - 6]
        x = column.left + column.width - BEYOND_WIDTH - 2
        for hidden, y in ((above, plan.top - 10), (below, bottom - 20)):
            if hidden:
                nearest = (min if hidden is below else max)(top for top, _count in hidden)
                rect = QRectF(x, y, BEYOND_WIDTH, 18)
                count = sum(count for _top, count in hidden)
                marks.append(Beyond(rect, count, int(plan.minute(nearest + 1)), hidden is below))
    return marks
