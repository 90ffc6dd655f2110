"""What the child sends comes in order and whole; it waits for a slow parent and ends with one that is gone."""

from __future__ import annotations

import json
import multiprocessing
import time
from multiprocessing.connection import Connection
from typing import Any

import pytest

from crm_desktop.services.importing.sending import MOST, Sender

COUNT = 40
LARGE = "大" * 100_000
"""More than a pipe holds."""


def send(connection: Connection, made: Any) -> None:
    sender = Sender(connection)
    for number in range(COUNT):
        sender.send({"number": number, "text": LARGE})
        made.value = number + 1
    sender.close()


def started() -> tuple[Connection, Any, Any]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    made = context.Value("i", 0)
    process = context.Process(target=send, args=(theirs, made), daemon=True)
    process.start()
    theirs.close()
    return ours, made, process


def test_all_of_it_comes_in_order() -> None:
    ours, _, process = started()
    got = [json.loads(ours.recv_bytes()) for _ in range(COUNT)]
    process.join(30)
    assert [message["number"] for message in got] == list(range(COUNT))
    assert all(message["text"] == LARGE for message in got)
    assert process.exitcode == 0
    ours.close()


def test_a_slow_parent_is_waited_for() -> None:
    """Without a bound all rows of a large file would lie in the child's memory."""
    ours, made, process = started()
    ours.poll(30)
    deadline = time.monotonic() + 3
    while made.value < MOST and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.3)
    assert MOST <= made.value <= MOST + 2
    process.kill()
    process.join(30)
    ours.close()


class Broken:
    """A pipe of which the system refuses to take more."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def send_bytes(self, _packed: bytes) -> None:
        raise self.error


def send_into_broken(error: BaseException) -> None:
    sender = Sender(Broken(error))  # type: ignore[arg-type]
    for number in range(COUNT):
        sender.send({"number": number})
    sender.close()


@pytest.mark.parametrize("error", [OSError(12, "no memory"), MemoryError(), ValueError("too large")])
def test_the_child_fails_when_it_can_not_send(error: BaseException) -> None:
    """It neither waits for ever nor ends as if all were said."""
    process = multiprocessing.get_context("spawn").Process(target=send_into_broken, args=(error,), daemon=True)
    process.start()
    process.join(30)
    assert process.exitcode == 1


def test_the_child_ends_when_nobody_listens() -> None:
    ours, _, process = started()
    ours.recv_bytes()
    ours.close()
    process.join(30)
    assert process.exitcode == 0
