"""Importing a file in four steps: choose it, match its columns, see what will happen, see what happened."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import render, tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services import importing
from crm_desktop.services.importing import api
from crm_desktop.services.importing.error_file import write_errors
from crm_desktop.services.importing.model import FilePreview, ImportOptions, ImportResult
from crm_desktop.services.importing.reading.guards import KINDS
from crm_desktop.views.pages.importing import words
from crm_desktop.views.pages.importing.check_step import CheckStep
from crm_desktop.views.pages.importing.columns_step import ColumnsStep
from crm_desktop.views.pages.importing.file_step import FileStep, dropped_file
from crm_desktop.views.pages.importing.result_step import ResultStep
from crm_desktop.views.pages.importing.stepper import Stepper
from crm_desktop.views.widgets import Button, ModalDialog, ProgressBar, label

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext
    from crm_desktop.views.jobrunner import Job, Lane

FILE, COLUMNS, CHECK, RESULT = range(4)
_WIDEST, _HIGHEST = 1080, 660
_TICK_MS = 80


@dataclass(slots=True)
class _State:
    """What the person has decided so far."""

    path: Path | None = None
    preview: FilePreview | None = None
    entity: str = ""
    date_order: Any = None
    edits: dict[tuple[int, int], str] = field(default_factory=dict)


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
        self.state = _State(entity=entity)
        self.plan: ImportResult | None = None
        self.result_of_import: ImportResult | None = None
        self._job: Job | None = None
        self._pasted: tempfile.TemporaryDirectory[str] | None = None
        self._asked_entity = entity
        self.stepper = Stepper(
            [tr_("wizard", "File"), tr_("wizard", "Columns"), tr_("wizard", "Check"), tr_("wizard", "Result")], self
        )
        self.file_step, self.columns_step = FileStep(self), ColumnsStep(ctx.services, self)
        self.check_step, self.result_step = CheckStep(self), ResultStep(self)
        self.pages = QStackedWidget(self)
        for page in (self.file_step, self.columns_step, self.check_step, self.result_step):
            self.pages.addWidget(page)
        self.body.addWidget(self.stepper)
        self.body.addSpacing(8)
        self.body.addWidget(self.pages, 1)
        self._add_foot()
        self._connect()
        self._go(FILE)
        if path is not None:
            QTimer.singleShot(0, self, lambda: self.open_file(path))

    def _add_foot(self) -> None:
        self.back_button = Button(tr_("wizard", "Back"), "plain")
        self.back_button.setObjectName("import_back")
        self.back_button.setAutoDefault(False)
        self.back_button.clicked.connect(self._back)
        self.foot.insertWidget(self.foot.count() - 1, self.back_button)
        self.progress = ProgressBar(self)
        self.progress.setFixedWidth(200)
        self.progress.setAccessibleName(tr_("wizard", "Progress"))
        self.working = label("", "small")
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.progress)
        row.addWidget(self.working)
        self._progress_row = holder
        holder.hide()
        self.add_to_foot(holder)
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)
        self._ticker.timeout.connect(self._show_progress)

    def _connect(self) -> None:
        self.file_step.chosen.connect(self.open_file)
        self.file_step.choose.connect(self._choose)
        self.file_step.changed.connect(self._look_again)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self.file_step).activated.connect(self._paste)
        self.columns_step.changed.connect(self._judge)
        self.check_step.order_chosen.connect(self._set_order)
        self.check_step.corrected.connect(self._correct)
        self.check_step.export.connect(self._export)
        self.result_step.undo.connect(self._undo)
        self.result_step.export.connect(self._export)
        self.result_step.again.connect(self._again)

    # Moving between steps -----------------------------------------------------------------

    @property
    def step(self) -> int:
        return self.pages.currentIndex()

    def _go(self, step: int) -> None:
        self.pages.setCurrentIndex(step)
        self.stepper.set_current(step)
        self._judge()
        if step == COLUMNS:
            self.columns_step.setFocus()
        elif step == FILE and self.state.preview is None:
            self.file_step.zone.state.button.setFocus()
        else:
            self.verb_button.setFocus()

    @Slot()
    def _judge(self) -> None:
        """Buttons and the sentence above them, for the step one is at."""
        problem = self.columns_step.problem() if self.step == COLUMNS else ""
        self.set_error(problem)
        running = self._job is not None
        self.back_button.setVisible(self.step in (COLUMNS, CHECK))
        self.back_button.setEnabled(not running)
        self.cancel_button.setVisible(self.step != RESULT or running)
        self.verb_button.setVisible(self.step != FILE or self.state.preview is not None)
        self.verb_button.setText(self._verb())
        ready = {
            FILE: self.state.preview is not None and self.state.preview.data_rows > 0,
            COLUMNS: not problem,
            CHECK: self.plan is not None and (self.plan.created + self.plan.updated > 0),
            RESULT: True,
        }
        self.verb_button.setEnabled(ready[self.step] and not running)

    def _verb(self) -> str:
        if self.step == CHECK and self.plan is not None:
            good = self.plan.created + self.plan.updated
            return tr_("wizard", "Import {n} rows", n=f"{good:,}")
        return tr_("wizard", "Close") if self.step == RESULT else tr_("wizard", "Next")

    def accept(self) -> None:
        """The button at the right: go on, import, or close."""
        if self._job is not None or not self.verb_button.isEnabled():
            return
        if self.step == FILE:
            if self.state.preview is not None:
                self.columns_step.show_preview(self.state.preview)
                self._go(COLUMNS)
        elif self.step == COLUMNS:
            self._check()
        elif self.step == CHECK:
            self._import()
        else:
            super().accept()

    @Slot()
    def _back(self) -> None:
        self._go(self.step - 1)

    def reject(self) -> None:
        """Cancel stops what is running first; nothing is changed then."""
        if self._job is not None:
            self._job.cancel()
            self._ended()
            return
        super().reject()

    # Background work ----------------------------------------------------------------------

    def _start(self, title: str, fn: Any, done: Any, lane: Lane, *, quiet: bool = True) -> None:
        self.set_error("")
        self.working.setText(title)
        self.progress.set_progress(0, 0)
        self._progress_row.show()
        self._ticker.start()
        self._job = self.ctx.jobs.run(fn, title, done, self._failed, lane=lane, quiet=quiet)
        if self._job.finished:
            self._job = None
        self._judge()

    def _ended(self) -> None:
        self._job = None
        self._ticker.stop()
        self._progress_row.hide()
        self._judge()

    @Slot()
    def _show_progress(self) -> None:
        if self._job is None:
            return
        done, total, text = self._job.latest
        self.progress.set_progress(done, total)
        if text is not None:
            self.working.setText(render(text))

    def _failed(self, error: BaseException) -> None:
        self._ended()
        if not isinstance(error, UserError):
            raise error
        self.set_error(error.text())

    # File -----------------------------------------------------------------------------------

    @Slot()
    def _paste(self) -> None:
        """A table copied in a spreadsheet program is a file too; the copy is gone with the dialog."""
        if self.step != FILE or self._job is not None:
            return
        data = QGuiApplication.clipboard().mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.open_file(files[0])
        elif data.text().strip():
            if self._pasted is not None:
                self._pasted.cleanup()
            self._pasted = tempfile.TemporaryDirectory(prefix="crm-paste-")
            path = Path(self._pasted.name) / tr_("wizard", "Pasted table.txt")
            path.write_text(data.text(), encoding="utf-8", newline="")
            self.open_file(path)

    def done(self, result: int) -> None:
        if self._pasted is not None:
            self._pasted.cleanup()
        super().done(result)

    @Slot()
    def _choose(self) -> None:
        pattern = " ".join(f"*.{kind}" for kind in KINDS)
        filters = f"{tr_('wizard', 'Tables and contacts')} ({pattern})"
        path = self.ctx.prompter.open_file(tr_("wizard", "Choose a file"), filters)
        if path is not None:
            self.open_file(path)

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Look at ``path`` and show what is in it."""
        self.state = _State(path=Path(path), entity=self._asked_entity)
        self._inspect()

    @Slot()
    def _look_again(self) -> None:
        self.state.entity = str(self.file_step.kind.currentData())
        self._inspect(
            sheet=self.file_step.sheet.currentData(),
            encoding=self.file_step.encoding.currentData() if self.file_step.encoding.isVisible() else None,
        )

    def _inspect(self, *, sheet: str | None = None, encoding: str | None = None) -> None:
        path, entity, services = self.state.path, self.state.entity, self.ctx.services
        assert path is not None

        def look(job: JobContext) -> FilePreview:
            return api.inspect(path, entity=entity, sheet=sheet, encoding=encoding, services=services, ctx=job)

        self._start(tr_("wizard", "Reading the file"), look, self._inspected, "files")

    def _inspected(self, preview: FilePreview) -> None:
        self.state.preview = preview
        self.state.entity = preview.entity
        self.file_step.show_preview(preview)
        what = dict(words.entities())[preview.entity]
        self.title_label.setText(tr_("wizard", "Import: {what}", what=what.lower()))
        self._ended()
        self._go(FILE)

    # Check and import -------------------------------------------------------------------------

    def options(self) -> ImportOptions:
        """Everything that was decided, as the service takes it."""
        preview = self.state.preview
        assert preview is not None
        text = bool(preview.encoding) and preview.kind != "vcf"
        return ImportOptions(
            entity=preview.entity,
            sheet=preview.sheet if not preview.encoding else None,
            columns=self.columns_step.columns(),
            mode=self.columns_step.mode.current(),  # type: ignore[arg-type]
            existing=self.columns_step.existing.current(),  # type: ignore[arg-type]
            unknown=self.columns_step.unknown.current(),  # type: ignore[arg-type]
            on_error="abort" if self.check_step.all_rows.isChecked() else "skip",
            date_order=self.state.date_order,
            encoding=preview.encoding if text else None,
            delimiter=preview.delimiter or None,
            edits=dict(self.state.edits),
        )

    def _check(self) -> None:
        options = replace(self.options(), dry_run=True, on_error="skip")
        path, services = self.state.path, self.ctx.services
        assert path is not None

        def look(job: JobContext) -> ImportResult:
            return api.import_file(services, path, options, job)

        self._start(tr_("wizard", "Checking every row"), look, self._checked, "database")

    def _checked(self, plan: ImportResult) -> None:
        self.plan = plan
        self._ended()
        self.check_step.show_result(plan)
        self._go(CHECK)

    @Slot(str)
    def _set_order(self, order: str) -> None:
        self.state.date_order = order
        self._check()

    @Slot(int, int, str)
    def _correct(self, row: int, column: int, text: str) -> None:
        self.state.edits[row, column] = text
        self._check()

    def _import(self) -> None:
        options = self.options()
        path, services = self.state.path, self.ctx.services
        assert path is not None

        def run(job: JobContext) -> ImportResult:
            return importing.run(services, path, options, job)

        self._start(tr_("wizard", "Importing"), run, self._imported, "database")

    def _imported(self, result: ImportResult) -> None:
        self.result_of_import = result
        self._ended()
        self.result_step.show_result(result)
        self._go(RESULT)

    # After it -----------------------------------------------------------------------------------

    @Slot()
    def _export(self) -> None:
        result = self.result_of_import or self.plan
        if result is None or self.state.path is None:
            return
        name = tr_("wizard", "{file} - failed rows.xlsx", file=self.state.path.stem)
        path = self.ctx.prompter.save_file(tr_("wizard", "Save the failed rows"), name, "Excel (*.xlsx)")
        if path is None:
            return
        try:
            count = write_errors(result, path)
        except UserError as error:
            self.ctx.prompter.error(error)
            return
        self.ctx.toasts.show(tr_("wizard", "{n} rows saved in {file}", n=count, file=path.name))

    @Slot()
    def _undo(self) -> None:
        result = self.result_of_import
        if result is None or result.change is None:
            return
        try:
            self.ctx.services.history.undo(result.change, origin=self)
        except UserError as error:
            self.ctx.prompter.error(error)
            return
        self.result_step.show_undone()

    @Slot()
    def _again(self) -> None:
        self.state = _State(entity=self._asked_entity)
        self.plan = self.result_of_import = None
        self._choose()
        if self.state.path is None:
            self._go(FILE)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.step == FILE and dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event)
        if self.step == FILE and path is not None:
            event.acceptProposedAction()
            self.open_file(path)
