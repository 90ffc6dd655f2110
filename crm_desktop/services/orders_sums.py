"""What orders come to and what was paid for them: always the sum of their lines and payments.

The orders service writes both sums with each change. Whoever puts rows back that were written before (undo, bringing
back from an earlier state, repair) calls :func:`settle`: sums of another time would not be those of the rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crm_desktop.services.unit_of_work import UnitOfWork

SUMS = ("total", "paid")
"""The columns of an order that follow from other rows."""

_TOTAL = "(SELECT coalesce(sum(l.amount), 0) FROM order_line l WHERE l.order_id = sales_order.id) - discount"
_PAID = "(SELECT coalesce(sum(p.amount), 0) FROM payment p WHERE p.order_id = sales_order.id)"
_WRONG = f"(total <> {_TOTAL} OR paid <> {_PAID})"
_HAS_LINES = "EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = sales_order.id)"
_SETTLE = f"UPDATE sales_order SET total = {_TOTAL}, paid = {_PAID}, row_version = row_version + 1"


def settle(work: UnitOfWork) -> None:
    """Sum up again the orders of which this unit of work has written the order, a line or a payment; those of which
    only lines or payments were written count as changed, too.
    """
    images = f"FROM change_row WHERE change_id = {work.id:d} AND +tbl"
    own = f"SELECT row_id {images} = 'sales_order'"
    parts = [own]
    for table in ("order_line", "payment"):
        parts += [
            f"SELECT order_id FROM {table} WHERE id IN (SELECT row_id {images} = '{table}')",
            f"SELECT json_extract(before, '$.order_id') {images} = '{table}' AND op = 'D'",
        ]
    work.execute(
        f"{_SETTLE}, updated_at = ? WHERE ({_WRONG} OR id NOT IN ({own})) AND id IN ({' UNION '.join(parts)})",
        (work.now,),
    )


def count_wrong(db: Any) -> tuple[int, int]:
    """How many orders don't add up: those with lines, which :func:`settle_all` puts right, and those whose lines are
    lost, of which the order alone still says what they came to: :func:`fill_gaps`.
    """
    sql = f"SELECT count(*) FILTER (WHERE {_HAS_LINES}), count(*) FROM sales_order WHERE {_WRONG}"
    with_lines, both = db.execute_sql(sql).fetchone()
    return with_lines, both - with_lines


def settle_all(db: Any) -> int:
    """Sum up again every order that has lines; returns how many were wrong. The caller holds a transaction."""
    return int(db.execute_sql(f"{_SETTLE} WHERE {_WRONG} AND {_HAS_LINES}").rowcount)


def fill_gaps(db: Any, words: str) -> int:
    """Give orders whose lines or payments are lost one line and one payment over what is missing, called ``words``, so
    that what was sold and paid stays in the figures; returns of how many. The caller holds a transaction.
    """
    wrong = f"SELECT id, date, updated_at, total - ({_TOTAL}), paid - {_PAID} FROM sales_order WHERE {_WRONG}"
    found = db.execute_sql(wrong).fetchall()
    head = "uid, created_at, updated_at, order_id"
    values = "lower(hex(randomblob(16))), ?, ?, ?"
    for order_id, day, at, sold, paid in found:
        if sold:
            db.execute_sql(
                f"INSERT INTO order_line({head}, product_name, quantity, price, amount, position) "
                f"VALUES ({values}, ?, 1000, ?, ?, 9999)",
                (at, at, order_id, words, sold, sold),
            )
        if paid:
            sql = f"INSERT INTO payment({head}, date, amount, notes) VALUES ({values}, ?, ?, ?)"
            db.execute_sql(sql, (at, at, order_id, day, paid, words))
    return len(found)
