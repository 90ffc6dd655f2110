"""Turns stored records into the values of an export: phones as people dial them, choices in words, links by name."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import from_ms, local_date
from crm_desktop.core.entities import EntitySpec, FieldSpec
from crm_desktop.core.i18n import N_, render
from crm_desktop.core.phones import national
from crm_desktop.core.settings import REGION
from crm_desktop.core.text import fold
from crm_desktop.services.exporting.table import CellType, Column
from crm_desktop.services.importing.comparing import called
from crm_desktop.services.importing.tables import choice_words
from crm_desktop.services.list_sources import SOURCES, ListSource

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

CHUNK = 1000
"""Records read by one statement."""
SEPARATOR = ";"

YES, NO = N_("choice", "Yes"), N_("choice", "No")

Convert = Callable[[Any], object]

_INSTANTS = frozenset({"created", "remind_at", "done_at", "at"})
_LINKED = {
    "customers": ("customer", "name", ("code",)),
    "deals": ("deal", "title", ("number",)),
    "products": ("product", "name", ("code",)),
}
"""Entity → its table, the column of its name, and columns that tell it apart from another of the same name."""


_LINK_IDS = {name: f"t.{name}_id" for name in ("customer", "referrer", "deal", "other")}

_BEFORE = "FROM order_line x WHERE x.order_id = l.order_id AND (x.position, x.id) < (l.position, l.id)"
_OF_WHOLE = f"""
CASE WHEN t.discount = 0 THEN {{own}}
WHEN l.amount = t.total + t.discount AND l.amount <> 0 THEN {{own}} {{sign}} t.discount
ELSE format('%d %d %d %d %s', {{own}}, t.discount, t.total + t.discount, l.amount,
    (SELECT sum(x.amount) {_BEFORE})) END
"""
ORDER_LINES = {
    "discount": _OF_WHOLE.format(own="l.discount", sign="+"),
    "amount": _OF_WHOLE.format(own="l.amount", sign="-"),
    "paid": f"CASE WHEN EXISTS (SELECT 1 {_BEFORE}) THEN NULL ELSE t.paid END",
}
"""What belongs to a whole order, told by its lines: its discount is shared out among them to the last minor unit,
and what was paid stands on its first line only, so that both columns add up and are read back as they were.

Where there is something to share, its parts come as a text, see :func:`_with_share`: the product of two amounts may be
more than the database can hold.
"""


def columns_of(spec: EntitySpec, names: Sequence[str] | None) -> tuple[Column, ...]:
    """The columns for ``names`` (all fields without), headed by the fields' labels in the language in force.

    Raises ``KeyError`` for an unknown field.
    """
    fields = spec.fields if names is None else tuple(spec.field(name) for name in names)
    return tuple(Column(field.name, render(field.label), _cell_type(field)) for field in fields)


def _cell_type(field: FieldSpec) -> CellType:
    if field.name == "quantity":
        return "quantity"
    if field.name in _INSTANTS:
        return "datetime"
    if field.type in ("longtext", "number", "money", "date"):
        return field.type
    return "text"


def rows(
    services: Services, spec: EntitySpec, names: Sequence[str] | None, ids: Sequence[int] | array[int]
) -> Iterator[tuple[object, ...]]:
    """The values of ``names`` for each of ``ids``, in that order; ids that no longer exist are left out."""
    source = SOURCES[spec.name]
    fields = spec.fields if names is None else tuple(spec.field(name) for name in names)
    converters = [_converter(services, source, field) for field in fields]
    sql = _sql(source, fields, _own_values(services, spec, source))
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        marks = ",".join("?" * len(part))
        cursor = services.db.execute_sql(f"{sql} WHERE {source.id} IN ({marks})", tuple(part))
        found = {row[0]: row for row in cursor.fetchall()}
        for record in part:
            row = found.get(record)
            if row is not None:
                yield tuple(
                    [None if value is None or value == "" else convert(value)
                     for convert, value in zip(converters, row[1:], strict=True)]
                )  # fmt: skip


def _own_values(services: Services, spec: EntitySpec, source: ListSource) -> dict[str, str]:
    """Field of the shop's own → the SQL of its stored text; no joins, of which SQLite allows only 64."""
    value = f"SELECT v.text FROM custom_value v WHERE v.record_id = {source.id} AND v.field_id"
    return {one.spec.name: f"({value} = {one.id:d})" for one in services.custom_fields.fields(spec.name)}


def _sql(source: ListSource, fields: Sequence[FieldSpec], own_values: Mapping[str, str]) -> str:
    expressions = [source.id]
    joins: list[str] = []
    for field in fields:
        if field.custom:
            expressions.append(own_values[field.name])
            continue
        column = source.columns[field.name]
        joins += column.joins
        own = ORDER_LINES.get(field.name) if source.service == "orders" else None
        expressions.append(own or _link_id(source, field) or column.sql)
    tables = " ".join(source.joins[name] for name in dict.fromkeys(joins))
    return f"SELECT {', '.join(expressions)} FROM {source.table} {tables}"


def _link_id(source: ListSource, field: FieldSpec) -> str | None:
    """Links are read by id, so that records of one name can be told apart; the product of a line by its name. So are
    stages: those of two pipelines may share their keys.
    """
    if field.choice_list == "stage":
        return "t.stage_id"
    if field.link is None or source.columns[field.name].link == "":
        return None
    return _LINK_IDS[field.name]


def _converter(services: Services, source: ListSource, field: FieldSpec) -> Convert:
    if field.custom:
        return _own(services, field)
    if source.service == "orders" and field.name in ("discount", "amount"):
        return _with_share(1 if field.name == "discount" else -1)
    if field.type == "phone":
        return _phones(services.settings.get(REGION))
    if field.many:
        return _joined
    if field.choice_list == "stage":
        return _stages(services, field)
    if _link_id(source, field):
        return _names(services, field)
    if field.type == "choice":
        return _labels(services, field)
    if field.type == "bool":
        yes, no = render(YES), render(NO)
        return lambda value: yes if value else no
    if field.name in _INSTANTS:
        return _instant
    if field.type == "date":
        if source.columns[field.name].instant:
            return local_date
        return _birthday if field.lunar else date.fromisoformat
    return _same


def _with_share(sign: int) -> Convert:
    """A line's own figure with its share of the discount on the whole order, added or (``sign`` -1) taken off.

    The share is what the lines up to this one have of it, less what those before it have. Lines that add up to nothing
    have no shares: the first takes it all.
    """

    def convert(value: int | str) -> int:
        if type(value) is int:
            return value
        own, discount, whole, amount, *before = map(int, str(value).split())
        if whole == 0:
            return own if before else own + sign * discount
        earlier = before[0] if before else 0
        return own + sign * (discount * (earlier + amount) // whole - discount * earlier // whole)

    return convert


def _own(services: Services, field: FieldSpec) -> Convert:
    """From the stored text of a field of the shop's own."""
    if field.type == "choice":
        return _labels(services, field)
    if field.type == "bool":
        yes, no = render(YES), render(NO)
        return lambda value: yes if value == "1" else no
    kinds: dict[str, Convert] = {"number": _number, "money": int, "date": date.fromisoformat}
    return kinds.get(field.type, _same)


def _number(value: str) -> int | float:
    """A whole number stays one, so that it shows no decimals."""
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)


def _same(value: Any) -> object:
    return value


def _joined(value: str) -> object:
    return None if value == "[]" else SEPARATOR.join(json.loads(value))


def _phones(region: str) -> Convert:
    def convert(value: str) -> object:
        if value == "[]":
            return None
        return SEPARATOR.join([national(phone, region) for phone in json.loads(value)])

    return convert


def _birthday(value: str) -> object:
    """A calendar day where it is one; lunar and year-less birthdays stay the text that the import reads."""
    return value if value[0] in "L-" else date.fromisoformat(value)


def _instant(value: int) -> datetime:
    return from_ms(value).astimezone().replace(tzinfo=None, microsecond=0)


def _labels(services: Services, field: FieldSpec) -> Convert:
    """Choices in the language in force; a key that is in no list any more stays as it is."""
    if field.choice_list == "pipeline":
        labels = {pipeline.key: pipeline.name for pipeline in services.pipelines.all()}
    elif field.choice_list:
        entries = (*services.choices.entries(field.choice_list), *field.choices)
        labels = {choice.key: render(choice.label) for choice in entries}
    else:
        labels = {choice.key: render(choice.label) for choice in field.choices}
    return lambda value: labels.get(value, value)


def _stages(services: Services, field: FieldSpec) -> Convert:
    """Names of stages by id; a name that means stages of different keys, in one pipeline and another, is no way back:
    their keys instead, unless these are what another stage is called.
    """
    stages, words = services.pipelines.stages(), choice_words(services, field)
    meant: dict[str, set[str]] = {}
    for stage in stages:
        meant.setdefault(fold(stage.name), set()).add(stage.key)
    known = {
        stage.id: stage.key if len(meant[fold(stage.name)]) > 1 and words[fold(stage.key)] == stage.key else stage.name
        for stage in stages
    }
    return lambda stage: known.get(stage) or services.pipelines.stage(stage).name


def _names(services: Services, field: FieldSpec) -> Convert:
    """Names of linked records by id; where an import would take a name for another record, their number instead, if
    they have one.
    """
    table, name, others = _LINKED[str(field.link)]
    live: Counter[str] = Counter()
    binned: Counter[str] = Counter()
    numbers: set[str] = set()
    for text, gone, *more in services.db.execute_sql(
        f"SELECT {name}, deleted_at IS NOT NULL, {', '.join(others)} FROM {table}"
    ):
        (binned if gone else live)[called(text)] += 1
        numbers.update(() if gone else more)

    def is_plain(text: str, *, gone: bool) -> bool:
        word = called(text)
        return live[word] + (binned[word] if gone else 0) == 1 and text not in numbers

    known: dict[int, str] = {}

    def convert(value: int) -> object:
        if value not in known:
            if len(known) > 50_000:
                known.clear()
            row = services.db.execute_sql(
                f"SELECT {name}, deleted_at IS NOT NULL, {', '.join(others)} FROM {table} WHERE id = ?", (value,)
            ).fetchone()
            text = "" if row is None else row[0]
            if row is not None and not is_plain(text, gone=bool(row[1])):
                text = next((other for other in row[2:] if other), text)
            known[value] = text
        return known[value] or None

    return convert
