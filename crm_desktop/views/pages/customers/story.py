"""The strip over a record: the customer's story in a sentence, and the rhythm of the visits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.core.dates import short_date
from crm_desktop.core.i18n import language, tr_
from crm_desktop.services.customers import Customer
from crm_desktop.services.orders_model import Order
from crm_desktop.views import theme
from crm_desktop.views.widgets import words

SHOWN = 14
"""Visits on the strip; older ones fall off its left end."""


@dataclass(frozen=True)
class Rhythm:
    """The days of buying (returns left out), the usual gap in days, and when the next visit was due."""

    days: tuple[date, ...]
    usual: int | None
    today: date

    def due(self) -> date | None:
        return self.days[-1] + timedelta(days=self.usual) if self.days and self.usual else None


def rhythm_of(customer: Customer, orders: Sequence[Order], today: date) -> Rhythm:
    days = sorted({date.fromisoformat(order.date) for order in orders if order.total >= 0})
    return Rhythm(tuple(day for day in days if day <= today), customer.usual_days, today)


def sentence(customer: Customer, orders: Sequence[Order], rhythm: Rhythm, currency: str) -> str:
    """``来过 12 次，平均 18 天一次，现在 47 天没来；累计买了 ¥18,426，多半是白茶。``"""
    today = rhythm.today
    if not rhythm.days:
        if customer.last_contact is None:
            return tr_("customers", "Has not bought anything yet.")
        return tr_(
            "customers",
            "Has not bought anything yet; last contact {day}.",
            day=short_date(customer.last_contact, today, language()),
        )
    spent = words.amount(customer.total_spent, currency)
    gap = (today - rhythm.days[-1]).days
    away = tr_("customers", "now 1 day away") if gap == 1 else tr_("customers", "now {n} days away", n=gap)
    since = tr_("customers", "here today") if gap == 0 else away
    if len(rhythm.days) == 1:
        text = tr_("customers", "Came once, {since}; bought for {amount}", since=since, amount=spent)
    elif rhythm.usual:
        text = tr_(
            "customers",
            "Came {n} times, every {usual} days on average, {since}; bought for {amount} in all",
            n=len(rhythm.days), usual=rhythm.usual, since=since, amount=spent,
        )  # fmt: skip
    else:
        text = tr_(
            "customers",
            "Came {n} times, {since}; bought for {amount} in all",
            n=len(rhythm.days),
            since=since,
            amount=spent,
        )
    favourite = _favourite(orders)
    if favourite:
        text += tr_("customers", ", mostly {product}", product=favourite)
    return text + tr_("customers", ".")


def _favourite(orders: Sequence[Order]) -> str:
    """The product in at least half of the orders, where there are three or more."""
    if len(orders) < 3:
        return ""
    counts = Counter(name for order in orders for name in {line.product for line in order.lines})
    often = [name for name, times in counts.items() if times * 2 >= len(orders)]
    worth = Counter[str]()
    for order in orders:
        for line in order.lines:
            worth[line.product] += line.amount
    return max(often, key=lambda name: worth[name], default="")


class RhythmStrip(QWidget):
    """Dots on a line of time, a ring where the next visit was due, a tick for today."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rhythm = Rhythm((), None, date.min)
        self.setFixedHeight(48)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rhythm(self, rhythm: Rhythm) -> None:
        self._rhythm = rhythm
        self.setVisible(len(rhythm.days) >= 2)
        self.setAccessibleName(tr_("customers", "Visits"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        days = self._rhythm.days[-SHOWN:]
        if len(days) < 2:
            return
        today, due = self._rhythm.today, self._rhythm.due()
        last = max(today, due or today)
        span = max(1, (last - days[0]).days)
        left, right, y = 8.0, self.width() - 16.0, 18.0

        def x(day: date) -> float:
            return left + (right - left) * (day - days[0]).days / span

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 2))
        painter.drawLine(QPointF(left, y), QPointF(x(last), y))
        if due is not None and due < today:
            painter.setPen(QPen(theme.color("warn"), 2))
            painter.drawLine(QPointF(x(due), y), QPointF(x(today), y))
        painter.setPen(QPen(theme.color("text"), 2))
        painter.drawLine(QPointF(x(today), y - 6), QPointF(x(today), y + 6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        for day in days:
            painter.drawEllipse(QPointF(x(day), y), 4, 4)
        if due is not None:
            painter.setPen(QPen(theme.color("warn" if due < today else "text_2"), 1.5))
            painter.setBrush(theme.color("surface"))
            painter.drawEllipse(QPointF(x(due), y), 4, 4)
        self._paint_labels(painter, x, days, due)
        painter.end()

    def _paint_labels(self, painter: QPainter, x, days: Sequence[date], due: date | None) -> None:
        """The most telling labels first; one that has no room is left out."""
        today = self._rhythm.today
        whole = len(days) == len(self._rhythm.days)
        first = tr_("customers", "{day} first visit") if whole else "{day}"
        labels = [(today, tr_("customers", "Today"), "text", 0.5)]
        if due is not None and due != today:
            text = tr_("customers", "{day} due") if due < today else tr_("customers", "{day} expected")
            labels.append((due, text.format(day=words.short_day(due, today)), "warn" if due < today else "text_2", 0.0))
        labels.append(
            (days[-1], tr_("customers", "{day} last visit").format(day=words.short_day(days[-1], today)), "text_2", 1.0)
        )
        labels.append((days[0], first.format(day=words.short_day(days[0], today)), "text_2", 0.0))
        painter.setFont(theme.font("small"))
        metrics = QFontMetrics(theme.font("small"))
        taken: list[tuple[float, float]] = []
        for day, text, role, before in labels:
            width = metrics.horizontalAdvance(text)
            start = min(max(0.0, x(day) - width * before - (4 if before == 0 else 0)), self.width() - width - 1.0)
            if any(start < end + 10 and begin < start + width + 10 for begin, end in taken):
                continue
            taken.append((start, start + width))
            painter.setPen(theme.color(role))
            painter.drawText(QRectF(start, 28, width + 2, 18), Qt.AlignmentFlag.AlignVCenter, text)
