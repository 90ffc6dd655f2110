"""Customers through the service: values are checked, tidied, kept and found again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services

ADD = N_("undo", "Add customer")


def add(services: Services, **values: object) -> int:
    with services.write(ADD) as work:
        return services.customers.create(work, {"name": "张伟", **values})


def test_every_field_comes_back_in_its_stored_shape(services: Services) -> None:
    referrer = add(services, name="王秀英")
    values = {
        "code": "VIP-7",
        "name": " 沈若兰 ",
        "kind": "person",
        "company": "墨池书院",
        "phone": ["138 0571-2046", "0571-88880000"],
        "email": ["ruolan@example.com"],
        "wechat": "ruolan_sh",
        "gender": "F",
        "birthday": "农历三月初八",
        "address": "文三路168号",
        "region": "杭州",
        "industry": "教育",
        "source": "朋友介绍",
        "grade": "A",
        "stage": "repeat",
        "owner": "周倩",
        "tags": ["白茶", "茶友", "白茶"],
        "preferred_channel": "call",
        "referrer": referrer,
        "preferences": "白茶",
        "special_requirements": "不要塑料包装",
        "notes": "多半是白茶",
        "next_follow_up": date(2026, 9, 25),
    }
    found = services.customers.rows([add(services, **values)])[0]
    assert (found.code, found.name, found.kind, found.company) == ("VIP-7", "沈若兰", "person", "墨池书院")
    assert found.phone == ("+8613805712046", "+8657188880000")
    assert found.email == ("ruolan@example.com",)
    assert found.birthday == "L--03-08"
    assert (found.owner, found.tags, found.referrer, found.referrer_id) == (
        "周倩",
        ("白茶", "茶友"),
        "王秀英",
        referrer,
    )
    assert found.next_follow_up == date(2026, 9, 25)
    assert (found.special_requirements, found.notes, found.grade) == ("不要塑料包装", "多半是白茶", "A")


def test_all_problems_are_named_at_once_and_nothing_is_stored(services: Services) -> None:
    bad = {
        "name": " ",
        "phone": ["not a phone"],
        "email": ["nobody"],
        "birthday": "1988-02-30",
        "grade": "Z",
        "gender": "x",
        "referrer": "Nobody",
    }
    with pytest.raises(ValidationError) as caught:
        add(services, **bad)
    assert set(caught.value.problems) == {"name", "phone", "email", "birthday", "grade", "gender", "referrer"}
    assert services.db.execute_sql("SELECT count(*) FROM customer").fetchone()[0] == 0


def test_a_number_is_unique_among_live_customers_only(services: Services) -> None:
    first = add(services, code="A1")
    with pytest.raises(ValidationError) as caught:
        add(services, code="A1")
    assert set(caught.value.problems) == {"code"}
    with services.write(ADD) as work:
        services.customers.delete(work, first)
    second = add(services, code="A1")
    with services.write(ADD) as work:
        services.customers.restore(work, first)
    codes = [customer.code for customer in services.customers.rows([first, second])]
    assert codes[1] == "A1"
    assert codes[0] != "A1"


def test_numbers_are_given_and_skip_taken_ones(services: Services) -> None:
    add(services, code="C00002")
    assert services.customers.rows([add(services)])[0].code == "C00003"
    add(services, code="C00004")
    assert services.customers.rows([add(services)])[0].code == "C00005"


def test_next_follow_up_plans_moves_and_cancels(services: Services, clock: FixedClock) -> None:
    today = clock.today()
    customer = add(services, next_follow_up=today)
    with services.write(ADD) as work:
        services.customers.update(work, customer, {"next_follow_up": today + timedelta(days=3)})
    assert services.customers.rows([customer])[0].next_follow_up == today + timedelta(days=3)
    assert services.db.execute_sql("SELECT count(*) FROM follow_up").fetchone()[0] == 1
    with services.write(ADD) as work:
        services.customers.update(work, customer, {"next_follow_up": None})
    assert services.customers.rows([customer])[0].next_follow_up is None


def test_look_alikes_by_phone_in_another_shape_email_and_name(services: Services) -> None:
    known = add(services, phone=["13805712046"], email=["a@example.com"])
    for values in ({"phone": ["+86 138-0571-2046"]}, {"email": ["A@example.com"]}, {"name": "张伟"}):
        assert [c.id for c in services.customers.look_alikes(values)] == [known]
    assert services.customers.look_alikes({"phone": ["13805712046"]}, skip=known) == []
    assert services.customers.look_alikes({"name": "李娜", "phone": ["13805712047"]}) == []


def test_tags_are_added_removed_and_suggested(services: Services) -> None:
    ids = [add(services, tags=["茶友"]), add(services)]
    with services.write(ADD) as work:
        services.customers.add_tag(work, ids, "白茶")
        services.customers.remove_tag(work, ids, "茶友")
    assert [c.tags for c in services.customers.rows(ids)] == [("白茶",), ("白茶",)]
    assert services.customers.suggestions("tags") == ["白茶"]
    assert sorted(services.customers.with_key("tag", "白茶")) == ids


def test_timeline_is_newest_first_and_counts_last_contact(services: Services, clock: FixedClock) -> None:
    customer = add(services)
    with services.write(ADD) as work:
        services.activities.log(work, customer, "note", "只是笔记")
    assert services.customers.rows([customer])[0].last_contact is None
    clock.advance(timedelta(days=1))
    with services.write(ADD) as work:
        services.activities.log(work, customer, "call", "问新茶", response="中秋前来看看", staff="周倩")
    entries = services.activities.timeline(customer)
    assert [(e.kind, e.type, e.staff) for e in entries] == [("activity", "call", "周倩"), ("activity", "note", "")]
    assert entries[0].text == "问新茶\n中秋前来看看"
    assert services.customers.rows([customer])[0].last_contact == clock.today()
    assert services.activities.timeline(customer, limit=1, offset=1)[0].type == "note"
    assert services.activities.timeline_count(customer) == 2
    with pytest.raises(ValidationError), services.write(ADD) as work:
        services.activities.log(work, customer, "call", "  ")


def test_custom_grades_are_kept_and_unknown_ones_refused(services: Services) -> None:
    with services.write(ADD) as work:
        key = services.choices.add(work, "grade", "Gold")
        assert services.choices.add(work, "grade", "gold") == key
    customer = add(services, grade=key)
    assert services.customers.rows([customer])[0].grade == "Gold"
    assert [str(choice.label) for choice in services.choices.entries("grade")][-1] == "Gold"
    with services.write(ADD) as work:
        services.choices.replace(work, "grade", [("A", ""), ("Gold", "金牌")])
    assert services.choices.label("grade", "Gold") == "金牌"
    assert services.choices.label("grade", "B") == "Regular"


def test_every_field_can_be_changed_and_saving_the_same_changes_nothing(services: Services) -> None:
    customer = add(services, phone=["13805712046"], tags=["茶友"])
    patch = {
        "owner": "周倩",
        "phone": ["13805712047"],
        "email": ["a@b.cn"],
        "tags": ["白茶"],
        "referrer": add(services, name="王秀英"),
    }
    for expected in (True, False):
        with services.write(ADD) as work:
            assert services.customers.update(work, customer, patch) is expected
    found = services.customers.rows([customer])[0]
    assert (found.owner, found.phone, found.referrer) == ("周倩", ("+8613805712047",), "王秀英")
    assert services.search.find("12046").total == 0
