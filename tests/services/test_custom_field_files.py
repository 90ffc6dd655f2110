"""The shop's own fields leave in a file and come back unchanged, into this shop and into another one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services, open_services
from crm_desktop.services.exporting.entities import export_entity
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions

LABEL = N_("undo", "Test")
FIELDS = (
    ("Pet", "text", ()),
    ("Story", "longtext", ()),
    ("Shoe size", "number", ()),
    ("Deposit", "money", ()),
    ("First visit", "date", ()),
    ("School", "choice", ("East", "West/North", "a;b")),
    ("Milk", "bool", ()),
    ("Shop page", "link", ()),
)
PEOPLE = (
    {
        "name": "张伟",
        "phone": ["13812345678"],
        "pet": "=1+1",
        "story": "一\n二",
        "shoe_size": Decimal("42.5"),
        "deposit": 120_050,
        "first_visit": date(2026, 3, 5),
        "school": "West/North",
        "milk": True,
        "shop_page": "https://example.com/a?b=c;d",
    },
    {"name": "何明", "phone": ["13912345678"], "milk": False, "shoe_size": Decimal("-3"), "school": "a;b"},
    {"name": "李娜", "phone": ["13712345678"], "pet": "007", "deposit": 0, "first_visit": date(1999, 12, 31)},
)


def add_fields(services: Services) -> None:
    with services.write(LABEL) as work:
        for label, kind, choices in FIELDS:
            services.custom_fields.add(work, "customers", label, kind, choices)  # type: ignore[arg-type]


def custom(services: Services) -> dict[str, dict[str, object]]:
    return {
        name: dict(services.customers.rows(services.customers.by_name(name))[0].custom)
        for name in ("张伟", "何明", "李娜")
    }


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("existing", ["fill", "overwrite"])
def test_nothing_changes_on_the_way_out_and_back(
    services: Services, tmp_path: Path, ending: str, existing: str
) -> None:
    add_fields(services)
    with services.write(LABEL) as work:
        for values in PEOPLE:
            services.customers.create(work, values)
    before = custom(services)
    out = tmp_path / f"out.{ending}"
    export_entity(services, "customers", out)
    result = import_file(services, out, ImportOptions(existing=existing))  # type: ignore[arg-type]
    assert (result.read, result.created, result.updated, result.unchanged, result.failed) == (3, 0, 0, 3, 0)
    assert custom(services) == before
    other = open_services(tmp_path / "other", clock=services.clock)
    try:
        add_fields(other)
        result = import_file(other, out)
        assert (result.created, result.failed) == (3, 0)
        assert custom(other) == before
    finally:
        other.close()
