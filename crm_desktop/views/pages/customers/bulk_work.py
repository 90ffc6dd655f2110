"""One change to many customers: a few at once, many in the background with progress and a way to stop, and so are a few
when a backup comes first.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.bulk import PORTION
from crm_desktop.services.context import Services
from crm_desktop.services.listing import ListQuery
from crm_desktop.services.unit_of_work import UnitOfWork
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.qtmodels.ticks import Chosen

AT_ONCE = 100
"""Up to so many rows are written without leaving the window's thread."""

Change = Callable[[UnitOfWork, Sequence[int]], int]
"""``change(work, ids)`` writes one portion and returns how many records differed."""


@dataclass(frozen=True)
class Target:
    """What an action is about: ``count`` customers, those ``chosen`` of what ``query`` finds."""

    chosen: Chosen
    query: ListQuery
    count: int

    def ids(self, services: Services, job: JobContext | None = None) -> array[int]:
        """In the order of the list; for many, only in a job."""
        if self.is_small():
            few = array("q", sorted(self.chosen.ids))
            return self.chosen.of(services.listing.ids(self.query, job)) if len(few) > 1 else few
        return self.chosen.of(services.listing.ids(self.query, job))

    def is_small(self) -> bool:
        return not self.chosen.everything and len(self.chosen.ids) <= AT_ONCE


@dataclass(frozen=True)
class Done:
    """``change`` is the number in the history, None where nothing differed."""

    change: int | None
    changed: int


def change_many(
    ctx: AppContext, label: Text, target: Target, change: Change, done: Callable[[Done], None], *, title: str,
    origin: object,
) -> None:  # fmt: skip
    """Apply ``change`` to the target as one undoable change and call ``done``; all or nothing.

    A refusal is told in a window. Stopping the job takes everything back.
    """
    services = ctx.services

    def work(job: JobContext) -> Done:
        if target.is_small():
            ids = array("q", sorted(target.chosen.ids))
        else:
            ids = array("q", sorted(target.ids(services, job)))  # as they lie in the file, not in the list
        changed = 0
        with services.write(label, kind="bulk", origin=origin, job=job) as unit:
            for start in range(0, len(ids), PORTION):
                job.progress(start, len(ids))
                changed += change(unit, ids[start : start + PORTION])
            job.progress(len(ids), len(ids))
        return Done(unit.id if unit.rows else None, changed)

    if not target.is_small() or services.bulk_takes_time():
        ctx.jobs.run(work, title, on_done=done)
        return
    try:
        result = work(JobContext())
    except UserError as error:
        ctx.prompter.error(error)
        return
    done(result)
