"""The records behind one figure of a report."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.i18n import render
from crm_desktop.services.reports import ReportResult
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.pages.reports.table import ReportTable
from crm_desktop.views.widgets import ModalDialog

WIDTH = 900
HEIGHT = 428


class BehindDialog(ModalDialog):
    """Lists the rows of ``result``; Enter or a double click shows the record on its page."""

    def __init__(self, ctx: AppContext, result: ReportResult, title: str, parent: QWidget) -> None:
        super().__init__(parent, title or render(result.title), None, width=WIDTH, subtitle=render(result.sentence))
        self.setObjectName("report_behind")
        self._ctx, self._result = ctx, result
        self.rows = ReportTable(self, name="behind_table")
        self.rows.show_result(result, ctx.services.clock.today())
        self.rows.setFixedHeight(HEIGHT)
        self.rows.opened.connect(self._open)
        self.body.addWidget(self.rows)
        self.cancel_button.setText(self.tr("Close"))
        self.cancel_button.show()
        self.rows.table.setFocus()

    @Slot(int)
    def _open(self, row: int) -> None:
        link = self._result.links[row] if row < len(self._result.links) else None
        if link is not None:
            self.accept()
            self._ctx.navigator.open(*link)
