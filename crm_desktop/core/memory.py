"""Giving memory back that is free but still held: sorting 200,000 rows leaves some 15 MB behind."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Hand free memory to the system where its allocator keeps it (glibc); elsewhere nothing is to be done."""
    if sys.platform != "linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
