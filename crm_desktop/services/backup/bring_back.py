"""Bringing single records of the past into the live data, with everything that belongs to them: one undoable change.

Records are the same when their ``uid`` is; ids are given anew where the live data have used them otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from crm_desktop.core.i18n import N_, Text
from crm_desktop.models.registry import BY_TABLE
from crm_desktop.services.backup.past import Past
from crm_desktop.services.context import Services
from crm_desktop.services.unit_of_work import UnitOfWork

OnConflict = Literal["keep", "replace"]
"""A record that is live with other values: leave it, or give it the values of the past."""

_OWN = ("id", "uid", "row_version", "created_at", "updated_at")
_CHILDREN: dict[str, tuple[tuple[str, str], ...]] = {
    "customer": (
        ("deal", "customer_id"),
        ("follow_up", "customer_id"),
        ("activity", "customer_id"),
        ("sales_order", "customer_id"),
        ("attachment", "customer_id"),
    ),
    "deal": (("deal_move", "deal_id"), ("follow_up", "deal_id"), ("attachment", "deal_id")),
    "sales_order": (("order_line", "order_id"), ("payment", "order_id")),
}
_ENTITY_OF = {"customer": "customers", "deal": "deals", "sales_order": "orders", "follow_up": "followups"}
_BY_WORD = {"staff": ("name",), "product": ("code", "name"), "custom_field": ("entity", "key")}
"""Shared records: found by uid, else by these columns, else copied too."""


@dataclass(slots=True)
class Brought:
    """Counts by table; ``kept`` records were live with other values and left alone; ``change`` can be undone."""

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    kept: int = 0
    change: int | None = None

    @property
    def rows(self) -> int:
        return sum(self.added.values()) + sum(self.changed.values())


def bring_back(
    live: Services,
    past: Past,
    roots: Mapping[str, Iterable[int]],
    *,
    conflict: OnConflict = "keep",
    origin: object = None,
) -> Brought:
    """Bring ``roots`` (table → ids of the past) with all that belongs to them. Raises like ``Services.write``."""
    result = Brought()
    with live.write(_LABEL, kind="bring_back", origin=origin) as work:
        mover = _Mover(live, past, work, conflict, result)
        for table, ids in roots.items():
            for row_id in ids:
                mover.tree(table, row_id)
        mover.finish()
        result.change = work.id
    if not result.rows:
        result.change = None
    return result


_LABEL: Text = N_("undo", "Bring back from an earlier state")


class _Mover:
    def __init__(self, live: Services, past: Past, work: UnitOfWork, conflict: OnConflict, result: Brought) -> None:
        self._live, self._past, self._work = live, past, work
        self._conflict, self._result = conflict, result
        self._ids: dict[tuple[str, int], int] = {}
        """``(table, past id)`` → live id."""
        self._late: list[tuple[str, int, str, str, int]] = []
        self._links: dict[str, dict[str, tuple[str, bool]]] = {}
        self._columns: dict[str, list[str]] = {}
        self._uids: dict[str, dict[str, int]] = {}

    def tree(self, table: str, past_id: int) -> None:
        """One record and what belongs to it."""
        row = self._read(table, past_id)
        if row is None or (table, past_id) in self._ids:
            return
        self._row(table, row)
        for child, column in _CHILDREN.get(table, ()):
            for (child_id,) in self._past.services.db.execute_sql(
                f'SELECT id FROM "{child}" WHERE "{column}" = ?{_only_live(child)} ORDER BY id', (past_id,)
            ).fetchall():
                self.tree(child, child_id)
        entity = _ENTITY_OF.get(table)
        if entity is not None:
            self._custom_values(entity, past_id)

    def finish(self) -> None:
        """Links between customers, once both ends are there."""
        for table, live_id, column, target, past_id in self._late:
            wanted = self._ids.get((target, past_id)) or self._live_id(target, past_id)
            if wanted is not None:
                self._work.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE id = ?', (wanted, live_id))
        customers = [past_id for table, past_id in self._ids if table == "customer"]
        for past_id in customers:
            for (relation_id,) in self._past.services.db.execute_sql(
                "SELECT id FROM relation WHERE customer_id = ? OR other_id = ?", (past_id, past_id)
            ).fetchall():
                row = self._read("relation", relation_id)
                ends = [self._end(row[name]) for name in ("customer_id", "other_id")] if row else [None]
                if row is not None and None not in ends and ("relation", relation_id) not in self._ids:
                    self._row("relation", row)

    # -- one row

    def _row(self, table: str, row: dict[str, Any]) -> None:
        late: list[tuple[str, str, int]] = []
        values = {name: value for name, value in row.items() if name not in _OWN}
        for column, (target, required) in self._links_of(table).items():
            if values.get(column) is None:
                continue
            found = self._linked(target, int(values[column]), required)
            if found is None and target == "customer":
                late.append((column, target, int(values[column])))
            values[column] = found
        now = self._one(table, self._same(table, int(row["id"]), row["uid"]))
        if "deleted_at" in values:
            values["deleted_at"] = None
        self._settle_unique(table, values, now)
        live_id = self._insert(table, row, values) if now is None else self._change(table, now, values)
        self._ids[table, int(row["id"])] = live_id
        self._late += [(table, live_id, column, target, past_id) for column, target, past_id in late]
        if table == "attachment":
            data = self._past.services.blobs.read(row["sha256"])
            if data is not None:
                self._live.blobs.add(row["sha256"], data)

    def _insert(self, table: str, row: dict[str, Any], values: dict[str, Any]) -> int:
        full = {"uid": row["uid"], "created_at": row["created_at"], "updated_at": self._work.now, **values}
        names = ", ".join(f'"{name}"' for name in full)
        marks = ", ".join("?" * len(full))
        cursor = self._work.execute(f'INSERT INTO "{table}"({names}) VALUES ({marks})', tuple(full.values()))
        self._result.added[table] = self._result.added.get(table, 0) + 1
        live_id = int(cursor.lastrowid)
        if table in self._uids:
            self._uids[table][row["uid"]] = live_id
        return live_id

    def _change(self, table: str, now: dict[str, Any], values: dict[str, Any]) -> int:
        live_id = int(now["id"])
        differs = any(now[name] != value for name, value in values.items())
        binned = now.get("deleted_at") is not None
        if not differs:
            return live_id
        if not binned and self._conflict == "keep":
            self._result.kept += 1
            return live_id
        model: Any = BY_TABLE[table]
        if self._work.update(model, live_id, values):
            self._result.changed[table] = self._result.changed.get(table, 0) + 1
        return live_id

    def _settle_unique(self, table: str, values: dict[str, Any], now: dict[str, Any] | None) -> None:
        """A code that another live customer has meanwhile stays with that one."""
        for column in ("code", "number"):
            if not values.get(column) or table not in ("customer", "product", "deal", "sales_order"):
                continue
            taken = self._work.execute(
                f'SELECT id FROM "{table}" WHERE "{column}" = ? AND deleted_at IS NULL', (values[column],)
            ).fetchone()
            if taken is not None and (now is None or taken[0] != now["id"]):
                values[column] = ""

    # -- links

    def _linked(self, target: str, past_id: int, required: bool) -> int | None:
        """The live id that a link means; what everybody shares is copied where it is missing."""
        known = self._ids.get((target, past_id)) or self._live_id(target, past_id)
        if known is not None:
            return known
        if target == "stage":
            return self._any_stage()
        if target == "pipeline":
            return int(self._work.execute("SELECT id FROM pipeline ORDER BY id LIMIT 1").fetchone()[0])
        row = self._read(target, past_id)
        if row is None or (target not in _BY_WORD and not required):
            return None
        self._row(target, row)
        return self._ids[target, past_id]

    def _live_id(self, table: str, past_id: int) -> int | None:
        row = self._read(table, past_id)
        if row is None:
            return None
        same = self._same(table, past_id, row["uid"])
        found = None if same is None else (same,)
        if found is None:
            for words in _BY_WORD.get(table, ()):
                names = (words,) if table != "custom_field" else ("entity", "key")
                if not all(row[name] for name in names):
                    continue
                where = " AND ".join(f'"{name}" = ?' for name in names) + _only_live(table)
                found = self._work.execute(
                    f'SELECT id FROM "{table}" WHERE {where}', tuple(row[name] for name in names)
                ).fetchone()
                if found is not None:
                    break
        if found is None or (table == "customer" and self._binned(int(found[0]))):
            return None
        return int(found[0])

    def _binned(self, customer_id: int) -> bool:
        row = self._work.execute("SELECT deleted_at FROM customer WHERE id = ?", (customer_id,)).fetchone()
        return row is None or row[0] is not None

    def _any_stage(self) -> int:
        return int(self._work.execute("SELECT id FROM stage ORDER BY pipeline_id, position LIMIT 1").fetchone()[0])

    def _end(self, past_id: int) -> int | None:
        return self._ids.get(("customer", past_id)) or self._live_id("customer", past_id)

    def _custom_values(self, entity: str, past_id: int) -> None:
        rows = self._past.services.db.execute_sql(
            "SELECT v.id FROM custom_value v JOIN custom_field f ON f.id = v.field_id "
            "WHERE f.entity = ? AND f.deleted_at IS NULL AND v.record_id = ?",
            (entity, past_id),
        ).fetchall()
        table = next(name for name, public in _ENTITY_OF.items() if public == entity)
        for (value_id,) in rows:
            row = self._read("custom_value", value_id)
            if row is None:
                continue
            row["record_id"] = self._ids[table, past_id]
            field_id = self._linked("custom_field", int(row["field_id"]), True)
            taken = self._work.execute(
                "SELECT uid FROM custom_value WHERE field_id = ? AND record_id = ?", (field_id, row["record_id"])
            ).fetchone()
            if taken is not None:
                row["uid"] = taken[0]
            self._row("custom_value", row)

    # -- reading

    def _links_of(self, table: str) -> dict[str, tuple[str, bool]]:
        if table not in self._links:
            fields = [each for each in BY_TABLE[table]._meta.sorted_fields if hasattr(each, "rel_model")]
            self._links[table] = {f.column_name: (f.rel_model._meta.table_name, not f.null) for f in fields}
        return self._links[table]

    def _read(self, table: str, past_id: int) -> dict[str, Any] | None:
        names = self._names(table)
        row = self._past.services.db.execute_sql(
            f'SELECT {", ".join(names)} FROM "{table}" WHERE id = ?', (past_id,)
        ).fetchone()
        return dict(zip((name.strip('"') for name in names), row, strict=True)) if row else None

    def _same(self, table: str, past_id: int, uid: str) -> int | None:
        """The live id of the record ``uid``: most often that of the past, else looked up among all of the table."""
        if self._work.execute(f'SELECT 1 FROM "{table}" WHERE id = ? AND uid = ?', (past_id, uid)).fetchone():
            return past_id
        if table not in self._uids:
            self._uids[table] = dict(self._work.execute(f'SELECT uid, id FROM "{table}"').fetchall())
        return self._uids[table].get(uid)

    def _one(self, table: str, live_id: int | None) -> dict[str, Any] | None:
        if live_id is None:
            return None
        names = self._names(table)
        row = self._work.execute(f'SELECT {", ".join(names)} FROM "{table}" WHERE id = ?', (live_id,)).fetchone()
        return dict(zip((name.strip('"') for name in names), row, strict=True)) if row else None

    def _names(self, table: str) -> list[str]:
        if table not in self._columns:
            self._columns[table] = [f'"{each.column_name}"' for each in BY_TABLE[table]._meta.sorted_fields]
        return self._columns[table]


def _only_live(table: str) -> str:
    return " AND deleted_at IS NULL" if "deleted_at" in BY_TABLE[table]._meta.columns else ""
