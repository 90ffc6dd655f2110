"""What a long job shows: how far it is, and a button to stop it. It never blocks the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from crm_desktop.core.i18n import render
from crm_desktop.views import theme
from crm_desktop.views.jobrunner import Job, JobRunner
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.card import float_over
from crm_desktop.views.widgets.modal import ModalDialog

WIDTH = 360
MARGIN = 24
ANY_WIDTH = 16_777_215
"""Qt's own word for a width without a limit."""


class ProgressPanel(QFrame):
    """A card at the lower right of the window, or a line of its own in the dialog that is open; bar ``job_progress``,
    button ``job_cancel``. Shows the newest of the running jobs.
    """

    def __init__(self, runner: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._jobs: list[Job] = []
        self._locked = False
        self.setObjectName("job_panel")
        self.setProperty("role", "floating")
        self.setFixedWidth(WIDTH)
        self._title = QLabel(self)
        self._title.setProperty("role", "strong")
        self._text = QLabel(self)
        self._text.setProperty("role", "small")
        self._bar = QProgressBar(self)
        self._bar.setObjectName("job_progress")
        self._bar.setTextVisible(False)
        self._cancel = Button("", "plain", None, self, small=True)
        self._cancel.setObjectName("job_cancel")
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self._stop)
        foot = QHBoxLayout()
        foot.addWidget(self._text, 1)
        foot.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._bar)
        column.addLayout(foot)
        self._retranslate()
        self._float(True)
        theme.signals.changed.connect(self._follow_theme)
        self.hide()
        runner.shown.connect(self._add)
        runner.progressed.connect(self._update)
        runner.ended.connect(self._remove)
        window.installEventFilter(self)

    def set_locked(self, locked: bool) -> None:
        """While the window is locked the panel is hidden: what it says is nobody's business. The jobs go on."""
        self._locked = locked
        self.hide()
        if self._jobs:
            self._show(self._jobs[-1])

    def _retranslate(self) -> None:
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel.setText(self.tr("Stop"))
        self._cancel.updateGeometry()

    def _float(self, on: bool) -> None:
        if on:
            float_over(self)
        elif self.graphicsEffect() is not None:
            self.setGraphicsEffect(None)  # type: ignore[arg-type]

    @Slot()
    def _follow_theme(self) -> None:
        self._float(self.property("role") == "floating")

    @Slot(object)
    def _add(self, job: Job) -> None:
        self._jobs.append(job)
        self._show(job)

    @Slot(object)
    def _update(self, job: Job) -> None:
        if self._jobs and job is self._jobs[-1]:
            self._fill(job)

    @Slot(object)
    def _remove(self, job: Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
        if self._jobs:
            self._show(self._jobs[-1])
            return
        self.hide()
        self._go_home()

    @Slot()
    def _stop(self) -> None:
        if self._jobs:
            self._jobs[-1].cancel()
            self._cancel.setEnabled(False)
            self._text.setText(self.tr("Stopping …"))

    def _show(self, job: Job) -> None:
        if self._locked:
            return
        over = QApplication.activeModalWidget() or self._window
        if over is not self.parentWidget():
            self._move_to(over)
        self._title.setText(job.title)
        self._cancel.setVisible(job.cancellable)
        self._cancel.setEnabled(not job.context.cancelled())
        self._fill(job)
        if not isinstance(self.parentWidget(), ModalDialog):
            self.adjustSize()
        self._place()
        self.show()
        self.raise_()

    def _move_to(self, over: QWidget) -> None:
        self._go_home()
        if over is self._window:
            return
        over.installEventFilter(self)
        if isinstance(over, ModalDialog):
            self._look("note")
            self.setMinimumWidth(0)
            self.setMaximumWidth(ANY_WIDTH)
            over.dock(self)
        else:
            self.setParent(over)

    def _go_home(self) -> None:
        """Back to the corner of the window."""
        host = self.parentWidget()
        if host is self._window:
            return
        if isinstance(host, ModalDialog):
            host.undock(self)
        self.setParent(self._window)
        self._look("floating")
        self.setFixedWidth(WIDTH)

    def _look(self, role: str) -> None:
        self._float(role == "floating")
        self.setProperty("role", role)
        self.style().unpolish(self)
        self.style().polish(self)

    def _fill(self, job: Job) -> None:
        done, total, text = job.latest
        self._bar.setRange(0, total)
        self._bar.setValue(min(done, total))
        if text is not None:
            shown = render(text)
        elif total:
            shown = self.tr("{done} of {total}").format(done=f"{done:,}", total=f"{total:,}")
        else:
            shown = ""
        room = max(self.width(), WIDTH) - 64 - self._cancel.sizeHint().width()
        self._text.setText(self._text.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideMiddle, room))
        self._text.setToolTip(shown)

    def _place(self) -> None:
        over = self.parentWidget()
        if over is not None and not isinstance(over, ModalDialog):
            self.move(over.width() - self.width() - MARGIN, over.height() - self.height() - MARGIN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._place()
        elif event.type() in (QEvent.Type.Close, QEvent.Type.Hide) and watched is self.parent():
            self._leave(watched)
        return False

    def _leave(self, watched: QObject) -> None:
        """Go back to the window before the dialog that hosts the panel goes away."""
        if watched is not self._window:
            showing = bool(self._jobs)
            self._go_home()
            self.adjustSize()
            self._place()
            self.setVisible(showing and not self._locked)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
