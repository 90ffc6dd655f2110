"""Importing: files are read and cleaned in a child process, matched and written in one unit of work.

The package itself imports nothing heavy: the child process loads it too.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.core.jobs import JobContext
    from crm_desktop.services.context import Services
    from crm_desktop.services.importing.model import ImportOptions, ImportResult


def run(
    services: Services, path: Path, options: ImportOptions | None = None, ctx: JobContext | None = None
) -> ImportResult:
    """A backup point where one is due, then :func:`crm_desktop.services.importing.api.import_file`.

    A backup that can't be made does not stand in the way: the import can be undone in one step.
    """
    from datetime import timedelta

    from crm_desktop.core.errors import UserError
    from crm_desktop.services.backup import schedule
    from crm_desktop.services.importing.api import import_file
    from crm_desktop.services.importing.process import check_path

    check_path(path)
    if options is None or not options.dry_run:
        with contextlib.suppress(UserError):
            schedule.automatic(services, "pre-import", after=timedelta(hours=1), ctx=ctx)
    return import_file(services, path, options, ctx)
