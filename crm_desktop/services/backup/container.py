"""The outer file: a ZIP of five stored members in a fixed order, which ``unzip`` opens.

It has exactly one valid form for given contents. Reading builds that form again and compares it byte by byte,
so that no flipped bit, however unimportant a ZIP program may find it, goes unnoticed.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from crm_desktop.core import fsops
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_

README, INFO, PASSPHRASE_KEY, RECOVERY_KEY, PAYLOAD = (
    "README.txt",
    "backup.json",
    "key-passphrase.age",
    "key-recovery.age",
    "data.age",
)
SMALL = (README, INFO, PASSPHRASE_KEY, RECOVERY_KEY)
MEMBERS = (*SMALL, PAYLOAD)
LARGEST = 2**32 - 2**20
"""Bytes of the whole file; beyond it the ZIP format needs extensions that we do without."""
_SMALL_LIMIT = 64 * 1024
_CHUNK = 1024 * 1024
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_DATE = 0x0021  # 1 January 1980, the first day a ZIP knows
_LOCAL_SIZE = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a member's bytes lie in the file, and their checksum."""

    name: str
    crc: int
    size: int
    header_at: int

    @property
    def data_at(self) -> int:
        return self.header_at + _LOCAL_SIZE + len(self.name)


@dataclass(frozen=True, slots=True)
class Container:
    """A file whose outer form is sound: the small members' bytes and the place of the payload."""

    path: Path
    small: dict[str, bytes]
    payload: Entry

    def hashes(self) -> dict[str, str]:
        """SHA-256 of the small members, which the manifest inside the payload binds."""
        return {name: hashlib.sha256(data).hexdigest() for name, data in self.small.items()}


def write(file: BinaryIO, small: dict[str, bytes], write_payload: Callable[[BinaryIO], None]) -> None:
    """Write a whole container to the empty ``file``; ``write_payload`` appends the payload's bytes to it."""
    entries = []
    for name in SMALL:
        entry = Entry(name, zlib.crc32(small[name]), len(small[name]), file.tell())
        fsops.write(file, _local(entry) + small[name])
        entries.append(entry)
    placeholder = Entry(PAYLOAD, 0, 0, file.tell())
    fsops.write(file, _local(placeholder))
    summed = _Summed(file)
    write_payload(cast("BinaryIO", summed))
    if file.tell() > LARGEST:
        raise UserError("too_large", N_("backup", "The data is too large for one backup file (over 4 GB)."))
    payload = Entry(PAYLOAD, summed.crc, summed.size, placeholder.header_at)
    file.seek(payload.header_at)
    fsops.write(file, _local(payload))
    file.seek(payload.data_at + payload.size)
    fsops.write(file, _tail([*entries, payload], file.tell()))


class _Summed:
    """Hands on what is written and adds up its size and checksum."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.crc = self.size = 0

    def write(self, data: bytes) -> int:
        self.crc = zlib.crc32(data, self.crc)
        self.size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()


def read(path: Path) -> Container:
    """Check the outer form of ``path`` completely. Raises ``bad_file`` (not ours), ``damaged`` or ``not_found``."""
    with fsops.told_plainly(path), path.open("rb") as file:
        _require_ours(file, path)
        entries: list[Entry] = []
        small: dict[str, bytes] = {}
        for name in MEMBERS:
            entry = _read_local(file, name, path)
            if name == PAYLOAD:
                crc = _crc(file, entry.size)
            else:
                if entry.size > _SMALL_LIMIT:
                    raise damaged(path)
                small[name] = file.read(entry.size)
                crc = zlib.crc32(small[name])
            if crc != entry.crc or file.tell() != entry.data_at + entry.size:
                raise damaged(path)
            entries.append(entry)
        tail = _tail(entries, file.tell())
        if file.read(len(tail) + 1) != tail:
            raise damaged(path)
    return Container(path, small, entries[-1])


def peek(path: Path) -> bytes:
    """The bytes of ``backup.json`` without checking the rest: for lists of files. Raises like :func:`read`."""
    with fsops.told_plainly(path), path.open("rb") as file:
        _require_ours(file, path)
        for name in (README, INFO):
            entry = _read_local(file, name, path)
            if entry.size > _SMALL_LIMIT:
                raise damaged(path)
            data = file.read(entry.size)
            if zlib.crc32(data) != entry.crc:
                raise damaged(path)
    return data


def damaged(path: Path) -> UserError:
    return UserError(
        "damaged",
        N_("backup", "The backup {name} is damaged or incomplete.").fill(name=path.name),
        N_("backup", "Use another backup. Nothing was changed."),
    )


def _require_ours(file: BinaryIO, path: Path) -> None:
    start = file.read(_LOCAL_SIZE + len(README))
    name = start[_LOCAL_SIZE:]
    strange = sum(ours != theirs for ours, theirs in zip(README.encode(), name, strict=False))
    if (len(start) < _LOCAL_SIZE + len(README) and _LOCAL.startswith(start[:4])) or (name and strange <= 2):
        file.seek(0)
        return
    raise UserError(
        "bad_file",
        N_("backup", "{name} is not a backup of this program.").fill(name=path.name),
        N_("backup", "Choose a file that ends in .crmbackup."),
    )


def _read_local(file: BinaryIO, name: str, path: Path) -> Entry:
    at = file.tell()
    raw = file.read(_LOCAL_SIZE + len(name))
    if len(raw) < _LOCAL_SIZE + len(name):
        raise damaged(path)
    crc, size = struct.unpack_from("<II", raw, 14)
    entry = Entry(name, crc, size, at)
    if raw != _local(entry):
        raise damaged(path)
    return entry


def _local(entry: Entry) -> bytes:
    name = entry.name.encode("ascii")
    fields = (20, 0, 0, 0, _DATE, entry.crc, entry.size, entry.size, len(name), 0)
    return _LOCAL + struct.pack("<HHHHHIIIHH", *fields) + name


def _tail(entries: list[Entry], at: int) -> bytes:
    directory = b""
    for entry in entries:
        name = entry.name.encode("ascii")
        fields = (20, 20, 0, 0, 0, _DATE, entry.crc, entry.size, entry.size, len(name), 0, 0, 0, 0, 0, entry.header_at)
        directory += _CENTRAL + struct.pack("<HHHHHHIIIHHHHHII", *fields) + name
    count = len(entries)
    return directory + _END + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), at, 0)


def _crc(file: BinaryIO, size: int) -> int:
    crc = 0
    while size:
        chunk = file.read(min(size, _CHUNK))
        if not chunk:
            break
        crc = zlib.crc32(chunk, crc)
        size -= len(chunk)
    return crc
