"""Importing a file step by step: choose it, say what and how, match columns and values, check, import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services import importing
from crm_desktop.services.importing import rechecking
from crm_desktop.services.importing.model import ImportOptions, ImportResult, Recipe
from crm_desktop.views.pages.importing import words
from crm_desktop.views.pages.importing.after import AfterImport
from crm_desktop.views.pages.importing.check_step import CheckStep
from crm_desktop.views.pages.importing.columns_step import ColumnsStep
from crm_desktop.views.pages.importing.file_step import FileStep, dropped_file
from crm_desktop.views.pages.importing.how_step import HowStep
from crm_desktop.views.pages.importing.looking import Looking
from crm_desktop.views.pages.importing.result_step import ResultStep
from crm_desktop.views.pages.importing.session import CHECK, COLUMNS, FILE, HOW, RESULT, VALUES, Session
from crm_desktop.views.pages.importing.stepper import Stepper
from crm_desktop.views.pages.importing.values_step import ValuesStep
from crm_desktop.views.pages.importing.working import Working
from crm_desktop.views.widgets import Button, ModalDialog

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

__all__ = ["CHECK", "COLUMNS", "FILE", "HOW", "RESULT", "VALUES", "ImportWizard"]

_WIDEST, _HIGHEST = 1080, 660
_RECHECK_MS = 500


class ImportWizard(ModalDialog):
    """``path`` starts with that file; ``entity`` is what the screen it was opened from holds."""

    def __init__(
        self, ctx: AppContext, path: Path | None = None, entity: str = "", parent: QWidget | None = None
    ) -> None:
        size = parent.window().size() if parent is not None else None
        width = min(_WIDEST, size.width() - 64) if size else _WIDEST
        super().__init__(parent, tr_("wizard", "Import"), tr_("wizard", "Next"), width=width)
        self.setObjectName("import_wizard")
        self.setAcceptDrops(True)
        self.setMinimumHeight(min(_HIGHEST, size.height() - 48) + 32 if size else _HIGHEST)
        self.ctx = ctx
        self.working = Working(ctx, self)
        self.looking = Looking(ctx, self.working, entity, self)
        self.after = AfterImport(ctx, self)
        self._build()
        self._connect()
        self._go(FILE)
        if path is not None:
            QTimer.singleShot(0, self, lambda: self.open_file(path))

    def _build(self) -> None:
        self.stepper = Stepper(
            [
                tr_("wizard", "File"),
                tr_("wizard", "How"),
                tr_("wizard", "Columns"),
                tr_("wizard", "Values"),
                tr_("wizard", "Check"),
                tr_("wizard", "Import"),
            ],
            self,
        )
        services = self.ctx.services
        self.file_step, self.how_step = FileStep(self), HowStep(services, self)
        self.columns_step, self.values_step = ColumnsStep(self.ctx, self), ValuesStep(services, self)
        self.check_step, self.result_step = CheckStep(services, self), ResultStep(services, self)
        self.pages = QStackedWidget(self)
        for page in (
            self.file_step, self.how_step, self.columns_step, self.values_step, self.check_step, self.result_step,
        ):  # fmt: skip
            self.pages.addWidget(page)
        self.body.addWidget(self.stepper)
        self.body.addSpacing(8)
        self.body.addWidget(self.pages, 1)
        self.back_button = Button(tr_("wizard", "Back"), "plain")
        self.back_button.setObjectName("import_back")
        self.back_button.setAutoDefault(False)
        self.back_button.clicked.connect(self._back)
        self.foot.insertWidget(self.foot.count() - 1, self.back_button)
        self.add_to_foot(self.working)
        self._recheck = QTimer(self)
        self._recheck.setSingleShot(True)
        self._recheck.setInterval(_RECHECK_MS)
        self._recheck.timeout.connect(self._check_again)

    def _connect(self) -> None:
        self.working.changed.connect(self._judge)
        self.looking.found.connect(self._found)
        self.working.failed.connect(self._refused)
        self.file_step.chosen.connect(self.open_file)
        self.file_step.choose.connect(self._choose)
        self.file_step.paste.connect(self._paste)
        self.file_step.earlier.connect(self.after.show_runs)
        self.file_step.template.connect(self.after.save_template)
        self.file_step.changed.connect(self._look_again)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self.file_step).activated.connect(self._paste)
        self.how_step.changed.connect(self._judge)
        self.how_step.kind_chosen.connect(self.looking.set_kind)
        self.how_step.mapping_chosen.connect(self.looking.use_mapping)
        self.columns_step.changed.connect(self._matched)
        self.columns_step.made.connect(self._make_columns)
        self.columns_step.unmade.connect(self._drop_columns)
        self.values_step.changed.connect(self._matched)
        self.check_step.decided.connect(self._decided)
        self.check_step.export.connect(self.after.export_failed)
        self.result_step.undo.connect(self.after.undo)
        self.result_step.export.connect(self.after.export_failed)
        self.result_step.save_mapping.connect(self.after.save_mapping)
        self.result_step.again.connect(self._again)
        self.result_step.earlier.connect(self.after.show_runs)

    # Moving between steps -----------------------------------------------------------------

    @property
    def session(self) -> Session:
        """What was decided so far."""
        return self.looking.session

    @property
    def step(self) -> int:
        return self.pages.currentIndex()

    def busy(self) -> bool:
        """Whether something is being read, checked or written."""
        return self.working.busy() or self._recheck.isActive()

    def _go(self, step: int) -> None:
        self.pages.setCurrentIndex(step)
        self.stepper.set_current(step)
        pages: dict[int, QWidget] = {HOW: self.how_step, COLUMNS: self.columns_step, VALUES: self.values_step}
        self._judge()
        if step == FILE and self.session.preview is None:
            self.file_step.zone.state.button.setFocus()
        elif step in pages:
            pages[step].setFocus()
        else:
            self.verb_button.setFocus()

    @Slot()
    def _judge(self) -> None:
        """Buttons and the sentence above them, for the step one is at."""
        problems = {HOW: self.how_step.problem, COLUMNS: self.columns_step.problem}
        sentence = problems[self.step]() if self.step in problems else ""
        self.set_error(sentence)
        running, preview, plan = self.working.busy(), self.session.preview, self.session.plan
        self.back_button.setVisible(HOW <= self.step <= CHECK)
        self.back_button.setEnabled(not running)
        self.cancel_button.setVisible(self.step != RESULT)
        self.verb_button.setVisible(self.step != FILE or preview is not None)
        self.verb_button.setText(self._verb())
        ready = {
            FILE: preview is not None and preview.data_rows > 0,
            CHECK: plan is not None and plan.created + plan.updated > 0 and not self._recheck.isActive(),
        }
        self.verb_button.setEnabled(ready.get(self.step, not sentence) and not running)

    def _verb(self) -> str:
        plan = self.session.plan
        if self.step == CHECK and plan is not None:
            good = plan.created + plan.updated
            return tr_("wizard", "Import 1 row") if good == 1 else tr_("wizard", "Import {n} rows", n=f"{good:,}")
        return tr_("wizard", "Close") if self.step == RESULT else tr_("wizard", "Next")

    def accept(self) -> None:
        """The button at the right: go on, import, or close."""
        self.check_step.settle()
        if self.working.busy() or not self.verb_button.isEnabled():
            return
        if self.step == FILE:
            self.session.look(keep_totals=self.file_step.totals.isChecked())
            self._show_how()
        elif self.step == HOW:
            self.session.options = self.how_step.apply(self.session.options)
            self._show_columns()
        elif self.step in (COLUMNS, VALUES):
            self._check(from_columns=self.step == COLUMNS)
        elif self.step == CHECK:
            self._import()
        else:
            super().accept()

    def _show_how(self) -> None:
        assert self.session.preview is not None
        self.how_step.show_options(self.session.preview, self.session.options, self.session.remembered)
        self._go(HOW)

    def _show_columns(self) -> None:
        assert self.session.preview is not None
        self.columns_step.show_preview(self.session.preview, self.session.options, self.session.remembered)
        self._go(COLUMNS)

    @Slot()
    def _back(self) -> None:
        to_columns = self.step == CHECK and not self.values_step.has_content()
        self._go(COLUMNS if to_columns else self.step - 1)

    def reject(self) -> None:
        """Cancel stops what is running first; nothing is changed then. Answers are not thrown away unasked."""
        if self.working.busy():
            self.working.stop()
        elif not self._answered() or self._may_leave():
            super().reject()

    def _answered(self) -> bool:
        """Whether leaving would lose something that a person worked out."""
        return self.step != RESULT and (self.session.by_hand or self.check_step.has_answers())

    def _may_leave(self) -> bool:
        return self.ctx.prompter.confirm(
            tr_("wizard", "Leave this import?"),
            tr_("wizard", "Your corrections are lost."),
            tr_("wizard", "Leave"),
            danger=True,
            cancel=tr_("wizard", "Go on correcting"),
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """A person who closes it is asked as by Esc; when the program itself ends, nobody is."""
        if not event.spontaneous():
            self.working.stop()
            self.done(self.DialogCode.Rejected)
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self.looking.forget()
        super().done(result)

    @Slot(str)
    def _refused(self, sentence: str) -> None:
        self.set_error(sentence)

    # File -----------------------------------------------------------------------------------

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Look at ``path`` and show what is in it."""
        self._forget_answers()
        self.looking.open_file(path)

    def _forget_answers(self) -> None:
        """Other rows: what was answered no longer fits."""
        self.values_step.reset()
        self.check_step.forget()

    @Slot()
    def _paste(self) -> None:
        if self.step != FILE or self.working.busy():
            return
        try:
            path = self.looking.pasted()
        except UserError as error:
            self.set_error(error.text())
            return
        self.open_file(path)

    @Slot()
    def _choose(self) -> None:
        path = self.looking.choose()
        if path is not None:
            self.open_file(path)

    @Slot()
    def _look_again(self) -> None:
        self._forget_answers()
        self.looking.look_again(self.file_step.choices())

    @Slot(int)
    def _found(self, step: int) -> None:
        """The file was looked at; ``step`` is where one was when that was asked for."""
        preview = self.session.preview
        assert preview is not None
        what = dict(words.entities())[preview.entity]
        self.title_label.setText(tr_("wizard", "Import: {what}", what=what.lower()))
        self.file_step.show_preview(preview)
        if step == HOW:
            self._show_how()
        elif step == COLUMNS:
            self._show_columns()
        else:
            self._go(FILE)

    @Slot()
    def _matched(self) -> None:
        """A column or a value was matched by hand."""
        self.session.by_hand = True
        self._judge()

    @Slot(object)
    def _make_columns(self, recipe: Recipe) -> None:
        self.check_step.forget()
        self.session.by_hand = True
        self.session.options = self.columns_step.apply(self.session.options)
        self.looking.make_columns(recipe)

    @Slot(int)
    def _drop_columns(self, at: int) -> None:
        self.check_step.forget()
        self.session.options = self.columns_step.apply(self.session.options)
        self.looking.drop_columns(at)

    # Check and import -------------------------------------------------------------------------

    def options(self) -> ImportOptions:
        """Everything that was decided, as the service takes it."""
        options = self.columns_step.apply(self.session.options)
        options = self.values_step.apply(options)
        return self.check_step.apply(options)

    def _check(self, *, from_columns: bool = False, quietly: bool = False) -> None:
        """Find out what would happen; ``from_columns`` stops at the values where something has to be asked."""
        self.session.options = self.options()
        options = replace(self.session.options, dry_run=True, on_error="skip")
        path, services = self.session.path, self.ctx.services
        known, before = (self.session.plan, self.session.checked) if quietly else (None, None)
        assert path is not None

        def look(job: JobContext) -> ImportResult:
            return rechecking.check(services, path, options, job, known, before)

        def checked(plan: ImportResult) -> None:
            self.session.plan, self.session.checked = plan, options
            if from_columns:
                self.values_step.show_plan(plan, options)
                if self.values_step.has_questions():
                    self._go(VALUES)
                    return
            self.check_step.show_result(plan, options)
            if quietly:
                self._judge()
            else:
                self._go(CHECK)

        self.working.run(tr_("wizard", "Checking every row"), look, checked, "database", total=self._rows())

    @Slot()
    def _decided(self) -> None:
        """A cell was corrected or a row decided: check again once the hand rests."""
        self._recheck.start()
        self._judge()

    @Slot()
    def _check_again(self) -> None:
        self._check(quietly=True)

    def _import(self) -> None:
        options = self.session.options = self.options()
        path, services = self.session.path, self.ctx.services
        assert path is not None

        def run(job: JobContext) -> ImportResult:
            return importing.run(services, path, options, job)

        self.working.run(
            tr_("wizard", "Importing"), run, self._imported, "database", total=self._rows(),
            stopped=tr_("wizard", "Stopped. Nothing was stored."),
        )  # fmt: skip

    def _rows(self) -> int:
        return self.session.preview.data_rows if self.session.preview is not None else 0

    def _imported(self, result: ImportResult) -> None:
        self.session.result = result
        self.result_step.show_result(result, self.session.options)
        self._go(RESULT)

    @Slot()
    def _again(self) -> None:
        """Another file, read like this one."""
        self.looking.repeat()
        self.file_step.clear()
        self._go(FILE)
        self._choose()

    # Dropping ---------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.step == FILE and dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event)
        if self.step == FILE and path is not None:
            event.acceptProposedAction()
            self.open_file(path)
