"""The child's way to the parent: messages wait in a short queue, so that neither stands still for the other."""

from __future__ import annotations

import json
import os
import threading
from collections import deque
from multiprocessing.connection import Connection
from typing import Any

MOST, MOST_BYTES = 6, 32 << 20
"""Messages that wait, by number and size: rows which the parent takes several at a time when it has written. One of
them may wait however large it is.
"""


class Sender:
    """Sends from a thread of its own. The process ends where nobody listens any more, and where sending fails: the
    parent takes an end without a last word for a failure.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: deque[bytes | None] = deque()
        self._bytes = 0
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, daemon=True)  # noqa: TID251 - the child has no jobs
        self._thread.start()

    def send(self, message: dict[str, Any]) -> None:
        """Pack a message now; waits while too many are under way. A file's name need not be text."""
        packed = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
        with self._changed:
            self._changed.wait_for(lambda: self._has_room(len(packed)))
            self._put(packed)

    def close(self) -> None:
        """Returns when all of it is on its way."""
        with self._changed:
            self._put(None)
        self._thread.join()

    def _has_room(self, size: int) -> bool:
        return not self._waiting or (len(self._waiting) < MOST and self._bytes + size <= MOST_BYTES)

    def _put(self, packed: bytes | None) -> None:
        self._waiting.append(packed)
        self._bytes += len(packed or b"")
        self._changed.notify_all()

    def _run(self) -> None:
        try:
            while (packed := self._next()) is not None:
                self._connection.send_bytes(packed)
        except (BrokenPipeError, ConnectionError):
            os._exit(0)  # the parent is gone or has cancelled
        except BaseException:
            os._exit(1)

    def _next(self) -> bytes | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting)
            packed = self._waiting.popleft()
            self._bytes -= len(packed or b"")
            self._changed.notify_all()
            return packed
