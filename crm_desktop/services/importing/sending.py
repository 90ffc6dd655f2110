"""The child's way to the parent: messages wait in a short queue, so that neither stands still for the other."""

from __future__ import annotations

import json
import os
import threading
from multiprocessing.connection import Connection
from queue import Queue
from typing import Any

AHEAD = 6
"""Messages that wait at most: some megabytes of rows, which the parent takes several at a time when it has written."""


class Sender:
    """Sends from a thread of its own. The process ends where nobody listens any more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: Queue[bytes | None] = Queue(AHEAD)
        self._thread = threading.Thread(target=self._run, daemon=True)  # noqa: TID251 - the child has no jobs
        self._thread.start()

    def send(self, message: dict[str, Any]) -> None:
        """Pack a message now; waits while too many are under way."""
        self._waiting.put(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode())

    def close(self) -> None:
        """Returns when the parent has all of it."""
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (packed := self._waiting.get()) is not None:
            try:
                self._connection.send_bytes(packed)
            except OSError:
                os._exit(0)  # the parent is gone or has cancelled
