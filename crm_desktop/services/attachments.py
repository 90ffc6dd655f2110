"""Files kept with customers and deals: stored once under their digest, never changed, part of every backup."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from crm_desktop.core import fsops
from crm_desktop.core.clock import from_ms
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.models.details import Attachment as AttachmentModel

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

ALLOWED = ("pdf", "jpg", "jpeg", "png", "webp", "txt", "xlsx", "docx")
LARGEST = 25 * 1024 * 1024

_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')
_MAGIC = {"pdf": b"%PDF", "jpg": b"\xff\xd8", "jpeg": b"\xff\xd8", "png": b"\x89PNG", "webp": b"RIFF",
          "xlsx": b"PK", "docx": b"PK"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attachment:
    """``name`` is what it was called; ``size`` bytes."""

    id: int
    name: str
    size: int
    sha256: str
    added: datetime
    customer_id: int | None
    deal_id: int | None


def safe_name(name: str) -> str:
    """``name`` without path, control and direction characters, reserved device names and trailing dots."""
    name = PureWindowsPath(PurePosixPath(name).name).name
    name = _UNSAFE.sub("_", name).rstrip(". ").strip() or "file"
    stem, dot, ending = name.rpartition(".")
    if _RESERVED.match(stem or ending):
        name = f"_{stem or ending}{dot}{ending if stem else ''}"
    return name[-120:]


class AttachmentsService:
    def __init__(self, services: Services) -> None:
        self._s = services

    def add(self, work: UnitOfWork, source: Path, *, customer_id: int | None = None, deal_id: int | None = None) -> int:
        """Keep a copy of ``source``. Raises ``unsupported`` (its kind), ``too_large``, ``bad_file``, ``disk_full``."""
        name = safe_name(source.name)
        ending = name.rpartition(".")[2].lower()
        if ending not in ALLOWED:
            raise UserError(
                "unsupported",
                N_("files", "Files of the kind “.{ending}” can't be kept here.").fill(ending=ending),
                N_("files", "Pictures, PDF, text, Excel and Word files can."),
            )
        with fsops.told_plainly(source):
            size = source.stat().st_size
            if size > LARGEST:
                raise UserError("too_large", N_("files", "{name} is larger than 25 MB.").fill(name=name))
            data = source.read_bytes()
        magic = _MAGIC.get(ending)
        if magic is not None and not data.startswith(magic):
            raise UserError(
                "bad_file", N_("files", "{name} is not what its ending says. It may be damaged.").fill(name=name)
            )
        digest = hashlib.sha256(data).hexdigest()
        self._s.blobs.add(digest, data)
        return work.insert(AttachmentModel, customer=customer_id, deal=deal_id, name=name, size=size, sha256=digest)

    def of(self, *, customer_id: int | None = None, deal_id: int | None = None) -> list[Attachment]:
        """The files of one record, newest first."""
        column, owner = ("customer_id", customer_id) if customer_id is not None else ("deal_id", deal_id)
        rows = self._s.db.execute_sql(
            "SELECT id, name, size, sha256, created_at, customer_id, deal_id FROM attachment "
            f"WHERE {column} = ? AND deleted_at IS NULL ORDER BY id DESC",
            (owner,),
        )
        return [
            Attachment(record_id, name, size, digest, from_ms(at), customer, deal)
            for record_id, name, size, digest, at, customer, deal in rows
        ]

    def delete(self, work: UnitOfWork, attachment_id: int) -> None:
        """Out of sight; the bytes stay as long as a change or a generation may need them."""
        work.delete(AttachmentModel, attachment_id)

    def copy_to(self, attachment_id: int, folder: Path) -> Path:
        """A private copy to open or save, under its own name. Raises ``not_found`` or ``damaged``."""
        row = self._s.db.execute_sql("SELECT name, sha256 FROM attachment WHERE id = ?", (attachment_id,)).fetchone()
        if row is None:
            raise UserError("not_found", N_("files", "This file is not kept here any more."))
        name, digest = row
        data = self._s.blobs.read(digest)
        if data is None:
            raise UserError(
                "damaged",
                N_("files", "{name} is damaged or missing on this computer.").fill(name=name),
                N_("files", "Restore it from a backup."),
            )
        target: Path = folder / secrets.token_hex(4) / name
        with fsops.told_plainly(folder):
            target.parent.mkdir(parents=True, mode=0o700)
            fsops.write_new(target, data)
        return target

    def missing(self) -> list[str]:
        """Names of files whose bytes are gone or changed."""
        from crm_desktop.services.vault import stored

        return list(stored.missing(self._s.db, self._s.blobs).values())
