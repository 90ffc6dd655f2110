"""The form of a follow-up: made by hand, from a customer, from a deal or from a day of the calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.core.entities import FOLLOW_UPS, Choice
from crm_desktop.core.errors import ConflictError, ValidationError
from crm_desktop.core.i18n import N_, render
from crm_desktop.services import followups_rules as rules
from crm_desktop.services.followups import FollowUp
from crm_desktop.services.followups_values import local_moment, to_instant, to_local
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs import followup_parts as parts
from crm_desktop.views.dialogs.customer_note import CustomerNote
from crm_desktop.views.dialogs.draft import Draft
from crm_desktop.views.dialogs.followup_done import DoneDialog
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.editors import ChoiceEditor, DateEditor, make_editor
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.modal import GrowingArea, ModalDialog

_SERIES: dict[str, tuple[rules.Frequency, int]] = {
    "daily": ("DAILY", 1),
    "weekly": ("WEEKLY", 1),
    "2weeks": ("WEEKLY", 2),
    "monthly": ("MONTHLY", 1),
    "3months": ("MONTHLY", 3),
    "yearly": ("YEARLY", 1),
}
_MINUTES = ("0", "15", "60", "1440")
_FIELDS = ("customer", "type", "subject", "due", "time")
_MORE = ("owner", "priority", "deal")
_OTHER = "other"
_TALL = 476
"""Height of the whole form in two columns."""


class FollowUpDialog(ModalDialog):
    """``record_id`` edits that follow-up. Without it a new one is made; ``customer`` (or ``customer_id``), ``deal``
    (or ``deal_id``), ``due`` (or ``date``), ``time``, ``type``, ``subject`` and ``owner`` fill the form.
    ``created(id)`` after a new one is saved.
    """

    created = Signal(object)

    def __init__(
        self, ctx: AppContext, parent: QWidget | None = None, record_id: int | None = None, **defaults: Any
    ) -> None:
        self.ctx = ctx
        self._proposed = "call"
        self._record = ctx.services.followups.get(record_id) if record_id is not None else None
        super().__init__(parent, "", "", width=640)
        self.setObjectName("follow_up_dialog")
        title = self.tr("New follow-up") if self._record is None else self.tr("Follow-up")
        self.title_label.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.verb_button.setText(self.tr("Save") if self._record else self.tr("Add follow-up"))
        self.form = FormGrid(self, two_from=480)
        self._build()
        self.note = CustomerNote(ctx.services)
        inside = QWidget()
        top = QVBoxLayout(inside)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(12)
        top.addWidget(self.note)
        top.addWidget(self.form, 1)
        self.body.addWidget(GrowingArea(inside, self, _TALL))
        self._fill(self._start_values(defaults))
        if self._record is not None:
            self._add_actions(self._record)
        self.draft = Draft(ctx, self, self._draft_key(defaults), self.form.draft, self._restore, top)
        self.form.changed.connect(self.draft.touch)
        self.form.editor("customer").changed.connect(self._customer_chosen)
        self.note.show_customer(self.form.editor("customer").value())
        first = "subject" if self.form.editor("customer").value() or self._record else "customer"
        self.form.editor(first).input().setFocus()

    def _draft_key(self, given: dict[str, Any]) -> str:
        """What was begun for one customer or deal waits with it."""
        if self._record is not None:
            return f"followup:{self._record.id}"
        deal, customer = given.get("deal_id") or given.get("deal"), given.get("customer_id") or given.get("customer")
        return f"followup:new:deal:{deal}" if deal else f"followup:new:{customer}" if customer else "followup:new"

    def _restore(self, kept: dict[str, Any]) -> None:
        self.form.restore(kept)
        self._show_until()

    def _customer_chosen(self) -> None:
        """The contact the customer prefers is proposed, unless another one was chosen by hand."""
        customer = self.form.editor("customer").value()
        self.note.show_customer(customer)
        if self._record is None and customer and self.form.editor("type").value() == self._proposed:
            self._proposed = self.ctx.services.customers.preferred_type(customer)
            self.form.editor("type").set_value(self._proposed)

    def _build(self) -> None:
        known = parts.sources(self.ctx)
        for name in _FIELDS:
            self._add(name, known, wide=name == "subject")
        self.remind = ChoiceEditor(self._reminders(), optional=False)
        self.remind.name("remind_at", self.tr("Remind me"))
        self.form.add_field("remind", self.tr("Remind me"), self.remind)
        self.repeat = ChoiceEditor(self._series(), optional=False)
        self.repeat.name("recurrence", self.tr("Repeats"))
        self.form.add_field("repeat", self.tr("Repeats"), self.repeat)
        self.until = DateEditor(today=known.today)
        self.until.name("until", self.tr("Last day"))
        for name in _MORE:
            self._add(name, known, wide=False)
        self.form.editor("deal").setPlaceholderText(self.tr("Title or customer"))
        self.form.add_field("until", self.tr("Last day"), self.until)
        self._add("notes", known, wide=True)
        parts.keep_height(self.form.editor("notes"), 2)
        self.repeat.changed.connect(self._show_until)

    def _add(self, name: str, known: Any, *, wide: bool) -> None:
        spec = FOLLOW_UPS.field(name)
        editor = make_editor(spec, known)
        if name in ("type", "priority"):
            editor = ChoiceEditor(spec.choices, optional=False)
            editor.name(name, render(spec.label))
        self.form.add_field(name, render(spec.label), editor, required=spec.required, wide=wide)

    def _reminders(self) -> tuple[Choice, ...]:
        words = (
            self.tr("At the time"), self.tr("15 minutes before"), self.tr("An hour before"), self.tr("A day before"),
        )  # fmt: skip
        none = Choice("", self.tr("No reminder"))
        return (none, *(Choice(key, word) for key, word in zip(_MINUTES, words, strict=True)))

    def _series(self) -> tuple[Choice, ...]:
        due = date(2026, 1, 1)
        found = [Choice("", self.tr("Once only"))]
        for key, (freq, every) in _SERIES.items():
            found.append(Choice(key, render(rules.describe(rules.build(freq, due, every)))))
        return tuple(found)

    def _start_values(self, given: dict[str, Any]) -> dict[str, Any]:
        if self._record is not None:
            record = self._record
            return {
                "customer": record.customer_id, "deal": record.deal_id, "type": record.type, "due": record.due,
                "time": record.time, "subject": record.subject, "owner": record.owner, "priority": record.priority,
                "notes": record.notes,
            }  # fmt: skip
        names = {"customer_id": "customer", "deal_id": "deal", "date": "due"}
        values = {names.get(name, name): value for name, value in given.items()}
        self._proposed = self.ctx.services.customers.preferred_type(values.get("customer"))
        start = {"type": self._proposed, "priority": "normal", "owner": self.ctx.services.user}
        return {**start, "due": self.ctx.services.clock.today(), **values}

    def _fill(self, values: dict[str, Any]) -> None:
        self.form.set_values(values)
        record = self._record
        if record is not None and record.remind_at is not None and record.due is not None:
            lead = local_moment(record.due, record.time or None) - to_local(record.remind_at)
            minutes = str(int(lead.total_seconds() // 60))
            if minutes not in _MINUTES:
                self.remind.addItem(to_local(record.remind_at).strftime("%Y-%m-%d %H:%M"), _OTHER)
                minutes = _OTHER
            self.remind.set_value(minutes)
        if record is not None and record.recurrence:
            key = _offered(record.recurrence)
            if key == _OTHER:
                self.repeat.addItem(render(rules.describe(record.recurrence)), _OTHER)
            self.repeat.set_value(key)
            self.until.set_value(rules.until(record.recurrence))
        self._show_until()

    def _add_actions(self, record: FollowUp) -> None:
        remove = Button(self.tr("Delete"), "quiet", "trash")
        remove.setObjectName("delete")
        remove.setAutoDefault(False)
        remove.clicked.connect(self._delete)
        if record.status == "open":
            act = Button(self.tr("Done …"), "plain", "check")
            act.clicked.connect(self._done)
        else:
            act = Button(self.tr("Reopen"), "plain", "undo")
            act.clicked.connect(self._reopen)
        act.setObjectName("done_action")
        act.setAutoDefault(False)
        self.foot.insertWidget(0, act)
        self.foot.insertWidget(0, remove)

    def _show_until(self) -> None:
        self.form.cell("until").setVisible(bool(self.repeat.value()) and self.repeat.value() != _OTHER)

    # Saving ---------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """What stands in the form, as the service takes it."""
        shown = self.form.values()
        found = {name: shown[name] for name in (*_FIELDS, *_MORE, "notes")}
        at = shown["time"]
        found["time"] = at.strftime("%H:%M") if at else ""
        found["recurrence"] = self._rule(shown["due"])
        reminder = self._reminder(shown["due"], found["time"])
        if self._record is None or self.remind.value() != _OTHER:
            found["remind_at"] = reminder
        return found

    def _rule(self, due: date | None) -> str:
        key = self.repeat.value()
        if not key:
            return ""
        if key == _OTHER and self._record is not None:
            return self._record.recurrence
        old = self._record.recurrence if self._record is not None else ""
        if old and _offered(old) == key and rules.until(old) == self.until.value():
            return old  # it keeps its own weekday or day of the month, even where this occurrence was moved
        freq, every = _SERIES[key]
        return rules.build(freq, due or self.ctx.services.clock.today(), every, until=self.until.value())

    def _reminder(self, due: date | None, at: str) -> int | None:
        key = self.remind.value()
        if not key or key == _OTHER or due is None:
            return None
        moment: datetime = local_moment(due, at or None) - timedelta(minutes=int(key))
        return to_instant(moment)

    def accept(self) -> None:
        if not self.form.check():
            return
        services = self.ctx.services
        label = N_("undo", "Edit follow-up") if self._record else N_("undo", "Add follow-up")
        try:
            with services.write(label) as work:
                made = None
                if self._record is None:
                    made = services.followups.create(work, self.values())
                else:
                    services.followups.update(work, self._record.id, self.values(), self._record.version)
        except ValidationError as error:
            self.form.set_errors({name: render(reason) for name, reason in error.problems.items()})
            return
        except ConflictError as error:
            self.set_error(error.text())
            return
        self.draft.drop()
        if work.rows:
            subject = self.form.editor("subject").value()
            self.ctx.toasts.show(self.tr("Saved: {subject}").format(subject=subject), undo_change=work.id)
        super().accept()
        if made is not None:
            self.created.emit(made)

    def _delete(self) -> None:
        assert self._record is not None
        self.draft.drop()
        self.reject()
        parts.delete(self.ctx, self._record.id)

    def _reopen(self) -> None:
        assert self._record is not None
        self.reject()
        parts.reopen(self.ctx, self._record.id)

    def _done(self) -> None:
        assert self._record is not None
        record, window = self._record, self.parentWidget()
        self.reject()
        DoneDialog(self.ctx, window, record.id).open()


def _offered(rule: str) -> str:
    """Which of the offered series a stored rule is."""
    found = rules.simple(rule)
    return next((key for key, series in _SERIES.items() if series == found), _OTHER)
