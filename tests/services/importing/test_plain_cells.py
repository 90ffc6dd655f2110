# ruff: noqa: E501 - a table of cells
"""Cells recognised many at once come out as each of them would by itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crm_desktop.services.importing.clean import _AT_ONCE, ColumnCleaner, Setting, Target
from crm_desktop.services.importing.evidence import Evidence
from crm_desktop.services.importing.reading.guards import MAX_CELL

TARGETS = [
    Target("phone", "phone"),
    Target("email", "email"),
    Target("name", "text", person=True),
    Target("wechat", "text"),
    Target("code", "text"),
    Target("address", "text", region=True),
    Target("notes", "longtext"),
    Target("referrer", "link"),
]
ODD = [
    "", " ", "张伟", "张伟 先生", "李女士", "王太", "Ann  Lee", " Ann", "Ann ", "Ann\n", "Ann Lee", "#N/A", "#1", "无", "N/A", "-",
    "13812345678", "１３８１２３４５６７８", "138 1234 5678", "12812345678", "1381234567", "a@b.cn", "A.b+c@d-e.co.uk", "a@b", "a@@b.c",
    "mailto:a@b.cn", "a@b.cn;c@d.cn", "x\ufffdy", "a\u200bb", "a\u00a0b", "a\tb", "a\r\nb", "Ｋ12", "\u3000", "x" * (MAX_CELL + 1),
    "a\x1cb", "\ufeffname", "ab\x00", "生", "文化路 12 号", "a@b.c\n", "+8613812345678", "0571-88886666",
    "0171/2345678", "13812345678/13912345678", "手机：13812345678", "13812345678（微信同号）", "(home) 13812345678", "Fax 0571-88886666",
]  # fmt: skip
cells = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(codec="utf-8"), max_size=6),
    st.from_regex(r"1[3-9]\d{9}", fullmatch=True),
    st.from_regex(r"[a-z0-9._%+-]{1,5}@[a-z0-9.-]{1,6}\.[a-z]{1,3}", fullmatch=True),
    st.one_of(st.none(), st.integers(0, 10**11), st.floats(allow_nan=False), st.booleans()),
)


def cleaners(target: Target, region: str) -> tuple[ColumnCleaner, ColumnCleaner]:
    """One that recognises plain cells, one that looks at each."""
    setting = Setting(region, "CNY", date(2026, 9, 23), {}, {})
    quick, slow = (ColumnCleaner(target, setting, Evidence()) for _ in range(2))
    slow._plain = None
    return quick, slow


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
@given(values=st.lists(cells, max_size=6), region=st.sampled_from(["CN", "US"]))
@example(values=["张伟", "李娜", ""], region="CN")
@example(values=["13812345678", "", "19912345678"], region="CN")
@example(values=["13812345678"], region="US")
@example(values=["a@b.cn", ""], region="CN")
def test_as_each_by_itself(target: Target, values: list[object], region: str) -> None:
    quick, slow = cleaners(target, region)
    for one in ([value] for value in (*values, *ODD)):
        assert quick.column(one) == slow.column(one), one
    assert quick.column(values) == slow.column(values)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_an_odd_cell_far_down(target: Target) -> None:
    plain = {"phone": "13812345678", "email": "a@b.cn"}.get(target.type, "文化")
    values: list[object] = [plain] * (3 * _AT_ONCE)
    for at, value in ((_AT_ONCE - 1, 7.0), (_AT_ONCE + 3, "x\ufffd"), (2 * _AT_ONCE, " 13912345678 "), (-1, None)):
        values[at] = value
    quick, slow = cleaners(target, "CN")
    assert quick.column(values) == slow.column(values)
    assert _AT_ONCE + 3 in quick.column(values)[1]


def test_most_cells_are_recognised() -> None:
    for target, value in zip(
        TARGETS, ["13812345678", "a@b.cn", "张伟", "wx_1", "K1", "文化路 1 号", "a\nb", "张伟"], strict=True
    ):
        quick, _ = cleaners(target, "CN")
        assert quick._plain is not None
        assert quick._plain([value, ""]) == [quick.column([value])[0][0], None]
