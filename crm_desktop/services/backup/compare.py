"""What restoring would change: the live data beside a candidate, record by record (by uid)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crm_desktop.core.errors import UserError
from crm_desktop.models import db as database
from crm_desktop.services.backup.snapshot import DATABASE_ERRORS, ENTITIES, plain

NAMES = 50
"""How many names each list of a difference holds at most."""

_LABEL = {
    "customer": "t.name",
    "deal": "t.title",
    "follow_up": "t.subject",
    "sales_order": "CASE t.number WHEN '' THEN t.date ELSE t.number END",
    "product": "t.name",
    "activity": "substr(t.content, 1, 60)",
}
_AMOUNT = {"deal": "amount", "sales_order": "total"}


@dataclass(frozen=True, slots=True)
class Side:
    """Records that only one side has: how many, the names of the first, and their sum in minor units."""

    count: int = 0
    names: tuple[str, ...] = ()
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One kind of record. ``going`` is live now and not in the backup, ``coming`` the other way round.

    ``returning`` is how many of ``coming`` lie in the recycle bin now; ``changed`` have other values.
    """

    entity: str
    now: int
    after: int
    going: Side
    coming: Side
    returning: int
    changed: int

    @property
    def same(self) -> bool:
        return not (self.going.count or self.coming.count or self.changed)


def differences(live: Path, candidate: Path, key: str | None = None, live_key: str | None = None) -> list[Difference]:
    """Compare two databases of the same schema; both are only read. Raises ``damaged`` when one can't be."""
    db = database.open_database(candidate, key, read_only=True)
    try:
        secret = f"x'{live_key}'" if live_key else ""
        db.execute_sql("ATTACH DATABASE ? AS live KEY ?", (live.absolute().as_uri() + "?mode=ro", secret))
        return [_difference(db, entity, table) for entity, table in ENTITIES.items()]
    except DATABASE_ERRORS as error:
        raise plain(error, live) from error
    finally:
        db.close()


def nothing_now(candidate: Path, key: str | None = None) -> list[Difference]:
    """The same beside an empty or unreadable folder: everything comes."""
    db = database.open_database(candidate, key, read_only=True)
    try:
        found = []
        for entity, table in ENTITIES.items():
            after = int(db.execute_sql(f'SELECT count(*) FROM "{table}" WHERE deleted_at IS NULL').fetchone()[0])
            found.append(Difference(entity, 0, after, Side(), Side(after), 0, 0))
        return found
    finally:
        db.close()


def newest_change(path: Path, key: str | None = None) -> int | None:
    """The instant (ms UTC) of the last change that a database holds."""
    db = database.open_database(path, key, read_only=True)
    try:
        row = db.execute_sql("SELECT max(at) FROM audit_log").fetchone()
        return int(row[0]) if row and row[0] is not None else None
    except DATABASE_ERRORS:
        return None
    finally:
        db.close()


def _difference(db: Any, entity: str, table: str) -> Difference:
    def number(sql: str) -> int:
        return int(db.execute_sql(sql).fetchone()[0])

    now = number(f'SELECT count(*) FROM live."{table}" WHERE deleted_at IS NULL')
    after = number(f'SELECT count(*) FROM main."{table}" WHERE deleted_at IS NULL')
    going = _side(db, table, "live", "main")
    coming = _side(db, table, "main", "live")
    pairs = f'FROM main."{table}" AS a JOIN live."{table}" AS b ON a.id = b.id AND a.uid = b.uid '
    returning = number(f"SELECT count(*) {pairs} WHERE a.deleted_at IS NULL AND b.deleted_at IS NOT NULL")
    changed = number(
        f"SELECT count(*) {pairs} WHERE a.deleted_at IS NULL AND b.deleted_at IS NULL AND a.updated_at <> b.updated_at"
    )
    return Difference(entity, now, after, going, coming, returning, changed)


def _side(db: Any, table: str, here: str, there: str) -> Side:
    """What is live ``here`` only. Copies of one shop keep a record's id, so that most rows are settled by it; the
    others are looked up by uid."""
    amount = f"t.{_AMOUNT[table]}" if table in _AMOUNT else "NULL"
    only = (
        f"WITH rest AS MATERIALIZED (SELECT t.id, t.uid, {_LABEL[table]} AS label, {amount} AS amount "
        f'FROM {here}."{table}" AS t WHERE t.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM {there}."{table}" AS o '
        "WHERE o.id = t.id AND o.uid = t.uid AND o.deleted_at IS NULL)) "
        f"SELECT {{what}} FROM rest WHERE uid NOT IN "
        f'(SELECT uid FROM {there}."{table}" WHERE deleted_at IS NULL)'
    )
    count, total = db.execute_sql(only.format(what="count(*), sum(amount)")).fetchone()
    if not count:
        return Side()
    rows = db.execute_sql(only.format(what="label") + f" ORDER BY id DESC LIMIT {NAMES}").fetchall()
    return Side(int(count), tuple(str(row[0]) for row in rows), total)


def safely(
    live: Path | None, candidate: Path, key: str | None = None, live_key: str | None = None
) -> tuple[list[Difference], bool]:
    """The differences, and whether the live data could be read for them."""
    if live is not None:
        try:
            return differences(live, candidate, key, live_key), True
        except UserError:
            pass
    return nothing_now(candidate, key), False
