"""The right half of the search: who it is, before opening the record. It answers a phone call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core import phones
from crm_desktop.core.dates import short_date
from crm_desktop.core.i18n import language, render
from crm_desktop.core.money import format_money
from crm_desktop.core.settings import CURRENCY, REGION
from crm_desktop.views import theme
from crm_desktop.views.actions import command
from crm_desktop.views.pages.customers.list_parts import values_of
from crm_desktop.views.search_results import Entry
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.labels import ElidedLabel, Line, label
from crm_desktop.views.widgets.pills import StateShape

if TYPE_CHECKING:
    from crm_desktop.services.customers import Customer
    from crm_desktop.views.app_context import AppContext

Fact = tuple[str, str, str]
"""What it is, what it says, and the state whose shape stands before it."""


class _Head(QWidget):
    """A disc with the first character (or an icon), a name and a quiet line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(48)
        self._name = self._line = self._icon = ""

    def show_head(self, name: str, line: str, icon: str = "") -> None:
        self._name, self._line, self._icon = name, line, icon
        self.setToolTip(name)
        self.setAccessibleName(f"{name} {line}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRect(0, 4, 40, 40)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("selected"))
        painter.drawEllipse(disc)
        if self._icon:
            theme.paint_icon(painter, self._icon, disc.adjusted(11, 11, -11, -11), "text")
        else:
            painter.setFont(theme.font("section"))
            painter.setPen(theme.color("text"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self._name[:1].upper())
        left, room = 52, self.width() - 52
        rows = (("section", "text", self._name, 4), ("small", "text_2", self._line, 25))
        for role, colour, text, top in rows if self._line else (("section", "text", self._name, 14),):
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, top, room, 20), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class Preview(QWidget):
    def __init__(self, ctx: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self._head = _Head(self)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(0)
        self._note_title = label("", "small")
        self._note = label("")
        self._note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addLayout(self._facts)
        column.addSpacing(4)
        column.addWidget(self._note_title)
        column.addWidget(self._note)
        column.addStretch(1)
        self._rows: list[QWidget] = []
        self.show_nothing()

    def show_nothing(self) -> None:
        self._head.hide()
        self._fill([], "")

    def show_entry(self, entry: Entry) -> None:
        """Show what is known about the entry's record; a command shows its own words."""
        self._head.show()
        if entry.command:
            spec = command(entry.command)
            self._head.show_head(render(spec.title), spec.shortcut.replace("+", " "), spec.icon)
            self._fill([], "")
            return
        if entry.kind == "new":
            self._show_offer(entry)
            return
        if entry.customer_id is not None:
            customer = self.ctx.services.customers.get(entry.customer_id)
            if customer is not None:
                self._show_customer(customer)
                return
        self._head.show_head(entry.title, entry.subtitle, entry.icon)
        self._fill([], "")

    def _show_offer(self, entry: Entry) -> None:
        """What a new customer would begin with."""
        self._head.show_head(self.tr("New customer"), "", entry.icon)
        values = values_of(entry.query)
        name, value = next(iter(values.items()))
        titles = {"name": self.tr("Name"), "phone": self.tr("Phone"), "email": self.tr("E-mail")}
        self._fill([(titles[name], value if isinstance(value, str) else value[0], "")], "")

    def _show_customer(self, customer: Customer) -> None:
        services = self.ctx.services
        grade = services.choices.label("grade", customer.grade) if customer.grade else ""
        owner = self.tr("looked after by {name}").format(name=customer.owner) if customer.owner else ""
        self._head.show_head(customer.name, " · ".join(filter(None, (customer.company, grade, owner))))
        region, today = services.settings.get(REGION), services.clock.today()
        facts: list[Fact] = [(self.tr("Phone"), phones.national(number, region), "") for number in customer.phone[:2]]
        if customer.wechat:
            facts.append((self.tr("WeChat"), customer.wechat, ""))
        facts.append((self.tr("Spent in all"), self._money(customer.total_spent), ""))
        currency = services.settings.get(CURRENCY)
        facts.append((self.tr("Owed"), words.balance(customer.owed, currency)[0], ""))
        if customer.last_order is not None:
            day = short_date(customer.last_order, today, language())
            facts.append((self.tr("Last order"), self.tr("{day}, {n} in all").format(day=day, n=customer.orders), ""))
        if customer.last_contact is not None:
            facts.append((self.tr("Last contact"), words.short_day(customer.last_contact, today), ""))
        if customer.next_follow_up is not None:
            state = words.day_state(customer.next_follow_up, today)
            facts.append((self.tr("Next step"), words.short_day(customer.next_follow_up, today), state))
        self._fill(facts, customer.special_requirements or customer.preferences or customer.notes)

    def _money(self, minor: int) -> str:
        return format_money(minor, self.ctx.services.settings.get(CURRENCY), language())

    def _fill(self, facts: list[Fact], note: str) -> None:
        for row in self._rows:
            self._facts.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(*fact, last=fact is facts[-1]) for fact in facts]
        for row in self._rows:
            self._facts.addWidget(row)
        self._note_title.setText(self.tr("To remember"))
        self._note_title.setVisible(bool(note))
        self._note.setVisible(bool(note))
        self._note.setText(note if len(note) <= 160 else note[:160] + "…")

    def _row(self, name: str, value: str, state: str, *, last: bool) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        quiet = label(name, "small")
        shown = ElidedLabel(value)
        shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(quiet)
        if state:
            line.addStretch(1)
            line.addWidget(StateShape(state))
        line.addWidget(shown, 0 if state else 1)
        box = QVBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(line)
        row.setFixedHeight(32)
        if not last:
            box.addWidget(Line(row))
        return row
