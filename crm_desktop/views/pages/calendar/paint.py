"""Painting of days and follow-ups in the calendar's grids."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from crm_desktop.core.i18n import language, render, tr_
from crm_desktop.services.holidays import DayInfo, lunar_day_name, lunar_month_name
from crm_desktop.views import theme
from crm_desktop.views.dialogs.followup_parts import weekday
from crm_desktop.views.pages.calendar.chip_text import lines_of
from crm_desktop.views.pages.calendar.layout import CHIP_LINE, HEAD, NAME_LINE, NAME_TOP, Cell, Chip
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.pills import paint_state

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
_BESIDE = 33
"""Where what a day is called begins, beside its number."""
_DOT_ROOM = 15


def paint_head(painter: QPainter, cells: list[Cell]) -> None:
    """The weekdays over the columns and the strong line under them."""
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text_2"))
    for cell in cells[:7]:
        word = weekday(cell.day)
        shown = word[-1] if language().startswith("zh") and len(cells) > 1 else word
        painter.drawText(QRectF(cell.rect.x() + 8, 0, cell.rect.width() - 8, HEAD - 2), _LEFT, shown)
    right = max((cell.rect.right() for cell in cells[:7]), default=0)
    painter.fillRect(QRectF(0, HEAD - 1, right, 1), theme.color("line_strong"))


def paint_cell(painter: QPainter, cell: Cell, info: DayInfo | None, today: date, *, chosen: bool, focus: bool) -> None:
    """Ground, lines, the day's number, its lunar day or name, and whether it is off."""
    ground = "surface" if cell.in_month else "window"
    if cell.day == today:
        ground = "accent_soft"
    painter.fillRect(cell.rect, theme.color(ground))
    painter.fillRect(QRectF(cell.rect.right() - 1, cell.rect.y(), 1, cell.rect.height()), theme.color("line"))
    painter.fillRect(QRectF(cell.rect.x(), cell.rect.bottom() - 1, cell.rect.width(), 1), theme.color("line"))
    if chosen:
        ring = cell.rect.adjusted(1, 1, -2, -2)
        painter.setPen(QPen(theme.color("accent" if focus else "line_strong"), measures.FOCUS if focus else 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ring, 4, 4)
    paint_day(painter, cell, info, today)
    if cell.more:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text_2"))
        painter.drawText(cell.more_rect.adjusted(4, 0, 0, 0), _LEFT, tr_("calendar", "{n} more", n=cell.more))


def paint_day(painter: QPainter, cell: Cell, info: DayInfo | None, today: date) -> None:
    """The number of a day and what it is called."""
    _paint_number(painter, cell, today)
    if info is not None:
        _paint_info(painter, cell, info)


def _paint_number(painter: QPainter, cell: Cell, today: date) -> None:
    x, y = cell.rect.x(), cell.rect.y()
    box = QRectF(x + 4, y + 5, 24, 24)
    painter.setFont(theme.font("number_strong"))
    if cell.day == today:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(box)
        painter.setPen(theme.color("accent_text"))
    else:
        painter.setPen(theme.color("text" if cell.in_month else "text_2"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(cell.day.day))


def info_word(info: DayInfo) -> tuple[str, str]:
    """What stands beside the number, and its colour: festival or solar term, else the lunar day."""
    name = info.name()
    if name:
        return render(name), "good" if info.off or info.festival is None or info.lunar is not None else "text_2"
    if info.lunar is None:
        return "", "text_2"
    if language().startswith("zh"):
        first = info.lunar.day == 1
        return (lunar_month_name(info.lunar) if first else lunar_day_name(info.lunar.day)), "text_2"
    leap = "+" if info.lunar.leap else ""
    return f"{info.lunar.month}{leap}/{info.lunar.day}", "text_2"


def name_below(info: DayInfo, width: float) -> tuple[str, ...]:
    """What a day is called, in lines, where it is too long to stand beside its number in a cell of ``width``."""
    room = width - _BESIDE - 4 - (_DOT_ROOM if info.off or info.work else 0)
    font, word = theme.font("small"), info_word(info)[0]
    if QFontMetrics(font).horizontalAdvance(word) <= room:
        return ()
    return lines_of(word, font, width - 12, 2)


def _paint_info(painter: QPainter, cell: Cell, info: DayInfo) -> None:
    word, ink = info_word(info)
    right = cell.rect.right() - 4
    metrics = QFontMetrics(theme.font("small"))
    if info.off or info.work:
        left = cell.rect.x() + _BESIDE + 4 + (0 if cell.names else metrics.horizontalAdvance(word))
        right = _paint_badge(painter, cell.rect, info.off, room=right - left)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color(ink if cell.in_month else "text_2"))
    box = QRectF(cell.rect.x() + _BESIDE, cell.rect.y() + 5, right - cell.rect.x() - _BESIDE, 24)
    if cell.names:
        box = QRectF(cell.rect.x() + 8, cell.rect.y() + NAME_TOP, cell.rect.width() - 12, NAME_LINE)
    for line in cell.names or (word,):
        painter.drawText(box, _LEFT, metrics.elidedText(line, Qt.TextElideMode.ElideRight, int(box.width())))
        box.translate(0, NAME_LINE)


def _paint_badge(painter: QPainter, cell: QRectF, off: bool, room: float) -> float:
    """休 or 班 in words where there is room, else a full or an empty dot; returns where it begins."""
    mark = tr_("calendar", "off") if off else tr_("calendar", "work")
    role = "good" if off else "text_2"
    width = max(18, QFontMetrics(theme.font("small")).horizontalAdvance(mark) + 6)
    if width > room and len(mark) > 1:
        dot = QRectF(cell.right() - 13, cell.y() + 14, 6, 6)
        painter.setPen(QPen(theme.color(role), 1.2))
        painter.setBrush(theme.color(role) if off else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot)
        return dot.x() - 2
    badge = QRectF(cell.right() - 6 - width, cell.y() + 8, width, 18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("good_soft" if off else "hover"))
    painter.drawRoundedRect(badge, 4, 4)
    painter.setPen(theme.color(role))
    painter.setFont(theme.font("small"))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, mark)
    return badge.x() - 2


def paint_chip(painter: QPainter, chip: Chip, today: date, *, chosen: bool, over: bool, faint: bool = False) -> None:
    """One follow-up: the shape of its state and its words, in as many lines as there was room for."""
    follow_up, rect = chip.follow_up, chip.rect
    state = follow_up.state(today)
    painter.save()
    if faint:
        painter.setOpacity(0.45)
    ground = {"overdue": "bad_soft", "later": "hover", "today": "surface"}.get(state)
    if chosen or over:
        ground = "selected" if chosen else "hover"
    if ground:
        painter.setPen(QPen(theme.color("accent"), 1.5) if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(rect.adjusted(0.5, 0, -0.5, 0), 4, 4)
    tall = len(chip.lines) > 1
    line = QRectF(rect.x() + 18, rect.y() + 1, rect.width() - 20, CHIP_LINE if tall else rect.height() - 2)
    paint_state(painter, state, QRectF(rect.x() + 2, line.center().y() - 7, 14, 14), _shape_role(state))
    ink = "bad" if state == "overdue" and not chosen else "text_2" if state == "done" else "text"
    painter.setFont(theme.font("small"))
    metrics = QFontMetrics(painter.font())
    if follow_up.recurrence and state != "done":
        line.setRight(_paint_repeat(painter, rect, line))
    for words in chip.lines:
        painter.setPen(theme.color("text_2" if words.quiet else ink))
        painter.drawText(line, _LEFT, metrics.elidedText(words.text, Qt.TextElideMode.ElideRight, int(line.width())))
        line.translate(0, CHIP_LINE)
        line.setRight(rect.right() - 2)
    painter.restore()


def paint_preview(painter: QPainter, chip: Chip, *, over: bool) -> None:
    """A later day of a series: the sign of repeating and quiet words, on no ground of its own."""
    rect = chip.rect
    painter.setPen(QPen(theme.color("line_strong"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(theme.color("hover") if over else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    theme.paint_icon(painter, "repeat", QRectF(rect.x() + 3, rect.center().y() - 6, 12, 12), "text_2")
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text_2"))
    line = QRectF(rect.x() + 18, rect.y() + 1, rect.width() - 22, rect.height() - 2)
    shown = QFontMetrics(painter.font()).elidedText(chip.lines[0].text, Qt.TextElideMode.ElideRight, int(line.width()))
    painter.drawText(line, _LEFT, shown)


def _paint_repeat(painter: QPainter, rect: QRectF, line: QRectF) -> float:
    """The sign of repeating at the right end of the first line; returns where it begins."""
    sign = QRectF(rect.right() - 15, line.center().y() - 6, 12, 12)
    theme.paint_icon(painter, "repeat", sign, "text_2")
    return sign.x() - 2


def _shape_role(state: str) -> str | None:
    return "text_2" if state == "done" else None


def paint_dragged(painter: QPainter, chip: Chip, at: QPointF, today: date) -> None:
    """The follow-up under the pointer while it is moved."""
    rect = QRectF(
        at.x() - chip.rect.width() / 2, at.y() - chip.rect.height() / 2, chip.rect.width(), chip.rect.height()
    )
    painter.setPen(QPen(theme.color("accent"), 1.5))
    painter.setBrush(theme.color("raised"))
    painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), 5, 5)
    paint_chip(painter, Chip(chip.follow_up, rect, chip.lines), today, chosen=False, over=False)
