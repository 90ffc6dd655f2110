"""Numbers that went to somebody else since are told before anything is taken back, and don't hold up the rest."""

from __future__ import annotations

import pytest

from crm_desktop.core.errors import ConflictError
from crm_desktop.core.settings import SHOP_NAME
from crm_desktop.services.context import Services
from tests.services.test_history import EDIT, add, edit


def reasons(services: Services, change: int) -> list[tuple[object, object]]:
    return [(one["reason"], one["name"]) for one in services.history.preview_undo(change).conflicts]


def test_the_preview_names_who_wants_a_number_that_is_taken(services: Services) -> None:
    customer, _ = add(services, code="A1")
    change = edit(services, customer, code="A2", name="张大伟")
    assert reasons(services, change) == []
    add(services, code="A1", name="王芳")
    assert reasons(services, change) == [("number_taken", "张大伟")]
    with pytest.raises(ConflictError) as caught:
        services.history.undo(change)
    assert [one["reason"] for one in caught.value.conflicts] == ["number_taken"]


def test_the_rest_of_a_change_is_taken_back_where_one_number_is_taken(services: Services) -> None:
    first, _ = add(services, code="A1")
    second, _ = add(services, code="B1", name="王芳")
    with services.write(EDIT) as work:
        services.customers.update(work, first, {"code": "A2"})
        services.customers.update(work, second, {"code": "B2"})
    add(services, code="A1", name="李娜")
    result = services.history.undo(work.id, later="keep")
    assert [one["reason"] for one in result.kept] == ["number_taken"]
    assert [record.code for record in services.customers.rows([first, second])] == ["A2", "B1"]


def test_numbers_that_were_exchanged_go_back(services: Services) -> None:
    first, _ = add(services, code="A1")
    second, _ = add(services, code="A2")
    with services.write(EDIT) as work:
        services.customers.update(work, first, {"code": "A3"})
        services.customers.update(work, second, {"code": "A1"})
        services.customers.update(work, first, {"code": "A2"})
    assert reasons(services, work.id) == []
    services.history.undo(work.id)
    assert [record.code for record in services.customers.rows([first, second])] == ["A1", "A2"]


def test_whoever_is_made_again_may_find_the_number_taken(services: Services) -> None:
    _, created = add(services, code="A1")
    undo = services.history.undo(created).change
    assert undo is not None
    assert reasons(services, undo) == []
    add(services, code="A1", name="王芳")
    assert reasons(services, undo) == [("number_taken", "张伟")]


def test_out_of_the_recycle_bin_counts_too(services: Services) -> None:
    customer, _ = add(services, code="A1")
    with services.write(EDIT) as work:
        services.customers.delete(work, customer)
    deleted = work.id
    other, _ = add(services, code="A1", name="王芳")
    assert reasons(services, deleted) == [("number_taken", "张伟")]
    with services.write(EDIT) as work:
        services.customers.delete(work, other)
    assert reasons(services, deleted) == []


def test_names_of_staff_are_told_apart_as_well(services: Services) -> None:
    with services.write(EDIT) as work:
        ann = services.staff.id_of(work, "Ann")
    with services.write(EDIT) as work:
        work.execute("UPDATE staff SET name = 'Anna', row_version = row_version + 1 WHERE id = ?", (ann,))
    renamed = work.id
    with services.write(EDIT) as work:
        services.staff.id_of(work, "Ann")
    assert reasons(services, renamed) == [("number_taken", "Anna")]


def test_names_that_were_exchanged_go_back(services: Services) -> None:
    with services.write(EDIT) as work:
        ann, bob = services.staff.id_of(work, "Ann"), services.staff.id_of(work, "Bob")
    with services.write(EDIT) as work:
        for name, staff in (("between", ann), ("Ann", bob), ("Bob", ann)):
            work.execute("UPDATE staff SET name = ?, row_version = row_version + 1 WHERE id = ?", (name, staff))
    assert reasons(services, work.id) == []
    services.history.undo(work.id)
    assert services.staff.names() == {ann: "Ann", bob: "Bob"}


def test_a_setting_said_again_does_not_hold_up_the_rest(services: Services) -> None:
    with services.write(EDIT) as work:
        services.settings.set(work, SHOP_NAME, "One")
        customer = services.customers.create(work, {"name": "张伟"})
    undo = services.history.undo(work.id).change
    assert undo is not None
    with services.write(EDIT) as work:
        services.settings.set(work, SHOP_NAME, "Two")
    assert [reason for reason, _ in reasons(services, undo)] == ["exists"]
    services.history.undo(undo, later="keep")
    assert services.settings.get(SHOP_NAME) == "Two"
    assert [record.name for record in services.customers.rows([customer])] == ["张伟"]


def test_a_setting_said_again_the_same_way_is_no_conflict(services: Services) -> None:
    with services.write(EDIT) as work:
        services.settings.set(work, SHOP_NAME, "One")
        services.customers.create(work, {"name": "张伟"})
    undo = services.history.undo(work.id).change
    assert undo is not None
    with services.write(EDIT) as work:
        services.settings.set(work, SHOP_NAME, "One")
    assert reasons(services, undo) == []
    services.history.undo(undo)
    assert services.settings.get(SHOP_NAME) == "One"


def test_the_index_of_numbers_answers_who_has_one(services: Services) -> None:
    """Else every thousand rows would read all that is there."""
    for table, column in (("customer", "code"), ("deal", "number"), ("product", "code"), ("sales_order", "number")):
        plan = services.db.execute_sql(
            f'EXPLAIN QUERY PLAN SELECT id FROM {table} WHERE "{column}" IN (?, ?) AND "{column}" <> \'\' '
            "AND deleted_at IS NULL",
            ("1", "2"),
        ).fetchall()
        assert "_live" in plan[0][-1]
