"""What all tables share.

Models are not bound to a database: a process may have several open at once (the live
generation, a restore candidate, the past). A query is run with ``query.execute(db)``.
"""

from __future__ import annotations

import json
from typing import Any

from peewee import SQL, ForeignKeyField, IntegerField, Model, TextField
from playhouse.sqlite_ext import AutoIncrementField

from crm_desktop.core.textlists import stored_list


def _default(sql: str) -> SQL:
    return SQL(f"DEFAULT {sql}")


class Text(TextField):
    """Text that is never NULL: an empty string means "not given"."""

    def __init__(self, default: str = "", **kwargs: Any) -> None:
        super().__init__(default=default, constraints=[_default(f"'{default}'")], **kwargs)


class Number(IntegerField):
    """A whole number that is never NULL."""

    def __init__(self, default: int = 0, **kwargs: Any) -> None:
        super().__init__(default=default, constraints=[_default(str(default))], **kwargs)


class JSONListField(Text):
    """A list of strings kept as JSON in one column: several phones, e-mails or tags of one record."""

    def __init__(self) -> None:
        super().__init__(default="[]")

    def db_value(self, value: Any) -> str:
        return value if isinstance(value, str) else stored_list(value)

    def python_value(self, value: Any) -> list[str]:
        return json.loads(value) if value else []


class Table(Model):
    """Any table of ours: legacy naming off, table names set by hand."""

    class Meta:
        legacy_table_names = False


class Record(Table):
    """A table of the shop's own data: audited by triggers and restorable.

    ``id`` is never used twice, so that an undone insert can come back under its own;
    ``uid`` identifies the record across copies of the data (backups, generations);
    ``row_version`` counts the changes of this row for the optimistic check;
    ``created_at`` and ``updated_at`` are milliseconds UTC.
    """

    id = AutoIncrementField()
    uid = TextField()
    row_version = Number(default=1)
    created_at = Number()
    updated_at = Number()


class BinRecord(Record):
    """A record that is deleted into the recycle bin: ``deleted_at`` (ms UTC) is NULL while it is live."""

    deleted_at = IntegerField(null=True)


def link(model: Any, **kwargs: Any) -> Any:
    """A foreign key checked at commit, so that undo may put rows back in any order."""
    kwargs.setdefault("null", True)
    return ForeignKeyField(model, backref="+", deferrable="INITIALLY DEFERRED", **kwargs)
