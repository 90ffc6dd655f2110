"""What can be done when an import is over: save the failed rows, remember how it was read, take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, tr_
from crm_desktop.services.exporting import write_template
from crm_desktop.services.importing import memory
from crm_desktop.services.importing.error_file import write_errors
from crm_desktop.views.pages.importing import words
from crm_desktop.views.pages.importing.runs import ImportRunsDialog
from crm_desktop.views.pages.importing.taking_back import TakingBack
from crm_desktop.views.save_target import tell_written

if TYPE_CHECKING:
    from crm_desktop.services.history import UndoResult
    from crm_desktop.views.app_context import AppContext
    from crm_desktop.views.pages.importing.wizard import ImportWizard


class AfterImport(QObject):
    def __init__(self, ctx: AppContext, wizard: ImportWizard) -> None:
        super().__init__(wizard)
        self._ctx, self._wizard = ctx, wizard
        self._taking_back = TakingBack(ctx, wizard.working, wizard)
        wizard.working.changed.connect(self._follow_work)

    @Slot()
    def export_failed(self) -> None:
        """The rows that were not imported as a workbook that can be corrected and imported."""
        session = self._wizard.session
        result = session.result or session.plan
        if result is None or session.path is None:
            return
        name = tr_("wizard", "{file} - failed rows.xlsx", file=session.path.stem)
        path = self._ctx.prompter.save_file(tr_("wizard", "Save the failed rows"), name, "Excel (*.xlsx)")
        if path is None:
            return
        try:
            count = write_errors(result, path)
        except UserError as error:
            self._ctx.prompter.error(error)
            return
        text = tr_("wizard", "{n} rows saved in {file}", n=f"{count:,}", file=path.name)
        if count == 1:
            text = tr_("wizard", "1 row saved in {file}", file=path.name)
        tell_written(self._ctx, text, path)

    @Slot()
    def save_template(self) -> None:
        """An empty workbook with the columns that can be imported, to be filled in."""
        kind = self._wizard.session.options.entity or "customers"
        name = tr_("wizard", "{what} to fill in.xlsx", what=dict(words.entities())[kind])
        path = self._ctx.prompter.save_file(tr_("wizard", "An empty workbook to fill in"), name, "Excel (*.xlsx)")
        if path is None:
            return
        try:
            write_template(self._ctx.services, kind, path)
        except UserError as error:
            self._ctx.prompter.error(error)
            return
        tell_written(self._ctx, tr_("wizard", "Saved: {name}", name=path.name), path)

    @Slot()
    def save_mapping(self) -> None:
        """Remember under a name how this file was read."""
        session = self._wizard.session
        if session.preview is None or session.result is None or session.path is None:
            return
        suggested = session.remembered.name if session.remembered is not None else ""
        title, text = (
            tr_("wizard", "Save how it was read"),
            tr_("wizard", "Files with these headers are read like this."),
        )
        name = self._ctx.prompter.ask_text(title, text, suggested or session.path.stem)
        if not name:
            return
        services, headers = self._ctx.services, memory.own_headers(session.preview)
        try:
            with services.write(N_("undo", "Save how a file is read")) as work:
                memory.save_mapping(services, work, name, headers, session.options, session.result.targets)
        except UserError as error:
            self._ctx.prompter.error(error)
            return
        self._ctx.toasts.show(tr_("wizard", "Saved: {name}", name=name))

    @Slot()
    def undo(self) -> None:
        """Take the import back."""
        result = self._wizard.session.result
        if result is None or result.change is None or self._wizard.working.busy():
            return
        self._taking_back.start(result.change, self._undone, self._ctx.prompter.error)

    def _undone(self, undone: UndoResult) -> None:
        self._wizard.session.took_back()
        self._wizard.show_next()
        self._wizard.result_step.show_undone(undone.kept_records)
        self._wizard.verb_button.setFocus()

    @Slot()
    def _follow_work(self) -> None:
        """Nothing else is begun while something runs."""
        self._wizard.result_step.set_busy(self._wizard.working.busy())

    @Slot()
    def show_runs(self) -> None:
        """The imports so far, each to be undone."""
        dialog = ImportRunsDialog(self._ctx, self._wizard)
        dialog.finished.connect(self._look_again)
        dialog.open()

    @Slot()
    def _look_again(self) -> None:
        """The import that is shown may have been undone or brought back among the others."""
        session, shown = self._wizard.session, self._wizard.result_step
        result = session.result
        run = next((one for one in memory.runs(self._ctx.services) if result and one.change == result.change), None)
        if run is None or result is None or run.undone == shown.undone:
            return
        if run.undone:
            session.took_back()
            shown.show_undone()
        else:
            session.took(result)
            shown.show_result(result, session.options)
        self._wizard.show_next()
