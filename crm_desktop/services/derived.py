"""Values that follow from the records: a customer's figures, a deal's next step, lookup keys, search index.

The unit of work calls :meth:`Derived.refresh` before it commits; ``check --repair`` rebuilds them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crm_desktop.core.changes import Changes, collect
from crm_desktop.models.db import Database
from crm_desktop.models.search_index import SEARCHED
from crm_desktop.services.indexing import FRESH, READY, STALE, Indexer

ENTITY_OF_TABLE = {
    "customer": "customers",
    "activity": "activities",
    "deal": "deals",
    "deal_move": "deals",
    "follow_up": "followups",
    "sales_order": "orders",
    "order_line": "orders",
    "payment": "orders",
    "product": "products",
    "pipeline": "pipelines",
    "stage": "pipelines",
    "staff": "staff",
    "choice": "choices",
    "shop_setting": "settings",
    "saved_view": "saved_views",
    "attachment": "attachments",
    "custom_field": "custom_fields",
    "custom_value": "custom_values",
    "relation": "relations",
    "not_same": "not_same",
    "import_mapping": "import_mappings",
    "import_run": "import_runs",
    "text_template": "text_templates",
}
"""The names by which the change bus speaks of tables. Ids are those of the parent (an order, not its line)."""

ROOM = -128_000
"""KiB of page cache (negative, as the engine has it) while many rows are written: what does not fit goes to the disk
and is read back, again and again.
"""

_PARENTS = (
    # child table, its column, parent table
    ("order_line", "order_id", "sales_order"),
    ("payment", "order_id", "sales_order"),
    ("deal_move", "deal_id", "deal"),
    ("activity", "customer_id", "customer"),
    ("activity", "deal_id", "deal"),
    ("follow_up", "customer_id", "customer"),
    ("follow_up", "deal_id", "deal"),
    ("sales_order", "customer_id", "customer"),
)
"""Whose derived values depend on whom; orders stand before customers, so that lines reach them."""

_NAMED_BY_CUSTOMER = ("deal", "sales_order", "follow_up")
"""Tables whose search entries hold the customer's name."""

_TOUCHED = "SELECT id FROM temp.touched WHERE entity = '{}'"

_CUSTOMER_STATS = """
INSERT INTO customer_stats(customer_id, total_spent, owed, orders, first_order, last_order, usual_days,
    last_contact_at, next_follow_up, next_follow_up_id, birth_key)
SELECT c.id, coalesce(o.spent, 0), coalesce(o.owed, 0), coalesce(o.n, 0), o.first, o.last,
    CASE WHEN o.days > 1 THEN CAST(round((julianday(o.last) - julianday(o.first)) / (o.days - 1)) AS INTEGER) END,
    max(coalesce(a.at, f.at), coalesce(f.at, a.at)), n.due, n.id,
    CASE WHEN c.birthday LIKE 'L%' THEN 'L' || replace(replace(substr(c.birthday, -6), '-', ''), '+', '')
         WHEN c.birthday <> '' THEN 'S' || replace(substr(c.birthday, -5), '-', '') END
FROM customer c
LEFT JOIN (SELECT customer_id, sum(total) AS spent, sum(total - paid) AS owed, count(*) AS n, min(date) AS first,
        max(date) AS last, count(DISTINCT date) AS days
    FROM sales_order WHERE deleted_at IS NULL AND customer_id IN ({ids}) GROUP BY customer_id) o
    ON o.customer_id = c.id
LEFT JOIN (SELECT customer_id, max(at) AS at FROM activity
    WHERE deleted_at IS NULL AND type <> 'note' AND customer_id IN ({ids}) GROUP BY customer_id) a
    ON a.customer_id = c.id
LEFT JOIN (SELECT customer_id, max(done_at) AS at FROM follow_up
    WHERE deleted_at IS NULL AND status = 'done' AND type <> 'todo' AND customer_id IN ({ids})
    GROUP BY customer_id) f ON f.customer_id = c.id
LEFT JOIN (SELECT customer_id, min(due) AS due, id FROM follow_up
    WHERE deleted_at IS NULL AND status = 'open' AND due IS NOT NULL AND customer_id IN ({ids})
    GROUP BY customer_id) n ON n.customer_id = c.id
WHERE c.id IN ({ids})
"""

_DEAL_STATS = """
INSERT INTO deal_stats(deal_id, next_follow_up, next_follow_up_id, last_touch_at)
SELECT d.id, n.due, n.id, max(d.stage_entered_at, coalesce(a.at, 0), coalesce(f.at, 0))
FROM deal d
LEFT JOIN (SELECT deal_id, min(due) AS due, id FROM follow_up WHERE deleted_at IS NULL AND status = 'open'
    AND due IS NOT NULL AND deal_id IN ({ids}) GROUP BY deal_id) n ON n.deal_id = d.id
LEFT JOIN (SELECT deal_id, max(at) AS at FROM activity WHERE deleted_at IS NULL AND deal_id IN ({ids})
    GROUP BY deal_id) a ON a.deal_id = d.id
LEFT JOIN (SELECT deal_id, max(done_at) AS at FROM follow_up WHERE deleted_at IS NULL AND status = 'done'
    AND deal_id IN ({ids}) GROUP BY deal_id) f ON f.deal_id = d.id
WHERE d.id IN ({ids})
"""


class Derived:
    """``indexer`` is the one of the unit of work, where records were indexed already."""

    def __init__(self, db: Database, indexer: Indexer | None = None) -> None:
        self._db = db
        self._indexer = indexer or Indexer(db)

    def refresh(self, change_id: int) -> Changes:
        """Recompute what the change touched; returns what to publish."""
        self._collect(change_id)
        changes = self._publishable(change_id)
        self._customer_stats(_TOUCHED.format("customer"))
        self._deal_stats(_TOUCHED.format("deal"))
        self._spread_names(change_id)
        self._note_ready(change_id)
        for table in SEARCHED:
            if self._db.execute_sql(_TOUCHED.format(table) + " LIMIT 1").fetchone():
                self._indexer.refresh(table)
        self._indexer.finish()
        self._db.execute_sql("DELETE FROM temp.touched")
        return changes

    def rebuild(self) -> None:
        """Recompute everything; the caller holds a transaction and closes the connection afterwards."""
        self._db.execute_sql(f"PRAGMA cache_size={ROOM}")
        self._customer_stats("SELECT id FROM customer")
        self._db.execute_sql("DELETE FROM customer_stats WHERE customer_id NOT IN (SELECT id FROM customer)")
        self._deal_stats("SELECT id FROM deal")
        self._db.execute_sql("DELETE FROM deal_stats WHERE deal_id NOT IN (SELECT id FROM deal)")
        self._indexer.rebuild()

    def _collect(self, change_id: int) -> None:
        db = self._db
        db.execute_sql(
            "CREATE TEMP TABLE IF NOT EXISTS touched(entity TEXT, id INTEGER, "
            f"state INTEGER DEFAULT {STALE}, PRIMARY KEY (entity, id)) WITHOUT ROWID"
        )
        db.execute_sql("DELETE FROM temp.touched")
        db.execute_sql(
            f"INSERT OR IGNORE INTO temp.touched SELECT tbl, row_id, iif(op = 'I', {FRESH}, {STALE}) "
            "FROM change_row WHERE change_id = ? ORDER BY id",  # the first image tells whether the row was there
            (change_id,),
        )
        for child, column, parent in _PARENTS:
            if not db.execute_sql(_TOUCHED.format(child) + " LIMIT 1").fetchone():
                continue
            db.execute_sql(
                f"INSERT OR IGNORE INTO temp.touched(entity, id) SELECT '{parent}', {column} FROM {child} "
                f"WHERE {column} IS NOT NULL AND id IN ({_TOUCHED.format(child)})"
            )
            db.execute_sql(
                f"INSERT OR IGNORE INTO temp.touched(entity, id) SELECT '{parent}', json_extract(before, '$.{column}') "
                f"FROM change_row WHERE change_id = ? AND tbl = '{child}' AND op <> 'I' "
                f"AND json_extract(before, '$.{column}') IS NOT NULL",
                (change_id,),
            )

        self._collect_custom(change_id)

    def _collect_custom(self, change_id: int) -> None:
        """A custom value that changes or goes, or a field that does, changes the records that have it."""
        gone = (
            "SELECT json_extract(before, '$.field_id') AS field_id, json_extract(before, '$.record_id') AS record_id "
            f"FROM change_row WHERE change_id = {change_id:d} AND tbl = 'custom_value' AND op = 'D'"
        )
        changed = f"SELECT field_id, record_id FROM custom_value WHERE id IN ({_TOUCHED.format('custom_value')})"
        of_field = f"SELECT field_id, record_id FROM custom_value WHERE field_id IN ({_TOUCHED.format('custom_field')})"
        for touched, values in (("custom_value", f"{changed} UNION {gone}"), ("custom_field", of_field)):
            if self._db.execute_sql(_TOUCHED.format(touched) + " LIMIT 1").fetchone():
                for entity, table in (("customers", "customer"), ("deals", "deal")):
                    self._db.execute_sql(
                        f"INSERT OR IGNORE INTO temp.touched(entity, id) SELECT '{table}', v.record_id "
                        f"FROM ({values}) v JOIN custom_field f ON f.id = v.field_id AND f.entity = '{entity}'"
                    )

    def _note_ready(self, change_id: int) -> None:
        """Records that were indexed when they were made stay as they are, unless something came after that."""
        custom = f"{_TOUCHED.format('custom_value')} UNION ALL {_TOUCHED.format('custom_field')} LIMIT 1"
        state = STALE if self._db.execute_sql(custom).fetchone() else READY
        for table, ids in self._indexer.ready.items():
            for first, last in _ranges(ids):
                self._db.execute_sql(
                    f"UPDATE temp.touched SET state = {state} WHERE entity = ? AND id BETWEEN ? AND ?",
                    (table, first, last),
                )
            self._db.execute_sql(
                f"UPDATE temp.touched SET state = {STALE} WHERE entity = ? AND state = {READY} AND id IN "
                "(SELECT row_id FROM change_row WHERE change_id = ? AND tbl = ? AND op <> 'I')",
                (table, change_id, table),
            )

    def _publishable(self, change_id: int) -> Changes:
        rows = self._db.execute_sql("SELECT entity, id FROM temp.touched")
        children = {child for child, _, parent in _PARENTS if ENTITY_OF_TABLE[child] == ENTITY_OF_TABLE[parent]}
        pairs = [(ENTITY_OF_TABLE[table], record_id) for table, record_id in rows if table not in children]
        return collect(pairs, change_id)

    def _spread_names(self, change_id: int) -> None:
        renamed = (
            f"SELECT row_id FROM change_row WHERE change_id = {change_id:d} AND tbl = 'customer' AND op <> 'I' "
            "AND (op = 'D' OR json_extract(after, '$.name') IS NOT NULL)"
        )
        if self._db.execute_sql(renamed + " LIMIT 1").fetchone():
            for table in _NAMED_BY_CUSTOMER:
                named = f"SELECT '{table}', id FROM {table} WHERE customer_id IN ({renamed})"
                self._db.execute_sql(f"INSERT OR IGNORE INTO temp.touched(entity, id) {named}")

    def _customer_stats(self, ids: str) -> None:
        self._db.execute_sql(f"DELETE FROM customer_stats WHERE customer_id IN ({ids})")
        self._db.execute_sql(_CUSTOMER_STATS.format(ids=ids))

    def _deal_stats(self, ids: str) -> None:
        self._db.execute_sql(f"DELETE FROM deal_stats WHERE deal_id IN ({ids})")
        self._db.execute_sql(_DEAL_STATS.format(ids=ids))


def _ranges(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The runs of neighbours: ``1 2 3 7`` → ``(1, 3) (7, 7)``."""
    first = last = 0
    for one in sorted(ids):
        if one != last + 1:
            if last:
                yield first, last
            first = one
        last = one
    if last:
        yield first, last
