"""A customer's account for some days: to look at, for Excel, as a PDF, on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.core.i18n import render, tr_
from crm_desktop.services.reports import ReportResult
from crm_desktop.services.reports.period import WHOLE, Period, preset
from crm_desktop.services.reports.statement import statement
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.pages.reports.outputs import ReportOutputs
from crm_desktop.views.pages.reports.period_picker import PeriodPicker
from crm_desktop.views.pages.reports.sentence import sentence_html
from crm_desktop.views.pages.reports.table import ReportTable
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.modal import ModalDialog

_WIDTH, _HEIGHT = 820, 380


class StatementDialog(ModalDialog):
    """Named ``statement_dialog``; its buttons ``statement_excel``, ``statement_pdf`` and ``statement_print``."""

    def __init__(self, ctx: AppContext, parent: QWidget, customer_id: int) -> None:
        super().__init__(parent, "", None, width=_WIDTH)
        self.setObjectName("statement_dialog")
        self.ctx, self._customer_id = ctx, customer_id
        self._outputs = ReportOutputs(ctx, self)
        self.result_shown: ReportResult | None = None
        self.picker = PeriodPicker(ctx.services.clock.today, self)
        self.picker.picked.connect(self.show_period)
        self.sentence = label("")
        self.sentence.setTextFormat(Qt.TextFormat.RichText)
        self.sentence.setWordWrap(True)
        self.rows = ReportTable(self, name="statement_table")
        self.rows.setFixedHeight(self.height_for(_HEIGHT, 236))
        self.rows.opened.connect(self._open)
        tools = QHBoxLayout()
        tools.setSpacing(4)
        tools.addWidget(self.picker)
        tools.addStretch(1)
        for name, text, icon, call in (
            ("print", tr_("statement", "Print"), "printer", self._print),
            ("pdf", tr_("statement", "Save as PDF"), "file", self._pdf),
            ("excel", tr_("statement", "Export to Excel"), "upload", self._excel),
        ):
            button = Button(text, "quiet", icon)
            button.setObjectName(f"statement_{name}")
            button.setAutoDefault(False)
            button.clicked.connect(call)
            tools.addWidget(button)
        self.body.addLayout(tools)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.rows)
        self.cancel_button.setText(tr_("statement", "Close"))
        self.cancel_button.show()
        self.show_period(preset("this_year", ctx.services.clock.today()))
        self.rows.table.setFocus()

    @Slot(object)
    def show_period(self, period: Period) -> None:
        """The account for these days."""
        result = self.result_shown = statement(self.ctx.services, self._customer_id, period)
        self.picker.show_period(period, WHOLE)
        title = render(result.title)
        self.title_label.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.sentence.setText(sentence_html(result.sentence))
        self.sentence.setAccessibleName(render(result.sentence))
        self.rows.show_result(result, self.ctx.services.clock.today())

    @Slot()
    def _excel(self) -> None:
        if self.result_shown is not None:
            self._outputs.export(self.result_shown)

    @Slot()
    def _pdf(self) -> None:
        if self.result_shown is not None:
            self._outputs.save_pdf(self.result_shown, compare=False)

    @Slot()
    def _print(self) -> None:
        if self.result_shown is not None:
            self._outputs.print_report(self.result_shown, compare=False)

    @Slot(int)
    def _open(self, row: int) -> None:
        result = self.result_shown
        link = result.links[row] if result is not None and row < len(result.links) else None
        if link is not None:
            self.accept()
            self.ctx.navigator.open(*link)
