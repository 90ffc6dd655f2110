"""What leaves the page as a file or on paper."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import render
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.settings import SHOP_NAME
from crm_desktop.services.reports import ReportResult
from crm_desktop.views import save_target
from crm_desktop.views.app_context import AppContext

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.exporting import ExportResult


class ReportOutputs(QObject):
    """Asks where to, writes, and says so. ``parent`` is the widget that dialogs belong to."""

    def __init__(self, ctx: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._ctx, self._page = ctx, parent

    def export(self, result: ReportResult) -> None:
        """A workbook or csv, written in the background."""

        def write(path: Path, password: str) -> None:
            title = self.tr("Writing {name}").format(name=path.name)
            self._ctx.jobs.run(partial(_write, result, path, password), title, self._written, lane="files")

        save_target.ask(self._ctx, self.tr("Export to Excel"), f"{_file_name(result)}.xlsx", write)

    def everything(self) -> None:
        """All lists of the shop, one sheet each, in one workbook."""
        suggested = self.tr("Everything {day}.xlsx").format(day=self._ctx.services.clock.today().isoformat())

        def write(path: Path, password: str) -> None:
            title = self.tr("Writing {name}").format(name=path.name)
            self._ctx.jobs.run(partial(_write_all, self._ctx.services, path, password), title, self._written)

        save_target.ask(self._ctx, self.tr("Export everything to Excel"), suggested, write, csv=False)

    def save_pdf(self, result: ReportResult, *, compare: bool) -> None:
        from crm_desktop.views.pages.reports import printing

        suggested = f"{_file_name(result)}.pdf"
        path = self._ctx.prompter.save_file(self.tr("Save as PDF"), suggested, self.tr("PDF document (*.pdf)"))
        if path is None:
            return
        try:
            printing.write_pdf(result, path, self._ctx.services.clock.today(), self._shop(), compare=compare)
        except UserError as error:
            self._ctx.prompter.error(error)
            return
        self._saved(path)

    def print_report(self, result: ReportResult, *, compare: bool) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from crm_desktop.views.pages.reports import printing

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(printing.page_layout())
        printer.setDocName(render(result.title))
        dialog = QPrintDialog(printer, self._page)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            printing.print_to(printer, result, self._ctx.services.clock.today(), self._shop(), compare=compare)

    def _shop(self) -> str:
        return self._ctx.services.settings.get(SHOP_NAME)

    @Slot(object)
    def _written(self, done: ExportResult) -> None:
        self._saved(done.path, done.cuts.told())

    def _saved(self, path: Path, remark: str = "") -> None:
        save_target.tell_written(self._ctx, self.tr("Saved: {name}").format(name=path.name), path, remark)


def _write(result: ReportResult, path: Path, password: str, ctx: JobContext) -> ExportResult:
    from crm_desktop.services.reports.export import export_result

    return export_result(result, path, ctx, password)


def _write_all(services: Services, path: Path, password: str, ctx: JobContext) -> ExportResult:
    from crm_desktop.services.exporting import export_everything

    return export_everything(services, path, ctx=ctx, password=password)


def _file_name(result: ReportResult) -> str:
    return f"{render(result.title)} {result.period.start.isoformat()} {result.period.end.isoformat()}"
