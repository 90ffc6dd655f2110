"""``fields``, ``list``, ``find`` and ``show``: reading what there is."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from crm_desktop.commands import tables
from crm_desktop.commands.arguments import not_negative, pair, positive, words
from crm_desktop.commands.base import Answer, Call, Json
from crm_desktop.commands.values import Writer, choice, instant
from crm_desktop.core.dates import parse_birthday
from crm_desktop.core.entities import (
    CUSTOMERS,
    DEALS,
    ENTITIES,
    EXCHANGED,
    FOLLOW_UPS,
    Choice,
    EntitySpec,
    FieldSpec,
    entity,
    exchanged,
)
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, render, tr_
from crm_desktop.core.money import format_quantity, parse_money, parse_number, parse_quantity, to_json_money

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.listing import ListQuery

_SHOWN = 8
"""Fields of a list that fit a terminal."""


def find_entity(name: str, *, files: bool = False) -> EntitySpec:
    """A list by its name, with ``files`` among all that files hold; raises ``not_found``."""
    known = EXCHANGED if files else ENTITIES
    try:
        return exchanged(name) if files else entity(name)
    except KeyError:
        raise UserError(
            "not_found",
            N_("cli", "There is no list called “{name}”.").fill(name=name),
            N_("cli", "There are: {names}.").fill(names=", ".join(spec.name for spec in known)),
        ) from None


# fields


def fields_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("entity", metavar="ENTITY", help=", ".join(spec.name for spec in EXCHANGED))


def fields(call: Call) -> Answer:
    name = find_entity(call.args.entity, files=True).name
    with call.services() as services:
        spec = services.custom_fields.entity(name, files=True)
        return Answer({"fields": [_field(services, one) for one in spec.fields]})


def _field(services: Services, spec: FieldSpec) -> Json:
    answer: Json = {
        "name": spec.name,
        "label": render(spec.label),
        "type": spec.type,
        "required": spec.required,
        "many": spec.many,
        "read_only": spec.read_only,
    }
    choices = _choices(services, spec)
    if choices:
        answer["choices"] = [choice(entry) for entry in choices]
    if spec.link:
        answer["link"] = spec.link
    return answer


def _choices(services: Services, spec: FieldSpec) -> tuple[Choice, ...]:
    if spec.choice_list == "pipeline":
        return tuple(Choice(one.key, one.label) for one in services.pipelines.all())
    if spec.choice_list == "stage":
        stages = services.pipelines.stages()
        return tuple({one.key: Choice(one.key, one.label) for one in stages}.values())
    return (*services.choices.entries(spec.choice_list), *spec.choices) if spec.choice_list else spec.choices


def show_fields(data: Json) -> str:
    names = [tr_("cli", "Field"), tr_("cli", "Label"), tr_("cli", "Type"), tr_("cli", "Choices")]
    rows = [
        [field["name"], field["label"], field["type"], [entry["key"] for entry in field.get("choices", ())]]
        for field in data["fields"]
    ]
    return tables.table(names, rows)


# list


def query_arguments(parser: ArgumentParser) -> None:
    """Which records, and in which order."""
    parser.add_argument("--where", type=pair, action="append", default=[], metavar="FIELD=VALUE")
    parser.add_argument("--sort", default="", metavar="FIELD")
    parser.add_argument("--descending", action="store_true", help=tr_("cli", "the largest first"))


def query_of(call: Call, services: Services, spec: EntitySpec) -> ListQuery:
    """The query that :func:`query_arguments` describe."""
    from crm_desktop.services.listing import Filter, ListQuery

    filters = tuple(Filter(name, "eq", _wanted(services, spec, name, text)) for name, text in call.args.where)
    return ListQuery(spec.name, "", filters, call.args.sort, call.args.descending)


def list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("entity", metavar="ENTITY", help=", ".join(spec.name for spec in ENTITIES))
    query_arguments(parser)
    parser.add_argument("--limit", type=not_negative, default=100, metavar="N")


def list_records(call: Call) -> Answer:
    name = find_entity(call.args.entity).name
    with call.services() as services, services.snapshot():
        spec = services.custom_fields.entity(name, files=True)
        query = query_of(call, services, spec)
        total = services.listing.count(query)
        writer = Writer(services)
        rows = [writer.record(spec, row) for row in services.listing.first(query, call.args.limit)]
    return Answer({"total": total, "rows": rows})


def _wanted(services: Services, spec: EntitySpec, name: str, text: str) -> Any:
    """The value of a condition as the list compares it. Raises ``invalid`` for what can't be a value of the field."""
    if name not in spec.names() or not text:
        return text
    field = spec.field(name)
    try:
        if field.type == "money":
            return parse_money(text, Writer(services).currency)
        if field.type == "number":
            return _number(spec, field, text)
        if field.type == "bool":
            return {"true": 1, "yes": 1, "1": 1, "false": 0, "no": 0, "0": 0}[text.lower()]
        if field.lunar:
            return parse_birthday(text, today=services.clock.today())
        if field.type == "date" or (field.type == "time" and name != "time"):
            return date.fromisoformat(text)
    except (ValueError, KeyError):
        message = N_("cli", "“{value}” can't be a value of the field {name}.")
        raise UserError("invalid", message.fill(value=text, name=name)) from None
    return text


def _number(spec: EntitySpec, field: FieldSpec, text: str) -> Decimal | int:
    """Only fields of the shop's own have fractions. Raises ``ValueError``."""
    if (spec.name, field.name) == ("orders", "quantity"):
        return parse_quantity(text)
    number = parse_number(text)
    if field.custom:
        return number
    if number % 1:
        raise ValueError(text)
    return int(number)


def show_list(data: Json) -> str:
    rows = data["rows"]
    count = tr_("cli", "{shown} of {total}", shown=len(rows), total=data["total"])
    if not rows:
        return count
    filled = [
        name for name in rows[0] if not name.endswith("_id") and any(row[name] not in ("", None, []) for row in rows)
    ]
    columns = filled[:_SHOWN]
    return f"{tables.table(columns, [[row[name] for name in columns] for row in rows])}\n{count}"


# find


def find_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", type=words, nargs="+", metavar="TEXT")
    parser.add_argument("--limit", type=positive, default=20, metavar="N")


def find(call: Call) -> Answer:
    with call.services() as services:
        found = services.search.find(" ".join(call.args.text), call.args.limit)
    results = [
        {
            "kind": hit.kind,
            "id": hit.id,
            "title": hit.title,
            "subtitle": hit.subtitle,
            "matched": list(hit.matched),
            "customer_id": hit.customer_id,
        }
        for hit in found.results
    ]
    return Answer({"total": found.total, "results": results, "elapsed_ms": round(found.elapsed_ms, 2)})


def show_find(data: Json) -> str:
    count = tr_("cli", "{shown} of {total}", shown=len(data["results"]), total=data["total"])
    if not data["results"]:
        return count
    names = [tr_("cli", "Kind"), tr_("cli", "No."), tr_("cli", "Title"), tr_("cli", "More")]
    columns = ("kind", "id", "title", "subtitle")
    return f"{tables.table(names, [[hit[name] for name in columns] for hit in data['results']])}\n{count}"


# show


def show_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", choices=["customer"])
    parser.add_argument("id", type=words, metavar="ID", help=tr_("cli", "the id, or the customer's number"))


def show(call: Call) -> Answer:
    with call.services() as services, services.snapshot():
        customer_id = _customer_id(services, call.args.id)
        record = services.customers.get(customer_id) if customer_id is not None else None
        if record is None:
            raise UserError("not_found", N_("cli", "There is no customer {id}.").fill(id=call.args.id))
        writer = Writer(services)
        customer = writer.record(services.custom_fields.entity(CUSTOMERS.name), record)
        customer |= {
            "first_order": record.first_order.isoformat() if record.first_order else None,
            "usual_days": record.usual_days,
            "version": record.version,
            "deleted": record.deleted,
        }
        count = services.activities.timeline_count(record.id)
        timeline = [_entry(entry, writer.currency) for entry in services.activities.timeline(record.id, limit=count)]
        deals = [writer.record(DEALS, deal) for deal in services.deals.for_customer(record.id)]
        follow_ups = [
            writer.record(FOLLOW_UPS, one) for one in services.followups.for_customer(record.id, only_open=True)
        ]
        around = _around(services, record.id, writer.currency)
    return Answer({"customer": customer, "timeline": timeline, "deals": deals, "followups": follow_ups, **around})


def _around(services: Services, customer_id: int, currency: str) -> Json:
    """Who belongs to the customer, whom it brought, what it bought."""
    from crm_desktop.services.owned import products_of

    brought = services.relations.brought(customer_id)
    return {
        "relations": [
            {"customer": one.customer_id, "name": one.name, "relation": one.kind, "label": one.label}
            for one in services.relations.of(customer_id)
        ],
        "brought": {"customers": brought.count, "spent": to_json_money(brought.spent, currency)},
        "products": [
            {
                "product": one.product,
                "quantity": format_quantity(one.quantity).replace(",", ""),
                "amount": to_json_money(one.amount, currency),
                "times": one.times,
                "last": one.last.isoformat(),
            }
            for one in products_of(services, customer_id)
        ],
    }


def _customer_id(services: Services, text: str) -> int | None:
    by_code = services.customers.by_code(text)
    if by_code is not None:
        return by_code
    return int(text) if text.isdecimal() and int(text) < 2**63 else None


def _entry(entry: Any, currency: str) -> Json:
    return {
        "kind": entry.kind,
        "id": entry.id,
        "at": instant(entry.at),
        "type": entry.type,
        "title": entry.title,
        "text": entry.text,
        "staff": entry.staff,
        "reason": entry.reason,
        "amount": None if entry.amount is None else to_json_money(entry.amount, currency),
        "paid": None if entry.paid is None else to_json_money(entry.paid, currency),
    }


def show_customer(data: Json) -> str:
    labels = {spec.name: render(spec.label) for spec in CUSTOMERS.fields}
    pairs = {labels[name]: value for name, value in data["customer"].items() if name in labels and value}
    lines = [tables.facts(pairs)]
    if data["timeline"]:
        names = [tr_("cli", "When"), tr_("cli", "Kind"), tr_("cli", "Title"), tr_("cli", "More"), tr_("cli", "Amount")]
        columns = ("at", "kind", "title", "text", "amount")
        lines += ["", tables.table(names, [[entry[name] for name in columns] for entry in data["timeline"]])]
    return "\n".join(lines)
