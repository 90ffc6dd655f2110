"""The search finds what a plain scan finds: no misses, no ghosts."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.core.i18n import N_
from crm_desktop.core.text import fold
from crm_desktop.services.context import Services, open_services
from crm_desktop.services.listing import ListQuery
from crm_desktop.services.search import terms

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


@pytest.mark.parametrize(
    "text", ["%", "_9", "*", '"', "nowhere", "5679", "张娜", "   ", "a*b", 'x"y', "NEAR(", "zz top"]
)
def test_what_stands_nowhere_is_not_found(shop: Services, text: str) -> None:
    if text == "%":
        assert [hit.title for hit in shop.search.find(text).results] == ["曾芳艳"]
    else:
        assert shop.search.find(text).total == 0


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
        shop.customers.bulk_create(work, [{"name": f"李{n}"} for n in range(50)])
    result = shop.search.find("李", limit=5)
    assert (result.total, len(result.results)) == (50, 5)
    assert result.elapsed_ms > 0


def test_a_renamed_customer_is_found_through_what_belongs_to_it(shop: Services) -> None:
    with shop.write(N_("undo", "Edit customer")) as work:
        shop.customers.update(work, 1, {"next_follow_up": shop.clock.today()})
    with shop.write(N_("undo", "Edit customer")) as work:
        shop.customers.update(work, 1, {"name": "欧阳娜"})
    assert {hit.kind for hit in shop.search.find("oyn").results} == {"customer", "followup"}
    assert {hit.kind for hit in shop.search.find("zhangwei").results} == set()


_text = st.text(alphabet="张伟李小红花茶abAB12 .%_'é单", min_size=1, max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(_text.filter(str.strip), min_size=1, max_size=8), needles=st.lists(_text, min_size=1, max_size=6))
def test_name_search_equals_a_scan(
    names: list[str], needles: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    services = open_services(tmp_path_factory.mktemp("shop") / "data")
    try:
        with services.write(ADD) as work:
            services.customers.bulk_create(
                work, [{"name": " ".join(name.split()), "code": f"§{n}"} for n, name in enumerate(names)]
            )
        for needle in needles:
            words = terms(needle)
            found = {
                hit.title
                for hit in services.search.find(needle, limit=100, kinds=["customer"]).results
                if "name" in hit.matched
            }
            expected = {
                " ".join(n.split())
                for n in names
                if words and all(any(w in part for part in fold(n).split()) for w in words)
            }
            assert expected <= {hit.title for hit in services.search.find(needle, limit=100).results}
            if len(words) == 1:
                assert found == {
                    " ".join(n.split()) for n in names if any(words[0] in part for part in fold(n).split())
                }
    finally:
        services.close()
