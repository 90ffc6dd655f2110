"""What a window of the import shows while it works: how far it is, and a button that stops it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import render, tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.views.widgets import Button, ElidedLabel, ProgressBar

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext
    from crm_desktop.views.jobrunner import Job, Lane

_TICK_MS = 80
_WIDTH = 460


@dataclass(frozen=True, slots=True)
class Writing:
    """What is said of a job that writes: ``title`` and ``text`` ask before it is stopped by leaving, ``go_on`` is the
    button that lets it be; ``stopped`` tells that nothing was written, ``at_exit`` asks when the program is closed.
    """

    title: str
    text: str
    go_on: str
    stopped: str
    at_exit: str


class Working(QWidget):
    """Runs one job at a time. ``failed`` carries the sentence of an error, ``changed`` tells of begin and end.

    ``dropped`` says that what was begun came to nothing: it failed, or was stopped.
    """

    changed = Signal()
    failed = Signal(str)
    dropped = Signal()

    def __init__(self, ctx: AppContext, parent: QWidget, width: int = _WIDTH) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._job: Job | None = None
        self._done: Callable[[Any], None] | None = None
        self._mended: Callable[[UserError], bool] | None = None
        self._about = ""
        self._writing: Writing | None = None
        self._answers: list[Any] = []
        self._pressed: QWidget | None = None
        self.setFixedWidth(width)
        self.bar = ProgressBar(self)
        self.bar.setObjectName("job_progress")
        self.bar.setFixedWidth(160)
        self.bar.setAccessibleName(tr_("wizard", "Progress"))
        self._text = ElidedLabel("", "small")
        self.stop_button = Button(tr_("wizard", "Stop"), "quiet", small=True)
        self.stop_button.setObjectName("job_cancel")
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.bar)
        row.addWidget(self._text, 1)
        row.addWidget(self.stop_button)
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)
        self._ticker.timeout.connect(self._tell)
        self.hide()

    def busy(self) -> bool:
        return self._job is not None

    def run(
        self,
        title: str,
        fn: Callable[..., Any],
        done: Callable[[Any], None],
        lane: Lane,
        *,
        total: int = 0,
        mended: Callable[[UserError], bool] | None = None,
        writing: Writing | None = None,
        about: str = "",
    ) -> None:
        """Start ``fn(ctx)``; what still runs is stopped first, its answer is not wanted any more.

        ``total`` is how much there is to do where the job itself can't know. ``mended`` says of an error that it was
        dealt with. A job that writes brings what is said when it is to be stopped. ``about`` is what an error is about
        where that is not what one sees: the name of another file.
        """
        if self._job is not None:
            self._job.cancel()
        self._text.set_text(title)
        self.bar.set_progress(0, 0)
        self.show()
        self._ticker.start()
        self.stop_button.setEnabled(True)
        self._done, self._total, self._mended, self._writing = done, total, mended, writing
        self._about = about
        answers = self._answers = []

        def work(job: JobContext) -> Any:
            answers.append(fn(job))
            return answers[0]

        at_exit = writing.at_exit if writing is not None else ""
        self._job = self._ctx.jobs.run(
            work, title, self._finished, self._refused, lane=lane, quiet=True, at_exit=at_exit
        )
        if self._job.finished:
            self._job = None
        self._pressed = self.window().focusWidget()
        self.changed.emit()
        if self._pressed is not None and not self._pressed.isEnabled():
            self.window().setFocus()  # a second Enter on what began it must not land on what stops it

    def leave(self) -> None:
        """Esc, or the window is to be closed: stop, but a job that writes only when that is wanted."""
        job, writing = self._job, self._writing
        if job is not None and writing is not None and self.stop_button.isEnabled():
            stop = tr_("wizard", "Stop it")
            ask = self._ctx.prompter.confirm
            if not ask(writing.title, writing.text, stop, danger=True, cancel=writing.go_on, until=self.changed):
                return
        if self._job is job:
            self.stop()

    def end_with(self, dialog: QDialog, event: QCloseEvent) -> None:
        """The program itself closes ``dialog``: what runs is stopped, nobody is asked again."""
        if not event.spontaneous():
            self.stop()
            dialog.done(QDialog.DialogCode.Rejected)

    @Slot()
    def stop(self) -> None:
        """Stop the job: what it has written is taken back. One that writes may be over before it hears of it."""
        if self._job is None:
            return
        self._job.cancel()
        if self._writing is not None and not self._job.finished:
            self._text.set_text(tr_("wizard", "Stopping …"))
            self.stop_button.setEnabled(False)
        else:
            self._end()
            self.dropped.emit()

    def _over(self) -> None:
        """A job that was stopped has come to its end: it had either written all by then or nothing."""
        if self._answers:
            self._finished(self._answers[0])
            return
        self._end()
        if self._writing is not None:
            self.failed.emit(self._writing.stopped)
        self.dropped.emit()

    def _end(self) -> None:
        self._job = None
        self._ticker.stop()
        self.hide()
        self.changed.emit()
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self.window().focusWidget() in (None, self.window()) and pressed.isEnabled():
            pressed.setFocus()

    def _finished(self, answer: Any) -> None:
        done, self._done = self._done, None
        self._end()
        if done is not None:
            done(answer)

    def _refused(self, error: BaseException) -> None:
        self._end()
        if not isinstance(error, UserError):
            raise error
        if self._mended is None or not self._mended(error):
            text = error.text()
            self.failed.emit(f"{self._about}: {text}" if self._about and self._about not in text else text)
            self.dropped.emit()

    @Slot()
    def _tell(self) -> None:
        if self._job is not None and not self.stop_button.isEnabled():
            if self._job.finished:
                self._over()
        elif self._job is not None:
            done, total, text = self._job.latest
            self.bar.set_progress(done, total or (self._total if done else 0))
            if text is not None:
                self._text.set_text(render(text))
