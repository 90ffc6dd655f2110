"""The part of a dialog that plans the next step: when, what, in one line of choices."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.i18n import render
from crm_desktop.services.followups import NextStep
from crm_desktop.services.followups_values import SUBJECT_NEEDED
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.followup_parts import NEXT_OF, sources, type_choices, type_label
from crm_desktop.views.widgets.editors import ChoiceEditor, DateEditor, TextEditor, TimeEditor
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.tabs import Segmented

_DAYS = {"tomorrow": 1, "3days": 3, "week": 7, "2weeks": 14}


class NextStepPanel(QWidget):
    """ "Nothing", a few usual days, or another day; what was chosen is :meth:`step`."""

    changed = Signal()

    def __init__(
        self, ctx: AppContext, kind: str, subject: str, parent: QWidget | None = None, *, by_itself: str = ""
    ) -> None:
        """``by_itself``: in words, what comes without being planned here, as the next one of a series does."""
        super().__init__(parent)
        self._by_itself = by_itself
        self._today: date = ctx.services.clock.today()
        self.after, self.days = NEXT_OF.get(kind, ("call", 7))
        self.when = Segmented(self._choices(), self)
        self.when.setObjectName("next_when")
        self.when.setAccessibleName(self.tr("Next step"))
        self.when.chosen.connect(self._chosen)
        self.form = FormGrid(self, two_from=300)
        known = sources(ctx)
        self.type = ChoiceEditor(type_choices(), optional=False)
        self.type.name("next_type", self.tr("Type"))
        self.type.set_value(self.after)
        self.due = DateEditor(today=known.today)
        self.due.name("next_due", self.tr("Day"))
        self.time = TimeEditor()
        self.time.name("next_time", self.tr("Time"))
        self.subject = TextEditor()
        self.subject.name("next_subject", self.tr("What is to be done"))
        self.subject.set_value(subject)
        self.form.add_field("type", self.tr("Type"), self.type)
        self.form.add_field("due", self.tr("Day"), self.due)
        self.form.add_field("time", self.tr("Time"), self.time)
        self.form.add_field("subject", self.tr("What is to be done"), self.subject)
        self.form.hide()
        row = QHBoxLayout()
        row.addWidget(self.when)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(label(self.tr("Next step"), "field"))
        if by_itself:
            self.series = label(by_itself)
            self.series.setObjectName("next_of_series")
            self.series.setWordWrap(True)
            box.addWidget(self.series)
        box.addLayout(row)
        box.addWidget(self.form)

    def _choices(self) -> list[tuple[str, str]]:
        usual = self.tr("{what} in {n} days") if self.days != 1 else self.tr("{what} tomorrow")
        found = [("none", self.tr("Nothing else") if self._by_itself else self.tr("None"))]
        found.append(("usual", usual.format(what=type_label(self.after), n=self.days)))
        words = {
            "tomorrow": self.tr("Tomorrow"),
            "3days": self.tr("3 days"),
            "week": self.tr("A week"),
            "2weeks": self.tr("2 weeks"),
        }
        found += [(key, word) for key, word in words.items() if _DAYS[key] != self.days]
        found.append(("other", self.tr("Other day")))
        return found

    def choose(self, key: str) -> None:
        """As a click on that choice does."""
        self.when.set_current(key)
        self._chosen(key)

    def _chosen(self, key: str) -> None:
        self.form.setVisible(key != "none")
        if key == "usual":
            self.type.set_value(self.after)
        if key != "none":
            days = self.days if key == "usual" else _DAYS.get(key, 0)
            self.due.set_value(self._today + timedelta(days=days) if days else None)
        window = self.window()
        if window is not None and window.isVisible():
            window.adjustSize()
        if key == "other":
            self.due.setFocus()
        self.changed.emit()

    def check(self) -> bool:
        """Whether what stands there can be planned; shows what is wrong."""
        if self.when.current() == "none":
            return True
        if not self.form.check():
            return False
        errors = {}
        if self.due.value() is None:
            errors["due"] = self.tr("Choose a day.")
        if not self.subject.value():
            errors["subject"] = render(SUBJECT_NEEDED)
        return not self.form.set_errors(errors)

    def step(self) -> NextStep | None:
        """What is to be planned, None for nothing."""
        due = self.due.value()
        if self.when.current() == "none" or due is None:
            return None
        at = self.time.value()
        return NextStep(self.type.value(), due, self.subject.value(), at.strftime("%H:%M") if at else "")
