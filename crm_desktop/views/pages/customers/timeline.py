"""A customer's story, newest first: days as separators, under them what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm_desktop.core.clock import local_date, to_ms
from crm_desktop.core.entities import ACTIVITY_TYPES, DEAL_STATUS, FOLLOW_UP_TYPES
from crm_desktop.core.i18n import tr_
from crm_desktop.core.money import format_quantity
from crm_desktop.services.activities import TimelineEntry
from crm_desktop.services.orders_model import Order
from crm_desktop.views.pages.customers.next_step import TypeIcon
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.flow import empty
from crm_desktop.views.widgets.labels import ElidedLabel, Line, label
from crm_desktop.views.widgets.pills import StateShape

SHOWN_LINES = 6


class DayHeader(QWidget):
    """``9月18日 周五  5 天前`` and a line."""

    def __init__(self, day: date, today: date) -> None:
        super().__init__()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(words.day_heading(day, today), "strong"))
        row.addWidget(label(words.ago(day, today), "small"))
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(3)
        box.addLayout(row)
        box.addWidget(Line())


class EntryRow(QWidget):
    """One thing that happened. Orders, deals and follow-ups open on a click or Enter."""

    opened = Signal(str, object)

    def __init__(self, entry: TimelineEntry, order: Order | None, currency: str) -> None:
        super().__init__()
        self._entry = entry
        self.setObjectName(f"entry_{entry.kind}_{entry.id}")
        self._icon = TypeIcon(_icon(entry))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(3, 6, 0, 8)
        self._grid.setHorizontalSpacing(15)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(self._head(entry, currency), 0, 1)
        if order is not None:
            self._add_lines(order, currency)
        if entry.text:
            text = label(entry.text)
            text.setWordWrap(True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(text, 2, 1)
        if entry.kind != "activity":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{_title(entry)} {entry.text}".strip())

    def _head(self, entry: TimelineEntry, currency: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        title = ElidedLabel(_title(entry), "strong")
        row.addWidget(title)
        row.addWidget(label(_when_and_who(entry), "small"))
        row.addStretch(1)
        if entry.amount is not None:
            row.addWidget(label(words.amount(entry.amount, currency), "strong"))
        if entry.kind == "order":
            row.addWidget(_paid(entry, currency))
        elif entry.kind == "follow_up":
            row.addWidget(StateShape("done"))
            row.addWidget(label(tr_("customers", "Done"), "small", "good"))
        elif entry.kind == "deal":
            row.addWidget(label(words.choice_label(DEAL_STATUS, entry.type), "small"))
        return row

    def _add_lines(self, order: Order, currency: str) -> None:
        lines = QGridLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(16)
        lines.setVerticalSpacing(0)
        for at, line in enumerate(order.lines[:SHOWN_LINES]):
            name = ElidedLabel(line.product, "body", "2")
            name.setFixedWidth(200)
            quantity = label(f"× {format_quantity(line.quantity)}", "body", "2")
            amount = label(words.amount(line.amount, currency), "body", "2")
            amount.setAlignment(Qt.AlignmentFlag.AlignRight)
            amount.setMinimumWidth(96)
            for column, part in enumerate((name, quantity, amount)):
                lines.addWidget(part, at, column)
        if len(order.lines) > SHOWN_LINES:
            more = tr_("customers", "and {n} more lines", n=len(order.lines) - SHOWN_LINES)
            lines.addWidget(label(more, "small"), SHOWN_LINES, 0)
        lines.setColumnStretch(3, 1)
        self._grid.addLayout(lines, 1, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._entry.kind != "activity":
            self.opened.emit(self._entry.kind, self._entry.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._entry.kind != "activity":
            self.opened.emit(self._entry.kind, self._entry.id)
        else:
            super().keyPressEvent(event)


def _icon(entry: TimelineEntry) -> str:
    if entry.kind == "order":
        return "bag"
    if entry.kind == "deal":
        return "board"
    return entry.type or "note"


def _title(entry: TimelineEntry) -> str:
    if entry.kind == "order":
        return tr_("customers", "Order {number}", number=entry.title)
    if entry.kind == "deal":
        return tr_("customers", "Deal: {title}", title=entry.title)
    if entry.kind == "follow_up":
        kind = words.choice_label(FOLLOW_UP_TYPES, entry.type)
        return tr_("customers", "{kind}: {title}", kind=kind, title=entry.title)
    return words.choice_label(ACTIVITY_TYPES, entry.type)


def _when_and_who(entry: TimelineEntry) -> str:
    at = words.clock_time(entry.at)
    only_a_day = entry.kind == "order" and at == "12:00"
    return f"{'' if only_a_day else at} {entry.staff}".strip()


def _paid(entry: TimelineEntry, currency: str) -> QLabel:
    owed = (entry.amount or 0) - (entry.paid or 0)
    if owed > 0:
        return label(tr_("customers", "owes {amount}", amount=words.amount(owed, currency)), "small", "bad")
    return label(tr_("customers", "paid"), "small")


class Timeline(QWidget):
    """Shows entries; ``more_wanted`` when older ones are asked for."""

    opened = Signal(str, object)
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 2, 24)
        self._box.setSpacing(0)

    def show_entries(
        self, entries: Sequence[TimelineEntry], orders: Mapping[int, Order], today: date, currency: str, *, more: bool
    ) -> None:
        empty(self._box)
        day: date | None = None
        for entry in entries:
            at = local_date(to_ms(entry.at))
            if at != day:
                day = at
                self._box.addWidget(DayHeader(at, today))
            row = EntryRow(entry, orders.get(entry.id) if entry.kind == "order" else None, currency)
            row.opened.connect(self.opened)
            self._box.addWidget(row)
        if not entries:
            nothing = label(
                tr_("customers", "Nothing has been noted yet. The first call or visit goes into the field above.")
            )
            nothing.setProperty("tone", "2")
            nothing.setWordWrap(True)
            nothing.setContentsMargins(0, 16, 0, 0)
            self._box.addWidget(nothing)
        if more:
            earlier = Button(tr_("customers", "Show earlier"), "quiet", "chevron-down")
            earlier.clicked.connect(self.more_wanted)
            self._box.addWidget(earlier)
        self._box.addStretch(1)
