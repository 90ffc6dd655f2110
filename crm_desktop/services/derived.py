"""Values that follow from the records: a customer's figures, a deal's next step, lookup keys, search index.

The unit of work calls :meth:`Derived.refresh` before it commits; ``check --repair`` rebuilds them all.
"""

from __future__ import annotations

from crm_desktop.core.changes import Changes
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.models.db import Database
from crm_desktop.models.search_index import SEARCHED
from crm_desktop.services.indexing import Indexer
from crm_desktop.services.orders_model import BOUGHT
from crm_desktop.services.touched import Touched, ids_of

ROOM = -128_000
"""KiB of page cache (negative, as the engine has it) while many rows are written: what does not fit goes to the disk
and is read back, again and again.
"""

FINISHING = N_("work", "Bringing figures and search up to date")

_NEXT = """SELECT {of}, substr(min(place), 1, 10) AS due, CAST(substr(min(place), 11) AS INTEGER) AS id
    FROM (SELECT {of}, due || printf('%012d', id) AS place FROM follow_up
        WHERE deleted_at IS NULL AND +status = 'open' AND due IS NOT NULL AND {of} IN ({{ids}}))
    GROUP BY {of}"""
"""Of two that are due on one day the older one: which it is may not depend on the index that is read."""

_CUSTOMER_STATS = (
    """
INSERT INTO customer_stats(customer_id, total_spent, owed, orders, first_order, last_order, usual_days,
    last_contact_at, next_follow_up, next_follow_up_id, birth_key)
SELECT c.id, coalesce(o.spent, 0), coalesce(o.owed, 0), coalesce(o.n, 0), o.first, o.last,
    CASE WHEN o.days > 1 THEN CAST(round((julianday(o.last) - julianday(o.first)) / (o.days - 1)) AS INTEGER) END,
    max(coalesce(a.at, f.at), coalesce(f.at, a.at)), n.due, n.id,
    CASE WHEN c.birthday LIKE 'L%' THEN 'L' || replace(replace(substr(c.birthday, -6), '-', ''), '+', '')
         WHEN c.birthday <> '' THEN 'S' || replace(substr(c.birthday, -5), '-', '') END
FROM customer c
LEFT JOIN (SELECT customer_id, sum(total) AS spent, sum(total - paid) AS owed, """
    + f"""count(*) FILTER (WHERE {BOUGHT}) AS n, min(date) FILTER (WHERE {BOUGHT}) AS first,
        max(date) FILTER (WHERE {BOUGHT}) AS last, count(DISTINCT date) FILTER (WHERE {BOUGHT}) AS days"""
    + """
    FROM sales_order WHERE deleted_at IS NULL AND customer_id IN ({ids}) GROUP BY customer_id) o
    ON o.customer_id = c.id
LEFT JOIN (SELECT customer_id, max(at) AS at FROM activity
    WHERE deleted_at IS NULL AND type <> 'note' AND customer_id IN ({ids}) GROUP BY customer_id) a
    ON a.customer_id = c.id
LEFT JOIN (SELECT customer_id, max(done_at) AS at FROM follow_up
    WHERE deleted_at IS NULL AND +status = 'done' AND type <> 'todo' AND customer_id IN ({ids})
    GROUP BY customer_id) f ON f.customer_id = c.id
LEFT JOIN ("""
    + _NEXT.format(of="customer_id")
    + """) n ON n.customer_id = c.id
WHERE c.id IN ({ids})
"""
)

_DEAL_STATS = (
    """
INSERT INTO deal_stats(deal_id, next_follow_up, next_follow_up_id, last_touch_at)
SELECT d.id, n.due, n.id, max(d.stage_entered_at, coalesce(a.at, 0), coalesce(f.at, 0))
FROM deal d
LEFT JOIN ("""
    + _NEXT.format(of="deal_id")
    + """) n ON n.deal_id = d.id
LEFT JOIN (SELECT deal_id, max(at) AS at FROM activity WHERE deleted_at IS NULL AND deal_id IN ({ids})
    GROUP BY deal_id) a ON a.deal_id = d.id
LEFT JOIN (SELECT deal_id, max(done_at) AS at FROM follow_up WHERE deleted_at IS NULL AND +status = 'done'
    AND deal_id IN ({ids}) GROUP BY deal_id) f ON f.deal_id = d.id
WHERE d.id IN ({ids})
"""
)


class Derived:
    """``indexer`` is the one of the unit of work, where records were indexed already."""

    def __init__(self, db: Database, indexer: Indexer | None = None) -> None:
        self._db = db
        self._indexer = indexer or Indexer(db)

    def refresh(self, change_id: int, job: JobContext | None = None) -> Changes:
        """Make anew what the change touched; returns what to publish. Raises ``Cancelled`` when the job was."""
        job = job or JobContext()
        touched = Touched(self._db, change_id)
        changes = touched.collect(self._indexer.ready)
        steps = [table for table in SEARCHED if touched.any(table)]
        job.progress(0, len(steps) + 1, FINISHING)
        self._customer_stats(ids_of("customer", "figures"))
        self._deal_stats(ids_of("deal", "figures"))
        for done, table in enumerate(steps, start=1):
            job.progress(done, len(steps) + 1, FINISHING)
            self._indexer.refresh(table, change_id, job)
        self._indexer.finish()
        touched.clear()
        return changes

    def rebuild(self) -> None:
        """Recompute everything; the caller holds a transaction and closes the connection afterwards."""
        self._db.execute_sql(f"PRAGMA cache_size={ROOM}")
        self._customer_stats("SELECT id FROM customer")
        self._db.execute_sql("DELETE FROM customer_stats WHERE customer_id NOT IN (SELECT id FROM customer)")
        self._deal_stats("SELECT id FROM deal")
        self._db.execute_sql("DELETE FROM deal_stats WHERE deal_id NOT IN (SELECT id FROM deal)")
        self._indexer.rebuild()

    def _customer_stats(self, ids: str) -> None:
        self._db.execute_sql(f"DELETE FROM customer_stats WHERE customer_id IN ({ids})")
        self._db.execute_sql(_CUSTOMER_STATS.format(ids=ids))

    def _deal_stats(self, ids: str) -> None:
        self._db.execute_sql(f"DELETE FROM deal_stats WHERE deal_id IN ({ids})")
        self._db.execute_sql(_DEAL_STATS.format(ids=ids))
