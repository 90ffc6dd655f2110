"""How customers belong together, from both sides, with undo and through a merge."""

from __future__ import annotations

from typing import Any

import pytest

from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.merging import Merger


def add(services: Services, **values: Any) -> int:
    with services.write(N_("undo", "New customer")) as work:
        return services.customers.create(work, values)


def relate(services: Services, one: int, other: int, kind: str, *, backward: bool = False) -> int:
    with services.write(N_("undo", "Write down a relation")) as work:
        services.relations.add(work, one, other, kind, backward=backward)
    return work.id


def seen(services: Services, customer: int) -> list[tuple[str, str]]:
    return [(one.label, one.name) for one in services.relations.of(customer)]


@pytest.mark.parametrize(
    ("kind", "there", "back"),
    [("child", "Child", "Parent"), ("parent", "Parent", "Child"), ("boss", "Boss", "Employee"),
     ("spouse", "Spouse", "Spouse"), ("friend", "Friend", "Friend")],
)  # fmt: skip
def test_both_sides_read_right_and_undo_takes_it_away(services: Services, kind: str, there: str, back: str) -> None:
    ann, bob = add(services, name="Ann"), add(services, name="Bob")
    change = relate(services, ann, bob, kind)
    assert seen(services, ann) == [(there, "Bob")]
    assert seen(services, bob) == [(back, "Ann")]
    services.history.undo(change)
    assert seen(services, ann) == seen(services, bob) == []


def test_chinese_words(services: Services, zh: None) -> None:
    ann, bob = add(services, name="安"), add(services, name="波")
    relate(services, ann, bob, "employee")
    assert seen(services, ann) == [("员工", "波")]
    assert seen(services, bob) == [("老板", "安")]


def test_the_same_is_not_written_twice_from_either_side(services: Services) -> None:
    ann, bob = add(services, name="Ann"), add(services, name="Bob")
    relate(services, ann, bob, "child")
    for args in ((ann, bob, "child"), (bob, ann, "parent")):
        with pytest.raises(UserError) as refused:
            relate(services, *args)
        assert refused.value.code == "exists"
    relate(services, ann, bob, "colleague")
    assert len(seen(services, ann)) == 2


def test_what_is_refused(services: Services) -> None:
    ann, bob = add(services, name="Ann"), add(services, name="Bob")
    for args in ((ann, ann, "friend"), (ann, 999, "friend"), (ann, bob, "nonsense")):
        with pytest.raises(ValidationError):
            relate(services, *args)
    with pytest.raises(UserError), services.write(N_("undo", "Take a relation away")) as work:
        services.relations.remove(work, 999)


def test_a_kind_of_the_shops_own_with_two_sides(services: Services) -> None:
    with services.write(N_("undo", "Add an entry to a list")) as work:
        services.choices.add(work, "relation", "师傅/徒弟")
    kinds = {(one.label, one.backward) for one in services.relations.kinds()}
    assert {("师傅", False), ("徒弟", True)} <= kinds
    ann, bob = add(services, name="Ann"), add(services, name="Bob")
    relate(services, ann, bob, "师傅/徒弟", backward=True)
    assert seen(services, ann) == [("徒弟", "Bob")]
    assert seen(services, bob) == [("师傅", "Ann")]


def test_changed_seen_from_the_other_side(services: Services) -> None:
    ann, bob = add(services, name="Ann"), add(services, name="Bob")
    relate(services, ann, bob, "friend")
    (known,) = services.relations.of(bob)
    with services.write(N_("undo", "Change a relation")) as work:
        services.relations.change(work, known.id, bob, "child")
    assert seen(services, bob) == [("Child", "Ann")]
    assert seen(services, ann) == [("Parent", "Bob")]


def test_the_deleted_are_out_of_sight_and_come_back(services: Services) -> None:
    ann, bob = add(services, name="Ann"), add(services, name="Bob")
    relate(services, ann, bob, "friend")
    with services.write(N_("undo", "Delete customer")) as work:
        services.customers.delete(work, bob)
    assert seen(services, ann) == []
    services.history.undo(work.id)
    assert seen(services, ann) == [("Friend", "Bob")]


def test_relations_move_with_a_merge_and_back_with_its_undo(services: Services) -> None:
    ann, twin, bob = (add(services, name=name) for name in ("Ann", "Ann", "Bob"))
    relate(services, twin, bob, "spouse")
    relate(services, ann, twin, "friend")
    with services.write(N_("undo", "Merge customers")) as work:
        Merger(services).merge(work, [ann, twin])
    assert seen(services, ann) == [("Spouse", "Bob")]
    assert seen(services, bob) == [("Spouse", "Ann")]
    services.history.undo(work.id)
    assert seen(services, ann) == [("Friend", "Ann")]
    assert [one.customer_id for one in services.relations.of(bob)] == [twin]


def test_people_of_a_company_and_the_company_of_a_person(services: Services) -> None:
    firm = add(services, name="Acme", kind="company")
    staff = [add(services, name=name, company="Acme") for name in ("Zoe", "Ann")]
    add(services, name="Bob", company="Other")
    assert [one.name for one in services.relations.people_of("Acme", firm)] == ["Ann", "Zoe"]
    assert services.relations.company_id("Acme") == firm
    assert services.relations.company_id("Other") is None
    add(services, name="Acme", kind="company")
    assert services.relations.company_id("Acme") is None, "two of that name: nobody can say which"
    assert staff


def test_how_many_somebody_brought_and_what_they_spent(services: Services) -> None:
    ann = add(services, name="Ann")
    bob, eve = add(services, name="Bob", referrer=ann), add(services, name="Eve", referrer=ann)
    with services.write(N_("undo", "New order")) as work:
        for who, price in ((bob, 1000), (eve, 2050)):
            values = {"date": services.clock.today(), "customer": who, "lines": [{"product": "Tea", "price": price}]}
            services.orders.create(work, values)
    found = services.relations.brought(ann)
    assert (found.count, found.spent) == (2, 3050)
    with services.write(N_("undo", "Delete customer")) as work:
        services.customers.delete(work, eve)
    assert services.relations.brought(ann).count == 1
