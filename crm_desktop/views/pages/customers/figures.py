"""What a customer is worth to the shop, in a row of figures: spent, orders, last, rhythm, owed, stage, brought."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.core.entities import CUSTOMERS
from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.services.collecting import Balance
from crm_desktop.services.customers import Customer
from crm_desktop.services.lifecycle import Conversion, Judgement, moves_on
from crm_desktop.services.relations import Brought
from crm_desktop.views import theme
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.flow import FlowLayout, empty
from crm_desktop.views.widgets.labels import label

PRIORITY_WORDS: dict[str, Text] = {
    "A": N_("figures", "A: of the fifth who spend most"),
    "B": N_("figures", "B: spends more than half of the buyers"),
    "C": N_("figures", "C: spends less than half of the buyers"),
}


@dataclass(frozen=True)
class Figure:
    """``key`` names it, ``why`` is told by its tooltip, ``call`` is done on a click or Enter."""

    key: str
    title: str
    text: str
    note: str = ""
    why: str = ""
    tone: str = ""
    call: Callable[[], None] | None = None


def figures_of(
    customer: Customer,
    today: date,
    currency: str,
    stages: dict[str, str],
    judged: Judgement,
    brought: Brought,
    rate: Conversion,
    priority: str,
    show_brought: Callable[[], None],
    take_stage: Callable[[], None],
    balance: Balance,
) -> list[Figure]:
    """The figures that there are; nothing is said about what never happened."""
    found = []
    if customer.orders:
        mean = words.amount(round(customer.total_spent / customer.orders), currency)
        note = tr_("figures", "priority {letter}", letter=priority) if priority else ""
        why = tr_("figures", "{amount} an order on average", amount=mean)
        if priority:
            why = f"{render(PRIORITY_WORDS[priority])}\n{why}"
        found.append(Figure("spent", tr_("figures", "Spent"), words.amount(customer.total_spent, currency), note, why))
        tried = tr_("figures", "of {n} visits", n=rate.visits) if rate.visits > rate.bought else ""
        share = round(100 * rate.bought / rate.visits) if rate.visits else 0
        why = tr_("figures", "{share} % of the visits ended in a purchase", share=share) if tried else ""
        found.append(Figure("orders", tr_("figures", "Orders"), str(customer.orders), tried, why))
    if customer.last_order is not None:
        day = words.short_day(customer.last_order, today)
        ago = words.ago(customer.last_order, today)
        found.append(Figure("last", tr_("figures", "Last order"), day, ago if ago.lower() != day.lower() else ""))
    if customer.usual_days:
        late = customer.last_order is not None and (today - customer.last_order).days > customer.usual_days
        text = tr_("figures", "every {n} days", n=customer.usual_days)
        if customer.usual_days == 1:
            text = tr_("figures", "every day")
        overdue = (today - customer.last_order).days - customer.usual_days if late and customer.last_order else 0
        over = tr_("figures", "1 day over") if overdue == 1 else tr_("figures", "{n} days over", n=overdue)
        note = over if late else ""
        found.append(Figure("usual", tr_("figures", "Usually"), text, note, tone="warn" if late else ""))
    if customer.owed or balance.owing:
        found.append(_owed(customer.owed, balance, currency))
    found.append(_stage(customer, stages, judged, take_stage))
    if brought.count:
        spent = words.amount(brought.spent, currency)
        found.append(
            Figure("brought", tr_("figures", "Brought"), tr_("figures", "{n} customers", n=brought.count),
                   tr_("figures", "who spent {amount}", amount=spent), tr_("figures", "Show them"), call=show_brought)
        )  # fmt: skip
    return found


def _owed(owed: int, balance: Balance, currency: str) -> Figure:
    """What is left when all orders are set off against each other; that it was set off is told."""
    shown, tone = words.balance(owed, currency)
    if not (balance.owing and balance.credit):
        return Figure("owed", tr_("figures", "Owed"), shown, tone=tone)
    owing, credit = words.amount(balance.owing, currency), words.amount(balance.credit, currency)
    note = tr_("figures", "{amount} set off", amount=words.amount(min(balance.owing, balance.credit), currency))
    why = tr_("figures", "{owing} owed on some orders, {credit} overpaid or to give back on others",
              owing=owing, credit=credit)  # fmt: skip
    return Figure("owed", tr_("figures", "Owed"), shown, note, why, tone)


def _stage(customer: Customer, stages: dict[str, str], judged: Judgement, take: Callable[[], None]) -> Figure:
    """Where the customer stands and why; where the figures say something else, a click takes that over."""
    title, why = render(CUSTOMERS.field("stage").label), render(judged.why)
    shown = stages.get(customer.stage or judged.stage, customer.stage or judged.stage)
    if customer.stage and not customer.deleted and moves_on(customer.stage, judged.stage):
        looks = tr_("figures", "looks like {stage}", stage=stages.get(judged.stage, judged.stage))
        hint = tr_("figures", "{why}. Click to write it down.", why=why[:1].upper() + why[1:])
        return Figure("stage", title, shown, looks, hint, call=take)
    same = customer.stage in ("", judged.stage)
    return Figure("stage", title, shown, why if same and not customer.orders else "", why if same else "")


class FigureCell(QWidget):
    """A word above a figure. Named ``figure_<key>``."""

    pressed = Signal()

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self.figure = figure
        self._over = False
        self.setObjectName(f"figure_{figure.key}")
        self.setAccessibleName(f"{figure.title}: {figure.text} {figure.note}".strip())
        self.setAccessibleDescription(figure.why)
        self.setToolTip(figure.why)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if figure.call is not None:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        line = QHBoxLayout()
        line.setSpacing(6)
        tone = "accent" if figure.call is not None and figure.key == "brought" else figure.tone
        line.addWidget(label(figure.text, "strong", tone))
        if figure.note:
            line.addWidget(
                label(figure.note, "small", "accent" if figure.call and figure.key == "stage" else figure.tone)
            )
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(label(figure.title, "small"))
        box.addLayout(line)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.figure.call is not None and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.figure.call is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


class FigureStrip(QWidget):
    """The figures side by side, in a second line where there is no room. Named ``figures``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figures")
        self._flow = FlowLayout(self, gap=28, line_gap=4)
        self._shown: list[Figure] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_figures(self, figures: list[Figure]) -> None:
        empty(self._flow)
        for figure in figures:
            cell = FigureCell(figure)
            if figure.call is not None:
                cell.pressed.connect(figure.call)
            self._flow.addWidget(cell)
        self._shown = figures
        self.updateGeometry()

    def shown(self) -> dict[str, Figure]:
        return {figure.key: figure for figure in self._shown}
