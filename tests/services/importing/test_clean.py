"""Names that may be one person, and how headers are recognised."""

from __future__ import annotations

import pytest

from crm_desktop.services.context import Services
from crm_desktop.services.importing import tables
from crm_desktop.services.importing.mapping import Matcher, describe
from crm_desktop.services.importing.names import clearly_different


@pytest.mark.parametrize(
    ("one", "other", "different"),
    [
        ("张伟", "李娜", True),
        ("张伟", "张丽", True),
        ("张小伟", "张小丽", True),
        ("张伟", "张玮", False),
        ("张伟", "张伟(老板)", False),
        ("张先生", "张伟", False),
        ("Ana Müller", "Muller, Ana", False),
        ("Ana Rossi", "José Rossi", True),
        ("Zhang Wei", "张伟", False),
        ("Li Na", "张伟", True),
        ("", "张伟", False),
    ],
)
def test_what_keeps_two_people_apart(one: str, other: str, different: bool) -> None:
    assert clearly_different(one, other) is different
    assert clearly_different(other, one) is different


@pytest.mark.parametrize("entity", ["customers", "orders", "products", "deals", "followups"])
def test_labels_in_both_languages_always_match_their_field(entity: str) -> None:
    spec = tables.spec_of(entity)
    matcher = Matcher(tables.headers(spec), tables.read_only(spec))
    for field in spec.fields:
        for label in (field.name, *tables.both(field.label)):
            assert matcher.recognise(label) == field.name, label


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("姓名", "name"),
        ("*客户姓名", "name"),
        ("手机号码", "phone"),
        ("公司/单位", "company"),
        ("累计消费(元)", "total_spent"),
        ("Full Name", "name"),
        ("E-mail", "email"),
        ("Date of Birth", "birthday"),
        ("下次跟进", "next_follow_up"),
        ("Value (USD)", "deal.amount"),
        ("Phone 1 - Value", "phone"),
        ("随便什么", ""),
    ],
)
def test_headers_of_shops(header: str, target: str) -> None:
    spec = tables.spec_of("customers")
    assert Matcher(tables.headers(spec), []).recognise(header) == target


def test_one_column_for_each_single_field_and_all_phones() -> None:
    spec = tables.spec_of("customers")
    matcher = Matcher(tables.headers(spec), tables.read_only(spec))
    headers = ["客户", "姓名", "手机", "座机", "", "累计消费"]
    targets = matcher.match(headers, [[], [], [], [], ["13812345678", "13912345678"], []], {})
    assert describe(headers, targets) == {
        "客户": "ignored",
        "姓名": "name",
        "手机": "phone",
        "座机": "phone",
        "累计消费": "ignored",
    }


def test_words_for_choices(services: Services) -> None:
    words = tables.choices(services, tables.spec_of("customers"))
    assert [words["grade"][word] for word in ("vip", "老客户", "普通", "潜在", "lead", "customer", "b")] == list(
        "ABBCCBB"
    )
    assert (words["gender"]["女"], words["gender"]["male"], words["kind"]["公司"]) == ("F", "M", "company")
