"""The buttons that choose the days of a report and what they are compared with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.clock import FIRST_DAY
from crm_desktop.core.dates import plain_date
from crm_desktop.core.i18n import language, render
from crm_desktop.services.reports.period import LABELS, Period, preset
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets import Button, Menu, Popover, label
from crm_desktop.views.widgets.editors.dates import DateEditor


def days_text(period: Period, today: date | None) -> str:
    """``1 Jan – 23 Sep``: with the year where it is not that of ``today``; empty from the beginning."""
    if period.start == FIRST_DAY:
        return ""
    year = today is None or period.start.year != today.year or period.end.year != today.year
    same = period.start.year == period.end.year
    first = plain_date(period.start, language(), year=year and (not same or language().startswith("zh")))
    last = plain_date(period.end, language(), year=year and (not same or not language().startswith("zh")))
    return f"{first} – {last}"


class PeriodPicker(QWidget):
    """``picked(period)`` is sent on the person's choice only."""

    picked = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._presets: tuple[str, ...] = ()
        self._period = preset("this_year", today())
        self.button = Button("", "plain", "calendar", self, menu_arrow=True)
        self.button.setObjectName("report_period")
        self.button.clicked.connect(self._open)
        self._popover: CustomDays | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)

    def show_period(self, period: Period, presets: tuple[str, ...]) -> None:
        """Name ``period`` on the button; a report without ``presets`` has nothing to choose."""
        self._period, self._presets = period, presets
        days = days_text(period, self._today())
        if period.preset == "custom":
            text = days
        else:
            text = "  ".join(part for part in (render(LABELS[period.preset]), days) if part)
        self.button.setText(text)
        self.button.setAccessibleName(self.tr("Days: {days}").format(days=text))
        self.button.updateGeometry()
        self.setVisible(bool(presets))

    def period(self) -> Period:
        return self._period

    @Slot()
    def _open(self) -> None:
        menu = Menu(self)
        for name in self._presets:
            menu.add(render(LABELS[name]), _Choose(self, name), checked=name == self._period.preset)
        menu.show_under(self.button)

    def choose(self, name: str) -> None:
        """Take a preset, or ask for the days of ``custom``."""
        if name != "custom":
            self._take(preset(name, self._today()))
            return
        self._popover = CustomDays(self._period, self._today, self)
        self._popover.chosen.connect(self._take)
        self._popover.show_under(self.button)

    @Slot(object)
    def _take(self, period: Period) -> None:
        self._period = period
        self.picked.emit(period)


class _Choose:
    def __init__(self, picker: PeriodPicker, name: str) -> None:
        self._picker, self._name = picker, name

    def __call__(self) -> None:
        self._picker.choose(self._name)


class CustomDays(Popover):
    """First and last day, typed or picked."""

    chosen = Signal(object)

    def __init__(self, period: Period, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent, width=max(300, 2 * DateEditor.room(today()) + 32))
        self._error = label("", "error")
        self._error.setWordWrap(True)
        self._error.hide()
        self.start, self.end = DateEditor(self, today=today), DateEditor(self, today=today)
        self.start.setObjectName("period_start")
        self.end.setObjectName("period_end")
        fields = QHBoxLayout()
        for words, editor in ((self.tr("First day"), self.start), (self.tr("Last day"), self.end)):
            column = QVBoxLayout()
            column.setSpacing(measures.GAP_XS)
            column.addWidget(label(words, "field"))
            column.addWidget(editor)
            editor.setAccessibleName(words)
            editor.returnPressed.connect(self.take)
            fields.addLayout(column)
        self.start.set_value(period.start if period.start != FIRST_DAY else date(today().year, 1, 1))
        self.end.set_value(period.end)
        self.button = Button(self.tr("Show these days"), "primary", parent=self)
        self.button.setObjectName("period_show")
        self.button.clicked.connect(self.take)
        self.body.addLayout(fields)
        self.body.addWidget(self._error)
        self.body.addWidget(self.button)
        self.start.setFocus()

    @Slot()
    def take(self) -> None:
        first, last = self.start.value(), self.end.value()
        problem = self.start.problem() or self.end.problem()
        if not problem and (first is None or last is None):
            problem = self.tr("Both days are needed.")
        elif not problem and first is not None and last is not None and last < first:
            problem = self.tr("The last day lies before the first one.")
        if problem or first is None or last is None:
            self._error.setText(problem)
            self._error.show()
            self.adjustSize()
            return
        self.chosen.emit(Period(first, last))
        self.close()
