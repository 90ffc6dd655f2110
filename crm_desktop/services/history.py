"""All changes, and the way back from each of them."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from crm_desktop.core.clock import from_ms
from crm_desktop.core.errors import ConflictError, UserError
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.change_log import ChangeFilter, condition
from crm_desktop.services.undo import Undoer
from crm_desktop.services.undo_plan import Later
from crm_desktop.services.undo_wholes import keep_conflicting

if TYPE_CHECKING:
    from crm_desktop.services.context import Services


@dataclass(frozen=True, slots=True)
class ChangeInfo:
    """One past change: ``at`` is aware UTC, ``rows`` the number of row images, ``undoes`` the change it took back,
    ``subject`` the name of the first record that it touched (looked up now: the log itself names nobody).
    """

    id: int
    label: Text
    at: datetime
    user: str
    kind: str
    rows: int
    undoes: int | None
    undone: bool
    subject: str


@dataclass(frozen=True, slots=True)
class UndoResult:
    """``change`` is the new change that took the old one back; ``kept`` the conflicts left as they are."""

    change: int | None
    rows: int
    kept: tuple[dict[str, object], ...] = ()

    @property
    def kept_records(self) -> int:
        """How many records that is: several conflicts may be of one."""
        return len({(one["entity"], one["id"]) for one in self.kept})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column of one record, before and after (stored values)."""

    change: int
    at: datetime
    user: str
    column: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class UndoPreview:
    rows: int
    conflicts: tuple[dict[str, object], ...]


_SUBJECTS = {
    "customer": ("SELECT name FROM customer WHERE id = ?", "name"),
    "deal": ("SELECT title FROM deal WHERE id = ?", "title"),
    "follow_up": ("SELECT subject FROM follow_up WHERE id = ?", "subject"),
    "sales_order": ("SELECT number FROM sales_order WHERE id = ?", "number"),
    "product": ("SELECT name FROM product WHERE id = ?", "name"),
    "activity": ("SELECT c.name FROM activity a JOIN customer c ON c.id = a.customer_id WHERE a.id = ?", "content"),
    "attachment": ("SELECT name FROM attachment WHERE id = ?", "name"),
    "staff": ("SELECT name FROM staff WHERE id = ?", "name"),
    "stage": ("SELECT name FROM stage WHERE id = ?", "name"),
    "custom_field": ("SELECT label FROM custom_field WHERE id = ?", "label"),
    "saved_view": ("SELECT name FROM saved_view WHERE id = ?", "name"),
}
"""Table → how a record of it is called, and the column of a row image that says so."""

ERASED = "erase"
"""The kind of a change that leaves nothing to bring back."""

_COLUMNS = "id, context, label, params, at, user, kind, rows, undoes"


class History:
    def __init__(self, services: Services) -> None:
        self._s = services

    def changes(
        self, limit: int = 100, before: int | None = None, where: ChangeFilter | None = None
    ) -> list[ChangeInfo]:
        """The newest changes first; ``before`` continues a longer list, ``where`` leaves out the others."""
        parts, params = ["id < ?"] if before is not None else ["1"], [before] if before is not None else []
        with self._s.scratch() if where else contextlib.nullcontext():
            if where:
                sql, values = condition(self._s, where)
                parts.append(sql)
                params += values
            sql = f"SELECT {_COLUMNS} FROM audit_log WHERE {' AND '.join(parts)} ORDER BY id DESC LIMIT ?"
            rows = self._s.db.execute_sql(sql, (*params, limit)).fetchall()
        return [self._info(row) for row in rows]

    def get(self, change_id: int) -> ChangeInfo:
        """Raises :class:`UserError` ``not_found``."""
        row = self._s.db.execute_sql(f"SELECT {_COLUMNS} FROM audit_log WHERE id = ?", (change_id,)).fetchone()
        if row is None:
            raise UserError("not_found", N_("history", "There is no change number {n}.").fill(n=change_id))
        return self._info(row)

    def _info(self, row: tuple[int, str, str, str, int, str, str, int, int | None]) -> ChangeInfo:
        change_id, context, label, params, at, user, kind, rows, undoes = row
        text = Text(context, label, json.loads(params))
        if undoes is not None and context == "":
            text = self.undo_label(undoes)
        subject = self._subject(change_id)
        return ChangeInfo(change_id, text, from_ms(at), user, kind, rows, undoes, self._undone(change_id), subject)

    def _subject(self, change_id: int) -> str:
        marks = ",".join("?" * len(_SUBJECTS))
        row = self._s.db.execute_sql(
            f"SELECT tbl, row_id, before FROM change_row WHERE change_id = ? AND +tbl IN ({marks}) ORDER BY id LIMIT 1",
            (change_id, *_SUBJECTS),
        ).fetchone()
        if row is None:
            return ""
        table, row_id, before = row
        sql, column = _SUBJECTS[table]
        found = self._s.db.execute_sql(sql, (row_id,)).fetchone()
        if found is None:
            return str(json.loads(before).get(column, "")) if before else ""
        return str(found[0] or "")

    def undo_label(self, change_id: int) -> Text:
        """How the undo of a change is called, with the original label inside; that of an undo does it again."""
        first, again = change_id, False
        while (before := self._undoes(first)) is not None:
            first, again = before, not again
        words = N_("history", "Done again: {what}") if again else N_("history", "Undo: {what}")
        return words.fill(what=self.get(first).label)

    def _undoes(self, change_id: int) -> int | None:
        """The change that a change took back, where that is still in the history."""
        sql = "SELECT b.id FROM audit_log a JOIN audit_log b ON b.id = a.undoes WHERE a.id = ?"
        row = self._s.db.execute_sql(sql, (change_id,)).fetchone()
        return row[0] if row else None

    def _undone(self, change_id: int) -> bool:
        return self.taken_back_by(change_id) is not None

    def taken_back_by(self, change_id: int) -> int | None:
        """The change that undid this one and stands; None where it was not undone."""
        row = self._s.db.execute_sql("SELECT max(id) FROM audit_log WHERE undoes = ?", (change_id,)).fetchone()
        return row[0] if row[0] is not None and not self._undone(row[0]) else None

    def of_record(self, table: str, record_id: int, limit: int = 200) -> list[FieldChange]:
        """What became of one record's columns, newest first ("phone was … until …")."""
        rows = self._s.db.execute_sql(
            "SELECT c.change_id, l.at, l.user, c.before, c.after FROM change_row c "
            "JOIN audit_log l ON l.id = c.change_id WHERE c.tbl = ? AND c.row_id = ? AND c.op = 'U' "
            "ORDER BY c.id DESC LIMIT ?",
            (table, record_id, limit),
        )
        found = []
        for change_id, at, user, before, after in rows:
            old, new = json.loads(before), json.loads(after)
            found += [FieldChange(change_id, from_ms(at), user, name, old.get(name), new[name]) for name in new]
        return found

    def prune(self, ctx: JobContext | None = None) -> int:
        """Forget what the shop no longer keeps: see :func:`crm_desktop.services.retention.prune`."""
        from crm_desktop.services.retention import prune

        return prune(self._s, ctx)

    # -- undo and redo

    def preview_undo(self, change_id: int, ctx: JobContext | None = None) -> UndoPreview:
        """What undoing would touch and what stands in the way; writes nothing."""
        self._undoable(change_id)
        with self._s.scratch():
            plan = Undoer(self._s.db).plan(change_id, ctx)
        return UndoPreview(plan.count(), tuple(plan.conflicts))

    def undo(
        self,
        change_id: int,
        *,
        origin: object = None,
        later: Later = "refuse",
        in_turn: bool = False,
        ctx: JobContext | None = None,
    ) -> UndoResult:
        """Take change ``change_id`` back, whenever it was made.

        Records worked on since then are conflicts: :class:`ConflictError` names them and nothing is written,
        unless ``later`` says what becomes of them. Those that can't be undone in any way, since something newer belongs
        to them, stay as they are then and are told. Where later changes have taken back all of it, nothing is written
        either: it would count as undone and come back when those are undone.
        ``in_turn``, by Ctrl+Z, passes over such a change.
        """
        self._undoable(change_id)
        with self._s.write(Text("", "undo"), kind="undo", origin=origin, undoes=change_id, job=ctx) as work:
            undoer = Undoer(self._s.db, over=later == "undo")
            plan = undoer.plan(change_id, ctx)
            kept: tuple[dict[str, object], ...] = ()
            if plan.conflicts and later != "refuse":
                while plan.conflicts:
                    kept += tuple(plan.conflicts)
                    keep_conflicting(self._s.db, plan)
                    undoer.check(plan, change_id)
            if plan.conflicts:
                raise ConflictError(
                    N_("conflict", "Some of these records were changed afterwards."),
                    N_("conflict", "Undo the later changes first, or keep those records and undo the rest."),
                    conflicts=plan.conflicts,
                )
            if plan.had_effect and not plan.count() and not kept and not in_turn:
                raise ConflictError(
                    N_("conflict", "Nothing of this change is left: later changes took it back."),
                    N_("conflict", "Undo those changes first if you want to see it again."),
                    conflicts=[{"change": change_id, "reason": "nothing_left"}],
                )
            undoer.apply(work, plan, ctx)
        return UndoResult(work.id if work.rows else None, plan.count(), kept)

    def _undoable(self, change_id: int) -> ChangeInfo:
        info = self.get(change_id)
        if info.kind == "setup":
            raise UserError("unsupported", N_("history", "Setting up the shop can't be undone."))
        if info.kind == ERASED:
            raise UserError("unsupported", N_("history", "What was deleted for good can't be brought back."))
        if info.undone:
            raise ConflictError(
                N_("conflict", "This change was already undone."),
                conflicts=[{"change": change_id, "reason": "already_undone"}],
            )
        if info.rows and not self._is_kept(change_id):
            raise UserError("not_found", N_("history", "This change is too old: its details are no longer kept."))
        return info

    def last_undoable(self) -> int | None:
        """The change that Ctrl+Z takes back: the newest one that is neither an undo nor undone."""
        oldest = self._s.db.execute_sql("SELECT min(change_id) FROM change_row").fetchone()[0]
        for change_id, rows in self._s.db.execute_sql(
            "SELECT id, rows FROM audit_log WHERE undoes IS NULL AND kind NOT IN ('setup', ?) AND id >= ? "
            "ORDER BY id DESC",
            (ERASED, oldest or 0),
        ):
            if not self._undone(change_id) and (not rows or self._is_kept(change_id)):
                return int(change_id)
        return None

    def _is_kept(self, change_id: int) -> bool:
        """Whether the details are there still; those of old changes are forgotten."""
        sql = "SELECT 1 FROM change_row WHERE change_id = ? LIMIT 1"
        return self._s.db.execute_sql(sql, (change_id,)).fetchone() is not None

    def last_redoable(self) -> int | None:
        """The undo that Ctrl+Y takes back: the newest standing one with no new change after it."""
        row = self._s.db.execute_sql(
            "SELECT max(id) FROM audit_log WHERE undoes IS NULL AND kind NOT IN ('setup', ?)", (ERASED,)
        ).fetchone()
        newest_edit = row[0] or 0
        for change_id, undoes in self._s.db.execute_sql(
            "SELECT u.id, u.undoes FROM audit_log u JOIN audit_log e ON e.id = u.undoes AND e.undoes IS NULL "
            "WHERE u.id > ? ORDER BY u.id DESC",
            (newest_edit,),
        ):
            if not self._undone(change_id) and undoes is not None:
                return int(change_id)
        return None

    def undo_last(self, origin: object = None) -> UndoResult | None:
        """Ctrl+Z. None when there is nothing to undo."""
        change = self.last_undoable()
        return None if change is None else self.undo(change, origin=origin, in_turn=True)

    def redo_last(self, origin: object = None) -> UndoResult | None:
        """Ctrl+Y. None when there is nothing to redo."""
        change = self.last_redoable()
        return None if change is None else self.undo(change, origin=origin, in_turn=True)
