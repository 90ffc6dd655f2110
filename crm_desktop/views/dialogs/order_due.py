"""The day on which the rest of an order is to be paid: typed, picked, or chosen from the usual ones."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.editors import DateEditor
from crm_desktop.views.widgets.menu import Menu


def usual_days(today: date) -> list[tuple[str, date]]:
    """What people agree on, in words, with the day that it means."""
    last = calendar.monthrange(today.year, today.month)[1]
    return [
        (tr_("order", "Today"), today),
        (tr_("order", "In 7 days"), today + timedelta(days=7)),
        (tr_("order", "In 30 days"), today + timedelta(days=30)),
        (tr_("order", "At the end of the month"), today.replace(day=last)),
    ]


class DueEditor(DateEditor):
    """Empty where no day was agreed on. Its button, like Alt+Down, opens the usual days."""

    def __init__(self, parent: QWidget | None = None, *, today: Callable[[], date]) -> None:
        super().__init__(parent, today=today)
        self._pick.setText(tr_("order", "Choose a day"))
        self.setPlaceholderText(tr_("order", "no day agreed"))

    def open_month(self) -> None:
        """The usual days first, the month as the last of them."""
        today, menu = self._today(), Menu(self)
        menu.setObjectName("due_menu")
        for text, day in usual_days(today):
            action = menu.add(f"{text} · {words.short_day(day, today)}" if day != today else text)
            action.triggered.connect(lambda _checked=False, at=day: self.set_value(at))
        menu.addSeparator()
        menu.add(tr_("order", "Another day …"), super().open_month, "calendar")
        if self.text():
            menu.add(tr_("order", "No day agreed"), self.clear, "x")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
