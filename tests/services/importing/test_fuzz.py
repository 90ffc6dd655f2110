"""Whatever bytes a text file holds, it is read or refused; every row is clean or an error with a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.core.entities import CUSTOMERS
from crm_desktop.services.importing import tables, tasks
from crm_desktop.services.importing.clean import Setting
from crm_desktop.services.importing.mapping import Matcher
from crm_desktop.services.importing.reading import layout as layouts
from crm_desktop.services.importing.reading.failure import FileRefused
from crm_desktop.services.importing.reading.opening import open_source
from crm_desktop.services.importing.rows import Cleaner

MATCHER = Matcher(tables.headers(CUSTOMERS), tables.read_only(CUSTOMERS))
TYPES = tasks.types(CUSTOMERS)
SETTING = Setting("CN", "CNY", date(2026, 9, 23), {"grade": {"vip": "A"}}, tables.yes_no())

cells = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["姓名", "电话", "生日", "13812345678", "1.38E+10", "农历八月十五", "05/03/1990", "合计", "'=1", "vip"]
    ),
    st.dates().map(str),
)


def read(path: Path) -> int:
    source = open_source(path)
    layout = layouts.find(source, MATCHER.recognise)
    samples: list[list[str]] = [[] for _ in layout.headers]
    targets = MATCHER.match(layout.headers, samples, {})
    read = 0
    for chunk in Cleaner(source, layout, targets, TYPES, SETTING).chunks():
        failed = {error[0] for error in chunk["errors"]}
        assert len(chunk["columns"][0]) + len(failed) == chunk["read"]
        assert all(error[3][1] for error in chunk["errors"])
        read += chunk["read"]
    return read


@pytest.mark.parametrize("ending", ["csv", "txt", "vcf"])
@settings(max_examples=150)
@given(data=st.binary(min_size=1, max_size=300))
def test_any_bytes(tmp_path: Path, ending: str, data: bytes) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(b"BEGIN:VCARD\n" + data + b"\nEND:VCARD" if ending == "vcf" else data)
    try:
        outcome = read(path)
    except FileRefused as refused:
        outcome = len(str(refused.message))
    assert outcome >= 0


@settings(max_examples=200)
@given(
    rows=st.lists(st.lists(cells, min_size=1, max_size=6), min_size=1, max_size=12),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-8-sig"]),
    separator=st.sampled_from([",", ";", "\t"]),
)
def test_any_table(tmp_path: Path, rows: list[list[str]], encoding: str, separator: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding, "replace"))
    try:
        outcome = read(path)
    except FileRefused as refused:
        outcome = len(str(refused.message))
    assert outcome >= 0
