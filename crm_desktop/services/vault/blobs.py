"""The bytes of attachments under ``files/``: as they are in a plain shop, wrapped for the shop key in an encrypted one.

A blob is named after the SHA-256 of what it holds; a wrapped one ends in ``.age``. It never changes under its name.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.core import fsops

SUFFIX = ".age"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class BlobStore:
    """``recipient`` wraps what is added (None: kept in plain), ``identity`` opens what is wrapped."""

    folder: Path
    recipient: str | None = None
    identity: str | None = None

    def add(self, digest: str, data: bytes) -> None:
        """Keep ``data`` unless a sound copy is there already, in the form of this shop."""
        path = self._wrapped(digest) if self.recipient else self._plain(digest)
        if path.is_file() and self._read(path, digest) is not None:
            return
        with fsops.told_plainly(path):
            fsops.make_dir(path.parent)
            fsops.write_atomic(path, _seal(data, self.recipient) if self.recipient else data)

    def read(self, digest: str) -> bytes | None:
        """The bytes, or None when they are missing, damaged or can't be opened."""
        for path in (self._wrapped(digest), self._plain(digest)):
            found = self._read(path, digest)
            if found is not None:
                return found
        return None

    def digests(self) -> set[str]:
        """What is there, sound or not: quick, nothing is read."""
        folders = [entry.path for entry in os.scandir(self.folder) if entry.is_dir()] if self.folder.is_dir() else []
        return {name.removesuffix(SUFFIX) for folder in folders for name in os.listdir(folder)}

    def holds(self, digest: str) -> bool:
        """Whether the bytes are there; a wrapped one that can't be opened here counts as it is."""
        if self.identity is None and self._wrapped(digest).is_file():
            return True
        return self.read(digest) is not None

    def plain_ones(self) -> Iterator[Path]:
        """Files that lie open."""
        yield from (path for path in sorted(self.folder.glob("*/*")) if _DIGEST.fullmatch(path.name))

    def wrapped_ones(self) -> Iterator[Path]:
        yield from (path for path in sorted(self.folder.glob(f"*/*{SUFFIX}")) if _DIGEST.fullmatch(path.stem))

    def _plain(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest

    def _wrapped(self, digest: str) -> Path:
        return self.folder / digest[:2] / f"{digest}{SUFFIX}"

    def _read(self, path: Path, digest: str) -> bytes | None:
        if not path.is_file():
            return None
        data: bytes | None = path.read_bytes()
        if path.suffix == SUFFIX:
            data = _unseal(data or b"", self.identity) if self.identity else None
        return data if data is not None and hashlib.sha256(data).hexdigest() == digest else None


def _seal(data: bytes, recipient: str) -> bytes:
    from crm_desktop.services.backup import agefile  # loads the encryption: plain shops never need it

    return agefile.seal(data, recipient)


def _unseal(blob: bytes, identity: str) -> bytes | None:
    from crm_desktop.services.backup import agefile

    return agefile.unseal(blob, identity)
