"""Undo of any past change, redo, conflicts; and that undoing everything gives back what was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.core.errors import ConflictError, UserError
from crm_desktop.core.i18n import N_, render
from crm_desktop.models.registry import AUDITED
from crm_desktop.services.context import Services, open_services
from crm_desktop.services.not_same import NotSameService
from tests.people import add_people

ADD = N_("undo", "Add customer")
EDIT = N_("undo", "Edit customer")
BOOKKEEPING = {"row_version", "updated_at"}


def snapshot(services: Services) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every record table, without the columns that count writes."""
    found = {}
    for model in AUDITED:
        names = [field.column_name for field in model._meta.sorted_fields if field.column_name not in BOOKKEEPING]
        columns = ", ".join(f'"{name}"' for name in names)
        sql = f'SELECT {columns} FROM "{model._meta.table_name}" ORDER BY id'
        found[model._meta.table_name] = services.db.execute_sql(sql).fetchall()
    return found


def derived(services: Services) -> list[list[tuple[Any, ...]]]:
    tables = ("customer_stats", "deal_stats", "lookup_key")
    return [services.db.execute_sql(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for table in tables]


def add(services: Services, **values: object) -> tuple[int, int]:
    with services.write(ADD) as work:
        customer = services.customers.create(work, {"name": "张伟", **values})
    return customer, work.id


def edit(services: Services, customer: int, **values: object) -> int:
    with services.write(EDIT) as work:
        services.customers.update(work, customer, values)
    return work.id


def name(services: Services, customer: int) -> str:
    return services.customers.rows([customer])[0].name


def test_undo_and_redo_walk_back_and_forth(services: Services) -> None:
    customer, _ = add(services)
    edit(services, customer, name="张大伟")
    edit(services, customer, name="张小伟", phone=["13812345678"])
    services.history.undo_last()
    assert name(services, customer) == "张大伟"
    assert services.search.find("5678").total == 0
    services.history.undo_last()
    services.history.undo_last()
    assert services.customers.rows([customer]) == []
    assert services.history.undo_last() is None
    for expected in ("张伟", "张大伟", "张小伟"):
        assert services.history.redo_last() is not None
        assert name(services, customer) == expected
    assert services.history.redo_last() is None
    assert services.search.find("5678").total == 1


def test_a_new_change_ends_redo(services: Services) -> None:
    customer, _ = add(services)
    edit(services, customer, name="张大伟")
    services.history.undo_last()
    edit(services, customer, region="上海")
    assert services.history.last_redoable() is None


def test_the_undo_of_an_undo_does_it_again(services: Services) -> None:
    with services.write(N_("undo", "New customer")) as work:
        services.customers.create(work, {"name": "Ann"})
    first = services.history.undo(work.id)
    second = services.history.undo(first.change)
    third = services.history.undo(second.change)
    labels = [render(services.history.get(one.change).label) for one in (first, second, third)]
    assert labels == ["Undo: New customer", "Done again: New customer", "Undo: New customer"]


def test_an_old_change_is_undone_alone(services: Services) -> None:
    customer, _ = add(services)
    first = edit(services, customer, name="张大伟")
    edit(services, customer, region="上海")
    services.history.undo(first)
    record = services.customers.rows([customer])[0]
    assert (record.name, record.region) == ("张伟", "上海")


def test_a_later_change_of_the_same_field_is_a_named_conflict(services: Services) -> None:
    customer, _ = add(services)
    first = edit(services, customer, name="张大伟")
    edit(services, customer, name="张小伟")
    before = snapshot(services)
    with pytest.raises(ConflictError) as caught:
        services.history.undo(first)
    conflict = caught.value.conflicts[0]
    assert (conflict["entity"], conflict["id"], conflict["field"]) == ("customers", customer, "name")
    assert (conflict["expected"], conflict["found"]) == ("张大伟", "张小伟")
    assert snapshot(services) == before


def test_undoing_twice_is_refused(services: Services) -> None:
    customer, _ = add(services)
    change = edit(services, customer, name="张大伟")
    services.history.undo(change)
    with pytest.raises(ConflictError):
        services.history.undo(change)
    with pytest.raises(UserError) as caught:
        services.history.undo(999)
    assert caught.value.code == "not_found"


def test_undo_of_a_creation_that_was_worked_on(services: Services) -> None:
    customer, created = add(services)
    with services.write(N_("undo", "Log a call")) as work:
        services.activities.log(work, customer, "call", "问茶叶")
    preview = services.history.preview_undo(created)
    assert [conflict["reason"] for conflict in preview.conflicts] == ["used_by"]
    with pytest.raises(ConflictError):
        services.history.undo(created)
    assert name(services, customer) == "张伟"


def test_a_bulk_creation_can_be_undone_but_for_what_was_changed(services: Services) -> None:
    with services.write(N_("undo", "Import"), kind="import") as work:
        ids = add_people(services, work, [{"name": f"客户{n}"} for n in range(20)])
    edit(services, ids[3], name="老客户")
    with pytest.raises(ConflictError):
        services.history.undo(work.id)
    result = services.history.undo(work.id, later="keep")
    assert result.rows == 19
    assert [c.name for c in services.customers.rows(ids)] == ["老客户"]
    assert services.search.find("客户").total == 1


def test_a_change_undone_since_does_not_stand_in_the_way(services: Services) -> None:
    customer, created = add(services)
    edit(services, customer, name="张大伟")
    services.history.undo_last()
    services.history.undo(created)
    assert services.customers.rows([customer]) == []


def test_a_number_taken_in_the_meantime_is_a_conflict(services: Services) -> None:
    customer, _ = add(services, code="A1")
    change = edit(services, customer, code="A2")
    add(services, code="A1")
    with pytest.raises(ConflictError) as caught:
        services.history.undo(change)
    assert caught.value.conflicts[0]["reason"] == "number_taken"
    assert services.customers.rows([customer])[0].code == "A2"


def test_history_tells_what_who_and_whether_undone(services: Services) -> None:
    services.user = "林岚"
    customer, _ = add(services)
    change = edit(services, customer, name="张大伟")
    services.history.undo(change)
    newest = services.history.changes(3)
    assert [(entry.kind, entry.user, entry.undone) for entry in newest] == [
        ("undo", "林岚", False), ("edit", "林岚", True), ("edit", "林岚", False),
    ]  # fmt: skip
    assert render(newest[0].label) == "Undo: Edit customer"
    assert {entry.subject for entry in newest} == {"张伟"}


def test_a_change_is_called_by_what_it_touched_even_when_that_is_gone(services: Services) -> None:
    customer, _ = add(services)
    with services.write(N_("undo", "Log a call")) as work:
        services.activities.log(work, customer, "call", "问茶叶")
    assert services.history.get(work.id).subject == "张伟"
    services.history.undo_last()
    services.history.undo_last()
    assert [change.subject for change in services.history.changes(2)] == ["张伟", "问茶叶"]


_steps = st.lists(
    st.tuples(st.sampled_from(["add", "edit", "phones", "bin", "restore", "log", "bulk", "undo"]), st.integers(0, 9)),
    min_size=1,
    max_size=14,
)


def _play(services: Services, steps: list[tuple[str, int]]) -> None:
    for step, n in steps:
        ids = [row[0] for row in services.db.execute_sql("SELECT id FROM customer ORDER BY id")]
        target = ids[n % len(ids)] if ids else None
        if step == "undo":
            changes = [entry.id for entry in services.history.changes(20) if entry.kind != "setup" and not entry.undone]
            try:
                if changes:
                    services.history.undo(changes[n % len(changes)])
            except ConflictError:
                continue
            continue
        with services.write(EDIT) as work:
            if step == "add" or target is None:
                services.customers.create(work, {"name": f"客户{n}", "phone": [f"1380000000{n}"], "tags": [f"标{n}"]})
            elif step == "edit":
                services.customers.update(work, target, {"name": f"改{n}", "notes": f"记{n}"})
            elif step == "phones":
                services.customers.update(work, target, {"phone": [f"1390000000{n}", "02155551234"]})
            elif step == "bin":
                services.customers.delete(work, target)
            elif step == "restore":
                services.customers.restore(work, target)
            elif step == "log":
                services.activities.log(work, target, "call", f"电话{n}")
            else:
                work.execute("UPDATE customer SET region = ?, row_version = row_version + 1", (f"区{n}",))


@settings(max_examples=40)
@given(steps=_steps)
def test_undoing_everything_gives_back_the_beginning(
    steps: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    services = open_services(tmp_path_factory.mktemp("shop") / "data")
    try:
        empty = snapshot(services)
        _play(services, steps)
        end, end_derived = snapshot(services), derived(services)
        undone = 0
        while services.history.undo_last() is not None:
            undone += 1
        assert snapshot(services) == empty
        for _ in range(undone):
            assert services.history.redo_last() is not None
        assert snapshot(services) == end
        assert derived(services) == end_derived
    finally:
        services.close()


def test_a_shop_can_be_reopened_with_its_history(data_dir: Path, open_shop: Callable[..., Services]) -> None:
    first = open_shop(data_dir)
    customer, _ = add(first)
    change = edit(first, customer, name="张大伟")
    first.release()
    second = open_shop(data_dir)
    second.history.undo(change)
    assert name(second, customer) == "张伟"


def test_a_change_that_later_ones_took_back_is_not_undone_a_second_time(services: Services) -> None:
    customer, _ = add(services)
    with services.write(EDIT) as binned:
        services.customers.delete(binned, customer)
    with services.write(EDIT) as work:
        services.customers.restore(work, customer)
    with pytest.raises(ConflictError) as caught:
        services.history.undo(binned.id)
    assert [conflict["reason"] for conflict in caught.value.conflicts] == ["nothing_left"]
    assert not services.history.get(binned.id).undone
    while services.history.undo_last() is not None:
        pass
    assert services.db.execute_sql("SELECT count(*) FROM customer").fetchone()[0] == 0


def test_what_was_said_again_is_not_said_twice(services: Services) -> None:
    first, _ = add(services)
    second, _ = add(services)
    with services.write(EDIT) as work:
        NotSameService(services).keep_apart(work, first, second)
    taken_back = services.history.undo(work.id).change
    with services.write(EDIT) as work:
        NotSameService(services).keep_apart(work, first, second)
    assert taken_back is not None
    assert services.history.preview_undo(taken_back).rows == 0
    with pytest.raises(ConflictError) as caught:
        services.history.undo(taken_back)
    assert [conflict["reason"] for conflict in caught.value.conflicts] == ["nothing_left"]


@pytest.mark.parametrize("now", ["41", "39"])
def test_a_value_of_an_own_field_that_was_set_again(services: Services, now: str) -> None:
    customer, _ = add(services)
    with services.write(EDIT) as work:
        field = services.custom_fields.add(work, "customers", "Shoe size", "text")
    edit(services, customer, **{field: "39"})
    cleared = edit(services, customer, **{field: None})
    edit(services, customer, **{field: now})
    preview = services.history.preview_undo(cleared)
    assert bool(preview.conflicts) == (now == "41")
    with pytest.raises(ConflictError) as caught:
        services.history.undo(cleared)
    assert ("nothing_left" in [conflict["reason"] for conflict in caught.value.conflicts]) == (now == "39")
    assert services.customers.get(customer).custom == {field: now}


@pytest.mark.parametrize(("now", "reason"), [("41", "exists"), ("39", "nothing_left")])
def test_a_first_value_that_was_taken_back_and_given_again(services: Services, now: str, reason: str) -> None:
    customer, _ = add(services)
    with services.write(EDIT) as work:
        field = services.custom_fields.add(work, "customers", "Shoe size", "text")
    taken_back = services.history.undo(edit(services, customer, **{field: "39"})).change
    assert taken_back is not None
    edit(services, customer, **{field: now})
    preview = services.history.preview_undo(taken_back)
    assert [conflict["reason"] for conflict in preview.conflicts] == ([reason] if reason == "exists" else [])
    with pytest.raises(ConflictError) as caught:
        services.history.undo(taken_back)
    assert [conflict["reason"] for conflict in caught.value.conflicts] == [reason]
    assert services.customers.get(customer).custom == {field: now}


def test_a_value_that_goes_with_another_of_its_kind_comes_back(services: Services) -> None:
    customer, _ = add(services)
    other, _ = add(services)
    with services.write(EDIT) as work:
        field = services.custom_fields.add(work, "customers", "Shoe size", "text")
    edit(services, customer, **{field: "39"})
    with services.write(EDIT) as work:
        work.execute("DELETE FROM custom_value WHERE record_id = ?", (customer,))
        services.customers.update(work, other, {field: "40"})
        work.execute("UPDATE custom_value SET record_id = ? WHERE record_id = ?", (customer, other))
    assert services.customers.get(customer).custom == {field: "40"}
    services.history.undo(work.id)
    assert services.customers.get(customer).custom == {field: "39"}


def test_a_change_without_effect_does_not_hold_up_ctrl_z(services: Services) -> None:
    customer, _ = add(services)
    with services.write(EDIT) as work:
        services.customers.update(work, customer, {"name": "张大伟"})
        services.customers.update(work, customer, {"name": "张伟"})
    assert services.history.undo_last().rows == 0  # type: ignore[union-attr]
    assert services.history.redo_last() is not None
    services.history.undo_last()
    services.history.undo_last()
    assert services.customers.rows([customer]) == []


def test_ctrl_z_goes_on_where_a_record_is_gone_already(services: Services) -> None:
    """A creation taken back out of order leaves nothing to undo of what was done to the record afterwards."""
    customer, created = add(services)
    with services.write(EDIT) as work:
        services.customers.delete(work, customer)
    with services.write(EDIT) as work:
        services.customers.restore(work, customer)
    end = snapshot(services)
    services.history.undo(created)
    assert services.history.undo_last() is not None
    assert services.history.undo_last() is not None
    assert services.history.undo_last() is None
    while services.history.redo_last() is not None:
        pass
    assert snapshot(services) == end
