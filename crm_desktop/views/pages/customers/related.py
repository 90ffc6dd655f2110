"""The lists on a record besides the timeline: its deals, orders and follow-ups, one line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.entities import DEAL_STATUS
from crm_desktop.core.i18n import tr_
from crm_desktop.core.money import format_quantity
from crm_desktop.services.deals_model import Deal
from crm_desktop.services.followups_values import FollowUp
from crm_desktop.services.orders_model import Order
from crm_desktop.services.owned import Owned
from crm_desktop.views import theme
from crm_desktop.views.dialogs.followup_parts import repeat_words
from crm_desktop.views.pages.customers.next_step import TypeIcon
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button, icon_button
from crm_desktop.views.widgets.flow import empty
from crm_desktop.views.widgets.labels import ElidedLabel, label
from crm_desktop.views.widgets.menu import Menu
from crm_desktop.views.widgets.pills import StateShape

_DAY = 84
"""The least room for a day."""
_SHAPES = {"won": "done", "lost": "cancelled", "done": "done", "cancelled": "cancelled"}
"""How a deal or a follow-up ended → the shape of its state."""


@dataclass(frozen=True)
class Line:
    """One record in a list: shape or icon, day, what it is, a quiet note, an amount."""

    kind: str
    id: int
    title: str
    day: str = ""
    note: str = ""
    amount: str = ""
    amount_note: str = ""
    state: str = ""
    icon: str = ""
    tone: str = ""
    repeats: str = ""
    """How it comes again, in words."""
    remove: str = ""
    """What its cross does, in words; without it there is none."""
    edit: str = ""
    act: str = ""
    """What its button does, in words; the key P does the same."""
    act_icon: str = ""
    own_id: int = 0
    """What cross and pencil are about, where that is not the record which opens."""


def deal_lines(
    deals: Sequence[Deal], stages: Mapping[int, str], reasons: Mapping[str, str], today: date, currency: str
) -> list[Line]:
    """``stages`` and ``reasons`` (why deals are lost) in words."""
    return [
        Line(
            "deal",
            deal.id,
            deal.title,
            note=stages.get(deal.stage_id, "") if deal.status == "open" else _ended(deal, reasons),
            day=words.short_day(_day(deal.next_follow_up), today) if deal.status == "open" else "",
            amount=words.amount(deal.amount, currency),
            state=words.day_state(_day(deal.next_follow_up), today) if deal.status == "open" else _SHAPES[deal.status],
        )
        for deal in deals
    ]


def _ended(deal: Deal, reasons: Mapping[str, str]) -> str:
    """Won, or lost and why."""
    parts = (words.choice_label(DEAL_STATUS, deal.status), reasons.get(deal.reason, deal.reason))
    return " · ".join(part for part in parts if part)


def order_lines(orders: Sequence[Order], today: date, currency: str) -> list[Line]:
    made = []
    for order in orders:
        products = words.people_join(f"{line.product} × {format_quantity(line.quantity)}" for line in order.lines[:3])
        state, tone = words.settled(order.total, order.paid, currency)
        act = {
            "owing": tr_("customers", "Record payment"),
            "to_give_back": tr_("customers", "Give back"),
            "overpaid": tr_("customers", "Give back"),
        }
        made.append(
            Line(
                "order",
                order.id,
                order.number,
                day=words.short_day(date.fromisoformat(order.date), today),
                note=products,
                amount=words.amount(order.total, currency),
                amount_note=state,
                icon="bag",
                tone=tone,
                act=act.get(order.settlement, ""),
                act_icon="money",
            )
        )
    return made


def follow_up_lines(found: Sequence[FollowUp], today: date) -> list[Line]:
    ordered = sorted(found, key=lambda one: (one.status != "open", one.due or date.max))
    return [
        Line(
            "followup",
            one.id,
            one.subject,
            day=f"{words.short_day(one.due, today)} {one.time}".strip(),
            note=one.result or one.owner,
            state=words.day_state(one.due, today) if one.status == "open" else _SHAPES[one.status],
            icon=one.type,
            repeats=repeat_words(one) if one.status == "open" else "",
            tone="bad" if one.status == "open" and one.due and one.due < today else "",
        )
        for one in ordered
    ]


def product_lines(bought: Sequence[Owned], today: date, currency: str) -> list[Line]:
    """What the customer has, the latest first; a click opens the last order with it."""
    made = []
    for one in bought:
        note = tr_("customers", "{n} times", n=one.times) if one.times > 1 else ""
        if one.usual_days:
            note = tr_("customers", "{n} times, every {days} days", n=one.times, days=one.usual_days)
        made.append(
            Line(
                "order",
                one.last_order,
                one.product,
                day=words.short_day(one.last, today),
                note=" · ".join(filter(None, (f"× {format_quantity(one.quantity)}", note))),
                amount=words.amount(one.amount, currency),
                icon="box",
            )
        )
    return made


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value  # type: ignore[return-value]


def day_width(lines: Sequence[Line]) -> int:
    """The room for the days of a list, so that its titles stand on one edge; 0 where it has none."""
    metrics = QFontMetrics(theme.font("body"))
    widest = max((metrics.horizontalAdvance(line.day) for line in lines if line.day), default=0)
    return max(_DAY, widest + 2) if widest else 0


class LineRow(QWidget):
    """Opens on a click or Enter; F2, Delete and P do what pencil, cross and button do; a right click offers all.
    ``day_width`` puts titles on one edge.
    """

    opened = Signal(str, object)
    edit_wanted = Signal(str, object)
    delete_wanted = Signal(str, object)
    act_wanted = Signal(str, object)

    def __init__(self, line: Line, day_width: int = 0) -> None:
        super().__init__()
        self._line, self._over = line, False
        self.setFixedHeight(measures.ROW_LIST)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(
            " ".join(part for part in (line.day, line.title, line.repeats, line.note, line.amount) if part)
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        if line.icon:
            row.addWidget(TypeIcon(line.icon))
        if line.state:
            row.addWidget(StateShape(line.state))
        if day_width:
            day = label(line.day, "body", line.tone if line.kind == "followup" else "")
            day.setMinimumWidth(day_width)
            row.addWidget(day)
        title = ElidedLabel(line.title, "strong")
        row.addWidget(title)
        if line.repeats:
            sign = TypeIcon("repeat")
            sign.setToolTip(line.repeats)
            sign.setAccessibleName(line.repeats)
            row.addWidget(sign)
        note = ElidedLabel(line.note, "small")
        row.addWidget(note, 1)
        if line.amount:
            row.addWidget(label(line.amount, "strong"))
        if line.amount_note:
            row.addWidget(label(line.amount_note, "small", line.tone))
        if line.act:
            act = Button(line.act, "quiet", line.act_icon, self, small=True)
            act.setObjectName(f"act_{line.id}")
            act.setToolTip(f"{line.act} (P)")
            act.clicked.connect(self._act)
            row.addWidget(act)
        if line.edit:
            edit = icon_button("pencil", line.edit, self)
            edit.clicked.connect(self._edit)
            row.addWidget(edit)
        if line.remove:
            remove = icon_button("x", line.remove, self)
            remove.clicked.connect(self._remove)
            row.addWidget(remove)

    def _act(self) -> None:
        if self._line.act:
            self.act_wanted.emit(self._line.kind, self._line.id)

    def _edit(self) -> None:
        if self._line.edit:
            self.edit_wanted.emit(self._line.kind, self._line.own_id or self._line.id)

    def _remove(self) -> None:
        if self._line.remove:
            self.delete_wanted.emit(self._line.kind, self._line.own_id or self._line.id)

    def enterEvent(self, event) -> None:
        self._over = True
        self.update()

    def leaveEvent(self, event) -> None:
        self._over = False
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._line.kind, self._line.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._line.kind, self._line.id)
        elif event.key() == Qt.Key.Key_F2 and self._line.edit:
            self._edit()
        elif event.key() == Qt.Key.Key_Delete:
            self._remove()
        elif event.key() == Qt.Key.Key_P and self._line.act and not event.modifiers():
            self._act()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Right click or the menu key: what there is to do with it."""
        line, menu = self._line, Menu(self)
        menu.setObjectName("line_menu")
        if line.act:
            menu.add(line.act, self._act, line.act_icon, key="P")
        menu.add(tr_("customers", "Open"), lambda: self.opened.emit(line.kind, line.id), "external", key="Enter")
        if line.edit:
            menu.add(line.edit, self._edit, "pencil", key="F2")
        if line.remove:
            menu.add(line.remove, self._remove, "x", key="Del")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._over or self.hasFocus():
            painter.fillRect(self.rect(), theme.color("hover"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -2), 6, 6)
        painter.end()


class RelatedList(QWidget):
    """A list with a quiet button that adds one more."""

    opened = Signal(str, object)
    add_wanted = Signal()
    edit_wanted = Signal(str, object)
    delete_wanted = Signal(str, object)
    act_wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 4, 2, 24)
        self._box.setSpacing(0)

    def show_lines(self, lines: Sequence[Line], nothing: str, add_text: str) -> None:
        empty(self._box)
        wide = day_width(lines)
        for line in lines:
            row = LineRow(line, wide)
            row.opened.connect(self.opened)
            row.edit_wanted.connect(self.edit_wanted)
            row.delete_wanted.connect(self.delete_wanted)
            row.act_wanted.connect(self.act_wanted)
            self._box.addWidget(row)
        if not lines:
            words_only = label(nothing, "body", "2")
            words_only.setContentsMargins(8, 12, 0, 8)
            self._box.addWidget(words_only)
        if add_text:
            add = Button(add_text, "quiet", "plus", small=True)
            add.clicked.connect(self.add_wanted)
            self._box.addSpacing(8)
            self._box.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addStretch(1)
