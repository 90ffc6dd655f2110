from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from crm_desktop.core import pinyin_data, text


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("张伟", "zhangwei", "zw"),
        ("单娜明", "shannaming", "snm"),
        ("曾芳艳", "zengfangyan", "zfy"),
        ("解霞静", "xiexiajing", "xxj"),
        ("仇英", "qiuying", "qy"),
        ("查娟", "zhajuan", "zj"),
        ("区小军", "ouxiaojun", "oxj"),
        ("翟天临", "zhaitianlin", "ztl"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("欧阳娜娜", "ouyangnana", "oynn"),
        ("单位食堂", "danweishitang", "dwst"),
        ("查询", "chaxun", "cx"),
        ("解决", "jiejue", "jj"),
        ("重庆小面", "chongqingxiaomian", "cqxm"),
        ("中国银行", "zhongguoyinhang", "zgyh"),
        ("朝阳小学", "chaoyangxiaoxue", "cyxx"),
        ("吕布", "lvbu", "lb"),
        ("张伟 A店", "zhangweiadian", "zwad"),
        ("Ana Müller", "", ""),
        ("", "", ""),
    ],
)
def test_names_are_read_as_people_read_them(name: str, full: str, initials: str) -> None:
    assert text.pinyin_full(name) == full
    assert text.pinyin_initials(name) == initials


def test_the_table_is_what_pypinyin_says() -> None:
    table = pinyin_data.readings()
    stored = text._table()
    assert stored.chars == table
    for char, syllable in random.Random(1).sample(sorted(table.items()), 500):
        assert lazy_pinyin(char) == [syllable]


def test_texts_without_surnames_agree_with_pypinyin() -> None:
    for sample in ("上海小红花文具店", "长沙米粉", "音乐教室", "成都火锅", "第三小学", "王轩商贸有限公司"):
        assert text.pinyin_full(sample) == "".join(lazy_pinyin(sample))


def test_chinese_sorts_by_reading_among_other_names() -> None:
    names = ["张伟", "Émile", "单芳", "Bob", "阿明", "章伟"]
    assert sorted(names, key=text.sort_key) == ["阿明", "Bob", "Émile", "单芳", "张伟", "章伟"]


def test_folding_makes_width_case_and_spaces_equal() -> None:
    assert text.fold("  ＡＢ　c\nStraße ") == "ab c strasse"


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(value: str) -> None:
    once = text.fold(value)
    assert text.fold(once) == once or "\u0345" in value or once != value.casefold()
    text.sort_key(value)
    text.pinyin_full(value)


def test_a_hundred_thousand_names_take_seconds_not_minutes() -> None:
    names = [f"张{chr(0x4E00 + i % 3000)}{chr(0x5000 + i % 2777)}" for i in range(20_000)]
    start = time.perf_counter()
    for name in names:
        text.pinyin_full(name)
        text.pinyin_initials(name)
        text.sort_key(name)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("given", "expected"),
    [("張偉", "张伟"), ("陳國華", "陈国华"), ("臺北", "台北"), ("張三 ＡＢＣ", "张三 abc"), ("龍井", "龙井")],
)
def test_traditional_characters_compare_as_simplified(given: str, expected: str) -> None:
    assert text.fold(given) == text.fold(expected) == expected
