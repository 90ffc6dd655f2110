"""Giving memory back that is free but still held, and looking for garbage when it does not hurt."""

from __future__ import annotations

import ctypes
import gc
import linecache
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_at_work = 0
_usual = (0, 0, 0)
_left_out = False


def give_back() -> None:
    """Hand free memory to the system where its allocator keeps it (glibc): sorting 200,000 rows leaves some 15 MB
    behind. Elsewhere nothing is to be done. The texts of modules go too: Qt's binding reads each that is imported
    after it, and Python keeps them.
    """
    linecache.clearcache()
    if sys.platform != "linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


@contextmanager
def no_circles() -> Iterator[None]:
    """For work that makes very many objects and no circles of them: Python would look through these again and again,
    which takes a tenth of the time, and the window's thread would stand still for it.

    Where the window collects (:mod:`crm_desktop.views.garbage`), what is there at the end is left out of its
    collections until :func:`look_again`.
    """
    global _at_work, _usual, _left_out  # noqa: PLW0603 - the collector's settings are the process' own
    with _lock:
        if not _at_work:
            _usual = gc.get_threshold()
            gc.set_threshold(0)
        _at_work += 1
    try:
        yield
    finally:
        with _lock:
            _at_work -= 1
            if not _at_work:
                gc.set_threshold(*_usual)
                if not gc.isenabled():
                    gc.freeze()
                    _left_out = True


def anything_left_out() -> bool:
    """Whether :func:`no_circles` left something out since the last look."""
    return _left_out


def look_again() -> None:
    """Collect everything, also what was left out, and leave out what is there now. Takes a tenth of a second."""
    global _left_out  # noqa: PLW0603
    with _lock:
        if not _at_work:
            _left_out = False
            gc.unfreeze()
            gc.collect()
            gc.freeze()
