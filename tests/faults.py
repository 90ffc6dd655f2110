"""Make the n-th call to the disk fail, once or from then on, or be the last one; kill what runs at any moment."""

from __future__ import annotations

import errno
import os
import signal
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from crm_desktop.core import fsops

FULL = os.environ.get("CRM_DESKTOP_FAULTS") == "full"
"""Whether this is ``dev.py faults``: every number of the catalogue, which takes long."""


def many(full: int, usual: int) -> int:
    """How often to try: ``full`` for the catalogue, ``usual`` in an ordinary run of the tests."""
    return full if FULL else usual


CALLS = ("create", "write", "sync", "sync_path", "sync_dir", "replace", "unlink", "make_dir")


@dataclass
class Fault:
    """``happened`` tells whether the call was reached, ``where`` which one it was."""

    calls: int = 0
    happened: bool = False
    where: str = ""


@contextmanager
def fault_at(number: int, code: int = errno.ENOSPC, *, forever: bool = False) -> Iterator[Fault]:
    """Within the block the ``number``-th call (and, with ``forever``, each later one) raises ``OSError(code)``."""
    fault = Fault()
    real = {name: getattr(fsops, name) for name in CALLS}

    def shim(name: str) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            fault.calls += 1
            if fault.calls == number or (forever and fault.calls > number):
                fault.happened, fault.where = True, name
                raise OSError(code, os.strerror(code))
            return real[name](*args, **kwargs)

        return call

    for name in CALLS:
        setattr(fsops, name, shim(name))
    try:
        yield fault
    finally:
        for name, function in real.items():
            setattr(fsops, name, function)


@contextmanager
def _dying_at(number: int) -> Iterator[None]:
    """Within the block the process is gone at the ``number``-th call, as by ``kill -9``: nothing is cleaned up."""
    real = {name: getattr(fsops, name) for name in CALLS}
    calls = 0

    def shim(name: str) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            nonlocal calls
            calls += 1
            if calls == number:
                os._exit(KILLED)
            return real[name](*args, **kwargs)

        return call

    for name in CALLS:
        setattr(fsops, name, shim(name))
    yield


KILLED, FAILED = 9, 1


def killed_at_call(number: int, work: Callable[[], object]) -> bool:
    """Do ``work`` in a copy of this process that is killed at its ``number``-th call to the disk; whether it was.

    Close every connection to a database before. Raises ``AssertionError`` when the work fails by itself.
    """
    child = _fork()
    if child == 0:
        code = 0
        try:
            with _dying_at(number):
                work()
        except BaseException:
            traceback.print_exc()
            code = FAILED
        os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, KILLED)
    return os.waitstatus_to_exitcode(status) == KILLED


def killed_after(seconds: float | None, work: Callable[[Callable[[str], None]], object]) -> list[str]:
    """Do ``work(tell)`` in a copy of this process and kill it after some time, or (None) let it end; what it told."""
    out, into = os.pipe()
    child = _fork()
    if child == 0:
        code = 0
        try:
            work(lambda text: os.write(into, f"{text}\n".encode()) and None)
        except BaseException:
            traceback.print_exc()
            code = FAILED
        os._exit(code)
    os.close(into)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(out, encoding="utf-8") as told:
        lines = told.read().split()
    assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL), lines
    return lines


def _fork() -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads of the tests hold nothing that is used here
        return os.fork()
