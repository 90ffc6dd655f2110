"""Importing: files are read and cleaned in a child process, matched and written in one unit of work.

The package itself imports nothing heavy: the child process loads it too.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.core.jobs import JobContext
    from crm_desktop.services.context import Services
    from crm_desktop.services.importing.model import ImportOptions, ImportResult


def run(
    services: Services, path: Path, options: ImportOptions | None = None, ctx: JobContext | None = None
) -> ImportResult:
    """See :func:`crm_desktop.services.importing.api.import_file`."""
    from crm_desktop.services.importing.api import import_file

    return import_file(services, path, options, ctx)
