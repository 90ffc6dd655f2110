"""Forgetting in small steps: the details of old changes, and of what was deleted for good.

The log of what was done stays; only the row images go, without which a change can't be taken back any more.
"""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

from crm_desktop.core.clock import to_ms
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


def prune(services: Services, ctx: JobContext | None = None) -> int:
    """Forget the row images of changes older than the shop keeps them (Settings). Returns how many went.

    Raises ``Cancelled`` between two steps; what is left goes the next time.
    """
    days = services.settings.get(KEEP_HISTORY_DAYS)
    gone = forget_erased(services, ctx)
    if days <= FOREVER:
        return gone
    limit = to_ms(services.clock.now() - timedelta(days=days))
    row = services.db.execute_sql("SELECT max(id) FROM audit_log WHERE at < ?", (limit,)).fetchone()
    if row[0] is None:
        return gone
    return gone + _forget(services, ctx, "SELECT id FROM change_row WHERE change_id <= ? LIMIT ?", row[0])


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
