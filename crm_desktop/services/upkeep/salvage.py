"""Reading what can still be read from a damaged database: halving ranges of rows around what fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crm_desktop.core.i18n import N_, render
from crm_desktop.models import db as database
from crm_desktop.models import schema
from crm_desktop.models.audit import trigger_sql
from crm_desktop.models.registry import ALL_MODELS, AUDITED, DERIVED
from crm_desktop.services.backup.snapshot import DATABASE_ERRORS
from crm_desktop.services.derived import Derived
from crm_desktop.services.orders_sums import fill_gaps

_STEP = 2_000
_MOST_MARKS = 500
_LARGEST_ROW = 1 << 48
_PAGE_ROWS = 1_000
"""More rows than a page can hold: so far behind the last row that can be read lies the end of a table."""
_PROBES = 50
"""How many pages in a row may be destroyed before what follows them counts as the end of the table."""


LOST = N_("check", "Lost when the data were damaged")
"""Stands for lines and payments of orders that are gone."""


@dataclass(slots=True)
class Salvaged:
    """Rows saved per table; ids that could not be read (they need not have existed); rows taken from the donor in
    their place; rows dropped because what they belong to is lost."""

    saved: dict[str, int] = field(default_factory=dict)
    unreadable: dict[str, list[int]] = field(default_factory=dict)
    from_donor: dict[str, int] = field(default_factory=dict)
    unlinked: int = 0
    filled: int = 0
    """Orders of which lines or payments are lost."""


@dataclass(frozen=True, slots=True)
class Donor:
    """A sound older state of the same data, at today's schema. ``made`` is ISO 8601 UTC."""

    database: Path
    key: str | None
    made: str


def salvage(source: Path, target: Path, key: str | None, donor: Donor | None = None) -> Salvaged:
    """Write a sound database of the present schema to the new file ``target`` with all rows that ``source`` gives up.

    ``source`` is only read. What can't be read is taken from ``donor``, as it was then. Derived parts are built anew.
    Raises the engine's error when not even the schema can be read.
    """
    result = Salvaged()
    new = database.open_database(target, key)
    old = database.open_database(source, key, read_only=True)
    try:
        schema.migrate(new)
        new.execute_sql("PRAGMA query_only=0")
        new.execute_sql("PRAGMA foreign_keys=0")
        new.execute_sql("BEGIN IMMEDIATE")
        _drop_triggers(new)
        for model in ALL_MODELS:
            if model not in DERIVED:
                _copy_table(old, new, model._meta.table_name, result)
        if donor is not None:
            _fill_from(donor, new, result)
        new.execute_sql("UPDATE audit_state SET change_id = NULL")
        result.unlinked = mend_links(new)
        result.filled = fill_gaps(new, render(LOST))
        for statement in trigger_sql(AUDITED):
            new.execute_sql(statement)
        Derived(new).rebuild()
        new.execute_sql("COMMIT")
        new.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        old.close()
        new.close()
    return result


def _drop_triggers(db: Any) -> None:
    for (name,) in db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute_sql(f'DROP TRIGGER "{name}"')


def _copy_table(old: Any, new: Any, table: str, result: Salvaged) -> None:
    columns = _common_columns(old, new, table)
    result.saved[table], result.unreadable[table] = 0, []
    if not columns:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    insert = f'INSERT OR REPLACE INTO "{table}"({names}) VALUES ({", ".join("?" * len(columns))})'
    for low, high in _ranges(old, table):
        for rows in _readable(old, f'SELECT {names} FROM "{table}" NOT INDEXED', low, high, table, result):
            new.cursor().executemany(insert, rows)
            result.saved[table] += len(rows)


def _fill_from(donor: Donor, new: Any, result: Salvaged) -> None:
    """Rows of the donor for the ids that could not be read. A row whose ``uid`` was saved under another id is left."""
    older = database.open_database(donor.database, donor.key, read_only=True)
    try:
        for table, lost in result.unreadable.items():
            columns = _common_columns(older, new, table)
            if not lost or not columns:
                continue
            names = ", ".join(f'"{name}"' for name in columns)
            insert = f'INSERT OR IGNORE INTO "{table}"({names}) VALUES ({", ".join("?" * len(columns))})'
            before = new.execute_sql(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for start in range(0, len(lost), _MOST_MARKS):
                some = lost[start : start + _MOST_MARKS]
                marks = ", ".join("?" * len(some))
                rows = older.execute_sql(f'SELECT {names} FROM "{table}" WHERE rowid IN ({marks})', some).fetchall()
                new.cursor().executemany(insert, rows)
            after = new.execute_sql(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            result.from_donor[table] = after - before
    finally:
        older.close()


def _common_columns(old: Any, new: Any, table: str) -> list[str]:
    ours = [row[1] for row in new.execute_sql(f'PRAGMA table_info("{table}")')]
    theirs = {row[1] for row in old.execute_sql(f'PRAGMA table_info("{table}")')}
    return [name for name in ours if name in theirs]


def _ranges(old: Any, table: str) -> Iterator[tuple[int, int]]:
    low, end = 1, _last_row(old, table)
    while low <= end:
        yield low, min(low + _STEP - 1, end)
        low += _STEP


def _last_row(old: Any, table: str) -> int:
    for sql in (
        f'SELECT max(rowid) FROM "{table}"',
        f"SELECT seq FROM sqlite_sequence WHERE name = '{table}'",
    ):
        try:
            row = old.execute_sql(sql).fetchone()
        except DATABASE_ERRORS:
            old.close()
            continue
        if row and row[0] is not None:
            return int(row[0])
        if row:
            return 0
    return _last_readable_row(old, table) + _PAGE_ROWS


def _last_readable_row(old: Any, table: str) -> int:
    """The largest row number that can still be read, where the last page of the table is destroyed."""
    best, low, high = 0, 1, _LARGEST_ROW
    row = 1
    while row < _LARGEST_ROW:
        found = _row_below(old, table, row)
        if found is not None:
            best, low, high = max(best, found), row, _LARGEST_ROW
        elif high == _LARGEST_ROW:
            high = row
        row *= 2
    while high - low > 1:
        middle = (low + high) // 2
        found = _row_below(old, table, middle)
        low, high = (low, middle) if found is None else (middle, high)
        best = max(best, found or 0)
    for number in range(1, _PROBES):
        best = max(best, _row_below(old, table, best + number * _PAGE_ROWS) or 0)
    return best


def _row_below(old: Any, table: str, row: int) -> int | None:
    """The nearest row number below ``row``, 0 where there is none; None where its page can't be read."""
    try:
        found = old.execute_sql(f'SELECT rowid FROM "{table}" WHERE rowid < ? ORDER BY rowid DESC LIMIT 1', (row,))
        nearest = found.fetchone()
    except DATABASE_ERRORS:
        old.close()
        return None
    return int(nearest[0]) if nearest else 0


def _readable(
    old: Any, select: str, low: int, high: int, table: str, result: Salvaged
) -> Iterator[list[tuple[Any, ...]]]:
    try:
        rows = old.execute_sql(f"{select} WHERE rowid BETWEEN ? AND ?", (low, high)).fetchall()
    except (*DATABASE_ERRORS, UnicodeDecodeError):
        old.close()  # an encrypted connection stays broken after the first bad page
        if low == high:
            result.unreadable[table].append(low)
            return
        middle = (low + high) // 2
        yield from _readable(old, select, low, middle, table, result)
        yield from _readable(old, select, middle + 1, high, table, result)
        return
    if rows:
        yield rows


def mend_links(new: Any) -> int:
    """Empty links to rows that are lost; drop rows that make no sense without what they belong to."""
    dropped = 0
    while violations := new.execute_sql("PRAGMA foreign_key_check").fetchall():
        for table, row_id, _parent, number in violations:
            column = next(row[3] for row in new.execute_sql(f'PRAGMA foreign_key_list("{table}")') if row[0] == number)
            required = any(row[1] == column and row[3] for row in new.execute_sql(f'PRAGMA table_info("{table}")'))
            if required:
                new.execute_sql(f'DELETE FROM "{table}" WHERE rowid = ?', (row_id,))
                dropped += 1
            else:
                new.execute_sql(f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?', (row_id,))
    return dropped
