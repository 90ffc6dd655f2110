"""An Excel 97 workbook, just big enough to be read: a compound file with one stream of records."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str, lengths: str) -> bytes:
    return struct.pack(lengths, len(text)) + b"\x01" + text.encode("utf-16-le")


def stream(rows: Sequence[Sequence[str | float]], sheet: str = "Sheet1") -> bytes:
    """The records of a workbook with one sheet of texts and numbers."""
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    named = _text(sheet, "<B")
    place = len(begin) + 4 + 6 + len(named) + 4
    globals_ = begin + _record(0x0085, struct.pack("<IH", place, 0) + named) + _record(0x000A, b"")
    cells = b""
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            where = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str):
                cells += _record(0x0204, where + _text(value, "<H"))
            else:
                cells += _record(0x0203, where + struct.pack("<d", value))
    width = max(map(len, rows), default=0)
    size = _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    opening = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    return globals_ + opening + size + cells + _record(0x000A, b"")


def compound(data: bytes, name: str = "Workbook") -> bytes:
    """A compound file that holds ``data`` as its only stream."""
    data = data.ljust(max(4096, -(-len(data) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(data) // _SECTOR
    fat = [_FAT, _END, *range(3, sectors + 2), _END]
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    assert len(fat) == _SECTOR // 4, "one sector of addresses must do"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<I", 0)
    header += struct.pack("<I", _FREE) * 108
    folder = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _FREE, 2, len(data)) + bytes(256)
    return header + struct.pack(f"<{len(fat)}I", *fat) + folder + data


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return head + bytes(16 + 4 + 16) + struct.pack("<IQ", start, size)


def write(path: Path, rows: Sequence[Sequence[str | float]]) -> Path:
    path.write_bytes(compound(stream(rows)))
    return path
