"""A second start hands its wish to the window that is open, instead of opening a second one on the same data."""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 2000
LONGEST_MESSAGE = 65536


def server_name(data_dir: Path) -> str:
    """One name per user and data folder."""
    who = f"{getpass.getuser()}\0{data_dir.resolve()}"
    return "crm-desktop-" + hashlib.sha256(who.encode()).hexdigest()[:20]


def tell_first(data_dir: Path, message: dict[str, str]) -> bool:
    """Send ``message`` to the window open on ``data_dir``; False when there is none.

    Messages: ``{"do": "show"}``, ``{"do": "quit"}``, ``{"do": "restore", "path": "…"}``.
    """
    socket = QLocalSocket()
    socket.connectToServer(server_name(data_dir))
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(json.dumps(message).encode() + b"\n")
    heard = socket.waitForBytesWritten(WAIT_MS) and socket.waitForReadyRead(WAIT_MS)
    socket.disconnectFromServer()
    return bool(heard)


def is_open(data_dir: Path) -> bool:
    """Whether a window is open on ``data_dir``; the window is not told."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(data_dir))
    found = socket.waitForConnected(WAIT_MS)
    socket.disconnectFromServer()
    return bool(found)


class FirstInstance(QObject):
    """Listens for later starts; ``act(message)`` is called for each. Only whoever holds the folder's lock makes one."""

    def __init__(self, data_dir: Path, act: Callable[[dict[str, str]], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._act = act
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)
        self.listen(data_dir)

    def listen(self, data_dir: Path) -> None:
        """Under the name of this folder from now on: the window has its lock."""
        self._server.close()
        name = server_name(data_dir)
        QLocalServer.removeServer(name)  # left by a killed process: the lock says that nobody listens there
        self._server.listen(name)

    def close(self) -> None:
        self._server.close()

    @Slot()
    def _accept(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)

    @Slot()
    def _read(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket) or not socket.canReadLine():
            return
        line = bytes(socket.readLine(LONGEST_MESSAGE).data())
        socket.write(b"ok\n")
        socket.flush()
        try:
            message = json.loads(line)
        except ValueError:
            return
        if isinstance(message, dict):
            self._act({str(key): str(value) for key, value in message.items()})
