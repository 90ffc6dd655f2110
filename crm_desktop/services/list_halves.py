"""The first rows of a list; where all records of a large encrypted table must be looked at, in two threads.

Reading such a table is the work of checking and decrypting its pages: a second processor nearly halves the time.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor  # noqa: TID251 - over before the query answers
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

_MANY = 20_000
"""Records; with fewer the second connection costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Select:
    """A list's query in parts: the id's expression, the clauses from FROM to WHERE, the order.

    ``joins`` are the tables that ``order`` needs beside ``table``.
    """

    table: str
    id: str
    source: str
    order: str
    joins: str
    params: tuple[Any, ...]

    def sql(self, also: str = "") -> str:
        """``also`` is one more condition."""
        return f"SELECT {self.id} {self.source}{f' AND ({also})' if also else ''} {self.order}"


def first_ids(services: Services, select: Select, limit: int) -> list[int]:
    """The first ``limit`` ids in order."""
    sql, params = f"{select.sql()} LIMIT ?", (*select.params, limit)
    middle = _middle(services, select, sql, params)
    if not middle:
        return _ids(services, sql, params)

    def second_half() -> list[int]:
        try:
            return _ids(services, f"{select.sql(f'{select.id} > {middle:d}')} LIMIT ?", params)
        finally:
            services.release()

    with ThreadPoolExecutor(1) as pool:
        later = pool.submit(second_half)
        found = _ids(services, f"{select.sql(f'{select.id} <= {middle:d}')} LIMIT ?", params)
        found += later.result()
    one_of = f"{select.id} IN ({','.join(map(str, found))})"
    again = f"SELECT {select.id} FROM {select.table} {select.joins} WHERE {one_of} {select.order} LIMIT ?"
    return _ids(services, again, (limit,))


def _middle(services: Services, select: Select, sql: str, params: tuple[Any, ...]) -> int:
    """The id at which to part the table, 0 where one thread reads it: it is plain or small or two in one, an index
    leads to the rows, or the caller's transaction holds what no other connection sees.
    """
    db = services.db
    if not services.encrypted or " JOIN " in select.table or db.in_sql_transaction():
        return 0
    outermost = db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchone()[3]
    if outermost != "SCAN t":
        return 0
    (last,) = db.execute_sql(f"SELECT max({select.id}) FROM {select.table}").fetchone()
    return last // 2 if last and last >= _MANY else 0


def _ids(services: Services, sql: str, params: tuple[Any, ...]) -> list[int]:
    return [row[0] for row in services.db.execute_sql(sql, params)]
