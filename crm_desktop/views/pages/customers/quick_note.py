"""Ten seconds after a call: what was said, what comes next, Enter."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.core.entities import ACTIVITY_TYPES
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, render, tr_
from crm_desktop.views import theme
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button, icon_button
from crm_desktop.views.widgets.editors import DateEditor
from crm_desktop.views.widgets.labels import label

CHANNELS = ("call", "wechat", "visit", "email", "note")
"""The channels that have an icon in the field; Alt+1 … Alt+5 choose them."""


class NoteField(QWidget):
    """Looks like one field: the chosen channel's icon, the words, the other channels' icons."""

    entered = Signal()
    channel_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.channel = "call"
        self.setFixedHeight(measures.CONTROL)
        self.line = QLineEdit(self)
        self.line.setObjectName("quick_note")
        self.line.setProperty("bare", True)
        self.line.returnPressed.connect(self.entered)
        self._icons: dict[str, Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(36, 2, 4, 2)
        row.setSpacing(2)
        row.addWidget(self.line, 1)
        for channel in CHANNELS:
            made = icon_button(channel, "", self)
            made.setObjectName(f"channel_{channel}")
            made.clicked.connect(lambda _checked=False, at=channel: self.choose(at))
            row.addWidget(made)
            self._icons[channel] = made
        self.setFocusProxy(self.line)
        self.retranslate()

    def retranslate(self) -> None:
        self.line.setPlaceholderText(tr_("customers", "What was said? One sentence, Enter logs it"))
        self.line.setAccessibleName(tr_("customers", "What was said"))
        for number, channel in enumerate(CHANNELS, 1):
            self._icons[channel].set_tooltip(f"{words.choice_label(ACTIVITY_TYPES, channel)} (Alt+{number})")
        self.choose(self.channel)

    def channel_buttons(self) -> list[Button]:
        return list(self._icons.values())

    def choose(self, channel: str) -> None:
        self.channel = channel
        for name, made in self._icons.items():
            made.setVisible(name != channel)
        self.setAccessibleDescription(words.choice_label(ACTIVITY_TYPES, channel))
        self.line.setFocus()
        self.update()
        self.channel_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.line.hasFocus()
        painter.setPen(QPen(theme.color("accent" if focused else "line_strong"), measures.FOCUS if focused else 1))
        painter.setBrush(theme.color("surface"))
        inset = 1.0 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        theme.paint_icon(painter, self.channel, QRectF(9, 7, 18, 18), "accent")
        painter.end()


class QuickNote(QWidget):
    """The note field and, as soon as something is typed, the next step: what and when.

    Enter in any of them logs everything as one undoable change. ``logged(change)`` afterwards.
    """

    logged = Signal(object)
    editing_ended = Signal()
    busy_changed = Signal()
    """Typing began or ended: its button is the one primary button of the screen meanwhile."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._customer_id = 0
        self._busy = False
        self.note = NoteField(self)
        self.what = QLineEdit()
        self.what.setObjectName("next_step_text")
        self.when = DateEditor(today=ctx.services.clock.today)
        self.when.setObjectName("next_step_date")
        self.when.setFixedWidth(150)
        self.log = Button("", "primary")
        self.log.setObjectName("log_note")
        self._arrow = label("", "small")
        self._error = label("", "error")
        self._error.hide()
        self._next = QWidget()
        row = QHBoxLayout(self._next)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._arrow, self.what, self.when, self.log):
            row.addWidget(part, 1 if part is self.what else 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for widget in (self.note, self._next, self._error):
            box.addWidget(widget)
        self._next.hide()
        # From the words straight to the next step; the channels, which have keys of their own, come last.
        stops = [self.note.line, self.what, self.when, self.log, *self.note.channel_buttons()]
        for before, after in zip(stops, stops[1:], strict=False):
            QWidget.setTabOrder(before, after)
        self.note.entered.connect(self.submit)
        self.what.returnPressed.connect(self.submit)
        self.when.returnPressed.connect(self.submit)
        self.log.clicked.connect(self.submit)
        self.note.line.textChanged.connect(self._show_next)
        for number, channel in enumerate(CHANNELS, 1):
            QShortcut(QKeySequence(f"Alt+{number}"), self).activated.connect(lambda at=channel: self.note.choose(at))
        self.retranslate()

    def retranslate(self) -> None:
        self.note.retranslate()
        self._arrow.setText(tr_("customers", "Next step"))
        self.what.setPlaceholderText(tr_("customers", "Ask again, send the offer …"))
        self.what.setAccessibleName(tr_("customers", "Next step"))
        self.when.setPlaceholderText(tr_("customers", "Friday, +7, 10-8"))
        self.when.setAccessibleName(tr_("customers", "Day of the next step"))
        self.log.setText(tr_("customers", "Log"))

    def start(self, customer_id: int, channel: str) -> None:
        """Ready for another customer; nothing of the one before stays."""
        if customer_id != self._customer_id:
            self.keep_draft()
            self._customer_id = customer_id
            self.clear()
            focus = self.note.line.hasFocus()
            self.note.channel = channel if channel in CHANNELS else "call"
            self.note.retranslate()
            if not focus:
                self.note.line.clearFocus()
            self._take_draft()

    # What was typed about one customer waits there while another one is shown, and over a restart.

    def _draft_key(self) -> str:
        return f"note:{self._customer_id}"

    def keep_draft(self) -> None:
        """Remember what is typed, or that nothing is."""
        if not self._customer_id:
            return
        drafts = self._ctx.services.drafts
        try:
            if self.has_text():
                kept = {"text": self.note.line.text(), "step": self.what.text(), "day": self.when.text()}
                drafts.keep(self._draft_key(), {**kept, "channel": self.note.channel})
            else:
                drafts.drop(self._draft_key())
        except UserError:
            return

    def _take_draft(self) -> None:
        draft = self._ctx.services.drafts.get(self._draft_key())
        if draft:
            self.note.channel = draft["channel"]
            self.what.setText(draft["step"])
            self.when.setText(draft["day"])
            self.note.line.setText(draft["text"])
            self.note.update()

    def clear(self) -> None:
        """Empty, with nothing left for the fields to undo: Ctrl+Z means what was logged."""
        self.note.line.setText("")
        self.what.setText("")
        self.when.set_value(None)
        self._error.hide()
        self._next.hide()

    def has_text(self) -> bool:
        return bool(self.note.line.text().strip() or self.what.text().strip())

    def _show_next(self, text: str) -> None:
        if self.has_text() != self._busy:
            self._busy = self.has_text()
            self.busy_changed.emit()
        if text.strip():
            self._next.show()
        elif not self.what.text() and not self.when.text():
            self._next.hide()
        self._error.hide()

    def submit(self) -> None:
        """Log the touch and plan the next step in one change."""
        problem = self.when.problem()
        if problem:
            self._refuse(problem, self.when)
            return
        text, day = self.note.line.text().strip(), self.when.value()
        step = self.what.text().strip()
        if step and day is None:
            self._refuse(tr_("customers", "On which day?"), self.when)
            return
        if not text:
            self._refuse(tr_("customers", "Write what was said."), self.note.line)
            return
        try:
            change = self._write(text, day, step)
        except ValidationError as error:
            self._refuse("; ".join(render(reason) for reason in error.problems.values()), self.note.line)
            return
        except UserError as error:
            self._refuse(error.text(), self.note.line)
            return
        self.clear()
        self.keep_draft()
        self.note.line.setFocus()
        self.logged.emit(change)
        self.editing_ended.emit()

    def _write(self, text: str, day: date | None, step: str) -> int:
        services, channel = self._ctx.services, self.note.channel
        with services.write(N_("undo", "Log a contact"), origin=self) as work:
            services.activities.log(work, self._customer_id, channel, text)
            if day is not None:
                kind = channel if channel != "note" else "todo"
                values: dict[str, Any] = {"customer": self._customer_id, "type": kind, "due": day}
                values["subject"] = step or tr_("followup", "Follow up")
                services.followups.create(work, values)
        shown = words.short_day(day, services.clock.today())
        said = tr_("customers", "Logged; next step {day}", day=shown) if day else tr_("customers", "Logged")
        self._ctx.toasts.show(said, undo_change=work.id)
        return work.id

    def _refuse(self, text: str, where: QWidget) -> None:
        self._error.setText(text)
        self._error.show()
        where.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.has_text():
            self.clear()
            self.editing_ended.emit()
        else:
            super().keyPressEvent(event)
