"""Forgetting in small steps: the details of old changes, and of what was deleted for good.

The log of what was done stays; only the row images go, without which a change can't be taken back any more.
"""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

from crm_desktop.core.clock import from_ms, to_ms
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.settings import KEEP_HISTORY_DAYS
from crm_desktop.models.audit import RANGE

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

FOREVER = 0
"""Days to keep that mean: everything."""

_AT_ONCE = 500
"""Images forgotten in one transaction: some milliseconds, so that whoever wants to write waits no longer than that."""
_PAUSE = 0.02
"""Seconds between two transactions, in which others write."""
_STEADY = timedelta(days=30)
"""For so long the clock must have gone on steadily, from change to change, before anything is too old by it. Longer
without any change counts as a leap: after a pause of the shop, too, forgetting waits.
"""
_SET_BACK = timedelta(days=1)
"""A clock that is put right goes back by less."""


def prune(services: Services, ctx: JobContext | None = None) -> int:
    """Forget the row images of changes older than the shop keeps them (Settings). Returns how many went.

    Changes are old in the order in which they were made: none goes before one that is to be kept, whatever the clock
    said at the time. Nothing goes by a clock that leapt lately.
    Raises ``Cancelled`` between two steps; what is left goes the next time.
    """
    days = services.settings.get(KEEP_HISTORY_DAYS)
    gone = forget_erased(services, ctx)
    if days <= FOREVER or not _clock_is_steady(services):
        return gone
    now = services.clock.now()
    (first,) = services.db.execute_sql(
        "SELECT coalesce(min(id) FILTER (WHERE at BETWEEN ? AND ?), max(id) + 1, 0) FROM audit_log",
        (to_ms(now - timedelta(days=days)), to_ms(now + _SET_BACK)),
    ).fetchone()
    return gone + _forget(services, ctx, "SELECT id FROM change_row WHERE change_id < ? LIMIT ?", first)


def _clock_is_steady(services: Services) -> bool:
    """Whether the log tells of no leap in the last :data:`_STEADY`: a clock that is wrong for an hour must not cost
    the way back from all that was ever done.
    """
    now = later = services.clock.now()
    for (at,) in services.db.execute_sql("SELECT at FROM audit_log ORDER BY id DESC"):
        step = later - from_ms(at)
        if not -_SET_BACK <= step <= _STEADY:
            return False
        later = from_ms(at)
        if now - later >= _STEADY:
            return True
    return True


def forget_erased(services: Services, ctx: JobContext | None = None) -> int:
    """Forget every image of records that were deleted for good: nothing of them must be left in the history."""
    rows = services.db.execute_sql(
        "SELECT l.id FROM audit_log l WHERE l.kind = 'erase' AND EXISTS "
        "(SELECT 1 FROM change_row c WHERE c.change_id = l.id)"
    ).fetchall()
    gone = 0
    for (change_id,) in rows:
        gone += _forget(
            services, ctx,
            "SELECT h.id FROM change_row e JOIN change_row h ON h.tbl = e.tbl AND h.row_id = e.row_id "
            f"AND h.op <> '{RANGE}' AND h.change_id <> e.change_id WHERE e.change_id = ? AND e.op = 'D' LIMIT ?",
            change_id,
        )  # fmt: skip
        gone += _forget(services, ctx, "SELECT id FROM change_row WHERE change_id = ? LIMIT ?", change_id)
    return gone


def _forget(services: Services, ctx: JobContext | None, which: str, change_id: int) -> int:
    """Delete the images that ``which`` names, a little at a time."""
    job = ctx or JobContext()
    gone = 0
    while True:
        job.progress(gone, 0, N_("history", "Forgetting old changes"))
        with services.maintain() as db:
            count: int = db.execute_sql(f"DELETE FROM change_row WHERE id IN ({which})", (change_id, _AT_ONCE)).rowcount
        gone += count
        if count < _AT_ONCE:
            return gone
        time.sleep(_PAUSE)
