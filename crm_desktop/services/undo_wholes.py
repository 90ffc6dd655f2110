"""What belongs together when a part of a change is left as it is: an order with its lines and payments, a deal with its
way through the stages, a customer with the values of the shop's own fields, each with what was planned for it.

Half of such a thing would say what never was: an order without lines, a sum that nobody paid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crm_desktop.models.db import Database
from crm_desktop.services.undo_plan import Key, UndoPlan, marks, portions

_PARTS = {
    "order_line": ("sales_order", "order_id"),
    "payment": ("sales_order", "order_id"),
    "deal_move": ("deal", "deal_id"),
}
"""Table → whose part a row of it is, and the column that says so."""
_OWNED = (
    ("follow_up", "customer", "customer_id"),
    ("follow_up", "deal", "deal_id"),
    ("activity", "customer", "customer_id"),
    ("activity", "deal", "deal_id"),
)
"""What stays with a record that stays; the record need not stay with it. Such a row may also have come from another
record by the change (two customers made one): then it goes back.
"""
_WITH_OWN_FIELDS = {"customers": "customer", "deals": "deal"}


def keep_conflicting(db: Database, plan: UndoPlan) -> None:
    """Leave out of ``plan`` every row that stands in a conflict, with all that belongs to it, so that the rest can be
    undone.
    """
    wholes: dict[str, set[int]] = {}
    for conflict in plan.conflicts:
        name, _, number = str(conflict["key"]).partition(":")
        key = (name, int(number))
        table, row_id = whole_of(db, key, plan.insert.get(key))
        plan.drop(key)
        wholes.setdefault(table, set()).add(row_id)
    plan.conflicts.clear()
    for table, ids in wholes.items():
        for key in [*((table, row_id) for row_id in ids), *_belonging(db, plan, table, ids)]:
            plan.drop(key)
    _keep_lifecycle(db, plan, sorted(wholes.get("sales_order", ())))


def _keep_lifecycle(db: Database, plan: UndoPlan, orders: Sequence[int]) -> None:
    """Whom an order that stays made a buyer stays one."""
    for some in portions(orders):
        sql = f"SELECT DISTINCT customer_id FROM sales_order WHERE customer_id IS NOT NULL AND id IN ({marks(some)})"
        for (customer_id,) in db.execute_sql(sql, some):
            values = plan.update.get(("customer", customer_id), {})
            if values.pop("stage", None) is not None and not values:
                plan.drop(("customer", customer_id))


def whole_of(db: Database, key: Key, put_back: Mapping[str, Any] | None = None) -> Key:
    """The record that the row ``key`` is a part of, as it stands now, or as it would be ``put_back``; else itself."""
    values = put_back or {}
    table, row_id = key
    if table in _PARTS:
        parent, column = _PARTS[table]
        row = db.execute_sql(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
        found = row[0] if row else values.get(column)
        if found is not None:
            return parent, int(found)
    if table == "custom_value":
        row = db.execute_sql("SELECT field_id, record_id FROM custom_value WHERE id = ?", (row_id,)).fetchone()
        field_id, record_id = row or (values.get("field_id"), values.get("record_id"))
        of = db.execute_sql("SELECT entity FROM custom_field WHERE id = ?", (field_id,)).fetchone()
        if of is not None and record_id is not None and of[0] in _WITH_OWN_FIELDS:
            return _WITH_OWN_FIELDS[of[0]], int(record_id)
    return key


def _belonging(db: Database, plan: UndoPlan, table: str, ids: set[int]) -> Iterator[Key]:
    """The rows of the plan that are parts of the records ``ids`` or stay with them."""
    columns = [(part, column, False) for part, (parent, column) in _PARTS.items() if parent == table]
    columns += [(owned, column, True) for owned, parent, column in _OWNED if parent == table]
    for child, column, may_go_back in columns:
        for some in portions(sorted(ids)):
            sql = f'SELECT id FROM "{child}" WHERE "{column}" IN ({marks(some)})'
            for (row_id,) in db.execute_sql(sql, some).fetchall():
                key = (child, row_id)
                if not (may_go_back and column in plan.update.get(key, {})):
                    yield key
        yield from [key for key, values in plan.insert.items() if key[0] == child and values.get(column) in ids]
    entity = next((entity for entity, of in _WITH_OWN_FIELDS.items() if of == table), None)
    if entity is not None:
        yield from _own_values(db, plan, entity, ids)


def _own_values(db: Database, plan: UndoPlan, entity: str, ids: set[int]) -> Iterator[Key]:
    fields = {row[0] for row in db.execute_sql("SELECT id FROM custom_field WHERE entity = ?", (entity,))}
    for some in portions(sorted(ids)):
        for field_id in sorted(fields):
            sql = f"SELECT id FROM custom_value WHERE field_id = ? AND record_id IN ({marks(some)})"
            for (row_id,) in db.execute_sql(sql, (field_id, *some)).fetchall():
                if "record_id" not in plan.update.get(("custom_value", row_id), {}):
                    yield "custom_value", row_id
    for key, values in list(plan.insert.items()):
        if key[0] == "custom_value" and values.get("field_id") in fields and values.get("record_id") in ids:
            yield key
