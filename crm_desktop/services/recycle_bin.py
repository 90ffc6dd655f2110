"""What was deleted: found, brought back with everything that belonged to it, or deleted for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from crm_desktop.core.clock import from_ms
from crm_desktop.core.i18n import N_, count_text
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.text import fold, pinyin_full, pinyin_initials
from crm_desktop.models.order import Product
from crm_desktop.services.history import ERASED
from crm_desktop.services.retention import forget_erased

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

Key = tuple[str, int]
"""``(entity, id)``."""


@dataclass(frozen=True, slots=True)
class BinEntry:
    """One deleted record: ``title`` and ``line`` are what a person knows it by, ``amount`` minor units or None;
    ``deleted`` aware UTC.
    """

    entity: str
    id: int
    title: str
    line: str
    amount: int | None
    deleted: datetime


@dataclass(frozen=True, slots=True)
class BinPage:
    """The first entries; ``total`` counts all that were found."""

    total: int
    entries: tuple[BinEntry, ...]


_SQL = {
    # entity: table, title, further words (SQL), amount
    "customers": (
        "customer",
        "t.name",
        "t.company || ' · ' || t.code",
        "NULL",
        "t.phones || ' ' || t.emails || ' ' || t.wechat",
    ),
    "deals": (
        "deal",
        "t.title",
        "coalesce((SELECT name FROM customer WHERE id = t.customer_id), '') || ' · ' || t.number",
        "t.amount",
        "t.notes",
    ),
    "followups": (
        "follow_up",
        "t.subject",
        "coalesce((SELECT name FROM customer WHERE id = t.customer_id), '') || ' · ' || coalesce(t.due, '')",
        "NULL",
        "t.notes",
    ),
    "products": ("product", "t.name", "t.category || ' · ' || t.code", "t.price", "t.notes"),
    "orders": (
        "sales_order",
        "t.number",
        "coalesce((SELECT name FROM customer WHERE id = t.customer_id), '') || ' · ' || t.date",
        "t.total",
        "t.notes",
    ),
}
ENTITIES = tuple(_SQL)

_TELL_EVERY = 2_000


class RecycleBin:
    def __init__(self, services: Services) -> None:
        self._s = services

    def counts(self) -> dict[str, int]:
        """How many of each kind lie in the bin."""
        return {
            entity: self._s.db.execute_sql(f"SELECT count(*) FROM {parts[0]} WHERE deleted_at > 0").fetchone()[0]
            for entity, parts in _SQL.items()
        }

    def find(
        self, entity: str, text: str = "", *, sort: str = "deleted", limit: int = 500, ctx: JobContext | None = None
    ) -> BinPage:
        """Deleted records in which every word of ``text`` stands (pinyin and initials of the name count), sorted by
        ``deleted`` (newest first) or ``name``.
        """
        table, title, line, amount, more = _SQL[entity]
        key = "t.name_key" if entity in ("customers", "products") else title
        order = f"{key}, t.id" if sort == "name" else "t.deleted_at DESC, t.id DESC"
        columns = f"t.id, {title}, {line}, {amount}, t.deleted_at, {more}"
        sql = f"SELECT {columns} FROM {table} t WHERE t.deleted_at > 0 ORDER BY {order}"
        words = fold(text).split()
        if not words:
            total = self.counts()[entity]
            rows = self._s.db.execute_sql(f"{sql} LIMIT ?", (limit,)).fetchall()
            return BinPage(total, tuple(_entry(entity, row) for row in rows))
        job = ctx or JobContext()
        found: list[BinEntry] = []
        total = 0
        for number, row in enumerate(self._s.db.execute_sql(sql)):
            if number % _TELL_EVERY == 0:
                job.check()
            if _holds(row, words):
                total += 1
                if len(found) < limit:
                    found.append(_entry(entity, row))
        return BinPage(total, tuple(found))

    def ids(self, entity: str, text: str = "", *, sort: str = "deleted", ctx: JobContext | None = None) -> list[int]:
        """What :meth:`find` finds, all of it, as the export wants it: of orders their lines."""
        found = [entry.id for entry in self.find(entity, text, sort=sort, limit=self.counts()[entity], ctx=ctx).entries]
        if entity != "orders":
            return found
        lines = "SELECT id FROM order_line WHERE order_id = ? ORDER BY position, id"
        return [line for order in found for (line,) in self._s.db.execute_sql(lines, (order,))]

    def restore(self, work: UnitOfWork, keys: Sequence[Key]) -> None:
        """Put the records back, with everything that belonged to them: it stayed with them in the bin. A number that
        somebody else has by now is replaced.
        """
        for entity, record_id in keys:
            getattr(self._s, entity).restore(work, record_id)

    # -- for good

    def erase(self, keys: Sequence[Key], ctx: JobContext | None = None) -> int:
        """Delete records of the bin for good, with all images of them in the history. Returns how many.

        Timeline, plans, files and own fields go with a customer. Sales and deals stay, without the name, so that the
        figures of the shop don't change; what was sold keeps the name and category of its product. Not undoable; a
        backup made before still holds them.
        """
        chosen: dict[str, list[int]] = {}
        for entity, record_id in keys:
            chosen.setdefault(entity, []).append(record_id)
        return self._erase(chosen, ctx)

    def empty(self, entity: str | None = None, ctx: JobContext | None = None) -> int:
        """Delete everything of one kind, or of all, for good: see :meth:`erase`."""
        chosen = {}
        for name in (entity,) if entity else ENTITIES:
            rows = self._s.db.execute_sql(f"SELECT id FROM {_SQL[name][0]} WHERE deleted_at > 0")
            chosen[name] = [row[0] for row in rows]
        return self._erase(chosen, ctx)

    def _erase(self, chosen: dict[str, list[int]], ctx: JobContext | None) -> int:
        gone = 0
        job = ctx or JobContext()
        label = N_("undo", "Delete {n} records for good")
        with self._s.write(label, kind=ERASED) as work:
            for entity, ids in sorted(chosen.items(), key=lambda one: one[0] == "products"):
                job.progress(gone, sum(map(len, chosen.values())), N_("recycle_bin", "Deleting for good"))
                gone += _erase_table(work, _SQL[entity][0], ids)
            work.label = count_text(gone, N_("undo", "Delete 1 record for good"), label)
        forget_erased(self._s)
        return gone


def _entry(entity: str, row: tuple[int, str, str, int | None, int, str]) -> BinEntry:
    record_id, title, line, amount, deleted, _more = row
    shown = " · ".join(part for part in line.split(" · ") if part)
    return BinEntry(entity, record_id, title, shown, amount, from_ms(deleted))


def _holds(row: tuple[int, str, str, int | None, int, str], words: Sequence[str]) -> bool:
    hay = fold(f"{row[1]} {row[2]} {row[5]}")
    if all(word in hay for word in words):
        return True
    hay = f"{hay} {pinyin_full(row[1])} {pinyin_initials(row[1])}"
    return all(word in hay for word in words)


_GO_ALONG = {
    "customer": (
        "DELETE FROM activity WHERE customer_id IN ({ids})",
        "DELETE FROM attachment WHERE customer_id IN ({ids})",
        "DELETE FROM relation WHERE customer_id IN ({ids}) OR other_id IN ({ids})",
        "DELETE FROM not_same WHERE customer_id IN ({ids}) OR other_id IN ({ids})",
        "DELETE FROM follow_up WHERE customer_id IN ({ids})",
        "UPDATE customer SET referrer_id = NULL WHERE referrer_id IN ({ids})",
        "UPDATE deal SET customer_id = NULL WHERE customer_id IN ({ids})",
        "UPDATE sales_order SET customer_id = NULL WHERE customer_id IN ({ids})",
    ),
    "deal": (
        "DELETE FROM deal_move WHERE deal_id IN ({ids})",
        "DELETE FROM attachment WHERE deal_id IN ({ids})",
        "UPDATE follow_up SET deal_id = NULL WHERE deal_id IN ({ids})",
        "UPDATE activity SET deal_id = NULL WHERE deal_id IN ({ids})",
        "UPDATE sales_order SET deal_id = NULL WHERE deal_id IN ({ids})",
    ),
    "sales_order": (
        "DELETE FROM order_line WHERE order_id IN ({ids})",
        "DELETE FROM payment WHERE order_id IN ({ids})",
    ),
    "product": (),
    "follow_up": (),
}
_OWN_FIELDS = {"customer": "customers", "deal": "deals"}


def _erase_table(work: UnitOfWork, table: str, ids: Sequence[int]) -> int:
    work.execute("CREATE TEMP TABLE IF NOT EXISTS erased(id INTEGER PRIMARY KEY)")
    work.execute("DELETE FROM temp.erased")
    work.execute_many("INSERT OR IGNORE INTO temp.erased VALUES (?)", ((one,) for one in ids))
    work.execute(f"DELETE FROM temp.erased WHERE id NOT IN (SELECT id FROM {table} WHERE deleted_at > 0)")
    chosen = "SELECT id FROM temp.erased"
    for statement in _GO_ALONG[table]:
        work.execute(statement.format(ids=chosen))
    if table == "product":
        _keep_kinds(work, chosen)
    if table in _OWN_FIELDS:
        work.execute(
            "DELETE FROM custom_value WHERE field_id IN (SELECT id FROM custom_field WHERE entity = ?) "
            f"AND record_id IN ({chosen})",
            (_OWN_FIELDS[table],),
        )
    gone: int = work.execute(f"DELETE FROM {table} WHERE id IN ({chosen})").rowcount
    return gone


def _keep_kinds(work: UnitOfWork, chosen: str) -> None:
    """What was sold stays a sale of its kind: the lines get a product that has its name and category only, with nothing
    of its number, prices and notes. It is deleted since the beginning of time, so no list and no bin has it.
    """
    sold = f"SELECT id, name, name_key, category FROM product p WHERE id IN ({chosen}) AND EXISTS "
    rows = work.execute(f"{sold} (SELECT 1 FROM order_line WHERE product_id = p.id)").fetchall()
    for product, name, key, category in rows:
        left = work.insert(Product, name=name, name_key=key, category=category, active=0, deleted_at=0)
        work.execute("UPDATE order_line SET product_id = ? WHERE product_id = ?", (left, product))
