"""Is this a good place for live data? Network drives break the database, sync folders copy it half-written."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_

PlaceKind = Literal["local", "removable", "sync", "network"]

_NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "davfs", "vboxsf", "afs", "ceph", "glusterfs"}
_LOCAL_FUSE = {"fuse.ntfs-3g", "fuse.exfat", "fuseblk", "fuse.fuse-overlayfs", "fuse.lxcfs"}
_SYNC_NAMES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "nutstore": "Nutstore",
    "nutstore files": "Nutstore",
    "我的坚果云": "坚果云",
    "坚果云": "坚果云",
    "baidunetdisk": "百度网盘",
    "baidunetdiskworkspace": "百度网盘",
    "baidusyncdisk": "百度网盘",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
}
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4


@dataclass(frozen=True, slots=True)
class Place:
    """``service`` names the sync service or the type of the network drive."""

    kind: PlaceKind
    service: str = ""


def look_at(path: Path) -> Place:
    """What kind of place ``path`` is; it need not exist yet."""
    path = Path(os.path.abspath(path))
    network = _network(path)
    if network is not None:
        return Place("network", network)
    sync = _sync_service(path)
    if sync is not None:
        return Place("sync", sync)
    if os.name == "nt" and _windows_drive_type(path) == _DRIVE_REMOVABLE:
        return Place("removable")
    return Place("local")


def refuse_network(path: Path) -> None:
    """Raise ``UserError("unsupported")`` when ``path`` lies on a network drive."""
    place = look_at(path)
    if place.kind == "network":
        raise UserError(
            "unsupported",
            N_("places", "{path} is on a network drive ({kind}).").fill(path=str(path), kind=place.service),
            N_(
                "places",
                "Live data would be damaged there. Choose a folder on this computer; only backups may go there.",
            ),
        )


def _network(path: Path) -> str | None:
    if os.name == "nt":
        if str(path).startswith("\\\\"):
            return "UNC"
        return "remote" if _windows_drive_type(path) == _DRIVE_REMOTE else None
    return network_type(mount_type(path))


def network_type(fs_type: str | None) -> str | None:
    """``fs_type`` when it names a file system that lies on another machine."""
    if fs_type is None or fs_type in _LOCAL_FUSE:
        return None
    return fs_type if fs_type in _NETWORK_TYPES or fs_type.startswith("fuse.") else None


def mount_type(path: Path, mounts: str | None = None) -> str | None:
    """The file system type of the innermost mount that holds ``path``; the root's own type never counts.

    A container may have an unusual type for ``/`` itself, which is as local as it gets there.
    """
    if mounts is None:
        try:
            mounts = Path("/proc/mounts").read_text("utf-8", "surrogateescape")
        except OSError:
            return None
    best, best_type = "/", None
    real = os.path.realpath(path)
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        if point != "/" and len(point) >= len(best) and (real == point or real.startswith(point + "/")):
            best, best_type = point, fields[2]
    return best_type


def _sync_service(path: Path) -> str | None:
    for root, service in _known_roots():
        if path == root or root in path.parents:
            return service
    for part in path.parts:
        name = part.casefold()
        if name.startswith("onedrive - "):
            return "OneDrive"
        if name in _SYNC_NAMES:
            return _SYNC_NAMES[name]
    return None


def _known_roots() -> list[tuple[Path, str]]:
    roots = [
        (Path(value), "OneDrive")
        for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
        if (value := os.environ.get(name))
    ]
    for base in (os.environ.get("APPDATA"), os.environ.get("LOCALAPPDATA"), str(Path.home() / ".dropbox")):
        if not base:
            continue
        for info in (Path(base) / "Dropbox" / "info.json", Path(base) / "info.json"):
            try:
                accounts = json.loads(info.read_text("utf-8"))
                roots += [(Path(account["path"]), "Dropbox") for account in accounts.values()]
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                continue
    return roots


def _windows_drive_type(path: Path) -> int:
    import ctypes

    return int(getattr(ctypes, "windll").kernel32.GetDriveTypeW(f"{path.drive}\\"))  # noqa: B009 - only there
