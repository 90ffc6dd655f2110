# ruff: noqa: E501 - tables of cells
"""Cleaning: nothing is guessed silently, nothing is lost, and what is clean stays as it is."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.core import names, phones, regions
from crm_desktop.core.entities import ENTITIES
from crm_desktop.core.i18n import Text
from crm_desktop.services.context import Services
from crm_desktop.services.importing import notes, tables, tasks
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.clean import ColumnCleaner, Setting, Target
from crm_desktop.services.importing.evidence import Evidence
from crm_desktop.services.importing.model import ImportOptions
from tests.services.importing.files import csv_file, workbook

SETTING = Setting("CN", "CNY", date(2026, 9, 23), {"gender": {"女": "F", "女士": "F", "男": "M"}}, tables.yes_no())
TYPES = {(spec.name, name): target for spec in ENTITIES for name, target in tasks.types(spec).items()}


def clean(target: Target, *values: Any, setting: Setting = SETTING) -> tuple[list[Any], dict[int, Text]]:
    evidence = Evidence({value for value in values if isinstance(value, str)})
    return ColumnCleaner(target, setting, evidence).column(values)


def one(field: str, value: Any, entity: str = "customers") -> Any:
    (found,), errors = clean(TYPES[entity, field], value)
    return errors[0].source if errors else found


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("张 伟", "张伟"), ("张　伟 先生", "张伟"), ("欧阳 小红女士", "欧阳小红"), ("王女士", "王女士"), ("王 晓 明", "王晓明"),
        ("欧阳先生", "欧阳先生"), ("Mr. John Smith", "John Smith"), ("Mr Smith", "Mr Smith"), ("阳光 幼儿园", "阳光 幼儿园"),
        ("茶颜先生", "茶颜先生"), ("  Ana \u200b  Müller ", "Ana Müller"), ("ＡＢＣ（上海）", "ABC（上海）"), ("何明（老板）", "何明（老板）"),
    ],
)  # fmt: skip
def test_names(written: str, kept: str) -> None:
    assert one("name", written) == kept
    assert one("name", kept) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("'13812345678", ["+8613812345678"]),
        ("１３８１２３４５６７８", ["+8613812345678"]),
        ("13812345678.0", ["+8613812345678"]),
        (13812345678.0, ["+8613812345678"]),
        ("138 1234 5678 ::: 010-54340612", ["+8613812345678", "+861054340612"]),
        ("0571-87654321-802", ["+8657187654321;ext=802"]),
        ("无", None),
        ("——", None),
        ("186******05", "Some digits of this number are hidden"),
        ("138xxxx5678", "Some digits of this number are hidden"),
        ("1.38E+10", "Excel lost the last digits of this number"),
    ],
)
def test_phones(written: Any, kept: Any) -> None:
    assert one("phone", written) == kept


@pytest.mark.parametrize(
    ("address", "region"),
    [
        ("浙江省杭州市西湖区文三路1号", "浙江杭州"), ("杭州西湖区文三路", "浙江杭州"), ("上海市黄浦区", "上海"), ("北京朝阳区", "北京"),
        ("吉林市船营区", "吉林吉林"), ("新疆维吾尔自治区喀什地区", "新疆喀什"), ("内蒙古呼和浩特", "内蒙古呼和浩特"), ("山东省", "山东"),
        ("浙江 杭州 余杭区", "浙江杭州"), ("南京路12号", ""), ("中山北路202号", ""), ("朝阳区建国路小区", ""), ("中山市场路", ""),
        ("湖南路3号", ""), ("12 Main St", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_region_of_an_address(address: str, region: str) -> None:
    assert regions.of_address(address) == region


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("birthday", "0/0/00", None), ("birthday", "0000-00-00", None), ("birthday", "0000-00-00 00:00:00", None),
        ("birthday", "1900-02-30", "There is no such day"), ("gender", "-", None), ("wechat", "无", None), ("name", "无", "无"),
        ("notes", "无", "无"), ("company", "N/A", None), ("email", "Ana Müller <ana@x.org>", ["ana@x.org"]),
        ("email", "mailto:a@b.cn ::: c@d.cn", ["a@b.cn", "c@d.cn"]), ("tags", "* myContacts ::: Friends ::: * VIP", ["Friends", "VIP"]),
        ("code", "Ａ００１", "A001"), ("address", "文三路１２号", "文三路12号"),
    ],
)  # fmt: skip
def test_other_cells(field: str, value: str, kept: Any) -> None:
    assert one(field, value) == kept


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("phone", "13812345678/13912345678", notes.SEVERAL), ("phone", "１３８１２３４５６７８", notes.WIDTH),
        ("phone", "010-54340612转8", notes.EXTENSION), ("phone", "手机：13812345678", notes.BESIDE),
        ("phone", "Tel: 13812345678", notes.BESIDE), ("phone", "13812345678.0", notes.WHOLE), ("phone", "87654321", notes.LOCAL),
        ("phone", "13812345678（微信同号）", notes.BESIDE), ("phone", "13812345678(手机) 0531-88886666(家)", notes.PARTED),
        ("phone", "0531/88886666（家）", notes.BESIDE), ("birthday", "5.7.1975", notes.DOTS),
        ("phone", "无", notes.NOTHING), ("name", "张伟先生", notes.TITLE), ("name", "张 伟", notes.SPACES),
        ("wechat", "ｗｘ_1", notes.WIDTH), ("birthday", 33119.0, notes.SERIAL), ("birthday", "农历八月十五", notes.LUNAR),
        ("birthday", "6月7日", notes.NO_YEAR), ("next_follow_up", "44-11-30", notes.CENTURY),
        ("next_follow_up", "2026-11-30 14:00", notes.NO_TIME), ("birthday", datetime(1990, 1, 2, 8, 0), notes.NO_TIME),
        ("deal.amount", "1.2万", notes.TIMES), ("deal.amount", "(1,200)", notes.NEGATIVE), ("deal.amount", "$980", notes.FOREIGN),
        ("deal.amount", "1.239", notes.ROUNDED), ("deal.amount", "12,5", notes.DECIMALS), ("gender", "女士", notes.CALLED),
        ("email", "Ana <ana@x.org>", notes.ADDRESS), ("email", "a@b.cn c@d.cn", notes.SEVERAL),
    ],
)  # fmt: skip
def test_every_change_is_told(field: str, value: Any, reason: Text) -> None:
    target = TYPES["customers", field]
    (kept,), errors = clean(target, value)
    assert not errors
    found = notes.explain(target, value, kept, SETTING)
    assert found is not None
    assert found.source == reason.source


@pytest.mark.parametrize(
    ("field", "value"),
    [("phone", "138 1234 5678"), ("phone", 13812345678.0), ("phone", "+86 138-1234-5678"), ("name", "何明"),
     ("phone", "0531/88886666"), ("birthday", "25.12.1985"), ("birthday", "1990-01-02"), ("birthday", "1977.10.4"), ("deal.amount", "¥1,838.48"), ("deal.amount", 17.5),
     ("email", "a@b.cn"), ("tags", "a;b"), ("notes", " x ")],
)  # fmt: skip
def test_what_says_the_same_is_not_told(field: str, value: Any) -> None:
    target = TYPES["customers", field]
    (kept,), _ = clean(target, value)
    assert notes.explain(target, value, kept, SETTING) is None


def test_dots_are_told_by_what_became_of_them() -> None:
    target = TYPES["customers", "birthday"]
    for other, kept, reason in (("12/25/1985", "1975-07-05", notes.DOTS), ("12.25.1985", "1975-05-07", notes.ORDER)):
        found, errors = clean(target, "5.7.1975", other)
        assert (found, errors) == ([kept, "1985-12-25"], {})
        assert notes.explain(target, "5.7.1975", kept, SETTING) is reason


def test_the_check_tells_what_was_changed_with_examples(services: Services, tmp_path: Path) -> None:
    rows = [["姓名", "电话", "生日", "地址", "微信号"]]
    rows += [["张伟 先生", "13812345678/13912345678", "农历八月十五", "杭州市西湖区文三路1号", "无"]]
    rows += [[f"李{name}", f"1371234567{i}", "1990-01-02", "中山北路2号", "wx"] for i, name in enumerate("一二三")]
    path = workbook(tmp_path / "a.xlsx", rows)
    told = import_file(services, path, ImportOptions(dry_run=True)).to_json()["cleaned"]
    assert {(note["column"], note["count"]) for note in told} == {
        ("姓名", 1),
        ("电话", 1),
        ("生日", 1),
        ("地址", 1),
        ("微信号", 1),
    }
    (phone,) = (note for note in told if note["column"] == "电话")
    assert phone["examples"] == [
        {"row": 2, "before": "13812345678/13912345678", "after": "138 1234 5678; 139 1234 5678"}
    ]
    (born,) = (note for note in told if note["column"] == "生日")
    assert born["examples"][0]["after"] == "lunar day 15 of month 8"
    (place,) = (note for note in told if note["column"] == "地址")
    assert place["examples"][0]["after"] == "浙江杭州"
    result = import_file(services, path, ImportOptions(tag=False))
    assert (result.created, result.notes) == (4, [])
    assert [row[0] for row in services.db.execute_sql("SELECT region FROM customer ORDER BY id")] == [
        "浙江杭州",
        "",
        "",
        "",
    ]
    assert [hit.title for hit in services.search.find("浙江杭州").results] == ["张伟"]
    again = import_file(services, path, ImportOptions(existing="overwrite", tag=False))
    assert (again.created, again.updated, again.unchanged) == (0, 0, 4)


def test_only_choices_that_are_called_otherwise_are_told(services: Services, tmp_path: Path) -> None:
    text = "姓名,等级,性别\n张伟,VIP,男\n何明,老客户,女士\n单娜,regular,F\n"
    notes_ = import_file(services, csv_file(tmp_path / "a.csv", text), ImportOptions(dry_run=True)).notes
    assert [(note.header, note.count, note.examples) for note in notes_] == [
        ("等级", 1, ((3, "老客户", "Regular"),)),
        ("性别", 1, ((3, "女士", "Female"),)),
    ]


def test_a_name_kept_by_hand_is_not_tidied_by_its_own_export(services: Services, tmp_path: Path) -> None:
    from crm_desktop.core.i18n import N_

    with services.write(N_("undo", "Test data")) as work:
        services.customers.create(work, {"name": "张 伟 先生", "company": "ＡＢＣ", "phone": ["13812345678"]})
    path = csv_file(tmp_path / "a.csv", "姓名,公司,电话\n张 伟 先生,ＡＢＣ,13812345678\n")
    result = import_file(services, path, ImportOptions(existing="overwrite", tag=False))
    assert (result.updated, result.unchanged) == (0, 1)


# -- properties

words = st.text(st.sampled_from("张王欧阳伟小红先生女士 　AbＡ１12.-·（）()Mr. /"), min_size=1, max_size=14)
numbers = st.one_of(
    st.from_regex(r"\A(\+86 ?|0086|)1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}\Z"),
    st.from_regex(r"\A0(10|571|755)[- ]?[2-8][0-9]{6,7}(转[0-9]{1,4}|-[0-9]{1,4}|)\Z"),
    st.from_regex(r"\A\+1[ .-]?\(?[2-9][0-9]{2}\)?[ .-]?[2-9][0-9]{2}[ .-]?[0-9]{4}\Z"),
    st.from_regex(r"\A[0-9０-９+() .,/;、-]{1,30}\Z"),
    st.integers(1_000_000, 10**14).map(float),
)


@settings(max_examples=400)
@given(words)
def test_tidying_a_name_twice_changes_nothing_and_keeps_its_letters(text: str) -> None:
    tidy = names.tidy(text)
    assert names.tidy(tidy) == tidy
    left = iter(text)
    assert all(char in left for char in tidy.replace(" ", ""))


@settings(max_examples=600)
@given(numbers)
def test_phones_keep_every_digit_and_are_read_again_as_they_are(value: Any) -> None:
    try:
        stored = phones.normalise_many(value)
    except phones.PhoneError:
        return
    said = [re.sub(r"[^0-9]", "", phones.as_text(part)).lstrip("0") for part in phones.split(value)]
    kept = [re.sub(r"[^0-9]", "", number) for number in stored]
    for digits in said:
        forms = (digits, digits.replace("860", "86", 1))
        assert any(full.lstrip("0").endswith(form) for full in kept for form in forms), (digits, kept)
    shown = ";".join(phones.national(number) for number in stored)
    assert phones.normalise_many(shown) == stored


cells = st.one_of(
    words,
    st.sampled_from(
        ["无", "0/0/00", "农历八月十五", "1.2万", "05/03/1990", "1990.5.3", "女士", "a@b.cn;c@d.cn", "是", "12,5"]
    ),
    st.dates(date(1920, 1, 1), date(2090, 1, 1)).map(str),
    st.decimals(-(10**6), 10**6, places=2).map(str),
)


@settings(max_examples=500)
@given(st.sampled_from(sorted(TYPES)), cells)
def test_what_is_clean_stays_as_it_is(key: tuple[str, str], value: str) -> None:
    target = TYPES[key]
    (kept,), errors = clean(target, value)
    if errors or kept is None:
        return
    text = notes.shown(target, kept, SETTING)
    setting = SETTING
    if target.type == "choice":
        setting = Setting("CN", "CNY", SETTING.today, {target.name: {str(kept).lower(): kept}}, SETTING.yes_no)
    if target.type == "bool":
        text = "yes" if kept else "no"
    (again,), wrong = clean(target, text, setting=setting)
    assert (again, wrong) == (kept, {}), text
