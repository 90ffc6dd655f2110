"""One change to many customers: a few at once, many in the background with progress and a way to stop."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.views.app_context import AppContext

AT_ONCE = 200
"""Up to so many rows are written without leaving the window's thread."""
CHUNK = 200

Change = Callable[[Any, Sequence[int]], None]
"""``change(work, ids)`` writes one chunk."""


def change_many(
    ctx: AppContext,
    label: Text,
    ids: Sequence[int],
    change: Change,
    done: Callable[[int], None],
    *,
    title: str,
    origin: object,
) -> None:
    """Apply ``change`` to ``ids`` as one undoable change and call ``done(change id)``; all or nothing.

    A refusal is told in a window. Stopping the job takes everything back.
    """
    services, wanted = ctx.services, array("q", ids)

    def work(job: JobContext) -> int:
        with services.write(label, origin=origin) as unit:
            for start in range(0, len(wanted), CHUNK):
                job.progress(start, len(wanted))
                change(unit, wanted[start : start + CHUNK])
        return unit.id

    if len(wanted) > AT_ONCE:
        ctx.jobs.run(work, title, on_done=done)
        return
    try:
        number = work(JobContext())
    except UserError as error:
        ctx.prompter.error(error)
        return
    done(number)
