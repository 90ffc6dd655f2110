"""Taking back any past change.

The row images of a change are reduced to their net effect per row, checked against what stands
there now, and inverted in a new unit of work, which can be undone in its turn.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from sqlcipher3 import dbapi2 as engine

from crm_desktop.core.errors import ConflictError
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.models.audit import RANGE
from crm_desktop.models.db import Database
from crm_desktop.models.registry import AUDITED, BY_TABLE
from crm_desktop.services.touched import ENTITY_OF_TABLE
from crm_desktop.services.unit_of_work import UnitOfWork

Key = tuple[str, int]
"""``(table, row id)``."""
Image = tuple[str, int, str, str | None, str | None]
"""``(table, row id, op, before, after)``."""

_TELL_EVERY = 1_000
_MANY = 5_000
"""From so many rows on they are given room in memory."""


_TIES = {"not_same": ("customer_id", "other_id"), "custom_value": ("field_id", "record_id")}
"""Tables of which two rows can't say something of the same → the columns that name what it is said of."""
_OF_THE_ROW = frozenset({"id", "uid", "created_at", "updated_at", "row_version"})

_STAYS = "import_run"
"""That an import took place stays known when it is undone."""


@dataclass(slots=True)
class Net:
    """What one change did to one row, all its images taken together."""

    existed: bool
    exists: bool = True
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def add(self, op: str, before: dict[str, Any], after: dict[str, Any]) -> None:
        self.exists = op != "D"
        self.before = {**before, **self.before}
        self.after.update(after)


def expanded(images: Iterable[Image]) -> Iterator[Image]:
    """Images of one row each: one of many rows inserted together becomes theirs."""
    for image in images:
        table, row_id, op, _, last = image
        if op == RANGE:
            yield from ((table, one, "I", None, None) for one in range(row_id, int(last or 0) + 1))
        else:
            yield image


def reduced(images: Iterable[Image]) -> dict[Key, Net]:
    """The net effect of the images, row by row."""
    nets: dict[Key, Net] = {}
    for table, row_id, op, before, after in expanded(images):
        net = nets.get((table, row_id))
        if net is None:
            net = nets[(table, row_id)] = Net(existed=op != "I")
        net.add(op, json.loads(before) if before else {}, json.loads(after) if after else {})
    return nets


@dataclass(slots=True)
class UndoPlan:
    """What an undo would do: rows to delete, to put back, to change; and what stands in the way.

    ``had_effect``: the change did something once, whether or not anything of it is left to take back.
    """

    delete: set[Key] = field(default_factory=set)
    insert: dict[Key, dict[str, Any]] = field(default_factory=dict)
    update: dict[Key, dict[str, Any]] = field(default_factory=dict)
    conflicts: list[dict[str, object]] = field(default_factory=list)
    had_effect: bool = False

    def count(self) -> int:
        return len(self.delete) + len(self.insert) + len(self.update)

    def drop(self, key: Key) -> None:
        """Leave this row as it is now."""
        self.delete.discard(key)
        self.insert.pop(key, None)
        self.update.pop(key, None)


class Undoer:
    """Plans and applies the inverse of one change on ``db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def plan(self, change_id: int, job: JobContext | None = None) -> UndoPlan:
        context = job or JobContext()
        rows = self._db.execute_sql(
            "SELECT tbl, row_id, op, before, after FROM change_row WHERE change_id = ? AND tbl <> ? ORDER BY id",
            (change_id, _STAYS),
        )
        plan = UndoPlan()
        nets = reduced(rows)
        for done, (key, net) in enumerate(nets.items()):
            if done % _TELL_EVERY == 0:
                context.progress(done, len(nets))
            if net.exists and not net.existed:
                plan.delete.add(key)
            elif net.existed and not net.exists:
                self._plan_insert(plan, key, net)
            elif net.existed:
                self._plan_update(plan, key, net)
            plan.had_effect |= net.exists != net.existed or (net.existed and net.before != net.after)
        self._plan_ties(plan)
        self.check(plan, change_id)
        return plan

    def check(self, plan: UndoPlan, change_id: int) -> None:
        """Add to the plan's conflicts what could only be half taken back."""
        self._check_deletes(plan, change_id)
        self._check_links(plan)

    def apply(self, work: UnitOfWork, plan: UndoPlan, job: JobContext | None = None) -> None:
        """Write the plan; the unit of work audits it like any other change. Raises :class:`ConflictError`.

        What the change made goes first, then its last steps are taken back before its first ones, so that a number
        which went from one record to another is free when it goes back. Where that is not enough, a row waits for
        the others.
        """
        context = job or JobContext()
        if plan.count() > _MANY:
            work.make_room()
        done, total = 0, plan.count()
        for table, ids in _by_table(plan.delete).items():
            for some in _portions(sorted(ids)):
                context.progress(done, total)
                work.execute_many(f'DELETE FROM "{table}" WHERE id = ?', [(row_id,) for row_id in some])
                done += len(some)
        waiting = [*_inserts(plan, work.now), *_updates(plan, work.now)]
        while waiting:
            stuck: list[_Step] = []
            for _, alike in groupby(reversed(waiting), key=itemgetter(1)):
                for part in _portions(tuple(alike)):
                    context.progress(min(done, total), total)
                    stuck += _written(work, part)
                    done += len(part)
            if len(stuck) == len(waiting):
                raise ConflictError(
                    N_("conflict", "Another record now uses the same number."),
                    N_("conflict", "Change that number first, then undo again."),
                    conflicts=[self._conflict(key, "number_taken") for key, _, _ in stuck],
                )
            waiting = stuck[::-1]

    def _plan_update(self, plan: UndoPlan, key: Key, net: Net) -> None:
        columns = [name for name, value in net.after.items() if value != net.before.get(name)]
        if not columns:
            return
        now = self._current(key, columns)
        if now is None:
            return  # the record went away again meanwhile: of its fields nothing is left to take back
        differing = [name for name in columns if now[name] != net.after[name]]
        if differing:
            for name in differing:
                if now[name] != net.before[name]:
                    plan.conflicts.append(self._conflict(key, "changed", name, net.after[name], now[name]))
            columns = [name for name in columns if name not in differing]
        if columns:
            plan.update[key] = {name: net.before[name] for name in columns}

    def _plan_insert(self, plan: UndoPlan, key: Key, net: Net) -> None:
        if self._current(key, ["id"]) is not None:
            plan.conflicts.append(self._conflict(key, "exists"))
        else:
            plan.insert[key] = net.before

    def _plan_ties(self, plan: UndoPlan) -> None:
        """What was said again since by another row, which stays: where that says the same nothing is left to put back,
        else it is a conflict.
        """
        for key in [key for key in plan.insert if key[0] in _TIES]:
            table, values = key[0], plan.insert[key]
            names = list(values)
            listed = ", ".join(f'"{name}"' for name in names)
            of = " AND ".join(f'"{name}" IS ?' for name in _TIES[table])
            row = self._db.execute_sql(
                f'SELECT id, {listed} FROM "{table}" WHERE {of}', [values.get(name) for name in _TIES[table]]
            ).fetchone()
            if row is None or (table, row[0]) in plan.delete or (table, row[0]) in plan.update:
                continue
            there = zip(names, row[1:], strict=True)
            if any(value != values[name] for name, value in there if name not in _OF_THE_ROW):
                plan.conflicts.append(self._conflict(key, "exists"))
            else:
                del plan.insert[key]

    def _check_deletes(self, plan: UndoPlan, change_id: int) -> None:
        """Rows made by the change that were worked on since, or that newer rows point to, are conflicts."""
        for table, ids in _by_table(plan.delete).items():
            self._db.execute_sql("CREATE TEMP TABLE IF NOT EXISTS undo_ids(id INTEGER PRIMARY KEY)")
            self._db.execute_sql("DELETE FROM temp.undo_ids")
            self._db.cursor().executemany("INSERT INTO temp.undo_ids VALUES (?)", ((row_id,) for row_id in ids))
            later = self._db.execute_sql(
                "SELECT tbl, row_id, op, before, after FROM change_row WHERE tbl = ? AND change_id > ? "
                "AND row_id IN (SELECT id FROM temp.undo_ids) ORDER BY id",
                (table, change_id),
            ).fetchall()
            for key, net in reduced(later).items():
                columns = list(net.before)
                now = self._current(key, columns or ["id"])
                if now is None:
                    plan.conflicts.append(self._conflict(key, "gone"))
                    continue
                changed = [name for name in columns if now[name] != net.before[name]]
                if changed:
                    name = changed[0]
                    plan.conflicts.append(self._conflict(key, "changed", name, net.before[name], now[name]))
            for (row_id,) in self._db.execute_sql(
                f'SELECT id FROM temp.undo_ids WHERE id NOT IN (SELECT id FROM "{table}")'
            ).fetchall():
                plan.delete.discard((table, row_id))  # deleted for good, with all that was known of it
            for child, column in _references(table):
                for child_id, row_id in self._db.execute_sql(
                    f'SELECT id, "{column}" FROM "{child}" WHERE "{column}" IN (SELECT id FROM temp.undo_ids)'
                ):
                    lets_go = column in plan.update.get((child, child_id), {})
                    if (child, child_id) not in plan.delete and not lets_go:
                        plan.conflicts.append(self._conflict((table, row_id), "used_by", child))

    def _check_links(self, plan: UndoPlan) -> None:
        """Rows that would point again to a record that is gone are conflicts."""
        wanted: dict[tuple[str, int], list[tuple[Key, str]]] = {}
        for key, values in (*plan.insert.items(), *plan.update.items()):
            for column, target in _links(key[0]):
                row_id = values.get(column)
                if row_id is not None and (target, row_id) not in plan.insert:
                    wanted.setdefault((target, row_id), []).append((key, column))
        for (table, row_id), users in wanted.items():
            if (table, row_id) in plan.delete or self._current((table, row_id), ["id"]) is None:
                for key, column in users:
                    plan.conflicts.append(self._conflict(key, "link_gone", column))

    def _current(self, key: Key, columns: list[str]) -> dict[str, Any] | None:
        table, row_id = key
        names = ", ".join(f'"{name}"' for name in columns)
        row = self._db.execute_sql(f'SELECT {names} FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
        return dict(zip(columns, row, strict=True)) if row else None

    def _conflict(
        self, key: Key, reason: str, column: str | None = None, expected: object = None, found: object = None
    ) -> dict[str, object]:
        table, row_id = key
        answer: dict[str, object] = {"entity": ENTITY_OF_TABLE[table], "id": row_id, "reason": reason}
        answer["name"] = self._name(key)
        if column is not None:
            answer["field"] = column
        if reason == "changed":
            answer.update(expected=expected, found=found)
        answer["key"] = f"{table}:{row_id}"
        return answer

    def _name(self, key: Key) -> str:
        fields = BY_TABLE[key[0]]._meta.fields
        for name in ("name", "title", "subject", "number"):
            if name in fields:
                row = self._db.execute_sql(f'SELECT "{name}" FROM "{key[0]}" WHERE id = ?', (key[1],)).fetchone()
                return str(row[0]) if row else ""
        return ""


_T = TypeVar("_T")
_Step = tuple[Key, str, tuple[Any, ...]]


def _written(work: UnitOfWork, steps: Sequence[_Step]) -> list[_Step]:
    """Write steps of one statement in their order; returns those that have to wait for others."""
    stuck: list[_Step] = []
    source = iter(steps)
    tried = steps[0]

    def values() -> Iterator[tuple[Any, ...]]:
        nonlocal tried
        for tried in source:
            yield tried[2]

    while True:
        try:
            work.execute_many(steps[0][1], values())
        except engine.IntegrityError:
            stuck.append(tried)  # those before it are written
        else:
            return stuck


def _portions(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (items[start : start + _TELL_EVERY] for start in range(0, len(items), _TELL_EVERY))


def _inserts(plan: UndoPlan, now: int) -> Iterator[_Step]:
    for (table, row_id), values in plan.insert.items():
        columns = {"id": row_id, "updated_at": now, **values}
        names = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join("?" * len(columns))
        yield (table, row_id), f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(columns.values())


def _updates(plan: UndoPlan, now: int) -> Iterator[_Step]:
    for (table, row_id), values in plan.update.items():
        sets = ", ".join(f'"{name}" = ?' for name in values)
        sql = f'UPDATE "{table}" SET {sets}, row_version = row_version + 1, updated_at = ? WHERE id = ?'
        yield (table, row_id), sql, (*values.values(), now, row_id)


def keep_conflicting(plan: UndoPlan) -> None:
    """Leave out of ``plan`` every row that stands in a conflict, so that the rest can be undone."""
    for conflict in plan.conflicts:
        table, _, row_id = str(conflict["key"]).partition(":")
        plan.drop((table, int(row_id)))
    plan.conflicts.clear()


def _by_table(keys: Iterable[Key]) -> dict[str, list[int]]:
    """Keys grouped by table, children before their parents."""
    found: dict[str, list[int]] = {}
    for table, row_id in keys:
        found.setdefault(table, []).append(row_id)
    order = [model._meta.table_name for model in reversed(AUDITED)]
    return {table: found[table] for table in order if table in found}


@cache
def _links(table: str) -> tuple[tuple[str, str], ...]:
    """``(column, table it points to)`` of every foreign key of ``table``."""
    return tuple((foreign.column_name, foreign.rel_model._meta.table_name) for foreign in BY_TABLE[table]._meta.refs)


def _references(table: str) -> Iterator[tuple[str, str]]:
    """``(child table, column)`` of every foreign key to ``table``."""
    target = BY_TABLE[table]
    for model in AUDITED:
        for foreign in model._meta.refs:
            if foreign.rel_model is target:
                yield model._meta.table_name, foreign.column_name
