"""Who changed what: the append-only log and the row images that make every change undoable.

Triggers generated from the models write the images, so that no SQL, however bulk, can bypass them.
An insert needs only its id; an update keeps the changed columns before and after; a delete keeps the row.
Many rows inserted at once have one image together, see :data:`RANGE`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peewee import AutoField, IntegerField, TextField

from crm_desktop.models.base import Table

BOOKKEEPING = frozenset({"id", "row_version", "updated_at"})
"""Columns that every write touches: not part of an image, so that they cause no conflict."""


RANGE = "R"
"""``op`` of the one image of many rows that were inserted together: from ``row_id`` to the number in ``after``."""


class AuditLog(Table):
    """One row a transaction. ``label`` and ``params`` hold a translatable sentence without personal data;
    ``kind`` is edit, import, bulk, demo, undo or restore; ``undoes`` the change that this one took back.
    """

    id = AutoField()
    at = IntegerField()
    user = TextField()
    kind = TextField()
    context = TextField()
    label = TextField()
    params = TextField()
    rows = IntegerField()
    undoes = IntegerField(null=True)
    previous_hash = TextField()
    hash = TextField()

    class Meta:
        table_name = "audit_log"
        indexes = ((("undoes",), False),)


class ChangeRow(Table):
    """One row image: ``op`` is I, U, D or :data:`RANGE`; ``before`` and ``after`` are JSON objects of columns."""

    id = AutoField()
    change_id = IntegerField(index=True)
    tbl = TextField()
    row_id = IntegerField()
    op = TextField()
    before = TextField(null=True)
    after = TextField(null=True)

    class Meta:
        table_name = "change_row"
        indexes = ((("tbl", "row_id"), False),)


class AuditState(Table):
    """One row: the change being written, NULL outside a unit of work (every write to a record then fails)."""

    id = IntegerField(primary_key=True)
    change_id = IntegerField(null=True)

    class Meta:
        table_name = "audit_state"


def image_columns(model: Any) -> list[str]:
    """The columns of ``model`` that an image holds."""
    return [field.column_name for field in model._meta.sorted_fields if field.column_name not in BOOKKEEPING]


def insert_trigger(table: str) -> str:
    """The name of the trigger that writes the image of an inserted row."""
    return f"audit_{table}_i"


def trigger_sql(models: tuple[Any, ...]) -> Iterator[str]:
    """The statements that (re)make the audit triggers of ``models`` and guard the log itself."""
    for model in models:
        table = model._meta.table_name
        columns = image_columns(model)
        changed = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in columns)
        insert = f"INSERT INTO change_row(change_id, tbl, row_id, op, before, after) VALUES ({_CURRENT}, '{table}', "
        made = insert_trigger(table)
        yield f"DROP TRIGGER IF EXISTS {made}"
        yield f"CREATE TRIGGER {made} AFTER INSERT ON \"{table}\" BEGIN {insert}NEW.id, 'I', NULL, NULL); END"
        yield f"DROP TRIGGER IF EXISTS audit_{table}_u"
        yield (
            f'CREATE TRIGGER audit_{table}_u AFTER UPDATE ON "{table}" WHEN {changed} BEGIN '
            f"{insert}NEW.id, 'U', {_changed_json(columns, 'OLD')}, {_changed_json(columns, 'NEW')}); END"
        )
        yield f"DROP TRIGGER IF EXISTS audit_{table}_d"
        pairs = ", ".join(f"'{c}', OLD.\"{c}\"" for c in columns)
        yield (
            f'CREATE TRIGGER audit_{table}_d AFTER DELETE ON "{table}" BEGIN '
            f"{insert}OLD.id, 'D', json_object({pairs}), NULL); END"
        )
    for verb in ("UPDATE", "DELETE"):
        name = f"audit_log_no_{verb.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        refuse = "SELECT RAISE(ABORT, 'the log is append-only')"
        yield f"CREATE TRIGGER {name} BEFORE {verb} ON audit_log BEGIN {refuse}; END"


_CURRENT = "(SELECT change_id FROM audit_state)"


def _changed_json(columns: list[str], side: str) -> str:
    parts = " || ".join(
        f'CASE WHEN OLD."{c}" IS NOT NEW."{c}" THEN \',"{c}":\' || json_quote({side}."{c}") ELSE \'\' END'
        for c in columns
    )
    return f"'{{' || substr({parts}, 2) || '}}'"
