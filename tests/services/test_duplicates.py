"""Look-alikes: while somebody is typed, over the whole base, and kept apart for good."""

from __future__ import annotations

from typing import Any

import pytest

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.duplicates import Duplicates
from crm_desktop.services.merging import Merger
from crm_desktop.services.not_same import NotSameService
from tests.people import add_people

ADD = N_("undo", "Add customer")
APART = N_("undo", "Keep look-alikes apart")


def add(services: Services, **values: object) -> int:
    with services.write(ADD) as work:
        return services.customers.create(work, {"name": "张伟", **values})


@pytest.fixture
def shop(services: Services) -> Services:
    add(services, name="张伟", phone=["13805712046"], email=["zw@example.com"], wechat="wx_zhangw")
    add(services, name="Anna Maria Smith", phone=["+1 415 555 3233"])
    add(services, name="小 红花", phone=["0571-88880000"])
    add(services, name="陈国华", phone=["13700002222"])
    return services


@pytest.mark.parametrize(
    ("typed", "who", "why"),
    [
        ({"phone": ["138 0571 2046"]}, "张伟", "same phone"),
        ({"phone": ["+86-13805712046"], "name": "小"}, "张伟", "same phone"),
        ({"phone": ["８６１３８０５７１２０４６"]}, "张伟", "same phone"),
        ({"phone": ["8888 0000"], "name": "小"}, "小 红花", "same phone without area code"),
        ({"email": ["ZW@Example.com"]}, "张伟", "same e-mail"),
        ({"wechat": "WX_zhangw"}, "张伟", "same WeChat"),
        ({"name": "张伟"}, "张伟", "same name"),
        ({"name": "張偉"}, "张伟", "same name"),
        ({"name": "章薇"}, "张伟", "name sounds the same"),
        ({"name": "Zhang Wei"}, "张伟", "name sounds the same"),
        ({"name": "zhangwei"}, "张伟", "name sounds the same"),
        ({"name": "张 伟"}, "张伟", "name sounds the same"),
        ({"name": "Wei Zhang"}, "张伟", "first and last name swapped"),
        ({"name": "伟张"}, "张伟", "first and last name swapped"),
        ({"name": "smith, anna maria"}, "Anna Maria Smith", "first and last name swapped"),
        ({"name": "小红花"}, "小 红花", "name sounds the same"),
    ],
)
def test_the_hint_while_typing(shop: Services, typed: dict[str, Any], who: str, why: str) -> None:
    found = Duplicates(shop).like(typed)
    assert [customer.name for customer, _ in found][:1] == [who]
    assert why in [str(reason) for reason in found[0][1].reasons]
    assert [customer.name for customer in shop.customers.look_alikes(typed)][:1] == [who]


@pytest.mark.parametrize(
    "typed",
    [{"name": "李娜"}, {"name": ""}, {"phone": ["138"]}, {"phone": ["abc"]}, {"name": "Anna"}, {"wechat": "wx_zhang"},
     {"name": "张伟业"}, {"email": ["zw@example.org"]}, {}],
)  # fmt: skip
def test_nobody_is_accused_without_a_reason(shop: Services, typed: dict[str, Any]) -> None:
    assert Duplicates(shop).like(typed) == []


def test_the_customer_itself_and_those_known_to_be_others_are_no_look_alikes(shop: Services) -> None:
    twin = add(shop, name="张伟", phone=["13805712046"])
    values = {"name": "张伟", "phone": ["13805712046"]}
    assert [customer.id for customer, _ in Duplicates(shop).like(values, skip=twin)] == [1]
    with shop.write(APART) as work:
        NotSameService(shop).keep_apart(work, twin, 1)
    assert Duplicates(shop).like(values, skip=twin) == []
    assert len(Duplicates(shop).like(values)) == 2
    with shop.write(ADD) as work:
        shop.customers.delete(work, 1)
    assert [customer.id for customer, _ in Duplicates(shop).like(values)] == [twin]


def test_two_people_stay_two_until_it_is_taken_back(services: Services) -> None:
    first, second = add(services, phone=["13805712046"]), add(services, phone=["13805712046"])
    apart = NotSameService(services)
    assert len(Duplicates(services).scan()) == 1
    with services.write(APART) as work:
        apart.keep_apart(work, second, first)
    assert Duplicates(services).scan() == []
    assert [(pair.first, pair.second) for pair in apart.all()] == [(first, second)]
    services.history.undo(work.id)
    assert len(Duplicates(services).scan()) == 1
    services.history.redo_last()
    assert Duplicates(services).scan() == []
    with services.write(N_("undo", "Look-alikes again")) as work:
        assert apart.take_back(work, first, second)
        assert not apart.take_back(work, first, second)
    assert len(Duplicates(services).scan()) == 1
    for pair in ((first, first), (first, 999)):
        with pytest.raises(UserError), services.write(APART) as work:
            apart.keep_apart(work, *pair)


def test_what_was_kept_apart_from_the_merged_one_stays_apart_from_the_one(services: Services) -> None:
    first, second, third = (add(services, phone=["13805712046"]) for _ in range(3))
    apart = NotSameService(services)
    with services.write(APART) as work:
        apart.keep_apart(work, second, third)
    with services.write(N_("undo", "Merge")) as work:
        Merger(services).merge(work, [first, second])
    assert Duplicates(services).scan() == []
    services.history.undo(work.id)
    assert {(pair.first, pair.second) for pair in Duplicates(services).scan()} == {(first, second), (first, third)}


def test_the_points_add_up_to_the_score(shop: Services) -> None:
    add(shop, name="章伟", phone=["13805712046"], email=["zw@example.com"])
    pair = Duplicates(shop).scan()[0]
    assert pair.points == (60, 50, 22)
    assert len(pair.points) == len(pair.reasons)
    assert pair.score == 100


def test_landlines_with_and_without_area_code_and_the_number_of_an_office(services: Services) -> None:
    first = add(services, name="王芳", phone=["0571-88880000"])
    second = add(services, name="王芳", phone=["88880000"])
    with services.write(ADD) as work:
        office = add_people(services, work, [{"name": f"Worker {n}", "phone": ["+861054340612"]} for n in range(60)])
    twice = add(services, name="worker 5", phone=["010-54340612"])
    found = {(pair.first, pair.second) for pair in Duplicates(services).scan()}
    assert found == {(first, second), (office[5], twice)}
