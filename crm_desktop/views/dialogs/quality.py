"""The data quality report: what is worth mending, who it is, and one key to mend each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, render, tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.quality import MERGE, OPEN, QualityIssue, QualityService
from crm_desktop.views import theme
from crm_desktop.views.dialogs.duplicates import DuplicatesDialog
from crm_desktop.views.dialogs.quality_lists import Chosen, columns
from crm_desktop.views.jobrunner import Job
from crm_desktop.views.qtmodels.paged_model import PagedModel
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.data_table import DataTable
from crm_desktop.views.widgets.empty_state import EmptyState
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

ICONS = {
    "no_phone": "phone", "odd_phone": "alert-triangle", "odd_birthday": "cake", "odd_date": "calendar",
    "odd_name": "user", "no_owner": "user-plus", "stale": "clock", "look_alikes": "users",
}  # fmt: skip
KINDS_WIDTH = 240


class QualityTable(DataTable):
    """``verify_wanted(id)`` on V."""

    verify_wanted = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_V and not event.modifiers() and self.current_id() is not None:
            self.verify_wanted.emit(self.current_id())
        else:
            super().keyPressEvent(event)


class QualityDialog(ModalDialog):
    """Named ``quality``: kinds of trouble in ``quality_kinds``, the customers of one in ``quality_table``."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, tr_("quality", "Data quality"), tr_("quality", "Fix"), width=880)
        self.cancel_button.setText(tr_("quality", "Close"))
        self.setObjectName("quality")
        self.ctx = ctx
        self._issues: list[QualityIssue] = []
        self._dialog: Any = None
        self._row = 0
        self._twins_job: Job | None = None
        columns_ = QHBoxLayout()
        columns_.setSpacing(16)
        columns_.addWidget(self._kinds_list())
        columns_.addLayout(self._right(), 1)
        self.body.addLayout(columns_, 1)
        self._note = label("", "body", "2")
        self._note.setObjectName("quality_note")
        self._note.hide()
        self.body.addWidget(self._note)
        self._add_foot()
        self._look()
        self.kinds.setFocus()

    # Building -------------------------------------------------------------------------

    def _kinds_list(self) -> TwoLineList:
        self.kinds = TwoLineList("quality_kinds", self)
        self.kinds.setAccessibleName(tr_("quality", "Kinds of trouble"))
        self.kinds.setFixedWidth(KINDS_WIDTH)
        self.kinds.setMinimumHeight(400)
        self.kinds.chosen.connect(self._show_kind)
        self.kinds.opened.connect(self._to_table)
        return self.kinds

    def _right(self) -> QVBoxLayout:
        self._why = label("", "body", "2")
        self._why.setWordWrap(True)
        self.model = PagedModel([], self)
        self.table = QualityTable(self)
        self.table.setObjectName("quality_table")
        theme.set_ground(self.table, "raised")
        self.table.setAccessibleName(tr_("quality", "Customers to mend"))
        self.table.setModel(self.model)
        self.table.opened.connect(self.fix)
        self.table.edit_wanted.connect(self.fix)
        self.table.verify_wanted.connect(self.verify)
        good = tr_("quality", "Nothing to mend here.")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(EmptyState("check", good, ""))
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._why)
        right.addWidget(self._stack, 1)
        return right

    def _add_foot(self) -> None:
        self.verb_button.set_key("↵")
        self._verify = Button(tr_("quality", "Still right"), "quiet", "shield-check", key="V")
        self._verify.setObjectName("quality_verify")
        self._verify.set_tooltip(tr_("quality", "Everything known about this customer was checked today"))
        self._verify.clicked.connect(self._verify_current)
        self._twins = Button(tr_("quality", "Find look-alikes"), "quiet", "users")
        self._twins.setObjectName("quality_duplicates")
        self._twins.clicked.connect(self._find_twins)
        for button in (self._twins, self._verify):
            button.setAutoDefault(False)
            self.add_to_foot(button)

    # The report -----------------------------------------------------------------------

    def _look(self) -> None:
        services = self.ctx.services

        def report(job: JobContext) -> list[QualityIssue]:
            return QualityService(services).report(job)

        self._row = max(0, self.table.currentIndex().row())
        title = tr_("quality", "Looking the customers over")
        self.ctx.jobs.run(report, title, on_done=self._show_report, on_error=self._failed, quiet=True)

    def _show_report(self, issues: Sequence[QualityIssue]) -> None:
        services = self.ctx.services
        known = next((one for one in self._issues if one.fix == MERGE), None)
        self._issues = [*issues, *([known] if known is not None else [])]
        self._refill()

        def twins(job: JobContext) -> QualityIssue:
            return QualityService(services).twins(job)

        if self._twins_job is not None:
            self._twins_job.cancel()
        title = tr_("quality", "Looking for look-alikes")
        self._twins_job = self.ctx.jobs.run(twins, title, on_done=self._show_twins, on_error=self._failed, quiet=True)

    def _show_twins(self, twins: QualityIssue) -> None:
        """Look-alikes take longer and come after the others."""
        self._twins_job = None
        self._issues = [*(one for one in self._issues if one.fix != MERGE), twins]
        self._refill()

    def _refill(self) -> None:
        """The kinds with their counts, and the customers of the chosen one."""
        rows = []
        for issue in self._issues:
            count = f"{len(issue.ids):,}" if issue.ids else ""
            icon = ICONS.get(issue.kind, "info") if issue.ids else "check"
            rows.append(Row(issue.kind, render(issue.title), "", count, icon, not issue.ids))
        first = next((issue.kind for issue in self._issues if issue.ids), None)
        fresh = self.kinds.count() == 0
        self.kinds.blockSignals(True)
        self.kinds.set_rows(rows)
        if fresh and first is not None:
            self.kinds.choose(first)
        self.kinds.blockSignals(False)
        self._show_kind()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self.set_error(error.text())

    def issue(self) -> QualityIssue | None:
        """The kind that is shown."""
        return next((one for one in self._issues if one.kind == self.kinds.key()), None)

    @Slot()
    def _show_kind(self) -> None:
        issue = self.issue()
        ids = issue.ids if issue is not None else ()
        self._why.setText(render(issue.why) if issue is not None else "")
        self._stack.setCurrentIndex(0 if ids or issue is None else 1)
        self.verb_button.setEnabled(bool(ids))
        self._verify.setEnabled(bool(ids))
        if issue is None:
            return
        self.model.set_columns(columns(issue.kind, self.ctx.services))
        self.model.load(Chosen(self.ctx.services, ids))
        self.table.fit_columns()
        if ids:
            self.table.select_id(ids[min(self._row, len(ids) - 1)])
        elif self.table.hasFocus():
            self.kinds.setFocus()

    @Slot(object)
    def _to_table(self, _kind: object) -> None:
        self.table.setFocus()

    # Mending --------------------------------------------------------------------------

    def accept(self) -> None:
        """Mend the chosen customer."""
        current = self.table.current_id()
        if current is not None:
            self.fix(current)

    @Slot(object)
    def fix(self, customer_id: int) -> None:
        """Open what mends it: the form at the field that is wrong, the record, or both look-alikes side by side."""
        from crm_desktop.views.pages.customers.form import CustomerForm
        from crm_desktop.views.pages.customers.tag_stock import TagStock

        customer, issue = self.ctx.services.customers.get(customer_id), self.issue()
        if customer is None or self.ctx.window is None or issue is None:
            return
        if issue.fix == MERGE:
            self._find_twins()
            return
        if issue.fix == OPEN:
            self.reject()
            self.ctx.navigator.open("customer", customer_id)
            return
        form = CustomerForm(self.ctx, TagStock(self.ctx, self), parent=self.ctx.window, customer=customer)
        self._dialog = form
        form.finished.connect(self._mended)
        form.open()
        if issue.fix in form.form.names():
            form.go_to(issue.fix)

    @Slot(int)
    def _mended(self, _result: int) -> None:
        self._dialog = None
        self._look()
        self.table.setFocus()

    @Slot()
    def _verify_current(self) -> None:
        if self.table.current_id() is not None:
            self.verify(self.table.current_id())

    @Slot(object)
    def verify(self, customer_id: Any) -> None:
        """Note that all facts of the customer were checked today."""
        services = self.ctx.services
        customer = services.customers.get(customer_id)
        if customer is None:
            return
        try:
            with services.write(N_("undo", "Confirm a customer's facts"), origin=self) as work:
                services.customers.mark_verified(work, customer_id)
        except UserError as error:
            self.set_error(error.text())
            return
        self._note.setText(tr_("quality", "{name}: checked today.", name=customer.name))
        self._note.show()
        self._look()

    def done(self, result: int) -> None:
        if self._twins_job is not None:
            self._twins_job.cancel()
            self._twins_job = None
        super().done(result)

    @Slot()
    def _find_twins(self) -> None:
        self._dialog = DuplicatesDialog(self.ctx, self.ctx.window)
        self._dialog.finished.connect(self._mended)
        self._dialog.open()
