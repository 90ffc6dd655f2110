"""The parent's side of reading: starts the child, takes its messages, ends it when it hangs or is not needed."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.memory import no_circles
from crm_desktop.core.pipes import readable
from crm_desktop.services.importing.child import main
from crm_desktop.services.importing.reading import guards
from crm_desktop.services.importing.reading.failure import DAMAGED, SAVE_AS_XLSX

MEMORY = 1 << 30
CPU_WORKBOOK, CPU_TEXT = 60, 900
SILENCE = 120.0
"""Seconds without a message after which the child is ended."""

_TICK = 0.1
_starting = threading.Lock()

Json = dict[str, Any]


class Reader:
    """Runs one task in a child process; a context manager, so that the child never outlives it."""

    def __init__(self, task: Json, ctx: JobContext | None = None) -> None:
        text = Path(str(task["path"])).suffix.lower().lstrip(".") in guards.TEXTS
        self._task = {"memory": MEMORY, "cpu": CPU_TEXT if text else CPU_WORKBOOK, **task}
        self._ctx = ctx
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=main, args=(theirs, self._task), daemon=True)
        self._theirs = theirs
        self._held = contextlib.ExitStack()

    def __enter__(self) -> Reader:
        with _without_main():
            self._process.start()
        self._theirs.close()
        self._held.enter_context(no_circles())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()
        self._ours.close()
        if self._process.is_alive():
            self._process.kill()
        self._process.join(10)
        self._process.close()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def messages(self) -> Iterator[Json]:
        """What the child sends, in order. Raises :class:`UserError` when it refuses the file, dies or hangs."""
        while True:
            message: Json = json.loads(self._receive())
            if message["kind"] == "done":
                return
            if message["kind"] == "error":
                raise _refused(message)
            yield message

    def _receive(self) -> bytes:
        waited_since = time.monotonic()
        while not readable(self._ours, _TICK):
            if self._ctx is not None:
                self._ctx.check()
            if time.monotonic() - waited_since > float(self._task.get("silence", SILENCE)):
                self._process.kill()
                raise _damaged()
        try:
            return self._ours.recv_bytes()
        except (EOFError, OSError) as error:  # it ended without a last word
            raise _damaged() from error


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Keep the child from importing the program's main module again: it needs nothing of it."""
    with _starting:
        before = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = before


def _damaged() -> UserError:
    return UserError("bad_file", DAMAGED, SAVE_AS_XLSX)


def _refused(message: Json) -> UserError | RuntimeError:
    if message["bug"]:
        return RuntimeError(f"the reader failed with {message['bug']}: {message['message'][1]}")
    advice = message["advice"]
    return UserError(
        message["code"],
        Text(*message["message"]),
        Text(*advice) if advice else None,
        details=message["details"],
    )


def check_path(path: Path) -> None:
    """Refuse what needs no child to see: a missing file, a folder, an unknown ending, wrong first bytes."""
    from crm_desktop.services.importing.reading.failure import FileRefused

    try:
        guards.kind_of(path)
    except FileRefused as error:
        raise UserError(error.code, error.message, error.advice) from error
    except PermissionError as error:
        from crm_desktop.core.i18n import N_

        raise UserError("denied", N_("import", "{name} can't be opened.").fill(name=path.name)) from error
