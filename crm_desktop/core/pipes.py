"""Waiting for what a child process sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def readable(pipe: Connection, seconds: float) -> bool:
    """Whether ``pipe`` has something to read within ``seconds``, its end included: reading raises ``EOFError`` then.

    Asked in the moment in which the child ends, Windows raises instead of answering.
    """
    try:
        return pipe.poll(seconds)
    except BrokenPipeError:
        return True
