"""Jobs run beside the window, one database job at a time, and leave no thread behind."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.views import garbage
from crm_desktop.views.jobrunner import InlineRunner, JobRunner, Worker


@pytest.fixture
def runner(qtbot: Any) -> Iterator[JobRunner]:
    made = JobRunner()
    yield made
    made.shutdown()


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.got: list[Any] = []
        self.thread_of_call: threading.Thread | None = None

    def take(self, result: Any) -> None:
        self.got.append(result)
        self.thread_of_call = threading.current_thread()


def test_the_answer_comes_back_to_the_gui_thread(runner: JobRunner, qtbot: Any) -> None:
    receiver = Receiver()
    runner.run(lambda _ctx: threading.current_thread().name, "x", receiver.take)
    qtbot.waitUntil(lambda: bool(receiver.got))
    assert receiver.got[0].startswith("crm-database")
    assert receiver.thread_of_call is threading.main_thread()


def test_database_jobs_run_one_after_the_other(runner: JobRunner, qtbot: Any) -> None:
    running, most, done = [0], [0], []

    def work(_ctx: JobContext) -> None:
        running[0] += 1
        most[0] = max(most[0], running[0])
        time.sleep(0.02)
        running[0] -= 1

    for _ in range(4):
        runner.run(work, "x", lambda _r: done.append(1))
    qtbot.waitUntil(lambda: len(done) == 4)
    assert most[0] == 1


def test_file_jobs_do_not_wait_for_the_database(runner: JobRunner, qtbot: Any) -> None:
    gate, done = threading.Event(), []
    runner.run(lambda _ctx: gate.wait(5), "x", lambda _r: done.append("database"))
    runner.run(lambda _ctx: None, "x", lambda _r: done.append("files"), lane="files")
    qtbot.waitUntil(lambda: done == ["files"])
    gate.set()
    qtbot.waitUntil(lambda: done == ["files", "database"])


def test_an_error_goes_to_its_handler_else_to_the_hook(qtbot: Any) -> None:
    unhandled: list[BaseException] = []
    handled: list[BaseException] = []
    runner = JobRunner(unhandled.append)
    problem = UserError("busy", N_("test", "Busy."))

    def fail(_ctx: JobContext) -> None:
        raise problem

    runner.run(fail, "x", None, handled.append)
    runner.run(fail, "x")
    qtbot.waitUntil(lambda: bool(unhandled))
    assert handled == [problem]
    assert unhandled == [problem]
    runner.shutdown()


def test_not_even_a_panic_of_a_parser_kills_the_worker(runner: JobRunner, qtbot: Any) -> None:
    class Panic(BaseException):
        pass

    failed, done = [], []

    def panic(_ctx: JobContext) -> None:
        raise Panic

    runner.run(panic, "x", None, failed.append)
    runner.run(lambda _ctx: 7, "x", done.append)
    qtbot.waitUntil(lambda: done == [7])
    assert isinstance(failed[0], Panic)


def test_a_cancelled_job_answers_nobody(runner: JobRunner, qtbot: Any) -> None:
    started, called = threading.Event(), []

    def work(ctx: JobContext) -> None:
        started.set()
        while True:
            ctx.progress(1, 2)
            time.sleep(0.005)

    job = runner.run(work, "x", called.append, called.append)
    assert started.wait(5)
    with qtbot.waitSignal(runner.ended):
        job.cancel()
    qtbot.wait(30)
    assert called == []


def test_progress_comes_at_most_every_50_ms(runner: JobRunner, qtbot: Any) -> None:
    seen: list[tuple[int, int]] = []
    runner.progressed.connect(lambda job: seen.append(job.latest[:2]))

    def work(ctx: JobContext) -> None:
        end = time.monotonic() + 0.3
        done = 0
        while time.monotonic() < end:
            done += 1
            ctx.progress(done, 100_000)

    done: list[Any] = []
    runner.run(work, "x", done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=5000)
    assert 1 <= len(seen) <= 8


def test_an_answer_for_a_widget_that_is_gone_is_dropped(runner: JobRunner, qtbot: Any) -> None:
    gate, receiver = threading.Event(), Receiver()
    runner.run(lambda _ctx: gate.wait(5), "x", receiver.take)
    receiver.deleteLater()
    qtbot.wait(20)
    with qtbot.waitSignal(runner.ended):
        gate.set()
    qtbot.wait(20)
    assert receiver.got == []


def test_only_long_jobs_that_matter_are_announced(runner: JobRunner, qtbot: Any) -> None:
    shown: list[str] = []
    runner.shown.connect(lambda job: shown.append(job.title))
    gate = threading.Event()
    runner.run(lambda _ctx: None, "short")
    runner.run(lambda _ctx: gate.wait(5), "quiet", quiet=True, lane="files")
    runner.run(lambda _ctx: gate.wait(5), "long", lane="files")
    qtbot.waitUntil(lambda: bool(shown), timeout=3000)
    gate.set()
    assert shown == ["long"]


def test_shutdown_ends_every_thread_and_tidies_in_it(qtbot: Any) -> None:
    ended: list[str] = []

    class Tidy(Worker):
        def before_end(self) -> None:
            ended.append(threading.current_thread().name)

    runner = JobRunner(worker=Tidy())
    started = threading.Event()

    def work(ctx: JobContext) -> None:
        started.set()
        while not ctx.cancelled():
            time.sleep(0.005)

    runner.run(work, "x")
    runner.run(work, "x", lane="files")
    assert started.wait(5)
    runner.shutdown()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("crm-")]
    assert len(ended) == 2
    runner.run(lambda _ctx: None, "again")
    runner.shutdown()


def test_the_inline_runner_behaves_alike() -> None:
    done: list[Any] = []
    failed: list[BaseException] = []
    InlineRunner().run(lambda _ctx: 3, "x", done.append)
    InlineRunner(failed.append).run(lambda _ctx: 1 // 0, "x")
    assert done == [3]
    assert isinstance(failed[0], ZeroDivisionError)


def test_nothing_is_begun_while_stopping_and_after_the_end(runner: JobRunner, qtbot: Any) -> None:
    begun: list[str] = []
    runner.ended.connect(lambda _job: runner.run(lambda _ctx: begun.append("while stopping"), "x", lane="files"))
    runner.run(lambda ctx: time.sleep(0.05), "x")
    runner.shutdown()
    assert runner.idle()
    receiver = Receiver()
    runner.ended.disconnect()
    runner.run(lambda _ctx: "again", "x", receiver.take)
    qtbot.waitUntil(lambda: receiver.got == ["again"])
    runner.close()
    assert runner.run(lambda _ctx: begun.append("after the end"), "x", lane="files").finished
    runner.shutdown()
    assert runner.run(lambda _ctx: begun.append("still"), "x", lane="files").finished
    assert begun == []
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("crm-")]


class Mourned(QObject):
    """Belongs to a circle of references; says in which thread it was destroyed."""

    def __init__(self, gone_in: list[str]) -> None:
        super().__init__()
        self.itself, self._gone_in = self, gone_in
        self.timer = QTimer(self)

    def __del__(self) -> None:
        self._gone_in.append(threading.current_thread().name)


def litter(_ctx: JobContext) -> list[list[object]]:
    """Make garbage, as work in Python does, until Python would have looked for it many times."""
    return [[] for _ in range(100 * gc.get_threshold()[0])]


def test_widgets_in_circles_are_not_destroyed_by_a_worker(runner: JobRunner, qtbot: Any) -> None:
    gc.collect()
    gone_in: list[str] = []
    for _ in range(20):
        Mourned(gone_in)
    done: list[Any] = []
    for _ in range(5):
        runner.run(litter, "x", done.append)
    qtbot.waitUntil(lambda: len(done) == 5)
    qtbot.waitUntil(lambda: len(gone_in) == 20, timeout=garbage.EVERY_MS * 30)
    assert set(gone_in) == {threading.main_thread().name}


def test_python_collects_by_itself_where_no_worker_is(runner: JobRunner, qtbot: Any) -> None:
    assert gc.isenabled()
    runner.run(lambda _ctx: None, "x")
    assert not gc.isenabled()
    other = JobRunner()
    other.run(lambda _ctx: None, "x")
    other.shutdown()
    assert not gc.isenabled()
    runner.shutdown()
    assert gc.isenabled()


def test_what_a_job_holds_is_let_go_by_the_gui_thread(runner: JobRunner, qtbot: Any) -> None:
    gone_in: list[str] = []
    held = Mourned(gone_in)
    held.itself = None
    done: list[Any] = []
    runner.run(lambda _ctx, held=held: [held], "x", lambda result: done.append(len(result)))
    del held
    qtbot.waitUntil(lambda: done == [1])
    qtbot.waitUntil(lambda: gone_in == [threading.main_thread().name])


def test_what_is_there_after_the_start_is_left_out(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "SETTLED_MS", 0)
    owner = QObject()
    garbage.settle(owner)
    try:
        qtbot.waitUntil(lambda: gc.get_freeze_count() > 10_000)
    finally:
        gc.unfreeze()


def test_a_full_pass_waits_until_no_dialog_is_open(qtbot: Any) -> None:
    gone_in: list[str] = []
    held: Mourned | None = Mourned(gone_in)
    gc.collect()
    for _ in range(gc.get_threshold()[2] + 1):
        gc.collect(1)
    assert held is not None
    del held
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.setModal(True)
    dialog.show()
    garbage.collect_all()
    assert gone_in == []
    dialog.close()
    garbage.collect_all()
    assert gone_in == [threading.main_thread().name]
