"""Many customers at once for a test: stored as an import stores them, without checking each one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from crm_desktop.core.text import sort_key
from crm_desktop.models.customer import Customer
from crm_desktop.services.context import Services
from crm_desktop.services.unit_of_work import UnitOfWork

_LISTS = {"phone": "phones", "email": "emails", "tags": "tags"}


def add_people(services: Services, work: UnitOfWork, rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """Customers of clean values (phones E.164); returns their ids. Each gets a number from its id."""
    first = work.next_id(Customer)
    columns = ("id", "code", "name", "name_key", "phones", "emails", "tags", "region", "notes", "company", "stage")
    stored = [_row(customer_id, values) for customer_id, values in enumerate(rows, first)]
    work.insert_many(Customer, columns, ([row[name] for name in columns] for row in stored))
    assert services.db is work.db
    return [row["id"] for row in stored]


def _row(customer_id: int, values: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {"region": "", "notes": "", "company": "", "stage": "lead", "code": f"C{customer_id:05d}"}
    row |= dict.fromkeys(_LISTS.values(), "[]")
    for name, value in values.items():
        row[_LISTS.get(name, name)] = json.dumps(value, ensure_ascii=False) if name in _LISTS else value
    return {**row, "id": customer_id, "name_key": sort_key(row["name"])}
