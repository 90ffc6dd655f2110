"""Painting of a week or a day with its hours."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from crm_desktop.core.i18n import tr_
from crm_desktop.services.holidays import DayInfo
from crm_desktop.views import theme
from crm_desktop.views.pages.calendar import paint
from crm_desktop.views.pages.calendar.chip_text import Line
from crm_desktop.views.pages.calendar.layout import CHIP_LINE, Chip
from crm_desktop.views.pages.calendar.times_layout import BAR, DAY, GUTTER, Beyond, Crowd, DayColumn, Plan, clock
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.pills import paint_state

NARROW = 72
"""Below this width a follow-up has room for words only: its ground and its day say its state."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_PAD = 6
_READABLE = 40
"""In less room than this no task is begun."""
_GROUND = {"overdue": "bad_soft", "today": "good_soft", "later": "hover", "none": "hover"}


def words_room(width: float, *, repeats: bool) -> float:
    """What is left of a follow-up's width for its words."""
    return width - (18 if width >= NARROW else _PAD) - 4 - (14 if repeats else 0)


def paint_head(painter: QPainter, plan: Plan, infos: dict[date, DayInfo], today: date, chosen: date) -> None:
    """Weekdays, numbers and names of the days, and the ground of the band below them."""
    cells = [column.head for column in plan.columns]
    paint.paint_head(painter, cells)
    for column in plan.columns:
        ground = "accent_soft" if column.day == today and len(plan.columns) > 1 else "surface"
        whole = QRectF(column.left, column.head.rect.y(), column.width, plan.top - column.head.rect.y())
        painter.fillRect(whole, theme.color(ground))
        painter.fillRect(QRectF(column.left, whole.y(), 1, whole.height()), theme.color("line"))
        if column.day == chosen and len(cells) > 1:
            painter.fillRect(QRectF(column.left, column.head.rect.y() - 2, column.width, 2), theme.color("accent"))
        paint.paint_day(painter, column.head, infos.get(column.day), today)
    _paint_gutter_word(painter, plan.band_top, plan.top - plan.band_top, tr_("calendar", "All day"))


def _paint_gutter_word(painter: QPainter, top: float, height: float, word: str) -> None:
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text_2"))
    painter.drawText(QRectF(0, top, GUTTER - 6, min(height, 26)), _RIGHT, word)


def paint_foot_of_band(painter: QPainter, plan: Plan, width: float) -> None:
    painter.fillRect(QRectF(0, plan.top - 1, width - BAR, 1), theme.color("line_strong"))


def paint_more(painter: QPainter, column: DayColumn) -> None:
    """How many more the day has than the band shows."""
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text_2"))
    painter.drawText(column.more_rect.adjusted(4, 0, 0, 0), _LEFT, tr_("calendar", "{n} more", n=column.more))


def paint_hours(painter: QPainter, plan: Plan, open_hours: tuple[int, int], today: date, visible: QRectF) -> None:
    """Ground and lines of the hours: while the shop is closed the ground is that of the window."""
    opens, closes = (plan.y(minute) for minute in open_hours)
    for column in plan.columns:
        area = QRectF(column.left, 0, column.width, plan.height)
        painter.fillRect(area & visible, theme.color("window"))
        ground = "accent_soft" if column.day == today and len(plan.columns) > 1 else "surface"
        painter.fillRect(QRectF(column.left, opens, column.width, closes - opens) & visible, theme.color(ground))
    left = plan.columns[0].left
    right = plan.columns[-1].left + plan.columns[-1].width
    for hour in range(24):
        y = round(hour * plan.hour)
        if visible.top() - plan.hour < y < visible.bottom():
            painter.fillRect(QRectF(left - 4, y, right - left + 4, 1), theme.color("line"))
            painter.setOpacity(0.5)
            painter.fillRect(QRectF(left, round(y + plan.hour / 2), right - left, 1), theme.color("line"))
            painter.setOpacity(1)
    for column in plan.columns:
        painter.fillRect(QRectF(column.left, visible.top(), 1, visible.height()), theme.color("line"))


def paint_hour_words(painter: QPainter, plan: Plan, now: int | None, scrolled: float, bottom: float) -> None:
    """The hours at the left, in the widget; where the time of now stands, no hour does."""
    painter.setFont(theme.font("small"))
    for hour in range(24):
        y = plan.top + plan.y(hour * 60) - scrolled
        if y < plan.top + 6 or y > bottom - 6 or (now is not None and abs(plan.y(now - hour * 60)) < 14):
            continue
        painter.setPen(theme.color("text_2"))
        painter.drawText(QRectF(0, y - 9, GUTTER - 8, 18), _RIGHT, clock(hour * 60))
    if now is not None:
        y = plan.top + plan.y(now) - scrolled
        if plan.top + 2 < y < bottom - 2:
            painter.setFont(_tabular("small_strong"))
            painter.setPen(theme.color("accent"))
            painter.drawText(QRectF(0, y - 9, GUTTER - 8, 18), _RIGHT, clock(now))


def _tabular(role: str) -> QFont:
    font = theme.font(role)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def paint_now(painter: QPainter, plan: Plan, column: DayColumn, now: int) -> None:
    """The line of now: strong with a disc on today, thin over the days beside it."""
    y = round(plan.y(now))
    left, right = plan.columns[0].left, plan.columns[-1].left + plan.columns[-1].width
    painter.setOpacity(0.4)
    painter.fillRect(QRectF(left, y, right - left, 1), theme.color("accent"))
    painter.setOpacity(1)
    painter.fillRect(QRectF(column.left, y - 0.5, column.width, 2), theme.color("accent"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawEllipse(QPointF(column.left + 1, y + 0.5), 4.5, 4.5)


def paint_ring(painter: QPainter, rect: QRectF, *, focus: bool) -> None:
    """Around the place where a new follow-up would go."""
    painter.setPen(QPen(theme.color("accent" if focus else "line_strong"), measures.FOCUS if focus else 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(2, 1.5, -1.5, -1.5), 4, 4)


def paint_entry(
    painter: QPainter, chip: Chip, lines: tuple[Line, ...], state: str, *, chosen: bool, over: bool, faint: bool
) -> None:
    """One follow-up: its ground and shape say its state; what is done is struck out."""
    rect, repeats = chip.rect, bool(chip.follow_up.recurrence)
    painter.save()
    if faint:
        painter.setOpacity(0.45)
    ground = "selected" if chosen else "hover" if over else _GROUND.get(state, "surface")
    if chip.preview:
        painter.setPen(QPen(theme.color("line_strong"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(theme.color("hover" if over else "surface"))
    else:
        edge = "accent" if chosen else "bad" if state == "overdue" else "line_strong"
        painter.setPen(QPen(theme.color(edge), 1.5 if chosen else 1))
        painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    tall = rect.height() >= 2 + 2 * CHIP_LINE
    left = rect.x() + (18 if rect.width() >= NARROW else _PAD)
    line = QRectF(left, rect.y() + 2, rect.right() - left - 3, CHIP_LINE if tall else rect.height() - 4)
    if chip.preview:
        theme.paint_icon(painter, "repeat", QRectF(rect.x() + 4, line.center().y() - 6, 12, 12), "text_2")
        line.setLeft(rect.x() + 18)
    elif rect.width() >= NARROW:
        paint_state(
            painter, state, QRectF(rect.x() + 3, line.center().y() - 7, 14, 14), "text_2" if state == "done" else None
        )
    if repeats and not chip.preview and state != "done" and rect.width() >= NARROW:
        theme.paint_icon(painter, "repeat", QRectF(rect.right() - 15, line.center().y() - 6, 12, 12), "text_2")
        line.setRight(rect.right() - 16)
    quiet = chip.preview or state == "done"
    font = theme.font("small")
    font.setStrikeOut(state == "done")
    painter.setFont(font)
    metrics = QFontMetrics(font)
    for words in lines:
        ink = "text_2" if words.quiet or quiet else "bad" if state == "overdue" and not chosen else "text"
        painter.setPen(theme.color(ink))
        if not words.quiet or line.width() >= _READABLE:
            shown = metrics.elidedText(words.text, Qt.TextElideMode.ElideRight, int(line.width()))
            painter.drawText(line, _LEFT, shown)
        if tall:
            line.translate(0, CHIP_LINE)
            line.setRight(rect.right() - 3)
        else:
            line.setLeft(line.left() + metrics.horizontalAdvance(words.text) + _PAD)
    painter.restore()


def paint_crowd(painter: QPainter, crowd: Crowd, *, over: bool) -> None:
    """How many stand there for which there is no room."""
    painter.setPen(QPen(theme.color("line_strong"), 1))
    painter.setBrush(theme.color("hover" if over else "surface"))
    painter.drawRoundedRect(crowd.rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text_2"))
    painter.drawText(crowd.rect, Qt.AlignmentFlag.AlignCenter, f"+{len(crowd.follow_ups)}")


def paint_beyond(painter: QPainter, mark: Beyond) -> None:
    painter.setPen(QPen(theme.color("line_strong"), 1))
    painter.setBrush(theme.color("raised"))
    painter.drawRoundedRect(mark.rect.adjusted(0.5, 0.5, -0.5, -0.5), 8.5, 8.5)
    icon = QRectF(mark.rect.x() + 5, mark.rect.center().y() - 6, 12, 12)
    theme.paint_icon(painter, "chevron-down" if mark.below else "chevron-up", icon, "text_2")
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text_2"))
    painter.drawText(mark.rect.adjusted(16, 0, -6, 0), Qt.AlignmentFlag.AlignCenter, str(mark.count))


def paint_target(painter: QPainter, rect: QRectF, words: str, minute: int | None) -> None:
    """Where what is dragged would go: in the hours with its time."""
    painter.setPen(QPen(theme.color("accent"), 1.5))
    painter.setBrush(theme.color("raised"))
    painter.drawRoundedRect(rect, 5, 5)
    painter.setPen(theme.color("text"))
    painter.setFont(theme.font("small_strong" if minute is not None else "small"))
    shown = f"{clock(min(minute, DAY - 1))} {words}" if minute is not None else words
    box = rect.adjusted(_PAD, 0, -4, 0)
    text = QFontMetrics(painter.font()).elidedText(shown, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, _LEFT, text)
