"""What the child is told: the words to recognise, the fields' types, and the settings of the shop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_desktop.core.entities import EXCHANGED, EntitySpec
from crm_desktop.core.settings import CURRENCY, REGION
from crm_desktop.core.text import fold
from crm_desktop.services.importing import tables
from crm_desktop.services.importing.clean import Target
from crm_desktop.services.importing.model import IGNORED, ImportOptions, Recipe

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

Json = dict[str, Any]

_TEXT_LINKS = {"link": "text"}
_EXTRA_TYPES = {
    "deal.amount": "money",
    "order.discount": "money",
    "order.total": "money",
    "deal.stage": "choice",
    "deal.expected_close": "date",
    "deal.notes": "longtext",
    "next.due": "date",
}


_TIMED = {("orders", "date"), ("followups", "due")}
"""Days that keep the time that stands with them."""


def inspect_task(
    path: Path,
    *,
    entity: str = "",
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: int | None = None,
    services: Services | None = None,
    recipes: Sequence[Recipe] = (),
    password: str = "",
    survey: bool = False,
) -> Json:
    """Look at a file; an empty ``entity`` leaves it to the headers what kind of record it holds.

    With ``services`` the shop's own fields are recognised too. ``survey`` asks for all sheets of the file.
    """
    every = [spec.name for spec in EXCHANGED]
    specs = [tables.spec_of(name, services) for name in ([entity] if entity and not survey else every)]
    named = {"named": {spec.name: [fold(text) for text in tables.both(spec.plural)] for spec in EXCHANGED}}
    return {
        **(named if survey else {}),
        "what": "inspect",
        "path": str(path),
        "entity": entity,
        "sheet": sheet,
        "encoding": encoding,
        "delimiter": delimiter,
        "header_row": header_row,
        "password": password,
        "recipes": [asdict(recipe) for recipe in recipes],
        "matchers": {
            spec.name: [tables.headers(spec), tables.read_only(spec), tables.parts_of_names(spec)] for spec in specs
        },
    }


def import_task(services: Services, path: Path, options: ImportOptions) -> Json:
    """Read and clean a whole file."""
    spec = tables.spec_of(options.entity, services)
    words = tables.choices(services, spec)
    for field, meanings in options.values.items():
        words.setdefault(field, {}).update({fold(word): meaning for word, meaning in meanings.items()})
    return {
        **inspect_task(
            path,
            entity=options.entity,
            sheet=options.sheet,
            encoding=options.encoding,
            delimiter=options.delimiter,
            header_row=options.header_row,
            services=services,
            recipes=options.recipes,
            password=options.password,
        ),
        "what": "clean",
        "mapping": {header: _plain_target(target) for header, target in options.mapping.items()},
        "columns": {str(index): _plain_target(target) for index, target in options.columns.items()},
        "region": options.region or services.settings.get(REGION),
        "currency": services.settings.get(CURRENCY),
        "today": services.clock.today().isoformat(),
        "choices": words,
        "yes_no": tables.yes_no(),
        "paid_headers": tables.paid_headers(),
        "types": {name: asdict(target) for name, target in types(spec).items()},
        "date_order": options.date_order,
        "notes": options.dry_run,
        "searched": not (options.dry_run or options.defaults or options.mode == "update"),
        "own_fields": [field.spec.name for field in services.custom_fields.fields(spec.name)],
        "labels": _labels(services, spec) if options.dry_run else {},
        "keep_totals": options.keep_totals,
        "only": sorted(options.only),
        "decided": {
            str(column): {"order": options.orders.get(column), "sign": options.decimals.get(column)}
            for column in {*options.orders, *options.decimals}
        },
        "edits": [[row, column, text] for (row, column), text in options.edits.items()],
    }


def _labels(services: Services, spec: EntitySpec) -> dict[str, list[str]]:
    """Field → the words that are what its choices are called, and not only known to mean them."""
    return {
        field: [fold(word) for key, called in choices.items() for word in (key, *called)]
        for field, choices in tables.labels(services, spec).items()
    }


def _plain_target(target: str) -> str:
    return "" if target in ("-", IGNORED, "ignore", "") else target


def types(spec: EntitySpec) -> dict[str, Target]:
    """Target → how its cells are cleaned."""
    found = {}
    for field in spec.fields:
        if field.read_only:
            continue
        found[field.name] = Target(
            field.name,
            _TEXT_LINKS.get(field.type, field.type),
            lunar=field.lunar,
            quantity=field.name == "quantity",
            percent=field.name == "probability",
            settles=spec.name == "orders" and field.name == "paid",
            timed=(spec.name, field.name) in _TIMED,
            person=spec.name == "customers" and field.name == "name",
            region=spec.name == "customers" and field.name == "address",
        )
    for name in tables.EXTRA_TARGETS.get(spec.name, ()):
        found[name] = Target(name, _EXTRA_TYPES.get(name, "text"))
    return found
