"""The only place that knows threads: runs jobs in the background and brings their answers to the GUI thread."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Any, Literal

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from crm_desktop.core.errors import Cancelled
from crm_desktop.core.i18n import Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.views.garbage import Collector

Lane = Literal["database", "files"]
LANES: dict[Lane, int] = {"database": 1, "files": 2}
PROGRESS_EVERY_S = 0.05
SHOW_AFTER_MS = 600
YIELD_MS = 10

JobFn = Callable[[JobContext], Any]
Done = Callable[[Any], None]
Failed = Callable[[BaseException], None]
Outcome = tuple[Any, BaseException | None]


class Job:
    """One run of a function; also the way to cancel it."""

    def __init__(
        self,
        fn: JobFn,
        title: str,
        on_done: Done | None,
        on_error: Failed | None,
        cancellable: bool,
        quiet: bool,
        at_exit: str = "",
    ) -> None:
        self.fn, self.title = fn, title
        self.on_done, self.on_error = on_done, on_error
        self.cancellable, self.quiet, self.at_exit = cancellable, quiet, at_exit
        self.shown = False
        self.context = JobContext()
        self.finished = False
        self.outcome: Outcome = (None, None)
        self.latest: tuple[int, int, Text | None] = (0, 0, None)

    def cancel(self) -> None:
        """Ask the job to stop; its work is rolled back and neither ``on_done`` nor ``on_error`` is called."""
        self.context.cancel()

    def deliver(self, unhandled: Failed) -> None:
        """In the GUI thread: hand the outcome to whoever asked for it, unless they are gone.

        The functions, and so the widgets they belong to, are let go here: the worker may hold the job for longer.
        """
        self.finished = True
        result, error = self.outcome
        on_done, on_error = self.on_done, self.on_error
        self.let_go()
        if isinstance(error, Cancelled) or self.context.cancelled():
            return
        if error is None:
            if on_done is not None and _alive(on_done):
                on_done(result)
        elif on_error is not None and _alive(on_error):
            on_error(error)
        else:
            unhandled(error)

    def let_go(self) -> None:
        """Let go of everything that may belong to a widget."""
        self.fn, self.on_done, self.on_error, self.outcome = _nothing, None, None, (None, None)


class InlineRunner:
    """Runs every job at once in the calling thread: for tests and for commands without a window."""

    def __init__(self, unhandled: Failed | None = None) -> None:
        self._unhandled = unhandled or _raise

    def run(
        self,
        fn: JobFn,
        title: str,
        on_done: Done | None = None,
        on_error: Failed | None = None,
        lane: Lane = "database",
        cancellable: bool = True,
        quiet: bool = False,
        at_exit: str = "",
    ) -> Job:
        job = Job(fn, title, on_done, on_error, cancellable, quiet, at_exit)
        job.outcome = _call(job)
        job.deliver(self._unhandled)
        return job

    def busy(self) -> bool:
        return False

    def awaited(self) -> Job | None:
        return None

    def idle(self) -> bool:
        return True

    def shutdown(self) -> None:
        """Nothing runs in the background."""

    def close(self) -> None:
        """Nothing runs in the background."""


class Worker:
    """What the runner does around jobs in their own thread: see :class:`JobRunner`."""

    def before_job(self, lane: Lane, context: JobContext) -> None:
        """In the worker thread before each job; may register ways to interrupt it."""

    def before_end(self) -> None:
        """In a worker thread that is about to end: close what belongs to the thread."""


class _Lane:
    """Threads that take jobs from one queue, started when there is something to do."""

    def __init__(self, name: Lane, size: int, work: Callable[[Job, Lane], None], end: Callable[[], None]) -> None:
        self._name, self._size, self._work, self._end = name, size, work, end
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []

    def submit(self, job: Job) -> None:
        self._queue.put(job)
        if len(self._threads) < self._size:
            thread = threading.Thread(target=self._loop, name=f"crm-{self._name}-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        for _thread in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _loop(self) -> None:
        try:
            while (job := self._queue.get()) is not None:
                self._work(job, self._name)
                del job
        finally:
            self._end()


class JobRunner(QObject):
    """Lanes of worker threads: one for the database (its work is done in order), two for files.

    ``on_done(result)`` and ``on_error(exception)`` are called in the GUI thread, and not at all when they are methods
    of a widget that was deleted meanwhile. An error nobody handles goes to ``unhandled``. ``worker`` says what is done
    around jobs in their threads. A job that takes longer
    than 0.6 s is announced by ``shown`` (then ``progressed`` and ``ended``) unless it is ``quiet``.
    """

    shown = Signal(object)
    progressed = Signal(object)
    ended = Signal(object)
    _message = Signal(str, object)

    def __init__(
        self, unhandled: Failed | None = None, worker: Worker | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._unhandled = unhandled or _raise
        self._worker = worker or Worker()
        self._jobs: list[Job] = []
        self._lanes: dict[Lane, _Lane] = {}
        self._message.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        # Some of Qt's own loops (QTest.qWait, static dialogs) keep the interpreter lock: let the workers have it.
        self._yield = QTimer(self)
        self._yield.setInterval(YIELD_MS)
        self._yield.timeout.connect(self._tick)
        self._waiting: list[tuple[float, Job]] = []
        self._garbage = Collector(self)
        self._stopped = False

    def run(
        self,
        fn: JobFn,
        title: str,
        on_done: Done | None = None,
        on_error: Failed | None = None,
        lane: Lane = "database",
        cancellable: bool = True,
        quiet: bool = False,
        at_exit: str = "",
    ) -> Job:
        """Run ``fn(ctx)`` in the background. ``title`` is what the progress panel says, in the language in force.

        ``at_exit`` says what is lost when the program is closed meanwhile; for one that is shown it need not be said.
        Once stopped, nothing is begun any more: the job that comes back is finished and nobody is told.
        """
        job = Job(fn, title, on_done, on_error, cancellable, quiet, at_exit)
        if self._stopped:
            job.finished = True
            return job
        job.context = JobContext(_throttled(job, self._announce))
        self._jobs.append(job)
        self._yield.start()
        self._garbage.begin()
        if lane not in self._lanes:
            self._lanes[lane] = _Lane(lane, LANES[lane], self._work, self._worker.before_end)
        self._lanes[lane].submit(job)
        if not quiet:
            self._waiting.append((time.monotonic() + SHOW_AFTER_MS / 1000, job))
        return job

    def busy(self) -> bool:
        """Whether a job that the person would miss is still running."""
        return any(not job.quiet for job in self._jobs)

    def awaited(self) -> Job | None:
        """The job that somebody waits for: it is shown, or says what would be lost. None that can't be stopped."""
        return next((job for job in self._jobs if job.cancellable and (job.shown or job.at_exit)), None)

    def idle(self) -> bool:
        """Whether nothing at all is running or waiting, quiet jobs included."""
        return not self._jobs

    def shutdown(self) -> None:
        """Cancel everything and wait until no worker thread is left; the runner can be used again afterwards."""
        before, self._stopped = self._stopped, True  # whoever hears that its job ended may ask for the next one
        for job in list(self._jobs):
            job.cancel()
        for lane in self._lanes.values():
            lane.stop()
        self._lanes.clear()
        self._garbage.end()
        for job in list(self._jobs):
            self._forget(job)
            job.let_go()
        self._stopped = before

    def close(self) -> None:
        """As :meth:`shutdown`, for good: the window lives on for a moment and its timers still ask for jobs."""
        self.shutdown()
        self._stopped = True

    def _work(self, job: Job, lane: Lane) -> None:
        """In a worker thread."""
        job.outcome = _call(job, lambda: self._worker.before_job(lane, job.context))
        self._message.emit("end", job)

    def _announce(self, job: Job) -> None:
        """In a worker thread."""
        self._message.emit("progress", job)

    @Slot(str, object)
    def _receive(self, what: str, job: Job) -> None:
        if job.finished or job not in self._jobs:
            return
        if what == "progress":
            self.progressed.emit(job)
            return
        self._forget(job)
        job.deliver(self._unhandled)

    def _forget(self, job: Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
        if not self._jobs:
            self._yield.stop()
            self._waiting.clear()
        job.finished = True
        self.ended.emit(job)

    @Slot()
    def _tick(self) -> None:
        """While jobs run: let them, and announce those that take long."""
        time.sleep(0)
        now = time.monotonic()
        while self._waiting and self._waiting[0][0] <= now:
            _due, job = self._waiting.pop(0)
            if job in self._jobs:
                job.shown = True
                self.shown.emit(job)


def _nothing(_ctx: JobContext) -> None:
    """What a job does that is over."""


def _call(job: Job, before: Callable[[], None] | None = None) -> Outcome:
    try:
        job.context.check()
        if before is not None:
            before()
        return job.fn(job.context), None
    except BaseException as error:  # noqa: BLE001 - a worker must answer, whatever a parser raises
        return None, error
    finally:
        job.context.end()


def _throttled(job: Job, announce: Callable[[Job], None]) -> Callable[[int, int, Text | None], None]:
    last = 0.0

    def progress(done: int, total: int, text: Text | None) -> None:
        nonlocal last
        job.latest = (done, total, text)
        now = time.monotonic()
        if now - last >= PROGRESS_EVERY_S:
            last = now
            announce(job)

    return progress


def _alive(call: Callable[..., Any]) -> bool:
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def _raise(error: BaseException) -> None:
    raise error
