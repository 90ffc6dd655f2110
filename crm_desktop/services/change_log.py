"""Finding one change among all: by words, kind, person and period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import to_ms
from crm_desktop.core.i18n import N_, Text, render
from crm_desktop.core.text import fold
from crm_desktop.models.audit import RANGE

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

KINDS: dict[str, Text] = {
    "edit": N_("change", "By hand"),
    "bulk": N_("change", "Several at once"),
    "import": N_("change", "Imports"),
    "undo": N_("change", "Taken back"),
    "restore": N_("change", "From a backup"),
    "erase": N_("change", "Deleted for good"),
    "demo": N_("change", "Sample data"),
}
"""Kinds of changes that a person may look for, as the log calls them."""

_MOST_RECORDS = 2_000
"""So many records called by a word are looked for in the log."""

_NAMED = {
    "customer": ("name", "company", "code"),
    "deal": ("title", "number"),
    "follow_up": ("subject",),
    "sales_order": ("number",),
    "product": ("name", "code"),
    "activity": ("content",),
    "attachment": ("name",),
}
_OF_CUSTOMER = ("activity", "deal", "follow_up", "sales_order", "attachment")


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """``text``: every word stands in what was done, who did it, what was touched or what was there before or after.
    ``kind`` is one of :data:`KINDS`; ``since`` and ``until`` are local days, both included.
    """

    text: str = ""
    kind: str = ""
    user: str | None = None
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return self != ChangeFilter()


def condition(services: Services, where: ChangeFilter) -> tuple[str, list[Any]]:
    """SQL over ``audit_log`` and its parameters. The caller holds ``services.scratch()`` open."""
    parts = ["kind <> 'setup'"]
    params: list[Any] = []
    if where.kind:
        parts.append("kind = ?")
        params.append(where.kind)
    if where.user is not None:
        parts.append("user = ?")
        params.append(where.user)
    if where.since is not None:
        parts.append("at >= ?")
        params.append(_start(where.since))
    if where.until is not None:
        parts.append("at < ?")
        params.append(_start(where.until + timedelta(days=1)))
    for word in fold(where.text).split():
        sql, values = _word(services, word)
        parts.append(sql)
        params += values
    return " AND ".join(f"({part})" for part in parts), params


def users(services: Services) -> list[str]:
    """Everybody who changed something, by name."""
    rows = services.db.execute_sql("SELECT DISTINCT user FROM audit_log WHERE user <> '' ORDER BY user")
    return [row[0] for row in rows]


def _start(day: date) -> int:
    return to_ms(datetime.combine(day, time()).astimezone())


def _word(services: Services, word: str) -> tuple[str, list[Any]]:
    db = services.db
    like = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    params: list[Any] = [like, like]
    labels = [
        (context, source)
        for context, source in db.execute_sql("SELECT DISTINCT context, label FROM audit_log")
        if word in fold(render(Text(context, source))) or word in fold(source)
    ]
    either = ["user LIKE ? ESCAPE '\\'", "params LIKE ? ESCAPE '\\'"]
    for context, source in labels:
        either.append("context = ? AND label = ?")
        params += [context, source]
    _name_records(services, word, like)
    either.append(
        "id IN (SELECT c.change_id FROM temp.named n JOIN change_row c ON c.tbl = n.tbl AND c.row_id = n.id) "
        f"OR id IN (SELECT r.change_id FROM change_row r WHERE r.op = '{RANGE}' AND EXISTS (SELECT 1 FROM temp.named n "
        "WHERE n.tbl = r.tbl AND n.id BETWEEN r.row_id AND CAST(r.after AS INTEGER))) "
        f"OR id IN (SELECT change_id FROM change_row WHERE op NOT IN ('I', '{RANGE}') AND (before LIKE ? ESCAPE '\\' "
        "OR after LIKE ? ESCAPE '\\'))"
    )
    params += [like, like]
    db.execute_sql("INSERT INTO temp.hits SELECT id, ? FROM audit_log WHERE " + " OR ".join(either), (word, *params))
    return "id IN (SELECT id FROM temp.hits WHERE word = ?)", [word]


def _name_records(services: Services, word: str, like: str) -> None:
    """Every record called like that, in the recycle bin or not, and everything that belongs to such a customer."""
    db = services.db
    for table in ("named(tbl TEXT, id INTEGER)", "hits(id INTEGER, word TEXT)"):
        db.execute_sql(f"CREATE TEMP TABLE IF NOT EXISTS {table}")
    db.execute_sql("DELETE FROM temp.named")
    for table, columns in _NAMED.items():
        called = " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in columns)
        db.execute_sql(
            f"INSERT INTO temp.named SELECT '{table}', id FROM {table} WHERE {called} LIMIT {_MOST_RECORDS}",
            [like] * len(columns),
        )
    found, values = services.search.condition("customer", word)
    db.execute_sql(f"INSERT INTO temp.named SELECT 'customer', rowid FROM ({found} LIMIT {_MOST_RECORDS})", values)
    for table in _OF_CUSTOMER:
        db.execute_sql(
            f"INSERT INTO temp.named SELECT '{table}', id FROM {table} WHERE customer_id IN "
            "(SELECT id FROM temp.named WHERE tbl = 'customer')"
        )
    db.execute_sql(
        "INSERT INTO temp.named SELECT 'custom_value', v.id FROM custom_value v JOIN custom_field f "
        "ON f.id = v.field_id AND f.entity = 'customers' "
        "WHERE v.record_id IN (SELECT id FROM temp.named WHERE tbl = 'customer')"
    )
