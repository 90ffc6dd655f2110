"""Importing a file step by step: choose it, say what and how, match columns and values, check, import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.views.dropped import importable_or_first
from crm_desktop.views.pages.importing import words
from crm_desktop.views.pages.importing.after import AfterImport
from crm_desktop.views.pages.importing.check_step import CheckStep
from crm_desktop.views.pages.importing.checking import Checking
from crm_desktop.views.pages.importing.choosing import Choosing
from crm_desktop.views.pages.importing.columns_step import ColumnsStep
from crm_desktop.views.pages.importing.file_step import FileStep
from crm_desktop.views.pages.importing.how_step import HowStep
from crm_desktop.views.pages.importing.leaving import Leaving
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
        self.leaving = Leaving(ctx, self)
        self.checking = Checking(ctx, self.working, self.looking, self.options, self)
        self.after = AfterImport(ctx, self)
        self._build()
        self.choosing = Choosing(self.looking, self.leaving, self)
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
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(self._quit)

    def _connect(self) -> None:
        self.working.changed.connect(self._judge)
        self.looking.found.connect(self._found)
        self.looking.renewed.connect(self._forget_answers)
        self.checking.checked.connect(self._checked)
        self.checking.rechecked.connect(self._rechecked)
        self.checking.imported.connect(self._imported)
        self.working.failed.connect(self._refused)
        self.file_step.earlier.connect(self.after.show_runs)
        self.file_step.template.connect(self.after.save_template)
        self.how_step.changed.connect(self._judge)
        self.columns_step.changed.connect(self._matched)
        self.values_step.changed.connect(self._matched)
        self.check_step.decided.connect(self._decided)
        self.check_step.export.connect(self.after.export_failed)
        self.result_step.undo.connect(self.after.undo)
        self.result_step.export.connect(self.after.export_failed)
        self.result_step.save_mapping.connect(self.after.save_mapping)
        self.result_step.again.connect(self._again)
        self.result_step.earlier.connect(self.after.show_runs)
        self.ctx.toasts.keep_clear(*self.result_step.buttons())

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
        return self.working.busy() or self.checking.due()

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
        next_sheet = self.step == RESULT and self.session.next_sheet() is not None
        self.cancel_button.setVisible(self.step != RESULT or next_sheet)
        self.cancel_button.setText(tr_("wizard", "Close") if next_sheet else tr_("widgets", "Cancel"))
        self.verb_button.setVisible(self.step != FILE or preview is not None)
        self.verb_button.setText(self._verb())
        ready = {
            FILE: preview is not None and preview.data_rows > 0,
            CHECK: plan is not None and plan.created + plan.updated > 0 and not self.checking.due(),
        }
        self.verb_button.setEnabled(ready.get(self.step, not sentence) and not running)

    def _verb(self) -> str:
        plan = self.session.plan
        if self.step == CHECK and plan is not None:
            good = plan.created + plan.updated
            return tr_("wizard", "Import 1 row") if good == 1 else tr_("wizard", "Import {n} rows", n=f"{good:,}")
        if self.step != RESULT:
            return tr_("wizard", "Next")
        table = self.session.next_sheet()
        if table is None:
            return tr_("wizard", "Close")
        rows = f"{table.rows:,}"
        text = tr_("wizard", "Next: {sheet}, {n} rows", sheet=table.sheet, n=rows)
        return tr_("wizard", "Next: {sheet}, 1 row", sheet=table.sheet) if table.rows == 1 else text

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
            self.checking.check(from_columns=self.step == COLUMNS)
        elif self.step == CHECK:
            self.checking.run()
        elif (table := self.session.next_sheet()) is not None:
            self.looking.open_sheet(table)
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
        self.checking.not_now()
        to_columns = self.step == CHECK and not self.values_step.has_content()
        self._go(COLUMNS if to_columns else self.step - 1)

    def reject(self) -> None:
        """Cancel stops what is running first; nothing is changed then. Answers are not thrown away unasked."""
        if self.working.busy():
            self.working.leave()
        elif self.leaving.may_leave():
            super().reject()

    @Slot()
    def _quit(self) -> None:
        """The window below does not hear its key; it asks about what runs."""
        if self.working.busy() or self.leaving.may_leave():
            self.ctx.command("quit")

    def closeEvent(self, event: QCloseEvent) -> None:
        """A person who closes it is asked as by Esc; when the program itself ends, the window below has asked."""
        self.working.end_with(self, event)
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
        self.choosing.open_file(path)

    @Slot()
    def _forget_answers(self) -> None:
        """Other rows: what was answered no longer fits."""
        self.values_step.reset()
        self.check_step.forget()

    @Slot(int)
    def _found(self, step: int) -> None:
        """The file was looked at; ``step`` is where one was when that was asked for."""
        preview = self.session.preview
        assert preview is not None
        what = dict(words.entities())[preview.entity]
        self.title_label.setText(tr_("wizard", "Import: {what}", what=what.lower()))
        self.file_step.show_preview(preview, self.session.waiting())
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

    # Check and import -------------------------------------------------------------------------

    def options(self) -> ImportOptions:
        """Everything that was decided, as the service takes it."""
        options = self.columns_step.apply(self.session.options)
        options = self.values_step.apply(options)
        return self.check_step.apply(options)

    @Slot(bool)
    def _checked(self, from_columns: bool) -> None:
        """Every row was looked at; coming from the columns, what is unclear is asked first."""
        plan, options = self.session.plan, self.session.checked
        assert plan is not None
        assert options is not None
        if from_columns:
            self.values_step.show_plan(plan, options)
            if self.values_step.has_questions():
                self._go(VALUES)
                return
        self.check_step.show_result(plan, options)
        self._go(CHECK)

    @Slot()
    def _decided(self) -> None:
        """A cell was corrected or a row decided."""
        self.checking.check_soon()
        self._judge()

    @Slot()
    def _rechecked(self) -> None:
        plan, options = self.session.plan, self.session.checked
        assert plan is not None
        assert options is not None
        self.check_step.show_result(plan, options)
        self._judge()

    @Slot()
    def _imported(self) -> None:
        assert self.session.result is not None
        self.result_step.show_result(self.session.result, self.session.options)
        self._go(RESULT)

    def show_next(self) -> None:
        """What comes next is another thing now."""
        self._judge()

    @Slot()
    def _again(self) -> None:
        """Another file, read like this one."""
        self.looking.repeat()
        self._forget_answers()
        self.file_step.clear()
        self._go(FILE)
        self.choosing.choose()

    # Dropping ---------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.step == FILE and importable_or_first(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = importable_or_first(event.mimeData())
        if self.step == FILE and path is not None:
            event.acceptProposedAction()
            self.open_file(path)
