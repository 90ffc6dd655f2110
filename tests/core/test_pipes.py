"""The end of a pipe is something to read, on every system."""

from __future__ import annotations

import multiprocessing
from typing import Any

import pytest

from crm_desktop.core.pipes import readable


class EndedOnWindows:
    """A pipe of Windows asked in the moment in which the child ends."""

    def poll(self, _seconds: float) -> bool:
        raise BrokenPipeError(109, "Broken pipe")


def test_what_was_sent_and_the_end_are_readable() -> None:
    ours, theirs = multiprocessing.Pipe(duplex=False)
    assert not readable(ours, 0)
    theirs.send_bytes(b"x")
    assert readable(ours, 1)
    assert ours.recv_bytes() == b"x"
    theirs.close()
    assert readable(ours, 1)
    with pytest.raises(EOFError):
        ours.recv_bytes()
    ours.close()


def test_an_end_that_windows_tells_by_an_error_is_readable_too() -> None:
    pipe: Any = EndedOnWindows()
    assert readable(pipe, 0)
