"""Run one function in a process of its own: for work that holds the interpreter, eats memory or reads foreign files."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from crm_desktop.core import fsops
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.pipes import readable

_INTERVAL = 0.05


class Reporter:
    """The child's way to tell how far it is; it ends the child when nobody listens any more."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._last = 0.0
        self._text: Text | None = None

    def progress(self, done: int, total: int, text: Text | None = None) -> None:
        now = time.monotonic()
        if text == self._text and now - self._last < _INTERVAL:
            return
        self._last, self._text = now, text
        try:
            self._pipe.send(("progress", done, total, text))
        except OSError:
            raise SystemExit(1) from None


def run(function: Callable[..., Any], *args: object, ctx: JobContext | None = None) -> Any:
    """Call ``function(reporter, *args)`` in a child and return its (picklable) result.

    Raises what the child raised as :class:`UserError`, :class:`Cancelled` when ``ctx`` was cancelled (the child
    is gone then), and ``UserError("damaged")`` when the child was killed from outside or ran out of memory.
    """
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_main, args=(theirs, function, args), daemon=True)
    process.start()
    theirs.close()
    try:
        return _follow(ours, ctx)
    except EOFError:
        raise UserError(
            "damaged",
            N_("backup", "The work was broken off: the file is damaged or this computer ran out of memory."),
            N_("backup", "Nothing was changed."),
        ) from None
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def _follow(pipe: Connection, ctx: JobContext | None) -> Any:
    while True:
        if ctx is not None:
            ctx.check()
        if not readable(pipe, _INTERVAL):
            continue
        kind, *values = pipe.recv()
        if kind == "progress":
            if ctx is not None:
                ctx.progress(*values)
        elif kind == "result":
            return values[0]
        elif kind == "refused":
            code, message, advice, details = values
            raise UserError(code, message, advice, details=details)
        else:
            raise RuntimeError(f"the child failed:\n{values[0]}")


def _main(pipe: Connection, function: Callable[..., Any], args: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        answer: tuple[object, ...] = ("result", function(Reporter(pipe), *args))
    except UserError as error:
        answer = ("refused", error.code, error.message, error.advice, error.details)
    except OSError as error:
        plain = fsops.user_error(error, _place(error, args))
        answer = ("bug", traceback.format_exc())
        if plain is not None:
            answer = ("refused", plain.code, plain.message, plain.advice, plain.details)
    except MemoryError:
        os._exit(1)
    except Exception:
        answer = ("bug", traceback.format_exc())
    pipe.send(answer)
    pipe.close()


def _place(error: OSError, args: tuple[object, ...]) -> Any:
    from pathlib import Path

    paths = [arg for arg in args if isinstance(arg, Path)]
    return Path(error.filename) if error.filename else (paths[0] if paths else Path())
