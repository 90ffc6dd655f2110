"""Files that are dropped on a window to be imported."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def files(data: QMimeData) -> list[Path]:
    """Those of this computer, in their order."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def importable(data: QMimeData) -> Path | None:
    """The first file of a kind that the import reads."""
    from crm_desktop.services.importing.reading.guards import KINDS  # not needed to start

    return next((path for path in files(data) if path.suffix.lower().lstrip(".") in KINDS), None)


def importable_or_first(data: QMimeData) -> Path | None:
    """For a place that says why a file can't be read."""
    return importable(data) or next(iter(files(data)), None)
