"""The search finds what a plain scan finds: no misses, no ghosts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.core.errors import Cancelled
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.context import Services, open_services
from crm_desktop.services.listing import ListQuery
from crm_desktop.services.merging import Merger
from tests.people import add_people
from tests.services.scan import holds, sounds

ADD = N_("undo", "Add customer")


@pytest.fixture
def shop(services: Services) -> Services:
    with services.write(ADD) as work:
        create = services.customers.create
        create(work, {"name": "张伟", "company": "上海小红花文具店", "phone": ["138 1234 5678"], "wechat": "zw_88"})
        create(work, {"name": "曾芳艳", "email": ["fang@example.com"], "notes": "要发票，100% 现金", "tags": ["老客"]})
        create(work, {"name": "O'Brien", "code": "A-7", "address": "12 Main Street"})
        create(work, {"name": "伟业装饰", "kind": "company"})
        services.activities.log(work, 2, "call", "问了白牡丹的价格")
    return services


@pytest.mark.parametrize(
    ("text", "best", "matched"),
    [
        ("张", "张伟", "name"),
        ("伟", "伟业装饰", "name"),
        ("zw", "张伟", "pinyin"),
        ("zhangw", "张伟", "pinyin"),
        ("ZENG", "曾芳艳", "pinyin"),
        ("zfy", "曾芳艳", "pinyin"),
        ("小红", "张伟", "company"),
        ("花", "张伟", "company"),
        ("5678", "张伟", "phone"),
        ("123", "张伟", "phone"),
        ("+86 138-1234-5678", "张伟", "phone"),
        ("13812345678", "张伟", "phone"),
        ("zw_8", "张伟", "wechat"),
        ("ang@ex", "曾芳艳", "email"),
        ("A-7", "O'Brien", "code"),
        ("o'b", "O'Brien", "name"),
        ("rien", "O'Brien", "name"),
        ("发票", "曾芳艳", "notes"),
        ("100%", "曾芳艳", "notes"),
        ("老客", "曾芳艳", "tags"),
        ("main", "O'Brien", "address"),
        ("ＺＷ", "张伟", "pinyin"),
        ("張偉", "张伟", "name"),
    ],
)
def test_every_way_to_find_somebody(shop: Services, text: str, best: str, matched: str) -> None:
    result = shop.search.find(text)
    assert result.results[0].title == best
    assert matched in result.results[0].matched
    assert result.total >= len([hit for hit in result.results if hit.kind == "customer"]) > 0


@pytest.mark.parametrize("stored", ["张小敏", "张 小敏", "张　小 敏", "张 小敏店"])
@pytest.mark.parametrize("typed", ["张小敏", "张 小敏", "张　小 敏", "張小", "张", "zxm", "zhangxiaomin"])
def test_blanks_between_the_characters_of_a_name_say_nothing(shop: Services, stored: str, typed: str) -> None:
    with shop.write(ADD) as work:
        customer = shop.customers.create(work, {"name": "张小敏"})
        shop.customers.create(work, {"name": "小敏和张三"})
        deal = shop.deals.create(work, {"title": "Tea", "customer": customer})
    with shop.write(ADD) as work:  # as older versions kept names
        work.execute("UPDATE customer SET name = ? WHERE id = ?", (stored, customer))
    found = shop.search.find(typed).results
    assert customer == next(hit.id for hit in found if hit.title in ("小敏和张三", stored))
    assert {"name", "pinyin"} & set(next(hit for hit in found if hit.id == customer).matched)
    assert customer in shop.listing.ids(ListQuery("customers", search=typed))
    assert deal in [hit.id for hit in found if hit.kind == "deal"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 李 伟  ", "李伟"),
        ("欧阳　小 明", "欧阳小明"),
        ("李伟 先生", "李伟"),
        ("王女士", "王女士"),
        ("上海 花店", "上海 花店"),
        ("Ann\u200b  Lee", "Ann Lee"),
        ("ＡＣＭＥ", "ACME"),
    ],
)
def test_a_typed_name_is_kept_as_one_from_a_file(shop: Services, typed: str, kept: str) -> None:
    with shop.write(ADD) as work:
        one = shop.customers.create(work, {"name": typed})
        shop.customers.update(work, 3, {"name": typed})
    assert [record.name for record in shop.customers.rows([one, 3])] == [kept, kept]
    assert sorted(shop.customers.by_name(kept)) == [3, one]


@pytest.mark.parametrize(
    "text", ["%", "_9", "*", '"', "nowhere", "5679", "张娜", "   ", "a*b", 'x"y', "NEAR(", "zz top"]
)
def test_what_stands_nowhere_is_not_found(shop: Services, text: str) -> None:
    if text == "%":
        assert [hit.title for hit in shop.search.find(text).results] == ["曾芳艳"]
    else:
        assert shop.search.find(text).total == 0


@pytest.mark.parametrize("odd", ["\0", "\ud83d", " \0\udcff "])
def test_signs_that_are_no_text_part_words(shop: Services, odd: str) -> None:
    """A pasted text may hold a NUL or half of an emoji."""
    assert shop.search.find(odd).total == 0
    assert [hit.title for hit in shop.search.find(f"zw{odd}小红").results] == ["张伟"]
    assert shop.listing.count(ListQuery("customers", search=f"{odd}Brien")) == 1
    assert shop.listing.count(ListQuery("customers", search=odd)) == shop.listing.count(ListQuery("customers"))
    with shop.write(ADD) as work:
        shop.customers.create(work, {"name": "Nul\0led"})
    assert [hit.title for hit in shop.search.find("nul").results] == ["Nulled"]
    assert [hit.title for hit in shop.search.find("Nul\0led").results] == ["Nulled"]


def test_words_in_the_timeline_are_found_with_their_customer(shop: Services) -> None:
    hit = shop.search.find("白牡丹").results[0]
    assert (hit.kind, hit.subtitle, hit.customer_id) == ("activity", "曾芳艳", 2)


def test_the_list_filter_matches_what_find_matches(shop: Services) -> None:
    for text in ("张", "伟", "zw", "1234", "fang", "花", "a"):
        listed = shop.listing.ids(ListQuery("customers", search=text))
        found = [hit.id for hit in shop.search.find(text, limit=100, kinds=["customer"]).results]
        assert sorted(listed) == sorted(found)


def test_limit_and_total(shop: Services) -> None:
    with shop.write(ADD) as work:
        add_people(shop, work, [{"name": f"李{n}"} for n in range(50)])
    result = shop.search.find("李", limit=5)
    assert (result.total, len(result.results)) == (50, 5)
    assert result.elapsed_ms > 0


def test_while_typing_great_numbers_are_not_counted(shop: Services) -> None:
    with shop.write(ADD) as work:
        add_people(shop, work, [{"name": f"李{n}"} for n in range(300)] + [{"name": "李", "notes": "x"}])
        add_people(shop, work, [{"name": f"王{n}", "notes": "李"} for n in range(300)])
    quick = shop.search.find("李", limit=5, exact=False)
    assert quick.more
    assert quick.total >= 100
    assert shop.search.find("李").total == 601
    assert quick.results == shop.search.find("李", limit=5).results
    assert quick.results[0].title == "李"
    few = shop.search.find("李29", exact=False)
    assert (few.total, few.more) == (11, False)


def test_two_letters_are_found_however_they_go_on(services: Services) -> None:
    rare = ["an", "x-an", "an-7", "an_1", "an8", "anß", "han8"]
    with services.write(ADD) as work:
        for wechat in rare:
            services.customers.create(work, {"name": "某", "wechat": wechat})
        others = [services.customers.create(work, {"name": "某", "wechat": f"zhang{one}"}) for one in range(90)]
    assert services.search.find("an", 200).total == len(rare) + len(others)
    assert services.search.find("an", 200, exact=False).total == len(rare) + len(others)
    with services.write(ADD) as work:
        many = [services.customers.create(work, {"name": "某", "wechat": f"huan{one}"}) for one in range(90)]
    assert services.search.find("an", 5).total == len(rare) + len(others) + len(many)
    found = services.search.find("an", 5, exact=False)
    assert found.more
    assert len(found.results) == 5


def test_a_renamed_customer_is_found_through_what_belongs_to_it(shop: Services) -> None:
    with shop.write(N_("undo", "Edit customer")) as work:
        shop.customers.update(work, 1, {"next_follow_up": shop.clock.today()})
    with shop.write(N_("undo", "Edit customer")) as work:
        shop.customers.update(work, 1, {"name": "欧阳娜"})
    assert {hit.kind for hit in shop.search.find("oyn").results} == {"customer", "followup"}
    assert {hit.kind for hit in shop.search.find("zhangwei").results} == set()


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单雄信", ["shan", "sxx", "shanxiong"]), ("曾国", ["zeng", "zg"]), ("解珍", ["xie"]), ("仇和", ["qiu"]),
        ("查良镛", ["zha", "zly"]), ("区静", ["ou", "oj"]), ("朴树", ["piao", "ps"]), ("任盈", ["ren"]),
        ("盖茨", ["ge"]),
        ("尉迟恭", ["yuchi", "ycg"]), ("长孙无忌", ["zhangsun", "zswj"]), ("單小姐", ["shan", "单"]),
        ("ABC公司", ["abc", "bc公"]), ("張偉", ["张伟", "張", "zw"]), ("Müller", ["MÜLL", "müller"]),
        ("欧阳锋", ["ouyang", "oyf"]), ("重庆小面", ["chongqing", "cqxm"]),
    ],
)  # fmt: skip
def test_every_reading_of_a_name(services: Services, name: str, typed: list[str]) -> None:
    with services.write(ADD) as work:
        services.customers.create(work, {"name": name})
        services.customers.create(work, {"name": "佟丽娅"})
    for text in typed:
        assert [hit.title for hit in services.search.find(text).results] == [name], text


@pytest.mark.parametrize(
    "typed",
    ["138", "1380", "571 20", "13805712046", "138 0571 2046", "138-0571-2046", "+86 13805712046", "008613805712046",
     "86138057", "861380571204", "(138) 0571.2046", "１３８０５７１", "2046", "046"],
)  # fmt: skip
def test_any_digits_of_a_phone_however_they_are_typed(services: Services, typed: str) -> None:
    with services.write(ADD) as work:
        services.customers.create(work, {"name": "张伟", "phone": ["13805712046"]})
        services.customers.create(work, {"name": "李娜", "phone": ["13911112222"]})
    assert [hit.title for hit in services.search.find(typed).results] == ["张伟"]
    assert services.search.find(typed).results[0].matched == ("phone",)


def test_digits_and_dashes_are_also_looked_for_as_they_stand(shop: Services) -> None:
    with shop.write(ADD) as work:
        shop.customers.update(work, 4, {"code": "100-2", "notes": "下次 2026-12-24 到店"})
        order = shop.orders.create(work, {"customer": 4, "lines": [{"product": "茶", "price": 100}]})
        deal = shop.deals.create(work, {"title": "门头", "customer": 4})
    for text in ("100-2", "2026-12-24", "12-24"):
        assert [hit.id for hit in shop.search.find(text, kinds=["customer"]).results] == [4]
    number = shop.orders.get(order).number
    for text in (number, number[1:], number[-6:]):
        assert order in [hit.id for hit in shop.search.find(text, kinds=["order"]).results]
    assert [hit.id for hit in shop.search.find(shop.deals.get(deal).number).results] == [deal]


def test_own_fields_are_found(services: Services) -> None:
    with services.write(ADD) as work:
        services.custom_fields.add(work, "customers", "Plate", "text")
        services.customers.create(work, {"name": "张伟", "plate": "浙A·88K66"})
    assert [hit.title for hit in services.search.find("88k").results] == ["张伟"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("李娜", ["李娜", "李娜娜", "小李娜"]),
        ("zw", ["张伟", "张伟业", "马张伟"]),
        ("zhangwei", ["张伟", "张伟业", "马张伟"]),
        ("ann", ["Ann", "Anna", "Joanna"]),
        ("2046", ["尾号", "内含"]),
        ("小红", ["小红", "小红花店", "老板"]),
    ],
)
def test_the_best_comes_first_however_old_it_is(services: Services, typed: str, names: list[str]) -> None:
    """The whole before the beginning before the inside; the name before phones and codes before notes."""
    with services.write(ADD) as work:
        for values in (
            {"name": "李娜"}, {"name": "张伟"}, {"name": "Ann"}, {"name": "小红"},
            {"name": "尾号", "phone": ["13805712046"]},
            {"name": "李娜娜"}, {"name": "张伟业"}, {"name": "Anna"}, {"name": "小红花店"},
            {"name": "内含", "phone": ["13820460571"]}, {"name": "小李娜"}, {"name": "马张伟"}, {"name": "Joanna"},
            {"name": "老板", "company": "上海小红花"}, {"name": "备注", "notes": "2046"},
        ):  # fmt: skip
            services.customers.create(work, values)
        add_people(services, work, [{"name": f"路人{n}", "notes": f"{typed} 很多"} for n in range(80)])
    assert [hit.title for hit in services.search.find(typed, limit=30).results][: len(names)] == names


_text = st.text(alphabet="张伟李小红花茶重庆单曾abAB12 .%_-'é張偉Ａ", max_size=10)
_digits = st.text(alphabet="0123456789", min_size=7, max_size=7)
_customers = st.fixed_dictionaries(
    {"name": _text.filter(str.strip)},
    optional={
        "company": _text, "notes": _text, "wechat": _text, "region": _text, "address": _text,
        "phone": _digits.map(lambda text: [f"1380{text}"]), "tags": st.lists(_text.filter(str.strip), max_size=2),
    },
)  # fmt: skip
_needles = st.one_of(
    _text,
    st.text(alphabet="zhangweilxquscb", min_size=1, max_size=4),
    st.text(alphabet="0123456789 -+", min_size=1, max_size=8),
)


def _texts(services: Services, customer_id: int) -> tuple[list[str], tuple[str, ...], list[str]]:
    one = services.customers.rows([customer_id])[0]
    texts = [one.name, one.company, one.code, one.wechat, one.address, one.region, one.industry, one.preferences]
    texts += [one.special_requirements, one.notes, *one.tags, *one.email, *sounds(one.name, one.company)]
    return texts, one.phone, [f"{one.name} {one.company}", f"{one.wechat} {one.code}"]


def check_against_a_scan(services: Services, needles: list[str]) -> None:
    live = services.listing.ids(ListQuery("customers"))
    docs = {one: _texts(services, one) for one in live}
    for text in needles:
        expected = {one for one, (texts, phones, names) in docs.items() if holds(text, texts, phones, names)}
        result = services.search.find(text, limit=200, kinds=["customer"])
        assert {hit.id for hit in result.results} == expected, text
        assert result.total == len(expected)
        if text.strip():
            assert set(services.listing.ids(ListQuery("customers", search=text))) == expected


@settings(max_examples=60)
@given(
    given_=st.lists(_customers, min_size=1, max_size=8), needles=st.lists(_needles, min_size=1, max_size=8), n=st.data()
)
def test_search_equals_a_scan_of_everything(
    given_: list[dict[str, Any]], needles: list[str], n: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No misses and no ghosts, also after edits, deletes, restores, merges and their undo."""
    services = open_services(tmp_path_factory.mktemp("shop") / "data")
    texts = [str(value) for values in given_ for value in values.values() if isinstance(value, str) and value]
    parts = [text[n.draw(st.integers(0, len(text) - 1)) :] for text in texts[:3]]
    needles = [*needles, *parts, *(text[:2] for text in texts)]
    try:
        with services.write(ADD) as work:
            ids = [services.customers.create(work, values) for values in given_]
        check_against_a_scan(services, needles)
        with services.write(N_("undo", "Edit customers")) as work:
            services.customers.update(work, ids[0], {"name": given_[-1]["name"], "notes": "曾 12-34"})
            services.customers.delete(work, ids[-1])
        check_against_a_scan(services, [*needles, "12-34", "zeng"])
        if len(ids) > 2:
            with services.write(N_("undo", "Merge")) as work:
                Merger(services).merge(work, ids[:2])
            check_against_a_scan(services, needles)
            services.history.undo_last()
        services.history.undo_last()
        check_against_a_scan(services, needles)
        services.history.undo_last()
        assert services.search.find(needles[0]).total == 0
        services.history.redo_last()
        check_against_a_scan(services, needles)
    finally:
        services.close()


def test_the_index_is_read_ahead_within_bounds(services: Services) -> None:
    with services.write(ADD) as work:
        add_people(services, work, ({"name": f"Customer {n}", "notes": "She likes tea " * 20} for n in range(60)))
    whole = services.search.warm(JobContext())
    assert whole > 5_000
    part = services.search.warm(JobContext(), limit=whole // 2)
    assert whole // 2 <= part < whole
    cancelled = JobContext()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        services.search.warm(cancelled)
