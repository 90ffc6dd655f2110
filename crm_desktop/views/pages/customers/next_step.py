"""The row that says what is to be done next with this customer, with its two answers: done and later."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.followups_values import FollowUp
from crm_desktop.views import theme
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import ElidedLabel, label
from crm_desktop.views.widgets.menu import Menu
from crm_desktop.views.widgets.pills import StateShape


class TypeIcon(QWidget):
    """The icon of a kind of contact, 18 by 18."""

    def __init__(self, name: str = "call", role: str = "text_2") -> None:
        super().__init__()
        self._name, self._role = name, role
        self.setFixedSize(18, 18)

    def set_icon(self, name: str) -> None:
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme.paint_icon(painter, self._name, QRectF(self.rect()), self._role)
        painter.end()


class NextStepRow(QWidget):
    """``done(id)``, ``snoozed(id, day)``, ``plan_wanted`` where nothing is planned, ``opened(id)``."""

    done = Signal(object)
    snoozed = Signal(object, object)
    plan_wanted = Signal()
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("next_step")
        self._follow_up: FollowUp | None = None
        self._today = date.min
        self.shape = StateShape("none")
        self.day = label("", "strong")
        self.icon = TypeIcon()
        self.subject = ElidedLabel("")
        self.subject.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.owner = label("", "small")
        self.finish = Button("", "plain", small=True)
        self.finish.setObjectName("next_step_done")
        self.later = Button("", "plain", small=True, menu_arrow=False)
        self.later.setObjectName("next_step_snooze")
        self.plan = Button("", "plain", "plus", small=True)
        self.plan.setObjectName("next_step_plan")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 8, 0)
        row.setSpacing(8)
        for part in (self.shape, self.day, self.icon, self.subject, self.owner):
            row.addWidget(part)
        row.addStretch(1)
        for button in (self.finish, self.later, self.plan):
            row.addWidget(button)
        self.setFixedHeight(40)
        self.finish.clicked.connect(self._finish)
        self.later.clicked.connect(self._choose_later)
        self.plan.clicked.connect(self.plan_wanted)
        self.retranslate()

    def retranslate(self) -> None:
        self.finish.setText(tr_("customers", "Done"))
        self.later.setText(tr_("customers", "Later"))
        self.plan.setText(tr_("customers", "Plan"))

    def show_step(self, follow_up: FollowUp | None, today: date) -> None:
        """``None``: nothing is planned."""
        self._follow_up, self._today = follow_up, today
        there = follow_up is not None
        for part in (self.icon, self.subject, self.owner, self.finish, self.later):
            part.setVisible(there)
        self.plan.setVisible(not there)
        if follow_up is None:
            self.shape.set_state("none")
            self.day.setText(tr_("customers", "No next step"))
            theme.set_ground(self, "surface")
            return
        self.shape.set_state(words.day_state(follow_up.due, today))
        shown = words.short_day(follow_up.due, today) if follow_up.due else tr_("customers", "Some day")
        self.day.setText(f"{shown} {follow_up.time}".strip())
        self.icon.set_icon(follow_up.type)
        self.subject.set_text(follow_up.subject)
        self.owner.setText(follow_up.owner)
        theme.set_ground(self, "selected")

    def _finish(self) -> None:
        if self._follow_up is not None:
            self.done.emit(self._follow_up.id)

    def _choose_later(self) -> None:
        menu = Menu(self)
        monday = self._today + timedelta(days=7 - self._today.weekday())
        for text, day in (
            (tr_("customers", "Tomorrow"), self._today + timedelta(days=1)),
            (tr_("customers", "In three days"), self._today + timedelta(days=3)),
            (tr_("customers", "Next Monday"), monday),
            (tr_("customers", "In a month"), self._today + timedelta(days=30)),
        ):
            menu.add(text, partial(self._snooze, day), key=words.day_heading(day, self._today))
        menu.show_under(self.later, right=True)

    def _snooze(self, day: date) -> None:
        if self._follow_up is not None:
            self.snoozed.emit(self._follow_up.id, day)
