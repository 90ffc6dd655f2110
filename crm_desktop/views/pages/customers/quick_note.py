"""Ten seconds after a call: what was said, what comes next, Enter."""

from __future__ import annotations

import contextlib
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, render, tr_
from crm_desktop.services.customers import Customer
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.draft import PAUSE_MS, DraftBar
from crm_desktop.views.key_spec import KeySpec
from crm_desktop.views.pages.customers.note_field import CHANNELS, NoteField
from crm_desktop.views.pages.customers.template_picker import TemplatePicker
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.editors import DateEditor
from crm_desktop.views.widgets.labels import label

KEYS = (
    KeySpec(
        N_("keys", "What the note is: call, WeChat, visit, text message, e-mail, meeting, note"),
        tuple(f"Alt+{number}" for number, _channel in enumerate(CHANNELS, 1)),
    ),
    KeySpec(N_("keys", "A ready-made text"), ("Ctrl+T",)),
)


class QuickNote(QWidget):
    """The note field and, as soon as something is typed, the next step: what and when.

    Enter in any of them logs everything as one undoable change. ``logged(change)`` afterwards. What is typed is kept
    as a draft of its customer all the time: Esc only leaves the field.
    """

    logged = Signal(object)
    editing_ended = Signal()
    busy_changed = Signal()
    """Typing began or ended: its button is the one primary button of the screen meanwhile."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._customer_id = 0
        self._customer: Customer | None = None
        self._picker: TemplatePicker | None = None
        self._busy = self._filling = False
        self.note = NoteField(self)
        self.bar = DraftBar()
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
        for widget in (self.bar, self.note, self._next, self._error):
            box.addWidget(widget)
        self._next.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.keep_draft)
        # From the words straight to the next step; the channels, which have keys of their own, come last.
        stops = [self.note.line, self.what, self.when, self.log, *self.note.buttons()]
        for before, after in zip(stops, stops[1:], strict=False):
            QWidget.setTabOrder(before, after)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.bar.thrown.connect(self._throw_away)
        self.note.entered.connect(self.submit)
        self.note.texts_wanted.connect(self.pick)
        self.note.channel_changed.connect(self._typed)
        self.what.returnPressed.connect(self.submit)
        self.when.returnPressed.connect(self.submit)
        self.log.clicked.connect(self.submit)
        self.note.line.textChanged.connect(self._show_next)
        for part in (self.note.line, self.what, self.when):
            part.textChanged.connect(self._typed)
        for keys, channel in zip(KEYS[0].keys, CHANNELS, strict=True):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda at=channel: self.note.choose(at))
        QShortcut(QKeySequence(KEYS[1].keys[0]), self).activated.connect(self.pick)

    def retranslate(self) -> None:
        self.note.retranslate()
        self.bar.retranslate()
        self._arrow.setText(tr_("customers", "Next step"))
        self.what.setPlaceholderText(tr_("customers", "Ask again, send the offer …"))
        self.what.setAccessibleName(tr_("customers", "Next step"))
        self.when.setPlaceholderText(tr_("customers", "Friday, +7, 10-8"))
        self.when.setAccessibleName(tr_("customers", "Day of the next step"))
        self.log.setText(tr_("customers", "Log"))

    def start(self, customer: Customer) -> None:
        """Ready for another customer, with the contact they prefer; what was typed about the one before waits."""
        self.know(customer)
        if customer.id == self._customer_id:
            return
        self.keep_draft()
        self._customer_id = customer.id
        focus = self.note.line.hasFocus()
        self._filling = True
        self.clear()
        preferred = customer.preferred_channel
        self.note.set_channel(preferred if preferred in CHANNELS else "call")
        self._take_draft()
        self._filling = False
        if not focus:
            self.note.line.clearFocus()

    def know(self, customer: Customer) -> None:
        """The customer as it is now, for the places in ready-made texts."""
        self._customer = customer

    # What was typed about one customer waits there while another one is shown, and over a restart.

    def _draft_key(self) -> str:
        return f"note:{self._customer_id}"

    def _typed(self) -> None:
        if not self._filling and self._customer_id:
            self._timer.start()

    def keep_draft(self) -> None:
        """Remember what is typed, or that nothing is."""
        self._timer.stop()
        if not self._customer_id:
            return
        drafts = self._ctx.services.drafts
        with contextlib.suppress(UserError):  # something else is writing: the next pause tries again
            if self.has_text():
                kept = {"text": self.note.line.text(), "step": self.what.text(), "day": self.when.text()}
                drafts.keep(self._draft_key(), {**kept, "channel": self.note.channel})
            else:
                drafts.drop(self._draft_key())

    def _take_draft(self) -> None:
        draft = self._ctx.services.drafts.get(self._draft_key())
        self.bar.setVisible(bool(draft))
        if draft:
            self.note.set_channel(draft["channel"])
            self.what.setText(draft["step"])
            self.when.setText(draft["day"])
            self.note.line.setText(draft["text"])

    def _throw_away(self) -> None:
        self.clear()
        self.keep_draft()
        self.note.line.setFocus()

    def clear(self) -> None:
        """Empty, with nothing left for the fields to undo: Ctrl+Z means what was logged."""
        self.note.line.setText("")
        self.what.setText("")
        self.when.set_value(None)
        self._error.hide()
        self._next.hide()
        self.bar.hide()

    def has_text(self) -> bool:
        return bool(self.note.line.text().strip() or self.what.text().strip())

    def leave(self) -> bool:
        """Esc: out of the field, the words stay there and as a draft; False where nobody was writing."""
        if not any(part.hasFocus() for part in (self.note.line, self.what, self.when, self.log)):
            return False
        self.keep_draft()
        if self.has_text():
            self._ctx.toasts.show(tr_("draft", "Your draft is kept."), kind="info")
        self.note.line.clearFocus()
        return True

    def _show_next(self, text: str) -> None:
        if self.has_text() != self._busy:
            self._busy = self.has_text()
            self.busy_changed.emit()
        if text.strip():
            self._next.show()
        elif not self.what.text() and not self.when.text():
            self._next.hide()
        self._error.hide()

    # Ready-made texts -------------------------------------------------------------------

    def pick(self) -> None:
        """Offer the ready-made texts under the field."""
        if self._customer is None or self._customer.deleted:
            return
        self._picker = TemplatePicker(
            self, self._ctx.services, self._customer, self.note.channel, self.note.line.text()
        )
        self._picker.picked.connect(self._take_text)
        self._picker.keep_wanted.connect(self._keep_text)
        self._picker.manage_wanted.connect(lambda: self._ctx.navigator.show_part("settings", "templates"))
        self._picker.destroyed.connect(self._forget_picker)
        self._picker.show_under(self.note)

    def _forget_picker(self) -> None:
        self._picker = None

    def _take_text(self, kind: str, text: str) -> None:
        """Added behind what is typed already; a text for one kind of contact chooses that kind."""
        typed = self.note.line.text().strip()
        if kind in CHANNELS and not typed:
            self.note.choose(kind)
        self.note.line.setText(f"{typed} {text}".strip())
        self.note.line.setFocus()
        self.note.line.setCursorPosition(len(self.note.line.text()))

    def _keep_text(self) -> None:
        """Make a ready-made text of what is typed; the customer's name becomes a place in it."""
        typed = self.note.line.text().strip()
        if self._customer is not None and self._customer.name:
            typed = typed.replace(self._customer.name, "{name}")
        services = self._ctx.services
        try:
            with services.write(N_("undo", "Keep a ready-made text"), origin=self) as work:
                services.templates.add(work, typed, kind=self.note.channel)
        except UserError as error:
            self._refuse(error.text(), self.note.line)
            return
        self._ctx.toasts.show(tr_("templates", "Kept: Ctrl+T brings it back"), undo_change=work.id)
        self.note.line.setFocus()

    # Logging ----------------------------------------------------------------------------

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
                preferred = services.customers.preferred_type(self._customer_id)
                kind = channel if channel != "note" else preferred
                values: dict[str, Any] = {"customer": self._customer_id, "type": kind, "due": day}
                values["subject"] = step or tr_("followup", "Follow up")
                services.followups.create(work, values)
        shown = words.short_day(day, services.clock.today())
        said = tr_("customers", "Logged; next step {day}", day=shown) if day else tr_("customers", "Logged")
        self._ctx.toasts.show(said, undo_change=work.id)
        return work.id

    def _refuse(self, text: str, where: QWidget) -> None:
        """Say it under the field that it is about."""
        self._error.setIndent(where.mapTo(self, QPoint(0, 0)).x())
        self._error.setText(text)
        self._error.show()
        where.setFocus()
