"""What an import asks for every row leads straight to the record: nothing grows with the square of the rows."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions
from tests.services.importing.files import csv_file

ROWS = 40
PHONES = [f"139{at:08d}" for at in range(ROWS)]
FILES = {
    "customers": ("姓名,电话,备注,下次跟进", "客{at},{phone},{turn},2026-12-0{turn}"),
    "deals": ("商机名称,客户,金额,下次跟进,备注", "生意{at},{phone},{at},2026-12-0{turn},{turn}"),
    "followups": ("主题,客户,跟进日期,备注", "回访{at},{phone},2026-12-01,{turn}"),
    "products": ("商品编码,商品名称,售价", "P{at},商品{at},{turn}"),
    "orders": ("订单号,日期,客户,商品,数量,单价,备注", "X{at},2026-03-03,{phone},商品{at},{turn},9,{turn}"),
}
_FEW = re.compile(
    r"deleted_at>\?|\((status|deleted_at|stage_id|pipeline_id|type)=\?"
    r"( AND (status|deleted_at|type)=\?| AND due[<>]\?)*\)"
)
"""All the records of a stage, all open ones, all in the bin: no way to one of them."""
_FIRST = "SELECT min(position) FROM deal"
"""Read in the order of the index, it ends at the first."""
_SMALL = re.compile(r"\b(SCAN|SEARCH) (pipeline|stage|p|s|st|w|custom_field|choice|shop_setting|staff)\b")


def asked(services: Services, path: Path, options: ImportOptions) -> dict[str, int]:
    """The statements of an import, an example of each, and how often it was asked."""
    seen: Counter[str] = Counter()
    example: dict[str, str] = {}

    def note(sql: str) -> None:
        known = re.sub(r"\d+", "0", re.sub(r"'[^']*'", "''", sql))
        seen[known] += 1
        example[known] = sql

    connection = services.db.connection()
    connection.set_trace_callback(note)
    try:
        import_file(services, path, options)
    finally:
        connection.set_trace_callback(None)
    return {example[known]: count for known, count in seen.items() if known.startswith(("SELECT", "UPDATE", "DELETE"))}


def asked_often(services: Services, path: Path, options: ImportOptions) -> list[str]:
    """Those that are repeated for the rows."""
    return [sql for sql, count in asked(services, path, options).items() if count >= ROWS // 2]


def steps_of_each_row(services: Services, sql: str, often: bool) -> list[str]:
    """How the engine finds what ``sql`` asks for: all of it where it is asked for every row, else what is looked up
    anew for each record that the statement reads.
    """
    inside: set[int] = {0} if often else set()
    steps = []
    for number, parent, _, step in services.db.execute_sql(f"EXPLAIN QUERY PLAN {sql}").fetchall():
        if parent in inside or step.startswith("CORRELATED"):
            inside.add(number)
            steps.append(step)
    return steps


@pytest.mark.parametrize("turn", [1, 2], ids=["new", "changed"])
@pytest.mark.parametrize("entity", FILES)
def test_nothing_looks_through_all_records(services: Services, tmp_path: Path, entity: str, turn: int) -> None:
    for name, (header, line) in FILES.items():
        wanted = name == entity
        for count in range(1, turn + 1):
            rows = [line.format(at=at, phone=phone, turn=count) for at, phone in enumerate(PHONES)]
            path = csv_file(tmp_path / f"{name}{count}.csv", "\n".join([header, *rows]) + "\n")
            options = ImportOptions(entity=name, existing="overwrite", region="CN")
            if wanted and count == turn:
                slow = {
                    f"{sql}: {step}"
                    for sql, count in asked(services, path, options).items()
                    if not sql.startswith(_FIRST)
                    for step in steps_of_each_row(services, sql, count >= ROWS // 2)
                    if (step.startswith("SCAN") or _FEW.search(step)) and not _SMALL.search(step)
                }
                assert not slow
            elif name == "customers" or wanted:
                import_file(services, path, options)


def test_numbers_of_many_deals_are_read_once(services: Services, tmp_path: Path) -> None:
    header, line = FILES["deals"]
    rows = [line.format(at=at, phone="", turn=1) for at in range(ROWS)]
    path = csv_file(tmp_path / "deals.csv", "\n".join([header, *rows]) + "\n")
    often = asked_often(services, path, ImportOptions(entity="deals"))
    assert not [sql for sql in often if sql.startswith("SELECT number")]
    numbers = {row[0] for row in services.db.execute_sql("SELECT number FROM deal")}
    assert numbers == {f"D-20260923-{count:02d}" for count in range(1, ROWS + 1)}


def test_a_number_that_is_typed_meanwhile_is_not_given(services: Services) -> None:
    with services.write(N_("undo", "Add deal")) as work:
        made = [services.deals.create(work, {"title": title}) for title in ("a", "b")]
        services.deals.create(work, {"title": "c", "number": "D-20260923-05"})
        services.deals.update(work, made[0], {"number": "D-20260923-09"})
        made.append(services.deals.create(work, {"title": "d"}))
        lines = [{"product": "茶", "quantity": 1000, "price": 900}]
        orders = [
            services.orders.create(work, {"lines": lines, "number": number}) for number in ("", "S-20260923-07", "")
        ]
    assert [services.deals.get(deal).number for deal in made] == ["D-20260923-09", "D-20260923-02", "D-20260923-10"]
    assert [services.orders.get(order).number for order in orders] == [
        "S-20260923-01", "S-20260923-07", "S-20260923-08",
    ]  # fmt: skip


def test_deals_in_the_bin_are_read_once_not_for_each_row_that_names_one(services: Services, tmp_path: Path) -> None:
    with services.write(N_("undo", "Test")) as work:
        ann = services.customers.create(work, {"name": "Ann"})
        for at in range(ROWS):
            deal = services.deals.create(work, {"title": f"Deal {at}", "customer": ann})
            services.activities.log(
                work, ann, "call", f"x{at}", at=datetime(2026, 9, 1, 10, at).astimezone(), deal_id=deal
            )
            services.deals.delete(work, deal)
    rows = "".join(f"Ann,2026-09-01 10:{at:02d},call,x{at},Deal {at}\n" for at in range(ROWS))
    path = csv_file(tmp_path / "a.csv", f"Customer,When,Type,Content,Deal\n{rows}")
    often = asked_often(services, path, ImportOptions(entity="activities", existing="overwrite"))
    assert [sql for sql in often if "FROM deal WHERE deleted_at IS NOT NULL" in sql] == []
