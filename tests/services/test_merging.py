"""Merging: the result is the preview, everything moves along, and undo gives back what was."""

from __future__ import annotations

import random

import pytest

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.models.details import Relation
from crm_desktop.services.context import Services
from crm_desktop.services.duplicates import Duplicates, compare
from crm_desktop.services.merging import Merger
from crm_desktop.services.not_same import NotSameService
from tests.people import add_people
from tests.services.test_history import snapshot

ADD = N_("undo", "Add customer")
MERGE = N_("undo", "Merge customers")


def add(services: Services, **values: object) -> int:
    with services.write(ADD) as work:
        return services.customers.create(work, {"name": "张伟", **values})


def test_the_result_is_the_preview_and_undo_gives_everything_back(services: Services) -> None:
    choose = random.Random(7)
    with services.write(N_("undo", "New field")) as work:
        for label, kind, choices in (("Size", "number", ()), ("Milk", "bool", ()), ("Taste", "choice", ("a", "b"))):
            services.custom_fields.add(work, "customers", label, kind, choices)  # type: ignore[arg-type]
    for _ in range(12):
        ids = [
            add(
                services,
                name=choose.choice(["张伟", "张 伟", "Zhang Wei"]),
                phone=choose.sample(["13805712046", "13805712047", "0571-88880000"], choose.randrange(3)),
                email=choose.sample(["a@b.cn", "c@d.cn"], choose.randrange(2)),
                tags=choose.sample(["茶友", "VIP", "老客"], choose.randrange(3)),
                notes=choose.choice(["", "要发票", "送货上门"]),
                region=choose.choice(["", "杭州", "上海"]),
                size=choose.choice([None, 38, "38.5"]),
                milk=choose.choice([None, True, False]),
                taste=choose.choice([None, "a", "b"]),
                next_follow_up=services.clock.today() if choose.random() < 0.5 else None,
            )
            for _ in range(3)
        ]
        with services.write(N_("undo", "Log a call")) as work:
            for customer in ids:
                services.activities.log(work, customer, "call", f"电话 {customer}")
        before = snapshot(services)
        chosen = {field: choose.choice(ids) for field in ("region", "name", "taste", "milk")}
        preview = Merger(services).preview(ids, chosen)
        with services.write(MERGE) as work:
            keep = Merger(services).merge(work, ids, chosen)
        result = services.customers.rows([keep])[0]
        for field, value in preview.values.items():
            shown = result.referrer_id if field == "referrer" else getattr(result, field)
            assert (list(shown) if isinstance(shown, tuple) else shown) == value
        assert services.activities.timeline_count(keep) == 3
        assert all(customer.deleted for customer in services.customers.rows(ids[1:]))
        services.history.undo(work.id)
        assert snapshot(services) == before


def test_values_of_the_first_win_and_gaps_are_filled(services: Services) -> None:
    first = add(services, region="杭州", notes="甲", phone=["13805712046"])
    second = add(services, region="上海", company="墨池书院", notes="乙", phone=["13805712047"], code="B9")
    preview = Merger(services).preview([first, second])
    assert preview.values["region"] == "杭州"
    assert preview.values["company"] == "墨池书院"
    assert preview.values["notes"] == "甲\n乙"
    assert preview.values["phone"] == ["+8613805712046", "+8613805712047"]
    assert preview.choices["region"] == [(first, "杭州"), (second, "上海")]
    assert Merger(services).preview([first, second], {"code": second}).values["code"] == "B9"
    with services.write(MERGE) as work:
        Merger(services).merge(work, [first, second], {"code": second})
    assert services.customers.rows([first])[0].code == "B9"


def test_somebody_referred_by_the_other_is_referred_by_the_one(services: Services) -> None:
    first, second = add(services), add(services, name="张伟业")
    friend = add(services, name="李娜", referrer=second)
    with services.write(MERGE) as work:
        Merger(services).merge(work, [first, second])
    assert services.customers.rows([friend])[0].referrer_id == first
    with pytest.raises(UserError):
        Merger(services).preview([first, second])
    with pytest.raises(UserError):
        Merger(services).preview([first])


def test_a_pair_explains_its_score(services: Services) -> None:
    first = add(services, phone=["13805712046"], birthday="1990-05-03")
    second = add(services, name="章伟", phone=["+86 138 0571 2046"], birthday="1990-05-03")
    pair = compare(*services.customers.rows([first, second]))
    assert [str(reason) for reason in pair.reasons] == ["same phone", "name sounds the same", "same birthday"]
    assert pair.score == 100


def test_the_scan_finds_likely_pairs_and_leaves_namesakes(services: Services) -> None:
    add(services, name="王芳", company="一中")
    add(services, name="王芳", company="二中")
    swapped = (
        add(services, name="Anna Smith", email=["anna@x.com"]),
        add(services, name="Smith Anna", email=["ANNA@x.com"]),
    )
    phones = add(services, name="刘洋", phone=["13900001111"]), add(services, name="刘洋", phone=["139 0000 1111"])
    family = (
        add(services, name="陈国华", phone=["13700002222"]),
        add(services, name="Bob Miller", phone=["13700002222"]),
    )
    found = {(pair.first, pair.second): pair for pair in Duplicates(services).scan()}
    assert set(found) == {swapped, phones}
    assert family not in found
    assert "first and last name swapped" in [str(reason) for reason in found[swapped].reasons]


def test_the_scan_grows_with_the_base_not_with_its_square(services: Services) -> None:
    with services.write(ADD) as work:
        add_people(
            services, work, [{"name": "张伟", "region": "杭州", "phone": [f"+86138{n:08d}"]} for n in range(2_000)]
        )
    assert Duplicates(services).scan() == []


def test_a_number_that_went_over_goes_back(services: Services) -> None:
    first, second = add(services, code="A1"), add(services, code="B9", name="张伟业")
    before = snapshot(services)
    with services.write(MERGE) as work:
        Merger(services).merge(work, [first, second], {"code": second})
    services.history.undo(work.id)
    assert snapshot(services) == before
    services.history.redo_last()
    assert [one.code for one in services.customers.rows([first, second])] == ["B9", "B9"]


def test_ties_between_customers_follow_the_one_that_stays(services: Services) -> None:
    keep, other, third = add(services), add(services), add(services, name="李娜")
    with services.write(N_("undo", "Tie")) as work:
        for one, two, kind in ((other, third, "sister"), (third, keep, "sister"), (keep, other, "self"),
                               (other, third, "colleague")):  # fmt: skip
            work.insert(Relation, customer=one, other=two, kind=kind)
        apart = NotSameService(services)
        assert apart.keep_apart(work, third, other)
        assert not apart.keep_apart(work, other, third)
        assert apart.keep_apart(work, keep, third)
        assert apart.keep_apart(work, keep, other)
    before = snapshot(services)
    promised = Merger(services).preview([keep, other])
    assert promised.moved == {"relation": 1}
    with services.write(MERGE) as work:
        Merger(services).merge(work, [keep, other])
    rows = services.db.execute_sql("SELECT customer_id, other_id, kind FROM relation ORDER BY id").fetchall()
    assert rows == [(third, keep, "sister"), (keep, third, "colleague")]
    assert apart.pairs() == {(keep, third)}
    services.history.undo(work.id)
    assert snapshot(services) == before
    assert apart.of(third) == {keep, other}


def test_a_value_that_has_left_its_list_can_be_merged(services: Services) -> None:
    first, second = add(services), add(services, grade="A")
    with services.write(N_("undo", "Lists")) as work:
        services.choices.replace(work, "grade", [("B", "")])
    with services.write(MERGE) as work:
        Merger(services).merge(work, [first, second])
    assert services.customers.rows([first])[0].grade == "A"


def test_who_referred_can_be_chosen_and_is_never_one_of_the_merged(services: Services) -> None:
    ann, bob = add(services, name="Ann"), add(services, name="Bob")
    first = add(services, referrer=ann)
    second = add(services, referrer=bob)
    third = add(services, referrer=first)
    merger = Merger(services)
    assert merger.preview([first, second, third]).choices["referrer"] == [(first, ann), (second, bob)]
    with services.write(MERGE) as work:
        merger.merge(work, [first, second, third], {"referrer": second})
    assert services.customers.rows([first])[0].referrer_id == bob
    assert merger.preview([first, ann]).values["referrer"] == bob


def test_addresses_that_differ_in_case_only_are_one(services: Services) -> None:
    ids = [add(services, email=["anna@x.com"], tags=["VIP"]), add(services, email=["ANNA@x.com"], tags=["vip", "茶"])]
    values = Merger(services).preview(ids).values
    assert (values["email"], values["tags"]) == (["anna@x.com"], ["VIP", "茶"])


def test_two_halves_of_a_loyal_customer_are_loyal(services: Services) -> None:
    ids = [add(services, stage=stage) for stage in ("lost", "lead", "loyal", "repeat")]
    assert Merger(services).preview(ids).values["stage"] == "loyal"
    assert Merger(services).preview(ids, {"stage": ids[0]}).values["stage"] == "lost"
