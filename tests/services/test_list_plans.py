"""How the engine goes about a list: never in leaps through the big table."""

from __future__ import annotations

import pytest

from crm_desktop.services.context import Services
from crm_desktop.services.listing import Filter, ListQuery

LEAPS = "SEARCH t USING INDEX customer_by_name"


def plan(services: Services, query: ListQuery) -> str:
    select = services.listing._select(query)
    return "; ".join(
        row[3] for row in services.db.execute_sql(f"EXPLAIN QUERY PLAN {select.sql()} LIMIT 200", select.params)
    )


@pytest.mark.parametrize("sort", ["name", "id", "total_spent", "owed", "last_contact", "next_follow_up"])
def test_a_whole_list_follows_an_index_and_sorts_nothing(services: Services, sort: str) -> None:
    assert "TEMP B-TREE FOR ORDER BY" not in plan(services, ListQuery("customers", sort=sort))


def test_every_other_sort_reads_the_records_in_their_order(services: Services) -> None:
    for name, column in services.listing.source("customers").columns.items():
        for filters in ((), (Filter("notes", "contains", "x"),), (Filter("owed", "gt", 0),)):
            if filters or not (column.walk or column.drive):
                found = plan(services, ListQuery("customers", filters=filters, sort=name))
                assert LEAPS not in found, (name, filters, found)
                first = next(step for step in found.split("; ") if step.split()[1:2] == ["t"])
                assert first == "SCAN t" or "COVERING INDEX customer_sort" in first, (name, filters, found)


def test_a_narrow_sort_does_not_read_the_records_at_all(services: Services) -> None:
    for name, column in services.listing.source("customers").columns.items():
        if column.narrow and not column.drive:
            found = plan(services, ListQuery("customers", filters=(Filter("region", "contains", "x"),), sort=name))
            assert "SEARCH t USING COVERING INDEX customer_sort" in found, (name, found)
