"""What one change touched: records by name, and each field before and after."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import local_date
from crm_desktop.core.entities import ACTIVITY_TYPES, ENTITIES, FieldSpec
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text, render
from crm_desktop.models.audit import RANGE
from crm_desktop.services.undo_plan import Net, expanded, reduced

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

_LOOKED_AT = 4_000
"""Row images read at most: nobody reads further, and a large import has hundreds of thousands."""


@dataclass(frozen=True, slots=True)
class FieldDelta:
    """One field before and after, as its ``spec`` holds values (None for no value)."""

    spec: FieldSpec
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Touched:
    """One record: ``what`` it is in words, its ``name``, and what happened: ``made``, ``changed``, ``deleted``,
    ``restored`` or ``removed`` (for good).
    """

    table: str
    id: int
    what: Text
    name: str
    happened: str
    fields: tuple[FieldDelta, ...]


@dataclass(frozen=True, slots=True)
class ChangeDetails:
    """The first records; ``counts`` tells how many of each table there are in all."""

    records: tuple[Touched, ...]
    counts: dict[str, int]

    def more(self) -> int:
        return sum(self.counts.values()) - len(self.records)


def _plural(one: Text, many: Text) -> tuple[Text, Text]:
    return one, many


WORDS: dict[str, tuple[Text, Text]] = {
    **{spec.table: (spec.label, spec.plural) for spec in ENTITIES},
    "activity": _plural(N_("change", "Timeline entry"), N_("change", "Timeline entries")),
    "order_line": _plural(N_("change", "Order line"), N_("change", "Order lines")),
    "payment": _plural(N_("change", "Payment"), N_("change", "Payments")),
    "attachment": _plural(N_("change", "File"), N_("change", "Files")),
    "custom_field": _plural(N_("change", "Own field"), N_("change", "Own fields")),
    "relation": _plural(N_("change", "Tie between customers"), N_("change", "Ties between customers")),
    "not_same": _plural(N_("change", "Pair kept apart"), N_("change", "Pairs kept apart")),
    "staff": _plural(N_("change", "Person"), N_("change", "People")),
    "stage": _plural(N_("change", "Stage"), N_("change", "Stages")),
    "pipeline": _plural(N_("change", "Pipeline"), N_("change", "Pipelines")),
    "saved_view": _plural(N_("change", "View"), N_("change", "Views")),
    "choice": _plural(N_("change", "List entry"), N_("change", "List entries")),
    "shop_setting": _plural(N_("change", "Setting"), N_("change", "Settings")),
    "text_template": _plural(N_("change", "Ready-made text"), N_("change", "Ready-made texts")),
}
"""Table → one, many. Tables that are not here are inner workings and are not told."""

_ORDER = {table: number for number, table in enumerate(WORDS)}
"""What people came for stands before what came along."""

_NAMES = {
    "customer": "SELECT name FROM customer WHERE id = ?",
    "deal": "SELECT title FROM deal WHERE id = ?",
    "follow_up": "SELECT subject FROM follow_up WHERE id = ?",
    "sales_order": "SELECT number FROM sales_order WHERE id = ?",
    "product": "SELECT name FROM product WHERE id = ?",
    "activity": "SELECT c.name FROM activity a JOIN customer c ON c.id = a.customer_id WHERE a.id = ?",
    "order_line": "SELECT product_name FROM order_line WHERE id = ?",
    "payment": "SELECT o.number FROM payment p JOIN sales_order o ON o.id = p.order_id WHERE p.id = ?",
    "attachment": "SELECT name FROM attachment WHERE id = ?",
    "staff": "SELECT name FROM staff WHERE id = ?",
    "stage": "SELECT coalesce(nullif(name, ''), key) FROM stage WHERE id = ?",
    "pipeline": "SELECT coalesce(nullif(name, ''), key) FROM pipeline WHERE id = ?",
    "custom_field": "SELECT label FROM custom_field WHERE id = ?",
    "saved_view": "SELECT name FROM saved_view WHERE id = ?",
    "choice": "SELECT coalesce(nullif(label, ''), key) FROM choice WHERE id = ?",
    "shop_setting": "SELECT key FROM shop_setting WHERE id = ?",
    "text_template": "SELECT name FROM text_template WHERE id = ?",
    **{
        table: f"SELECT a.name || ' – ' || b.name FROM {table} r JOIN customer a ON a.id = r.customer_id "
        "JOIN customer b ON b.id = r.other_id WHERE r.id = ?"
        for table in ("relation", "not_same")
    },
}
_IMAGE_NAMES = ("name", "title", "subject", "number", "product_name", "label", "key", "content")

_SPEC_OF = {
    "phones": "phone", "emails": "email", "owner_id": "owner", "referrer_id": "referrer", "customer_id": "customer",
    "stage_id": "stage", "staff_id": "staff", "deal_id": "deal", "product_name": "product",
}  # fmt: skip
_NAME_OF_ID = {
    "owner": "SELECT name FROM staff WHERE id = ?",
    "staff": "SELECT name FROM staff WHERE id = ?",
    "referrer": _NAMES["customer"],
    "customer": _NAMES["customer"],
    "deal": _NAMES["deal"],
}
_MORE_SPECS = {
    "total": FieldSpec("total", N_("field", "Total"), "money"),
    "verified_on": FieldSpec("verified_on", N_("field", "Verified on"), "date"),
    "content": FieldSpec("content", N_("field", "Content"), "longtext"),
    "response": FieldSpec("response", N_("field", "Answer"), "longtext"),
    "amount": FieldSpec("amount", N_("field", "Amount"), "money"),
    "method": FieldSpec("method", N_("field", "Paid by"), "text"),
    "label": FieldSpec("label", N_("thing", "Name"), "text"),
    "value": FieldSpec("value", N_("field", "Value"), "text"),
    "name": FieldSpec("name", N_("field", "Name"), "text"),
    "kind": FieldSpec("kind", N_("field", "Kind"), "text"),
    "due": FieldSpec("due", N_("field", "Due"), "date"),
}


def details(services: Services, change_id: int, most: int = 60) -> ChangeDetails:
    """The first ``most`` records that the change touched, and how many there are. Empty where the shop no longer keeps
    the details.
    """
    reader = _Reader(services)
    images = services.db.execute_sql(
        "SELECT tbl, row_id, op, before, after FROM change_row WHERE change_id = ? ORDER BY id LIMIT ?",
        (change_id, _LOOKED_AT),
    )
    rows = list(islice(expanded(images), _LOOKED_AT))
    own = reader.own_fields(rows)
    found: dict[tuple[str, int], Touched] = {}
    for (table, row_id), net in reduced(rows).items():
        if table not in WORDS or (not net.existed and not net.exists):
            continue
        touched = reader.touched(table, row_id, net)
        if touched is not None:
            found[table, row_id] = touched
    for record_id, deltas in own.items():
        known = found.get(("customer", record_id))
        if known is None:
            name = reader.name("customer", record_id, {})
            known = Touched("customer", record_id, WORDS["customer"][0], name, "changed", ())
        found["customer", record_id] = Touched(
            "customer", record_id, known.what, known.name, known.happened, (*known.fields, *deltas)
        )
    shown = tuple(sorted(found.values(), key=lambda one: _ORDER[one.table])[:most])
    if len(rows) < _LOOKED_AT:  # all of it was read: count what is told, not inner workings
        counts = dict(Counter(table for table, _ in found))
    else:
        counts = _counts(services, change_id)
    return ChangeDetails(shown, {table: count for table, count in counts.items() if table in WORDS})


def _counts(services: Services, change_id: int) -> dict[str, int]:
    """Table → how many of its rows have images; those of rows inserted together count beside any later ones."""
    return dict(
        services.db.execute_sql(
            f"SELECT tbl, count(DISTINCT iif(op = '{RANGE}', NULL, row_id)) "
            f"+ coalesce(sum(iif(op = '{RANGE}', after - row_id + 1, 0)), 0) FROM change_row "
            "WHERE change_id = ? GROUP BY tbl",
            (change_id,),
        ).fetchall()
    )


def conflict_delta(services: Services, conflict: Mapping[str, Any]) -> FieldDelta | None:
    """What a field was set to by a change and what it is now, of a conflict that undo names; None for others."""
    table = str(conflict["key"]).partition(":")[0]
    reader = _Reader(services)
    spec = reader.spec(table, str(conflict.get("field", "")))
    if spec is None or "expected" not in conflict:
        return None
    return FieldDelta(spec, reader.value(spec, conflict["expected"]), reader.value(spec, conflict["found"]))


class _Reader:
    def __init__(self, services: Services) -> None:
        self._s = services
        self._entities = {spec.table: spec for spec in ENTITIES}

    def touched(self, table: str, row_id: int, net: Net) -> Touched | None:
        happened = "changed"
        if not net.existed:
            happened = "made"
        elif not net.exists:
            happened = "removed"
        elif "deleted_at" in net.after and bool(net.before.get("deleted_at")) != bool(net.after["deleted_at"]):
            happened = "deleted" if net.after["deleted_at"] else "restored"
        fields = self._fields(table, net) if happened in ("changed", "deleted", "restored") else ()
        if happened == "changed" and not fields:
            return None
        name = self.name(table, row_id, net.before)
        return Touched(table, row_id, WORDS[table][0], name, happened, fields)

    def name(self, table: str, row_id: int, before: dict[str, Any]) -> str:
        row = self._s.db.execute_sql(_NAMES[table], (row_id,)).fetchone() if table in _NAMES else None
        if row is not None:
            return str(row[0] or "")
        return next((str(before[key]) for key in _IMAGE_NAMES if before.get(key)), "")

    def _fields(self, table: str, net: Net) -> tuple[FieldDelta, ...]:
        found = []
        for column, after in net.after.items():
            before = net.before.get(column)
            spec = self.spec(table, column)
            if spec is not None and before != after:
                found.append(FieldDelta(spec, self.value(spec, before), self.value(spec, after)))
        return tuple(found)

    def spec(self, table: str, column: str) -> FieldSpec | None:
        name = _SPEC_OF.get(column, column)
        entity = self._entities.get(table)
        if entity is not None and name in entity.names():
            return entity.field(name)
        if table == "activity" and name == "type":
            return FieldSpec("type", N_("field", "Type"), "choice", choices=ACTIVITY_TYPES)
        if name == "customer":
            return FieldSpec("customer", N_("field", "Customer"), "text")
        return _MORE_SPECS.get(name)

    def value(self, spec: FieldSpec, stored: Any) -> Any:
        if stored is None or stored == "":
            return None
        if spec.many:
            return tuple(json.loads(str(stored)))
        if spec.name in _NAME_OF_ID and isinstance(stored, int):
            row = self._s.db.execute_sql(_NAME_OF_ID[spec.name], (stored,)).fetchone()
            return row[0] if row else f"#{stored}"
        if spec.name == "stage" and isinstance(stored, int):
            return self._stage(stored)
        if spec.name.endswith("_at") and isinstance(stored, int):
            return local_date(stored)
        if spec.type == "bool":
            return bool(stored)
        if spec.type == "date" and not spec.lunar:
            return date.fromisoformat(str(stored))
        return stored

    def _stage(self, stage_id: int) -> str:
        try:
            return render(self._s.pipelines.stage(stage_id).label)
        except UserError:
            return f"#{stage_id}"

    def own_fields(self, rows: list[tuple[str, int, str, str | None, str | None]]) -> dict[int, list[FieldDelta]]:
        """Changed values of the shop's own fields, by customer."""
        from crm_desktop.services.custom_values import from_stored

        found: dict[int, list[FieldDelta]] = {}
        fields = {field.id: field.spec for field in self._s.custom_fields.fields("customers")}
        for (table, row_id), net in reduced([row for row in rows if row[0] == "custom_value"]).items():
            row = self._s.db.execute_sql(
                f"SELECT field_id, record_id, text, number FROM {table} WHERE id = ?", (row_id,)
            ).fetchone()
            if row is None or row[0] not in fields or not net.existed:
                continue
            spec = fields[row[0]]
            old, new = net.before.get("text"), net.after.get("text", row[2])
            numbers = net.before.get("number"), net.after.get("number", row[3])
            values = [from_stored(spec, text or "", number) for text, number in zip((old, new), numbers, strict=True)]
            found.setdefault(row[1], []).append(FieldDelta(spec, values[0], values[1]))
        return found
