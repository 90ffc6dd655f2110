"""Taking back any past change.

The row images of a change are reduced to their net effect per row, checked against what stands
there now, and inverted in a new unit of work, which can be undone in its turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlcipher3 import dbapi2 as engine

from crm_desktop.core.errors import ConflictError
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.models.db import Database
from crm_desktop.models.registry import AUDITED, BY_TABLE
from crm_desktop.services.orders_sums import settle
from crm_desktop.services.touched import ENTITY_OF_TABLE
from crm_desktop.services.undo_plan import AT_ONCE, Key, Net, UndoPlan, portions, reduced_own
from crm_desktop.services.undo_sense import deals_in_deleted_stages, emptied_orders, stages_in_use
from crm_desktop.services.undo_wholes import whole_of
from crm_desktop.services.unit_of_work import UnitOfWork

_MANY = 5_000
"""From so many rows on they are given room in memory."""


_TIES = {"shop_setting": ("key",), "not_same": ("customer_id", "other_id"), "custom_value": ("field_id", "record_id")}
"""Tables of which two rows can't say something of the same → the columns that name what it is said of."""
_NUMBERS = {
    "customer": ("code",),
    "deal": ("number",),
    "product": ("code",),
    "sales_order": ("number",),
    "custom_field": ("entity", "key"),
    "staff": ("name",),
    "choice": ("list_name", "key"),
}
"""Tables → what no two rows of them have alike, unless it is blank or one lies in the recycle bin."""
_CALLED = ("name", "title", "subject", "number")
_OF_THE_ROW = frozenset({"id", "uid", "created_at", "updated_at", "row_version"})

_STAYS = "import_run"
"""That an import took place stays known when it is undone."""


class Undoer:
    """Plans and applies the inverse of one change on ``db``.

    With ``over`` what was changed since is no conflict: it is lost with what is taken back.
    """

    def __init__(self, db: Database, *, over: bool = False) -> None:
        self._db, self._over = db, over

    def plan(self, change_id: int, job: JobContext | None = None) -> UndoPlan:
        context = job or JobContext()
        rows = self._db.execute_sql(
            "SELECT tbl, row_id, op, before, after FROM change_row WHERE change_id = ? AND tbl <> ? ORDER BY id",
            (change_id, _STAYS),
        )
        plan = UndoPlan()
        nets = reduced_own(rows)
        for done, (key, net) in enumerate(nets.items()):
            if done % AT_ONCE == 0:
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
        self._check_sense(plan)
        for table, columns in _NUMBERS.items():
            self._check_numbers(plan, table, columns)

    def apply(self, work: UnitOfWork, plan: UndoPlan, job: JobContext | None = None) -> None:
        """Write the plan; the unit of work audits it like any other change. Raises :class:`ConflictError`.

        What the change made goes first, then its last steps are taken back before its first ones, so that a number
        which went from one record to another is free when it goes back. Where that is not enough, a row waits for
        the others; where they wait for each other, all of them let go of their numbers first.
        """
        context = job or JobContext()
        if plan.count() > _MANY:
            work.make_room()
        done, total = 0, plan.count()
        for table, ids in _by_table(plan.delete).items():
            for some in portions(sorted(ids)):
                context.progress(done, total)
                work.execute_many(f'DELETE FROM "{table}" WHERE id = ?', [(row_id,) for row_id in some])
                done += len(some)
        waiting = [*_inserts(plan, work.now), *_updates(plan, work.now)]
        let_go = False
        while waiting:
            stuck: list[_Step] = []
            for _, alike in groupby(reversed(waiting), key=itemgetter(1)):
                for part in portions(tuple(alike)):
                    context.progress(min(done, total), total)
                    stuck += _written(work, part)
                    done += len(part)
            if len(stuck) < len(waiting):
                let_go = False
            elif not let_go:
                let_go = True
                _let_go(work, stuck)
            else:
                raise ConflictError(
                    N_("conflict", "Another record now uses the same number."),
                    N_("conflict", "Change that number first, then undo again."),
                    conflicts=[self._conflict(key, "number_taken") for key, _, _ in stuck],
                )
            waiting = stuck[::-1]
        settle(work)

    def _plan_update(self, plan: UndoPlan, key: Key, net: Net) -> None:
        columns = [name for name, value in net.after.items() if value != net.before.get(name)]
        if not columns:
            return
        now = self._current(key, columns)
        if now is None:
            return  # the record went away again meanwhile: of its fields nothing is left to take back
        back = [name for name in columns if now[name] == net.before[name]]
        since = [name for name in columns if now[name] != net.after[name] and name not in back]
        if not self._over:
            plan.conflicts += [self._conflict(key, "changed", name, net.after[name], now[name]) for name in since]
            back += since
        columns = [name for name in columns if name not in back]
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
            for key, net in reduced_own(later).items():
                columns = list(net.before)
                now = self._current(key, columns or ["id"])
                if now is None:
                    plan.conflicts.append(self._conflict(key, "gone"))
                    continue
                changed = [name for name in columns if now[name] != net.before[name]]
                if changed and not self._over:
                    name = changed[0]
                    plan.conflicts.append(self._conflict(key, "changed", name, net.before[name], now[name]))
            for (row_id,) in self._db.execute_sql(
                f'SELECT id FROM temp.undo_ids WHERE id NOT IN (SELECT id FROM "{table}")'
            ).fetchall():
                plan.delete.discard((table, row_id))  # deleted for good, with all that was known of it
            for child, column in _references(table):
                users = self._db.execute_sql(
                    f'SELECT id, "{column}" FROM "{child}" WHERE "{column}" IN (SELECT id FROM temp.undo_ids)'
                )
                used = {
                    row_id
                    for child_id, row_id in users
                    if (child, child_id) not in plan.delete and column not in plan.update.get((child, child_id), {})
                }
                plan.conflicts += [self._conflict((table, row_id), "used_by", child) for row_id in sorted(used)]

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

    def _check_sense(self, plan: UndoPlan) -> None:
        """What would be whole row by row and yet make no sense is a conflict too."""
        emptied = [("sales_order", order_id) for order_id in emptied_orders(self._db, plan)]
        plan.conflicts += [self._conflict(key, "emptied") for key in emptied]
        in_stages = deals_in_deleted_stages(self._db, plan)
        plan.conflicts += [self._conflict(key, "link_gone", "stage_id") for key in in_stages]
        plan.conflicts += [self._conflict(key, "used_by", "deal") for key in stages_in_use(self._db, plan)]

    def _check_numbers(self, plan: UndoPlan, table: str, columns: Sequence[str]) -> None:
        """Rows that would get a number back which another one has by now are conflicts."""
        steps = {key: values for key, values in (*plan.insert.items(), *plan.update.items()) if key[0] == table}
        deciding = {*columns, "deleted_at"}
        numbered = [key for key, values in steps.items() if not deciding.isdisjoint(values)]
        for some in portions(numbered):
            wanted = self._numbers(table, columns, {key: steps[key] for key in some})
            for row_id, number in self._having(table, columns, wanted):
                there = (table, row_id)
                moves = there in plan.delete or not deciding.isdisjoint(steps.get(there, ()))
                key = wanted.get(number, there)
                if key != there and not moves:
                    conflict = self._conflict(key, "number_taken")
                    told = [value for name, value in steps[key].items() if name in _CALLED]
                    plan.conflicts.append({**conflict, "name": conflict["name"] or (told[0] if told else "")})

    def _numbers(
        self, table: str, columns: Sequence[str], steps: Mapping[Key, dict[str, Any]]
    ) -> dict[tuple[Any, ...], Key]:
        """The number that each row would have → the row, but for blank ones and those in the recycle bin."""
        stored = self._stored(table, [*columns, *_bin(table)], [row_id for _, row_id in steps])
        found = {}
        for key, values in steps.items():
            row = {**stored.get(key[1], {}), **values}
            number = tuple(row.get(name) for name in columns)
            if row.get("deleted_at") is None and all(number):
                found[number] = key
        return found

    def _stored(self, table: str, columns: Sequence[str], ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        names, marks = ", ".join(f'"{name}"' for name in columns), ",".join("?" * len(ids))
        rows = self._db.execute_sql(f'SELECT id, {names} FROM "{table}" WHERE id IN ({marks})', ids)
        return {row[0]: dict(zip(columns, row[1:], strict=True)) for row in rows}

    def _having(
        self, table: str, columns: Sequence[str], numbers: Iterable[tuple[Any, ...]]
    ) -> list[tuple[int, tuple[Any, ...]]]:
        """``(id, number)`` of the rows with one of ``numbers``; asked so that the index of numbers answers."""
        values = list({number[-1] for number in numbers})
        names = ", ".join(f'"{name}"' for name in columns)
        live = "".join(f" AND {name} IS NULL" for name in _bin(table))
        rows = self._db.execute_sql(
            f'SELECT id, {names} FROM "{table}" WHERE "{columns[-1]}" IN ({",".join("?" * len(values))}) '
            f"AND \"{columns[-1]}\" <> ''{live}",
            values,
        )
        return [(row[0], tuple(row[1:])) for row in rows.fetchall()]

    def _current(self, key: Key, columns: list[str]) -> dict[str, Any] | None:
        table, row_id = key
        names = ", ".join(f'"{name}"' for name in columns)
        row = self._db.execute_sql(f'SELECT {names} FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
        return dict(zip(columns, row, strict=True)) if row else None

    def _conflict(
        self, key: Key, reason: str, column: str | None = None, expected: object = None, found: object = None
    ) -> dict[str, object]:
        whole = whole_of(self._db, key)
        answer: dict[str, object] = {"entity": ENTITY_OF_TABLE[whole[0]], "id": whole[1], "reason": reason}
        answer["name"] = self._name(whole)
        if column is not None:
            answer["field"] = column
        if reason == "changed":
            answer.update(expected=expected, found=found)
        answer["key"] = f"{key[0]}:{key[1]}"
        return answer

    def _name(self, key: Key) -> str:
        fields = BY_TABLE[key[0]]._meta.fields
        for name in _CALLED:
            if name in fields:
                row = self._db.execute_sql(f'SELECT "{name}" FROM "{key[0]}" WHERE id = ?', (key[1],)).fetchone()
                return str(row[0]) if row else ""
        return ""


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


def _let_go(work: UnitOfWork, steps: Iterable[_Step]) -> None:
    """Give rows that are to get another number one for the moment that nobody has."""
    for (table, row_id), sql, _ in steps:
        column = _NUMBERS.get(table, ("",))[-1]
        if sql.startswith("UPDATE") and f'"{column}" = ?' in sql:
            work.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE id = ?', (f"\x01{row_id}", row_id))


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


def _by_table(keys: Iterable[Key]) -> dict[str, list[int]]:
    """Keys grouped by table, children before their parents."""
    found: dict[str, list[int]] = {}
    for table, row_id in keys:
        found.setdefault(table, []).append(row_id)
    order = [model._meta.table_name for model in reversed(AUDITED)]
    return {table: found[table] for table in order if table in found}


@cache
def _bin(table: str) -> tuple[str, ...]:
    """The column that says when a row went into the recycle bin, where there is one."""
    return tuple(name for name in ("deleted_at",) if name in BY_TABLE[table]._meta.fields)


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
