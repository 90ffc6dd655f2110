"""The age format (age-encryption.org/v1) through pyrage, with the guards that it was found to need.

These calls hold the interpreter for as long as they run: call them in a child process (``child.py``).
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pyrage
import pyrage.passphrase
import pyrage.x25519

from crm_desktop.core import fsops
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_

_MAX_LOG_N = 20
_PAUSES = (0.0, 0.2, 0.5, 1.0, 2.0, 4.0)
"""Seconds between tries on a machine that is too busy."""
_SCRYPT = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} (\d{1,2})\n")


class _Writer:
    """Hands data on and remembers the failure of its own that pyrage would hide."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            fsops.write(self._file, data)
        except OSError as error:
            self.error = error
            raise
        return len(data)

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError as error:
            self.error = error
            raise


class _ChunkReader(io.RawIOBase):
    """Reads from a generator, and remembers the generator's own failure."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")
        self.error: BaseException | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            while not self._rest:
                self._rest = memoryview(next(self._chunks))
        except StopIteration:
            return 0
        except BaseException as error:
            self.error = error
            raise
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


class _Window(io.RawIOBase):
    """A part of a file as a file of its own."""

    def __init__(self, file: BinaryIO, at: int, size: int) -> None:
        self._file = file
        self._left = size
        file.seek(at)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(min(len(buffer), self._left))
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)


def new_identity() -> tuple[str, str]:
    """A fresh X25519 key pair: ``(identity, recipient)`` as age writes them."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def recipient_of(identity: str) -> str:
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def encrypt(chunks: Iterator[bytes], file: BinaryIO, recipients: list[str]) -> None:
    """Append the age file of all ``chunks`` to ``file``; raises the ``OSError`` of a failing write."""
    reader, writer = _ChunkReader(chunks), _Writer(file)
    try:
        pyrage.encrypt_io(
            io.BufferedReader(reader, 1 << 20), writer, [pyrage.x25519.Recipient.from_str(key) for key in recipients]
        )
    except Exception as error:
        raise (reader.error or writer.error or error) from None
    if reader.error or writer.error:
        raise reader.error or writer.error or OSError()
    file.flush()


def decrypt(source: BinaryIO, at: int, size: int, target: Path, identity: str) -> bool:
    """Decrypt ``size`` bytes at ``at`` into the new file ``target``; False when they can't be opened as a whole."""
    with fsops.create(target) as file:
        writer = _Writer(file)
        window = io.BufferedReader(_Window(source, at, size), 1 << 20)
        try:
            pyrage.decrypt_io(window, writer, [pyrage.x25519.Identity.from_str(identity)])
            file.flush()
        except (pyrage.DecryptError, OSError) as error:
            if writer.error:
                raise writer.error from None
            if isinstance(error, OSError) and error.errno is not None:
                raise
            return False  # a piece that does not fit: pyrage tells it as an OSError without a number
        if writer.error:
            raise writer.error
    return True


def seal(data: bytes, recipient: str) -> bytes:
    """A small age file for ``recipient``."""
    return bytes(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(recipient)]))


def unseal(blob: bytes, identity: str) -> bytes | None:
    """What :func:`seal` was given; None when the file is damaged or meant for somebody else."""
    try:
        return bytes(pyrage.decrypt(blob, [pyrage.x25519.Identity.from_str(identity)]))
    except (pyrage.DecryptError, pyrage.IdentityError, OSError):
        return None


def wrap(secret: bytes, passphrase: str) -> bytes:
    """``secret`` under a passphrase: the file that ``age -d -i`` takes as an identity (1 to 2 seconds)."""
    return bytes(pyrage.passphrase.encrypt(secret, passphrase))


def unwrap(blob: bytes, passphrase: str) -> bytes | None:
    """The secret, or None when the passphrase is wrong or the file is damaged.

    Raises ``UserError("damaged")`` for a file that would need more memory than we ever ask for, ``busy`` when this
    computer has too little time for it just now: pyrage measures its speed first and refuses what seems too much work,
    which on a loaded machine may be its own files. That must not be told as a wrong passphrase.
    """
    found = _SCRYPT.match(blob)
    if found is None:
        return None
    if int(found[1]) > _MAX_LOG_N:
        raise UserError("damaged", N_("backup", "The key in this file is not one that this program made."))
    for pause in _PAUSES:
        try:
            return bytes(pyrage.passphrase.decrypt(blob, passphrase))
        except pyrage.DecryptError as error:
            if "excessive" not in str(error).lower():
                return None
        time.sleep(pause)
    raise UserError(
        "busy",
        N_("backup", "This computer has too much to do to check the passphrase now."),
        N_("backup", "Close other programs or wait a moment, then try again."),
    )
