"""What a backup says about itself: in the open (``backup.json``) and inside the payload (``manifest.json``)."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT, FORMAT_VERSION = "crm-desktop-backup", 1


@dataclass(frozen=True, slots=True)
class Info:
    """The public part: nothing in it tells whose data it is or how much.

    ``created`` is ISO 8601 UTC, ``kind`` one of manual, auto, exit, pre-import, pre-migration,
    ``shop`` a random id, ``sequence`` counts the backups of the data folder.
    """

    created: str
    sequence: int
    kind: str
    shop: str
    schema: int
    app: str
    payload: int = 0
    format: str = FORMAT
    version: int = FORMAT_VERSION

    def to_bytes(self) -> bytes:
        return (json.dumps(asdict(self), indent=1, sort_keys=True) + "\n").encode()

    @staticmethod
    def parse(data: bytes) -> Info:
        """Raises ``ValueError`` when ``data`` is no such description."""
        try:
            raw = json.loads(data)
            for name in ("version", "schema", "sequence", "payload"):
                raw[name] = int(raw[name])
            info = Info(**{name: raw[name] for name in Info.__dataclass_fields__})
        except (KeyError, TypeError) as error:
            raise ValueError("not a backup description") from error
        if info.format != FORMAT:
            raise ValueError("not a backup description")
        return info


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside the payload."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``counts`` are live records by public name, ``tables`` all rows per table with their newest change (ms UTC);
    ``outer`` binds the members outside the payload; ``audit_head`` is the last hash of the audit log; ``missing`` names
    the files (by digest) that records have and that were not to be had: such a backup does not count as verified.
    """

    info: Info
    counts: Mapping[str, int]
    tables: Mapping[str, tuple[int, int | None]]
    members: Mapping[str, Member]
    outer: Mapping[str, str]
    audit_head: str
    missing: Mapping[str, str] = field(default_factory=dict)

    def to_bytes(self, auth: str) -> bytes:
        body = asdict(self)
        return json.dumps({**body, "hmac": _mac(body, auth)}, indent=1, sort_keys=True).encode()

    @staticmethod
    def parse(data: bytes, auth: str) -> Manifest:
        """Raises ``ValueError`` when it was not made with ``auth`` or lacks something."""
        try:
            raw = json.loads(data)
            given = raw.pop("hmac")
            if not hmac.compare_digest(_mac(raw, auth), given):
                raise ValueError("not made with the key of this shop")
            return Manifest(
                info=Info(**raw["info"]),
                counts={str(name): int(count) for name, count in raw["counts"].items()},
                tables={str(name): (int(rows), newest) for name, (rows, newest) in raw["tables"].items()},
                members={str(name): Member(**member) for name, member in raw["members"].items()},
                outer={str(name): str(digest) for name, digest in raw["outer"].items()},
                audit_head=str(raw["audit_head"]),
                missing={str(digest): str(name) for digest, name in raw.get("missing", {}).items()},
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a manifest") from error


def _mac(body: dict[str, Any], auth: str) -> str:
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
    return hmac.new(bytes.fromhex(auth), canonical, hashlib.sha256).hexdigest()
