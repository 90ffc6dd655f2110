"""The list of look-alikes: two customers a row, how sure it is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from crm_desktop.core.i18n import render, tr_
from crm_desktop.core.phones import national
from crm_desktop.services.customers import Customer
from crm_desktop.services.duplicates import Pair
from crm_desktop.views import theme
from crm_desktop.views.two_line_list import ROW_ROLE, Index, Row, TwoLineList
from crm_desktop.views.widgets import words

CERTAIN, VERY_LIKELY = 90, 70
NAME_SHARE = 0.31


@dataclass(frozen=True, slots=True)
class PairRow(Row):
    """``title`` and ``line`` are the first customer, ``other`` and ``other_line`` the second; ``sure`` 0–100;
    ``sum`` tells what each reason weighs."""

    other: str = ""
    other_line: str = ""
    sure: int = 0
    why: str = ""
    sum: str = ""

    def text(self) -> str:
        parts = (self.title, self.line, self.other, self.other_line, sureness(self.sure), self.sum or self.why)
        return "  ".join(part for part in parts if part)


def sureness(score: int) -> str:
    """The score in words."""
    if score >= CERTAIN:
        return tr_("duplicates", "Almost certainly the same")
    if score >= VERY_LIKELY:
        return tr_("duplicates", "Very likely the same")
    return tr_("duplicates", "Perhaps the same")


def pair_row(pair: Pair, first: Customer, second: Customer, region: str) -> PairRow:
    return PairRow(
        (pair.first, pair.second),
        first.name,
        _facts(first, region),
        other=second.name,
        other_line=_facts(second, region),
        sure=pair.score,
        why=words.people_join(render(reason) for reason in pair.reasons),
        sum=" ".join(f"{render(text)} {points:+d}" for text, points in zip(pair.reasons, pair.points, strict=True))
        + f" = {pair.score} / 100",
    )


def _facts(customer: Customer, region: str) -> str:
    """What tells one namesake from the other."""
    phone = national(customer.phone[0], region) if customer.phone else ""
    found = [part for part in (phone, customer.company, *customer.email[:1], customer.wechat, customer.code) if part]
    return " · ".join(found[:2])


class _PairDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.measures.ROW_TWO_LINES)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PairRow = index.data(ROW_ROLE)
        box = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or hovered:
            painter.fillRect(box, theme.color("selected" if selected else "hover"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.color("line"))
        quiet = "text" if selected else "text_2"
        name, left = box.width() * NAME_SHARE, box.left() + 8
        self._two_lines(painter, QRectF(left, box.top(), name - 16, box.height()), row.title, row.line, quiet)
        left += name
        self._two_lines(painter, QRectF(left, box.top(), name - 16, box.height()), row.other, row.other_line, quiet)
        left += name
        self._why(painter, QRectF(left, box.top(), box.right() - left - 8, box.height()), row, quiet)
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), 6, 6)
        painter.restore()

    def _why(self, painter: QPainter, place: QRectF, row: PairRow, quiet: str) -> None:
        """How sure, with as many of three discs filled, and the reasons below."""
        filled = 3 if row.sure >= CERTAIN else 2 if row.sure >= VERY_LIKELY else 1
        for number in range(3):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent" if number < filled else "line_strong"))
            painter.drawEllipse(QRectF(place.left() + 9 * number, place.top() + 13, 6, 6))
        self._line(painter, place.adjusted(34, 6, 0, 0), sureness(row.sure), "body", "text", 20)
        self._line(painter, place.adjusted(0, 27, 0, 0), row.why, "small", quiet, 18)

    def _two_lines(self, painter: QPainter, place: QRectF, name: str, facts: str, quiet: str) -> None:
        self._line(painter, place.adjusted(0, 6, 0, 0), name, "strong", "text", 20)
        self._line(painter, place.adjusted(0, 27, 0, 0), facts, "small", quiet, 18)

    @staticmethod
    def _line(painter: QPainter, place: QRectF, text: str, font: str, ink: str, height: int) -> None:
        painter.setFont(theme.font(font))
        painter.setPen(theme.color(ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(QRectF(place.left(), place.top(), place.width(), height), Qt.AlignmentFlag.AlignVCenter, shown)


class PairList(TwoLineList):
    """``opened((first, second))`` on Enter, ``apart_wanted`` on D or Delete."""

    apart_wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegate(_PairDelegate(self))

    def add_rows(self, rows: Any) -> None:
        before = self.count()
        super().add_rows(rows)
        for number in range(before, self.count()):
            self.item(number).setToolTip(self.row_at(number).text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_D, Qt.Key.Key_Delete) and not event.modifiers():
            self.apart_wanted.emit()
        else:
            super().keyPressEvent(event)
