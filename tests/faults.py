"""Make the n-th call to the disk fail, once or from then on."""

from __future__ import annotations

import errno
import os
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
