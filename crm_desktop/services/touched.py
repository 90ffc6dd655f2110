"""What the open unit of work has touched, and what of it must be made anew: worked out from the row images."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from crm_desktop.core.changes import Changes
from crm_desktop.models.audit import RANGE
from crm_desktop.models.db import Database

STALE, FRESH, READY = 0, 1, 2
"""What the index holds of a touched record: something old, nothing yet, all there is."""

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

SEARCHED_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "customer": (
        "name", "company", "code", "phones", "emails", "wechat", "tags", "address", "region", "industry",
        "preferences", "special_requirements", "notes", "deleted_at",
    ),
    "deal": ("title", "number", "customer_id", "competitor", "notes", "tags", "deleted_at"),
    "sales_order": ("number", "customer_id", "notes", "deleted_at"),
    "follow_up": ("subject", "customer_id", "notes", "result", "deleted_at"),
    "activity": ("content", "response", "deleted_at"),
    "product": ("name", "code", "category", "notes", "deleted_at"),
}  # fmt: skip
"""The columns of each table whose change alters what the search holds of a record."""

_COUNTED_COLUMNS = {"customer": ("birthday",), "deal": ("stage_entered_at",)}
"""The columns of a record itself that its derived figures are made of; all others come from its children."""

_PARENTS = (
    # child table, its column, parent table, whether the parent's search entry holds words of the child
    ("order_line", "order_id", "sales_order", True),
    ("payment", "order_id", "sales_order", False),
    ("deal_move", "deal_id", "deal", False),
    ("activity", "customer_id", "customer", False),
    ("activity", "deal_id", "deal", False),
    ("follow_up", "customer_id", "customer", False),
    ("follow_up", "deal_id", "deal", False),
    ("sales_order", "customer_id", "customer", False),
)
"""Whose derived values depend on whom; orders stand before customers, so that lines reach them."""

_NAMED_BY_CUSTOMER = ("deal", "sales_order", "follow_up")
"""Tables whose search entries hold the customer's name."""

_ADD = "INSERT INTO temp.touched(entity, id, state, words, figures) "
_JOIN = (
    " ON CONFLICT(entity, id) "
    "DO UPDATE SET words = max(words, excluded.words), figures = max(figures, excluded.figures)"
)


def changes_any(columns: Sequence[str], image: str = "after") -> str:
    """SQL that is true where an update's image has one of ``columns``; a quote within a value is escaped there."""
    return "(" + " OR ".join(f"instr({image}, '\"{column}\":')" for column in columns) + ")"


def _of_each_table(columns: Mapping[str, Sequence[str]]) -> str:
    """SQL that is true where an image touches the columns named for its table, or makes or removes the row."""
    cases = " ".join(f"WHEN '{table}' THEN {changes_any(names)}" for table, names in columns.items())
    return f"(op <> 'U' OR CASE tbl {cases} ELSE 0 END)"


class Touched:
    """The table ``temp.touched`` of one change: its records, their ``state`` in the index, and whether their ``words``
    or their ``figures`` are to be made anew.
    """

    def __init__(self, db: Database, change_id: int) -> None:
        self._db = db
        self._change = change_id

    def collect(self, ready: Mapping[str, Sequence[int]]) -> Changes:
        """Fill the table; ``ready`` names records that were indexed when they were made. Returns what to publish."""
        self._db.execute_sql(
            "CREATE TEMP TABLE IF NOT EXISTS touched(entity TEXT, id INTEGER, state INTEGER NOT NULL, "
            "words INTEGER NOT NULL, figures INTEGER NOT NULL, PRIMARY KEY (entity, id)) WITHOUT ROWID"
        )
        self._images()
        self._parents()
        self._custom_fields()
        changes = self._publishable()
        self._names()
        self._note_ready(ready)
        return changes

    def clear(self) -> None:
        self._db.execute_sql("DELETE FROM temp.touched")

    def any(self, table: str) -> bool:
        return self._db.execute_sql(f"{ids_of(table)} LIMIT 1").fetchone() is not None

    def _images(self) -> None:
        ranges = self._db.execute_sql(
            "SELECT tbl, row_id, after FROM change_row WHERE change_id = ? AND op = ?", (self._change, RANGE)
        ).fetchall()
        for table, first, last in ranges:
            sql = f"{_ADD}SELECT '{table}', id, {FRESH}, 1, 1 FROM \"{table}\" WHERE id BETWEEN ? AND ?"
            self._db.execute_sql(sql, (first, int(last)))
        words, figures = _of_each_table(SEARCHED_COLUMNS), _of_each_table(_COUNTED_COLUMNS)
        self._db.execute_sql(
            f"{_ADD}SELECT tbl, row_id, iif(op = 'I', {FRESH}, {STALE}), {words}, {figures} FROM change_row "
            f"WHERE change_id = ? AND op <> ? ORDER BY id{_JOIN}",  # the first image tells whether the row was there
            (self._change, RANGE),
        )

    def _parents(self) -> None:
        for child, column, parent, words in _PARENTS:
            if not self.any(child):
                continue
            made = f"{STALE}, {words:d}, 1"
            self._db.execute_sql(
                f"{_ADD}SELECT '{parent}', {column}, {made} FROM {child} "
                f"WHERE {column} IS NOT NULL AND id IN ({ids_of(child)}){_JOIN}"
            )
            self._db.execute_sql(
                f"{_ADD}SELECT '{parent}', json_extract(before, '$.{column}'), {made} "
                f"FROM change_row WHERE change_id = ? AND +tbl = '{child}' AND before IS NOT NULL "
                f"AND json_extract(before, '$.{column}') IS NOT NULL{_JOIN}",
                (self._change,),
            )

    def _custom_fields(self) -> None:
        """A custom value that changes or goes, or a field that does, changes the records that have it."""
        gone = (
            "SELECT json_extract(before, '$.field_id') AS field_id, json_extract(before, '$.record_id') AS record_id "
            f"FROM change_row WHERE change_id = {self._change:d} AND +tbl = 'custom_value' AND op = 'D'"
        )
        changed = f"SELECT field_id, record_id FROM custom_value WHERE id IN ({ids_of('custom_value')})"
        of_field = f"SELECT field_id, record_id FROM custom_value WHERE field_id IN ({ids_of('custom_field')})"
        for touched, values in (("custom_value", f"{changed} UNION {gone}"), ("custom_field", of_field)):
            if self.any(touched):
                for entity, table in (("customers", "customer"), ("deals", "deal")):
                    self._db.execute_sql(
                        f"{_ADD}SELECT '{table}', v.record_id, {STALE}, 1, 0 FROM ({values}) v "
                        f"JOIN custom_field f ON f.id = v.field_id AND f.entity = '{entity}' WHERE true{_JOIN}"
                    )

    def _publishable(self) -> Changes:
        children = {child for child, _, parent, _ in _PARENTS if ENTITY_OF_TABLE[child] == ENTITY_OF_TABLE[parent]}
        ids: dict[str, frozenset[int]] = {}
        for (table,) in self._db.execute_sql("SELECT DISTINCT entity FROM temp.touched").fetchall():
            if table not in children:
                entity = ENTITY_OF_TABLE[table]
                found = frozenset([row[0] for row in self._db.execute_sql(ids_of(table))])
                ids[entity] = ids.get(entity, frozenset()) | found
        return Changes(ids, self._change)

    def _names(self) -> None:
        """What belongs to a customer is found by its name."""
        renamed = (
            f"SELECT row_id FROM change_row WHERE change_id = {self._change:d} AND +tbl = 'customer' "
            f"AND (op = 'D' OR op = 'U' AND {changes_any(('name',))})"
        )
        if self._db.execute_sql(renamed + " LIMIT 1").fetchone():
            for table in _NAMED_BY_CUSTOMER:
                self._db.execute_sql(
                    f"{_ADD}SELECT '{table}', id, {STALE}, 1, 0 FROM {table} WHERE customer_id IN ({renamed}){_JOIN}"
                )

    def _note_ready(self, ready: Mapping[str, Sequence[int]]) -> None:
        """Records that were indexed when they were made stay as they are, unless something came after that."""
        state = STALE if self.any("custom_value") or self.any("custom_field") else READY
        for table, ids in ready.items():
            for first, last in _ranges(ids):
                self._db.execute_sql(
                    f"UPDATE temp.touched SET state = {state} WHERE entity = ? AND id BETWEEN ? AND ?",
                    (table, first, last),
                )
            self._db.execute_sql(
                f"UPDATE temp.touched SET state = {STALE} WHERE entity = ? AND state = {READY} AND id IN "
                "(SELECT row_id FROM change_row WHERE change_id = ? AND +tbl = ? AND op IN ('U', 'D'))",
                (table, self._change, table),
            )


def ids_of(table: str, condition: str = "") -> str:
    """SQL of the touched ids of ``table``."""
    return f"SELECT id FROM temp.touched WHERE entity = '{table}'" + (f" AND {condition}" if condition else "")


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
