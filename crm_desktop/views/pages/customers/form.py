"""The form of a customer: every field, checked while one types, with a draft that survives Esc."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.core.entities import CUSTOMERS
from crm_desktop.core.errors import ConflictError, UserError, ValidationError
from crm_desktop.core.i18n import N_, render, tr_
from crm_desktop.core.settings import REGION
from crm_desktop.services.customers import Customer
from crm_desktop.services.duplicates import Duplicates
from crm_desktop.services.not_same import NotSameService
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.draft import Draft
from crm_desktop.views.dialogs.merge import MergeDialog
from crm_desktop.views.pages.customers.shop import own_fields
from crm_desktop.views.pages.customers.sources import editor_sources
from crm_desktop.views.pages.customers.tag_stock import TagStock
from crm_desktop.views.pages.customers.twin_hint import TwinHint
from crm_desktop.views.widgets.editors import make_editor
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.modal import GrowingArea, ModalDialog

GROUPS = (
    (N_("customers", "Contact"), ("name", "company", "phone", "email", "wechat", "preferred_channel", "address")),
    (
        N_("customers", "What we know"),
        ("tags", "birthday", "gender", "kind", "region", "industry", "source", "preferences", "special_requirements"),
    ),
    (
        N_("customers", "Between us"),
        ("grade", "stage", "owner", "referrer", "next_follow_up", "code", "notes"),
    ),
)
WIDE = frozenset({"address", "tags", "preferences", "special_requirements", "notes"})
TWINS = ("name", "phone", "email", "wechat")
"""Fields that may show that the customer is there already."""


class CustomerForm(ModalDialog):
    """Named ``customer_form``; ``saved(id)`` after saving, ``open_other(id)`` where a look-alike is opened instead."""

    saved = Signal(object)
    open_other = Signal(object)

    def __init__(
        self,
        ctx: AppContext,
        tags: TagStock,
        parent: QWidget,
        *,
        customer: Customer | None = None,
        defaults: Mapping[str, Any] | None = None,
    ) -> None:
        title = tr_("customers", "Edit customer") if customer else tr_("customers", "New customer")
        super().__init__(parent, title, tr_("customers", "Save customer"), width=760)
        self.setObjectName("customer_form")
        self.verb_button.setObjectName("save")
        self._ctx, self._customer, self._tags = ctx, customer, tags
        self._before = _values_of(customer) if customer else dict(defaults or {})
        self._saving = False
        self._build()
        self._fill()
        self.form.changed.connect(self._changed)

    def _build(self) -> None:
        sources = editor_sources(self._ctx.services, self._tags)
        asked = self._ctx.services.entry_rules.required("customers")
        self.form = FormGrid(two_from=560)
        for title, names in GROUPS:
            self.form.add_group(render(title))
            for name in names:
                spec = CUSTOMERS.field(name)
                editor = make_editor(spec, sources)
                self.form.add_field(
                    name, render(spec.label), editor, required=spec.required or name in asked, wide=name in WIDE
                )
        self._own = own_fields(self._ctx.services)
        if self._own:
            self.form.add_group(tr_("customers", "Own fields"))
        for spec in self._own:
            editor = make_editor(spec, sources)
            wide = spec.type in ("longtext", "tags")
            self.form.add_field(spec.name, render(spec.label), editor, required=spec.name in asked, wide=wide)
        for name in ("preferences", "special_requirements"):
            self.form.editor(name).set_lines(2)
        self.form.editor("phone").set_placeholder(tr_("customers", "Mobile or landline"))
        self.form.cell("next_follow_up").set_hint(tr_("customers", "A day, “tomorrow”, “Friday” or +7"))
        self.form.setContentsMargins(0, 0, 0, 8)
        self._twins = TwinHint(self)
        self._twins.chosen.connect(self._open_twin)
        self._twins.compare_wanted.connect(self._compare_twin)
        self._twins.apart_wanted.connect(self._keep_apart)
        self._twins.set_known(self._customer is not None)
        self._twins.hide()
        self.body.addWidget(self._twins)
        inside = QWidget()
        self._content = QVBoxLayout(inside)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(8)
        self._content.addWidget(self.form, 1)
        self._area = GrowingArea(inside, self)
        self.body.addWidget(self._area)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(150)
        self._timer.timeout.connect(self._look_for_twins)

    def _draft_key(self) -> str:
        return f"customer:{self._customer.id if self._customer else 'new'}"

    def _fill(self) -> None:
        self.form.set_values(self._before)
        self._start = self.form.values()
        self._draft = Draft(self._ctx, self, self._draft_key(), self.form.draft, self.form.restore, self._content)
        self.form.focus_first()

    # While typing -----------------------------------------------------------------------

    def _changed(self, name: str) -> None:
        if name in TWINS:
            self._timer.start()
        self._draft.touch()

    def _look_for_twins(self) -> None:
        values = {name: self.form.editor(name).value() for name in TWINS}
        skip = self._customer.id if self._customer else None
        found = Duplicates(self._ctx.services).like(values, skip)
        same_as_before = self._customer is not None and all(values[name] == self._start[name] for name in TWINS)
        region = self._ctx.services.settings.get(REGION)
        self._twins.show_twins([] if same_as_before else found, region)
        self._fit()

    def _fit(self) -> None:
        """The fields give way to the hint, so that the buttons stay in the window."""
        self._area.leave_room(0 if self._twins.isHidden() else self._twins.sizeHint().height() + self.body.spacing())

    def _open_twin(self, record_id: int) -> None:
        self.reject()
        self.open_other.emit(record_id)

    def _compare_twin(self, record_id: int) -> None:
        """Leave the form, its draft kept, and put both customers side by side."""
        if self._customer is None:
            return
        ctx, ids = self._ctx, (self._customer.id, record_id)
        self.reject()
        dialog = MergeDialog(ctx, ids, ctx.window)
        dialog.merged.connect(lambda kept, _change: ctx.navigator.open("customer", kept))
        dialog.open()

    def _keep_apart(self, record_id: int) -> None:
        """The other one is somebody else: remember it and go on typing."""
        if self._customer is None:
            return
        services = self._ctx.services
        try:
            with services.write(N_("undo", "Keep look-alikes apart"), origin=self) as work:
                NotSameService(services).keep_apart(work, self._customer.id, record_id)
        except UserError as error:
            self.set_error(error.text())
            return
        self._ctx.toasts.show(tr_("merge", "Kept apart for good."), undo_change=work.id)
        self._look_for_twins()

    def twins(self) -> list[int]:
        """Ids of the look-alikes shown at the moment."""
        return self._twins.ids()

    def go_to(self, field: str) -> None:
        """Put the cursor into ``field`` and show it; raises ``KeyError``."""
        self.form.focus_field(field)
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.form.cell(field)))

    # Saving and leaving -------------------------------------------------------------------

    def accept(self) -> None:
        """Save; stays open and says under the fields what is wrong."""
        self.set_error("")
        if self._saving or not self.form.check():
            return
        values = self.form.values()
        before = self._start if self._customer is not None else None
        if missing := self._ctx.services.entry_rules.missing("customers", values, before):
            self.form.set_errors({name: render(text) for name, text in missing.items()})
            return
        if self._customer is not None:
            values = {name: value for name, value in values.items() if value != self._start[name]}
        else:
            untouched = {spec.name for spec in self._own if values[spec.name] == self._start[spec.name]}
            values = {name: value for name, value in values.items() if name not in untouched}
        try:
            record_id = self._write(values)
        except ValidationError as error:
            self.form.set_errors({name: render(reason) for name, reason in error.problems.items()})
            return
        except ConflictError as error:
            self.set_error(error.text())
            return
        except UserError as error:
            self.set_error(error.text())
            return
        self._draft.drop()
        super().accept()
        self.saved.emit(record_id)

    def _write(self, values: dict[str, Any]) -> int:
        services = self._ctx.services
        if self._customer is None:
            with services.write(N_("undo", "New customer"), origin=self) as work:
                record_id = services.customers.create(work, values)
            self._ctx.toasts.show(
                tr_("customers", "{name} is in the list", name=self._name(record_id)), undo_change=work.id
            )
            return record_id
        if values:
            with services.write(N_("undo", "Edit customer"), origin=self) as work:
                services.customers.update(work, self._customer.id, values, self._customer.version)
            name = self._name(self._customer.id)
            self._ctx.toasts.show(tr_("customers", "{name} changed", name=name), undo_change=work.id)
        return self._customer.id

    def _name(self, record_id: int) -> str:
        """As it is kept, which may differ from what was typed."""
        kept = self._ctx.services.customers.get(record_id)
        return kept.name if kept else ""


def _values_of(customer: Customer) -> dict[str, Any]:
    """A customer's values as the editors take them."""
    found: dict[str, Any] = {}
    for spec in CUSTOMERS.fields:
        if not spec.read_only:
            value = getattr(customer, "referrer_id" if spec.name == "referrer" else spec.name)
            found[spec.name] = list(value) if isinstance(value, tuple) else value
    return {**found, **customer.custom}
