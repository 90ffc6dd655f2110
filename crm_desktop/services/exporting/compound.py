"""A compound file (MS-CFB, version 3): the envelope in which office programs keep an encrypted workbook.

It is a small file system. Streams below 4 KB share one mini stream, larger ones have sectors of their own; a table
(FAT) says for each sector which one follows, a list (DIFAT) where that table lies.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SECTOR, MINI = 512, 64
CUTOFF = 4096
"""Streams from this size on have sectors of their own."""

_IN_SECTOR = SECTOR // 4
_IN_HEADER = 109
_END, _FAT, _DIFAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF
_UNUSED, _STORAGE, _STREAM, _ROOT = 0, 1, 2, 5
_BLACK = 1
"""A search tree whose nodes are all black is one without rules of balance."""
_ENTRY = 128
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    start: int = _END
    size: int = 0
    left: int = _FREE
    right: int = _FREE
    child: int = _FREE


def head(streams: Sequence[tuple[str, bytes]], last: tuple[str, int] | None = None) -> bytes:
    """Everything of the file that comes before its ``last`` stream.

    ``streams`` are small ones with their content, named by their path (``Folder/Stream``). ``last`` is the name and
    size of a large one: its bytes follow, filled up with zeros to whole sectors. Raises ``ValueError`` where a stream
    has the wrong size for its place.
    """
    if any(len(data) >= CUTOFF for _, data in streams) or (last is not None and last[1] < CUTOFF):
        raise ValueError("a stream of the wrong size for its place")
    entries = _entries(streams, last)
    mini_stream, mini_table = _minis(entries)
    directory = _sectors(len(entries) * _ENTRY)
    minis, mini_tables = _sectors(len(mini_stream)), _sectors(len(mini_table) * 4)
    own = last[1] if last is not None else 0
    content = directory + mini_tables + minis + _sectors(own)
    tables, lists = _table_sizes(content)
    first = tables + lists
    entries[0].start, entries[0].size = first + directory + mini_tables, len(mini_stream)
    if last is not None:
        big = next(entry for entry in entries if entry.name == last[0] and entry.kind == _STREAM)
        big.start, big.size = first + directory + mini_tables + minis, own
    chains = [_DIFAT] * lists + [_FAT] * tables
    for count in (directory, mini_tables, minis, _sectors(own)):
        chains += _chain(len(chains), count)
    where = [lists + at for at in range(tables)]
    return b"".join((
        _header(first, first + directory, mini_tables, where, lists),
        _lists(where, lists),
        _packed(chains),
        b"".join(map(_packed_entry, entries)),
        _packed(mini_table),
        mini_stream + bytes(-len(mini_stream) % SECTOR),
    ))  # fmt: skip


def _entries(streams: Sequence[tuple[str, bytes]], last: tuple[str, int] | None) -> list[_Entry]:
    """The directory: the root, then what it holds, each storage with a search tree of its children."""
    entries = [_Entry("Root Entry", _ROOT)]
    known: dict[str, int] = {"": 0}
    children: dict[int, list[int]] = {0: []}

    def add(path: str, kind: int, data: bytes = b"") -> int:
        if path in known:
            return known[path]
        above, _, name = path.rpartition("/")
        parent = add(above, _STORAGE) if above else 0
        known[path] = len(entries)
        entries.append(_Entry(name, kind, data))
        children[known[path]] = []
        children[parent].append(known[path])
        return known[path]

    for path, data in streams:
        add(path, _STREAM, data)
    if last is not None:
        add(last[0], _STREAM)
    for parent, inside in children.items():
        inside.sort(key=lambda at: (len(entries[at].name), entries[at].name.upper()))
        entries[parent].child = _tree(entries, inside)
    return entries + [_Entry("", _UNUSED, start=0)] * (-len(entries) % (SECTOR // _ENTRY))


def _tree(entries: list[_Entry], inside: list[int]) -> int:
    """Link sorted entries as a balanced search tree; returns its root."""
    if not inside:
        return _FREE
    middle = len(inside) // 2
    root = inside[middle]
    entries[root].left = _tree(entries, inside[:middle])
    entries[root].right = _tree(entries, inside[middle + 1 :])
    return root


def _minis(entries: list[_Entry]) -> tuple[bytes, list[int]]:
    """The mini stream with all small streams and its table; tells their entries where they lie."""
    content, table = b"", list[int]()
    for entry in entries:
        if entry.kind == _STREAM and entry.data:
            entry.start, entry.size = len(table), len(entry.data)
            table += _chain(len(table), -(-len(entry.data) // MINI))
            content += entry.data + bytes(-len(entry.data) % MINI)
    return content, table


def _chain(start: int, count: int) -> Iterator[int]:
    """The table's entries for ``count`` sectors that follow each other."""
    if count:
        yield from range(start + 1, start + count)
        yield _END


def _sectors(size: int) -> int:
    return -(-size // SECTOR)


def _table_sizes(content: int) -> tuple[int, int]:
    """How many sectors the table and the list of its places take, which the table counts too."""
    tables = lists = 0
    while True:
        wanted = -(-(content + tables + lists) // _IN_SECTOR)
        more = -(-max(0, wanted - _IN_HEADER) // (_IN_SECTOR - 1))
        if (wanted, more) == (tables, lists):
            return tables, lists
        tables, lists = wanted, more


def _header(directory: int, mini_table: int, mini_tables: int, where: list[int], lists: int) -> bytes:
    facts = struct.pack(
        "<8s16sHHHHH6s9I",
        _MAGIC, b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, len(where), directory, 0, CUTOFF,
        mini_table if mini_tables else _END, mini_tables, 0 if lists else _END, lists,
    )  # fmt: skip
    return facts + _packed(where[:_IN_HEADER], _IN_HEADER)


def _lists(where: list[int], lists: int) -> bytes:
    """The places of the table that the header has no room for; the last number of each sector leads to the next."""
    made = b""
    for at in range(lists):
        start = _IN_HEADER + at * (_IN_SECTOR - 1)
        made += _packed(where[start : start + _IN_SECTOR - 1], _IN_SECTOR - 1)
        made += struct.pack("<I", at + 1 if at + 1 < lists else _END)
    return made


def _packed(numbers: Sequence[int], count: int | None = None) -> bytes:
    """Numbers as the file has them, filled up to ``count`` or to whole sectors."""
    missing = -len(numbers) % _IN_SECTOR if count is None else count - len(numbers)
    return struct.pack(f"<{len(numbers) + missing}I", *numbers, *[_FREE] * missing)


def _packed_entry(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    length = len(name) + 2 if name else 0
    tree = (entry.left, entry.right, entry.child)
    start = 0 if entry.kind == _STORAGE else entry.start
    return struct.pack("<64sHBB3I16sI2QIQ", name, length, entry.kind, _BLACK, *tree, b"", 0, 0, 0, start, entry.size)
