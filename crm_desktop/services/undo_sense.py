"""What rows that could each be taken back would make of the whole: an order without lines, a deal in no stage."""

from __future__ import annotations

from collections.abc import Iterator

from crm_desktop.models.db import Database
from crm_desktop.services.undo_plan import Key, UndoPlan, marks, portions


def emptied_orders(db: Database, plan: UndoPlan) -> list[int]:
    """The orders that would stay without a line."""
    gone = [row_id for table, row_id in plan.delete if table == "order_line"]
    orders: set[int] = set()
    for some in portions(gone):
        sql = f"SELECT DISTINCT order_id FROM order_line WHERE id IN ({marks(some)})"
        orders.update(row[0] for row in db.execute_sql(sql, some))
    orders -= {row_id for table, row_id in plan.delete if table == "sales_order"}
    orders -= {values.get("order_id") for (table, _), values in plan.insert.items() if table == "order_line"}
    for some in portions(sorted(orders)):
        sql = f"SELECT id, order_id FROM order_line WHERE order_id IN ({marks(some)})"
        rows = db.execute_sql(sql, some).fetchall()
        orders -= {order_id for line_id, order_id in rows if ("order_line", line_id) not in plan.delete}
    return sorted(orders)


def deals_in_deleted_stages(db: Database, plan: UndoPlan) -> Iterator[Key]:
    """The deals that would go back into a stage which is deleted by now, or is by the plan itself."""
    wanted: dict[int, list[Key]] = {}
    for key, values in (*plan.insert.items(), *plan.update.items()):
        if key[0] == "deal" and values.get("stage_id") is not None:
            wanted.setdefault(values["stage_id"], []).append(key)
    for stage_id, deals in wanted.items():
        row = db.execute_sql("SELECT deleted_at FROM stage WHERE id = ?", (stage_id,)).fetchone()
        now = {"deleted_at": row[0] if row else None}
        if {**now, **plan.update.get(("stage", stage_id), {})}["deleted_at"] is not None:
            yield from deals


def stages_in_use(db: Database, plan: UndoPlan) -> Iterator[Key]:
    """The stages that the plan would delete while deals stand in them that the plan leaves there."""
    for key, values in plan.update.items():
        if key[0] == "stage" and values.get("deleted_at") is not None:
            deals = db.execute_sql("SELECT id FROM deal WHERE stage_id = ?", (key[1],)).fetchall()
            leaving = [
                ("deal", one) in plan.delete or "stage_id" in plan.update.get(("deal", one), {}) for (one,) in deals
            ]
            if not all(leaving):
                yield key
