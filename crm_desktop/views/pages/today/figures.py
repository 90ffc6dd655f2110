"""The line of figures at the head of the Today page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.i18n import language, tr_
from crm_desktop.services.context import Services
from crm_desktop.services.today import TodayData
from crm_desktop.views import theme
from crm_desktop.views.dialogs.followup_parts import whole_money
from crm_desktop.views.widgets.labels import Line, label, set_tone

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class Figures(QWidget):
    """How many things to do, what was sold this month against last year, what is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.todo, self.late = label("", "figure"), label("", "body", "bad")
        self.sold, self.change = label("", "figure"), label("", "body", "good")
        self.open = label("", "figure")
        self._todo_word, self._sold_word, self._open_word = label(""), label("", "body", "2"), label("", "body", "2")
        for number in (self.todo, self.sold, self.open):
            number.setFont(theme.font("figure"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.setContentsMargins(0, 8, 0, 16)
        groups = (
            (self.todo, self._todo_word, self.late),
            (self._sold_word, self.sold, self.change),
            (self._open_word, self.open),
        )
        for group in groups:
            for part in group:
                row.addWidget(part, 0, Qt.AlignmentFlag.AlignBaseline)
            row.addSpacing(16)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        box.addWidget(Line(self))

    def show_data(self, services: Services, data: TodayData) -> None:
        count = data.todo()
        self.todo.setText(str(count))
        self._todo_word.setText(tr_("today", "thing to do") if count == 1 else tr_("today", "things to do"))
        self.late.setText(tr_("today", "{n} overdue", n=data.overdue_count) if data.overdue_count else "")
        self.late.setVisible(data.overdue_count > 0)
        self._sold_word.setText(tr_("today", "Sold in {month}", month=month_word(data.day.month)))
        self.sold.setText(whole_money(services, data.month_sales))
        change = data.sales_change()
        self.change.setVisible(change is not None)
        if change is not None:
            percent = f"{change * 100:+.1f}%".replace("-", "−")
            self.change.setText(tr_("today", "{percent} on last year", percent=percent))
            set_tone(self.change, "good" if change >= 0 else "bad")
        self._open_word.setText(tr_("today", "Open deals"))
        self.open.setText(whole_money(services, data.open_deals_total))
        self.setAccessibleName(
            ", ".join((f"{count} {self._todo_word.text()}", f"{self._sold_word.text()} {self.sold.text()}"))
        )


def month_word(month: int) -> str:
    """``9月``, ``September``."""
    return f"{month}月" if language().startswith("zh") else _MONTHS[month - 1]
