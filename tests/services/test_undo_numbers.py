"""Numbers that went to somebody else since are told before anything is taken back, and don't hold up the rest."""

from __future__ import annotations

import pytest

from crm_desktop.core.errors import ConflictError
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
    result = services.history.undo(work.id, keep_changed=True)
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
