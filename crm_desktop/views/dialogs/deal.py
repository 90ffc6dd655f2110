"""The form of a deal."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.core.dates import plain_date
from crm_desktop.core.entities import DEALS, Choice
from crm_desktop.core.errors import ConflictError, ValidationError
from crm_desktop.core.i18n import N_, language, render
from crm_desktop.core.settings import CURRENCY, REGION
from crm_desktop.services.deals import Deal
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.customer_note import CustomerNote
from crm_desktop.views.dialogs.deal_close import LostDialog, WonDialog, order_draft, write_order
from crm_desktop.views.dialogs.draft import Draft
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.editors import ChoiceEditor, EditorSources, Found, make_editor
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.modal import GrowingArea, ModalDialog

_FIRST = ("title", "customer", "amount", "stage", "probability", "expected_close", "next_follow_up", "owner", "source")
_MORE = ("tags", "competitor", "notes")
_WIDE = frozenset({"title", "notes"})
_SUGGESTED = {"source": "source", "competitor": "competitor"}


class DealDialog(ModalDialog):
    """``record_id`` edits that deal. Without it a new one is made; ``customer`` (or ``customer_id``), ``stage`` (an
    id), ``pipeline_id`` and any field fill the form. Enter saves, Esc leaves. ``created(id)`` after a new one is saved.
    """

    created = Signal(object)

    def __init__(
        self, ctx: AppContext, parent: QWidget | None = None, record_id: int | None = None, **defaults: Any
    ) -> None:
        self.ctx = ctx
        self._deal: Deal | None = ctx.services.deals.get(record_id) if record_id is not None else None
        self._pipeline_id = self._deal.pipeline_id if self._deal else self._wanted_pipeline(defaults)
        super().__init__(parent, "", "", width=640)
        self.setObjectName("deal_dialog")
        title = self.tr("New deal") if self._deal is None else self._deal.title
        self.title_label.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.verb_button.setText(self.tr("Save") if self._deal else self.tr("Add deal"))
        self.form = FormGrid(self, two_from=480)
        self._build()
        self.note = CustomerNote(ctx.services)
        inside = QWidget()
        top = QVBoxLayout(inside)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(12)
        top.addWidget(self.note)
        top.addWidget(self.form, 1)
        self.body.addWidget(GrowingArea(inside, self))
        self._start = self._start_values(defaults)
        self.form.set_values(self._start)
        self._chance_by_hand = bool(self._deal and self._deal.probability_manual)
        self._draft = Draft(ctx, self, self._draft_key(defaults), self.form.draft, self.form.restore, top,
                            begun=self._begun)  # fmt: skip
        self.form.changed.connect(self._changed)
        self.form.changed.connect(self._draft.touch)
        self.form.editor("customer").changed.connect(self._show_customer)
        self._show_customer()
        self._show_hints()
        if self._deal is not None:
            self._add_actions(self._deal)
        self.form.focus_first()

    def _draft_key(self, defaults: dict[str, Any]) -> str:
        """A deal begun for one customer waits with that customer."""
        if self._deal is not None:
            return f"deal:{self._deal.id}"
        customer = defaults.get("customer_id") or defaults.get("customer")
        return f"deal:new:{customer}" if customer else "deal:new"

    def _begun(self) -> bool:
        return self._deal is not None or bool(self.form.editor("title").value())

    @Slot()
    def _show_customer(self) -> None:
        self.note.show_customer(self.form.editor("customer").value())

    def _wanted_pipeline(self, defaults: dict[str, Any]) -> int:
        services = self.ctx.services
        if defaults.get("stage"):
            return services.pipelines.find(defaults["stage"]).pipeline_id
        return int(defaults.pop("pipeline_id", 0) or services.pipelines.first().id)

    def _build(self) -> None:
        known = self._sources()
        asked = self.ctx.services.entry_rules.required("deals")
        for name in (*_FIRST, *_MORE):
            if name == self._first_of_more():
                self.form.add_group(self.tr("More"))
            spec = DEALS.field(name)
            if name == "stage":
                stages = self.ctx.services.pipelines.stages(self._pipeline_id)
                editor: Any = ChoiceEditor(tuple(Choice(str(stage.id), stage.label) for stage in stages))
                editor.name(name, render(spec.label))
            else:
                editor = make_editor(spec, known)
            self.form.add_field(
                name, render(spec.label), editor, required=spec.required or name in asked, wide=name in _WIDE
            )

    @staticmethod
    def _first_of_more() -> str:
        return _MORE[0]

    def _sources(self) -> EditorSources:
        services = self.ctx.services

        def find(_entity: str, text: str) -> list[Found]:
            hits = services.search.find(text, limit=8, kinds=("customer",), exact=False).results
            return [Found(hit.id, hit.title, hit.subtitle) for hit in hits]

        def title(_entity: str, record_id: int) -> str:
            found = services.customers.get(record_id)
            return found.name if found else ""

        def suggest(field: str, _text: str) -> list[str]:
            if field == "owner":
                return [member.name for member in services.staff.all()]
            return services.deals.suggestions(_SUGGESTED[field]) if field in _SUGGESTED else []

        return EditorSources(
            today=services.clock.today, currency=services.settings.get(CURRENCY), region=services.settings.get(REGION),
            choices=services.choices.entries, suggest=suggest, tags=services.deals.board.tags, find=find, title=title,
        )  # fmt: skip

    def _start_values(self, defaults: dict[str, Any]) -> dict[str, Any]:
        if self._deal is not None:
            deal = self._deal
            values = {name: getattr(deal, name) for name in (*_FIRST, *_MORE) if name not in ("customer", "stage")}
            return {**values, "customer": deal.customer_id, "stage": str(deal.stage_id), "tags": list(deal.tags)}
        names = {"customer_id": "customer", "stage_id": "stage"}
        given = {names.get(name, name): value for name, value in defaults.items()}
        stage = given.pop("stage", None) or self.ctx.services.pipelines.stages(self._pipeline_id)[0].id
        found = self.ctx.services.pipelines.find(stage, self._pipeline_id)
        start = {"owner": self.ctx.services.user, "stage": str(found.id), "probability": found.probability}
        return {**start, **given}

    def _add_actions(self, deal: Deal) -> None:
        """At the left of the foot: close, reopen, delete."""
        actions = [(self.tr("Delete"), "trash", "delete", self._delete)]
        if deal.status == "open":
            actions += [
                (self.tr("Lost …"), "x", "lost", self._lost),
                (self.tr("Won …"), "check-circle", "won", self._won),
            ]
        else:
            actions.append((self.tr("Reopen"), "undo", "reopen", self._reopen))
            if deal.status == "won":
                actions.append((self._order_words(deal), "bag", "order", self._write_order))
        for text, icon, name, call in actions:
            button = Button(text, "quiet", icon)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(call)
            self.foot.insertWidget(self.foot.count() - 3, button)
        self.foot.setSpacing(measures.GAP_XS)

    # Words that follow the fields -----------------------------------------------------

    @Slot(str)
    def _changed(self, name: str) -> None:
        if name == "probability" and self.form.editor("probability").input().hasFocus():
            self._chance_by_hand = self.form.editor("probability").value() is not None
        elif name == "stage" and not self._chance_by_hand:
            stage = self.ctx.services.pipelines.stage(int(self.form.editor("stage").value()))
            self.form.editor("probability").set_value(stage.probability)
        if name in ("stage", "probability"):
            self._show_hints()

    def _show_hints(self) -> None:
        hint = self.tr("Set by hand; it stays when the stage changes") if self._chance_by_hand else ""
        self.form.cell("probability").set_hint(hint)
        if self._deal is not None:
            open_ = self._deal.status == "open"
            self.set_subtitle(self._stage_words(self._deal) if open_ else self._closed_words(self._deal))

    def _stage_words(self, deal: Deal) -> str:
        """How long the deal has stood where it stands."""
        stage = self.ctx.services.pipelines.stage(deal.stage_id).name
        days = (self.ctx.services.clock.today() - deal.stage_entered.astimezone().date()).days
        if days <= 0:
            return self.tr("In “{stage}” since today").format(stage=stage)
        if days == 1:
            return self.tr("In “{stage}” since yesterday").format(stage=stage)
        return self.tr("In “{stage}” for {n} days").format(stage=stage, n=days)

    def _closed_words(self, deal: Deal) -> str:
        day = plain_date(deal.closed, language()) if isinstance(deal.closed, date) else ""
        if deal.status == "won":
            return self.tr("Won on {day}").format(day=day)
        reason = self.ctx.services.choices.label("lost_reason", deal.reason)
        return self.tr("Lost on {day}: {reason}").format(day=day, reason=reason)

    # Saving ---------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """What was changed in the form, as the service takes it."""
        shown = self.form.values()
        shown["stage"] = int(shown["stage"])
        if not self._chance_by_hand:
            shown["probability"] = None
        if self._deal is None:
            return shown
        start = {**self._start, "stage": int(self._start["stage"])}
        if not self._deal.probability_manual:
            start["probability"] = None
        return {name: value for name, value in shown.items() if _differs(value, start.get(name))}

    def accept(self) -> None:
        if not self.form.check():
            return
        before = self._start if self._deal is not None else None
        if missing := self.ctx.services.entry_rules.missing("deals", self.form.values(), before):
            self.form.set_errors({name: render(text) for name, text in missing.items()})
            return
        deals, patch = self.ctx.services.deals, self.values()
        label = N_("undo", "Edit deal") if self._deal else N_("undo", "Add deal")
        try:
            with self.ctx.services.write(label) as work:
                made = None
                if self._deal is None:
                    made = deals.create(work, patch)
                elif patch:
                    deals.update(work, self._deal.id, patch, self._deal.version)
        except ValidationError as error:
            self.form.set_errors({name: render(reason) for name, reason in error.problems.items()})
            return
        except ConflictError as error:
            self.set_error(error.text())
            return
        if work.rows:
            title = self.form.editor("title").value()
            self.ctx.toasts.show(self.tr("Saved: {title}").format(title=title), undo_change=work.id)
        self._draft.drop()
        super().accept()
        if made is not None:
            self.created.emit(made)

    # Actions --------------------------------------------------------------------------

    def _need(self) -> Deal:
        assert self._deal is not None
        return self._deal

    @Slot()
    def _won(self) -> None:
        deal, window = self._need(), self.parentWidget()
        self.reject()
        WonDialog(self.ctx, window, deal.id).open()

    @Slot()
    def _lost(self) -> None:
        deal, window = self._need(), self.parentWidget()
        self.reject()
        LostDialog(self.ctx, window, deal.id).open()

    def _order_words(self, deal: Deal) -> str:
        """Every won deal has an order, or the way to one."""
        if self.ctx.services.orders.for_deal(deal.id):
            return self.tr("Open the order")
        begun = self.ctx.services.drafts.get(order_draft(deal.id)) is not None
        return self.tr("Go on with the order") if begun else self.tr("Make the order")

    @Slot()
    def _write_order(self) -> None:
        deal = self._need()
        self.reject()
        write_order(self.ctx, deal)

    @Slot()
    def _reopen(self) -> None:
        deal = self._need()
        with self.ctx.services.write(N_("undo", "Reopen deal")) as work:
            self.ctx.services.deals.reopen(work, deal.id)
        self.ctx.toasts.show(self.tr("Open again: {title}").format(title=deal.title), undo_change=work.id)
        self.reject()

    @Slot()
    def _delete(self) -> None:
        deal = self._need()
        with self.ctx.services.write(N_("undo", "Delete deal")) as work:
            self.ctx.services.deals.delete(work, deal.id)
        self.ctx.toasts.show(self.tr("“{title}” deleted").format(title=deal.title), undo_change=work.id)
        self._draft.drop()
        self.reject()


def _differs(value: Any, before: Any) -> bool:
    if isinstance(value, (list, tuple)) or isinstance(before, (list, tuple)):
        return list(value or ()) != list(before or ())
    return (value or None) != (before or None) if value != 0 else before != 0
