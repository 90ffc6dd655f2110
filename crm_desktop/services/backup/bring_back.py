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
from crm_desktop.services.orders_sums import settle
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
    "deal": (("follow_up", "deal_id"), ("attachment", "deal_id")),
}
_PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "deal": (("deal_move", "deal_id"),),
    "sales_order": (("order_line", "order_id"), ("payment", "order_id")),
}
"""What a record is made of, without which it would not be what it says: these, and the values of own fields, are all
as they are now or all as they were then.
"""
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
        self._brought_deals: set[int] = set()

    def tree(self, table: str, past_id: int) -> None:
        """One record and what belongs to it."""
        row = self._read(table, past_id)
        if row is None or (table, past_id) in self._ids:
            return
        stays = self._row(table, row)
        if not stays:
            for part, column in _PARTS.get(table, ()):
                self._part(part, column, self._ids[table, past_id], past_id)
            if table in _ENTITY_OF:
                self._custom_values(table, past_id)
        for child, column in _CHILDREN.get(table, ()):
            for child_id in self._past_ids(child, column, past_id):
                self.tree(child, child_id)

    def finish(self) -> None:
        """Links between customers, once both ends are there; deals out of deleted stages; sums of orders."""
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
        for deal_id, stage_id in self._in_deleted_stages():
            self._live.deals.move(self._work, deal_id, stage_id)
        settle(self._work)

    def _in_deleted_stages(self) -> list[tuple[int, int]]:
        """The deals brought back that stand in no live stage of their pipeline, and the first stage there is."""
        found = []
        for live_id in sorted(self._brought_deals):
            deal = self._live.deals.get(live_id)
            if deal.stage_id not in {stage.id for stage in self._live.pipelines.stages(deal.pipeline_id)}:
                pipelines = self._live.pipelines.all()
                own = next((one for one in pipelines if one.id == deal.pipeline_id), pipelines[0])
                found.append((live_id, self._live.pipelines.stages(own.id)[0].id))
        return found

    # -- one row

    def _part(self, table: str, column: str, live_id: int, past_id: int) -> None:
        """The rows of ``table`` that make up a record, as they were then: what came to it since goes."""
        rows = [row for one in self._past_ids(table, column, past_id) if (row := self._read(table, one)) is not None]
        self._clear(table, f'"{column}" = ?', (live_id,), {str(row["uid"]) for row in rows})
        for row in rows:
            self._row(table, row, part=True)

    def _clear(self, table: str, where: str, params: tuple[Any, ...], keep: set[str]) -> None:
        """Delete the live rows where ``where`` holds, but for those that have one of the uids ``keep``."""
        model: Any = BY_TABLE[table]
        for row_id, uid in self._work.execute(f'SELECT id, uid FROM "{table}" WHERE {where}', params).fetchall():
            if uid not in keep:
                self._work.delete(model, row_id)
                self._result.changed[table] = self._result.changed.get(table, 0) + 1

    def _row(self, table: str, row: dict[str, Any], *, part: bool = False) -> bool:
        """Bring one row; returns whether the live one stays as it is. A ``part`` never does: what it is part of is
        brought back.
        """
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
        stays = now is not None and not part and self._conflict == "keep" and now.get("deleted_at") is None
        if now is None:
            live_id = self._insert(table, row, values)
        else:
            live_id = self._change(table, now, values, stays=stays)
        if table == "deal" and not stays:
            self._brought_deals.add(live_id)
        self._ids[table, int(row["id"])] = live_id
        self._late += [(table, live_id, column, target, past_id) for column, target, past_id in late]
        if table == "attachment":
            data = self._past.services.blobs.read(row["sha256"])
            if data is not None:
                self._live.blobs.add(row["sha256"], data)
        return stays

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

    def _change(self, table: str, now: dict[str, Any], values: dict[str, Any], *, stays: bool) -> int:
        live_id = int(now["id"])
        if all(now[name] == value for name, value in values.items()):
            return live_id
        if stays:
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

    def _custom_values(self, table: str, past_id: int) -> None:
        """Values of the fields that the shop had then; of fields made since the record keeps its own."""
        rows = self._past.services.db.execute_sql(
            "SELECT f.id, v.id FROM custom_field f LEFT JOIN custom_value v ON v.field_id = f.id AND v.record_id = ? "
            "WHERE f.entity = ? AND f.deleted_at IS NULL",
            (past_id, _ENTITY_OF[table]),
        ).fetchall()
        live_id = self._ids[table, past_id]
        for past_field, value_id in rows:
            row = self._read("custom_value", value_id) if value_id is not None else None
            if row is None:
                field_id = self._live_id("custom_field", past_field)
                self._clear("custom_value", "field_id = ? AND record_id = ?", (field_id, live_id), set())
                continue
            row["record_id"] = live_id
            field_id = self._linked("custom_field", int(row["field_id"]), True)
            taken = self._work.execute(
                "SELECT uid FROM custom_value WHERE field_id = ? AND record_id = ?", (field_id, live_id)
            ).fetchone()
            if taken is not None:
                row["uid"] = taken[0]
            self._row("custom_value", row, part=True)

    # -- reading

    def _past_ids(self, table: str, column: str, past_id: int) -> list[int]:
        """The live rows of the past that belong to the record ``past_id`` of it."""
        sql = f'SELECT id FROM "{table}" WHERE "{column}" = ?{_only_live(table)} ORDER BY id'
        return [row[0] for row in self._past.services.db.execute_sql(sql, (past_id,)).fetchall()]

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
