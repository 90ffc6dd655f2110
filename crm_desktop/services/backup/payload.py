"""The encrypted part: a tar of manifest, database and attachments, through zstd, inside age."""

from __future__ import annotations

import hashlib
import io
import os
import re
import tarfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import zstandard

from crm_desktop.core import fsops
from crm_desktop.services.backup.manifest import Manifest, Member

DATABASE, MANIFEST, KEY = "crm.sqlite", "manifest.json", "database.age"
_CHUNK = 1024 * 1024
_LEVEL = 3
_MANIFEST_LIMIT = 64 * 1024 * 1024
_NAME = re.compile(r"crm\.sqlite|database\.age|files/[0-9a-f]{2}/[0-9A-Za-z_-]{1,64}(?:\.age)?")

Progress = Callable[[int], None]
"""Called with the number of bytes handled since the last call."""


class Damaged(Exception):
    """The payload does not hold what its manifest says."""


def digest(path: Path) -> Member:
    """Size and SHA-256 of a file."""
    sha, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            sha.update(chunk)
            size += len(chunk)
    return Member(size, sha.hexdigest())


def attachments(folder: Path) -> dict[str, Path]:
    """Member name → file, of everything stored under ``files/``."""
    if not folder.is_dir():
        return {}
    found = {f"files/{file.parent.name}/{file.name}": file for file in sorted(folder.glob("*/*"))}
    return {name: file for name, file in found.items() if _NAME.fullmatch(name) and file.is_file()}


def lacking(referred: Mapping[str, str], members: Mapping[str, Member]) -> dict[str, str]:
    """What of ``referred`` (digest → name) the members don't hold: not there, or with other bytes than it should have.

    What is wrapped for the shop key can't be looked into here; it is as it lies on the disk.
    """
    held = {name.rpartition("/")[2].removesuffix(".age"): name for name in members if name.startswith("files/")}
    sound = {digest for digest, name in held.items() if name.endswith(".age") or members[name].sha256 == digest}
    return {digest: name for digest, name in referred.items() if digest not in sound}


def chunks(
    manifest: bytes, sources: Mapping[str, Path], sizes: Mapping[str, int], progress: Progress
) -> Iterator[bytes]:
    """The compressed tar, piece by piece. ``progress`` counts uncompressed bytes."""
    threads = min(2, os.cpu_count() or 1)
    packer = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True, threads=threads).compressobj()
    for piece in _tar(manifest, sources, sizes):
        progress(len(piece))
        packed = packer.compress(piece)
        if packed:
            yield packed
    yield packer.flush()


def _tar(manifest: bytes, sources: Mapping[str, Path], sizes: Mapping[str, int]) -> Iterator[bytes]:
    yield _header(MANIFEST, len(manifest)) + manifest + _padding(len(manifest))
    for name, path in sources.items():
        yield _header(name, sizes[name])
        left = sizes[name]
        with path.open("rb") as file:
            while left:
                piece = file.read(min(_CHUNK, left))
                if not piece:
                    raise Damaged(name)
                left -= len(piece)
                yield piece
        yield _padding(sizes[name])
    yield bytes(2 * tarfile.BLOCKSIZE)


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, 0
    return info.tobuf(tarfile.GNU_FORMAT)


def _padding(size: int) -> bytes:
    return bytes(-size % tarfile.BLOCKSIZE)


def read_manifest(packed: Path, auth: str) -> Manifest:
    """The authenticated manifest, which comes first. Raises :class:`Damaged`."""
    try:
        with packed.open("rb") as file, _open_tar(file) as tar:
            first = tar.next()
            if first is None or first.name != MANIFEST or not first.isreg() or first.size > _MANIFEST_LIMIT:
                raise Damaged("no manifest")
            return Manifest.parse(_content(tar, first).read(), auth)
    except (tarfile.TarError, zstandard.ZstdError, ValueError, EOFError) as error:
        raise Damaged(str(error)) from error


def unpack(packed: Path, manifest: Manifest, target: Path, progress: Progress) -> None:
    """Write the members into ``target``, exactly those of the manifest and in its sizes and digests.

    Raises :class:`Damaged`; an ``OSError`` of the target's drive passes through.
    """
    missing = dict(manifest.members)
    try:
        with packed.open("rb") as file, _open_tar(file) as tar:
            for member in tar:
                if member.name == MANIFEST:
                    continue
                expected = missing.pop(member.name, None)
                good = _NAME.fullmatch(member.name) and member.isreg()
                if expected is None or not good or member.size != expected.size:
                    raise Damaged(member.name)
                if _copy(_content(tar, member), target / member.name, progress) != expected.sha256:
                    raise Damaged(member.name)
    except (tarfile.TarError, zstandard.ZstdError, EOFError) as error:
        raise Damaged(str(error)) from error
    if missing:
        raise Damaged(next(iter(missing)))


def _open_tar(file: BinaryIO) -> tarfile.TarFile:
    reader = zstandard.ZstdDecompressor().stream_reader(file, read_size=_CHUNK, closefd=False)
    return tarfile.open(fileobj=io.BufferedReader(reader, _CHUNK), mode="r|", bufsize=_CHUNK)


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> BinaryIO:
    content = tar.extractfile(member)
    if content is None:
        raise Damaged(member.name)
    return content  # type: ignore[return-value]


def _copy(source: BinaryIO, target: Path, progress: Progress) -> str:
    sha = hashlib.sha256()
    fsops.make_dir(target.parent)
    with fsops.create(target) as file:
        while piece := source.read(_CHUNK):
            sha.update(piece)
            fsops.write(file, piece)
            progress(len(piece))
        file.flush()
    return sha.hexdigest()
