"""The records behind one figure of a report."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.changes import Changes
from crm_desktop.core.i18n import render
from crm_desktop.services.reports import ReportResult, drill
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.pages.reports.table import ReportTable
from crm_desktop.views.widgets import ModalDialog

WIDTH = 900
HEIGHT = 428
TOUCHES = ("customers", "deals", "followups", "orders")


class BehindDialog(ModalDialog):
    """Lists the rows of ``result``; Enter or a double click shows the record: in its dialog over this one, a customer
    on the page. ``again`` reads the rows anew once one of them was changed.
    """

    def __init__(
        self,
        ctx: AppContext,
        result: ReportResult,
        title: str,
        parent: QWidget,
        again: Callable[[], ReportResult | None] = lambda: None,
    ) -> None:
        heading = drill.title_of(result, title) or render(result.title)
        super().__init__(parent, heading, None, width=WIDTH, subtitle=render(result.sentence))
        self.setObjectName("report_behind")
        self._ctx, self._result, self._again = ctx, result, again
        self.rows = ReportTable(self, name="behind_table")
        self.rows.show_result(result, ctx.services.clock.today())
        self.rows.setFixedHeight(self.height_for(HEIGHT, 240))
        self.rows.opened.connect(self._open)
        self.body.addWidget(self.rows)
        self.cancel_button.setText(self.tr("Close"))
        self.cancel_button.show()
        self.rows.table.setFocus()
        ctx.bridge.changed.connect(self._on_changes)

    @Slot(int)
    def _open(self, row: int) -> None:
        link = self._result.links[row] if row < len(self._result.links) else None
        if link is None:
            return
        if link[0] == "customer":
            self.accept()
        self._ctx.navigator.open(*link)

    @Slot(object, object)
    def _on_changes(self, changes: Changes, _origin: object) -> None:
        found = self._again() if changes.touches(*TOUCHES) and self.isVisible() else None
        if found is None:
            return
        at = self.rows.table.currentIndex().row()
        self._result = found
        self.set_subtitle(render(found.sentence))
        self.rows.show_result(found, self._ctx.services.clock.today())
        self.rows.table.selectRow(min(at, len(found.rows) - 1))
