"""A recorder below the database engine: every write, sync, truncation and removal, and what a power cut leaves of them.

It hooks the file layer (VFS) of the very engine that the program uses, through its exported functions. A crash image
keeps what was synced; of what was not, any 512-byte sector may be there or not, and an unsynced truncation or removal
may have happened or not.
"""

from __future__ import annotations

import ctypes
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlcipher3 import _sqlite3 as _extension  # the compiled engine

SECTOR = 512
_POINTERS = 18
_WRITE, _TRUNCATE, _SYNC = 2, 3, 4
"""Places in the table of a file's methods."""


class _Methods(ctypes.Structure):
    _fields_ = [("version", ctypes.c_int), ("call", ctypes.c_void_p * _POINTERS)]


class _File(ctypes.Structure):
    _fields_ = [("methods", ctypes.POINTER(_Methods))]


_Open = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(_File), ctypes.c_int, ctypes.POINTER(ctypes.c_int)
)
"""A name goes on by its address: the engine keeps no copy and reads more beside it as long as the file is open."""
_Delete = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_Write = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)
_Truncate = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int64)
_Sync = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("version", ctypes.c_int),
        ("size", ctypes.c_int),
        ("longest", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("open", _Open),
        ("delete", _Delete),
    ]


@dataclass(frozen=True, slots=True)
class Event:
    """``kind`` write, truncate, sync, delete, open or mark; ``at`` an offset, a size or the number of a mark."""

    kind: str
    path: str = ""
    at: int = 0
    data: bytes = b""


@dataclass(slots=True)
class Recording:
    events: list[Event] = field(default_factory=list)

    def mark(self, number: int) -> None:
        """What comes before was acknowledged."""
        self.events.append(Event("mark", at=number))


@contextmanager
def recording() -> Iterator[Recording]:
    """Record what connections opened in the block write. Linux and other systems with a ``unix`` file layer."""
    library = ctypes.CDLL(_extension.__file__)
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    vfs = library.sqlite3_vfs_find(None).contents
    made = Recording()
    kept: list[Any] = []
    names: dict[int, str] = {}
    tables: dict[int, Any] = {}
    real_open, real_delete = vfs.open, vfs.delete
    open_at = ctypes.cast(real_open, ctypes.c_void_p).value
    delete_at = ctypes.cast(real_delete, ctypes.c_void_p).value
    call_open, call_delete = _Open(open_at), _Delete(delete_at)

    def hooked(original: Any) -> Any:
        address = ctypes.addressof(original.contents)
        if address not in tables:
            copy = _Methods.from_buffer_copy(original.contents)
            write, cut, sync = (
                kind(original.contents.call[place])
                for kind, place in ((_Write, _WRITE), (_Truncate, _TRUNCATE), (_Sync, _SYNC))
            )

            def on_write(file: int, data: int, size: int, offset: int) -> int:
                made.events.append(Event("write", names[file], offset, ctypes.string_at(data, size)))
                return int(write(file, data, size, offset))

            def on_truncate(file: int, size: int) -> int:
                made.events.append(Event("truncate", names[file], size))
                return int(cut(file, size))

            def on_sync(file: int, flags: int) -> int:
                result = int(sync(file, flags))
                made.events.append(Event("sync", names[file]))
                return result

            for place, function in (
                (_WRITE, _Write(on_write)),
                (_TRUNCATE, _Truncate(on_truncate)),
                (_SYNC, _Sync(on_sync)),
            ):
                copy.call[place] = ctypes.cast(function, ctypes.c_void_p).value
                kept.append(function)
            tables[address] = copy
        return ctypes.pointer(tables[address])

    def on_open(this: int, name: int | None, file: Any, flags: int, out: Any) -> int:
        path = ctypes.string_at(name).decode() if name else ""
        before = Path(path).read_bytes() if path and Path(path).is_file() else b""
        result = int(call_open(this, name, file, flags, out))
        if result == 0 and path and file.contents.methods:
            names[ctypes.addressof(file.contents)] = path
            made.events.append(Event("open", path, data=before))
            file.contents.methods = hooked(file.contents.methods)
        return result

    def on_delete(this: int, name: int, sync: int) -> int:
        made.events.append(Event("delete", ctypes.string_at(name).decode()))
        return int(call_delete(this, name, sync))

    kept += [_Open(on_open), _Delete(on_delete)]
    vfs.open, vfs.delete = kept[-2], kept[-1]
    try:
        yield made
    finally:
        vfs.open, vfs.delete = call_open, call_delete
        _KEPT.append((kept, tables, call_open, call_delete))


_KEPT: list[Any] = []
"""Connections may outlive the recording: the functions they call must too."""


class Disk:
    """What lies on the disk after the events so far: ``durable`` for sure, ``pending`` perhaps."""

    def __init__(self) -> None:
        self.durable: dict[str, bytearray] = {}
        self.pending: dict[str, list[Event]] = {}
        self.acknowledged = 0

    def take(self, event: Event) -> None:
        if event.kind == "mark":
            self.acknowledged = event.at
        elif event.kind == "open":
            if event.path not in self.durable:
                self.durable[event.path] = bytearray(event.data)
            self.pending.setdefault(event.path, [])
        elif event.kind == "sync":
            for late in self.pending.get(event.path, ()):
                _apply(self.durable, late)
            self.pending[event.path] = []
        else:
            self.pending.setdefault(event.path, []).append(event)

    def crash(self, dice: random.Random) -> dict[str, bytes]:
        """One of the states in which a power cut may leave the files."""
        files = {path: bytearray(data) for path, data in self.durable.items()}
        share = dice.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        for events in self.pending.values():
            for event in events:
                if event.kind != "write":
                    if dice.random() < share:
                        _apply(files, event)
                    continue
                for piece in _sectors(event):
                    if dice.random() < share:
                        _apply(files, piece)
        return {path: bytes(data) for path, data in files.items()}


def _apply(files: dict[str, bytearray], event: Event) -> None:
    if event.kind == "delete":
        files.pop(event.path, None)
        return
    held = files.setdefault(event.path, bytearray())
    if event.kind == "truncate":
        del held[event.at :]
        held.extend(bytes(event.at - len(held)))
        return
    if len(held) < event.at:
        held.extend(bytes(event.at - len(held)))
    held[event.at : event.at + len(event.data)] = event.data


def _sectors(event: Event) -> Iterator[Event]:
    """A write, cut where the disk cuts it."""
    start = event.at
    end = event.at + len(event.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        yield Event("write", event.path, start, event.data[start - event.at : stop - event.at])
        start = stop
